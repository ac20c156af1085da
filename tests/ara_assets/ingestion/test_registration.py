import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from ara_assets.ingestion.claims import Claim, contested_properties
from ara_assets.ingestion.registration import Registration, register_region
from resources.certificate_source import ReceivedDocument
from resources.database.content import content_hashes
from resources.database.reader import read_table
from resources.database.registry import METADATA
from resources.errors import PermanentFailure
from resources.object_store import LocalStore


class Documents:
    """A source of documents that a test wrote."""

    def __init__(self, documents: dict[str, bytes]) -> None:
        self.content = documents

    def documents(self) -> Iterable[ReceivedDocument]:
        """Every document, by name."""
        for name, data in sorted(self.content.items()):
            yield ReceivedDocument(name, len(data), data)


def number(n: int) -> str:
    return f"0000-0000-0000-0000-{n:04d}"


def certificate(uprn: int | None, **fields: Any) -> bytes:
    document = {
        "schema_type": "RdSAP-Schema-21.0.1",
        "uprn": uprn,
        "registration_date": "2026-01-01",
        "postcode": "ZZ1 1ZZ",
        "address_line_1": f"{uprn} Some Street",
    }
    return json.dumps({"data": document | fields}).encode()


def certificates(uprns: Iterable[int]) -> dict[str, bytes]:
    return {f"{number(uprn)}.json": certificate(uprn) for uprn in uprns}


