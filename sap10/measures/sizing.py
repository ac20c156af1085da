"""Sizes that the calculated heat loss of a dwelling asks for: heat pump and heat emitters.

Design heat loss is the heat loss coefficient, line (39), times 24.2 K, as RdSAP 10 Table 33 note 9
has it, of the dwelling with the package's fabric measures; never a guess from the floor area.
"""

from math import ceil

DESIGN_TEMPERATURE_DIFFERENCE_K = 24.2
"""RdSAP 10 Table 33 note 9. [K]"""
RADIATOR_OUTPUT_KW = 1.5
"""A radiator of ordinary size with water at 70 degC. [kW]"""
LARGE_RADIATOR_OUTPUT_KW = 2.0
"""A radiator of the large size that heat pumps get, with water at 70 degC. [kW]"""
LOW_TEMPERATURE_SHARE = (22.5 / 50) ** 1.3
"""Output with water at 42.5 degC instead of 70 degC in rooms of 20 degC (EN 442 exponent 1.3)."""


def design_heat_loss_kw(heat_loss_w_per_k: float) -> float:
    """Return the heat that a dwelling loses on a design day.

    Parameters
    ----------
    heat_loss_w_per_k
        Heat loss coefficient, line (39), annual mean. [W/K]

    Returns
    -------
    float
        Design heat loss. [kW]
    """
    return heat_loss_w_per_k * DESIGN_TEMPERATURE_DIFFERENCE_K / 1000


def boiler_emitter_count(heat_loss_w_per_k: float, *, has_wet_system: bool) -> int:
    """Return the radiators that a boiler needs: none where there is a wet system.

    Parameters
    ----------
    heat_loss_w_per_k
        Of the dwelling with the package's fabric measures. [W/K]
    has_wet_system
        Whether radiators or underfloor pipes are there.

    Returns
    -------
    int
        New radiators.
    """
    if has_wet_system:
        return 0
    return ceil(design_heat_loss_kw(heat_loss_w_per_k) / RADIATOR_OUTPUT_KW)


def heat_pump_emitter_count(
    heat_loss_w_per_k: float, heat_loss_before_w_per_k: float, *, has_wet_system: bool
) -> int:
    """Return the large radiators that a heat pump needs.

    Emitters that are there were sized for the dwelling before its fabric measures; at the low flow
    temperature they give `LOW_TEMPERATURE_SHARE` of that, and new ones bring the rest.

    Parameters
    ----------
    heat_loss_w_per_k
        Of the dwelling with the package's fabric measures. [W/K]
    heat_loss_before_w_per_k
        Of the dwelling as it is. [W/K]
    has_wet_system
        Whether radiators or underfloor pipes are there.

    Returns
    -------
    int
        New radiators.
    """
    kept_kw = design_heat_loss_kw(heat_loss_before_w_per_k) if has_wet_system else 0.0
    missing_kw = design_heat_loss_kw(heat_loss_w_per_k) - kept_kw * LOW_TEMPERATURE_SHARE
    return max(0, ceil(missing_kw / (LARGE_RADIATOR_OUTPUT_KW * LOW_TEMPERATURE_SHARE)))
