"""Non-separated conservatories, RdSAP 10 section 7; separated ones are disregarded (7.2)."""

from dataclasses import dataclass
from math import cos, radians

from sap10.certificate import Conservatory
from sap10.codes import ElementKind, OpeningKind, Orientation, Overshading
from sap10.dwelling import Element, Opening, Storey
from sap10.errors import CertificateRejected
from sap10.rdsap.floors import Ground, solid_ground_floor_u
from sap10.rdsap.rounding import half_up

ROOF_PITCH_DEG = 20.0
"""Pitch of the glazed roof, section 7.1."""
FLOOR_WALL_MM = 300.0
"""Wall thickness of the floor's formula, section 6.12. [mm]"""
STOREY_GAP_M = 0.25
FRAME_FACTOR = 0.7

_SINGLE = (4.8, 5.3, 0.85, 0.90)
_DOUBLE = (3.1, 3.4, 0.76, 0.80)
"""Table 25: U of wall and roof glazing [W/m2K], g; SAP 10.2 Table 6b: light transmittance."""


@dataclass(frozen=True, slots=True)
class ConservatoryParts:
    """What a non-separated conservatory adds to the dwelling."""

    storey: Storey[float, int]
    floor: Element[float, int]
    openings: tuple[Opening[float, int], ...]


def height_m(storeys: float, room_heights_m: tuple[float, ...]) -> float:
    """Return the height of a conservatory of so many storeys, section 7.1, two decimals. [m]

    `room_heights_m` are the main dwelling's, ground floor first; a storey it does not have is as
    high as its top one.
    """
    height = 0.0
    whole = int(storeys)
    for index in range(whole + (storeys > whole)):
        room = room_heights_m[min(index, len(room_heights_m) - 1)]
        share = 1.0 if index < whole else storeys - whole
        height += room * share + (STOREY_GAP_M if index else 0.0)
    return half_up(height)


def conservatory_parts(
    conservatory: Conservatory, room_heights_m: tuple[float, ...]
) -> ConservatoryParts:
    """Return floor, glazed walls and glazed roof; gains as East/West, roof at 20 degrees."""
    area, perimeter = conservatory.floor_area_m2, conservatory.glazed_perimeter_m
    if not area or perimeter is None or conservatory.height_storeys is None:
        raise CertificateRejected(
            reason="missing_field",
            field="SAP-Conservatory",
            value=area,
            rule="RdSAP 10 section 7.1: floor area, glazed perimeter and height",
        )
    height = height_m(conservatory.height_storeys, room_heights_m)
    wall_u, roof_u, g_value, g_light = _DOUBLE if conservatory.is_double_glazed else _SINGLE
    floor_u = half_up(solid_ground_floor_u(Ground(area, perimeter, FLOOR_WALL_MM), 0.0))
    walls = Opening(
        kind=OpeningKind.WINDOW,
        area_m2=half_up(perimeter * height),
        u_value=wall_u,
        orientation=Orientation.EAST,
        pitch_deg=90.0,
        g=g_value,
        g_light=g_light,
        frame_factor=FRAME_FACTOR,
        overshading=Overshading.AVERAGE_OR_UNKNOWN,
    )
    roof = Opening(
        kind=OpeningKind.ROOF_WINDOW,
        area_m2=half_up(area / cos(radians(ROOF_PITCH_DEG))),
        u_value=roof_u,
        orientation=Orientation.EAST,
        pitch_deg=ROOF_PITCH_DEG,
        g=g_value,
        g_light=g_light,
        frame_factor=FRAME_FACTOR,
        overshading=Overshading.AVERAGE_OR_UNKNOWN,
    )
    return ConservatoryParts(
        storey=Storey(level=0, area_m2=half_up(area), height_m=height),
        floor=Element(kind=ElementKind.GROUND_FLOOR, area_m2=half_up(area), u_value=floor_u),
        openings=(walls, roof) if walls.area_m2 > 0 else (roof,),
    )
