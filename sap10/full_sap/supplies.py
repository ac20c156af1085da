"""Electricity of a measured dwelling: connection, battery, diverter and photovoltaics (App. M1)."""

from typing import Final

from sap10.certificate.energy_source import EnergySource, PvArrays, PvConnection
from sap10.certificate.energy_source import PvArray as RecordedArray
from sap10.certificate.vocabulary import Orientation as RecordedOrientation
from sap10.certificate.vocabulary import Overshading
from sap10.codes import Orientation, Tariff
from sap10.dwelling import Electricity, PvArray
from sap10.errors import CertificateRejected
from sap10.full_sap.fabric import orientation_of
from sap10.rdsap.context import Notes
from sap10.tables import load_table

_M1 = load_table("m1_pv_overshading")
_PV_OVERSHADING: Final = dict(
    zip(_M1.texts("overshading"), _M1.floats("factor").tolist(), strict=True)
)


def electricity_of(
    source: EnergySource, tariff: Tariff, has_pv: bool, notes: Notes
) -> Electricity[float, int, bool]:
    """Return tariff, connection, diverter and battery.

    Raises
    ------
    CertificateRejected
        A battery has no capacity.
    """
    if has_pv and source.pv_connection not in (PvConnection.CONNECTED, PvConnection.NOT_CONNECTED):
        notes.add("PV-Connection not recorded: to the dwelling (SAP 10.2 Appendix M1)")
    capacity = 0.0
    for battery in source.batteries:
        if battery.capacity_kwh is None:
            raise _missing(
                field="Battery", name="Battery-Capacity", rule="SAP 10.2 Appendix M1: its capacity"
            )
        capacity += battery.capacity_kwh
    return Electricity(
        tariff=tariff,
        is_export_capable=source.is_export_capable is True,
        is_pv_connected_to_dwelling=source.pv_connection is not PvConnection.NOT_CONNECTED,
        has_pv_diverter=source.has_pv_diverter is True,
        battery_capacity_kwh=capacity,
    )


def pv_arrays_of(source: EnergySource, notes: Notes) -> tuple[PvArray[float, int], ...]:
    """Return the photovoltaic arrays (Appendix M1)."""
    if not isinstance(source.photovoltaics, PvArrays):
        return ()
    return tuple(
        _array(array, f"PV-Array[{index}]", notes)
        for index, array in enumerate(source.photovoltaics.arrays, start=1)
        if array.peak_power_kw > 0
    )


def _array(array: RecordedArray, field: str, notes: Notes) -> PvArray[float, int]:
    """Return one array; its overshading is its MCS factor, else Table M1's."""
    factor = array.mcs_overshading_factor
    if factor is None:
        if array.overshading is None or array.overshading is Overshading.NOT_RECORDED:
            raise _missing(field, "Overshading", "SAP 10.2 Table M1")
        factor = _PV_OVERSHADING[array.overshading]
    if array.pitch_degrees is None:
        raise _missing(field, "Pitch", "SAP 10.2 Appendix M1 step 1")
    if array.pitch_degrees == 0 or array.orientation is RecordedOrientation.HORIZONTAL:
        orientation = Orientation.HORIZONTAL
    elif array.orientation is None:
        raise _missing(field, "Orientation", "SAP 10.2 Appendix M1 step 1")
    else:
        orientation = orientation_of(array.orientation, field, notes)
    return PvArray(
        peak_power_kwp=array.peak_power_kw,
        orientation=orientation,
        pitch_deg=0.0 if orientation is Orientation.HORIZONTAL else array.pitch_degrees,
        overshading_factor=factor,
    )


def _missing(field: str, name: str, rule: str) -> CertificateRejected:
    return CertificateRejected(
        reason="missing_field", field=f"{field}/{name}", value=None, rule=rule
    )
