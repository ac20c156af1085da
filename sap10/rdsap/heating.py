"""Space heating, RdSAP 10 section 11 and SAP 10.2 Appendix A."""

from sap10.certificate import (
    DataSource,
    Fuel,
    MainHeating,
    MainHeatingCategory,
    SecondaryHeating,
)
from sap10.certificate import Heating as RecordedHeating
from sap10.certificate import PumpAge as RecordedPumpAge
from sap10.codes import Emitter, PumpAge
from sap10.dwelling import HeatingSystem, SpaceHeating
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes, Site
from sap10.rdsap.emitters import MainFloor, emitter_of, flow_temperature_c
from sap10.services.heat_networks import (
    CHP_AND_BOILERS,
    HEAT_PUMP,
    NETWORK_CODES,
    RECOVERED_HEAT,
    is_network_fuel,
    network_fuel,
)
from sap10.tables.fuels import STANDARD_ELECTRICITY, is_supported_fuel
from sap10.tables.heat_pumps import installed_under_mcs
from sap10.tables.heating import (
    FAMILY_BY_CODE,
    Family,
    is_network_control,
    is_secondary_only,
    is_supported,
    is_supported_control,
    is_supported_secondary,
)

PORTABLE_HEATERS = 693
"""Assumed secondary heating, SAP 10.2 Appendix A4 e)."""
NO_HEATING = 699
NO_HEATING_CONTROL = 2699

ALWAYS_SECONDARY = frozenset({*range(401, 408), 409, 421})
"""Main heating that always has secondary heating, SAP 10.2 Appendix A1."""
FAN_FLUE_CODES = frozenset({*range(110, 115), *range(501, 506), 520})
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
_PUMP_AGES: dict[RecordedPumpAge | None, PumpAge] = {
    RecordedPumpAge.UP_TO_2012: PumpAge.UP_TO_2012,
    RecordedPumpAge.FROM_2013: PumpAge.FROM_2013,
}
_HIGH_HEAT_RETENTION = 409
_BY_GENERATOR = {Fuel.NETWORK_HEAT_PUMP: HEAT_PUMP, Fuel.NETWORK_CHP: CHP_AND_BOILERS}
_TABLE_12 = {
    Fuel.USED_COOKING_OIL_BIODIESEL: Fuel.BIODIESEL,
    Fuel.MINERAL_OIL_OR_BIODIESEL: Fuel.HEATING_OIL,
}
"""Fuels of SAP 2012 that Table 12 of SAP 10.2 has no longer: HVO of used cooking oil, mineral oil.
"""
_CONDENSING = {(False, True): 102, (False, False): 104, (True, True): 127, (True, False): 130}
"""Condensing boilers of Table 4b by whether they burn oil and whether there is a cylinder."""


def family_of(code: int) -> Family:
    """Return the family of a heating code of Table 4a or 4b; 0 has none."""
    return Family(int(FAMILY_BY_CODE[code])) if code < len(FAMILY_BY_CODE) else Family.NONE


def surveyed_code(main: MainHeating, has_cylinder: bool, notes: Notes) -> int:
    """Return the SAP code of a main heating system of a survey, 0 if there is no heating.

    A micro-CHP of which nothing but the fuel is known is calculated as a condensing boiler, as
    section 11.1 has it for one that its record does not fit (Table 30, addendum 5).
    """
    is_unknown = main.heating_code is None and main.product_index is None
    if main.category is MainHeatingCategory.MICRO_CHP and is_unknown:
        code = _CONDENSING[main.fuel is Fuel.HEATING_OIL, has_cylinder]
        notes.add(f"micro-CHP of unknown performance: condensing boiler {code} (RdSAP 10 11.1)")
        return code
    if main.category is MainHeatingCategory.MICRO_CHP and main.heating_code is not None:
        notes.add(f"micro-CHP: calculated as code {main.heating_code} (RdSAP 10 section 11.1)")
    if main.data_source is DataSource.MANUFACTURER and main.heating_code is not None:
        notes.add(
            f"main heating {main.number}: no declared efficiency in reduced data, code"
            f" {main.heating_code} used (RdSAP 10 section 11.1)"
        )
    return heating_code(main, notes)


