"""Section 4: hot water demand, losses and gains."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sap10.appendices.j_hot_water import occupancy_of
from sap10.arrays import FloatArray
from sap10.codes import (
    ColdWaterSource,
    CylinderInsulation,
    KeepHot,
    PipeworkInsulation,
    ShowerKind,
    ThermalStore,
)
from sap10.dwelling import Dwelling, HeatingSystem, Shower
from sap10.worksheet.water_heating import WaterHeating
from tests.sap10.worksheet.heated import CYLINDER, heated, system, worksheet_of

GAS = 1
ELECTRICITY = 30
BOILER = system(102, GAS, 2106)
COMBI = system(104, GAS, 2106)
HEATERS = system(691, ELECTRICITY, 2603)


def water_of(dwelling: Dwelling, **imposed: float | FloatArray) -> WaterHeating:
    lines = {name.removeprefix("line_"): value for name, value in imposed.items()}
    return worksheet_of(dwelling, impose=lines).water_heating


@pytest.mark.pins("62")
def test_total_has_no_gross_storage_term() -> None:
    """Findings 4.6: (62) = 0.85 (45) + (46) + (57) + (59) + (61), January."""
    dwelling = heated(COMBI, hot_water={"keep_hot": KeepHot.FUEL_TIMED})
    water = water_of(dwelling, line_45=np.full(12, 187.86))
    assert water.distribution_loss[0, 0] == pytest.approx(28.18, abs=0.005)
    assert water.combi_loss[0, 0] == pytest.approx(50.9589, abs=5e-5)
    assert water.total_heat_required[0, 0] == pytest.approx(238.8196, abs=1e-3)


@pytest.mark.pins("47", "51..57", "Table 2", "Table 2a", "Table 2b")
def test_immersion_cylinder() -> None:
    """Findings 4.9, 4.11, 4.13: no primary loss, no multipliers on the temperature factor."""
    dwelling = heated(
        HEATERS,
        hot_water=CYLINDER | {"code": 903, "fuel": ELECTRICITY, "has_cylinder_thermostat": False},
    )
    energy = np.full(12, 1935.37 / 12.0)
    water = water_of(dwelling, line_45=energy)
    assert water.storage_loss.sum() == pytest.approx(594.32, abs=0.005)
    assert water.primary_circuit_loss.sum() == 0.0
    assert water.combi_loss.sum() == 0.0
    assert water.total_heat_required.sum() == pytest.approx(2529.6927, abs=0.005)


@pytest.mark.parametrize(
    ("thermostat", "timed", "factor"),
    [(True, True, 0.54), (True, False, 0.60), (False, False, 0.78), (False, True, 0.702)],
)
@pytest.mark.pins("53", "Table 2b")
def test_indirect_cylinder_takes_both_multipliers(
    thermostat: bool, timed: bool, factor: float
) -> None:
    """Table 2b notes a and b."""
    controls = {"has_cylinder_thermostat": thermostat, "is_separately_timed": timed}
    water = water_of(heated(BOILER, hot_water=CYLINDER | controls))
    assert water.temperature_factor_of_table_2_loss is not None
    assert water.temperature_factor_of_table_2_loss[0] == pytest.approx(factor)


def test_a_direct_acting_electric_boiler_heats_its_cylinder_as_an_immersion() -> None:
    """Section 9.2.5, Table 12a note a: the same treatment; Table 2b without notes a and b."""
    boiler = heated(
        system(191, ELECTRICITY, 2106), hot_water=CYLINDER | {"has_cylinder_thermostat": False}
    )
    immersion = heated(
        system(191, ELECTRICITY, 2106),
        hot_water=CYLINDER | {"code": 903, "fuel": ELECTRICITY, "has_cylinder_thermostat": False},
    )
    water, same = water_of(boiler), water_of(immersion)
    assert water.temperature_factor_of_table_2_loss is not None
    assert water.temperature_factor_of_table_2_loss[0] == pytest.approx(0.60)
    assert water.total_heat_required.tolist() == same.total_heat_required.tolist()


@pytest.mark.parametrize(
    ("change", "factor", "has_circuit"),
    [
        ({"is_separately_timed": False}, 1.08, True),
        ({}, 1.08 * 0.81, True),
        ({"is_store_in_airing_cupboard": False}, 1.08 * 0.81 * 1.1, True),
        ({"is_store_near_boiler": True}, 1.08 * 0.81, False),
    ],
)
def test_thermal_store_by_its_timer_and_place(
    change: dict[str, bool], factor: float, has_circuit: bool
) -> None:
    """Table 2b notes c and d; Table 3: no circuit in one casing or at the end of a short pipe."""
    stored = CYLINDER | {"thermal_store": ThermalStore.HOT_WATER_ONLY}
    water = water_of(heated(BOILER, hot_water=stored | change))
    assert water.temperature_factor_of_table_2_loss is not None
    assert water.temperature_factor_of_table_2_loss[0] == pytest.approx(factor)
    assert (water.primary_circuit_loss.sum() > 0.0) == has_circuit


@pytest.mark.pins("48..50", "Table 2b")
def test_declared_loss_replaces_table_2() -> None:
    declared = {"is_loss_declared": True, "declared_loss_kwh_per_day": 1.5}
    water = water_of(heated(BOILER, hot_water=CYLINDER | declared))
    assert water.daily_storage_loss[0] == pytest.approx(1.5 * 0.54)
    assert water.storage_loss_factor is None


@pytest.mark.parametrize(
    ("main", "has_circuit"),
    [
        (BOILER, True),
        (COMBI, True),
        (system(158, 11, 2106), True),
        (system(211, ELECTRICITY, 2206), True),
        (system(121, GAS, 2106), False),
        (system(191, ELECTRICITY, 2106), False),
    ],
)
@pytest.mark.pins("59", "Table 3")
def test_who_has_a_primary_circuit(
    main: HeatingSystem[float, int, bool], has_circuit: bool
) -> None:
    """Findings 4.2, 4.12: also a combi that feeds a cylinder; not CPSUs, not direct electric."""
    water = water_of(heated(main, hot_water=CYLINDER))
    assert (water.primary_circuit_loss.sum() > 0.0) == has_circuit
    assert water.combi_loss.sum() == 0.0


@pytest.mark.parametrize("code", [102, 158, 211, 224, 506])
@pytest.mark.pins("61", "Table 3a")
def test_only_combis_have_a_combi_loss(code: int) -> None:
    """Findings 4.1: a default of 600 kWh would be wrong for all of these."""
    main = system(code, ELECTRICITY if code < 300 else GAS, 2106)
    assert water_of(heated(main)).combi_loss.sum() == 0.0


def test_primary_circuit_loss_falls_with_insulation() -> None:
    losses = [
        water_of(
            heated(BOILER, hot_water=CYLINDER | {"pipework_insulation": pipework})
        ).primary_circuit_loss.sum()
        for pipework in PipeworkInsulation
    ]
    assert losses == sorted(losses, reverse=True)
    assert losses[0] == pytest.approx(365 * 14 * (0.0245 * 3 + 0.0263))


@pytest.mark.pins("46")
def test_point_of_use_heaters_have_no_distribution_loss() -> None:
    """Findings 4.15: code 909, (45) 2082.6250."""
    dwelling = heated(HEATERS, hot_water={"code": 909, "fuel": ELECTRICITY})
    water = water_of(dwelling, line_45=np.full(12, 2082.6250 / 12.0))
    assert water.distribution_loss.sum() == 0.0
    assert water.total_heat_required.sum() == pytest.approx(1770.2313, abs=5e-5)
    assert water.heat_gains.sum() == pytest.approx(442.55, abs=0.01)


@pytest.mark.pins("64a", "Appendix J")
def test_electric_shower_energy() -> None:
    """Findings 4.17: N 2.492, bath, one electric shower, January."""
    shower = (Shower(kind=ShowerKind.ELECTRIC, power_kw=9.3),)
    water = water_of(heated(COMBI, hot_water={"has_bath": True}, showers=shower), line_42=2.492)
    # N is printed to three places: 0.0005 persons are 0.007 kWh.
    assert water.electric_showers[0, 0] == pytest.approx(52.8566, abs=0.007)
    assert water.hot_water_of_showers.sum() == 0.0


def test_electric_showers_take_their_share_of_all_outlets() -> None:
    """Findings 4.16."""
    mixer = Shower(kind=ShowerKind.MIXER, flow_l_per_min=10.0)
    electric = Shower(kind=ShowerKind.ELECTRIC, power_kw=9.3)
    alone = water_of(heated(COMBI, showers=(mixer,)))
    both = water_of(heated(COMBI, showers=(mixer, electric)))
    np.testing.assert_allclose(both.hot_water_of_showers, alone.hot_water_of_showers / 2.0)


@pytest.mark.pins("42a", "Table J4")
def test_flow_and_power_have_minimum_values() -> None:
    """Appendix J: at least 8 l/min in a new dwelling, 7 in an existing one, 9 kW."""
    slow = (
        Shower(kind=ShowerKind.MIXER, flow_l_per_min=4.0),
        Shower(kind=ShowerKind.ELECTRIC, power_kw=7.0),
    )
    usual = (
        Shower(kind=ShowerKind.MIXER, flow_l_per_min=7.0),
        Shower(kind=ShowerKind.ELECTRIC, power_kw=9.0),
    )
    existing = {"is_new_dwelling": False}
    one = water_of(heated(COMBI, general=existing, showers=slow))
    other = water_of(heated(COMBI, general=existing, showers=usual))
    np.testing.assert_array_equal(one.hot_water_of_showers, other.hot_water_of_showers)
    np.testing.assert_array_equal(one.electric_showers, other.electric_showers)
    new = water_of(heated(COMBI, showers=slow))
    np.testing.assert_allclose(new.hot_water_of_showers, one.hot_water_of_showers * 8.0 / 7.0)


@pytest.mark.pins("42b", "Appendix J")
def test_no_shower_means_more_baths() -> None:
    """Findings C.12: 0.35 N + 0.50 baths a day without a shower, with or without a bath."""
    without = water_of(heated(COMBI))
    with_bath = water_of(heated(COMBI, hot_water={"has_bath": True}))
    np.testing.assert_array_equal(without.hot_water_of_baths, with_bath.hot_water_of_baths)
    assert without.hot_water_of_showers.sum() == 0.0


@pytest.mark.pins("42b", "42c", "Appendix J")
def test_water_target_saves_five_percent_of_baths_and_other_uses() -> None:
    usual = water_of(heated(COMBI))
    saving = water_of(heated(COMBI, general={"is_low_water_use": True}))
    np.testing.assert_allclose(saving.daily_hot_water, 0.95 * usual.daily_hot_water)


@pytest.mark.pins("45", "Table J1")
def test_header_tank_water_is_warmer() -> None:
    mains, tank = (
        water_of(heated(COMBI, hot_water={"cold_water_source": source}))
        for source in (ColdWaterSource.MAINS, ColdWaterSource.HEADER_TANK)
    )
    assert tank.energy_content.sum() < mains.energy_content.sum()


@pytest.mark.pins("65")
def test_a_cylinder_outside_the_heated_space_gives_no_storage_gains() -> None:
    inside = water_of(heated(BOILER, hot_water=CYLINDER))
    outside = water_of(heated(BOILER, hot_water=CYLINDER | {"is_cylinder_in_heated_space": False}))
    np.testing.assert_allclose(
        inside.heat_gains - outside.heat_gains, 0.8 * inside.net_storage_loss
    )


@settings(deadline=None, max_examples=25)
@given(
    insulation=st.sampled_from(list(CylinderInsulation)[1:]),
    thin=st.floats(0.0, 150.0),
    more=st.floats(0.0, 100.0),
)
def test_thicker_cylinder_insulation_never_raises_the_loss(
    insulation: CylinderInsulation, thin: float, more: float
) -> None:
    dwellings = [
        heated(
            BOILER,
            hot_water=CYLINDER
            | {"cylinder_insulation": insulation, "cylinder_insulation_mm": thickness},
        )
        for thickness in (thin, thin + more)
    ]
    loss = worksheet_of(*dwellings).water_heating.storage_loss
    assert (loss[1] <= loss[0]).all()


@given(area=st.floats(5.0, 500.0), more=st.floats(0.1, 200.0))
@pytest.mark.pins("42", "Table 1b")
def test_more_floor_never_means_fewer_people(area: float, more: float) -> None:
    """Table 1b: one person up to 13.9 m2."""
    small, big = occupancy_of(np.array([area, area + more]))
    assert 1.0 <= small <= big
