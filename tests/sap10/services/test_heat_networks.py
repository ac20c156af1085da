"""Heat networks as documents describe them: SAP 10.2 Appendix C, RdSAP 10 Table 29; findings 9N."""

import csv
from pathlib import Path
from typing import Any

import pytest

from sap10.certificate import AgeBand, Fuel
from sap10.certificate.heating import (
    DistributionType,
    HeatNetwork,
    HeatSourceType,
    NetworkHeatSource,
)
from sap10.errors import CertificateRejected
from sap10.network_inputs import HeatSourceKind, NetworkRole
from sap10.rdsap.context import Notes
from sap10.services.heat_networks import (
    code_of_sources,
    is_network_fuel,
    loss_factor_of,
    network_fuel,
    network_of,
)
from sap10.tables import heat_networks as tables

SPACE, WATER = NetworkRole.SPACE, NetworkRole.WATER


def recorded(**changes: Any) -> HeatNetwork:
    values: dict[str, Any] = {"use": "space_and_water"}
    return HeatNetwork(**(values | changes))


def source(kind: HeatSourceType, fraction: float, **changes: Any) -> NetworkHeatSource:
    values: dict[str, Any] = {
        "type": kind,
        "fuel": Fuel.NETWORK_MAINS_GAS,
        "heat_fraction": fraction,
        "heat_efficiency_percent": 85.0,
    }
    return NetworkHeatSource(**(values | changes))


@pytest.mark.pins("Table 12c")
def test_loss_factors_of_existing_dwellings_by_age_band():
    """Table 12c; finding 9N.1: bands A to K, and K for what is newer."""
    factors = [loss_factor_of(None, AgeBand(band), Notes()) for band in "ABCDEFGHIJKLM"]
    assert factors == [
        1.2,
        1.26,
        1.33,
        1.37,
        1.41,
        1.43,
        1.45,
        1.46,
        1.48,
        1.49,
        1.5,
        1.5,
        1.5,
    ]


@pytest.mark.parametrize(
    ("kind", "band", "factor"),
    [
        (DistributionType.TWO_ADJOINING_DWELLINGS, AgeBand.A, 1.0),
        (DistributionType.TWO_ADJOINING_DWELLINGS, None, 1.0),
        (DistributionType.CALCULATED, AgeBand.A, 1.2),
        (DistributionType.UNKNOWN, None, 2.0),
        (DistributionType.NOT_CODE_COMPLIANT, None, 2.0),
        (DistributionType.CODE_COMPLIANT, None, 1.5),
        (None, None, 2.0),
    ],
)
@pytest.mark.pins("Table 12c")
def test_loss_factors_by_distribution(kind, band, factor):
    assert loss_factor_of(recorded(distribution=kind), band, Notes()) == factor


def test_a_loss_factor_given_counts_and_one_said_to_be_calculated_must_be_there():
    calculated = recorded(distribution=DistributionType.CALCULATED, distribution_loss_factor=1.32)
    assert loss_factor_of(calculated, None, Notes()) == 1.32
    with pytest.raises(CertificateRejected, match="missing_field: Community-Heating-Distribution"):
        loss_factor_of(recorded(distribution=DistributionType.CALCULATED), None, Notes())
    with pytest.raises(CertificateRejected, match="missing_field: Construction-Age-Band"):
        loss_factor_of(None, AgeBand.NOT_RECORDED, Notes())


@pytest.mark.parametrize(
    ("fuel", "code"),
    [
        (None, 51),
        (Fuel.FROM_DATABASE, 51),
        (Fuel.NETWORK_CHP, 51),
        (Fuel.NETWORK_OIL, 53),
        (Fuel.NETWORK_GEOTHERMAL, 46),
        (Fuel.MAINS_GAS, 51),
        (Fuel.BULK_LPG, 52),
        (Fuel.HEATING_OIL, 53),
        (Fuel.HOUSE_COAL, 54),
        (Fuel.WOOD_CHIPS, 43),
        (Fuel.ELECTRICITY, 41),
    ],
)
@pytest.mark.pins("RdSAP Table 29")
def test_the_fuel_of_a_network(fuel, code):
    """Findings 9N.2, 9N.3 and 9N.7: unknown is mains gas, an own fuel the network's of its kind."""
    notes = Notes()
    assert network_fuel(fuel, "Main-Fuel-Type", notes) == code
    assert bool(notes.texts) is not (is_network_fuel(fuel) and fuel is not Fuel.NETWORK_CHP)


