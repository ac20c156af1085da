"""Stores, solar heat, heat recovery and electric CPSUs of a measured dwelling."""

from pathlib import Path
from typing import Any

import pytest

from sap10.certificate import (
    ElectricityMeter,
    EmitterTemperature,
    EpcPropertyData,
    Fuel,
    Immersion,
    InstantaneousWwhrs,
    MainHeatingCategory,
    Orientation,
    Overshading,
    Shower,
    ShowerType,
    SolarCollector,
    SolarWaterHeating,
    StorageWwhrs,
    WwhrsConnection,
)
from sap10.certificate.water_heating import ThermalStore as RecordedStore
from sap10.codes import Immersion as SapImmersion
from sap10.codes import SolarPurpose, SolarStore
from sap10.errors import CertificateRejected
from sap10.full_sap.expand import expand_measured
from tests.sap10.full_sap.measured import copy, golden, line, stored, with_main

PANEL = SolarCollector(
    type="flat_panel",
    aperture_area_m2=4.0,
    source="default",
    orientation=Orientation.SOUTH,
    pitch_degrees=30.0,
    overshading=Overshading.MODEST,
)
SOLAR = SolarWaterHeating(
    collector=PANEL,
    pump="electric",
    is_combined_cylinder=True,
    solar_volume_l=75.0,
    service="water",
    is_communal=False,
)


@pytest.fixture(scope="module")
def epc(shared: Path) -> EpcPropertyData:
    return golden(shared)


@pytest.fixture(scope="module")
def cylinder(epc: EpcPropertyData) -> EpcPropertyData:
    """A regular boiler with its cylinder."""
    return stored(with_main(epc, heating_code=102))


def solar(epc: EpcPropertyData, **changes: Any) -> EpcPropertyData:
    return copy(epc, "water_heating", solar=SOLAR.model_copy(update=changes))


@pytest.mark.pins("63c", "230g", "Table H1")
def test_solar_panel_with_part_of_the_cylinder(cylinder: EpcPropertyData) -> None:
    heated = solar(cylinder)
    system = expand_measured(heated).solar_thermal
    assert system is not None
    assert (system.store, system.dedicated_volume_l) == (SolarStore.COMBINED, 75.0)
    assert system.aperture_area_m2 == 4.0
    assert line(heated, "63c") < 0
    assert line(heated, "230g") == pytest.approx(90.0)
    assert line(solar(cylinder, pump="photovoltaic"), "230g") == 0.0


@pytest.mark.pins("48", "51")
def test_separate_solar_tank_is_insulated_as_the_store(cylinder: EpcPropertyData) -> None:
    apart = solar(cylinder, is_combined_cylinder=False, solar_volume_l=150.0)
    system = expand_measured(apart).solar_thermal
    assert system is not None
    assert system.store == SolarStore.SEPARATE
    # The tank is as big as the cylinder, so its loss doubles the factor of Table 2.
    assert line(apart, "51") == pytest.approx(2 * line(cylinder, "51"))
    declared = stored(cylinder, declared_loss_kwh_per_day=1.3)
    both = solar(declared, is_combined_cylinder=False, solar_volume_l=150.0)
    assert line(both, "48") == pytest.approx(2.6)


def test_solar_tank_beside_a_combi_has_no_recorded_loss(epc: EpcPropertyData) -> None:
    system = expand_measured(solar(epc, is_combined_cylinder=False)).solar_thermal
    assert system is not None
    assert system.preheat_loss_kwh_per_day == 0.0


def test_solar_coil_within_a_thermal_store(cylinder: EpcPropertyData) -> None:
    store = copy(solar(cylinder), "water_heating", thermal_store=RecordedStore.INTEGRATED)
    system = expand_measured(store).solar_thermal
    assert system is not None
    assert system.store == SolarStore.THERMAL_STORE


