"""The exact search, against an oracle that enumerates and sorts in its own way."""

from collections.abc import Callable
from decimal import Decimal
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ara_assets.domain import choice
from ara_assets.domain.choice import Choice, Package, Score
from ara_assets.domain.scenario import BAND_C, Phase, ReachBand, Scenario
from sap10.measures import MeasureType
from sap10.tables.bands import band_of


def rated(sap_score: float) -> Score:
    return Score(sap_score, max(1, int(sap_score + 0.5)))


def run(
    packages: list[Package],
    score: Callable[[Package], Score],
    goal: ReachBand,
    budget_pence: int | None,
) -> Choice:
    search = choice.search(packages, goal, budget_pence)
    asked = next(search)
    while True:
        try:
            asked = search.send([score(package) for package in asked])
        except StopIteration as stop:
            return stop.value


options = st.tuples(st.integers(0, 400), st.integers(1, 2), st.integers(-40, 120))
"""Cost in ten pounds, measures (1, or 2 with a companion), effect in tenths of a point."""
surfaces = st.lists(st.lists(options, min_size=1, max_size=3), min_size=0, max_size=4)


@st.composite
def cases(
    draw: Any,
) -> tuple[dict[tuple[int | None, ...], tuple[int, int, float]], int, int | None]:
    """A catalogue whose effects interact, as a table: combination → cost, measures, SAP score."""
    catalogue = draw(surfaces)
    before = draw(st.integers(300, 720))
    table = {}
    for combination in choice.combinations([len(own) for own in catalogue]):
        chosen = [own[at] for own, at in zip(catalogue, combination, strict=True) if at is not None]
        interaction = draw(st.integers(-15, 15)) if len(chosen) > 1 else 0
        cost = 1000 * sum(one[0] for one in chosen)
        measures = sum(one[1] for one in chosen)
        score = (before + sum(one[2] for one in chosen) + interaction) / 10
        table[combination] = (cost, measures, score)
    return table, draw(st.integers(0, 10)), draw(st.none() | st.integers(0, 1_500_000))


@settings(max_examples=300, deadline=None)
@given(cases())
def test_choice_is_that_of_brute_force(
    case: tuple[dict[tuple[int | None, ...], tuple[int, int, float]], int, int | None],
) -> None:
    table, margin, budget = case
    goal = ReachBand(band="C", margin=margin)
    packages = [Package(key, cost, count) for key, (cost, count, _) in table.items()]

    chosen = run(packages, lambda package: rated(table[package.options][2]), goal, budget)

    within = {key: row for key, row in table.items() if budget is None or row[0] <= budget}
    reaching = [row for row in within.values() if int(row[2] + 0.5) >= 69 + margin]
    cost, count, score = table[chosen.package.options]
    if reaching:
        assert chosen.outcome == "reached"
        assert (cost, count, -score) == min((c, n, -s) for c, n, s in reaching)
    else:
        assert (-score, cost, count) == min((-s, c, n) for c, n, s in within.values())
        assert chosen.outcome == ("best_within_budget" if count else "none")
    assert chosen.possible == len(table)
    assert chosen.within_budget == len(within)


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(0, 2_000_000))
def test_larger_budget_is_never_worse(
    case: tuple[dict[tuple[int | None, ...], tuple[int, int, float]], int, int | None], more: int
) -> None:
    table, margin, budget = case
    goal = ReachBand(band="C", margin=margin)
    packages = [Package(key, cost, count) for key, (cost, count, _) in table.items()]

    def rank(limit: int | None) -> tuple[object, ...]:
        found = run(packages, lambda package: rated(table[package.options][2]), goal, limit)
        if found.outcome == "reached":
            return (0, found.package.cost_pence)
        return (1, -found.score.sap_score, found.package.cost_pence)

    assert rank(None if budget is None else budget + more) <= rank(budget)


