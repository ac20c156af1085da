"""RdSAP-Schema-21: hot water and solar water heating."""

from typing import Final

from sap10.certificate.converters import boolean, integer, number, optional_index, yes_no
from sap10.certificate.mapping import ABSENT, LEAF, Known, Made, Many, Node, Shape, Take, build
from sap10.certificate.schemas import common
from sap10.certificate.schemas import rdsap_21_codes as codes
from sap10.certificate.water_heating import (
    Cylinder,
    InstantaneousWwhrs,
    Shower,
    SolarCollector,
    SolarWaterHeating,
    StorageWwhrs,
    WaterHeating,
)

CYLINDER: Final = Shape(
    Cylinder,
    {
        "size": Take("cylinder_size", codes.CYLINDER_SIZE),
        "volume_l": Take("cylinder_size_measured", number),
        "insulation": Take("cylinder_insulation_type", codes.CYLINDER_INSULATION),
        "insulation_thickness_mm": Take("cylinder_insulation_thickness", codes.CYLINDER_THICKNESS),
        "declared_loss_kwh_per_day": Take("cylinder_heat_loss", number),
        "has_thermostat": Take("cylinder_thermostat", yes_no),
    },
)


def cylinder(node: Node) -> object:
    """Read the cylinder, if there is one."""
    if node.take("cylinder_size", codes.CYLINDER_SIZE) is not None:
        return CYLINDER.read(node)
    if not node.has("cylinder_size"):
        node.document.notes.append(f"{node.at('cylinder_size')} absent: no cylinder")
    return ABSENT


SHOWER: Final = Shape(
    Shower,
    {
        "type": Take("shower_outlet_type", codes.SHOWER),
        "wwhrs": Take("shower_wwhrs", common.WWHRS),
    },
)
_WWHRS_KEYS = ("wwhrs_index_number1", "wwhrs_index_number2")


def instantaneous_wwhrs(node: Node) -> object:
    """Read instantaneous waste water heat recovery systems 1 and 2."""
    child = node.child("instantaneous_wwhrs")
    if child is None:
        return ABSENT
    return tuple(
        build(
            InstantaneousWwhrs,
            child,
            {
                "product_index": index,
                "efficiency_percent": child.take(f"wwhrs_efficiency{n}", number),
            },
            {"product_index": key, "efficiency_percent": f"wwhrs_efficiency{n}"},
        )
        for n, key in enumerate(_WWHRS_KEYS, start=1)
        if (index := child.take(key, optional_index))
    )


STORAGE_WWHRS: Final = Shape(
    StorageWwhrs,
    {
        "product_index": Take("wwhrs_index_number", integer),
        "volume_l": Take("wwhrs_store_volume", number),
    },
)


def storage_wwhrs(node: Node) -> object:
    """Read storage waste water heat recovery."""
    child = node.child("storage_wwhrs")
    return ABSENT if child is None else STORAGE_WWHRS.read(child)


_COLLECTOR_DETAILS = {
    "aperture_area_m2": "aperture_area",
    "zero_loss_efficiency_percent": "zero_loss_efficiency",
    "linear_loss_w_per_m2k": "linear_heat_loss_coefficient",
    "second_order_loss_w_per_m2k2": "second_order_heat_loss_coefficient",
}
_COLLECTOR_KEYS = {
    "source": "solar_panel_collector_data_source",
    "orientation": "solar_panel_collector_orientation",
    "pitch_degrees": "solar_panel_collector_pitch",
    "overshading": "solar_panel_collector_overshading",
    "loop_efficiency": "collector_loop_efficiency",
    "incidence_angle_modifier": "incidence_angle_modifier",
    "overall_loss_w_per_k": "overall_heat_loss",
}


