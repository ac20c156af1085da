import argparse
import json

import pytest

from sap10.cli import imposition, main

ELECTRIC = "goldens/rdsap-electric-detached"


def run(capsys, *arguments):
    """Run a command; return its exit status, what it printed and its errors."""
    status = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_worksheet_is_printed_section_by_section(shared, capsys):
    status, out, _ = run(capsys, "worksheet", shared / ELECTRIC / "rdsap.xml")
    assert status == 0
    headings = [line for line in out.splitlines() if line[:1].isdigit()]
    assert [heading.split(".")[0] for heading in headings] == [
        *("1", "2", "3", "4", "5", "6", "7", "8", "9a", "10a", "11a", "12a", "13a")
    ]
    assert "(4)     total floor area" in out
    assert "Notes" in out


def test_rate_prints_the_headline_figures_of_every_certificate(shared, capsys):
    documents = [shared / ELECTRIC / name for name in ("rdsap.xml", "rdsap.xml")]
    status, out, _ = run(capsys, "rate", *documents)
    assert status == 0
    assert out.count("SAP rating") == 2
    status, out, _ = run(capsys, "rate", *documents, "--json")
    assert [set(document) for document in json.loads(out)] == [{"summary", "notes"}] * 2


def test_a_product_database_that_is_refused_is_said_once(shared, tmp_path, capsys):
    bad = tmp_path / "pcdb10.dat"
    bad.write_text("$001,1,2026,11,01\n")
    status, _, errors = run(capsys, "rate", shared / ELECTRIC / "rdsap.xml", "--pcdb", bad)
    assert status == 1
    assert "truncated" in errors


def test_products_are_looked_up_in_the_file_that_is_named(shared, capsys):
    home = shared / "epc-samples/SAP-Schema-17.1/api-json/epc.source.xml"
    without, _, errors = run(capsys, "rate", home)
    database = shared / "pcdb/pcdf-2022-07.dat"
    status, out, _ = run(capsys, "rate", home, "--json", "--pcdb", database)
    assert (without, status) == (1, 0)
    assert "product_not_found" in errors
    assert round(json.loads(out)["summary"]["sap_score"]) == 85  # as lodged


def test_as_sap_rates_with_table_12_and_its_equations(shared, capsys):
    path = shared / ELECTRIC / "rdsap.xml"
    lines = {}
    for ruleset in ("sap", "rdsap"):
        _, out, _ = run(capsys, "worksheet", path, "--json", "--as", ruleset)
        lines[ruleset] = json.loads(out)["lines"]
    assert lines["sap"]["256"]["value"] == 0.36
    assert lines["rdsap"]["256"]["value"] == 0.42
    _, out, _ = run(capsys, "worksheet", path, "--json", "--prices", "table12")
    assert json.loads(out)["lines"]["256"]["value"] == 0.36


def test_calculation_type_is_passed_on(shared, capsys):
    path = shared / ELECTRIC / "rdsap.xml"
    _, out, _ = run(capsys, "rate", path, "--json", "--calculation", "costs")
    assert json.loads(out)["summary"]["calculation"] == "costs"


def test_imposed_lines_reach_the_worksheet(shared, capsys):
    path = shared / ELECTRIC / "rdsap.xml"
    months = ",".join(str(m) for m in range(100, 112))
    _, out, _ = run(
        capsys, "worksheet", path, "--json", "--impose", "37=1.5", "--impose", f"95={months}"
    )
    lines = json.loads(out)["lines"]
    assert lines["37"]["value"] == 1.5
    assert lines["95"]["monthly"] == [float(m) for m in range(100, 112)]


def test_unknown_imposed_line_is_an_error(shared, capsys):
    path = shared / ELECTRIC / "rdsap.xml"
    status, out, err = run(capsys, "worksheet", path, "--impose", "777=1")
    assert status == 1
    assert not out
    assert "(777)" in err


def test_refused_certificate_is_named_and_the_others_are_rated(shared, capsys, tmp_path):
    broken = tmp_path / "broken.xml"
    broken.write_text("<RdSAP-Report><unclosed></RdSAP-Report>")
    status, out, err = run(capsys, "rate", broken, shared / ELECTRIC / "rdsap.xml")
    assert status == 1
    assert "broken.xml: malformed_document" in err
    assert out.count("SAP rating") == 1


def test_missing_file_is_reported(capsys, tmp_path):
    status, _, err = run(capsys, "rate", tmp_path / "absent.xml")
    assert status == 1
    assert "absent.xml" in err


def test_imposition_reads_one_value_or_twelve():
    assert imposition("39=417.5") == ("39", 417.5)
    assert imposition("(22a)=" + ",".join("1" * 12)) == ("22a", [1.0] * 12)


@pytest.mark.parametrize("text", ["39", "39=", "=3", "39=a", "39=1,2", "39=" + "1," * 12])
def test_other_impositions_are_refused(text):
    with pytest.raises(argparse.ArgumentTypeError, match="LINE=VALUE"):
        imposition(text)


def test_summary_of_a_worksheet_has_exactly_the_fixed_keys(shared, capsys):
    _, out, _ = run(capsys, "worksheet", shared / ELECTRIC / "sap.xml", "--json")
    document = json.loads(out)
    assert list(document) == ["summary", "lines", "notes"]
    assert set(document["summary"]) == {
        *("sap_score", "sap_rating", "band", "ei_rating", "co2_kg_per_year"),
        *("primary_energy_kwh_per_m2", "calculation", "specification"),
        *("edition", "conventions"),
    }


@pytest.mark.parametrize("command", ["rate", "worksheet"])
def test_edition_and_conventions_are_recorded(shared, capsys, command):
    path = shared / ELECTRIC / "rdsap.xml"
    edition = "RdSAP 10 (12-02-2024), SAP 10.2 (14-03-2025)"
    for given, recorded in (([], "specification"), (["--conventions", "accredited"], "accredited")):
        _, out, _ = run(capsys, command, path, "--json", *given)
        summary = json.loads(out)["summary"]
        assert (summary["edition"], summary["conventions"]) == (edition, recorded)
        _, out, _ = run(capsys, command, path, *given)
        assert out.startswith(f"{edition}, conventions: {recorded}\n")


def test_full_sap_records_its_edition_and_conventions(shared, capsys):
    path = shared / "goldens/gas-combi-detached/sap.xml"
    _, out, _ = run(capsys, "rate", path, "--json", "--conventions", "accredited")
    summary = json.loads(out)["summary"]
    assert (summary["edition"], summary["conventions"]) == ("SAP 10.2 (14-03-2025)", "accredited")
