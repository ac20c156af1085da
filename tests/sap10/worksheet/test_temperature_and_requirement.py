from dataclasses import replace

import numpy as np
import pytest

import sap10
from sap10.arrays import FloatArray
from sap10.lines import NOTHING_IMPOSED, Impose
from tests.sap10.golden_dwellings import gas_combi_detached, rdsap_electric_detached
from tests.sap10.worksheet.batches import varied


def lines_of(dwelling, impose=None):
    """Return the worksheet as an array by line: one value, or twelve."""
    rows = sap10.rate([dwelling], impose=impose).worksheet(0)
    return {
        row.info.number: np.array(row.value if row.monthly is None else row.monthly) for row in rows
    }


def with_second_system(fraction, control_2, different_part):
    house = rdsap_electric_detached()
    return replace(
        house,
        main_2=replace(house.main_1, control=control_2),
        space_heating=replace(
            house.space_heating,
            main_2_fraction=fraction,
            main_2_heats_different_part=different_part,
        ),
    )


@pytest.mark.pins("85..93", "Table 9", "Table 9b")
def test_findings_7_3_slow_storage_heater_in_january():
    """Code 402 on the 24-hour tariff: R = 0.4; the finding gives (39), gains and tc rounded."""
    hlp = 210.23 / 100.0
    time_constant = (11.43 - 4.0) / 0.25
    house = varied(
        general={
            "is_thermal_mass_given": True,
            "thermal_mass_parameter": time_constant * 3.6 * hlp,
        },
        main_1={"code": 402, "fuel": 30, "control": 2404},
        hot_water={"code": 909, "fuel": 30},
        electricity={"tariff": 4},
    )
    lines = lines_of(house, {"39": 210.23, "84": 705.4})
    assert lines["86"][0] == pytest.approx(0.9933, abs=5e-5)
    assert lines["87"][0] == pytest.approx(19.6519, abs=5e-4)


def test_control_type_3_heats_the_rest_for_two_hours_less():
    house = rdsap_electric_detached()
    type_2 = lines_of(replace(house, main_1=replace(house.main_1, control=2601)))
    type_3 = lines_of(replace(house, main_1=replace(house.main_1, control=2602)))
    np.testing.assert_array_equal(type_2["88"], type_3["88"])
    np.testing.assert_array_equal(type_2["87"], type_3["87"])
    assert (type_3["90"] < type_2["90"]).all()


def test_control_type_1_keeps_the_rest_warmer():
    house = gas_combi_detached()
    lines = {
        control: lines_of(replace(house, main_1=replace(house.main_1, control=control)))
        for control in (2103, 2106)
    }
    parameter = lines[2103]["40"]
    np.testing.assert_allclose(lines[2103]["88"], 21.0 - 0.5 * parameter)
    np.testing.assert_allclose(lines[2106]["88"], 21.0 - parameter + parameter**2 / 12.0)


@pytest.mark.pins("88", "Table 9")
def test_heat_loss_parameter_is_capped_at_6_for_the_rest_of_the_dwelling():
    house = varied(general={"thermal_bridging_y": 2.0})
    lines = lines_of(house)
    assert (lines["40"] > 6.0).all()
    np.testing.assert_allclose(lines["88"], 21.0 - 6.0 + 3.0)


@pytest.mark.pins("92", "93", "Table 4e")
def test_findings_7_2_adjustment_moves_92_to_93():
    lines = lines_of(rdsap_electric_detached())
    np.testing.assert_allclose(lines["93"] - lines["92"], 0.3)


@pytest.mark.pins("90", "Table 9c")
def test_findings_7_4_two_systems_in_different_parts_share_the_rest():
    own = {
        control: lines_of(
            replace(
                rdsap_electric_detached(),
                main_1=replace(rdsap_electric_detached().main_1, control=control),
            )
        )["90"]
        for control in (2601, 2602)
    }
    house = replace(
        with_second_system(0.1, 2602, different_part=True),
        main_1=replace(rdsap_electric_detached().main_1, control=2601),
    )
    weight = 0.1 / (1.0 - 0.75)
    np.testing.assert_allclose(
        lines_of(house)["90"], own[2601] * (1 - weight) + own[2602] * weight, rtol=1e-12
    )


def test_second_system_of_more_than_the_rest_controls_all_of_it():
    house = with_second_system(0.3, 2602, different_part=True)
    alone = replace(
        rdsap_electric_detached(),
        main_1=replace(rdsap_electric_detached().main_1, control=2602),
    )
    np.testing.assert_allclose(lines_of(house)["90"], lines_of(alone)["90"], rtol=1e-12)


def test_adjustment_of_two_systems_is_weighted():
    lines = lines_of(with_second_system(0.4, 2602, different_part=True))
    np.testing.assert_allclose(lines["93"] - lines["92"], 0.6 * 0.3)


def test_second_system_for_the_whole_dwelling_leaves_the_first_ones_control():
    house = with_second_system(0.4, 2602, different_part=False)
    alone = lines_of(rdsap_electric_detached())
    np.testing.assert_allclose(lines_of(house)["90"], alone["90"], rtol=1e-12)


@pytest.mark.pins("98a", "98c", "Table 9c")
def test_no_space_heating_from_june_to_september_and_none_below_1_kwh():
    lines = lines_of(gas_combi_detached())
    np.testing.assert_array_equal(lines["98a"][5:9], 0.0)
    assert (lines["98a"][[0, 1, 2, 3, 9, 10, 11]] > 1.0).all()
    hours = 0.024 * 31
    needs = {"95": 0.0, "97": [0.99 / hours] + [1.01 / hours] * 11}
    limited = lines_of(gas_combi_detached(), needs)
    assert limited["98a"][0] == 0.0
    assert limited["98a"][2] == pytest.approx(1.01)


@pytest.mark.pins("100..108", "Table 10a", "Table 10b")
def test_cooling_follows_tables_10a_and_10b():
    lines = lines_of(varied(general={"cooled_area_m2": 25.0, "cooling_seer": 4.0}))
    july = 6
    needed = 0.024 * (lines["103"] - lines["102"]) * 31
    assert lines["105"] == pytest.approx(0.25)
    assert lines["107"][july] == pytest.approx(needed[july] * 0.25 * 0.25)
    np.testing.assert_array_equal(lines["107"][[0, 1, 2, 3, 4, 8, 9, 10, 11]], 0.0)
    np.testing.assert_allclose(lines["103"], lines["84"] - lines["70"])
    assert lines["221"][july] == pytest.approx(lines["107"][july] / 4.0)


def test_nothing_cooled_has_no_cooling_lines():
    assert set(lines_of(varied())).isdisjoint({str(n) for n in range(100, 109)})


def test_impose_without_values_returns_what_was_computed():
    computed: FloatArray = np.ones((2, 12))
    assert NOTHING_IMPOSED("39", computed) is computed
    imposed = Impose({"39": 3.0})
    np.testing.assert_array_equal(imposed("39", computed), 3.0 * computed)
    assert not imposed.unused
