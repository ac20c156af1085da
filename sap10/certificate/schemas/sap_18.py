"""SAP-Schema-18.0.0, 17.1 and 17.0 (SAP 2012): SAP-Schema-19.0.0 but for what SAP 10 changed.

What SAP 10.2 asks for and SAP 2012 does not know (cold water source, outlets, smart meters, kinds
of flue) stays unrecorded, as the model has it; the expansion takes the specification's default and
notes it. Reduced data has schemas of its own (RdSAP-Schema-17.0 ...): these hold full data only.
"""

from typing import Final

from sap10.certificate.mapping import Child, Same
from sap10.certificate.schemas import sap_19_1_codes as codes_19_1
from sap10.certificate.schemas.sap_18_fabric import FABRIC, VENTILATION
from sap10.certificate.schemas.sap_18_heating import COOLING, HEATING, WATER
from sap10.certificate.schemas.sap_18_supplies import (
    LIGHTING_RULE,
    PV_ARRAY_KNOWN,
    energy_source_rule,
)
from sap10.certificate.schemas.sap_19_1 import SAP_19_1_0
from sap10.certificate.schemas.sap_19_1_heating import heating_rule
from sap10.certificate.schemas.sap_19_1_water import water_rule

SAP_18_0_0: Final = SAP_19_1_0.but(
    {
        "fabric": Same(FABRIC),
        "ventilation": Child("sap_ventilation", VENTILATION),
        "heating": heating_rule(HEATING, COOLING),
        "water_heating": water_rule(WATER),
        "energy_source": energy_source_rule(PV_ARRAY_KNOWN, codes_19_1.TARIFF),
        "lighting": LIGHTING_RULE,
    }
)


def _of(place: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{place}.{name}" for name in names)


_MAIN = "sap_heating.main_heating_details"
_NETWORKS = "sap_heating.sap_community_heating_systems"
LACKS: Final = (
    "cold_water_source",
    "der",
    "dfee",
    "dper",
    "plot_reference",
    "site_reference",
    "ter",
    "tfee",
    "tper",
    "user_interface_name",
    "user_interface_version",
    "sap_flat_details.storeys",
    "sap_opening_types.iskryptonfilled",
    *_of(
        "sap_building_parts",
        "sap_floor_dimensions.name",
        "sap_thermal_bridges.thermal_bridges.psi_value_calculation_reference",
    ),
    *_of(
        "sap_ventilation",
        "mechanical_vent_duct_insulation_level",
        "mechanical_vent_duct_placement",
        "mechanical_vent_measured_installation",
    ),
    *_of(
        "sap_heating",
        "is_heat_pump_installed_to_mis",
        "secondary_heating_commisioning_certificate",
        "secondary_heating_efficiency",
        "secondary_heating_installation_engineer",
        "secondary_heating_pcdf_fuel_index",
    ),
    *_of(
        "sap_heating.solar_heating_details",
        "collector_loop_efficiency",
        "incidence_angle_modifier",
        "is_community_solar",
        "overall_heat_loss",
        "service_provision",
    ),
    *_of(
        _MAIN,
        "condensing_boiler_heat_distribution",
        "heat_pump_heat_distribution",
        "heating_controller_ecodesign_class",
        "heating_controller_function",
        "heating_controller_manufacturer",
        "heating_controller_model",
        "main_heating_commissioning_certificate",
        "main_heating_efficiency",
        "main_heating_installation_engineer",
        "main_heating_manufacturer",
        "main_heating_model",
        "main_heating_system_type",
        "pcdf_fuel_index",
    ),
    *_of(
        _NETWORKS,
        "community_heat_sources.chp_electricity_generation",
        "community_heat_sources.pcdf_fuel_index",
        "community_heating_co2_emission_factor",
        "community_heating_name",
        "community_heating_primary_energy_factor",
        "heat_network_assessed_as_new",
        "heat_network_existing",
        "hiu_index_number",
        "is_hiu_in_dwelling",
        "sub_network_name",
    ),
)
"""Fields of SAP 10 that SAP 2012 does not have."""
