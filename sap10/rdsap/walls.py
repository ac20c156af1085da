"""U-values and thicknesses of walls, RdSAP 10 sections 4.5, 6.4 to 6.10, 6.17 and 6.18."""

from sap10.certificate import (
    AgeBand,
    AlternativeWall,
    PartyWallConstruction,
    Wall,
    WallConstruction,
    WallInsulation,
)
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Site
from sap10.rdsap.figures import (
    AGE_BANDS,
    BRICK_WALLS,
    CONSTANTS,
    INSULATION_INTERPOLATION,
    INSULATION_RESISTANCE,
    PARTY_WALL_U,
    STONE_WALLS,
    WALL_THICKNESS_MM,
    WALL_U,
    WINDOWS,
)

_C = WallConstruction
_I = WallInsulation

CORRIDOR_RESISTANCE = 0.5
"""Ru of a wall to an unheated corridor, section 6.9 [m2K/W]."""
STAIRWELL_RESISTANCE = 2.1
"""Ru of a wall to an unheated stairwell, section 6.9 [m2K/W]."""
DRY_LINING_RESISTANCE = CONSTANTS["dry_lining_resistance"]
"""Dry-lining, lath and plaster, Table 14 [m2K/W]."""
UNKNOWN_ADDED_MM = 50.0
"""Added insulation of unknown thickness: the 50 mm row (last line of Tables 6 to 10)."""

_TABLE_3 = {
    _C.STONE_GRANITE: "stone",
    _C.STONE_SANDSTONE: "stone",
    _C.SOLID_BRICK: "solid_brick",
    _C.CAVITY: "cavity",
    _C.TIMBER_FRAME: "timber_frame",
    _C.SYSTEM_BUILT: "system_build",
    _C.COB: "cob",
    _C.PARK_HOME: "park_home",
    _C.BASEMENT: "cavity",
    _C.CURTAIN_WALL: "cavity",
}
"""Rows of Table 3; basement and curtain walls have none and take that of a cavity wall."""

_TABLE_6 = {
    _C.STONE_GRANITE: "stone_granite_whinstone",
    _C.STONE_SANDSTONE: "stone_sandstone_limestone",
    _C.SOLID_BRICK: "solid_brick",
    _C.CAVITY: "cavity",
    _C.TIMBER_FRAME: "timber_frame",
    _C.SYSTEM_BUILT: "system_build",
    _C.COB: "cob",
}
_TABLE_OF = {"england": 6, "scotland": 7, "northern_ireland": 8, "wales": 9, "isle_of_man": 10}
"""Number of the table of wall U-values by country; the figures of Table 10 are those of Table 6."""

_FORMULA_WALLS = (_C.STONE_GRANITE, _C.STONE_SANDSTONE, _C.SOLID_BRICK)
FILLED = (_I.FILLED_CAVITY, _I.FILLED_CAVITY_AND_EXTERNAL, _I.FILLED_CAVITY_AND_INTERNAL)
_ADDED = (
    _I.EXTERNAL,
    _I.INTERNAL,
    _I.FILLED_CAVITY_AND_EXTERNAL,
    _I.FILLED_CAVITY_AND_INTERNAL,
)
_TABULATED_MM = (50, 100, 150, 200)
_DEFAULT_CONDUCTIVITY = 0.04
"""Of added insulation without evidence, Table 31 item 4-6. [W/mK]"""
CURTAIN_WALL_U = 2.0
"""Curtain walls before 2023 (Scotland 2024), section 6.18. [W/m2K]"""
_NEWEST_GLAZING = "multiple_2022"


def wall_thickness_mm(wall: Wall, age_band: AgeBand, site: Site) -> float:
    """Return the measured thickness, else that of Table 3 (section 4.5). [mm]"""
    if wall.thickness_mm:
        return wall.thickness_mm
    row = _TABLE_3[wall.construction]
    values = WALL_THICKNESS_MM.get((row, site.region)) or WALL_THICKNESS_MM[(row, "elsewhere")]
    return values[age_band.value]


def stone_u(construction: WallConstruction, thickness_mm: float) -> float:
    """Return U of uninsulated stone by its thickness, section 6.6 (Table 12). [W/m2K]"""
    row = STONE_WALLS[construction.value]
    return row["coefficient"] * thickness_mm ** row["exponent"]


def brick_u(thickness_mm: float) -> float:
    """Return U of uninsulated solid brick by its thickness, section 6.7 (Table 13). [W/m2K]

    The limits are printed in two rows each: 200 and 280 mm belong to 1.7 (footnote b of Table 6
    gives 1.7 for "200 to 280"), 420 mm to 1.4 ("more than 420" follows).
    """
    return next(
        u_value
        for start, is_included, u_value in reversed(BRICK_WALLS)
        if thickness_mm > start or (is_included and thickness_mm == start)
    )


