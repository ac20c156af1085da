"""Words of the measure catalogue, and what an assessment of one option says.

Belongs here: measure types, surfaces, reasons, the site facts beside the certificate. Each
family of measures has a module of its own; costs and choice are the platform's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from sap10.certificate import (
    AgeBand,
    BuiltForm,
    EpcPropertyData,
    PropertyType,
    ReducedFabric,
)
from sap10.overlay import Component, Edit, Overlay, Provenance
from sap10.rdsap import context


class MeasureType(StrEnum):
    """A measure of the catalogue, in the order that effects are attributed in: fabric first."""

    CAVITY_WALL_INSULATION = "cavity_wall_insulation"
    EXTERNAL_WALL_INSULATION = "external_wall_insulation"
    INTERNAL_WALL_INSULATION = "internal_wall_insulation"
    EXTRACT_FANS = "extract_fans"
    """Ventilation that wall insulation forces; never chosen for itself."""
    LOFT_INSULATION = "loft_insulation"
    SOLID_FLOOR_INSULATION = "solid_floor_insulation"
    SUSPENDED_FLOOR_INSULATION = "suspended_floor_insulation"
    DOUBLE_GLAZING = "double_glazing"
    LED_LIGHTING = "led_lighting"
    GAS_BOILER = "gas_boiler"
    AIR_SOURCE_HEAT_PUMP = "air_source_heat_pump"
    SOLAR_PV = "solar_pv"


ATTRIBUTION_ORDER: tuple[MeasureType, ...] = tuple(MeasureType)
"""Fabric, then lighting, then heating, then generation."""


class Surface(StrEnum):
    """A target surface or system: at most one option of each is in a package."""

    CAVITY_WALLS = "cavity_walls"
    SOLID_WALLS = "solid_walls"
    """Walls of solid brick, system build and timber frame: insulated inside or outside."""
    LOFT = "loft"
    SOLID_FLOOR = "solid_floor"
    SUSPENDED_FLOOR = "suspended_floor"
    GLAZING = "glazing"
    LIGHTING = "lighting"
    HEATING = "heating"
    SOLAR_PV = "solar_pv"
    VENTILATION = "ventilation"
    """Of the forced companion only."""


SURFACE_OF: dict[MeasureType, Surface] = {
    MeasureType.CAVITY_WALL_INSULATION: Surface.CAVITY_WALLS,
    MeasureType.EXTERNAL_WALL_INSULATION: Surface.SOLID_WALLS,
    MeasureType.INTERNAL_WALL_INSULATION: Surface.SOLID_WALLS,
    MeasureType.EXTRACT_FANS: Surface.VENTILATION,
    MeasureType.LOFT_INSULATION: Surface.LOFT,
    MeasureType.SOLID_FLOOR_INSULATION: Surface.SOLID_FLOOR,
    MeasureType.SUSPENDED_FLOOR_INSULATION: Surface.SUSPENDED_FLOOR,
    MeasureType.DOUBLE_GLAZING: Surface.GLAZING,
    MeasureType.LED_LIGHTING: Surface.LIGHTING,
    MeasureType.GAS_BOILER: Surface.HEATING,
    MeasureType.AIR_SOURCE_HEAT_PUMP: Surface.HEATING,
    MeasureType.SOLAR_PV: Surface.SOLAR_PV,
}

WALL_MEASURES = frozenset(
    {
        MeasureType.CAVITY_WALL_INSULATION,
        MeasureType.EXTERNAL_WALL_INSULATION,
        MeasureType.INTERNAL_WALL_INSULATION,
    }
)
"""Measures that force ventilation."""

ReasonCode = Literal[
    "eligible",
    "surface_absent",
    "already_done",
    "insulation_unknown",
    "construction_not_suitable",
    "low_heat_loss_already",
    "not_a_heat_loss_surface",
    "no_access",
    "protected_building",
    "conservation_area",
    "property_type_not_suitable",
    "fuel_not_available",
    "system_not_suitable",
    "roof_too_small",
    "not_surveyed",
    "not_calculable",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an option is eligible or not: the field and the value that decided it.

    Parameters
    ----------
    code
        The typed reason.
    field
        Field of `EpcPropertyData` or of the site that decided.
    value
        Its value.
    rule
        The rule that made it decide.
    """

    code: ReasonCode
    field: str
    value: str
    rule: str

    def __str__(self) -> str:
        """Return one line with the code, the field, the value and the rule."""
        return f"{self.code}: {self.field} = {self.value} ({self.rule})"


