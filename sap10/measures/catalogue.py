"""The catalogue: every measure assessed for one dwelling."""

from sap10.certificate import EpcPropertyData
from sap10.measures import (
    floors,
    glazing,
    heating,
    lighting,
    roofs,
    solar_pv,
    ventilation,
    walls,
)
from sap10.measures.assessment import ATTRIBUTION_ORDER, Assessment, SiteFacts

_FAMILIES = (walls, ventilation, roofs, floors, glazing, lighting, heating, solar_pv)


def assess(epc: EpcPropertyData, site: SiteFacts) -> list[Assessment]:
    """Assess every measure of the catalogue for one dwelling.

    Parameters
    ----------
    epc
        The dwelling as it is.
    site
        Planning flags and roof.

    Returns
    -------
    list of Assessment
        One for each measure type, eligible or not, in the order of attribution.
    """
    found = [one for family in _FAMILIES for one in family.assess(epc, site)]
    return sorted(found, key=lambda one: ATTRIBUTION_ORDER.index(one.measure))
