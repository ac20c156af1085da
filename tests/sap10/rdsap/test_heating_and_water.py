"""Space and water heating: section 11, Tables 28 and 29; findings 4, 7.6, 9.7 and D.2."""

from typing import Any

import pytest

from sap10.certificate import (
    AgeBand,
    CylinderSize,
    DataSource,
    ElectricityMeter,
    EmitterTemperature,
    EnergySource,
    FloorConstruction,
    Fuel,
    HeatEmitter,
    Heating,
    Immersion,
    MainHeatingCategory,
    SecondaryHeating,
    Shower,
    ShowerType,
    WallConstruction,
)
from sap10.certificate.heating import FlueGasHeatRecovery
from sap10.codes import (
    CylinderInsulation,
    Emitter,
    PipeworkInsulation,
    ShowerKind,
)
from sap10.codes import Immersion as SapImmersion
from sap10.dwelling import Dwelling
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes
from sap10.rdsap.cylinders import assumed_cylinder_insulation
from sap10.rdsap.emitters import MainFloor
from sap10.rdsap.expand import expand_reduced
from sap10.rdsap.heating import fuel_of, main_system
from sap10.rdsap.hot_water import is_separately_timed
from sap10.services.showers import showers_of
from sap10.tables.heating import Family
from tests.sap10.rdsap.surveys import (
    cylinder,
    fabric,
    main_heating,
    part,
    roof,
    site,
    storey,
    survey,
    water_heating,
)

METER = ElectricityMeter
W = WallConstruction


@pytest.mark.pins("RdSAP 11.1", "RdSAP 11.7")
def test_no_heating_system():
    none = main_heating(
        category=MainHeatingCategory.NONE, fuel=None, heating_code=None, control_code=2699
    )
    water = water_heating(code=999, fuel=None, cylinder=None)
    found = expand_reduced(survey(heating=Heating(main=(none,)), water_heating=water))
    assert (found.main_1.code, found.main_1.control, found.main_1.fuel) == (699, 2699, 30)
    assert found.space_heating.secondary_code == 0


def test_a_product_is_rated_by_the_code_beside_it():
    beside = main_heating(product_index=17507, data_source=DataSource.DATABASE)
    found = expand_reduced(survey(heating=Heating(main=(beside,))))
    assert found.main_1.code == 102
    assert any("product 17507" in note for note in found.notes)
    alone = main_heating(product_index=17507, heating_code=None, data_source=DataSource.DATABASE)
    with pytest.raises(CertificateRejected, match="product_not_found"):
        expand_reduced(survey(heating=Heating(main=(alone,))))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"category": MainHeatingCategory.HEAT_NETWORK}, "inconsistent_values"),
        ({"category": MainHeatingCategory.MICRO_CHP, "heating_code": None}, None),
        ({"heating_code": 150}, "unknown_code"),
        ({"heating_code": 613}, "inconsistent_values"),
        ({"heating_code": None}, "missing_field"),
        ({"heating_code": None, "product_index": 17507}, "product_not_found"),
        ({"control_code": 2306}, "inconsistent_values"),
        ({"control_code": 2399}, "unknown_code"),
        ({"data_source": DataSource.MANUFACTURER}, None),
        ({"data_source": DataSource.MANUFACTURER, "heating_code": None}, "missing_field"),
        ({"fuel": Fuel.USED_COOKING_OIL_BIODIESEL}, None),
        ({"fuel": Fuel.NETWORK_MAINS_GAS}, "inconsistent_values"),
        ({"fuel": Fuel.LNG}, "inconsistent_values"),
        ({"fuel": Fuel.FROM_DATABASE}, "product_not_found"),
        ({"flue_gas_heat_recovery": FlueGasHeatRecovery()}, "missing_field"),
        ({"flue_gas_heat_recovery": FlueGasHeatRecovery(product_index=60001)}, "product_not_found"),
    ],
)
@pytest.mark.pins("RdSAP 11.1", "RdSAP 11.9")
def test_main_heating_is_rated_or_refused_by_reason(changes, reason):
    epc = survey(heating=Heating(main=(main_heating(**changes),)))
    if reason is None:
        assert expand_reduced(epc).main_1.code == 102
        return
    with pytest.raises(CertificateRejected) as refused:
        expand_reduced(epc)
    assert (refused.value.reason, refused.value.field[:16]) == (reason, "Main-Heating[1]/")


