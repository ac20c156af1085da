"""The product database file: its grammar, its layouts, and the two real files."""

import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from sap10.pcdb import Pcdb, PcdbRejected, read_pcdb
from sap10.pcdb.boilers import GasOilBoiler, SolidFuelBoiler
from sap10.pcdb.database import LAYOUTS, key_of
from sap10.pcdb.packages import HeatPump, MicroChp
from sap10.pcdb.record import NotANumber, units_of
from sap10.pcdb.recovery import StorageHeater, WasteWaterDevice
from sap10.pcdb.services import FuelPrice, HeatNetworkRecord
from sap10.pcdb.ventilation import CentralVentilation, InUseFactors
from sap10.pcdb.weather import PostcodeWeather

FILES = ("pcdf-2012.dat", "pcdf-2022-07.dat")
HEATER = "230009,020046,0,2014/May/21 12:40,Maker,Brand,Model,,2013,current,11.6,700,630,46,1"
SMALL = ["$001,7,2024,02,29", "#", "$391,491,3,2024,2,1,2", HEATER, "", "$999"]


def content(lines: list[str]) -> bytes:
    return "\r\n".join(lines).encode("latin-1")


@pytest.fixture(scope="module", params=FILES)
def real(request: pytest.FixtureRequest, shared: Path) -> Pcdb:
    return read_pcdb(shared / "pcdb" / request.param)


def test_a_small_file_is_read_whole():
    pcdb = read_pcdb(content(SMALL))

    heater = pcdb.find(StorageHeater, "230009")
    assert (pcdb.revision, pcdb.date) == ("7", date(2024, 2, 29))
    assert heater is not None
    assert (heater.brand, heater.capacity_kwh, heater.boost_output_w) == ("Brand", 11.6, 630.0)
    assert len(pcdb.sha256) == 64


def test_blocks_of_one_table_add_up():
    second = HEATER.replace("230009", "000077")

    pcdb = read_pcdb(content([*SMALL[:-1], "$391,491,4,2024,2,2,2", second, "$999"]))

    assert [heater.index for heater in pcdb.all(StorageHeater)] == ["230009", "000077"]
    assert pcdb.find(StorageHeater, 77) is pcdb.find(StorageHeater, "000077")
    assert pcdb.find(StorageHeater, 78) is None


@pytest.mark.parametrize(
    ("lines", "line", "problem"),
    [
        ([], 0, "truncated"),
        (SMALL[:-1], 4, "truncated"),
        (SMALL[1:], 2, r"\$001 comes first"),
        ([*SMALL[:3], SMALL[0]], 4, r"\$001 comes first, and once"),
        ([SMALL[0], HEATER], 2, "before the header"),
        ([*SMALL, HEATER], 7, "after the end"),
        ([SMALL[0], "$391,491,3,2024,2", "$999"], 2, "no header"),
        ([SMALL[0], "$39x,491,3,2024,2,1", "$999"], 2, "no header"),
        ([SMALL[0], "$391,491,3,2024,2,30", "$999"], 2, "no calendar date"),
        ([*SMALL[:3], "2300\x0009", "$999"], 4, "control characters"),
        ([*SMALL[:3], "2" * 5000, "$999"], 4, "5000 characters"),
        ([*SMALL[:3], HEATER.replace("11.6", "x"), "$999"], 4, "230009: capacity_kwh = 'x'"),
        ([*SMALL[:3], HEATER.replace("11.6", ""), "$999"], 4, "230009: capacity_kwh = ''"),
        ([*SMALL[:3], HEATER + ",surplus", "$999"], 4, "16 fields where its layout has 15"),
        ([*SMALL[:3], HEATER[:60], "$999"], 4, "capacity_kwh"),
        ([*SMALL[:4], HEATER, "$999"], 5, "230009 stands twice"),
    ],
)
def test_a_broken_file_is_refused_whole_with_its_line(lines, line, problem):
    with pytest.raises(PcdbRejected, match=problem) as refusal:
        read_pcdb(content(lines))

    assert refusal.value.line == line


def test_blanks_beyond_the_layout_do_not_matter():
    pcdb = read_pcdb(content([*SMALL[:3], HEATER + ", ,,", "$999"]))

    assert pcdb.find(StorageHeater, 230009) is not None


@pytest.mark.parametrize("table", sorted(LAYOUTS))
def test_an_unknown_format_of_a_table_in_use_refuses_the_file(table):
    """Heat pumps of format 465 among them: positions are never guessed."""
    lines = [SMALL[0], f"${table},465,12,2024,2,1,2", "1,2,3", "$999"]

    with pytest.raises(PcdbRejected, match=f"table {table} format 465 revision 12"):
        read_pcdb(content(lines))


