"""Main heating by its records, after expansion: their figures in place of those of the tables."""

from dataclasses import replace
from typing import Final

from sap10.certificate import EpcPropertyData
from sap10.certificate.energy_source import PvArrays
from sap10.codes import CompensationClass
from sap10.dwelling import Dwelling
from sap10.full_sap.supplies import pv_arrays_of
from sap10.pcdb.boiler_inputs import BoilerInputs, as_main_system, as_water_heater
from sap10.pcdb.heating_fit import MainProduct
from sap10.pcdb.recovery import FlueGasDevice
from sap10.pcdb.recovery_inputs import FlueGasPv, flue_gas_inputs
from sap10.products import BoilerProduct, ControlClass, PackageService, PackageVessel
from sap10.rdsap.context import Notes

_WATER_FROM_MAIN: Final = {1: 901, 2: 914}
_COMPENSATION: Final = {
    ControlClass.NONE: CompensationClass.NONE,
    ControlClass.II: CompensationClass.WEATHER_OR_ENHANCED_LOAD,
    ControlClass.III: CompensationClass.WEATHER_OR_ENHANCED_LOAD,
}


def install_main(dwelling: Dwelling, product: MainProduct, epc: EpcPropertyData) -> Dwelling:
    """Put the figures of a main system's records into the expanded dwelling."""
    heats_water = dwelling.hot_water.code == _WATER_FROM_MAIN[product.number]
    if product.boiler is not None:
        dwelling = _with_boiler(dwelling, product.number, product.boiler, heats_water=heats_water)
    if product.efficiency_percent is not None:
        water = product.water_efficiency_percent or product.efficiency_percent
        dwelling = _with_efficiency(dwelling, product.number, product.efficiency_percent, water)
    if product.package is not None:
        dwelling = replace(
            dwelling,
            packages=(product.package.package,),
            package_results=product.package.results,
        )
        if heats_water:
            dwelling = replace(dwelling, notes=(*dwelling.notes, *_water_notes(dwelling)))
    if product.recovery is not None and heats_water:
        own = [item for item in dwelling.boiler_products if item.system == product.number]
        return _with_flue_gas(dwelling, product, own, epc)
    if product.recovery is not None:
        note = (
            f"flue gas recovery {product.recovery.index}: nothing saved, its boiler does not heat"
            " the water (SAP 10.2 G1.3)"
        )
        dwelling = replace(dwelling, notes=(*dwelling.notes, note))
    return dwelling


def _water_notes(dwelling: Dwelling) -> tuple[str, ...]:
    """Return what the description leaves open of the water that a package heats."""
    package = dwelling.packages[0]
    if package.service == PackageService.SPACE_ONLY:
        return (
            "hot water from main heating, whose package heats no water, which counts at 100 %"
            " (SAP 10.2 N1.2.1, N3.8)",
        )
    if package.vessel != PackageVessel.INTEGRAL and not dwelling.hot_water.cylinder_volume_l:
        return (
            "hot water from a package whose cylinder is not part of it, and none is recorded: no"
            " storage and primary loss (SAP 10.2 N3.8)",
        )
    return ()


def _with_boiler(
    dwelling: Dwelling, number: int, boiler: BoilerInputs, *, heats_water: bool
) -> Dwelling:
    others = tuple(item for item in dwelling.boiler_products if item.system != number)
    dwelling = replace(dwelling, boiler_products=(*others, boiler.product))
    if number == 1:
        dwelling = replace(dwelling, main_1=as_main_system(dwelling.main_1, boiler))
    else:
        dwelling = replace(dwelling, main_2=as_main_system(dwelling.main_2, boiler))
    if not heats_water:
        return dwelling
    return replace(
        dwelling,
        hot_water=as_water_heater(dwelling.hot_water, boiler),
        combi_product=boiler.combi,
    )


def _with_efficiency(
    dwelling: Dwelling, number: int, percent: float, water_percent: float
) -> Dwelling:
    name = f"main_{number}"
    system = replace(
        getattr(dwelling, name),
        is_efficiency_given=True,
        winter_efficiency_percent=percent,
        summer_efficiency_percent=water_percent,
    )
    return replace(dwelling, **{name: system})


def _with_flue_gas(
    dwelling: Dwelling,
    product: MainProduct,
    own: list[BoilerProduct[float, int, bool]],
    epc: EpcPropertyData,
) -> Dwelling:
    """Add flue gas recovery of the boiler that heats the water, with its photovoltaic array."""
    if product.recovery is None:
        return dwelling
    control = ControlClass(own[0].control_class) if own else ControlClass.NONE
    arrays = ()
    if product.recovery_pv:
        panels = PvArrays(arrays=product.recovery_pv)
        source = epc.energy_source.model_copy(update={"photovoltaics": panels})
        arrays = pv_arrays_of(source, Notes())
        why = _pv_left_out(product.recovery, len(arrays))
        if why:
            note = f"flue gas recovery {product.recovery.index}: {why} (SAP 10.2 G1.6)"
            dwelling = replace(dwelling, notes=(*dwelling.notes, note))
    pv = (
        FlueGasPv(
            peak_power_kwp=arrays[0].peak_power_kwp,
            orientation=arrays[0].orientation,
            pitch_deg=arrays[0].pitch_deg,
            overshading_factor=arrays[0].overshading_factor,
        )
        if arrays
        else None
    )
    recovery, savings = flue_gas_inputs(product.recovery, _COMPENSATION[control], pv)
    return replace(dwelling, flue_gas_recovery=recovery, flue_gas_savings=savings)


def _pv_left_out(device: FlueGasDevice, arrays: int) -> str:
    """Return which photovoltaic arrays of a close-coupled store do not count, empty for none."""
    if not device.has_pv_module:
        return "its record has no photovoltaic module, the arrays recorded with it do not count"
    return f"one array feeds its store, the first of {arrays} counts" if arrays > 1 else ""
