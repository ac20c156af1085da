"""Appendix H: solar thermal systems."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sap10.appendices.h_solar_thermal import SolarHeat, solar_heat
from sap10.appendices.u_climate import Climate
from sap10.arrays import FloatArray
from sap10.codes import (
    Immersion,
    Orientation,
    SolarOvershading,
    SolarPurpose,
    SolarStore,
    Tariff,
    ThermalStore,
)
from sap10.dwelling import Dwelling, DwellingBatch, PvArray
from sap10.months import DAYS
from sap10.report import worksheet_document
from sap10.result import rate
from sap10.tables.solar_thermal import COLLECTORS, OVERSHADING_FACTOR, PRIMARY_LOSS_FACTOR
from tests.sap10.water_products import collector
from tests.sap10.worksheet.batches import uk_average
from tests.sap10.worksheet.heated import CYLINDER, heated, system, worksheet_of

GAS = 1
ELECTRICITY = 30
BOILER = system(102, GAS, 2106)
LARGE_CYLINDER = CYLINDER | {"cylinder_volume_l": 160.0}


def sunny(hot_water: dict[str, Any] | None = None, **change: Any) -> Dwelling:
    dwelling = heated(BOILER, hot_water=LARGE_CYLINDER | (hot_water or {}))
    return replace(dwelling, solar_thermal=collector(**change))


def heat_of(dwelling: Dwelling, required: float, space: float = 0.0) -> SolarHeat:
    batch = DwellingBatch.of([dwelling])
    found = solar_heat(
        batch, uk_average(batch), np.full((1, 12), required), None, np.full((1, 12), space)
    )
    assert found is not None
    return found


@pytest.mark.pins("H1..H16")
def test_figures_of_the_collector_and_its_store() -> None:
    """Finding C.2, worked by hand from (H10), (H11) and (H14) to (H16)."""
    found = heat_of(sunny(), 200.0)
    assert found.system_heat_loss_coefficient[0] == pytest.approx(6.5)
    assert found.loop_heat_loss_coefficient[0] == pytest.approx(4.0 + 0.4 + 6.5 / 3.0)
    assert found.effective_solar_volume[0] == pytest.approx(53.0 + 0.3 * 107.0)
    assert found.reference_volume[0] == pytest.approx(225.0)
    assert found.storage_tank_correction[0] == pytest.approx((225.0 / 85.1) ** 0.25)
    assert found.overshading_factor[0] == 0.8
    np.testing.assert_allclose(
        found.solar_energy_available, 3.0 * 0.8 * 0.8 * found.solar_radiation
    )


@pytest.mark.pins("H7", "H24")
def test_radiation_is_a_monthly_sum() -> None:
    """Finding C.2: 281.3478 kWh a year; the demand behind it is not given, and hardly matters.

    With a mean power in W/m2 on line (H7) the same system would give some 500 kWh.
    """
    for demand in (150.0, 185.0, 220.0):
        assert heat_of(sunny(), demand).water_heat.sum() == pytest.approx(281.3478, rel=0.01)


@pytest.mark.pins("H7")
def test_flux_on_a_vertical_surface() -> None:
    """Finding C.2: south-east, vertical, January, UK average: 36.7938 W/m2."""
    radiation = heat_of(sunny(orientation=Orientation.SOUTH_EAST, pitch_deg=90.0), 200.0)
    assert radiation.solar_radiation[0, 0] == pytest.approx(36.7938 * 0.024 * 31.0, abs=1e-4)


def by_hand(demand: float, share: float, difference: float, radiation: float, days: float) -> float:
    """Equation (H1) for the collector of finding C.2, in plain numbers."""
    if demand <= 0.0 or share <= 0.0:
        return 0.0
    available = 3.0 * 0.8 * radiation * 0.8
    loop_loss = 4.0 + 0.01 * 40.0 + 6.5 / 3.0
    correction = (225.0 / 85.1) ** 0.25
    hours = days * 24.0
    x = share * 3.0 * loop_loss * 0.9 * difference * correction * hours / (1000.0 * demand)
    y = share * 0.94 * 0.9 * available * hours / (1000.0 * demand)
    x, y = min(max(x, 0.0), 18.0), max(y, 0.0)
    part = 1.029 * y - 0.065 * x - 0.245 * y**2 + 0.0018 * x**2 + 0.0215 * y**3
    return min(max(part * demand, 0.0), demand)


@pytest.mark.pins("H17..H29", "Table H3")
@pytest.mark.parametrize("purpose", SolarPurpose)
def test_heat_for_water_and_space_by_hand(purpose: SolarPurpose) -> None:
    water, space, flow = 180.0, 420.0, 58.0
    found = heat_of(sunny(purpose=purpose, flow_temperature_c=flow), water, space)
    outside = Climate.of_regions(np.array([0])).external_temperature_c[0]
    cold = [8.0, 8.2, 9.3, 12.7, 14.6, 16.7, 18.4, 17.6, 16.6, 14.3, 11.1, 8.5]
    shares = {
        SolarPurpose.WATER: (1.0, 0.0),
        SolarPurpose.SPACE: (0.0, 1.0),
        SolarPurpose.WATER_AND_SPACE: (water / (water + space), space / (water + space)),
    }
    to_water, to_space = shares[purpose]
    for month in range(12):
        radiation, days = float(found.solar_radiation[0, month]), float(DAYS[month])
        water_rise = 55.0 + 3.86 * cold[month] - 1.32 * outside[month] - outside[month]
        space_rise = 0.75 * 0.855 * flow + 55.0 - outside[month]
        assert found.water_heat[0, month] == pytest.approx(
            by_hand(water, to_water, water_rise, radiation, days)
        )
        assert found.space_heat[0, month] == pytest.approx(
            by_hand(space, to_space, space_rise, radiation, days)
        )


@pytest.mark.pins("H12", "H13", "H14")
@pytest.mark.parametrize(
    ("store", "effective"),
    [
        (SolarStore.SEPARATE, 53.0),
        (SolarStore.COMBINED, 53.0 + 0.3 * 107.0),
        (SolarStore.THERMAL_STORE, 53.0),
        (SolarStore.DIRECT, 0.3 * 160.0),
    ],
)
def test_effective_volume_by_arrangement(store: SolarStore, effective: float) -> None:
    """Finding 4H.1: not the whole cylinder."""
    found = heat_of(sunny(store=store), 200.0)
    assert found.effective_solar_volume[0] == pytest.approx(effective)


@pytest.mark.pins("57", "63c", "64", "98b", "98c")
def test_what_the_sun_gives_is_deducted() -> None:
    dwelling = sunny(purpose=SolarPurpose.WATER_AND_SPACE)
    plain = replace(dwelling, solar_thermal=None)
    found = worksheet_of(dwelling, plain)
    sun, output = found.solar_heat, found.energy.water_output
    assert sun is not None
    assert output.solar_input is not None
    water = found.water_heating
    np.testing.assert_allclose(output.solar_input, -sun.water_heat)
    np.testing.assert_allclose(output.output, water.total_heat_required - sun.water_heat)
    np.testing.assert_allclose(
        water.net_storage_loss[0], water.storage_loss[0] * (160.0 - 53.0) / 160.0
    )
    np.testing.assert_array_equal(water.net_storage_loss[1], water.storage_loss[1])
    space = found.space_heating
    assert space.solar_contribution is not None
    np.testing.assert_allclose(
        space.requirement_kwh, space.requirement_before_solar + space.solar_contribution
    )
    assert sun.space_heat[0].sum() > 0.0
    assert sun.space_heat[1].sum() == 0.0
    assert space.requirement_kwh[0].sum() < space.requirement_kwh[1].sum()


@pytest.mark.pins("59", "Table H4")
@pytest.mark.parametrize(
    ("change", "hot_water", "is_reduced"),
    [
        ({}, {}, True),
        ({}, {"has_cylinder_thermostat": False}, False),
        ({"purpose": SolarPurpose.SPACE}, {}, False),
        (
            {"store": SolarStore.THERMAL_STORE},
            {"thermal_store": ThermalStore.HOT_WATER_ONLY, "has_cylinder_thermostat": False},
            True,
        ),
    ],
)
def test_primary_loss_with_solar_water_heating(
    change: dict[str, Any], hot_water: dict[str, Any], is_reduced: bool
) -> None:
    dwelling = sunny(hot_water, **change)
    loss = worksheet_of(dwelling, replace(dwelling, solar_thermal=None)).water_heating
    with_sun, without = loss.primary_circuit_loss
    factor = PRIMARY_LOSS_FACTOR if is_reduced else 1.0
    np.testing.assert_allclose(with_sun, without * factor)


@pytest.mark.pins("230g", "231", "Table 4f")
@pytest.mark.parametrize(("is_mains", "kwh"), [(True, 80.0), (False, 0.0)])
def test_solar_pump(is_mains: bool, kwh: float) -> None:
    """Finding 4H.1: (25 + 5 x 3) x 2 = 80 kWh."""
    found = worksheet_of(sunny(is_pump_mains_powered=is_mains)).pumps_and_fans
    assert found.solar_pump is not None
    assert found.solar_pump[0] == pytest.approx(kwh)
    plain = worksheet_of(replace(sunny(), solar_thermal=None)).pumps_and_fans
    assert found.total[0] - plain.total[0] == pytest.approx(kwh)


@pytest.mark.pins("243", "Table 13")
def test_table_13_leaves_the_solar_volume_out() -> None:
    """Note 2: the cylinder's volume without that of a combined cylinder's solar part."""
    immersion = {"code": 903, "fuel": ELECTRICITY, "immersion": Immersion.DUAL}
    heaters = system(691, ELECTRICITY, 2603)
    tariff = Tariff.SEVEN_HOUR
    whole = heated(heaters, tariff=tariff, hot_water=LARGE_CYLINDER | immersion)
    rest = heated(
        heaters, tariff=tariff, hot_water=LARGE_CYLINDER | immersion | {"cylinder_volume_l": 107.0}
    )
    found = worksheet_of(replace(whole, solar_thermal=collector()), rest).energy.rates.water
    assert found[0] == pytest.approx(found[1])


@pytest.mark.pins("48", "51")
def test_loss_of_a_separate_tank_counts_with_the_temperature_factor() -> None:
    """Appendix H: "added to box (48) or (51)"."""
    separate = {"store": SolarStore.SEPARATE, "preheat_loss_kwh_per_day": 0.8}
    tabulated = sunny(**separate)
    declared = sunny({"is_loss_declared": True, "declared_loss_kwh_per_day": 1.5}, **separate)
    combi = heated(system(104, GAS, 2106))
    combi = replace(combi, solar_thermal=collector(**separate))
    dwellings = [tabulated, declared, combi]
    plain = [replace(dwelling, solar_thermal=None) for dwelling in dwellings]
    with_tank = worksheet_of(*dwellings).water_heating.daily_storage_loss
    without = worksheet_of(*plain).water_heating.daily_storage_loss
    np.testing.assert_allclose(with_tank - without, [0.8 * 0.54, 0.8 * 0.54, 0.8 * 0.6])


@pytest.mark.pins("63b", "Appendix G")
def test_no_pv_diverter_beside_solar_water_heating() -> None:
    """G4 step 1 c."""
    array = PvArray(
        peak_power_kwp=4.0, orientation=Orientation.SOUTH, pitch_deg=30.0, overshading_factor=1.0
    )
    dwelling = heated(BOILER, hot_water=LARGE_CYLINDER)
    dwelling = replace(
        dwelling,
        pv_arrays=(array,),
        electricity=replace(dwelling.electricity, has_pv_diverter=True, is_export_capable=True),
    )
    alone = worksheet_of(dwelling).energy.water_output
    beside = worksheet_of(replace(dwelling, solar_thermal=collector())).energy.water_output
    assert alone.pv_diverter_input is not None
    assert alone.pv_diverter_input.sum() < 0.0
    assert beside.pv_diverter_input is None


def test_lines_are_printed_for_the_dwelling_that_has_them() -> None:
    result = rate([replace(sunny(), solar_thermal=None), sunny()])
    assert "H24" not in worksheet_document(result, 0)["lines"]
    lines = worksheet_document(result, 1)["lines"]
    assert {f"H{number}" for number in range(1, 30)} <= set(lines)
    assert lines["63c"]["value"] == pytest.approx(-lines["H24"]["value"])
    headings = [heading for heading, _ in result.sections(1)]
    assert "Appendix H. Solar thermal system" in headings


@pytest.mark.pins("Table H1", "Table H2")
def test_tables_h1_and_h2() -> None:
    assert COLLECTORS["glazed_flat_plate"].linear_loss == 3.5
    assert COLLECTORS["evacuated_tube"].aperture_to_gross_area == 0.72
    assert OVERSHADING_FACTOR[SolarOvershading.SIGNIFICANT] == 0.65
    assert OVERSHADING_FACTOR[SolarOvershading.SEVERE] == OVERSHADING_FACTOR[SolarOvershading.HEAVY]


@settings(deadline=None, max_examples=60)
@given(
    area=st.floats(0.5, 12.0),
    loss=st.floats(1.0, 20.0),
    demand=st.floats(0.0, 600.0),
    space=st.floats(0.0, 3000.0),
    purpose=st.sampled_from(SolarPurpose),
)
def test_heat_lies_between_nothing_and_the_demand(
    area: float, loss: float, demand: float, space: float, purpose: SolarPurpose
) -> None:
    found = heat_of(sunny(aperture_area_m2=area, linear_loss=loss, purpose=purpose), demand, space)
    for heat, limit in ((found.water_heat, demand), (found.space_heat, space)):
        assert (heat >= 0.0).all()
        assert (heat <= limit).all()


def annual_output(*dwellings: Dwelling) -> FloatArray:
    return worksheet_of(*dwellings).energy.water_output.output.sum(axis=1)


@settings(deadline=None, max_examples=60)
@given(area=st.floats(1.0, 6.0), more=st.floats(0.0, 4.0), pitch=st.floats(0.0, 60.0))
def test_more_collector_never_raises_the_heat_to_make(
    area: float, more: float, pitch: float
) -> None:
    """Line (64) of a year; the storage correction grows with the area, but more slowly."""
    small, large = (
        sunny(aperture_area_m2=size, pitch_deg=pitch, orientation=Orientation.SOUTH)
        for size in (area, area + more)
    )
    with_small, with_large = annual_output(small, large)
    assert with_large <= with_small * (1.0 + 1e-9)