def test_packages_are_every_combination_of_at_most_one_option_each() -> None:
    found = choice.combinations([2, 1, 3])
    assert len(found) == len(set(found)) == 3 * 2 * 4
    assert found[0] == (None, None, None)
    singles = [(0, 0), (0, 1), (1, 0), (2, 0), (2, 1), (2, 2)]
    independent = {
        tuple(dict(subset).get(at) for at in range(3))
        for subset in chain.from_iterable(combinations(singles, size) for size in range(4))
        if len({surface for surface, _ in subset}) == len(subset)
    }
    assert set(found) == independent


def test_costlier_packages_are_not_scored_once_the_goal_is_reached() -> None:
    packages = [Package((at,), 100 * at, 1) for at in range(1, 2000)]
    packages.append(Package((None,), 0, 0))
    asked: list[Package] = []

    def score(package: Package) -> Score:
        asked.append(package)
        return rated(70.0 if package.cost_pence >= 1000 else 60.0)

    found = run(packages, score, ReachBand(band="C"), None)
    assert found.package.cost_pence == 1000
    assert len(asked) == choice.FIRST_CHUNK
    assert len(found.scored) == choice.FIRST_CHUNK


def test_equal_costs_are_scored_together() -> None:
    packages = [Package((at,), 500, 2) for at in range(200)]
    packages.append(Package((None,), 0, 0))
    packages.append(Package((200,), 500, 1))
    found = run(
        packages, lambda p: rated(69.0 if p.measure_count else 50.0), ReachBand(band="C"), None
    )
    assert found.package.options == (200,)


@pytest.mark.parametrize(("score", "reached"), [(68.49, False), (68.5, True)])
def test_band_is_reached_by_the_rating_rounded_half_up(score: float, reached: bool) -> None:
    packages = [Package((None,), 0, 0), Package((0,), 100, 1)]
    found = run(
        packages, lambda p: rated(score if p.measure_count else 40.0), ReachBand(band="C"), None
    )
    assert (found.outcome == "reached") is reached


def test_nothing_that_improves_leaves_the_home_as_it_is() -> None:
    packages = [Package((None,), 0, 0), Package((0,), 0, 1), Package((1,), 100, 1)]
    found = run(
        packages,
        lambda p: rated({(None,): 50.0, (0,): 50.0, (1,): 49.0}[p.options]),
        ReachBand(band="C"),
        None,
    )
    assert found.outcome == "none"
    assert found.package.measure_count == 0


@pytest.mark.parametrize(
    ("rating", "band"),
    [(1, "G"), (20, "G"), (21, "F"), (68, "D"), (69, "C"), (91, "B"), (105, "A")],
)
def test_bands_are_those_of_table_14(rating: int, band: str) -> None:
    assert band_of(rating) == band


def test_scenario_survives_its_json_and_its_hash_names_its_content() -> None:
    again = Scenario.model_validate_json(BAND_C.model_dump_json())
    assert again == BAND_C
    assert again.content_hash == BAND_C.content_hash
    phase = BAND_C.phases[0].model_copy(update={"budget_gbp": Decimal("29999.99")})
    assert phase.budget_pence == 2_999_999
    changed = BAND_C.model_copy(update={"phases": (phase,)})
    assert changed.content_hash != BAND_C.content_hash


def test_phase_allows_only_its_measures() -> None:
    phase = Phase(goal=ReachBand(band="C"), measures=(MeasureType.LOFT_INSULATION,))
    assert phase.allows(MeasureType.LOFT_INSULATION)
    assert not phase.allows(MeasureType.SOLAR_PV)
    assert BAND_C.phases[0].allows(MeasureType.SOLAR_PV)


@pytest.mark.parametrize(
    "definition",
    [
        '{"name": "Bad Name", "description": "", "phases": []}',
        '{"name": "x", "description": "", "phases": [{"goal": {"band": "H"}}]}',
        '{"name": "x", "description": "", "phases": [{"goal": {"band": "C"}, "measures": ["x"]}]}',
        '{"name": "x", "description": "", "phases": [{"goal": {"band": "C"}, "budget_gbp": -1}]}',
    ],
)
def test_bad_definition_is_refused(definition: str) -> None:
    with pytest.raises(ValidationError):
        Scenario.model_validate_json(definition)
