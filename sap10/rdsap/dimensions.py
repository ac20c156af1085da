"""Storeys, perimeters, areas and heights, RdSAP 10 sections 4.1 to 4.6 and 4.11."""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt

from sap10.certificate import BuildingPart, BuiltForm, FloorHeatLoss, MeasurementType
from sap10.errors import CertificateRejected
from sap10.rdsap.rounding import half_up

STOREY_GAP_M = 0.25
"""What is added to the room height of every storey but a part's lowest, section 4.6. [m]"""


@dataclass(frozen=True, slots=True)
class Level:
    """One storey of one building part, internal dimensions.

    `level` counts from the lowest occupied storey of the dwelling; `recorded_area_m2` is the area
    before conversion from external dimensions.
    """

    level: int
    area_m2: float
    recorded_area_m2: float
    perimeter_m: float
    party_length_m: float
    room_height_m: float
    storey_height_m: float


def levels_of(part: BuildingPart, main: BuildingPart) -> tuple[Level, ...]:
    """Return the storeys of a part, lowest first, with storey heights (sections 4.3 and 4.6).

    Section 4.3 states that parts need not align and gives no procedure: a part above something else
    than the ground, beside a main dwelling on the ground, is taken to begin one storey up.
    """
    kinds = FloorHeatLoss
    is_raised = main.floor.heat_loss is kinds.GROUND and part.floor.heat_loss is not kinds.GROUND
    ordered = sorted(part.storeys, key=lambda storey: storey.level or 0)
    has_lowest = part.floor.heat_loss is not kinds.SAME_DWELLING_BELOW
    return tuple(
        Level(
            level=index + is_raised,
            area_m2=half_up(storey.floor_area_m2),
            recorded_area_m2=storey.floor_area_m2,
            perimeter_m=storey.heat_loss_perimeter_m,
            party_length_m=storey.party_wall_length_m,
            room_height_m=storey.room_height_m,
            storey_height_m=half_up(
                storey.room_height_m + (0.0 if index == 0 and has_lowest else STOREY_GAP_M)
            ),
        )
        for index, storey in enumerate(ordered)
    )


def internal_dimensions(
    parts: tuple[tuple[Level, ...], ...],
    measurement: MeasurementType,
    built_form: BuiltForm,
    wall_m: float,
) -> tuple[tuple[Level, ...], ...]:
    """Convert external to internal dimensions, section 4.4: per storey, for the whole dwelling.

    Room heights, and floor areas of roof rooms, are internal on any basis (section 4.1).

    Party walls lose 2w once per dwelling and storey, shared by the parts in proportion to their
    length; the text does not say how to share it.
    """
    if measurement is MeasurementType.INTERNAL:
        return parts
    ratios: dict[int, tuple[float, float, float]] = {}
    for level in {item.level for part in parts for item in part}:
        own = [item for part in parts for item in part if item.level == level]
        ratios[level] = _ratios(own, built_form, wall_m)
    return tuple(tuple(_scaled(item, *ratios[item.level]) for item in part) for part in parts)


def internal_from_external(
    built_form: BuiltForm, perimeter_m: float, area_m2: float, wall_m: float
) -> tuple[float, float]:
    """Return the internal perimeter [m] and area [m2] of a storey, Table 2."""
    p, a, w = perimeter_m, area_m2, wall_m
    match built_form:
        case BuiltForm.DETACHED:
            return p - 8 * w, a - w * (p - 8 * w) - 4 * w**2
        case BuiltForm.SEMI_DETACHED | BuiltForm.END_TERRACE:
            if p**2 > 8 * a:
                aux = 0.5 * (p - sqrt(p**2 - 8 * a))
                return p - 5 * w, a - w * (p + 0.5 * aux) + 3 * w**2
            return p - 3 * w, a - w * p + 3 * w**2
        case BuiltForm.MID_TERRACE:
            return p - 2 * w, a - w * (p + 2 * a / p) + 2 * w**2
        case BuiltForm.ENCLOSED_END_TERRACE:
            return p - 3 * w, a - 1.5 * w * p + 2.25 * w**2
        case BuiltForm.ENCLOSED_MID_TERRACE:
            return p - w, a - w * (a / p + 1.5 * p) + 1.5 * w**2
        case BuiltForm.NOT_RECORDED:
            raise CertificateRejected(
                reason="missing_field",
                field="Built-Form",
                value=None,
                rule="RdSAP 10 Table 2: external dimensions need it",
            )


def gross_wall_area(levels: tuple[Level, ...]) -> float:
    """Return heat-loss perimeter times storey height, summed over storeys, section 4.6. [m2]"""
    return half_up(sum(item.perimeter_m * item.storey_height_m for item in levels))


def party_wall_area(levels: tuple[Level, ...]) -> float:
    """Return party wall length times storey height, summed over storeys, section 4.6. [m2]"""
    return half_up(sum(item.party_length_m * item.storey_height_m for item in levels))


def exposed_upper_floor_area(levels: tuple[Level, ...]) -> float:
    """Return what upper storeys extend beyond those below, section 4.11. [m2]

    With external dimensions the smaller of the differences before and after conversion counts.
    """
    total = 0.0
    for below, above in pairwise(levels):
        recorded = max(above.recorded_area_m2 - below.recorded_area_m2, 0.0)
        total += min(max(above.area_m2 - below.area_m2, 0.0), recorded)
    return half_up(total)


def _ratios(
    levels: list[Level], built_form: BuiltForm, wall_m: float
) -> tuple[float, float, float]:
    """Return the perimeter, area and party length ratios of one storey of the dwelling."""
    perimeter = sum(item.perimeter_m for item in levels)
    area = sum(item.recorded_area_m2 for item in levels)
    party = sum(item.party_length_m for item in levels)
    party_ratio = max(party - 2 * wall_m, 0.0) / party if party else 1.0
    if perimeter <= 0 or area <= 0:
        return 1.0, 1.0, party_ratio
    inner_perimeter, inner_area = internal_from_external(built_form, perimeter, area, wall_m)
    if inner_perimeter <= 0 or inner_area <= 0:
        raise CertificateRejected(
            reason="invalid_value",
            field="Heat-Loss-Perimeter",
            value=perimeter,
            rule="RdSAP 10 Table 2: nothing is left",
        )
    return inner_perimeter / perimeter, inner_area / area, party_ratio


def _scaled(item: Level, perimeter: float, area: float, party: float) -> Level:
    """Apply the ratios of a storey to one part's storey."""
    return replace(
        item,
        area_m2=half_up(item.recorded_area_m2 * area),
        perimeter_m=item.perimeter_m * perimeter,
        party_length_m=item.party_length_m * party,
    )
