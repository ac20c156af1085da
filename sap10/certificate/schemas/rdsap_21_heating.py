"""RdSAP-Schema-21: ventilation, space heating and cooling."""

from typing import Final

from sap10.certificate.converters import boolean, integer, number, optional_index, text, yes_no
from sap10.certificate.energy_source import PvArray
from sap10.certificate.heating import (
    Cooling,
    FlueGasHeatRecovery,
    Heating,
    HeatNetwork,
    MainHeating,
    SecondaryHeating,
    StorageHeater,
)
from sap10.certificate.mapping import ABSENT, LEAF, Made, Many, Node, Rule, Same, Shape, Take, build
from sap10.certificate.schemas import common
from sap10.certificate.schemas import rdsap_21_codes as codes
from sap10.certificate.ventilation import (
    DecentralisedFans,
    FanPlace,
    MechanicalVentilation,
    Ventilation,
)

FAN_COUNTS: Final = {
    "kitchen_room_fans_count": FanPlace.KITCHEN_IN_ROOM,
    "non_kitchen_room_fans_count": FanPlace.OTHER_IN_ROOM,
    "kitchen_duct_fans_count": FanPlace.KITCHEN_IN_DUCT,
    "non_kitchen_duct_fans_count": FanPlace.OTHER_IN_DUCT,
    "kitchen_wall_fans_count": FanPlace.KITCHEN_THROUGH_WALL,
    "non_kitchen_wall_fans_count": FanPlace.OTHER_THROUGH_WALL,
}


def _fans(node: Node) -> object:
    """Read the decentralised fans by place."""
    return tuple(
        build(DecentralisedFans, node, {"place": place, "count": count}, {"count": key})
        for key, place in FAN_COUNTS.items()
        if (count := node.take(key, integer))
    )


_MECHANICAL: Final[dict[str, Rule]] = {
    "product_index": Take("mechanical_ventilation_index_number", optional_index),
    "wet_room_count": Take("wet_rooms_count", integer),
    "duct_type": Take("mechanical_vent_duct_type", common.DUCT_TYPE),
    "duct_placement": Take("mechanical_vent_duct_placement", common.DUCT_PLACEMENT),
    "has_insulated_ducts": Take("mechanical_vent_duct_insulation", common.DUCT_INSULATION),
    "duct_insulation_level": Take(
        "mechanical_vent_duct_insulation_level", common.DUCT_INSULATION_LEVEL
    ),
    "is_measured_installation": Take("mechanical_vent_measured_installation", boolean),
    "has_approved_installation": Take("is_mechanical_vent_approved_installer_scheme", boolean),
    "fans": Made(dict.fromkeys(FAN_COUNTS, LEAF), _fans),
}
MECHANICAL: Final = Shape(MechanicalVentilation, _MECHANICAL)
VENTILATION: Final = Shape(
    Ventilation,
    {
        "type": Take("mechanical_ventilation", codes.VENTILATION),
        "mechanical": Same(MECHANICAL, when=tuple(MECHANICAL.known)),
        "open_chimney_count": Take("open_chimneys_count", integer),
        "blocked_chimney_count": Take("blocked_chimneys_count", integer),
        "open_flue_count": Take("open_flues_count", integer),
        "closed_fire_flue_count": Take("closed_flues_count", integer),
        "solid_fuel_boiler_flue_count": Take("boilers_flues_count", integer),
        "other_heater_flue_count": Take("other_flues_count", integer),
        "extract_fan_count": Take("extract_fans_count", integer),
        "passive_vent_count": Take("psv_count", integer),
        "flueless_gas_fire_count": Take("flueless_gas_fires_count", integer),
        "pressure_test": Take("pressure_test", codes.PRESSURE_TEST),
        "air_permeability": Take("air_permeability", number),
        "has_draught_lobby": Take("has_draught_lobby", boolean),
    },
    ignored=("pressure_test_certificate_number",),
)

_PV_KEYS = {
    "peak_power_kw": "peak_power",
    "orientation": "orientation",
    "pitch_degrees": "pitch",
    "overshading": "overshading",
}
_FGHRS_PV = {name: f"fghrs_pv_{key}" for name, key in _PV_KEYS.items()}


def _flue_gas(node: Node) -> object:
    """Read flue gas heat recovery and the one array that may serve it."""
    if not node.take("has_fghrs", yes_no, default=False):
        return ABSENT
    arrays: tuple[PvArray, ...] = ()
    if node.take(_FGHRS_PV["peak_power_kw"], number):
        array = {
            "peak_power_kw": node.take(_FGHRS_PV["peak_power_kw"], number),
            "orientation": node.take(_FGHRS_PV["orientation"], common.COMPASS),
            "pitch_degrees": node.take(_FGHRS_PV["pitch_degrees"], common.PITCH),
            "overshading": node.take(_FGHRS_PV["overshading"], common.OVERSHADING),
        }
        arrays = (build(PvArray, node, array, _FGHRS_PV),)
    index = node.take("fghrs_index_number", optional_index)
    values = {"product_index": index, "pv_arrays": arrays}
    return build(FlueGasHeatRecovery, node, values, {"product_index": "fghrs_index_number"})


