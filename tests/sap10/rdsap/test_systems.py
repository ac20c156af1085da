"""Heating systems together: networks, two systems, products without a record, every heating code.

RdSAP 10 sections 11.1 to 11.6, 11.10 and 14; SAP 10.2 Appendices A, C and F.
"""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sap10
from sap10.certificate import (
    Addendum,
    DataSource,
    Fuel,
    HeatEmitter,
    Heating,
    MainHeatingCategory,
    SecondaryHeating,
    Shower,
    ShowerType,
)
from sap10.certificate.heating import Cooling, DistributionType, HeatNetwork, StorageHeater
from sap10.certificate.water_heating import (
    InstantaneousWwhrs,
    WwhrsConnection,
)
from sap10.codes import Tariff
from sap10.dwelling import Dwelling
from sap10.errors import CertificateRejected
from sap10.network_inputs import NetworkRole
from sap10.rdsap.addenda import note_addenda
from sap10.rdsap.context import Notes
from sap10.rdsap.expand import expand_reduced
from sap10.tables import fuels
from sap10.tables import heating as heating_tables
from sap10.tables.heating import Family
from tests.sap10.rdsap.heated import METER, NETWORK, expanded, lines, months
from tests.sap10.rdsap.surveys import cylinder, main_heating, survey


@pytest.mark.pins("RdSAP Table 29", "Table 12c")
def test_a_network_for_space_and_water():
    """Findings 9N.1, 9N.2 and 10.8: one factor for both, whatever the fuel of the water says."""
    found = expanded(NETWORK, water={"fuel": Fuel.MAINS_GAS})
    assert (found.main_1.code, found.main_1.fuel, found.main_1.has_pump) == (301, 51, False)
    assert (found.hot_water.code, found.hot_water.fuel) == (901, 51)
    assert [(row.role, row.distribution_loss_factor) for row in found.heat_networks] == [
        (NetworkRole.SPACE, 1.33)
    ]
    assert found.space_heating.secondary_code == 0
    rated = lines(found)
    assert (rated["306"], rated["351"]) == (1.33, 120.0)


@pytest.mark.pins("RdSAP Table 29", "RdSAP Table 32")
def test_cost_of_combined_heat_and_power():
    """Finding 9N.4: 35 % of the heat at the price of CHP, the rest at that of boilers."""
    found = expanded(NETWORK | {"heating_code": 302})
    rated = lines(found)
    share = 0.35 * 2.97 + 0.65 * 4.24
    assert share == pytest.approx(3.7955)
    heat = rated["307"] + rated["310"]
    costs = [rated[number] for number in ("340a", "340b", "342a", "342b")]
    assert sum(costs) == pytest.approx(heat * share / 100, abs=0.01)


@pytest.mark.pins("RdSAP Table 32")
def test_pumping_of_a_network():
    """Finding 9N.6: 1 % of the heat for space and water, at the monthly factors, without a cost."""
    found = expanded(NETWORK)
    rated = lines(found)
    heat = rated["307"] + rated["310"]
    assert rated["313"] == pytest.approx(0.01 * heat)
    factors = fuels.CO2_FACTOR[fuels.DISTRIBUTION_PUMPING]
    assert factors.min() * rated["313"] < rated["372"] < factors.max() * rated["313"]
    boilers = (rated["340b"] + rated["342b"]) * 100 / 4.24
    assert boilers == pytest.approx(heat)


@pytest.mark.pins("RdSAP Table 29", "RdSAP Table 32")
def test_a_network_for_water_only():
    """Finding 10.8: half the standing charge; flat-rate charging, Table 4c(3)."""
    found = expanded(
        {"heating_code": 691, "fuel": None, "control_code": 2602},
        water={"code": 950, "fuel": None, "cylinder": None},
        networks=(HeatNetwork(use="water", distribution=DistributionType.UNKNOWN),),
    )
    (network,) = found.heat_networks
    assert (network.role, network.distribution_loss_factor) == (NetworkRole.WATER, 1.33)
    assert network.is_flat_rate
    assert found.hot_water.fuel == 51
    rated = lines(found)
    assert rated["251"] == 60.0
    assert rated["47"] == 110.0


def test_the_network_of_the_water_is_not_that_of_the_rooms():
    shared = HeatNetwork(use="space", distribution=DistributionType.TWO_ADJOINING_DWELLINGS)
    water_only = HeatNetwork(use="water", chp_generation_code=87)
    found = expanded(
        NETWORK,
        water={"code": 951, "fuel": Fuel.NETWORK_BIOMASS},
        networks=(shared, water_only),
    )
    assert [
        (row.role, row.distribution_loss_factor, row.chp_electricity_code)
        for row in found.heat_networks
    ] == [(NetworkRole.SPACE, 1.0, 86), (NetworkRole.WATER, 1.33, 87)]
    assert found.hot_water.fuel == 43


