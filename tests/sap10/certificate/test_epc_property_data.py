"""The physical description: strict, frozen, documented, and the same after JSON."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel, ValidationError

import sap10.certificate as physical
from sap10.certificate import (
    EpcPropertyData,
    Fuel,
    MeasuredFabric,
    PhysicalModel,
    ReducedFabric,
    Storey,
    Wall,
    WallConstruction,
    WallInsulation,
)
from sap10.certificate.document import Certificate
from sap10.certificate.read import read_certificate
from tests.sap10.certificate.documents import CERTIFICATE
from tests.sap10.certificate.physical import models

RELAXED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
EVERY_MODEL = [
    model
    for name in physical.__all__
    if isinstance(model := getattr(physical, name), type)
    and issubclass(model, PhysicalModel)
    and model is not PhysicalModel
]


def parts_of(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from parts_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts_of(item)


@RELAXED
@given(models(EpcPropertyData))
def test_json_round_trip_is_the_identity(epc: EpcPropertyData) -> None:
    assert EpcPropertyData.model_validate_json(epc.model_dump_json()) == epc


@pytest.mark.parametrize("model", [m for m in EVERY_MODEL if m is not EpcPropertyData])
def test_json_round_trip_of_each_part_is_the_identity(model: type[PhysicalModel]) -> None:
    @settings(parent=RELAXED, max_examples=15)
    @given(models(model))
    def same(part: PhysicalModel) -> None:
        again = type(part).model_validate_json(part.model_dump_json())
        assert again == part
        assert [type(item) for item in parts_of(again)] == [type(item) for item in parts_of(part)]

    same()


def test_both_kinds_of_fabric_are_told_apart_by_their_tag() -> None:
    schema = EpcPropertyData.model_json_schema()["properties"]["fabric"]
    assert schema["discriminator"]["propertyName"] == "kind"
    assert set(schema["discriminator"]["mapping"]) == {
        ReducedFabric.model_fields["kind"].default,
        MeasuredFabric.model_fields["kind"].default,
    }


@pytest.mark.parametrize("model", EVERY_MODEL)
def test_every_field_says_what_it_is(model: type[PhysicalModel]) -> None:
    missing = [name for name, field in model.model_fields.items() if not field.description]
    assert missing == []
    assert model.__doc__


def wall(**changes: Any) -> dict[str, Any]:
    return {
        "construction": WallConstruction.CAVITY,
        "insulation": WallInsulation.AS_BUILT,
        **changes,
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"construction": "cavity"},
        {"colour": "red"},
        {"u_value": float("nan")},
        {"u_value": float("inf")},
        {"u_value": -0.1},
        {"u_value": "0.3"},
        {"thickness_mm": True},
        {"insulation_thickness_mm": "a lot"},
        {"insulation_thickness_mm": -1.0},
        {"is_dry_lined": 1},
    ],
)
def test_wrong_values_are_refused(changes: dict[str, Any]) -> None:
    Wall(**wall())
    with pytest.raises(ValidationError):
        Wall(**wall(**changes))


def test_nothing_can_be_changed_in_place() -> None:
    made = Wall(**wall())
    with pytest.raises(ValidationError, match="frozen"):
        made.u_value = 0.3  # pyright: ignore[reportAttributeAccessIssue] - what is tested


def test_unknown_as_built_and_none_stay_distinct() -> None:
    thicknesses = [None, 0.0, "unknown", "as_built", "not_defined"]
    walls = [Wall(**wall(insulation_thickness_mm=value)) for value in thicknesses]
    again = [Wall.model_validate_json(made.model_dump_json()) for made in walls]
    assert [made.insulation_thickness_mm for made in again] == thicknesses


def test_negative_area_is_refused() -> None:
    with pytest.raises(ValidationError):
        Storey(
            level=0,
            floor_area_m2=-42.0,
            room_height_m=2.4,
            heat_loss_perimeter_m=10.0,
            party_wall_length_m=0.0,
        )


def test_fuel_has_the_code_of_table_12() -> None:
    assert (Fuel.MAINS_GAS, Fuel.HEATING_OIL, Fuel.ELECTRICITY, Fuel.BIOETHANOL) == (1, 4, 39, 76)


def test_certificate_round_trip() -> None:
    certificate = read_certificate(json.dumps(CERTIFICATE).encode())
    assert Certificate.model_validate_json(certificate.model_dump_json()) == certificate
