import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ara_assets.domain.fuel_rates import (
    CAP_REGIONS,
    GREAT_BRITAIN,
    NORTHERN_IRELAND,
    TWO_RATE_TARIFFS,
    Fuel,
    FuelRate,
    FuelRates,
    FuelRatesRejected,
    Tariff,
    TariffPeriod,
    wider_areas,
)
from resources.tariff_source import TariffFile

RATES = TariffFile().read_rates()
AUTUMN = dt.date(2026, 11, 21)
REGION_OF_GSP = {
    "_A": "eastern",
    "_B": "east_midlands",
    "_C": "london",
    "_D": "north_wales_and_mersey",
    "_E": "midlands",
    "_F": "northern",
    "_G": "north_west",
    "_H": "southern",
    "_J": "south_east",
    "_K": "south_wales",
    "_L": "southern_western",
    "_M": "yorkshire",
    "_N": "southern_scotland",
    "_P": "northern_scotland",
    "GB": GREAT_BRITAIN,
}


def rate(**changes: object) -> FuelRate:
    made = FuelRate(
        rate_region="eastern",
        fuel=Fuel.ELECTRICITY,
        tariff=Tariff.STANDARD,
        tariff_period=TariffPeriod.ALL,
        effective_from=dt.date(2026, 1, 1),
        effective_to=dt.date(2026, 3, 31),
        unit_rate_p_per_kwh=27.5,
        standing_charge_p_per_day=50.0,
        vat_percent=5.0,
        is_estimate=False,
        rate_source="a test",
    )
    return replace(made, **changes)  # pyright: ignore[reportArgumentType] - fields by name


def test_every_figure_of_the_published_cap_is_the_rate_in_force(shared: Path) -> None:
    with (shared / "sources" / "ofgem_cap_history.csv").open(newline="") as file:
        published = list(csv.DictReader(file))
    assert len(published) == 542
    for row in published:
        region = REGION_OF_GSP[row["gsp_group"]]
        fuel = {"electricity": Fuel.ELECTRICITY, "gas": Fuel.MAINS_GAS}[row["fuel"]]
        for day in (row["effective_from"], row["effective_to"]):
            found = RATES.rate(fuel, rate_region=region, on=dt.date.fromisoformat(day))
            assert found is not None
            assert found.rate_region == region
            assert found.unit_rate_p_per_kwh == float(row["unit_rate_p_per_kwh_inc_vat"])
            assert found.standing_charge_p_per_day == float(
                row["standing_charge_p_per_day_inc_vat"]
            )
            assert found.vat_percent == float(row["vat_percent"])
            assert not found.is_estimate


@pytest.mark.parametrize("region", [*CAP_REGIONS, GREAT_BRITAIN, NORTHERN_IRELAND])
@pytest.mark.parametrize("day", [dt.date(2025, 1, 1), dt.date(2026, 8, 1), AUTUMN])
def test_every_home_of_the_demo_has_a_rate_for_every_fuel_and_tariff(
    region: str, day: dt.date
) -> None:
    fuels = [
        Fuel.MAINS_GAS,
        Fuel.LPG_BULK,
        Fuel.LPG_BOTTLED,
        Fuel.HEATING_OIL,
        Fuel.HOUSE_COAL,
        Fuel.ANTHRACITE,
        Fuel.SMOKELESS_FUEL,
        Fuel.WOOD_LOGS,
        Fuel.WOOD_PELLETS_BAGGED,
        Fuel.WOOD_PELLETS_BULK,
        Fuel.WOOD_CHIPS,
        Fuel.DUAL_FUEL,
        Fuel.ELECTRICITY_EXPORT,
    ]
    for fuel in fuels:
        assert RATES.rate(fuel, rate_region=region, on=day), fuel
    for tariff in Tariff:
        periods = (
            (TariffPeriod.HIGH, TariffPeriod.LOW)
            if tariff in TWO_RATE_TARIFFS
            else (TariffPeriod.ALL,)
        )
        found = [
            RATES.rate(
                Fuel.ELECTRICITY, rate_region=region, on=day, tariff=tariff, tariff_period=period
            )
            for period in periods
        ]
        figures = [one.unit_rate_p_per_kwh for one in found if one]
        assert len(figures) == len(periods)
        assert figures == sorted(figures, reverse=True)


