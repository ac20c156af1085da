"""The ratings of RdSAP 10: its prices and equations, section 20."""

from typing import Any

import pytest

import sap10
from sap10.codes import Prices
from tests.sap10.rdsap.surveys import survey
from tests.sap10.worksheet.heated import heated, system, worksheet_of


@pytest.mark.pins("RdSAP 20.1")
@pytest.mark.parametrize(
    ("cost", "factor", "score"), [(900.0, 3.024, 57.8152), (None, 5.0, 32.4246)]
)
def test_energy_efficiency_rating(cost: float | None, factor: float, score: float) -> None:
    imposed: dict[str, Any] = {"4": 80.0} | ({"257": factor} if cost is None else {"255": cost})
    rating = worksheet_of(
        heated(system(104, 1, 2106)), prices=Prices.TABLE_32, impose=imposed
    ).rating
    assert rating.energy_cost_factor[0] == pytest.approx(factor)
    assert rating.score[0] == pytest.approx(score, abs=5e-5)


@pytest.mark.pins("RdSAP 20.2")
@pytest.mark.parametrize(
    ("emitted", "score"), [(4000.0, 57.0108), (2500.0, 73.2), (3537.5, 62.0803)]
)
def test_environmental_impact_rating(emitted: float, score: float) -> None:
    """CF 32 and 28.3 on the logarithm, 20 on the straight line."""
    found = worksheet_of(heated(system(104, 1, 2106)), impose={"4": 80.0, "272": emitted}).emissions
    assert found.score[0] == pytest.approx(score, abs=5e-5)


@pytest.mark.pins("RdSAP 1")
def test_a_survey_is_rated_by_its_own_prices_and_equations() -> None:
    (dwelling,) = (sap10.expand(survey()),)
    assert sap10.rate([dwelling]).sap_score == sap10.rate([dwelling], prices="table32").sap_score
