"""Expanding a golden's `rdsap.xml` gives the SAP inputs of its `sap.xml`.

Where the engine that made them departs from RdSAP 10, the clause is named and the value imposed on
exactly that input; everything else must agree.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from sap10.certificate.read import read_certificate
from sap10.codes import ColdWaterSource, ElementKind
from sap10.dwelling import Dwelling, Element
from sap10.full_sap.expand import expand_measured
from sap10.rdsap.expand import expand_reduced


def engines_departures(dwelling: Dwelling) -> Dwelling:
    """Impose what both goldens have otherwise than the text.

    Line (12): a suspended timber ground floor of bands F to M is sealed, Table 5; the engine writes
    the unsealed type. Beside a pressure test the line does not apply. Cold water: neither text
    names the source of an existing dwelling; the monthly energies of finding 4.6 exist from the
    mains only (April over January is 0.789, from a header tank at least 0.790 whatever the
    outlets).
    """
    return replace(
        dwelling,
        ventilation=replace(dwelling.ventilation, floor_infiltration=0.1),
        hot_water=replace(dwelling.hot_water, cold_water_source=ColdWaterSource.MAINS),
    )


def roof_room_departures(dwelling: Dwelling) -> Dwelling:
    """Impose the text of RdSAP 10 on the golden with the roof room.

    Living area: Table 27's 0.75 of the total floor area of 180 m2, not of 100 (section 10.2).
    Remainder of the shell: roof of U 0.35, Table 18 column 4, area to two decimals (sections 4.9.1,
    16), not a wall of 1.0. The extra 80 m2 of roof: the floor of the roof room comes off the roof
    (section 4.9.1).
    """
    remainder = Element(kind=ElementKind.EXTERNAL_WALL, area_m2=52.087092917527684, u_value=1.0)
    extra = Element(kind=ElementKind.ROOF, area_m2=80.0, u_value=1.0)
    elements = [element for element in dwelling.elements if element not in (remainder, extra)]
    assert len(elements) == len(dwelling.elements) - 2
    elements.append(Element(kind=ElementKind.ROOF, area_m2=52.09, u_value=0.35))
    return replace(
        dwelling,
        general=replace(dwelling.general, living_area_m2=135.0),
        elements=tuple(elements),
    )


def comparable(dwelling: Dwelling) -> Dwelling:
    """Leave out the notes and the order of the elements."""
    elements = sorted(dwelling.elements, key=lambda item: (item.kind, item.area_m2))
    return replace(dwelling, elements=tuple(elements), notes=(), reference="")


@pytest.mark.pins("RdSAP 1")
@pytest.mark.parametrize(
    ("name", "has_roof_room"),
    [("rdsap-electric-detached", False), ("rdsap-room-in-roof-type-1", True)],
)
def test_expansion_agrees_with_the_full_assessment(shared: Path, name: str, has_roof_room: bool):
    folder = shared / "goldens" / name
    expanded = expand_reduced(read_certificate(folder / "rdsap.xml").epc)
    measured = engines_departures(expand_measured(read_certificate(folder / "sap.xml").epc))
    if has_roof_room:
        measured = roof_room_departures(measured)
    assert comparable(expanded) == comparable(measured)
