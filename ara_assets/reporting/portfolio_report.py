"""Asset `portfolio_report`: one page that shows a person what was rated and what it costs."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
from sqlalchemy import Engine

from ara_assets.domain.portfolio import Portfolio, portfolio
from ara_assets.reporting import charts
from ara_assets.reporting.images import inline_plot
from ara_assets.reporting.page import report_page
from resources.database.reader import read_table
from resources.database.resource import Database
from resources.settings import Settings

TABLES = (
    "batch_member",
    "baseline",
    "bill",
    "certificate",
    "document",
    "issue",
    "plan",
    "plan_bill",
    "plan_measure",
)


@dg.asset(
    group_name="reporting",
    owners=["team:ara"],
    kinds={"html", "altair"},
    code_version="1",
    deps=["bill", "plan_bill"],
)
def portfolio_report(database: Database) -> dg.MaterializeResult[Any]:
    """Portfolio report: ratings, bills, plans and data quality of all regions on one page."""
    frames = stored_frames(database.engine)
    stored = portfolio(frames)
    path = Settings().home / "reports" / "portfolio.html"
    write_page(path, report_page(stored, title="Ara portfolio report", facts=_facts(frames)))
    metadata: dict[str, Any] = {
        "path": dg.MetadataValue.path(str(path)),
        "properties": stored.properties,
        "homes_rated": stored.rated,
        "unaccounted_properties": stored.unaccounted_properties,
        "unaccounted_documents": stored.documents.unaccounted,
    }
    if stored.rated:
        plot = charts.bands_before_and_after(stored)
        metadata["bands"] = inline_plot(plot, "Homes per band")
    return dg.MaterializeResult(metadata=metadata)


def stored_portfolio(engine: Engine) -> Portfolio:
    """Read the portfolio in figures from the stored tables."""
    return portfolio(stored_frames(engine))


def stored_frames(engine: Engine) -> dict[str, pd.DataFrame]:
    """Read every table that the report is made from, each once."""
    return {name: read_table(engine, name) for name in TABLES}


def _facts(frames: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return versions and dates that the figures hang on."""
    baseline, bill = frames["baseline"], frames["bill"]
    return {
        "specification": ", ".join(sorted(set(baseline["specification"]))),
        "conventions": ", ".join(sorted(set(baseline["conventions"]))),
        "calculator": ", ".join(sorted(set(baseline["calculator_version"]))),
        "rates in force from": ", ".join(sorted({str(day) for day in bill["pricing_date"]})),
    }


def write_page(path: Path, page: str) -> None:
    """Write a page aside, then rename: a reader sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as aside:
        aside.write(page)
        aside.flush()
        os.fsync(aside.fileno())
    Path(aside.name).chmod(0o644)
    Path(aside.name).replace(path)
