"""Asset checks, each a sentence that is true or not."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import dagster as dg

from ara_assets.domain.divergence import (
    BEST_MEAN_ABSOLUTE_ERROR,
    BEST_SHARE_WITHIN,
    COHORTS,
    VALIDATED_FROM,
    VALIDATION,
    Agreement,
    agreement_by,
)
from ara_assets.domain.performance import SAP_LIMIT
from ara_assets.domain.portfolio import RATING_ASSETS
from ara_assets.ingestion.fuel_rates import rates_are_current
from ara_assets.reporting import charts
from ara_assets.reporting.images import inline_plot
from resources.database import health
from resources.database.divergence import divergence_points, divergence_sums
from resources.database.products import products_not_found, ratings_to_change
from resources.database.registry import main_table
from resources.database.resource import Database

MAX_ISSUE_SHARE = 0.05
MOST_ROWS = 100
_HEADINGS = {
    "homes": "homes",
    "share_within": "within",
    "sap_mean_absolute_error": "SAP MAE",
    "sap_bias": "SAP bias",
    "co2_mean_absolute_error_t_per_year": "CO2 MAE t/yr",
    "co2_bias_t_per_year": "CO2 bias t/yr",
    "primary_energy_mean_absolute_error_kwh_per_m2": "PE MAE kWh/m2",
    "primary_energy_bias_kwh_per_m2": "PE bias kWh/m2",
}
"""Headings of `Agreement`: MAE is the mean absolute error, PE primary energy."""


def _accounted(asset: str, *before: str) -> dg.AssetChecksDefinition:
    """Make the check that rows, and issues of the asset and of those before it, cover all homes."""
    table = main_table(asset).name
    assets = [*before, asset]

    @dg.asset_check(
        asset=asset,
        name="every_property_has_a_row_or_an_issue",
        description=f"Every property has a row in {table}, or an issue that says why not.",
    )
    def check(database: Database) -> dg.AssetCheckResult:
        missing = health.unaccounted_properties(database.engine, table, assets)
        return dg.AssetCheckResult(
            passed=not missing,
            metadata={
                "properties": health.count(database.engine, "property"),
                "rows": health.count(database.engine, table),
                "unaccounted": ", ".join(missing) or "none",
            },
        )

    return check


@dg.asset_check(
    asset="epc",
    description=f"At most {MAX_ISSUE_SHARE:.0%} of the certificates cannot be used.",
)
def few_certificates_have_issues(database: Database) -> dg.AssetCheckResult:
    """Count the issues of certificates by reason."""
    reasons = health.issues_by_reason(database.engine, "epc")
    certificates = health.count(database.engine, "certificate")
    share = sum(reasons.values()) / certificates if certificates else 0.0
    return dg.AssetCheckResult(
        passed=share <= MAX_ISSUE_SHARE,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"certificates": certificates, "share": share, **reasons},
    )


@dg.asset_check(
    asset="baseline",
    description="Every SAP rating is at least 1 and not beyond reason.",
    blocking=True,
)
def ratings_are_in_range(database: Database) -> dg.AssetCheckResult:
    """Count ratings that no dwelling can have."""
    wrong = health.ratings_out_of_range(database.engine)
    return dg.AssetCheckResult(passed=wrong == 0, metadata={"out_of_range": wrong})


@dg.asset_check(
    asset="epc",
    description="Every field, code and schema of the certificates is known.",
)
def everything_in_certificates_is_known(database: Database) -> dg.AssetCheckResult:
    """Count what is unknown by schema and field: a document shows its first, and is an issue."""
    found = health.unknown_in_certificates(database.engine)
    metadata: dict[str, Any] = {"documents": sum(row["documents"] for row in found)}
    if found:
        metadata["unknown"] = _table(found[:MOST_ROWS])
    return dg.AssetCheckResult(
        passed=not found, severity=dg.AssetCheckSeverity.WARN, metadata=metadata
    )


@dg.asset_check(
    asset="baseline",
    description=(
        f"At least {BEST_SHARE_WITHIN:.1%} of the homes inspected from {VALIDATED_FROM} and lodged "
        f"by RdSAP under SAP 10.2 are rated within {SAP_LIMIT} of their lodged rating, and the "
        f"mean absolute error is at most {BEST_MEAN_ABSOLUTE_ERROR}: the best published figures."
    ),
)
def divergence(database: Database) -> dg.AssetCheckResult:
    """Compare calculated with lodged performance, like with like, by schema and main heating."""
    sums = divergence_sums(database.engine)
    cohort = sums[sums["cohort"] == VALIDATION]
    agreement = Agreement.of(cohort)
    metadata: dict[str, Any] = {"homes": 0} if agreement is None else asdict(agreement)
    for name, rows, column in (
        ("by_schema", cohort, "schema_type"),
        ("by_main_heating", cohort, "main_heating"),
        ("by_cohort", sums, "cohort"),
    ):
        groups = agreement_by(rows, column)
        if groups:
            metadata[name] = _table([_row(column, key, g) for key, g in groups.items()])
    if len(sums):
        plot = charts.agreement(divergence_points(database.engine), COHORTS)
        metadata["calculated_against_lodged"] = inline_plot(plot, "Calculated against lodged")
        metadata["worst_homes"] = "`ara divergence` lists them, with the lines to look at"
    return dg.AssetCheckResult(
        passed=agreement is None or agreement.is_best,
        severity=dg.AssetCheckSeverity.WARN,
        metadata=metadata,
    )


@dg.asset_check(
    asset="baseline",
    description="Every product that a rated home names is in the product database.",
)
def named_products_are_found(database: Database) -> dg.AssetCheckResult:
    """Count the products that homes were rated without, by the code beside them, by role."""
    missing = products_not_found(database.engine)
    return dg.AssetCheckResult(
        passed=not missing, severity=dg.AssetCheckSeverity.WARN, metadata={**missing}
    )


@dg.asset_check(
    asset="pcdb",
    description="Every rating used the records that are in use now.",
)
def ratings_use_the_products_in_use(database: Database) -> dg.AssetCheckResult:
    """List the products whose record changed since homes were rated: these ratings would change."""
    changed = ratings_to_change(database.engine)
    metadata: dict[str, Any] = {"products": len(changed)}
    if changed:
        metadata["changed"] = _table(changed[:MOST_ROWS])
    return dg.AssetCheckResult(
        passed=not changed, severity=dg.AssetCheckSeverity.WARN, metadata=metadata
    )


def _row(column: str, key: str, agreement: Agreement) -> dict[str, Any]:
    """Name the figures of a group shortly, so that the UI's table fits a screen."""
    return {column: key} | {_HEADINGS[name]: value for name, value in asdict(agreement).items()}


