"""Every reader of what comes from outside, fed with valid samples that were broken at random.

Each input ends with a result or with a refusal of one line, within limits of time and memory:

    python -m tools.fuzz --inputs 20000 --seed 1
"""