@pytest.mark.parametrize("fuel", [Fuel.NETWORK_PUMPING_ELECTRICITY, Fuel.DUAL_FUEL])
def test_fuels_that_no_network_burns(fuel):
    with pytest.raises(CertificateRejected, match="inconsistent_values"):
        network_fuel(fuel, "Main-Fuel-Type", Notes())


@pytest.mark.parametrize(
    ("network", "code", "row"),
    [
        (None, 302, 86),
        (recorded(chp_generation_code=89), 302, 89),
        (
            recorded(heat_sources=(source(HeatSourceType.CHP, 1.0, chp_generation_code=84),)),
            302,
            84,
        ),
        (None, 301, 86),
    ],
)
@pytest.mark.pins("Table 12f")
def test_electricity_of_chp_is_that_recorded_else_of_standard_operation(network, code, row):
    notes = Notes()
    found = network_of(SPACE, network, code, AgeBand.C, notes).network
    assert found.chp_electricity_code == row
    is_assumed = network is None and code == 302
    assert any("Table 12f" in note for note in notes.texts) is is_assumed


@pytest.mark.parametrize(
    ("role", "linked", "is_flat"),
    [
        (SPACE, None, False),
        (WATER, None, True),
        (WATER, False, True),
        (WATER, True, False),
    ],
)
@pytest.mark.pins("RdSAP Table 29")
def test_networks_for_water_charge_at_a_flat_rate_unless_linked_to_use(role, linked, is_flat):
    network = recorded(is_charging_linked_to_use=linked)
    found = network_of(role, network, 950, AgeBand.C, Notes()).network
    assert (found.role, found.is_flat_rate) == (role, is_flat)


def test_listed_sources_and_products_that_were_not_looked_up():
    boilers = source(HeatSourceType.BOILERS, 0.4)
    chp = source(
        HeatSourceType.CHP,
        0.6,
        heat_efficiency_percent=48.0,
        power_efficiency_percent=27.0,
    )
    notes = Notes()
    network = recorded(
        heat_sources=(chp, boilers), product_index=240001, has_heat_interface_unit=True
    )
    found = network_of(SPACE, network, 302, AgeBand.C, notes)
    assert [(s.kind, s.fuel, s.fraction, s.efficiency_percent) for s in found.sources] == [
        (HeatSourceKind.CHP, 51, 0.6, 48.0),
        (HeatSourceKind.BOILER, 51, 0.4, 85.0),
    ]
    assert found.sources[0].power_efficiency_percent == 27.0
    assert any("240001 not looked up" in note for note in notes.texts)
    assert any("interface unit not looked up" in note for note in notes.texts)
    assert not found.network.is_listed


@pytest.mark.parametrize(
    ("types", "code"),
    [
        ((HeatSourceType.BOILERS,), 301),
        ((HeatSourceType.CHP, HeatSourceType.BOILERS), 302),
        ((HeatSourceType.HEAT_PUMP,), 304),
        ((HeatSourceType.HEAT_PUMP, HeatSourceType.BOILERS), 301),
        ((HeatSourceType.GEOTHERMAL,), 301),
    ],
)
def test_the_code_nearest_to_the_sources(types, code):
    listed = tuple(source(kind, 1 / len(types)) for kind in types)
    assert code_of_sources(recorded(heat_sources=listed)) == code


@pytest.mark.pins("RdSAP Table 29")
def test_generators_of_networks_without_a_record(shared: Path):
    """Table 29, rows 59 to 72; finding 9N.3: the defaults that the heating code stands for."""
    path = shared / "spec/tables/rdsap10/table_29_heating_and_hot_water_parameters.csv"
    rows = {int(row["row_id"]): row["value"] for row in csv.DictReader(path.open())}
    heat, power = tables.SOURCE_EFFICIENCY, tables.SOURCE_POWER_EFFICIENCY
    chp = HeatSourceKind.CHP
    for row in (59, 65, 67):
        assert heat[HeatSourceKind.BOILER] == float(rows[row])
    for row in (60, 68):
        assert heat[HeatSourceKind.HEAT_PUMP] == float(rows[row])
    for row in (63, 71):
        assert heat[chp] + power[chp] == float(rows[row])
    for row in (64, 72):
        assert heat[chp] / power[chp] == float(rows[row])
    shares = {
        (int(code), int(kind)): fraction
        for code, kind, fraction in zip(
            tables.SYSTEM_CODE, tables.SYSTEM_KIND, tables.SYSTEM_FRACTION, strict=True
        )
    }
    assert shares[302, chp] == float(rows[62])
    assert shares[951, chp] == float(rows[70])
    assert shares[302, HeatSourceKind.BOILER] == 1 - shares[302, chp]
