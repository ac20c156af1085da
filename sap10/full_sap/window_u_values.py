"""U-values of opening types that leave them to the specification's Table 6e."""

import math
from typing import Final

from sap10.certificate.fabric_measured import FrameType, MeasuredGlazing, OpeningKind, OpeningType
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes
from sap10.tables import load_table
from sap10.tables.fabric import semi_glazed_door_u_value

SOLID_DOOR_U: Final = 3.0
"""Solid wooden door to the outside, Table 6e. [W/(m2 K)]"""
CORRIDOR_DOOR_U: Final = 1.4
"""Solid wooden door to an unheated corridor, Table 6e. [W/(m2 K)]"""

_RULE = "SAP 10.2 Table 6e"
_VERTICAL_DEG = 70.0
_GAPS_MM = (6, 12, 16)
_TABLE = load_table("6e_window_u_values")
_KEYS = tuple(zip(_TABLE.texts("glazing"), _TABLE.texts("gas"), strict=True))
_U_VALUES = {
    (glazing, gas, frame, gap): value
    for frame in ("wood", "metal")
    for gap in _GAPS_MM
    for (glazing, gas), value in zip(_KEYS, _TABLE.floats(f"{frame}_{gap}").tolist(), strict=True)
    if not math.isnan(value)
}
_BREAKS = load_table("6e_thermal_break")
_THERMAL_BREAK = dict(
    zip(_BREAKS.texts("frame"), _BREAKS.floats("adjustment").tolist(), strict=True)
)
_INCLINED = load_table("6e_inclined")
_BOUNDS = _INCLINED.floats("up_to_degrees").tolist()


def u_value_of(kind: OpeningType, pitch_degrees: float | None, notes: Notes) -> float:
    """Return the U-value of an opening type: its own, else Table 6e's. [W/(m2 K)]

    Parameters
    ----------
    kind
        The opening type.
    pitch_degrees
        Inclination of a roof window; None if not recorded. [degrees]
    notes
        Takes what had to come from the table.

    Raises
    ------
    CertificateRejected
        The type declares its U-value and gives none, or lacks what Table 6e goes by.
    """
    if kind.u_value is not None:
        return kind.u_value
    if kind.source is not None and kind.source != "sap_table":
        raise _missing(kind, "U-Value", f"declared ({kind.source})")
    value = _tabulated(kind, pitch_degrees)
    notes.add(f"opening type {kind.name}: U-value {value:.4g} W/m2K ({_RULE})")
    return value


def _tabulated(kind: OpeningType, pitch_degrees: float | None) -> float:
    match kind.kind:
        case OpeningKind.SOLID_DOOR:
            return SOLID_DOOR_U
        case OpeningKind.DOOR_TO_CORRIDOR:
            return CORRIDOR_DOOR_U
        case OpeningKind.SEMI_GLAZED_DOOR:
            return semi_glazed_door_u_value(_glazed(kind), SOLID_DOOR_U)
        case OpeningKind.ROOF_WINDOW:
            return _glazed(kind) + _inclination(kind, pitch_degrees)
        case OpeningKind.WINDOW | OpeningKind.ROOFLIGHT:
            return _glazed(kind)


def _glazed(kind: OpeningType) -> float:
    """Return the U-value of vertical glazing in its frame."""
    if kind.glazing is None or kind.glazing is MeasuredGlazing.NOT_GLAZED:
        raise _missing(kind, "Glazing-Type", _RULE)
    if kind.frame is None and kind.glazing is not MeasuredGlazing.SECONDARY:
        raise _missing(kind, "Frame-Type", _RULE)
    is_single = kind.glazing is MeasuredGlazing.SINGLE
    gap = _GAPS_MM[0] if is_single else kind.glazing_gap_mm
    if gap is None:
        raise _missing(kind, "Glazing-Gap", _RULE)
    gas = "argon" if kind.is_argon_filled else "krypton" if kind.is_krypton_filled else "air"
    thermal_break = _THERMAL_BREAK.get(kind.frame or FrameType.UNKNOWN)
    is_metal = thermal_break is not None and kind.glazing is not MeasuredGlazing.SECONDARY
    key = (kind.glazing.value, "air" if is_single else gas, "metal" if is_metal else "wood", gap)
    if key not in _U_VALUES:
        raise CertificateRejected(
            reason="inconsistent_values",
            field=f"opening type {kind.name}/Glazing-Gap",
            value=gap,
            rule=f"{_RULE} note 5: no {gas} in such a gap of {kind.glazing.value}",
        )
    if thermal_break is None or not is_metal or is_single:
        return _U_VALUES[key]
    return _U_VALUES[key] + thermal_break


def _inclination(kind: OpeningType, pitch_degrees: float | None) -> float:
    """Return what the inclination of a roof window adds, notes 1 and 2."""
    glazing = kind.glazing.value if kind.glazing else ""
    panes = next((n for n in ("single", "triple") if glazing.startswith(n)), "double")
    added = dict(zip(_BOUNDS[1:], _INCLINED.floats(panes).tolist()[1:], strict=True))
    if pitch_degrees is None:
        return float(_INCLINED.floats(panes)[0])
    if pitch_degrees >= _VERTICAL_DEG:
        return added[90.0]
    return next(value for bound, value in added.items() if pitch_degrees <= bound)


def _missing(kind: OpeningType, name: str, rule: str) -> CertificateRejected:
    return CertificateRejected(
        reason="missing_field", field=f"opening type {kind.name}/{name}", value=None, rule=rule
    )
