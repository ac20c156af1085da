"""Worksheet section 2: ventilation rate, lines (6a) to (25)."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sap10.appendices.u_climate import Climate
from sap10.arrays import FloatArray
from sap10.codes import PressureTest, VentilationSystem
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.ventilation_products import heat_recovery_percent


@dataclass(frozen=True, slots=True, kw_only=True)
class VentilationRates:
    """Infiltration and effective air change rate [air changes per hour]."""

    open_chimneys: FloatArray = line("6a", "m3/h")
    open_flues: FloatArray = line("6b", "m3/h")
    closed_fire_flues: FloatArray = line("6c", "m3/h")
    solid_fuel_boiler_flues: FloatArray = line("6d", "m3/h")
    other_heater_flues: FloatArray = line("6e", "m3/h")
    blocked_chimneys: FloatArray = line("6f", "m3/h")
    extract_fans: FloatArray = line("7a", "m3/h")
    passive_vents: FloatArray = line("7b", "m3/h")
    flueless_gas_fires: FloatArray = line("7c", "m3/h")
    infiltration_from_openings: FloatArray = line("8", "ach")
    storeys: FloatArray | None = line("9")
    additional_infiltration: FloatArray | None = line("10", "ach")
    structural_infiltration: FloatArray | None = line("11", "ach")
    floor_infiltration: FloatArray | None = line("12", "ach")
    no_draught_lobby: FloatArray | None = line("13", "ach")
    draught_proofed_percentage: FloatArray | None = line("14", "%")
    window_infiltration: FloatArray | None = line("15", "ach")
    infiltration_without_test: FloatArray | None = line("16", "ach")
    air_permeability_at_50_pa: FloatArray | None = line("17", "m3/h/m2")
    air_permeability_at_4_pa: FloatArray | None = line("17a", "m3/h/m2")
    infiltration: FloatArray = line("18", "ach")
    sheltered_sides: FloatArray = line("19")
    shelter_factor: FloatArray = line("20")
    sheltered_infiltration: FloatArray = line("21", "ach")
    wind_speed: FloatArray = line("22", "m/s")
    wind_factor: FloatArray = line("22a")
    adjusted_infiltration: FloatArray = line("22b", "ach")
    system_air_change_rate: FloatArray | None = line("23a", "ach")
    system_throughput: FloatArray | None = line("23b", "ach")
    heat_recovery_percentage: FloatArray | None = line("23c", "%")
    air_change_with_heat_recovery: FloatArray | None = line("24a", "ach")
    air_change_balanced: FloatArray | None = line("24b", "ach")
    air_change_extract: FloatArray | None = line("24c", "ach")
    air_change_natural: FloatArray | None = line("24d", "ach")
    effective_air_change_rate: FloatArray = line("25", "ach")


# Table 2.1: ventilation rate of one item [m3/h].
_OPEN_CHIMNEY = 80.0
_OPEN_FLUE = 20.0
_CLOSED_FIRE = 10.0
_SOLID_FUEL_BOILER = 20.0
_OTHER_HEATER = 35.0
_BLOCKED_CHIMNEY = 20.0
_EXTRACT_FAN = 10.0
_PASSIVE_VENT = 10.0
_FLUELESS_GAS_FIRE = 40.0


def ventilation(
    batch: DwellingBatch,
    size: Dimensions,
    climate: Climate,
    impose: Impose = NOTHING_IMPOSED,
    throughput_factor: FloatArray | None = None,
) -> VentilationRates:
    """Find the effective air change rate of each month.

    Lines (9) to (16) apply only without a pressure test, lines (23a) to (24c) only with mechanical
    ventilation. `throughput_factor` is Fmv of an exhaust air heat pump (equation N4), 1 elsewhere.
    """
    given = batch.ventilation
    open_chimneys = impose("6a", given.open_chimneys * _OPEN_CHIMNEY)
    open_flues = impose("6b", given.open_flues * _OPEN_FLUE)
    closed_fire_flues = impose("6c", given.closed_fire_flues * _CLOSED_FIRE)
    boiler_flues = impose("6d", given.solid_fuel_boiler_flues * _SOLID_FUEL_BOILER)
    heater_flues = impose("6e", given.other_heater_flues * _OTHER_HEATER)
    blocked_chimneys = impose("6f", given.blocked_chimneys * _BLOCKED_CHIMNEY)
    extract_fans = impose("7a", given.extract_fans * _EXTRACT_FAN)
    passive_vents = impose("7b", given.passive_vents * _PASSIVE_VENT)
    gas_fires = impose("7c", given.flueless_gas_fires * _FLUELESS_GAS_FIRE)
    flow = open_chimneys + open_flues + closed_fire_flues + boiler_flues + heater_flues
    flow = flow + blocked_chimneys + extract_fans + passive_vents + gas_fires
    from_openings = impose("8", flow / size.volume)

    storeys = impose("9", given.storeys.astype(np.float64))
    additional = impose("10", (storeys - 1.0) * 0.1)
    structural = impose("11", given.structural_infiltration)
    floor = impose("12", given.floor_infiltration)
    no_lobby = impose("13", np.where(given.has_draught_lobby, 0.0, 0.05))
    draught_proofed = impose("14", given.draught_proofed_percent)
    window = impose("15", 0.25 - 0.2 * draught_proofed / 100.0)
    untested = impose("16", from_openings + additional + structural + floor + no_lobby + window)
    at_50_pa = given.pressure_test == PressureTest.AT_50_PA
    at_4_pa = given.pressure_test == PressureTest.AT_4_PA
    is_untested = ~(at_50_pa | at_4_pa)
    permeability_50 = impose("17", given.air_permeability)
    permeability_4 = impose("17a", given.air_permeability)
    infiltration = np.where(
        at_50_pa,
        permeability_50 / 20.0 + from_openings,
        np.where(at_4_pa, 0.263 * permeability_4**0.924 + from_openings, untested),
    )
    infiltration = impose("18", infiltration)

    sheltered_sides = impose("19", given.sheltered_sides.astype(np.float64))
    shelter_factor = impose("20", 1.0 - 0.075 * sheltered_sides)
    sheltered = impose("21", infiltration * shelter_factor)
    wind_speed = impose("22", climate.wind_speed_m_per_s)
    wind_factor = impose("22a", wind_speed / 4.0)
    adjusted = impose("22b", sheltered[:, None] * wind_factor)

    moved = _air_change(batch, adjusted, throughput_factor, impose)
    return VentilationRates(
        open_chimneys=open_chimneys,
        open_flues=open_flues,
        closed_fire_flues=closed_fire_flues,
        solid_fuel_boiler_flues=boiler_flues,
        other_heater_flues=heater_flues,
        blocked_chimneys=blocked_chimneys,
        extract_fans=extract_fans,
        passive_vents=passive_vents,
        flueless_gas_fires=gas_fires,
        infiltration_from_openings=from_openings,
        storeys=where_any(is_untested, storeys),
        additional_infiltration=where_any(is_untested, additional),
        structural_infiltration=where_any(is_untested, structural),
        floor_infiltration=where_any(is_untested, floor),
        no_draught_lobby=where_any(is_untested, no_lobby),
        draught_proofed_percentage=where_any(is_untested, draught_proofed),
        window_infiltration=where_any(is_untested, window),
        infiltration_without_test=where_any(is_untested, untested),
        air_permeability_at_50_pa=where_any(at_50_pa, permeability_50),
        air_permeability_at_4_pa=where_any(at_4_pa, permeability_4),
        infiltration=infiltration,
        sheltered_sides=sheltered_sides,
        shelter_factor=shelter_factor,
        sheltered_infiltration=sheltered,
        wind_speed=wind_speed,
        wind_factor=wind_factor,
        adjusted_infiltration=adjusted,
        system_air_change_rate=moved.system_rate,
        system_throughput=moved.throughput,
        heat_recovery_percentage=moved.recovery,
        air_change_with_heat_recovery=moved.with_recovery,
        air_change_balanced=moved.balanced,
        air_change_extract=moved.extract,
        air_change_natural=moved.natural,
        effective_air_change_rate=_replaced(batch, moved.effective, impose),
    )


def _replaced(batch: DwellingBatch, effective: FloatArray, impose: Impose) -> FloatArray:
    """Put the monthly rates of special features (Appendix Q) in place of the calculated ones."""
    table = batch.air_change_rates
    if not table.dwelling.size:
        return effective
    effective = effective.copy()
    effective[table.dwelling, table.rows.month - 1] = table.rows.air_changes_per_hour
    return impose("25", effective)


class _AirChange(NamedTuple):
    """Lines (23a) to (25)."""

    system_rate: FloatArray | None
    throughput: FloatArray | None
    recovery: FloatArray | None
    with_recovery: FloatArray | None
    balanced: FloatArray | None
    extract: FloatArray | None
    natural: FloatArray | None
    effective: FloatArray


def _air_change(
    batch: DwellingBatch, adjusted: FloatArray, factor: FloatArray | None, impose: Impose
) -> _AirChange:
    """Find the air change of each kind of system, and of the one that each dwelling has."""
    given = batch.ventilation
    system = given.system
    has_recovery = system == VentilationSystem.BALANCED_WITH_HEAT_RECOVERY
    is_balanced = system == VentilationSystem.BALANCED
    is_extract = (system == VentilationSystem.EXTRACT) | (
        system == VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE
    )
    is_mechanical = has_recovery | is_balanced | is_extract

    natural = impose("24d", np.where(adjusted >= 1.0, adjusted, 0.5 + 0.5 * adjusted**2))
    if not is_mechanical.any():
        return _AirChange(
            None, None, None, None, None, None, natural, effective=impose("25", natural)
        )
    system_rate = impose("23a", given.throughput_ach)
    throughput = impose("23b", system_rate if factor is None else system_rate * factor)
    recovery = impose("23c", heat_recovery_percent(batch))
    through = throughput[:, None]
    recovering = impose("24a", adjusted + through * (1.0 - recovery[:, None] / 100.0))
    balanced = impose("24b", adjusted + through)
    extract = impose("24c", np.where(adjusted < 0.5 * through, through, adjusted + 0.5 * through))
    effective = np.select(
        [has_recovery[:, None], is_balanced[:, None], is_extract[:, None]],
        [recovering, balanced, extract],
        natural,
    )
    return _AirChange(
        system_rate=system_rate,
        throughput=throughput,
        recovery=where_any(has_recovery, recovery),
        with_recovery=where_any(has_recovery, recovering),
        balanced=where_any(is_balanced, balanced),
        extract=where_any(is_extract, extract),
        natural=where_any(~is_mechanical, natural),
        effective=impose("25", effective),
    )
