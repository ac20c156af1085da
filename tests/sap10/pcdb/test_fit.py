"""Surveys that name products, expanded with the real file: records in place of table values."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import sap10
from sap10.certificate import EpcPropertyData, PressureTest
from sap10.certificate.heating import (
    FlueGasHeatRecovery,
    Heating,
    MainHeatingCategory,
)
from sap10.certificate.ventilation import (
    DecentralisedFans,
    DuctType,
    FanPlace,
    MechanicalVentilation,
    Ventilation,
    VentilationType,
)
from sap10.certificate.vocabulary import DataSource, Fuel
from sap10.certificate.water_heating import (
    InstantaneousWwhrs,
    Shower,
    ShowerType,
    WwhrsConnection,
)
from sap10.pcdb import Pcdb
from sap10.pcdb.boilers import GasOilBoiler
from sap10.pcdb.packages import HeatPump
from sap10.pcdb.recovery import FlueGasDevice, WasteWaterDevice
from sap10.pcdb.ventilation import CentralVentilation, DecentralVentilation, InUseFactors
from sap10.tables import load_table
from tests.sap10.rdsap.surveys import main_heating, survey, water_heating

UNKNOWN = 999_999


def heated_by(index: int, **changes: Any) -> EpcPropertyData:
    """Return a survey whose main heating is named by its index alone."""
    values: dict[str, Any] = {
        "product_index": index,
        "heating_code": None,
        "data_source": DataSource.DATABASE,
        "fuel": Fuel.FROM_DATABASE,
    }
    return survey(heating=Heating(main=(main_heating(**(values | changes)),)))


def without_cylinder(epc: EpcPropertyData) -> EpcPropertyData:
    return epc.model_copy(update={"water_heating": water_heating(cylinder=None)})


def lines(dwelling: sap10.Dwelling) -> dict[str, np.ndarray]:
    rows = sap10.rate([dwelling]).worksheet(0)
    return {
        row.info.number: np.array(row.value if row.monthly is None else row.monthly, np.float64)
        for row in rows
    }


def first(pcdb: Pcdb, model: type[Any], **wanted: object) -> Any:
    return next(
        record
        for record in pcdb.all(model)
        if all(getattr(record, name) == value for name, value in wanted.items())
    )


@pytest.mark.pins("Appendix D", "206")
def test_a_combi_boiler_by_its_index(newest):
    dwelling = sap10.expand(without_cylinder(heated_by(17741)), pcdb=newest)

    assert (dwelling.main_1.code, dwelling.main_1.fuel) == (104, 1)
    assert lines(dwelling)["206"] == pytest.approx(89.9)
    assert dwelling.combi_product is not None
    assert (dwelling.combi_product.r1, dwelling.combi_product.f1) == (0.0072, 1.06372)
    assert dwelling.boiler_products[0].is_modulating
    assert any("boiler 017741 Potterton" in note for note in dwelling.notes)
    assert [(use.role, use.table) for use in dwelling.product_uses] == [("main heating 1", "105")]


def test_a_regular_boiler_keeps_the_cylinder(newest):
    boiler = first(newest, GasOilBoiler, type=1, fuel=4, condensing=2)

    dwelling = sap10.expand(heated_by(int(boiler.index)), pcdb=newest)

    assert (dwelling.main_1.code, dwelling.main_1.fuel) == (127, 4)
    assert dwelling.main_1.winter_efficiency_percent == boiler.winter_efficiency_percent
    assert dwelling.hot_water.cylinder_volume_l == 110.0
    assert dwelling.combi_product is None


@pytest.mark.pins("Appendix N")
def test_a_heat_pump_by_its_index(newest):
    epc = heated_by(
        104351,
        category=MainHeatingCategory.HEAT_PUMP_WET,
        control_code=2206,
    )
    pump = newest.find(HeatPump, 104351)

    dwelling = sap10.expand(epc, pcdb=newest)
    sheet = lines(dwelling)

    assert pump is not None
    efficiencies = [row.efficiency_percent for row in pump.results]
    assert dwelling.packages[0].water_efficiency_m_percent == 287.7
    assert float(sheet["206"]) <= 0.95 * max(efficiencies)
    assert any("format 464" in note for note in dwelling.notes)


def test_a_product_that_is_not_there_is_rated_by_the_code_beside_it(newest):
    epc = heated_by(UNKNOWN, heating_code=102, fuel=Fuel.MAINS_GAS)

    dwelling = sap10.expand(epc, pcdb=newest)

    plain = sap10.expand(survey())
    assert sap10.rate([dwelling]).sap_score == sap10.rate([plain]).sap_score
    assert [use.is_found for use in dwelling.product_uses] == [False]
    assert "main heating 1: product 999999 is not in revision 502 of the product database" in (
        dwelling.notes
    )


def test_a_product_that_is_not_there_and_has_no_code_is_refused_by_its_revision(newest):
    with pytest.raises(sap10.CertificateRejected, match=r"product_not_found.*999999.*502") as found:
        sap10.expand(heated_by(UNKNOWN), pcdb=newest)

    assert found.value.reason == "product_not_found"
    assert found.value.value == UNKNOWN


@pytest.mark.pins("Appendix G")
def test_flue_gas_recovery_by_its_index(newest):
    device = first(newest, FlueGasDevice, fuel=1, heat_store=2)
    epc = without_cylinder(
        heated_by(
            17741, flue_gas_heat_recovery=FlueGasHeatRecovery(product_index=int(device.index))
        )
    )

    dwelling = sap10.expand(epc, pcdb=newest)
    sheet = lines(dwelling)

    assert dwelling.flue_gas_recovery is not None
    assert dwelling.flue_gas_recovery.direct_useful_fraction == device.direct_useful_fraction
    assert len(dwelling.flue_gas_savings) == 2 * len(device.equations)
    assert sheet["63d"].sum() < 0.0


def test_flue_gas_recovery_that_is_part_of_the_boiler(newest):
    boiler = next(
        b for b in newest.all(GasOilBoiler) if b.has_integral_recovery == 1 and b.recovery_index
    )

    dwelling = sap10.expand(without_cylinder(heated_by(int(boiler.index))), pcdb=newest)

    assert dwelling.flue_gas_recovery is not None
    assert [use.index for use in dwelling.product_uses] == [
        int(boiler.index),
        int(boiler.recovery_index),
    ]


@pytest.mark.pins("Appendix G", "63a")
def test_waste_water_recovery_saves_of_the_showers_that_drain_into_it(newest):
    device = first(newest, WasteWaterDevice, kind=1, system="A")
    showers = (
        Shower(type=ShowerType.UNVENTED, wwhrs=WwhrsConnection.INSTANTANEOUS_1),
        Shower(type=ShowerType.ELECTRIC),
    )
    epc = survey(
        water_heating=water_heating(
            showers=showers,
            instantaneous_wwhrs=(InstantaneousWwhrs(product_index=int(device.index)),),
        )
    )

    dwelling = sap10.expand(epc, pcdb=newest)

    assert [shower.waste_water_unit for shower in dwelling.showers] == [1, 0]
    assert dwelling.waste_water_tests[0].efficiency_percent == device.efficiency_percent
    assert lines(dwelling)["63a"].sum() < 0.0


def ventilated(details: MechanicalVentilation, kind: VentilationType) -> EpcPropertyData:
    return survey(
        ventilation=Ventilation(
            type=kind, pressure_test=PressureTest.NOT_TESTED, mechanical=details
        )
    )


@pytest.mark.pins("23c", "230a")
def test_heat_recovery_ventilation_for_the_wet_rooms_of_the_dwelling(newest):
    unit = first(newest, CentralVentilation, kind=3, duct_type=2)
    details = MechanicalVentilation(
        product_index=int(unit.index),
        wet_room_count=2,
        duct_type=DuctType.RIGID,
        has_insulated_ducts=True,
    )

    dwelling = sap10.expand(
        ventilated(details, VentilationType.BALANCED_HEAT_RECOVERY), pcdb=newest
    )

    tested = unit.configurations[0]
    found = dwelling.ventilation_units[0]
    assert tested.wet_rooms == 1
    assert found.specific_fan_power == tested.specific_fan_power
    assert found.exchange_efficiency_percent == tested.exchange_efficiency_percent
    assert (found.fan_in_use_factor, found.recovery_in_use_factor) == (1.4, 0.85)


def test_a_unit_without_figures_for_these_ducts_takes_the_defaults(newest):
    unit = first(newest, CentralVentilation, kind=3, duct_type=2)
    details = MechanicalVentilation(
        product_index=int(unit.index), wet_room_count=2, duct_type=DuctType.FLEXIBLE
    )

    dwelling = sap10.expand(
        ventilated(details, VentilationType.BALANCED_HEAT_RECOVERY), pcdb=newest
    )

    assert dwelling.ventilation_units == ()
    assert dwelling.ventilation.specific_fan_power == 2.0
    assert any("no figures for 2 wet rooms and these ducts" in note for note in dwelling.notes)


def test_fans_of_decentralised_extract_by_place(newest):
    record = first(newest, DecentralVentilation, duct_type=2)
    details = MechanicalVentilation(
        product_index=int(record.index),
        duct_type=DuctType.RIGID,
        fans=(
            DecentralisedFans(place=FanPlace.KITCHEN_IN_ROOM, count=1),
            DecentralisedFans(place=FanPlace.OTHER_THROUGH_WALL, count=2),
        ),
    )

    dwelling = sap10.expand(ventilated(details, VentilationType.EXTRACT_DECENTRALISED), pcdb=newest)

    power = {row.place: row.specific_fan_power for row in record.configurations}
    assert [(f.specific_fan_power, f.in_use_factor) for f in dwelling.wet_room_fans] == [
        (power[1], 1.3),
        (power[6], 1.15),
        (power[6], 1.15),
    ]


def test_without_products_a_database_changes_nothing(newest):
    with_it, without = sap10.expand(survey(), pcdb=newest), sap10.expand(survey())

    same = {"local_weather": None, "notes": ()}
    assert replace(with_it, **same) == replace(without, **same)


@pytest.mark.pins("Appendix U")
@pytest.mark.parametrize(
    ("district", "place"), [("AB10", "AB10"), ("EC1A", "EC*"), ("AB98", "AB*")]
)
def test_local_weather_is_that_of_the_postcode_district(newest, district, place):
    dwelling = sap10.expand(survey(postcode_district=district), pcdb=newest)

    found = dwelling.local_weather
    assert (found and found.place) == place
    if place == "AB10":
        assert found is not None
        assert found.external_temperature_c[:3] == (4.0, 4.3, 5.5)


def test_the_in_use_factors_in_use_are_those_of_the_file(newest):
    """Factors are a table of ours; a file that has others must be seen."""
    table = load_table("ventilation_in_use_factors")
    names = [name.replace("approved_", "scheme_") for name in table.header[1:]]
    ours = {row[0]: [float(text) if text else None for text in row[1:]] for row in table.rows}

    for kind, index in {
        "mechanical_extract_centralised": 1,
        "mechanical_extract_decentralised": 2,
        "balanced_with_heat_recovery": 3,
        "positive_input_from_outside": 5,
    }.items():
        factors = newest.find(InUseFactors, index)
        assert [getattr(factors, name) for name in names] == ours[kind]
