"""The page of a rollup: one file, nothing fetched, readable without its script."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from finkit.batch.index import hash_of, table_script, table_style
from finkit.counties.history import STANDS_FOR
from finkit.figures.peer_group import FEWEST_PEERS
from finkit.render.plain_pages import page_template
from finkit.render.rendering import stylesheet
from finkit.rollup import cells, sums, tiles
from finkit.rollup.cards import cards
from finkit.rollup.charts import charts
from finkit.rollup.columns import GROWTH, REVENUE
from finkit.rollup.rollup import Rollup
from finkit.rollup.said import headline, sentences
from finkit.samples import made_up


def page(made: Rollup) -> str:
    """The page as HTML."""
    script = table_script()
    style = files("finkit.rollup").joinpath("page.css").read_text(encoding="utf-8")
    growth, rows = tiles.has_growth(made), list(cells.rows(made))
    return page_template("finkit.rollup").render(
        made=made,
        banner=made_up(made.synthetic),
        headline=headline(made),
        sentences=sentences(made),
        cards=cards(made),
        tiles_title="各县区收入增幅" if growth else "各县区报送情况",
        tiles_how=_tiles_how(made, growth=growth),
        groups=list(tiles.groups(made)),
        others="、".join(f"{one.county.name}（{one.county.code}）" for one in made.others),
        charts=charts(made),
        sums=list(sums.rows(made)) if made.totals and _is_summed(made) else [],
        sum_heads=sums.heads(made),
        prefectures=sorted({row.prefecture for row in rows}),
        heads=cells.heads(made),
        rows=rows,
        has_days=any(one.day for one in made.lines),
        table_how="位次在有数的县区中排，同数同位" if made.middle(REVENUE) is not None else "",
        notes=list(_notes(made)),
        style=stylesheet() + table_style() + style,
        script=script,
        script_hash=hash_of(script),
    )


def _tiles_how(made: Rollup, *, growth: bool) -> str:
    """How the tiles are read: only of what is there."""
    found = []
    if growth:
        found.append("按地市排列，同一地市内由高到低" if made.parts else "由高到低")
        found.append("底色深的升降在10%以上")
    found += ["虚线框为未报"] if made.missing else []
    found += ["带*的数待核"] if growth and _is_doubtful(made, GROWTH.key) else []
    linked = sum(bool(one.address) for one in made.lines)
    of = "" if linked == len(made.filed) else "（有报告的）"
    found += [f"点县名打开报告{of}"] if linked else []
    return f"{'；'.join(found)}。" if found else ""


def _is_doubtful(made: Rollup, key: str = "") -> bool:
    """Whether a figure (of a column) is marked."""
    return any(key in one.doubtful if key else one.doubtful for one in made.lines)


def _is_summed(made: Rollup) -> bool:
    """Whether the table of sums says anything that the sentences do not."""
    every = [total for part in made.parts for total in part.totals.values()]
    own = any(total.own for total in made.totals.values())
    return own or any(total.amount.value is not None for total in every)


def _notes(made: Rollup) -> Iterator[str]:
    counted = f"{made.period.year}年的县级行政区（{len(made.lines)}个，GB/T 2260）"
    until = f"名录截至{STANDS_FOR[:4]}年末"
    yield f"县区为{made.area.name}{counted}，{until}；台账里有该期本期数的为已报。"
    yield (
        "收入、支出为一般公共预算（收入为地方级）；中位数、位次只在有数且口径和数据状态相同的县区中取，"
        f"至少{FEWEST_PEERS}个才算{'；带*的数核对有误，待核' if _is_doubtful(made) else ''}。"
    )
