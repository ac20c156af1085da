import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sap10.worksheet.utilisation import Utilisation


def utilisation(gains, transfer=100.0, outside=0.0, time_constant=30.0):
    def months(value):
        return np.full((1, 12), value)

    return Utilisation(
        months(gains),
        months(transfer),
        months(outside),
        months(time_constant),
        months(1.0 + time_constant / 15.0),
    )


def at(gains, inside=20.0, **changes):
    return float(utilisation(gains, **changes).at(np.full((1, 12), inside))[0, 0])


def of_losses_at(gains, inside=20.0, **changes):
    return float(utilisation(gains, **changes).of_losses_at(np.full((1, 12), inside))[0, 0])


@given(ratio=st.floats(0.001, 50.0).filter(lambda x: abs(x - 1) > 1e-4), tau=st.floats(0.0, 80.0))
@pytest.mark.pins("86", "89", "94", "101", "Table 9a", "Table 10a")
def test_factors_are_those_of_tables_9a_and_10a(ratio, tau):
    rounded = round(ratio, 8)
    a = 1 + tau / 15
    heating = (1 - rounded**a) / (1 - rounded ** (a + 1))
    cooling = (1 - rounded**-a) / (1 - rounded ** -(a + 1))
    assert at(ratio * 2000.0, time_constant=tau) == pytest.approx(heating, rel=1e-7)
    assert of_losses_at(ratio * 2000.0, time_constant=tau) == pytest.approx(cooling, rel=1e-7)


def test_gains_equal_to_losses():
    assert at(2000.0) == pytest.approx(3.0 / 4.0)
    assert of_losses_at(2000.0) == pytest.approx(3.0 / 4.0)


def test_no_loss_means_almost_no_use_of_gains():
    assert at(2000.0, inside=0.0) == pytest.approx(1e-6)


def test_loss_towards_inside_uses_everything():
    assert at(500.0, inside=10.0, outside=14.0) == 1.0


@given(
    gains=st.floats(0.0, 1e5),
    inside=st.floats(5.0, 30.0),
    time_constant=st.floats(0.0, 5000.0),
)
def test_never_overflows_and_stays_between_nothing_and_all(gains, inside, time_constant):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        factor = at(gains, inside, outside=10.0, time_constant=time_constant)
    assert 0.0 <= factor <= 1.0
