"""Cooling: seasonal energy efficiency ratios of fixed air conditioners (Table 10c)."""

from sap10.errors import CertificateRejected
from sap10.tables import load_table

_CLASSES = load_table("10c_seer")
_SEER = dict(zip(_CLASSES.texts("energy_class"), _CLASSES.floats("seer").tolist(), strict=True))

UNKNOWN_SEER: float = _SEER["unknown"]
"""Where neither the class nor the SEER is known."""


def seer_of_class(energy_class: str) -> float:
    """Return the SEER of an energy efficiency class (``"A+++"`` to ``"F"``), the least it may have.

    Raises
    ------
    CertificateRejected
        There is no such class, or it is G: the table only says that its SEER is below 2.60, so that
        the SEER itself has to be known.
    """
    if energy_class in _SEER:
        return _SEER[energy_class]
    reason, rule = "invalid_value", "SAP 10.2 Table 10c"
    raise CertificateRejected(reason, "Energy efficiency class", energy_class, rule)
