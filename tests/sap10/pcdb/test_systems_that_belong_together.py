"""Products that decide more than their own figures: ventilation of heat pumps, ducts, networks."""

from typing import Any

import numpy as np
import pytest

import sap10
from sap10.certificate import PressureTest
from sap10.certificate.heating import Heating, HeatNetwork, MainHeatingCategory
from sap10.certificate.ventilation import (
    DuctType,
    MechanicalVentilation,
    Ventilation,
    VentilationType,
)
from sap10.certificate.vocabulary import DataSource, Fuel
from sap10.certificate.water_heating import (
    InstantaneousWwhrs,
    Shower,
    ShowerType,
    StorageWwhrs,
    WwhrsConnection,
)
from sap10.codes import VentilationSystem
from sap10.pcdb.packages import HeatPump
from sap10.pcdb.recovery import WasteWaterDevice
from sap10.pcdb.ventilation import CentralVentilation, DecentralVentilation, DuctSystem
from tests.sap10.pcdb.test_fit import first, heated_by, lines, ventilated
from tests.sap10.rdsap.surveys import main_heating, survey, water_heating


def of_heat_pump(pump: HeatPump) -> Any:
    """Return a survey that says nothing of its ventilation but that it has rigid ducts."""
    epc = heated_by(int(pump.index), category=MainHeatingCategory.HEAT_PUMP_WET, control_code=2206)
    recorded = Ventilation(
        type=VentilationType.NATURAL,
        pressure_test=PressureTest.NOT_TESTED,
        mechanical=MechanicalVentilation(wet_room_count=3, duct_type=DuctType.RIGID),
    )
    return epc.model_copy(update={"ventilation": recorded})


@pytest.mark.pins("Appendix N", "23a", "230a")
def test_an_exhaust_air_heat_pump_brings_its_ventilation(newest):
    pump = next(
        p for p in newest.all(HeatPump) if p.source == 4 and p.ventilation_index and p.results
    )
    unit = newest.find(CentralVentilation, pump.ventilation_index)
    power = {row.wet_rooms: row.specific_fan_power for row in unit.configurations}[2]

    found = sap10.expand(of_heat_pump(pump), pcdb=newest)
    sheet = lines(found)

    assert found.ventilation.system == VentilationSystem.EXTRACT
    assert found.ventilation_units[0].specific_fan_power == power
    package = found.packages[0]
    flow = float(sheet["5"]) * 0.5 / 3.6
    lowest = min(result.air_flow_l_per_s for result in found.package_results)
    assert package.kind == 2
    assert float(sheet["23a"]) == 0.5
    # Equations N3 and N4 by hand: the running hours are whole, and the same in both.
    ratio = max(lowest / flow, 1.0)
    volume = float(sheet["5"])
    hours = 8760.0 - float(sheet["230a"]) * 3600.0 / (volume * power * 1.4 * 0.5 * ratio)
    assert hours == pytest.approx(round(hours), abs=1e-6)
    assert 0.0 < hours < 8760.0
    factor = (8760.0 - hours + ratio * hours) / 8760.0
    assert float(sheet["23b"]) == pytest.approx(0.5 * factor, abs=1e-9)
    assert any(f"extract_centralised, product {pump.ventilation_index}" in n for n in found.notes)


@pytest.mark.pins("Appendix N")
def test_an_exhaust_air_heat_pump_without_a_linked_unit_is_by_its_source(newest):
    pump = next(
        p for p in newest.all(HeatPump) if p.source == 4 and not p.ventilation_index and p.results
    )

    found = sap10.expand(of_heat_pump(pump), pcdb=newest)

    assert found.ventilation.system == VentilationSystem.EXTRACT
    assert found.ventilation_units == ()
    assert found.ventilation.specific_fan_power == 0.8


@pytest.mark.pins("section 2.6.2")
@pytest.mark.parametrize(
    ("model", "kind", "recorded", "power"),
    [
        (CentralVentilation, 1, VentilationType.BALANCED_HEAT_RECOVERY, 2.0),
        (CentralVentilation, 3, VentilationType.EXTRACT_CENTRALISED, 0.8),
        (DecentralVentilation, 2, VentilationType.EXTRACT_CENTRALISED, 0.8),
    ],
)
def test_a_unit_of_another_kind_leaves_the_defaults(newest, model, kind, recorded, power):
    unit = first(newest, model, kind=kind, duct_type=2)
    details = MechanicalVentilation(
        product_index=int(unit.index), wet_room_count=2, duct_type=DuctType.RIGID
    )

    found = sap10.expand(ventilated(details, recorded), pcdb=newest)

    assert found.ventilation_units == ()
    assert found.wet_room_fans == ()
    assert found.ventilation.specific_fan_power == power
    assert any(f"it is no {recorded.value}" in note for note in found.notes)