def test_what_is_recorded_of_a_network_counts_for_one_of_two():
    shared = HeatNetwork(use="space", distribution=DistributionType.TWO_ADJOINING_DWELLINGS)
    water: dict[str, Any] = {"code": 950, "fuel": Fuel.NETWORK_BIOMASS}
    both = expanded(NETWORK, water=water, networks=(shared,))
    assert [row.distribution_loss_factor for row in both.heat_networks] == [1.0, 1.33]
    alone = expanded(water=water, networks=(shared,))
    assert [row.distribution_loss_factor for row in alone.heat_networks] == [1.0]


@pytest.mark.parametrize(
    ("fuel", "recorded", "code"),
    [
        (Fuel.NETWORK_GEOTHERMAL, 301, 302),
        (Fuel.NETWORK_POWER_STATION_WASTE_HEAT, 301, 302),
        (Fuel.NETWORK_WASTE_COMBUSTION, 301, 301),
        (Fuel.NETWORK_HEAT_PUMP, None, 304),
        (Fuel.NETWORK_HEAT_PUMP, 304, 304),
    ],
)
@pytest.mark.pins("RdSAP Table 29")
def test_generators_of_a_network(fuel, recorded, code):
    assert expanded(NETWORK | {"fuel": fuel, "heating_code": recorded}).main_1.code == code


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"heating_code": 102}, "inconsistent_values"),
        ({"heating_code": None}, "missing_field"),
        ({"heating_code": None, "product_index": 240001}, "product_not_found"),
        ({"control_code": 2106}, "inconsistent_values"),
        ({"fuel": Fuel.DUAL_FUEL}, "inconsistent_values"),
    ],
)
def test_networks_that_contradict_themselves(changes, reason):
    with pytest.raises(CertificateRejected, match=reason):
        expanded(NETWORK | changes)


@pytest.mark.pins("RdSAP 11.2", "RdSAP 11.5.1")
def test_a_network_as_second_system_heats_the_water_only():
    second = NETWORK | {"heating_code": 304, "fuel": Fuel.NETWORK_HEAT_PUMP, "fraction": 0.0}
    found = expanded({}, second, water={"code": 914})
    assert (found.main_2.code, found.space_heating.main_2_fraction) == (0, 0.0)
    assert (found.hot_water.code, found.hot_water.fuel) == (952, 41)
    with pytest.raises(CertificateRejected, match="A1"):
        expanded({"fraction": 0.7}, second | {"fraction": 0.3})


@pytest.mark.pins("RdSAP 11.1", "RdSAP 11.2")
def test_one_network_with_two_kinds_of_emitter_is_one_system():
    first = NETWORK | {"fraction": 0.6}
    second = NETWORK | {"fraction": 0.4, "emitter": HeatEmitter.UNDERFLOOR}
    found = expanded(first, second, water={"code": 914})
    assert (found.main_2.code, found.space_heating.main_2_fraction) == (0, 0.0)
    assert found.hot_water.code == 901


@pytest.mark.pins("RdSAP 11.5.1")
def test_a_second_boiler_for_water_only():
    """Finding 4.18: code 914 takes the second system's fuel, which heats no rooms."""
    second = {"fraction": 0.0, "heating_code": 126, "fuel": None, "control_code": 2100}
    found = expanded({"fraction": 1.0}, second, water={"code": 914, "fuel": None})
    assert (found.hot_water.fuel, found.space_heating.main_2_fraction) == (4, 0.0)


@pytest.mark.pins("RdSAP 11.5.1", "Table 12a", "Table 13", "243")
@pytest.mark.parametrize(("space", "is_for_water_only"), [(0.0, True), (0.4, False)])
def test_a_heat_pump_for_water_only_has_the_high_rate_fraction_of_table_13(
    space, is_for_water_only
):
    """Notes 1 and 4 of Table 13; one that heats rooms too has 0.17 beside its immersion."""
    second = {
        "category": MainHeatingCategory.HEAT_PUMP_WET,
        "fraction": space,
        "heating_code": 224,
        "fuel": Fuel.ELECTRICITY,
        "control_code": 2206,
    }
    found = expanded(
        {"fraction": 1.0 - space}, second, water={"code": 914, "fuel": None}, meter=METER.DUAL
    )
    rated = lines(found)
    by_table_13 = ((6.8 - 0.036 * 110) * rated["42"] + 14 - 0.105 * 110) / 100
    assert found.electricity.tariff is Tariff.TEN_HOUR
    assert rated["243"] == pytest.approx(by_table_13 if is_for_water_only else 0.17)
    assert ("supplementary dual immersion (RdSAP 10 Table 29)" in found.notes) != is_for_water_only


