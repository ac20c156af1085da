"""SAP-Schema-18.0.0: fabric and ventilation where they differ from SAP-Schema-19.0.0."""

from typing import Final

from sap10.certificate.converters import integer, number
from sap10.certificate.mapping import ABSENT, LEAF, Made, Node, Take
from sap10.certificate.schemas import sap_19_1_codes as codes
from sap10.certificate.schemas.sap_19_1_fabric import FABRIC as FABRIC_19_1
from sap10.certificate.schemas.sap_19_1_fabric import VENTILATION as VENTILATION_19_1
from sap10.errors import CertificateRejected

_PARTS = "sap_building_parts"
_OVERSHADING = "overshading"
_MASS = "thermal_mass_parameter"


def _overshading(node: Node) -> object:
    """Return the overshading of the main dwelling, which SAP 10.2 asks for the whole."""
    parts = node.children(_PARTS) or []
    found = [part.take(_OVERSHADING, codes.WINDOW_OVERSHADING) for part in parts]
    given = [kind for kind in found if kind is not None]
    if len(set(given)) > 1:
        node.document.notes.append(
            f"{parts[0].at(_OVERSHADING)}: {given[0].value} taken for all building parts"
            " (SAP 10.2 Table 6d)"
        )
    return given[0] if given else ABSENT


def _area(part: Node) -> float:
    return sum(
        floor.take("total_floor_area", number) or 0.0
        for floor in part.children("sap_floor_dimensions") or ()
    )


def _thermal_mass(node: Node) -> object:
    """Return the thermal mass parameter of the dwelling: the parts' by floor area, line (35)."""
    parts = node.children(_PARTS) or []
    given = [(part.take(_MASS, number), _area(part)) for part in parts]
    values = [(mass, area) for mass, area in given if mass is not None]
    if not values:
        return ABSENT
    if len({mass for mass, _ in values}) == 1 and len(values) == len(given):
        return values[0][0]
    total = sum(area for _, area in given)
    if len(values) < len(given) or total == 0:
        raise CertificateRejected(
            reason="missing_field",
            field=parts[-1].at(_MASS),
            value=None,
            rule="SAP 10.2 line (35): of every building part, or of none",
        )
    return sum(mass * area for mass, area in values) / total


FABRIC: Final = FABRIC_19_1.but(
    {
        "lowest_storey_area_m2": None,
        "window_overshading": Made({_PARTS: {_OVERSHADING: LEAF}}, _overshading),
        "thermal_mass_parameter": Made(
            {_PARTS: {_MASS: LEAF, "sap_floor_dimensions": {"total_floor_area": LEAF}}},
            _thermal_mass,
        ),
    }
)
VENTILATION: Final = VENTILATION_19_1.but(
    {
        "open_chimney_count": Take("open_fireplaces_count", integer),
        "blocked_chimney_count": None,
        "closed_fire_flue_count": None,
        "solid_fuel_boiler_flue_count": None,
        "other_heater_flue_count": None,
    },
    ignored=("fans_vents_count", "mechanical_vent_system_make_model"),
)
