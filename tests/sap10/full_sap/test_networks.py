"""Heat networks of a measured dwelling, Appendix C."""

from pathlib import Path
from typing import Any

import pytest

from sap10.certificate import (
    AgeBand,
    DataType,
    DistributionType,
    EpcPropertyData,
    Fuel,
    HeatNetwork,
    HeatSourceType,
    MainHeatingCategory,
    MeasuredFabric,
    NetworkHeatSource,
)
from sap10.errors import CertificateRejected
from sap10.full_sap.expand import expand_measured
from sap10.network_inputs import HeatSourceKind, NetworkRole
from tests.sap10.full_sap.measured import copy, golden, line, stored, with_main

BOILERS = NetworkHeatSource(
    type=HeatSourceType.BOILERS,
    fuel=Fuel.NETWORK_MAINS_GAS,
    heat_fraction=0.4,
    heat_efficiency_percent=88.0,
)
CHP = NetworkHeatSource(
    type=HeatSourceType.CHP,
    fuel=Fuel.NETWORK_MAINS_GAS,
    heat_fraction=0.6,
    heat_efficiency_percent=45.0,
    power_efficiency_percent=35.0,
    chp_generation_code=82,
)
NETWORK = HeatNetwork(
    use="space_and_water",
    distribution=DistributionType.CALCULATED,
    distribution_loss_factor=1.3,
    heat_sources=(CHP, BOILERS),
)


@pytest.fixture(scope="module")
def epc(shared: Path) -> EpcPropertyData:
    return golden(shared)


def connected(epc: EpcPropertyData, *networks: HeatNetwork, **main: Any) -> EpcPropertyData:
    given = {
        "category": MainHeatingCategory.HEAT_NETWORK,
        "heating_code": None,
        "fuel": None,
        "control_code": 2306,
    }
    return copy(with_main(epc, **(given | main)), "heating", heat_networks=networks)


@pytest.mark.pins("303a", "306", "Appendix C")
def test_network_for_space_and_water(epc: EpcPropertyData) -> None:
    dwelling = expand_measured(connected(epc, NETWORK))
    assert (dwelling.main_1.code, dwelling.main_1.control) == (302, 2306)
    assert [network.role for network in dwelling.heat_networks] == [NetworkRole.SPACE]
    assert dwelling.heat_networks[0].chp_electricity_code == 82
    assert [(source.kind, source.fraction) for source in dwelling.heat_sources] == [
        (HeatSourceKind.CHP, 0.6),
        (HeatSourceKind.BOILER, 0.4),
    ]
    assert line(dwelling, "303a") == 0.6
    assert line(dwelling, "306") == 1.3


@pytest.mark.parametrize(
    ("distribution", "factor"),
    [
        (DistributionType.UNKNOWN, 2.0),
        (DistributionType.NOT_CODE_COMPLIANT, 2.0),
        (DistributionType.CODE_COMPLIANT, 1.5),
        (DistributionType.TWO_ADJOINING_DWELLINGS, 1.0),
        (None, 2.0),
    ],
)
@pytest.mark.pins("306", "Table 12c")
def test_loss_factor_of_a_new_dwelling(
    epc: EpcPropertyData, distribution: DistributionType | None, factor: float
) -> None:
    network = NETWORK.model_copy(
        update={"distribution": distribution, "distribution_loss_factor": None}
    )
    assert line(connected(epc, network), "306") == factor


def test_existing_dwelling_has_the_loss_factor_of_its_age_band(epc: EpcPropertyData) -> None:
    network = NETWORK.model_copy(update={"distribution": None, "distribution_loss_factor": None})
    fabric = epc.fabric
    assert isinstance(fabric, MeasuredFabric)

    def existing(band: AgeBand | None) -> EpcPropertyData:
        part = fabric.building_parts[0].model_copy(update={"age_band": band})
        old = copy(epc, "fabric", data_type=DataType.EXISTING, building_parts=(part,))
        return connected(old, network)

    assert line(existing(AgeBand.D), "306") == 1.37
    with pytest.raises(CertificateRejected, match="Construction-Age-Band"):
        expand_measured(existing(None))


@pytest.mark.pins("Appendix C")
def test_network_for_hot_water_only(epc: EpcPropertyData) -> None:
    water = NETWORK.model_copy(
        update={
            "use": "water",
            "heat_sources": (BOILERS.model_copy(update={"heat_fraction": 1.0}),),
            "is_charging_linked_to_use": True,
        }
    )
    own = copy(stored(epc), "water_heating", code=950, fuel=Fuel.NETWORK_MAINS_GAS)
    dwelling = expand_measured(copy(own, "heating", heat_networks=(water,)))
    assert [network.role for network in dwelling.heat_networks] == [NetworkRole.WATER]
    assert dwelling.hot_water.fuel == 51
    assert not dwelling.heat_networks[0].is_flat_rate


def test_code_and_fuel_describe_a_network_by_table_4a(epc: EpcPropertyData) -> None:
    by_code = expand_measured(connected(epc, heating_code=301, fuel=Fuel.NETWORK_OIL))
    assert (by_code.main_1.code, by_code.main_1.fuel, by_code.heat_sources) == (301, 53, ())
    assert by_code.heat_networks[0].distribution_loss_factor == 2.0
    water = copy(stored(epc), "water_heating", code=950, fuel=Fuel.NETWORK_BIOMASS)
    assert expand_measured(water).hot_water.fuel == 43


@pytest.mark.pins("47")
def test_cylinder_of_a_network_may_be_elsewhere(epc: EpcPropertyData) -> None:
    within = NETWORK.model_copy(update={"is_cylinder_in_dwelling": True})
    elsewhere = NETWORK.model_copy(update={"is_cylinder_in_dwelling": False})
    assert line(connected(stored(epc), within), "47") == 150.0
    assert line(connected(stored(epc), elsewhere), "47") == 110.0


def test_network_that_no_system_draws_on_is_left_out(epc: EpcPropertyData) -> None:
    beside = expand_measured(copy(epc, "heating", heat_networks=(NETWORK,)))
    assert beside.heat_networks == ()
    assert any("no system draws on it" in note for note in beside.notes)


@pytest.mark.parametrize(
    ("network", "main", "reason"),
    [
        ({"heat_sources": (), "product_index": 496402}, {}, "product_not_found"),
        ({"heat_sources": ()}, {}, "missing_field"),
        ({"heat_sources": (BOILERS,)}, {}, "inconsistent_values"),
        ({"use": "water"}, {}, "missing_field"),
        ({"heat_sources": ()}, {"fuel": Fuel.NETWORK_MAINS_GAS}, "missing_field"),
        ({}, {"control_code": 2106}, "inconsistent_values"),
        ({}, {"heating_code": 104}, "inconsistent_values"),
    ],
)
def test_network_that_cannot_be_rated_is_refused(
    epc: EpcPropertyData, network: dict[str, Any], main: dict[str, Any], reason: str
) -> None:
    given = connected(epc, NETWORK.model_copy(update=network), **main)
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(given)
    assert caught.value.reason == reason


def test_network_is_main_system_1_only(epc: EpcPropertyData) -> None:
    first = epc.heating.main[0].model_copy(update={"fraction": 0.5})
    second = first.model_copy(
        update={"number": 2, "category": MainHeatingCategory.HEAT_NETWORK, "control_code": 2306}
    )
    with pytest.raises(CertificateRejected, match="main system 1 only"):
        expand_measured(copy(epc, "heating", main=(first, second), heat_networks=(NETWORK,)))
