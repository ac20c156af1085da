"""The water heater of section 9a: lines (217) and (219), of two heat generators where there are."""

from typing import NamedTuple

import numpy as np

from sap10.arrays import BoolArray, FloatArray
from sap10.lines import Impose
from sap10.months import IS_SUMMER
from sap10.worksheet.heating_systems import HeatingParameters
from sap10.worksheet.water_heating import WaterHeaterOutput

_IMMERSION_EFFICIENCY = 100.0


class WaterHeater(NamedTuple):
    """How the water is heated; arrays of shape (n, 12).

    `efficiency` [%] and `fuel` [kWh/month] are lines (217) and (219). `second_share` is the part of
    (219)m that is the second heater's, section 4.5: all in months when an immersion heats the water
    (`is_by_immersion`), else the heat pump's where it shares the water with the boiler of its
    package.
    """

    efficiency: FloatArray
    fuel: FloatArray
    second_share: FloatArray
    is_by_immersion: BoolArray


def water_heater(
    heating: HeatingParameters,
    space_requirement: FloatArray,
    output: WaterHeaterOutput,
    keep_hot: FloatArray,
    impose: Impose,
) -> WaterHeater:
    """Find efficiency and fuel of the water heater, lines (217) and (219).

    Boilers that also heat the space follow equation D1 month by month; a month without any demand
    takes the summer efficiency. Where heat pump and boiler share the water, (217) is of both
    together, and D1 takes the boiler's part of the water (N3.7 d).

    An electric keep-hot facility supplies its own loss (Table 3a note 2), or all that is left where
    other sources leave less.

    Parameters
    ----------
    heating
        The resolved heating.
    space_requirement
        Line (98c) [kWh/month], shape (n, 12).
    output
        Lines (63b) to (64).
    keep_hot
        Electricity of an electric keep-hot facility [kWh/month], shape (n, 12).
    impose
        Lines with given values.
    """
    system = heating.water
    pump_share = heat_pump_share(heating, output)
    heat_for_water = output.output
    if pump_share is not None:
        heat_for_water = heat_for_water * (1.0 - pump_share)
    heat_for_space = space_requirement * system.space_share[:, None]
    summer = system.summer_efficiency[:, None]
    winter = system.winter_efficiency[:, None]
    burnt = heat_for_space / winter + heat_for_water / summer
    is_used = burnt > 0.0
    combined = (heat_for_space + heat_for_water) / np.where(is_used, burnt, 1.0)
    efficiency = np.where(is_used & system.is_monthly[:, None], combined, summer)
    efficiency = efficiency + system.adjustment[:, None]
    is_by_immersion = _is_by_immersion(heating, space_requirement)
    share = is_by_immersion.astype(np.float64)
    package = heating.package
    by_pump = None
    if package is not None and pump_share is not None:
        by_pump = pump_share / package.water_efficiency[:, None]
        both = 1.0 / (by_pump + (1.0 - pump_share) / efficiency)
        efficiency = np.where(package.shares_water[:, None], both, efficiency)
    efficiency = impose("217", np.where(is_by_immersion, _IMMERSION_EFFICIENCY, efficiency))
    if package is not None and by_pump is not None:
        share = np.where(package.shares_water[:, None], by_pump * efficiency, share)

    by_fuel = np.maximum(output.output - keep_hot, 0.0)
    fuel = impose("219", by_fuel * 100.0 / efficiency)
    return WaterHeater(efficiency, fuel, share, is_by_immersion)


def boiler_water(heating: HeatingParameters, required: FloatArray) -> FloatArray:
    """Part of the hot water that boilers make [kWh/month], before flue gas heat recovery, (n, 12).

    All of it, but beside a heat pump that shares the water (N3.7 d): flue gases save no more than
    that (section 4.5 c). `required` is (62) less (63a) to (63c).
    """
    package = heating.package
    if package is None:
        return required
    by_boiler = np.where(package.shares_water, 1.0 - package.water_share, 1.0)
    return required * by_boiler[:, None]


def heat_pump_share(heating: HeatingParameters, output: WaterHeaterOutput) -> FloatArray | None:
    """Share of (64)m that the heat pump of a package with a boiler makes, shape (n, 12).

    Flue gas heat recovery (63d) reduces the boiler's part only (section 4.5 c), so that the heat
    pump's share of what is left rises. None where no package shares the water; zero for others.
    """
    package = heating.package
    if package is None or not package.shares_water.any():
        return None
    share = np.broadcast_to(
        (package.water_share * package.shares_water)[:, None], output.output.shape
    )
    if output.flue_gas_input is None:
        return share
    has_heat = output.output > 0.0
    before = np.where(has_heat, output.output - output.flue_gas_input, 1.0)
    left = np.where(has_heat, output.output, 1.0)
    return np.minimum(share * before / left, 1.0)


def _is_by_immersion(heating: HeatingParameters, space_requirement: FloatArray) -> BoolArray:
    """Tell in which months an immersion heats the water in place of the main system, (n, 12).

    In summer (12.4.4); for packages that heat water in the heating season only, in every month
    without space heating (N3.7.1).
    """
    has_immersion = heating.water.has_summer_immersion[:, None]
    if heating.package is None:
        return has_immersion & IS_SUMMER
    rests = heating.package.is_season_only[:, None] & (space_requirement <= 0.0)
    return has_immersion & (IS_SUMMER | rests)
