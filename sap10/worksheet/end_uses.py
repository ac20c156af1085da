"""End uses of energy: what each is delivered, and the fuel codes and rates it is priced at.

Costs (10a), emissions (12a), primary energy (13a) and the bills of the platform all read `EndUses`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from sap10.appendices.f_electric_cpsu import weighted_mean
from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.codes import Immersion, Tariff
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose
from sap10.months import DAYS
from sap10.tables import fuels
from sap10.tables.heating import (
    HIGH_RATE_7_HOUR_BY_CODE,
    HIGH_RATE_10_HOUR_BY_CODE,
    Family,
    WaterSource,
)
from sap10.tables.hot_water import immersion_high_rate_fraction
from sap10.worksheet.heating_systems import HeatingParameters
from sap10.worksheet.water_heating import WaterHeating

_HEAT_PUMP_WATER_WITH_IMMERSION = 0.17
_HEAT_PUMP_WATER_WITHOUT_IMMERSION = 0.70
_PACKAGE_SPACE = 0.80
_PACKAGE_WATER = 0.70


class EndUse(IntEnum):
    """What energy is delivered for; the index of the second axis of `EndUses`.

    Generation counts as negative delivery; GENERATION_USED and GENERATION_EXPORTED are of every
    generator but photovoltaics (Appendices M2 to M4 and N). SUMMER_IMMERSION is the second entry of
    water heating (4.5): also the heat pump's part where heat pump and boiler share the water.
    APPLIANCES and COOKING are not regulated: they are part of bills, not of ratings.
    """

    MAIN_1 = 0
    MAIN_2 = 1
    SECONDARY = 2
    WATER = 3
    SUMMER_IMMERSION = 4
    ELECTRIC_SHOWERS = 5
    COOLING = 6
    VENTILATION_FANS = 7
    PUMPS = 8
    LIGHTING = 9
    PV_USED = 10
    PV_EXPORTED = 11
    APPLIANCES = 12
    COOKING = 13
    GENERATION_USED = 14
    GENERATION_EXPORTED = 15


WATER_HEATING = slice(EndUse.WATER, EndUse.SUMMER_IMMERSION + 1)
"""Both entries of water heating, among the end uses."""

EXPORTS = (EndUse.PV_EXPORTED, EndUse.GENERATION_EXPORTED)
"""What is sold to the grid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HighRateFractions:
    """Share of each electric heating use at the high rate, shape (n,), Tables 12a and 13.

    1 where the tariff has one rate or the fuel is not electricity. `by_month`, shape (n, 12), has
    the uses that electric CPSUs divide month by month (Appendix F); without any it is empty.
    """

    main_1: FloatArray
    main_2: FloatArray
    secondary: FloatArray
    water: FloatArray
    summer_immersion: FloatArray
    by_month: Mapping[EndUse, FloatArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndUses:
    """Delivered energy and its pricing, by dwelling and `EndUse`.

    `kwh` has shape (n, end uses, 12); `high_rate_code`, `low_rate_code` (Table 12 codes, equal
    where there is one rate) and `high_rate_fraction` have shape (n, end uses);
    `monthly_high_rate_fraction`, shape (n, end uses, 12), is None where no month differs.

    `factor_weights`, (n, 2) each, say how often the energy of `WATER_HEATING` counts in CO2 and
    primary energy at the factors of its month, and how often at those of the year; None is once and
    never.
    """

    kwh: FloatArray
    high_rate_code: IntArray
    low_rate_code: IntArray
    high_rate_fraction: FloatArray
    monthly_high_rate_fraction: FloatArray | None
    factor_weights: tuple[FloatArray, FloatArray] | None

    @property
    def annual_kwh(self) -> FloatArray:
        """Delivered energy of the year [kWh], shape (n, end uses)."""
        return self.kwh.sum(axis=2)


def high_rate_fractions(
    batch: DwellingBatch,
    heating: HeatingParameters,
    water: WaterHeating,
    space_heat: FloatArray,
    water_heat: FloatArray,
    cpsu_fraction: FloatArray | None = None,
    impose: Impose = NOTHING_IMPOSED,
) -> HighRateFractions:
    """Find the high-rate fractions of heating, lines (240a), (241a), (242a) and (243).

    With two main systems Table 12a goes by the one that heats the living area, which is system 1;
    where that is not electric, system 2 goes by itself. `cpsu_fraction` (n, 12) is of Appendix F,
    weighted by `space_heat` (98c) and `water_heat` (64) [kWh/month].
    """
    tariff = batch.electricity.tariff
    electric_1 = fuels.is_electricity(heating.main_1.fuel)
    electric_2 = fuels.is_electricity(heating.main_2.fuel)
    main_1 = _space_fraction(batch.main_1.code, tariff)
    if heating.package is not None:
        by_package = heating.package.is_electric_heat_pump & _has_two_heating_rates(tariff)
        main_1 = np.where(by_package, _PACKAGE_SPACE, main_1)
    of_system_2 = _space_fraction(batch.main_2.code, tariff)
    cpsu_water = np.zeros(batch.size)
    divided = _has_two_heating_rates(tariff)
    by_cpsu = divided & (heating.main_1.family == Family.ELECTRIC_CPSU)
    by_cpsu_2 = divided & (heating.main_2.family == Family.ELECTRIC_CPSU)
    if cpsu_fraction is not None:
        space = weighted_mean(cpsu_fraction, space_heat)
        cpsu_water = weighted_mean(cpsu_fraction, water_heat)
        main_1 = np.where(by_cpsu, space, main_1)
        of_system_2 = np.where(by_cpsu_2, space, of_system_2)
    computed_1 = np.where(electric_1, main_1, 1.0)
    computed_2 = np.where(electric_2, np.where(electric_1, main_1, of_system_2), 1.0)
    secondary = _space_fraction(batch.space_heating.secondary_code, tariff)
    immersion = _immersion_fraction(batch, heating, water)
    computed_water = _water_fraction(batch, heating, immersion, cpsu_water)
    fractions = HighRateFractions(
        main_1=impose("240a", computed_1),
        main_2=impose("241a", computed_2),
        secondary=impose(
            "242a", np.where(fuels.is_electricity(heating.secondary_fuel), secondary, 1.0)
        ),
        water=impose("243", computed_water),
        summer_immersion=_second_heater_fraction(batch, heating, immersion),
        by_month={},
    )
    if cpsu_fraction is None:
        return fractions
    months = cpsu_fraction
    goes_by_cpsu = electric_2 & ((electric_1 & by_cpsu) | (~electric_1 & by_cpsu_2))

    def by_month(annual: FloatArray, computed: FloatArray, is_cpsu: BoolArray) -> FloatArray:
        """Return the months of a CPSU; an annual figure that is imposed holds in each month."""
        return np.where((is_cpsu & (annual == computed))[:, None], months, annual[:, None])

    is_cpsu_water = divided & heating.water.is_electric_cpsu
    return replace(
        fractions,
        by_month={
            EndUse.MAIN_1: by_month(fractions.main_1, computed_1, by_cpsu),
            EndUse.MAIN_2: by_month(fractions.main_2, computed_2, goes_by_cpsu),
            EndUse.WATER: by_month(fractions.water, computed_water, is_cpsu_water),
        },
    )


def _second_heater_fraction(
    batch: DwellingBatch, heating: HeatingParameters, immersion: FloatArray
) -> FloatArray:
    """High-rate fraction of the second water heater: summer immersion or a combined heat pump."""
    if heating.package is None:
        return immersion
    by_heat_pump = heating.package.shares_water & _has_two_heating_rates(batch.electricity.tariff)
    return np.where(by_heat_pump, _PACKAGE_WATER, immersion)


def _has_two_heating_rates(tariff: IntArray) -> BoolArray:
    """Tell which tariffs Table 12a divides by high-rate fractions."""
    return (tariff == Tariff.SEVEN_HOUR) | (tariff == Tariff.TEN_HOUR)


def _space_fraction(code: IntArray, tariff: IntArray) -> FloatArray:
    """High-rate fraction of a space heating system, Table 12a; 18-hour: section 12.4.3."""
    return np.select(
        [tariff == Tariff.SEVEN_HOUR, tariff == Tariff.TEN_HOUR, tariff == Tariff.EIGHTEEN_HOUR],
        [HIGH_RATE_7_HOUR_BY_CODE[code], HIGH_RATE_10_HOUR_BY_CODE[code], 0.0],
        1.0,
    )


def _immersion_fraction(
    batch: DwellingBatch, heating: HeatingParameters, water: WaterHeating
) -> FloatArray:
    """High-rate fraction of an immersion heater or water-only heat pump, Table 13."""
    return immersion_high_rate_fraction(
        batch.electricity.tariff,
        batch.hot_water.immersion,
        heating.water.is_water_heat_pump,
        water.backup_volume,
        water.occupancy,
    )


def _water_fraction(
    batch: DwellingBatch,
    heating: HeatingParameters,
    immersion: FloatArray,
    cpsu: FloatArray,
) -> FloatArray:
    """High-rate fraction of water heating, line (243).

    A direct-acting electric boiler heats its cylinder by immersion (Table 12a note a). A storage
    boiler has no figure for water in Table 12a, and the chapter on water heating fuels sends all
    off-peak water heating to Table 13, which knows immersions only: we take the water from the
    store that is charged at the low rate, as the space heat is. Electric water heaters without
    storage are in neither table and count as "other uses". A heat pump that heats no rooms has
    Table 13 whatever main system it is recorded as (notes 1 and 4 of the table).
    """
    system = heating.water
    tariff = batch.electricity.tariff
    by_table_13 = (
        system.is_immersion
        | system.is_water_heat_pump
        | (system.family == Family.DIRECT_ELECTRIC_BOILER)
    )
    heat_pump = np.where(
        batch.hot_water.immersion != Immersion.NONE,
        _HEAT_PUMP_WATER_WITH_IMMERSION,
        _HEAT_PUMP_WATER_WITHOUT_IMMERSION,
    )
    if heating.package is not None:
        from_package = heating.package.heats_water & (batch.hot_water.code == WaterSource.MAIN_1)
        heat_pump = np.where(from_package, _PACKAGE_WATER, heat_pump)
    two_rates = np.select(
        [
            by_table_13,
            system.is_heat_pump,
            system.family == Family.ELECTRIC_STORAGE_BOILER,
            system.is_electric_cpsu,
        ],
        [immersion, heat_pump, 0.0, cpsu],
        fuels.other_use_high_rate_fraction(tariff),
    )
    fraction = np.select(
        [_has_two_heating_rates(tariff), tariff == Tariff.EIGHTEEN_HOUR], [two_rates, 0.0], 1.0
    )
    return np.where(fuels.is_electricity(system.fuel), fraction, 1.0)


def end_uses(
    batch: DwellingBatch,
    heating: HeatingParameters,
    fractions: HighRateFractions,
    kwh: dict[EndUse, FloatArray],
) -> EndUses:
    """Put the energy of every end use together with its fuel codes and rates.

    Parameters
    ----------
    batch
        The dwellings, for the tariff.
    heating
        The resolved heating, for the fuels.
    fractions
        High-rate fractions of heating.
    kwh
        Delivered energy by month, shape (n, 12), of every end use.
    """
    n, count = batch.size, len(EndUse)
    tariff = batch.electricity.tariff
    high = np.empty((n, count), dtype=np.int64)
    low = np.empty((n, count), dtype=np.int64)
    other_high, other_low = fuels.other_use_rate_codes(tariff)
    high[:] = other_high[:, None]
    low[:] = other_low[:, None]
    share = np.repeat(fuels.other_use_high_rate_fraction(tariff)[:, None], count, axis=1)
    share[:, EndUse.VENTILATION_FANS] = fuels.ventilation_fan_high_rate_fraction(tariff)

    electricity = np.full(n, fuels.ANY_ELECTRICITY)
    for use, fuel, fraction in (
        (EndUse.MAIN_1, heating.main_1.fuel, fractions.main_1),
        (EndUse.MAIN_2, heating.main_2.fuel, fractions.main_2),
        (EndUse.SECONDARY, heating.secondary_fuel, fractions.secondary),
        (EndUse.WATER, heating.water.fuel, fractions.water),
        (EndUse.SUMMER_IMMERSION, electricity, fractions.summer_immersion),
    ):
        high[:, use], low[:, use] = fuels.heating_rate_codes(fuel, tariff)
        share[:, use] = fraction
    high[:, EndUse.PV_EXPORTED] = low[:, EndUse.PV_EXPORTED] = fuels.PV_EXPORT
    share[:, EndUse.PV_EXPORTED] = 1.0
    other_export = EndUse.GENERATION_EXPORTED
    high[:, other_export] = low[:, other_export] = fuels.OTHER_EXPORT
    share[:, other_export] = 1.0
    monthly = None
    if fractions.by_month:
        monthly = np.repeat(share[:, :, None], DAYS.size, axis=2)
        for use, by_month in fractions.by_month.items():
            monthly[:, use] = by_month
    return EndUses(
        kwh=np.stack([kwh[use] for use in EndUse], axis=1),
        high_rate_code=high,
        low_rate_code=low,
        high_rate_fraction=share,
        monthly_high_rate_fraction=monthly,
        factor_weights=_factor_weights(batch, heating, high, low),
    )


def _factor_weights(
    batch: DwellingBatch, heating: HeatingParameters, high: IntArray, low: IntArray
) -> tuple[FloatArray, FloatArray] | None:
    """Return `EndUses.factor_weights`: accredited software on off-peak tariffs (ADR 12).

    It takes the factors of the year for electric hot water, and adds those of the year to those of
    the month for a summer immersion at two rates.
    """
    follows = batch.is_accredited & fuels.is_off_peak(batch.electricity.tariff)
    if not follows.any():
        return None
    annual = (follows[:, None] & fuels.is_electricity(high[:, WATER_HEATING])).astype(np.float64)
    monthly = 1.0 - annual
    has_two_rates = high[:, EndUse.SUMMER_IMMERSION] != low[:, EndUse.SUMMER_IMMERSION]
    monthly[heating.water.has_summer_immersion & has_two_rates, 1] = 1.0
    return monthly, annual