@pytest.mark.pins("98b", "H25")
def test_solar_space_heating_at_the_flow_temperature_of_the_system(
    cylinder: EpcPropertyData,
) -> None:
    def found(epc: EpcPropertyData) -> tuple[SolarPurpose, float]:
        system = expand_measured(solar(epc, service="space_and_water")).solar_thermal
        assert system is not None
        return SolarPurpose(system.purpose), system.flow_temperature_c

    both = SolarPurpose.WATER_AND_SPACE
    assert found(cylinder) == (both, 70.0)
    assert found(with_main(cylinder, emitter_temperature=EmitterTemperature.UP_TO_35)) == (
        both,
        35.0,
    )
    pump = with_main(
        cylinder,
        category=MainHeatingCategory.HEAT_PUMP_WET,
        heating_code=224,
        fuel=Fuel.ELECTRICITY,
        control_code=2206,
    )
    assert found(pump) == (both, 58.0)
    assert found(with_main(pump, heat_pump_heat_distribution=50)) == (both, 50.0)
    assert line(solar(cylinder, service="space_and_water"), "98b") < 0


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"solar_volume_l": None}, "missing_field"),
        ({"is_combined_cylinder": None}, "missing_field"),
        ({"solar_volume_l": 500.0}, "inconsistent_values"),
        ({"collector": None}, "missing_field"),
        (
            {"collector": PANEL.model_copy(update={"overshading": Overshading.NOT_RECORDED})},
            "missing_field",
        ),
    ],
)
def test_solar_heating_is_not_guessed(
    cylinder: EpcPropertyData, changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(solar(cylinder, **changes))
    assert caught.value.reason == reason


def cpsu(epc: EpcPropertyData, **changes: Any) -> EpcPropertyData:
    given = {"heating_code": 192, "fuel": Fuel.ELECTRICITY, "cpsu_temperature_c": 90.0}
    electric = stored(with_main(epc, **(given | changes)), volume_l=300.0)
    return copy(electric, "energy_source", electricity_meter=ElectricityMeter.TEN_HOUR)


@pytest.mark.pins("53", "240a", "Appendix F")
def test_electric_cpsu_at_its_winter_temperature(epc: EpcPropertyData) -> None:
    hot, cool = cpsu(epc), cpsu(epc, cpsu_temperature_c=75.0)
    assert expand_measured(hot).hot_water.cpsu_temperature_c == 90.0
    assert line(hot, "240a") < line(cool, "240a")
    unknown = expand_measured(cpsu(epc, cpsu_temperature_c=None))
    assert unknown.hot_water.cpsu_temperature_c == 85.0
    assert any("Operating-Temperature absent" in note for note in unknown.notes)


def test_fuel_recorded_of_an_electric_system_leaves_a_note(epc: EpcPropertyData) -> None:
    odd = expand_measured(cpsu(epc, fuel=Fuel.NETWORK_HIGH_GRADE_RECOVERED_HEAT))
    assert any("electric system 192" in note for note in odd.notes)


@pytest.mark.parametrize("code", [101, 120, 192])
def test_boilers_that_need_a_store_are_refused_without(epc: EpcPropertyData, code: int) -> None:
    with pytest.raises(CertificateRejected, match="Hot-Water-Store-Size"):
        expand_measured(with_main(epc, heating_code=code))


def test_gas_cpsu_says_whether_it_is_in_an_airing_cupboard(epc: EpcPropertyData) -> None:
    unit = stored(with_main(epc, heating_code=121))
    inside = copy(unit, "water_heating", is_store_in_airing_cupboard=True)
    assert line(unit, "55") == pytest.approx(1.1 * line(inside, "55"))


@pytest.mark.pins("Table 4a")
def test_no_hot_water_system_is_electric_immersion(epc: EpcPropertyData) -> None:
    none = copy(epc, "water_heating", code=999)
    water = expand_measured(stored(none)).hot_water
    assert (water.code, water.fuel, water.immersion) == (903, 30, SapImmersion.SINGLE)
    with pytest.raises(CertificateRejected, match="Has-Hot-Water-Cylinder"):
        expand_measured(none)


def test_immersion_of_a_direct_acting_boiler(epc: EpcPropertyData) -> None:
    boiler = stored(with_main(epc, heating_code=191, fuel=Fuel.ELECTRICITY))
    assert expand_measured(boiler).hot_water.immersion == SapImmersion.SINGLE
    dual = copy(boiler, "water_heating", immersion=Immersion.DUAL)
    assert expand_measured(dual).hot_water.immersion == SapImmersion.DUAL


def draining(epc: EpcPropertyData, connection: WwhrsConnection) -> EpcPropertyData:
    shower = Shower(type=ShowerType.UNVENTED, wwhrs=connection)
    return copy(
        epc,
        "water_heating",
        showers=(shower,),
        instantaneous_wwhrs=(InstantaneousWwhrs(product_index=80001, efficiency_percent=45.0),),
    )


def test_heat_recovery_that_nothing_drains_into_saves_nothing(epc: EpcPropertyData) -> None:
    idle = expand_measured(draining(epc, WwhrsConnection.NONE))
    assert any("nothing drains into it" in note for note in idle.notes)
    assert idle.waste_water_recovery == ()


@pytest.mark.parametrize(
    ("connection", "reason"),
    [
        (WwhrsConnection.INSTANTANEOUS_1, "product_not_found"),
        (WwhrsConnection.INSTANTANEOUS_2, "inconsistent_values"),
        (WwhrsConnection.STORAGE, "inconsistent_values"),
    ],
)
def test_heat_recovery_needs_its_record(
    epc: EpcPropertyData, connection: WwhrsConnection, reason: str
) -> None:
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(draining(epc, connection))
    assert caught.value.reason == reason


def test_baths_drain_into_storage_too(epc: EpcPropertyData) -> None:
    storage = copy(
        epc,
        "water_heating",
        storage_wwhrs=StorageWwhrs(product_index=80200, volume_l=50.0),
        bath_with_wwhrs_count=1,
    )
    with pytest.raises(CertificateRejected, match="80200"):
        expand_measured(storage)


@pytest.mark.pins("Table 13")
def test_summer_immersion_is_single_or_dual_as_recorded(epc: EpcPropertyData) -> None:
    fire = stored(with_main(epc, heating_code=156, fuel=Fuel.ANTHRACITE))
    summer = copy(fire, "water_heating", has_summer_immersion=True, immersion=Immersion.DUAL)
    assert expand_measured(fire).hot_water.immersion == SapImmersion.NONE
    assert expand_measured(summer).hot_water.immersion == SapImmersion.DUAL
    assert expand_measured(summer).hot_water.has_summer_immersion


@pytest.mark.pins("Table 12a")
def test_heat_pump_with_immersion_on_two_rates(epc: EpcPropertyData) -> None:
    pump = stored(
        with_main(
            epc,
            category=MainHeatingCategory.HEAT_PUMP_WET,
            heating_code=224,
            fuel=Fuel.ELECTRICITY,
            control_code=2206,
        )
    )
    off_peak = copy(pump, "energy_source", electricity_meter=ElectricityMeter.SEVEN_HOUR)
    assert line(off_peak, "243") == pytest.approx(0.70)
    immersed = copy(off_peak, "water_heating", immersion=Immersion.DUAL)
    assert line(immersed, "243") == pytest.approx(0.17)