def heating_code(main: MainHeating, notes: Notes) -> int:
    """Return the SAP code of a main heating system, 0 if there is no heating.

    A product of the database is rated by the SAP code beside its index, storage heaters of high
    heat retention by theirs, else refused.

    Raises
    ------
    CertificateRejected
        There is neither a code nor a product, its record is not at hand, or the code is none of
        main heating.
    """
    field = f"Main-Heating[{main.number}]"
    if main.category is MainHeatingCategory.NONE or main.heating_code == NO_HEATING:
        return 0
    if is_on_network(main):
        return _network_code(main, field, notes)
    products = [main.product_index] if main.product_index is not None else []
    products += [heater.product_index for heater in main.storage_heaters]
    code = main.heating_code
    heaters = main.storage_heaters
    if code is None and heaters and all(heater.has_high_heat_retention for heater in heaters):
        code = _HIGH_HEAT_RETENTION
    if code is None:
        raise _without_code(products, field)
    if not is_supported(code):
        raise CertificateRejected(
            reason="inconsistent_values" if is_secondary_only(code) else "unknown_code",
            field=f"{field}/SAP-Main-Heating-Code",
            value=code,
            rule="SAP 10.2 Tables 4a and 4b: main heating",
        )
    if products:
        notes.add(
            f"main heating {main.number}: product {products[0]} not looked up,"
            f" code {code} beside it used (SAP 10.2 Tables 4a, 4b)"
        )
    elif main.data_source is DataSource.DATABASE:
        notes.add(f"main heating {main.number}: no product named, code {code} used")
    return code


def is_on_network(main: MainHeating) -> bool:
    """Whether a main heating system is a heat network, by category, code or fuel."""
    return (
        main.category is MainHeatingCategory.HEAT_NETWORK
        or main.heating_code in NETWORK_CODES
        or is_network_fuel(main.fuel)
    )


def _network_code(main: MainHeating, field: str, notes: Notes) -> int:
    """Return the code of a heat network; waste and geothermal heat count as CHP (Table 29)."""
    code, fuel = main.heating_code, main.fuel
    if code is None and fuel is not None and fuel in _BY_GENERATOR:
        code = _BY_GENERATOR[fuel]
        notes.add(f"main heating {main.number}: network of {fuel.name.lower()}, code {code}")
    if code is None:
        raise _without_code([] if main.product_index is None else [main.product_index], field)
    if code not in NETWORK_CODES:
        raise CertificateRejected(
            reason="inconsistent_values",
            field=f"{field}/SAP-Main-Heating-Code",
            value=code,
            rule="SAP 10.2 Table 4a category 6: 301, 302 or 304 for a heat network",
        )
    if fuel in RECOVERED_HEAT and code != CHP_AND_BOILERS:
        notes.add(f"main heating {main.number}: recovered heat counts as CHP (RdSAP 10 Table 29)")
        return CHP_AND_BOILERS
    return code


def _without_code(products: list[int], field: str) -> CertificateRejected:
    return CertificateRejected(
        reason="product_not_found" if products else "missing_field",
        field=f"{field}/SAP-Main-Heating-Code",
        value=products[0] if products else None,
        rule="RdSAP 10 section 11.1: a code of Table 4a or 4b, or a product of the database",
    )


def fuel_of(
    recorded: Fuel | None,
    family: Family,
    fallback: Fuel | None,
    field: str,
    notes: Notes | None = None,
) -> int:
    """Return the Table 12 code of a system's fuel; electricity is the standard tariff's code.

    A blank fuel follows from the kind of system (finding D.2): electricity, heating oil; gas
    boilers burn the water heating's gas, and nothing is mains gas by default.

    Raises
    ------
    CertificateRejected
        There is no fuel, only a product's record says which, or none of the dwelling's own systems
        burns it.
    """
    if family in _ELECTRIC_FAMILIES:
        return STANDARD_ELECTRICITY
    fuel = recorded if recorded is not None else fallback
    if fuel is None and family in _LIQUID_FAMILIES:
        fuel = Fuel.HEATING_OIL
    if fuel is None or fuel is Fuel.FROM_DATABASE:
        raise CertificateRejected(
            reason="missing_field" if fuel is None else "product_not_found",
            field=field,
            value=None if fuel is None else fuel.name,
            rule="SAP 10.2 Table 12: a fuel",
        )
    if fuel is Fuel.ELECTRICITY:
        return STANDARD_ELECTRICITY
    if fuel in _TABLE_12:
        if notes is not None:
            notes.add(f"{field}: {fuel.name.lower()} is {_TABLE_12[fuel].name.lower()} (Table 12)")
        fuel = _TABLE_12[fuel]
    if not is_supported_fuel(int(fuel)):
        raise CertificateRejected(
            reason="inconsistent_values",
            field=field,
            value=fuel.name,
            rule="SAP 10.2 Table 12: a fuel of the dwelling's own systems",
        )
    return int(fuel)


