"""A code that changes its meaning from one schema to the next changes with us, and no other does.

Meanings are those that the register prints for each code of each schema of England and Wales.
"""

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from sap10.certificate.converters import normal_code
from tests.sap10.certificate import test_rdsap_20, test_sap_schemas

REWORDED = {
    ("RdSAP", "BoilerFlueTypeCode", "1"),
    ("RdSAP", "BoilerFlueTypeCode", "2"),
    ("RdSAP", "CylinderInsulationTypeCode", "1"),
    ("RdSAP", "CylinderInsulationTypeCode", "2"),
    ("RdSAP", "SAP-GlazingTypeCode", "1"),
    ("RdSAP", "SAP-GlazingTypeCode", "4"),
    ("RdSAP", "SAP-GlazingTypeCode", "6"),
    ("RdSAP", "WallConstructionCode", "1"),
    ("RdSAP", "WallConstructionCode", "2"),
    ("RdSAP", "WallInsulationThicknessCode", "50mm"),
    ("RdSAP", "WallInsulationThicknessCode", "100mm"),
    ("RdSAP", "WallInsulationThicknessCode", "150mm"),
    ("SAP", "HeatingFuelTypeCode", "3"),
    ("SAP", "SAP-ThermalBridgeCode", "2"),
    ("SAP", "SAP-ThermalBridgeCode", "3"),
    ("SAP", "UKCountryCode", "EAW"),
}
"""Codes whose words changed and whose meaning did not: balanced flues are room-sealed ones, foam on
a cylinder is applied in the factory, glazing without a period had its periods in the guidance.
"""


class Meaning(NamedTuple):
    """What a schema prints of a code, what it is read as, and what had to be assumed of it."""

    words: str
    value: str
    assumed: str


def test_codes_that_change_their_meaning_are_read_so(shared: Path) -> None:
    found = meanings(shared)
    kept: set[tuple[str, str, str]] = set()
    renumbered: set[tuple[str, str, str]] = set()
    for code, by_schema in found.items():
        for one, other in combinations(by_schema, 2):
            is_same = one.value == other.value
            if one.words != other.words and is_same and not (one.assumed or other.assumed):
                kept.add(code)
            if one.words == other.words and not is_same:
                renumbered.add(code)
    assert kept == REWORDED
    assert renumbered == set()
    assert sum(map(len, found.values())) > 5_600


def meanings(shared: Path) -> dict[tuple[str, str, str], list[Meaning]]:
    """Return what every schema makes of a code, by family, enumeration and code."""
    with (shared / "sources" / "epc_codes_by_schema.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ours = {
        name: test_rdsap_20.enumerations(name)
        if name in test_rdsap_20.NAMES
        else test_sap_schemas.enumerations(name)
        for name in {row["schema_type"] for row in rows}
    }
    found: dict[tuple[str, str, str], list[Meaning]] = defaultdict(list)
    for row in rows:
        codes = ours[row["schema_type"]].get(row["field_type"])
        code = normal_code(row["code"])
        if codes is not None and code in codes.meanings:
            family = row["schema_type"].partition("-")[0]
            meaning = Meaning(
                plain(row["meaning"]), repr(codes.meanings[code]), codes.assumed.get(code, "")
            )
            found[family, row["field_type"], row["code"]].append(meaning)
    return found


def plain(text: str) -> str:
    """Leave out of a meaning what printing alone decides: case, dashes, brackets, spaces."""
    kept = "".join(letter if letter.isalnum() or letter in ".+<>=" else " " for letter in text)
    return " ".join(kept.lower().split())