def insulation_resistance(thickness_mm: float, conductivity: float | None) -> float:
    """Return R of added insulation, Table 14 (section 6.8). [m2K/W]

    Conductivity is 0.04 without evidence. Its equations hold between the printed thicknesses.
    """
    if thickness_mm <= 0:
        return 0.0
    known = _DEFAULT_CONDUCTIVITY if conductivity is None else conductivity
    if known not in INSULATION_INTERPOLATION:
        raise CertificateRejected(
            reason="invalid_value",
            field="Wall-Insulation-Thermal-Conductivity",
            value=conductivity,
            rule="RdSAP 10 Table 14: 0.04, 0.03 or 0.025 W/mK",
        )
    row = INSULATION_INTERPOLATION[known]
    between = row["slope"] * thickness_mm + row["intercept"]
    return INSULATION_RESISTANCE.get((known, thickness_mm), between)


def added_thickness_mm(wall: Wall) -> float:
    """Return the thickness of added insulation, 50 mm if it is there but not known (6.1 c). [mm]

    Section 6.3 says 100 mm; the last line of Tables 6 to 10, which is about walls, says 50 mm.
    """
    thickness = wall.insulation_thickness_mm
    if isinstance(thickness, float | int):
        return float(thickness)
    return UNKNOWN_ADDED_MM


def wall_u_value(wall: Wall, age_band: AgeBand, site: Site) -> tuple[float, str]:
    """Return the unrounded U-value of a wall [W/m2K] and the rule it follows.

    A U-value with evidence decides, then the evidence of insulation (sections 6.1 and 6.3).
    Unknown insulation is as built (section 6.2.3). The walls are those of section 6.2; basement
    walls have Table 23 (section 6.17). A sheltered wall's resistance (section 6.9) is not in it.
    """
    if wall.u_value is not None:
        return wall.u_value, "as recorded"
    construction, band = wall.construction, age_band.value
    if construction is _C.BASEMENT:
        return AGE_BANDS[band]["basement_wall"], "Table 23, section 6.17"
    if construction is _C.CURTAIN_WALL:
        return _curtain_wall_u(band)
    if construction is _C.PARK_HOME:
        return _park_home_u(wall, band)
    if construction in _FORMULA_WALLS and band <= "E":
        return _formula_wall_u(wall, age_band, site)
    return _table_wall_u(wall, band, site)


def sheltered_u(u_value: float, resistance: float) -> float:
    """Return U of a wall with an unheated space's resistance, sections 2.4.1 and 6.9. [W/m2K]"""
    return 1 / (1 / u_value + resistance) if u_value > 0 else 0.0


def party_wall_u(construction: PartyWallConstruction, site: Site) -> float:
    """Return the U-value of a party wall, Table 15 (sections 2.4.3 and 6.10). [W/m2K]

    Walls to a heated corridor or to commercial premises alongside are party walls too (sections
    6.2.4 and 6.2.5). One that the survey calls "not applicable", though it gives it a length, is
    undetermined.
    """
    kinds = PartyWallConstruction
    if construction is kinds.CAVITY_FILLED_AND_SEALED:
        construction = kinds.CAVITY_FILLED
    row = PARTY_WALL_U.get(construction.value, PARTY_WALL_U[kinds.UNDETERMINED.value])
    return row["flat" if site.is_flat else "house"]


def has_internal_insulation(wall: Wall) -> bool:
    """Whether a wall is insulated inside, which decides its thermal mass (Table 22)."""
    return wall.insulation in (_I.INTERNAL, _I.FILLED_CAVITY_AND_INTERNAL)


def wall_name(wall: Wall) -> str:
    """Name a wall in a note."""
    kind = "alternative wall" if isinstance(wall, AlternativeWall) else "wall"
    return f"{kind} ({wall.construction.value}, {wall.insulation.value})"


def _formula_wall_u(wall: Wall, age_band: AgeBand, site: Site) -> tuple[float, str]:
    """Stone and solid brick of bands A to E, sections 6.6 to 6.8.

    Band E: footnote a prints 1.7 for stone and the formula where that gives less than 1.7, footnote
    b 1.7 for brick of 200 to 280 mm. Bands A to D have no such cap (finding X.4), nor has U0 of an
    insulated or dry-lined wall (finding 3.16). The insulated cells of band E (0.55 ...) carry
    "according to 6.8", which gives other figures (0.48 ...): 6.8 is followed.
    """
    thickness = wall_thickness_mm(wall, age_band, site)
    is_brick = wall.construction is _C.SOLID_BRICK
    u_0 = brick_u(thickness) if is_brick else stone_u(wall.construction, thickness)
    basis = f"Table {13 if is_brick else 12} at {thickness:g} mm, section 6.{7 if is_brick else 6}"
    if not wall.thickness_mm:
        basis = f"{basis}, thickness of Table 3"
    if wall.insulation in _ADDED:
        added = added_thickness_mm(wall)
        resistance = insulation_resistance(added, wall.insulation_conductivity)
        return 1 / (1 / u_0 + resistance), f"{basis}, R {resistance:.3g} of section 6.8"
    if wall.is_dry_lined:
        return 1 / (1 / u_0 + DRY_LINING_RESISTANCE), f"{basis}, dry-lined R 0.17 of section 6.8"
    if age_band is AgeBand.E and not is_brick and u_0 >= 1.7:
        row = WALL_U[(site.tables, _TABLE_6[wall.construction], "as_built", "0")]
        return row["E"], f"Table {_TABLE_OF[site.country]} note a, band E"
    return u_0, basis


