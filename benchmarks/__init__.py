"""What finkit costs: `python -m benchmarks` (or `make bench`), apart from the tests.

Each measure is a whole process, started as a user starts it, and every time stated is the median
of interleaved rounds: what slows the machine for a while slows all measures alike. Peaks are of
the greatest single process. One file a measure, each giving its cases:

- `start_up`: `finkit --help`;
- `sample_figures`: all figures of the embedded sample, in each format;
- `large_file`: files of 50 MB and 200 MB, listed and asked for one county;
- `nation`: a month, or several, of a synthetic nation by `finkit batch`, and as many reports as
  asked the plain way;
- `workbooks`: a nation's forms imported;
- `stages`: where a report's time goes;
- `reports`: the same reports the plain way (papermill and nbconvert, two at a time) and by
  `finkit batch`.

The last line of a run with reports: `bench: N reports, R reports/s, X times plain, peak M MB a
worker`.
"""
