"""RdSAP-Schema-21.0.0 and 21.0.1: the root of their mappings. They differ in addenda only."""

from typing import Any, Final

from sap10.certificate.converters import Codes, integer, number, yes_no
from sap10.certificate.epc_property_data import (
    Addendum,
    Conservatory,
    EpcPropertyData,
    FlatDetails,
)
from sap10.certificate.mapping import (
    ABSENT,
    LEAF,
    Child,
    Known,
    Made,
    Node,
    Rule,
    Same,
    Shape,
    Take,
    build,
)
from sap10.certificate.schemas import common
from sap10.certificate.schemas import rdsap_21_codes as codes
from sap10.certificate.schemas.addenda import addenda_rule
from sap10.certificate.schemas.features import special_features_rule
from sap10.certificate.schemas.place import postcode_district
from sap10.certificate.schemas.rdsap_21_fabric import (
    CONSERVATORY_ITEM,
    FABRIC,
    PART,
    is_conservatory,
)
from sap10.certificate.schemas.rdsap_21_heating import HEATING, VENTILATION
from sap10.certificate.schemas.rdsap_21_supplies import BULBS, ENERGY_SOURCE
from sap10.certificate.schemas.rdsap_21_water import WATER_RULE

FLAT: Final = Shape(
    FlatDetails,
    {
        "level": Take("level", codes.FLAT_LEVEL),
        "entrance_storey": Take("flat_location", codes.ENTRANCE_STOREY),
        "storey_count": Take("storey_count", integer),
        "is_top_storey": Take("top_storey", yes_no),
        "corridor": Take("heat_loss_corridor", codes.CORRIDOR),
        "unheated_corridor_length_m": Take("unheated_corridor_length", number),
    },
)
_CONSERVATORY_KEYS = {
    "type": "conservatory_type",
    "is_double_glazed": "double_glazed",
    "floor_area_m2": "floor_area",
    "glazed_perimeter_m": "glazed_perimeter",
    "height_storeys": "room_height",
}


def _conservatory(node: Node) -> object:
    """Read the conservatory; the details of an integral one stand among the building parts."""
    kind = node.take("conservatory_type", common.CONSERVATORY)
    items = [item for item in node.children("sap_building_parts") or () if is_conservatory(item)]
    if kind is None and not items:
        return ABSENT
    if len(items) > 1:
        raise items[1].refuse(
            reason="inconsistent_values", key="glazed_perimeter", rule="one integral conservatory"
        )
    values: dict[str, object] = {} if kind is None else {"type": kind}
    for item in items:
        values |= {
            "is_double_glazed": item.take("double_glazed", yes_no),
            "floor_area_m2": item.take("floor_area", number),
            "glazed_perimeter_m": item.take("glazed_perimeter", number),
            "height_storeys": item.take("room_height", codes.CONSERVATORY_HEIGHT),
        }
    return build(Conservatory, node, values, _CONSERVATORY_KEYS)


def conservatory_rule(part: Known) -> Made:
    """Make the rule for the conservatory; `part` are the fields of a building part."""
    known: Known = {"conservatory_type": LEAF, "sap_building_parts": {**part, **CONSERVATORY_ITEM}}
    return Made(known, _conservatory)


def _root(addenda: Codes[Addendum]) -> Shape[EpcPropertyData]:
    rules: dict[str, Rule] = {
        "country": Take("country_code", common.COUNTRY),
        "region": Take("region_code", common.REGION),
        "postcode_district": Take("postcode", postcode_district),
        "property_type": Take("property_type", common.PROPERTY_TYPE),
        "built_form": Take("built_form", common.BUILT_FORM),
        "flat": Child("sap_flat_details", FLAT),
        "fabric": Same(FABRIC),
        "conservatory": conservatory_rule(PART.known),
        "ventilation": Same(VENTILATION),
        "heating": Child("sap_heating", HEATING),
        "water_heating": WATER_RULE,
        "energy_source": Child("sap_energy_source", ENERGY_SOURCE),
        "lighting": Same(BULBS, when=tuple(BULBS.known)),
        "special_features": special_features_rule(codes.FUEL),
        "addenda": addenda_rule(addenda),
    }
    return Shape(
        EpcPropertyData,
        rules,
        ignored=(*common.UNUSED, "energy_assessor", "pdf", "previous_epc_check"),
    )


RDSAP_21_0_0: Final = _root(codes.ADDENDUM_21_0_0)
RDSAP_21_0_1: Final = _root(codes.ADDENDUM_21_0_1)
RDSAP_21: Final[tuple[Codes[Any], ...]] = (
    common.COUNTRY.without("EAW"),
    common.COMPASS.without("NR"),
    common.OVERSHADING.without("ND"),
    common.EMITTER_TEMPERATURE.without("2"),
    common.COLLECTOR_SOURCE.without("ND"),
    common.COLLECTOR_TYPE.without("ND"),
    common.DISTRIBUTION.without("7", "8"),
)
"""Enumerations that the SAP schemas have more codes of."""