def test_a_table_that_ratings_do_not_use_is_kept_raw_in_any_format():
    pcdb = read_pcdb(content([SMALL[0], "$777,999,1,2024,2,1", "a, b ,c", "d", "$999"]))

    assert pcdb.kept_raw() == {"777": 2}
    assert pcdb.records["777"][0].fields == ("a", "b", "c")


def test_text_in_the_place_of_a_number_stays_text(newest):
    outputs = Counter(
        boiler.maximum_output_kw
        for boiler in newest.all(GasOilBoiler)
        if isinstance(boiler.maximum_output_kw, NotANumber)
    )

    assert outputs == {">70kW": 20}


def test_every_record_of_every_table_used_parses(real, capsys):
    counts = Counter(record.header.table for record, _ in real.typed())

    assert counts == {table: len(real.records[table]) for table in LAYOUTS}
    with capsys.disabled():
        print(f"\nrevision {real.revision}: {dict(sorted(counts.items()))}")
        print(f"kept raw: {dict(sorted(real.kept_raw().items()))}")


def test_no_index_stands_twice_in_a_table(real):
    keys = Counter((record.header.table, key_of(record)) for record, _ in real.typed())

    assert [key for key, count in keys.items() if count > 1] == []


def test_a_hundred_records_drawn_at_random_give_back_their_fields(real):
    drawn = random.Random(20261122).sample(list(real.typed()), 100)
    lines = [f"$001,{real.revision},{real.date:%Y,%m,%d}"]
    for record, _ in drawn:
        header = record.header
        lines.append(f"${header.table},{header.format},{header.revision},{header.date:%Y,%m,%d}")
        lines.append(",".join(record.fields))

    again = read_pcdb(content([*lines, "$999"]))

    expected = {(record.header.table, record.fields): typed for record, typed in drawn}
    assert {(r.header.table, r.fields): typed for r, typed in again.typed()} == expected


def test_known_products_of_the_newest_file(newest):
    combi = newest.find(GasOilBoiler, 17741)
    stove = newest.find(SolidFuelBoiler, "700005")
    pump = newest.find(HeatPump, "104351")
    exhaust = newest.find(HeatPump, "100091")
    chp = newest.find(MicroChp, "692001")
    unit = newest.find(CentralVentilation, "500005")
    shower = newest.find(WasteWaterDevice, "080001")
    network = newest.find(HeatNetworkRecord, "210000")

    assert combi is not None
    assert (combi.winter_efficiency_percent, combi.summer_efficiency_percent) == (89.9, 87.3)
    assert (combi.rejected_r1, combi.loss_f1, combi.capabilities) == (0.0072, 1.06372, 0x405)
    assert stove is not None
    assert stove.nominal_to_water_kw is not None
    assert stove.nominal_to_room_kw is not None
    assert stove.nominal_fuel_kw is not None
    useful = stove.nominal_to_water_kw + stove.nominal_to_room_kw
    assert round(100.0 * useful / stove.nominal_fuel_kw) == 65
    assert pump is not None
    assert [r.efficiency_percent for r in pump.results][:5] == [278.7, 282.3, 271.2, 258.1, 253.8]
    assert exhaust is not None
    assert exhaust.air_flows_l_per_s == (27.8, 41.7, 55.6)
    assert (len(exhaust.results), exhaust.ventilation_index) == (21, "500204")
    assert chp is not None
    assert [r.plant_size_ratio for r in chp.results] == [0.5, 1.0, 1.5, 2.0, 3.0, 6.0, 10.0]
    assert unit is not None
    assert [c.wet_rooms for c in unit.configurations] == list(
        range(1, len(unit.configurations) + 1)
    )
    assert shower is not None
    assert (shower.system, shower.efficiency_percent, shower.utilisation_factor) == (
        "A",
        37.6,
        0.979,
    )
    assert network is not None
    assert network.distribution_loss_factor == 1.49
    assert sum(source.share for source in network.sources) == pytest.approx(1.0)


def test_in_use_factors_prices_and_weather(newest):
    factors = newest.find(InUseFactors, 3)
    gas = newest.find(FuelPrice, 1)
    aberdeen = newest.find(PostcodeWeather, "AB10")
    rest = newest.find(PostcodeWeather, "AB*")

    assert factors is not None
    assert (factors.fan_flexible, factors.recovery_insulated) == (1.70, 0.85)
    assert gas is not None
    assert (gas.standing_charge_gbp, gas.price_p_per_kwh) == (95.0, 3.74)
    assert aberdeen is not None
    assert (aberdeen.region, aberdeen.height_m, len(aberdeen.radiation_w_per_m2)) == (16, 52.0, 12)
    assert rest is not None
    assert len(newest.price_history()) == 24
    assert newest.price_history()["41 of 2022-07-13"][0] == gas


def test_units_are_part_of_the_layout():
    assert units_of(GasOilBoiler)["winter_efficiency_percent"] == "%"
    assert units_of(PostcodeWeather)["wind_speed_m_per_s"] == "m/s"
