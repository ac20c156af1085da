"""Plans of the demo's homes, as they are generated and read, against brute force."""

from dataclasses import replace

import pytest

import sap10
from ara_assets.demo.generate import generate
from ara_assets.domain import choice
from ara_assets.domain.performance import expand_home
from ara_assets.domain.planning import HomeToPlan, plan_homes
from ara_assets.domain.recommendation import recommendations, with_companion
from ara_assets.domain.scenario import BAND_C
from sap10.measures.packages import PackageExpansion
from tests.package_oracle import Oracle, options_of, price

EVERY = 9


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> list[HomeToPlan]:
    folder = tmp_path_factory.mktemp("demo")
    generate(folder)
    found: list[HomeToPlan] = []
    for path in sorted((folder / "certificates").iterdir())[::EVERY]:
        try:
            epc = sap10.read_certificate(path.read_bytes()).epc
            rating = int(sap10.rate([expand_home(epc)]).sap_rating[0])
        except sap10.CertificateRejected:
            continue
        found.append(HomeToPlan(path.name, epc, tuple(options_of(epc)), rating, price))
    assert len(found) > 30
    return found


def test_plans_of_demo_homes_are_those_of_brute_force(homes: list[HomeToPlan]) -> None:
    [phase] = BAND_C.phases
    made = plan_homes(homes, phase)
    assert not made.refused
    planned = 0
    for home, plan in zip(homes, made.plans, strict=True):
        if plan.status == "already_meets":
            assert home.effective_rating >= phase.goal.lowest_rating
            continue
        planned += 1
        reached, cost, score, count = Oracle(home).best(phase.goal, phase.budget_gbp)
        assert (plan.status == "reached") is reached, home.property_id
        assert plan.total_cost_gbp == cost, home.property_id
        assert plan.after.sap_score == pytest.approx(score, abs=1e-9), home.property_id
        assert len(plan.measures) == count, home.property_id
    assert planned > 15


def test_shared_expansion_of_demo_homes_is_the_packages_own(homes: list[HomeToPlan]) -> None:
    packages = 0
    for home in homes:
        available = {option.measure: option for option in home.options}
        overlays = {measure: option.overlay for measure, option in available.items()}
        expansion = PackageExpansion(home.epc, overlays, sap10.expand)
        offered = recommendations(home.options)
        for picks in choice.combinations([len(one.options) for one in offered]):
            package = with_companion(
                [
                    one.options[at].measure
                    for one, at in zip(offered, picks, strict=True)
                    if at is not None
                ],
                available,
            )
            packages += 1
            shared = replace(expansion.dwelling(package), notes=())
            assert shared == replace(expansion.exactly(package), notes=()), home.property_id
    assert packages > 500
