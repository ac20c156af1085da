"""The golden worksheets, line by line at 1e-6.

Where the golden's engine departs from the specification, the line where the departure begins takes
the golden's value (`--impose`), and everything after it has to agree.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import sap10
from sap10.cli import main
from sap10.report import worksheet_document
from tests.sap10.golden_dwellings import GOLDEN_DWELLINGS

DAYLIGHT = "Appendix L2a and Table 6b: 0.9 applies once to the light transmittance of the table"
SOLAR = "equation (5) and Table 6b: 0.9 applies once to the solar transmittance of the table"
PUMP_GAIN = "Table 5a note a: a new dwelling's pump of unknown age gains 3 W"
PUMP_ENERGY = "Table 4f note b: a new dwelling's pump of unknown age uses 41 kWh"
NO_PUMP = "Tables 4f and 5a: electric room heaters have no circulation pump"
NO_LIGHTS = "Appendix L1 step 8c: without fixed lighting the efficacy is 21.3 lm/W"
EXPORT_PE = "Table 12e: code 60 has its own factors from October to December"
WATER_PRICE = "RdSAP 10 Table 32: standard tariff electricity costs 13.19 p/kWh"

GAS = {
    "67": DAYLIGHT,
    "70": PUMP_GAIN,
    "78": SOLAR,
    "230c": PUMP_ENERGY,
    "232": DAYLIGHT,
}
ELECTRIC = {
    "67": NO_LIGHTS,
    "70": NO_PUMP,
    "230c": NO_PUMP,
    "232": NO_LIGHTS,
    "247": WATER_PRICE,
}


@dataclass(frozen=True)
class Golden:
    """A golden worksheet: its engine's options, and the lines where it departs, with the rule."""

    options: tuple[str, ...]
    departures: dict[str, str]


GOLDENS = {
    "gas-combi-detached": Golden((), GAS),
    "gas-combi-detached-pv-2.5kwp": Golden((), GAS | {"283": EXPORT_PE}),
    "rdsap-electric-detached": Golden(("--prices", "table32"), ELECTRIC),
    "rdsap-room-in-roof-type-1": Golden(("--prices", "table32"), ELECTRIC),
}

every_golden = pytest.mark.parametrize("name", GOLDENS)


def golden_values(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "worksheet.json").read_text(encoding="utf-8"))


def golden_value(values: dict[str, Any], line: str) -> list[float]:
    """Return the golden's twelve values of a line, or its one value."""
    if f"value_{line}_1" in values:
        return [float(values[f"value_{line}_{month}"]) for month in range(1, 13)]
    return [float(values[f"value_{line}"])]


def imposed(folder: Path, name: str) -> dict[str, list[float]]:
    values = golden_values(folder)
    return {line: golden_value(values, line) for line in GOLDENS[name].departures}


def compare(shared: Path, ours: Path, name: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            str(shared / "tools" / "compare_worksheet.py"),
            str(ours),
            str(shared / "goldens" / name / "worksheet.json"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )


def worksheet_of_certificate(shared, name, capsys, impose):
    options = [
        argument
        for line, values in impose.items()
        for argument in ("--impose", f"{line}={','.join(map(repr, values))}")
    ]
    path = shared / "goldens" / name / "sap.xml"
    status = main(["worksheet", str(path), "--json", *GOLDENS[name].options, *options])
    printed = capsys.readouterr()
    assert status == 0, printed.err
    return json.loads(printed.out)


@every_golden
def test_worksheet_of_the_certificate_agrees_on_every_line(shared, name, capsys, tmp_path):
    impose = imposed(shared / "goldens" / name, name)
    document = worksheet_of_certificate(shared, name, capsys, impose)
    ours = tmp_path / "ours.json"
    ours.write_text(json.dumps(document), encoding="utf-8")
    comparison = compare(shared, ours, name)
    assert comparison.returncode == 0, comparison.stdout


@every_golden
def test_worksheet_of_inputs_written_by_hand_agrees_on_every_line(shared, name, tmp_path):
    impose = imposed(shared / "goldens" / name, name)
    result = sap10.rate(
        [GOLDEN_DWELLINGS[name]()],
        impose={line: v if len(v) > 1 else v[0] for line, v in impose.items()},
    )
    ours = tmp_path / "ours.json"
    ours.write_text(json.dumps(worksheet_document(result, 0)), encoding="utf-8")
    comparison = compare(shared, ours, name)
    assert comparison.returncode == 0, comparison.stdout


@every_golden
def test_each_departure_begins_at_the_line_that_is_imposed(shared, name, capsys):
    """With all other departures imposed, the line itself is the one that differs."""
    every = imposed(shared / "goldens" / name, name)
    for line, theirs in every.items():
        others = {other: values for other, values in every.items() if other != line}
        document = worksheet_of_certificate(shared, name, capsys, others)
        found = document["lines"].get(line, {"value": 0.0})
        ours = found["monthly"] if len(theirs) > 1 and "monthly" in found else [found["value"]]
        if len(ours) < len(theirs):
            ours = ours * len(theirs)
        assert ours != pytest.approx(theirs, rel=1e-6, abs=1e-6), line


@every_golden
def test_json_has_the_shape_of_the_design(shared, name, capsys):
    document = worksheet_of_certificate(shared, name, capsys, {})
    assert set(document) == {"summary", "lines", "notes"}
    summary = document["summary"]
    assert {
        "sap_score",
        "sap_rating",
        "band",
        "ei_rating",
        "co2_kg_per_year",
        "primary_energy_kwh_per_m2",
        "calculation",
        "specification",
    } <= set(summary)
    assert summary["calculation"] == "rating"
    assert set(document["lines"]["39"]) == {"monthly", "value"}
    assert len(document["lines"]["39"]["monthly"]) == 12
    assert set(document["lines"]["4"]) == {"value"}
    assert document["lines"]["258"]["value"] == summary["sap_rating"]
