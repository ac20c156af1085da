"""Every row of RdSAP 10 Table 5 but those of floors (`test_roofs_and_floors`), as printed."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sap10
from sap10.certificate import AgeBand, BuiltForm, PropertyType, WallConstruction
from sap10.certificate.epc_property_data import Corridor, FlatDetails, FlatLevel
from sap10.certificate.ventilation import PressureTest, VentilationType
from sap10.certificate.ventilation import Ventilation as RecordedVentilation
from sap10.codes import VentilationSystem
from sap10.dwelling import Dwelling
from sap10.rdsap.expand import expand_reduced
from sap10.rdsap.ventilation import (
    extract_fans,
    sheltered_sides,
    structural_infiltration,
    wet_rooms,
)
from sap10.tables.ventilation import DEFAULT_FANS
from tests.sap10.rdsap.surveys import fabric, part, storey, survey

Row = dict[str, str]

W = WallConstruction
COUNTS = {
    "open_chimney": "open_chimney_count",
    "open_flue": "open_flue_count",
    "chimney_or_flue_attached_to_closed_fire": "closed_fire_flue_count",
    "flue_attached_to_solid_fuel_boiler": "solid_fuel_boiler_flue_count",
    "flue_attached_to_other_heater": "other_heater_flue_count",
    "blocked_chimney": "blocked_chimney_count",
    "intermittent_extract_fan": "extract_fan_count",
    "passive_vent": "passive_vent_count",
    "flueless_gas_fire": "flueless_gas_fire_count",
}
"""What Table 5 counts, and the field of the survey that records it."""


def ventilated(**changes: Any) -> RecordedVentilation:
    values: dict[str, Any] = {
        "type": VentilationType.NATURAL,
        "pressure_test": PressureTest.NOT_TESTED,
        "extract_fan_count": 0,
    }
    return RecordedVentilation(**(values | changes))


def line(dwelling: Dwelling, number: str) -> float:
    rows = sap10.rate([dwelling]).worksheet(0)
    return next(row.value for row in rows if row.info.number == number and row.value is not None)


def flow_rate(row: Row) -> None:
    counted = expand_reduced(survey(ventilation=ventilated(**{COUNTS[row["parameter"]]: 1})))
    openings = line(counted, "8")
    assert openings * line(counted, "5") == pytest.approx(float(row["value"]))


def count(row: Row) -> None:
    field = row["parameter"].removesuffix("s").replace("chimneys_or", "chimney_or")
    name = {
        "extract_fan": "intermittent_extract_fan",
        "passive_stack_vent": "passive_vent",
        "chimney_or_flues_attached_to_closed_fire": "chimney_or_flue_attached_to_closed_fire",
        "flues_attached_to_solid_fuel_boiler": "flue_attached_to_solid_fuel_boiler",
        "flues_attached_to_other_heater": "flue_attached_to_other_heater",
    }.get(field, field)
    recorded = COUNTS[name]
    found = [
        line(expand_reduced(survey(ventilation=ventilated(**{recorded: number}))), "8")
        for number in (None, 0, 1, 3)
    ]
    if name != "intermittent_extract_fan":
        assert found[0] == found[1]
    assert found[3] == pytest.approx(3 * found[2])


def fans_default(row: Row) -> None:
    is_park_home = row["dwelling_scope"] == "park_home"
    low, high = row["habitable_rooms_min"] or "1", row["habitable_rooms_max"] or "15"
    bands = "ABCDEFGHIJKLM"
    first, last = bands.index(row["age_band_from"]), bands.index(row["age_band_to"])
    for band in bands[first : last + 1]:
        for rooms in (int(low), int(high)):
            found = extract_fans(None, AgeBand(band), rooms, is_park_home)
            assert found == int(row["value"]), (band, rooms)


def structure(row: Row) -> None:
    walls = {
        "steel_or_timber_frame": {W.TIMBER_FRAME: 90.0},
        "masonry": {W.SOLID_BRICK: 60.0, W.CAVITY: 30.0},
        "system_build": {W.SYSTEM_BUILT: 90.0},
        "park_home": {W.PARK_HOME: 90.0},
        "mixed_wall_types_equal_area": {W.CAVITY: 45.0, W.TIMBER_FRAME: 45.0},
    }
    if row["parameter"] in walls:
        assert structural_infiltration(walls[row["parameter"]]) == float(row["value"])
    elif row["parameter"] == "mixed_wall_types":
        assert structural_infiltration({W.CAVITY: 40.0, W.TIMBER_FRAME: 45.0}) == 0.25
        assert structural_infiltration({W.CAVITY: 46.0, W.TIMBER_FRAME: 45.0}) == 0.35
    else:
        assert row["parameter"] == "curtain_wall"
        assert structural_infiltration({W.CURTAIN_WALL: 90.0}) == 0.35


def infiltration(row: Row) -> None:
    three = fabric(building_parts=(part(storeys=(storey(0), storey(1), storey(2))),))
    tall = expand_reduced(survey(fabric=three, ventilation=ventilated()))
    if row["parameter"] == "number_of_storeys":
        assert tall.ventilation.storeys == 3
    elif row["parameter"] == "additional_infiltration":
        assert line(tall, "10") == pytest.approx(0.2)
    else:
        assert row["parameter"] == "infiltration_rate"
        parts = [line(tall, number) for number in ("8", "10", "11", "12", "13", "15")]
        assert line(tall, "16") == pytest.approx(sum(parts))


def openings(row: Row) -> None:
    counts = dict.fromkeys(COUNTS.values(), 2)
    found = expand_reduced(survey(ventilation=ventilated(**counts)))
    total = 2 * (80 + 20 + 10 + 20 + 35 + 20 + 10 + 10 + 40)
    assert line(found, "8") == pytest.approx(total / line(found, "5"))


def system(row: Row) -> None:
    assert expand_reduced(survey()).ventilation.system is VentilationSystem.NATURAL


def lobby(row: Row) -> None:
    def of(**changes: Any) -> float:
        return line(expand_reduced(survey(**changes)), "13")

    with_lobby = ventilated(has_draught_lobby=True)
    match row["parameter"]:
        case "no_draught_lobby":
            assert of(ventilation=ventilated(has_draught_lobby=False)) == float(row["value"])
        case "draught_lobby_present":
            assert of(ventilation=with_lobby) == float(row["value"])
        case "default_if_undetermined":
            assert of(ventilation=ventilated()) == 0.05
        case _:
            for corridor in (Corridor.HEATED, Corridor.UNHEATED, Corridor.STAIRWELL):
                details = FlatDetails(level=FlatLevel.MID_FLOOR, corridor=corridor)
                assert of(property_type=PropertyType.FLAT, flat=details) == 0.0
            outside = FlatDetails(level=FlatLevel.MID_FLOOR, corridor=Corridor.NONE)
            assert of(property_type=PropertyType.FLAT, flat=outside) == 0.05


def windows(row: Row) -> None:
    found = expand_reduced(survey(fabric=fabric(draughtproofed_percent=60)))
    assert line(found, "14") == found.ventilation.draught_proofed_percent
    assert line(found, "15") == pytest.approx(0.25 - 0.2 * line(found, "14") / 100)


def permeability(row: Row) -> None:
    kinds = {
        "infiltration_from_ap50": (PressureTest.MEASURED_EXISTING, 6.0, 6.0 / 20),
        "infiltration_from_ap4": (PressureTest.LOW_PRESSURE_PULSE, 2.0, 0.263 * 2.0**0.924),
    }
    if row["parameter"] not in kinds:
        plain = expand_reduced(survey())
        assert line(plain, "18") == line(plain, "16")
        return
    kind, tested, expected = kinds[row["parameter"]]
    given = ventilated(pressure_test=kind, air_permeability=tested, open_flue_count=1)
    found = expand_reduced(survey(ventilation=given))
    assert line(found, "18") == pytest.approx(expected + line(found, "8"))


def shelter(row: Row) -> None:
    found = expand_reduced(survey(built_form=BuiltForm.ENCLOSED_MID_TERRACE))
    assert line(found, "20") == pytest.approx(1 - 0.075 * 3)
    assert line(found, "21") == pytest.approx(line(found, "18") * line(found, "20"))


def sides(row: Row) -> None:
    if row["parameter"] == "other":
        found = {
            sheltered_sides(BuiltForm.MID_TERRACE, is_flat=False),
            sheltered_sides(BuiltForm.ENCLOSED_END_TERRACE, is_flat=False),
            sheltered_sides(BuiltForm.DETACHED, is_flat=True),
        }
    else:
        found = {sheltered_sides(BuiltForm(row["parameter"]), is_flat=False)}
    assert found == {int(row["value"])}


def rooms(row: Row) -> None:
    for limit in (row["habitable_rooms_min"], row["habitable_rooms_max"] or "14"):
        assert wet_rooms(int(limit)) == 1 + int(row["value"])


def mechanical(row: Row) -> None:
    kinds = {
        "sfp_mev_or_piv_from_outside": (
            "mechanical_extract_centralised",
            "mechanical_extract_decentralised",
            "positive_input_from_outside",
        ),
        "sfp_balanced_no_heat_recovery": ("balanced_without_heat_recovery",),
        "sfp_balanced_heat_recovery": ("balanced_with_heat_recovery",),
    }
    if row["parameter"] in kinds:
        powers = {DEFAULT_FANS[kind].specific_fan_power for kind in kinds[row["parameter"]]}
        assert powers == {float(row["value"])}
    elif row["parameter"] == "in_use_factor_sfp":
        assert {fans.fan_in_use_factor for fans in DEFAULT_FANS.values()} == {float(row["value"])}
    else:
        assert row["parameter"] in ("heat_recovery_efficiency", "in_use_factor_heat_recovery")
        recovering = DEFAULT_FANS["balanced_with_heat_recovery"]
        assert recovering.heat_recovery_percent == pytest.approx(66 * 0.70)


CHECKS: dict[str, Callable[[Row], None]] = {
    "flow_rate_each": flow_rate,
    "infiltration_openings": openings,
    "count": count,
    "ventilation_system": system,
    "extract_fans_default": fans_default,
    "infiltration_structure": infiltration,
    "structural_infiltration": structure,
    "draught_lobby": lobby,
    "window_infiltration": windows,
    "pressure_test": permeability,
    "shelter": shelter,
    "sheltered_sides": sides,
    "wet_rooms": rooms,
    "mechanical_ventilation_default": mechanical,
}


@pytest.mark.pins("RdSAP Table 5", "RdSAP 5.1", "RdSAP 5.2")
def test_every_row(shared: Path):
    path = shared / "spec/tables/rdsap10/table_05_ventilation_parameters.csv"
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert {row["group"] for row in rows} == {*CHECKS, "floor_infiltration"}
    for row in rows:
        if row["group"] != "floor_infiltration":
            CHECKS[row["group"]](row)


@pytest.mark.pins("RdSAP 5.2")
def test_kinds_of_mechanical_ventilation():
    """Findings 2.5, 2.6 and 2.9: positive input from the loft counts as natural, without fans."""
    systems = {
        VentilationType.POSITIVE_INPUT_FROM_LOFT: VentilationSystem.POSITIVE_INPUT_FROM_LOFT,
        VentilationType.POSITIVE_INPUT_FROM_OUTSIDE: VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE,
        VentilationType.EXTRACT_CENTRALISED: VentilationSystem.EXTRACT,
        VentilationType.EXTRACT_DECENTRALISED: VentilationSystem.EXTRACT,
        VentilationType.BALANCED: VentilationSystem.BALANCED,
        VentilationType.BALANCED_HEAT_RECOVERY: VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
    }
    for kind, expected in systems.items():
        found = expand_reduced(survey(ventilation=ventilated(type=kind)))
        assert found.ventilation.system is expected
        power = found.ventilation.specific_fan_power
        assert (power > 0) is (kind is not VentilationType.POSITIVE_INPUT_FROM_LOFT)
        is_noted = any("wet rooms with the kitchen" in note for note in found.notes)
        assert is_noted is (power > 0)
