"""Full SAP data to SAP inputs: space heating, hot water and photovoltaics."""

from dataclasses import replace
from typing import Final

from sap10.certificate.energy_source import EnergySource, PvArrays
from sap10.certificate.energy_source import PvArray as RecordedArray
from sap10.full_sap.fabric import orientation_of
from sap10.certificate.heating import (
    EmitterTemperature,
    HeatEmitter,
    Heating,
    MainHeating,
    UnderfloorEmitter,
)
from sap10.certificate.heating import PumpAge as RecordedPumpAge
from sap10.certificate.vocabulary import DataSource, Overshading
from sap10.certificate.vocabulary import Orientation as RecordedOrientation
from sap10.certificate.water_heating import (
    Cylinder,
    WaterHeating,
    WwhrsConnection,
)
from sap10.certificate.water_heating import CylinderInsulation as RecordedInsulation
from sap10.certificate.water_heating import Immersion as RecordedImmersion
from sap10.certificate.water_heating import PipeworkInsulation as RecordedPipework
from sap10.certificate.water_heating import ThermalStore as RecordedStore
from sap10.codes import (
    ColdWaterSource,
    CylinderInsulation,
    Emitter,
    Immersion,
    Orientation,
    PipeworkInsulation,
    PumpAge,
    ThermalStore,
)
from sap10.dwelling import HeatingSystem, HotWater, PvArray, SpaceHeating
from sap10.errors import CertificateRejected, NotSupported
from sap10.rdsap.context import Notes
from sap10.rdsap.heating import (
    NO_HEATING,
    NO_HEATING_CONTROL,
    family_of,
    fuel_of,
    heating_code,
    space_heating,
)
from sap10.rdsap.hot_water import IMMERSION, NO_WATER_HEATING, Systems
from sap10.tables import load_table
from sap10.tables.fuels import STANDARD_ELECTRICITY
from sap10.tables.heat_pumps import installed_under_mcs
from sap10.tables.heating import (
    Family,
    is_supported_control,
    is_supported_water_heating,
)

_M1 = load_table("m1_pv_overshading")
_PV_OVERSHADING: Final = dict(
    zip(_M1.texts("overshading"), _M1.floats("factor").tolist(), strict=True)
)
_WET = range(Family.GAS_BOILER, Family.GAS_HEAT_PUMP + 1)
_BOILERS = range(Family.GAS_BOILER, Family.ELECTRIC_CPSU + 1)
_ELECTRIC_WATER = frozenset({IMMERSION, 909, 941})
_UNRESTRICTED_FLOW_C = 80.0
_FLOW_TEMPERATURE_C = {
    EmitterTemperature.OVER_35_TO_45: 45.0,
    EmitterTemperature.UP_TO_35: 35.0,
}
_UNDERFLOOR = {
    UnderfloorEmitter.CONCRETE_SLAB: Emitter.UNDERFLOOR_CONCRETE,
    UnderfloorEmitter.SCREED: Emitter.UNDERFLOOR_SCREED,
    UnderfloorEmitter.TIMBER_FLOOR: Emitter.UNDERFLOOR_TIMBER,
}
_PUMP_AGES = {
    RecordedPumpAge.UNKNOWN: PumpAge.UNKNOWN,
    RecordedPumpAge.UP_TO_2012: PumpAge.UP_TO_2012,
    RecordedPumpAge.FROM_2013: PumpAge.FROM_2013,
}
_INSULATIONS = {
    RecordedInsulation.NONE: CylinderInsulation.NONE,
    RecordedInsulation.FACTORY: CylinderInsulation.FACTORY,
    RecordedInsulation.LOOSE_JACKET: CylinderInsulation.LOOSE_JACKET,
}
_PIPEWORK = {
    RecordedPipework.NONE: PipeworkInsulation.UNINSULATED,
    RecordedPipework.FIRST_METRE: PipeworkInsulation.FIRST_METRE,
    RecordedPipework.ACCESSIBLE: PipeworkInsulation.ALL_ACCESSIBLE,
    RecordedPipework.FULL: PipeworkInsulation.FULL,
}
_STORES = {
    RecordedStore.NONE: ThermalStore.NONE,
    RecordedStore.HOT_WATER_ONLY: ThermalStore.HOT_WATER_ONLY,
    RecordedStore.INTEGRATED: ThermalStore.INTEGRATED,
}
_IMMERSIONS = {
    RecordedImmersion.SINGLE: Immersion.SINGLE,
    RecordedImmersion.DUAL: Immersion.DUAL,
}


