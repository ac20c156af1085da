"""Heating controls of the product database, section 9.4.20 and Table 9 note c."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sap10.compliance import dwelling_rates
from sap10.dwelling import Dwelling
from sap10.products import HeatingControl, HeatingDuration
from sap10.result import rate
from sap10.worksheet.mean_internal_temperature import MeanInternalTemperature
from tests.sap10.appendices.packaged import RESULTS, with_package
from tests.sap10.worksheet.heated import heated, system, worksheet_of

BOILER = system(104, 1, 2112)


def controlled(dwelling: Dwelling | None = None, **record: Any) -> Dwelling:
    """Return a dwelling with time and temperature zone control by a device of the database."""
    control: HeatingControl[float, int] = HeatingControl(**({"control_type": 3} | record))
    return replace(dwelling or heated(BOILER), heating_control=control)


def temperatures(dwelling: Dwelling) -> MeanInternalTemperature:
    return worksheet_of(dwelling).mean_internal_temperature


def reductions(dwelling: Dwelling, *periods: float) -> Any:
    """Return (Th - T) / (Th - Tsc) of the whole dwelling's zones for given hours off, Table 9b."""
    losses = worksheet_of(dwelling).heat_losses
    constant = losses.thermal_mass_parameter[:, None] / (3.6 * losses.heat_loss_parameter)
    cooling = 4.0 + 0.25 * constant
    total = np.zeros_like(cooling)
    for hours in periods:
        total += np.where(
            hours <= cooling, 0.5 * hours**2 / (24.0 * cooling), (hours - 0.5 * cooling) / 24.0
        )
    return total


@pytest.mark.pins("85", "88", "Table 9")
def test_temperatures_are_subtracted() -> None:
    """Th2 follows from Th1 by the formula of the control, less its own adjustment."""
    plain = temperatures(heated(BOILER))
    found = temperatures(controlled(living_area_temperature_c=0.4, elsewhere_temperature_c=0.3))
    assert found.living_area_heating_temperature[0] == pytest.approx(20.6)
    np.testing.assert_allclose(
        found.elsewhere_heating_temperature, plain.elsewhere_heating_temperature - 0.7
    )


@pytest.mark.pins("87", "Table 9", "Table 9b")
def test_hours_are_added_to_the_first_period_of_the_living_area() -> None:
    dwelling = heated(BOILER)
    plain = temperatures(dwelling)
    found = temperatures(controlled(living_area_off_hours=1.5))
    fall = (21.0 - plain.living_area_temperature) / reductions(dwelling, 7.0, 8.0)
    expected = 21.0 - fall * reductions(dwelling, 8.5, 8.0)
    np.testing.assert_allclose(found.living_area_temperature, expected)
    np.testing.assert_allclose(found.elsewhere_temperature, plain.elsewhere_temperature)


@pytest.mark.pins("90", "Table 9", "Table 9b")
def test_hours_are_added_to_the_first_period_elsewhere() -> None:
    dwelling = heated(BOILER)
    plain = temperatures(dwelling)
    found = temperatures(controlled(elsewhere_off_hours=1.0))
    heating = plain.elsewhere_heating_temperature
    fall = (heating - plain.elsewhere_temperature) / reductions(dwelling, 9.0, 8.0)
    expected = heating - fall * reductions(dwelling, 10.0, 8.0)
    np.testing.assert_allclose(found.elsewhere_temperature, expected)
    np.testing.assert_allclose(found.living_area_temperature, plain.living_area_temperature)


@pytest.mark.pins("Table 9")
def test_elsewhere_counts_beside_a_control_of_its_own_type_only() -> None:
    """Note d: the type of Table 4e has to match that of the record."""
    other = heated(system(104, 1, 2106))
    found = temperatures(controlled(other, elsewhere_temperature_c=0.5, elsewhere_off_hours=2.0))
    np.testing.assert_array_equal(
        found.elsewhere_temperature, temperatures(other).elsewhere_temperature
    )


@pytest.mark.pins("90", "Table 9c")
def test_rooms_of_a_second_system_keep_the_hours_of_its_own_control() -> None:
    """Of two systems in different parts, the record is of the controls of system 1."""
    dwelling = heated(
        BOILER,
        system(102, 1, 2110),
        space_heating={"main_2_fraction": 0.95, "main_2_heats_different_part": True},
    )
    found = temperatures(controlled(dwelling, elsewhere_temperature_c=1.0))
    np.testing.assert_array_equal(
        found.elsewhere_temperature, temperatures(dwelling).elsewhere_temperature
    )


@pytest.mark.pins("Table N7")
def test_a_package_has_them_added_to_its_only_period() -> None:
    package = with_package(RESULTS, control=2208, heating_duration=HeatingDuration.HOURS_16)
    plain = temperatures(package)
    found = temperatures(controlled(package, living_area_off_hours=1.0))
    january = 0
    fall = (21.0 - plain.living_area_temperature) / reductions(package, 8.0)
    expected = 21.0 - fall * reductions(package, 9.0)
    assert found.living_area_temperature[0, january] == pytest.approx(expected[0, january])


def test_others_of_a_batch_keep_their_temperatures() -> None:
    several = [heated(BOILER), controlled(living_area_temperature_c=1.0), with_package()]
    together = rate(several)
    for index, dwelling in enumerate(several):
        assert rate([dwelling]).sap_score[0] == pytest.approx(together.sap_score[index], rel=1e-12)


def test_fabric_energy_efficiency_leaves_them_out() -> None:
    """Section 11: temperatures and heating periods of Table 9 whatever the heating system."""
    plain, controls = dwelling_rates(
        [heated(BOILER), controlled(living_area_temperature_c=1.0)]
    ).fabric_energy_efficiency
    assert plain == pytest.approx(controls)
