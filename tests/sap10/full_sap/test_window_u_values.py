"""Table 6e: U-values of openings that the certificate leaves to the specification."""

import csv
from pathlib import Path

import pytest

from sap10.certificate.fabric_measured import FrameType, MeasuredGlazing, OpeningKind, OpeningType
from sap10.errors import CertificateRejected
from sap10.full_sap.window_u_values import u_value_of
from sap10.rdsap.context import Notes

TABLES = "spec/tables/sap10.2"
EMISSIVITY = {
    "": "",
    "0.2": "_low_e_hard_0.2",
    "0.15": "_low_e_hard_0.15",
    "0.1": "_low_e_soft_0.1",
    "0.05": "_low_e_soft_0.05",
}
FRAMES = {
    "wood_or_pvcu": FrameType.WOOD,
    "metal_4mm_thermal_break": FrameType.METAL_4_MM_BREAK,
    "metal": FrameType.METAL_NO_BREAK,
}


def window(**changes: object) -> OpeningType:
    fields: dict[str, object] = {
        "name": "w",
        "kind": OpeningKind.WINDOW,
        "source": "sap_table",
        "glazing": MeasuredGlazing.DOUBLE_LOW_E_HARD_020,
        "glazing_gap_mm": 6,
        "is_argon_filled": True,
        "frame": FrameType.WOOD,
    }
    return OpeningType(**(fields | changes))  # type: ignore[arg-type]


def of(kind: OpeningType, pitch: float | None = None) -> float:
    return u_value_of(kind, pitch, Notes())


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_value_of_the_table(shared: Path) -> None:
    checked = 0
    for row in rows(shared, "table_6e_default_window_u_values.csv"):
        if not row["panes"]:
            continue
        glazing = MeasuredGlazing(row["panes"] + EMISSIVITY[row["emissivity_en"]])
        kind = window(
            glazing=glazing,
            glazing_gap_mm=int(row["gap_mm"]) if row["gap_mm"] else None,
            is_argon_filled=row["gas_fill"] == "argon",
            is_krypton_filled=row["gas_fill"] == "krypton",
            frame=FRAMES[row["frame"]],
        )
        assert of(kind) == float(row["u_value_w_m2k"]), row
        checked += 1
    assert checked == 145


@pytest.mark.parametrize(
    ("frame", "adjustment"),
    [
        (FrameType.METAL_NO_BREAK, 0.3),
        (FrameType.METAL_4_MM_BREAK, 0.0),
        (FrameType.METAL_8_MM_BREAK, -0.1),
        (FrameType.METAL_12_MM_BREAK, -0.2),
        (FrameType.METAL_20_MM_BREAK, -0.3),
        (FrameType.METAL_32_MM_BREAK, -0.4),
    ],
)
def test_thermal_breaks_of_metal_frames(frame: FrameType, adjustment: float) -> None:
    assert of(window(frame=frame)) == pytest.approx(3.0 + adjustment)


@pytest.mark.parametrize(
    ("glazing", "pitch", "added"),
    [
        (MeasuredGlazing.SINGLE, None, 0.5),
        (MeasuredGlazing.DOUBLE, None, 0.3),
        (MeasuredGlazing.TRIPLE, None, 0.2),
        (MeasuredGlazing.DOUBLE, 90.0, 0.0),
        (MeasuredGlazing.DOUBLE, 70.0, 0.0),
        (MeasuredGlazing.DOUBLE, 69.0, 0.2),
        (MeasuredGlazing.DOUBLE, 60.0, 0.3),
        (MeasuredGlazing.DOUBLE, 41.0, 0.3),
        (MeasuredGlazing.DOUBLE, 40.0, 0.4),
        (MeasuredGlazing.DOUBLE, 30.0, 0.5),
        (MeasuredGlazing.TRIPLE, 65.0, 0.1),
        (MeasuredGlazing.TRIPLE, 35.0, 0.2),
        (MeasuredGlazing.TRIPLE, 10.0, 0.3),
    ],
)
def test_roof_windows(glazing: MeasuredGlazing, pitch: float | None, added: float) -> None:
    upright = window(glazing=glazing)
    inclined = window(glazing=glazing, kind=OpeningKind.ROOF_WINDOW)
    assert of(inclined, pitch) - of(upright) == pytest.approx(added)


def test_doors() -> None:
    assert of(window(kind=OpeningKind.SOLID_DOOR, glazing=None)) == 3.0
    assert of(window(kind=OpeningKind.DOOR_TO_CORRIDOR, glazing=None)) == 1.4
    # The example of note 4.
    assert of(window(kind=OpeningKind.SEMI_GLAZED_DOOR)) == pytest.approx(2.75)


def test_a_declared_value_is_taken_as_it_is() -> None:
    notes = Notes()
    assert u_value_of(window(u_value=1.23, source="manufacturer"), None, notes) == 1.23
    assert list(notes.texts) == []


def test_a_tabulated_value_leaves_a_note() -> None:
    notes = Notes()
    u_value_of(window(), None, notes)
    assert list(notes.texts) == ["opening type w: U-value 2.5 W/m2K (SAP 10.2 Table 6e)"]


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"source": "manufacturer"}, "missing_field", "U-Value"),
        ({"glazing": None}, "missing_field", "Glazing-Type"),
        ({"glazing": MeasuredGlazing.NOT_GLAZED}, "missing_field", "Glazing-Type"),
        ({"frame": None}, "missing_field", "Frame-Type"),
        ({"glazing_gap_mm": None}, "missing_field", "Glazing-Gap"),
        (
            {"is_argon_filled": False, "is_krypton_filled": True, "glazing_gap_mm": 12},
            "inconsistent_values",
            "Glazing-Gap",
        ),
    ],
)
def test_what_the_table_cannot_tell(changes: dict[str, object], reason: str, field: str) -> None:
    with pytest.raises(CertificateRejected) as caught:
        of(window(**changes))
    assert (caught.value.reason, caught.value.field) == (reason, f"opening type w/{field}")
