"""Dwelling rates, and fabric energy efficiency under the conditions of section 11."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import sap10
from sap10.codes import Overshading, PressureTest, Prices, VentilationSystem
from sap10.compliance import dwelling_rates
from sap10.dwelling import Dwelling, DwellingBatch
from sap10.months import DAYS
from sap10.network_inputs import AirChangeRate
from sap10.worksheet.chain import run_worksheet
from sap10.worksheet.fabric_energy_efficiency import fabric_energy_efficiency, under_conditions
from tests.sap10.random_dwellings import random_dwelling
from tests.sap10.worksheet.batches import varied
from tests.sap10.worksheet.heated import CYLINDER, heated, system
from tests.sap10.worksheet.test_heat_networks import on_network

pytestmark = pytest.mark.pins("109", "273", "287", "384", "484", "Table 5")


def efficiency(*dwellings: Dwelling) -> list[float]:
    return fabric_energy_efficiency(DwellingBatch.of(dwellings)).per_area.tolist()


def test_fabric_energy_efficiency_is_of_heating_and_cooling() -> None:
    found = fabric_energy_efficiency(DwellingBatch.of([varied()]))
    assert found.per_area[0] == found.heating_per_area[0] + found.cooling_per_area[0]
    assert found.heating_per_area[0] > 0.0
    assert found.cooling_per_area[0] > 0.0


@pytest.mark.parametrize(
    "other",
    [
        heated(system(691, 39, 2601)),
        heated(system(401, 39, 2401), hot_water=CYLINDER | {"code": 903, "fuel": 39}),
        on_network(302, 2301),
        varied(general={"cooled_area_m2": 10.0, "cooling_seer": 2.0, "climate_region": 20}),
        varied(ventilation={"open_chimneys": 4, "extract_fans": 9, "passive_vents": 3}),
        varied(
            ventilation={
                "system": VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
                "heat_recovery_percent": 90.0,
            }
        ),
        varied(lighting={"efficacy_lm_per_w": 12.0}),
        replace(varied(), air_change_rates=(AirChangeRate(month=1, air_changes_per_hour=0.1),)),
        replace(varied(), showers=()),
    ],
)
def test_what_section_11_fixes_makes_no_difference(other: Dwelling) -> None:
    """Heating, hot water, lighting, cooling, ventilation, chimneys, region: all are fixed."""
    assert efficiency(other) == pytest.approx(efficiency(varied()), rel=1e-12)


@pytest.mark.parametrize(("area", "fans"), [(70.0, 2), (70.1, 3), (100.0, 3), (100.1, 4)])
def test_extract_fans_by_floor_area(area: float, fans: int) -> None:
    base = varied()
    storey = replace(base.storeys[0], area_m2=area)
    dwelling = replace(base, storeys=(storey,))
    conditions = under_conditions(DwellingBatch.of([dwelling]), np.array([area]))
    assert conditions.ventilation.extract_fans.tolist() == [fans]


def test_overshading_is_at_least_average() -> None:
    base = varied()
    light, average, heavy = (
        replace(base, openings=tuple(replace(one, overshading=kind) for one in base.openings))
        for kind in (
            Overshading.VERY_LITTLE,
            Overshading.AVERAGE_OR_UNKNOWN,
            Overshading.MORE_THAN_AVERAGE,
        )
    )
    found = efficiency(light, average, heavy)
    assert found[0] == found[1]
    assert found[2] != found[1]


def test_air_permeability_of_natural_ventilation_is_at_least_3() -> None:
    """Section 2.4: AP50 = 3, AP4 = 0.545; the figure entered with mechanical ventilation."""

    def tested(kind: PressureTest, permeability: float, **inputs: Any) -> Dwelling:
        given = {"pressure_test": kind, "air_permeability": permeability}
        return varied(ventilation=given | inputs)

    at_50 = [tested(PressureTest.AT_50_PA, figure) for figure in (1.0, 3.0, 4.0)]
    assert efficiency(at_50[0]) == efficiency(at_50[1])
    assert efficiency(at_50[2]) > efficiency(at_50[1])
    at_4 = [tested(PressureTest.AT_4_PA, figure) for figure in (0.2, 0.545)]
    assert efficiency(at_4[0]) == efficiency(at_4[1])
    extracted = tested(PressureTest.AT_50_PA, 1.0, system=VentilationSystem.EXTRACT)
    assert efficiency(extracted) < efficiency(at_50[0])
    rates = dwelling_rates([at_50[0], at_50[1]])
    assert rates.emission_rate[0] == rates.emission_rate[1]


def test_reduced_gains_are_column_b() -> None:
    """Table 5: 50 N, L12a, 0.67 of L14, 23 + 5 N."""
    batch = DwellingBatch.of([varied()])
    full = run_worksheet(batch).internal_gains
    worksheet = run_worksheet(batch, has_reduced_gains=True)
    found, people = worksheet.internal_gains, worksheet.water_heating.occupancy[0]
    np.testing.assert_allclose(found.metabolic[0], 50.0 * people)
    np.testing.assert_allclose(found.cooking[0], 23.0 + 5.0 * people)
    np.testing.assert_allclose(found.appliances, 0.67 * full.appliances)
    np.testing.assert_allclose(found.losses, full.losses)
    np.testing.assert_allclose(found.water_heating, full.water_heating)
    # Over the year 85 % of what 80 lm/W need stays inside; month by month as L10.
    np.testing.assert_allclose(
        found.lighting / full.lighting, (found.lighting / full.lighting)[0, 0]
    )
    assert (found.lighting @ (DAYS * 0.024))[0] > 0.0


def test_dwelling_rates_are_lines_273_and_287_with_reduced_gains() -> None:
    dwelling = varied(general={"climate_region": 17})
    rates = dwelling_rates([dwelling])
    batch = DwellingBatch.of([dwelling])
    worksheet = run_worksheet(batch, has_reduced_gains=True)
    assert rates.emission_rate[0] == worksheet.emissions.per_area[0]
    assert rates.primary_energy_rate[0] == worksheet.primary_energy.per_area[0]
    assert rates.fabric_energy_efficiency[0] == efficiency(dwelling)[0]
    rated = run_worksheet(batch, prices=Prices.TABLE_12)
    assert rates.emission_rate[0] > rated.emissions.per_area[0]  # fewer gains, more heat


def test_rates_of_random_dwellings_are_finite_and_those_of_each_alone() -> None:
    dwellings = [random_dwelling(seed) for seed in range(200)]
    rates = dwelling_rates(dwellings)
    for values in (
        rates.emission_rate,
        rates.primary_energy_rate,
        rates.fabric_energy_efficiency,
    ):
        assert np.isfinite(values).all()
    for index in range(0, 200, 17):
        alone = dwelling_rates([dwellings[index]])
        assert alone.emission_rate[0] == pytest.approx(rates.emission_rate[index], rel=1e-12)
        assert alone.fabric_energy_efficiency[0] == pytest.approx(
            rates.fabric_energy_efficiency[index], rel=1e-12
        )
    assert dwelling_rates([]).emission_rate.size == 0


def test_a_network_without_inputs_is_a_fault() -> None:
    broken = replace(on_network(), heat_networks=())
    with pytest.raises(sap10.CalculatorFault, match="dwelling 1"):
        dwelling_rates([varied(), broken])
