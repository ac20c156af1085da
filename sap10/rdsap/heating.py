"""Space heating, RdSAP 10 section 11 and SAP 10.2 Appendix A."""

from dataclasses import dataclass

from sap10.certificate import (
    DataSource,
    EmitterTemperature,
    FloorConstruction,
    Fuel,
    HeatEmitter,
    MainHeating,
    MainHeatingCategory,
    SecondaryHeating,
    WallConstruction,
)
from sap10.certificate import Heating as RecordedHeating
from sap10.certificate import PumpAge as RecordedPumpAge
from sap10.codes import Emitter, PumpAge
from sap10.dwelling import HeatingSystem, SpaceHeating
from sap10.errors import CertificateRejected, NotSupported
from sap10.rdsap.context import Notes, Site
from sap10.tables.fuels import STANDARD_ELECTRICITY, is_supported_fuel
from sap10.tables.heat_pumps import installed_under_mcs
from sap10.tables.heating import (
    FAMILY_BY_CODE,
    Family,
    is_supported,
    is_supported_control,
    is_supported_secondary,
)

PORTABLE_HEATERS = 693
"""Assumed secondary heating, SAP 10.2 Appendix A4 e)."""
NO_HEATING = 699
NO_HEATING_CONTROL = 2699

_ALWAYS_SECONDARY = frozenset({*range(401, 408), 409, 421})
"""Main heating that always has secondary heating, SAP 10.2 Appendix A1."""
_FAN_FLUE_CODES = frozenset({*range(110, 115), *range(501, 506), 520})
_RECORDED_FLUE_CODES = frozenset({*range(101, 110), *range(120, 124), 133, 134, 137, 138})
_CONDENSING_CODES = frozenset({102, 104, 106, 108, 121, 123})
_WET = range(Family.GAS_BOILER, Family.GAS_HEAT_PUMP + 1)
_BOILERS = range(Family.GAS_BOILER, Family.ELECTRIC_CPSU + 1)
_ELECTRIC_FAMILIES = (
    Family.DIRECT_ELECTRIC_BOILER,
    Family.ELECTRIC_STORAGE_BOILER,
    Family.ELECTRIC_CPSU,
    Family.ELECTRIC_HEAT_PUMP,
    Family.ELECTRIC_HEAT_PUMP_WARM_AIR,
    Family.STORAGE_HEATER,
    Family.ELECTRIC_UNDERFLOOR,
    Family.ELECTRICAIRE,
    Family.ELECTRIC_ROOM_HEATER,
    Family.ELECTRIC_CEILING,
)
_LIQUID_FAMILIES = (Family.LIQUID_BOILER, Family.LIQUID_WARM_AIR, Family.LIQUID_ROOM_HEATER)
_FLOW_TEMPERATURE_C: dict[EmitterTemperature | None, float] = {
    EmitterTemperature.OVER_35_TO_45: 45.0,
    EmitterTemperature.OVER_35: 45.0,
    EmitterTemperature.UP_TO_35: 35.0,
}
_UNRESTRICTED_FLOW_C = 80.0
_PUMP_AGES: dict[RecordedPumpAge | None, PumpAge] = {
    RecordedPumpAge.UP_TO_2012: PumpAge.UP_TO_2012,
    RecordedPumpAge.FROM_2013: PumpAge.FROM_2013,
}
_COMMUNITY_FUELS = range(Fuel.NETWORK_HEAT_PUMP, Fuel.NETWORK_VEGETABLE_OIL_BIODIESEL + 1)
_UNDERFLOOR = (HeatEmitter.UNDERFLOOR,)


@dataclass(frozen=True, slots=True)
class MainFloor:
    """What decides where underfloor heating lies (Table 29): floor if on the ground, else wall."""

    construction: FloorConstruction | None
    wall: WallConstruction


def family_of(code: int) -> Family:
    """Return the family of a heating code of Table 4a or 4b; 0 has none."""
    return Family(int(FAMILY_BY_CODE[code])) if code < len(FAMILY_BY_CODE) else Family.NONE


