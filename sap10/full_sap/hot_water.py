"""Hot water of a measured dwelling: worksheet section 4, Appendices F, G, H and J."""

from dataclasses import replace
from typing import Final

from sap10.certificate.heating import CombiType, MainHeating
from sap10.certificate.vocabulary import Fuel
from sap10.certificate.water_heating import Cylinder, WaterHeating
from sap10.certificate.water_heating import CylinderInsulation as RecordedInsulation
from sap10.certificate.water_heating import Immersion as RecordedImmersion
from sap10.certificate.water_heating import PipeworkInsulation as RecordedPipework
from sap10.certificate.water_heating import ThermalStore as RecordedStore
from sap10.codes import (
    ColdWaterSource,
    CombiStore,
    CylinderInsulation,
    Immersion,
    KeepHot,
    PipeworkInsulation,
    ThermalStore,
)
from sap10.dwelling import HotWater
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes
from sap10.rdsap.heating import family_of, fuel_of
from sap10.rdsap.hot_water import IMMERSION, NO_WATER_HEATING, Systems
from sap10.services.heat_networks import NETWORK_CODES, WATER_NETWORK_CODES
from sap10.tables.heating import (
    FORM_BY_CODE,
    BoilerForm,
    Family,
    WaterSource,
    is_supported_water_heating,
)
from sap10.water_inputs import CombiProduct

_ELECTRIC_WATER = frozenset({IMMERSION, 909, 941})
_WATER_HEAT_PUMP = 941
_USUALLY_STORED = frozenset({*range(911, 914), *range(921, 932), _WATER_HEAT_PUMP})
"""Boilers, circulators and heat pumps for water only, Table 4a."""

_HEAT_PUMPS = range(Family.ELECTRIC_HEAT_PUMP, Family.GAS_HEAT_PUMP_WARM_AIR + 1)
_BOILERS_WITH_STORE = (Family.GAS_BOILER, Family.LIQUID_BOILER)
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
_KEEP_HOT: Final = {
    CombiType.UNTIMED_KEEP_HOT_FUEL: KeepHot.FUEL_UNTIMED,
    CombiType.TIMED_KEEP_HOT_FUEL: KeepHot.FUEL_TIMED,
    CombiType.UNTIMED_KEEP_HOT_ELECTRICITY: KeepHot.ELECTRIC_UNTIMED,
    CombiType.TIMED_KEEP_HOT_ELECTRICITY: KeepHot.ELECTRIC_TIMED,
    CombiType.UNTIMED_KEEP_HOT_BOTH: KeepHot.ELECTRIC_UNTIMED,
    CombiType.TIMED_KEEP_HOT_BOTH: KeepHot.ELECTRIC_TIMED,
}
"""Table 3a. With fuel and electricity of unknown power, all is electricity (Table 4f note g)."""

_COMBI_STORES: Final = {
    CombiType.PRIMARY_STORAGE: CombiStore.PRIMARY,
    CombiType.SECONDARY_STORAGE: CombiStore.SECONDARY,
}
_COMBI_STORE_L: Final = {CombiType.PRIMARY_STORAGE: 74.0, CombiType.SECONDARY_STORAGE: 120.0}
_COMBI_STORE_INSULATION_MM: Final = 13.0
"""Store of a storage combi of which nothing is known, Table 2 note c."""

DEFAULT_CPSU_TEMPERATURE_C: Final = 85.0
"""Reference of the temperature factor of electric CPSUs, Table 2b. [degC]"""


def source_main(water: WaterHeating, mains: tuple[MainHeating, ...]) -> MainHeating | None:
    """Return the main heating system that heats the water, if one does."""
    if water.code == WaterSource.MAIN_1:
        return mains[0]
    if water.code == WaterSource.MAIN_2 and len(mains) > 1:
        return mains[1]
    return None


def assumed_immersion(water: WaterHeating, notes: Notes) -> WaterHeating:
    """Return electric immersion for a dwelling without hot water system (Table 4a, code 999)."""
    if water.code != NO_WATER_HEATING:
        return water
    notes.add("no hot water system: electric immersion assumed (SAP 10.2 Table 4a, 999)")
    return water.model_copy(update={"code": IMMERSION, "fuel": Fuel.ELECTRICITY})