@pytest.mark.parametrize(
    ("recorded", "family", "fallback", "expected"),
    [
        (None, Family.LIQUID_BOILER, None, 4),
        (None, Family.GAS_BOILER, Fuel.BULK_LPG, 2),
        (Fuel.HOUSE_COAL, Family.SOLID_FUEL_ROOM_HEATER, None, 11),
        (None, Family.STORAGE_HEATER, None, 30),
        (Fuel.ELECTRICITY, Family.NONE, None, 30),
    ],
)
def test_fuels(recorded, family, fallback, expected):
    assert fuel_of(recorded, family, fallback, "Main-Fuel-Type") == expected


def test_no_fuel_is_mains_gas_by_default():
    with pytest.raises(CertificateRejected, match="missing_field: Main-Fuel-Type"):
        fuel_of(None, Family.GAS_BOILER, None, "Main-Fuel-Type")


@pytest.mark.pins("RdSAP 11.4")
@pytest.mark.parametrize(
    ("code", "secondary"),
    [(401, 693), (407, 693), (408, 0), (409, 693), (421, 693), (422, 0), (102, 0), (691, 0)],
)
def test_assumed_secondary_heating(code, secondary):
    control = 2401 if code < 410 else (2106 if code == 102 else 2602)
    control = 2701 if code in (421, 422) else control
    main = main_heating(heating_code=code, fuel=None, control_code=control)
    main = main.model_copy(update={"fuel": Fuel.MAINS_GAS if code == 102 else Fuel.ELECTRICITY})
    water = water_heating(code=903, fuel=Fuel.ELECTRICITY)
    found = expand_reduced(survey(heating=Heating(main=(main,)), water_heating=water))
    assert found.space_heating.secondary_code == secondary


def test_unheated_rooms_have_portable_heaters_unless_a_heater_is_recorded():
    unheated = fabric(habitable_room_count=4, heated_room_count=2)
    assert expand_reduced(survey(fabric=unheated)).space_heating.secondary_code == 693
    fire = SecondaryHeating(fuel=Fuel.HOUSE_COAL, heating_code=631)
    heating = Heating(main=(main_heating(),), secondary=fire)
    found = expand_reduced(survey(fabric=unheated, heating=heating)).space_heating
    assert (found.secondary_code, found.secondary_fuel) == (631, 11)
    assert not found.is_secondary_hetas_approved


def fire_in_one_room_of_four(**changes: Any) -> Dwelling:
    few = fabric(habitable_room_count=4, heated_room_count=1, **changes)
    fire = main_heating(heating_code=602, control_code=2601)
    water = water_heating(code=901, fuel=None)
    return expand_reduced(survey(fabric=few, heating=Heating(main=(fire,)), water_heating=water))


def test_a_fire_in_a_quarter_of_the_rooms_is_secondary_to_electric_heaters():
    found = fire_in_one_room_of_four()
    assert (found.main_1.code, found.main_1.fuel, found.main_1.control) == (693, 30, 2601)
    space = found.space_heating
    assert (space.secondary_code, space.secondary_fuel, space.main_2_fraction) == (602, 1, 0.0)
    assert (found.hot_water.code, found.hot_water.fuel) == (902, 1)
    assert [note for note in found.notes if "A4" in note] == [
        "fire 602 in 25% of the rooms: secondary to portable electric heaters without thermostat"
        " (SAP 10.2 Appendix A4 b)"
    ]


@pytest.mark.parametrize(("share", "expected"), [(0.4, 0.25), (0.0, 0.0)])
def test_beside_electric_heaters_a_second_system_heats_the_heated_rooms_if_it_heats_any(
    share, expected
):
    """Appendix A4 b); a heater for hot water only (RdSAP 10 section 11.5.1) heats none."""
    few = fabric(habitable_room_count=4, heated_room_count=1)
    fire = main_heating(heating_code=602, control_code=2601, fraction=1.0 - share)
    second = main_heating(number=2, fraction=share)
    heating = Heating(main=(fire, second))
    water = water_heating(code=914, fuel=None)
    found = expand_reduced(survey(fabric=few, heating=heating, water_heating=water))
    assert (found.main_1.code, found.main_2.code) == (693, 102)
    assert found.space_heating.main_2_fraction == expected
    assert found.hot_water.code == 914


