"""RdSAP-Schema-20.0.0 and older, as differences from RdSAP-Schema-21.0.0 and from each other.

They hold RdSAP 2005 to 2012 data. NI-20.0.0 and 19.0 have the fields and codes of 20.0.0; 17.0 has
those of 17.1.
"""

from typing import Final

from sap10.certificate.mapping import Child, Same
from sap10.certificate.schemas.rdsap_20_fabric import FABRIC, PART
from sap10.certificate.schemas.rdsap_20_services import (
    ENERGY_SOURCE,
    HEATING,
    LIGHTING_RULE,
    VENTILATION,
    WATER_RULE,
)
from sap10.certificate.schemas.rdsap_21 import RDSAP_21_0_0, conservatory_rule

_PREVIOUS = "previous_epc_check"
_IGNORED = tuple(field for field in RDSAP_21_0_0.ignored if field != "air_tightness")

RDSAP_20_0_0: Final = RDSAP_21_0_0.but(
    {
        "fabric": Same(FABRIC),
        "conservatory": conservatory_rule(PART.known),
        "ventilation": Same(VENTILATION),
        "heating": Child("sap_heating", HEATING),
        "water_heating": WATER_RULE,
        "energy_source": Child("sap_energy_source", ENERGY_SOURCE),
        "lighting": LIGHTING_RULE,
    },
    _IGNORED,
)
"""Also NI-20.0.0 and 19.0."""
RDSAP_S_19_0: Final = RDSAP_20_0_0.but(ignored=(*_IGNORED, "environmental_impact_average"))
RDSAP_18_0: Final = RDSAP_20_0_0.but(
    {"special_features": None}, tuple(field for field in _IGNORED if field != _PREVIOUS)
)
"""Also 17.1 and 17.0."""
