"""Windows of surveys before RdSAP 10, which gave their area against that typical of the age band.

SAP 2012 Appendix S section S3.7 turns it into areas; docs/adr/0014 has what is read into it. RdSAP
10 measures every window, so a survey under it never comes here with anything to add.
"""

from collections.abc import Sequence

from sap10.certificate import (
    BuildingPart,
    GlazedArea,
    Orientation,
    ReducedFabric,
    ReducedGlazing,
    UnmeasuredGlazing,
    Window,
)
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes, Site
from sap10.rdsap.dimensions import Level, gross_wall_area
from sap10.rdsap.doors import DOOR_AREA_M2
from sap10.rdsap.figures import GLAZED_AREA_FACTOR, TYPICAL_WINDOW_AREAS
from sap10.rdsap.rounding import half_up

MOST_OF_FACADE = 0.9
"""Greatest share of a part's exposed wall that unmeasured windows take, section S3.7.1."""


def windows_of(
    fabric: ReducedFabric,
    levels: Sequence[tuple[Level, ...]],
    sheltered_m: Sequence[float],
    site: Site,
    notes: Notes,
) -> tuple[Window, ...]:
    """Return the windows of the survey: measured ones, else those of the typical area.

    Parameters
    ----------
    fabric
        The survey's fabric.
    levels
        Storeys of each building part, in the order of the parts, by internal dimensions.
    sheltered_m
        Length of each part's wall to an unheated corridor or stairwell. [m]
    site
        The dwelling; the band of its main part chooses the equation.
    notes
        Receives the areas that were inferred.

    Raises
    ------
    CertificateRejected
        The survey neither measured its windows nor says what they are.
    """
    glazing = fabric.unmeasured_glazing
    if glazing is None:
        return fabric.windows
    factor = _factor(fabric, glazing, site, notes)
    if factor is None:
        return fabric.windows
    if fabric.windows:
        notes.add("windows listed beside a typical area are not used (SAP 2012 S3.7.1)")
    areas = [
        sum(level.area_m2 for level in own) + _roof_room_m2(part)
        for part, own in zip(fabric.building_parts, levels, strict=True)
    ]
    total = factor * _typical_m2(sum(areas), site)
    windows: list[Window] = []
    for part, own, area, sheltered in zip(
        fabric.building_parts, levels, areas, sheltered_m, strict=True
    ):
        doors = fabric.doors.count if part is fabric.building_parts[0] else 0
        facade = _facade_m2(part, own, sheltered, max(doors - (sheltered > 0), 0))
        share = total * area / sum(areas) if sum(areas) else 0.0
        if share > MOST_OF_FACADE * facade:
            share = MOST_OF_FACADE * facade
            notes.add(f"part {part.number} windows 90 % of its wall (SAP 2012 S3.7.1)")
        windows += _windows(part, half_up(share), glazing)
        notes.add(f"part {part.number} windows {half_up(share):g} m2 (SAP 2012 Table S4)")
    return tuple(windows)


def _factor(
    fabric: ReducedFabric, glazing: UnmeasuredGlazing, site: Site, notes: Notes
) -> float | None:
    """Return the factor on Table S4; None if the windows were measured (section S3.7.2).

    Listed windows without a share of multiple glazing were measured, whatever the area is called.
    """
    area = glazing.glazed_area
    factor = None if area is None or site.is_park_home else GLAZED_AREA_FACTOR.get(area.value)
    if fabric.windows:
        return None if glazing.multiple_glazed_percent is None else factor
    if factor is not None:
        return factor
    if area is not GlazedArea.NOT_DEFINED or site.is_park_home:
        raise CertificateRejected(
            reason="missing_field",
            field="SAP-Windows",
            value=None,
            rule="RdSAP 10 section 4.7.1 and SAP 2012 S3.7.2: measured windows",
        )
    notes.add("glazed area not defined: as typical (SAP 2012 S3.7.1)")
    return 1.0


def _typical_m2(floor_area_m2: float, site: Site) -> float:
    """Return the window area typical of the age band, Table S4. [m2]"""
    row = TYPICAL_WINDOW_AREAS.get(site.age_band.value)
    if row is None:
        raise CertificateRejected(
            reason="inconsistent_values",
            field="Construction-Age-Band",
            value=site.age_band.value,
            rule="SAP 2012 Table S4: bands A to L",
        )
    kind = "flat" if site.is_flat else "house"
    return max(row[f"{kind}_per_m2"] * floor_area_m2 + row[f"{kind}_constant_m2"], 0.0)


def _roof_room_m2(part: BuildingPart) -> float:
    return part.room_in_roof.floor_area_m2 if part.room_in_roof is not None else 0.0


def _facade_m2(
    part: BuildingPart, levels: tuple[Level, ...], sheltered_m: float, doors: int
) -> float:
    """Return a part's exposed wall less doors and alternative walls, section S3.7.1. [m2]"""
    sheltered = sheltered_m * levels[0].storey_height_m
    taken = doors * DOOR_AREA_M2
    for wall in (part.alternative_wall_1, part.alternative_wall_2):
        if wall is not None and not (wall.is_sheltered and sheltered):
            taken += wall.area_m2
    return max(gross_wall_area(levels) - sheltered - taken, 0.0)


def _windows(part: BuildingPart, area_m2: float, glazing: UnmeasuredGlazing) -> list[Window]:
    """Return a part's single and multiple glazing, each as one window 1 m high."""
    percent = glazing.multiple_glazed_percent
    if percent is None:
        raise CertificateRejected(
            reason="missing_field",
            field="Multiple-Glazed-Proportion",
            value=None,
            rule="SAP 2012 S3.7.1: single and multiple glazing by their share",
        )
    multiple = half_up(area_m2 * percent / 100)
    found: list[Window] = []
    if multiple > 0:
        found.append(
            Window(
                building_part_number=part.number,
                is_roof_window=False,
                width_m=multiple,
                height_m=1.0,
                orientation=Orientation.UNKNOWN,
                glazing=glazing.glazing or ReducedGlazing.NOT_DEFINED,
                glazing_gap_mm=glazing.glazing_gap_mm,
                is_pvc_or_wood_frame=glazing.is_pvc_or_wood_frame,
                is_draught_proofed=True,
                transmission=glazing.transmission,
            )
        )
    if half_up(area_m2 - multiple) > 0:
        found.append(
            Window(
                building_part_number=part.number,
                is_roof_window=False,
                width_m=half_up(area_m2 - multiple),
                height_m=1.0,
                orientation=Orientation.UNKNOWN,
                glazing=ReducedGlazing.SINGLE,
                is_draught_proofed=False,
            )
        )
    return found
