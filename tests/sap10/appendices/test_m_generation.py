"""Appendix M1: generation and own use."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sap10.appendices.m_generation import pv_generation, share_used_in_dwelling
from sap10.codes import Orientation
from sap10.dwelling import DwellingBatch, PvArray
from tests.sap10.worksheet.batches import uk_average, varied

pytestmark = pytest.mark.pins("233a", "233b", "Appendix M")


def annual(*arrays: PvArray[float, int]) -> float:
    batch = DwellingBatch.of([varied(pv_arrays=arrays)])
    return float(pv_generation(batch, uk_average(batch)).sum())


def array(
    kwp: float, orientation: Orientation, pitch: float, shading: float
) -> PvArray[float, int]:
    return PvArray(
        peak_power_kwp=kwp, orientation=orientation, pitch_deg=pitch, overshading_factor=shading
    )


def test_assumed_array_on_a_part_of_the_roof() -> None:
    """Findings M.4: 2.16 kWp, south, 30 degrees, modest overshading (0.8)."""
    assert annual(array(2.16, Orientation.SOUTH, 30.0, 0.8)) == pytest.approx(1492.33, abs=0.01)


def test_recorded_array() -> None:
    """Findings M.5: 2.36 kWp, south-west; S is 1004 kWh/m2 at 45 degrees and 1029 at 30."""
    for pitch, irradiation in ((45.0, 1004.0), (30.0, 1029.0)):
        energy = annual(array(2.36, Orientation.SOUTH_WEST, pitch, 1.0))
        assert energy / (0.8 * 2.36) == pytest.approx(irradiation, abs=0.5)


def test_arrays_of_a_dwelling_add_up() -> None:
    south = array(2.0, Orientation.SOUTH, 30.0, 1.0)
    north = array(1.0, Orientation.NORTH, 45.0, 0.8)
    assert annual(south, north) == pytest.approx(annual(south) + annual(north))
    assert annual() == 0.0


def share(generation: float, demand: float, battery: float = 0.0) -> float:
    monthly = share_used_in_dwelling(
        np.full((1, 12), generation), np.full((1, 12), demand), np.array([battery])
    )
    return float(monthly[0, 0])


def test_share_without_battery() -> None:
    """Findings M.2: E_PV 100, D_PV 200."""
    assert share(100.0, 200.0) == pytest.approx(0.4864, abs=5e-5)


def test_never_more_is_used_than_is_demanded() -> None:
    assert share(300.0, 200.0, battery=15.0) == pytest.approx(200.0 / 300.0)


@given(
    generation=st.floats(0.0, 2000.0),
    demand=st.floats(10.0, 2000.0),
    battery=st.floats(0.0, 30.0),
)
def test_share_is_a_share_of_generation_and_of_demand(
    generation: float, demand: float, battery: float
) -> None:
    used = share(generation, demand, battery)
    assert 0.0 <= used <= 1.0
    assert used * generation <= demand * (1.0 + 1e-12)


@given(
    generation=st.floats(1.0, 2000.0), more=st.floats(1.0, 2000.0), demand=st.floats(10.0, 2000.0)
)
def test_bigger_arrays_are_used_to_a_smaller_share(
    generation: float, more: float, demand: float
) -> None:
    assert share(generation + more, demand) <= share(generation, demand)
