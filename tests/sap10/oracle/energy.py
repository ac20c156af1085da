"""Worksheet sections 9a to 13a of one dwelling, with Appendices M1 and G4."""

import math
from dataclasses import dataclass

from sap10.codes import KeepHot, Tariff, VentilationSystem
from sap10.dwelling import Dwelling
from tests.sap10.oracle import figures
from tests.sap10.oracle.building import Lines
from tests.sap10.oracle.figures import DAYS
from tests.sap10.oracle.gains import Monthly, flux
from tests.sap10.oracle.systems import System

PUMP_KWH = {0: 115.0, 1: 165.0, 2: 41.0}
"""Table 4f by `PumpAge`."""

MONTHS = range(12)


@dataclass(frozen=True)
class Priced:
    """Energy by month [kWh] at a fuel, or at the two rates of a tariff."""

    kwh: list[float]
    high_code: int
    low_code: int
    high_share: float

    def cost(self, prices: dict[int, float]) -> float:
        annual = sum(self.kwh)
        high = annual * self.high_share * prices[self.high_code]
        return 0.01 * (high + annual * (1 - self.high_share) * prices[self.low_code])

    def times(self, monthly: dict[int, tuple[float, ...]], annual: dict[int, float]) -> list[float]:
        found = []
        for m in MONTHS:
            high, low = (
                monthly[code][m] if code in monthly else annual[code]
                for code in (self.high_code, self.low_code)
            )
            share = self.high_share
            found.append(self.kwh[m] * share * high + self.kwh[m] * (1 - share) * low)
        return found


def auxiliary(dwelling: Dwelling, lines: Lines, system: System) -> None:
    """Table 4f, lines (230a) to (231)."""
    air = dwelling.ventilation
    fans = air.fan_in_use_factor * air.specific_fan_power * lines["5"]
    if air.system in (VentilationSystem.EXTRACT, VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE):
        fans *= 1.22
    elif air.system in (
        VentilationSystem.BALANCED,
        VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
    ):
        fans *= 2.44 * air.throughput_ach
    else:
        fans = 0.0
    lines["230a"] = fans
    main = dwelling.main_1
    pump = 0.0
    if system.has_circulation and main.has_pump:
        pump = PUMP_KWH[main.pump_age] * (1 if system.has_room_thermostat else 1.3)
    lines["230c"] = pump
    lines["230e"] = 45.0 if system.has_flue_fan else 0.0
    keep_hot = KeepHot(dwelling.hot_water.keep_hot)
    lines["230f"] = 0.0
    if system.heater == "combi" and keep_hot is KeepHot.ELECTRIC_TIMED:
        lines["230f"] = 600.0
    elif system.heater == "combi" and keep_hot is KeepHot.ELECTRIC_UNTIMED:
        lines["230f"] = 900.0
    lines["231"] = sum(lines[n] for n in ("230a", "230c", "230e", "230f"))


