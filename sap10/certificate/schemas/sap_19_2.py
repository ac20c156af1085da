"""SAP-Schema-19.2.0 (SAP 10.3): SAP-Schema-19.1.0 and what SAP 10.3 asks for besides.

Whether a heat network is community heating or buys sleeved electricity, and whether Part O asks
for cooling, mean nothing to SAP 10.2, under which these dwellings are rated.
"""

from typing import Any, Final

from sap10.certificate.converters import Codes
from sap10.certificate.mapping import Many
from sap10.certificate.schemas import sap_19_1_codes as codes
from sap10.certificate.schemas.common import SAP_VERSION
from sap10.certificate.schemas.sap_19_1 import CODES as CODES_19_1
from sap10.certificate.schemas.sap_19_1 import SAP_19_1_0
from sap10.certificate.schemas.sap_19_1_heating import COOLING, HEATING, NETWORK, heating_rule
from sap10.certificate.vocabulary import Fuel

_NETWORK = NETWORK.but(
    ignored=(*NETWORK.ignored, "heat_network_community_heating", "heat_network_sleeved")
)
_HEATING = HEATING.but({"heat_networks": Many("sap_community_heating_systems", _NETWORK)})
SAP_19_2_0: Final = SAP_19_1_0.but(
    {"heating": heating_rule(_HEATING, COOLING)},
    ignored=(*SAP_19_1_0.ignored, "part_o_cooling_required"),
)
CODES: Final[tuple[Codes[Any], ...]] = (
    *CODES_19_1,
    Codes(SAP_VERSION.name, {**SAP_VERSION.without("9.93", "9.94").meanings, "10.3": "10.3"}),
    Codes(codes.FUEL.name, {**codes.FUEL.meanings, "5": Fuel.BOTTLED_LPG}),
)
"""Bottled LPG for secondary heating has a code of its own."""
