"""Random dwellings with random hot water products: what holds whatever the products."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from sap10.codes import SolarPurpose
from sap10.dwelling import Dwelling
from sap10.result import rate
from sap10.worksheet.chain import Worksheet
from tests.sap10.water_products import random_water_dwelling
from tests.sap10.worksheet.heated import worksheet_of

COUNT = 600


@pytest.fixture(scope="module")
def dwellings() -> list[Dwelling]:
    return [random_water_dwelling(seed) for seed in range(COUNT)]


@pytest.fixture(scope="module")
def worksheet(dwellings: list[Dwelling]) -> Worksheet:
    return worksheet_of(*dwellings)


def test_every_product_is_among_them(dwellings: list[Dwelling]) -> None:
    for product in ("solar_thermal", "combi_product", "flue_gas_recovery", "waste_water_recovery"):
        owners = [dwelling for dwelling in dwellings if getattr(dwelling, product)]
        assert COUNT / 4 < len(owners) < COUNT * 3 / 4


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_every_figure_is_finite(dwellings: list[Dwelling]) -> None:
    found = worksheet_of(*dwellings)
    results = [getattr(found, section.name) for section in fields(found)]
    results += [found.energy.water_output, found.energy.coupled_store_pv]
    for result in filter(is_dataclass, results):
        for item in fields(result):
            values = getattr(result, item.name)
            if isinstance(values, np.ndarray):
                assert np.isfinite(values).all(), f"{type(result).__name__}.{item.name}"


@pytest.mark.pins("63a..63d", "64")
def test_heat_to_make_closes_and_is_never_negative(worksheet: Worksheet) -> None:
    water, output = worksheet.water_heating, worksheet.energy.water_output
    parts = (
        water.waste_water_input,
        output.pv_diverter_input,
        output.solar_input,
        output.flue_gas_input,
    )
    left = water.total_heat_required + sum(part for part in parts if part is not None)
    np.testing.assert_allclose(output.output, np.maximum(left, 0.0), atol=1e-9)
    for part in parts[:3]:
        assert part is not None
        assert (part <= 0.0).all()


def test_fuel_times_efficiency_is_the_heat_without_electric_keep_hot(
    dwellings: list[Dwelling], worksheet: Worksheet
) -> None:
    """But for heat networks, which deliver more than they are asked for (Appendix C)."""
    energy = worksheet.energy
    by_fuel = energy.water_heater_fuel * energy.water_heater_efficiency / 100.0
    kept = worksheet.pumps_and_fans.electric_keep_hot
    assert kept is not None
    own = np.array([not dwelling.heat_networks for dwelling in dwellings])
    rest = (energy.water_output.output - by_fuel)[own]
    assert (rest >= -1e-9).all()
    assert (rest.sum(axis=1) <= kept[own] + 1e-9).all()
    np.testing.assert_allclose(rest[kept[own] == 0.0], 0.0, atol=1e-9)


@pytest.mark.pins("57")
def test_net_storage_loss_is_between_nothing_and_the_storage_loss(worksheet: Worksheet) -> None:
    water = worksheet.water_heating
    assert (water.net_storage_loss >= 0.0).all()
    assert (water.net_storage_loss <= water.storage_loss * (1.0 + 1e-12)).all()


@pytest.mark.pins("H24", "H29")
def test_solar_heat_is_within_its_demand(dwellings: list[Dwelling], worksheet: Worksheet) -> None:
    sun = worksheet.solar_heat
    assert sun is not None
    assert (sun.water_heat <= sun.hot_water_demand + 1e-9).all()
    assert (sun.space_heat <= worksheet.space_heating.requirement_before_solar + 1e-9).all()
    for index, dwelling in enumerate(dwellings):
        system = dwelling.solar_thermal
        if system is None or system.purpose == SolarPurpose.SPACE:
            assert sun.water_heat[index].sum() == 0.0
        if system is None or system.purpose == SolarPurpose.WATER:
            assert sun.space_heat[index].sum() == 0.0


def test_one_dwelling_alone_is_as_in_the_batch(dwellings: list[Dwelling]) -> None:
    together = rate(dwellings)
    for index in range(0, COUNT, 7):
        alone = rate([dwellings[index]])
        for figure in ("sap_score", "co2_kg_per_year", "primary_energy_kwh_per_year", "cost_gbp"):
            assert getattr(alone, figure)[0] == pytest.approx(
                getattr(together, figure)[index], rel=1e-12
            )


def test_waste_water_and_sun_never_raise_the_heat_to_make(dwellings: list[Dwelling]) -> None:
    """Where no other source depends on them, without separate solar tank."""
    own = [
        replace(dwelling, flue_gas_recovery=None, flue_gas_savings=(), pv_arrays=())
        for dwelling in dwellings
        if dwelling.solar_thermal is None or not dwelling.solar_thermal.preheat_loss_kwh_per_day
    ]
    plain = [replace(dwelling, solar_thermal=None, waste_water_recovery=()) for dwelling in own]
    with_products = rate(own).water_heating_kwh
    assert (with_products <= rate(plain).water_heating_kwh * (1.0 + 1e-12)).all()
