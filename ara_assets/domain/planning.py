"""Planning: the cheapest package of each home that reaches the goal, every package rated exactly.

Homes are planned together: each says which packages it needs to see rated next, and all these are
rated in one call. The calculator is the only source of scores.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

import sap10
from ara_assets.domain import choice
from ara_assets.domain.choice import Package, Score
from ara_assets.domain.cost_catalogue import MeasureCost
from ara_assets.domain.energy import delivered_kwh, energy_by_end_use
from ara_assets.domain.performance import expand_home
from ara_assets.domain.plan import Plan, PlanStatus, SearchSize, State, attributed
from ara_assets.domain.recommendation import (
    SIZED_BY_HEAT_LOSS,
    HeatLoss,
    MeasureOption,
    Price,
    cost_quantities,
    recommendations,
    with_companion,
)
from ara_assets.domain.scenario import Phase
from sap10.certificate import EpcPropertyData
from sap10.measures import ATTRIBUTION_ORDER, MeasureType
from sap10.measures.packages import FABRIC, PackageExpansion
from sap10.pcdb import Pcdb

HOMES_AT_ONCE = 100
SCORE_TOLERANCE = 1e-9
"""A package scored in the search and for its plan differs by less."""


@dataclass(frozen=True, slots=True)
class HomeToPlan:
    """A home that a plan is asked for.

    Parameters
    ----------
    property_id
        The property.
    epc
        Its effective EPC.
    options
        Its eligible options, the forced companion among them.
    effective_rating
        SAP rating that decides whether it already meets a goal.
    price
        Prices a measure in this home.
    """

    property_id: str
    epc: EpcPropertyData
    options: tuple[MeasureOption, ...]
    effective_rating: int
    price: Price


@dataclass(frozen=True, slots=True)
class _Rated:
    """What a search needs of one rated dwelling."""

    score: Score
    heat_loss_w_per_k: float


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The package chosen for a home, in the order of attribution, and what it costs."""

    home: HomeToPlan
    expansion: PackageExpansion
    status: PlanStatus
    measures: tuple[MeasureType, ...]
    costs: tuple[MeasureCost, ...]
    sap_score: float
    search: SearchSize


@dataclass(frozen=True, slots=True)
class Plans:
    """Plans of homes, and the refusals of those that cannot be planned.

    `energy` is the delivered energy of every state of every plan: the rows of `energy_by_end_use`
    by `property_id` and `step`, 0 for the home as it is, then after each measure in its order.
    """

    plans: tuple[Plan, ...]
    energy: pd.DataFrame
    refused: Mapping[str, sap10.CertificateRejected]


_Task = Generator[Sequence[sap10.Dwelling], Sequence[_Rated], _Chosen]
"""Yields dwellings that it needs rated, is sent what they are rated, returns the choice."""


class ScoreMismatch(AssertionError):
    """A package was scored differently in the search and for its plan: a fault of ours."""


def plan_homes(homes: Sequence[HomeToPlan], phase: Phase, pcdb: Pcdb | None = None) -> Plans:
    """Plan homes for one phase.

    Parameters
    ----------
    homes
        Homes, in any order.
    phase
        Goal, budget and allowed measures.
    pcdb
        The product database in use.

    Returns
    -------
    Plans
        One plan per home in the order of `homes`, but for those that the calculator refuses.
    """
    plans: list[Plan] = []
    energy: list[pd.DataFrame] = []
    refused: dict[str, sap10.CertificateRejected] = {}
    for start in range(0, len(homes), HOMES_AT_ONCE):
        some = homes[start : start + HOMES_AT_ONCE]
        made, used = _plans(_choose(some, phase, pcdb, refused), phase)
        plans += made
        energy.append(used)
    return Plans(tuple(plans), pd.concat(energy) if energy else pd.DataFrame(), refused)


