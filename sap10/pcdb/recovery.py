"""Layouts of heat recovery and storage: tables 313 (FGHRS), 353 (WWHRS), 391 (storage heaters)."""

from dataclasses import dataclass

from sap10.pcdb.product import SecondaryProduct
from sap10.pcdb.record import at, code, counted_at, groups, needed, needed_code, number, text


@dataclass(frozen=True, slots=True, kw_only=True)
class FlueGasEquation:
    """Coefficients of equation (G2) at one monthly space heating requirement.

    The first three are for instantaneous combi boilers without keep-hot facility and store, the
    last three for all others.
    """

    space_heat_kwh: float = at(0, needed, "kWh")
    combi_a: float = at(1, needed)
    combi_b: float = at(2, needed)
    combi_c: float = at(3, needed)
    other_a: float = at(4, needed)
    other_b: float = at(5, needed)
    other_c: float = at(6, needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlueGasDevice(SecondaryProduct):
    """Table 313, format 413: a flue gas heat recovery system.

    `boiler_types`: R regular, C combi, S storage combi, K keep-hot, E CPSU. `heat_store` 1 none in
    the device that matters, 2 in the device, 3 close-coupled, whose volumes and loss are given.
    """

    fuel: int = at(10, needed_code)
    boiler_types: str = at(12, text)
    is_integral_only: int | None = at(13, code)
    heat_store: int = at(14, needed_code)
    store_volume_l: float | None = at(15, number, "l")
    recaptured_volume_l: float | None = at(16, number, "l")
    store_loss_kwh_per_day: float | None = at(17, number, "kWh/day")
    direct_total_fraction: float | None = at(18, number)
    direct_useful_fraction: float | None = at(19, number)
    electricity_kwh: float | None = at(20, number, "kWh/year")
    has_pv_module: int | None = at(21, code)
    pv_cable_loss: float | None = at(22, number)
    equations: tuple[FlueGasEquation, ...] = groups(FlueGasEquation, 24, counted_at(23))


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteWaterDevice(SecondaryProduct):
    """Table 353, format 453: a waste water heat recovery system.

    `kind` 1 instantaneous, 2 storage; `system` A, B or C of Appendix G.
    """

    kind: int = at(10, needed_code)
    system: str = at(11, text)
    storage_configuration: int | None = at(12, code)
    efficiency_percent: float = at(13, needed, "%")
    utilisation_factor: float | None = at(14, number)
    waste_water_fraction: float | None = at(15, number)
    dedicated_volume_l: float | None = at(16, number, "l")
    lowest_volume_l: float | None = at(17, number, "l")
    highest_volume_l: float | None = at(18, number, "l")
    storage_loss: float | None = at(19, number)


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageHeater(SecondaryProduct):
    """Table 391, format 491: a storage heater; retention is that after 24 hours."""

    capacity_kwh: float = at(10, needed, "kWh")
    rated_input_w: float = at(11, needed, "W")
    boost_output_w: float | None = at(12, number, "W")
    retention_percent: float = at(13, needed, "%")
    high_heat_retention: int = at(14, needed_code)