def _collector(node: Node) -> SolarCollector:
    """Read the solar collector, whose own details may be a nested object."""
    values: dict[str, object] = {
        "source": node.take(_COLLECTOR_KEYS["source"], common.COLLECTOR_SOURCE),
        "orientation": node.take(_COLLECTOR_KEYS["orientation"], common.COMPASS),
        "pitch_degrees": node.take(_COLLECTOR_KEYS["pitch_degrees"], common.PITCH),
        "overshading": node.take(_COLLECTOR_KEYS["overshading"], common.OVERSHADING),
    }
    for name in ("loop_efficiency", "incidence_angle_modifier", "overall_loss_w_per_k"):
        values[name] = node.take(_COLLECTOR_KEYS[name], number)
    details = node.child("solar_collector_details")
    if details is not None:
        values["type"] = details.take("collector_type", common.COLLECTOR_TYPE)
        for name, key in _COLLECTOR_DETAILS.items():
            values[name] = details.take(key, number)
    present = {name: value for name, value in values.items() if value is not None}
    return build(SolarCollector, node, present, _COLLECTOR_KEYS | _COLLECTOR_DETAILS)


SOLAR_KNOWN: Final[Known] = {
    **dict.fromkeys(_COLLECTOR_KEYS.values(), LEAF),
    "solar_collector_details": {
        **dict.fromkeys(_COLLECTOR_DETAILS.values(), LEAF),
        "collector_type": LEAF,
        "heat_loss_rate": None,
    },
    "solar_volume_details": dict.fromkeys(
        ("total_store_volume", "dedicated_solar_volume", "combined_cylinder"), LEAF
    ),
    "solar_water_pump": LEAF,
    "store_volume_details_known": None,
    "shower_types": LEAF,
    "is_community_solar": LEAF,
    "service_provision": LEAF,
}


def _solar(node: Node) -> object:
    """Read solar water heating: the flag says whether, the details are optional."""
    heating = node.child("sap_heating")
    details = heating.child("solar_water_heating_details") if heating else None
    if not node.take("solar_water_heating", yes_no, default=False):
        return ABSENT
    if details is None:
        return SolarWaterHeating()
    volumes = details.child("solar_volume_details")
    values: dict[str, object] = {
        "collector": _collector(details),
        "pump": details.take("solar_water_pump", codes.SOLAR_PUMP),
        "service": details.take("service_provision", common.SOLAR_SERVICE),
        "is_communal": details.take("is_community_solar", boolean),
        "showers": details.take("shower_types", codes.SHOWER),
    }
    if volumes is not None:
        values["total_volume_l"] = volumes.take("total_store_volume", number)
        values["solar_volume_l"] = volumes.take("dedicated_solar_volume", number)
        values["is_combined_cylinder"] = volumes.take("combined_cylinder", yes_no)
    return build(SolarWaterHeating, details, values, {})


WATER: Final = Shape(
    WaterHeating,
    {
        "code": Take("water_heating_code", integer),
        "fuel": Take("water_heating_fuel", codes.FUEL),
        "immersion": Take("immersion_heating_type", common.IMMERSION),
        "cylinder": Made(CYLINDER.known, cylinder),
        "showers": Many("shower_outlets", SHOWER),
        "bath_count": Take("number_baths", integer),
        "bath_with_wwhrs_count": Take("number_baths_wwhrs", integer),
        "instantaneous_wwhrs": Made(
            {"instantaneous_wwhrs": dict.fromkeys(_WWHRS_KEYS, LEAF)}, instantaneous_wwhrs
        ),
        "storage_wwhrs": Made({"storage_wwhrs": STORAGE_WWHRS.known}, storage_wwhrs),
    },
)


def water_rule(shape: Shape[WaterHeating], solar: Known) -> Made:
    """Make the rule for hot water; `solar` are the fields of the solar details."""

    def read(node: Node) -> object:
        heating = node.child("sap_heating")
        if heating is None:
            return ABSENT
        found = _solar(node)
        water = shape.read(heating)
        return water if found is ABSENT else water.model_copy(update={"solar": found})

    return Made(
        {
            "solar_water_heating": LEAF,
            "sap_heating": {**shape.known, "solar_water_heating_details": solar},
        },
        read,
    )


WATER_RULE: Final = water_rule(WATER, SOLAR_KNOWN)
