"""A second main system beside a heat network, Appendix A1."""

from dataclasses import replace

import pytest

import sap10
from sap10.errors import NotSupported
from sap10.worksheet.branches import SECOND_SYSTEM_LINES
from tests.sap10.worksheet.heated import heated, system
from tests.sap10.worksheet.test_heat_networks import GAS, lines, on_network


@pytest.mark.pins("203..205", "207", "213", "241e", "262", "276", "307", "338", "355", "376", "476")
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