def _table_wall_u(wall: Wall, band: str, site: Site) -> tuple[float, str]:
    """Every other wall, Tables 6 to 10 (section 6.4).

    External or internal insulation between the printed thicknesses is interpolated in 1/U from the
    row without it: the text leaves those cells undefined except in 6.8, whose formula differs from
    the printed cells (cavity and 50 mm: 0.46 against 0.53) and would let more insulation raise the
    U-value. A conductivity other than 0.04 counts as the thickness of equal resistance. More than
    200 mm is 200 mm.
    """
    row = _TABLE_6[wall.construction]
    column = "M_flat" if site.is_flat and band == "M" and site.country == "wales" else band
    base_kind = "filled" if wall.insulation in FILLED and row == "cavity" else "as_built"
    base_row = WALL_U[(site.tables, row, base_kind, "0")]
    base = base_row.get(column, base_row.get(band))
    if base is None:
        raise CertificateRejected(
            reason="inconsistent_values",
            field="Construction-Age-Band",
            value=band,
            rule="RdSAP 10 Tables 6 to 10",
        )
    rule = f"Table {_TABLE_OF[site.country]}, {row}, {base_kind}, band {band}, section 6.4"
    if wall.insulation in _ADDED:
        if row == "timber_frame":
            return _insulated_timber_frame(wall, base, column, band, site)
        return _interpolated(wall, row, base, base_kind, band, site), f"{rule}, insulation added"
    if wall.is_dry_lined and row == "cavity" and base_kind == "as_built" and band <= "E":
        return 1 / (1 / base + DRY_LINING_RESISTANCE), f"{rule}, dry-lined R 0.17 of section 6.8"
    return base, rule


def _interpolated(
    wall: Wall, row: str, base: float, base_kind: str, band: str, site: Site
) -> float:
    """Interpolate the rows of added insulation in 1/U."""
    thickness = added_thickness_mm(wall)
    if wall.insulation_conductivity not in (None, _DEFAULT_CONDUCTIVITY):
        usual = INSULATION_INTERPOLATION[_DEFAULT_CONDUCTIVITY]
        resistance = insulation_resistance(thickness, wall.insulation_conductivity)
        thickness = (resistance - usual["intercept"]) / usual["slope"]
    kind = "filled_and_added" if base_kind == "filled" else "added"
    table_row = "stone_or_solid_brick" if wall.construction in _FORMULA_WALLS else row
    below_mm, below_u = 0.0, base
    for upper_mm in _TABULATED_MM:
        upper_u = WALL_U[(site.tables, table_row, kind, str(upper_mm))][band]
        if thickness <= upper_mm:
            share = (thickness - below_mm) / (upper_mm - below_mm)
            return 1 / ((1 - share) / below_u + share / upper_u)
        below_mm, below_u = upper_mm, upper_u
    return below_u


def _insulated_timber_frame(
    wall: Wall, base: float, column: str, band: str, site: Site
) -> tuple[float, str]:
    """Timber frame: one row for any internal insulation; external by the formula of 6.8."""
    if wall.insulation is _I.INTERNAL:
        row = WALL_U[(site.tables, "timber_frame", "added", "0")]
        return row.get(
            column, row[band]
        ), f"Table {_TABLE_OF[site.country]}, timber frame insulated, band {band}"
    added = added_thickness_mm(wall)
    resistance = insulation_resistance(added, wall.insulation_conductivity)
    return 1 / (1 / base + resistance), f"section 6.8 on timber frame, R {resistance:.3g}"


def _curtain_wall_u(band: str) -> tuple[float, str]:
    """Section 6.18: 2.0 before 2023 (Scotland 2024), then the newest row of Table 24.

    Its U-value is that of the whole wall, opaque and glazed (section 2.5). The data set has no year
    of a curtain wall, so the age band of its part decides (finding 3.30): band M begins in 2023
    (Scotland 2024), Table 1.
    """
    if band == "M":
        newest = WINDOWS[_NEWEST_GLAZING]["u_value"]
        return newest, "section 6.18 and Table 24, curtain wall of band M"
    return CURTAIN_WALL_U, "section 6.18, curtain wall before band M"


def _park_home_u(wall: Wall, band: str) -> tuple[float, str]:
    """Table 11 (section 6.5); with added insulation only a recorded U-value counts (2.19)."""
    row = AGE_BANDS[band]
    if wall.insulation in _ADDED or "park_home_wall" not in row:
        raise CertificateRejected(
            reason="missing_field",
            field="Wall-U-Value",
            value=None,
            rule="RdSAP 10 Table 11: U entered by the assessor",
        )
    return row["park_home_wall"], f"Table 11, band {band}"
