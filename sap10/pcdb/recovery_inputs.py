"""SAP inputs of heat recovery from its records: flue gas (Appendix G1), waste water (G2, G3)."""

from dataclasses import dataclass, replace
from typing import Final

from sap10.codes import CompensationClass, WasteWaterKind
from sap10.pcdb.recovery import FlueGasDevice, WasteWaterDevice
from sap10.water_inputs import (
    FlueGasHeatRecovery,
    FlueGasSaving,
    WasteWaterHeatRecovery,
    WasteWaterTest,
)

_NO_STORE: Final = 1
_CLOSE_COUPLED: Final = 3
_INSTANTANEOUS: Final = 1
_WITHIN_CYLINDER: Final = 1
_ANY_FLOW: Final = 1000.0
"""Flow of the one efficiency of a record, which does not say it: as high as makes it hold at every
flow, since above the highest tested one the efficiency falls (G2.2 step 5). [l/min]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlueGasPv:
    """The photovoltaic array that feeds a close-coupled store, as installed (G1.6)."""

    peak_power_kwp: float
    orientation: int
    pitch_deg: float
    overshading_factor: float


def flue_gas_inputs(
    device: FlueGasDevice,
    compensation: CompensationClass = CompensationClass.NONE,
    pv: FlueGasPv | None = None,
) -> tuple[FlueGasHeatRecovery[float, int, bool], tuple[FlueGasSaving[float, bool], ...]]:
    """Return a flue gas heat recovery system and its equations.

    The file's field 18 is the total fraction of heat recovered directly, field 19 the useful one:
    Kf2 and Kf1 of SAP 10.2.

    Parameters
    ----------
    device
        Its record.
    compensation
        Class of the boiler's compensating control, Table G1.
    pv
        The array that feeds its close-coupled store; None without one.
    """
    is_coupled = device.heat_store == _CLOSE_COUPLED
    recovery: FlueGasHeatRecovery[float, int, bool] = FlueGasHeatRecovery(
        has_heat_store=device.heat_store != _NO_STORE,
        direct_useful_fraction=device.direct_useful_fraction or 0.0,
        direct_total_fraction=device.direct_total_fraction or 0.0,
        electricity_kwh_per_year=device.electricity_kwh or 0.0,
        compensation=compensation,
        close_coupled_volume_l=(device.store_volume_l or 0.0) if is_coupled else 0.0,
        close_coupled_loss_kwh_per_day=(device.store_loss_kwh_per_day or 0.0)
        if is_coupled
        else 0.0,
        pv_cable_loss=device.pv_cable_loss or 0.0,
    )
    if pv is not None and device.has_pv_module:
        recovery = replace(
            recovery,
            pv_peak_power_kwp=pv.peak_power_kwp,
            pv_orientation=pv.orientation,
            pv_pitch_deg=pv.pitch_deg,
            pv_overshading_factor=pv.overshading_factor,
        )
    savings = tuple(
        FlueGasSaving(is_for_plain_combi=plain, space_heat_kwh=row.space_heat_kwh, a=a, b=b, c=c)
        for row in device.equations
        for plain, a, b, c in (
            (True, row.combi_a, row.combi_b, row.combi_c),
            (False, row.other_a, row.other_b, row.other_c),
        )
    )
    return recovery, savings


def waste_water_inputs(
    device: WasteWaterDevice,
    unit: int,
    dedicated_volume_l: float | None = None,
    recovered_baths_share: float = 0.0,
) -> tuple[WasteWaterHeatRecovery[float, int, bool], tuple[WasteWaterTest[float, int], ...]]:
    """Return a waste water heat recovery system and, if instantaneous, its test.

    Parameters
    ----------
    device
        Its record.
    unit
        Which of the dwelling's instantaneous systems it is, counted from 1.
    dedicated_volume_l
        Vww of a storage system, as installed; None for that of the record. [l]
    recovered_baths_share
        Brecovery / Btotal of a storage system (Table G2).
    """
    utilisation = 1.0 if device.utilisation_factor is None else device.utilisation_factor
    if device.kind == _INSTANTANEOUS:
        test = WasteWaterTest(
            unit=unit, flow_l_per_min=_ANY_FLOW, efficiency_percent=device.efficiency_percent
        )
        return WasteWaterHeatRecovery(utilisation_factor=utilisation), (test,)
    dedicated = device.dedicated_volume_l if dedicated_volume_l is None else dedicated_volume_l
    system: WasteWaterHeatRecovery[float, int, bool] = WasteWaterHeatRecovery(
        kind=WasteWaterKind.STORAGE,
        utilisation_factor=utilisation,
        efficiency_percent=device.efficiency_percent,
        recovered_baths_share=recovered_baths_share,
        dedicated_volume_l=dedicated or 0.0,
        lowest_volume_l=device.lowest_volume_l or 0.0,
        highest_volume_l=device.highest_volume_l or 0.0,
        is_within_cylinder=device.storage_configuration == _WITHIN_CYLINDER,
    )
    return system, ()
