"""Worksheet sections 4 to 6 of one dwelling: hot water, internal gains, solar gains."""

import math
from dataclasses import dataclass

from sap10.codes import (
    ColdWaterSource,
    CylinderInsulation,
    KeepHot,
    OpeningKind,
    Orientation,
    Overshading,
    PipeworkInsulation,
    PumpAge,
    ShowerKind,
    VentilationSystem,
)
from sap10.dwelling import Dwelling
from tests.sap10.oracle import figures
from tests.sap10.oracle.building import Lines
from tests.sap10.oracle.figures import DAYS

SUMMER = (5, 6, 7, 8)
"""June to September, counted from 0."""


@dataclass
class Monthly:
    """Electricity of Appendix L by month [kWh], which later sections read."""

    lighting: list[float]
    appliances: list[float]
    cooking: list[float]


def hot_water_use(dwelling: Dwelling, lines: Lines) -> None:
    """Lines (42) to (46) and (64a): Table 1b and Appendix J."""
    area = lines["4"]
    people = 1.0
    if area > 13.9:
        people = 1 + 1.76 * (1 - math.exp(-0.000349 * (area - 13.9) ** 2)) + 0.0013 * (area - 13.9)
    lines["42"] = people
    given = dwelling.hot_water
    source = "mains" if given.cold_water_source == ColdWaterSource.MAINS else "header_tank"
    less = 0.95 if dwelling.general.is_low_water_use else 1.0
    outlets = len(dwelling.showers)

    showers_a_day = 0.0
    if outlets:
        showers_a_day = 0.45 * people + 0.65 if given.has_bath else 0.58 * people + 0.83
    if outlets and not given.has_bath:
        baths_a_day = 0.0
    elif outlets:
        baths_a_day = 0.13 * people + 0.19
    else:
        baths_a_day = 0.35 * people + 0.50
    other = (9.8 * people + 14) * less

    for number in ("42a", "42b", "42c", "44", "45", "46", "64a"):
        lines[number] = []
    annual_showers = 0.0
    annual_baths = 0.0
    for m in range(12):
        cold = figures.COLD_WATER[source][m]
        behaviour = figures.BEHAVIOUR[m]
        by_showers = 0.0
        electric = 0.0
        for shower in dwelling.showers:
            if shower.kind == ShowerKind.MIXER:
                least = 8.0 if dwelling.general.is_new_dwelling else 7.0
                event = max(shower.flow_l_per_min, least) * 6 * behaviour
                warm = event * showers_a_day / outlets
                by_showers += warm * (41 - cold) / (52 - cold)
            else:
                power = max(shower.power_kw, 9.0)
                electric += showers_a_day / outlets * behaviour * power * 0.1 * DAYS[m]
        by_baths = baths_a_day * 73 * behaviour * less * (42 - cold) / (52 - cold)
        lines["42a"].append(by_showers)
        lines["42b"].append(by_baths)
        lines["42c"].append(other * figures.OTHER_USE[m])
        lines["44"].append(by_showers + by_baths + other * figures.OTHER_USE[m])
        energy = 4.18 * lines["44"][m] * DAYS[m] * (52 - cold) / 3600
        lines["45"].append(energy)
        lines["46"].append(0.15 * energy)
        lines["64a"].append(electric)
        annual_showers += DAYS[m] * by_showers
        annual_baths += DAYS[m] * by_baths
    lines["43"] = annual_showers / 365 + annual_baths / 365 + other


