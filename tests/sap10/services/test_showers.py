"""Shower outlets: SAP 10.2 Table J4; findings 4.17 and C.12."""

import pytest

from sap10.certificate import Shower, ShowerType
from sap10.codes import ShowerKind
from sap10.rdsap.context import Notes
from sap10.services.showers import showers_of
from tests.sap10.rdsap.surveys import water_heating


@pytest.mark.parametrize(
    ("kind", "existing", "new"),
    [
        (ShowerType.VENTED, 7.0, 8.0),
        (ShowerType.VENTED_PUMPED, 12.0, 12.0),
        (ShowerType.UNVENTED, 11.0, 11.0),
        (ShowerType.PART_G, 8.0, 8.0),
        (ShowerType.UNKNOWN, 9.0, 9.0),
        (ShowerType.NON_ELECTRIC, 7.0, 8.0),
    ],
)
@pytest.mark.pins("Table J4")
def test_flow_where_unknown(kind, existing, new):
    water = water_heating(showers=(Shower(type=kind),))
    for is_new, flow in ((False, existing), (True, new)):
        (found,) = showers_of(water, Notes(), is_new)
        assert (found.kind, found.flow_l_per_min) == (ShowerKind.MIXER, flow)


@pytest.mark.parametrize(
    ("recorded", "is_new", "flow"),
    [(6.0, False, 7.0), (6.0, True, 8.0), (13.0, True, 13.0)],
)
@pytest.mark.pins("Table J4")
def test_least_flow(recorded, is_new, flow):
    shower = Shower(type=ShowerType.UNVENTED, flow_rate_l_per_min=recorded)
    (found,) = showers_of(water_heating(showers=(shower,)), Notes(), is_new)
    assert found.flow_l_per_min == flow


@pytest.mark.parametrize(("recorded", "power"), [(None, 9.3), (7.2, 9.0), (10.5, 10.5)])
@pytest.mark.pins("Table J4")
def test_electric_showers(recorded, power):
    shower = Shower(type=ShowerType.ELECTRIC, power_kw=recorded)
    (found,) = showers_of(water_heating(showers=(shower,)), Notes())
    assert (found.kind, found.power_kw) == (ShowerKind.ELECTRIC, power)


def test_both_kinds_none_and_no_list():
    both = (
        Shower(type=ShowerType.ELECTRIC_AND_NON_ELECTRIC),
        Shower(type=ShowerType.NONE),
    )
    found = showers_of(water_heating(showers=both), Notes())
    assert [outlet.kind for outlet in found] == [ShowerKind.ELECTRIC, ShowerKind.MIXER]
    notes = Notes()
    assert showers_of(water_heating(showers=None), notes) == ()
    assert notes.texts
