"""The measure catalogue's physics: which measures suit a dwelling, and the overlay of each.

Costs, scenarios and choice belong to the platform's domain.
"""

from sap10.measures.assessment import (
    ATTRIBUTION_ORDER,
    SURFACE_OF,
    WALL_MEASURES,
    Assessment,
    MeasureType,
    Reason,
    ReasonCode,
    RoofForPanels,
    SiteFacts,
    Surface,
)
from sap10.measures.catalogue import assess

__all__ = [
    "ATTRIBUTION_ORDER",
    "SURFACE_OF",
    "WALL_MEASURES",
    "Assessment",
    "MeasureType",
    "Reason",
    "ReasonCode",
    "RoofForPanels",
    "SiteFacts",
    "Surface",
    "assess",
]
