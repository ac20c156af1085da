"""SAP-Schema-17.0 to 19.2.0 and RdSAP-Schema-21: every field and code of their XSDs is read."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from sap10.certificate.converters import Codes, normal_code
from sap10.certificate.mapping import Known, Tree
from sap10.certificate.read import KNOWN, read_certificate
from sap10.certificate.schemas import (
    common,
    rdsap_21_codes,
    sap_18_codes,
    sap_19_1_codes,
)
from sap10.certificate.schemas.common import MONTHS
from sap10.certificate.schemas.registry import SCHEMAS
from sap10.certificate.tree import LISTS as LISTS_OF_XML
from sap10.certificate.tree import WRAPPERS, key_of
from sap10.errors import CertificateRejected
from tests.sap10.certificate.xsd import Item, fields, schema_root

SAP = [name for name in SCHEMAS if name.startswith("SAP")]
NAMES = [*SAP, *(name for name in SCHEMAS if "21.0" in name)]
SAP_2012 = ("SAP-Schema-18.0.0", "SAP-Schema-17.1", "SAP-Schema-17.0")

# Added by the register (epc-register-api.md section 6, rules 3 and 10), or a part of any report.
OF_THE_REGISTER = {
    "address_line_4",
    "assessment_type",
    "certificate_number",
    "created_at",
    "current_energy_efficiency_band",
    "pdf",
    "potential_energy_efficiency_band",
    "related_certificate_number",
    "rrn",
    "schema_type",
    "uprn_source",
}
# Arrays stand directly in the supply where there are several of them (rule 9).
OF_THE_SHAPES = {
    f"sap_energy_source.photovoltaic_supply.{name}"
    for name in ("peak_power", "orientation", "pitch", "overshading")
}


def root_of(shared: Path, schema: str) -> Item:
    return schema_root(shared / "epc-schemas" / schema)


def paths(known: Known, prefix: str = "") -> Iterator[str]:
    for key, nested in known.items():
        yield prefix + key
        if nested:
            yield from paths(nested, f"{prefix}{key}.")


def known_at(schema: str, path: tuple[str, ...]) -> Known | None:
    """Return what is known below a path: None where it is ignored whole."""
    known: Known | None = KNOWN[schema]
    for key in path:
        if known is None:
            return None
        known = known[key]
    return known


# A main system passes these over; the rule for heat networks, beside it, reads them.
OF_NETWORKS = {
    "community_heat_network_index_number",
    "community_heat_sub_network_name",
    "community_heat_distribution_type",
    "community_heat_chp_electricity_generation",
}


def is_mapped(schema: str, path: tuple[str, ...]) -> bool:
    return known_at(schema, path) is not None or path[-1] in OF_NETWORKS


@pytest.mark.parametrize("schema", NAMES)
def test_every_field_of_the_schema_is_known(schema: str, shared: Path) -> None:
    unknown: list[str] = []
    for path, _ in fields(root_of(shared, schema)):
        try:
            known_at(schema, path)
        except KeyError:
            unknown.append(".".join(path))
    assert unknown == []


@pytest.mark.parametrize("schema", NAMES)
def test_nothing_that_is_not_in_the_schema_is_known(schema: str, shared: Path) -> None:
    there: set[str] = set()
    for path, _ in fields(root_of(shared, schema)):
        there |= {".".join(path[:end]) for end in range(1, len(path) + 1)}
    assert set(paths(KNOWN[schema])) - there <= OF_THE_REGISTER | OF_THE_SHAPES


def enumerations(schema: str) -> dict[str, Codes[Any]]:
    """Return the enumerations that a schema is read with, by the name of their type."""
    older = (sap_18_codes,) if "18.0" in schema or "17." in schema else ()
    family = (*older, sap_19_1_codes) if schema in SAP else (rdsap_21_codes,)
    own = {
        value.name: value
        for module in (common, *family)
        for value in vars(module).values()
        if isinstance(value, Codes)
    }
    addenda = {
        "21.0.0": rdsap_21_codes.ADDENDUM_21_0_0,
        "21.0.1": rdsap_21_codes.ADDENDUM_21_0_1,
        "S-21.0": rdsap_21_codes.ADDENDUM_21_0_1,
    }
    own |= {codes.name: codes for end, codes in addenda.items() if schema.endswith(end)}
    return own | {codes.name: codes for codes in SCHEMAS[schema].codes}


# Read by other means: yes or no, and twelve months.
OTHERWISE = {"Flag", "AirChangeRateMonth", "HydroElecMonth"}
# JSON drops a trailing zero of a version; true and false may be 1 and 0; `measured` is read with
# the measured thickness beside it.
OWN = {
    "SAP-VersionCode": {"9.8", "9.9"},
    "ExtendedBoolean": {"0", "1"},
    "WallInsulationThicknessCode": {"measured"},
}


@pytest.mark.parametrize("schema", NAMES)
def test_every_code_of_every_mapped_field_has_its_meaning(schema: str, shared: Path) -> None:
    ours = enumerations(schema)
    wrong: dict[str, set[str]] = {}
    checked = 0
    for path, item in fields(root_of(shared, schema)):
        if not item.codes or not is_mapped(schema, path) or item.type in OTHERWISE:
            continue
        listed = {normal_code(code) for code in item.codes}
        difference = (set(ours[item.type].meanings) ^ listed) - OWN.get(item.type, set())
        checked += 1
        if difference:
            wrong[".".join(path)] = difference
    assert wrong == {}
    assert checked > 60


# A value that passes where the first code, or 1, does not.
CHOSEN = {
    "energy_rating_current": "70",
    "environmental_impact_current": "70",
    "postcode": "LS1 1AA",
    "rooms_with_bath_and_or_shower": "9",
    "rrn": "0000-0000-0000-0000-0000",
    "secondary_heating_category": "10",
    "uprn": "UPRN-000000000001",
    "water_heating_code": "901",
    "construction_year": "2010",
}


def value_for(path: tuple[str, ...], item: Item) -> str:
    if path[-1] in CHOSEN:
        return CHOSEN[path[-1]]
    if item.codes:
        return next(iter(item.codes))
    return {"date": "2020-01-01", "boolean": "true"}.get(item.type, "1")


# Of these a survey has one only: a roof has one thickness, a room in roof one description.
EXCLUDED = {
    "flat_roof_insulation_thickness",
    "none_or_no_details",
    "rafter_insulation_thickness",
    "room_in_roof_type_1",
    "room_in_roof_type_2",
    "sloping_ceiling_insulation_thickness",
}
# An integral conservatory stands among the building parts as an item of its own.
OF_CONSERVATORY = {"double_glazed", "glazed_perimeter"}


def is_left_out(path: tuple[str, ...]) -> bool:
    of_conservatory = path[:1] == ("sap_building_parts",) and len(path) == 2
    conservatory = OF_CONSERVATORY | {"floor_area", "room_height"}
    return bool(EXCLUDED & set(path)) or (of_conservatory and path[1] in conservatory)


def document_of(shared: Path, schema: str) -> Tree:
    """Make a document that has every field of a schema once, and every list one item."""
    tree: Tree = {"schema_type": schema}
    for path, item in fields(root_of(shared, schema)):
        if not is_mapped(schema, path) or is_left_out(path):
            continue
        place: Any = tree
        for key in path[:-1]:
            place = place.setdefault(key, {})
        place[path[-1]] = value_for(path, item)
    return listed(tree)


LISTS = {
    "air_change_rates",
    "community_heat_sources",
    "hydro_electric_generation_months",
    "main_heating_details",
    "pv_arrays",
    "pv_batteries",
    "sap_building_parts",
    "sap_community_heating_systems",
    "sap_floor_dimensions",
    "sap_lighting",
    "sap_opening_types",
    "sap_openings",
    "sap_roofs",
    "sap_special_features",
    "sap_walls",
    "sap_windows",
    "shower_outlets",
    "storage_heaters",
    "thermal_bridges",
    "wind_turbines",
}
BY_MONTH = {
    "air_change_rates": "air_change_rate_month",
    "hydro_electric_generation_months": "hydro_month",
}


def listed(tree: Any) -> Any:
    """Put the lists of the register's JSON where they are lists."""
    if not isinstance(tree, dict):
        return tree
    found: Tree = {}
    for key, value in tree.items():
        inner = listed(value)
        if key in BY_MONTH:
            found[key] = [{**inner, BY_MONTH[key]: month} for month in MONTHS]
        else:
            found[key] = [inner] if key in LISTS else inner
    return found


