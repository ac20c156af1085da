"""What a dwelling's own roof can carry: the bound on photovoltaic panels.

A provider's survey is of a building, which in a terrace or a block is not the dwelling: panels are
bounded by the dwelling's own roof as well (domain rule: at most 0.70 of the provider's maximum, and
at most half of the own roof's sloping area).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import cos, floor, radians

from sap10.certificate.epc_property_data import EpcPropertyData
from sap10.certificate.fabric_reduced import ReducedFabric, RoofConstruction
from sap10.certificate.vocabulary import PropertyType

SHARE_OF_PROVIDER_MAXIMUM = 0.70
SHARE_OF_OWN_ROOF = 0.5
NORTH_SECTOR_DEG = 30.0

# SAP's own assumption where only a share of the roof is known: south, 30 degrees (RdSAP 10
# section 12.1); one panel of today's usual size.
ASSUMED_PITCH_DEG, ASSUMED_AZIMUTH_DEG = 30.0, 180.0
ASSUMED_PANEL_AREA_M2, ASSUMED_PANEL_PEAK_POWER_W = 1.96, 400.0


class _Kind(Enum):
    NONE = 0
    FLAT = 1
    PITCHED = 2


_KINDS = {
    RoofConstruction.FLAT: _Kind.FLAT,
    RoofConstruction.PITCHED: _Kind.PITCHED,
    RoofConstruction.PITCHED_LOFT_ACCESS: _Kind.PITCHED,
    RoofConstruction.PITCHED_NO_LOFT_ACCESS: _Kind.PITCHED,
    RoofConstruction.PITCHED_SLOPING_CEILING: _Kind.PITCHED,
}


@dataclass(frozen=True, slots=True)
class RoofSegment:
    """One plane of a roof: area along the slope [m2], pitch and azimuth from north [deg]."""

    area_m2: float
    pitch_deg: float
    azimuth_deg: float

    @property
    def degrees_from_south(self) -> float:
        """How far the plane faces from south. [deg]"""
        return abs(self.azimuth_deg % 360.0 - 180.0)

    @property
    def faces_north(self) -> bool:
        """Whether the plane lies within 30 degrees of north; a flat one faces nowhere."""
        return self.pitch_deg > 0 and self.degrees_from_south > 180.0 - NORTH_SECTOR_DEG


@dataclass(frozen=True, slots=True)
class SolarSurvey:
    """What a provider says of the building: its roof planes and how many panels would fit."""

    segments: tuple[RoofSegment, ...]
    max_panels: int
    panel_area_m2: float
    panel_peak_power_w: float
    surveyed_on: date


@dataclass(frozen=True, slots=True)
class SolarPotential:
    """Panels that the dwelling's own roof can carry, on its best plane."""

    source: str
    roof_area_m2: float
    pitch_deg: float | None
    azimuth_deg: float | None
    panel_area_m2: float
    panel_peak_power_w: float
    max_panels: int
    surveyed_on: date | None


def own_roof(epc: EpcPropertyData) -> RoofSegment:
    """Return the roof over the dwelling itself as one plane; `area_m2` is its area on plan. [m2]

    Of pitched and flat roofs those with more area count. The plan area of a part's roof is the
    greatest floor area of its storeys (RdSAP 10 section 4.8). Thatch and what is above a flat carry
    nothing.
    """
    pitched = flat = 0.0
    for kind, area in _roofs(epc):
        pitched += area if kind is _Kind.PITCHED else 0.0
        flat += area if kind is _Kind.FLAT else 0.0
    if pitched >= flat:
        return RoofSegment(pitched, ASSUMED_PITCH_DEG, ASSUMED_AZIMUTH_DEG)
    return RoofSegment(flat, 0.0, ASSUMED_AZIMUTH_DEG)


def _roofs(epc: EpcPropertyData) -> Iterator[tuple[_Kind, float]]:
    """Yield kind and plan area of the roof of each building part."""
    fabric = epc.fabric
    if isinstance(fabric, ReducedFabric):
        for part in fabric.building_parts:
            area = max(storey.floor_area_m2 for storey in part.storeys)
            yield _KINDS.get(part.roof.construction, _Kind.NONE), area
        return
    is_house = epc.property_type in {PropertyType.HOUSE, PropertyType.BUNGALOW}
    for part in fabric.building_parts:
        area = max((floor.floor_area_m2 for floor in part.floors), default=0.0)
        yield (_Kind.PITCHED if is_house and part.roofs else _Kind.NONE), area


def solar_potential(epc: EpcPropertyData, survey: SolarSurvey | None) -> SolarPotential:
    """Bound the panels by the dwelling's own roof, and by a provider's survey if there is one."""
    own = own_roof(epc)
    if survey is None:
        return SolarPotential(
            source="sap_estimate",
            roof_area_m2=own.area_m2,
            pitch_deg=own.pitch_deg,
            azimuth_deg=own.azimuth_deg,
            panel_area_m2=ASSUMED_PANEL_AREA_M2,
            panel_peak_power_w=ASSUMED_PANEL_PEAK_POWER_W,
            max_panels=_panels_on(own.area_m2, own.pitch_deg, ASSUMED_PANEL_AREA_M2),
            surveyed_on=None,
        )
    usable = [one for one in survey.segments if not one.faces_north]
    best = min(usable, key=lambda one: (one.degrees_from_south, -one.area_m2), default=None)
    panels = 0
    if best is not None:
        by_provider = floor(SHARE_OF_PROVIDER_MAXIMUM * survey.max_panels)
        panels = min(by_provider, _panels_on(own.area_m2, best.pitch_deg, survey.panel_area_m2))
    return SolarPotential(
        source="google_solar",
        roof_area_m2=own.area_m2,
        pitch_deg=None if best is None else best.pitch_deg,
        azimuth_deg=None if best is None else best.azimuth_deg,
        panel_area_m2=survey.panel_area_m2,
        panel_peak_power_w=survey.panel_peak_power_w,
        max_panels=panels,
        surveyed_on=survey.surveyed_on,
    )


def _panels_on(plan_area_m2: float, pitch_deg: float, panel_area_m2: float) -> int:
    return floor(plan_area_m2 / cos(radians(pitch_deg)) * SHARE_OF_OWN_ROOF / panel_area_m2)
