"""Every schema by name: those that are read, and those that are only recognised."""

import re
from typing import Final

from sap10.certificate.epc_property_data import EpcPropertyData
from sap10.certificate.mapping import Shape
from sap10.certificate.schemas.rdsap_21 import RDSAP_21_0_0, RDSAP_21_0_1
from sap10.certificate.schemas.sap_19_1 import SAP_19_1_0

SCHEMAS: Final[dict[str, Shape[EpcPropertyData]]] = {
    "RdSAP-Schema-21.0.0": RDSAP_21_0_0,
    "RdSAP-Schema-21.0.1": RDSAP_21_0_1,
    "SAP-Schema-19.1.0": SAP_19_1_0,
}
"""The mapping of each schema that is read."""

_NAME = re.compile(r"(?:RdSAP|SAP)-Schema-(?:NI-|S-)?\d+(?:\.\d+)*", re.ASCII)
_LODGED_AS: Final = {"LIG-21.0": "RdSAP-Schema-21.0.1", "LIG-21.0.1": "RdSAP-Schema-21.0.1"}
"""How software names a schema in Schema-Version-Original."""


def schema_name(*candidates: str) -> str | None:
    """Return the first schema that one of these texts names, None if none does."""
    for candidate in candidates:
        found = _NAME.search(candidate)
        if found:
            return found[0]
        if candidate.strip() in _LODGED_AS:
            return _LODGED_AS[candidate.strip()]
    return None