def heating_code(main: MainHeating, notes: Notes) -> int:
    """Return the SAP code of a main heating system, 0 if there is no heating.

    A product of the database is rated by the SAP code beside its index, else refused.
    """
    field = f"Main-Heating[{main.number}]"
    if main.category is MainHeatingCategory.NONE or main.heating_code == NO_HEATING:
        return 0
    if main.category is MainHeatingCategory.HEAT_NETWORK or main.fuel in _COMMUNITY_FUELS:
        raise NotSupported(
            field=f"{field}/Main-Heating-Category", value=main.category.value, rule="SAP Appendix C"
        )
    if main.category is MainHeatingCategory.MICRO_CHP:
        raise NotSupported(
            field=f"{field}/Main-Heating-Category", value=main.category.value, rule="SAP Appendix N"
        )
    if main.flue_gas_heat_recovery is not None:
        raise NotSupported(field=f"{field}/Has-FGHRS", value="Y", rule="SAP 10.2 Appendix G1")
    if main.data_source is DataSource.MANUFACTURER:
        raise NotSupported(
            field=f"{field}/Main-Heating-Data-Source",
            value=main.data_source.value,
            rule="RdSAP 10 section 11.1",
        )
    products = [main.product_index] if main.product_index is not None else []
    products += [heater.product_index for heater in main.storage_heaters]
    if main.heating_code is None:
        raise CertificateRejected(
            reason="product_not_found" if products else "missing_field",
            field=f"{field}/SAP-Main-Heating-Code",
            value=products[0] if products else None,
            rule="RdSAP 10 section 11.1: a code of Table 4a or 4b, or a product of the database",
        )
    if not is_supported(main.heating_code):
        raise NotSupported(
            field=f"{field}/SAP-Main-Heating-Code",
            value=main.heating_code,
            rule="SAP 10.2 Tables 4a and 4b",
        )
    if products:
        notes.add(
            f"main heating {main.number}: product {products[0]} not looked up,"
            f" code {main.heating_code} beside it used (SAP 10.2 Tables 4a, 4b)"
        )
    elif main.data_source is DataSource.DATABASE:
        notes.add(f"main heating {main.number}: no product named, code {main.heating_code} used")
    return main.heating_code


def fuel_of(recorded: Fuel | None, family: Family, fallback: Fuel | None, field: str) -> int:
    """Return the Table 12 code of a system's fuel; electricity is the standard tariff's code.

    A blank fuel follows from the kind of system (finding D.2): electricity, heating oil; gas
    boilers burn the water heating's gas, and nothing is mains gas by default.
    """
    if family in _ELECTRIC_FAMILIES:
        return STANDARD_ELECTRICITY
    fuel = recorded if recorded is not None else fallback
    if fuel is None and family in _LIQUID_FAMILIES:
        fuel = Fuel.HEATING_OIL
    if fuel is None:
        raise CertificateRejected(
            reason="missing_field", field=field, value=None, rule="SAP 10.2 Table 12: a fuel"
        )
    if fuel is Fuel.ELECTRICITY:
        return STANDARD_ELECTRICITY
    if not is_supported_fuel(int(fuel)):
        raise NotSupported(field=field, value=fuel.name, rule="SAP 10.2 Table 12")
    return int(fuel)


def main_system(
    main: MainHeating,
    code: int,
    water_fuel: Fuel | None,
    floor: MainFloor,
    site: Site,
    notes: Notes,
) -> HeatingSystem[float, int, bool]:
    """Return one main heating system as SAP sees it (section 11 and Table 29)."""
    if code == 0:
        notes.add("no heating system: portable electric heaters, control 2699 (RdSAP 10 11.1)")
        return HeatingSystem(code=NO_HEATING, fuel=STANDARD_ELECTRICITY, control=NO_HEATING_CONTROL)
    field = f"Main-Heating[{main.number}]"
    if not is_supported_control(main.control_code):
        raise NotSupported(
            field=f"{field}/Main-Heating-Control", value=main.control_code, rule="SAP Table 4e"
        )
    family = family_of(code)
    is_wet = family in _WET
    is_boiler = family in _BOILERS
    emitter = _emitter(main, is_wet, floor, site, notes)
    if main.compensating_controller_index is not None:
        notes.add("compensating controller: weather or load compensation (SAP 10.2 D2.2)")
    if family in (Family.SOLID_FUEL_BOILER, Family.SOLID_FUEL_ROOM_HEATER):
        notes.add("solid fuel appliance not HETAS approved (RdSAP 10 Table 29)")
    installed = installed_under_mcs(code) if main.is_mcs_installed else None
    if installed is not None:
        notes.add(f"heat pump {code} installed under MCS: factors of SAP 10.2 section 9.2.7")
    return HeatingSystem(
        code=code,
        is_efficiency_given=installed is not None,
        winter_efficiency_percent=installed.space_percent if installed else 0.0,
        summer_efficiency_percent=installed.water_percent if installed else 0.0,
        fuel=fuel_of(main.fuel, family, water_fuel, f"{field}/Main-Fuel-Type"),
        control=main.control_code,
        emitter=emitter,
        is_hetas_approved=main.is_hetas_approved is True,
        has_interlock=is_boiler,
        has_delayed_start=main.has_delayed_start is True,
        has_flue_fan=_has_flue_fan(main, code),
        has_pump=is_wet,
        pump_age=_PUMP_AGES.get(main.pump_age, PumpAge.UNKNOWN),
        is_pump_in_heated_space=True,
        is_oil_pump_in_dwelling=False,
        has_weather_or_load_compensation=main.compensating_controller_index is not None,
        design_flow_temperature_c=_flow_temperature(main),
    )