def test_a_fire_heats_a_small_well_insulated_dwelling():
    small = part(
        age_band=AgeBand.M,
        storeys=(storey(0, area=25.0, perimeter=10.0, party=10.0),),
        roof=roof(insulation_thickness_mm=400.0),
    )
    found = fire_in_one_room_of_four(building_parts=(small,), windows=())
    assert found.main_1.code == 602
    assert found.space_heating.secondary_code == 693
    assert found.hot_water.code == 901
    assert any("A3.3" in note for note in found.notes)


def test_two_main_systems():
    first = main_heating(fraction=0.6)
    second = main_heating(number=2, fraction=0.4, heating_code=691, fuel=None, control_code=2602)
    found = expand_reduced(survey(heating=Heating(main=(first, second))))
    assert found.space_heating.main_2_fraction == 0.4
    assert found.space_heating.main_2_heats_different_part
    assert (found.main_2.code, found.main_2.fuel, found.main_2.has_pump) == (691, 30, False)
    contradiction = second.model_copy(update={"fraction": 0.7})
    with pytest.raises(CertificateRejected, match="inconsistent_values"):
        expand_reduced(survey(heating=Heating(main=(first, contradiction))))


def emitter_of(construction, wall_construction, band) -> Emitter:
    main = main_heating(emitter=HeatEmitter.UNDERFLOOR)
    floor = MainFloor(construction, wall_construction)
    where = site(age_band=AgeBand(band))
    return Emitter(main_system(main, 102, None, floor, where, Notes()).emitter)


def test_underfloor_heating_lies_where_table_29_says():
    timber, solid = FloorConstruction.SUSPENDED_TIMBER, FloorConstruction.SOLID
    assert emitter_of(solid, W.CAVITY, "E") is Emitter.UNDERFLOOR_CONCRETE
    assert emitter_of(solid, W.CAVITY, "F") is Emitter.UNDERFLOOR_SCREED
    assert emitter_of(timber, W.CAVITY, "C") is Emitter.UNDERFLOOR_TIMBER
    other = FloorConstruction.SUSPENDED_NOT_TIMBER
    assert emitter_of(other, W.CAVITY, "C") is Emitter.UNDERFLOOR_SCREED
    assert emitter_of(None, W.TIMBER_FRAME, "C") is Emitter.UNDERFLOOR_TIMBER
    assert emitter_of(None, W.CAVITY, "C") is Emitter.UNDERFLOOR_CONCRETE


@pytest.mark.parametrize(
    ("emitter", "recorded", "expected"),
    [
        (HeatEmitter.RADIATORS, None, 80.0),
        (HeatEmitter.RADIATORS, EmitterTemperature.UNKNOWN, 80.0),
        (HeatEmitter.RADIATORS, EmitterTemperature.OVER_35_TO_45, 45.0),
        (HeatEmitter.UNDERFLOOR, EmitterTemperature.UNKNOWN, 35.0),
        (HeatEmitter.UNDERFLOOR, EmitterTemperature.OVER_45, 80.0),
    ],
)
def test_design_flow_temperature(emitter, recorded, expected):
    main = main_heating(emitter=emitter, emitter_temperature=recorded)
    floor = MainFloor(FloorConstruction.SOLID, W.CAVITY)
    found = main_system(main, 102, None, floor, site(), Notes())
    assert found.design_flow_temperature_c == expected


@pytest.mark.parametrize(
    ("code", "recorded", "expected"),
    [
        (111, None, True),
        (116, True, False),
        (102, None, True),
        (101, None, False),
        (101, True, True),
        (138, True, True),
        (136, True, False),
    ],
)
def test_fan_assisted_flues(code, recorded, expected):
    main = main_heating(heating_code=code, has_flue_fan=recorded)
    floor = MainFloor(FloorConstruction.SOLID, W.CAVITY)
    assert main_system(main, code, None, floor, site(), Notes()).has_flue_fan is expected