@pytest.mark.parametrize("oil", [False, True])
@pytest.mark.parametrize("has_cylinder", [False, True])
@pytest.mark.pins("RdSAP 11.1", "RdSAP Table 30")
def test_micro_chp_of_unknown_performance_is_a_condensing_boiler(oil, has_cylinder):
    found = expanded(
        {
            "category": MainHeatingCategory.MICRO_CHP,
            "heating_code": None,
            "fuel": Fuel.HEATING_OIL if oil else Fuel.MAINS_GAS,
        },
        water={"cylinder": cylinder() if has_cylinder else None},
    )
    assert bool(heating_tables.IS_CONDENSING_BY_CODE[found.main_1.code])
    family = Family(int(heating_tables.FAMILY_BY_CODE[found.main_1.code]))
    assert family is (Family.LIQUID_BOILER if oil else Family.GAS_BOILER)
    assert found.main_1.code in ((127, 102) if has_cylinder else (130, 104))
    assert any("micro-CHP" in note for note in found.notes)


def test_storage_heaters_of_high_heat_retention_have_a_code_of_their_own():
    heater = StorageHeater(count=3, product_index=230001, has_high_heat_retention=True)
    storage = {
        "category": MainHeatingCategory.STORAGE_HEATERS,
        "data_source": DataSource.DATABASE,
        "heating_code": None,
        "fuel": Fuel.ELECTRICITY,
        "control_code": 2404,
        "storage_heaters": (heater,),
    }
    found = expanded(storage, water={"code": 903}, meter=METER.DUAL)
    assert found.main_1.code == 409
    other = heater.model_copy(update={"has_high_heat_retention": False})
    with pytest.raises(CertificateRejected, match="product_not_found"):
        expanded(storage | {"storage_heaters": (heater, other)}, water={"code": 903})


@pytest.mark.parametrize(("area", "fuel"), [("yes", 12), ("no", 10), ("unknown", 10), (None, 10)])
@pytest.mark.pins("RdSAP Table 32")
def test_dual_fuel_appliances_in_smoke_control_areas(area, fuel):
    """Table 32 note g."""
    stove = {"heating_code": 634, "fuel": Fuel.DUAL_FUEL, "control_code": 2602}
    found = expanded(stove, water={"fuel": None}, is_in_smoke_control_area=area)
    assert found.main_1.fuel == fuel


@pytest.mark.pins("RdSAP 11.6")
def test_back_boilers():
    """Gas: boiler with its fire as secondary; water alone: from the fire, 65 % (Table 4a)."""
    fire = SecondaryHeating(fuel=Fuel.MAINS_GAS, heating_code=604)
    heating = expanded({"heating_code": 109}, secondary=fire)
    assert (heating.main_1.code, heating.space_heating.secondary_code) == (109, 604)
    water_only = expanded(
        {"heating_code": 691, "fuel": None, "control_code": 2602},
        water={"code": 902, "fuel": None},
        secondary=fire,
    )
    assert (water_only.hot_water.code, water_only.hot_water.fuel) == (902, 1)
    assert set(months(water_only, "217")) == {65.0}
    oil = expanded({"heating_code": 624, "fuel": None, "control_code": 2602}, water={"fuel": None})
    assert (oil.main_1.code, oil.hot_water.code, oil.hot_water.fuel) == (624, 901, 4)
    assert lines(oil)["206"] == 70.0
    assert set(months(oil, "217")) == {70.0}


@pytest.mark.parametrize(
    ("water", "main"),
    [
        ({"code": 901}, {"heating_code": 691, "fuel": None, "control_code": 2602}),
        ({"code": 914}, {}),
        ({"code": 902}, {}),
        ({"code": 960}, {}),
        ({"code": 901}, {"category": MainHeatingCategory.NONE, "heating_code": None}),
    ],
)
def test_water_from_what_cannot_heat_it_is_refused(water, main):
    with pytest.raises(CertificateRejected, match="Water-Heating-Code") as refused:
        expanded(main, water=water)
    assert refused.value.reason == "inconsistent_values"


DRAINING = (Shower(type=ShowerType.NON_ELECTRIC, wwhrs=WwhrsConnection.INSTANTANEOUS_1),)
RECOVERY = (InstantaneousWwhrs(product_index=80001),)


@pytest.mark.parametrize(
    ("water", "reason"),
    [
        ({"instantaneous_wwhrs": RECOVERY, "showers": DRAINING}, "product_not_found"),
        ({"showers": DRAINING}, "inconsistent_values"),
    ],
)
@pytest.mark.pins("RdSAP 11.10")
def test_waste_water_heat_recovery_needs_its_record(water, reason):
    with pytest.raises(CertificateRejected, match=reason):
        expanded(water=water)


