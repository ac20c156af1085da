"""U-values and areas of roofs, RdSAP 10 sections 2.14, 4.8 and 6.11."""

from bisect import bisect_right
from math import cos, radians

from sap10.certificate import AgeBand, Roof, RoofConstruction, RoofInsulationLocation
from sap10.rdsap.context import Site
from sap10.rdsap.figures import CONSTANTS, ROOF_THICKNESSES_MM, ROOF_U_BY_AGE, ROOF_U_BY_THICKNESS

_R = RoofConstruction
_L = RoofInsulationLocation

SLOPING_CEILING_FACTOR = 1 / cos(radians(30))
"""Plan area to the area of a sloping ceiling, section 4.8."""
UNKNOWN_RETROFIT_MM = 50.0
"""Retro-fitted insulation of unknown thickness, section 6.11.4."""
UNHEATED_SPACE_RESISTANCE = 0.5
"""Resistance of an unheated space above, section 2.14 [m2K/W]."""
_CAN_BE_BARE = (_R.PITCHED, _R.PITCHED_LOFT_ACCESS, _R.PITCHED_NO_LOFT_ACCESS, _R.THATCHED)
"""Roofs whose insulation can be recorded as none, Table 31 item 5-1."""
_THATCH_RAFTER_RESISTANCE = tuple(
    (float(thickness), CONSTANTS[f"thatch_rafters_{thickness}_mm"]) for thickness in (150, 100, 50)
)

HEAT_LOSS_ROOFS = (
    _R.FLAT,
    _R.PITCHED,
    _R.PITCHED_LOFT_ACCESS,
    _R.PITCHED_NO_LOFT_ACCESS,
    _R.THATCHED,
    _R.PITCHED_SLOPING_CEILING,
    _R.NON_RESIDENTIAL_ABOVE,
)
"""Roofs that lose heat; under another part, dwelling or commercial premises there is no loss
(sections 4.2.1, 6.2.5 and 6.11.4).
"""


def roof_area(plan_area_m2: float, construction: RoofConstruction) -> float:
    """Return the area of a part's roof from its greatest floor area, section 4.8. [m2]"""
    if construction is _R.PITCHED_SLOPING_CEILING:
        return plan_area_m2 * SLOPING_CEILING_FACTOR
    return plan_area_m2


def u_at_thickness(column: str, thickness_mm: float) -> float:
    """Look up Table 16 (section 6.11.2) or 17 (section 6.11.3). [W/m2K]

    The survey's thicknesses are the table's rows, 400 meaning 400 or more; one between two rows,
    which older surveys and overlays can have, takes the thinner row.
    """
    index = bisect_right(ROOF_THICKNESSES_MM, thickness_mm) - 1
    return ROOF_U_BY_THICKNESS[column][max(index, 0)]


def assumed_u(column: str, band: str, site: Site) -> float:
    """Look up Table 18: insulation unknown or as built, section 6.11.4. [W/m2K]"""
    return ROOF_U_BY_AGE[(column, site.region)][band]


def roof_u_value(roof: Roof, age_band: AgeBand, site: Site) -> tuple[float, str]:
    """Return the unrounded U-value of a part's roof [W/m2K] and the rule it follows.

    Evidence decides (section 6.3), then thickness by Table 16 (Table 17 for sloping ceilings), then
    Table 18. Park homes have Table 16 for joists and a column of their own else (section 2.19).
    """
    if roof.u_value is not None:
        return roof.u_value, "as recorded"
    band = age_band.value
    if roof.construction is _R.NON_RESIDENTIAL_ABOVE:
        flat = assumed_u("flat_or_sloping_ceiling", band, site)
        return 1 / (1 / flat + UNHEATED_SPACE_RESISTANCE), "section 2.14, unheated space above"
    thickness = _thickness(roof)
    if site.is_park_home and (thickness is None or roof.insulation_location is _L.RAFTERS):
        return assumed_u("park_home", band, site), f"Table 18 column 7, band {band}"
    if roof.construction is _R.THATCHED:
        return _thatched_u(roof, thickness, band, site)
    if roof.construction is _R.PITCHED_SLOPING_CEILING:
        return _by_thickness(
            "slope_mineral_wool_or_eps",
            "flat_or_sloping_ceiling",
            thickness,
            band,
            site,
            "Table 17 column 1a",
            "Table 18 column 3",
        )
    if roof.construction is _R.FLAT:
        return _by_thickness(
            "joists",
            "flat_or_sloping_ceiling",
            thickness,
            band,
            site,
            "Table 16 column 1",
            "Table 18 column 3",
        )
    if roof.construction is _R.PITCHED_NO_LOFT_ACCESS and thickness is None:
        return assumed_u(
            "joists_or_unknown", band, site
        ), f"Table 18 column 1, no access, band {band}"
    if roof.insulation_location is _L.RAFTERS:
        return _by_thickness(
            "rafters", "rafters", thickness, band, site, "Table 16 column 2", "Table 18 column 2"
        )
    return _by_thickness(
        "joists",
        "joists_or_unknown",
        thickness,
        band,
        site,
        "Table 16 column 1",
        "Table 18 column 1",
    )


def retrofit_of_unknown_thickness(roof: Roof) -> bool:
    """Whether insulation at the joists is known to be there but not how thick (section 6.11.4).

    A loft whose insulation location is recorded as joists but whose thickness is "unknown" was seen
    to be insulated; "as built" and "not defined" say nothing of the kind (findings 3.9 and 3.10).
    """
    return (
        roof.construction is _R.PITCHED_LOFT_ACCESS
        and roof.insulation_location is _L.JOISTS
        and roof.insulation_thickness_mm == "unknown"
    )


def _thickness(roof: Roof) -> float | None:
    """Return a known thickness, 50 mm for retro-fitted insulation of unknown thickness. [mm]

    "None" counts for pitched and thatched roofs (note a of Table 18, first row of Table 16). Table
    31 item 5-1 does not offer it for flat roofs and sloping ceilings, whose description "no
    insulation" is the age band's default (finding 3.11).
    """
    thickness = roof.insulation_thickness_mm
    if isinstance(thickness, float | int):
        return float(thickness)
    if roof.insulation_location is _L.NONE and roof.construction in _CAN_BE_BARE:
        return 0.0
    return UNKNOWN_RETROFIT_MM if retrofit_of_unknown_thickness(roof) else None


def _by_thickness(
    known: str,
    assumed: str,
    thickness: float | None,
    band: str,
    site: Site,
    known_rule: str,
    assumed_rule: str,
) -> tuple[float, str]:
    """Choose between the table of known thickness and that of the age band."""
    if thickness is None:
        return assumed_u(assumed, band, site), f"{assumed_rule}, band {band}, section 6.11"
    return u_at_thickness(known, thickness), f"{known_rule} at {thickness:g} mm, section 6.11"


def _thatched_u(roof: Roof, thickness: float | None, band: str, site: Site) -> tuple[float, str]:
    """Thatch: joists by Table 16 column 3, else Table 18 column 5 with its note c."""
    base = assumed_u("thatched", band, site)
    if roof.insulation_location is _L.RAFTERS:
        added = next((r for mm, r in _THATCH_RAFTER_RESISTANCE if (thickness or 0) >= mm), 0.0)
        return 1 / (1 / base + added), f"Table 18 column 5 note c, R {added:g}, band {band}"
    if thickness is not None:
        return u_at_thickness("thatched_joists", thickness), f"Table 16 column 3, {thickness:g} mm"
    return base, f"Table 18 column 5, band {band}"
