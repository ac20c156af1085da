"""U-values of floors, RdSAP 10 sections 4.11, 4.12, 6.12 to 6.14 and 6.17."""

from dataclasses import dataclass
from math import log, pi

from sap10.certificate import (
    AgeBand,
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    LowestFloor,
    Storey,
)
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Site
from sap10.rdsap.figures import AGE_BANDS, CONSTANTS, EXPOSED_FLOOR_U, GROUND_FLOORS
from sap10.rdsap.rounding import half_up

PARTIALLY_HEATED_U = 0.7
"""Floor above a partially heated space, as commercial premises are (sections 6.2.5 and 6.14).
[W/m2K]
"""
UNKNOWN_RETROFIT_MM = 50.0
"""Retro-fitted insulation of unknown thickness, at least (Table 19 note 2). [mm]"""

_SEALED = CONSTANTS["floor_infiltration_sealed"]
_UNSEALED = CONSTANTS["floor_infiltration_unsealed"]
_SOIL_CONDUCTIVITY = 1.5
_RSI, _RSE = 0.17, 0.04
_INSULATION_CONDUCTIVITY = 0.035
_SHORTEST_PERIMETER_M = 0.005
"""Lengths are measured to 0.01 m (section 4.1): less is no exposed perimeter."""
_CONSTRUCTIONS = {
    "solid": FloorConstruction.SOLID,
    "suspended_timber": FloorConstruction.SUSPENDED_TIMBER,
}

NO_FLOOR_LOSS = (FloorHeatLoss.ANOTHER_DWELLING_BELOW, FloorHeatLoss.SAME_DWELLING_BELOW)
"""Floors with the same or another dwelling below lose no heat (sections 4.2.1, 4.11 and 4.12)."""
_EXPOSED = (FloorHeatLoss.EXPOSED, FloorHeatLoss.UNHEATED_SPACE)


@dataclass(frozen=True, slots=True)
class Ground:
    """Measurements of a ground floor: area [m2], exposed perimeter [m], wall thickness [mm]."""

    area_m2: float
    perimeter_m: float
    wall_mm: float


def solid_ground_floor_u(ground: Ground, insulation_mm: float) -> float:
    """Return U of a solid ground floor, section 6.12 (BS EN ISO 13370), unrounded. [W/m2K]

    Without exposed perimeter B is infinite and no heat is lost.
    """
    if ground.perimeter_m < _SHORTEST_PERIMETER_M:
        return 0.0
    resistance = 0.001 * insulation_mm / _INSULATION_CONDUCTIVITY
    thickness = ground.wall_mm / 1000 + _SOIL_CONDUCTIVITY * (_RSI + resistance + _RSE)
    return _slab_u(2 * ground.area_m2 / ground.perimeter_m, thickness)


def suspended_ground_floor_u(ground: Ground, insulation_mm: float) -> float:
    """Return U of a suspended ground floor, timber or not, section 6.12, unrounded. [W/m2K]"""
    if ground.perimeter_m < _SHORTEST_PERIMETER_M:
        return 0.0
    resistance = 0.001 * insulation_mm / _INSULATION_CONDUCTIVITY + 0.2
    ratio = 2 * ground.area_m2 / ground.perimeter_m
    thickness = ground.wall_mm / 1000 + _SOIL_CONDUCTIVITY * (_RSI + _RSE)
    ground_u = 2 * _SOIL_CONDUCTIVITY * log(pi * ratio / thickness + 1) / (pi * ratio + thickness)
    void_u = 2 * 0.3 * 1.5 / ratio + 1450 * 0.003 * 5 * 0.05 / ratio
    return 1 / (2 * _RSI + resistance + 1 / (ground_u + void_u))


def _slab_u(ratio: float, thickness: float) -> float:
    """Section 6.12 steps 4 and 5: characteristic dimension and equivalent thickness. [W/m2K]"""
    if thickness < ratio:
        return 2 * _SOIL_CONDUCTIVITY * log(pi * ratio / thickness + 1) / (pi * ratio + thickness)
    return _SOIL_CONDUCTIVITY / (0.457 * ratio + thickness)


def floor_construction(
    recorded: FloorConstruction | None, age_band: AgeBand, site: Site, has_underfloor_heating: bool
) -> FloorConstruction:
    """Return the construction of a ground floor, Table 19 if unknown (notes 1 and 4)."""
    if site.is_park_home:
        return FloorConstruction.SUSPENDED_TIMBER
    if recorded is not None and recorded is not FloorConstruction.UNKNOWN:
        return recorded
    assumed = _CONSTRUCTIONS[GROUND_FLOORS[age_band.value]["construction"]]
    if has_underfloor_heating and assumed is FloorConstruction.SUSPENDED_TIMBER:
        return FloorConstruction.SOLID
    return assumed