def hot_water_losses(dwelling: Dwelling, lines: Lines, *, heater: str) -> None:
    """Lines (47) to (62) and (65); `heater` is "combi", "immersion" or "indirect"."""
    given = dwelling.hot_water
    volume = given.cylinder_volume_l
    lines["47"] = volume
    daily = 0.0
    if volume > 0:
        factor = 0.60
        if heater == "indirect":
            factor *= 1 if given.has_cylinder_thermostat else 1.3
            factor *= 0.9 if given.is_separately_timed else 1
        if given.is_loss_declared:
            lines["48"] = given.declared_loss_kwh_per_day
            lines["49"] = factor
            lines["50"] = lines["48"] * lines["49"]
            daily = lines["50"]
        else:
            lines["51"] = _loss_factor(given.cylinder_insulation, given.cylinder_insulation_mm)
            lines["52"] = (120 / volume) ** (1 / 3)
            lines["53"] = factor
            lines["54"] = lines["47"] * lines["51"] * lines["52"] * lines["53"]
            daily = lines["54"]
    lines["55"] = daily
    for number in ("56", "57", "59", "61", "62", "65"):
        lines[number] = []
    for m in range(12):
        lines["56"].append(daily * DAYS[m])
        lines["57"].append(daily * DAYS[m])
        lines["59"].append(_primary_loss(dwelling, m) if heater == "indirect" else 0.0)
        lines["61"].append(_combi_loss(dwelling, lines, m) if heater == "combi" else 0.0)
        lines["62"].append(
            0.85 * lines["45"][m]
            + lines["46"][m]
            + lines["57"][m]
            + lines["59"][m]
            + lines["61"][m]
        )
        in_dwelling = lines["57"][m] if given.is_cylinder_in_heated_space else 0.0
        lines["65"].append(
            0.25 * (0.85 * lines["45"][m] + lines["61"][m] + lines["64a"][m])
            + 0.8 * (lines["46"][m] + in_dwelling + lines["59"][m])
        )


def _loss_factor(insulation: int, thickness: float) -> float:
    """Table 2 note 1."""
    if insulation == CylinderInsulation.LOOSE_JACKET:
        return 0.005 + 1.76 / (thickness + 12.8)
    if insulation == CylinderInsulation.FACTORY:
        return 0.005 + 0.55 / (thickness + 4.0)
    return 0.005 + 0.55 / 4.0


def _primary_loss(dwelling: Dwelling, m: int) -> float:
    """Table 3."""
    given = dwelling.hot_water
    insulated = {
        PipeworkInsulation.UNINSULATED: 0.0,
        PipeworkInsulation.FIRST_METRE: 0.1,
        PipeworkInsulation.ALL_ACCESSIBLE: 0.3,
        PipeworkInsulation.FULL: 1.0,
    }[PipeworkInsulation(given.pipework_insulation)]
    if m in SUMMER:
        hours = 3
    elif not given.has_cylinder_thermostat:
        hours = 11
    else:
        hours = 3 if given.is_separately_timed else 5
    per_hour = 0.0091 * insulated + 0.0245 * (1 - insulated)
    return DAYS[m] * 14 * (per_hour * hours + 0.0263)


def _combi_loss(dwelling: Dwelling, lines: Lines, m: int) -> float:
    """Table 3a, instantaneous combi boilers."""
    keep_hot = KeepHot(dwelling.hot_water.keep_hot)
    if keep_hot is KeepHot.NONE:
        use = lines["44"][m]
        return 600 * (use / 100 if use < 100 else 1) * DAYS[m] / 365
    if keep_hot in (KeepHot.FUEL_TIMED, KeepHot.ELECTRIC_TIMED):
        return 600 * DAYS[m] / 365
    return 900 * DAYS[m] / 365


def appendix_l(dwelling: Dwelling, lines: Lines) -> Monthly:
    """Electricity for lighting, appliances and cooking, L1 to L21; line (232)."""
    area, people = lines["4"], lines["42"]
    daylight = 0.0
    for opening in dwelling.openings:
        access = 1.0
        if opening.kind == OpeningKind.WINDOW:
            access = _access(opening.overshading)[2]
        daylight += 0.9 * opening.area_m2 * opening.g_light * opening.frame_factor * access
    daylight /= area
    correction = 0.96
    if daylight <= 0.095:
        correction = 52.2 * daylight**2 - 9.94 * daylight + 1.433
    base = 11.2 * 59.73 * (area * people) ** 0.4714
    required = 2 / 3 * base * correction
    given = dwelling.lighting
    capacity = given.capacity_lm if given.is_capacity_given else 185 * area
    provided = required * capacity / (330 * area)
    top_up = max(0.0, required / 3 - provided)
    annual = (
        max(required, provided) / given.efficacy_lm_per_w
        + top_up / 21.3
        + base * correction / 3 / 21.3
    )
    appliances = 207.8 * (area * people) ** 0.4714
    cooking = 138 + 28 * people
    found = Monthly([], [], [])
    for m in range(12):
        share = DAYS[m] / 365
        swing = 1 + 0.5 * math.cos(2 * math.pi * (m + 1 - 0.2) / 12)
        found.lighting.append(annual * swing * share)
        swing = 1 + 0.157 * math.cos(2 * math.pi * (m + 1 - 1.78) / 12)
        found.appliances.append(appliances * swing * share)
        found.cooking.append(cooking * share)
    lines["232"] = sum(found.lighting)
    return found


