"""Scenario: the ask. Its goal, budget and allowed measures, in ordered phases.

A definition is data (JSON in table `scenario_definition`); the snapshot that a plan was made with
is named by its content hash.
"""

import hashlib
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sap10.measures import MeasureType
from sap10.tables.bands import LOWEST_RATING, Band


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReachBand(_Definition):
    """Reach a band at least cost; where that cannot be done, the best gain within the budget."""

    kind: Literal["reach_band"] = "reach_band"
    band: Band
    """Band to reach."""
    margin: Annotated[int, Field(ge=0, le=50)] = 0
    """SAP points above the lowest rating of the band."""

    @property
    def lowest_rating(self) -> int:
        """Lowest rating, rounded half up, that reaches the goal."""
        return LOWEST_RATING[self.band] + self.margin


class Phase(_Definition):
    """One step: what it aims at, what it may cost, which measures it may use."""

    goal: ReachBand
    """What is aimed at."""
    budget_gbp: Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)] | None = None
    """Most that a property's package may cost, all included; None for no limit. [GBP]"""
    measures: tuple[MeasureType, ...] | None = None
    """Measures that may be chosen; None for the whole catalogue."""

    @property
    def budget_pence(self) -> int | None:
        """The budget in whole pence."""
        return None if self.budget_gbp is None else int(self.budget_gbp * 100)

    def allows(self, measure: MeasureType) -> bool:
        """Return whether the phase may use a measure."""
        return self.measures is None or measure in self.measures


class Scenario(_Definition):
    """The ask: ordered phases, each starting from the state that the one before it leaves."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:_[a-z0-9]+)*$", max_length=60)]
    """Its key."""
    description: str
    """What it asks, in one sentence."""
    phases: Annotated[tuple[Phase, ...], Field(min_length=1, max_length=1)]
    """Its phases; one so far."""

    @property
    def content_hash(self) -> str:
        """Hash of the definition (SHA-256, hexadecimal)."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


BAND_C = Scenario(
    name="band_c",
    description="Reach band C at least cost, within 30,000 pounds a home.",
    phases=(Phase(goal=ReachBand(band="C"), budget_gbp=Decimal(30_000)),),
)
"""The scenario that every installation starts with."""
