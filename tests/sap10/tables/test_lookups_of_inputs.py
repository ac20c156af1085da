"""Tables that decide inputs or convert figures: 12b, 15, 16, L1, and Appendix H3."""

import csv
from pathlib import Path

import numpy as np
import pytest

from sap10.tables.converted_ratings import (
    MainHeatingFuel,
    environmental_rating_of_2012,
    sap_rating_of_2012,
)
from sap10.tables.lamps import DEFAULT_EFFICACY_LM_PER_W
from sap10.tables.solar_thermal import share_of_network
from sap10.tables.solid_fuels import SmokeControl, burns_another_fuel, smoke_control

FUELS = {
    "anthracite grains and beans": (15,),
    "anthracite nuts": (15,),
    "anthracite": (15,),
    "authorised smokeless": (12,),
    "smokeless": (12,),
    "house coal": (11,),
    "wood logs": (20,),
    "wood chips": (21,),
    "wood pellets": (23,),
}
CODES = {
    "auto (gravity) feed boiler": (153,),
    "manual feed boiler": (151,),
    "wood chip boiler": (155,),
    "wood pellet boiler": (155,),
    "open fire (with or without back boiler)": (156, 631, 632),
    "closed room heater (with or without boiler)": (158, 633, 634),
    "pellet-fired stove": (159, 635, 636),
    "range cooker boiler": (160, 161),
}
GAS, ANTHRACITE, DUAL, BAGGED = 1, 15, 10, 22


def printed(shared: Path, name: str) -> list[dict[str, str]]:
    path = shared / "spec" / "tables" / "sap10.2" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.pins("Table 12b")
def test_solid_fuels_are_table_12b(shared: Path) -> None:
    rows = printed(shared, "table_12b_solid_fuels")
    pairs = {
        place: {
            (code, fuel): row
            for row in rows
            if row["smoke_control_area"] == place
            for code in CODES[row["appliance"]]
            for fuel in FUELS[row["fuel"]]
        }
        for place in ("within", "outside")
    }
    for code in range(1000):
        for fuel in {one for fuels in FUELS.values() for one in fuels}:
            rule = smoke_control(code, fuel)
            assert (rule is not None) is ((code, fuel) in pairs["outside"])
            row = pairs["within"].get((code, fuel))
            if row is None:
                assert rule in (None, SmokeControl.NEVER)
            elif row["exempted_appliance_only"]:
                assert rule is SmokeControl.EXEMPTED
            elif row["fuel"] == "authorised smokeless":
                assert rule is SmokeControl.AUTHORISED
            else:
                assert rule is SmokeControl.PERMITTED


@pytest.mark.pins("Table 12b")
def test_dual_fuel_stands_where_coal_and_logs_do_and_never_under_smoke_control() -> None:
    """Section 12.4.5: "the calculation cannot be considered as valid"."""
    codes = [code for code in range(1000) if smoke_control(code, DUAL) is not None]
    assert codes == [151, 156, 158, 160, 161, 631, 632, 633, 634]
    assert {smoke_control(code, DUAL) for code in codes} == {SmokeControl.NEVER}


@pytest.mark.pins("Table 12b")
def test_an_appliance_with_another_fuel_is_seen() -> None:
    code = np.array([153, 153, 636, 636, 104, 631, 691])
    fuel = np.array([ANTHRACITE, DUAL, BAGGED, ANTHRACITE, GAS, GAS, 30])
    expected = [False, True, False, True, False, True, False]
    assert burns_another_fuel(code, fuel).tolist() == expected
    assert burns_another_fuel(np.array([631]), np.array([60])).tolist() == [True]


@pytest.mark.pins("Table L1")
def test_lamps_are_table_l1(shared: Path) -> None:
    rows = printed(shared, "table_l1_lamp_efficacy")
    figures = [float(row["luminous_efficacy_lm_per_w"]) for row in rows]
    assert list(DEFAULT_EFFICACY_LM_PER_W.values()) == figures


@pytest.mark.pins("Table 15")
def test_converted_sap_ratings_are_table_15(shared: Path) -> None:
    for row in printed(shared, "table_15_sap_2012_to_sap_10"):
        fuel = MainHeatingFuel[row["main_heating_fuel"].upper()]
        found = sap_rating_of_2012(np.array([float(row["sap_2012_rating"])]), np.array([fuel]))
        assert found[0] == float(row["sap_10_rating"])


@pytest.mark.pins("Table 16")
def test_converted_environmental_ratings_are_table_16(shared: Path) -> None:
    for row in printed(shared, "table_16_ei_2012_to_sap_10"):
        fuel = MainHeatingFuel[row["main_heating_fuel"].upper()]
        given = np.array([float(row["ei_rating_sap_2012"])])
        found = environmental_rating_of_2012(given, np.array([fuel]))
        assert found[0] == float(row["ei_rating_sap_10"])


@pytest.mark.pins("Table 15", "Table 16")
def test_ratings_between_and_beyond_the_printed_ones() -> None:
    ratings = np.array([64.0, 0.0, 120.0])
    fuels = np.array([MainHeatingFuel.OIL, MainHeatingFuel.SOLID, MainHeatingFuel.BIOMASS])
    np.testing.assert_allclose(sap_rating_of_2012(ratings, fuels), [67.2, -36.0, 100.0])
    np.testing.assert_allclose(environmental_rating_of_2012(ratings, fuels), [65.0, 4.0, 100.0])


@pytest.mark.pins("H1", "H12", "Appendix H")
@pytest.mark.parametrize(("floor_area", "expected"), [(50.0, (1.47, 37.0)), (60.0, (1.76, 44.0))])
def test_solar_panels_of_a_network_are_divided_by_floor_area(
    floor_area: float, expected: tuple[float, float]
) -> None:
    """The example of H3: 8 flats of 50 m2 and 16 of 60 m2, 40 m2 of panels, 1000 litres."""
    assert share_of_network(40.0, 1000.0, floor_area / (8 * 50.0 + 16 * 60.0)) == expected
