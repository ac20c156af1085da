"""Thermal bridging, thermal mass and living area, RdSAP 10 sections 6.15, 6.16 and 10.2."""

from sap10.certificate import AgeBand, Wall, WallConstruction
from sap10.errors import CertificateRejected
from sap10.rdsap.figures import AGE_BANDS, LIVING_AREA_FRACTION, THERMAL_MASS
from sap10.rdsap.rounding import half_up
from sap10.rdsap.walls import has_internal_insulation

_LIKE_CAVITY = (WallConstruction.BASEMENT, WallConstruction.CURTAIN_WALL)
"""Walls without a row of their own in Table 22."""


def bridging_y(age_band: AgeBand, is_park_home: bool) -> float:
    """Return y of all exposed area by the main dwelling's band, Table 21 (6.15). [W/m2K]"""
    column = "bridging_y_park_home" if is_park_home else "bridging_y"
    return AGE_BANDS[age_band.value][column]


def thermal_mass_parameter(wall: Wall) -> float:
    """Return the thermal mass parameter by the main dwelling's wall. [kJ/m2K]

    Table 22, section 6.16. The table has no curtain and no basement wall; they count as masonry.
    """
    is_alike = wall.construction in _LIKE_CAVITY
    row = THERMAL_MASS[(WallConstruction.CAVITY if is_alike else wall.construction).value]
    return row["insulated_inside" if has_internal_insulation(wall) else "bare"]


def living_area(total_floor_area_m2: float, habitable_rooms: int) -> float:
    """Return the living area, Table 27's fraction of the total floor area, two decimals. [m2]

    Section 10.2; a survey has no measured living area. The product of two decimals is rounded half
    up before the fraction (91) is formed (finding 7.5).
    """
    if habitable_rooms < min(LIVING_AREA_FRACTION):
        raise CertificateRejected(
            reason="invalid_value",
            field="Habitable-Room-Count",
            value=habitable_rooms,
            rule="RdSAP 10 Table 27: one room or more",
        )
    rooms = min(habitable_rooms, max(LIVING_AREA_FRACTION))
    return half_up(LIVING_AREA_FRACTION[rooms] * total_floor_area_m2)
