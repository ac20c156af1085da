"""Waste water heat recovery by its records, and which showers drain into it."""

from dataclasses import dataclass, replace
from typing import Final

from sap10.certificate.water_heating import Shower, ShowerType, WaterHeating, WwhrsConnection
from sap10.dwelling import Dwelling
from sap10.pcdb.database import Pcdb, table_of
from sap10.pcdb.recovery import WasteWaterDevice
from sap10.pcdb.recovery_inputs import waste_water_inputs
from sap10.products import ProductUse
from sap10.water_inputs import WasteWaterHeatRecovery, WasteWaterTest

_STORAGE_UNIT: Final = 1
_UNITS: Final = {
    WwhrsConnection.INSTANTANEOUS_1: 1,
    WwhrsConnection.INSTANTANEOUS_2: 2,
    WwhrsConnection.STORAGE: _STORAGE_UNIT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteWater:
    """The systems of a dwelling by their records; all empty where one has none or there is none."""

    systems: tuple[WasteWaterHeatRecovery[float, int, bool], ...] = ()
    tests: tuple[WasteWaterTest[float, int], ...] = ()
    showers: tuple[Shower, ...] = ()
    notes: tuple[str, ...] = ()


def fit_waste_water(
    water: WaterHeating, pcdb: Pcdb, uses: list[ProductUse]
) -> tuple[WaterHeating, WasteWater]:
    """Look up the waste water heat recovery of a dwelling.

    Returns
    -------
    WaterHeating, WasteWater
        Water heating without the systems, if the database has every one of them, and their data.
    """
    named = [(unit.product_index, unit) for unit in water.instantaneous_wwhrs]
    devices = [pcdb.find(WasteWaterDevice, index) for index, _ in named]
    uses += [
        ProductUse(role=f"waste water heat recovery {unit}", index=index, table=table_of(device))
        for unit, ((index, _), device) in enumerate(zip(named, devices, strict=True), start=1)
    ]
    stored = None
    if water.storage_wwhrs is not None:
        index = water.storage_wwhrs.product_index
        stored = pcdb.find(WasteWaterDevice, index)
        uses.append(
            ProductUse(role="waste water heat storage", index=index, table=table_of(stored))
        )
    if not (devices or stored) or None in devices:
        return water, WasteWater()
    if water.storage_wwhrs is not None and stored is None:
        return water, WasteWater()
    found = [
        waste_water_inputs(device, unit)
        for unit, device in enumerate(devices, start=1)
        if device is not None
    ]
    if stored is not None and water.storage_wwhrs is not None:
        baths = water.bath_count or 0
        share = (water.bath_with_wwhrs_count or 0) / baths if baths else 0.0
        found.append(waste_water_inputs(stored, 1, water.storage_wwhrs.volume_l, min(share, 1.0)))
    records = [device for device in (*devices, stored) if device is not None]
    notes = tuple(
        f"waste water recovery {device.index} {device.brand} {device.model}:"
        f" {device.efficiency_percent:g} % of its record (SAP 10.2 Appendix G)"
        for device in records
    )
    showers = water.showers or ()
    cleared = water.model_copy(
        update={
            "instantaneous_wwhrs": (),
            "storage_wwhrs": None,
            "bath_with_wwhrs_count": None,
            "showers": None
            if water.showers is None
            else tuple(
                shower.model_copy(update={"wwhrs": WwhrsConnection.NONE}) for shower in showers
            ),
        }
    )
    return cleared, WasteWater(
        systems=tuple(system for system, _ in found),
        tests=tuple(test for _, tests in found for test in tests),
        showers=showers,
        notes=notes,
    )


def install_waste_water(dwelling: Dwelling, waste_water: WasteWater) -> Dwelling:
    """Put the systems into the expanded dwelling and connect its showers to them."""
    if not waste_water.systems:
        return dwelling
    units = [
        _UNITS.get(shower.wwhrs, 0)
        for shower in waste_water.showers
        for _ in range(_outlets(shower.type))
    ]
    return replace(
        dwelling,
        showers=tuple(
            replace(shower, waste_water_unit=unit)
            for shower, unit in zip(dwelling.showers, units, strict=True)
        ),
        waste_water_recovery=waste_water.systems,
        waste_water_tests=waste_water.tests,
    )


def _outlets(kind: ShowerType) -> int:
    """Return how many outlets the expansion makes of a recorded shower."""
    if kind is ShowerType.NONE:
        return 0
    return 2 if kind is ShowerType.ELECTRIC_AND_NON_ELECTRIC else 1
