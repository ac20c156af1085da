from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sap10
import sap10.result
from sap10.codes import ElementKind
from sap10.dwelling import PvArray
from sap10.result import CalculatorFault, FuelUse, SapResult
from sap10.worksheet.end_uses import EndUse
from tests.sap10.golden_dwellings import GOLDEN_DWELLINGS, gas_combi_detached
from tests.sap10.random_dwellings import random_dwelling

FIGURES = [
    "sap_score",
    "sap_rating",
    "ei_score",
    "ei_rating",
    "cost_gbp",
    "co2_kg_per_year",
    "primary_energy_kwh_per_year",
    "primary_energy_kwh_per_m2",
    "total_floor_area_m2",
    "heat_loss_coefficient_w_per_k",
    "space_heating_kwh",
    "water_heating_kwh",
]


@pytest.fixture(scope="module")
def thousand():
    return [random_dwelling(seed) for seed in range(1000)]


@pytest.fixture(scope="module")
def together(thousand):
    return sap10.rate(thousand)


def annual_values(result: SapResult, dwelling: int) -> dict[str, float]:
    """Return each line's value, or annual total, of one dwelling's worksheet."""
    return {
        row.info.number: row.value for row in result.worksheet(dwelling) if row.value is not None
    }


def assert_same(one: SapResult, other: SapResult, rows: Any = slice(None)) -> None:
    """Compare every figure of `one` with the `rows` of `other` at 1e-12."""
    for name in FIGURES:
        np.testing.assert_allclose(
            getattr(one, name), getattr(other, name)[rows], rtol=1e-12, atol=1e-9, err_msg=name
        )
    for item in fields(FuelUse):
        np.testing.assert_allclose(
            getattr(one.fuel_use, item.name),
            getattr(other.fuel_use, item.name)[rows],
            rtol=1e-12,
            atol=1e-9,
            err_msg=item.name,
        )


def test_thousand_at_once_and_one_at_a_time_agree(thousand, together):
    for i, dwelling in enumerate(thousand):
        assert_same(sap10.rate([dwelling]), together, slice(i, i + 1))


def test_order_does_not_matter(thousand, together):
    order = np.random.default_rng(7).permutation(len(thousand))
    shuffled = sap10.rate([thousand[i] for i in order])
    assert_same(shuffled, together, order)
    assert shuffled.band == tuple(together.band[i] for i in order)


@pytest.mark.parametrize("size", [1, 7, 333, 999, 5000])
def test_chunking_does_not_matter(thousand, together, size, monkeypatch):
    monkeypatch.setattr(sap10.result, "CHUNK_SIZE", size)
    few = thousand[:300] if size == 1 else thousand
    assert_same(sap10.rate(few), together, slice(0, len(few)))


def test_the_random_dwellings_cover_the_range_of_ratings(together):
    assert set(together.band) >= set("BCDEFG")
    assert np.isfinite(together.sap_score).all()


def test_worksheet_of_one_dwelling_shows_the_results_of_the_batch(together):
    for i in (0, 17, 999):
        value = annual_values(together, i)
        assert value["255"] == pytest.approx(together.cost_gbp[i], rel=1e-12)
        assert value["272"] == pytest.approx(together.co2_kg_per_year[i], rel=1e-12)
        assert value["258"] == together.sap_rating[i]
        assert value["39"] == pytest.approx(together.heat_loss_coefficient_w_per_k[i], rel=1e-12)


def test_worksheet_lines_are_in_order_and_unique(together):
    for i in range(20):
        numbers = [row.info.number for row in together.worksheet(i)]
        assert len(set(numbers)) == len(numbers)
        for _, rows in together.sections(i):
            keys = [sap10.result._line_order(row) for row in rows]
            assert keys == sorted(keys)


def test_lines_that_do_not_apply_are_absent():
    numbers = {row.info.number for row in sap10.rate([gas_combi_detached()]).worksheet(0)}
    assert numbers.isdisjoint({"9", "16", "17a", "23a", "24a", "27a", "74", "82", "107", "213"})
    assert {"17", "24d", "27", "78", "211"} <= numbers


def test_fuel_use_adds_up_to_the_delivered_energy():
    result = sap10.rate([make() for make in GOLDEN_DWELLINGS.values()])
    for i in range(len(result)):
        value = annual_values(result, i)
        regulated = result.fuel_use.annual_kwh[i, :12].sum()
        assert regulated == pytest.approx(value["238"] + value["64a"], rel=1e-12)