def delivered(dwelling: Dwelling, lines: Lines, used: Monthly, system: System) -> dict[str, Priced]:
    """Section 9a; returns what is priced, by end use."""
    space = dwelling.space_heating
    secondary = system.secondary_fraction if space.secondary_code else 0.0
    lines["201"] = secondary
    lines["202"] = 1 - secondary
    lines["203"] = 0.0
    lines["204"] = lines["202"]
    lines["205"] = 0.0
    lines["206"] = system.efficiency
    need = lines["98c"]
    lines["211"] = [need[m] * lines["204"] * 100 / system.efficiency for m in MONTHS]
    lines["215"] = [0.0] * 12
    if secondary:
        lines["208"] = figures.SECONDARY[space.secondary_code]
        lines["215"] = [need[m] * secondary * 100 / lines["208"] for m in MONTHS]
    lines["221"] = [0.0] * 12
    if sum(lines.get("107", [0.0])) > 0:
        lines["209"] = dwelling.general.cooling_seer
        lines["221"] = [lines["107"][m] / lines["209"] for m in MONTHS]

    _water(dwelling, lines, system, [0.0] * 12)
    off_peak = dwelling.electricity.tariff == Tariff.SEVEN_HOUR
    high, low, others = (32, 31, 0.90) if off_peak else (30, 30, 1.0)
    is_electric = system.fuel == 30
    heats_by_rates = (high, low) if is_electric else (system.fuel, system.fuel)
    secondary_fuel = {603: 1, 631: 11, 691: 30}.get(space.secondary_code, 30)
    secondary_code = high if secondary_fuel == 30 else secondary_fuel

    generation, share = _photovoltaics(dwelling, lines, used, system, off_peak=off_peak)
    hot = dwelling.hot_water
    electricity = dwelling.electricity
    diverts = (
        electricity.has_pv_diverter
        and electricity.is_pv_connected_to_dwelling
        and bool(dwelling.pv_arrays)
        and hot.cylinder_volume_l > lines["43"]
        and electricity.battery_capacity_kwh == 0
    )
    diverted = [0.0] * 12
    if diverts:
        for m in MONTHS:
            surplus = generation[m] * (1 - share[m]) * 0.8 * 0.9
            diverted[m] = -min(surplus, lines["62"][m])
        lines["63b"] = diverted
        _water(dwelling, lines, system, diverted)
    if dwelling.pv_arrays:
        lines["233a"] = [-generation[m] * share[m] for m in MONTHS]
        exports = electricity.is_export_capable
        lines["233b"] = [
            -(generation[m] * (1 - share[m]) + diverted[m] / 0.9) if exports else 0.0
            for m in MONTHS
        ]
        lines["233"] = sum(lines["233a"]) + sum(lines["233b"])
    parts = [lines[n] for n in ("211", "215", "219", "221", "233a", "233b") if n in lines]
    lines["238"] = sum(sum(part) for part in parts) + lines["231"] + lines["232"]

    even = [days / 365 for days in DAYS]
    fans = lines["230a"]
    pumps = lines["231"] - fans
    uses = {
        "main": Priced(lines["211"], *heats_by_rates, system.high_rate_space),
        "secondary": Priced(lines["215"], secondary_code, secondary_code, 1.0),
        "water": Priced(lines["219"], *heats_by_rates, system.high_rate_water),
        "showers": Priced(lines["64a"], high, low, others),
        "cooling": Priced(lines["221"], high, low, others),
        "fans": Priced([fans * s for s in even], high, low, 0.71 if off_peak else 1.0),
        "pumps": Priced([pumps * s for s in even], high, low, others),
        "lighting": Priced(used.lighting, high, low, others),
    }
    if dwelling.pv_arrays:
        uses["pv used"] = Priced(lines["233a"], high, low, others)
        uses["pv sold"] = Priced(lines["233b"], 60, 60, 1.0)
    return uses


def _water(dwelling: Dwelling, lines: Lines, system: System, diverted: list[float]) -> None:
    """Lines (64), (217) and (219), equation D1."""
    lines["64"], lines["217"], lines["219"] = [], [], []
    by_electricity = dwelling.hot_water.keep_hot in (
        KeepHot.ELECTRIC_TIMED,
        KeepHot.ELECTRIC_UNTIMED,
    )
    for m in MONTHS:
        output = max(0.0, lines["62"][m] + diverted[m])
        efficiency = system.summer
        heat = lines["98c"][m] * lines["204"]
        if system.is_monthly and heat + output > 0:
            efficiency = (heat + output) / (heat / system.winter + output / system.summer)
        burnt = output
        if system.heater == "combi" and by_electricity:
            burnt -= lines["61"][m]
        lines["64"].append(output)
        lines["217"].append(efficiency)
        lines["219"].append(burnt * 100 / efficiency)


def _photovoltaics(
    dwelling: Dwelling, lines: Lines, used: Monthly, system: System, *, off_peak: bool
) -> tuple[list[float], list[float]]:
    """Generation [kWh] and the share used in the dwelling, M1 steps 2 and 3."""
    battery = min(dwelling.electricity.battery_capacity_kwh, 15.0)
    generation, share = [], []
    for m in MONTHS:
        made = 0.0
        for array in dwelling.pv_arrays:
            radiation = 0.024 * DAYS[m] * flux(array.orientation, array.pitch_deg, m)
            made += 0.8 * array.peak_power_kwp * radiation * array.overshading_factor
        demand = used.lighting[m] + used.appliances[m] + used.cooking[m] + lines["64a"][m]
        demand += lines["231"] * DAYS[m] / 365
        if system.fuel == 30:
            demand += lines["211"][m] * system.high_rate_space
        if dwelling.space_heating.secondary_code == 691:
            demand += lines["215"][m]
        if system.fuel == 30 and not off_peak:
            demand += lines["219"][m]
        elif system.heater == "immersion":
            demand += lines["219"][m] * system.high_rate_water
        generation.append(made)
        ratio = made / demand
        c1 = 1.610 - 0.0973 * battery
        c2 = 0.415 - 0.00776 * battery
        c3 = 0.511 + 0.0866 * battery
        beta = math.exp(-c1 * (ratio * c2) ** c3)
        share.append(min(beta, 1 / ratio) if made > 0 else beta)
    return generation, share


