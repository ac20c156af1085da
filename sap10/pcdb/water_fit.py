"""Waste water heat recovery by its records, and which showers drain into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from sap10.certificate.water_heating import Shower, ShowerType, WaterHeating, WwhrsConnection
from sap10.dwelling import Dwelling
from sap10.pcdb.database import Pcdb, table_of
from sap10.pcdb.recovery import WasteWaterDevice
from sap10.pcdb.recovery_inputs import waste_water_inputs
from sap10.products import ProductUse
from sap10.water_inputs import WasteWaterHeatRecovery, WasteWaterTest

_INSTANTANEOUS: Final = (WwhrsConnection.INSTANTANEOUS_1, WwhrsConnection.INSTANTANEOUS_2)
_INSTANTANEOUS_KIND: Final = 1
_SHOWER_ONLY: Final = "B"
"""System B feeds the shower only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteWater:
    """The systems of a dwelling by their records; all empty where one has none or there is none.

    `units` are the places in `systems` of those that count, counted from 1, by the connection that
    showers name.
    """

    systems: tuple[WasteWaterHeatRecovery[float, int, bool], ...] = ()
    tests: tuple[WasteWaterTest[float, int], ...] = ()
    showers: tuple[Shower, ...] = ()
    units: Mapping[WwhrsConnection, int] = field(default_factory=dict[WwhrsConnection, int])
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
    notes: list[str] = []
    found: list[
        tuple[WasteWaterHeatRecovery[float, int, bool], tuple[WasteWaterTest[float, int], ...]]
    ] = []
    units: dict[WwhrsConnection, int] = {}
    has_first = False
    for connection, device in zip(_INSTANTANEOUS, devices, strict=False):
        if device is None:
            continue
        is_first = device.system != _SHOWER_ONLY
        if device.kind != _INSTANTANEOUS_KIND:
            notes.append(_excluded(device, "it is a storage system, recorded as instantaneous"))
        elif is_first and has_first:
            notes.append(_excluded(device, "a second system can be system B only (G2)"))
        else:
            units[connection] = len(found) + 1
            found.append(waste_water_inputs(device, len(found) + 1))
            has_first = has_first or is_first
            notes.append(_counted(device))
    if stored is not None and water.storage_wwhrs is not None:
        if stored.kind == _INSTANTANEOUS_KIND:
            notes.append(_excluded(stored, "it is an instantaneous system, recorded as storage"))
        elif found:
            notes.append(_excluded(stored, "storage is not in addition to instantaneous (G3)"))
        else:
            baths = water.bath_count or 0
            share = (water.bath_with_wwhrs_count or 0) / baths if baths else 0.0
            volume = water.storage_wwhrs.volume_l
            units[WwhrsConnection.STORAGE] = 1
            found.append(waste_water_inputs(stored, 1, volume, min(share, 1.0)))
            notes.append(_counted(stored))
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
        units=units,
        notes=tuple(notes),
    )


def install_waste_water(dwelling: Dwelling, waste_water: WasteWater) -> Dwelling:
    """Put the systems into the expanded dwelling and connect its showers to them."""
    if not waste_water.systems:
        return dwelling
    units = [
        waste_water.units.get(shower.wwhrs, 0)
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


def _counted(device: WasteWaterDevice) -> str:
    return (
        f"waste water recovery {device.index} {device.brand} {device.model}:"
        f" {device.efficiency_percent:g} % of its record (SAP 10.2 Appendix G)"
    )


def _excluded(device: WasteWaterDevice, why: str) -> str:
    return f"waste water recovery {device.index}: not counted, {why} (SAP 10.2 Appendix G)"


def _outlets(kind: ShowerType) -> int:
    """Return how many outlets the expansion makes of a recorded shower."""
    if kind is ShowerType.NONE:
        return 0
    return 2 if kind is ShowerType.ELECTRIC_AND_NON_ELECTRIC else 1
