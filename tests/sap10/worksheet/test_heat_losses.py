import numpy as np
import pytest

from sap10.codes import ElementKind, OpeningKind, Orientation, Overshading
from sap10.dwelling import Element, Opening, ThermalBridge
from tests.sap10.worksheet.batches import fabric_of, varied


def losses_of(**groups):
    return fabric_of(varied(**groups))[3]


def glazing(area_m2, u_value, kind=OpeningKind.WINDOW):
    return Opening(
        kind=kind,
        area_m2=area_m2,
        u_value=u_value,
        orientation=Orientation.SOUTH,
        g=0.7,
        g_light=0.8,
        frame_factor=0.7,
        overshading=Overshading.AVERAGE_OR_UNKNOWN,
    )


@pytest.mark.pins("27")
def test_findings_3_25_curtains_reduce_the_u_value_of_glazing():
    losses = losses_of(openings=(glazing(13.96, 2.8), glazing(6.37, 1.4)))
    assert losses.window == pytest.approx([43.5962], abs=5e-5)


@pytest.mark.pins("27a")
def test_roof_windows_and_rooflights_are_line_27a():
    losses = losses_of(
        openings=(
            glazing(1.0, 2.0),
            glazing(1.0, 2.0, OpeningKind.ROOF_WINDOW),
            glazing(1.0, 2.0, OpeningKind.ROOFLIGHT),
        )
    )
    assert losses.window == pytest.approx([1.8519], abs=5e-5)
    assert losses.roof_window == pytest.approx([2 * 1.8519], abs=1e-4)


@pytest.mark.pins("31", "32", "33")
def test_party_walls_lose_heat_but_are_no_external_area():
    wall = Element(kind=ElementKind.EXTERNAL_WALL, area_m2=50.0, u_value=0.3)
    party = Element(kind=ElementKind.PARTY_WALL, area_m2=20.0, u_value=0.5)
    losses = losses_of(elements=(wall, party), openings=())
    assert losses.fabric_heat_loss == pytest.approx([25.0])
    assert losses.external_area == pytest.approx([50.0])
    assert losses.roof is None


@pytest.mark.pins("36", "Appendix K")
def test_findings_3_15_and_3_32_thermal_bridges_from_y():
    areas = (47.70, 11.57, 42.92, 39.18, 3.74, 11.52, 3.70)
    losses = losses_of(
        elements=tuple(Element(kind=i, area_m2=a, u_value=1.0) for i, a in enumerate(areas)),
        openings=(),
        general={"thermal_bridging_y": 0.15},
    )
    assert losses.external_area == pytest.approx([160.33])
    assert losses.linear_thermal_bridges == pytest.approx([24.0495])
    assert losses.total_fabric_heat_loss == pytest.approx([160.33 + 24.0495])


@pytest.mark.pins("36", "36a", "37", "Appendix K")
def test_listed_thermal_bridges_replace_y_and_point_bridges_add():
    losses = losses_of(
        general={"has_thermal_bridge_list": True, "point_thermal_bridges_w_per_k": 1.5},
        thermal_bridges=(
            ThermalBridge(length_m=10.0, psi=0.3),
            ThermalBridge(length_m=4.0, psi=0.05),
        ),
    )
    assert losses.linear_thermal_bridges == pytest.approx([3.2])
    assert losses.total_fabric_heat_loss == pytest.approx(losses.fabric_heat_loss + 4.7)


@pytest.mark.pins("32a..32e", "34", "35", "Table 1f")
def test_thermal_mass_from_capacities_of_all_elements():
    wall = Element(kind=ElementKind.EXTERNAL_WALL, area_m2=50.0, u_value=0.3, kappa=110.0)
    partition = Element(kind=ElementKind.INTERNAL_WALL, area_m2=80.0, u_value=0.0, kappa=9.0)
    losses = losses_of(elements=(wall, partition), openings=())
    assert losses.heat_capacity == pytest.approx([6220.0])
    assert losses.internal_wall_capacity == pytest.approx([720.0])
    assert losses.thermal_mass_parameter == pytest.approx([62.2])
    assert losses.external_area == pytest.approx([50.0])


@pytest.mark.pins("35")
def test_given_thermal_mass_parameter_is_used():
    losses = losses_of(general={"is_thermal_mass_given": True, "thermal_mass_parameter": 250.0})
    assert losses.thermal_mass_parameter == pytest.approx([250.0])
    assert losses.heat_capacity is None


@pytest.mark.pins("38..40")
def test_ventilation_heat_loss_and_heat_loss_parameter():
    _, size, rates, losses = fabric_of(varied())
    np.testing.assert_allclose(
        losses.ventilation_heat_loss, 0.33 * 300.0 * rates.effective_air_change_rate
    )
    np.testing.assert_allclose(
        losses.heat_loss_parameter * size.total_floor_area,
        losses.total_fabric_heat_loss[:, None] + losses.ventilation_heat_loss,
    )
