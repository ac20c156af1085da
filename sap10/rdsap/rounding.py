"""Rounding of the expanded data, RdSAP 10 section 16.

The text gives the digits (U-values, areas and heights two decimals; percentages and litres none)
but not the tie rule. Accredited worksheets round half up on the exact decimal (validation finding
R.1), so a product that binary floats put just under a tie, as 21.25 m x 2.30 m = 48.875 m2, still
rounds up.
"""

from math import floor

_TIE = 1e-7
"""How close to a tie, in units of the last digit, counts as one: inputs have at most four decimals.
"""


def half_up(value: float, digits: int = 2) -> float:
    """Round a non-negative value half up to `digits` decimals."""
    scale = 10.0**digits
    return floor(value * scale + 0.5 + _TIE) / scale
