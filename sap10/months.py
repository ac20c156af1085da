"""Months of the worksheet: their lengths (Table 1a) and the seasons it distinguishes."""

import numpy as np

from sap10.arrays import BoolArray, FloatArray

DAYS: FloatArray = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.float64)
"""Days in each month, worksheet line (41), Table 1a."""

HOURS: FloatArray = DAYS * 24.0
"""Hours in each month."""

DAYS_IN_YEAR = 365.0

_MONTH = np.arange(1, 13)

IS_SUMMER: BoolArray = (_MONTH >= 6) & (_MONTH <= 9)
"""June to September: no space heating, and the summer column of Table 6d."""

IS_HEATING_SEASON: BoolArray = ~IS_SUMMER
"""October to May."""

IS_COOLING_SEASON: BoolArray = (_MONTH >= 6) & (_MONTH <= 8)
"""June to August, worksheet section 8c."""
