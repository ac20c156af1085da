"""A measured dwelling for tests, ways of changing one part of it, and lines of its worksheet."""

from pathlib import Path
from typing import Any

import sap10
from sap10.certificate import (
    CylinderInsulation,
    CylinderSize,
    EpcPropertyData,
    MeasuredFabric,
    MeasuredPart,
)
from sap10.certificate.read import read_certificate
from sap10.certificate.water_heating import Cylinder
from sap10.dwelling import Dwelling
from sap10.full_sap.expand import expand_measured


def golden(shared: Path) -> EpcPropertyData:
    """Return the gas combi golden's description."""
    return read_certificate(shared / "goldens" / "gas-combi-detached-pv-2.5kwp" / "sap.xml").epc


def copy(epc: EpcPropertyData, part: str, **changes: Any) -> EpcPropertyData:
    """Copy a description with fields of one of its parts changed."""
    inner = getattr(epc, part).model_copy(update=changes)
    return epc.model_copy(update={part: inner})


def part_of(epc: EpcPropertyData) -> MeasuredPart:
    """Return its first building part."""
    assert isinstance(epc.fabric, MeasuredFabric)
    return epc.fabric.building_parts[0]


def with_part(epc: EpcPropertyData, **changes: Any) -> EpcPropertyData:
    """Copy a description with fields of its building part changed."""
    return copy(epc, "fabric", building_parts=(part_of(epc).model_copy(update=changes),))


def with_main(epc: EpcPropertyData, **changes: Any) -> EpcPropertyData:
    """Copy a description with fields of its main heating system changed."""
    return copy(epc, "heating", main=(epc.heating.main[0].model_copy(update=changes),))


def stored(epc: EpcPropertyData, **changes: Any) -> EpcPropertyData:
    """Give a description a hot water cylinder."""
    cylinder = Cylinder(
        size=CylinderSize.EXACT,
        volume_l=150.0,
        insulation=CylinderInsulation.FACTORY,
        insulation_thickness_mm=50.0,
        has_thermostat=True,
        is_separately_timed=True,
    ).model_copy(update=changes)
    return copy(epc, "water_heating", cylinder=cylinder)


def lines(given: EpcPropertyData | Dwelling) -> dict[str, float]:
    """Rate a description or dwelling: each line's value, or the sum of its months without one."""
    dwelling = given if isinstance(given, Dwelling) else expand_measured(given)
    return {
        row.info.number: sum(row.monthly or ()) if row.value is None else row.value
        for row in sap10.rate([dwelling]).worksheet(0)
    }


def line(given: EpcPropertyData | Dwelling, number: str) -> float:
    """Rate a description or dwelling and return one line."""
    return lines(given)[number]