def measured_code(main: MainHeating, notes: Notes) -> int:
    """Return the SAP code of a main heating system, 0 without heating."""
    if main.data_source is DataSource.MANUFACTURER:
        raise NotSupported(
            field=f"Main-Heating[{main.number}]/Main-Heating-Data-Source",
            value=main.data_source.value,
            rule="SAP 10.2 section 9.2.3: efficiency declared by the manufacturer",
        )
    return heating_code(main, notes)


def main_system(
    main: MainHeating, code: int, water: WaterHeating, is_new: bool, notes: Notes
) -> HeatingSystem[float, int, bool]:
    """Return one main heating system as a full SAP assessment describes it."""
    if code == 0:
        notes.add("no heating system: portable electric heaters (SAP 10.2 Appendix A)")
        return HeatingSystem(code=NO_HEATING, fuel=STANDARD_ELECTRICITY, control=NO_HEATING_CONTROL)
    field = f"Main-Heating[{main.number}]"
    if not is_supported_control(main.control_code):
        raise NotSupported(
            field=f"{field}/Main-Heating-Control", value=main.control_code, rule="SAP Table 4e"
        )
    family = family_of(code)
    is_wet = family in _WET
    if main.control_product_index is not None:
        notes.add(
            f"{field}: controller {main.control_product_index} not looked up, its control code"
            f" {main.control_code} used (SAP 10.2 Table 4e)"
        )
    installed = installed_under_mcs(code) if main.is_mcs_installed else None
    if installed is not None:
        notes.add(f"heat pump {code} installed under MCS: factors of SAP 10.2 section 9.2.7")
    return HeatingSystem(
        code=code,
        is_efficiency_given=installed is not None,
        winter_efficiency_percent=installed.space_percent if installed else 0.0,
        summer_efficiency_percent=installed.water_percent if installed else 0.0,
        fuel=fuel_of(main.fuel, family, water.fuel, f"{field}/Main-Fuel-Type"),
        control=main.control_code,
        emitter=_emitter(main, is_wet, notes),
        is_hetas_approved=main.is_hetas_approved is True,
        has_interlock=family in _BOILERS
        and _flag(main.has_boiler_interlock, f"{field}/Is-Interlocked-System", notes),
        has_delayed_start=main.has_delayed_start is True,
        has_flue_fan=main.has_flue_fan is True,
        has_pump=is_wet,
        pump_age=_pump_age(main, is_new),
        is_pump_in_heated_space=main.is_pump_in_heated_space is not False,
        is_oil_pump_in_dwelling=main.is_oil_pump_in_heated_space is True,
        has_weather_or_load_compensation=main.compensating_controller_index is not None,
        design_flow_temperature_c=_flow_temperature(main, field),
    )


def _flag(recorded: bool | None, field: str, notes: Notes) -> bool:
    """Return a recorded fact; not recorded counts against the dwelling, with a note."""
    if recorded is None:
        notes.add(f"{field} absent: no")
    return recorded is True


def _pump_age(main: MainHeating, is_new: bool) -> PumpAge:
    """Return the age of the pump; a new dwelling has a new one (Table 4f note b)."""
    if main.pump_age is not None:
        return _PUMP_AGES[main.pump_age]
    return PumpAge.FROM_2013 if is_new else PumpAge.UNKNOWN


def _flow_temperature(main: MainHeating, field: str) -> float:
    """Return the design flow temperature. [degC]"""
    if main.condensing_heat_distribution is not None:
        raise NotSupported(
            field=f"{field}/Condensing-Boiler-Heat-Distribution",
            value=main.condensing_heat_distribution,
            rule="SAP 10.2 Appendix D2.2: heat distribution code",
        )
    if main.emitter_temperature is None:
        return _UNRESTRICTED_FLOW_C
    return _FLOW_TEMPERATURE_C.get(main.emitter_temperature, _UNRESTRICTED_FLOW_C)


