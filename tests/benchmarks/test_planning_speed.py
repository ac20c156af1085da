"""How many homes are planned and packages scored a second; the demo's bound is asserted."""

import time
from dataclasses import replace

import pytest

import sap10
from ara_assets.domain.performance import expand_home
from ara_assets.domain.planning import HomeToPlan, plan_homes
from ara_assets.domain.scenario import Phase, ReachBand
from sap10.certificate import WallConstruction
from tests.homes import fabric, home, part, wall
from tests.package_oracle import options_of, price

HOMES = 300
DEMO_SECONDS = 60.0
"""Three hundred homes have to take well under a minute of the processor."""


@pytest.fixture(scope="module")
def homes() -> list[HomeToPlan]:
    """Solid brick homes, all alike but for their name, each with 288 packages."""
    epc = home(fabric=fabric(part(wall=wall(WallConstruction.SOLID_BRICK))))
    rating = int(sap10.rate([expand_home(epc)]).sap_rating[0])
    one = HomeToPlan("home", epc, tuple(options_of(epc)), rating, price)
    return [replace(one, property_id=f"home {index}") for index in range(HOMES)]


@pytest.mark.parametrize("band", ["C", "A"])
def test_plans_of_three_hundred_homes(
    homes: list[HomeToPlan], band: str, capsys: pytest.CaptureFixture[str]
) -> None:
    phase = Phase(goal=ReachBand.model_validate({"band": band}))
    start = time.process_time()
    made = plan_homes(homes, phase)
    seconds = time.process_time() - start
    scored = sum(plan.search.scored for plan in made.plans)
    with capsys.disabled():
        print(
            f"\nband {band}: {HOMES} homes, {scored:,} of {HOMES * made.plans[0].search.possible:,}"
            f" packages scored in {seconds:.1f} s: {HOMES / seconds:,.0f} homes/s,"
            f" {scored / seconds:,.0f} packages/s"
        )
    assert seconds < DEMO_SECONDS