def hot_water_of(
    water: WaterHeating,
    systems: Systems,
    network_fuel: int,
    source: MainHeating | None,
    notes: Notes,
) -> HotWater[float, int, bool]:
    """Return the inputs of worksheet section 4.

    Parameters
    ----------
    water
        What the assessment says.
    systems
        Codes and fuels of the systems that may heat the water.
    network_fuel
        Fuel of the network for hot water only; 0 without one.
    source
        The main system that heats the water.
    notes
        Takes every default.

    Raises
    ------
    CertificateRejected
        Table 4a does not have the code, a store or its volume is missing, or the boiler cannot do
        without one.
    """
    code = water.code
    source_code, source_fuel = systems.source(code)
    is_network = code in WATER_NETWORK_CODES or source_code in NETWORK_CODES
    if not (is_network or is_supported_water_heating(code, source_code)):
        raise CertificateRejected(
            reason="inconsistent_values",
            field="Water-Heating-Code",
            value=code,
            rule=f"SAP 10.2 Table 4a, hot water: from heating system {source_code}",
        )
    if water.bath_count is None:
        notes.add("baths not recorded: none (SAP 10.2 Appendix J)")
    if water.cold_water_source is None:
        notes.add("Cold-Water-Source absent: mains (SAP 10.2 Table J1)")
    own: HotWater[float, int, bool] = HotWater(
        code=code,
        fuel=network_fuel or source_fuel or _own_fuel(water),
        cold_water_source=ColdWaterSource.HEADER_TANK
        if water.cold_water_source == "header_tank"
        else ColdWaterSource.MAINS,
        has_bath=bool(water.bath_count),
        immersion=_immersion(water, source_code, notes),
        thermal_store=ThermalStore.NONE
        if water.thermal_store is None
        else _STORES[water.thermal_store],
        has_summer_immersion=water.has_summer_immersion is True,
        is_heat_pump_under_mcs=water.is_heat_pump_installed_to_mis is True,
    )
    if family_of(source_code) is Family.ELECTRIC_CPSU:
        own = replace(own, cpsu_temperature_c=_cpsu_temperature(source, notes))
    if FORM_BY_CODE[source_code] == BoilerForm.COMBI:
        combi = None if source is None or source.declared is None else source.declared.combi_type
        own = replace(own, keep_hot=_KEEP_HOT.get(combi, KeepHot.NONE) if combi else KeepHot.NONE)
        if combi is not None and combi in _COMBI_STORES:
            return replace(own, combi_store_volume_l=_combi_store_l(combi, water.cylinder, notes))
    if water.cylinder is not None:
        is_cpsu = FORM_BY_CODE[source_code] == BoilerForm.CPSU
        return _stored(own, water, water.cylinder, is_cpsu, notes)
    _check_without_store(code, source_code)
    if code in _USUALLY_STORED or family_of(source_code) in _HEAT_PUMPS:
        notes.add(f"hot water by {source_code or code} without a store: no storage loss (Table 2)")
    return own


def combi_product_of(
    cylinder: Cylinder | None, source: MainHeating | None, is_efficiency_given: bool, notes: Notes
) -> CombiProduct[float, int] | None:
    """Return the store of a storage combi with declared efficiency, Tables 2 and 2b; else None.

    With the efficiency of Table 4b its store loses nothing (Table 2 notes a and b).
    """
    declared = None if source is None else source.declared
    kind = None if declared is None else declared.combi_type
    if not is_efficiency_given or kind is None or kind not in _COMBI_STORES:
        return None
    thickness = None if cylinder is None else cylinder.insulation_thickness_mm
    if thickness is None:
        thickness = _COMBI_STORE_INSULATION_MM
        notes.add(f"store of the combi: {thickness:g} mm insulation (SAP 10.2 Table 2 note c)")
    return CombiProduct(store=_COMBI_STORES[kind], store_insulation_mm=thickness)


def _combi_store_l(kind: CombiType, cylinder: Cylinder | None, notes: Notes) -> float:
    """Return the volume of a storage combi's store. [l]"""
    if cylinder is not None and cylinder.volume_l:
        return cylinder.volume_l
    notes.add(f"store of the combi: {_COMBI_STORE_L[kind]:g} l (SAP 10.2 Table 2 note c)")
    return _COMBI_STORE_L[kind]


def _cpsu_temperature(source: MainHeating | None, notes: Notes) -> float:
    """Return the winter operating temperature of an electric CPSU (Appendix F). [degC]"""
    if source is not None and source.cpsu_temperature_c is not None:
        return source.cpsu_temperature_c
    notes.add("Electric-CPSU-Operating-Temperature absent: 85 degC (SAP 10.2 Table 2b)")
    return DEFAULT_CPSU_TEMPERATURE_C


