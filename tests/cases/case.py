"""A case: input files, commands, and the facts that must hold afterwards (`case.toml`).

Facts count, not sentences: text is compared without line breaks and thousands separators, amounts
in 万元. See the README of the folder of cases for what each key means.
"""

from __future__ import annotations

import csv
import html
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from finkit.accounts.spelling import clean
from finkit.units import UNITS, convert

Check = Mapping[str, Any]
_MONEY = "万元"
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SEPARATOR = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_COLOUR = re.compile(r"\x1b\[[\d;]*[A-Za-z]")


@dataclass(frozen=True)
class Ran:
    """One command: its exit code and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Done:
    """A case that has run in a folder, with its outputs in another."""

    folder: Path
    out: Path
    ran: tuple[Ran, ...]

    def of(self, check: Check) -> tuple[Ran, ...]:
        """The commands a check is about."""
        return (self.ran[check["of"] - 1],) if "of" in check else self.ran

    def files(self, name: str) -> list[Path]:
        """The files of a name, in which `*` may stand."""
        path = name.replace("{out}", str(self.out))
        if not Path(path).is_absolute():
            path = str(self.folder / path)
        return sorted(Path("/").glob(path.lstrip("/")))


def run(case: Path, work: Path) -> Done:
    """The commands of a case, run in a copy of its folder."""
    spec = read(case)
    folder, out = work / "in", work / "out"
    shutil.copytree(case, folder, ignore=shutil.ignore_patterns("case.toml"))
    out.mkdir()
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", **spec.get("env", {})}
    return Done(folder, out, tuple(_run(line, folder, out, env) for line in spec["run"]))


def read(case: Path) -> dict[str, Any]:
    """The specification of a case."""
    return tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))


def _run(line: str, folder: Path, out: Path, env: dict[str, str]) -> Ran:
    programs = {"{finkit}": [sys.executable, "-m", "finkit.cli"], "{python}": [sys.executable]}
    command: list[str] = []
    for word in shlex.split(line):
        command += programs.get(word, [word.replace("{out}", str(out))])
    # The case's own folder must not come before the package on the path.
    env = {**env, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, timeout=300, check=False
    )
    coding = env.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
    said = (stream.decode(coding, "replace") for stream in (done.stdout, done.stderr))
    return Ran(done.returncode, *said)


def faults(case: Path, done: Done) -> list[str]:
    """What does not hold of a case, in words."""
    broken = [f"第{n}条命令：traceback" for n, one in enumerate(done.ran, 1) if _broke(one)]
    return broken + [fault for check in read(case)["expect"] for fault in _faults(check, done)]


def _broke(ran: Ran) -> bool:
    return "Traceback (most recent call last)" in ran.out + ran.err


def _faults(check: Check, done: Done) -> list[str]:
    if "either" in check:
        tried = [[f for one in group for f in _faults(one, done)] for group in check["either"]]
        return min(tried, key=len)
    found = list(_exit(check, done))
    said = _flat("\n".join(one.out + one.err for one in done.of(check)))
    found += _text(said, check, "says")
    if "file" in check:
        found += _file(check, done)
    if "table" in check:
        found += _table(check, done)
    return found


def _exit(check: Check, done: Done) -> Iterator[str]:
    allowed = check.get("exit")
    allowed = allowed if isinstance(allowed, list) or allowed is None else [allowed]
    code = done.of(check)[-1].code
    if allowed is not None and code not in allowed:
        yield f"exit {code}, not {allowed}"


def _text(text: str, check: Check, kind: str) -> Iterator[str]:
    """`says`, `says_any`, `says_not` of a text; of a file `has` and so on."""
    for wanted in check.get(kind, ()):
        if not _holds(wanted, text):
            yield f"lacks {wanted!r}"
    if (some := check.get(f"{kind}_any", ())) and not any(_holds(one, text) for one in some):
        yield f"lacks any of {some}"
    for unwanted in check.get(f"{kind}_not", ()):
        if _holds(unwanted, text, as_printed=True):
            yield f"has {unwanted!r}"


def _holds(wanted: str, text: str, *, as_printed: bool = False) -> bool:
    """Whether a text holds another, whatever the blanks between words unless `as_printed`; a number
    at its edge is a whole number."""
    plain = re.escape(_flat(wanted))
    before = r"(?<![\d.])" if wanted[:1].isdigit() else ""
    after = r"(?!\d)" if wanted[-1:].isdigit() else ""
    pattern = re.compile(before + plain + after)
    if as_printed:
        return bool(pattern.search(text))
    tight = re.compile(before + re.escape(_flat(wanted).replace(" ", "")) + after)
    return bool(pattern.search(text) or tight.search(text.replace(" ", "")))


def _flat(text: str) -> str:
    return _SEPARATOR.sub("", re.sub(r"\s+", " ", _COLOUR.sub("", text)))


def _file(check: Check, done: Done) -> Iterator[str]:
    paths = done.files(check["file"])
    if not paths and "has_not" not in check:
        yield f"no file {check['file']}"
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".html":
            text = html.unescape(_TAG.sub(" ", _HIDDEN.sub(" ", text)))
        yield from _text(_flat(text), check, "has")


def _table(check: Check, done: Done) -> Iterator[str]:
    if check["table"] == "stdout":
        lines = done.of(check)[-1].out.splitlines()
    else:
        texts = (path.read_text(encoding="utf-8-sig") for path in done.files(check["table"]))
        lines = [line for text in texts for line in text.splitlines()]
    rows = [row for row in csv.DictReader(lines) if _is_of(row, check["where"])]
    column = check.get("column", "value")
    got = [_amount(row.get(column) or "", row.get("unit", ""), check) for row in rows] or [""]
    allowed = {_amount(one, "", check) for one in _list(check["value"])}
    if wrong := [str(one) for one in got if one not in allowed]:
        yield f"{dict(check['where'])}: {wrong[:3]}, not {check['value']}"


def _is_of(row: Mapping[str, str], where: Mapping[str, str]) -> bool:
    return all(_is(row, name, wanted) for name, wanted in where.items())


def _is(row: Mapping[str, str], name: str, wanted: str) -> bool:
    held = row.get(name) or ""
    if name == "county":
        return wanted in (held, row.get("county_code"))
    return clean(held) == clean(wanted) if name == "item" else held == wanted


def _list(value: Any) -> Iterable[str]:
    return value if isinstance(value, list) else [value]


def _amount(text: str, unit: str, check: Check) -> Decimal | str:
    """An amount in 万元, rounded as the check asks; a text that is none, as it is."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if "column" not in check and unit in UNITS and UNITS[unit].kind == "money":
        value = convert(value, unit, _MONEY)
    if "decimals" in check:
        value = value.quantize(Decimal(1).scaleb(-check["decimals"]), ROUND_HALF_UP)
    return value
