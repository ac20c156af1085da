"""Worksheet sections 1 to 3 of one dwelling, in plain Python, one line after the other."""

from typing import Any

from sap10.codes import ElementKind, OpeningKind, PressureTest, VentilationSystem
from sap10.dwelling import Dwelling
from tests.sap10.oracle.figures import DAYS, WIND_SPEED

Lines = dict[str, Any]
"""Line number to its value, or to twelve of them."""

STOREY_LETTERS = {-1: "a", 0: "b", 1: "c", 2: "d", 3: "e"}


def dimensions(dwelling: Dwelling, lines: Lines) -> None:
    """Section 1."""
    total_area = 0.0
    total_volume = 0.0
    for storey in dwelling.storeys:
        letter = STOREY_LETTERS.get(storey.level, "n")
        lines[f"1{letter}"] = lines.get(f"1{letter}", 0.0) + storey.area_m2
        lines[f"3{letter}"] = lines.get(f"3{letter}", 0.0) + storey.area_m2 * storey.height_m
        lines[f"2{letter}"] = lines[f"3{letter}"] / lines[f"1{letter}"]
        total_area += storey.area_m2
        total_volume += storey.area_m2 * storey.height_m
    lines["4"] = total_area
    lines["5"] = total_volume


def ventilation(dwelling: Dwelling, lines: Lines) -> None:
    """Section 2, with every kind of mechanical ventilation."""
    given = dwelling.ventilation
    volume = lines["5"]
    lines["6a"] = given.open_chimneys * 80
    lines["6b"] = given.open_flues * 20
    lines["6c"] = given.closed_fire_flues * 10
    lines["6d"] = given.solid_fuel_boiler_flues * 20
    lines["6e"] = given.other_heater_flues * 35
    lines["6f"] = given.blocked_chimneys * 20
    lines["7a"] = given.extract_fans * 10
    lines["7b"] = given.passive_vents * 10
    lines["7c"] = given.flueless_gas_fires * 40
    flow = sum(lines[n] for n in ("6a", "6b", "6c", "6d", "6e", "6f", "7a", "7b", "7c"))
    lines["8"] = flow / volume

    if given.pressure_test == PressureTest.AT_50_PA:
        lines["17"] = given.air_permeability
        lines["18"] = lines["17"] / 20 + lines["8"]
    elif given.pressure_test == PressureTest.AT_4_PA:
        lines["17a"] = given.air_permeability
        lines["18"] = 0.263 * lines["17a"] ** 0.924 + lines["8"]
    else:
        lines["9"] = given.storeys
        lines["10"] = (lines["9"] - 1) * 0.1
        lines["11"] = given.structural_infiltration
        lines["12"] = given.floor_infiltration
        lines["13"] = 0 if given.has_draught_lobby else 0.05
        lines["14"] = given.draught_proofed_percent
        lines["15"] = 0.25 - 0.2 * lines["14"] / 100
        lines["16"] = sum(lines[n] for n in ("8", "10", "11", "12", "13", "15"))
        lines["18"] = lines["16"]

    lines["19"] = given.sheltered_sides
    lines["20"] = 1 - 0.075 * lines["19"]
    lines["21"] = lines["18"] * lines["20"]
    lines["22"] = list(WIND_SPEED)
    lines["22a"] = [speed / 4 for speed in WIND_SPEED]
    lines["22b"] = [lines["21"] * factor for factor in lines["22a"]]

    kind = given.system
    by_name = {
        VentilationSystem.NATURAL: "24d",
        VentilationSystem.POSITIVE_INPUT_FROM_LOFT: "24d",
        VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE: "24c",
        VentilationSystem.EXTRACT: "24c",
        VentilationSystem.BALANCED: "24b",
        VentilationSystem.BALANCED_WITH_HEAT_RECOVERY: "24a",
    }
    line = by_name[VentilationSystem(kind)]
    if line != "24d":
        lines["23a"] = given.throughput_ach
        lines["23b"] = lines["23a"]
    if line == "24a":
        lines["23c"] = given.heat_recovery_percent
    changes = []
    for rate in lines["22b"]:
        if line == "24a":
            changes.append(rate + lines["23b"] * (1 - lines["23c"] / 100))
        elif line == "24b":
            changes.append(rate + lines["23b"])
        elif line == "24c":
            if rate < 0.5 * lines["23b"]:
                changes.append(lines["23b"])
            else:
                changes.append(rate + 0.5 * lines["23b"])
        elif rate >= 1:
            changes.append(rate)
        else:
            changes.append(0.5 + rate * rate * 0.5)
    lines[line] = changes
    lines["25"] = changes


LOSS_LINES = {
    ElementKind.SOLID_DOOR: "26",
    ElementKind.SEMI_GLAZED_DOOR: "26a",
    ElementKind.BASEMENT_FLOOR: "28",
    ElementKind.GROUND_FLOOR: "28a",
    ElementKind.EXPOSED_FLOOR: "28b",
    ElementKind.BASEMENT_WALL: "29",
    ElementKind.EXTERNAL_WALL: "29a",
    ElementKind.ROOF: "30",
}
CAPACITY_LINES = {
    ElementKind.PARTY_FLOOR: "32a",
    ElementKind.PARTY_CEILING: "32b",
    ElementKind.INTERNAL_WALL: "32c",
    ElementKind.INTERNAL_FLOOR: "32d",
    ElementKind.INTERNAL_CEILING: "32e",
}


def heat_losses(dwelling: Dwelling, lines: Lines) -> None:
    """Section 3."""
    external_area = 0.0
    loss = 0.0
    capacity = 0.0

    def add(number: str, value: float) -> None:
        lines[number] = lines.get(number, 0.0) + value

    for element in dwelling.elements:
        kind = ElementKind(element.kind)
        capacity += element.area_m2 * element.kappa
        if kind in LOSS_LINES:
            add(LOSS_LINES[kind], element.area_m2 * element.u_value)
            loss += element.area_m2 * element.u_value
            external_area += element.area_m2
        elif kind is ElementKind.PARTY_WALL:
            add("32", element.area_m2 * element.u_value)
            loss += element.area_m2 * element.u_value
        else:
            add(CAPACITY_LINES[kind], element.area_m2 * element.kappa)
    for opening in dwelling.openings:
        with_curtain = 1 / (1 / opening.u_value + 0.04)
        number = "27" if opening.kind == OpeningKind.WINDOW else "27a"
        add(number, opening.area_m2 * with_curtain)
        loss += opening.area_m2 * with_curtain
        external_area += opening.area_m2
    lines["31"] = external_area
    lines["33"] = loss

    general = dwelling.general
    if general.is_thermal_mass_given:
        lines["35"] = general.thermal_mass_parameter
    else:
        lines["34"] = capacity
        lines["35"] = capacity / lines["4"]
    if general.has_thermal_bridge_list:
        lines["36"] = sum(bridge.length_m * bridge.psi for bridge in dwelling.thermal_bridges)
    else:
        lines["36"] = general.thermal_bridging_y * lines["31"]
    lines["36a"] = general.point_thermal_bridges_w_per_k
    lines["37"] = lines["33"] + lines["36"] + lines["36a"]
    lines["38"] = [0.33 * rate * lines["5"] for rate in lines["25"]]
    lines["39"] = [lines["37"] + by_air for by_air in lines["38"]]
    lines["40"] = [coefficient / lines["4"] for coefficient in lines["39"]]
    lines["41"] = [float(days) for days in DAYS]
