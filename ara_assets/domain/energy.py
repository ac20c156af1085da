"""Delivered energy of rated dwellings as rows: what bills are priced from and baselines store."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ara_assets.domain.fuel_rates import TARIFF_BY_CODE, Tariff
from sap10.appendices.q_special_features import FeatureUse
from sap10.arrays import FloatArray
from sap10.result import SapResult
from sap10.tables.fuels import OTHER_EXPORT, PV_EXPORT
from sap10.worksheet.end_uses import EXPORTS, EndUse

FEATURES_SAVED = "special_features_saved"
FEATURES_USED = "special_features_used"
"""End uses of what special features (Appendix Q) save or generate, and use."""

EXPORT_CODES = (OTHER_EXPORT, PV_EXPORT)
"""Fuel codes of electricity that is sold to the grid."""


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
        site and what special features save is negative, what is exported positive. [kWh/year]
    """
    use = result.fuel_use
    home, end_use = np.nonzero(use.annual_kwh)
    names = {"property_id": property_ids, **further}
    energy = pd.DataFrame(
        {
            "home": home,
            "end_use": [EndUse(int(one)).name.lower() for one in end_use],
            "fuel_code": use.high_rate_code[home, end_use],
            "high_rate_fraction": use.high_rate_fraction[home, end_use],
            "delivered_kwh_per_year": use.annual_kwh[home, end_use],
        }
    )
    if result.feature_use.dwelling.size:
        energy = pd.concat([energy, _of_features(result.feature_use)], ignore_index=True)
    code = energy["fuel_code"]
    kwh = energy["delivered_kwh_per_year"]
    return pd.DataFrame(
        {
            **{
                name: np.array(values, dtype=object)[energy["home"]]
                for name, values in names.items()
            },
            "end_use": energy["end_use"],
            "fuel_code": code,
            "tariff": [str(TARIFF_BY_CODE.get(int(c), Tariff.STANDARD)) for c in code],
            "high_rate_fraction": energy["high_rate_fraction"],
            "delivered_kwh_per_year": kwh.where(~code.isin(EXPORT_CODES), -kwh),
        }
    )


def _of_features(use: FeatureUse) -> pd.DataFrame:
    """Return what special features save and use by home and fuel, several features added up."""
    names = np.where(use.is_saved, FEATURES_SAVED, FEATURES_USED)
    rows = pd.DataFrame(
        {
            "home": use.dwelling,
            "end_use": names,
            "fuel_code": use.high_rate_code,
            "delivered_kwh_per_year": use.annual_kwh,
            "at_high_rate": use.annual_kwh * use.high_rate_fraction,
        }
    )
    summed = rows.groupby(["home", "end_use", "fuel_code"], as_index=False).sum()
    summed = pd.DataFrame(summed[summed["delivered_kwh_per_year"] != 0.0])
    summed["high_rate_fraction"] = summed["at_high_rate"] / summed["delivered_kwh_per_year"]
    return summed.drop(columns="at_high_rate")


def delivered_kwh(result: SapResult) -> FloatArray:
    """Return the energy delivered to each dwelling [kWh/year]: own use of generation deducted.

    What is exported is no part of it, neither from end uses nor from special features.
    """
    kwh = np.delete(result.fuel_use.annual_kwh, EXPORTS, axis=1).sum(axis=1)
    use = result.feature_use
    own = use.annual_kwh * ~np.isin(use.high_rate_code, EXPORT_CODES)
    return kwh + np.bincount(use.dwelling, weights=own, minlength=kwh.size)
