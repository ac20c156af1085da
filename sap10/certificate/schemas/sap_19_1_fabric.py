"""SAP-Schema-19.1.0: building parts, opening types and ventilation."""

from typing import Final

from sap10.certificate.converters import boolean, integer, number, optional_index, text
from sap10.certificate.fabric_measured import (
    DataType,
    Junction,
    MeasuredFabric,
    MeasuredFloor,
    MeasuredPart,
    MeasuredRoof,
    MeasuredWall,
    Opening,
    OpeningType,
    ThermalBridges,
)
from sap10.certificate.mapping import LEAF, Child, Made, Many, Node, Rule, Same, Shape, Take, build
from sap10.certificate.schemas import common
from sap10.certificate.schemas import sap_19_1_codes as codes
from sap10.certificate.schemas.rdsap_21_heating import FAN_COUNTS
from sap10.certificate.ventilation import DecentralisedFans, MechanicalVentilation, Ventilation

FLOOR: Final = Shape(
    MeasuredFloor,
    {
        "name": Take("name", text),
        "storey": Take("storey", codes.STOREY),
        "type": Take("floor_type", codes.FLOOR_TYPE),
        "floor_area_m2": Take("total_floor_area", number),
        "storey_height_m": Take("storey_height", number),
        "heat_loss_area_m2": Take("heat_loss_area", number),
        "u_value": Take("u_value", number),
        "kappa": Take("kappa_value", number),
        "kappa_below": Take("kappa_value_from_below", number),
    },
    ignored=("description",),
)
WALL: Final = Shape(
    MeasuredWall,
    {
        "name": Take("name", text),
        "type": Take("wall_type", codes.WALL_TYPE),
        "area_m2": Take("total_wall_area", number),
        "u_value": Take("u_value", number),
        "is_curtain_walling": Take("is_curtain_walling", boolean),
        "kappa": Take("kappa_value", number),
    },
    ignored=("description",),
)
ROOF: Final = Shape(
    MeasuredRoof,
    {
        "name": Take("name", text),
        "type": Take("roof_type", codes.ROOF_TYPE),
        "area_m2": Take("total_roof_area", number),
        "u_value": Take("u_value", number),
        "kappa": Take("kappa_value", number),
    },
    ignored=("description",),
)
OPENING: Final = Shape(
    Opening,
    {
        "name": Take("name", text),
        "type_name": Take("type", text),
        "location": Take("location", text),
        "orientation": Take("orientation", common.ORIENTATION),
        "width_m": Take("width", number),
        "height_m": Take("height", number),
        "pitch_degrees": Take("pitch", codes.vertical_pitch),
    },
)
JUNCTION: Final = Shape(
    Junction,
    {
        "type": Take("thermal_bridge_type", codes.JUNCTION),
        "length_m": Take("length", number),
        "psi_value": Take("psi_value", number),
        "source": Take("psi_value_source", codes.PSI_SOURCE),
    },
    ignored=("psi_value_calculation_reference",),
)
BRIDGES: Final = Shape(
    ThermalBridges,
    {
        "method": Take("thermal_bridge_code", codes.BRIDGE_METHOD),
        "y_value": Take("user_defined_y_value", number),
        "junctions": Many("thermal_bridges", JUNCTION),
    },
    ignored=("calculation_reference",),
)
PART: Final = Shape(
    MeasuredPart,
    {
        "number": Take("building_part_number", integer),
        "identifier": Take("identifier", text),
        "construction_year": Take("construction_year", integer),
        "age_band": Take("construction_age_band", common.AGE_BAND),
        "floors": Many("sap_floor_dimensions", FLOOR),
        "walls": Many("sap_walls", WALL),
        "roofs": Many("sap_roofs", ROOF),
        "openings": Many("sap_openings", OPENING),
        "thermal_bridges": Child("sap_thermal_bridges", BRIDGES),
    },
)
OPENING_TYPE: Final = Shape(
    OpeningType,
    {
        "name": Take("name", text),
        "kind": Take("type", codes.OPENING_KIND),
        "source": Take("data_source", codes.OPENING_SOURCE),
        "glazing": Take("glazing_type", codes.GLAZING),
        "glazing_gap_mm": Take("glazing_gap", codes.GLAZING_GAP),
        "is_argon_filled": Take("isargonfilled", boolean),
        "is_krypton_filled": Take("iskryptonfilled", boolean),
        "frame": Take("frame_type", codes.FRAME),
        "g_value": Take("solar_transmittance", number),
        "frame_factor": Take("frame_factor", number),
        "u_value": Take("u_value", number),
    },
    ignored=("description",),
)
FABRIC: Final = Shape(
    MeasuredFabric,
    {
        "data_type": Take(
            "data_type",
            codes.DATA_TYPE,
            absent=DataType.NEW_AS_BUILT,
            note="taken as a new dwelling as built",
        ),
        "living_area_m2": Take("living_area", number),
        "lowest_storey_area_m2": Take("lowest_storey_area", number),
        "front_orientation": Take("orientation", common.ORIENTATION),
        "window_overshading": Take("windows_overshading", codes.WINDOW_OVERSHADING),
        "thermal_mass_parameter": Take("thermal_mass_parameter", number),
        "building_parts": Many("sap_building_parts", PART),
        "opening_types": Many("sap_opening_types", OPENING_TYPE),
    },
    ignored=("additional_allowable_electricity_generation",),
)

