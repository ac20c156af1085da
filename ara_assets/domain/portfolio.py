"""A portfolio in figures: what was received, what was rated, what it costs to improve.

Everything is counted from the stored tables; documents and properties add up, or `unaccounted` says
how many do not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sap10.tables.bands import LOWEST_RATING

RATING_ASSETS = ("property", "epc", "effective_epc", "baseline")
"""What a property passes through to its rating; an issue of another asset excuses nothing."""

BANDS = tuple(LOWEST_RATING)


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """What became of every document received."""

    received: int
    current: int
    superseded: int
    left: int
    issue: int
    unreadable: int

    @property
    def unaccounted(self) -> int:
        """Documents of which nothing is known; anything but 0 is a defect or an unfinished run."""
        return (
            self.received
            - self.current
            - self.superseded
            - self.left
            - self.issue
            - self.unreadable
        )


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """Plans of one scenario: how many by status, what they cost and bring."""

    scenario: str
    by_status: Mapping[str, int]
    measures: Mapping[str, int]
    total_cost_gbp: float
    bill_saving_gbp_per_year: float
    co2_saving_t_per_year: float


@dataclass(frozen=True)
class Portfolio:
    """The portfolio in figures; frames keep one row per home for the plots."""

    properties: int
    documents: DocumentCounts
    homes: pd.DataFrame
    plans: pd.DataFrame
    plan_totals: tuple[PlanTotals, ...]
    issues_by_reason: Mapping[str, int]
    properties_with_issue: int
    median_bill_gbp: float | None

    @property
    def rated(self) -> int:
        """Homes with a rating."""
        return len(self.homes)

    @property
    def unaccounted_properties(self) -> int:
        """Properties neither rated nor named by an issue."""
        return self.properties - self.rated - self.properties_with_issue

    def bands(self, column: str = "epc_band") -> dict[str, int]:
        """Homes per band, A to G, by a column of `homes`."""
        counts = self.homes[column].value_counts()
        return {band: int(counts.get(band, 0)) for band in BANDS}

    @property
    def divergence(self) -> pd.Series:
        """Calculated minus lodged SAP of the homes lodged under SAP 10.2."""
        return self.homes["sap_divergence"].dropna()


def portfolio(frames: Mapping[str, pd.DataFrame]) -> Portfolio:
    """Count a portfolio from the frames of its tables, by table name."""
    baseline, issues = frames["baseline"], frames["issue"]
    plans, measures, plan_bills = frames["plan"], frames["plan_measure"], frames["plan_bill"]
    rated = set(baseline["property_id"])
    named = set(issues.loc[issues["asset"].isin(RATING_ASSETS), "property_id"].dropna())
    bills = frames["bill"]["total_gbp"]
    return Portfolio(
        properties=len(frames["batch_member"]),
        documents=_documents(frames),
        homes=baseline.merge(frames["bill"][["property_id", "total_gbp"]], how="left"),
        plans=plans,
        plan_totals=tuple(
            _plan_totals(
                str(name),
                own,
                measures[measures["scenario"] == name],
                plan_bills[plan_bills["scenario"] == name],
            )
            for name, own in plans.groupby("scenario")
        ),
        issues_by_reason={
            str(reason): int(count) for reason, count in issues["reason"].value_counts().items()
        },
        properties_with_issue=len(named - rated),
        median_bill_gbp=float(bills.median()) if len(bills) else None,
    )


def _documents(frames: Mapping[str, pd.DataFrame]) -> DocumentCounts:
    status = frames["certificate"]["certificate_status"].value_counts()
    documents = frames["document"]
    return DocumentCounts(
        received=len(documents),
        current=int(status.get("current", 0)),
        superseded=int(status.get("superseded", 0)),
        left=int(status.get("withdrawn", 0)) + int(status.get("moved", 0)),
        issue=int(status.get("issue", 0)),
        unreadable=int(documents["property_id"].isna().sum()),
    )


def _plan_totals(
    scenario: str, plans: pd.DataFrame, measures: pd.DataFrame, bills: pd.DataFrame
) -> PlanTotals:
    return PlanTotals(
        scenario=scenario,
        by_status={str(k): int(v) for k, v in plans["plan_status"].value_counts().items()},
        measures={str(k): int(v) for k, v in measures["measure_option"].value_counts().items()},
        total_cost_gbp=round(float(plans["total_cost_gbp"].sum()), 2),
        bill_saving_gbp_per_year=round(float(bills["bill_saving_gbp"].sum()), 2),
        co2_saving_t_per_year=float(
            (plans["co2_t_per_year_before"] - plans["co2_t_per_year_after"]).sum()
        ),
    )
