"""Solar collectors as documents describe them: SAP 10.2 Appendix H, RdSAP 10 Table 29."""

from typing import Any

import pytest

from sap10.certificate import Orientation, Overshading
from sap10.certificate.water_heating import SolarCollector, SolarWaterHeating
from sap10.codes import Orientation as SapOrientation
from sap10.codes import SolarOvershading, SolarPurpose, SolarStore
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes
from sap10.rdsap.solar import DEFAULTS
from sap10.services.solar_water import Store, solar_thermal_of
from sap10.water_inputs import SolarThermal

STORE = Store(kind=SolarStore.COMBINED, dedicated_volume_l=53.0)


def collector(**changes: Any) -> SolarCollector:
    values: dict[str, Any] = {
        "type": "flat_panel",
        "aperture_area_m2": 4.0,
        "zero_loss_efficiency_percent": 75.0,
        "linear_loss_w_per_m2k": 3.9,
        "second_order_loss_w_per_m2k2": 0.012,
        "orientation": Orientation.SOUTH_WEST,
        "pitch_degrees": 45.0,
        "overshading": Overshading.SIGNIFICANT,
    }
    return SolarCollector(**(values | changes))


def system(
    recorded: SolarCollector | None, defaults: bool = True, **changes: Any
) -> SolarThermal[float, int, bool]:
    values: dict[str, Any] = {"pump": "electric"}
    solar = SolarWaterHeating(collector=recorded, **(values | changes))
    return solar_thermal_of(solar, STORE, 58.0, DEFAULTS if defaults else None, Notes())


def test_what_is_recorded_counts():
    found = system(collector(overall_loss_w_per_k=7.0, loop_efficiency=0.85), defaults=False)
    assert found == SolarThermal(
        aperture_area_m2=4.0,
        zero_loss_efficiency=0.75,
        linear_loss=3.9,
        second_order_loss=0.012,
        loop_efficiency=0.85,
        incidence_angle_modifier=0.94,
        orientation=SapOrientation.SOUTH_WEST,
        pitch_deg=45.0,
        overshading=SolarOvershading.SIGNIFICANT,
        is_system_loss_given=True,
        system_loss_w_per_k=7.0,
        store=SolarStore.COMBINED,
        dedicated_volume_l=53.0,
        flow_temperature_c=58.0,
    )


@pytest.mark.parametrize(
    ("kind", "figures"),
    [
        ("flat_panel", (0.8, 3.5, 0.0, 0.94)),
        ("evacuated_tube", (0.8, 1.8, 0.0, 1.0)),
        ("unglazed", (0.8, 15.0, 0.0, 1.0)),
    ],
)
@pytest.mark.pins("Table H1")
def test_a_collector_whose_kind_alone_is_known(kind, figures):
    bare = collector(type=kind, zero_loss_efficiency_percent=None)
    found = system(bare)
    assert (
        found.zero_loss_efficiency,
        found.linear_loss,
        found.second_order_loss,
        found.incidence_angle_modifier,
    ) == figures


@pytest.mark.pins("RdSAP Table 29", "RdSAP 11.8")
def test_a_panel_of_which_nothing_is_known():
    """Finding 4H.1: 3 m2 flat, 0.80, 4.0, 0.01, south, 30 degrees, modest, electric pump."""
    found = system(None, pump=None)
    assert (found.aperture_area_m2, found.zero_loss_efficiency) == (3.0, 0.8)
    assert (found.linear_loss, found.second_order_loss) == (4.0, 0.01)
    assert found.incidence_angle_modifier == 0.94
    assert (found.orientation, found.pitch_deg) == (SapOrientation.SOUTH, 30.0)
    assert found.overshading is SolarOvershading.MODEST
    assert found.is_pump_electricity_given
    assert (found.pump_kwh_per_year, found.is_pump_mains_powered) == (75.0, True)


@pytest.mark.parametrize(
    ("pump", "given", "mains"),
    [
        ("electric", False, True),
        ("photovoltaic", False, False),
        ("unknown", True, True),
    ],
)
@pytest.mark.pins("RdSAP Table 29", "Table 4f")
def test_pumps(pump, given, mains):
    found = system(collector(), pump=pump)
    assert (found.is_pump_electricity_given, found.is_pump_mains_powered) == (
        given,
        mains,
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"orientation": Orientation.HORIZONTAL}, (SapOrientation.HORIZONTAL, 0.0)),
        ({"pitch_degrees": 0.0}, (SapOrientation.HORIZONTAL, 0.0)),
        ({"orientation": Orientation.UNKNOWN}, (SapOrientation.SOUTH, 45.0)),
    ],
)
def test_directions(changes, expected):
    found = system(collector(**changes))
    assert (found.orientation, found.pitch_deg) == expected


@pytest.mark.parametrize(
    ("shade", "expected"),
    [
        (Overshading.NONE_OR_VERY_LITTLE, SolarOvershading.NONE_OR_LITTLE),
        (Overshading.MODEST, SolarOvershading.MODEST),
        (Overshading.HEAVY, SolarOvershading.HEAVY),
        (Overshading.SEVERE, SolarOvershading.HEAVY),
        (Overshading.NOT_RECORDED, SolarOvershading.MODEST),
    ],
)
@pytest.mark.pins("Table H2")
def test_overshading(shade, expected):
    assert system(collector(overshading=shade)).overshading is expected


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (None, SolarPurpose.WATER),
        ("water", SolarPurpose.WATER),
        ("space", SolarPurpose.SPACE),
        ("space_and_water", SolarPurpose.WATER_AND_SPACE),
    ],
)
def test_what_it_heats(service, expected):
    assert system(collector(), service=service).purpose is expected


@pytest.mark.parametrize(
    ("recorded", "field"),
    [
        (None, "Aperture-Area"),
        (collector(aperture_area_m2=None), "Aperture-Area"),
        (collector(type=None), "Collector-Type"),
        (collector(orientation=Orientation.UNKNOWN), "Orientation"),
        (collector(overshading=Overshading.NOT_RECORDED), "Overshading"),
    ],
)
def test_without_defaults_the_document_has_to_say_it(recorded, field):
    with pytest.raises(CertificateRejected) as refused:
        system(recorded, defaults=False)
    assert (refused.value.reason, refused.value.field) == (
        "missing_field",
        f"Solar-Heating-Details/{field}",
    )
