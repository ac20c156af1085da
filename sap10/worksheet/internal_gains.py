"""Worksheet section 5: internal gains, lines (66) to (73).

Ratings, costs and emissions take column A of Table 5; column B, `reduced_gains`, is for the space
heating of the dwelling's emission and primary energy rates and of its fabric energy efficiency.
"""

from dataclasses import dataclass

from sap10.appendices.l_lighting_appliances import LIGHTING_MONTH_SHARE, LightingAndAppliances
from sap10.arrays import FloatArray
from sap10.lines import NOTHING_IMPOSED, Impose, line
from sap10.months import HOURS

_WATTS = 1000.0 / HOURS
"""Mean power [W] of one kWh in each month."""

INTERNAL_SHARE_OF_LIGHTING = 0.85
"""The rest lights the outside, L12."""

_REDUCED_EFFICACY = 80.0
_REDUCED_APPLIANCES = 0.67


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
    people = occupancy[:, None].repeat(water_gains_kwh.shape[1], axis=1)
    return _sum(
        (
            60.0 * people,
            electricity.lighting_kwh * (INTERNAL_SHARE_OF_LIGHTING * _WATTS),
            electricity.appliances_kwh * _WATTS,
            35.0 + 7.0 * people,
        ),
        people,
        water_gains_kwh,
        pump_and_fan_gains,
        impose,
    )


def reduced_gains(
    occupancy: FloatArray,
    electricity: LightingAndAppliances,
    lighting_requirement: FloatArray,
    water_gains_kwh: FloatArray,
    pump_and_fan_gains: FloatArray,
    impose: Impose = NOTHING_IMPOSED,
) -> InternalGains:
    """Add up the reduced gains of Table 5, column B.

    Equation L12a divides the light of a whole year, at 80 lm/W, by the hours of one month. That
    would give twelve times as much heat as light needs electricity; we spread the year over the
    months as L10 does before. Table 5 and Appendix L exchange the labels L16 and L16a: the reduced
    gain of appliances is the one with the factor 0.67.

    Parameters
    ----------
    occupancy, electricity, water_gains_kwh, pump_and_fan_gains, impose
        As `internal_gains`.
    lighting_requirement
        Base requirement times daylighting factor, L1 and L2 [klm h per year], shape (n,).
    """
    people = occupancy[:, None].repeat(water_gains_kwh.shape[1], axis=1)
    by_year = lighting_requirement / _REDUCED_EFFICACY * INTERNAL_SHARE_OF_LIGHTING
    return _sum(
        (
            50.0 * people,
            by_year[:, None] * (LIGHTING_MONTH_SHARE * _WATTS),
            electricity.appliances_kwh * (_REDUCED_APPLIANCES * _WATTS),
            23.0 + 5.0 * people,
        ),
        people,
        water_gains_kwh,
        pump_and_fan_gains,
        impose,
    )


def _sum(
    uses: tuple[FloatArray, FloatArray, FloatArray, FloatArray],
    people: FloatArray,
    water_gains_kwh: FloatArray,
    pump_and_fan_gains: FloatArray,
    impose: Impose,
) -> InternalGains:
    """Put the lines of section 5 together; `uses` are lines (66) to (69)."""
    metabolic, lighting, appliances, cooking = (
        impose(number, values)
        for number, values in zip(("66", "67", "68", "69"), uses, strict=True)
    )
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
