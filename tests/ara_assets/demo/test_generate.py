"""The demo landlord's files: plausible, in the register's own formats, and of nobody."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import sap10
from ara_assets.demo import documents, generate, reports, systems
from ara_assets.demo.editions import EDITIONS, Edition
from ara_assets.demo.fabric import AGE_BANDS
from ara_assets.domain.performance import expand_home
from resources.geospatial import ReferenceFiles
from resources.google_solar import solar_survey
from resources.product_source import SAMPLE
from sap10.certificate.schemas.registry import SCHEMAS
from sap10.pcdb import load_pcdb
from tests.ara_assets.demo import register_json

TRUNCATED = f"{generate.certificate_number(generate.TRUNCATED, 1)}.xml"
CLAIMANT = f"{generate.certificate_number(generate.TRUNCATED + 1, 1)}.xml"
BROKEN = {
    generate.UNKNOWN_CODE: "unknown_code",
    generate.NO_MAIN_HEATING: "missing_field",
    generate.NEGATIVE_AREA: "invalid_value",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("demo")
    written = generate.generate(place)
    assert written == len(list((place / "certificates").iterdir()))
    return place


@pytest.fixture(scope="module")
def homes() -> list[reports.Home]:
    return [generate._draw(generate.SEED, index) for index in range(generate.HOMES)]


@pytest.fixture(scope="module")
def lodgements(homes: list[reports.Home]) -> list[generate.Lodgement]:
    return [
        one
        for index, home in enumerate(homes)
        for one in generate._lodgements(generate.SEED, index, home)
    ]


def content(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


def broken_index(path: Path) -> int | None:
    index = int(path.name.split("-")[1])
    return index if index in BROKEN else None


def readable(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted((folder / "certificates").iterdir())
        if path.name != TRUNCATED and broken_index(path) is None
    ]


def test_the_same_seed_gives_the_same_bytes_whatever_was_there(
    folder: Path, tmp_path: Path
) -> None:
    stray = tmp_path / "again" / "certificates" / "0000-0000-0000-0000-0000.xml"
    stray.parent.mkdir(parents=True)
    stray.write_text("<stray/>")
    generate.generate(tmp_path / "again")
    assert content(tmp_path / "again") == content(folder)
    other = generate._draw(generate.SEED + 1, 5)
    assert other.details != generate._draw(generate.SEED, 5).details


def test_every_document_as_xml_is_valid_against_its_schema(
    folder: Path, lodgements: list[generate.Lodgement], shared: Path
) -> None:
    written = {path.stem: path for path in readable(folder) if path.suffix == ".xml"}
    used: set[str] = set()
    for one in lodgements:
        schema = xml_schema(shared, one.edition)
        schema.assertValid(etree.fromstring(as_xml(one)))
        if one.number in written:
            schema.assertValid(etree.fromstring(written[one.number].read_bytes()))
            used.add(one.edition.schema)
    assert len(used) >= 8


@cache
def xml_schema(shared: Path, edition: Edition) -> etree.XMLSchema:
    templates = shared / "epc-schemas" / edition.schema / edition.family / "Templates"
    return etree.XMLSchema(etree.parse(templates / f"{edition.family}-Report.xsd"))


def as_xml(one: generate.Lodgement) -> bytes:
    return generate._xml(one, reports.LodgedFigures(71, 68, 2.1, 190, 8000, 2000))


def as_json(one: generate.Lodgement) -> bytes:
    node = generate._report(one, reports.LodgedFigures(71, 68, 2.1, 190, 8000, 2000))
    return documents.json_document(
        node, one.edition, uprn=one.home.uprn, lodged_on=one.lodged_on, band="C"
    )


def test_every_edition_is_lodged_as_xml_and_as_json_and_can_be_rated(
    lodgements: list[generate.Lodgement], folder: Path
) -> None:
    assert {one.edition for one in lodgements} == set(EDITIONS.values())
    assert set(EDITIONS) <= set(SCHEMAS)
    written = {path.stem: path.suffix for path in (folder / "certificates").iterdir()}
    kinds = {
        (one.edition.family, one.edition.sap_version, written[one.number]) for one in lodgements
    }
    assert kinds >= {
        ("RdSAP", "10.2", ".xml"),
        ("RdSAP", "10.2", ".json"),
        ("RdSAP", "9.94", ".xml"),
        ("RdSAP", "9.92", ".json"),
        ("SAP", "10.2", ".xml"),
        ("SAP", "9.92", ".json"),
    }
    for one in lodgements:
        if one.edition.family == "SAP":
            assert sap10.rate([sap10.expand(sap10.read_certificate(as_xml(one)).epc)]).band


def test_the_oracle_serves_the_registers_own_sample_as_the_api_does(shared: Path) -> None:
    pair = shared / "epc-samples" / documents.SCHEMA / "api-json"
    served: dict[str, Any] = json.loads((pair / "epc.json").read_bytes())
    expected = {k: v for k, v in served.items() if k not in register_json.ADDED}
    assert register_json.served((pair / "epc.source.xml").read_bytes()) == expected
    assert served.keys() >= register_json.ADDED


def test_json_is_what_the_api_serves_of_the_same_documents_xml(
    lodgements: list[generate.Lodgement],
) -> None:
    for one in lodgements:
        served: dict[str, Any] = json.loads(as_json(one))
        added = {key: served.pop(key) for key in register_json.ADDED}
        assert served == register_json.served(as_xml(one)), one.number
        assert added["uprn"] == one.home.uprn
        assert added["schema_type"] == one.edition.schema


def test_xml_and_json_of_one_home_are_read_as_the_same_certificate(
    lodgements: list[generate.Lodgement],
) -> None:
    for one in lodgements:
        by_xml = sap10.read_certificate(as_xml(one))
        by_json = sap10.read_certificate(as_json(one), one.number)
        assert by_json.epc == by_xml.epc
        assert by_json.uprn == one.home.uprn
        assert by_xml.uprn == (one.home.uprn if one.edition.has_uprn else None)
        same = {"uprn": None, "notes": ()}
        assert by_json.model_copy(update=same) == by_xml.model_copy(update=same)
        assert by_xml.certificate_number == one.number


def test_the_mix_has_every_nation_age_band_and_heating(homes: list[reports.Home]) -> None:
    assert {home.nation for home in homes} == {"ENG", "WLS", "SCT", "NIR"}
    assert {home.shape.age_band for home in homes} == set(AGE_BANDS)
    assert {home.heating_name for home in homes} == set(systems.KINDS)
    assert {home.shape.kind for home in homes} == {"house", "bungalow", "flat", "park_home"}
    assert not [h for h in homes if h.nation == "NIR" and h.shape.age_band == "J"]


def test_the_mix_has_what_the_issue_asks_for(folder: Path, homes: list[reports.Home]) -> None:
    found: Counter[str] = Counter()
    walls: set[str] = set()
    roofs: set[str] = set()
    for home in homes:
        details = home.details
        parts = details["SAP-Building-Parts"]["SAP-Building-Part"]
        walls |= {part["Wall-Construction"] for part in parts}
        roofs |= {part["Roof-Construction"] for part in parts}
        found["extension"] += len(parts) > 1
        for room in (part["SAP-Room-In-Roof"] for part in parts if "SAP-Room-In-Roof" in part):
            found["room in roof"] += 1
            found.update(name for name in room if name.startswith("Room-In-Roof"))
        found["conservatory within"] += "SAP-Integral-Conservatory" in details["SAP-Building-Parts"]
        found["solar water heating"] += "Solar-Water-Heating-Details" in details["SAP-Heating"]
        found["heat network"] += home.heating_name == "heat_network"
        found["park home"] += details["Property-Type"] == "4"
        found["photovoltaics"] += "PV-Arrays" in details["SAP-Energy-Source"]["Photovoltaic-Supply"]
        found["battery"] += "PV-Batteries" in details["SAP-Energy-Source"]
        found["cylinder"] += details["SAP-Heating"]["Cylinder-Size"] != "1"
        found["secondary heating"] += "Secondary-Heating-Type" in details["SAP-Heating"]
    assert walls >= {"1", "2", "3", "4", "5", "8", "10"}
    assert roofs == {"1", "3", "4", "5", "8"}
    for name in ("extension", "room in roof", "photovoltaics", "cylinder", "secondary heating"):
        assert found[name] >= 5, found
    assert found["battery"] >= 1
    for name in (
        "conservatory within",
        "solar water heating",
        "heat network",
        "park home",
        "Room-In-Roof-Type-1",
        "Room-In-Roof-Type-2",
        "Room-In-Roof-Details",
    ):
        assert found[name] >= 3, found
    older = [path for path in readable(folder) if path.name.split("-")[2] == "0002"]
    assert len(older) >= 10
    assert {path.suffix for path in readable(folder)} == {".xml", ".json"}


def test_nothing_is_of_a_real_address(folder: Path, homes: list[reports.Home]) -> None:
    for home in homes:
        assert re.fullmatch(r"[A-Z]{1,2}[1-9] [1-9][CIKMOV]{2}", home.postcode)
        assert home.address_line.endswith(" Specimen Row")
        assert 999_000_000_000 <= home.uprn < 999_000_001_000
    assert len({home.uprn for home in homes}) == generate.HOMES
    for path in readable(folder):
        certificate = sap10.read_certificate(path, path.stem)
        assert certificate.address.post_town == "Arasted"
        assert certificate.address.postcode
        assert certificate.address.postcode.endswith(
            tuple(a + b for a in reports.UNUSED_LETTERS for b in reports.UNUSED_LETTERS)
        )
        assert certificate.certificate_number == path.stem
        assert path.stem.startswith("9990-")
        assert "Synthetic" in path.read_text()


def test_lodged_figures_are_our_own_but_for_a_few(folder: Path) -> None:
    certificates = [sap10.read_certificate(path, path.stem) for path in readable(folder)]
    rateable, refused = [], []
    pcdb = load_pcdb(SAMPLE)
    for certificate in certificates:
        try:
            rateable.append((certificate, expand_home(certificate.epc, pcdb)))
        except sap10.CertificateRejected as refusal:
            refused.append(refusal.reason)
    assert refused == ["product_not_found"]
    dwellings = [dwelling for _, dwelling in rateable]
    uses = Counter(use.is_found for dwelling in dwellings for use in dwelling.product_uses)
    assert uses[True] >= 5
    assert uses[False] >= 2
    result = sap10.rate(dwellings, calculation="rating")
    local = sap10.rate(dwellings, calculation="costs")
    current = Counter[str]()
    for row, (certificate, _) in enumerate(rateable):
        lodged = certificate.lodged
        assert lodged is not None
        off = abs(lodged.sap_rating - int(result.sap_rating[row]))
        if lodged.sap_version.startswith("10."):
            assert off <= 5
            current["off" if off else "same"] += 1
        else:
            assert lodged.sap_version in {"9.92", "9.93", "9.94"}
            current["old"] += 1
        assert lodged.space_heating_requirement_kwh == pytest.approx(
            float(local.space_heating_kwh[row]), abs=0.51
        )
    assert 5 <= current["off"] <= 30
    assert current["old"] >= 12
    assert current["same"] > 0.9 * (current["same"] + current["off"])


@pytest.mark.parametrize("index", BROKEN)
def test_broken_documents_are_refused_by_the_right_reason(folder: Path, index: int) -> None:
    [path] = (folder / "certificates").glob(f"9990-{index:04d}-0001-*")
    with pytest.raises(sap10.CertificateRejected) as refused:
        sap10.read_certificate(path, path.stem)
    assert refused.value.reason == BROKEN[index]
    assert refused.value.certificate_number == path.stem
    assert refused.value.field


def test_one_document_is_truncated_and_one_claims_the_uprn_of_another_home(folder: Path) -> None:
    with pytest.raises(sap10.CertificateRejected) as refused:
        sap10.read_certificate(folder / "certificates" / TRUNCATED)
    assert refused.value.reason == "malformed_document"
    claimant = sap10.read_certificate(folder / "certificates" / CLAIMANT)
    rightful = generate._draw(generate.SEED, generate.TWO_CLAIM_ONE_UPRN)
    assert claimant.uprn == rightful.uprn
    assert claimant.address.lines != (rightful.address_line,)


def test_surroundings_are_in_the_formats_of_their_sources(
    folder: Path, homes: list[reports.Home]
) -> None:
    files = ReferenceFiles(folders=[str(folder)])
    places = files.places({home.uprn for home in homes})
    assert places is not None
    assert set(places) == {home.uprn for home in homes if home.nation != "NIR"}
    for place in places.values():
        assert 49.8 < place.latitude_deg < 59
        assert -6 < place.longitude_deg < 2
    planning = files.planning()
    flags = [planning.at(places[h.uprn]) for h in homes if h.nation == "ENG"]
    assert any(flag.is_in_conservation_area for flag in flags)
    assert any(flag.is_listed_building for flag in flags)
    assert any(flag.is_listed_building is False for flag in flags)
    surveys = [solar_survey(files, home.uprn) for home in homes]
    assert sum(survey is not None for survey in surveys) >= 20
    with zipfile.ZipFile(folder / "osopenuprn_demo.zip") as archive:
        [member] = archive.namelist()
        heading = next(csv.reader(io.StringIO(archive.read(member).decode())))
    assert heading == ["UPRN", "X_COORDINATE", "Y_COORDINATE", "LATITUDE", "LONGITUDE"]
