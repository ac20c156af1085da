"""External doors, RdSAP 10 sections 4.7 and 9.3."""

from typing import NamedTuple

from sap10.certificate import AgeBand, Doors
from sap10.rdsap.context import Site
from sap10.rdsap.figures import AGE_BANDS, CONSTANTS

DOOR_AREA_M2 = 1.85
"""Area of an external door, section 4.7. [m2]"""
CORRIDOR_DOOR_U = CONSTANTS["corridor_door_u_value"]
"""Door to an unheated corridor or stairwell, Table 26. [W/m2K]"""

_RECORDED = "as recorded"


class DoorGroup(NamedTuple):
    """Doors of one U-value [W/m2K] and the rule that it follows."""

    number: int
    u_value: float
    rule: str


def door_u_value(age_band: AgeBand, site: Site) -> float:
    """Return U of a door to the outside that is not insulated, Table 26, section 9.3. [W/m2K]"""
    column = "door_scotland" if site.region == "scotland" else "door"
    return AGE_BANDS[age_band.value][column]


def door_groups(
    doors: Doors, opens_to_corridor: bool, age_band: AgeBand, site: Site
) -> tuple[DoorGroup, ...]:
    """Return the doors by U-value, none of those that are not there.

    One door of a flat entered from an unheated corridor or stairwell opens to it, an uninsulated
    one if there is one; the survey does not say (section 4.7, Table 26). Insulated doors have their
    documented U-value (section 9.3).
    """
    insulated = min(doors.insulated_count, doors.count)
    plain = doors.count - insulated
    to_corridor = min(int(opens_to_corridor), plain)
    plain_u = door_u_value(age_band, site)
    documented = doors.insulated_u_value
    groups = (
        DoorGroup(plain - to_corridor, plain_u, "Table 26"),
        DoorGroup(to_corridor, CORRIDOR_DOOR_U, "Table 26, to unheated corridor"),
        DoorGroup(
            insulated,
            plain_u if documented is None else documented,
            "Table 26" if documented is None else _RECORDED,
        ),
    )
    return tuple(group for group in groups if group.number)
