"""Worksheet sections 7, 8 and 8c of one dwelling: temperatures, space heating, space cooling."""

from sap10.dwelling import Dwelling
from tests.sap10.oracle.building import Lines
from tests.sap10.oracle.figures import DAYS, EXTERNAL_TEMPERATURE
from tests.sap10.oracle.gains import SUMMER

COOLED_MONTHS = (5, 6, 7)
"""June to August, counted from 0."""


def _time_constant(lines: Lines, m: int) -> float:
    return lines["35"] / (3.6 * lines["40"][m])


def _utilisation(lines: Lines, inside: float, m: int) -> float:
    """Table 9a."""
    a = 1 + _time_constant(lines, m) / 15
    loss = lines["39"][m] * (inside - lines["96"][m])
    gamma = 1e6 if loss == 0 else lines["84"][m] / loss
    gamma = round(gamma, 8)
    if gamma <= 0:
        return 1.0
    if gamma == 1:
        return a / (a + 1)
    return (1 - gamma**a) / (1 - gamma ** (a + 1))


def _zone(
    lines: Lines, heating: float, off: tuple[float, float], responsiveness: float, m: int
) -> tuple[float, float]:
    """Return the utilisation factor and the mean temperature of one zone, Tables 9a and 9b."""
    utilisation = _utilisation(lines, heating, m)
    cooling = 4 + 0.25 * _time_constant(lines, m)
    without = (1 - responsiveness) * (heating - 2.0) + responsiveness * (
        lines["96"][m] + utilisation * lines["84"][m] / lines["39"][m]
    )
    reduction = 0.0
    for hours in off:
        if hours <= cooling:
            reduction += 0.5 * hours**2 * (heating - without) / (24 * cooling)
        else:
            reduction += (heating - without) * (hours - 0.5 * cooling) / 24
    return utilisation, heating - reduction


def mean_temperature(
    dwelling: Dwelling, lines: Lines, *, control: int, adjustment: float, responsiveness: float
) -> None:
    """Section 7, one main system: Table 9c steps 1 to 8."""
    lines["96"] = list(EXTERNAL_TEMPERATURE)
    lines["85"] = 21.0
    living = dwelling.general.living_area_m2 / lines["4"]
    lines["91"] = living
    for number in ("86", "87", "88", "89", "90", "92", "93"):
        lines[number] = []
    for m in range(12):
        factor, temperature = _zone(lines, 21.0, (7, 8), responsiveness, m)
        lines["86"].append(factor)
        lines["87"].append(temperature)
        parameter = min(lines["40"][m], 6.0)
        by_type_2 = 21 - parameter + parameter**2 / 12
        elsewhere = 21 - 0.5 * parameter if control == 1 else by_type_2
        lines["88"].append(elsewhere)
        off = (9, 8) if control == 3 else (7, 8)
        factor, temperature = _zone(lines, elsewhere, off, responsiveness, m)
        lines["89"].append(factor)
        lines["90"].append(temperature)
        lines["92"].append(living * lines["87"][m] + (1 - living) * temperature)
        lines["93"].append(lines["92"][m] + adjustment)


def space_heating(lines: Lines) -> None:
    """Section 8: Table 9c steps 9 and 10."""
    for number in ("94", "95", "97", "98a", "98c"):
        lines[number] = []
    for m in range(12):
        inside = lines["93"][m]
        lines["94"].append(_utilisation(lines, inside, m))
        lines["95"].append(lines["94"][m] * lines["84"][m])
        lines["97"].append(lines["39"][m] * (inside - lines["96"][m]))
        needed = 0.024 * (lines["97"][m] - lines["95"][m]) * DAYS[m]
        if needed < 1 or m in SUMMER:
            needed = 0.0
        lines["98a"].append(needed)
        lines["98c"].append(needed)
    lines["99"] = sum(lines["98c"]) / lines["4"]


def cooling(dwelling: Dwelling, lines: Lines) -> None:
    """Section 8c, Tables 10a and 10b; nothing where nothing is cooled."""
    if dwelling.general.cooled_area_m2 <= 0:
        return
    for number in ("100", "101", "102", "103", "104", "106", "107"):
        lines[number] = []
    lines["105"] = dwelling.general.cooled_area_m2 / lines["4"]
    for m in range(12):
        loss = lines["39"][m] * (24 - lines["96"][m])
        gains = lines["73"][m] - lines["70"][m] + lines["83"][m]
        a = 1 + _time_constant(lines, m) / 15
        gamma = round(1e6 if loss == 0 else gains / loss, 8)
        if gamma <= 0:
            factor = 1.0
        elif gamma == 1:
            factor = a / (a + 1)
        else:
            factor = (1 - gamma**-a) / (1 - gamma ** -(a + 1))
        lines["100"].append(loss)
        lines["101"].append(factor)
        lines["102"].append(factor * loss)
        lines["103"].append(gains)
        is_cooled = m in COOLED_MONTHS
        lines["104"].append(0.024 * (gains - factor * loss) * DAYS[m] if is_cooled else 0.0)
        lines["106"].append(0.25 if is_cooled else 0.0)
        needed = lines["104"][m] * lines["105"] * lines["106"][m]
        lines["107"].append(needed if needed >= 1 else 0.0)
    lines["108"] = sum(lines["107"]) / lines["4"]