def with_value(tree: Tree, path: tuple[str, ...], value: object) -> bytes:
    changed = deepcopy(tree)
    place: Any = changed
    for key in path[:-1]:
        place = place[key]
        place = place[0] if isinstance(place, list) else place
    place[path[-1]] = value
    return json.dumps(changed).encode()


def refused(document: bytes) -> CertificateRejected | None:
    try:
        read_certificate(document)
    except CertificateRejected as rejection:
        return rejection
    return None


# 17.0 and 17.1 are read by the very mapping of 18.0.0, Northern Ireland's of 21 by England's.
ALIKE = {
    *SAP_2012[1:],
    "RdSAP-Schema-NI-21.0.0",
    "RdSAP-Schema-NI-21.0.1",
    "RdSAP-Schema-S-21.0",
}
DIFFERENT = [name for name in NAMES if name not in ALIKE]


@pytest.mark.parametrize("schema", sorted(ALIKE))
def test_schemas_that_are_alike_share_one_mapping(schema: str) -> None:
    assert any(SCHEMAS[schema] == SCHEMAS[other] for other in DIFFERENT)


@pytest.mark.parametrize("schema", NAMES)
def test_a_document_with_every_field_is_read(schema: str, shared: Path) -> None:
    found = refused(json.dumps(document_of(shared, schema)).encode())
    assert found is None