def _table(rows: Sequence[Mapping[str, Any]]) -> dg.TableMetadataValue:
    """Show rows as a table in the UI, fractions with three decimals."""
    records = [
        dg.TableRecord({k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()})
        for row in rows
    ]
    return dg.MetadataValue.table(records)


@dg.asset_check(
    asset="scenario", description="The cost of every plan is the sum of its measures to the penny."
)
def plans_add_up(database: Database) -> dg.AssetCheckResult:
    """Count plans whose total is not the sum of their measures."""
    wrong = health.plans_not_adding_up(database.engine)
    return dg.AssetCheckResult(passed=wrong == 0, metadata={"plans_not_adding_up": wrong})


checks = [
    rates_are_current,
    _accounted("epc", "property"),
    _accounted("baseline", *RATING_ASSETS),
    _accounted("bill", *RATING_ASSETS),
    _accounted("recommendation", *RATING_ASSETS),
    _accounted("scenario", *RATING_ASSETS, "recommendation"),
    _accounted("plan_bill", *RATING_ASSETS, "recommendation", "scenario"),
    few_certificates_have_issues,
    everything_in_certificates_is_known,
    ratings_are_in_range,
    divergence,
    named_products_are_found,
    ratings_use_the_products_in_use,
    plans_add_up,
]
