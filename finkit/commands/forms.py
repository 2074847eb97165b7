"""`finkit form`: an Excel workbook to fill in and to import back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finkit.errors import EXIT_OK
from finkit.gate.names import folded_name

if TYPE_CHECKING:
    from finkit.counties import County
    from finkit.dataset import Dataset
    from finkit.periods import Period

ENDING = ".xlsx"


def add(commands: Any) -> None:
    """Adds the command."""
    command = commands.add_parser("form", help="生成填报表（Excel），填好后用 finkit import 导入")
    command.add_argument(
        "--county", type=folded_name, required=True, help="县区代码或名称；all 或省名为一县一份"
    )
    command.add_argument("--period", required=True, help="期间 YYYY-MM")
    command.add_argument(
        "--data", default="", help="观测表、数据文件夹或数据库地址；默认为随附的示例"
    )
    command.add_argument("--out", default="", help="文件（.xlsx）；多个县区时为文件夹")
    command.add_argument("--force", action="store_true", help="覆盖已有的文件")
    command.set_defaults(command=_form)


def _form(given: argparse.Namespace) -> int:
    from finkit.dataset import open_dataset
    from finkit.periods import Period

    period = Period.parse(given.period)
    data = open_dataset(given.data)
    members, said = _members(data, given.county, bool(given.data))
    if members:
        wanted = _in_folder(members, said, period, given.out)
    else:
        wanted = {_place(county := _county(given.county, data), period, given.out): county}
    _refuse_to_overwrite(list(wanted), given.force)
    _write(data, period, wanted)
    return EXIT_OK


def _members(data: Dataset, name: str, own_data: bool) -> tuple[list[County], str]:
    """The counties of `all` or a province (none for a county's name), and how many in words.

    A province is what the user's own data hold of it; the whole of the register where they hold
    nothing of it, or there are none.
    """
    from finkit.counties import ALL, group, register

    held = group(name, data.ledger.counties)
    if name != ALL and not (held and own_data):
        members = group(name, list(register().values()))
        return members, f"{name}有{len(members)}个县区"
    return held, f"数据中{'' if name == ALL else name}有{len(held)}个县区"


def _in_folder(members: list[County], said: str, period: Period, out: str) -> dict[Path, County]:
    """Where the form of each of several counties goes. Raises `UsageError` for no folder."""
    from finkit.errors import UsageError

    if not out:
        raise UsageError(said, advice="用 --out 写明放在哪个文件夹")
    if out.endswith(ENDING):
        raise UsageError(f"{said}，--out 应为文件夹", where=out)
    return {Path(out) / _with_code(county, period): county for county in members}


def _county(name: str, data: Dataset) -> County:
    """The one county that is meant, of the data or the register."""
    from finkit.counties import resolve_anywhere
    from finkit.counties.areas import areas_named
    from finkit.errors import UsageError

    try:
        return resolve_anywhere(name, data.ledger.counties)
    except UsageError as error:
        provinces = [area.name for area in areas_named(name) if area.code.endswith("0000")]
        if not provinces:
            raise
        raise UsageError(error.what, advice=f"是否想写 {provinces[0]}？") from error


def _place(county: County, period: Period, out: str) -> Path:
    """Where the form of one county goes. Raises `UsageError` for a place that does not fit."""
    from finkit.errors import UsageError

    place = Path(out or f"{_file_name(county.name)}-{period}{ENDING}")
    if place.is_dir():
        place = place / _with_code(county, period)
    if place.suffix != ENDING:
        raise UsageError(f"填报表是 {ENDING} 文件", where=str(place), advice="--out 以 .xlsx 结尾")
    return place


def _with_code(county: County, period: Period) -> str:
    """621124-临洮县-2024-03.xlsx: in the order of the codes, and known by the name."""
    from finkit.batch.places import folder_name

    return f"{folder_name(county.code)}-{_file_name(county.name)}-{period}{ENDING}"


def _file_name(county: str) -> str:
    """A county's name as a file may be called."""
    return "".join("_" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in county)


def _refuse_to_overwrite(places: list[Path], force: bool) -> None:
    from finkit.errors import UsageError

    there = [] if force else [place for place in places if place.exists()]
    if there:
        others = f" 等{len(there)}个文件" if len(there) > 1 else ""
        raise UsageError(
            "已经有了，可能已经填过", where=f"{there[0]}{others}", advice="确要覆盖用 --force"
        )


def _write(data: Dataset, period: Period, wanted: dict[Path, County]) -> None:
    from finkit.disk import writable, write_whole
    from finkit.forms.form import form

    for place, county in wanted.items():
        with writable(place.parent):
            place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, form(data, county, period))
    for place in wanted if len(wanted) == 1 else ():
        print(place)
    if len(wanted) > 1:
        print(f"{next(iter(wanted)).parent}：{len(wanted)}份")
