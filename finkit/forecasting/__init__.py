"""Where the year is going: full-year estimates by one declared method, with their past errors."""

from finkit.forecasting.columns import COLUMN_WORDS, COLUMNS
from finkit.forecasting.forecast import Forecast, forecast_at, forecast_of

__all__ = ["COLUMNS", "COLUMN_WORDS", "Forecast", "forecast_at", "forecast_of"]
