"""Windows, roof windows and doors, RdSAP 10 sections 4.7, 8 and 9."""

from sap10.certificate import (
    Doors,
    Orientation,
    ReducedGlazing,
    Window,
)
from sap10.codes import Conventions, OpeningKind, Overshading
from sap10.codes import Orientation as SapOrientation
from sap10.dwelling import Opening
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes
from sap10.rdsap.figures import CONSTANTS, WINDOWS
from sap10.rdsap.rounding import half_up
from sap10.tables import load_table

UNKNOWN_GAP_MM = 12
"""Gap between panes that was not recorded; Table 24 has no row for it. [mm]"""
ROOF_WINDOW_PITCH_DEG = CONSTANTS["roof_window_basis_pitch"]
"""Pitch of a roof window, Table 24 note **."""

_G = ReducedGlazing
_PERIOD_ROWS = {
    _G.DOUBLE_SECOND_PERIOD: "multiple_2002",
    _G.TRIPLE_SECOND_PERIOD: "multiple_2002",
    _G.DOUBLE_THIRD_PERIOD: "multiple_2022",
    _G.TRIPLE_THIRD_PERIOD: "multiple_2022",
    _G.SECONDARY_UNKNOWN: "secondary_normal",
    _G.SECONDARY_NORMAL_EMISSIVITY: "secondary_normal",
    _G.SECONDARY_LOW_EMISSIVITY: "secondary_low",
    _G.SINGLE: "single",
    _G.SINGLE_KNOWN: "single",
}
_GAP_ROWS = {
    _G.DOUBLE_FIRST_PERIOD: "double_old",
    _G.DOUBLE_UNKNOWN_DATE: "double_old",
    _G.DOUBLE_KNOWN: "double_old",
    _G.TRIPLE_FIRST_PERIOD: "triple_old",
    _G.TRIPLE_UNKNOWN_DATE: "double_old",
    _G.TRIPLE_KNOWN: "triple_old",
}
"""Rows with a gap; a triple window of unknown date takes the double row (Table 24 note *)."""

_TRIPLE = (
    _G.TRIPLE_FIRST_PERIOD,
    _G.TRIPLE_SECOND_PERIOD,
    _G.TRIPLE_THIRD_PERIOD,
    _G.TRIPLE_UNKNOWN_DATE,
    _G.TRIPLE_KNOWN,
)
_SINGLE = (_G.SINGLE, _G.SINGLE_KNOWN)

_PANES = ("single", "double", "triple")
_TRANSMITTANCE = load_table("6b_transmittance")
LIGHT_TRANSMITTANCE = {
    glazing: g_light
    for glazing, g_light in zip(
        _TRANSMITTANCE.texts("glazing"), _TRANSMITTANCE.floats("g_light").tolist(), strict=True
    )
    if glazing in _PANES
}
"""Light transmittance by panes, SAP 10.2 Table 6b."""
_INCLINATION: dict[str, float] = {
    panes: load_table("6e_inclined").floats(panes).tolist()[0] for panes in _PANES
}
"""From a vertical to a roof window's U-value at 45 degrees, SAP 10.2 Table 6e notes 1 and 2
[W/m2K].
"""
_ACCREDITED_INCLINATION = {**_INCLINATION, "triple": _INCLINATION["double"]}
"""The same as accredited software has it (docs/adr/0012). [W/m2K]"""

_ORIENTATIONS = {
    Orientation.NORTH: SapOrientation.NORTH,
    Orientation.NORTH_EAST: SapOrientation.NORTH_EAST,
    Orientation.EAST: SapOrientation.EAST,
    Orientation.SOUTH_EAST: SapOrientation.SOUTH_EAST,
    Orientation.SOUTH: SapOrientation.SOUTH,
    Orientation.SOUTH_WEST: SapOrientation.SOUTH_WEST,
    Orientation.WEST: SapOrientation.WEST,
    Orientation.NORTH_WEST: SapOrientation.NORTH_WEST,
    Orientation.HORIZONTAL: SapOrientation.HORIZONTAL,
    Orientation.UNKNOWN: SapOrientation.EAST,
}
_FRAME_FACTOR = CONSTANTS["frame_factor_wood_or_pvc"]
_METAL_FRAME_FACTOR = CONSTANTS["frame_factor_metal"]
_NO_FRAME_FACTOR = 1.0
"""Frame factors below Table 24; BFRC's g-values and whole curtain walls have none (6.18)."""
_CURTAIN_RESISTANCE = CONSTANTS["curtain_resistance"]
_SHUTTER_RESISTANCE = CONSTANTS["uninsulated_shutter_resistance"]
_INSULATED_SHUTTER_RESISTANCE = CONSTANTS["insulated_shutter_resistance"]


def sap_orientation(orientation: Orientation) -> SapOrientation:
    """Return the SAP code of a direction; unknown is East/West (SAP 10.2 section 6.1)."""
    return _ORIENTATIONS[orientation]


def panes(glazing: ReducedGlazing) -> str:
    """Return `single`, `double` or `triple`; secondary glazing counts as double (Table 6b)."""
    if glazing in _SINGLE:
        return "single"
    return "triple" if glazing in _TRIPLE else "double"


