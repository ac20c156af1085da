"""Enumerations that every schema has in common, and what nobody needs."""

from typing import Final

from sap10.certificate.converters import Codes
from sap10.certificate.energy_source import PvConnection
from sap10.certificate.epc_property_data import ConservatoryType
from sap10.certificate.heating import (
    DistributionType,
    EmitterTemperature,
    MainHeatingCategory,
    PumpAge,
)
from sap10.certificate.ventilation import DuctPlacement, DuctType
from sap10.certificate.vocabulary import (
    AgeBand,
    BuiltForm,
    Country,
    Orientation,
    Overshading,
    PropertyType,
    Region,
)
from sap10.certificate.water_heating import Immersion, WwhrsConnection

SAP_VERSION: Final = Codes(
    "SAP-VersionCode",
    {
        "9.80": "9.80",
        "9.8": "9.80",
        "9.81": "9.81",
        "9.82": "9.82",
        "9.83": "9.83",
        "9.90": "9.90",
        "9.9": "9.90",
        "9.91": "9.91",
        "9.92": "9.92",
        "9.93": "9.93",
        "9.94": "9.94",
        "10.2": "10.2",
    },
)
"""JSON drops a trailing zero of the version."""

COUNTRY: Final = Codes(
    "UKCountryCode",
    {
        "ENG": Country.ENGLAND,
        "WLS": Country.WALES,
        "SCT": Country.SCOTLAND,
        "NIR": Country.NORTHERN_IRELAND,
        "IOM": Country.ISLE_OF_MAN,
        "EAW": Country.ENGLAND_AND_WALES,
        "NR": Country.NOT_RECORDED,
    },
)
REGION: Final = Codes(
    "UKRegionCode",
    {str(number): region for number, region in enumerate(list(Region)[:-1], start=1)}
    | {"NR": Region.NOT_RECORDED},
)
"""The schemas number the regions in the order of `Region`."""

