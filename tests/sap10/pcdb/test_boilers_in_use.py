"""Boilers of the real file in the worksheet, by the tests' own arithmetic on the raw fields.

The fields are taken by their position in the record, not through our layouts.
"""

from dataclasses import replace

import numpy as np
import pytest

import sap10
from sap10.codes import CylinderInsulation, KeepHot, PumpAge
from sap10.dwelling import Dwelling
from sap10.pcdb import Pcdb
from sap10.pcdb.boiler_inputs import BoilerInputs, as_main_system, as_water_heater, boiler_inputs
from sap10.pcdb.boilers import GasOilBoiler
from sap10.pcdb.services import Controller
from sap10.products import ControlClass
from tests.sap10.golden_dwellings import gas_combi_detached

DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def fields_of(pcdb: Pcdb, index: str) -> tuple[str, ...]:
    return next(r.fields for r in pcdb.records["105"] if r.fields[0] == index)


def drawn(pcdb: Pcdb, count: int, **wanted: int) -> list[str]:
    """Return the indices of so many boilers, spread over those that are as wanted."""
    fits = [
        boiler.index
        for boiler in pcdb.all(GasOilBoiler)
        if all(getattr(boiler, name) == value for name, value in wanted.items())
    ]
    return [fits[place * len(fits) // count] for place in range(count)]


def fitted(pcdb: Pcdb, index: str) -> tuple[Dwelling, BoilerInputs]:
    """Return the golden dwelling with another boiler, and what its record says."""
    boiler = pcdb.find(GasOilBoiler, index)
    assert boiler is not None
    found = boiler_inputs(boiler, system=1)
    assert found is not None
    home = gas_combi_detached()
    water = as_water_heater(home.hot_water, found)
    if found.combi is None and not found.store_volume_l:
        water = replace(
            water,
            cylinder_volume_l=150.0,
            cylinder_insulation=CylinderInsulation.FACTORY,
            cylinder_insulation_mm=50.0,
            has_cylinder_thermostat=True,
        )
    fuel = {1: 1, 2: 2, 4: 4}[boiler.fuel]
    return (
        replace(
            home,
            main_1=replace(as_main_system(home.main_1, found), fuel=fuel, has_interlock=True),
            hot_water=replace(water, fuel=fuel),
            combi_product=found.combi,
            boiler_products=(found.product,),
        ),
        found,
    )


def lines(dwelling: Dwelling) -> dict[str, np.ndarray]:
    rows = sap10.rate([dwelling]).worksheet(0)
    return {
        row.info.number: np.array(row.value if row.monthly is None else row.monthly, np.float64)
        for row in rows
    }


def number(text: str) -> float:
    return float(text) if text else 0.0


@pytest.mark.pins("Appendix D", "206", "217")
@pytest.mark.parametrize("kind", [1, 2, 3])
@pytest.mark.parametrize("place", range(6))
def test_efficiencies_of_the_record_and_equation_d1(newest, kind, place):
    index = drawn(newest, 6, type=kind)[place]
    raw = fields_of(newest, index)
    winter, summer = float(raw[25]), float(raw[26])

    sheet = lines(fitted(newest, index)[0])

    space, water = sheet["98c"], sheet["64"]
    blend = (space + water) / (space / winter + water / summer)
    expected = np.where(space + water > 0.0, blend, summer) if summer < winter else summer
    assert sheet["206"] == pytest.approx(winter, rel=1e-9, abs=1e-9)
    assert sheet["217"] == pytest.approx(np.broadcast_to(expected, 12), rel=1e-9, abs=1e-9)


@pytest.mark.pins("Table 3b", "Table 3c", "61")
@pytest.mark.parametrize("tests", [1, 2, 3])
@pytest.mark.parametrize("place", range(3))
def test_losses_of_tested_combis(newest, tests, place):
    index = drawn(newest, 3, type=2, store=0, tests=tests)[place]
    raw = fields_of(newest, index)
    r1, f1, f2, f3 = (number(raw[place]) for place in (50, 51, 55, 56))

    sheet = lines(fitted(newest, index)[0])

    daily = sheet["44"]
    used = np.minimum(daily / 100.0, 1.0)
    if tests == 1:
        expected = sheet["45"] * r1 * used + f1 * DAYS
    else:
        if tests == 2:
            factor = np.where(daily < 100.2, 0.0, np.maximum(100.2 - daily, -99.6))
        else:
            factor = np.where(daily < 36.0, 64.2, np.where(daily > 100.2, 0.0, 100.2 - daily))
        expected = sheet["45"] * (r1 + factor * f3) * used + f2 * DAYS
    assert sheet["61"] == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.pins("Table 3b", "Table 3c", "56")
@pytest.mark.parametrize(("tests", "position"), [(1, 51), (2, 55)])
@pytest.mark.parametrize("store", [1, 2])
def test_losses_of_tested_storage_combis(newest, tests, position, store):
    index = drawn(newest, 1, type=2, store=store, tests=tests)[0]
    loss = float(fields_of(newest, index)[position])

    sheet = lines(fitted(newest, index)[0])

    assert sheet["56"] == pytest.approx(loss * DAYS, rel=1e-9, abs=1e-9)


@pytest.mark.pins("Table 3a", "61")
@pytest.mark.parametrize(
    ("keep_hot", "timer", "expected", "annual"),
    [
        (1, 1, KeepHot.FUEL_TIMED, 600.0),
        (1, 0, KeepHot.FUEL_UNTIMED, 900.0),
        (3, 1, KeepHot.ELECTRIC_TIMED, 600.0),
        (2, 0, KeepHot.ELECTRIC_UNTIMED, 900.0),
    ],
)
def test_keep_hot_of_untested_combis(newest, keep_hot, timer, expected, annual):
    index = drawn(newest, 1, type=2, store=0, tests=0, keep_hot=keep_hot, keep_hot_timer=timer)[0]

    dwelling, found = fitted(newest, index)

    assert found.keep_hot == expected
    assert lines(dwelling)["61"] == pytest.approx(annual * DAYS / 365.0, rel=1e-9, abs=1e-9)


@pytest.mark.pins("Table 2", "56")
@pytest.mark.parametrize(("store", "base", "slope"), [(1, 2.54, 0.00682), (2, 1.86, 0.00496)])
@pytest.mark.parametrize("place", range(3))
def test_stores_of_untested_storage_combis(newest, store, base, slope, place):
    index = drawn(newest, 3, type=2, store=store, tests=0)[place]
    raw = fields_of(newest, index)
    volume = number(raw[41]) or {1: 74.0, 2: 120.0}[store]
    insulation = float(raw[43]) if raw[43] else 13.0
    loss = volume * (0.005 + 0.55 / (insulation + 4.0)) * (120.0 / volume) ** (1.0 / 3.0)
    factor = base + slope * max(115.0 - volume, 0.0)

    sheet = lines(fitted(newest, index)[0])

    assert sheet["56"] == pytest.approx(loss * factor * DAYS, rel=1e-9, abs=1e-9)


def test_a_cpsu_has_its_store_as_cylinder(newest):
    index = drawn(newest, 1, type=3)[0]

    dwelling, found = fitted(newest, index)

    assert dwelling.hot_water.cylinder_volume_l == float(fields_of(newest, index)[41])
    assert found.combi is None


@pytest.mark.pins("Table 4f")
def test_a_combi_of_2013_or_later_has_a_pump_of_that_time(newest):
    first_years = {
        boiler.index: boiler.first_year
        for boiler in newest.all(GasOilBoiler)
        if boiler.type == 2 and boiler.first_year in {"2012", "2013"}
    }
    old = next(index for index, year in first_years.items() if year == "2012")
    new = next(index for index, year in first_years.items() if year == "2013")
    main = replace(gas_combi_detached().main_1, pump_age=PumpAge.UNKNOWN)

    ages = {index: as_main_system(main, fitted(newest, index)[1]).pump_age for index in (old, new)}

    assert ages == {old: PumpAge.UNKNOWN, new: PumpAge.FROM_2013}


@pytest.mark.pins("Appendix D")
def test_only_a_compatible_compensator_earns_a_credit(newest):
    boiler = newest.find(GasOilBoiler, "017741")
    assert boiler is not None
    fits = [c for c in newest.all(Controller) if c.control_class == 1]
    yes = next(c for c in fits if not c.required & ~boiler.capabilities)
    no = next(c for c in fits if c.required & ~boiler.capabilities)

    with_yes, with_no = boiler_inputs(boiler, 1, yes), boiler_inputs(boiler, 1, no)

    assert with_yes is not None
    assert with_yes.product.control_class == ControlClass.II
    assert with_no is not None
    assert with_no.product.control_class == ControlClass.NONE
    assert "not compatible" in with_no.notes[-1]


def test_every_boiler_of_the_file_can_be_used(newest):
    missing = [b.index for b in newest.all(GasOilBoiler) if boiler_inputs(b, 1) is None]

    assert missing == []
