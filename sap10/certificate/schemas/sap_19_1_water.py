"""SAP-Schema-19.1.0: hot water and solar water heating."""

from typing import Final

from sap10.certificate.converters import boolean, integer, number
from sap10.certificate.mapping import (
    ABSENT,
    LEAF,
    Child,
    Made,
    Many,
    Node,
    Rule,
    Shape,
    Take,
    build,
)
from sap10.certificate.schemas import common
from sap10.certificate.schemas import sap_19_1_codes as codes
from sap10.certificate.schemas.rdsap_21_water import instantaneous_wwhrs
from sap10.certificate.water_heating import (
    Cylinder,
    CylinderSize,
    Shower,
    SolarCollector,
    SolarWaterHeating,
    StorageWwhrs,
    WaterHeating,
)

_STORE: Final[dict[str, Rule]] = {
    "volume_l": Take("hot_water_store_size", number),
    "insulation": Take("hot_water_store_insulation_type", codes.STORE_INSULATION),
    "insulation_thickness_mm": Take("hot_water_store_insulation_thickness", number),
    "heat_loss_source": Take("hot_water_store_heat_loss_source", codes.NON_DATABASE_SOURCE),
    "declared_loss_kwh_per_day": Take("hot_water_store_heat_loss", number),
    "heat_exchanger_area_m2": Take("hot_water_store_heat_transfer_area", number),
    "has_thermostat": Take("has_cylinder_thermostat", boolean),
    "is_in_heated_space": Take("is_cylinder_in_heated_space", boolean),
    "is_separately_timed": Take("is_hot_water_separately_timed", boolean),
}
_KEYS = {name: rule.key for name, rule in _STORE.items()}


def _cylinder(node: Node) -> object:
    """Read the hot water store: a cylinder, or the store of a thermal store or CPSU."""
    has_cylinder = node.take("has_hot_water_cylinder", boolean, default=False)
    if not has_cylinder and not node.has("hot_water_store_size"):
        return ABSENT
    found = {name: rule.read(node) for name, rule in _STORE.items()}
    values = {name: value for name, value in found.items() if value is not ABSENT}
    size = CylinderSize.EXACT if "volume_l" in values else CylinderSize.NOT_RECORDED
    return build(Cylinder, node, {"size": size, **values}, _KEYS)


SHOWER: Final = Shape(
    Shower,
    {
        "type": Take("shower_outlet_type", codes.SHOWER),
        "wwhrs": Take("shower_wwhrs", common.WWHRS),
        "flow_rate_l_per_min": Take("shower_flow_rate", number),
        "power_kw": Take("shower_power", number),
    },
)
STORAGE_WWHRS: Final = Shape(
    StorageWwhrs,
    {
        "product_index": Take("wwhrs_index_number", integer),
        "volume_l": Take("wwhrs_store_volume", number),
        "efficiency_percent": Take("storage_wwhrs_efficiency", number),
    },
    ignored=("storage_wwhrs_manufacturer", "storage_wwhrs_model"),
)
COLLECTOR: Final = Shape(
    SolarCollector,
    {
        "type": Take("solar_panel_collector_type", common.COLLECTOR_TYPE),
        "aperture_area_m2": Take("solar_panel_aperture_area", number),
        "source": Take("solar_panel_collector_data_source", common.COLLECTOR_SOURCE),
        "zero_loss_efficiency_percent": Take("solar_panel_collector_zero_loss_efficiency", number),
        "linear_loss_w_per_m2k": Take("solar_panel_collector_linear_heat_loss_coefficient", number),
        "second_order_loss_w_per_m2k2": Take(
            "solar_panel_collector_second_order_heat_loss_coefficient", number
        ),
        "loop_efficiency": Take("collector_loop_efficiency", number),
        "incidence_angle_modifier": Take("incidence_angle_modifier", number),
        "overall_loss_w_per_k": Take("overall_heat_loss", number),
        "orientation": Take("solar_panel_collector_orientation", common.COMPASS),
        "pitch_degrees": Take("solar_panel_collector_pitch", codes.vertical_pitch),
        "overshading": Take("solar_panel_collector_overshading", common.OVERSHADING),
    },
)
_SOLAR_PUMP = {True: "photovoltaic", False: "electric", None: None}


