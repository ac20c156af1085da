"""Sizes from calculated heat loss."""

from hypothesis import given
from hypothesis import strategies as st

from sap10.measures import sizing


def test_design_heat_loss_is_the_coefficient_times_24_2_k() -> None:
    assert sizing.design_heat_loss_kw(250.0) == 6.05


def test_wet_system_needs_no_boiler_radiators() -> None:
    assert sizing.boiler_emitter_count(250.0, has_wet_system=True) == 0
    assert sizing.boiler_emitter_count(250.0, has_wet_system=False) == 5


def test_heat_pump_emitters_are_those_that_are_missing_at_low_temperature() -> None:
    # 6.05 kW at 0.7084 kW each; with radiators for 6.05 kW, 0.3542 of it is there.
    assert sizing.heat_pump_emitter_count(250.0, 250.0, has_wet_system=False) == 9
    assert sizing.heat_pump_emitter_count(250.0, 250.0, has_wet_system=True) == 6
    assert sizing.heat_pump_emitter_count(80.0, 250.0, has_wet_system=True) == 0


@given(st.floats(20, 2000), st.floats(20, 2000))
def test_more_insulation_never_needs_more_emitters(one: float, other: float) -> None:
    less, more = sorted((one, other))
    for wet in (True, False):
        assert sizing.heat_pump_emitter_count(
            less, 1000.0, has_wet_system=wet
        ) <= sizing.heat_pump_emitter_count(more, 1000.0, has_wet_system=wet)
