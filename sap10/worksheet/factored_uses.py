"""What sections 12a and 13a share: every end use times its factors, added up line by line."""

from typing import Any, Protocol

import numpy as np

from sap10.arrays import BoolArray, FloatArray
from sap10.lines import Impose, where_any
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.end_uses import WATER_HEATING, EndUse, EndUses


class FeatureTotals(Protocol):
    """What special features save (negative) and use in a year, Appendix Q, shape (n,)."""

    @property
    def saved(self) -> FloatArray:
        """Saved in the year."""
        ...

    @property
    def used(self) -> FloatArray:
        """Used in the year."""
        ...


def of_end_uses(uses: EndUses, factors: FloatArray, of_year: FloatArray) -> FloatArray:
    """Multiply every end use by its factors, both rates weighted, shape (n, end uses, 12).

    `factors` has shape (fuel codes, 12), Tables 12d or 12e, `of_year` shape (fuel codes,), Table
    12. Electric CPSUs are divided month by month (Appendix F), everything else as the year.
    """
    share = uses.monthly_high_rate_fraction
    if share is None:
        share = uses.high_rate_fraction[:, :, None]
    by_month = uses.kwh * (
        share * factors[uses.high_rate_code] + (1.0 - share) * factors[uses.low_rate_code]
    )
    if uses.factor_weights is None:
        return by_month
    monthly, annual = uses.factor_weights
    by_year = uses.kwh[:, WATER_HEATING] * of_year[uses.high_rate_code[:, WATER_HEATING], None]
    by_month[:, WATER_HEATING] *= monthly[:, :, None]
    by_month[:, WATER_HEATING] += annual[:, :, None] * by_year
    return by_month


def added_up(
    of_uses: FloatArray,
    size: Dimensions,
    impose: Impose,
    features: FeatureTotals | None,
    first: int,
) -> dict[str, Any]:
    """Return the lines that 12a and 13a have in common, by the name of their field.

    The sections number them alike: `first` is 261 in 12a and 275 in 13a, the line of main system 1;
    electric showers are the fourth with an a, the total is the twelfth. `of_uses` has shape
    (n, end uses, 12).
    """
    main_1 = impose(f"{first}", of_uses[:, EndUse.MAIN_1])
    main_2 = impose(f"{first + 1}", of_uses[:, EndUse.MAIN_2])
    secondary = impose(f"{first + 2}", of_uses[:, EndUse.SECONDARY])
    water = impose(f"{first + 3}", of_uses[:, EndUse.WATER] + of_uses[:, EndUse.SUMMER_IMMERSION])
    showers = impose(f"{first + 3}a", of_uses[:, EndUse.ELECTRIC_SHOWERS])
    space_and_water = impose(
        f"{first + 4}", (main_1 + main_2 + secondary + water + showers).sum(axis=1)
    )
    cooling = impose(f"{first + 5}", of_uses[:, EndUse.COOLING])
    pumps = impose(f"{first + 6}", of_uses[:, EndUse.VENTILATION_FANS] + of_uses[:, EndUse.PUMPS])
    lighting = impose(f"{first + 7}", of_uses[:, EndUse.LIGHTING])
    generation = impose(f"{first + 8}", _generated(of_uses))
    total = space_and_water + (cooling + pumps + lighting + generation).sum(axis=1)
    if features is not None:
        total = total + features.saved + features.used
    total = impose(f"{first + 11}", total)
    return {
        "main_1": main_1,
        "main_2": where_any(_is_used(main_2), main_2),
        "secondary": where_any(_is_used(secondary), secondary),
        "water": water,
        "electric_showers": where_any(_is_used(showers), showers),
        "space_and_water": space_and_water,
        "cooling": where_any(_is_used(cooling), cooling),
        "pumps_and_fans": pumps,
        "lighting": lighting,
        "generation": where_any(_is_used(generation), generation),
        "total": total,
        "per_area": impose(f"{first + 12}", total / size.total_floor_area),
    }


def _generated(of_uses: FloatArray) -> FloatArray:
    """Add up what all generators save by month, shape (n, 12)."""
    return (
        of_uses[:, EndUse.PV_USED]
        + of_uses[:, EndUse.PV_EXPORTED]
        + of_uses[:, EndUse.GENERATION_USED]
        + of_uses[:, EndUse.GENERATION_EXPORTED]
    )


def _is_used(monthly: FloatArray) -> BoolArray:
    """Tell which dwellings have anything on a monthly line, shape (n,)."""
    return np.abs(monthly).sum(axis=1) > 0.0