@pytest.mark.pins("section 2.6.8")
@pytest.mark.parametrize("is_rigid", [True, False])
def test_semi_rigid_ducts_are_rigid_if_listed(newest, is_rigid):
    listed = int(next(newest.all(DuctSystem)).index) if is_rigid else 999_999
    unit = first(newest, CentralVentilation, kind=3, duct_type=2)
    details = MechanicalVentilation(
        product_index=int(unit.index),
        ducts_product_index=listed,
        wet_room_count=2,
        duct_type=DuctType.SEMI_RIGID,
        has_insulated_ducts=True,
    )

    found = sap10.expand(ventilated(details, VentilationType.BALANCED_HEAT_RECOVERY), pcdb=newest)

    assert bool(found.ventilation_units) is is_rigid


def drained(indices: tuple[int, ...], stored: int | None = None) -> Any:
    connections = [WwhrsConnection.INSTANTANEOUS_1, WwhrsConnection.INSTANTANEOUS_2]
    drains = connections[: len(indices)]
    if stored is not None:
        drains.append(WwhrsConnection.STORAGE)
    return survey(
        water_heating=water_heating(
            showers=tuple(Shower(type=ShowerType.UNVENTED, wwhrs=drain) for drain in drains),
            instantaneous_wwhrs=tuple(InstantaneousWwhrs(product_index=i) for i in indices),
            storage_wwhrs=None
            if stored is None
            else StorageWwhrs(product_index=stored, volume_l=60.0),
        )
    )


@pytest.mark.pins("Appendix G")
def test_a_second_waste_water_system_is_system_b_only(newest):
    a, b, c = (
        int(first(newest, WasteWaterDevice, kind=1, system=system).index) for system in "ABC"
    )

    both = sap10.expand(drained((a, b)), pcdb=newest)
    turned = sap10.expand(drained((b, a)), pcdb=newest)
    forbidden = sap10.expand(drained((a, c)), pcdb=newest)

    assert [shower.waste_water_unit for shower in both.showers] == [1, 2]
    assert [shower.waste_water_unit for shower in turned.showers] == [1, 2]
    assert [shower.waste_water_unit for shower in forbidden.showers] == [1, 0]
    assert len(forbidden.waste_water_recovery) == 1
    assert any("can be system B only (G2)" in note for note in forbidden.notes)


@pytest.mark.pins("Appendix G")
def test_storage_is_not_in_addition_to_instantaneous_recovery(newest):
    a = int(first(newest, WasteWaterDevice, kind=1, system="A").index)
    stored = int(first(newest, WasteWaterDevice, kind=2).index)

    both = sap10.expand(drained((a,), stored), pcdb=newest)
    alone = sap10.expand(drained((), stored), pcdb=newest)
    mistaken = sap10.expand(drained((stored,)), pcdb=newest)

    assert [shower.waste_water_unit for shower in both.showers] == [1, 0]
    assert [shower.waste_water_unit for shower in alone.showers] == [1]
    assert mistaken.waste_water_recovery == ()
    assert any("recorded as instantaneous" in note for note in mistaken.notes)
    assert np.all(lines(both)["63a"] < 0.0)


@pytest.mark.pins("Appendix C", "306")
def test_a_listed_network_has_the_sources_of_its_record(newest):
    """Lerwick: waste combustion 69.0 % for 0.848 of the heat, oil 86.1 % for the rest, 1.49."""
    epc = survey(
        water_heating=water_heating(fuel=Fuel.NETWORK_MAINS_GAS),
        heating=Heating(
            main=(
                main_heating(
                    category=MainHeatingCategory.HEAT_NETWORK,
                    heating_code=None,
                    fuel=Fuel.FROM_DATABASE,
                    data_source=DataSource.DATABASE,
                    control_code=2305,
                ),
            ),
            heat_networks=(HeatNetwork(use="space", product_index=210_000),),
        ),
    )

    found = sap10.expand(epc, pcdb=newest)
    sheet = lines(found)

    assert (found.main_1.code, found.main_1.fuel) == (301, 42)
    assert float(sheet["306"]) == 1.49
    assert [(s.fuel, s.fraction, s.efficiency_percent) for s in found.heat_sources] == [
        (42, 0.848, 69.0),
        (53, 0.152, 86.1),
    ]
    assert [(use.role, use.table) for use in found.product_uses] == [("heat network 1", "501")]
    assert any("heat network 210000" in note for note in found.notes)


@pytest.mark.parametrize(("index", "is_absent"), [(8552, False), (999_999, True)])
def test_a_refusal_names_the_revision_only_if_that_lacks_the_product(newest, index, is_absent):
    """Record 008552 is a gas CPSU: Table 4b has none that burns oil, which is recorded."""
    with pytest.raises(sap10.CertificateRejected, match="product_not_found") as found:
        sap10.expand(heated_by(index, fuel=Fuel.HEATING_OIL), pcdb=newest)

    assert ("not in its revision" in found.value.rule) is is_absent
