"""Overlays: typed edits of `EpcPropertyData`.

A landlord override and a retrofit measure are the same thing: some fields of some components get
new values, and it is known who says so. Applying an overlay is pure; overlays compose in their
order, the later one winning where two set the same field. Which edits a measure makes is decided
in `sap10.measures`, which facts override a certificate by the platform.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Self, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    TypeAdapter,
    ValidationError,
    field_serializer,
    model_validator,
)

from sap10.certificate import (
    AlternativeWall,
    BuildingPart,
    Cylinder,
    Doors,
    EnergySource,
    EpcPropertyData,
    Heating,
    LowestFloor,
    MainHeating,
    PhysicalModel,
    ReducedFabric,
    Roof,
    SecondaryHeating,
    Storey,
    UnmeasuredGlazing,
    Ventilation,
    Wall,
    WaterHeating,
    Window,
)
from sap10.errors import CertificateRejected

Step = str | int
"""One step into `EpcPropertyData`: a field, or a position in a tuple."""


class Component(StrEnum):
    """What an edit changes: one part of the physical description."""

    DWELLING = "dwelling"
    FABRIC = "fabric"
    BUILDING_PART = "building_part"
    WALL = "wall"
    ALTERNATIVE_WALL_1 = "alternative_wall_1"
    ALTERNATIVE_WALL_2 = "alternative_wall_2"
    ROOF = "roof"
    FLOOR = "floor"
    LOWEST_STOREY = "lowest_storey"
    WINDOW = "window"
    UNMEASURED_GLAZING = "unmeasured_glazing"
    DOORS = "doors"
    VENTILATION = "ventilation"
    HEATING = "heating"
    MAIN_HEATING = "main_heating"
    SECONDARY_HEATING = "secondary_heating"
    WATER_HEATING = "water_heating"
    CYLINDER = "cylinder"
    ENERGY_SOURCE = "energy_source"


class Edit(BaseModel):
    """New values for some fields of one component.

    Parameters
    ----------
    component
        What is changed.
    number
        Which one: number of the building part or main heating system, position of the window
        from 1; None where the dwelling has one such component.
    changes
        New value of each field that changes, strictly of the field's own type.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    component: Component
    number: int | None = None
    changes: Mapping[str, Any]

    @model_validator(mode="after")
    def _check_changes(self) -> Self:
        if not self.changes:
            message = "an edit changes at least one field"
            raise ValueError(message)
        if (self.component in _PLACES_WITH_NUMBER) != (self.number is not None):
            message = f"{self.component} with number {self.number}"
            raise ValueError(message)
        for name, value in self.changes.items():
            _field_type(_MODELS[self.component], name).validate_python(value, strict=True)
        return self

    @field_serializer("changes", when_used="json")
    def _changes_as_json(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        model = _MODELS[self.component]
        return {
            name: _field_type(model, name).dump_python(value, mode="json")
            for name, value in changes.items()
        }


class Provenance(BaseModel):
    """Who says so."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    kind: Literal["measure", "landlord_override"]
    """A retrofit measure, or a fact from the landlord."""
    name: str
    """The measure option, or the landlord's source."""
    stated_on: date | None = None
    """When the fact was stated; None for a measure."""


class Overlay(BaseModel):
    """Edits that belong together, with their provenance."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    provenance: Provenance
    edits: tuple[Edit, ...]

    @classmethod
    def from_json(cls, document: str | bytes) -> Self:
        """Read an overlay from the JSON that `model_dump_json` writes.

        Parameters
        ----------
        document
            JSON of one overlay.

        Returns
        -------
        Overlay
            The overlay, its values again of the fields' own types.
        """
        raw = TypeAdapter(dict[str, Any]).validate_json(document)
        edits = tuple(_edit_from_json(edit) for edit in raw.pop("edits"))
        provenance = TypeAdapter(Provenance).validate_json(
            TypeAdapter(dict[str, Any]).dump_json(raw.pop("provenance"))
        )
        return cls.model_validate({**raw, "provenance": provenance, "edits": edits})


def apply(epc: EpcPropertyData, *overlays: Overlay) -> EpcPropertyData:
    """Return the description with the overlays applied, in their order.

    Parameters
    ----------
    epc
        The description; it is not changed.
    overlays
        Overlays, the earliest first; a later one wins where two set the same field.

    Returns
    -------
    EpcPropertyData
        The edited description, validated like any other.

    Raises
    ------
    CertificateRejected
        Where the component that an edit names does not exist, or its new values do not fit.
    """
    for overlay in overlays:
        for edit in overlay.edits:
            epc = _apply_edit(epc, edit, overlay.provenance.name)
    return epc


def _apply_edit(epc: EpcPropertyData, edit: Edit, name: str) -> EpcPropertyData:
    place = f"{edit.component}[{edit.number}]" if edit.number is not None else edit.component.value
    path = _PLACES[edit.component](epc, edit.number)
    if path is None:
        rule = f"overlay {name} edits a component that is not there"
        raise CertificateRejected(reason="inconsistent_values", field=place, value=None, rule=rule)
    try:
        return cast(EpcPropertyData, _edited(epc, path, edit.changes))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join([place, *map(str, first["loc"])])
        rule = f"overlay {name}: {first['msg']}"
        raise CertificateRejected(
            reason="invalid_value", field=where, value=first["input"], rule=rule
        ) from error


def _edited(node: Any, path: tuple[Step, ...], changes: Mapping[str, Any]) -> Any:
    """Rebuild the branch from `node` to the component, sharing everything else."""
    if path and isinstance(path[0], int):
        at = path[0]
        return (*node[:at], _edited(node[at], path[1:], changes), *node[at + 1 :])
    model = cast(PhysicalModel, node)
    values = {name: getattr(model, name) for name in type(model).model_fields}
    if not path:
        return type(model).model_validate({**values, **changes})
    step = cast(str, path[0])
    return type(model).model_validate({**values, step: _edited(values[step], path[1:], changes)})


def _part_position(epc: EpcPropertyData, number: int | None) -> int | None:
    if not isinstance(epc.fabric, ReducedFabric):
        return None
    numbers = [part.number for part in epc.fabric.building_parts]
    return numbers.index(number) if number in numbers else None


def _of_part(field: str | None) -> "Place":
    """Place of a component that every building part of an RdSAP survey may have."""

    def place(epc: EpcPropertyData, number: int | None) -> tuple[Step, ...] | None:
        at = _part_position(epc, number)
        if at is None:
            return None
        path: tuple[Step, ...] = ("fabric", "building_parts", at)
        if field is None:
            return path
        part = cast(ReducedFabric, epc.fabric).building_parts[at]
        return None if getattr(part, field) is None else (*path, field)

    return place


def _lowest_storey(epc: EpcPropertyData, number: int | None) -> tuple[Step, ...] | None:
    at = _part_position(epc, number)
    if at is None:
        return None
    storeys = cast(ReducedFabric, epc.fabric).building_parts[at].storeys
    lowest = lowest_storey_position(storeys)
    return ("fabric", "building_parts", at, "storeys", lowest)


def lowest_storey_position(storeys: tuple[Storey, ...]) -> int:
    """Return the position of a part's lowest storey; one without a level counts as the lowest.

    Parameters
    ----------
    storeys
        The storeys of one building part, at least one.

    Returns
    -------
    int
        Position in `storeys`.
    """
    levels = [-1 if storey.level is None else storey.level for storey in storeys]
    return levels.index(min(levels))


def _window(epc: EpcPropertyData, number: int | None) -> tuple[Step, ...] | None:
    fabric = epc.fabric
    if not isinstance(fabric, ReducedFabric) or not 1 <= (number or 0) <= len(fabric.windows):
        return None
    return ("fabric", "windows", (number or 0) - 1)


def _main_heating(epc: EpcPropertyData, number: int | None) -> tuple[Step, ...] | None:
    numbers = [system.number for system in epc.heating.main]
    return ("heating", "main", numbers.index(number)) if number in numbers else None  # pyright: ignore[reportArgumentType] - membership is checked


def _fixed(*path: str) -> "Place":
    """Place of a component that a dwelling has once, or not at all."""

    def place(epc: EpcPropertyData, number: int | None) -> tuple[Step, ...] | None:
        node: Any = epc
        for step in path:
            if not hasattr(node, step) or (node := getattr(node, step)) is None:
                return None
        return path

    return place


Place = Callable[[EpcPropertyData, int | None], tuple[Step, ...] | None]

_PLACES_WITH_NUMBER = frozenset(
    {
        Component.BUILDING_PART,
        Component.WALL,
        Component.ALTERNATIVE_WALL_1,
        Component.ALTERNATIVE_WALL_2,
        Component.ROOF,
        Component.FLOOR,
        Component.LOWEST_STOREY,
        Component.WINDOW,
        Component.MAIN_HEATING,
    }
)

_PLACES: dict[Component, Place] = {
    Component.DWELLING: _fixed(),
    Component.FABRIC: _fixed("fabric"),
    Component.BUILDING_PART: _of_part(None),
    Component.WALL: _of_part("wall"),
    Component.ALTERNATIVE_WALL_1: _of_part("alternative_wall_1"),
    Component.ALTERNATIVE_WALL_2: _of_part("alternative_wall_2"),
    Component.ROOF: _of_part("roof"),
    Component.FLOOR: _of_part("floor"),
    Component.LOWEST_STOREY: _lowest_storey,
    Component.WINDOW: _window,
    Component.UNMEASURED_GLAZING: _fixed("fabric", "unmeasured_glazing"),
    Component.DOORS: _fixed("fabric", "doors"),
    Component.VENTILATION: _fixed("ventilation"),
    Component.HEATING: _fixed("heating"),
    Component.MAIN_HEATING: _main_heating,
    Component.SECONDARY_HEATING: _fixed("heating", "secondary"),
    Component.WATER_HEATING: _fixed("water_heating"),
    Component.CYLINDER: _fixed("water_heating", "cylinder"),
    Component.ENERGY_SOURCE: _fixed("energy_source"),
}

_MODELS: dict[Component, type[PhysicalModel]] = {
    Component.DWELLING: EpcPropertyData,
    Component.FABRIC: ReducedFabric,
    Component.BUILDING_PART: BuildingPart,
    Component.WALL: Wall,
    Component.ALTERNATIVE_WALL_1: AlternativeWall,
    Component.ALTERNATIVE_WALL_2: AlternativeWall,
    Component.ROOF: Roof,
    Component.FLOOR: LowestFloor,
    Component.LOWEST_STOREY: Storey,
    Component.WINDOW: Window,
    Component.UNMEASURED_GLAZING: UnmeasuredGlazing,
    Component.DOORS: Doors,
    Component.VENTILATION: Ventilation,
    Component.HEATING: Heating,
    Component.MAIN_HEATING: MainHeating,
    Component.SECONDARY_HEATING: SecondaryHeating,
    Component.WATER_HEATING: WaterHeating,
    Component.CYLINDER: Cylinder,
    Component.ENERGY_SOURCE: EnergySource,
}


@cache
def _field_type(model: type[PhysicalModel], name: str) -> TypeAdapter[Any]:
    if name not in model.model_fields:
        message = f"{model.__name__} has no field {name}"
        raise ValueError(message)
    info = model.model_fields[name]
    declared: Any = Annotated[info.annotation, info]  # pyright: ignore[reportInvalidTypeForm, reportUnknownMemberType, reportUnknownVariableType] - a type known at run time
    return TypeAdapter[Any](declared)


def _edit_from_json(raw: Mapping[str, Any]) -> Edit:
    """Turn JSON values into the values of the component's own types."""
    component = Component(raw["component"])
    any_json: TypeAdapter[Any] = TypeAdapter(Any)
    changes = {
        name: _field_type(_MODELS[component], name).validate_json(any_json.dump_json(value))
        for name, value in raw["changes"].items()
    }
    return Edit.model_validate({**raw, "component": component, "changes": changes})
