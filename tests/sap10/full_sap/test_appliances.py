"""Main and secondary heating by code, declaration or product: what is taken, and what it moves."""

from pathlib import Path
from typing import Any

import pytest

from sap10.certificate import (
    BoilerType,
    BurnerControl,
    CombiType,
    DataSource,
    DeclaredHeating,
    EfficiencyType,
    EpcPropertyData,
    Flue,
    FlueGasHeatRecovery,
    Fuel,
    FuelFeed,
    MainHeatingCategory,
    SecondaryHeating,
    SolidFuelBoilerType,
    StorageHeater,
)
from sap10.codes import CombiStore, KeepHot
from sap10.errors import CertificateRejected
from sap10.full_sap.expand import expand_measured
from tests.sap10.full_sap.measured import copy, golden, line, stored, with_main

BOTH = DeclaredHeating(
    winter_efficiency_percent=91.0,
    summer_efficiency_percent=79.0,
    efficiency_type=EfficiencyType.WINTER_AND_SUMMER,
    boiler_type=BoilerType.COMBI,
)


@pytest.fixture(scope="module")
def epc(shared: Path) -> EpcPropertyData:
    return golden(shared)


def declared(epc: EpcPropertyData, **changes: Any) -> EpcPropertyData:
    """The boiler without its code, as its manufacturer declares it."""
    given = {"data_source": DataSource.MANUFACTURER, "heating_code": None, "declared": BOTH}
    return with_main(epc, **(given | changes))


@pytest.mark.pins("206", "217")
def test_declared_winter_and_summer_efficiency(epc: EpcPropertyData) -> None:
    boiler = expand_measured(declared(epc, is_condensing_boiler=True)).main_1
    assert (boiler.code, boiler.is_efficiency_given) == (104, True)
    assert (boiler.winter_efficiency_percent, boiler.summer_efficiency_percent) == (91.0, 79.0)
    better = declared(epc, declared=BOTH.model_copy(update={"winter_efficiency_percent": 93.0}))
    worse = declared(epc)
    assert line(better, "206") - line(worse, "206") == pytest.approx(2.0)


