"""Real published figures: what the checks say of them, and nothing more."""

from __future__ import annotations

from collections import Counter

import pytest

from finkit.checks import check_all
from finkit.dataset import open_dataset
from finkit.samples import folders


@pytest.mark.parametrize(
    ("name", "graver"),
    [
        # 清流: a truncated rate. 凌云: 审减金额, and the rate on it.
        ("published", {("error", "350423"): 1, ("error", "451027"): 2}),
        ("panel", {}),
        # 2024 spending grew 3.656%, printed as 3.6%: 2023 stands in another report.
        ("national", {("warning", "100000"): 1}),
        # 资源税 refunded in August 2021.
        ("synthetic", {("warning", "DEMO01"): 1}),
    ],
)
def test_nothing_true_is_called_wrong(name: str, graver: dict[tuple[str, str], int]) -> None:
    folder = next(folder for folder in folders() if folder.name == name)
    found = check_all(open_dataset(folder))
    assert Counter((f.severity, f.county_code) for f in found if f.severity != "notice") == graver
    severities = [f.severity for f in found]
    assert severities == sorted(severities, key=("error", "warning", "notice").index)
    # A signal for one item, county and year: not one a month.
    signals = Counter(
        (f.county_code, f.rule, f.item, f.period[:4]) for f in found if "监测" in f.cause
    )
    assert set(signals.values()) <= {1}
