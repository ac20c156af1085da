"""Lodged against effective performance: which figures modelling uses, and how far ours are off.

Every home is rated by the conventions of accredited software, whose ratings are the lodged ones.

Performance lodged under another method than SAP 10.2, before it or after it (10.3), is replaced by
the calculated one. Under 10.2 the lodged one is kept unless an overlay changed the physical state,
and the divergence is recorded; that of 10.3 is a difference of methods and never counts with it.
"""

from dataclasses import dataclass
from typing import Final, Literal

import sap10
from sap10.certificate import EpcPropertyData
from sap10.pcdb import Pcdb
from sap10.version import ConventionsName

RebaselineReason = Literal["none", "pre_sap10", "physical_state_changed", "both"]

CURRENT_SAP_VERSION = "10.2"
CONVENTIONS: Final[ConventionsName] = "accredited"

SAP_LIMIT = 0.5
CO2_LIMIT_T, PRIMARY_ENERGY_LIMIT_KWH_PER_M2 = 0.05, 0.5  # half the last printed digit
RELATIVE_LIMIT = 0.01


@dataclass(frozen=True, slots=True)
class Performance:
    """The four figures of a certificate; `sap_score` is the unrounded rating where it is known."""

    sap_rating: int
    epc_band: str
    co2_t_per_year: float
    primary_energy_kwh_per_m2: float
    sap_score: float | None = None


@dataclass(frozen=True, slots=True)
class Divergence:
    """Calculated minus lodged, like with like."""

    sap: float
    co2_t_per_year: float
    primary_energy_kwh_per_m2: float
    is_reported: bool


def expand_home(epc: EpcPropertyData, pcdb: Pcdb | None = None) -> sap10.Dwelling:
    """Return a home's SAP inputs, so that what is rated from them compares with lodged ratings.

    Parameters
    ----------
    epc
        The home.
    pcdb
        The product database in use.

    Raises
    ------
    sap10.CertificateRejected
        The calculator refuses the home.
    """
    return sap10.expand(epc, conventions=CONVENTIONS, pcdb=pcdb)


def rebaseline_reason(
    sap_version: str | None, *, is_physical_state_changed: bool
) -> RebaselineReason:
    """Return why lodged figures cannot be used: another method, or a changed home.

    A certificate without a version counts as old, and one of SAP 10.3 as those before 10.2 do.
    """
    is_of_another_method = sap_version != CURRENT_SAP_VERSION
    if is_of_another_method and is_physical_state_changed:
        return "both"
    if is_of_another_method:
        return "pre_sap10"
    return "physical_state_changed" if is_physical_state_changed else "none"


def divergence(calculated: Performance, lodged: Performance) -> Divergence:
    """Compare figures of the same method.

    The lodged rating is an integer, so the calculated score is compared unrounded and a difference
    of up to half a point is none. CO2 and primary energy must be off by more than 1 % and by more
    than half their last printed digit.
    """
    score = calculated.sap_rating if calculated.sap_score is None else calculated.sap_score
    sap = score - lodged.sap_rating
    co2 = calculated.co2_t_per_year - lodged.co2_t_per_year
    energy = calculated.primary_energy_kwh_per_m2 - lodged.primary_energy_kwh_per_m2
    is_reported = (
        abs(sap) > SAP_LIMIT
        or _is_off(co2, lodged.co2_t_per_year, CO2_LIMIT_T)
        or _is_off(energy, lodged.primary_energy_kwh_per_m2, PRIMARY_ENERGY_LIMIT_KWH_PER_M2)
    )
    return Divergence(sap, co2, energy, is_reported)


def _is_off(difference: float, lodged: float, limit: float) -> bool:
    return abs(difference) > max(limit, RELATIVE_LIMIT * abs(lodged))
