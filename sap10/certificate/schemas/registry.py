"""Every schema by name: those that are read, and those that are only recognised."""

import re
from dataclasses import dataclass
from typing import Any, Final

from sap10.certificate.converters import Codes
from sap10.certificate.epc_property_data import EpcPropertyData
from sap10.certificate.mapping import Shape
from sap10.certificate.schemas import (
    sap_18,
    sap_18_codes,
    sap_19_0,
    sap_19_1,
    sap_19_2,
    sap_ni_18,
)
from sap10.certificate.schemas.rdsap_20 import RDSAP_18_0, RDSAP_20_0_0, RDSAP_S_19_0
from sap10.certificate.schemas.rdsap_20_codes import RDSAP_17, RDSAP_18, RDSAP_20
from sap10.certificate.schemas.rdsap_21 import RDSAP_21, RDSAP_21_0_0, RDSAP_21_0_1


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema that is read."""

    root: Shape[EpcPropertyData]
    """The mapping of its root."""
    codes: tuple[Codes[Any], ...] = ()
    """Enumerations that take the place of the mapping's own of the same name."""
    lacks: tuple[str, ...] = ()
    """Fields of the mapping that the schema does not have, as paths of keys with dots."""


SCHEMAS: Final[dict[str, Schema]] = {
    "RdSAP-Schema-21.0.0": Schema(RDSAP_21_0_0, RDSAP_21),
    "RdSAP-Schema-21.0.1": Schema(RDSAP_21_0_1, RDSAP_21),
    "RdSAP-Schema-NI-21.0.0": Schema(RDSAP_21_0_0, RDSAP_21),
    "RdSAP-Schema-NI-21.0.1": Schema(RDSAP_21_0_1, RDSAP_21),
    "RdSAP-Schema-S-21.0": Schema(RDSAP_21_0_1, RDSAP_21),
    "RdSAP-Schema-20.0.0": Schema(RDSAP_20_0_0, RDSAP_20),
    "RdSAP-Schema-NI-20.0.0": Schema(RDSAP_20_0_0, RDSAP_20),
    "RdSAP-Schema-19.0": Schema(RDSAP_20_0_0, RDSAP_20),
    "RdSAP-Schema-S-19.0": Schema(RDSAP_S_19_0, RDSAP_20),
    "RdSAP-Schema-18.0": Schema(RDSAP_18_0, RDSAP_18),
    "RdSAP-Schema-17.1": Schema(RDSAP_18_0, RDSAP_17),
    "RdSAP-Schema-17.0": Schema(RDSAP_18_0, RDSAP_17),
    "SAP-Schema-19.2.0": Schema(sap_19_2.SAP_19_2_0, sap_19_2.CODES),
    "SAP-Schema-19.1.0": Schema(sap_19_1.SAP_19_1_0, sap_19_1.CODES),
    "SAP-Schema-19.0.0": Schema(sap_19_1.SAP_19_1_0, sap_19_0.CODES, sap_19_0.LACKS),
    "SAP-Schema-S-19.0.0": Schema(sap_19_0.SAP_S_19_0_0, sap_19_0.CODES_S, sap_19_0.LACKS),
    "SAP-Schema-18.0.0": Schema(sap_18.SAP_18_0_0, sap_18_codes.CODES, sap_18.LACKS),
    "SAP-Schema-NI-18.0.0": Schema(sap_ni_18.SAP_NI_18_0_0, sap_ni_18.CODES, sap_ni_18.LACKS),
    "SAP-Schema-17.1": Schema(sap_18.SAP_18_0_0, sap_18_codes.CODES, sap_18.LACKS),
    "SAP-Schema-17.0": Schema(sap_18.SAP_18_0_0, sap_18_codes.CODES, sap_18.LACKS),
}
"""The schemas that are read. Those of Northern Ireland and Scotland are alike but for names."""

_NAME = re.compile(r"(?:RdSAP|SAP)-Schema-(?:NI-|S-)?\d+(?:\.\d+)*", re.ASCII)
_LODGED_AS = re.compile(r"(?:LIG-)?(\d+(?:\.\d+)+)", re.ASCII)
_RENAMED: Final = {"RdSAP-Schema-21.0": "RdSAP-Schema-21.0.1"}


def schema_name(*candidates: str, family: str = "") -> str | None:
    """Return the first schema that one of these texts names, None if none does.

    Parameters
    ----------
    candidates
        Texts that may hold the name of a schema, or its number as software writes it into
        Schema-Version-Original (LIG-17.0, 18.0.0).
    family
        RdSAP or SAP, as the document's root says; without it a number names no schema.
    """
    for candidate in candidates:
        found = _NAME.search(candidate)
        if found:
            return found[0]
        numbered = _LODGED_AS.fullmatch(candidate.strip())
        if numbered and family:
            name = f"{family}-Schema-{numbered[1]}"
            return _RENAMED.get(name, name)
    return None
