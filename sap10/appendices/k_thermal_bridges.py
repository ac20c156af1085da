"""Appendix K: linear thermal bridges by junction, for the list of a dwelling's inputs."""

from sap10.dwelling import ThermalBridge
from sap10.errors import CertificateRejected
from sap10.tables import load_table

UNKNOWN_Y = 0.20
"""y [W/m2K] of equation K2 where nothing is known of the bridges."""

_TABLE = load_table("k1_psi")
DEFAULT_PSI: dict[str, float] = dict(
    zip(_TABLE.texts("junction"), _TABLE.floats("psi").tolist(), strict=True)
)
"""Default psi [W/mK] by the junction's reference, Table K1."""


def thermal_bridge(
    junction: str, length_m: float, psi: float | None = None, shared_by: int = 1
) -> ThermalBridge[float]:
    """Return one linear thermal bridge of a dwelling, a term of equation K1.

    Parameters
    ----------
    junction
        Reference of Table K1, ``"E1"`` to ``"E25"``, ``"P1"`` to ``"P8"``, ``"R1"`` to ``"R11"``.
    length_m
        Length over which psi applies. [m]
    psi
        Calculated or accredited linear thermal transmittance; by default that of Table K1. [W/mK]
    shared_by
        Number of dwellings that share the junction, each of which takes its part.

    Raises
    ------
    CertificateRejected
        Table K1 does not have the junction, or no dwelling shares it.
    """
    if junction not in DEFAULT_PSI:
        reason, rule = "unknown_code", "SAP 10.2 Table K1"
        raise CertificateRejected(reason, "junction", junction, rule)
    if shared_by < 1:
        reason, rule = "invalid_value", "SAP 10.2 Appendix K"
        raise CertificateRejected(reason, "shared_by", shared_by, rule)
    own = DEFAULT_PSI[junction] if psi is None else psi
    return ThermalBridge(length_m=length_m, psi=own / shared_by)
