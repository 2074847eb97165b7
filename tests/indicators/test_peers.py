"""A county among the others of its province."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

from finkit.dataset import open_dataset
from tests.conftest import Opened, Write

# Six counties of Gansu: code, this year, last year.
COUNTIES = (
    ("621124", 120, 100),
    ("621121", 300, 290),
    ("621122", 110, 90),
    ("621123", 90, 100),
    ("621125", 80, 70),
    ("621126", 50, 40),
)


def opened(write: Write, counties: tuple[tuple[str, int, int], ...]) -> Opened:
    rows = [
        f"{code},县{code},2021-12,cumulative,税收收入,,{measure},{value},万元,表"
        for code, now, then in counties
        for measure, value in (("actual", now), ("prior_actual", then))
    ]
    # A prefecture and a county of another province are no peers.
    others = ("621100,定西市", "610729,留坝县")
    rows += [f"{other},2021-12,cumulative,税收收入,,actual,9999,万元,表" for other in others]
    return Opened(open_dataset(write(*rows)))


def test_rank_peer_median_and_peer_count_of_the_amount(write: Write) -> None:
    data = opened(write, COUNTIES)
    assert data.figure("rank", "2021-12", of_item="本期数").value == 2
    assert data.figure("peer_count", "2021-12", of_item="本期数").value == 5
    expected = median([300, 110, 90, 80, 50])
    middle = data.figure("peer_median", "2021-12", of_item="本期数")
    assert (middle.value, middle.unit) == (expected, "万元")


def test_rank_of_the_growth_rate(write: Write) -> None:
    data = opened(write, COUNTIES)
    # 20% is beaten by 110/90 (22.2%) and 50/40 (25%).
    assert data.figure("rank", "2021-12", of_item="同比增长率").value == 3
    assert data.figure("peer_count", "2021-12", of_item="同比增长率").value == len(COUNTIES) - 1
    rates = [Decimal(100 * (now - then)) / then for code, now, then in COUNTIES[1:]]
    assert data.figure("peer_median", "2021-12", of_item="同比增长率").value == median(rates)


def test_how_far_the_others_are_from_their_middle(write: Write) -> None:
    data = opened(write, COUNTIES)
    rates = [Decimal(100 * (now - then)) / then for code, now, then in COUNTIES[1:]]
    apart = [abs(rate - median(rates)) for rate in rates]
    figure = data.figure("peer_deviation", "2021-12")
    assert (figure.value, figure.unit) == (sum(apart) / len(apart), "个百分点")


def test_four_peers_are_too_few(write: Write) -> None:
    data = opened(write, COUNTIES[:5])
    figure = data.figure("rank", "2021-12", of_item="本期数")
    assert (figure.value, figure.reason) == (None, "同省同期可比县区不足5个（现有4个）")


def test_peer_coverage_is_of_all_counties_of_the_province(write: Write) -> None:
    data = opened(write, COUNTIES)
    # Gansu has 86 county-level divisions; six are held, this one among them.
    for of in ("本期数", "同比增长率"):
        coverage = data.figure("peer_coverage", "2021-12", of_item=of)
        assert (coverage.value, coverage.unit) == (Decimal(100 * len(COUNTIES)) / 86, "%")
