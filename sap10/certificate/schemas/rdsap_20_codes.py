"""Enumerations of RdSAP-Schema-20.0.0 and older that are not those of RdSAP-Schema-21.

The tuples take the place of the mapping's own enumerations, by name. What a code leaves open in
RdSAP 10's terms leaves a note.
"""

from typing import Any, Final

from sap10.certificate.converters import Codes, thickness_codes
from sap10.certificate.fabric_reduced import GlazedArea
from sap10.certificate.schemas import common
from sap10.certificate.schemas import rdsap_21_codes as newer

GLAZED_AREA: Final = Codes(
    "GlazedAreaCode",
    {str(n): area for n, area in enumerate(list(GlazedArea)[:-1], start=1)}
    | {"ND": GlazedArea.NOT_DEFINED},
)
ROOM_INSULATION: Final = Codes(
    "SAP-RoomInRoofInsulationCode",
    {
        "NI": "unknown",
        "ND": "not_defined",
        "AB": "as_built",
        "0": "unknown",
        "1": 0.0,
        "2": "as_built",
        "3": 50.0,
        "4": 100.0,
        "5": 150.0,
        "6": "as_built",
    },
    {"2": "insulated at the flat ceiling only, the other surfaces of the roof room as built"},
)
"""Insulation of all surfaces of a roof room. [mm]"""

_ROOF_MM = ("50mm", "100mm", "150mm")

RDSAP_20: Final[tuple[Codes[Any], ...]] = (
    common.SAP_VERSION.without("10.2"),
    common.COUNTRY.without("ENG", "WLS", "IOM"),
    common.AGE_BAND.without(
        "M", assumed={"L": "from 2012 without an end; taken for the band L of RdSAP 10, to 2022"}
    ),
    common.ORIENTATION,
    common.COMPASS.without("NR"),
    common.OVERSHADING.without("5", "ND"),
    common.EMITTER_TEMPERATURE.without("2"),
    common.COLLECTOR_TYPE.without("ND"),
    common.COLLECTOR_SOURCE.without("ND"),
    newer.ADDENDUM_21_0_0,
    newer.FUEL.without("38"),
    newer.METER.without("6"),
    newer.CORRIDOR.without("3"),
    newer.WALL_CONSTRUCTION.without("6", "7"),
    thickness_codes("WallInsulationThicknessCode", "NI", *_ROOF_MM, "200mm"),
    newer.PARTY_WALL.without("4"),
    newer.ROOF_CONSTRUCTION.without("9"),
    newer.FLOOR_CONSTRUCTION.without("4"),
    thickness_codes("FloorInsulationThicknessCode", "NI", *_ROOF_MM),
    newer.LOFT_THICKNESS.without("125mm", "175mm", "225mm"),
    thickness_codes("RafterInsulationThicknessCode", "NI", "AB", *_ROOF_MM),
    thickness_codes("FlatRoofInsulationThicknessCode", "NI", "AB", *_ROOF_MM),
    thickness_codes("SlopedCeilingInsulationThicknessCode", "NI", "AB", *_ROOF_MM),
    newer.GLAZING.without(
        *(str(code) for code in range(9, 16)),
        assumed={"2": "from 2002 without an end; taken for the glazing of 2002 to 2022"},
    ),
    newer.VENTILATION.without(
        *("3", "4", "5", "6"),
        assumed={
            "1": "supply and extract; taken to be without heat recovery",
            "2": "extract only; taken to be decentralised",
        },
    ),
    newer.EMITTER.without("4"),
    newer.CYLINDER_SIZE.without("6"),
    newer.CYLINDER_THICKNESS.without("0"),
)
"""RdSAP-Schema-20.0.0, NI-20.0.0, 19.0 and S-19.0."""


def _changed(older: tuple[Codes[Any], ...], *changes: Codes[Any]) -> tuple[Codes[Any], ...]:
    """Return the enumerations with some of them changed."""
    names = {codes.name for codes in changes}
    return (*(codes for codes in older if codes.name not in names), *changes)


RDSAP_18: Final = _changed(
    RDSAP_20,
    common.SAP_VERSION.without("10.2", "9.94"),
    newer.ADDENDUM_21_0_0.without("14"),
)
"""RdSAP-Schema-18.0."""
RDSAP_17: Final = _changed(RDSAP_18, common.SAP_VERSION.without("10.2", "9.94", "9.93"))
"""RdSAP-Schema-17.1 and 17.0."""
