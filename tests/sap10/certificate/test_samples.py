"""Every sample certificate of the reference material: rated, or refused for a fault of its data."""

from pathlib import Path
from typing import NamedTuple

import pytest

import sap10
from sap10.certificate.read import read_certificate
from sap10.errors import CertificateRejected
from sap10.pcdb import read_pcdb

NO_ROOM_HEATER = (
    "missing_field",
    "Secondary-Heating-Type",
    "a secondary fuel, and no heater that burns it",
)
NO_EXTENSION = (
    "inconsistent_values",
    "SAP-Window/Window-Location",
    "a window in the 1st extension of a dwelling without extensions",
)
NO_SUCH_FIELD = (
    "unknown_field",
    "Mechanical-Ventilation-Duct-Insulation",
    "the schema has Mechanical-Vent-Duct-Insulation",
)
NO_NETWORK = (
    "missing_field",
    "SAP-Community-Heating-System/Heat-Network-Index-Number",
    "hot water from a heat network that is not described",
)
NO_SUCH_PRODUCT = (
    "product_not_found",
    "WWHRS-Index-Number1",
    "an index that no revision of the product database has",
)
STRAY_TEXT = ("unknown_field", "name", "a stray hyphen of the XML, served as a field")
NO_SUCH_CODE = (
    "inconsistent_values",
    "Water-Heating-Code",
    "a code that Table 4a does not have",
)

FAULTS = {
    "RdSAP-Schema-19.0/epc.xml": NO_ROOM_HEATER,
    "RdSAP-Schema-20.0.0/api-json/epc.json": NO_ROOM_HEATER,
    "RdSAP-Schema-20.0.0/api-json/epc.source.xml": NO_ROOM_HEATER,
    "RdSAP-Schema-20.0.0/epc.xml": NO_ROOM_HEATER,
    "RdSAP-Schema-20.0.0/redacted_epc.xml": NO_ROOM_HEATER,
    **{
        f"RdSAP-Schema-{version}/{name}": NO_EXTENSION
        for version in ("21.0.0", "21.0.1")
        for name in ("api-json/epc.json", "api-json/epc.source.xml", "epc.xml")
    },
    **{
        f"RdSAP-Schema-{version}/redacted_epc.xml": NO_SUCH_FIELD
        for version in ("21.0.0", "21.0.1", "NI-21.0.1")
    },
    **{f"RdSAP-Schema-NI-{version}/epc.xml": NO_EXTENSION for version in ("21.0.0", "21.0.1")},
    **{f"SAP-Schema-{version}/epc.xml": NO_NETWORK for version in ("17.0", "17.1", "18.0.0")},
    "SAP-Schema-18.0.0/api-json/epc.json": STRAY_TEXT,
    **{
        f"SAP-Schema-{version}/{name}": NO_SUCH_PRODUCT
        for version in ("19.0.0", "19.1.0", "19.2.0")
        for name in ("api-json/epc.json", "api-json/epc.source.xml", "epc.xml")
    },
    "SAP-Schema-NI-18.0.0/epc.xml": NO_SUCH_CODE,
}
"""Reason, field, and what is wrong with the sample itself."""


class Outcome(NamedTuple):
    """What became of one sample."""

    schema: str
    lodged: str
    rating: str
    refusal: tuple[str, str] | None


@pytest.fixture(name="outcomes", scope="module")
def _outcomes(shared: Path) -> dict[str, Outcome]:
    folder = shared / "epc-samples"
    pcdb = read_pcdb(shared / "pcdb" / "pcdf-2022-07.dat")
    found: dict[str, Outcome] = {}
    for path in sorted([*folder.rglob("*.xml"), *folder.rglob("*.json")]):
        name = path.relative_to(folder).as_posix()
        schema, lodged = name.split("/")[0], "-"
        try:
            certificate = read_certificate(path)
            schema = certificate.schema_type
            if certificate.lodged is not None:
                figures = certificate.lodged
                lodged = f"{figures.sap_rating} ({figures.sap_version})"
            result = sap10.rate([sap10.expand(certificate.epc, pcdb=pcdb)])
        except CertificateRejected as refusal:
            found[name] = Outcome(schema, lodged, "", (refusal.reason, refusal.field))
        else:
            found[name] = Outcome(schema, lodged, f"{result.sap_score[0]:.2f}", None)
    return found


def test_every_sample_is_rated_or_refused_for_a_fault_of_its_own(
    outcomes: dict[str, Outcome], capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print(f"\n{'sample':45} {'schema':23} {'lodged (SAP)':13} rating, or what is wrong with it")
        for name, outcome in outcomes.items():
            fault = FAULTS.get(name, ("", "", "not expected"))[2]
            said = outcome.rating or f"{': '.join(outcome.refusal or ())}: {fault}"
            print(f"{name:45} {outcome.schema:23} {outcome.lodged:13} {said}")
    refused = {name: outcome.refusal for name, outcome in outcomes.items() if outcome.refusal}
    assert refused == {name: fault[:2] for name, fault in FAULTS.items()}
    assert "not_supported" not in {reason for reason, _ in refused.values()}
    assert len(outcomes) == 48


# The API serves these certificates as lodged; the methods differ by up to five points.
REAL = (
    ("RdSAP-Schema-17.0", 5),
    ("RdSAP-Schema-17.1", 5),
    ("RdSAP-Schema-18.0", 5),
    ("RdSAP-Schema-19.0", 5),
    ("SAP-Schema-17.0", 1),
    ("SAP-Schema-17.1", 1),
)


@pytest.mark.parametrize(("schema", "points"), REAL)
def test_real_certificates_are_rated_near_what_was_lodged(
    schema: str, points: int, outcomes: dict[str, Outcome]
) -> None:
    outcome = outcomes[f"{schema}/api-json/epc.json"]
    assert abs(float(outcome.rating) - int(outcome.lodged.split()[0])) <= points


def test_a_report_lodged_under_sap_10_2_is_rated_as_lodged(outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes["SAP-Schema-19.0.0/compliance-report.xml"]
    assert abs(float(outcome.rating) - int(outcome.lodged.split()[0])) <= 1


def test_xml_and_json_of_a_certificate_are_rated_alike(outcomes: dict[str, Outcome]) -> None:
    pairs = [name for name in outcomes if name.endswith("api-json/epc.json")]
    unlike = [
        name
        for name in pairs
        if outcomes[name][2:] != outcomes[name.replace("epc.json", "epc.source.xml")][2:]
    ]
    assert unlike == ["SAP-Schema-18.0.0/api-json/epc.json"]
    assert len(pairs) == 13
