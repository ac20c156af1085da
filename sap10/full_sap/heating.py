"""Space heating of a measured dwelling: SAP 10.2 section 9.2, Appendix A and Tables 4a to 4e."""

from dataclasses import dataclass, replace
from typing import Final

from sap10.certificate.heating import (
    BoilerType,
    BurnerControl,
    DeclaredHeating,
    EmitterTemperature,
    HeatEmitter,
    Heating,
    MainHeating,
    MainHeatingCategory,
    SecondaryHeating,
    UnderfloorEmitter,
)
from sap10.certificate.heating import PumpAge as RecordedPumpAge
from sap10.certificate.vocabulary import DataSource, Fuel
from sap10.certificate.water_heating import WaterHeating
from sap10.codes import Emitter, PumpAge
from sap10.dwelling import HeatingSystem, SpaceHeating
from sap10.errors import CertificateRejected
from sap10.full_sap.declared import declared_code, declared_secondary_code
from sap10.products import BoilerProduct
from sap10.rdsap.context import Notes
from sap10.rdsap.heating import (
    NO_HEATING,
    NO_HEATING_CONTROL,
    PORTABLE_HEATERS,
    family_of,
    fuel_of,
    second_share,
)
from sap10.tables.fuels import STANDARD_ELECTRICITY
from sap10.tables.heat_pumps import installed_under_mcs
from sap10.tables.heating import (
    WATER_EFFICIENCY_BY_CODE,
    Family,
    is_supported,
    is_supported_control,
    is_supported_secondary,
)

HIGH_HEAT_RETENTION = 409
"""Storage heaters of section 9.2.8."""

