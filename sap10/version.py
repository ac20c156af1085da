"""What was calculated with: the calculator's version, the editions and conventions it follows."""

from typing import Literal

from sap10.codes import Conventions, Ruleset

ConventionsName = Literal["specification", "accredited"]

CALCULATOR_VERSION = "0.2.0"

EDITIONS = {
    Ruleset.SAP: "SAP 10.2 (14-03-2025)",
    Ruleset.RDSAP: "RdSAP 10 (12-02-2024), SAP 10.2 (14-03-2025)",
}
"""Edition of each ruleset's specifications."""

CONVENTIONS: dict[ConventionsName, Conventions] = {
    "specification": Conventions.SPECIFICATION,
    "accredited": Conventions.ACCREDITED,
}
"""The setting for what accredited software does otherwise than the text: the text, or as it does.

`specification` is the default; `accredited` is for comparing with lodged ratings (docs/adr/0012).
"""
