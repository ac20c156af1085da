"""Appliances that only a declaration describes: the nearest code of Tables 4a and 4b.

A declared efficiency stands in for the table's; everything else that SAP takes from a heating code
(heat emission, responsiveness, controls, fuel pumps) is that of the row named here.
"""

from typing import Final

from sap10.certificate.heating import (
    BoilerType,
    Flue,
    FuelFeed,
    MainHeating,
    MainHeatingCategory,
    SecondaryHeating,
    SolidFuelBoilerType,
)
from sap10.certificate.vocabulary import Fuel
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes

_GAS = (
    Fuel.MAINS_GAS,
    Fuel.BULK_LPG,
    Fuel.BOTTLED_LPG,
    Fuel.BIOGAS,
    Fuel.LNG,
    Fuel.LPG_SPECIAL_CONDITION_18,
)
_LIQUID = (
    Fuel.HEATING_OIL,
    Fuel.BIODIESEL,
    Fuel.USED_COOKING_OIL_BIODIESEL,
    Fuel.VEGETABLE_OIL_BIODIESEL,
    Fuel.MINERAL_OIL_OR_BIODIESEL,
    Fuel.B30K,
    Fuel.BIOETHANOL,
)
_SOLID = range(Fuel.DUAL_FUEL, Fuel.WOOD_PELLETS_MAIN + 1)
_PELLETS = (Fuel.WOOD_PELLETS_SECONDARY, Fuel.WOOD_PELLETS_MAIN)

_GAS_BOILERS: Final = {
    BoilerType.REGULAR: (101, 102),
    BoilerType.COMBI: (103, 104),
    BoilerType.CPSU: (120, 121),
    BoilerType.RANGE_COOKER: (138, 138),
}
"""Table 4b by type: not condensing, condensing; 1998 or later with automatic ignition."""
_LIQUID_BOILERS: Final = {
    BoilerType.REGULAR: (126, 127),
    BoilerType.COMBI: (129, 130),
    BoilerType.RANGE_COOKER: (141, 141),
}
_SOLID_BOILERS: Final = {
    SolidFuelBoilerType.OPEN_FIRE: 156,
    SolidFuelBoilerType.CLOSED_ROOM_HEATER: 158,
    SolidFuelBoilerType.RANGE_COOKER: 161,
}
_INDEPENDENT_SOLID: Final = {
    FuelFeed.MANUAL: 151,
    FuelFeed.GRAVITY: 153,
    FuelFeed.SCREW: 155,
    FuelFeed.OTHER: 151,
}
_DIRECT_ELECTRIC_BOILER = 191
_PELLET_STOVE_WITH_BOILER = 159
_HEAT_PUMPS: Final = {
    MainHeatingCategory.HEAT_PUMP_WET: (224, 227),
    MainHeatingCategory.HEAT_PUMP_WARM_AIR: (524, 527),
}
"""Air source: electric, gas-fired."""
_WARM_AIR: Final = {"gas": 507, "liquid": 512, "electric": 515}
_WARM_AIR_WITH_FAN_FLUE = 502
_ROOM_HEATERS: Final = {"gas": 609, "liquid": 623, "solid": 633, "electric": 691}
_OPEN_GAS_FIRES: Final = {Flue.OPEN: 603, Flue.CHIMNEY: 612}
_PELLET_STOVE = 635


