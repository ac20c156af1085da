"""Thermal bridging, thermal mass and living area, RdSAP 10 sections 6.15, 6.16 and 10.2."""

from sap10.certificate import AgeBand, Wall, WallConstruction
from sap10.rdsap.figures import AGE_BANDS, LIVING_AREA_FRACTION
from sap10.rdsap.rounding import half_up
from sap10.rdsap.walls import has_internal_insulation

LIGHT = 100.0
MEDIUM = 250.0
"""Thermal mass parameters of Table 22. [kJ/m2K]"""

_LIGHT_WALLS = (WallConstruction.TIMBER_FRAME, WallConstruction.COB, WallConstruction.PARK_HOME)


def bridging_y(age_band: AgeBand, is_park_home: bool) -> float:
    """Return y of the whole dwelling by the main dwelling's age band, Table 21. [W/m2K]"""
    column = "bridging_y_park_home" if is_park_home else "bridging_y"
    return AGE_BANDS[age_band.value][column]


def thermal_mass_parameter(wall: Wall) -> float:
    """Return the thermal mass parameter by the main dwelling's wall, Table 22. [kJ/m2K]

    The table has no curtain and no basement wall; they count as masonry.
    """
    if wall.construction in _LIGHT_WALLS or has_internal_insulation(wall):
        return LIGHT
    return MEDIUM


def living_area(total_floor_area_m2: float, habitable_rooms: int) -> float:
    """Return the living area, Table 27's fraction of the total floor area, two decimals. [m2]

    The product of two decimals is rounded half up before the fraction (91) is formed (finding 7.5).
    """
    rooms = min(max(habitable_rooms, 1), max(LIVING_AREA_FRACTION))
    return half_up(LIVING_AREA_FRACTION[rooms] * total_floor_area_m2)
