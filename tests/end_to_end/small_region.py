"""A small region of the demo's homes, with every kind of broken document, and its runs."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
from sqlalchemy import Engine

from ara_assets.commands.demo import BATCH_ASSETS, WHOLE_ASSETS
from ara_assets.definitions import build_defs
from ara_assets.demo import generate
from ara_assets.execution import materialise
from ara_assets.ingestion.registration import Registration, register_region
from ara_assets.partitions import add_batches
from resources.certificate_source import FolderSource
from resources.database.reader import read_table
from resources.object_store import LocalStore

REGION = "small"
BROKEN = (
    generate.UNKNOWN_CODE,
    generate.NO_MAIN_HEATING,
    generate.NEGATIVE_AREA,
    generate.TWO_CLAIM_ONE_UPRN,
    generate.NO_TABLE_CODE,
)
HOMES = (*range(19), *BROKEN)
BATCH_SIZE = 8


@dataclass(frozen=True)
class SmallRegion:
    """A region registered in a home folder, and how its assets are run."""

    engine: Engine
    instance: dg.DagsterInstance
    defs: dg.Definitions
    registration: Registration

    def run(self, assets: Sequence[str] = BATCH_ASSETS) -> None:
        """Materialise batch assets for every batch, in one run."""
        materialise(self.instance, self.defs, assets, self.registration.batch_keys)

    def run_everything(self) -> None:
        """Materialise every asset, as the demo does."""
        materialise(self.instance, self.defs, WHOLE_ASSETS)
        self.run()
        materialise(self.instance, self.defs, ["portfolio_report"])

    def rows(self, table: str) -> pd.DataFrame:
        """Return the stored rows of a table."""
        return read_table(self.engine, table)

    def records(self, table: str) -> list[dict[str, Any]]:
        """Return the stored rows of a table as dictionaries."""
        return [{str(k): v for k, v in row.items()} for row in self.rows(table).to_dict("records")]


def write_documents(home: Path) -> Path:
    """Write the demo's files into a home folder; return the folder of the region's documents."""
    generate.generate(home / "demo")
    chosen = home / "documents"
    chosen.mkdir()
    extra = (generate.TRUNCATED, generate.TRUNCATED + 1)
    for index in (*HOMES, *extra):
        for path in (home / "demo" / "certificates").glob(f"9990-{index:04d}-*"):
            shutil.copy(path, chosen)
    return chosen


def register(
    engine: Engine, instance: dg.DagsterInstance, home: Path, batch_size: int = BATCH_SIZE
) -> SmallRegion:
    """Register the region; `ARA_HOME` must be `home` and `ARA_DATABASE_URL` the engine's."""
    registration = register_region(
        engine,
        LocalStore(home / "objects"),
        REGION,
        FolderSource(home / "documents"),
        batch_size=batch_size,
    )
    add_batches(instance, registration.batch_keys)
    return SmallRegion(engine, instance, build_defs(), registration)


def property_id(index: int) -> str:
    """Return the property id of home `index`."""
    return f"{REGION.upper()}:UPRN:{generate.reports.FIRST_UPRN + index}"
