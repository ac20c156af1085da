"""SAP-Schema-17.0 to 19.2.0 and RdSAP-Schema-21: every field and code of their XSDs is read."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

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
        if not item.codes or known_at(schema, path) is None or item.type in OTHERWISE:
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


def document_of(shared: Path, schema: str) -> Tree:
    """Make a document that has every field of a schema once, and every list one item."""
    tree: Tree = {"schema_type": schema}
    for path, item in fields(root_of(shared, schema)):
        if known_at(schema, path) is None:
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
    "sap_building_parts",
    "sap_community_heating_systems",
    "sap_floor_dimensions",
    "sap_lighting",
    "sap_opening_types",
    "sap_openings",
    "sap_roofs",
    "sap_special_features",
    "sap_walls",
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


def with_value(tree: Tree, path: tuple[str, ...], value: str) -> bytes:
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


# 17.0 and 17.1 are read by the very mapping of 18.0.0.
DIFFERENT = [name for name in SAP if name not in SAP_2012[1:]]


@pytest.mark.parametrize("schema", SAP)
def test_a_document_with_every_field_is_read(schema: str, shared: Path) -> None:
    found = refused(json.dumps(document_of(shared, schema)).encode())
    assert found is None


@pytest.mark.parametrize("schema", DIFFERENT)
def test_each_code_is_read_and_no_other(schema: str, shared: Path) -> None:
    tree = document_of(shared, schema)
    wrong: list[str] = []
    for path, item in fields(root_of(shared, schema)):
        if not item.codes or known_at(schema, path) is None or item.type in OTHERWISE:
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
