"""What a dwelling has beside a heat network: second main system (A1), solar panels, pumps."""

from dataclasses import replace

import pytest

import sap10
from sap10.codes import ShowerKind, WasteWaterKind
from sap10.dwelling import Shower
from sap10.errors import NotSupported
from sap10.water_inputs import WasteWaterHeatRecovery
from sap10.worksheet.branches import SECOND_SYSTEM_LINES
from tests.sap10.water_products import collector
from tests.sap10.worksheet.heated import CYLINDER, heated, system
from tests.sap10.worksheet.test_heat_networks import GAS, lines, on_network


@pytest.mark.pins(
    "203..205", "207", "213", "241e", "262", "276", "307", "338", "355", "376", "476", "Appendix A"
)
def test_a_second_main_system_beside_a_network_has_its_lines_of_branch_a() -> None:
    """A1: the network is main system 1; 9b has no lines for the other (ADR 13)."""
    dwelling = on_network(
        space_heating={"main_2_fraction": 0.3, "secondary_code": 603, "secondary_fuel": GAS}
    )
    boiler_2 = system(102, GAS, 2106, has_flue_fan=True, has_pump=True)
    found = lines(replace(dwelling, main_2=boiler_2))
    main = 1.0 - found["301"]
    assert found["302"] == pytest.approx(main)
    assert found["203"] == 0.3
    assert found["204"] == pytest.approx(main * 0.7)
    assert found["205"] == pytest.approx(main * 0.3)
    assert found["307"] == pytest.approx(found["98c"] * main * 0.7 * found["305"] * 1.5)
    assert found["213"] == pytest.approx(found["98c"] * main * 0.3 * 100.0 / found["207"])
    assert found["331"] == pytest.approx(found["230c"] + found["230e"])
    gas = found["213"]
    assert found["241e"] == pytest.approx(gas * 0.0348)
    assert found["262"] == pytest.approx(gas * 0.210)
    assert found["276"] == pytest.approx(gas * 1.130)
    assert found["376"] == pytest.approx(found["373"] + found["374"] + found["262"])
    assert found["476"] == pytest.approx(found["473"] + found["474"] + found["276"])
    delivered = sum(found[line] for line in ("307", "213", "309", "310", "331", "332"))
    assert found["338"] == pytest.approx(delivered)
    heat = found["340b"] + found["342b"] + found["241e"] + found["341"]
    assert found["355"] == pytest.approx(heat + found["349"] + found["350"] + found["351"])


def test_without_a_second_system_branch_b_has_none_of_its_lines() -> None:
    assert not set(SECOND_SYSTEM_LINES) & lines(on_network()).keys()


def test_a_network_as_second_main_system_is_refused() -> None:
    dwelling = replace(heated(system(104, GAS, 2106)), main_2=on_network().main_1)
    with pytest.raises(NotSupported, match="Appendix A1"):
        sap10.rate([dwelling])


@pytest.mark.pins("330b", "331", "349", "378", "478", "Table 4f")
def test_warm_air_fans_beside_a_network() -> None:
    """Table 4f: 0.4 x SFP x V of a warm air unit as second main system, SFP 1.5."""
    warm_air = system(501, GAS, 2502)
    dwelling = on_network(space_heating={"main_2_fraction": 0.4})
    found = lines(replace(dwelling, main_2=warm_air))
    assert found["330b"] == pytest.approx(0.4 * 1.5 * found["5"])
    assert found["331"] == pytest.approx(found["330b"])
    assert found["349"] == pytest.approx(found["331"] * 0.1319)
    assert "330b" not in lines(dwelling)


@pytest.mark.pins("330g", "331", "349", "378", "478", "Appendix H")
@pytest.mark.parametrize("is_mains_powered", [True, False])
def test_pump_of_solar_panels_within_a_network(is_mains_powered: bool) -> None:
    """H3: as for single systems, Table 4f: (25 + 5 H1) x 2 kWh; none where the sun drives it."""
    panels = collector(aperture_area_m2=1.47, is_pump_mains_powered=is_mains_powered)
    dwelling = on_network(hot_water={"code": 901, "fuel": GAS} | CYLINDER)
    found, plain = lines(replace(dwelling, solar_thermal=panels)), lines(dwelling)
    assert found["330g"] == (pytest.approx(2.0 * (25.0 + 5.0 * 1.47)) if is_mains_powered else 0.0)
    assert found["331"] - plain["331"] == pytest.approx(found["330g"])
    assert found["349"] - plain["349"] == pytest.approx(found["330g"] * 0.1319)
    assert found["310"] < plain["310"]
    assert found["59"] == plain["59"]  # "The reduction in primary loss ... does not apply."


@pytest.mark.pins("330h", "331", "349", "378", "478", "Appendix G")
def test_pump_of_waste_water_storage_beside_a_network() -> None:
    """G3.3: the record's electricity of a day, all year."""
    storage = WasteWaterHeatRecovery(
        kind=WasteWaterKind.STORAGE,
        utilisation_factor=0.9,
        electricity_kwh_per_day=0.07,
        efficiency_percent=40.0,
        dedicated_volume_l=40.0,
        lowest_volume_l=30.0,
        highest_volume_l=50.0,
    )
    shower = Shower(kind=ShowerKind.MIXER, flow_l_per_min=9.0, waste_water_unit=1)
    dwelling = on_network(hot_water={"code": 901, "fuel": GAS} | CYLINDER, showers=(shower,))
    found = lines(replace(dwelling, waste_water_recovery=(storage,)))
    plain = lines(dwelling)
    assert found["330h"] == pytest.approx(0.07 * 365.0)
    assert found["331"] - plain["331"] == pytest.approx(found["330h"])
    assert found["349"] - plain["349"] == pytest.approx(found["330h"] * 0.1319)
    assert found["310"] < plain["310"]
