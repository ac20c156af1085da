"""Asset checks, each a sentence that is true or not."""

import dagster as dg

from ara_assets.domain.portfolio import RATING_ASSETS
from ara_assets.ingestion.fuel_rates import rates_are_current
from resources.database import health
from resources.database.registry import main_table
from resources.database.resource import Database

MAX_ISSUE_SHARE = 0.05
MAX_DIVERGENT_SHARE = 0.25


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
    asset="baseline",
    description=(
        f"At most {MAX_DIVERGENT_SHARE:.0%} of the homes lodged under SAP 10.2 are rated otherwise "
        "by us."
    ),
)
def calculated_agrees_with_lodged(database: Database) -> dg.AssetCheckResult:
    """Compare calculated with lodged performance, like with like."""
    compared, divergent = health.divergence(database.engine)
    share = divergent / compared if compared else 0.0
    return dg.AssetCheckResult(
        passed=share <= MAX_DIVERGENT_SHARE,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"compared": compared, "divergent": divergent, "share": share},
    )


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
    ratings_are_in_range,
    calculated_agrees_with_lodged,
    plans_add_up,
]
