"""Which certificate of a property counts, and what becomes of the others."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ara_assets.demo import generate, reports
from ara_assets.demo.documents import SCHEMA
from ara_assets.demo.editions import EDITIONS
from ara_assets.ingestion.epc import read_batch
from resources.database.batch import AssetBatch
from resources.object_store import LocalStore

FIGURES = reports.LodgedFigures(71, 68, 2.1, 190)
HOME = generate._draw(generate.SEED, 3)


class Documents:
    """Documents in a real store, by the names that a test gives them."""

    def __init__(self, folder: Path, content: Mapping[str, bytes]) -> None:
        self.store = LocalStore(folder)
        self.digests = {name: self.store.put(data) for name, data in content.items()}

    def read(self, *rows: dict[str, Any]) -> AssetBatch:
        """Read the batch of one property with these documents."""
        stored = [row | {"document_sha256": self.digests[row["source_file"]]} for row in rows]
        return read_batch("X-0001", ["X:1"], stored, self.store)


def certificate(sequence: int, day: dt.date, *, schema: str = SCHEMA) -> bytes:
    number = generate.certificate_number(3, sequence)
    return generate._xml(generate.Lodgement(HOME, number, day, EDITIONS[schema], 0), FIGURES)


def row(name: str, sequence: int, day: dt.date | None) -> dict[str, Any]:
    return {
        "property_id": "X:1",
        "batch_key": "X-0001",
        "certificate_number": generate.certificate_number(3, sequence),
        "source_file": name,
        "schema_type": SCHEMA,
        "registration_date": day,
        "uprn": HOME.uprn,
        "address_hash": "one home",
        "withdrawn_at": None,
        "moved_at": None,
    }


OLD, NEW = dt.date(2020, 1, 2), dt.date(2026, 3, 4)


def status(batch: AssetBatch) -> dict[str, str]:
    seen = batch.frames["certificate"]
    return dict(zip(seen["source_file"], seen["certificate_status"], strict=True))


def current(batch: AssetBatch) -> list[str]:
    digests = set(batch.frames["epc"]["document_sha256"])
    seen = batch.frames["certificate"]
    return seen.loc[seen["document_sha256"].isin(digests), "source_file"].tolist()


def test_the_newest_certificate_wins_and_the_older_is_no_issue(tmp_path: Path) -> None:
    documents = Documents(
        tmp_path, {"a": certificate(1, NEW), "b": certificate(2, OLD, schema="RdSAP-Schema-20.0.0")}
    )
    batch = documents.read(row("b", 2, OLD), row("a", 1, NEW))
    assert status(batch) == {"a": "current", "b": "superseded"}
    assert current(batch) == ["a"]
    assert batch.issues == []
    [stored] = batch.frames["epc"].to_dict("records")
    assert (stored["sap_version"], stored["lodged_sap_rating"]) == ("10.2", 71)
    assert stored["registration_date"] == NEW


def test_a_broken_newest_certificate_is_an_issue_and_no_older_one_takes_its_place(
    tmp_path: Path,
) -> None:
    broken = certificate(1, NEW).replace(b"<SAP-Heating>", b"<SAP-Heating><Nonsense>1</Nonsense>")
    documents = Documents(tmp_path, {"a": broken, "b": certificate(2, OLD)})
    batch = documents.read(row("a", 1, NEW), row("b", 2, OLD))
    assert status(batch) == {"a": "issue", "b": "superseded"}
    assert current(batch) == []
    [issue] = batch.issues
    assert issue.reason == "unknown_field"
    assert issue.property_id == "X:1"
    assert issue.certificate_number == generate.certificate_number(3, 1)
    assert issue.field
    assert "Nonsense" in issue.field


def test_a_broken_older_certificate_is_an_issue_and_the_newest_still_counts(tmp_path: Path) -> None:
    documents = Documents(tmp_path, {"a": certificate(1, NEW), "b": b"<cut"})
    batch = documents.read(row("a", 1, NEW), row("b", 2, OLD))
    assert status(batch) == {"a": "current", "b": "issue"}
    assert current(batch) == ["a"]
    assert [issue.reason for issue in batch.issues] == ["malformed_document"]


def test_a_document_whose_date_nobody_knows_might_be_the_newest(tmp_path: Path) -> None:
    documents = Documents(tmp_path, {"a": certificate(1, NEW), "b": b"<cut"})
    batch = documents.read(row("a", 1, NEW), row("b", 2, None))
    assert status(batch) == {"a": "superseded", "b": "issue"}
    assert current(batch) == []


def test_of_two_on_one_day_the_same_one_wins_in_any_order(tmp_path: Path) -> None:
    documents = Documents(tmp_path, {"a": certificate(1, NEW), "b": certificate(2, NEW)})
    rows = [row("a", 1, NEW), row("b", 2, NEW)]
    last = max(documents.digests, key=lambda name: documents.digests[name])
    for order in (rows, rows[::-1]):
        assert current(documents.read(*order)) == [last]


def test_a_property_without_document_is_an_issue(tmp_path: Path) -> None:
    batch = Documents(tmp_path, {}).read()
    [issue] = batch.issues
    assert (issue.reason, issue.property_id) == ("no_certificate", "X:1")
    assert batch.frames["epc"].empty
    assert batch.frames["certificate"].empty


def test_a_contested_property_has_no_certificate_and_its_documents_are_issues(
    tmp_path: Path,
) -> None:
    documents = Documents(tmp_path, {"a": certificate(1, NEW), "b": certificate(2, OLD)})
    rows = [row("a", 1, NEW), row("b", 2, OLD) | {"address_hash": "another home"}]
    batch = documents.read(*rows)
    assert status(batch) == {"a": "issue", "b": "issue"}
    assert current(batch) == []
    assert batch.issues == []