def _emitter(main: MainHeating, is_wet: bool, notes: Notes) -> Emitter:
    """Return the emitter of a wet system (Table 4d)."""
    field = f"Main-Heating[{main.number}]"
    if not is_wet:
        return Emitter.NONE
    if main.emitter is None:
        notes.add(f"{field}/Heat-Emitter-Type absent: radiators (Table 4d)")
    if main.emitter is HeatEmitter.FAN_COILS:
        return Emitter.FAN_COIL
    if main.emitter is not HeatEmitter.UNDERFLOOR:
        return Emitter.RADIATORS
    if main.underfloor_emitter is None:
        raise CertificateRejected(
            reason="missing_field",
            field=f"{field}/Underfloor-Heat-Emitter-Type",
            value=None,
            rule="SAP 10.2 Table 4d: where the underfloor pipes lie",
        )
    return _UNDERFLOOR[main.underfloor_emitter]


def shares_of(heating: Heating, main_code: int, notes: Notes) -> SpaceHeating[float, int, bool]:
    """Return the shares of the systems and the secondary heating, SAP 10.2 Appendix A."""
    space = space_heating(heating, main_code, 0, notes)
    secondary = heating.secondary
    if secondary is None or secondary.efficiency_percent is None:
        return space
    return replace(
        space,
        is_secondary_efficiency_given=True,
        secondary_efficiency_percent=secondary.efficiency_percent,
    )


def hot_water_of(water: WaterHeating, systems: Systems, notes: Notes) -> HotWater[float, int, bool]:
    """Return the inputs of worksheet section 4."""
    _refuse_what_needs_appendices(water)
    source_code, source_fuel = systems.source(water.code)
    if not is_supported_water_heating(water.code, source_code):
        raise NotSupported(
            field="Water-Heating-Code",
            value=water.code,
            rule=f"SAP 10.2 Table 4a, from {source_code}",
        )
    if water.bath_count is None:
        notes.add("baths not recorded: none (SAP 10.2 Appendix J)")
    if water.cold_water_source is None:
        notes.add("Cold-Water-Source absent: mains (SAP 10.2 Table J1)")
    own: HotWater[float, int, bool] = HotWater(
        code=water.code,
        fuel=source_fuel or _own_fuel(water),
        cold_water_source=ColdWaterSource.HEADER_TANK
        if water.cold_water_source == "header_tank"
        else ColdWaterSource.MAINS,
        has_bath=bool(water.bath_count),
        immersion=_immersion(water, notes),
        thermal_store=ThermalStore.NONE
        if water.thermal_store is None
        else _STORES[water.thermal_store],
        has_summer_immersion=water.has_summer_immersion is True,
        is_heat_pump_under_mcs=water.is_heat_pump_installed_to_mis is True,
    )
    if water.cylinder is not None:
        return _stored(own, water, water.cylinder, notes)
    if water.code == IMMERSION:
        rule = "an immersion heater heats a store (SAP 10.2 Table 4a, code 903)"
        raise _missing(field="SAP-Heating", name="Has-Hot-Water-Cylinder", rule=rule)
    return own


def _own_fuel(water: WaterHeating) -> int:
    family = Family.ELECTRIC_ROOM_HEATER if water.code in _ELECTRIC_WATER else Family.NONE
    return fuel_of(water.fuel, family, None, "Water-Fuel-Type")


def _immersion(water: WaterHeating, notes: Notes) -> Immersion:
    """Return the immersion heater: of the cylinder, or one that assists a heat pump."""
    if water.code != IMMERSION and not water.is_heat_pump_with_immersion:
        return Immersion.NONE
    if water.immersion is not None and water.immersion in _IMMERSIONS:
        return _IMMERSIONS[water.immersion]
    notes.add("Immersion-Heating-Type absent: single")
    return Immersion.SINGLE


