"""From a physical description to SAP inputs, whichever way the dwelling was described."""

from sap10.certificate import EpcPropertyData, ReducedFabric
from sap10.dwelling import Dwelling
from sap10.full_sap.expand import expand_measured
from sap10.rdsap.expand import expand_reduced
from sap10.version import CONVENTIONS, ConventionsName


def expand(
    epc: EpcPropertyData, reference: str = "", conventions: ConventionsName = "specification"
) -> Dwelling:
    """Return the SAP inputs of a dwelling, with a note for every inferred value.

    Reduced data is expanded by RdSAP 10, the data of a full SAP assessment taken over.

    Parameters
    ----------
    epc
        The physical description.
    reference
        Name of the dwelling in results.
    conventions
        Whether to follow the specifications' text, or accredited software where it differs.

    Raises
    ------
    CertificateRejected
        The description cannot be used; `NotSupported` where the calculator does not cover it.
    """
    if isinstance(epc.fabric, ReducedFabric):
        return expand_reduced(epc, reference, CONVENTIONS[conventions])
    return expand_measured(epc, reference, CONVENTIONS[conventions])
