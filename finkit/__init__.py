"""finkit: county fiscal reports from published figures.

>>> import finkit
>>> finkit.open().county("临洮县").periods
['2024-02']
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from finkit import charts as charts
    from finkit.workbench import Changes, Data, Forecast, Workbench
    from finkit.workbench.explorer import Explorer

__all__ = ["charts", "diff", "explore", "forecast", "open", "use_fonts"]


def open(
    data: Data = "",
    columns: Mapping[str, Any] | None = None,
    *,
    unit: str = "",
    basis: str = "",
    extensions: Sequence[str | Path] = (),
) -> Workbench:
    """A data set to explore: a path or address as for `--data`, "" the embedded sample, or a frame
    of one's own (pandas, polars, pyarrow, whatever Arrow takes over), which is never changed.

    A frame is in the columns of the contract, also by their Chinese names, or wide: an amount a
    column. What a column's name says is understood: 县区, 月份, 一般公共预算收入（万元）, beside a
    column of items 本期数 and 上年同期. `columns` says the rest: a column of the contract
    (`"period"`), an item with its unit, measure, basis or what it stands under, or `None` for what
    is left out. `unit` and `basis` (累计, 当月, 月末余额) hold where nothing else is said; whole
    years accumulate, balances (余额) are balances. Codes of names are those of the register.

    `extensions` are files, folders or modules with indicators of one's own, as `--extension` takes
    them: their code is run, and what they declare is in every table, figure and report.

    >>> import finkit, pandas as pd
    >>> own = pd.DataFrame({"县区": ["临洮县"], "月份": ["2024-02"], "tax": [15348]})
    >>> mine = finkit.open(own, columns={"tax": ("税收收入", "万元")}, basis="累计")
    >>> mine.county("临洮县").derive("税收收入", "amount", "2024-02")
    Derivation(2024-02 税收收入本期数：15348万元)

    Raises `UsageError` for a path that is none and a column that nobody understands, `DataError`
    for a table that breaks the contract: by file and line, or by row and column of the frame;
    `UsageError` naming file and line for an extension that is none.
    """
    # Here, so that `finkit --help` answers without any of it.
    from finkit.workbench import Workbench  # noqa: PLC0415

    return Workbench(data, columns, unit, basis, extensions)


def diff(old: str | Path, new: str | Path) -> Changes:
    """What differs between two data sets, or two folders of reports: new, withdrawn, revised (with
    both sources), across a threshold, said in other words. Shows itself; `to_frame()` is a table.

    An amount of another period is never a revision.

    >>> import finkit
    >>> len(finkit.diff("", ""))  # the embedded sample and itself
    0

    Raises `UsageError` for a place that is none, and for data beside reports.
    """
    from finkit.workbench import diff as made  # noqa: PLC0415

    return made(str(old), str(new))


def forecast(
    county: str, period: str, items: Sequence[str] = (), data: str | Path = ""
) -> Forecast:
    """What a county's year is heading for: estimates of its main items, or of `items`.

    `data` as for `open`. Shows itself as text and page; `to_frame()` is a table, `charts` the fans.

    >>> import finkit
    >>> ahead = finkit.forecast("示例县", "2021-06")
    >>> str(ahead).splitlines()[1]
    '一般公共预算收入估计全年184,000万元，80%区间148,000至220,000万元，回测1次平均误差6.4%，为年初预算的109%'

    Raises `NotHeldError` for what is not held, and under two full past years: saying what it needs.
    """
    from finkit.workbench import forecast as made  # noqa: PLC0415

    return made(county, period, items, data)


def explore(data: Data | Workbench = "") -> Explorer:
    """Finds counties and items in JupyterLab by what is typed (a name, a code, pinyin initials, a
    prefecture) and shows them as charts and tables, with the code that gives the same.

    `data` as for `open`, or what it gave. Raises as `open` does.

    >>> import finkit
    >>> explorer = finkit.explore()
    >>> explorer.county.typed.value = "ltx"
    >>> explorer.county.taken
    ['621124']
    """
    from finkit.workbench import Workbench  # noqa: PLC0415
    from finkit.workbench.explorer import Explorer  # noqa: PLC0415

    return Explorer(data if isinstance(data, Workbench) else Workbench(data))


def use_fonts() -> None:
    """Sets the bundled Chinese font for all that matplotlib or pandas draws from here on.

    >>> import finkit
    >>> finkit.use_fonts()
    """
    from finkit.workbench import use_fonts as use  # noqa: PLC0415

    use()


def __getattr__(name: str) -> Any:
    """`finkit.charts`, loaded when first asked for."""
    if name == "charts":
        from importlib import import_module  # noqa: PLC0415

        return import_module("finkit.charts")
    raise AttributeError(f"module 'finkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What is meant to be used, and nothing that happens to be here."""
    return sorted(__all__)