def in_smoke_control_area(heating: RecordedHeating, notes: Notes) -> RecordedHeating:
    """Return the heating of a dwelling in a Smoke Control Area, Table 32 note g.

    Main heating that burns mineral fuel and wood takes the data of solid mineral fuel there: those
    of smokeless fuel, since house coal is not permitted (SAP 10.2 section 12.4.5).
    """
    if all(main.fuel is not Fuel.DUAL_FUEL for main in heating.main):
        return heating
    notes.add("dual fuel in a Smoke Control Area: smokeless fuel (RdSAP 10 Table 32 note g)")
    mains = tuple(
        main.model_copy(update={"fuel": Fuel.SMOKELESS_FUEL})
        if main.fuel is Fuel.DUAL_FUEL
        else main
        for main in heating.main
    )
    return heating.model_copy(update={"main": mains})


def _check_control(main: MainHeating, is_network: bool, field: str) -> None:
    """Refuse a control that Table 4e does not have for the kind of system (section 11.3)."""
    control = main.control_code
    if is_network_control(control) if is_network else is_supported_control(control):
        return
    is_known = is_network_control(control) or is_supported_control(control)
    raise CertificateRejected(
        reason="inconsistent_values" if is_known else "unknown_code",
        field=f"{field}/Main-Heating-Control",
        value=control,
        rule=f"SAP 10.2 Table 4e, {'group 3' if is_network else 'not group 3'}",
    )


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
    family = family_of(code)
    is_network = family is Family.HEAT_NETWORK
    _check_control(main, is_network, field)
    is_wet = family in _WET
    is_boiler = family in _BOILERS
    emitter = emitter_of(main, floor, site, notes) if is_wet or is_network else Emitter.NONE
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
        fuel=network_fuel(main.fuel, f"{field}/Main-Fuel-Type", notes)
        if is_network
        else fuel_of(main.fuel, family, water_fuel, f"{field}/Main-Fuel-Type", notes),
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
        design_flow_temperature_c=flow_temperature_c(main),
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
        code, fuel = _secondary(recorded, notes)
        approved = recorded.is_hetas_approved is True
    elif main_code == 0:
        code = 0
    elif main_code in ALWAYS_SECONDARY:
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


def _secondary(recorded: SecondaryHeating, notes: Notes) -> tuple[int, int]:
    """Return the code and fuel of recorded secondary heating, a room heater (section 11.4)."""
    code = recorded.heating_code
    if code is None or not is_supported_secondary(code):
        is_known = code is not None and (is_supported(code) or code in NETWORK_CODES)
        reason = "missing_field" if code is None else "unknown_code"
        raise CertificateRejected(
            reason="inconsistent_values" if is_known else reason,
            field="Secondary-Heating-Type",
            value=code,
            rule="SAP 10.2 Table 4a: a room heater",
        )
    return code, fuel_of(recorded.fuel, family_of(code), None, "Secondary-Fuel-Type", notes)


def _has_flue_fan(main: MainHeating, code: int) -> bool:
    """Whether the flue has a fan: recorded for gas boilers from 1998, else by code (Table 29).

    Table 4b names the fan-assisted boilers before 1998 and the fan-assisted warm air units; without
    a record a condensing boiler has a fan and another has none.
    """
    if code in _RECORDED_FLUE_CODES:
        return code in _CONDENSING_CODES if main.has_flue_fan is None else main.has_flue_fan
    return code in FAN_FLUE_CODES
