"""The SAP 10.2 worksheet of one dwelling in plain Python, slow and in the order of the paper.

Written from the text of the specification for the commonest heating: a gas combi boiler; storage
heaters with an immersion heater on the 7-hour tariff; a heat pump of Table 4a with a cylinder. All
in the UK average climate, that of ratings. It shares with `sap10` only the inputs.
"""

from sap10.codes import Ruleset
from sap10.dwelling import Dwelling
from tests.sap10.oracle.building import Lines, dimensions, heat_losses, ventilation
from tests.sap10.oracle.energy import (
    auxiliary,
    costs,
    delivered,
    emissions_and_primary_energy,
)
from tests.sap10.oracle.gains import (
    appendix_l,
    hot_water_losses,
    hot_water_use,
    internal_gains,
    solar_gains,
)
from tests.sap10.oracle.systems import system_of
from tests.sap10.oracle.temperature import cooling, mean_temperature, space_heating


def plain_worksheet(dwelling: Dwelling) -> Lines:
    """Return every line of one dwelling's worksheet: a number, or twelve of them."""
    lines: Lines = {}
    dimensions(dwelling, lines)
    ventilation(dwelling, lines)
    heat_losses(dwelling, lines)
    hot_water_use(dwelling, lines)
    system = system_of(dwelling, lines["42"])
    hot_water_losses(dwelling, lines, heater=system.heater)
    used = appendix_l(dwelling, lines)
    internal_gains(dwelling, lines, used, has_circulation=system.has_circulation)
    solar_gains(dwelling, lines)
    mean_temperature(
        dwelling,
        lines,
        control=system.control,
        adjustment=system.adjustment,
        responsiveness=system.responsiveness,
    )
    space_heating(lines)
    cooling(dwelling, lines)
    auxiliary(dwelling, lines, system)
    uses = delivered(dwelling, lines, used, system)
    prices = "32" if dwelling.general.ruleset == Ruleset.RDSAP else "12"
    costs(dwelling, lines, system, uses, prices)
    emissions_and_primary_energy(lines, uses)
    return lines
