"""Delivered energy of rated dwellings as rows: what bills are priced from and baselines store."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ara_assets.domain.fuel_rates import TARIFF_BY_CODE, Tariff
from sap10.result import SapResult
from sap10.worksheet.end_uses import EXPORTS, EndUse


def energy_by_end_use(
    result: SapResult, property_ids: Sequence[str], **further: Sequence[object]
) -> pd.DataFrame:
    """Return the energy that is delivered to dwellings by end use, one row each that is not zero.

    Parameters
    ----------
    result
        Result of the `costs` calculation: local climate.
    property_ids
        Property id of each dwelling of the result, in its order.
    **further
        Further columns that say which dwelling it is, one value each.

    Returns
    -------
    pandas.DataFrame
        `property_id`, those of `further`, `end_use`, `fuel_code` (SAP 10.2 Table 12, of the high
        rate where there are two), `tariff` (of the code: on the 24-hour tariff other uses are on
        the standard one), `high_rate_fraction`, `delivered_kwh_per_year`: own generation used on
        site is negative, what is exported positive. [kWh/year]
    """
    use = result.fuel_use
    home, end_use = np.nonzero(use.annual_kwh)
    kwh = use.annual_kwh[home, end_use]
    fuel_code = use.high_rate_code[home, end_use]
    names = {"property_id": property_ids, **further}
    return pd.DataFrame(
        {
            **{name: np.array(values, dtype=object)[home] for name, values in names.items()},
            "end_use": [EndUse(int(one)).name.lower() for one in end_use],
            "fuel_code": fuel_code,
            "tariff": [str(TARIFF_BY_CODE.get(int(c), Tariff.STANDARD)) for c in fuel_code],
            "high_rate_fraction": use.high_rate_fraction[home, end_use],
            "delivered_kwh_per_year": np.where(np.isin(end_use, EXPORTS), -kwh, kwh),
        }
    )
