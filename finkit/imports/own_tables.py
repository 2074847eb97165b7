"""The tables beside a ledger are its own: neither another's, nor left behind beside a link."""

from __future__ import annotations

from pathlib import Path

from finkit.errors import UsageError
from finkit.ledger.history.home import TABLES, TEXTS, Home
from finkit.readers.formats import written_suffixes

_BESIDE = (*TABLES[1:], *TEXTS)


def refuse_strayed(place: Path, home: Home) -> None:
    """Raises `UsageError` where a ledger is named by a link and tables of it lie beside the link,
    where the ledger itself has none: they would be lost."""
    if not place.is_symlink() or home.is_folder:
        return
    for name in _BESIDE:
        stray = Home(place, place).copy(name)
        if stray.is_file() and stray.resolve() != home.copy(name).resolve():
            what = f"台账是链接，{stray.name} 在链接旁边而不在台账旁边"
            advice = f"把它移到 {home.folder}"
            raise UsageError(what, where=str(place), advice=advice)


def refuse_shared(home: Home) -> None:
    """Raises `UsageError` where a ledger is begun whose other tables another has: `a.published.csv`
    is that of `a.parquet`, and would be that of `a.csv` as well."""
    if home.is_folder or home.history.is_dir():
        return
    for suffix in written_suffixes():
        path = home.observations.with_suffix(suffix)
        if path == home.observations:
            continue
        other = Home(path, path)
        beside = [other.copy(name).name for name in _BESIDE if other.copy(name).is_file()]
        if other.history.is_dir() or (path.is_file() and beside):
            named = f"（{'、'.join(beside)}）" if beside else ""
            what = f"台账 {path.name} 已用同名的附表{named}"
            advice = f"写 --into {path.name}，或换一个名字"
            raise UsageError(what, where=str(home.observations), advice=advice)