@pytest.mark.pins("RdSAP 11.10")
def test_waste_water_heat_recovery_that_saves_nothing():
    """Storage is disregarded (item 9-2), and nothing drains into an instantaneous system."""
    storage = (Shower(type=ShowerType.NON_ELECTRIC, wwhrs=WwhrsConnection.STORAGE),)
    plain = (Shower(type=ShowerType.NON_ELECTRIC),)
    found = expanded(water={"instantaneous_wwhrs": RECOVERY, "showers": storage})
    assert found.showers == expanded(water={"showers": plain}).showers
    assert any("item 9-2" in note for note in found.notes)
    assert any("nothing drains into it" in note for note in found.notes)


@pytest.mark.pins("RdSAP Table 29", "RdSAP 13")
def test_an_electric_cpsu():
    cpsu = {"heating_code": 192, "fuel": None, "control_code": 2106}
    found = expanded(cpsu, water={"fuel": None, "cylinder": None}, meter=METER.DUAL)
    store = found.hot_water
    assert (store.cylinder_volume_l, store.declared_loss_kwh_per_day) == (300.0, 3.16)
    assert store.cpsu_temperature_c == 90.0
    assert found.electricity.tariff is Tariff.TEN_HOUR
    assert np.isfinite(sap10.rate([found]).sap_score).all()


def test_fixed_cooling_has_no_area():
    heating = Heating(main=(main_heating(),), cooling=Cooling())
    found = expand_reduced(survey(heating=heating))
    assert found.general.cooled_area_m2 == 0.0
    assert any("7-16" in note for note in found.notes)


@pytest.mark.pins("RdSAP Table 30", "RdSAP 14")
def test_every_addendum_of_table_30_is_noted(shared: Path):
    path = shared / "spec/tables/rdsap10/table_30_addendum.csv"
    printed = {row["reference_number"] for row in csv.DictReader(path.open())}
    notes = Notes()
    note_addenda(survey(addenda=tuple(Addendum)), notes)
    assert all(note.endswith("(RdSAP 10 Table 30)") for note in notes.texts)
    assert {note.removeprefix("addendum ").split(":")[0] for note in notes.texts} == printed
    with_note = expand_reduced(survey(addenda=(Addendum.SWIMMING_POOL,)))
    assert any("swimming pool" in note for note in with_note.notes)


_CONTROL = {
    Family.HEAT_NETWORK: 2306,
    Family.STORAGE_HEATER: 2402,
    Family.GAS_WARM_AIR: 2504,
    Family.LIQUID_WARM_AIR: 2504,
    Family.ELECTRICAIRE: 2502,
    Family.GAS_ROOM_HEATER: 2602,
    Family.LIQUID_ROOM_HEATER: 2602,
    Family.SOLID_FUEL_ROOM_HEATER: 2602,
    Family.ELECTRIC_ROOM_HEATER: 2602,
    Family.ELECTRIC_UNDERFLOOR: 2703,
    Family.ELECTRIC_CEILING: 2703,
}
_FUEL = {
    Family.HEAT_NETWORK: Fuel.NETWORK_MAINS_GAS,
    Family.SOLID_FUEL_BOILER: Fuel.HOUSE_COAL,
    Family.SOLID_FUEL_ROOM_HEATER: Fuel.HOUSE_COAL,
    Family.LIQUID_BOILER: Fuel.HEATING_OIL,
    Family.LIQUID_WARM_AIR: Fuel.HEATING_OIL,
    Family.LIQUID_ROOM_HEATER: Fuel.HEATING_OIL,
}


@pytest.mark.pins("RdSAP 11.1", "RdSAP 11.3")
def test_every_heating_code_of_tables_4a_and_4b():
    """Every code as main system 1 on each meter, with water from it where it can heat water."""
    codes = [
        code
        for code in range(100, 702)
        if heating_tables.is_supported(code) or code in (301, 302, 304)
    ]
    assert len(codes) > 130
    dwellings: list[Dwelling] = []
    for code in codes:
        family = Family(int(heating_tables.FAMILY_BY_CODE[code]))
        control = 2206 if family.name.endswith("HEAT_PUMP") else _CONTROL.get(family, 2106)
        main = {
            "heating_code": code,
            "fuel": _FUEL.get(family, Fuel.MAINS_GAS),
            "control_code": control,
            "category": MainHeatingCategory.OTHER,
        }
        heats = heating_tables.can_heat_water(code)
        water = {"code": 901 if heats else 903, "fuel": None}
        dwellings += [
            expanded(main, water=water, meter=meter)
            for meter in (METER.SINGLE, METER.DUAL, METER.UNKNOWN, METER.EIGHTEEN_HOUR)
        ]
    scores = sap10.rate(dwellings).sap_score
    assert np.isfinite(scores).all()
    assert ((scores > 1) & (scores < 100)).all()
