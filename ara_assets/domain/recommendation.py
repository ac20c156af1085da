"""Recommendations: target surfaces with their mutually exclusive measure options, and their cost.

Eligibility and overlays are the calculator's (`sap10.measures`); here options get the quantities
that they are priced by, and are grouped by the surface that they improve.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ara_assets.domain.cost_catalogue import MeasureCost
from sap10.measures import ATTRIBUTION_ORDER, SURFACE_OF, WALL_MEASURES, MeasureType, Surface
from sap10.measures.sizing import (
    boiler_emitter_count,
    design_heat_loss_kw,
    heat_pump_emitter_count,
)
from sap10.overlay import Overlay

Price = Callable[[MeasureType, Mapping[str, float]], MeasureCost]
"""Prices a measure in one home by its quantities."""

COMPANION = MeasureType.EXTRACT_FANS
"""The measure that wall insulation forces."""
SIZED_BY_HEAT_LOSS = frozenset({MeasureType.GAS_BOILER, MeasureType.AIR_SOURCE_HEAT_PUMP})
"""Measures whose cost depends on the fabric of the package that they are in."""


@dataclass(frozen=True, slots=True)
class MeasureOption:
    """One concrete treatment of a surface.

    Parameters
    ----------
    measure
        The measure.
    overlay
        The edit that it makes.
    quantities
        What it is priced by, as far as the home decides it: `area_m2`, `bulb_count` …
    """

    measure: MeasureType
    overlay: Overlay
    quantities: Mapping[str, float]

    @property
    def surface(self) -> Surface:
        """Surface or system that it improves."""
        return SURFACE_OF[self.measure]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One target surface, of whose options a package holds at most one."""

    surface: Surface
    options: tuple[MeasureOption, ...]


@dataclass(frozen=True, slots=True)
class HeatLoss:
    """Heat loss coefficient of a home as it is, and with the fabric of a package. [W/K]"""

    before_w_per_k: float
    after_w_per_k: float


def recommendations(options: Iterable[MeasureOption]) -> tuple[Recommendation, ...]:
    """Group options by surface; the forced companion is never chosen for itself.

    Parameters
    ----------
    options
        Eligible options of one home.

    Returns
    -------
    tuple of Recommendation
        In the order of attribution, whatever the order of the options.
    """
    grouped: dict[Surface, list[MeasureOption]] = {}
    for option in sorted(options, key=lambda one: ATTRIBUTION_ORDER.index(one.measure)):
        if option.measure is not COMPANION:
            grouped.setdefault(option.surface, []).append(option)
    return tuple(Recommendation(surface, tuple(own)) for surface, own in grouped.items())


def with_companion(
    measures: Iterable[MeasureType], available: Mapping[MeasureType, MeasureOption]
) -> frozenset[MeasureType]:
    """Return the measures with the companion that they force, where the home needs it.

    Parameters
    ----------
    measures
        Chosen measures.
    available
        Eligible options of the home, the companion among them where it is needed.

    Returns
    -------
    frozenset of MeasureType
        The measures of the package.
    """
    chosen = frozenset(measures)
    if chosen & WALL_MEASURES and COMPANION in available:
        return chosen | {COMPANION}
    return chosen


def cost_quantities(option: MeasureOption, heat_loss: HeatLoss) -> dict[str, float]:
    """Return everything that the cost of an option depends on.

    Parameters
    ----------
    option
        The option.
    heat_loss
        Of the home as it is, and with the fabric measures of the package. [W/K]

    Returns
    -------
    dict
        Quantity by name, as the cost catalogue names them.
    """
    quantities = dict(option.quantities)
    has_wet_system = bool(quantities.get("has_wet_system", 0.0))
    if option.measure is MeasureType.GAS_BOILER:
        quantities["emitter_count"] = float(
            boiler_emitter_count(heat_loss.after_w_per_k, has_wet_system=has_wet_system)
        )
    if option.measure is MeasureType.AIR_SOURCE_HEAT_PUMP:
        quantities["heat_pump_kw"] = round(design_heat_loss_kw(heat_loss.after_w_per_k), 2)
        quantities["emitter_count"] = float(
            heat_pump_emitter_count(
                heat_loss.after_w_per_k, heat_loss.before_w_per_k, has_wet_system=has_wet_system
            )
        )
    return quantities