STORAGE_HEATER: Final = Shape(
    StorageHeater,
    {
        "count": Take("number_of_heaters", integer),
        "product_index": Take("index_number", integer),
        "has_high_heat_retention": Take("high_heat_retention", boolean),
    },
)
_NETWORK = (
    "community_heat_network_index_number",
    "community_heat_sub_network_name",
    "community_heat_distribution_type",
    "community_heat_chp_electricity_generation",
)
MAIN: Final = Shape(
    MainHeating,
    {
        "number": Take("main_heating_number", integer),
        "category": Take("main_heating_category", common.MAIN_CATEGORY),
        "fuel": Take("main_fuel_type", codes.FUEL),
        "data_source": Take("main_heating_data_source", codes.HEATING_SOURCE),
        "product_index": Take("main_heating_index_number", optional_index),
        "heating_code": Take("sap_main_heating_code", optional_index),
        "control_code": Take("main_heating_control", integer),
        "control_product_index": Take("ttzc_index_number", optional_index),
        "compensating_controller_index": Take(
            "compensating_controller_index_number", optional_index
        ),
        "fraction": Take("main_heating_fraction", number),
        "emitter": Take("heat_emitter_type", codes.EMITTER),
        "emitter_temperature": Take("emitter_temperature", common.EMITTER_TEMPERATURE),
        "flue": Take("boiler_flue_type", codes.FLUE),
        "has_flue_fan": Take("fan_flue_present", yes_no),
        "ignition": Take("boiler_ignition_type", codes.IGNITION),
        "pump_age": Take("central_heating_pump_age", common.PUMP_AGE),
        "is_mcs_installed": Take("mcs_installed_heat_pump", boolean),
        "flue_gas_heat_recovery": Made(
            dict.fromkeys(("has_fghrs", "fghrs_index_number", *_FGHRS_PV.values()), LEAF), _flue_gas
        ),
        "storage_heaters": Many("storage_heaters", STORAGE_HEATER),
    },
    ignored=_NETWORK,
)
SECONDARY: Final = Shape(
    SecondaryHeating,
    {
        "fuel": Take("secondary_fuel_type", codes.FUEL),
        "heating_code": Take("secondary_heating_type", optional_index),
    },
)


def _secondary(node: Node) -> object:
    """Read secondary heating; there is none where neither a fuel nor a code is given."""
    secondary = SECONDARY.read(node)
    return ABSENT if secondary.fuel is None and secondary.heating_code is None else secondary


_WATER_NETWORK = {
    "product_index": "community_dhw_network_index_number",
    "sub_network_name": "community_dhw_sub_network_name",
    "distribution": "community_dhw_distribution_type",
    "chp_generation_code": "community_dhw_chp_electricity_generation",
}
_MAIN_NETWORK: dict[str, str] = dict(zip(_WATER_NETWORK, _NETWORK, strict=True))


def _network(node: Node, keys: dict[str, str], use: str, main: int | None) -> HeatNetwork | None:
    if not any(node.has(key) for key in keys.values()):
        return None
    values: dict[str, object] = {
        "use": use,
        "main_heating_number": main,
        "product_index": node.take(keys["product_index"], optional_index),
        "sub_network_name": node.take(keys["sub_network_name"], text),
        "distribution": node.take(keys["distribution"], common.DISTRIBUTION),
        "chp_generation_code": node.take(keys["chp_generation_code"], common.CHP_GENERATION),
    }
    return build(HeatNetwork, node, values, keys)


def networks(node: Node) -> object:
    """Read the heat networks: those of the main systems, and one for hot water only."""
    found = [
        _network(main, _MAIN_NETWORK, "space", main.take("main_heating_number", integer))
        for main in node.children("main_heating_details") or ()
    ]
    found.append(_network(node, _WATER_NETWORK, "water", None))
    return tuple(network for network in found if network is not None)


def _cooling(node: Node) -> object:
    return Cooling() if node.take("has_fixed_air_conditioning", boolean, default=False) else ABSENT


HEATING: Final = Shape(
    Heating,
    {
        "main": Many("main_heating_details", MAIN),
        "secondary": Made(SECONDARY.known, _secondary),
        "heat_networks": Made(
            {
                **dict.fromkeys(_WATER_NETWORK.values(), LEAF),
                "main_heating_details": dict.fromkeys(_NETWORK, LEAF),
            },
            networks,
        ),
        "cooling": Made({"has_fixed_air_conditioning": LEAF}, _cooling),
    },
)
