import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ara_assets.domain.cost_catalogue import (
    CostCatalogue,
    CostCatalogueRejected,
    CostLine,
    CostUnit,
    MeasureCost,
    VatTreatment,
    vat_percent,
)
from ara_assets.domain.fuel_rates import CAP_REGIONS, GREAT_BRITAIN, NORTHERN_IRELAND
from resources.cost_source import read_cost_catalogue
from sap10.measures import MeasureType

CATALOGUE = read_cost_catalogue()
TODAY = dt.date(2026, 11, 21)
HEAT_PUMP = {"new_cylinder_count": 1.0, "emitter_count": 6.0, "has_wet_system": 1.0}


def price(
    measure: str, quantities: dict[str, float] | None = None, region: str = GREAT_BRITAIN
) -> MeasureCost:
    return CATALOGUE.price_measure(measure, quantities or {}, rate_region=region, on=TODAY)


def line(**changes: Any) -> CostLine:
    made = CostLine(
        cost_line="loft/quilt",
        measure_type="loft",
        description="Quilt",
        cost_unit=CostUnit.PER_M2,
        quantity="area_m2",
        band_quantity=None,
        band_above=None,
        band_up_to=None,
        unit_cost_gbp=Decimal("10.05"),
        contingency_percent=Decimal(10),
        vat_treatment=VatTreatment.STANDARD,
        valid_from=dt.date(2026, 1, 1),
        cost_source="a test",
        is_estimate=False,
    )
    return replace(made, **changes)


def catalogue(*lines: CostLine) -> CostCatalogue:
    return CostCatalogue(lines, {"london": Decimal("1.1")})


def test_every_measure_of_the_catalogue_of_measures_has_a_cost() -> None:
    assert {str(measure) for measure in MeasureType} <= set(CATALOGUE.measure_types)


@pytest.mark.parametrize("region", [*CAP_REGIONS, GREAT_BRITAIN, NORTHERN_IRELAND])
def test_every_measure_can_be_priced_in_every_region(region: str) -> None:
    for measure in CATALOGUE.measure_types:
        quantities = dict.fromkeys(CATALOGUE.quantities_of(measure, TODAY), 3.0)
        assert price(measure, quantities, region).total_gbp > 0, measure


def test_one_line_by_hand() -> None:
    made = catalogue(line()).price_measure(
        "loft", {"area_m2": 41.5}, rate_region="london", on=TODAY
    )
    # 41.5 m2 at 10.05 GBP, a tenth dearer in London: 458.7825; contingency 45.878; VAT 20 %
    assert made.net_gbp == Decimal("458.78")
    assert made.contingency_gbp == Decimal("45.88")
    assert made.vat_gbp == Decimal("100.93")
    assert made.total_gbp == Decimal("605.59")
    assert not made.is_estimate


def test_a_heat_pump_is_composed_of_its_parts() -> None:
    made = price("air_source_heat_pump", {**HEAT_PUMP, "heat_pump_kw": 8.0})
    assert [one.cost_line.split("/")[1] for one in made.lines] == [
        "certificate",
        "cylinder",
        "decommissioning",
        "emitter",
        "flush",
        "installation",
        "unit_8_kw",
    ]
    assert made.vat_gbp == 0
    fewer = price("air_source_heat_pump", {**HEAT_PUMP, "heat_pump_kw": 8.0, "emitter_count": 0.0})
    assert made.net_gbp - fewer.net_gbp == 6 * Decimal("335.00")


@pytest.mark.parametrize(
    ("size", "unit"),
    [(3.0, "5"), (5.0, "5"), (5.01, "8"), (8.0, "8"), (12.0, "12"), (16.0, "16"), (16.1, "larger")],
)
def test_the_unit_of_a_heat_pump_follows_its_size(size: float, unit: str) -> None:
    lines = price("air_source_heat_pump", {**HEAT_PUMP, "heat_pump_kw": size}).lines
    units = [one.cost_line for one in lines if "/unit_" in one.cost_line]
    assert [name.split("_")[-2 if unit != "larger" else -1] for name in units] == [unit]


