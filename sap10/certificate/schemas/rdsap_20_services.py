"""RdSAP-Schema-20 and older: ventilation, heating, hot water, supplies and lighting."""

from typing import Final

from sap10.certificate.converters import integer, number
from sap10.certificate.energy_source import PvConnection
from sap10.certificate.epc_property_data import BulbCounts
from sap10.certificate.mapping import (
    ABSENT,
    LEAF,
    Always,
    Known,
    Made,
    Many,
    Node,
    Take,
    build,
)
from sap10.certificate.schemas import common
from sap10.certificate.schemas import rdsap_21_heating as heating
from sap10.certificate.schemas import rdsap_21_supplies as supplies
from sap10.certificate.schemas import rdsap_21_water as water
from sap10.certificate.ventilation import PressureTest
from sap10.certificate.water_heating import Shower, ShowerType, WwhrsConnection

VENTILATION: Final = heating.VENTILATION.but(
    {
        **dict.fromkeys(set(heating.VENTILATION.rules) - {"type"}),
        "open_chimney_count": Take("open_fireplaces_count", integer),
        "pressure_test": Always(
            PressureTest.NOT_TESTED,
            "no field for flues, fans or a pressure test: not recorded",
        ),
    },
    ignored=(),
)
"""An open fireplace is an open chimney (RdSAP 2012 section S4)."""

MAIN: Final = heating.MAIN.but({"ignition": None}, ignored=("community_heat_network_index_number",))
HEATING: Final = heating.HEATING.but(
    {
        "main": Many("main_heating_details", MAIN),
        "heat_networks": Made(
            {
                "community_dhw_network_index_number": LEAF,
                "main_heating_details": {"community_heat_network_index_number": LEAF},
            },
            heating.networks,
        ),
    }
)

_ROOMS, _NO_BATH, _WITH_BATH = (
    "rooms_with_bath_and_or_shower",
    "rooms_with_mixer_shower_no_bath",
    "rooms_with_bath_and_mixer_shower",
)
_CONNECTED: Final = {
    connection: tuple(
        f"mixer_showers_with_system{n}_{bath}" for bath in ("with_bath", "without_bath")
    )
    for n, connection in enumerate(
        (WwhrsConnection.INSTANTANEOUS_1, WwhrsConnection.INSTANTANEOUS_2), start=1
    )
}
_MOST_SHOWERS = 99
_ROOM_COUNTS: Final[Known] = {
    "instantaneous_wwhrs": dict.fromkeys((_ROOMS, _NO_BATH, _WITH_BATH), LEAF)
}


def _showers(node: Node) -> object:
    """Read the mixer showers by room; those of a heat recovery system first."""
    rooms = node.child("instantaneous_wwhrs")
    if rooms is None or not rooms.has(_NO_BATH) or not rooms.has(_WITH_BATH):
        return ABSENT
    count = sum(rooms.take(key, integer) or 0 for key in (_NO_BATH, _WITH_BATH))
    connections = [
        connection
        for connection, keys in _CONNECTED.items()
        for _ in range(sum(rooms.take(key, integer) or 0 for key in keys))
    ]
    if not len(connections) <= count <= _MOST_SHOWERS:
        raise rooms.refuse(
            reason="inconsistent_values",
            key=_WITH_BATH,
            rule=f"{len(connections)} showers with heat recovery of {count}",
        )
    rooms.document.notes.append(
        f"{rooms.path}: {count} mixer showers; electric ones are not recorded: none"
    )
    connections += [WwhrsConnection.NONE] * (count - len(connections))
    return tuple(Shower(type=ShowerType.NON_ELECTRIC, wwhrs=kind) for kind in connections)


def _baths(node: Node) -> object:
    """Read the baths: one in each room but those with a shower only."""
    rooms = node.child("instantaneous_wwhrs")
    if rooms is None or not rooms.has(_ROOMS):
        return ABSENT
    total, without = rooms.take(_ROOMS, integer) or 0, rooms.take(_NO_BATH, integer) or 0
    baths = max(total - without, 0)
    rooms.document.notes.append(f"{rooms.path}: {baths} baths, one in each other bathroom")
    return baths