@pytest.fixture(autouse=True)
def _empty(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {', '.join(METADATA.tables)}"))


def add(
    engine: Engine, folder: Path, documents: dict[str, bytes], size: int | None = 2
) -> Registration:
    return register_region(
        engine, LocalStore(folder), "demo", Documents(documents), batch_size=size
    )


def members(engine: Engine) -> dict[str, str]:
    frame = read_table(engine, "batch_member")
    return dict(zip(frame["property_id"], frame["batch_key"], strict=True))


def test_properties_fill_batches_in_order(engine: Engine, tmp_path: Path) -> None:
    result = add(engine, tmp_path, certificates([3, 1, 2]))
    assert members(engine) == {
        "DEMO:UPRN:1": "DEMO-0001",
        "DEMO:UPRN:2": "DEMO-0001",
        "DEMO:UPRN:3": "DEMO-0002",
    }
    assert result.batch_keys == ("DEMO-0001", "DEMO-0002")
    assert (result.documents, result.named, result.new_properties) == (3, 3, 3)
    stored = read_table(engine, "document", ["DEMO-0001"])
    assert sorted(stored["certificate_number"]) == [number(1), number(2)]
    for sha256, uprn in zip(stored["document_sha256"], stored["uprn"], strict=True):
        assert json.loads(LocalStore(tmp_path).get(sha256))["data"]["uprn"] == uprn


def test_adding_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    documents = certificates([1, 2, 3]) | {"broken.xml": b"<broken"}
    add(engine, tmp_path, documents)
    before = content_hashes(engine)
    again = add(engine, tmp_path, documents)
    assert (again.new_documents, again.new_properties, again.properties) == (0, 0, 3)
    assert content_hashes(engine) == before


def test_new_properties_fill_the_last_batch_and_open_another(
    engine: Engine, tmp_path: Path
) -> None:
    add(engine, tmp_path, certificates([5, 6, 7]))
    before = members(engine)
    result = add(engine, tmp_path, certificates([1, 2, 7]), size=500)
    after = members(engine)
    assert {key: after[key] for key in before} == before
    assert after["DEMO:UPRN:1"] == "DEMO-0002"
    assert after["DEMO:UPRN:2"] == "DEMO-0003"
    assert result.batch_keys == ("DEMO-0001", "DEMO-0002", "DEMO-0003")


def test_a_home_without_uprn_keeps_its_id_when_one_is_found(engine: Engine, tmp_path: Path) -> None:
    unknown = {f"{number(9)}.json": certificate(None, address_line_1="9 Some Street")}
    add(engine, tmp_path, unknown)
    add(engine, tmp_path, {f"{number(9)}.json": certificate(9)})
    assert list(members(engine)) == [f"DEMO:EPC:{number(9)}"]
    assert read_table(engine, "batch_member")["uprn"].tolist() == [9]
    add(engine, tmp_path, {f"{number(10)}.json": certificate(9, registration_date="2026-05-01")})
    assert len(members(engine)) == 1
    assert len(read_table(engine, "document")) == 3


def test_ids_do_not_hang_on_the_order_of_files(engine: Engine, tmp_path: Path) -> None:
    both = {f"a/{number(9)}.json": certificate(None), f"b/{number(9)}.json": certificate(9)}
    add(engine, tmp_path, both)
    assert list(members(engine)) == ["DEMO:UPRN:9"]


def test_a_document_that_names_no_property_is_an_issue_of_its_file(
    engine: Engine, tmp_path: Path
) -> None:
    broken = {"cut.xml": b"<RdSAP-Report><a>", "silent.json": certificate(None)}
    result = add(engine, tmp_path, certificates([1]) | broken)
    assert (result.documents, result.named, result.issues) == (3, 1, 2)
    issues = read_table(engine, "issue")
    assert dict(zip(issues["source_file"], issues["reason"], strict=True)) == {
        "cut.xml": "malformed_document",
        "silent.json": "missing_field",
    }
    assert set(issues["batch_key"]) == {"DEMO"}
    assert len(read_table(engine, "document")) == 3
    add(engine, tmp_path, {"cut.xml": certificate(2)})
    assert read_table(engine, "issue")["source_file"].tolist() == ["silent.json"]


def test_the_same_bytes_under_two_names_are_one_document(engine: Engine, tmp_path: Path) -> None:
    data = certificate(1, certificate_number=number(1))
    result = add(engine, tmp_path, {"a.json": data, "b.json": data})
    assert (result.documents, result.named, result.duplicates) == (2, 1, 1)
    assert len(read_table(engine, "document")) == 1


def test_a_document_that_is_too_large_is_an_issue(engine: Engine, tmp_path: Path) -> None:
    class Large(Documents):
        def documents(self) -> Iterable[ReceivedDocument]:
            yield ReceivedDocument("large.xml", 10**9, None)

    register_region(engine, LocalStore(tmp_path), "demo", Large({}))
    assert read_table(engine, "issue")["reason"].tolist() == ["document_too_large"]
    assert read_table(engine, "document").empty


def test_the_same_home_in_two_regions_is_two_properties(engine: Engine, tmp_path: Path) -> None:
    for name in ("north", "south"):
        register_region(engine, LocalStore(tmp_path), name, Documents(certificates([1])))
    assert list(members(engine)) == ["NORTH:UPRN:1", "SOUTH:UPRN:1"]
    assert read_table(engine, "document")["document_sha256"].nunique() == 1


@pytest.mark.parametrize("name", ["", "–", "x" * 41])
def test_a_name_without_key_is_refused(engine: Engine, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="region's name"):
        register_region(engine, LocalStore(tmp_path), name, Documents({}))


def claims(engine: Engine) -> list[Claim]:
    frame = read_table(engine, "document")
    columns = ["property_id", "uprn", "address_hash", "certificate_number", "source_file"]
    return [Claim(*row) for row in frame[columns].itertuples(index=False, name=None)]


def test_two_homes_that_claim_one_uprn_are_issues_that_name_both(
    engine: Engine, tmp_path: Path
) -> None:
    documents = certificates([1, 2]) | {
        f"{number(77)}.json": certificate(1, address_line_1="8 Other Street")
    }
    add(engine, tmp_path, documents)
    contested = contested_properties(claims(engine))
    assert list(contested) == ["DEMO:UPRN:1"]
    issues = contested["DEMO:UPRN:1"]
    assert {issue.certificate_number for issue in issues} == {number(1), number(77)}
    for issue in issues:
        assert issue.reason == "uprn_claimed_twice"
        assert number(1) in issue.message
        assert number(77) in issue.message


def test_one_home_written_in_two_ways_is_not_contested(engine: Engine, tmp_path: Path) -> None:
    ways = [
        {"address_line_1": "Flat 1, 20 Some Street", "postcode": "ZZ1 1ZZ"},
        {"address_line_1": "FLAT 1", "address_line_2": "20 Some St", "postcode": "zz11zz"},
    ]
    documents = {f"{number(n)}.json": certificate(1, **way) for n, way in enumerate(ways)}
    add(engine, tmp_path, documents)
    assert contested_properties(claims(engine)) == {}


def test_a_source_without_documents_adds_no_region(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(PermanentFailure, match="holds no"):
        add(engine, tmp_path, {})
    assert read_table(engine, "region").empty
