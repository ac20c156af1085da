"""Heat capacity of elements (Table 1e), U-values of party walls and of partly glazed doors."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from sap10.errors import CertificateRejected
from sap10.tables import load_table

Side = Literal["", "from_above", "from_below"]

_INSULATION_CONDUCTIVITY = 0.08
_EFFECTIVE_THICKNESS_MM = 100.0

_TABLE = load_table("1e_heat_capacity")
_COLUMN: dict[Side, str] = {
    "": "kappa",
    "from_above": "kappa_from_above",
    "from_below": "kappa_from_below",
}
_KAPPA = {
    side: dict(zip(_TABLE.texts("construction"), _TABLE.floats(column).tolist(), strict=True))
    for side, column in _COLUMN.items()
}


_PARTY_WALLS = load_table("party_walls")
_PARTY_WALL_U = dict(
    zip(_PARTY_WALLS.texts("construction"), _PARTY_WALLS.floats("u_value").tolist(), strict=True)
)


class Layer(NamedTuple):
    """One layer of an element: thickness [mm], density [kg/m3], specific heat [J/kgK], [W/mK]."""

    thickness_mm: float
    density: float
    specific_heat: float
    conductivity: float


def tabulated_heat_capacity(construction: str, side: Side = "") -> float:
    """Return kappa of a common construction [kJ/m2K], Table 1e.

    Parameters
    ----------
    construction
        As `1e_heat_capacity.csv` names it.
    side
        For floors between storeys or dwellings, the side that faces the dwelling: the floor is seen
        from above, the ceiling from below.

    Raises
    ------
    CertificateRejected
        Table 1e does not have the construction, or not this side of it.
    """
    value = _KAPPA[side].get(construction, np.nan)
    if np.isnan(value):
        reason, rule = "unknown_code", "SAP 10.2 Table 1e"
        raise CertificateRejected(reason, "construction", (construction, side), rule)
    return value


def layered_heat_capacity(layers: Sequence[Layer]) -> float:
    """Return kappa of an element from its layers [kJ/m2K], Table 1e.

    Parameters
    ----------
    layers
        From the inside surface outwards. Counted until halfway through the element, an insulation
        layer (at most 0.08 W/mK) or 100 mm, whichever comes first, which may be within a layer.
    """
    remaining = min(0.5 * sum(layer.thickness_mm for layer in layers), _EFFECTIVE_THICKNESS_MM)
    capacity = 0.0
    for layer in layers:
        if remaining <= 0.0 or layer.conductivity <= _INSULATION_CONDUCTIVITY:
            break
        counted = min(layer.thickness_mm, remaining)
        capacity += counted * layer.density * layer.specific_heat
        remaining -= counted
    return capacity * 1.0e-6


def party_wall_u_value(construction: str) -> float:
    """Return the U-value of a wall to a heated neighbour [W/m2K], Table 3.10.

    `construction` is as `party_walls.csv` names it.

    Raises
    ------
    CertificateRejected
        Table 3.10 does not have the construction.
    """
    if construction not in _PARTY_WALL_U:
        reason, rule = "unknown_code", "SAP 10.2 Table 3.10"
        raise CertificateRejected(reason, "party wall", construction, rule)
    return _PARTY_WALL_U[construction]


def semi_glazed_door_u_value(window_u_value: float, door_u_value: float) -> float:
    """Return the U-value of a door that is 30% to 60% glazed [W/m2K], Table 6e note 4.

    The mean of the window's U-value and that of the door's other part; it has no solar gain (6.2).
    """
    return 0.5 * (window_u_value + door_u_value)