def ground_floor_insulation_mm(
    storey: Storey, floor: LowestFloor, age_band: AgeBand, site: Site
) -> float:
    """Return the insulation thickness of a ground floor, Table 19 notes 2 and 3. [mm]"""
    column = "park_home" if site.is_park_home else site.tables
    cell = GROUND_FLOORS[age_band.value][column]
    if not cell:
        raise CertificateRejected(
            reason="inconsistent_values",
            field="Construction-Age-Band",
            value=age_band.value,
            rule="RdSAP 10 Table 19",
        )
    as_built = float(cell)
    if storey.floor_insulation in (FloorInsulation.AS_BUILT, FloorInsulation.UNKNOWN):
        return as_built
    recorded = floor.insulation_thickness_mm
    if isinstance(recorded, float | int):
        return float(recorded)
    if storey.floor_insulation is FloorInsulation.RETROFITTED:
        return max(UNKNOWN_RETROFIT_MM, as_built)
    return as_built


def exposed_floor_u(age_band: AgeBand, country: str, insulation_mm: float | None) -> float:
    """Return U of an exposed or semi-exposed floor, Table 20, section 6.13. [W/m2K]

    None is unknown or as built. Table 20 has 50, 100 and 150 mm only: another thickness takes the
    thinner column (finding 3.5: 125 mm and more the 150 mm one), less than 50 mm the first.
    """
    thickness = insulation_mm or 0.0
    if thickness >= 125:
        column = "150"
    elif thickness >= 100:
        column = "100"
    else:
        column = "50" if thickness >= 50 else "0"
    row = EXPOSED_FLOOR_U.get((country, column)) or EXPOSED_FLOOR_U[("elsewhere", column)]
    return row[age_band.value]


def lowest_floor_u(
    floor: LowestFloor,
    storey: Storey,
    ground: Ground,
    construction: FloorConstruction,
    age_band: AgeBand,
    site: Site,
) -> tuple[float, str]:
    """Return a part's lowest floor's U-value, two decimals [W/m2K], and the rule it follows.

    Evidence decides (section 6.3), then basements (Table 23, section 6.17), then what is below: of
    houses by section 4.11, of flats by section 4.12. A floor above an unheated basement is recorded
    as a ground floor (section 6.17).
    """
    if floor.heat_loss in NO_FLOOR_LOSS:
        return 0.0, "section 4.12, dwelling below"
    if floor.u_value is not None:
        return half_up(floor.u_value), "as recorded"
    if construction is FloorConstruction.BASEMENT:
        return AGE_BANDS[age_band.value]["basement_floor"], "Table 23, section 6.17"
    if floor.heat_loss is FloorHeatLoss.PARTIALLY_HEATED_SPACE:
        return PARTIALLY_HEATED_U, "section 6.14"
    if floor.heat_loss in _EXPOSED:
        thickness = exposed_insulation_mm(storey, floor)
        u_value = exposed_floor_u(age_band, site.country, thickness)
        return u_value, f"Table 20, band {age_band.value}, section 6.13"
    insulation = ground_floor_insulation_mm(storey, floor, age_band, site)
    kind = construction.value
    if construction is FloorConstruction.SOLID:
        u_value = solid_ground_floor_u(ground, insulation)
    else:
        u_value = suspended_ground_floor_u(ground, insulation)
    return half_up(u_value), f"section 6.12, {kind}, {insulation:g} mm insulation, Table 19"


def exposed_insulation_mm(storey: Storey, floor: LowestFloor) -> float | None:
    """Return the insulation of an exposed floor, 50 mm if its thickness is unknown. [mm]"""
    if storey.floor_insulation in (FloorInsulation.AS_BUILT, FloorInsulation.UNKNOWN):
        return None
    recorded = floor.insulation_thickness_mm
    if isinstance(recorded, float | int):
        return float(recorded)
    if storey.floor_insulation is FloorInsulation.RETROFITTED:
        return UNKNOWN_RETROFIT_MM
    return None


def floor_infiltration(
    construction: FloorConstruction,
    heat_loss: FloorHeatLoss,
    storey: Storey,
    supplied_u: float | None,
    age_band: AgeBand,
    site: Site,
) -> float:
    """Return line (12) for the main dwelling's floor, Table 5, section 5.1. [ach]

    Only a suspended timber ground floor lets air in. Clause a) says "floor U-value < 0.5" and
    clause b) "no U-value is supplied"; accredited worksheets read a) as a supplied U-value too
    (finding 2.4).
    """
    is_ground = heat_loss is FloorHeatLoss.GROUND
    if construction is not FloorConstruction.SUSPENDED_TIMBER or not is_ground:
        return 0.0
    if site.is_park_home:
        return _UNSEALED
    if age_band.value > "E":
        return _SEALED
    is_sealed = storey.floor_insulation is FloorInsulation.RETROFITTED
    if supplied_u is not None:
        is_sealed = supplied_u < CONSTANTS["floor_u_value_of_sealed"]
    return _SEALED if is_sealed else _UNSEALED