_ALWAYS_SECONDARY = frozenset({*range(401, 408), 409, 421})
"""Main heating that always has secondary heating, SAP 10.2 Appendix A1."""
_WET = range(Family.GAS_BOILER, Family.GAS_HEAT_PUMP + 1)
_BOILERS = range(Family.GAS_BOILER, Family.ELECTRIC_CPSU + 1)
_FUEL_BOILERS = (Family.GAS_BOILER, Family.LIQUID_BOILER)
_HEAT_PUMPS = range(Family.ELECTRIC_HEAT_PUMP, Family.GAS_HEAT_PUMP_WARM_AIR + 1)
_WET_HEAT_PUMPS = (Family.ELECTRIC_HEAT_PUMP, Family.GAS_HEAT_PUMP)
_ELECTRIC = (Family.DIRECT_ELECTRIC_BOILER, Family.ELECTRIC_STORAGE_BOILER, Family.ELECTRIC_CPSU)
_UNRESTRICTED_FLOW_C = 80.0
_LOWEST_FLOW_C, _HIGHEST_FLOW_C = 20.0, 110.0
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
_HEAT_PUMP_CATEGORIES = (
    MainHeatingCategory.HEAT_PUMP_WET,
    MainHeatingCategory.HEAT_PUMP_WARM_AIR,
)
_SINGLE_EFFICIENCY = (MainHeatingCategory.WARM_AIR, MainHeatingCategory.ROOM_HEATERS)
_TESTED_BURNERS = (BurnerControl.ON_OFF, BurnerControl.MODULATING)
_BOTTLED_LPG_FOR_SECONDARY: Final = 5
"""Table 12 prices bottled LPG apart where it is for secondary heating."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appliance:
    """What a main heating system is: its code (0: none), and declared efficiencies [%]."""

    code: int
    is_efficiency_given: bool = False
    winter_percent: float = 0.0
    summer_percent: float = 0.0
    boiler: BoilerProduct[float, int, bool] | None = None


def appliance_of(main: MainHeating, notes: Notes) -> Appliance:
    """Return the code and efficiencies of a main heating system that is not a heat network.

    A code counts as it stands. Without one, storage heaters of high heat retention are code 409,
    and a declared efficiency goes with the nearest code; anything else is in the database only.

    Raises
    ------
    CertificateRejected
        Tables 4a and 4b do not have the code, or there are neither code nor declared figures: a
        product of the database is needed.
    """
    field = f"Main-Heating[{main.number}]"
    if main.category is MainHeatingCategory.NONE or main.heating_code == NO_HEATING:
        return Appliance(code=0)
    if main.category is MainHeatingCategory.MICRO_CHP:
        raise _needs_product(main.product_index, f"{field}/Main-Heating-Index-Number", "9.2.6")
    if main.fuel is Fuel.FROM_DATABASE:
        raise _needs_product(main.fuel_product_index, f"{field}/PCDF-Fuel-Index", "Table 12")
    code = main.heating_code
    if code is None:
        return _without_code(main, field, notes)
    if not is_supported(code):
        raise CertificateRejected(
            reason="unknown_code",
            field=f"{field}/SAP-Main-Heating-Code",
            value=code,
            rule="SAP 10.2 Tables 4a and 4b",
        )
    if main.data_source is DataSource.MANUFACTURER:
        return _declared(main, code, field, notes)
    products = [main.product_index] if main.product_index is not None else []
    products += [heater.product_index for heater in main.storage_heaters]
    if products:
        notes.add(
            f"{field}: product {products[0]} not looked up, code {code} beside it used"
            " (SAP 10.2 Tables 4a, 4b)"
        )
    elif main.data_source is DataSource.DATABASE:
        notes.add(f"{field}: no product named, code {code} used")
    return _installed(main, code, notes)


def _without_code(main: MainHeating, field: str, notes: Notes) -> Appliance:
    heaters = main.storage_heaters
    if heaters:
        other = [heater for heater in heaters if not heater.has_high_heat_retention]
        if other:
            raise _needs_product(
                other[0].product_index, f"{field}/Storage-Heater/Index-Number", "9.2.8"
            )
        notes.add(f"{field}: high heat retention storage heaters, code 409 (SAP 10.2 9.2.8)")
        return Appliance(code=HIGH_HEAT_RETENTION)
    if main.data_source is not DataSource.SAP_TABLE and _is_declared(main):
        return _declared(main, declared_code(main, notes), field, notes)
    if main.product_index is not None:
        raise _needs_product(main.product_index, f"{field}/Main-Heating-Index-Number", "9.2")
    raise CertificateRejected(
        reason="missing_field",
        field=f"{field}/SAP-Main-Heating-Code",
        value=None,
        rule="SAP 10.2 section 9.2: a code of Table 4a or 4b, declared figures or a product",
    )


def _is_declared(main: MainHeating) -> bool:
    """Whether the document carries figures that can stand in for a record of the database.

    Beside the index of a product they have to say what it is: of a boiler its type, and of one that
    burns gas or liquid fuel two efficiencies (Appendix D2.1); of a heat pump two, in place of those
    of Appendix N.
    """
    declared = main.declared or DeclaredHeating()
    has_two = bool(declared.winter_efficiency_percent and declared.summer_efficiency_percent)
    has_one = bool(declared.efficiency_percent)
    has_type = declared.boiler_type is not None or declared.solid_fuel_boiler_type is not None
    if main.data_source is not DataSource.DATABASE:
        return has_two or has_one or has_type
    if main.category is MainHeatingCategory.BOILER:
        is_solid = declared.solid_fuel_boiler_type is not None
        return has_type and (has_two or (has_one and is_solid))
    if main.category in _HEAT_PUMP_CATEGORIES:
        return has_two
    return main.category in _SINGLE_EFFICIENCY and (has_one or has_two)


def _installed(main: MainHeating, code: int, notes: Notes) -> Appliance:
    """Return an appliance of the tables; a heat pump under MCS with the factors of 9.2.7."""
    installed = installed_under_mcs(code) if main.is_mcs_installed else None
    if installed is None:
        return Appliance(code=code)
    notes.add(f"heat pump {code} installed under MCS: factors of SAP 10.2 section 9.2.7")
    return Appliance(
        code=code,
        is_efficiency_given=True,
        winter_percent=installed.space_percent,
        summer_percent=installed.water_percent,
    )


def _declared(main: MainHeating, code: int, field: str, notes: Notes) -> Appliance:
    """Return an appliance with declared efficiencies.

    A single seasonal efficiency does not make those for winter and summer that a gas or liquid fuel
    boiler needs: section 9.2.1 then sends it to Table 4b.
    """
    declared = main.declared or DeclaredHeating()
    family = family_of(code)
    winter, summer = declared.winter_efficiency_percent, declared.summer_efficiency_percent
    single = declared.efficiency_percent
    if not (winter and summer):
        if family in _FUEL_BOILERS or not single:
            notes.add(
                f"{field}: no winter and summer efficiency declared, code {code} used"
                " (SAP 10.2 section 9.2.1)"
            )
            return replace(_installed(main, code, notes), boiler=_boiler_product(main, family))
        tabulated = float(WATER_EFFICIENCY_BY_CODE[code])
        winter = single
        summer = tabulated if family in _HEAT_PUMPS and tabulated else single
    stands_for = "" if main.product_index is None else f" of product {main.product_index}"
    notes.add(f"{field}: declared efficiency{stands_for}, {winter:g} % and {summer:g} % for water")
    return Appliance(
        code=code,
        is_efficiency_given=True,
        winter_percent=winter,
        summer_percent=summer,
        boiler=_boiler_product(main, family),
    )


def _boiler_product(main: MainHeating, family: Family) -> BoilerProduct[float, int, bool] | None:
    """Return what a declaration says of a boiler beside its efficiency: burner and hot case."""
    declared = main.declared
    if declared is None or family not in _FUEL_BOILERS:
        return None
    is_cooker = declared.boiler_type is BoilerType.RANGE_COOKER
    if declared.burner_control not in _TESTED_BURNERS and not is_cooker:
        return None
    return BoilerProduct(
        system=main.number,
        is_condensing=main.is_condensing_boiler is True,
        is_modulating=declared.burner_control is BurnerControl.MODULATING,
        case_emission_kw=(declared.case_heat_emission_kw or 0.0) if is_cooker else 0.0,
        heat_to_water_kw=(declared.heat_to_water_kw or 0.0) if is_cooker else 0.0,
    )


def _needs_product(index: int | None, field: str, clause: str) -> CertificateRejected:
    return CertificateRejected(
        reason="product_not_found",
        field=field,
        value=index,
        rule=f"SAP 10.2 {clause}: needs the product database",
    )


def main_system(
    main: MainHeating, appliance: Appliance, water: WaterHeating, is_new: bool, notes: Notes
) -> HeatingSystem[float, int, bool]:
    """Return one main heating system of the dwelling's own."""
    code = appliance.code
    if code == 0:
        notes.add("no heating system: portable electric heaters (SAP 10.2 Appendix A)")
        return HeatingSystem(code=NO_HEATING, fuel=STANDARD_ELECTRICITY, control=NO_HEATING_CONTROL)
    field = f"Main-Heating[{main.number}]"
    if not is_supported_control(main.control_code):
        raise CertificateRejected(
            reason="unknown_code",
            field=f"{field}/Main-Heating-Control",
            value=main.control_code,
            rule="SAP 10.2 Table 4e",
        )
    family = family_of(code)
    is_wet = family in _WET
    if main.control_product_index is not None:
        notes.add(
            f"{field}: controller {main.control_product_index} not looked up, its control code"
            f" {main.control_code} used (SAP 10.2 Table 4e)"
        )
    fuel = fuel_of(main.fuel, family, water.fuel, f"{field}/Main-Fuel-Type", notes)
    if fuel == STANDARD_ELECTRICITY and main.fuel not in (None, Fuel.ELECTRICITY):
        notes.add(f"{field}: {main.fuel.name.lower()} recorded of electric system {code}")
    return HeatingSystem(
        code=code,
        is_efficiency_given=appliance.is_efficiency_given,
        winter_efficiency_percent=appliance.winter_percent,
        summer_efficiency_percent=appliance.summer_percent,
        fuel=fuel,
        control=main.control_code,
        emitter=emitter_of(main, is_wet, notes),
        is_hetas_approved=main.is_hetas_approved is True,
        has_interlock=family in _BOILERS
        and _flag(main.has_boiler_interlock, f"{field}/Is-Interlocked-System", notes),
        has_delayed_start=main.has_delayed_start is True,
        has_flue_fan=main.has_flue_fan is True,
        has_pump=is_wet,
        pump_age=_pump_age(main, is_new),
        is_pump_in_heated_space=main.is_pump_in_heated_space is not False,
        is_oil_pump_in_dwelling=main.is_oil_pump_in_heated_space is True,
        has_weather_or_load_compensation=main.compensating_controller_index is not None
        or main.has_compensator is True,
        design_flow_temperature_c=_flow_temperature(main, family, field, notes),
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


def _flow_temperature(main: MainHeating, family: Family, field: str, notes: Notes) -> float:
    """Return the design flow temperature, section 9.3: the exact one where it is given. [degC]

    The schema's heat distributions are temperatures: their default is 80.
    """
    name, recorded = "Condensing-Boiler", main.condensing_heat_distribution
    if family in _WET_HEAT_PUMPS:
        name, recorded = "Heat-Pump", main.heat_pump_heat_distribution
    if recorded is not None:
        if not _LOWEST_FLOW_C <= recorded <= _HIGHEST_FLOW_C:
            raise CertificateRejected(
                reason="invalid_value",
                field=f"{field}/{name}-Heat-Distribution",
                value=recorded,
                rule="SAP 10.2 section 9.3: a design flow temperature in degC",
            )
        notes.add(f"{field}: design flow temperature {recorded} degC (SAP 10.2 section 9.3)")
        return float(recorded)
    if main.emitter_temperature is None:
        return _UNRESTRICTED_FLOW_C
    return _FLOW_TEMPERATURE_C.get(main.emitter_temperature, _UNRESTRICTED_FLOW_C)


def emitter_of(main: MainHeating, is_wet: bool, notes: Notes) -> Emitter:
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
    share = second_share(heating)
    if share > 0 and heating.systems_interaction is None:
        notes.add("Main-Heating-Systems-Interaction absent: the systems heat separate parts")
    shares: SpaceHeating[float, int, bool] = SpaceHeating(
        main_2_fraction=share,
        main_2_heats_different_part=share > 0 and heating.systems_interaction != "whole_property",
    )
    secondary = heating.secondary
    if secondary is not None:
        return _with_secondary(shares, secondary, notes)
    if main_code not in _ALWAYS_SECONDARY:
        return shares
    notes.add(f"secondary: portable electric heaters with main {main_code} (SAP 10.2 A1)")
    return replace(shares, secondary_code=PORTABLE_HEATERS, secondary_fuel=STANDARD_ELECTRICITY)


def _with_secondary(
    shares: SpaceHeating[float, int, bool], secondary: SecondaryHeating, notes: Notes
) -> SpaceHeating[float, int, bool]:
    """Add recorded secondary heating, with its declared efficiency (9.2.9, Appendix E)."""
    if secondary.fuel is Fuel.FROM_DATABASE:
        raise _needs_product(
            secondary.fuel_product_index, "Secondary-Heating-PCDF-Fuel-Index", "Table 12"
        )
    code, efficiency = secondary.heating_code, secondary.efficiency_percent
    is_declared = bool(efficiency) and (
        secondary.data_source is DataSource.MANUFACTURER or code is None
    )
    if code is None:
        if not is_declared:
            raise CertificateRejected(
                reason="missing_field",
                field="Secondary-Heating-Type",
                value=None,
                rule="SAP 10.2 Table 4a: a room heater, or its declared efficiency",
            )
        code = declared_secondary_code(secondary, notes)
    if not is_supported_secondary(code):
        raise CertificateRejected(
            reason="inconsistent_values",
            field="Secondary-Heating-Type",
            value=code,
            rule="SAP 10.2 Table 4a: a room heater",
        )
    if is_declared:
        notes.add(f"secondary heating: declared efficiency {efficiency:g} % (SAP 10.2 9.2.9)")
    fuel = fuel_of(secondary.fuel, family_of(code), None, "Secondary-Fuel-Type", notes)
    if fuel == Fuel.BOTTLED_LPG:
        fuel = _BOTTLED_LPG_FOR_SECONDARY
    return replace(
        shares,
        secondary_code=code,
        secondary_fuel=fuel,
        is_secondary_hetas_approved=secondary.is_hetas_approved is True,
        is_secondary_efficiency_given=is_declared,
        secondary_efficiency_percent=(efficiency or 0.0) if is_declared else 0.0,
    )
