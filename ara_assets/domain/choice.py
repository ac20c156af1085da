"""Choosing a package: the exact search over every combination of measure options.

Nothing here knows a dwelling or a price. A package is one option, or none, of each
recommendation; its cost is known, its score must be asked for. SAP is neither additive nor
monotone in the measures, so no package is judged by another one: a package is left unscored only
if it is over the budget, or costs more than one that is already known to reach the goal.
"""

import itertools
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ara_assets.domain.scenario import ReachBand

Outcome = Literal["reached", "best_within_budget", "none"]
"""The goal is reached; or it cannot be, and this is the best gain; or nothing improves."""

FIRST_CHUNK = 48
LARGEST_CHUNK = 192
SCORE_DECIMALS = 9
"""Scores equal to this many decimals are equal: vector arithmetic may differ in the last bit."""


@dataclass(frozen=True, slots=True)
class Package:
    """One candidate: which option of each recommendation, and what it all costs.

    Parameters
    ----------
    options
        For each recommendation the position of the chosen option, or None.
    cost_pence
        Cost of all its measures, forced companions included. [pence]
    measure_count
        Number of its measures, forced companions included.
    """

    options: tuple[int | None, ...]
    cost_pence: int
    measure_count: int


@dataclass(frozen=True, slots=True)
class Score:
    """What the calculator says of one package: unrounded SAP score, and SAP rating."""

    sap_score: float
    sap_rating: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen package, and how much of the search it took.

    `scored` holds every package that was scored with its score, in the order of the search.
    """

    package: Package
    score: Score
    outcome: Outcome
    possible: int
    within_budget: int
    scored: tuple[tuple[Package, Score], ...]


Search = Generator[Sequence[Package], Sequence[Score], Choice]
"""Yields packages that it needs scores of, is sent these scores, returns the choice."""


def combinations(option_counts: Sequence[int]) -> list[tuple[int | None, ...]]:
    """Enumerate every combination of at most one option per recommendation.

    Parameters
    ----------
    option_counts
        Number of options of each recommendation.

    Returns
    -------
    list
        All of them, the empty one first: product of (count + 1) tuples.
    """
    return list(itertools.product(*[(None, *range(count)) for count in option_counts]))


def search(packages: Sequence[Package], goal: ReachBand, budget_pence: int | None) -> Search:
    """Search for the least-cost package that reaches the goal, else for the best gain.

    Parameters
    ----------
    packages
        Every combination, the empty one among them.
    goal
        The band to reach.
    budget_pence
        Hard limit of the cost, or None. [pence]

    Yields
    ------
    Sequence of Package
        The cheapest packages not yet scored; expects their scores in the same order.

    Returns
    -------
    Choice
        Among the packages that reach the goal the cheapest, then the one with fewest measures,
        then the one with most gain; if none does, the one with most gain, then the cheapest, then
        the one with fewest measures.
    """
    affordable = [p for p in packages if budget_pence is None or p.cost_pence <= budget_pence]
    affordable.sort(key=lambda package: package.cost_pence)
    scored: list[tuple[Package, Score]] = []

    def choice(chosen: tuple[Package, Score], outcome: Outcome) -> Choice:
        return Choice(*chosen, outcome, len(packages), len(affordable), tuple(scored))

    for chunk in _chunks(affordable):
        scores = yield chunk
        scored.extend(zip(chunk, scores, strict=True))
        reached = [
            (package, score)
            for package, score in zip(chunk, scores, strict=True)
            if score.sap_rating >= goal.lowest_rating
        ]
        if reached:
            return choice(min(reached, key=_cheapest_first), "reached")
    best = min(scored, key=_most_gain_first)
    return choice(best, "best_within_budget" if best[0].measure_count else "none")


def _chunks(packages: Sequence[Package]) -> Iterator[list[Package]]:
    """Cut packages sorted by cost into growing chunks; equal costs stay in one chunk."""
    start, size = 0, FIRST_CHUNK
    while start < len(packages):
        end = min(start + size, len(packages))
        while end < len(packages) and packages[end].cost_pence == packages[end - 1].cost_pence:
            end += 1
        yield list(packages[start:end])
        start, size = end, min(2 * size, LARGEST_CHUNK)


def _cheapest_first(candidate: tuple[Package, Score]) -> tuple[object, ...]:
    package, score = candidate
    gain_first = -round(score.sap_score, SCORE_DECIMALS)
    return (package.cost_pence, package.measure_count, gain_first, _in_order(package))


def _most_gain_first(candidate: tuple[Package, Score]) -> tuple[object, ...]:
    package, score = candidate
    gain_first = -round(score.sap_score, SCORE_DECIMALS)
    return (gain_first, package.cost_pence, package.measure_count, _in_order(package))


def _in_order(package: Package) -> tuple[int, ...]:
    return tuple(-1 if option is None else option for option in package.options)
