"""The columns of a forecast, for machines and for the eye."""

from __future__ import annotations

from finkit.forecasting.past import COVERAGE

COLUMNS = (
    *("county_code", "county", "period", "item", "unit", "cumulative", "estimate", "low", "high"),
    *("back_tests", "mean_error", "schedule_error", "budget", "budget_share", "months_left"),
    *("status", "reason"),
)
NUMBERS = COLUMNS[COLUMNS.index("cumulative") : COLUMNS.index("status")]
COLUMN_WORDS = (
    *("项目", "单位", "累计数", "全年估计", f"{COVERAGE}%区间", "回测次数", "平均误差"),
    *("按序时推算误差", "估计完成预算", "按月均还需月数", "说明"),
)
"""What the table for the eye says of each item."""
