"""SAP-Schema-18.0.0: heating, cooling and hot water where they differ from SAP-Schema-19.0.0."""

from typing import Final

from sap10.certificate.converters import boolean, integer, number, optional_index
from sap10.certificate.heating import Cooling
from sap10.certificate.mapping import (
    ABSENT,
    LEAF,
    Child,
    Known,
    Made,
    Many,
    Node,
    Rule,
    Shape,
    Take,
)
from sap10.certificate.schemas import sap_18_codes as codes
from sap10.certificate.schemas import sap_19_1_codes as codes_19_1
from sap10.certificate.schemas.rdsap_21_water import instantaneous_wwhrs
from sap10.certificate.schemas.sap_18_supplies import LIGHTING, PV_ARRAY, WIND
from sap10.certificate.schemas.sap_19_1_heating import HEATING as HEATING_19_1
from sap10.certificate.schemas.sap_19_1_heating import MAIN as MAIN_19_1
from sap10.certificate.schemas.sap_19_1_heating import flue_gas_rule
from sap10.certificate.schemas.sap_19_1_water import SOLAR as SOLAR_19_1
from sap10.certificate.schemas.sap_19_1_water import STORAGE_WWHRS as STORAGE_19_1
from sap10.certificate.schemas.sap_19_1_water import WATER as WATER_19_1
from sap10.certificate.water_heating import (
    Shower,
    ShowerType,
    WaterHeating,
    WwhrsConnection,
)

_COMPENSATION = ("load_or_weather_compensation", "has_load_or_weather_compensation")


def _has_compensator(node: Node) -> object:
    """Read whether a load or weather compensator controls the system, by code or older flag."""
    by_code = node.take(_COMPENSATION[0], codes.COMPENSATION)
    by_flag = node.take(_COMPENSATION[1], boolean)
    return by_flag if by_code is None else by_code


MAIN: Final = MAIN_19_1.but(
    {
        "control_product_index": Take("ttzc_index_number", optional_index),
        "compensating_controller_index": Take(
            "compensating_controller_index_number", optional_index
        ),
        "has_compensator": Made(dict.fromkeys(_COMPENSATION, LEAF), _has_compensator),
        "flue_gas_heat_recovery": flue_gas_rule(
            PV_ARRAY,
            {**PV_ARRAY.known, "pv_connection": None},
            ("electricity_tariff", "hydro_electric_generation", *LIGHTING, *WIND),
        ),
    },
)
HEATING: Final = HEATING_19_1.but({"main": Many("main_heating_details", MAIN)})

_EER = ("cooling_system_class", "cooling_system_eer")


def _energy_class(node: Node) -> object:
    """Return that the SEER is unknown: SAP 2012 has EERs, and classes of EERs."""
    node.take("cooling_system_type", codes.COOLING_TYPE)
    node.take("cooling_system_control", codes.COOLING_CONTROL)
    given = node.take(_EER[0], codes_19_1.COOLING_CLASS), node.take(_EER[1], number)
    if any(value is not None for value in given):
        node.document.notes.append(
            f"{node.path}: EER is no SEER; unknown class (SAP 10.2 Table 10c)"
        )
    return "unknown"


COOLING: Final = Shape(
    Cooling,
    {
        "cooled_area_m2": Take("cooled_area", number),
        "data_source": Take("cooling_system_data_source", codes_19_1.DATA_SOURCE),
        "energy_class": Made(
            dict.fromkeys((*_EER, "cooling_system_type", "cooling_system_control"), LEAF),
            _energy_class,
        ),
    },
)

SOLAR: Final = SOLAR_19_1.but(
    {"showers": Take("shower_types", codes.SHOWERS)},
    ignored=("solar_panel_collector_heat_loss_rate",),
)
STORAGE_WWHRS: Final = STORAGE_19_1.but({"efficiency_percent": None}, ignored=())
_OF_SYSTEM = tuple(
    (
        f"mixer_showers_with_system{n}_with_bath",
        f"mixer_showers_with_system{n}_without_bath",
        connection,
    )
    for n, connection in enumerate(
        (WwhrsConnection.INSTANTANEOUS_1, WwhrsConnection.INSTANTANEOUS_2), start=1
    )
)
_ROOMS = "rooms_with_bath_and_or_shower"
_MOST_ROOMS = 99
WWHRS_COUNTS: Final[Known] = {
    _ROOMS: LEAF,
    **{key: LEAF for with_bath, without, _ in _OF_SYSTEM for key in (with_bath, without)},
}
_ALL, _TO_STORAGE = "total_showers_and_baths", "baths_and_showers_to_wwhrs"


