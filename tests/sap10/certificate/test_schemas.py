"""The mappings know every field and every code of their schemas, and nothing else."""

import csv
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from sap10.certificate.converters import Codes
from sap10.certificate.mapping import Known
from sap10.certificate.read import KNOWN
from sap10.certificate.schemas import common, rdsap_21_codes, sap_19_1_codes

FIELDS = [
    ("RdSAP-Schema-21.0.0", "rdsap_21_fields.csv"),
    ("RdSAP-Schema-21.0.1", "rdsap_21_fields.csv"),
    ("SAP-Schema-19.1.0", "sap_19_1_fields.csv"),
]
# Months of hydro generation are a list without its items' wrapper, as every list of the register.
LIST_ITEM = "hydro_electric_generation_month"
# Added by the register (epc-register-api.md section 6, rules 3 and 10).
OF_THE_REGISTER = {
    "address_line_4",
    "assessment_type",
    "certificate_number",
    "created_at",
    "current_energy_efficiency_band",
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
# Parts of the XML that every report may have; the field list names only what is published.
OF_THE_REPORT = {"pdf"}


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "sources" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key_of(xml_path: str) -> str:
    """Key of an unpublished element: the first that is no wrapper."""
    wrappers = {"Report-Header", "Energy-Assessment", "SAP-Data"}
    names = [name for name in xml_path.split("/") if name not in wrappers]
    return names[0].lower().replace("-", "_")


def paths(known: Known, prefix: str = "") -> Iterator[str]:
    for key, nested in known.items():
        yield prefix + key
        if nested:
            yield from paths(nested, f"{prefix}{key}.")


@pytest.mark.parametrize(("schema", "fields"), FIELDS)
def test_every_field_of_the_schema_is_known(schema: str, fields: str, shared: Path) -> None:
    unknown: list[str] = []
    for row in rows(shared, fields):
        if row["json_path"].startswith("("):
            continue
        known: Known | None = KNOWN[schema]
        for part in row["json_path"].replace("[]", "").split("."):
            if known is None or part == LIST_ITEM:
                continue
            if part not in known:
                unknown.append(row["json_path"])
                break
            known = known[part]
    assert unknown == []


@pytest.mark.parametrize(("schema", "fields"), FIELDS)
def test_nothing_that_is_not_in_the_schema_is_known(schema: str, fields: str, shared: Path) -> None:
    table = rows(shared, fields)
    published = {row["json_path"].replace("[]", "").replace(f"{LIST_ITEM}.", "") for row in table}
    unpublished = {key_of(row["xml_path"]) for row in table if row["json_path"].startswith("(")}
    extra = set(paths(KNOWN[schema])) - published - unpublished
    assert extra - OF_THE_REGISTER - OF_THE_SHAPES - OF_THE_REPORT == set()


def enumerations(*modules: ModuleType) -> dict[str, tuple[str, set[str]]]:
    return {
        name: (value.name, set(value.meanings))
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Codes)
    }


def codes_by_type(shared: Path, name: str) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for row in rows(shared, name):
        code = row["code"]
        plain = str(int(code)) if code.lstrip("-").isdigit() else code
        codes.setdefault(row["field_type"], set()).add(plain)
    return codes


# Enumerations with more codes than one schema's, because both schemas share them.
SHARED = {
    "AGE_BAND": {"0", "M", "NR"},
    "BUILT_FORM": {"NR"},
    "COMPASS": {"NR"},
    "CONSERVATORY": {"5"},
    "COUNTRY": {"EAW", "IOM", "NR"},
    "COLLECTOR_SOURCE": {"ND"},
    "COLLECTOR_TYPE": {"ND"},
    "DISTRIBUTION": {"7", "8"},
    "EMITTER_TEMPERATURE": {"2"},
    "IMMERSION": {"NA"},
    "MAIN_CATEGORY": {"12"},
    "OVERSHADING": {"ND"},
    "PV_CONNECTION": {"NR"},
    "REGION": {"NR", "22", "23", "24"},
    "SAP_VERSION": {"9.8", "9.9", "9.93", "9.94"},
}
# `measured` is read with the measured thickness beside it; true and false may be 1 and 0.
OWN = {
    "WALL_THICKNESS": {"measured"},
    "SMOKE_CONTROL": {"0", "1"},
}


@pytest.mark.parametrize(
    ("module", "table"),
    [(rdsap_21_codes, "rdsap_21_codes.csv"), (sap_19_1_codes, "sap_19_1_codes.csv")],
)
def test_every_code_of_the_schema_has_its_meaning(
    module: ModuleType, table: str, shared: Path
) -> None:
    listed = codes_by_type(shared, table)
    wrong: dict[str, set[str]] = {}
    for name, (field_type, codes) in enumerations(module, common).items():
        if field_type not in listed or name == "ADDENDUM_21_0_0":
            continue
        expected = listed[field_type]
        difference = codes ^ expected
        if difference - SHARED.get(name, set()) - OWN.get(name, set()):
            wrong[name] = difference
    assert wrong == {}


def test_addenda_of_21_0_0_are_those_of_its_schema(shared: Path) -> None:
    codes = {
        row["code"]
        for row in rows(shared, "epc_codes_by_schema.csv")
        if row["schema_type"] == "RdSAP-Schema-21.0.0" and row["field_type"] == "AddendumCode"
    }
    assert set(rdsap_21_codes.ADDENDUM_21_0_0.meanings) == codes


def test_every_enumeration_is_one_of_a_schema(shared: Path) -> None:
    named = {
        field_type
        for table in ("rdsap_21_codes.csv", "sap_19_1_codes.csv")
        for field_type in codes_by_type(shared, table)
    }
    ours = enumerations(rdsap_21_codes, sap_19_1_codes, common)
    assert {field_type for field_type, _ in ours.values()} <= named
