"""Dwellings with packages of Appendix N, and how their packages perform."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from sap10.appendices.n_packages import Packages, packages
from sap10.codes import Emitter
from sap10.dwelling import Dwelling
from sap10.products import Package, PackageKind, PackageResult
from tests.sap10.worksheet.batches import fabric_of
from tests.sap10.worksheet.heated import CYLINDER, heated, system

AIR_SOURCE = PackageKind.AIR_SOURCE


def results(
    rows: Sequence[tuple[float, float, float]], output_kw: float = 8.0, **figures: Any
) -> tuple[PackageResult[float], ...]:
    """Return records of (plant size ratio, space efficiency, water efficiency)."""
    return tuple(
        PackageResult(
            plant_size_ratio=ratio,
            maximum_output_kw=output_kw,
            space_efficiency_percent=space,
            water_efficiency_percent=water,
            **figures,
        )
        for ratio, space, water in rows
    )


RESULTS = results([(0.5, 220.0, 180.0), (1.0, 260.0, 190.0), (1.5, 250.0, 195.0)])


def with_package(
    records: tuple[PackageResult[float], ...] = RESULTS,
    *,
    code: int = 224,
    fuel: int = 30,
    control: int = 2207,
    groups: dict[str, Any] | None = None,
    main_1: dict[str, Any] | None = None,
    **package: Any,
) -> Dwelling:
    """Return a dwelling whose heat pump, with a separate cylinder, has product data."""
    groups = {"hot_water": {"code": 901, "fuel": fuel} | CYLINDER} | (groups or {})
    dwelling = heated(
        system(code, fuel, control, emitter=Emitter.RADIATORS, has_pump=True, **(main_1 or {})),
        **groups,
    )
    record: Package[float, int] = Package(**({"kind": AIR_SOURCE} | package))
    return replace(dwelling, packages=(record,), package_results=records)


def performance(*dwellings: Dwelling, coefficient: float | None = None) -> Packages:
    """Find how packages perform, at a given mean of line (39) [W/K] or at their dwelling's own."""
    batch, size, _, losses = fabric_of(*dwellings)
    if coefficient is not None:
        imposed = np.full_like(losses.heat_transfer_coefficient, coefficient)
        losses = replace(losses, heat_transfer_coefficient=imposed)
    return packages(batch, size, losses)


def at_ratio(ratio: float, dwelling: Dwelling, output_kw: float = 8.0) -> Packages:
    """Find how a package performs at a plant size ratio."""
    return performance(dwelling, coefficient=output_kw * 1000.0 / (24.2 * ratio))
