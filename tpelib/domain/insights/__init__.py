"""What the networks report: their files read, and the indicators that those figures allow."""

from tpelib.domain.insights.indicators import (
    Indicator,
    Trend,
    indicators,
    mean_of_ratios,
    ratio_of_sums,
    totals,
    trend,
)
from tpelib.domain.insights.reports import InsightsReport, Record, read_report
from tpelib.domain.insights.reviews import Rated, ReviewFile, read_reviews

__all__ = [
    "Indicator",
    "InsightsReport",
    "Rated",
    "Record",
    "ReviewFile",
    "Trend",
    "indicators",
    "mean_of_ratios",
    "ratio_of_sums",
    "read_report",
    "read_reviews",
    "totals",
    "trend",
]
