"""Worksheet section 5: internal gains, lines (66) to (73).

The gains are those of Table 5 column A, which serves ratings, costs and emissions; column B is for
the target and dwelling emission rates of building regulations.
"""

from dataclasses import dataclass

from sap10.appendices.l_lighting_appliances import LightingAndAppliances
from sap10.arrays import FloatArray
from sap10.lines import NOTHING_IMPOSED, Impose, line
from sap10.months import HOURS

_WATTS = 1000.0 / HOURS
"""Mean power [W] of one kWh in each month."""

INTERNAL_SHARE_OF_LIGHTING = 0.85
"""The rest lights the outside, L12."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalGains:
    """Gains inside the dwelling [W], shape (n, 12)."""

    metabolic: FloatArray = line("66", "W")
    lighting: FloatArray = line("67", "W")
    appliances: FloatArray = line("68", "W")
    cooking: FloatArray = line("69", "W")
    pumps_and_fans: FloatArray = line("70", "W")
    losses: FloatArray = line("71", "W")
    water_heating: FloatArray = line("72", "W")
    total: FloatArray = line("73", "W")


def internal_gains(
    occupancy: FloatArray,
    electricity: LightingAndAppliances,
    water_gains_kwh: FloatArray,
    pump_and_fan_gains: FloatArray,
    impose: Impose = NOTHING_IMPOSED,
) -> InternalGains:
    """Add up the gains of people, lights, appliances, cooking, pumps, fans and hot water.

    Parameters
    ----------
    occupancy
        Line (42), shape (n,).
    electricity
        Appendix L.
    water_gains_kwh
        Line (65), shape (n, 12).
    pump_and_fan_gains
        Table 5a [W], shape (n, 12), zero in summer where the table says so.
    impose
        Lines with given values.
    """
    shape = water_gains_kwh.shape
    people = occupancy[:, None].repeat(shape[1], axis=1)
    metabolic = impose("66", 60.0 * people)
    lighting = impose("67", electricity.lighting_kwh * (INTERNAL_SHARE_OF_LIGHTING * _WATTS))
    appliances = impose("68", electricity.appliances_kwh * _WATTS)
    cooking = impose("69", 35.0 + 7.0 * people)
    pumps_and_fans = impose("70", pump_and_fan_gains)
    losses = impose("71", -40.0 * people)
    water_heating = impose("72", water_gains_kwh * _WATTS)
    total = metabolic + lighting + appliances + cooking + pumps_and_fans + losses + water_heating
    return InternalGains(
        metabolic=metabolic,
        lighting=lighting,
        appliances=appliances,
        cooking=cooking,
        pumps_and_fans=pumps_and_fans,
        losses=losses,
        water_heating=water_heating,
        total=impose("73", total),
    )
