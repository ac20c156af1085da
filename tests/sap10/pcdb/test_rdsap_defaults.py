"""What RdSAP 10 assumes of a survey for the products of the database: Tables 5 and 29."""

import pytest

import sap10
from sap10.certificate import (
    DataSource,
    ElectricityMeter,
    EnergySource,
    EpcPropertyData,
    Heating,
    MainHeatingCategory,
)
from sap10.certificate.ventilation import MechanicalVentilation, VentilationType
from sap10.codes import Tariff
from sap10.pcdb import Pcdb
from sap10.pcdb.ventilation import CentralVentilation
from sap10.rdsap.cylinders import HEAT_EXCHANGER_M2
from tests.sap10.rdsap.surveys import cylinder, main_heating, survey, water_heating

HEAT_PUMP = 104351
FLEXIBLE = 1
"""Ducts that a unit was tested with."""


def with_heat_pump(area_m2: float | None = None) -> EpcPropertyData:
    pump = main_heating(
        category=MainHeatingCategory.HEAT_PUMP_WET,
        product_index=HEAT_PUMP,
        data_source=DataSource.DATABASE,
        heating_code=None,
        fuel=None,
        control_code=2206,
    )
    return survey(
        heating=Heating(main=(pump,)),
        water_heating=water_heating(cylinder=cylinder(heat_exchanger_area_m2=area_m2)),
        energy_source=EnergySource(electricity_meter=ElectricityMeter.DUAL),
    )


@pytest.mark.pins("RdSAP Table 29")
def test_heat_exchanger_of_a_cylinder(newest: Pcdb):
    """Finding 7N.7: 1.0 m2, unless the survey says more."""
    assert HEAT_EXCHANGER_M2 == 1.0
    assumed = sap10.expand(with_heat_pump(), pcdb=newest)
    assert assumed.packages[0].cylinder_exchanger_m2 == HEAT_EXCHANGER_M2
    recorded = sap10.expand(with_heat_pump(area_m2=2.5), pcdb=newest)
    assert recorded.packages[0].cylinder_exchanger_m2 == 2.5


@pytest.mark.pins("RdSAP Table 29", "RdSAP 13", "Table 12a")
def test_a_heat_pump_of_the_database_on_a_dual_meter(newest: Pcdb):
    """Findings 10.3, 10.5 and 10.6: 10-hour tariff, 80 % and 70 % at the high rate; its record has
    the supplementary immersion already."""
    dwelling = sap10.expand(with_heat_pump(), pcdb=newest)
    rows = sap10.rate([dwelling]).worksheet(0)
    values = {row.info.number: row.value for row in rows if row.value is not None}
    assert dwelling.electricity.tariff is Tariff.TEN_HOUR
    assert values["243"] == 0.70
    price = 0.80 * 14.68 + 0.20 * 7.50
    assert price == pytest.approx(13.244)
    assert values["240"] == pytest.approx(values["211"] * price / 100)


@pytest.mark.pins("RdSAP Table 5")
def test_wet_rooms_of_a_ventilation_product(newest: Pcdb):
    """Kitchen and two more in a dwelling of four habitable rooms: the figures of the record."""
    unit, tested = next(
        (record, row)
        for record in newest.all(CentralVentilation)
        for row in record.configurations
        if row.wet_rooms == 2 and row.exchange_efficiency_percent and record.duct_type == FLEXIBLE
    )
    mechanical = MechanicalVentilation(product_index=int(unit.index))
    ventilation = survey().ventilation.model_copy(
        update={"type": VentilationType.BALANCED_HEAT_RECOVERY, "mechanical": mechanical}
    )
    dwelling = sap10.expand(survey(ventilation=ventilation), pcdb=newest)
    (found,) = dwelling.ventilation_units
    assert found.specific_fan_power == tested.specific_fan_power
    assert found.exchange_efficiency_percent == tested.exchange_efficiency_percent
    assert any("for kitchen + 2" in note for note in dwelling.notes)
    assert not any("(RdSAP 10 Table 5)" in note and "W/(l/s)" in note for note in dwelling.notes)