@dataclass(frozen=True, slots=True)
class RoofForPanels:
    """What the dwelling's own roof can carry, already bounded by its area.

    Parameters
    ----------
    source
        Where it comes from: SAP's own estimate, or a provider of roof data.
    max_panels
        Most panels.
    panel_peak_power_w
        Peak power of one panel. [W]
    pitch_deg
        Slope of the plane that carries them; None where there is none. [degrees]
    azimuth_deg
        Direction it faces, clockwise from north; None where there is none. [degrees]
    """

    source: str
    max_panels: int
    panel_peak_power_w: float
    pitch_deg: float | None
    azimuth_deg: float | None


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Facts beside the certificate: planning protection and roof. None is not known."""

    is_in_conservation_area: bool | None = None
    is_listed_building: bool | None = None
    is_in_world_heritage_site: bool | None = None
    roof_for_panels: RoofForPanels | None = None

    @property
    def protection(self) -> tuple[str, str] | None:
        """The flag that protects the building itself, listed or heritage, and its value."""
        for name in ("is_listed_building", "is_in_world_heritage_site"):
            if getattr(self, name):
                return f"geospatial.{name}", "true"
        return None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What can be said of one measure for one dwelling.

    Parameters
    ----------
    measure
        The measure.
    reason
        Why it is eligible, or why not.
    overlay
        The edit that it makes; None where it is not eligible.
    quantities
        What its cost depends on that the certificate says: `panel_count`, `bulb_count` …
    """

    measure: MeasureType
    reason: Reason
    overlay: Overlay | None = None
    quantities: tuple[tuple[str, float], ...] = ()

    @property
    def surface(self) -> Surface:
        """Surface or system that the measure improves."""
        return SURFACE_OF[self.measure]

    @property
    def is_eligible(self) -> bool:
        """Whether the measure may be chosen."""
        return self.overlay is not None


def eligible(
    measure: MeasureType,
    reason: Reason,
    edits: Sequence[Edit],
    quantities: Sequence[tuple[str, float]] = (),
) -> Assessment:
    """Return the assessment of an eligible measure.

    Parameters
    ----------
    measure
        The measure.
    reason
        What made it eligible.
    edits
        Its edits.
    quantities
        What its cost depends on, by name.

    Returns
    -------
    Assessment
        With an overlay whose provenance is the measure.
    """
    provenance = Provenance(kind="measure", name=measure.value)
    overlay = Overlay(provenance=provenance, edits=tuple(edits))
    return Assessment(measure, reason, overlay, tuple(quantities))


def edit(component: Component, number: int | None = None, **changes: Any) -> Edit:
    """Return an edit with the changes as keywords."""
    return Edit(component=component, number=number, changes=changes)


def reduced_fabric(epc: EpcPropertyData) -> ReducedFabric | None:
    """Return the fabric of an RdSAP survey; None where it was measured by full SAP."""
    return epc.fabric if isinstance(epc.fabric, ReducedFabric) else None


def not_surveyed(measure: MeasureType) -> Assessment:
    """Return the assessment of a measure that needs an RdSAP survey of the fabric."""
    rule = "constructions are known from an RdSAP survey only"
    return Assessment(measure, Reason("not_surveyed", "fabric.kind", "measured", rule))


def rdsap_site(epc: EpcPropertyData) -> context.Site:
    """Return what the U-value tables need to know of the dwelling."""
    fabric = reduced_fabric(epc)
    age_band = fabric.building_parts[0].age_band if fabric else AgeBand.NOT_RECORDED
    return context.Site(
        country=context.country_of(epc.country, context.Notes()),
        property_type=epc.property_type or PropertyType.HOUSE,
        built_form=epc.built_form or BuiltForm.NOT_RECORDED,
        age_band=age_band,
    )


FLATS = (PropertyType.FLAT, PropertyType.MAISONETTE)
