"""Windows and doors: Tables 24 and 26, section 9.1; findings 3.25 to 3.29, D.4."""

import csv
from pathlib import Path

import pytest

from sap10.certificate import AgeBand, Doors, Orientation, ReducedGlazing
from sap10.certificate.fabric_reduced import Transmission
from sap10.codes import Conventions, OpeningKind
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes
from sap10.rdsap.doors import door_u_value
from sap10.rdsap.figures import WINDOWS
from sap10.rdsap.openings import (
    draught_proofed_percent,
    glazing_row,
    opening_of,
    window_u_value,
)
from tests.sap10.rdsap.surveys import site, window

G = ReducedGlazing
TEXT = Conventions.SPECIFICATION


def effective(u_value: float) -> float:
    return 1 / (1 / u_value + 0.04)


@pytest.mark.pins("RdSAP Table 24", "RdSAP 9.2")
@pytest.mark.parametrize(
    ("glazing", "gap", "is_metal", "is_roof_window", "expected"),
    [
        (G.SINGLE, None, False, False, 4.8),
        (G.SINGLE, None, True, False, 5.7),
        (G.SINGLE, None, False, True, 5.3),
        (G.DOUBLE_FIRST_PERIOD, 16, False, False, 2.7),
        (G.DOUBLE_FIRST_PERIOD, 6, True, False, 3.7),
        (G.DOUBLE_UNKNOWN_DATE, 12, False, False, 2.8),
        (G.DOUBLE_UNKNOWN_DATE, None, False, False, 2.8),
        (G.TRIPLE_FIRST_PERIOD, 6, False, False, 2.4),
        (G.TRIPLE_UNKNOWN_DATE, 6, False, False, 3.1),
        (G.DOUBLE_SECOND_PERIOD, 6, False, False, 2.0),
        (G.TRIPLE_SECOND_PERIOD, 16, True, False, 2.2),
        (G.DOUBLE_SECOND_PERIOD, None, False, True, 2.3),
        (G.TRIPLE_THIRD_PERIOD, None, False, False, 1.4),
        (G.DOUBLE_THIRD_PERIOD, None, True, False, 1.4),
        (G.DOUBLE_THIRD_PERIOD, None, False, True, 1.6),
        (G.SECONDARY_NORMAL_EMISSIVITY, 16, False, False, 2.9),
        (G.SECONDARY_LOW_EMISSIVITY, 16, False, False, 2.2),
    ],
)
def test_window_u_values(glazing, gap, is_metal, is_roof_window, expected):
    assert window_u_value(glazing, gap, is_metal, is_roof_window) == expected


@pytest.mark.pins("RdSAP Table 24")
def test_table_24_row_by_row(shared: Path):
    path = shared / "spec/tables/rdsap10/table_24_window_characteristics.csv"
    for row in csv.DictReader(path.open()):
        if row["row_id"] == "known_data":
            continue
        ours = WINDOWS[row["row_id"]]
        assert ours["u_value"] == float(row["u_pvc_or_wood_frame_w_m2k"])
        assert ours["g_value"] == float(row["g_value"])
        for column, printed in (
            ("u_value_metal", row["u_metal_frame_w_m2k"]),
            ("u_value_roof_window", row["u_roof_window_w_m2k"]),
        ):
            assert ours.get(column) == (float(printed) if printed else None)


def test_every_kind_of_glazing_has_a_row_or_a_refusal():
    for glazing in ReducedGlazing:
        if glazing is G.NOT_DEFINED:
            with pytest.raises(CertificateRejected, match="Glazing-Type"):
                glazing_row(glazing, 12)
        else:
            assert glazing_row(glazing, 12) in WINDOWS


