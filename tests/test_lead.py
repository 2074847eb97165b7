"""What a page leads with where its data are of debt alone."""

from __future__ import annotations

from finkit.report import build
from finkit.report.lead import finding, lede
from tests.conftest import Write


def rows(*amounts: tuple[str, str, int]) -> list[str]:
    return [
        f"621124,临洮县,2023-12,balance,{item},,{measure},{value},万元,t"
        for item, measure, value in amounts
    ]


def said(write: Write, lines: list[str]) -> str:
    report = build("621124", "2023-12", write(*lines))
    return "".join(map(str, finding(report)))


def test_of_debt_alone_it_leads_with_the_balance_and_its_share_of_the_limit(write: Write) -> None:
    text = rows(("地方政府债务余额", "actual", 198_736), ("地方政府债务限额", "budget", 202_400))
    share = 198_736 / 202_400 * 100
    assert f"{share:.1f}" == "98.2"
    assert said(write, text) == "地方政府债务余额19.87亿元，占债务限额的98.2%"


def test_without_its_limit_with_the_balance(write: Write) -> None:
    text = rows(("地方政府债务余额", "actual", 198_736))
    assert said(write, text) == "地方政府债务余额19.87亿元"


def test_with_neither_it_leads_with_nothing(write: Write) -> None:
    text = rows(("存款余额", "actual", 198_736))
    report = build("621124", "2023-12", write(*text))
    assert finding(report) == []
    assert str(lede(report)) == ""
