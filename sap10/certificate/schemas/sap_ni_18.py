"""SAP-Schema-NI-18.0.0 of Northern Ireland (SAP 2009): SAP-Schema-18.0.0 but for older forms."""

from typing import Any, Final

from sap10.certificate.converters import Codes
from sap10.certificate.schemas import common, sap_18
from sap10.certificate.schemas import sap_18_codes as codes_18
from sap10.certificate.schemas import sap_19_1_codes as codes_19_1
from sap10.certificate.schemas.features import special_features_rule
from sap10.certificate.schemas.sap_18_heating import COOLING
from sap10.certificate.schemas.sap_18_supplies import PV_ARRAY, energy_source_rule
from sap10.certificate.schemas.sap_19_1_heating import heating_rule
from sap10.certificate.schemas.sap_19_1_water import water_rule
from sap10.certificate.schemas.sap_ni_18_heating import HEATING, WATER

_K1 = (
    *(f"E{n}" for n in range(1, 14)),
    "E16",
    "E17",
    "E18",
    "O1",
    "O2",
    "E14",
    "E15",
    *(f"P{n}" for n in range(1, 6)),
)
"""Table K1's junctions in the order of SAP 2009's numbers 1 to 25."""

_FUELS_2009 = codes_18.FUEL.without("7", "56", "57", "58", "99")
SAP_NI_18_0_0: Final = sap_18.SAP_18_0_0.but(
    {
        "heating": heating_rule(HEATING, COOLING),
        "water_heating": water_rule(WATER),
        "energy_source": energy_source_rule(PV_ARRAY.known, codes_19_1.TARIFF),
        "special_features": special_features_rule(codes_19_1.FUEL, is_nested=False),
        "addenda": None,
    },
    ignored=(
        *sap_18.SAP_18_0_0.ignored,
        "bedf_revision_number",
        "energy_rating_typical_newbuild",
        "restricted_access",
        "schema_version",
    ),
)
CODES: Final[tuple[Codes[Any], ...]] = (
    *codes_18.CODES,
    common.SAP_VERSION.without("9.92", "9.93", "9.94", "10.2"),
    common.COUNTRY.without("ENG", "WLS", "IOM", "NR"),
    common.PROPERTY_TYPE.without("4"),
    common.AGE_BAND.without(
        "0",
        "L",
        "M",
        "NR",
        assumed={"K": "2007 onwards in this schema: the band to 2013"},
    ),
    common.COMPASS.without("NR"),
    common.OVERSHADING.without("5", "ND"),
    common.COLLECTOR_TYPE.without("ND"),
    common.COLLECTOR_SOURCE.without("ND"),
    common.DUCT_TYPE.without("3"),
    codes_19_1.TARIFF.without("5"),
    codes_18.COMPENSATION.without("4"),
    Codes(codes_19_1.LOW_WATER_USE.name, {**codes_19_1.LOW_WATER_USE.meanings, "ND": None}),
    Codes(
        _FUELS_2009.name,
        _FUELS_2009.meanings,
        {
            "49": codes_18.FUEL.assumed["49"],
            "73": "rape seed oil, taken as biodiesel of vegetable oil only (SAP 10.2 Table 12)",
        },
    ),
    Codes(
        codes_19_1.JUNCTION.name,
        {str(n): junction for n, junction in enumerate(_K1, start=1)},
    ),
    Codes(codes_19_1.PSI_SOURCE.name, {**codes_19_1.PSI_SOURCE.meanings, "1": "sap_table"}),
)
_NOT_IN_2009_EITHER = (
    "sap_heating.main_heating_details",
    "sap_heating.sap_community_heating_systems.community_heat_sources",
    "sap_heating.solar_heating_details",
    "sap_heating.is_heat_pump_installed_to_mis",
    "sap_heating.secondary_heating",
)
"""What this schema's own rules for heating leave out already."""
LACKS: Final = (
    *(path for path in sap_18.LACKS if not path.startswith(_NOT_IN_2009_EITHER)),
    "alternative_improvements",
    "green_deal_package",
    "multiple_glazed_percentage",
    "multiple_glazed_percentage_nr",
    "pcdf_revision_number",
    "schema_version_current",
    "schema_version_original",
    "sap_building_parts.sap_openings.pitch",
    "sap_heating.main_heating_details.condensing_boiler_heat_distribution",
    "sap_heating.main_heating_details.heat_pump_heat_distribution",
    "sap_heating.main_heating_details.pcdf_fuel_index",
    "sap_heating.secondary_heating_declared_values",
    "sap_heating.secondary_heating_pcdf_fuel_index",
    "sap_ventilation.mechanical_vent_ducts_index_number",
)
"""Fields of SAP 10 and SAP 2012 that SAP 2009 does not have."""
