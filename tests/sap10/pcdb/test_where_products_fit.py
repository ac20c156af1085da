"""Products that a record has, but that the specification does not allow where they are named."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import sap10
from sap10.certificate.energy_source import PvArray
from sap10.certificate.heating import (
    FlueGasHeatRecovery,
    HeatEmitter,
    Heating,
    MainHeatingCategory,
    StorageHeater,
)
from sap10.certificate.vocabulary import DataSource, Fuel, Orientation, Overshading
from sap10.certificate.water_heating import Immersion
from sap10.codes import VentilationSystem
from sap10.pcdb.boiler_inputs import boiler_inputs
from sap10.pcdb.boilers import GasOilBoiler
from sap10.pcdb.package_inputs import heat_pump_inputs
from sap10.pcdb.packages import HeatPump, MicroChp
from sap10.pcdb.recovery import FlueGasDevice
from sap10.pcdb.services import Controller
from sap10.products import ControlClass, PackageService
from tests.sap10.pcdb.test_fit import first, heated_by, lines, without_cylinder
from tests.sap10.rdsap.surveys import main_heating, survey, water_heating

GAS_COMBI = 17741


def with_recovery(boiler: int, device: FlueGasDevice) -> Any:
    recovery = FlueGasHeatRecovery(product_index=int(device.index))
    return heated_by(boiler, flue_gas_heat_recovery=recovery)


def is_irrelevant(dwelling: sap10.Dwelling) -> str:
    """Return why flue gas recovery does not count, having seen that it does not."""
    assert dwelling.flue_gas_recovery is None
    assert "63d" not in lines(dwelling)
    return next(note for note in dwelling.notes if "not relevant" in note)


@pytest.mark.pins("Appendix G")
def test_flue_gas_recovery_is_for_the_fuel_of_its_data(newest):
    lpg = first(newest, FlueGasDevice, fuel=2, heat_store=2, is_integral_only=0)

    found = sap10.expand(without_cylinder(with_recovery(GAS_COMBI, lpg)), pcdb=newest)

    assert "its data are of fuel 2" in is_irrelevant(found)


@pytest.mark.pins("Appendix G")
def test_flue_gas_recovery_is_for_condensing_boilers(newest):
    device = first(newest, FlueGasDevice, fuel=1, boiler_types="RCSK")
    old = first(newest, GasOilBoiler, fuel=1, type=2, condensing=1, store=0)

    found = sap10.expand(without_cylinder(with_recovery(int(old.index), device)), pcdb=newest)

    assert "not condensing" in is_irrelevant(found)


@pytest.mark.pins("Appendix G")
def test_flue_gas_recovery_is_for_boilers_of_the_type_of_its_data(newest):
    device = first(newest, FlueGasDevice, fuel=1, boiler_types="CSK")
    regular = first(newest, GasOilBoiler, fuel=1, type=1, condensing=2)

    found = sap10.expand(with_recovery(int(regular.index), device), pcdb=newest)

    assert "types CSK, the boiler is R" in is_irrelevant(found)


@pytest.mark.pins("Appendix G")
def test_a_close_coupled_store_is_for_combis_without_keep_hot(newest):
    device = first(newest, FlueGasDevice, fuel=1, heat_store=3)
    kept_hot = first(newest, GasOilBoiler, fuel=1, type=2, condensing=2, store=0, keep_hot=1)

    found = sap10.expand(without_cylinder(with_recovery(GAS_COMBI, device)), pcdb=newest)
    other = with_recovery(int(kept_hot.index), device)

    assert found.flue_gas_recovery is not None
    assert found.flue_gas_recovery.close_coupled_volume_l == device.store_volume_l
    assert "types C, the boiler is K" in is_irrelevant(
        sap10.expand(without_cylinder(other), pcdb=newest)
    )


@pytest.mark.pins("Appendix G")
def test_flue_gas_recovery_made_as_part_of_a_boiler_is_of_no_other(newest):
    device = first(newest, FlueGasDevice, fuel=1, is_integral_only=1)

    found = sap10.expand(without_cylinder(with_recovery(GAS_COMBI, device)), pcdb=newest)

    assert "part of another boiler" in is_irrelevant(found)


@pytest.mark.pins("Appendix G")
def test_flue_gas_recovery_of_a_boiler_by_its_code(newest):
    device = first(newest, FlueGasDevice, fuel=1, boiler_types="RCSK")
    recovery = FlueGasHeatRecovery(product_index=int(device.index))

    codes = {
        code: without_cylinder(
            survey(
                heating=Heating(
                    main=(main_heating(heating_code=code, flue_gas_heat_recovery=recovery),)
                )
            )
        )
        for code in (103, 104)
    }
    found = {code: sap10.expand(epc, pcdb=newest) for code, epc in codes.items()}

    assert "not condensing" in is_irrelevant(found[103])
    assert found[104].flue_gas_recovery is not None


@pytest.mark.pins("Appendix G")
@pytest.mark.parametrize(
    ("has_pv", "arrays", "power", "note"),
    [(0, 1, 0.0, "no photovoltaic module"), (1, 2, 0.5, "the first of 2 counts"), (1, 1, 0.5, "")],
)
def test_the_array_of_a_close_coupled_store(newest, has_pv, arrays, power, note):
    device = first(newest, FlueGasDevice, fuel=1, heat_store=3, has_pv_module=has_pv)
    panel = PvArray(
        peak_power_kw=0.5,
        pitch_degrees=30,
        orientation=Orientation.SOUTH,
        overshading=Overshading.NONE_OR_VERY_LITTLE,
    )
    recovery = FlueGasHeatRecovery(product_index=int(device.index), pv_arrays=(panel,) * arrays)

    found = sap10.expand(
        without_cylinder(heated_by(GAS_COMBI, flue_gas_heat_recovery=recovery)), pcdb=newest
    )

    assert found.flue_gas_recovery is not None
    assert found.flue_gas_recovery.pv_peak_power_kwp == power
    assert any("(SAP 10.2 G1.6)" in text for text in found.notes) is bool(note)
    assert any(note in text for text in found.notes)


@pytest.mark.pins("Appendix G")
def test_flue_gas_recovery_saves_where_its_boiler_heats_the_water(newest):
    device = first(newest, FlueGasDevice, fuel=1, boiler_types="RCSK")
    epc = with_recovery(GAS_COMBI, device).model_copy(
        update={
            "water_heating": water_heating(
                code=903, fuel=Fuel.ELECTRICITY, immersion=Immersion.SINGLE
            )
        }
    )

    found = sap10.expand(epc, pcdb=newest)

    assert found.flue_gas_recovery is None
    assert any("does not heat the water (SAP 10.2 G1.3)" in note for note in found.notes)


@pytest.mark.pins("Appendix N")
def test_a_heat_pump_is_no_second_system(newest):
    second = main_heating(
        number=2, product_index=104351, heating_code=None, fuel=Fuel.FROM_DATABASE, fraction=0.5
    )
    epc = survey(heating=Heating(main=(main_heating(fraction=0.5), second)))

    with pytest.raises(sap10.CertificateRejected, match="main system 1 only") as found:
        sap10.expand(epc, pcdb=newest)

    assert found.value.reason == "inconsistent_values"


@pytest.mark.pins("Appendix N")
def test_a_heat_pump_for_water_heats_no_rooms(newest):
    pump = first(newest, HeatPump, service=4)

    with pytest.raises(sap10.CertificateRejected, match="heats water only"):
        sap10.expand(heated_by(int(pump.index)), pcdb=newest)
    beside = sap10.expand(
        heated_by(
            int(pump.index),
            heating_code=224,
            category=MainHeatingCategory.HEAT_PUMP_WET,
            control_code=2206,
            fuel=Fuel.ELECTRICITY,
        ),
        pcdb=newest,
    )

    assert beside.packages == ()
    assert any(f"{int(pump.index)} not used, the heat pump heats water" in n for n in beside.notes)
    assert beside.product_uses[0].table == "362"
    assert not any("not looked up" in note for note in beside.notes)


@pytest.mark.pins("Appendix N")
def test_a_package_without_vessel_heats_no_water(newest):
    pump = first(newest, HeatPump, service=1, vessel=4)

    found = heat_pump_inputs(pump)
    dwelling = sap10.expand(
        heated_by(int(pump.index), category=MainHeatingCategory.HEAT_PUMP_WET, control_code=2206),
        pcdb=newest,
    )
    sheet = lines(dwelling)

    assert found.package.service == PackageService.SPACE_ONLY
    assert any("not provided by the package" in note for note in found.notes)
    assert sheet["217"] == pytest.approx(100.0)
    assert any("heats no water, which counts at 100 %" in note for note in dwelling.notes)


def storage_heated(*indices: int) -> Any:
    heaters = tuple(
        StorageHeater(count=2, product_index=index, has_high_heat_retention=False)
        for index in indices
    )
    return survey(
        water_heating=water_heating(code=903, fuel=Fuel.ELECTRICITY, immersion=Immersion.DUAL),
        heating=Heating(
            main=(
                main_heating(
                    category=MainHeatingCategory.STORAGE_HEATERS,
                    heating_code=None,
                    fuel=Fuel.ELECTRICITY,
                    control_code=2404,
                    emitter=HeatEmitter.NEITHER,
                    data_source=DataSource.DATABASE,
                    storage_heaters=heaters,
                ),
            )
        ),
    )


@pytest.mark.pins("section 9.2.8")
def test_storage_heaters_of_high_heat_retention_by_their_records(newest):
    found = sap10.expand(storage_heated(230001, 230002), pcdb=newest)

    assert found.main_1.code == 409
    assert any("Quantum: 46 % retained" in note for note in found.notes)
    assert [use.table for use in found.product_uses] == ["391", "391"]


def test_one_storage_heater_without_a_record_leaves_all_to_the_code(newest):
    with pytest.raises(sap10.CertificateRejected, match="product_not_found"):
        sap10.expand(storage_heated(230001, 999_999), pcdb=newest)


@pytest.mark.pins("206")
def test_a_warm_air_unit_by_its_record(newest):
    epc = heated_by(
        220002,
        category=MainHeatingCategory.WARM_AIR,
        control_code=2504,
        emitter=HeatEmitter.NEITHER,
    )

    found = sap10.expand(without_cylinder(epc), pcdb=newest)

    assert (found.main_1.code, found.main_1.fuel) == (520, 1)
    assert lines(found)["206"] == pytest.approx(87.1)
    assert found.main_1.summer_efficiency_percent == 75.4
    assert any("fan power by default" in note for note in found.notes)


def test_codes_that_a_later_file_may_have_are_refused_by_name(newest):
    boiler = newest.find(GasOilBoiler, GAS_COMBI)

    for change, name in (
        ({"fuel": 5}, "fuel"),
        ({"type": 4}, "type"),
        ({"tests": 9}, "tests"),
        ({"fuel": 4, "type": 3}, "type"),
    ):
        with pytest.raises(sap10.CertificateRejected, match=f"product 017741: {name}"):
            boiler_inputs(replace(boiler, **change), 1)


@pytest.mark.pins("Appendix D")
def test_a_compensator_of_another_fuel_earns_no_credit(newest):
    boiler = newest.find(GasOilBoiler, GAS_COMBI)
    controller = next(
        c
        for c in newest.all(Controller)
        if c.control_class == 1 and c.fuel == 1 and not c.required & ~boiler.capabilities
    )

    found = boiler_inputs(boiler, 1, replace(controller, fuel=2))

    assert found is not None
    assert found.product.control_class == ControlClass.NONE
    assert "not compatible" in found.notes[-1]


@pytest.mark.pins("Table 4e")
def test_room_controls_by_their_record_leave_their_code(newest):
    controller = first(newest, Controller, control_class=3)

    found = sap10.expand(
        without_cylinder(heated_by(GAS_COMBI, control_product_index=int(controller.index))),
        pcdb=newest,
    )

    assert any("control code 2106 counts" in note for note in found.notes)
    assert [use.table for use in found.product_uses] == ["105", "371"]


@pytest.mark.pins("section 9.2.1")
@pytest.mark.parametrize(
    ("fuel", "code"),
    [(Fuel.BULK_LPG, 104), (Fuel.BIOGAS, 104), (Fuel.HEATING_OIL, 130)],
)
def test_a_record_is_not_applied_to_another_fuel(newest, fuel, code):
    """The gas combi 017741 has 89.9 %; Table 4b stands in for it."""
    found = sap10.expand(without_cylinder(heated_by(GAS_COMBI, fuel=fuel)), pcdb=newest)

    assert found.main_1.code == code
    assert not found.main_1.is_efficiency_given
    assert found.combi_product is None
    assert any("not used, its record is not of" in note for note in found.notes)


def test_a_record_of_lpg_holds_for_bottles(newest):
    boiler = first(newest, GasOilBoiler, fuel=2, type=2, condensing=2)

    found = sap10.expand(
        without_cylinder(heated_by(int(boiler.index), fuel=Fuel.BOTTLED_LPG)), pcdb=newest
    )

    assert found.main_1.fuel == 3
    assert found.main_1.winter_efficiency_percent == boiler.winter_efficiency_percent


@pytest.mark.pins("Table 2", "55")
def test_a_cpsu_loses_heat_by_the_volume_and_insulation_of_its_record(newest):
    """Record 008552: 80 l, 60 mm; in an airing cupboard, RdSAP's CPSU of Table 4b loses 2.72."""
    cpsu = first(newest, GasOilBoiler, type=3, store_volume_l=80.0, store_insulation_mm=60.0)

    found = sap10.expand(without_cylinder(heated_by(int(cpsu.index))), pcdb=newest)
    sheet = lines(found)

    factor = 0.005 + 0.55 / (60.0 + 4.0)
    assert float(sheet["51"]) == pytest.approx(factor, abs=5e-5)
    assert float(sheet["47"]) == 80.0
    assert float(sheet["55"]) == pytest.approx(
        80.0 * float(sheet["51"]) * (120.0 / 80.0) ** (1 / 3) * float(sheet["53"]), rel=1e-3
    )


