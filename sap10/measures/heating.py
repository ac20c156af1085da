"""Whole-system heating bundles: a condensing gas boiler, an air-source heat pump.

Each bundle replaces the one main heating system, its controls and the hot water, RdSAP 10
Table 33 measures I, S, T and Z1 with notes 4 and 9. Efficiencies are those of SAP 10.2 Tables 4a
and 4b, with the factor of an MCS installation for heat pumps (section 9.2.7). The product database
brings the products that Table 33 names. Openings for flues stay as surveyed.
"""

from collections.abc import Sequence
from typing import Any

from sap10.certificate import (
    Cylinder,
    CylinderInsulation,
    CylinderSize,
    DataSource,
    ElectricityMeter,
    EmitterTemperature,
    EpcPropertyData,
    Flue,
    Fuel,
    HeatEmitter,
    Ignition,
    Immersion,
    MainHeating,
    MainHeatingCategory,
    PropertyType,
    PumpAge,
)
from sap10.measures.assessment import (
    Assessment,
    MeasureType,
    Reason,
    SiteFacts,
    edit,
    eligible,
    reduced_fabric,
)
from sap10.overlay import Component, Edit

GAS_REGULAR_CODE, GAS_COMBI_CODE = 102, 104
"""Condensing gas boilers with automatic ignition, SAP 10.2 Table 4b."""
HEAT_PUMP_CODE = 224
"""Air-source heat pump, flow temperature over 35 degC, SAP 10.2 Table 4a."""
BOILER_CONTROL_CODE, HEAT_PUMP_CONTROL_CODE = 2106, 2210
"""Programmer, room thermostat and TRVs, SAP 10.2 Table 4e groups 1 and 2."""
FROM_MAIN_SYSTEM = 901
"""Water heating by the main system, SAP 10.2 Table 4a."""
CYLINDER_INSULATION_MM = 50.0
"""Factory-applied insulation of a new or kept cylinder, RdSAP 10 Table 33 note 4. [mm]"""
PORTABLE_HEATERS = 693

HEAT_PUMP_CYLINDER = Cylinder(
    size=CylinderSize.EXACT,
    volume_l=200.0,
    insulation=CylinderInsulation.FACTORY,
    insulation_thickness_mm=CYLINDER_INSULATION_MM,
    has_thermostat=True,
)
"""The cylinder that a heat pump brings; one that is there has too small a coil."""

_CONDENSING = frozenset({102, 104, 106, 108, 113, 114, 121, 123, 127, 130})
_BOILER_ZONE_CONTROLS = frozenset({2110, 2112})
_C = MainHeatingCategory
_HEAT_PUMPS = (_C.HEAT_PUMP_WET, _C.HEAT_PUMP_WARM_AIR)
_OFF_PEAK = (_C.STORAGE_HEATERS, _C.ELECTRIC_UNDERFLOOR)
_PIPED = (_C.BOILER, _C.HEAT_PUMP_WET)


def assess(epc: EpcPropertyData, site: SiteFacts) -> list[Assessment]:
    """Assess both heating bundles.

    Parameters
    ----------
    epc
        The dwelling.
    site
        Not needed.

    Returns
    -------
    list of Assessment
        Gas boiler, then air-source heat pump.
    """
    return [_gas_boiler(epc), _heat_pump(epc)]


def has_wet_system(epc: EpcPropertyData) -> bool:
    """Whether radiators or underfloor pipes are there to be kept.

    Parameters
    ----------
    epc
        The dwelling before the measure.

    Returns
    -------
    bool
        True for boilers and wet heat pumps.
    """
    return epc.heating.main[0].category in _PIPED


def _gas_boiler(epc: EpcPropertyData) -> Assessment:
    measure, main = MeasureType.GAS_BOILER, epc.heating.main[0]
    excluded = _common_exclusion(epc)
    if excluded is not None:
        return Assessment(measure, excluded)
    if not epc.energy_source.has_mains_gas:
        value = str(epc.energy_source.has_mains_gas)
        rule = "mains gas has to be present"
        reason = Reason("fuel_not_available", "energy_source.has_mains_gas", value, rule)
        return Assessment(measure, reason)
    code = ("heating.main[1].heating_code", str(main.heating_code))
    if main.heating_code in _CONDENSING:
        rule = "a condensing boiler is there already"
        return Assessment(measure, Reason("already_done", *code, rule))
    if main.category is _C.BOILER and main.heating_code is None:
        rule = "whether it condenses has to be known from its code of SAP Table 4b"
        return Assessment(measure, Reason("system_not_suitable", *code, rule))
    kept = epc.water_heating.cylinder
    system = MainHeating(
        number=1,
        category=_C.BOILER,
        fuel=Fuel.MAINS_GAS,
        data_source=DataSource.SAP_TABLE,
        heating_code=GAS_COMBI_CODE if kept is None else GAS_REGULAR_CODE,
        control_code=_control(main, BOILER_CONTROL_CODE, _BOILER_ZONE_CONTROLS),
        fraction=1.0,
        emitter=_emitter(main),
        underfloor_emitter=main.underfloor_emitter,
        emitter_temperature=EmitterTemperature.UNKNOWN,
        flue=Flue.BALANCED,
        has_flue_fan=True,
        ignition=Ignition.AUTOMATIC,
        pump_age=_pump_age(main),
    )
    cylinder = None if kept is None else _cylinder(kept)
    rule = "mains gas is there and the heating does not condense, RdSAP 10 Table 33 I, S, T"
    edits = _bundle(epc, system, Fuel.MAINS_GAS, cylinder, Immersion.NOT_APPLICABLE)
    return eligible(measure, Reason("eligible", *code, rule), edits, _pipework(epc))


