"""Heat recovery from flue gas and waste water, Appendix G: what needs a product's record."""

from typing import Final

from sap10.certificate.heating import MainHeating
from sap10.certificate.water_heating import WaterHeating, WwhrsConnection
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes

_INDEX: Final = {
    WwhrsConnection.INSTANTANEOUS_1: "WWHRS-Index-Number1",
    WwhrsConnection.INSTANTANEOUS_2: "WWHRS-Index-Number2",
    WwhrsConnection.STORAGE: "Storage-WWHRS/WWHRS-Index-Number",
}


def check_waste_water_recovery(water: WaterHeating, notes: Notes) -> None:
    """Refuse waste water heat recovery that something drains into; without drains it saves nothing.

    Efficiencies that a document repeats are not enough: the utilisation factor is the record's.

    Raises
    ------
    CertificateRejected
        A shower or bath drains into a system, or into one that is not described.
    """
    drains = {shower.wwhrs for shower in water.showers or ()} - {WwhrsConnection.NONE}
    recorded: dict[WwhrsConnection, int] = dict(
        zip(
            (WwhrsConnection.INSTANTANEOUS_1, WwhrsConnection.INSTANTANEOUS_2),
            (unit.product_index for unit in water.instantaneous_wwhrs),
            strict=False,
        )
    )
    if water.storage_wwhrs is not None:
        recorded[WwhrsConnection.STORAGE] = water.storage_wwhrs.product_index
        if water.bath_with_wwhrs_count:
            drains = drains | {WwhrsConnection.STORAGE}
    for connection in sorted(drains):
        raise CertificateRejected(
            reason="product_not_found" if connection in recorded else "inconsistent_values",
            field=_INDEX[connection],
            value=recorded.get(connection),
            rule="SAP 10.2 G2.2, G3.2: efficiency and utilisation factor of the product's record",
        )
    for connection in sorted(recorded):
        notes.add(f"{_INDEX[connection]}: nothing drains into it, nothing saved (SAP 10.2 G2.2)")


def check_flue_gas_recovery(mains: tuple[MainHeating, ...]) -> None:
    """Refuse flue gas heat recovery, whose savings are data of its record (Appendix G1).

    Raises
    ------
    CertificateRejected
        A boiler has it.
    """
    for main in mains:
        if main.flue_gas_heat_recovery is not None:
            index = main.flue_gas_heat_recovery.product_index
            raise CertificateRejected(
                reason="missing_field" if index is None else "product_not_found",
                field=f"Main-Heating[{main.number}]/FGHRS-Index-Number",
                value=index,
                rule="SAP 10.2 Appendix G1: needs the product database",
            )
