"""Conservatories, RdSAP 10 sections 7.1 and 7.2: separated ones are disregarded."""

from dataclasses import dataclass
from math import cos, radians

from sap10.certificate import Conservatory
from sap10.codes import ElementKind, OpeningKind, Orientation, Overshading
from sap10.dwelling import Element, Opening, Storey
from sap10.errors import CertificateRejected
from sap10.rdsap.figures import CONSERVATORY_GLAZING
from sap10.rdsap.floors import Ground, solid_ground_floor_u
from sap10.rdsap.openings import LIGHT_TRANSMITTANCE
from sap10.rdsap.rounding import half_up

ROOF_PITCH_DEG = 20.0
"""Pitch of the glazed roof, section 7.1."""
FLOOR_WALL_MM = 300.0
"""Wall thickness of the floor's formula, section 6.12. [mm]"""
STOREY_GAP_M = 0.25


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
    """Return floor, glazed walls and glazed roof of a conservatory open to the dwelling (7.1)."""
    area, perimeter = conservatory.floor_area_m2, conservatory.glazed_perimeter_m
    if not area or perimeter is None or conservatory.height_storeys is None:
        raise CertificateRejected(
            reason="missing_field",
            field="SAP-Conservatory",
            value=area,
            rule="RdSAP 10 section 7.1: floor area, glazed perimeter and height",
        )
    height = height_m(conservatory.height_storeys, room_heights_m)
    panes = "double" if conservatory.is_double_glazed else "single"
    walls, roof = glazing_of(panes, perimeter * height, area / cos(radians(ROOF_PITCH_DEG)))
    floor_u = half_up(solid_ground_floor_u(Ground(area, perimeter, FLOOR_WALL_MM), 0.0))
    return ConservatoryParts(
        storey=Storey(level=0, area_m2=half_up(area), height_m=height),
        floor=Element(kind=ElementKind.GROUND_FLOOR, area_m2=half_up(area), u_value=floor_u),
        openings=(walls, roof) if walls.area_m2 > 0 else (roof,),
    )


def glazing_of(
    panes: str, walls_m2: float, roof_m2: float
) -> tuple[Opening[float, int], Opening[float, int]]:
    """Return the glazed walls and roof, Table 25; gains as East/West, section 9.2.

    Parameters
    ----------
    panes
        `single`, `double` or `triple`; a survey knows the first two.
    walls_m2, roof_m2
        Areas, rounded here to two decimals (section 16). [m2]
    """
    row = CONSERVATORY_GLAZING[panes]

    def opening(
        kind: OpeningKind, area_m2: float, u_value: float, pitch: float
    ) -> Opening[float, int]:
        return Opening(
            kind=kind,
            area_m2=half_up(area_m2),
            u_value=u_value,
            orientation=Orientation.EAST,
            pitch_deg=pitch,
            g=row["g_value"],
            g_light=LIGHT_TRANSMITTANCE[panes],
            frame_factor=row["frame_factor"],
            overshading=Overshading.AVERAGE_OR_UNKNOWN,
        )

    return (
        opening(OpeningKind.WINDOW, walls_m2, row["u_value"], 90.0),
        opening(OpeningKind.ROOF_WINDOW, roof_m2, row["u_value_roof"], ROOF_PITCH_DEG),
    )