def _heat_pump(epc: EpcPropertyData) -> Assessment:
    measure, main = MeasureType.AIR_SOURCE_HEAT_PUMP, epc.heating.main[0]
    excluded = _common_exclusion(epc)
    if excluded is not None:
        return Assessment(measure, excluded)
    if epc.property_type not in (PropertyType.HOUSE, PropertyType.BUNGALOW):
        rule = "houses and bungalows only, RdSAP 10 Table 33 Z1"
        value = str(epc.property_type)
        reason = Reason("property_type_not_suitable", "property_type", value, rule)
        return Assessment(measure, reason)
    system = MainHeating(
        number=1,
        category=_C.HEAT_PUMP_WET,
        fuel=Fuel.ELECTRICITY,
        data_source=DataSource.SAP_TABLE,
        heating_code=HEAT_PUMP_CODE,
        control_code=HEAT_PUMP_CONTROL_CODE,
        fraction=1.0,
        emitter=_emitter(main),
        underfloor_emitter=main.underfloor_emitter,
        emitter_temperature=EmitterTemperature.OVER_45,
        pump_age=_pump_age(main),
        is_mcs_installed=True,
    )
    rule = "a house or bungalow without a heat pump, RdSAP 10 Table 33 Z1"
    reason = Reason("eligible", "heating.main[1].category", main.category, rule)
    edits = _bundle(epc, system, Fuel.ELECTRICITY, HEAT_PUMP_CYLINDER, Immersion.SINGLE)
    return eligible(measure, reason, edits, [*_pipework(epc), ("new_cylinder_count", 1.0)])


def _common_exclusion(epc: EpcPropertyData) -> Reason | None:
    main = epc.heating.main[0]
    category = ("heating.main[1].category", main.category.value)
    if len(epc.heating.main) > 1:
        rule = "one main system is replaced; two have to be looked at on site"
        return Reason("system_not_suitable", "heating.main", str(len(epc.heating.main)), rule)
    if main.category in _HEAT_PUMPS:
        return Reason("already_done", *category, "a heat pump is there already")
    if main.category in (_C.HEAT_NETWORK, _C.MICRO_CHP) or epc.heating.heat_networks:
        rule = "networks and micro-cogeneration are kept, RdSAP 10 Table 33"
        return Reason("system_not_suitable", *category, rule)
    return None


def _bundle(
    epc: EpcPropertyData,
    system: MainHeating,
    fuel: Fuel,
    cylinder: Cylinder | None,
    immersion: Immersion,
) -> list[Edit]:
    """Return the edits of a new system: heating, hot water, meter, rooms heated."""
    was_off_peak = epc.heating.main[0].category in _OFF_PEAK
    heating: dict[str, Any] = {"main": (system,)}
    secondary = epc.heating.secondary
    if was_off_peak and secondary is not None and secondary.heating_code == PORTABLE_HEATERS:
        heating["secondary"] = None
    edits = [
        edit(Component.HEATING, **heating),
        edit(
            Component.WATER_HEATING,
            code=FROM_MAIN_SYSTEM,
            fuel=fuel,
            immersion=immersion,
            cylinder=cylinder,
            has_summer_immersion=None,
        ),
    ]
    if was_off_peak:
        edits.append(edit(Component.ENERGY_SOURCE, electricity_meter=ElectricityMeter.SINGLE))
    fabric = reduced_fabric(epc)
    if fabric is not None and fabric.heated_room_count is not None:
        edits.append(edit(Component.FABRIC, heated_room_count=fabric.habitable_room_count))
    return edits


def _control(main: MainHeating, standard: int, zoned: frozenset[int]) -> int:
    return main.control_code if main.control_code in zoned else standard


def _emitter(main: MainHeating) -> HeatEmitter:
    is_piped = main.category in _PIPED and main.emitter not in (None, HeatEmitter.NEITHER)
    return main.emitter if is_piped and main.emitter is not None else HeatEmitter.RADIATORS


def _pump_age(main: MainHeating) -> PumpAge:
    """Keep the age of a pump that is there, else new (RdSAP 10 section 21)."""
    is_there = main.category in _PIPED and main.pump_age is not None
    return main.pump_age if is_there and main.pump_age is not None else PumpAge.FROM_2013


def _cylinder(kept: Cylinder) -> Cylinder:
    """Return the cylinder kept in size, well insulated and with a thermostat (note 4)."""
    changes = {
        "insulation": CylinderInsulation.FACTORY,
        "insulation_thickness_mm": CYLINDER_INSULATION_MM,
        "heat_loss_source": None,
        "declared_loss_kwh_per_day": None,
        "has_thermostat": True,
        "is_separately_timed": True if kept.is_separately_timed is not None else None,
    }
    return kept.model_copy(update=changes)


def _pipework(epc: EpcPropertyData) -> Sequence[tuple[str, float]]:
    """Return what the cost depends on: is there a wet system to keep."""
    return [("has_wet_system", float(has_wet_system(epc)))]