def internal_gains(
    dwelling: Dwelling, lines: Lines, used: Monthly, *, has_circulation: bool
) -> None:
    """Section 5, Tables 5 (column A) and 5a."""
    people = lines["42"]
    pump_watts = {PumpAge.UNKNOWN: 7.0, PumpAge.UP_TO_2012: 10.0, PumpAge.FROM_2013: 3.0}
    main = dwelling.main_1
    pump = 0.0
    if has_circulation and main.has_pump and main.is_pump_in_heated_space:
        pump = pump_watts[PumpAge(main.pump_age)]
    air = dwelling.ventilation
    fans = air.fan_in_use_factor * air.specific_fan_power * lines["5"]
    if air.system == VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE:
        fans *= 0.12
    elif air.system == VentilationSystem.BALANCED:
        fans *= 0.06
    else:
        fans = 0.0
    for number in ("66", "67", "68", "69", "70", "71", "72", "73"):
        lines[number] = []
    for m in range(12):
        watts = 1000 / (24 * DAYS[m])
        lines["66"].append(60 * people)
        lines["67"].append(used.lighting[m] * 0.85 * watts)
        lines["68"].append(used.appliances[m] * watts)
        lines["69"].append(35 + 7 * people)
        lines["70"].append((0 if m in SUMMER else pump) + fans)
        lines["71"].append(-40 * people)
        lines["72"].append(lines["65"][m] * watts)
        lines["73"].append(sum(lines[str(n)][m] for n in range(66, 73)))


def _access(overshading: int) -> tuple[float, float, float]:
    name = {
        Overshading.HEAVY: "heavy",
        Overshading.MORE_THAN_AVERAGE: "more than average",
        Overshading.AVERAGE_OR_UNKNOWN: "average",
        Overshading.VERY_LITTLE: "very little",
    }[Overshading(overshading)]
    return figures.ACCESS[name]


COMPASS = {
    Orientation.NORTH: ("74", "north"),
    Orientation.NORTH_EAST: ("75", "ne/nw"),
    Orientation.EAST: ("76", "e/w"),
    Orientation.SOUTH_EAST: ("77", "se/sw"),
    Orientation.SOUTH: ("78", "south"),
    Orientation.SOUTH_WEST: ("79", "se/sw"),
    Orientation.WEST: ("80", "e/w"),
    Orientation.NORTH_WEST: ("81", "ne/nw"),
}


def flux(orientation: int, pitch: float, m: int) -> float:
    """Solar flux on a surface, UK average climate [W/m2], equations U1 to U3."""
    if pitch == 0 or orientation == Orientation.HORIZONTAL:
        return float(figures.IRRADIANCE[m])
    k = (0.0, *figures.FLUX_CONSTANTS[COMPASS[Orientation(orientation)][1]])
    half = math.sin(math.radians(pitch) / 2)
    a = k[1] * half**3 + k[2] * half**2 + k[3] * half
    b = k[4] * half**3 + k[5] * half**2 + k[6] * half
    c = k[7] * half**3 + k[8] * half**2 + k[9] * half + 1
    cosine = math.cos(math.radians(figures.LATITUDE - figures.DECLINATION[m]))
    return figures.IRRADIANCE[m] * (a * cosine**2 + b * cosine + c)


def solar_gains(dwelling: Dwelling, lines: Lines) -> None:
    """Section 6."""
    total = [0.0] * 12
    for opening in dwelling.openings:
        pitch = opening.pitch_deg
        if opening.kind == OpeningKind.WINDOW:
            number = COMPASS[Orientation(opening.orientation)][0]
        elif opening.kind == OpeningKind.ROOF_WINDOW:
            number = "82"
            pitch = 90.0 if pitch >= 70 else pitch
        else:
            number = "82a"
            pitch = 0.0
        own = lines.setdefault(number, [0.0] * 12)
        for m in range(12):
            access = 1.0
            if opening.kind == OpeningKind.WINDOW:
                access = _access(opening.overshading)[1 if m in SUMMER else 0]
            glass = 0.9 * opening.area_m2 * opening.g * opening.frame_factor
            gain = glass * flux(opening.orientation, pitch, m) * access
            own[m] += gain
            total[m] += gain
    lines["83"] = total
    lines["84"] = [lines["73"][m] + total[m] for m in range(12)]
