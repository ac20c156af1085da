"""Space heating of a measured dwelling: SAP 10.2 section 9.2, Appendix A and Tables 4a to 4e."""

from dataclasses import replace
from typing import Final

from sap10.certificate.heating import (
    EmitterTemperature,
    HeatEmitter,
    Heating,
    MainHeating,
    SecondaryHeating,
    UnderfloorEmitter,
)
from sap10.certificate.heating import PumpAge as RecordedPumpAge
from sap10.certificate.vocabulary import DataSource, Fuel
from sap10.certificate.water_heating import WaterHeating
from sap10.codes import Emitter, PumpAge
from sap10.dwelling import HeatingSystem, SpaceHeating
from sap10.errors import CertificateRejected
from sap10.full_sap.appliances import Appliance, needs_product
from sap10.full_sap.declared import declared_secondary_code
from sap10.rdsap.context import Notes
from sap10.rdsap.heating import (
    ALWAYS_SECONDARY,
    FAN_FLUE_CODES,
    NO_HEATING,
    NO_HEATING_CONTROL,
    PORTABLE_HEATERS,
    family_of,
    fuel_of,
    second_share,
)
from sap10.tables.fuels import STANDARD_ELECTRICITY
from sap10.tables.heating import (
    Family,
    is_supported_control,
    is_supported_secondary,
)

_WET = range(Family.GAS_BOILER, Family.GAS_HEAT_PUMP + 1)
_BOILERS = range(Family.GAS_BOILER, Family.ELECTRIC_CPSU + 1)
_FUEL_BOILERS = (Family.GAS_BOILER, Family.LIQUID_BOILER)
_LIQUID = (Family.LIQUID_BOILER, Family.LIQUID_WARM_AIR)
_GAS_WITH_FLUE = (
    Family.GAS_BOILER,
    Family.GAS_HEAT_PUMP,
    Family.GAS_HEAT_PUMP_WARM_AIR,
    Family.GAS_WARM_AIR,
)
_SOLID = (Family.SOLID_FUEL_BOILER, Family.SOLID_FUEL_ROOM_HEATER)
_WET_HEAT_PUMPS = (Family.ELECTRIC_HEAT_PUMP, Family.GAS_HEAT_PUMP)
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
_BOTTLED_LPG_FOR_SECONDARY: Final = 5
"""Table 12 prices bottled LPG apart where it is for secondary heating."""


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
        is_hetas_approved=family in _SOLID
        and _flag(main.is_hetas_approved, f"{field}/Is-Main-Heating-HETAS-Approved", notes),
        has_interlock=family in _BOILERS
        and _flag(main.has_boiler_interlock, f"{field}/Is-Interlocked-System", notes),
        has_delayed_start=main.has_delayed_start is True,
        has_flue_fan=code in FAN_FLUE_CODES
        or (
            family in _GAS_WITH_FLUE
            and _flag(main.has_flue_fan, f"{field}/Is-Flue-Fan-Present", notes)
        ),
        has_pump=is_wet,
        pump_age=_pump_age(main, is_wet, is_new, field, notes),
        is_pump_in_heated_space=main.is_pump_in_heated_space is not False,
        is_oil_pump_in_dwelling=family in _LIQUID
        and _flag(main.is_oil_pump_in_heated_space, f"{field}/Is-Oil-Pump-In-Heated-Space", notes),
        has_weather_or_load_compensation=main.compensating_controller_index is not None
        or main.has_compensator is True,
        design_flow_temperature_c=_flow_temperature(main, family, field, notes),
    )


def _flag(recorded: bool | None, field: str, notes: Notes) -> bool:
    """Return a recorded fact; not recorded counts against the dwelling, with a note."""
    if recorded is None:
        notes.add(f"{field} absent: no")
    return recorded is True


def _pump_age(main: MainHeating, is_wet: bool, is_new: bool, field: str, notes: Notes) -> PumpAge:
    """Return the age of the pump; a new dwelling has a new one (Table 4f note b)."""
    if main.pump_age is not None:
        return _PUMP_AGES[main.pump_age]
    age = PumpAge.FROM_2013 if is_new else PumpAge.UNKNOWN
    if is_wet:
        notes.add(f"{field}/Central-Heating-Pump-Age absent: {age.name.lower()} (Table 4f note b)")
    return age


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
        if family in _FUEL_BOILERS:
            notes.add(f"{field}/Emitter-Temperature absent: over 45 degC (SAP 10.2 section 9.3)")
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
    if main_code not in ALWAYS_SECONDARY:
        return shares
    notes.add(f"secondary: portable electric heaters with main {main_code} (SAP 10.2 A1)")
    return replace(shares, secondary_code=PORTABLE_HEATERS, secondary_fuel=STANDARD_ELECTRICITY)


def _with_secondary(
    shares: SpaceHeating[float, int, bool], secondary: SecondaryHeating, notes: Notes
) -> SpaceHeating[float, int, bool]:
    """Add recorded secondary heating, with its declared efficiency (9.2.9, Appendix E)."""
    if secondary.fuel is Fuel.FROM_DATABASE:
        raise needs_product(
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