PROPERTY_TYPE: Final = Codes(
    "PropertyTypeCode", {str(n): kind for n, kind in enumerate(PropertyType)}
)
BUILT_FORM: Final = Codes(
    "SAP-BuiltFormCode",
    {str(n): form for n, form in enumerate(list(BuiltForm)[:-1], start=1)}
    | {"NR": BuiltForm.NOT_RECORDED},
)
AGE_BAND: Final = Codes(
    "ConstructionDateCode",
    {band.value: band for band in AgeBand if len(band.value) == 1}
    | {"0": AgeBand.NOT_APPLICABLE, "NR": AgeBand.NOT_RECORDED},
)
CONSERVATORY: Final = Codes(
    "SAP-ConservatoryTypeCode",
    {str(n): kind for n, kind in enumerate(ConservatoryType, start=1)},
)
_COMPASS = {
    "1": Orientation.NORTH,
    "2": Orientation.NORTH_EAST,
    "3": Orientation.EAST,
    "4": Orientation.SOUTH_EAST,
    "5": Orientation.SOUTH,
    "6": Orientation.SOUTH_WEST,
    "7": Orientation.WEST,
    "8": Orientation.NORTH_WEST,
}
ORIENTATION: Final = Codes(
    "SAP-OrientationCode",
    {"0": Orientation.UNKNOWN, **_COMPASS, "9": Orientation.HORIZONTAL},
)
COMPASS: Final = Codes(
    "SAP-CompassDirectionCode",
    {**_COMPASS, "ND": Orientation.HORIZONTAL, "NR": Orientation.UNKNOWN},
)
PITCH: Final = Codes(
    "SAP-VerticalPitchCode", {"1": 0.0, "2": 30.0, "3": 45.0, "4": 60.0, "5": 90.0}
)
OVERSHADING: Final = Codes(
    "SAP-SolarCollectorOvershadingCode",
    {
        "1": Overshading.NONE_OR_VERY_LITTLE,
        "2": Overshading.MODEST,
        "3": Overshading.SIGNIFICANT,
        "4": Overshading.HEAVY,
        "5": Overshading.SEVERE,
        "ND": Overshading.NOT_RECORDED,
    },
)
MAIN_CATEGORY: Final = Codes(
    "SAP-MainHeatingCategoryCode",
    {str(n): category for n, category in enumerate(MainHeatingCategory, start=1)},
)
EMITTER_TEMPERATURE: Final = Codes(
    "EmitterTemperatureCode",
    {
        "0": EmitterTemperature.UNKNOWN,
        "1": EmitterTemperature.OVER_45,
        "2": EmitterTemperature.OVER_35,
        "3": EmitterTemperature.OVER_35_TO_45,
        "4": EmitterTemperature.UP_TO_35,
        "NA": EmitterTemperature.NOT_APPLICABLE,
    },
)
PUMP_AGE: Final = Codes(
    "PumpAge", {"0": PumpAge.UNKNOWN, "1": PumpAge.UP_TO_2012, "2": PumpAge.FROM_2013}
)
IMMERSION: Final = Codes(
    "ImmersionHeatingTypeCode",
    {"1": Immersion.DUAL, "2": Immersion.SINGLE, "NA": Immersion.NOT_APPLICABLE},
)
WWHRS: Final = Codes(
    "ShowerWWHRSCode", {str(n): kind for n, kind in enumerate(WwhrsConnection, start=1)}
)
SOLAR_SERVICE: Final = Codes(
    "ServiceProvisionCode", {"1": "space_and_water", "2": "space", "3": "water"}
)
COLLECTOR_TYPE: Final = Codes(
    "SAP-SolarCollectorTypeCode",
    {"1": "unglazed", "2": "flat_panel", "3": "evacuated_tube", "ND": None},
)
COLLECTOR_SOURCE: Final = Codes(
    "SAP-SolarCollectorDataSourceCode", {"1": "default", "2": "declared", "ND": None}
)
DISTRIBUTION: Final = Codes(
    "SAP-HeatingDistributionCode",
    {
        "5": DistributionType.CALCULATED,
        "6": DistributionType.UNKNOWN,
        "7": DistributionType.NOT_CODE_COMPLIANT,
        "8": DistributionType.CODE_COMPLIANT,
        "9": DistributionType.TWO_ADJOINING_DWELLINGS,
    },
)
CHP_GENERATION: Final = Codes(
    "SAP-CHPElectricityGenerationCode", {str(code): code for code in range(81, 90)}
)
DUCT_TYPE: Final = Codes(
    "SAP-DuctTypeCode", {str(n): kind for n, kind in enumerate(DuctType, start=1)}
)
DUCT_PLACEMENT: Final = Codes(
    "SAP-DuctPlacement", {str(n): place for n, place in enumerate(DuctPlacement, start=1)}
)
DUCT_INSULATION: Final = Codes("SAP-DuctInsulationCode", {"1": False, "2": True})
DUCT_INSULATION_LEVEL: Final = Codes("SAP-DuctInsulationLevel", {"1": 1, "2": 2})
PV_CONNECTION: Final = Codes(
    "PVConnectionCode",
    {
        "0": PvConnection.NOT_APPLICABLE,
        "1": PvConnection.NOT_CONNECTED,
        "2": PvConnection.CONNECTED,
        "NR": PvConnection.NOT_RECORDED,
    },
)
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

UNUSED: Final = (
    "air_tightness",
    "alternative_improvements",
    "assessment_type",
    "calculation_software_name",
    "calculation_software_version",
    "co2_emissions_current_per_floor_area",
    "co2_emissions_potential",
    "completion_date",
    "created_at",
    "dwelling_type",
    "energy_consumption_potential",
    "energy_rating_average",
    "energy_rating_potential",
    "environmental_impact_current",
    "environmental_impact_potential",
    "externaldefinitions_revision_number",
    "floors",
    "green_deal_package",
    "has_fixed_air_conditioning",
    "has_heated_separate_conservatory",
    "has_hot_water_cylinder",
    "heating_cost_current",
    "heating_cost_potential",
    "hot_water",
    "hot_water_cost_current",
    "hot_water_cost_potential",
    "insurance_details",
    "language_code",
    "lighting",
    "lighting_cost_current",
    "lighting_cost_potential",
    "lzc_energy_sources",
    "main_heating",
    "main_heating_controls",
    "pcdf_revision_number",
    "potential_energy_efficiency_band",
    "related_certificate_number",
    "related_party_disclosure",
    "renewable_heat_incentive",
    "report_type",
    "roofs",
    "sap_deselected_improvements",
    "schema_version_current",
    "schema_version_original",
    "secondary_heating",
    "status",
    "suggested_improvements",
    "tenure",
    "total_floor_area",
    "transaction_type",
    "uprn_source",
    "user_interface_name",
    "user_interface_version",
    "walls",
)
"""Fields of the root that say nothing physical, or repeat in words what other fields hold."""