@pytest.mark.parametrize(
    ("band", "kind", "thickness"),
    [
        ("F", CylinderInsulation.LOOSE_JACKET, 12.0),
        ("G", CylinderInsulation.FACTORY, 25.0),
        ("H", CylinderInsulation.FACTORY, 25.0),
        ("I", CylinderInsulation.FACTORY, 38.0),
    ],
)
def test_insulation_of_cylinders_that_were_not_seen(band, kind, thickness):
    assert assumed_cylinder_insulation(AgeBand(band)) == (kind, thickness)


@pytest.mark.parametrize(
    ("size", "changes", "litres"),
    [
        (CylinderSize.NORMAL, {}, 110.0),
        (CylinderSize.MEDIUM, {}, 160.0),
        (CylinderSize.LARGE, {}, 210.0),
        (CylinderSize.NO_ACCESS, {}, 110.0),
        (CylinderSize.EXACT, {"volume_l": 145.0}, 145.0),
    ],
)
def test_cylinder_sizes(size, changes, litres):
    water = water_heating(cylinder=cylinder(size=size, **changes))
    found = expand_reduced(survey(water_heating=water)).hot_water
    assert found.cylinder_volume_l == litres
    assert found.is_cylinder_in_heated_space
    assert found.pipework_insulation is PipeworkInsulation.UNINSULATED


def test_unseen_cylinders_by_what_heats_them():
    unseen = cylinder(size=CylinderSize.NO_ACCESS, insulation=None, has_thermostat=None)
    off_peak = EnergySource(electricity_meter=METER.DUAL)
    immersion = water_heating(code=903, fuel=Fuel.ELECTRICITY, cylinder=unseen)
    found = expand_reduced(survey(water_heating=immersion, energy_source=off_peak)).hot_water
    assert (found.cylinder_volume_l, found.immersion) == (210.0, SapImmersion.DUAL)
    assert found.has_cylinder_thermostat
    coal = main_heating(heating_code=158, fuel=Fuel.HOUSE_COAL, control_code=2105)
    water = water_heating(fuel=None, cylinder=unseen)
    found = expand_reduced(survey(heating=Heating(main=(coal,)), water_heating=water))
    assert found.hot_water.cylinder_volume_l == 160.0
    assert found.hot_water.has_summer_immersion
    assert not found.hot_water.has_cylinder_thermostat
    assert found.hot_water.is_separately_timed
    assert not found.main_1.is_hetas_approved


def test_no_water_heating_system():
    """Finding 4.11: single immersion, 110 litres, 25 mm foam in band G, thermostat."""
    band_g = fabric(building_parts=(part(age_band=AgeBand.G),))
    water = water_heating(code=999, fuel=None, cylinder=None)
    found = expand_reduced(survey(fabric=band_g, water_heating=water)).hot_water
    assert (found.code, found.immersion, found.cylinder_volume_l) == (
        903,
        SapImmersion.SINGLE,
        110.0,
    )
    assert (found.cylinder_insulation, found.cylinder_insulation_mm) == (
        CylinderInsulation.FACTORY,
        25.0,
    )
    assert found.has_cylinder_thermostat
    dual = EnergySource(electricity_meter=METER.DUAL)
    found = expand_reduced(survey(water_heating=water, energy_source=dual)).hot_water
    assert (found.immersion, found.cylinder_volume_l) == (SapImmersion.DUAL, 210.0)


def test_a_dual_immersion_on_a_single_meter_is_single():
    water = water_heating(code=903, fuel=Fuel.ELECTRICITY, immersion=Immersion.DUAL)
    assert expand_reduced(survey(water_heating=water)).hot_water.immersion is SapImmersion.SINGLE


@pytest.mark.parametrize(
    ("meter", "expected", "litres"),
    [
        (METER.DUAL, SapImmersion.DUAL, 210.0),
        (METER.SINGLE, SapImmersion.SINGLE, 110.0),
    ],
)
def test_immersion_of_a_direct_acting_electric_boiler(meter, expected, litres):
    """Section 11.5: dual where code 191 heats the water and the tariff is dual."""
    boiler = main_heating(heating_code=191, fuel=Fuel.ELECTRICITY, control_code=2106)
    water = water_heating(
        fuel=Fuel.ELECTRICITY, cylinder=cylinder(size=CylinderSize.NO_ACCESS, insulation=None)
    )
    found = expand_reduced(
        survey(
            heating=Heating(main=(boiler,)),
            water_heating=water,
            energy_source=EnergySource(electricity_meter=meter),
        )
    ).hot_water
    assert (found.immersion, found.cylinder_volume_l) == (expected, litres)


