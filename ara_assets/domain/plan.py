"""Plans: the chosen package of a home, and what each of its measures brings and costs.

Effects are attributed by telescoping: measures in their order, fabric first, each prefix of the
package scored once, so that what is shown adds up exactly to the plan's totals. A measure that
lowers the rating shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from ara_assets.domain.cost_catalogue import MeasureCost
from ara_assets.domain.recommendation import COMPANION
from sap10.measures import SURFACE_OF, MeasureType, Surface
from sap10.version import ConventionsName

PlanStatus = Literal[
    "already_meets", "calculated_meets", "reached", "best_within_budget", "no_improvement"
]
"""`already_meets`: effective performance meets the goal. `calculated_meets`: it does not, but the
calculated one does without any measure. `reached`: the package reaches the goal.
`best_within_budget`: no package does, this one gains most. `no_improvement`: none gains anything.
"""


@dataclass(frozen=True, slots=True)
class State:
    """A home at one point of its plan, calculated.

    Parameters
    ----------
    sap_score, sap_rating, epc_band
        UK average climate.
    co2_t_per_year, primary_energy_kwh_per_m2, delivered_kwh_per_year
        Local climate; delivered energy of all end uses, less what own generation saves.
    heat_loss_w_per_k
        Heat loss coefficient, line (39).
    """

    sap_score: float
    sap_rating: int
    epc_band: str
    co2_t_per_year: float
    primary_energy_kwh_per_m2: float
    delivered_kwh_per_year: float
    heat_loss_w_per_k: float


@dataclass(frozen=True, slots=True)
class PlanMeasure:
    """One measure of a plan: its cost, and the home before and after it."""

    measure: MeasureType
    cost: MeasureCost
    before: State
    after: State

    @property
    def surface(self) -> Surface:
        """Surface or system that it improves."""
        return SURFACE_OF[self.measure]

    @property
    def is_companion(self) -> bool:
        """Whether it is there because another measure forces it."""
        return self.measure is COMPANION

    @property
    def sap_score_gain(self) -> float:
        """SAP points attributed to it."""
        return self.after.sap_score - self.before.sap_score

    @property
    def co2_saving_t_per_year(self) -> float:
        """CO2 attributed to it. [t/year]"""
        return self.before.co2_t_per_year - self.after.co2_t_per_year

    @property
    def primary_energy_saving_kwh_per_m2(self) -> float:
        """Primary energy attributed to it. [kWh/m2 year]"""
        return self.before.primary_energy_kwh_per_m2 - self.after.primary_energy_kwh_per_m2

    @property
    def delivered_saving_kwh_per_year(self) -> float:
        """Delivered energy attributed to it. [kWh/year]"""
        return self.before.delivered_kwh_per_year - self.after.delivered_kwh_per_year


@dataclass(frozen=True, slots=True)
class SearchSize:
    """Packages that are possible, that the budget allows, and that were scored."""

    possible: int
    within_budget: int
    scored: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The result for one home and one phase.

    `effective_rating` decided whether the home already meets the goal; `calculated_disagrees`
    where the calculated rating says otherwise. `specification` and `conventions` are what the home
    was rated by.
    """

    property_id: str
    specification: str
    conventions: ConventionsName
    status: PlanStatus
    effective_rating: int
    calculated_disagrees: bool
    states: tuple[State, ...]
    measures: tuple[PlanMeasure, ...]
    search: SearchSize

    @property
    def before(self) -> State:
        """The home as it is, calculated."""
        return self.states[0]

    @property
    def after(self) -> State:
        """The home with the whole package, calculated."""
        return self.states[-1]

    @property
    def total_cost_gbp(self) -> Decimal:
        """Cost of all measures, contingency and VAT included."""
        return sum((one.cost.total_gbp for one in self.measures), Decimal(0))


def attributed(
    measures: Sequence[MeasureType], costs: Sequence[MeasureCost], states: Sequence[State]
) -> tuple[PlanMeasure, ...]:
    """Attribute effects to measures: each one's is the step between two prefixes of the package.

    Parameters
    ----------
    measures
        The package, in the order of attribution.
    costs
        Cost of each.
    states
        The home as it is, then with the first measure, with the first two …

    Returns
    -------
    tuple of PlanMeasure
        In the same order.
    """
    steps = pairwise(states)
    return tuple(
        PlanMeasure(measure, cost, before, after)
        for measure, cost, (before, after) in zip(measures, costs, steps, strict=True)
    )