def _choose(
    homes: Sequence[HomeToPlan],
    phase: Phase,
    pcdb: Pcdb | None,
    refused: dict[str, sap10.CertificateRejected],
) -> list[_Chosen]:
    """Run the searches of all homes side by side, rating in one call what all of them ask for."""
    chosen: dict[str, _Chosen] = {}
    waiting: list[tuple[HomeToPlan, _Task, Sequence[sap10.Dwelling]]] = []

    def advance(home: HomeToPlan, task: _Task, answer: Sequence[_Rated] | None) -> None:
        try:
            asked = next(task) if answer is None else task.send(answer)
        except StopIteration as stop:
            chosen[home.property_id] = stop.value
        except sap10.CertificateRejected as refusal:
            refused[home.property_id] = refusal
        else:
            waiting.append((home, task, asked))

    for home in homes:
        advance(home, _search(home, phase, pcdb), None)
    while waiting:
        asking, waiting = waiting, []
        rated = _rated([dwelling for _, _, asked in asking for dwelling in asked])
        at = 0
        for home, task, asked in asking:
            advance(home, task, rated[at : at + len(asked)])
            at += len(asked)
    return [chosen[home.property_id] for home in homes if home.property_id in chosen]


def _rated(dwellings: Sequence[sap10.Dwelling]) -> list[_Rated]:
    result = sap10.rate(dwellings, calculation="rating")
    return [
        _Rated(Score(score, rating), heat_loss)
        for score, rating, heat_loss in zip(
            result.sap_score.tolist(),
            result.sap_rating.tolist(),
            result.heat_loss_coefficient_w_per_k.tolist(),
            strict=True,
        )
    ]


def _search(home: HomeToPlan, phase: Phase, pcdb: Pcdb | None) -> _Task:
    """Choose the package of one home."""
    available = {option.measure: option for option in home.options}
    overlays = {measure: option.overlay for measure, option in available.items()}
    expansion = PackageExpansion(home.epc, overlays, partial(expand_home, pcdb=pcdb))
    [before] = yield [expansion.dwelling(())]
    goal = phase.goal
    if home.effective_rating >= goal.lowest_rating:
        return _unchanged(home, expansion, "already_meets", before)
    if before.score.sap_rating >= goal.lowest_rating:
        return _unchanged(home, expansion, "calculated_meets", before)

    offered = recommendations(option for option in home.options if phase.allows(option.measure))
    combinations = choice.combinations([len(one.options) for one in offered])
    measures = {
        combination: with_companion(
            (
                one.options[at].measure
                for one, at in zip(offered, combination, strict=True)
                if at is not None
            ),
            available,
        )
        for combination in combinations
    }
    fabrics = sorted({package & FABRIC for package in measures.values()}, key=sorted)
    answers = yield [expansion.dwelling(fabric) for fabric in fabrics]
    heat_losses = {
        fabric: HeatLoss(before.heat_loss_w_per_k, answer.heat_loss_w_per_k)
        for fabric, answer in zip(fabrics, answers, strict=True)
    }
    prices = _Prices(home, available)
    packages = [
        Package(combination, prices.pence(package, heat_losses[package & FABRIC]), len(package))
        for combination, package in measures.items()
    ]
    search = choice.search(packages, goal, phase.budget_pence)
    asked = next(search)
    while True:
        answers = yield [expansion.dwelling(measures[package.options]) for package in asked]
        try:
            asked = search.send([answer.score for answer in answers])
        except StopIteration as stop:
            found: choice.Choice = stop.value
            break
    package = measures[found.package.options]
    ordered = tuple(measure for measure in ATTRIBUTION_ORDER if measure in package)
    heat_loss = heat_losses[package & FABRIC]
    return _Chosen(
        home,
        expansion,
        _STATUS[found.outcome],
        ordered,
        tuple(prices.cost(measure, heat_loss) for measure in ordered),
        found.score.sap_score,
        SearchSize(found.possible, found.within_budget, len(found.scored)),
    )


