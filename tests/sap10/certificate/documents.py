"""Small certificates for tests, and ways of changing one field of a document."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree

from sap10.certificate.mapping import Tree

NAMESPACE = "https://epbr.digital.communities.gov.uk/xsd/rdsap"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NUMBER = "1234-5678-9012-3456-7890"

PART: Tree = {
    "building_part_number": 1,
    "construction_age_band": "C",
    "wall_construction": 3,
    "wall_insulation_type": 4,
    "wall_dry_lined": "N",
    "wall_thickness_measured": "N",
    "wall_insulation_thickness": "NI",
    "party_wall_construction": 1,
    "roof_construction": 4,
    "roof_insulation_location": 2,
    "roof_insulation_thickness": "200mm",
    "floor_heat_loss": 7,
    "floor_insulation_thickness": "NI",
    "sap_floor_dimensions": [
        {
            "floor": 0,
            "floor_construction": 1,
            "floor_insulation": 1,
            "heat_loss_perimeter": 15.5,
            "party_wall_length": {"value": 7.9, "quantity": "metres"},
            "total_floor_area": 42.0,
            "room_height": 2.45,
        }
    ],
}
HEATING: Tree = {
    "water_heating_code": 901,
    "water_heating_fuel": 26,
    "immersion_heating_type": "NA",
    "cylinder_size": 1,
    "has_fixed_air_conditioning": "false",
    "number_baths": 1,
    "shower_outlets": [{"shower_outlet_type": 1, "shower_wwhrs": 1}],
    "main_heating_details": [
        {
            "main_heating_number": 1,
            "main_heating_category": 2,
            "main_fuel_type": 26,
            "main_heating_control": 2106,
            "main_heating_data_source": 2,
            "sap_main_heating_code": 104,
            "heat_emitter_type": 1,
            "main_heating_fraction": 1,
            "has_fghrs": "N",
            "emitter_temperature": 0,
            "fan_flue_present": "Y",
        }
    ],
}
CERTIFICATE: Tree = {
    "schema_type": "RdSAP-Schema-21.0.1",
    "sap_version": 10.2,
    "uprn": 999000000017,
    "registration_date": "2025-09-14",
    "inspection_date": "2025-09-12",
    "address_line_1": "7 Sample Terrace",
    "post_town": "SAMPLETON",
    "postcode": "ZZ9 9ZZ",
    "country_code": "ENG",
    "region_code": 9,
    "energy_rating_current": 63,
    "co2_emissions_current": 3.3,
    "energy_consumption_current": {"value": 242, "quantity": "kWh/m2"},
    "property_type": 0,
    "built_form": 4,
    "measurement_type": 1,
    "habitable_room_count": 4,
    "heated_room_count": 4,
    "extensions_count": 0,
    "door_count": 2,
    "percent_draughtproofed": 100,
    "pressure_test": 4,
    "mechanical_ventilation": 0,
    "conservatory_type": 1,
    "solar_water_heating": "N",
    "led_fixed_lighting_bulbs_count": 9,
    "incandescent_fixed_lighting_bulbs_count": 0,
    "sap_heating": HEATING,
    "sap_energy_source": {
        "meter_type": 2,
        "mains_gas": "Y",
        "is_dwelling_export_capable": "false",
        "wind_turbines_count": 0,
        "pv_connection": 0,
        "photovoltaic_supply": {"none_or_no_details": {"percent_roof_area": 0}},
    },
    "sap_building_parts": [PART],
}


def changed(path: str, value: object) -> Tree:
    """Copy the certificate with one field, named by keys and indices, set; None removes it."""
    tree = deepcopy(CERTIFICATE)
    *parents, last = path.split("/")
    place: Any = tree
    for name in parents:
        place = place[int(name)] if isinstance(place, list) else place[name]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return tree


def sample(shared: Path, schema: str, name: str = "epc.xml") -> bytes:
    """Return a sample certificate of the reference material."""
    return (shared / "epc-samples" / schema / name).read_bytes()


def edited(document: bytes, path: str, text: str | None) -> bytes:
    """Set the text of the first element that a path of local names finds; None removes it."""
    root = etree.fromstring(document)
    element = root.find("/".join(f"{{*}}{name}" for name in path.split("/")))
    assert element is not None
    if text is None:
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    else:
        element.text = text
    return etree.tostring(root)


def schema_sample(shared: Path, schema: str) -> bytes:
    """Return the sample of a schema; Scotland's have none and take the same edition's."""
    folder = shared / "epc-samples" / schema
    if folder.is_dir():
        return (folder / "epc.xml").read_bytes()
    family, edition = schema.split("-Schema-S-")
    same = f"{family}-Schema-{edition}"
    [sibling, *_] = sorted((shared / "epc-samples").glob(f"{same}*/epc.xml"), reverse=True)
    root = etree.fromstring(sibling.read_bytes())
    location = f"{{{XSI}}}schemaLocation"
    root.set(location, root.get(location, "").replace(sibling.parent.name, schema))
    return etree.tostring(root)
