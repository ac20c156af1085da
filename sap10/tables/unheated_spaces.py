"""Elements beside unheated spaces: Tables 3.1 to 3.5, equations 3 and 4 of section 3.3."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sap10.errors import CertificateRejected
from sap10.tables import load_table

Insulated = Literal["inside", "outside", ""]

DEFAULT_AIR_CHANGE = 3.0
"""Air change rate of an unheated space of unknown tightness [1/h], section 3.3.6."""

_AIR_HEAT_CAPACITY = 0.33

_SPACES = load_table("unheated_spaces")
_RESISTANCE = {
    (space, elements, insulated): ru
    for space, elements, insulated, ru in zip(
        _SPACES.texts("space"),
        _SPACES.texts("elements"),
        _SPACES.texts("insulated"),
        _SPACES.floats("ru").tolist(),
        strict=True,
    )
}

_TIGHTNESS = load_table("unheated_air_change")
AIR_CHANGE: dict[str, float] = dict(
    zip(_TIGHTNESS.texts("tightness"), _TIGHTNESS.floats("air_change").tolist(), strict=True)
)
"""Air change rate of unheated spaces [1/h] by tightness, Table 3.5."""


class ExternalElement(NamedTuple):
    """One element between an unheated space and the outside. [m2, W/m2K]"""

    area_m2: float
    u_value: float


def tabulated_resistance(space: str, elements: str, insulated: Insulated = "") -> float:
    """Return Ru of a typical unheated space [m2K/W], Tables 3.1 to 3.4.

    Parameters
    ----------
    space, elements
        The space, and the elements between it and the dwelling, as `unheated_spaces.csv` has them.
    insulated
        For garages: the insulated envelope runs round the space (``"inside"``), or between it and
        the dwelling (``"outside"``).

    Raises
    ------
    CertificateRejected
        The tables do not have the combination.
    """
    key = (space, elements, insulated)
    if key not in _RESISTANCE:
        reason, rule = "unknown_code", "SAP 10.2 Tables 3.1 to 3.4"
        raise CertificateRejected(reason, "unheated space", key, rule)
    return _RESISTANCE[key]


def calculated_resistance(
    internal_area_m2: float,
    external: Sequence[ExternalElement],
    volume_m3: float,
    air_change: float = DEFAULT_AIR_CHANGE,
) -> float:
    """Return Ru of any other unheated space [m2K/W], equation 4.

    Parameters
    ----------
    internal_area_m2
        Area of the elements between the dwelling and the space. [m2]
    external
        Elements between the space and the outside; ground floors are left out.
    volume_m3
        Volume of the space. [m3]
    air_change
        Table 3.5 [1/h].
    """
    loss = sum(element.area_m2 * element.u_value for element in external)
    return internal_area_m2 / (loss + _AIR_HEAT_CAPACITY * air_change * volume_m3)


def u_value_beside_unheated_space(u_value: float, resistance: float) -> float:
    """Return the U-value of an element beside an unheated space [W/m2K], equation 3.

    `u_value` is that of the element as if it were fully exposed, `resistance` is Ru. An element
    without loss keeps none.
    """
    return u_value / (1.0 + u_value * resistance)
