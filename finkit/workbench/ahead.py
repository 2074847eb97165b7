"""A forecast asked for by words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from finkit.dataset import open_dataset
from finkit.forecasting import Forecast, forecast_of
from finkit.workbench import asked


def forecast(
    county: str, period: str, items: Sequence[str] = (), data: str | Path = ""
) -> Forecast:
    """The forecast of a county: see `finkit.forecast`."""
    wanted = asked.words("items", items, "税收收入") if items else []
    return forecast_of(open_dataset(data), asked.word("county", county, "示例县"), period, wanted)
