"""Hot water losses: storage, primary circuit, combi; the immersion's high-rate share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sap10.codes import (
    CylinderInsulation,
    Immersion,
    KeepHot,
    PipeworkInsulation,
    Tariff,
    ThermalStore,
)
from sap10.tables.hot_water import (
    combi_loss,
    immersion_high_rate_fraction,
    primary_circuit_loss,
    storage_loss_factor,
    volume_factor,
)


def one(value: float) -> np.ndarray:
    return np.array([value])


def daily_loss(volume: float, insulation: CylinderInsulation, thickness: float) -> float:
    factor = storage_loss_factor(one(insulation), one(thickness)) * volume_factor(one(volume))
    return float(volume * factor[0])


@pytest.mark.pins("51", "Table 2")
def test_cylinder_loss() -> None:
    """Findings 4.9: 110 litres, 25 mm foam, temperature factor 0.60."""
    annual = 0.60 * daily_loss(110.0, CylinderInsulation.FACTORY, 25.0) * 365.0
    assert annual == pytest.approx(594.32, abs=0.005)


@given(
    volume=st.floats(20.0, 500.0),
    insulation=st.sampled_from(CylinderInsulation),
    thin=st.floats(0.0, 200.0),
    more=st.floats(0.0, 200.0),
)
def test_thicker_insulation_never_loses_more(
    volume: float, insulation: CylinderInsulation, thin: float, more: float
) -> None:
    assert daily_loss(volume, insulation, thin + more) <= daily_loss(volume, insulation, thin)


@given(small=st.floats(20.0, 500.0), more=st.floats(1.0, 200.0))
def test_a_bigger_cylinder_loses_more(small: float, more: float) -> None:
    factory = CylinderInsulation.FACTORY
    assert daily_loss(small + more, factory, 25.0) > daily_loss(small, factory, 25.0)


@pytest.mark.parametrize(
    ("has_thermostat", "is_timed", "month", "loss"),
    [
        (True, True, 0, 43.3132),
        (True, False, 0, 64.5792),
        (True, True, 3, 41.9160),
        (True, False, 5, 41.9160),
        (False, False, 7, 43.3132),
    ],
)
@pytest.mark.pins("59", "Table 3")
def test_primary_circuit_loss(
    has_thermostat: bool, is_timed: bool, month: int, loss: float
) -> None:
    """Findings 4.12 and C.1, uninsulated pipework."""
    ours = primary_circuit_loss(
        one(PipeworkInsulation.UNINSULATED),
        one(ThermalStore.NONE),
        np.array([has_thermostat]),
        np.array([is_timed]),
    )
    assert ours[0, month] == pytest.approx(loss, abs=5e-5)


def test_thermal_store_has_thermostat_and_timing() -> None:
    off = np.array([False])
    pipework = one(PipeworkInsulation.FULL)
    store = primary_circuit_loss(pipework, one(ThermalStore.HOT_WATER_ONLY), off, off)
    cylinder = primary_circuit_loss(pipework, one(ThermalStore.NONE), ~off, ~off)
    np.testing.assert_array_equal(store, cylinder)


@pytest.mark.pins("61", "Table 3a")
def test_combi_loss_without_keep_hot() -> None:
    """Findings 4.3: fu 0.778795 in January, itself rounded to six places."""
    loss = combi_loss(one(KeepHot.NONE), one(0.0), np.full((1, 12), 77.8795))
    assert loss[0, 0] == pytest.approx(39.6866, abs=1e-4)


@pytest.mark.pins("61", "Table 3a")
def test_combi_loss_with_timed_keep_hot() -> None:
    """Findings 4.3: independent of the draw-off."""
    loss = combi_loss(one(KeepHot.FUEL_TIMED), one(0.0), np.full((1, 12), 50.0))
    np.testing.assert_allclose(loss[0, [0, 1, 3]], [50.9589, 46.0274, 49.3151], atol=5e-5)
    untimed = combi_loss(one(KeepHot.ELECTRIC_UNTIMED), one(0.0), np.full((1, 12), 50.0))
    np.testing.assert_allclose(untimed, 1.5 * loss)


@pytest.mark.parametrize(("volume", "annual"), [(15.0, 600.0), (35.0, 300.0), (55.0, 0.0)])
def test_storage_combi_loses_less_the_bigger_its_store(volume: float, annual: float) -> None:
    """Table 3a; from 55 litres on nothing."""
    loss = combi_loss(one(KeepHot.NONE), one(volume), np.full((1, 12), 120.0))
    assert loss.sum() == pytest.approx(annual)


def fraction(
    tariff: Tariff, immersion: Immersion, volume: float, *, heat_pump: bool = False
) -> float:
    ours = immersion_high_rate_fraction(
        one(tariff), one(immersion), np.array([heat_pump]), one(volume), one(2.5)
    )
    return float(ours[0])


@pytest.mark.pins("243", "Table 13")
def test_immersion_high_rate_fractions() -> None:
    """Findings 10.6, by hand for N 2.5 and 110 litres."""
    seven, ten = Tariff.SEVEN_HOUR, Tariff.TEN_HOUR
    assert fraction(seven, Immersion.DUAL, 110.0) == pytest.approx(0.167)
    assert fraction(ten, Immersion.DUAL, 110.0) == pytest.approx(0.0955)
    assert fraction(seven, Immersion.SINGLE, 110.0) == pytest.approx(0.597_727_3)
    assert fraction(ten, Immersion.SINGLE, 110.0) == pytest.approx(0.215_151_5)


def test_water_only_heat_pump_counts_as_dual_immersion() -> None:
    dual = fraction(Tariff.SEVEN_HOUR, Immersion.DUAL, 160.0)
    assert fraction(Tariff.SEVEN_HOUR, Immersion.NONE, 160.0, heat_pump=True) == dual


def test_18_hour_tariff_heats_water_at_the_low_rate() -> None:
    """Findings C.9, section 12.4.3."""
    assert fraction(Tariff.EIGHTEEN_HOUR, Immersion.DUAL, 110.0) == 0.0


@given(
    tariff=st.sampled_from(Tariff),
    immersion=st.sampled_from(Immersion),
    volume=st.floats(10.0, 1000.0),
)
def test_high_rate_fraction_is_a_fraction(
    tariff: Tariff, immersion: Immersion, volume: float
) -> None:
    assert 0.0 <= fraction(tariff, immersion, volume) <= 1.0
