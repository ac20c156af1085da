"""Overlays: pure, typed, composed in order, and the same again from JSON."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sap10.certificate import (
    BulbCounts,
    FloorInsulation,
    PropertyType,
    ReducedFabric,
    ReducedGlazing,
    WallConstruction,
    WallInsulation,
)
from sap10.errors import CertificateRejected
from sap10.overlay import Component, Edit, Overlay, Provenance, apply
from tests.homes import fabric, home, part, window

LANDLORD = Provenance(kind="landlord_override", name="stock list", stated_on=date(2026, 3, 1))


def overlay(*edits: tuple[Component, int | None, dict[str, Any]]) -> Overlay:
    return Overlay(
        provenance=LANDLORD,
        edits=tuple(Edit(component=c, number=n, changes=changes) for c, n, changes in edits),
    )


def reduced(epc: Any) -> ReducedFabric:
    assert isinstance(epc.fabric, ReducedFabric)
    return epc.fabric


def test_edit_changes_its_component_and_nothing_else() -> None:
    before = home(fabric=fabric(part(1), part(2)))
    kept = before.model_dump_json()
    after = apply(
        before, overlay((Component.WALL, 2, {"insulation": WallInsulation.FILLED_CAVITY}))
    )

    assert reduced(after).building_parts[1].wall.insulation is WallInsulation.FILLED_CAVITY
    assert before.model_dump_json() == kept
    changed = after.model_dump()
    changed["fabric"]["building_parts"][1]["wall"]["insulation"] = WallInsulation.AS_BUILT
    assert changed == before.model_dump()


def test_later_overlay_wins_and_others_stay() -> None:
    first = overlay(
        (Component.VENTILATION, None, {"extract_fan_count": 3, "open_chimney_count": 1})
    )
    second = overlay((Component.VENTILATION, None, {"extract_fan_count": 1}))
    after = apply(home(), first, second)
    assert (after.ventilation.extract_fan_count, after.ventilation.open_chimney_count) == (1, 1)
    assert apply(apply(home(), first), second) == after
    assert apply(home(), second, first).ventilation.extract_fan_count == 3


def test_every_kind_of_place_is_reached() -> None:
    after = apply(
        home(),
        overlay(
            (Component.DWELLING, None, {"property_type": PropertyType.BUNGALOW}),
            (Component.FABRIC, None, {"heated_room_count": 4}),
            (Component.LOWEST_STOREY, 1, {"floor_insulation": FloorInsulation.RETROFITTED}),
            (Component.WINDOW, 6, {"glazing": ReducedGlazing.DOUBLE_THIRD_PERIOD}),
            (Component.MAIN_HEATING, 1, {"control_code": 2106}),
            (Component.DOORS, None, {"insulated_count": 1}),
        ),
    )
    assert after.property_type is PropertyType.BUNGALOW
    assert reduced(after).heated_room_count == 4
    assert reduced(after).building_parts[0].storeys[0].floor_insulation == "retrofitted"
    assert reduced(after).building_parts[0].storeys[1].floor_insulation is None
    assert [one.glazing for one in reduced(after).windows][5] == "double_from_2022"
    assert after.heating.main[0].control_code == 2106
    assert reduced(after).doors.insulated_count == 1


def test_lowest_storey_is_found_by_its_level() -> None:
    storeys = part().storeys
    upside_down = home(fabric=fabric(part(storeys=(storeys[1], storeys[0]))))
    after = apply(
        upside_down,
        overlay((Component.LOWEST_STOREY, 1, {"floor_insulation": FloorInsulation.UNKNOWN})),
    )
    assert reduced(after).building_parts[0].storeys[1].floor_insulation == "unknown"


@pytest.mark.parametrize(
    ("component", "number", "changes"),
    [
        (Component.WALL, 7, {"insulation": WallInsulation.EXTERNAL}),
        (Component.ALTERNATIVE_WALL_1, 1, {"insulation": WallInsulation.EXTERNAL}),
        (Component.WINDOW, 9, {"is_draught_proofed": True}),
        (Component.WINDOW, 0, {"is_draught_proofed": True}),
        (Component.MAIN_HEATING, 2, {"control_code": 2106}),
        (Component.CYLINDER, None, {"has_thermostat": True}),
        (Component.UNMEASURED_GLAZING, None, {"multiple_glazed_percent": 100.0}),
    ],
)
def test_edit_of_what_is_not_there_is_refused(
    component: Component, number: int | None, changes: dict[str, Any]
) -> None:
    with pytest.raises(CertificateRejected, match="stock list") as refused:
        apply(home(), overlay((component, number, changes)))
    assert refused.value.reason == "inconsistent_values"
    assert component in refused.value.field


@pytest.mark.parametrize(
    ("component", "number", "changes"),
    [
        (Component.WALL, 1, {"colour": "red"}),
        (Component.WALL, 1, {"insulation": "external"}),
        (Component.WALL, 1, {"thickness_mm": -1.0}),
        (Component.WALL, 1, {"thickness_mm": "300"}),
        (Component.WALL, None, {"thickness_mm": 300.0}),
        (Component.VENTILATION, 1, {"extract_fan_count": 2}),
        (Component.VENTILATION, None, {}),
        (Component.MAIN_HEATING, 1, {"fraction": 1.5}),
    ],
)
def test_edit_of_wrong_type_is_refused_when_it_is_made(
    component: Component, number: int | None, changes: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        overlay((component, number, changes))


def test_infinite_value_is_refused() -> None:
    with pytest.raises((ValidationError, CertificateRejected)):
        apply(home(), overlay((Component.WALL, 1, {"thickness_mm": float("inf")})))


def test_overlay_survives_its_json() -> None:
    original = overlay(
        (Component.DWELLING, None, {"lighting": BulbCounts(led_count=9), "country": None}),
        (Component.WALL, 1, {"construction": WallConstruction.COB, "thickness_mm": 500.0}),
        (Component.ROOF, 1, {"insulation_thickness_mm": "unknown"}),
        (Component.FABRIC, None, {"windows": (window(),)}),
    )
    again = Overlay.from_json(original.model_dump_json())
    assert again == original
    assert apply(home(), again) == apply(home(), original)


@given(
    st.lists(
        st.tuples(st.sampled_from(["extract_fan_count", "passive_vent_count"]), st.integers(0, 9))
    )
)
def test_last_value_of_each_field_stays(edits: list[tuple[str, int]]) -> None:
    after = apply(home(), *[overlay((Component.VENTILATION, None, dict([one]))) for one in edits])
    last = dict(edits)
    assert after.ventilation.extract_fan_count == last.get("extract_fan_count", 0)
    assert after.ventilation.passive_vent_count == last.get("passive_vent_count")
