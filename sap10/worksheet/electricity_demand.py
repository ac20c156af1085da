"""Electricity of the dwelling by month, as Appendices M1, M2, M4 and N4 each count it."""

from collections.abc import Mapping

import numpy as np

from sap10.arrays import FloatArray, IntArray
from sap10.codes import Tariff
from sap10.dwelling import DwellingBatch
from sap10.months import DAYS, DAYS_IN_YEAR
from sap10.tables import fuels
from sap10.tables.heating import Family
from sap10.worksheet.auxiliary import Auxiliary
from sap10.worksheet.end_uses import EndUse, HighRateFractions
from sap10.worksheet.heating_systems import HeatingParameters
from sap10.worksheet.water_heater import WaterHeater

_MONTH_SHARE = DAYS / DAYS_IN_YEAR


def electricity_used(
    heating: HeatingParameters, kwh: Mapping[EndUse, FloatArray], pumps_and_fans: Auxiliary
) -> FloatArray:
    """All electricity of the dwelling, D_m [kWh/month], shape (n, 12): N4.2, M2 and M4 step 3.

    At all rates, space and water heating included; without cooling, as in Appendix M1.
    """
    demand = _without_heating(kwh, pumps_and_fans) + kwh[EndUse.SUMMER_IMMERSION]
    for use, fuel in (
        (EndUse.MAIN_1, heating.main_1.fuel),
        (EndUse.MAIN_2, heating.main_2.fuel),
        (EndUse.SECONDARY, heating.secondary_fuel),
        (EndUse.WATER, heating.water.fuel),
    ):
        demand = demand + kwh[use] * fuels.is_electricity(fuel)[:, None]
    return demand


def _without_heating(kwh: Mapping[EndUse, FloatArray], pumps_and_fans: Auxiliary) -> FloatArray:
    """Electricity that heats neither space nor stored water [kWh/month], shape (n, 12)."""
    return (
        kwh[EndUse.LIGHTING]
        + kwh[EndUse.APPLIANCES]
        + kwh[EndUse.COOKING]
        + kwh[EndUse.ELECTRIC_SHOWERS]
        + pumps_and_fans.total[:, None] * _MONTH_SHARE
    )


def _counts_towards_pv_demand(code: IntArray) -> FloatArray:
    """Return 1 for the fuel codes of space heating that PV can contribute to, M1 step 3a."""
    return np.isin(code, (30, 32, 34, 35, 38)).astype(np.float64)


def pv_demand(
    batch: DwellingBatch,
    heating: HeatingParameters,
    rates: HighRateFractions,
    kwh: Mapping[EndUse, FloatArray],
    pumps_and_fans: Auxiliary,
    heater: WaterHeater,
) -> FloatArray:
    """Electricity that PV can contribute to, D_PV,m [kWh/month], shape (n, 12), M1 step 3a.

    Of space heating only what is priced at codes 30, 32, 34, 35 and 38; of water heating all at
    code 30 and the high-rate part of an immersion. A direct-acting electric boiler heats water as
    an immersion does (Table 12a note a); at the 24-hour rate, code 35, water counts nothing.
    """
    tariff = batch.electricity.tariff
    demand = _without_heating(kwh, pumps_and_fans)
    for use, fuel, fraction in (
        (EndUse.MAIN_1, heating.main_1.fuel, rates.main_1),
        (EndUse.MAIN_2, heating.main_2.fuel, rates.main_2),
        (EndUse.SECONDARY, heating.secondary_fuel, rates.secondary),
    ):
        high, low = fuels.heating_rate_codes(fuel, tariff)
        monthly = rates.by_month.get(use, fraction[:, None])
        part = _counts_towards_pv_demand(high)[:, None] * monthly
        part += _counts_towards_pv_demand(low)[:, None] * (1.0 - monthly)
        demand = demand + kwh[use] * part

    system = heating.water
    off_peak = fuels.is_off_peak(tariff)
    standard = fuels.is_electricity(system.fuel) & ~off_peak
    has_two_rates = off_peak & (tariff != Tariff.TWENTY_FOUR_HOUR)
    immersion = system.is_immersion | (system.family == Family.DIRECT_ELECTRIC_BOILER)
    main_part = np.where(standard, 1.0, np.where(has_two_rates & immersion, rates.water, 0.0))
    summer_part = np.where(off_peak, rates.summer_immersion, 1.0)
    if heating.package is not None:
        summer_part = np.where(heating.package.shares_water & off_peak, 0.0, summer_part)
    of_both = main_part[:, None] + heater.second_share * (summer_part - main_part)[:, None]
    return demand + heater.fuel * of_both