def test_results_cannot_be_changed(together):
    with pytest.raises(ValueError, match="read-only"):
        together.sap_score[0] = 100.0
    with pytest.raises(ValueError, match="read-only"):
        together.fuel_use.annual_kwh[0, 0] = 0.0


def test_no_dwellings_give_an_empty_result():
    result = sap10.rate([])
    assert result.fuel_use.annual_kwh.shape == (0, len(EndUse))
    assert len(result) == 0
    assert result.sap_score.shape == (0,)
    assert result.band == ()


def test_costs_use_the_climate_of_the_region():
    """Finding 12.1: ratings of the UK average climate, costs and energy of the dwelling's own."""
    house = gas_combi_detached()
    north = replace(house, general=replace(house.general, climate_region=20))
    rating = sap10.rate([house, north])
    costs = sap10.rate([house, north], calculation="costs")
    assert rating.cost_gbp[0] == rating.cost_gbp[1]
    assert costs.cost_gbp[0] < costs.cost_gbp[1]
    np.testing.assert_array_equal(
        costs.co2_kg_per_year,
        sap10.rate([house, north], calculation="emissions").co2_kg_per_year,
    )


def test_prices_bring_their_own_deflator_and_equations():
    house = gas_combi_detached()
    table_12, table_32 = (sap10.rate([house], prices=p) for p in ("table12", "table32"))
    deflators = [
        next(row.value for row in result.worksheet(0) if row.info.number == "256")
        for result in (table_12, table_32)
    ]
    assert deflators == [0.36, 0.42]
    assert_same(sap10.rate([house]), table_12)


def test_imposed_line_changes_everything_after_it_and_nothing_before():
    free = {r.info.number: r for r in sap10.rate([gas_combi_detached()]).worksheet(0)}
    imposed = sap10.rate([gas_combi_detached()], impose={"37": 300.0})
    rows = {r.info.number: r for r in imposed.worksheet(0)}
    assert rows["37"].value == 300.0
    assert rows["36"] == free["36"]
    assert rows["39"].monthly == pytest.approx([300.0 + loss for loss in free["38"].monthly or ()])
    assert imposed.sap_score[0] < sap10.rate([gas_combi_detached()]).sap_score[0]


def test_imposing_an_unknown_line_is_an_error():
    with pytest.raises(ValueError, match=r"\(999z\)"):
        sap10.rate([gas_combi_detached()], impose={"999z": 1.0})


def test_a_result_that_is_not_finite_names_its_dwelling():
    house = gas_combi_detached()
    broken = replace(
        house, reference="broken one", general=replace(house.general, thermal_bridging_y=np.nan)
    )
    with pytest.raises(CalculatorFault, match=r"of dwelling 2 \(broken one\) is nan"):
        sap10.rate([house, house, broken])


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 5000), share=st.floats(0.0, 0.95))
def test_better_insulation_never_raises_the_fabric_heat_loss_or_the_heat_needed(seed, share):
    house = random_dwelling(seed)
    better = replace(
        house,
        elements=tuple(
            replace(element, u_value=element.u_value * share)
            if element.kind in (ElementKind.EXTERNAL_WALL, ElementKind.ROOF)
            else element
            for element in house.elements
        ),
    )
    before, after = (annual_values(sap10.rate([d]), 0) for d in (house, better))
    assert after["37"] <= before["37"]
    assert after["98c"] <= before["98c"] + 1e-9


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 5000), factor=st.floats(0.2, 1.0))
def test_a_tighter_dwelling_never_loses_more_heat(seed, factor):
    house = random_dwelling(seed)
    tighter = replace(
        house,
        ventilation=replace(
            house.ventilation,
            open_chimneys=0,
            air_permeability=house.ventilation.air_permeability * factor,
            structural_infiltration=house.ventilation.structural_infiltration * factor,
        ),
    )
    result = sap10.rate([house, tighter])
    assert result.heat_loss_coefficient_w_per_k[1] <= result.heat_loss_coefficient_w_per_k[0] + 1e-9


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 5000), kwp=st.floats(0.1, 6.0))
def test_more_photovoltaics_never_lower_the_rating_of_a_home_that_may_export(seed, kwp):
    house = random_dwelling(seed)
    house = replace(house, electricity=replace(house.electricity, is_export_capable=True))
    array = PvArray(peak_power_kwp=kwp, orientation=5, pitch_deg=30.0, overshading_factor=1.0)
    result = sap10.rate([house, replace(house, pv_arrays=(*house.pv_arrays, array))])
    assert result.sap_score[1] >= result.sap_score[0] - 1e-9