def test_timing_by_the_control_of_the_system_that_heats_the_water():
    """Table 29: code 914 is system 2, an old boiler with no programmer beside one that has."""
    first = main_heating(fraction=0.5, control_code=2106)
    second = main_heating(number=2, fraction=0.5, heating_code=115, control_code=2103)
    heating = Heating(main=(first, second))
    found = expand_reduced(survey(heating=heating, water_heating=water_heating(code=914)))
    assert not found.hot_water.is_separately_timed


def test_an_unrecorded_cylinder_thermostat_is_noted():
    water = water_heating(cylinder=cylinder(has_thermostat=None))
    found = expand_reduced(survey(water_heating=water))
    assert not found.hot_water.has_cylinder_thermostat
    assert "cylinder thermostat not recorded: none (RdSAP 10 Table 29)" in found.notes


def test_primary_pipework_is_insulated_from_band_k():
    newer = fabric(building_parts=(part(age_band=AgeBand.K),))
    found = expand_reduced(survey(fabric=newer)).hot_water
    assert found.pipework_insulation is PipeworkInsulation.FULL


@pytest.mark.parametrize(
    ("code", "control", "expected"),
    [
        (115, 2103, False),
        (115, 2104, True),
        (102, 2103, True),
        (151, 2105, True),
        (151, 2103, False),
        (158, 2111, False),
        (126, 2111, True),
    ],
)
def test_separate_timing(code, control, expected):
    """Table 29: with a programmer yes at any age; without one not for boilers before 1998."""
    assert is_separately_timed(code, control) is expected


def test_a_gas_cpsu_has_its_own_store():
    cpsu = main_heating(heating_code=120)
    found = expand_reduced(survey(heating=Heating(main=(cpsu,)))).hot_water
    assert (found.cylinder_volume_l, found.declared_loss_kwh_per_day) == (80.0, 2.72)


def test_showers():
    kinds = (
        Shower(type=ShowerType.NON_ELECTRIC),
        Shower(type=ShowerType.ELECTRIC),
        Shower(type=ShowerType.UNVENTED, flow_rate_l_per_min=5.0),
        Shower(type=ShowerType.ELECTRIC, power_kw=8.5),
        Shower(type=ShowerType.NONE),
    )
    found = expand_reduced(survey(water_heating=water_heating(showers=kinds))).showers
    assert [(shower.kind, shower.flow_l_per_min, shower.power_kw) for shower in found] == [
        (ShowerKind.MIXER, 7.0, 0.0),
        (ShowerKind.ELECTRIC, 0.0, 9.3),
        (ShowerKind.MIXER, 7.0, 0.0),
        (ShowerKind.ELECTRIC, 0.0, 9.0),
    ]
    combi = Heating(main=(main_heating(heating_code=104),))
    water = water_heating(cylinder=None, showers=kinds[:1])
    found = expand_reduced(survey(heating=combi, water_heating=water)).showers
    assert found[0].flow_l_per_min == 11.0
    assert expand_reduced(survey(water_heating=water_heating(showers=None))).showers == ()


def test_showers_of_a_heater_without_a_cylinder():
    """Table J4: what mains pressure feeds is unvented; without any system there is a cylinder."""
    kinds = (Shower(type=ShowerType.NON_ELECTRIC),)
    multi_point = water_heating(code=908, cylinder=None, showers=kinds)
    assert showers_of(multi_point, Notes())[0].flow_l_per_min == 11.0
    none = water_heating(code=999, fuel=None, cylinder=None, showers=kinds)
    assert showers_of(none, Notes())[0].flow_l_per_min == 7.0


def test_showers_of_a_new_dwelling():
    """Table J4: a vented system gives 8 l/min, and less does not count."""
    kinds = (
        Shower(type=ShowerType.VENTED),
        Shower(type=ShowerType.UNVENTED, flow_rate_l_per_min=5.0),
    )
    found = showers_of(water_heating(showers=kinds), Notes(), is_new=True)
    assert [shower.flow_l_per_min for shower in found] == [8.0, 8.0]
