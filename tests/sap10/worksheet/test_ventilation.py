import numpy as np
import pytest

from sap10.codes import PressureTest, VentilationSystem
from tests.sap10.worksheet.batches import fabric_of, varied

WIND = np.array([5.1, 5.0, 4.9, 4.4, 4.3, 3.8, 3.8, 3.7, 4.0, 4.3, 4.5, 4.7])


def rates_of(**ventilation):
    return fabric_of(varied(ventilation=ventilation))[2]


@pytest.mark.pins("6a..7c", "8", "Table 2.1")
def test_rates_of_table_2_1():
    rates = rates_of(
        open_chimneys=1,
        open_flues=1,
        closed_fire_flues=1,
        solid_fuel_boiler_flues=1,
        other_heater_flues=1,
        blocked_chimneys=1,
        extract_fans=1,
        passive_vents=1,
        flueless_gas_fires=1,
    )
    total = 80 + 20 + 10 + 20 + 35 + 20 + 10 + 10 + 40
    assert rates.infiltration_from_openings == pytest.approx([total / 300.0])


@pytest.mark.pins("9..16")
def test_without_pressure_test_the_parts_add_up():
    rates = rates_of(
        pressure_test=PressureTest.NONE,
        storeys=2,
        structural_infiltration=0.35,
        floor_infiltration=0.2,
        draught_proofed_percent=75.0,
        sheltered_sides=1,
    )
    assert rates.infiltration == pytest.approx([0.1 + 0.35 + 0.2 + 0.05 + 0.25 - 0.15])
    assert rates.sheltered_infiltration == pytest.approx([0.8 * 0.925])
    assert rates.air_permeability_at_50_pa is None


@pytest.mark.pins("17a", "18")
def test_pulse_test_is_findings_2_5():
    rates = rates_of(pressure_test=PressureTest.AT_4_PA, air_permeability=1.5, open_flues=1)
    assert rates.infiltration == pytest.approx([0.263 * 1.5**0.924 + 20.0 / 300.0])
    assert rates.storeys is None


@pytest.mark.pins("19..22b")
def test_findings_2_3_shelter_factor():
    for sides in range(5):
        assert rates_of(sheltered_sides=sides).shelter_factor == pytest.approx([1 - 0.075 * sides])


@pytest.mark.pins("24d", "25")
def test_natural_ventilation_below_and_above_one_air_change():
    tight = rates_of(air_permeability=3.5, sheltered_sides=0)
    adjusted = 0.175 * WIND / 4.0
    np.testing.assert_allclose(tight.effective_air_change_rate[0], 0.5 + 0.5 * adjusted**2)
    leaky = rates_of(air_permeability=30.0, sheltered_sides=0)
    np.testing.assert_allclose(leaky.effective_air_change_rate[0], 1.5 * WIND / 4.0)


@pytest.mark.parametrize(
    "system", [VentilationSystem.EXTRACT, VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE]
)
@pytest.mark.pins("24c")
def test_findings_2_5_extract_never_falls_below_its_throughput(system):
    tight = rates_of(system=system, air_permeability=2.0, sheltered_sides=0)
    np.testing.assert_allclose(tight.effective_air_change_rate[0], 0.5)
    leaky = rates_of(system=system, air_permeability=10.0, sheltered_sides=0)
    np.testing.assert_allclose(leaky.effective_air_change_rate[0], 0.5 * WIND / 4.0 + 0.25)


@pytest.mark.pins("23c", "24a")
def test_findings_2_8_heat_recovery():
    rates = rates_of(
        system=VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
        heat_recovery_percent=81.9,
        sheltered_sides=0,
    )
    np.testing.assert_allclose(
        rates.effective_air_change_rate[0], 0.175 * WIND / 4.0 + 0.5 * (1 - 0.819)
    )
    assert rates.air_change_extract is None
    assert rates.air_change_natural is None


@pytest.mark.pins("23a", "23b", "24b")
def test_balanced_ventilation_adds_its_whole_throughput():
    rates = rates_of(system=VentilationSystem.BALANCED, sheltered_sides=0)
    np.testing.assert_allclose(rates.effective_air_change_rate[0], 0.175 * WIND / 4.0 + 0.5)


def test_findings_2_9_input_from_the_loft_is_natural_ventilation():
    loft = rates_of(system=VentilationSystem.POSITIVE_INPUT_FROM_LOFT)
    np.testing.assert_array_equal(
        loft.effective_air_change_rate, rates_of().effective_air_change_rate
    )


def test_each_dwelling_of_a_mixed_batch_keeps_its_own_system():
    kinds = [varied(ventilation={"system": system}) for system in VentilationSystem]
    together = fabric_of(*kinds)[2].effective_air_change_rate
    for i, one in enumerate(kinds):
        np.testing.assert_array_equal(together[i], fabric_of(one)[2].effective_air_change_rate[0])
