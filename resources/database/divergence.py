"""Repository of lodged beside calculated figures; homes are added up by the database."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Engine

from ara_assets.domain.divergence import SUMS, VALIDATED_FROM, Cohort
from ara_assets.domain.performance import CURRENT_SAP_VERSION, SAP_LIMIT
from resources.database.registry import sql_table

_NEXT_SAP_VERSION = "10.3"


def divergence_sums(engine: Engine) -> pd.DataFrame:
    """Add up the homes whose lodged and calculated figures can be compared.

    Returns
    -------
    pandas.DataFrame
        `cohort`, `schema_type`, `main_heating` and `SUMS`, one row per group that has a home.
    """
    homes = _compared()
    groups = [homes.c.cohort, homes.c.schema_type, homes.c.main_heating]
    within = sa.func.count().filter(sa.func.abs(homes.c.sap) <= SAP_LIMIT)
    sums = [
        sa.func.count().label("homes"),
        within.label("within"),
        *(
            sa.func.sum(value).label(name)
            for difference in ("sap", "co2", "energy")
            for name, value in (
                (f"{difference}_abs", sa.func.abs(homes.c[difference])),
                (difference, homes.c[difference]),
            )
        ),
    ]
    query = sa.select(*groups, *sums).group_by(*groups).order_by(*groups)
    return _frame(engine, query, [*(g.name for g in groups), *SUMS])


def divergence_points(engine: Engine) -> pd.DataFrame:
    """Count the homes by cohort, lodged rating and calculated score in whole points.

    Returns
    -------
    pandas.DataFrame
        `cohort`, `lodged_sap_rating`, `sap_score`, `homes`.
    """
    homes = _compared()
    score = sa.func.round(homes.c.sap_score).label("sap_score")
    groups = [homes.c.cohort, homes.c.lodged_sap_rating, score]
    query = sa.select(*groups, sa.func.count().label("homes")).group_by(*groups).order_by(*groups)
    return _frame(engine, query, ["cohort", "lodged_sap_rating", "sap_score", "homes"])


def most_divergent(engine: Engine, cohort: Cohort, limit: int) -> list[dict[str, Any]]:
    """Return the homes of a cohort whose rating is furthest from the lodged one, worst first."""
    homes = _compared()
    query = (
        sa.select(homes)
        .where(homes.c.cohort == cohort)
        .order_by(sa.func.abs(homes.c.sap).desc(), homes.c.property_id)
        .limit(limit)
    )
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def _compared() -> sa.Subquery:
    """Homes as their certificate describes them, with lodged figures: each with its cohort."""
    epc, baseline = sql_table("epc"), sql_table("baseline")
    is_current = epc.c.sap_version == CURRENT_SAP_VERSION
    is_late = is_current & (epc.c.inspection_date >= VALIDATED_FROM)
    cohorts: list[tuple[sa.ColumnElement[bool], Cohort]] = [
        (is_late & epc.c.schema_type.startswith("RdSAP-"), "rdsap_10_2"),
        (is_late, "sap_10_2"),
        (is_current, "earlier_10_2"),
        (epc.c.sap_version == _NEXT_SAP_VERSION, "sap_10_3"),
    ]
    older: Cohort = "pre_sap10"
    return (
        sa.select(
            baseline.c.property_id,
            sa.case(*((test, sa.literal(name)) for test, name in cohorts), else_=older).label(
                "cohort"
            ),
            epc.c.schema_type,
            baseline.c.main_heating,
            epc.c.certificate_number,
            epc.c.inspection_date,
            epc.c.document_sha256,
            baseline.c.lodged_sap_rating,
            baseline.c.sap_score,
            (baseline.c.sap_score - baseline.c.lodged_sap_rating).label("sap"),
            (baseline.c.co2_t_per_year - baseline.c.lodged_co2_t_per_year).label("co2"),
            (
                baseline.c.primary_energy_kwh_per_m2 - baseline.c.lodged_primary_energy_kwh_per_m2
            ).label("energy"),
        )
        .join_from(epc, baseline, epc.c.property_id == baseline.c.property_id)
        .where(
            baseline.c.rebaseline_reason.in_(["none", "pre_sap10"]),
            baseline.c.lodged_sap_rating.is_not(None),
            baseline.c.lodged_co2_t_per_year.is_not(None),
            baseline.c.lodged_primary_energy_kwh_per_m2.is_not(None),
        )
        .subquery()
    )


def _frame(engine: Engine, query: sa.Select[Any], columns: list[str]) -> pd.DataFrame:
    with engine.connect() as connection:
        rows = connection.execute(query).mappings().all()
    return pd.DataFrame([dict(row) for row in rows], columns=columns)
