"""Heat pumps and micro-CHP of the real file in the worksheet, by the tests' own arithmetic."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

import sap10
from sap10.codes import CylinderInsulation, VentilationSystem
from sap10.dwelling import Dwelling
from sap10.pcdb import Pcdb
from sap10.pcdb.package_inputs import heat_pump_inputs, micro_chp_inputs
from sap10.pcdb.packages import HeatPump, MicroChp
from tests.sap10.golden_dwellings import gas_combi_detached

IN_USE = {"1": 0.95, "2": 0.95, "3": 0.60}


def raw_of(pcdb: Pcdb, table: str, index: str) -> tuple[str, ...]:
    return next(r.fields for r in pcdb.records[table] if r.fields[0] == index)


def fitted(pcdb: Pcdb, index: str, output_factor: float = 1.0) -> Dwelling:
    pump = pcdb.find(HeatPump, index)
    assert pump is not None
    found = heat_pump_inputs(pump, cylinder_exchanger_m2=9.0)
    home = gas_combi_detached()
    return replace(
        home,
        main_1=replace(home.main_1, code=found.code, fuel=30, control=2206),
        hot_water=replace(
            home.hot_water,
            code=901,
            fuel=30,
            cylinder_volume_l=400.0,
            cylinder_insulation=CylinderInsulation.FACTORY,
            cylinder_insulation_mm=160.0,
            is_loss_declared=True,
            declared_loss_kwh_per_day=0.5,
            has_cylinder_thermostat=True,
        ),
        packages=(found.package,),
        package_results=tuple(
            replace(row, maximum_output_kw=row.maximum_output_kw * output_factor)
            for row in found.results
        ),
    )


def lines(dwelling: Dwelling) -> dict[str, np.ndarray]:
    rows = sap10.rate([dwelling]).worksheet(0)
    return {
        row.info.number: np.array(row.value if row.monthly is None else row.monthly, np.float64)
        for row in rows
    }


def by_hand(ratio: float, table: Sequence[tuple[float, float]]) -> float:
    """Interpolate an efficiency: reciprocals between ratios; above towards 100 %; below 100 %."""
    ratios = [row[0] for row in table]
    if ratio < ratios[0]:
        return 100.0
    largest, last = table[-1]
    if ratio >= 2.0 * largest:
        return 100.0
    if ratio > largest:
        share = (ratio - largest) / largest
        return 1.0 / ((1.0 - share) / last + share / 100.0)
    place = max(p for p, value in enumerate(ratios) if value <= ratio)
    if ratios[place] == ratio:
        return table[place][1]
    low, high = table[place], table[place + 1]
    share = (ratio - low[0]) / (high[0] - low[0])
    return 1.0 / ((1.0 - share) / low[1] + share / high[1])


def drawn(pcdb: Pcdb, count: int) -> list[str]:
    fits = [
        pump.index
        for pump in pcdb.all(HeatPump)
        if pump.source in (1, 3) and pump.service == 1 and pump.vessel in (1, 2, 3)
    ]
    return [fits[place * len(fits) // count] for place in range(count)]


@pytest.mark.pins("Appendix N", "206", "217")
@pytest.mark.parametrize("place", range(14))
def test_heat_pumps_between_the_plant_size_ratios_of_their_records(newest, place):
    index = drawn(newest, 14)[place]
    raw = raw_of(newest, "362", index)
    sets = [raw[start : start + 4] for start in range(39, 39 + 4 * int(raw[38]), 4)]
    table = [(float(row[0]), float(row[1])) for row in sets]
    factor = 0.4 + 0.15 * place

    sheet = lines(fitted(newest, index, factor))

    ratio = float(raw[29]) * factor * 1000.0 / (24.2 * sheet["39"].mean())
    assert sheet["206"] == pytest.approx(0.95 * by_hand(ratio, table), rel=1e-9, abs=1e-9)
    water = max(float(raw[22]) * IN_USE[raw[17]], 100.0)
    assert sheet["217"] == pytest.approx(np.full(12, water), rel=1e-9, abs=1e-9)


def test_the_draws_reach_ratios_within_and_beyond_the_records(newest):
    indices = drawn(newest, 14)

    ratios = []
    for place, index in enumerate(indices):
        raw = raw_of(newest, "362", index)
        loss = lines(fitted(newest, index))["39"].mean()
        ratios.append(float(raw[29]) * (0.4 + 0.15 * place) * 1000.0 / (24.2 * loss))

    assert min(ratios) < 1.0
    assert max(ratios) > 2.0


@pytest.mark.pins("Appendix N")
def test_an_exhaust_air_heat_pump_has_results_for_each_air_flow(newest):
    pump = newest.find(HeatPump, "100091")
    raw = raw_of(newest, "362", "100091")

    found = heat_pump_inputs(pump)

    flows = [float(raw[35]), float(raw[36]), float(raw[37])]
    sets = [raw[start : start + 4] for start in range(39, 39 + 4 * 21, 4)]
    assert [
        (r.air_flow_l_per_s, r.plant_size_ratio, r.space_efficiency_percent, r.running_hours)
        for r in found.results
    ] == [
        (flows[place // 7], float(row[0]), float(row[1]), float(row[3]))
        for place, row in enumerate(sets)
    ]
    assert found.ventilation_index == "500204"


def test_an_exhaust_air_heat_pump_in_the_worksheet(newest):
    dwelling = fitted(newest, "100091")
    dwelling = replace(
        dwelling,
        ventilation=replace(
            dwelling.ventilation,
            system=VentilationSystem.EXTRACT,
            specific_fan_power=0.5,
            fan_in_use_factor=1.4,
        ),
    )

    sheet = lines(dwelling)

    efficiencies = [
        float(raw)
        for start in range(39, 39 + 4 * 21, 4)
        for raw in raw_of(newest, "362", "100091")[start + 1 : start + 2]
    ]
    assert 0.95 * min([100.0, *efficiencies]) <= float(sheet["206"]) <= 0.95 * max(efficiencies)


@pytest.mark.pins("Appendix N")
@pytest.mark.parametrize("index", ["692001", "040001", "040005"])
def test_micro_chp_has_its_record_s_efficiency_without_in_use_factor(newest, index):
    chp = newest.find(MicroChp, index)
    raw = raw_of(newest, "143", index)
    sets = [raw[start : start + 3] for start in range(26, 26 + 3 * int(raw[25]), 3)]
    home = gas_combi_detached()
    assert chp is not None
    found = micro_chp_inputs(chp)
    home = replace(
        home,
        main_1=replace(home.main_1, code=found.code),
        hot_water=replace(home.hot_water, cylinder_volume_l=150.0),
        packages=(found.package,),
        package_results=found.results,
    )

    sheet = lines(home)

    ratio = float(raw[22]) * 1000.0 / (24.2 * sheet["39"].mean())
    table = [(float(row[0]), float(row[1])) for row in sets]
    assert table[0][0] < ratio < table[-1][0]
    assert sheet["206"] == pytest.approx(by_hand(ratio, table), rel=1e-9, abs=1e-9)


def test_every_package_of_the_file_can_be_used(newest):
    for pump in newest.all(HeatPump):
        found = heat_pump_inputs(pump)
        assert len(found.results) == len(pump.results)
    for chp in newest.all(MicroChp):
        assert micro_chp_inputs(chp).results
