"""From a physical description to SAP inputs, whichever way the dwelling was described."""

from sap10.certificate import EpcPropertyData, ReducedFabric
from sap10.dwelling import Dwelling
from sap10.errors import CertificateRejected
from sap10.full_sap.expand import expand_measured
from sap10.pcdb import Pcdb
from sap10.pcdb.fit import fit
from sap10.rdsap.cylinders import HEAT_EXCHANGER_M2
from sap10.rdsap.expand import expand_reduced
from sap10.rdsap.ventilation import wet_rooms
from sap10.version import CONVENTIONS, ConventionsName


def expand(
    epc: EpcPropertyData,
    reference: str = "",
    conventions: ConventionsName = "specification",
    pcdb: Pcdb | None = None,
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
    pcdb
        The product database in use. Without it, or where it lacks a product, that product is rated
        by the SAP code beside its index, and refused if there is none.

    Raises
    ------
    CertificateRejected
        The description cannot be used; `NotSupported` where the calculator does not cover it.
    """
    if pcdb is None:
        return _expand(epc, reference, conventions)
    fitted = fit(_with_heat_exchanger(epc), pcdb, _default_wet_rooms(epc))
    try:
        return fitted.install(_expand(fitted.epc, reference, conventions))
    except CertificateRejected as refusal:
        absent = {use.index for use in fitted.uses if not use.is_found}
        if refusal.reason == "product_not_found" and refusal.value in absent:
            refusal.rule += f"; not in its revision {pcdb.revision}"
        raise


def _expand(epc: EpcPropertyData, reference: str, conventions: ConventionsName) -> Dwelling:
    if isinstance(epc.fabric, ReducedFabric):
        return expand_reduced(epc, reference, CONVENTIONS[conventions])
    return expand_measured(epc, reference, CONVENTIONS[conventions])


def _default_wet_rooms(epc: EpcPropertyData) -> int | None:
    """Return the wet rooms, kitchen included, of RdSAP 10 Table 5; None for a full assessment."""
    if not isinstance(epc.fabric, ReducedFabric):
        return None
    return wet_rooms(epc.fabric.habitable_room_count)


def _with_heat_exchanger(epc: EpcPropertyData) -> EpcPropertyData:
    """Return a survey whose cylinder has the heat exchanger of RdSAP 10 Table 29."""
    cylinder = epc.water_heating.cylinder
    is_reduced = isinstance(epc.fabric, ReducedFabric)
    if not is_reduced or cylinder is None or cylinder.heat_exchanger_area_m2 is not None:
        return epc
    assumed = cylinder.model_copy(update={"heat_exchanger_area_m2": HEAT_EXCHANGER_M2})
    water = epc.water_heating.model_copy(update={"cylinder": assumed})
    return epc.model_copy(update={"water_heating": water})