def _solar_pump(node: Node) -> object:
    return _SOLAR_PUMP[node.take("has_solar_powered_pump", boolean)]


SOLAR: Final = Shape(
    SolarWaterHeating,
    {
        "collector": Made(COLLECTOR.known, COLLECTOR.read),
        "pump": Made({"has_solar_powered_pump": LEAF}, _solar_pump),
        "is_combined_cylinder": Take("is_solar_store_combined_cylinder", boolean),
        "solar_volume_l": Take("solar_store_volume", number),
        "service": Take("service_provision", common.SOLAR_SERVICE),
        "is_communal": Take("is_community_solar", boolean),
    },
    ignored=(
        "solar_heating_certificate",
        "solar_heating_collector_manufacturer",
        "solar_panel_collector_heat_loss_rate",
    ),
)
WATER: Final = Shape(
    WaterHeating,
    {
        "code": Take("water_heating_code", integer),
        "fuel": Take("water_fuel_type", codes.FUEL),
        "immersion": Take("immersion_heating_type", common.IMMERSION),
        "cylinder": Made(
            {**dict.fromkeys(_KEYS.values(), LEAF), "has_hot_water_cylinder": LEAF}, _cylinder
        ),
        "thermal_store": Take("thermal_store", codes.THERMAL_STORE),
        "is_thermal_store_near_boiler": Take("is_thermal_store_near_boiler", boolean),
        "is_store_in_airing_cupboard": Take("is_thermal_store_or_cpsu_in_airing_cupboard", boolean),
        "pipework_insulation": Take("primary_pipework_insulation", codes.PIPEWORK),
        "is_heat_pump_with_immersion": Take("is_heat_pump_assisted_by_immersion", boolean),
        "is_heat_pump_installed_to_mis": Take("is_heat_pump_installed_to_mis", boolean),
        "has_summer_immersion": Take("is_immersion_for_summer_use", boolean),
        "showers": Many("shower_outlets", SHOWER),
        "bath_count": Take("number_baths", integer),
        "bath_with_wwhrs_count": Take("number_baths_wwhrs", integer),
        "instantaneous_wwhrs": Made(
            {
                "instantaneous_wwhrs": {
                    f"wwhrs_{name}{n}": None if name in {"manufacturer", "model"} else LEAF
                    for name in ("index_number", "efficiency", "manufacturer", "model")
                    for n in (1, 2)
                }
            },
            instantaneous_wwhrs,
        ),
        "storage_wwhrs": Child("storage_wwhrs", STORAGE_WWHRS),
        "solar": Child("solar_heating_details", SOLAR),
    },
    ignored=(
        "hot_water_controls_manufacturer",
        "hot_water_controls_model",
        "hot_water_store_commissioning_certificate",
        "hot_water_store_installer_engineer_registration",
        "hot_water_store_manufacturer",
        "hot_water_store_model",
    ),
)


def water_rule(water: Shape[WaterHeating]) -> Made:
    """Make the rule for hot water; two of its facts stand outside SAP-Heating."""

    def read(node: Node) -> object:
        heating = node.child("sap_heating")
        if heating is None:
            return ABSENT
        design = heating.take("sap_heating_design_water_use", codes.LOW_WATER_USE)
        outside: dict[str, object] = {
            "cold_water_source": node.take("cold_water_source", codes.COLD_WATER),
            "is_low_water_use": node.take("design_water_use", codes.LOW_WATER_USE, design),
        }
        return water.read(heating).model_copy(update=outside)

    return Made(
        {
            "sap_heating": {**water.known, "sap_heating_design_water_use": LEAF},
            "cold_water_source": LEAF,
            "design_water_use": LEAF,
        },
        read,
    )