@pytest.mark.pins("Appendix N")
@pytest.mark.parametrize(("vessel", "is_noted"), [(1, False), (3, True)])
def test_a_package_whose_cylinder_is_not_recorded_leaves_a_note(newest, vessel, is_noted):
    chp = first(newest, MicroChp, vessel=vessel, status=0)
    epc = heated_by(int(chp.index), category=MainHeatingCategory.MICRO_CHP)

    found = sap10.expand(without_cylinder(epc), pcdb=newest)

    assert any("no storage and primary loss" in note for note in found.notes) is is_noted
    assert lines(found)["59"].sum() == lines(found)["61"].sum() == 0.0


def heated_by_two(first_index: int | None, second_index: int) -> Any:
    """Return a survey whose second main system heats the water and no rooms."""
    named: dict[str, Any] = {"heating_code": None, "fuel": Fuel.FROM_DATABASE, "fraction": 1.0}
    main = main_heating(heating_code=104)
    if first_index is not None:
        main = main_heating(product_index=first_index, control_code=2206, **named)
    second = main_heating(
        number=2, product_index=second_index, control_code=2206, **(named | {"fraction": 0.0})
    )
    return survey(
        heating=Heating(main=(main, second)),
        water_heating=water_heating(code=914, fuel=Fuel.ELECTRICITY),
    )


