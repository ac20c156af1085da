"""How our figures agree with the lodged ones: cohorts, and the agreement of a cohort in figures.

Like is compared with like: homes lodged under SAP 10.2 after the reduced data method changed are
the validation cohort; everything else is a cohort of its own and never mixed into it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Self

import pandas as pd

import sap10
from ara_assets.domain.performance import expand_home
from sap10.certificate import EpcPropertyData
from sap10.certificate.document import Certificate, LodgedPerformance
from sap10.pcdb import Pcdb

Cohort = Literal["rdsap_10_2", "sap_10_2", "earlier_10_2", "sap_10_3", "pre_sap10"]

VALIDATION: Final[Cohort] = "rdsap_10_2"
VALIDATED_FROM: Final = dt.date(2025, 7, 1)
COHORTS: Final[Mapping[str, str]] = {
    "rdsap_10_2": f"RdSAP under SAP 10.2, inspected from {VALIDATED_FROM}",
    "sap_10_2": f"full SAP under SAP 10.2, inspected from {VALIDATED_FROM}",
    "earlier_10_2": "SAP 10.2, inspected earlier or on an unknown day",
    "sap_10_3": "SAP 10.3, calculated under SAP 10.2",
    "pre_sap10": "an older SAP, calculated under SAP 10.2",
}
"""What each cohort is; the first is the one that we are measured by."""

# The best published figures of an engine of this kind.
BEST_SHARE_WITHIN: Final = 0.742
BEST_MEAN_ABSOLUTE_ERROR: Final = 0.72

SUMS: Final = ("homes", "within", "sap_abs", "sap", "co2_abs", "co2", "energy_abs", "energy")
"""Columns of homes added up: how many, how many within `SAP_LIMIT`, and their differences."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Calculated minus lodged over a group of homes; CO2 in t/yr, energy in kWh/(m2 yr)."""

    homes: int
    share_within: float
    sap_mean_absolute_error: float
    sap_bias: float
    co2_mean_absolute_error_t_per_year: float
    co2_bias_t_per_year: float
    primary_energy_mean_absolute_error_kwh_per_m2: float
    primary_energy_bias_kwh_per_m2: float

    @classmethod
    def of(cls, sums: pd.DataFrame) -> Self | None:
        """Return the agreement of all homes that rows of `SUMS` stand for; None of no home."""
        total = sums[list(SUMS)].astype(float).sum()
        homes = int(total["homes"])
        return cls(homes, *(float(total[name]) / homes for name in SUMS[1:])) if homes else None

    @property
    def is_best(self) -> bool:
        """Whether it is as good as the best published figures."""
        return (
            self.share_within >= BEST_SHARE_WITHIN
            and self.sap_mean_absolute_error <= BEST_MEAN_ABSOLUTE_ERROR
        )


def agreement_by(sums: pd.DataFrame, column: str) -> dict[str, Agreement]:
    """Return the agreement of each group of homes, the largest group first."""
    groups = {str(name): Agreement.of(rows) for name, rows in sums.groupby(column)}
    found = {name: agreement for name, agreement in groups.items() if agreement}
    return dict(sorted(found.items(), key=lambda item: -item[1].homes))


def main_heating_name(epc: EpcPropertyData) -> str:
    """Name the kind and fuel of the first main heating, as divergence is grouped by it."""
    main = epc.heating.main[0]
    fuel = main.fuel.name.lower() if main.fuel else "fuel_not_recorded"
    return f"{main.category.value}, {fuel}".replace("_", " ")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure of a home, as lodged and as calculated, and the worksheet line it stands on."""

    figure: str
    line: str
    unit: str
    lodged: float
    calculated: float

    @property
    def difference(self) -> float:
        """Calculated minus lodged, in the figure's unit."""
        return self.calculated - self.lodged

    @property
    def relative_difference(self) -> float:
        """The difference as a share of the lodged figure, or of 1 where that is smaller."""
        return self.difference / max(abs(self.lodged), 1.0)


@dataclass(frozen=True, slots=True)
class Examination:
    """A home looked at closely: its figures, the furthest off first, and what was inferred."""

    figures: tuple[Comparison, ...]
    notes: tuple[str, ...]


def examine(certificate: Certificate, pcdb: Pcdb | None = None) -> Examination:
    """Calculate a home anew and put every figure that was lodged beside ours.

    Parameters
    ----------
    certificate
        What was lodged.
    pcdb
        The product database in use.

    Raises
    ------
    sap10.CertificateRejected
        The calculator refuses the home.
    """
    dwelling = expand_home(certificate.epc, pcdb)
    rating = sap10.rate([dwelling], calculation="rating")
    local = sap10.rate([dwelling], calculation="costs")
    figures = [
        Comparison(name, line, unit, float(was), ours)
        for name, line, unit, was, ours in _beside(certificate.lodged, rating, local)
        if was is not None
    ]
    furthest = sorted(figures, key=lambda one: -abs(one.relative_difference))
    return Examination(tuple(furthest), (*certificate.notes, *rating.notes(0)))


def _beside(
    lodged: LodgedPerformance | None, rating: sap10.SapResult, local: sap10.SapResult
) -> Iterator[tuple[str, str, str, float | None, float]]:
    """Yield name, worksheet line, unit, lodged and calculated figure of the first dwelling."""
    if lodged is None:
        return
    yield "SAP rating", "258", "", lodged.sap_rating, float(rating.sap_score[0])
    yield "environmental impact", "274", "", lodged.ei_rating, float(rating.ei_score[0])
    co2 = float(local.co2_kg_per_year[0]) / 1000.0
    yield "CO2", "272", "t/yr", lodged.co2_t_per_year, co2
    energy = float(local.primary_energy_kwh_per_m2[0])
    yield "primary energy", "287", "kWh/m2", lodged.primary_energy_kwh_per_m2, energy
    area = float(local.total_floor_area_m2[0])
    yield "total floor area", "4", "m2", lodged.total_floor_area_m2, area
    space, water = float(local.space_heating_kwh[0]), float(local.water_heating_kwh[0])
    was = lodged.space_heating_requirement_kwh
    yield "space heating requirement", "98c", "kWh/yr", was, space
    was = lodged.water_heating_requirement_kwh
    yield "water heating requirement", "64", "kWh/yr", was, water
