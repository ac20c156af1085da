"""Properties and roofs of a batch, through the assets themselves on a real database."""

from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
import pytest
from sqlalchemy import Engine

from ara_assets.demo import generate, reports
from ara_assets.demo.documents import SCHEMA, xml_document
from ara_assets.demo.editions import EDITIONS
from ara_assets.execution import materialise
from ara_assets.ingestion.registration import register_region
from ara_assets.partitions import add_batches
from resources.certificate_source import FolderSource
from resources.database.reader import read_table
from resources.object_store import LocalStore

FIGURES = reports.LodgedFigures(71, 68, 2.1, 190)
SCOTTISH = next(
    index for index in range(100) if generate._draw(generate.SEED, index).nation == "SCT"
)
HOUSE = next(
    index
    for index in range(100)
    if generate._draw(generate.SEED, index).details["SAP-Building-Parts"]["SAP-Building-Part"][0][
        "Roof-Construction"
    ]
    == "4"
)


def write(folder: Path, index: int, sequence: int = 1, **changes: Any) -> None:
    """Write a certificate of a demo home into a folder of documents."""
    home = generate._draw(generate.SEED, index)
    number = generate.certificate_number(index, sequence)
    day = generate.FIRST_LODGED.replace(year=2025 - sequence)
    lodgement = generate.Lodgement(home, number, day, EDITIONS[SCHEMA], 0)
    document = generate._report(lodgement, FIGURES)
    document["Report-Header"]["Property"]["Address"] |= changes
    (folder / f"{number}.xml").write_bytes(xml_document(document, lodgement.edition))


@pytest.fixture(scope="module")
def stored(engine: Engine, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Run the assets on three certificates of two homes."""
    home = tmp_path_factory.mktemp("home")
    (home / "documents").mkdir()
    write(home / "documents", SCOTTISH)
    write(home / "documents", HOUSE)
    write(home / "documents", HOUSE, 2, **{"Post-Town": "Oldtown"})
    with pytest.MonkeyPatch.context() as patch, dg.instance_for_test() as instance:
        patch.setenv("ARA_HOME", str(home))
        patch.setenv("ARA_DATABASE_URL", database_url)
        from ara_assets.definitions import build_defs

        source = FolderSource(home / "documents")
        added = register_region(engine, LocalStore(home / "objects"), "few", source)
        add_batches(instance, added.batch_keys)
        assets = ["property", "epc", "effective_epc", "solar"]
        materialise(instance, build_defs(), assets, added.batch_keys)
    return engine


def by_home(engine: Engine, table: str) -> dict[int, dict[str, Any]]:
    frame: pd.DataFrame = read_table(engine, table)
    return {
        int(row["property_id"].rpartition(":")[2]) - reports.FIRST_UPRN: {
            str(key): value for key, value in row.items()
        }
        for row in frame.to_dict("records")
    }


def test_identity_is_from_the_newest_document(stored: Engine) -> None:
    properties = by_home(stored, "property")
    assert set(properties) == {SCOTTISH, HOUSE}
    assert properties[SCOTTISH]["nation"] == "scotland"
    assert properties[HOUSE]["document_count"] == 2
    assert properties[HOUSE]["uprn"] == reports.FIRST_UPRN + HOUSE
    assert properties[HOUSE]["region_key"] == "FEW"
    assert by_home(stored, "property_address")[HOUSE]["post_town"] == "Arasted"


def test_an_address_is_in_one_table_only(stored: Engine) -> None:
    line = generate._draw(generate.SEED, HOUSE).address_line
    assert by_home(stored, "property_address")[HOUSE]["address_line_1"] == line
    for table in ("property", "epc", "certificate", "document", "effective_epc", "solar"):
        assert line not in read_table(stored, table).to_json(default_handler=str), table


def test_the_effective_epc_is_the_current_certificate_as_it_is(stored: Engine) -> None:
    current, effective = by_home(stored, "epc"), by_home(stored, "effective_epc")
    for home, row in effective.items():
        assert row["source_path"] == "epc_with_overlay"
        assert row["is_physical_state_changed"] == False  # noqa: E712 - a NumPy bool
        assert row["epc_property_data"] == current[home]["epc_property_data"]
        assert row["certificate_number"] == generate.certificate_number(home, 1)


def test_without_a_survey_the_roof_is_saps_own_estimate(stored: Engine) -> None:
    roof = by_home(stored, "solar")[HOUSE]
    assert roof["solar_source"] == "sap_estimate"
    plan = generate._draw(generate.SEED, HOUSE).shape.storey_area_m2
    assert roof["roof_area_m2"] >= plan * 0.99
    assert roof["max_panel_count"] > 0