def costs(
    dwelling: Dwelling, lines: Lines, system: System, uses: dict[str, Priced], prices: str
) -> None:
    """Sections 10a and 11a."""
    by_code = figures.PRICES[prices]
    for number, use in (("240", "main"), ("242", "secondary")):
        lines[number] = uses[use].cost(by_code)
    lines["247a"] = uses["showers"].cost(by_code)
    lines["248"] = uses["cooling"].cost(by_code)
    lines["249"] = uses["fans"].cost(by_code) + uses["pumps"].cost(by_code)
    lines["250"] = uses["lighting"].cost(by_code)
    standing = 0.0
    if uses["main"].high_code == 32 or uses["water"].high_code == 32:
        standing += figures.STANDING[prices][32]
    burns_gas = sum(uses["main"].kwh) > 0 or sum(uses["water"].kwh) > 0
    secondary_gas = uses["secondary"].high_code == 1 and sum(uses["secondary"].kwh) > 0
    if (system.fuel == 1 and burns_gas) or secondary_gas:
        standing += figures.STANDING[prices][1]
    lines["251"] = standing
    generation = 0.0
    if "pv used" in uses:
        generation = uses["pv used"].cost(by_code) + uses["pv sold"].cost(by_code)
        if not dwelling.electricity.is_pv_connected_to_dwelling:
            generation = 0.0
        lines["252"] = generation
    water = uses["water"].cost(by_code)
    bills = sum(lines[n] for n in ("240", "242", "247a", "248", "249", "250", "251"))
    lines["255"] = bills + water + generation
    deflator, constant, slope, straight = figures.RATING[prices]
    lines["256"] = deflator
    lines["257"] = lines["255"] * deflator / (lines["4"] + 45)
    if lines["257"] >= 3.5:
        score = constant - slope * math.log10(lines["257"])
    else:
        score = 100 - straight * lines["257"]
    lines["258"] = max(1.0, math.floor(score + 0.5))


def emissions_and_primary_energy(lines: Lines, uses: dict[str, Priced]) -> None:
    """Sections 12a and 13a."""
    for numbers, monthly, annual in (
        (
            ("261", "263", "264", "264a", "265", "266", "267", "268", "269", "272", "273"),
            figures.ELECTRICITY_CO2,
            figures.FUEL_CO2,
        ),
        (
            ("275", "277", "278", "278a", "279", "280", "281", "282", "283", "286", "287"),
            figures.ELECTRICITY_PRIMARY,
            figures.FUEL_PRIMARY,
        ),
    ):
        found = {name: use.times(monthly, annual) for name, use in uses.items()}
        main, secondary, water, showers, heating = numbers[:5]
        cooling, pumps, lighting, generation, total, per_area = numbers[5:]
        lines[main] = found["main"]
        lines[secondary] = found["secondary"]
        lines[water] = found["water"]
        lines[showers] = found["showers"]
        lines[heating] = sum(sum(lines[n]) for n in (main, secondary, water, showers))
        lines[cooling] = found["cooling"]
        lines[pumps] = [found["fans"][m] + found["pumps"][m] for m in MONTHS]
        lines[lighting] = found["lighting"]
        lines[generation] = [0.0] * 12
        if "pv used" in found:
            lines[generation] = [found["pv used"][m] + found["pv sold"][m] for m in MONTHS]
        rest = sum(sum(lines[n]) for n in (cooling, pumps, lighting, generation))
        lines[total] = lines[heating] + rest
        lines[per_area] = lines[total] / lines["4"]
    factor = lines["272"] / (lines["4"] + 45)
    impact = 200 - 95 * math.log10(factor) if factor >= 28.3 else 100 - 1.34 * factor
    lines["274"] = max(1.0, math.floor(impact + 0.5))