@pytest.mark.pins("RdSAP 4.7.1", "RdSAP 8", "RdSAP 16")
def test_a_window_as_sap_sees_it():
    found = opening_of(window(width_m=1.25, height_m=2.3), TEXT, Notes())
    assert (found.area_m2, found.u_value, found.g, found.g_light) == (2.88, 2.0, 0.72, 0.80)
    assert (found.frame_factor, found.pitch_deg, found.kind) == (0.7, 90.0, OpeningKind.WINDOW)
    metal = opening_of(
        window(is_pvc_or_wood_frame=False, glazing=G.TRIPLE_FIRST_PERIOD), TEXT, Notes()
    )
    assert (metal.frame_factor, metal.g_light, metal.g) == (0.8, 0.70, 0.68)


def test_a_known_vertical_u_value_is_inclined_for_a_roof_window():
    known = Transmission(source="manufacturer", u_value=2.0, g_value=0.6)
    roof = opening_of(
        window(is_roof_window=True, transmission=known, glazing=G.DOUBLE_KNOWN), TEXT, Notes()
    )
    assert roof.u_value == pytest.approx(2.30)
    assert effective(roof.u_value) == pytest.approx(2.1062, abs=5e-5)
    assert (roof.pitch_deg, roof.kind) == (45.0, OpeningKind.ROOF_WINDOW)
    triple = opening_of(
        window(is_roof_window=True, transmission=known, glazing=G.TRIPLE_KNOWN), TEXT, Notes()
    )
    assert effective(triple.u_value) == pytest.approx(2.0221, abs=5e-5)
    upright = opening_of(window(transmission=known, glazing=G.DOUBLE_KNOWN), TEXT, Notes())
    assert effective(upright.u_value) == pytest.approx(1.8519, abs=5e-5)


@pytest.mark.pins("RdSAP 9.2")
def test_bfrc_values_carry_no_frame_factor():
    known = Transmission(source="bfrc", u_value=1.4, g_value=0.5)
    assert opening_of(window(transmission=known), TEXT, Notes()).frame_factor == 1.0
    assert (
        opening_of(window(transmission=known, frame_factor=0.65), TEXT, Notes()).frame_factor
        == 0.65
    )


@pytest.mark.pins("RdSAP 12.5", "RdSAP Table 24")
def test_shutters_replace_the_curtain_resistance():
    for insulated, resistance in ((False, 0.13), (True, 0.16)):
        found = opening_of(
            window(has_permanent_shutters=True, has_insulated_shutters=insulated), TEXT, Notes()
        )
        assert effective(found.u_value) == pytest.approx(1 / (1 / 2.0 + resistance))


def test_horizontal_roof_windows_lie_flat():
    flat = opening_of(
        window(is_roof_window=True, orientation=Orientation.HORIZONTAL), TEXT, Notes()
    )
    assert flat.pitch_deg == 0.0
    known = Transmission(source="manufacturer", u_value=1.5, g_value=0.6)
    rooflight = opening_of(
        window(is_roof_window=True, orientation=Orientation.HORIZONTAL, transmission=known),
        TEXT,
        Notes(),
    )
    assert rooflight.u_value == 1.5


@pytest.mark.pins("RdSAP Table 26", "RdSAP 9.3")
@pytest.mark.parametrize(
    ("band", "country", "expected"),
    [("J", "england", 3.0), ("K", "wales", 2.0), ("L", "england", 1.8), ("L", "scotland", 1.6)],
)
def test_doors_of_table_26(band, country, expected):
    assert door_u_value(AgeBand(band), site(country)) == expected
    assert door_u_value(AgeBand.M, site(country)) == 1.4


@pytest.mark.pins("RdSAP 9.1")
def test_draught_proofing_counts_windows_and_doors():
    windows = (window(), window(is_draught_proofed=False), window())
    assert draught_proofed_percent(None, windows, Doors(count=1)) == 50
    assert draught_proofed_percent(None, windows, Doors(count=1, insulated_count=1)) == 75
    assert draught_proofed_percent(None, windows[:2], Doors(count=1, draughtproofed_count=1)) == 67
    assert draught_proofed_percent(33, windows, Doors(count=1)) == 33
    assert draught_proofed_percent(None, (), Doors(count=0)) == 0