def test_panels_are_composed_and_priced_by_size() -> None:
    made = price("solar_pv", {"peak_power_kwp": 3.6, "extra_elevation_count": 1.0})
    assert {one.cost_line.split("/")[1] for one in made.lines} == {
        "panels_4_kwp",
        "scaffold",
        "extra_elevation",
        "certificate",
        "consumer_unit",
    }


@given(
    st.sampled_from(CATALOGUE.measure_types), st.floats(0.1, 300.0), st.sampled_from(CAP_REGIONS)
)
def test_totals_are_the_sum_of_the_lines_to_the_penny(
    measure: str, amount: float, region: str
) -> None:
    quantities = dict.fromkeys(CATALOGUE.quantities_of(measure, TODAY), amount)
    made = price(measure, quantities, region)
    assert made.total_gbp == sum(one.total_gbp for one in made.lines)
    assert made.total_gbp == made.net_gbp + made.contingency_gbp + made.vat_gbp
    for one in made.lines:
        for part in (one.net_gbp, one.contingency_gbp, one.vat_gbp):
            assert part == part.quantize(Decimal("0.01"))


def test_vat_on_energy_saving_materials_is_nothing_until_march_2027() -> None:
    saving = VatTreatment.ENERGY_SAVING_MATERIAL
    assert vat_percent(saving, dt.date(2027, 3, 31)) == 0
    assert vat_percent(saving, dt.date(2027, 4, 1)) == 5
    assert vat_percent(VatTreatment.STANDARD, TODAY) == 20
    with pytest.raises(CostCatalogueRejected, match="not known"):
        vat_percent(saving, dt.date(2020, 1, 1))


def test_of_two_figures_the_one_valid_on_the_day_counts() -> None:
    later = line(valid_from=dt.date(2026, 7, 1), unit_cost_gbp=Decimal(20))
    both = catalogue(line(), later)
    one = {"area_m2": 1.0}
    for day, unit in ((dt.date(2026, 6, 30), "11.06"), (dt.date(2026, 7, 1), "22.00")):
        made = both.price_measure("loft", one, rate_region="london", on=day)
        assert made.net_gbp == Decimal(unit)
    with pytest.raises(CostCatalogueRejected, match="no line of loft"):
        both.price_measure("loft", one, rate_region="london", on=dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    ("quantities", "message"),
    [
        ({}, "area_m2, which is not given"),
        ({"area_m2": -1.0}, "cannot be -1"),
        ({"area_m2": float("nan")}, "cannot be nan"),
    ],
)
def test_a_quantity_that_is_missing_or_impossible_is_named(
    quantities: dict[str, float], message: str
) -> None:
    with pytest.raises(CostCatalogueRejected, match=message):
        price("loft_insulation", quantities)


def test_an_unknown_measure_or_region_is_named() -> None:
    with pytest.raises(CostCatalogueRejected, match="thatching"):
        price("thatching")
    with pytest.raises(CostCatalogueRejected, match="wessex"):
        price("heating_controls", region="wessex")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unit_cost_gbp": Decimal(0)}, "unit cost"),
        ({"unit_cost_gbp": Decimal("NaN")}, "unit cost"),
        ({"contingency_percent": Decimal(80)}, "contingency"),
        ({"cost_unit": CostUnit.PER_DWELLING}, "does not go with"),
        ({"quantity": "dwelling"}, "does not go with"),
        ({"band_above": 2.0}, "needs the quantity"),
        ({"band_quantity": "kw"}, "needs the quantity"),
        ({"band_quantity": "kw", "band_above": 5.0, "band_up_to": 5.0}, "is empty"),
        ({"cost_source": ""}, "no source"),
    ],
)
def test_an_impossible_line_is_refused_by_name(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(CostCatalogueRejected, match=message):
        catalogue(line(**changes))


def test_lines_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(CostCatalogueRejected, match="twice"):
        catalogue(line(), line())
    with pytest.raises(CostCatalogueRejected, match="more than one contingency"):
        catalogue(line(), line(cost_line="loft/hatch", contingency_percent=Decimal(5)))
    low = line(band_quantity="kw", band_above=0.0, band_up_to=5.0)
    for start in (4.0, 6.0):
        high = line(cost_line="x", band_quantity="kw", band_above=start, band_up_to=9.0)
        with pytest.raises(CostCatalogueRejected, match="begins elsewhere"):
            catalogue(low, high)