def glazing_row(glazing: ReducedGlazing, gap_mm: int | None) -> str:
    """Return the row of Table 24."""
    if glazing in _PERIOD_ROWS:
        return _PERIOD_ROWS[glazing]
    if glazing is _G.NOT_DEFINED:
        raise CertificateRejected(
            reason="missing_field",
            field="Glazing-Type",
            value=glazing.value,
            rule="RdSAP 10 Table 24",
        )
    return f"{_GAP_ROWS[glazing]}_{gap_mm or UNKNOWN_GAP_MM}"


def window_u_value(
    glazing: ReducedGlazing, gap_mm: int | None, is_metal: bool, is_roof_window: bool
) -> float:
    """Return the U-value of a window, Table 24, section 9.2. [W/m2K]

    Table 24 prints no figure for a metal frame from 2022 and for metal or inclined secondary
    glazing: the column for PVC or wood is taken there, for a roof window with the inclination of
    SAP 10.2 Table 6e.
    """
    row = WINDOWS[glazing_row(glazing, gap_mm)]
    if is_roof_window:
        printed = row.get("u_value_roof_window")
        return printed if printed is not None else row["u_value"] + _INCLINATION[panes(glazing)]
    return row.get("u_value_metal", row["u_value"]) if is_metal else row["u_value"]


def opening_of(
    window: Window, conventions: Conventions, notes: Notes, *, is_in_curtain_wall: bool = False
) -> Opening[float, int]:
    """Return one window or roof window as SAP sees it.

    Its area is height times width (section 4.7.1), overshading average (section 8). Known U- and
    g-values count before those of Table 24 (section 9.2); glazing in a curtain wall has a frame
    factor of 1 (section 6.18). A roof window is one that is recorded so, not one with a high
    U-value (finding 3.29). A known U-value of a roof window was measured upright (SAP 10.2 Table
    6e) and gets the inclination added, but not a horizontal one, a rooflight (SAP 10.2 section
    3.2); it has two decimals (section 16) before shutters are added.
    """
    kind = panes(window.glazing)
    is_metal = window.is_pvc_or_wood_frame is False
    known = window.transmission
    is_horizontal = window.orientation is Orientation.HORIZONTAL
    if known is not None:
        is_accredited = conventions is Conventions.ACCREDITED
        inclination = (_ACCREDITED_INCLINATION if is_accredited else _INCLINATION)[kind]
        is_inclined = window.is_roof_window and not is_horizontal
        u_value = half_up(known.u_value + inclination * is_inclined)
        g_value = known.g_value
    else:
        row = glazing_row(window.glazing, window.glazing_gap_mm)
        g_value = WINDOWS[row]["g_value"]
        u_value = window_u_value(
            window.glazing, window.glazing_gap_mm, is_metal, window.is_roof_window
        )
        notes.add(f"window U {u_value:g}, g {g_value:g} from row {row} (RdSAP 10 Table 24)")
    frame = window.frame_factor
    if frame is None:
        is_bfrc = known is not None and known.source == "bfrc"
        frame = _METAL_FRAME_FACTOR if is_metal else _FRAME_FACTOR
        if is_bfrc or is_in_curtain_wall:
            frame = _NO_FRAME_FACTOR
        notes.add(f"window frame factor {frame:g} (RdSAP 10 Table 24, section 6.18)")
    notes.add("average overshading of windows (RdSAP 10 section 8)")
    if window.orientation is Orientation.UNKNOWN:
        notes.add("window orientation not recorded: East/West (SAP 10.2 section 6.1)")
    return Opening(
        kind=OpeningKind.ROOF_WINDOW if window.is_roof_window else OpeningKind.WINDOW,
        area_m2=half_up(window.width_m * window.height_m),
        u_value=_with_shutters(u_value, window, notes),
        orientation=_ORIENTATIONS[window.orientation],
        pitch_deg=(0.0 if is_horizontal else ROOF_WINDOW_PITCH_DEG)
        if window.is_roof_window
        else 90.0,
        g=g_value,
        g_light=LIGHT_TRANSMITTANCE[kind],
        frame_factor=frame,
        overshading=Overshading.AVERAGE_OR_UNKNOWN,
    )


def _with_shutters(u_value: float, window: Window, notes: Notes) -> float:
    """Fold the resistance of permanent shutters into U: 0.13 or 0.16 instead of 0.04.

    The notes of Table 24 put them into the formula for curtains. Section 12.5 adds them to 1/U,
    which would count the curtains too.
    """
    if not window.has_permanent_shutters:
        return u_value
    insulated = window.has_insulated_shutters
    resistance = _INSULATED_SHUTTER_RESISTANCE if insulated else _SHUTTER_RESISTANCE
    notes.add(f"window shutters: R {resistance} in formula (2) (RdSAP 10 Table 24 notes)")
    return 1 / (1 / u_value + resistance - _CURTAIN_RESISTANCE)


def draught_proofed_percent(
    recorded: int | None, windows: tuple[Window, ...], doors: Doors
) -> float:
    """Return line (14), section 9.1: windows and doors by number, a whole percentage.

    Without a count, insulated doors are draught-proofed and others are not. Nothing that opens is 0
    %.
    """
    if recorded is not None:
        return float(recorded)
    proofed_doors = doors.draughtproofed_count
    proofed = (doors.insulated_count if proofed_doors is None else proofed_doors) + sum(
        window.is_draught_proofed for window in windows
    )
    total = doors.count + len(windows)
    return half_up(100 * proofed / total, 0) if total else 0.0