def showers_with_recovery(node: Node) -> tuple[Shower, ...]:
    """Read the showers of the rooms with a bath or shower, some connected to heat recovery.

    SAP 2012 counts these rooms and the mixer showers of each system; each other room is taken to
    have a mixer shower without recovery, so that the systems' share of the rooms stays.
    """
    rooms = node.take(_ROOMS, integer) or 0
    counts = [
        sum(node.take(key, integer) or 0 for key in (with_bath, without))
        for with_bath, without, _ in _OF_SYSTEM
    ]
    if min(counts) < 0 or not sum(counts) <= rooms <= _MOST_ROOMS:
        raise node.refuse(
            reason="inconsistent_values",
            key=_ROOMS,
            rule=f"{sum(counts)} rooms with a mixer shower on heat recovery, at most {_MOST_ROOMS}",
        )
    connections = [WwhrsConnection.NONE] * (rooms - sum(counts))
    for count, (_, _, connection) in zip(counts, _OF_SYSTEM, strict=True):
        connections += [connection] * count
    node.document.notes.append(
        f"{node.path}: {rooms} mixer showers, one in each room (SAP 10.2 Appendix G2)"
    )
    return tuple(Shower(type=ShowerType.NON_ELECTRIC, wwhrs=kind) for kind in connections)


def baths_of(node: Node) -> object:
    """Read the baths: those in the rooms whose shower has heat recovery, the only ones counted."""
    return sum(node.take(with_bath, integer) or 0 for with_bath, _, _ in _OF_SYSTEM)


def _showers_with_store(node: Node) -> tuple[Shower, ...]:
    """Read the showers and baths that a storage system serves, and the others: taken as showers."""
    total, served = node.take(_ALL, integer) or 0, node.take(_TO_STORAGE, integer) or 0
    if not 0 <= served <= total <= _MOST_ROOMS:
        raise node.refuse(
            reason="inconsistent_values",
            key=_ALL,
            rule=f"{served} showers and baths on heat recovery, at most {_MOST_ROOMS}",
        )
    node.document.notes.append(
        f"{node.path}: {total} mixer showers for the showers and baths, {served} with recovery"
        " (SAP 10.2 Appendix G3)"
    )
    connections = [WwhrsConnection.STORAGE] * served + [WwhrsConnection.NONE] * (total - served)
    return tuple(Shower(type=ShowerType.NON_ELECTRIC, wwhrs=kind) for kind in connections)


def _showers(node: Node) -> object:
    """Return the showers, of which SAP 2012 knows those with recovery and those of solar homes."""
    recovery, store = node.child("instantaneous_wwhrs"), node.child("storage_wwhrs")
    if recovery is not None:
        return showers_with_recovery(recovery)
    if store is not None:
        return _showers_with_store(store)
    solar = node.child("solar_heating_details")
    kind = solar.take("shower_types", codes.SHOWERS) if solar else None
    if kind is None or kind is ShowerType.UNKNOWN:
        return ABSENT
    if kind is ShowerType.NONE:
        return ()
    node.document.notes.append(f"{node.at('solar_heating_details')}: one shower of its kind")
    return (Shower(type=kind),)


def _baths(node: Node) -> object:
    recovery = node.child("instantaneous_wwhrs")
    return ABSENT if recovery is None else baths_of(recovery)


_WATER: Final[dict[str, Rule | None]] = {
    "showers": Made(
        {
            "instantaneous_wwhrs": WWHRS_COUNTS,
            "storage_wwhrs": {_ALL: LEAF, _TO_STORAGE: LEAF},
            "solar_heating_details": {"shower_types": LEAF},
        },
        _showers,
    ),
    "bath_count": Made({"instantaneous_wwhrs": WWHRS_COUNTS}, _baths),
    "bath_with_wwhrs_count": None,
    "instantaneous_wwhrs": Made(
        {
            "instantaneous_wwhrs": {
                "wwhrs_index_number1": LEAF,
                "wwhrs_index_number2": LEAF,
            }
        },
        instantaneous_wwhrs,
    ),
    "storage_wwhrs": Child("storage_wwhrs", STORAGE_WWHRS),
    "solar": Child("solar_heating_details", SOLAR),
}
WATER: Final[Shape[WaterHeating]] = WATER_19_1.but(_WATER, ignored=())