def _stored(
    own: HotWater[float, int, bool], water: WaterHeating, cylinder: Cylinder, notes: Notes
) -> HotWater[float, int, bool]:
    """Add the hot water store."""
    if not cylinder.volume_l:
        raise CertificateRejected(
            reason="missing_field",
            field="SAP-Heating/Hot-Water-Store-Size",
            value=cylinder.volume_l,
            rule="SAP 10.2 line (47)",
        )
    declared = cylinder.declared_loss_kwh_per_day
    insulation = cylinder.insulation or RecordedInsulation.NONE
    if not declared and cylinder.insulation is None:
        notes.add("hot water store: no insulation recorded, none taken (SAP 10.2 Table 2)")
    if water.pipework_insulation is None:
        notes.add("Primary-Pipework-Insulation absent: not insulated (SAP 10.2 Table 3)")
    pipework = water.pipework_insulation or RecordedPipework.NONE
    has_thermostat = own.code == IMMERSION or _flag(
        cylinder.has_thermostat, "Has-Cylinder-Thermostat", notes
    )
    is_thermal_store = own.thermal_store != ThermalStore.NONE
    return replace(
        own,
        is_store_near_boiler=is_thermal_store
        and _flag(water.is_thermal_store_near_boiler, "Is-Thermal-Store-Near-Boiler", notes),
        is_store_in_airing_cupboard=not is_thermal_store
        or _flag(
            water.is_store_in_airing_cupboard, "Is-Thermal-Store-Or-CPSU-In-Airing-Cupboard", notes
        ),
        cylinder_volume_l=cylinder.volume_l,
        cylinder_insulation=_INSULATIONS[insulation],
        cylinder_insulation_mm=cylinder.insulation_thickness_mm or 0.0,
        is_loss_declared=bool(declared),
        declared_loss_kwh_per_day=declared or 0.0,
        has_cylinder_thermostat=has_thermostat,
        is_cylinder_in_heated_space=cylinder.is_in_heated_space is not False,
        is_separately_timed=_flag(
            cylinder.is_separately_timed, "Is-Hot-Water-Separately-Timed", notes
        ),
        pipework_insulation=_PIPEWORK[pipework],
    )


def _refuse_what_needs_appendices(water: WaterHeating) -> None:
    """Refuse what Appendices G and H compute."""
    if water.code == NO_WATER_HEATING:
        raise NotSupported(
            field="Water-Heating-Code", value=water.code, rule="SAP 10.2: a new dwelling has some"
        )
    if water.solar is not None:
        raise NotSupported(field="Solar-Heating-Details", value="given", rule="SAP Appendix H")
    connected = any(s.wwhrs is not WwhrsConnection.NONE for s in water.showers or ())
    if connected or water.instantaneous_wwhrs or water.storage_wwhrs is not None:
        raise NotSupported(field="WWHRS", value="given", rule="SAP 10.2 Appendix G2")


def pv_arrays_of(source: EnergySource, notes: Notes) -> tuple[PvArray[float, int], ...]:
    """Return the photovoltaic arrays (Appendix M1)."""
    if not isinstance(source.photovoltaics, PvArrays):
        return ()
    return tuple(
        _array(array, f"PV-Array[{index}]", notes)
        for index, array in enumerate(source.photovoltaics.arrays, start=1)
        if array.peak_power_kw > 0
    )


def _array(array: RecordedArray, field: str, notes: Notes) -> PvArray[float, int]:
    """Return one array; its overshading is its MCS factor, else Table M1's."""
    factor = array.mcs_overshading_factor
    if factor is None:
        if array.overshading is None or array.overshading is Overshading.NOT_RECORDED:
            raise _missing(field, "Overshading", "SAP 10.2 Table M1")
        factor = _PV_OVERSHADING[array.overshading]
    if array.pitch_degrees is None:
        raise _missing(field, "Pitch", "SAP 10.2 Appendix M1 step 1")
    if array.pitch_degrees == 0 or array.orientation is RecordedOrientation.HORIZONTAL:
        orientation = Orientation.HORIZONTAL
    elif array.orientation is None:
        raise _missing(field, "Orientation", "SAP 10.2 Appendix M1 step 1")
    else:
        orientation = orientation_of(array.orientation, field, notes)
    return PvArray(
        peak_power_kwp=array.peak_power_kw,
        orientation=orientation,
        pitch_deg=0.0 if orientation is Orientation.HORIZONTAL else array.pitch_degrees,
        overshading_factor=factor,
    )


def _missing(field: str, name: str, rule: str) -> CertificateRejected:
    return CertificateRejected(
        reason="missing_field", field=f"{field}/{name}", value=None, rule=rule
    )