@pytest.mark.pins("Appendix A", "Appendix N", "217")
def test_a_heat_pump_for_water_is_main_system_2(newest):
    """A1: with a space heating fraction of zero. Record 104014: 341.6 %, 200 l, 1.61 kWh/day."""
    found = sap10.expand(heated_by_two(None, 104_014), pcdb=newest)
    sheet = lines(found)

    assert sheet["217"] == pytest.approx(np.full(12, 341.6 * 0.95))
    assert sheet["57"].sum() == pytest.approx(1.61 * 0.6 * 0.9 * 365)
    assert sheet["59"].sum() == 0.0
    assert sheet["211"].sum() > 0.0
    assert sheet["213"].sum() == 0.0


@pytest.mark.pins("Appendix N", "217")
def test_a_heat_pump_for_water_tested_with_two_profiles(newest):
    """Record 104664: 213.3 % and 262.6 %, equation N7; its cylinder is not the one installed."""
    found = sap10.expand(heated_by_two(None, 104_664), pcdb=newest)
    sheet = lines(found)

    litres = float(sheet["43"])
    assert 100.2 < litres < 199.8
    efficiency = 213.3 + (262.6 - 213.3) / 99.6 * (litres - 100.2)
    assert sheet["217"] == pytest.approx(np.full(12, efficiency * 0.60))


@pytest.mark.pins("Appendix N", "23a")
def test_an_exhaust_air_heat_pump_for_water_ventilates(newest):
    """N3.4: it is a mechanical ventilation system with 0.5 air changes an hour."""
    pump = first(newest, HeatPump, service=4, source=4)

    found = sap10.expand(heated_by_two(None, int(pump.index)), pcdb=newest)

    assert found.ventilation.system == VentilationSystem.EXTRACT
    assert float(lines(found)["23a"]) == 0.5


def test_two_packages_in_one_dwelling_are_not_covered(newest):
    with pytest.raises(sap10.NotSupported, match="two packages"):
        sap10.expand(heated_by_two(104_351, 104_014), pcdb=newest)