def declared_code(main: MainHeating, notes: Notes) -> int:
    """Return the heating code nearest to a main heating system without a code of its own.

    Raises
    ------
    CertificateRejected
        The declaration lacks what would tell the kind of appliance, or is of one that Tables 4a and
        4b do not have.
    """
    field = f"Main-Heating[{main.number}]"
    carrier = _carrier(main.fuel, f"{field}/Main-Fuel-Type")
    match main.category:
        case MainHeatingCategory.BOILER:
            code = _boiler(main, carrier, field)
        case MainHeatingCategory.HEAT_PUMP_WET | MainHeatingCategory.HEAT_PUMP_WARM_AIR:
            code = _HEAT_PUMPS[main.category][carrier != "electric"]
        case MainHeatingCategory.WARM_AIR if carrier in _WARM_AIR:
            has_fan = carrier == "gas" and main.has_flue_fan
            code = _WARM_AIR_WITH_FAN_FLUE if has_fan else _WARM_AIR[carrier]
        case MainHeatingCategory.ROOM_HEATERS:
            code = _room_heater(carrier, main.fuel, main.flue)
        case category:
            raise CertificateRejected(
                reason="missing_field",
                field=f"{field}/Main-Heating-Code",
                value=None,
                rule=f"SAP 10.2 Table 4a: the kind of {category.value}",
            )
    notes.add(f"{field}: without a code, treated as {code} (SAP 10.2 Tables 4a, 4b)")
    return code


def declared_secondary_code(secondary: SecondaryHeating, notes: Notes) -> int:
    """Return the room heater of Table 4a nearest to secondary heating without a code."""
    field = "Secondary-Fuel-Type"
    carrier = _carrier(secondary.fuel, field)
    code = _room_heater(carrier, secondary.fuel, secondary.flue)
    notes.add(f"secondary heating without a code, treated as {code} (SAP 10.2 Table 4a)")
    return code


def _carrier(fuel: Fuel | None, field: str) -> str:
    """Return the kind of a fuel: gas, liquid, solid or electric."""
    if fuel in _GAS:
        return "gas"
    if fuel in _LIQUID:
        return "liquid"
    if fuel is Fuel.ELECTRICITY:
        return "electric"
    if fuel is not None and fuel in _SOLID:
        return "solid"
    raise CertificateRejected(
        reason="missing_field" if fuel is None else "inconsistent_values",
        field=field,
        value=None if fuel is None else fuel.name,
        rule="SAP 10.2 Table 12: the fuel of a declared appliance",
    )


def _boiler(main: MainHeating, carrier: str, field: str) -> int:
    declared = main.declared
    if carrier == "electric":
        return _DIRECT_ELECTRIC_BOILER
    if carrier == "solid":
        kind = None if declared is None else declared.solid_fuel_boiler_type
        if kind is None:
            raise _missing(field, name="Solid-Fuel-Boiler-Type")
        if kind is SolidFuelBoilerType.CLOSED_ROOM_HEATER and main.fuel in _PELLETS:
            return _PELLET_STOVE_WITH_BOILER
        feed = None if declared is None else declared.fuel_feed
        if kind is SolidFuelBoilerType.INDEPENDENT:
            if feed is None:
                raise _missing(field, name="Boiler-Fuel-Feed")
            return _INDEPENDENT_SOLID[feed]
        return _SOLID_BOILERS[kind]
    form = None if declared is None else declared.boiler_type
    if form is None:
        raise _missing(field, name="Gas-Or-Oil-Boiler-Type")
    boilers = _GAS_BOILERS if carrier == "gas" else _LIQUID_BOILERS
    if form not in boilers:
        raise CertificateRejected(
            reason="inconsistent_values",
            field=f"{field}/Gas-Or-Oil-Boiler-Type",
            value=form.value,
            rule="SAP 10.2 Table 4b: no such boiler for liquid fuel",
        )
    return boilers[form][main.is_condensing_boiler is True]


def _room_heater(carrier: str, fuel: Fuel | None, flue: Flue | None) -> int:
    if carrier == "gas" and flue is not None and flue in _OPEN_GAS_FIRES:
        return _OPEN_GAS_FIRES[flue]
    return _PELLET_STOVE if fuel in _PELLETS else _ROOM_HEATERS[carrier]


def _missing(field: str, name: str) -> CertificateRejected:
    rule = "SAP 10.2 Tables 4a, 4b: the kind of boiler"
    return CertificateRejected("missing_field", f"{field}/{name}", None, rule)