@pytest.mark.parametrize("schema", DIFFERENT)
def test_each_code_is_read_and_no_other(schema: str, shared: Path) -> None:
    tree = document_of(shared, schema)
    wrong: list[str] = []
    for path, item in fields(root_of(shared, schema)):
        is_plain = not item.codes or item.type in OTHERWISE
        if is_plain or not is_mapped(schema, path) or is_left_out(path):
            continue
        for code in item.codes:
            found = refused(with_value(tree, path, code))
            if found is not None and found.reason == "unknown_code":
                wrong.append(str(found))
        stranger = refused(with_value(tree, path, "none of them"))
        if stranger is None or (stranger.reason, stranger.value) != (
            "unknown_code",
            "none of them",
        ):
            wrong.append(f"{'.'.join(path)}: {stranger}")
    assert wrong == []


ODD = ("-1", "0", "", "ND", {}, [{}])
BILLION = "1000000000"
"""A number of things that nobody may make a list of."""


@pytest.mark.parametrize("schema", DIFFERENT)
def test_odd_values_end_in_a_certificate_or_a_typed_refusal(schema: str, shared: Path) -> None:
    tree = document_of(shared, schema)
    ends: set[str] = set()
    for number, (path, _) in enumerate(fields(root_of(shared, schema))):
        if is_mapped(schema, path) and not is_left_out(path):
            for value in (ODD[number % len(ODD)], BILLION):
                found = refused(with_value(tree, path, value))
                ends.add("read" if found is None else found.reason)
    assert {"read", "invalid_value", "unknown_code"} <= ends
    assert "not_supported" not in ends


MONTHLY = {
    "Air-Change-Rates": "Air-Change-Rate-Month",
    "Hydro-Electric-Generation-Months": "Hydro-Month",
}


def fill(element: Any, item: Item, path: tuple[str, ...]) -> None:
    """Put every element of the schema into one of a document; months as often as there are."""
    for child in item.children:
        key = key_of(child.name)
        here = path if child.name in WRAPPERS else (*path, key)
        if is_left_out(here):
            continue
        if child.name in MONTHLY:
            holder = etree.SubElement(element, child.name)
            for month in MONTHS:
                entry = etree.SubElement(holder, child.children[0].name)
                fill(entry, child.children[0], here)
                named = entry.find(MONTHLY[child.name])
                assert named is not None
                named.text = month
            continue
        made = etree.SubElement(element, child.name)
        if child.children:
            of_list = path if item.name in LISTS_OF_XML else here
            fill(made, child, of_list)
        else:
            made.text = value_for(here, child)


def xml_of(shared: Path, schema: str) -> bytes:
    """Make the document of `document_of` as XML."""
    item = root_of(shared, schema)
    location = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
    root = etree.Element(item.name, {location: f"x schemas/{schema}/Templates/{item.name}.xsd"})
    fill(root, item, ())
    return etree.tostring(root)


@pytest.mark.parametrize("schema", NAMES)
def test_xml_made_of_the_schema_is_the_same_dwelling_as_its_json(schema: str, shared: Path) -> None:
    lodged = read_certificate(xml_of(shared, schema))
    served = read_certificate(json.dumps(document_of(shared, schema)).encode())
    assert lodged.schema_type == schema
    assert lodged.epc == served.epc
    assert lodged.sap_version == served.sap_version