def test_one_seasonal_efficiency_of_a_boiler_sends_it_to_table_4b(epc: EpcPropertyData) -> None:
    seasonal = DeclaredHeating(
        efficiency_percent=90.0,
        efficiency_type=EfficiencyType.SEDBUK_2009,
        boiler_type=BoilerType.COMBI,
    )
    dwelling = expand_measured(declared(epc, declared=seasonal, is_condensing_boiler=True))
    assert (dwelling.main_1.code, dwelling.main_1.is_efficiency_given) == (104, False)
    assert any("9.2.1" in note for note in dwelling.notes)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"declared": BOTH}, 103),
        ({"declared": BOTH, "is_condensing_boiler": True}, 104),
        ({"declared": BOTH, "fuel": Fuel.HEATING_OIL, "is_condensing_boiler": True}, 130),
        ({"declared": DeclaredHeating(boiler_type=BoilerType.CPSU)}, 120),
        ({"declared": DeclaredHeating(boiler_type=BoilerType.REGULAR)}, 101),
        ({"declared": DeclaredHeating(boiler_type=BoilerType.RANGE_COOKER)}, 138),
        (
            {
                "declared": DeclaredHeating(
                    efficiency_percent=80.0,
                    solid_fuel_boiler_type=SolidFuelBoilerType.INDEPENDENT,
                    fuel_feed=FuelFeed.SCREW,
                ),
                "fuel": Fuel.WOOD_PELLETS_MAIN,
            },
            155,
        ),
        (
            {
                "declared": DeclaredHeating(
                    solid_fuel_boiler_type=SolidFuelBoilerType.CLOSED_ROOM_HEATER
                ),
                "fuel": Fuel.WOOD_PELLETS_MAIN,
            },
            159,
        ),
        (
            {
                "declared": DeclaredHeating(solid_fuel_boiler_type=SolidFuelBoilerType.OPEN_FIRE),
                "fuel": Fuel.WOOD_LOGS,
            },
            156,
        ),
        ({"declared": DeclaredHeating(efficiency_percent=100.0), "fuel": Fuel.ELECTRICITY}, 191),
        ({"category": MainHeatingCategory.HEAT_PUMP_WET, "fuel": Fuel.ELECTRICITY}, 224),
        ({"category": MainHeatingCategory.HEAT_PUMP_WARM_AIR, "fuel": Fuel.MAINS_GAS}, 527),
        ({"category": MainHeatingCategory.WARM_AIR, "has_flue_fan": True}, 502),
        ({"category": MainHeatingCategory.WARM_AIR}, 507),
        ({"category": MainHeatingCategory.ROOM_HEATERS, "flue": Flue.OPEN}, 603),
        ({"category": MainHeatingCategory.ROOM_HEATERS, "fuel": Fuel.WOOD_LOGS}, 633),
    ],
)
def test_declared_appliances_take_the_nearest_code(
    epc: EpcPropertyData, changes: dict[str, Any], code: int
) -> None:
    water = copy(stored(declared(epc, **changes)), "water_heating", code=903, fuel=Fuel.ELECTRICITY)
    dwelling = expand_measured(water)
    assert dwelling.main_1.code == code
    assert any(f"treated as {code}" in note for note in dwelling.notes)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"declared": DeclaredHeating(efficiency_percent=90.0)}, "missing_field"),
        ({"declared": None}, "missing_field"),
        ({"declared": None, "product_index": 17507}, "product_not_found"),
        ({"category": MainHeatingCategory.MICRO_CHP, "product_index": 9}, "product_not_found"),
        ({"fuel": Fuel.FROM_DATABASE, "fuel_product_index": 8}, "product_not_found"),
        ({"fuel": None}, "missing_field"),
        ({"category": MainHeatingCategory.OTHER}, "missing_field"),
        (
            {
                "declared": BOTH.model_copy(update={"boiler_type": BoilerType.CPSU}),
                "fuel": Fuel.HEATING_OIL,
            },
            "inconsistent_values",
        ),
        (
            {
                "data_source": DataSource.DATABASE,
                "product_index": 17507,
                "declared": DeclaredHeating(efficiency_percent=89.0),
            },
            "product_not_found",
        ),
        (
            {
                "data_source": DataSource.DATABASE,
                "product_index": 17507,
                "declared": BOTH.model_copy(update={"boiler_type": None}),
            },
            "product_not_found",
        ),
        (
            {
                "data_source": DataSource.DATABASE,
                "product_index": 230002,
                "category": MainHeatingCategory.STORAGE_HEATERS,
                "fuel": Fuel.ELECTRICITY,
                "declared": DeclaredHeating(efficiency_percent=100.0),
            },
            "product_not_found",
        ),
        (
            {"flue_gas_heat_recovery": FlueGasHeatRecovery(product_index=60001)},
            "product_not_found",
        ),
    ],
)
def test_what_only_a_record_could_say_is_refused(
    epc: EpcPropertyData, changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(declared(epc, **changes))
    assert caught.value.reason == reason


def test_product_beside_its_two_efficiencies_is_rated_by_them(epc: EpcPropertyData) -> None:
    listed = declared(epc, data_source=DataSource.DATABASE, product_index=17507)
    dwelling = expand_measured(listed)
    assert dwelling.main_1.winter_efficiency_percent == 91.0
    assert any("17507" in note for note in dwelling.notes)


@pytest.mark.pins("Table D1", "Table D2", "Table D3")
def test_burner_control_of_a_declared_condensing_boiler(epc: EpcPropertyData) -> None:
    def low(control: BurnerControl) -> EpcPropertyData:
        kind = BOTH.model_copy(update={"burner_control": control})
        return declared(
            epc, declared=kind, is_condensing_boiler=True, condensing_heat_distribution=45
        )

    product = expand_measured(low(BurnerControl.MODULATING)).boiler_products[0]
    assert (product.system, product.is_condensing, product.is_modulating) == (1, True, True)
    modulating, on_off = (
        line(low(BurnerControl.MODULATING), "206"),
        line(low(BurnerControl.ON_OFF), "206"),
    )
    assert modulating != on_off


@pytest.mark.pins("206")
def test_design_flow_temperature_is_the_exact_one(epc: EpcPropertyData) -> None:
    condensing = with_main(epc, heating_code=104)
    low = with_main(condensing, condensing_heat_distribution=35)
    assert expand_measured(low).main_1.design_flow_temperature_c == 35.0
    assert line(low, "206") > line(condensing, "206")


def test_range_cooker_gives_heat_from_its_case(epc: EpcPropertyData) -> None:
    cooker = BOTH.model_copy(
        update={
            "boiler_type": BoilerType.RANGE_COOKER,
            "case_heat_emission_kw": 1.0,
            "heat_to_water_kw": 10.0,
        }
    )
    warm = stored(declared(epc, declared=cooker))
    assert expand_measured(warm).boiler_products[0].case_emission_kw == 1.0
    cold = cooker.model_copy(update={"case_heat_emission_kw": 0.0})
    assert line(warm, "98c") < line(stored(declared(epc, declared=cold)), "98c")


@pytest.mark.parametrize(
    ("kind", "keep_hot", "loss_kwh"),
    [
        (CombiType.INSTANTANEOUS, KeepHot.NONE, 600.0),
        (CombiType.UNTIMED_KEEP_HOT_FUEL, KeepHot.FUEL_UNTIMED, 900.0),
        (CombiType.TIMED_KEEP_HOT_FUEL, KeepHot.FUEL_TIMED, 600.0),
        (CombiType.UNTIMED_KEEP_HOT_ELECTRICITY, KeepHot.ELECTRIC_UNTIMED, 900.0),
        (CombiType.TIMED_KEEP_HOT_BOTH, KeepHot.ELECTRIC_TIMED, 600.0),
    ],
)
@pytest.mark.pins("61", "Table 3a")
def test_keep_hot_facility_of_a_combi(
    epc: EpcPropertyData, kind: CombiType, keep_hot: KeepHot, loss_kwh: float
) -> None:
    changed = declared(epc, declared=BOTH.model_copy(update={"combi_type": kind}))
    assert expand_measured(changed).hot_water.keep_hot == keep_hot
    assert line(changed, "61") == pytest.approx(loss_kwh)


@pytest.mark.pins("56", "61", "Table 2b")
def test_storage_combi_loses_heat_from_its_store(epc: EpcPropertyData) -> None:
    kind = BOTH.model_copy(update={"combi_type": CombiType.PRIMARY_STORAGE})
    given = expand_measured(stored(declared(epc, declared=kind), volume_l=50.0))
    assert given.hot_water.combi_store_volume_l == 50.0
    assert given.hot_water.cylinder_volume_l == 0.0
    assert given.combi_product is not None
    assert given.combi_product.store == CombiStore.PRIMARY
    assert given.combi_product.store_insulation_mm == 50.0
    assert line(given, "56") > 0
    unknown = expand_measured(declared(epc, declared=kind))
    assert unknown.hot_water.combi_store_volume_l == 74.0
    assert unknown.combi_product is not None
    assert unknown.combi_product.store_insulation_mm == 13.0
    assert sum("Table 2 note c" in note for note in unknown.notes) == 2
    # The efficiency of Table 4b has the loss of the store in it (Table 2 note a).
    by_table = expand_measured(with_main(epc, heating_code=104, declared=kind))
    assert by_table.combi_product is None


def test_storage_heaters_of_high_heat_retention_need_no_record(epc: EpcPropertyData) -> None:
    heater = StorageHeater(count=3, product_index=230001, has_high_heat_retention=True)
    changes: dict[str, Any] = {
        "category": MainHeatingCategory.STORAGE_HEATERS,
        "fuel": Fuel.ELECTRICITY,
        "heating_code": None,
        "control_code": 2404,
        "data_source": DataSource.DATABASE,
    }
    water = copy(stored(epc), "water_heating", code=903, fuel=Fuel.ELECTRICITY)
    heated = expand_measured(with_main(water, storage_heaters=(heater,), **changes))
    assert (heated.main_1.code, heated.space_heating.secondary_code) == (409, 693)
    plain = heater.model_copy(update={"has_high_heat_retention": False})
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(with_main(water, storage_heaters=(heater, plain), **changes))
    assert caught.value.reason == "product_not_found"


def secondary(epc: EpcPropertyData, **given: Any) -> EpcPropertyData:
    return copy(epc, "heating", secondary=SecondaryHeating(**given))


@pytest.mark.pins("208")
def test_declared_secondary_heating(epc: EpcPropertyData) -> None:
    fire = secondary(
        epc,
        fuel=Fuel.MAINS_GAS,
        heating_code=603,
        data_source=DataSource.MANUFACTURER,
        efficiency_percent=71.0,
    )
    assert line(fire, "208") == 71.0
    nameless = secondary(
        epc, fuel=Fuel.WOOD_LOGS, data_source=DataSource.MANUFACTURER, efficiency_percent=78.0
    )
    heater = expand_measured(nameless).space_heating
    assert (heater.secondary_code, heater.secondary_efficiency_percent) == (633, 78.0)
    tabulated = secondary(epc, fuel=Fuel.MAINS_GAS, heating_code=603, efficiency_percent=71.0)
    assert line(tabulated, "208") == 63.0


@pytest.mark.pins("242")
def test_bottled_gas_for_secondary_heating_has_its_own_price(epc: EpcPropertyData) -> None:
    bottled = secondary(epc, fuel=Fuel.BOTTLED_LPG, heating_code=603)
    assert expand_measured(bottled).space_heating.secondary_fuel == 5


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"fuel": Fuel.MAINS_GAS}, "missing_field"),
        ({"fuel": Fuel.MAINS_GAS, "heating_code": 104}, "inconsistent_values"),
        ({"fuel": Fuel.FROM_DATABASE, "fuel_product_index": 3}, "product_not_found"),
        ({"efficiency_percent": 60.0}, "missing_field"),
    ],
)
def test_secondary_heating_that_cannot_be_rated_is_refused(
    epc: EpcPropertyData, given: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(secondary(epc, **given))
    assert caught.value.reason == reason


@pytest.mark.pins("230e")
@pytest.mark.parametrize(
    ("code", "control", "recorded", "has_fan"),
    [
        (104, 2106, True, True),
        (104, 2106, None, False),
        (110, 2106, None, True),
        (227, 2206, True, True),
        (502, 2504, None, True),
        (507, 2504, None, False),
    ],
)
def test_flue_fan_as_recorded_or_as_table_4b_says(
    epc: EpcPropertyData, code: int, control: int, recorded: bool | None, has_fan: bool
) -> None:
    heated = with_main(stored(epc), heating_code=code, control_code=control, has_flue_fan=recorded)
    assert expand_measured(heated).main_1.has_flue_fan is has_fan
    other = with_main(heated, has_flue_fan=True)
    assert line(other, "231") - line(heated, "231") == pytest.approx(0.0 if has_fan else 45.0)


def test_micro_chp_with_a_code_is_rated_by_it(epc: EpcPropertyData) -> None:
    # Whoever looked its record up puts the code in the index's place (Appendix N).
    coded = with_main(epc, category=MainHeatingCategory.MICRO_CHP, heating_code=104)
    assert expand_measured(coded).main_1.code == 104


@pytest.mark.pins("217")
@pytest.mark.parametrize(
    ("code", "fuel", "water_percent"),
    [(604, Fuel.MAINS_GAS, 65.0), (507, Fuel.MAINS_GAS, 73.0), (634, Fuel.WOOD_LOGS, 71.0)],
)
def test_declared_fire_heats_water_as_table_4a_says(
    epc: EpcPropertyData, code: int, fuel: Fuel, water_percent: float
) -> None:
    fire = with_main(
        stored(epc),
        heating_code=code,
        fuel=fuel,
        control_code=2602 if code > 600 else 2504,
        category=MainHeatingCategory.ROOM_HEATERS,
        data_source=DataSource.MANUFACTURER,
        declared=DeclaredHeating(efficiency_percent=71.0),
    )
    system = expand_measured(fire).main_1
    assert (system.winter_efficiency_percent, system.summer_efficiency_percent) == (
        71.0,
        water_percent,
    )