_STATUS: Mapping[choice.Outcome, PlanStatus] = {
    "reached": "reached",
    "best_within_budget": "best_within_budget",
    "none": "no_improvement",
}


def _unchanged(
    home: HomeToPlan, expansion: PackageExpansion, status: PlanStatus, before: _Rated
) -> _Chosen:
    return _Chosen(home, expansion, status, (), (), before.score.sap_score, SearchSize(1, 1, 1))


class _Prices:
    """Costs of one home's measures, each priced once for each heat loss that it depends on."""

    def __init__(self, home: HomeToPlan, available: Mapping[MeasureType, MeasureOption]) -> None:
        self._home = home
        self._available = available
        self._costs: dict[tuple[MeasureType, HeatLoss | None], tuple[MeasureCost, int]] = {}

    def cost(self, measure: MeasureType, heat_loss: HeatLoss) -> MeasureCost:
        return self._priced(measure, heat_loss)[0]

    def pence(self, measures: frozenset[MeasureType], heat_loss: HeatLoss) -> int:
        return sum(self._priced(measure, heat_loss)[1] for measure in measures)

    def _priced(self, measure: MeasureType, heat_loss: HeatLoss) -> tuple[MeasureCost, int]:
        key = (measure, heat_loss if measure in SIZED_BY_HEAT_LOSS else None)
        if key not in self._costs:
            quantities = cost_quantities(self._available[measure], heat_loss)
            cost = self._home.price(measure, quantities)
            self._costs[key] = (cost, int(cost.total_gbp * 100))
        return self._costs[key]


def _plans(chosen: Sequence[_Chosen], phase: Phase) -> tuple[list[Plan], pd.DataFrame]:
    """Score every prefix of every chosen package, and attribute effects by their steps."""
    prefixes = [
        (index, one.measures[:count])
        for index, one in enumerate(chosen)
        for count in range(len(one.measures) + 1)
    ]
    dwellings = [chosen[index].expansion.exactly(measures) for index, measures in prefixes]
    owners = [chosen[index].home.property_id for index, _ in prefixes]
    steps = [len(measures) for _, measures in prefixes]
    local = sap10.rate(dwellings, calculation="costs")
    rating = sap10.rate(dwellings, calculation="rating")
    states = _states(rating, local)
    plans: list[Plan] = []
    at = 0
    for one in chosen:
        own = tuple(states[at : at + len(one.measures) + 1])
        if abs(own[-1].sap_score - one.sap_score) > SCORE_TOLERANCE:
            message = (
                f"{one.home.property_id}: {', '.join(one.measures)} scored {one.sap_score} in the "
                f"search and {own[-1].sap_score} for the plan"
            )
            raise ScoreMismatch(message)
        lowest = phase.goal.lowest_rating
        plans.append(
            Plan(
                one.home.property_id,
                rating.editions[at],
                rating.conventions[at],
                one.status,
                one.home.effective_rating,
                (one.home.effective_rating >= lowest) != (own[0].sap_rating >= lowest),
                own,
                attributed(one.measures, one.costs, own),
                one.search,
            )
        )
        at += len(own)
    return plans, energy_by_end_use(local, owners, step=steps)


def _states(rating: sap10.SapResult, local: sap10.SapResult) -> list[State]:
    """Put together what dwellings are in both climates."""
    kwh = delivered_kwh(local)
    return [
        State(
            sap_score=float(rating.sap_score[index]),
            sap_rating=int(rating.sap_rating[index]),
            epc_band=rating.band[index],
            co2_t_per_year=float(local.co2_kg_per_year[index]) / 1000,
            primary_energy_kwh_per_m2=float(local.primary_energy_kwh_per_m2[index]),
            delivered_kwh_per_year=float(kwh[index]),
            heat_loss_w_per_k=float(rating.heat_loss_coefficient_w_per_k[index]),
        )
        for index in range(len(kwh))
    ]