WATER: Final = water.WATER.but(
    {
        "cylinder": Made(
            dict.fromkeys(
                (
                    "cylinder_size",
                    "cylinder_insulation_type",
                    "cylinder_insulation_thickness",
                    "cylinder_thermostat",
                ),
                LEAF,
            ),
            water.cylinder,
        ),
        "showers": Made(
            {
                "instantaneous_wwhrs": dict.fromkeys(
                    (_NO_BATH, _WITH_BATH, *(key for keys in _CONNECTED.values() for key in keys)),
                    LEAF,
                )
            },
            _showers,
        ),
        "bath_count": Made(_ROOM_COUNTS, _baths),
        "bath_with_wwhrs_count": None,
        "storage_wwhrs": Made(
            {
                "storage_wwhrs": {
                    **water.STORAGE_WWHRS.known,
                    "total_showers_and_baths": None,
                    "showers_and_baths_to_wwhrs": None,
                }
            },
            water.storage_wwhrs,
        ),
    }
)
WATER_RULE: Final = water.water_rule(
    WATER,
    {
        key: fields
        for key, fields in water.SOLAR_KNOWN.items()
        if key
        not in (
            "collector_loop_efficiency",
            "incidence_angle_modifier",
            "overall_heat_loss",
            "is_community_solar",
            "service_provision",
        )
    },
)

_PV_KNOWN: Final[Known] = {
    **supplies.PV_ARRAY.known,
    "pv_connection": LEAF,
    "pv_arrays": {**supplies.PV_ARRAY.known, "pv_connection": LEAF},
    "none_or_no_details": {"percent_roof_area": LEAF, "pv_connection": LEAF},
}


def _pv_connection(node: Node) -> object:
    """Read the connection of the arrays, or of the share of the roof; it is one for all."""
    arrays, share = supplies.pv_parts(node)
    items = arrays if share is None else [*arrays, share]
    found = {item.take("pv_connection", common.PV_CONNECTION) for item in items} - {None}
    connected = found - {PvConnection.NOT_APPLICABLE} or found
    if len(connected) > 1:
        raise items[0].refuse(
            reason="inconsistent_values", key="pv_connection", rule="one connection of all arrays"
        )
    return next(iter(connected), ABSENT)


def _is_export_capable(node: Node) -> object:
    """Take what generates to export its surplus, which SAP 2012 credits without asking."""
    generates = node.take("wind_turbines_count", integer) or 0
    if not generates and supplies.photovoltaics(node) is ABSENT:
        return ABSENT
    node.document.notes.append(
        f"{node.path}: whether surplus is exported is not recorded: it is, as SAP 2012 credits it"
    )
    return True


ENERGY_SOURCE: Final = supplies.ENERGY_SOURCE.but(
    {
        "has_electricity_smart_meter": None,
        "has_gas_smart_meter": None,
        "is_export_capable": Made(
            {"wind_turbines_count": LEAF, "photovoltaic_supply": _PV_KNOWN}, _is_export_capable
        ),
        "photovoltaics": Made({"photovoltaic_supply": _PV_KNOWN}, supplies.photovoltaics),
        "pv_connection": Made({"photovoltaic_supply": _PV_KNOWN}, _pv_connection),
        "has_pv_diverter": None,
        "batteries": None,
        "hydro": None,
    }
)

_OUTLETS, _LOW, _PERCENT = (
    "fixed_lighting_outlets_count",
    "low_energy_fixed_lighting_outlets_count",
    "low_energy_lighting",
)


def _lighting(node: Node) -> object:
    """Read the outlets as bulbs; where none were counted, a hundred by the percentage."""
    outlets, low = node.take(_OUTLETS, integer), node.take(_LOW, integer)
    percent = node.take(_PERCENT, number)
    if not outlets and percent:
        outlets, low = 100, round(percent)
        note = f"{percent:g} % low-energy without a number of outlets: of a hundred bulbs"
    elif outlets is None:
        return ABSENT
    else:
        note = "low-energy outlets are LED or fluorescent bulbs, not told apart"
    if low is None or low > outlets:
        raise node.refuse(
            reason="inconsistent_values", key=_LOW, rule=f"a number of the {outlets} outlets"
        )
    node.document.notes.append(f"{node.at(_LOW)}: {note}")
    values = {"low_energy_count": low, "incandescent_count": outlets - low}
    return build(BulbCounts, node, values, dict.fromkeys(values, _OUTLETS))


LIGHTING_RULE: Final = Made(dict.fromkeys((_OUTLETS, _LOW, _PERCENT), LEAF), _lighting)
