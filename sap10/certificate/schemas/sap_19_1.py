"""SAP-Schema-19.1.0: the root of its mapping."""

from typing import Any, Final

from sap10.certificate.converters import Codes, integer
from sap10.certificate.epc_property_data import Conservatory, EpcPropertyData, FlatDetails
from sap10.certificate.mapping import Child, Same, Shape, Take
from sap10.certificate.schemas import common
from sap10.certificate.schemas import sap_19_1_codes as codes
from sap10.certificate.schemas.addenda import addenda_rule
from sap10.certificate.schemas.features import special_features_rule
from sap10.certificate.schemas.place import postcode_district
from sap10.certificate.schemas.sap_19_1_fabric import FABRIC, VENTILATION
from sap10.certificate.schemas.sap_19_1_heating import COOLING, HEATING, heating_rule
from sap10.certificate.schemas.sap_19_1_supplies import ENERGY_SOURCE_RULE, LIGHTING_RULE
from sap10.certificate.schemas.sap_19_1_water import WATER, water_rule

FLAT: Final = Shape(
    FlatDetails,
    {
        "level": Take("level", codes.FLAT_LEVEL),
        "storey_count": Take("storeys", integer),
    },
)
CONSERVATORY: Final = Shape(Conservatory, {"type": Take("conservatory_type", common.CONSERVATORY)})
SAP_19_1_0: Final = Shape(
    EpcPropertyData,
    {
        "country": Take("country_code", common.COUNTRY),
        "region": Take("region_code", common.REGION),
        "postcode_district": Take("postcode", postcode_district),
        "property_type": Take("property_type", common.PROPERTY_TYPE),
        "built_form": Take("built_form", common.BUILT_FORM),
        "flat": Child("sap_flat_details", FLAT),
        "fabric": Same(FABRIC),
        "conservatory": Same(CONSERVATORY, when=("conservatory_type",)),
        "ventilation": Child("sap_ventilation", VENTILATION),
        "heating": heating_rule(HEATING, COOLING),
        "water_heating": water_rule(WATER),
        "energy_source": ENERGY_SOURCE_RULE,
        "lighting": LIGHTING_RULE,
        "is_in_smoke_control_area": Take("is_in_smoke_control_area", codes.SMOKE_CONTROL),
        "special_features": special_features_rule(codes.FUEL),
        "addenda": addenda_rule(None),
    },
    ignored=(
        *common.UNUSED,
        "assessment_date",
        "der",
        "dfee",
        "dper",
        "energy_saved_or_generated",
        "energy_used",
        "energy_used_fuel",
        "has_special_feature",
        "home_inspector",
        "is_zero_carbon_home",
        "multiple_glazed_percentage",
        "multiple_glazed_percentage_nr",
        "pdf",
        "plot_reference",
        "sap_data_version",
        "saved_or_generated_fuel",
        "seller_commission_report",
        "site_reference",
        "special_feature_description",
        "ter",
        "tfee",
        "tper",
        "windows",
    ),
)
CODES: Final[tuple[Codes[Any], ...]] = (
    common.SAP_VERSION.without("9.93", "9.94"),
    common.REGION.without("NR"),
    common.COUNTRY.without("IOM", "NR"),
    common.BUILT_FORM.without("NR"),
    common.AGE_BAND.without("0", "M", "NR"),
    common.CONSERVATORY.without("5"),
    common.MAIN_CATEGORY.without("12"),
    common.IMMERSION.without("NA"),
    common.PV_CONNECTION.without("NR"),
)
"""Enumerations that the RdSAP schemas have more codes of."""
