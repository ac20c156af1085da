"""SAP-Schema-19.1.0: space heating, heat networks and cooling."""

from collections.abc import Iterable
from typing import Final

from sap10.certificate.converters import boolean, integer, number, optional_index, text
from sap10.certificate.energy_source import PvArray
from sap10.certificate.heating import (
    Cooling,
    DeclaredHeating,
    FlueGasHeatRecovery,
    Heating,
    HeatNetwork,
    MainHeating,
    NetworkHeatSource,
    SecondaryHeating,
    StorageHeater,
)
from sap10.certificate.mapping import (
    ABSENT,
    LEAF,
    Known,
    Made,
    Many,
    Node,
    Shape,
    Take,
    build,
)
from sap10.certificate.schemas import common
from sap10.certificate.schemas import sap_19_1_codes as codes
from sap10.certificate.schemas.sap_19_1_supplies import PV_ARRAY
from sap10.certificate.vocabulary import DataSource

DECLARED: Final = Shape(
    DeclaredHeating,
    {
        "efficiency_percent": Take("main_heating_efficiency", number),
        "winter_efficiency_percent": Take("main_heating_efficiency_winter", number),
        "summer_efficiency_percent": Take("main_heating_efficiency_summer", number),
        "efficiency_type": Take("efficiency_type", codes.EFFICIENCY_TYPE),
        "boiler_type": Take("gas_or_oil_boiler_type", codes.BOILER_TYPE),
        "combi_type": Take("combi_boiler_type", codes.COMBI_TYPE),
        "solid_fuel_boiler_type": Take("solid_fuel_boiler_type", codes.SOLID_BOILER),
        "fuel_feed": Take("boiler_fuel_feed", codes.FUEL_FEED),
        "burner_control": Take("burner_control", codes.BURNER_CONTROL),
        "case_heat_emission_kw": Take("case_heat_emission", number),
        "heat_to_water_kw": Take("heat_transfer_to_water", number),
    },
)


DECLARED_VALUES: Final[Known] = {"efficiency": LEAF, "make_model": None, "test_method": None}


def _declared(node: Node) -> object:
    """Read what the manufacturer declares; a declared value may stand in a nested object."""
    nested = node.child("main_heating_declared_values")
    if nested is None and not any(node.has(key) for key in DECLARED.known):
        return ABSENT
    declared = DECLARED.read(node)
    if nested is None:
        return declared
    values = declared.model_dump() | {"efficiency_percent": nested.take("efficiency", number)}
    return build(DeclaredHeating, nested, values, {"efficiency_percent": "efficiency"})


STORAGE_HEATER: Final = Shape(
    StorageHeater,
    {
        "count": Take("number_of_heaters", integer),
        "product_index": Take("index_number", integer),
        "has_high_heat_retention": Take("high_heat_retention", boolean),
    },
)


def flue_gas_rule(pv_array: Shape[PvArray], known: Known, others: Iterable[str]) -> Made:
    """Make the rule for flue gas heat recovery and the arrays that serve it.

    The schemas reuse their energy source for it; its `others` cannot serve heat recovery. `known`
    are the fields of an array.
    """

    def read(node: Node) -> object:
        if not node.take("has_fghrs", boolean, default=False):
            return ABSENT
        source = node.child("fghrs_energy_source")
        arrays = (source.children("pv_arrays") if source else None) or ()
        values = {
            "product_index": node.take("fghrs_index_number", optional_index),
            "pv_arrays": tuple(pv_array.read(item) for item in arrays),
        }
        return build(FlueGasHeatRecovery, node, values, {"product_index": "fghrs_index_number"})

    return Made(
        {
            "has_fghrs": LEAF,
            "fghrs_index_number": LEAF,
            "fghrs_energy_source": {"pv_arrays": known, **dict.fromkeys(others)},
        },
        read,
    )


MAIN: Final = Shape(
    MainHeating,
    {
        "number": Take("main_heating_number", integer),
        "category": Take("main_heating_category", common.MAIN_CATEGORY),
        "fuel": Take("main_fuel_type", codes.FUEL),
        "fuel_product_index": Take("pcdf_fuel_index", optional_index),
        "data_source": Take("main_heating_data_source", codes.DATA_SOURCE),
        "product_index": Take("main_heating_index_number", optional_index),
        "heating_code": Take("main_heating_code", optional_index),
        "control_code": Take("main_heating_control", integer),
        "control_product_index": Take("control_index_number", optional_index),
        "fraction": Take("main_heating_fraction", number),
        "emitter": Take("heat_emitter_type", codes.EMITTER),
        "underfloor_emitter": Take("underfloor_heat_emitter_type", codes.UNDERFLOOR),
        "emitter_temperature": Take("emitter_temperature", common.EMITTER_TEMPERATURE),
        "flue": Take("main_heating_flue_type", codes.FLUE),
        "has_flue_fan": Take("is_flue_fan_present", boolean),
        "pump_age": Take("central_heating_pump_age", common.PUMP_AGE),
        "is_pump_in_heated_space": Take("is_central_heating_pump_in_heated_space", boolean),
        "is_oil_pump_in_heated_space": Take("is_oil_pump_in_heated_space", boolean),
        "has_boiler_interlock": Take("is_interlocked_system", boolean),
        "has_delayed_start": Take("has_separate_delayed_start", boolean),
        "is_hetas_approved": Take("is_main_heating_hetas_approved", boolean),
        "is_condensing_boiler": Take("is_condensing_boiler", boolean),
        "is_mcs_installed": Take("mcs_installed_heat_pump", boolean),
        "cpsu_temperature_c": Take("electric_cpsu_operating_temperature", number),
        "condensing_heat_distribution": Take("condensing_boiler_heat_distribution", integer),
        "heat_pump_heat_distribution": Take("heat_pump_heat_distribution", integer),
        "declared": Made(
            {**DECLARED.known, "main_heating_declared_values": DECLARED_VALUES}, _declared
        ),
        "flue_gas_heat_recovery": flue_gas_rule(
            PV_ARRAY,
            PV_ARRAY.known,
            (
                "electricity_tariff",
                "hydro_electric_certificate",
                "hydro_electric_generation",
                "hydro_electric_generation_months",
                "is_hydro_output_connected_to_dwelling_meter",
                "wind_turbines",
            ),
        ),
        "storage_heaters": Many("storage_heaters", STORAGE_HEATER),
    },
    ignored=(
        "heating_controller_ecodesign_class",
        "heating_controller_function",
        "heating_controller_manufacturer",
        "heating_controller_model",
        "main_heating_commissioning_certificate",
        "main_heating_installation_engineer",
        "main_heating_manufacturer",
        "main_heating_model",
        "main_heating_system_type",
    ),
)
_SECONDARY_SOURCE = "secondary_heating_data_source"
_SECONDARY: Final = Shape(
    SecondaryHeating,
    {
        "fuel": Take("secondary_fuel_type", codes.FUEL),
        "fuel_product_index": Take("secondary_heating_pcdf_fuel_index", optional_index),
        "heating_code": Take("secondary_heating_code", optional_index),
        "data_source": Take(
            _SECONDARY_SOURCE, codes.NON_DATABASE_SOURCE, absent=DataSource.SAP_TABLE
        ),
        "efficiency_percent": Take("secondary_heating_efficiency", number),
        "flue": Take("secondary_heating_flue_type", codes.FLUE),
        "is_hetas_approved": Take("is_secondary_heating_hetas_approved", boolean),
    },
)


