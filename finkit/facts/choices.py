"""Facts with a usual set of answers; another answer is asked about, not refused."""

from __future__ import annotations

CHOICES = {
    # The grades that a province notifies.
    "债务风险等级": ("红色", "橙色", "黄色", "绿色"),
    # What goes with 按……督导.
    "收入督导频次": ("日", "周", "旬", "半月", "月", "季度"),
}