def test_a_rate_that_is_not_published_says_that_it_is_an_estimate() -> None:
    for one in RATES.rates:
        assert one.is_estimate is not one.rate_source.startswith("Ofgem price cap")


def test_where_the_region_has_no_figure_yet_the_average_counts() -> None:
    found = RATES.rate(Fuel.ELECTRICITY, rate_region="yorkshire", on=AUTUMN)
    assert found is not None
    assert (found.rate_region, found.unit_rate_p_per_kwh, found.vat_percent) == (
        GREAT_BRITAIN,
        26.32,
        0.0,
    )


def test_northern_ireland_never_pays_a_rate_of_great_britain() -> None:
    assert GREAT_BRITAIN not in wider_areas(NORTHERN_IRELAND)
    found = RATES.rate(Fuel.MAINS_GAS, rate_region=NORTHERN_IRELAND, on=AUTUMN)
    assert found is not None
    assert found.rate_region == NORTHERN_IRELAND


def test_both_ends_of_a_rate_are_included() -> None:
    rates = FuelRates([rate()])
    days = [dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 3, 31), dt.date(2026, 4, 1)]
    found = [rates.rate(Fuel.ELECTRICITY, rate_region="eastern", on=day) for day in days]
    assert [one is not None for one in found] == [False, True, True, False]


def test_after_the_last_known_quarter_its_rates_go_on() -> None:
    assert RATES.pricing_date(dt.date(2027, 2, 1)) == dt.date(2026, 12, 31)
    assert RATES.pricing_date(AUTUMN) == AUTUMN
    later = rate(
        rate_region=GREAT_BRITAIN,
        effective_from=dt.date(2027, 1, 1),
        effective_to=dt.date(2027, 3, 31),
    )
    assert FuelRates([*RATES.rates, later]).pricing_date(dt.date(2027, 2, 1)) == dt.date(2027, 2, 1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unit_rate_p_per_kwh": 0.0}, "p/kWh"),
        ({"unit_rate_p_per_kwh": float("nan")}, "p/kWh"),
        ({"unit_rate_p_per_kwh": 2750.0}, "p/kWh"),
        ({"standing_charge_p_per_day": -1.0}, "p/day"),
        ({"standing_charge_p_per_day": float("nan")}, "p/day"),
        ({"effective_to": dt.date(2025, 1, 1)}, "before it begins"),
        ({"rate_region": "wessex"}, "wessex"),
        ({"tariff": Tariff.SEVEN_HOUR}, "high and a low"),
        ({"tariff_period": TariffPeriod.LOW}, "high and a low"),
        ({"rate_source": " "}, "no source"),
    ],
)
def test_an_impossible_rate_is_refused_by_name(changes: dict[str, object], message: str) -> None:
    with pytest.raises(FuelRatesRejected, match=message):
        FuelRates([rate(**changes)])


@pytest.mark.parametrize("ends", [dt.date(2026, 3, 31), None])
def test_overlapping_rates_are_refused(ends: dt.date | None) -> None:
    with pytest.raises(FuelRatesRejected, match="overlaps"):
        FuelRates(
            [rate(effective_to=ends), rate(effective_from=dt.date(2026, 3, 31), effective_to=None)]
        )
    FuelRates([rate(), rate(effective_from=dt.date(2026, 4, 1), effective_to=None)])


@given(st.permutations(RATES.in_force(AUTUMN).rates))
def test_the_version_depends_on_the_rates_and_not_on_their_order(rates: list[FuelRate]) -> None:
    assert FuelRates(rates).version == RATES.in_force(AUTUMN).version


def test_any_changed_figure_is_another_version() -> None:
    version = FuelRates([rate()]).version
    for changes in ({"unit_rate_p_per_kwh": 27.51}, {"standing_charge_p_per_day": 50.1}):
        assert FuelRates([rate(**changes)]).version != version


@given(st.dates(dt.date(2021, 10, 1), dt.date(2026, 12, 31)), st.sampled_from(CAP_REGIONS))
def test_there_is_one_capped_rate_on_every_day_since_2021(day: dt.date, region: str) -> None:
    in_force = RATES.in_force(day)
    for fuel in (Fuel.ELECTRICITY, Fuel.MAINS_GAS):
        found = in_force.rate(fuel, rate_region=region, on=in_force.effective_from)
        assert found == RATES.rate(fuel, rate_region=region, on=day)
        assert found is not None