def _own_fuel(water: WaterHeating) -> int:
    family = Family.ELECTRIC_ROOM_HEATER if water.code in _ELECTRIC_WATER else Family.NONE
    return fuel_of(water.fuel, family, None, "Water-Fuel-Type")


def _immersion(water: WaterHeating, source_code: int, notes: Notes) -> Immersion:
    """Return the immersion heater: of the cylinder, in summer, or one that assists a heat pump.

    A direct-acting electric boiler heats its cylinder by one too (section 9.2.5).
    """
    family = family_of(source_code)
    is_needed = (
        water.code == IMMERSION
        or family is Family.DIRECT_ELECTRIC_BOILER
        or water.has_summer_immersion is True
    )
    is_assisting = water.code == _WATER_HEAT_PUMP and water.is_heat_pump_with_immersion is True
    recorded = None if water.immersion is None else _IMMERSIONS.get(water.immersion)
    if recorded is not None and (is_needed or is_assisting or family in _HEAT_PUMPS):
        return recorded
    if not is_needed and not is_assisting:
        return Immersion.NONE
    notes.add("Immersion-Heating-Type absent: single")
    return Immersion.SINGLE


def _volume(cylinder: Cylinder | None) -> float:
    if cylinder is None or not cylinder.volume_l:
        raise _missing(name="Hot-Water-Store-Size", rule="SAP 10.2 line (47)")
    return cylinder.volume_l


def _check_without_store(code: int, source_code: int) -> None:
    """Refuse what cannot make hot water without a store: immersions, CPSUs, regular boilers."""
    form = FORM_BY_CODE[source_code]
    is_regular = form == BoilerForm.REGULAR and family_of(source_code) in _BOILERS_WITH_STORE
    is_cpsu = form == BoilerForm.CPSU or family_of(source_code) is Family.ELECTRIC_CPSU
    if code == IMMERSION:
        rule = "an immersion heater heats a store (SAP 10.2 Table 4a, code 903)"
        raise _missing(name="Has-Hot-Water-Cylinder", rule=rule)
    if is_regular or is_cpsu:
        rule = f"SAP 10.2 Appendix D1: boiler {source_code} heats water in a store"
        raise _missing(name="Hot-Water-Store-Size", rule=rule)


def _stored(
    own: HotWater[float, int, bool],
    water: WaterHeating,
    cylinder: Cylinder,
    is_cpsu: bool,
    notes: Notes,
) -> HotWater[float, int, bool]:
    """Add the hot water store; notes c and d of Table 2b are for thermal stores and CPSUs."""
    declared = cylinder.declared_loss_kwh_per_day
    insulation = cylinder.insulation or RecordedInsulation.NONE
    if not declared and cylinder.insulation is None:
        notes.add("hot water store: no insulation recorded, none taken (SAP 10.2 Table 2)")
    if water.pipework_insulation is None:
        notes.add("Primary-Pipework-Insulation absent: not insulated (SAP 10.2 Table 3)")
    if cylinder.is_in_heated_space is None:
        notes.add("Is-Cylinder-In-Heated-Space absent: yes (SAP 10.2 line (65))")
    pipework = water.pipework_insulation or RecordedPipework.NONE
    has_thermostat = own.code == IMMERSION or _flag(
        cylinder.has_thermostat, "Has-Cylinder-Thermostat", notes
    )
    is_thermal_store = own.thermal_store != ThermalStore.NONE
    return replace(
        own,
        is_store_near_boiler=is_thermal_store
        and _flag(water.is_thermal_store_near_boiler, "Is-Thermal-Store-Near-Boiler", notes),
        is_store_in_airing_cupboard=not (is_thermal_store or is_cpsu)
        or _flag(
            water.is_store_in_airing_cupboard, "Is-Thermal-Store-Or-CPSU-In-Airing-Cupboard", notes
        ),
        cylinder_volume_l=_volume(cylinder),
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


def _flag(recorded: bool | None, field: str, notes: Notes) -> bool:
    """Return a recorded fact; not recorded counts against the dwelling, with a note."""
    if recorded is None:
        notes.add(f"{field} absent: no")
    return recorded is True


def _missing(name: str, rule: str) -> CertificateRejected:
    return CertificateRejected(
        reason="missing_field", field=f"SAP-Heating/{name}", value=None, rule=rule
    )
