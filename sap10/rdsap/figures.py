"""The figures of RdSAP 10 as dictionaries, read once from `sap10/tables/rdsap_*.csv`."""

from typing import NamedTuple

from sap10.tables import load_table

BandValues = dict[str, float]
"""One value per age band; a blank cell is left out."""


def _by_band(name: str, *keys: str) -> dict[tuple[str, ...], BandValues]:
    """Index the rows of a table with one column per age band by its key columns."""
    table = load_table(name)
    position = {column: index for index, column in enumerate(table.header)}
    columns = [column for column in table.header if column not in keys]
    return {
        tuple(row[position[key]] for key in keys): {
            column: float(row[position[column]]) for column in columns if row[position[column]]
        }
        for row in table.rows
    }


def _records(name: str, key: str) -> dict[str, dict[str, str]]:
    """Index the rows of a table by one column."""
    table = load_table(name)
    records = [dict(zip(table.header, row, strict=True)) for row in table.rows]
    return {record[key]: record for record in records}


def _numbers(name: str, key: str) -> dict[str, BandValues]:
    """Index the rows of a table by one column, every other cell a number, blanks left out."""
    return {
        code: {column: float(cell) for column, cell in record.items() if column != key and cell}
        for code, record in _records(name, key).items()
    }


CONSTANTS = dict(
    zip(
        load_table("rdsap_constants").texts("item"),
        load_table("rdsap_constants").floats("value").tolist(),
        strict=True,
    )
)
"""Single figures of Tables 5, 14, 18, 24 and 26."""


class Years(NamedTuple):
    """First and last year of construction, None where the band has no such limit."""

    first: int | None
    last: int | None


AGE_BAND_YEARS = {
    (scope, band): Years(int(first) if first else None, int(last) if last else None)
    for scope, band, first, last in load_table("rdsap_age_band_years").rows
}
"""Table 1: years by (country or `park_home`, band); bands that cannot be recorded are left out."""

WALL_U = _by_band("rdsap_wall_u_values", "country", "wall", "insulation", "thickness_mm")
"""Tables 6 to 10: U [W/m2K] by (country, wall, insulation, thickness)."""

STONE_WALLS = _numbers("rdsap_stone_walls", "stone")
"""Table 12: `coefficient` and `exponent` of U [W/m2K] by thickness [mm], by kind of stone."""

BRICK_WALLS = tuple(
    (float(start), bool(int(included)), float(u_value))
    for start, included, u_value in load_table("rdsap_brick_walls").rows
)
"""Table 13: from which thickness [mm], whether that one is included, U [W/m2K]; thin to thick."""

INSULATION_RESISTANCE = {
    (float(conductivity), float(thickness)): resistance
    for thickness, row in _numbers("rdsap_insulation_resistance", "thickness_mm").items()
    for conductivity, resistance in row.items()
}
"""Table 14: R [m2K/W] by (conductivity [W/mK], thickness [mm])."""

INSULATION_INTERPOLATION = {
    float(conductivity): row
    for conductivity, row in _numbers("rdsap_insulation_interpolation", "conductivity").items()
}
"""Table 14 between its rows: `slope` and `intercept` by conductivity [W/mK]."""

PARTY_WALL_U = _numbers("rdsap_party_walls", "construction")
"""Table 15: U [W/m2K] of a `house` or `flat` by construction."""

ROOF_ROOM_WALLS = _numbers("rdsap_roof_room_walls", "wall")
"""Table 4: `u_value` [W/m2K] or added `resistance` [m2K/W] by what is beyond the wall."""

WALL_THICKNESS_MM = _by_band("rdsap_wall_thickness", "wall", "country")
"""Table 3: thickness [mm] by (wall, `elsewhere` or `scotland`)."""

ROOF_U_BY_AGE = _by_band("rdsap_roof_u_values_by_age", "roof", "country")
"""Table 18: U [W/m2K] by (roof, `elsewhere` or `scotland`)."""

_BY_THICKNESS = _numbers("rdsap_roof_u_values_by_thickness", "thickness_mm")
ROOF_THICKNESSES_MM = tuple(int(thickness) for thickness in _BY_THICKNESS)
"""Thicknesses of Tables 16 and 17 [mm], ascending; the last is 400 or more."""

ROOF_U_BY_THICKNESS = {
    column: tuple(values[column] for values in _BY_THICKNESS.values())
    for column in next(iter(_BY_THICKNESS.values()))
}
"""Tables 16 and 17: U [W/m2K] by column, along `ROOF_THICKNESSES_MM`."""

EXPOSED_FLOOR_U = _by_band("rdsap_exposed_floors", "country", "thickness_mm")
"""Table 20: U [W/m2K] by (country or `elsewhere`, thickness)."""

GROUND_FLOORS = _records("rdsap_ground_floors", "age_band")
"""Table 19 by age band: `construction` if unknown, thickness [mm] if unknown or as built."""

AGE_BANDS = _numbers("rdsap_age_bands", "age_band")
"""Tables 11, 21, 23 and 26 by age band."""

THERMAL_MASS = _numbers("rdsap_thermal_mass", "wall")
"""Table 22: parameter [kJ/m2K] by wall, `bare` or `insulated_inside`."""

WINDOWS = _numbers("rdsap_windows", "glazing")
"""Table 24 by glazing row."""

CONSERVATORY_GLAZING = _numbers("rdsap_conservatory_glazing", "glazing")
"""Table 25 by panes: U of walls and roof [W/m2K], g, frame factor."""

LIVING_AREA_FRACTION = {
    int(rooms): values["fraction"]
    for rooms, values in _numbers("rdsap_living_area", "habitable_rooms").items()
}
"""Table 27 by habitable rooms; 15 is 15 or more."""

TYPICAL_WINDOW_AREAS = _numbers("rdsap_2012_window_areas", "age_band")
"""SAP 2012 Table S4 by age band: [m2] per floor area and [m2], of houses and flats."""

GLAZED_AREA_FACTOR = {
    area: values["factor"]
    for area, values in _numbers("rdsap_2012_glazed_areas", "glazed_area").items()
}
"""SAP 2012 section S3.7.1 by glazed area."""
