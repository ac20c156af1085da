"""The report page: one file that opens offline and shows what is stored."""

import base64
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest
from sqlalchemy import Engine

from ara_assets.domain.portfolio import portfolio
from ara_assets.reporting import charts
from ara_assets.reporting.images import inline_plot
from ara_assets.reporting.page import report_page
from ara_assets.reporting.portfolio_report import TABLES, stored_portfolio, write_page
from resources.database.frames import frame_of

HOME: dict[str, Any] = {
    "batch_key": "X-0001",
    "lodged_sap_rating": 60,
    "sap_rating": 61,
    "sap_score": 61.4,
    "epc_band": "D",
    "effective_epc_band": "D",
    "sap_divergence": 1.4,
    "is_divergent": True,
    "rebaseline_reason": "none",
}
PLAN: dict[str, Any] = {
    "batch_key": "X-0001",
    "scenario": "band_c",
    "plan_status": "reached",
    "epc_band_before": "D",
    "epc_band_after": "C",
    "sap_score_before": 61.4,
    "sap_score_after": 70.1,
    "total_cost_gbp": 4_321.0,
    "co2_t_per_year_before": 4.0,
    "co2_t_per_year_after": 3.0,
}


def rows(table: str, *found: dict[str, Any]) -> pd.DataFrame:
    """Return rows as stored, zero or empty in what they do not say."""
    from resources.database.registry import TABLES as REGISTRY

    empty = {"text": "", "integer": 0, "bigint": 0, "float": 0.0, "boolean": False}
    blank = {c.name: None if c.nullable else empty.get(c.type) for c in REGISTRY[table].columns}
    return pd.DataFrame([blank | row for row in found], columns=list(blank))


def frames() -> dict[str, pd.DataFrame]:
    homes = [f"X:{n}" for n in range(4)]
    return {
        "batch_member": rows("batch_member", *({"property_id": home} for home in homes)),
        "baseline": rows("baseline", *(HOME | {"property_id": home} for home in homes)),
        "bill": rows("bill", *({"property_id": home, "total_gbp": 1500.0} for home in homes)),
        "certificate": rows(
            "certificate", *({"property_id": h, "certificate_status": "current"} for h in homes)
        ),
        "document": rows("document", *({"property_id": home} for home in homes)),
        "issue": rows("issue", {"reason": "<script>alert(1)</script>", "property_id": "X:9"}),
        "plan": rows("plan", *(PLAN | {"property_id": home} for home in homes)),
        "plan_bill": rows("plan_bill", {"scenario": "band_c", "bill_saving_gbp": 300.0}),
        "plan_measure": rows(
            "plan_measure", {"scenario": "band_c", "measure_option": "loft_insulation"}
        ),
    }


class Parsed(HTMLParser):
    """The tags of a page, and where it refers to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.references: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and its references."""
        self.opened.append(tag)
        self.references += [
            value or "" for name, value in attrs if name in {"src", "href", "xlink:href"}
        ]


def test_the_page_shows_figures_and_plots_and_fetches_nothing() -> None:
    page = report_page(portfolio(frames()), title="A title", facts={"calculator": "1.2.3"})
    parsed = Parsed(page)
    assert parsed.opened.count("svg") == 5
    assert "script" not in parsed.opened
    assert not [ref for ref in parsed.references if not ref.startswith(("#", "data:"))]
    assert "A title" in page
    assert "1.2.3" in page
    assert re.search(r"4\D*</b>\s*homes rated", page) or "<b>4</b>homes rated" in page


def test_what_was_received_is_written_as_text() -> None:
    page = report_page(portfolio(frames()), title="<b>t</b>", facts={"<i>": "</p>"})
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page
    assert "<b>t</b>" not in page


def test_an_empty_database_makes_a_page_without_plots(engine: Engine) -> None:
    stored = stored_portfolio(engine)
    assert stored.rated == 0
    assert "svg" not in Parsed(report_page(stored, title="t", facts={})).opened


def test_every_table_of_the_report_can_be_read_when_empty() -> None:
    figures = portfolio({name: frame_of(name, []) for name in TABLES})
    assert (figures.properties, figures.documents.unaccounted) == (0, 0)
    assert figures.plan_totals == ()


def test_a_page_is_replaced_as_a_whole_and_can_be_read_by_others(tmp_path: Path) -> None:
    path = tmp_path / "reports" / "page.html"
    for text in ("old", "new"):
        write_page(path, text)
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(path.parent.iterdir()) == [path]


def test_a_plot_is_shown_inline_and_stays_small() -> None:
    plot = charts.rating_distribution(pd.Series([61.4, 70.1, 55.0]))
    shown = str(inline_plot(plot, "SAP scores").value)
    start = "![SAP scores](data:image/png;base64,"
    assert shown.startswith(start)
    assert base64.b64decode(shown.removeprefix(start).removesuffix(")")).startswith(b"\x89PNG")
    assert len(shown) < 100_000


RUN_OF_TEN_BATCHES = 10_000


@pytest.fixture
def many_homes() -> pd.DataFrame:
    """Return the homes of ten batches of a thousand, which one run has."""
    scores = pd.Series(range(RUN_OF_TEN_BATCHES)) * 0.0101 + 1
    return pd.DataFrame(
        {
            "sap_score": scores,
            "lodged_sap_rating": scores[::-1].round().to_numpy(),
            "rebaseline_reason": "none",
            "easting_m": scores * 6_000,
            "northing_m": scores[::-1].to_numpy() * 12_000,
            "measure_count": 1,
            "total_cost_gbp": scores * 100,
            "co2_t_per_year_before": 4.0,
            "co2_t_per_year_after": scores / 50,
            "epc_band_before": "D",
        }
    )


@pytest.mark.parametrize(
    "plot", [charts.places, charts.calculated_against_lodged, charts.cost_against_carbon]
)
def test_a_scatter_of_a_whole_run_says_that_it_is_a_sample_and_stays_small(
    many_homes: pd.DataFrame, plot: Callable[[pd.DataFrame], alt.Chart]
) -> None:
    chart = plot(many_homes)
    assert "(4,000 of 10,000)" in str(chart.title)
    assert 1_000 < len(charts.png(chart)) < 100_000
    few = plot(many_homes.head(20))
    assert "(" not in str(few.title)


def test_a_histogram_counts_every_home_of_a_whole_run(many_homes: pd.DataFrame) -> None:
    chart = charts.rating_distribution(many_homes["sap_score"])
    bars = pd.DataFrame(chart.data)
    assert bars["homes"].sum() == RUN_OF_TEN_BATCHES
    assert set(bars["high"] - bars["low"]) == {4}
    inside = many_homes["sap_score"].between(60, 64, inclusive="left").sum()
    assert bars.set_index("low")["homes"][60] == inside
    assert charts.png(chart).startswith(b"\x89PNG")


def test_a_page_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    write_page(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_page(path, "\ud800")
    assert path.read_text() == "old"