def _secondary(node: Node) -> object:
    """Read secondary heating, unless its category says that there is none."""
    if not node.take("secondary_heating_category", codes.SECONDARY_CATEGORY, default=False):
        return ABSENT
    secondary = _SECONDARY.read(node)
    nested = node.child("secondary_heating_declared_values")
    if nested is None:
        return secondary
    values = secondary.model_dump() | {"efficiency_percent": nested.take("efficiency", number)}
    return build(SecondaryHeating, nested, values, {"efficiency_percent": "efficiency"})


HEAT_SOURCE: Final = Shape(
    NetworkHeatSource,
    {
        "type": Take("heat_source_type", codes.HEAT_SOURCE),
        "fuel": Take("fuel_type", codes.FUEL),
        "fuel_product_index": Take("pcdf_fuel_index", optional_index),
        "heat_fraction": Take("heat_fraction", number),
        "heat_efficiency_percent": Take("heat_efficiency", number),
        "power_efficiency_percent": Take("power_efficiency", number),
        "chp_generation_code": Take("chp_electricity_generation", common.CHP_GENERATION),
    },
    ignored=("description",),
)
NETWORK: Final = Shape(
    HeatNetwork,
    {
        "use": Take("community_heating_use", codes.NETWORK_USE),
        "product_index": Take("heat_network_index_number", optional_index),
        "sub_network_name": Take("sub_network_name", text),
        "distribution": Take("community_heating_distribution_type", common.DISTRIBUTION),
        "distribution_loss_factor": Take("community_heating_distribution_loss_factor", number),
        "is_charging_linked_to_use": Take("charging_linked_to_heat_use", boolean),
        "is_cylinder_in_dwelling": Take("is_community_heating_cylinder_in_dwelling", boolean),
        "has_heat_interface_unit": Take("is_hiu_in_dwelling", boolean),
        "heat_interface_unit_index": Take("hiu_index_number", optional_index),
        "is_existing": Take("heat_network_existing", boolean),
        "is_assessed_as_new": Take("heat_network_assessed_as_new", boolean),
        "co2_factor": Take("community_heating_co2_emission_factor", number),
        "primary_energy_factor": Take("community_heating_primary_energy_factor", number),
        "heat_sources": Many("community_heat_sources", HEAT_SOURCE),
    },
    ignored=("community_heating_name",),
)
HEATING: Final = Shape(
    Heating,
    {
        "main": Many("main_heating_details", MAIN),
        "secondary": Made(
            {
                "secondary_heating_category": LEAF,
                **_SECONDARY.known,
                "secondary_heating_declared_values": DECLARED_VALUES,
            },
            _secondary,
        ),
        "heat_networks": Many("sap_community_heating_systems", NETWORK),
        "systems_interaction": Take("main_heating_systems_interaction", codes.INTERACTION),
    },
    ignored=(
        "secondary_heating_commisioning_certificate",
        "secondary_heating_installation_engineer",
    ),
)

COOLING: Final = Shape(
    Cooling,
    {
        "cooled_area_m2": Take("cooled_area", number),
        "data_source": Take("cooling_system_data_source", codes.DATA_SOURCE),
        "energy_class": Take("cooling_system_class", codes.COOLING_CLASS),
        "seer": Take("system_energy_efficiency_ratio", number),
    },
)


def heating_rule(heating: Shape[Heating], cooling: Shape[Cooling]) -> Made:
    """Make the rule for heating and, from beside it, cooling."""

    def read(node: Node) -> object:
        child = node.child("sap_heating")
        if child is None:
            return ABSENT
        found = heating.read(child)
        cooled = node.child("sap_cooling")
        if cooled is not None:
            return found.model_copy(update={"cooling": cooling.read(cooled)})
        if child.take("has_fixed_air_conditioning", boolean, default=False):
            return found.model_copy(update={"cooling": Cooling()})
        return found

    return Made(
        {
            "sap_heating": {**heating.known, "has_fixed_air_conditioning": LEAF},
            "sap_cooling": cooling.known,
        },
        read,
    )