def second_share(heating: RecordedHeating) -> float:
    """Return the share of the main heat of system 2 (0 if it only heats water)."""
    if len(heating.main) == 1:
        return 0.0
    first, second = heating.main
    if abs(first.fraction + second.fraction - 1) > 0.011:
        raise CertificateRejected(
            reason="inconsistent_values",
            field="Main-Heating[2]/Main-Heating-Fraction",
            value=second.fraction,
            rule=f"the fractions of both main systems make 1; system 1 has {first.fraction}",
        )
    return second.fraction


def space_heating(
    heating: RecordedHeating, main_code: int, unheated_rooms: int, notes: Notes
) -> SpaceHeating[float, int, bool]:
    """Return the shares of the systems and the secondary heating, SAP 10.2 Appendix A."""
    share = second_share(heating)
    recorded = heating.secondary
    code, fuel, approved = 0, 0, False
    if recorded is not None:
        code, fuel = _secondary(recorded)
        approved = recorded.is_hetas_approved is True
    elif main_code == 0:
        code = 0
    elif main_code in _ALWAYS_SECONDARY:
        code, fuel = PORTABLE_HEATERS, STANDARD_ELECTRICITY
        notes.add(f"secondary: portable electric heaters with main {main_code} (SAP 10.2 A1)")
    elif unheated_rooms > 0:
        code, fuel = PORTABLE_HEATERS, STANDARD_ELECTRICITY
        notes.add("secondary: portable electric heaters in unheated rooms (SAP 10.2 A4 c)")
    return SpaceHeating(
        main_2_fraction=share,
        main_2_heats_different_part=share > 0 and heating.systems_interaction != "whole_property",
        secondary_code=code,
        secondary_fuel=fuel,
        is_secondary_hetas_approved=approved,
    )


def _secondary(recorded: SecondaryHeating) -> tuple[int, int]:
    """Return the code and fuel of recorded secondary heating."""
    code = recorded.heating_code
    if code is None:
        raise CertificateRejected(
            reason="missing_field",
            field="Secondary-Heating-Type",
            value=None,
            rule="SAP 10.2 Table 4a: a room heater",
        )
    if not is_supported_secondary(code):
        raise NotSupported(
            field="Secondary-Heating-Type", value=code, rule="SAP 10.2 Table 4a, room heaters"
        )
    return code, fuel_of(recorded.fuel, family_of(code), None, "Secondary-Fuel-Type")


def _emitter(
    main: MainHeating, is_wet: bool, floor: MainFloor, site: Site, notes: Notes
) -> Emitter:
    """Return the emitter of a wet system; underfloor heating by floor or wall, Table 29."""
    if not is_wet:
        return Emitter.NONE
    if main.emitter is HeatEmitter.FAN_COILS:
        return Emitter.FAN_COIL
    if main.emitter not in _UNDERFLOOR:
        if main.emitter is None or main.emitter is HeatEmitter.NEITHER:
            notes.add("heat emitter not recorded: radiators (RdSAP 10 Table 31 item 7-4)")
        if main.emitter is HeatEmitter.RADIATORS_AND_UNDERFLOOR:
            notes.add("radiators and underfloor heating: radiators (RdSAP 10 Table 31 item 7-4)")
        return Emitter.RADIATORS
    is_framed = floor.wall is WallConstruction.TIMBER_FRAME
    construction = floor.construction or (
        FloorConstruction.SUSPENDED_TIMBER if is_framed else FloorConstruction.SOLID
    )
    emitter = Emitter.UNDERFLOOR_SCREED
    if construction is FloorConstruction.SUSPENDED_TIMBER:
        emitter = Emitter.UNDERFLOOR_TIMBER
    elif construction is FloorConstruction.SOLID and site.age_band.value <= "E":
        emitter = Emitter.UNDERFLOOR_CONCRETE
    notes.add(f"underfloor heating: {emitter.name.lower()} (RdSAP 10 Table 29)")
    return emitter


def _flow_temperature(main: MainHeating) -> float:
    """Return the design flow temperature; unknown: over 45 degC, underfloor 35 (Table 29)."""
    recorded = main.emitter_temperature
    if recorded in _FLOW_TEMPERATURE_C:
        return _FLOW_TEMPERATURE_C[recorded]
    if recorded is not EmitterTemperature.OVER_45 and main.emitter in _UNDERFLOOR:
        return _FLOW_TEMPERATURE_C[EmitterTemperature.UP_TO_35]
    return _UNRESTRICTED_FLOW_C


def _has_flue_fan(main: MainHeating, code: int) -> bool:
    """Whether the flue has a fan: recorded for gas boilers from 1998, else by code (Table 29).

    Table 4b names the fan-assisted boilers before 1998 and the fan-assisted warm air units; without
    a record a condensing boiler has a fan and another has none.
    """
    if code in _RECORDED_FLUE_CODES:
        return code in _CONDENSING_CODES if main.has_flue_fan is None else main.has_flue_fan
    return code in _FAN_FLUE_CODES
