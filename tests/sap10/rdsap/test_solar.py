"""Solar water heating of surveys: RdSAP 10 section 11.8, Tables 28 and 29; findings 4H.1, X.7."""

from typing import Any

import numpy as np
import pytest

import sap10
from sap10.certificate import (
    CylinderSize,
    EmitterTemperature,
    ShowerType,
)
from sap10.certificate.water_heating import (
    SolarWaterHeating,
)
from sap10.codes import SolarStore
from sap10.errors import CertificateRejected
from tests.sap10.rdsap.heated import expanded, lines
from tests.sap10.rdsap.surveys import cylinder


def solar(**changes: Any) -> dict[str, Any]:
    return {"solar": SolarWaterHeating(**changes)}


@pytest.mark.pins("RdSAP 11.8", "RdSAP Table 28")
def test_a_solar_store_with_known_volumes():
    known = solar(total_volume_l=180.0, solar_volume_l=70.0, is_combined_cylinder=True)
    in_details = cylinder(size=CylinderSize.WITH_SOLAR_DETAILS)
    found = expanded(water=known | {"cylinder": in_details})
    assert found.hot_water.cylinder_volume_l == 180.0
    assert found.solar_thermal is not None
    assert (found.solar_thermal.store, found.solar_thermal.dedicated_volume_l) == (
        SolarStore.COMBINED,
        70.0,
    )
    assert lines(found)["H14"] == pytest.approx(70 + 0.3 * 110)
    without_cylinder = expanded(water=known | {"cylinder": None})
    assert without_cylinder.hot_water.cylinder_volume_l == 180.0
    separate = solar(total_volume_l=140.0, solar_volume_l=90.0, is_combined_cylinder=False)
    found = expanded(water=separate).solar_thermal
    assert found is not None
    assert (found.store, found.dedicated_volume_l) == (SolarStore.SEPARATE, 90.0)
    communal = solar(solar_volume_l=44.0, is_combined_cylinder=True, is_communal=True)
    found = expanded(water=communal).solar_thermal
    assert found is not None
    assert found.store is SolarStore.SEPARATE


@pytest.mark.parametrize(
    ("main", "combined", "cylinder_l", "kind", "litres"),
    [
        ({}, None, 110.0, SolarStore.COMBINED, 37.0),
        # two cylinders count as one, whose size is that of both
        ({}, False, 110.0, SolarStore.COMBINED, 37.0),
        ({"heating_code": 104}, True, None, SolarStore.SEPARATE, 75.0),
        ({"heating_code": 104}, None, 110.0, SolarStore.SEPARATE, 75.0),
        ({"heating_code": 104}, True, 110.0, SolarStore.COMBINED, 37.0),
    ],
)
@pytest.mark.pins("RdSAP Table 29")
def test_a_solar_store_without_volumes(main, combined, cylinder_l, kind, litres):
    stored = None if cylinder_l is None else cylinder(size=CylinderSize.EXACT, volume_l=cylinder_l)
    found = expanded(main, water=solar(is_combined_cylinder=combined) | {"cylinder": stored})
    assert found.solar_thermal is not None
    assert (found.solar_thermal.store, found.solar_thermal.dedicated_volume_l) == (kind, litres)
    assert np.isfinite(sap10.rate([found]).sap_score).all()


@pytest.mark.pins("RdSAP Table 29")
def test_insulation_of_a_preheat_cylinder():
    """As the cylinder beside it, else as one that was not seen: 12 mm jacket in band C."""
    pump = {"heating_code": 214, "fuel": None, "control_code": 2206}
    volume_factor = (120 / 75) ** (1 / 3)
    beside = expanded(pump, water=solar() | {"fuel": None}).solar_thermal
    alone = expanded({"heating_code": 104}, water=solar() | {"cylinder": None}).solar_thermal
    assert beside is not None
    assert alone is not None
    assert beside.preheat_loss_kwh_per_day == pytest.approx(
        75 * (0.005 + 0.55 / (25 + 4.0)) * volume_factor
    )
    assert alone.preheat_loss_kwh_per_day == pytest.approx(
        75 * (0.005 + 1.76 / (12 + 12.8)) * volume_factor
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (solar(solar_volume_l=300.0, is_combined_cylinder=True), "inconsistent_values"),
        (
            solar() | {"cylinder": cylinder(size=CylinderSize.WITH_SOLAR_DETAILS)},
            "missing_field",
        ),
    ],
)
def test_solar_volumes_that_cannot_be(changes, reason):
    with pytest.raises(CertificateRejected, match=reason):
        expanded(water=changes)


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ({}, 70.0),
        ({"heating_code": 214, "fuel": None, "control_code": 2206}, 58.0),
        ({"emitter_temperature": EmitterTemperature.UP_TO_35}, 35.0),
        ({"emitter_temperature": EmitterTemperature.OVER_45}, 70.0),
    ],
)
def test_flow_temperature_of_solar_space_heating(main, expected):
    """Note to line (H25): the design value, else 58 degC for a heat pump and 70 otherwise."""
    found = expanded(main, water=solar(service="space_and_water") | {"fuel": None})
    assert found.solar_thermal is not None
    assert found.solar_thermal.flow_temperature_c == expected


@pytest.mark.parametrize(
    ("kind", "outlets"),
    [
        (None, 2),
        (ShowerType.ELECTRIC, 1),
        (ShowerType.NON_ELECTRIC, 1),
        (ShowerType.NONE, 0),
    ],
)
@pytest.mark.pins("RdSAP Table 29")
def test_showers_of_the_solar_details_where_there_is_no_list(kind, outlets):
    found = expanded(water=solar(showers=kind) | {"showers": None})
    assert len(found.showers) == outlets


@pytest.mark.pins("RdSAP 11.8")
def test_a_solar_panel_heats_water_and_its_pump_takes_75_kwh():
    """Findings 4H.1 and X.7: RdSAP 10 Table 29, not Table 4f's 80 for 3 m2."""
    plain, sunny = expanded(), expanded(water=solar())
    rated = lines(sunny)
    assert (rated["H12"], rated["H13"], rated["230g"]) == (37.0, 110.0, 75.0)
    assert rated["H10"] == pytest.approx(6.5)
    assert rated["219"] < lines(plain)["219"]