_FAN_POWERS = {key: key.replace("_count", "_specific_power") for key in FAN_COUNTS}


def _fans(node: Node) -> object:
    """Read the decentralised fans by place, with their declared power."""
    return tuple(
        build(
            DecentralisedFans,
            node,
            {
                "place": place,
                "count": count,
                "specific_fan_power": node.take(_FAN_POWERS[key], number),
            },
            {"count": key, "specific_fan_power": _FAN_POWERS[key]},
        )
        for key, place in FAN_COUNTS.items()
        if (count := node.take(key, integer))
    )


_MECHANICAL: Final[dict[str, Rule]] = {
    "data_source": Take("mechanical_ventilation_data_source", codes.DATA_SOURCE),
    "product_index": Take("mechanical_vent_system_index_number", optional_index),
    "ducts_product_index": Take("mechanical_vent_ducts_index_number", optional_index),
    "wet_room_count": Take("wet_rooms_count", integer),
    "specific_fan_power": Take("mechanical_vent_specific_fan_power", number),
    "heat_recovery_percent": Take("mechanical_vent_heat_recovery_efficiency", number),
    "duct_type": Take("mechanical_vent_duct_type", common.DUCT_TYPE),
    "duct_placement": Take("mechanical_vent_duct_placement", common.DUCT_PLACEMENT),
    "has_insulated_ducts": Take("mechanical_vent_duct_insulation", common.DUCT_INSULATION),
    "duct_insulation_level": Take(
        "mechanical_vent_duct_insulation_level", common.DUCT_INSULATION_LEVEL
    ),
    "is_measured_installation": Take("mechanical_vent_measured_installation", boolean),
    "has_approved_installation": Take("is_mechanical_vent_approved_installer_scheme", boolean),
    "fans": Made(dict.fromkeys((*FAN_COUNTS, *_FAN_POWERS.values()), LEAF), _fans),
}
MECHANICAL: Final = Shape(MechanicalVentilation, _MECHANICAL)


def _extract_fans(node: Node) -> object:
    """Read intermittent fans; older data count passive vents with them, alike in Table 2.1."""
    fans = node.take("extract_fans_count", integer)
    if fans is not None or node.has("psv_count"):
        return fans
    together = node.take("fans_vents_count", integer)
    if together is not None:
        place = node.at("fans_vents_count")
        node.document.notes.append(f"{place}: {together} extract fans (SAP 10.2 Table 2.1)")
    return together


VENTILATION: Final = Shape(
    Ventilation,
    {
        "type": Take("ventilation_type", codes.VENTILATION),
        "mechanical": Same(MECHANICAL, when=tuple(MECHANICAL.known)),
        "open_chimney_count": Take("open_chimneys_count", integer),
        "blocked_chimney_count": Take("blocked_chimneys_count", integer),
        "open_flue_count": Take("open_flues_count", integer),
        "closed_fire_flue_count": Take("closed_flues_count", integer),
        "solid_fuel_boiler_flue_count": Take("boilers_flues_count", integer),
        "other_heater_flue_count": Take("other_flues_count", integer),
        "extract_fan_count": Made(
            {"extract_fans_count": LEAF, "fans_vents_count": LEAF}, _extract_fans
        ),
        "passive_vent_count": Take("psv_count", integer),
        "flueless_gas_fire_count": Take("flueless_gas_fires_count", integer),
        "pressure_test": Take("pressure_test", codes.PRESSURE_TEST),
        "air_permeability": Take("air_permeability", number),
        "ground_floor": Take("ground_floor_type", codes.GROUND_FLOOR),
        "structure": Take("wall_type", codes.STRUCTURE),
        "has_draught_lobby": Take("has_draught_lobby", boolean),
        "draughtproofed_percent": Take("draughtstripping", number),
        "sheltered_side_count": Take("sheltered_sides_count", integer),
    },
    ignored=(
        "mechanical_vent_commissioning_certificate_number",
        "mechanical_vent_installation_engineer",
        "mechanical_vent_system_make_model",
        "pressure_test_certificate_number",
    ),
)
