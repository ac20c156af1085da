"""Dwellings for tests of heating, costs and ratings, and their worksheets."""

from dataclasses import replace
from typing import Any

import numpy as np

from sap10.arrays import FloatArray
from sap10.codes import CylinderInsulation, Prices, Tariff
from sap10.dwelling import Dwelling, DwellingBatch, HeatingSystem
from sap10.lines import Impose
from sap10.worksheet.chain import Worksheet, run_worksheet
from sap10.worksheet.heating_systems import HeatingParameters, resolve_heating
from tests.sap10.worksheet.batches import varied

CYLINDER: dict[str, Any] = {
    "cylinder_volume_l": 110.0,
    "cylinder_insulation": CylinderInsulation.FACTORY,
    "cylinder_insulation_mm": 25.0,
    "has_cylinder_thermostat": True,
    "is_separately_timed": True,
}
"""A 110 litre cylinder with 25 mm of foam, a thermostat and a timer."""


def system(code: int, fuel: int, control: int, **inputs: Any) -> HeatingSystem[float, int, bool]:
    return HeatingSystem(code=code, fuel=fuel, control=control, has_interlock=True, **inputs)


def heated(
    main_1: HeatingSystem[float, int, bool],
    main_2: HeatingSystem[float, int, bool] | None = None,
    *,
    tariff: Tariff = Tariff.STANDARD,
    **groups: Any,
) -> Dwelling:
    """Return the gas combi dwelling with other heating, and any input of any group replaced."""
    dwelling = varied(electricity={"tariff": tariff}, **groups)
    return replace(dwelling, main_1=main_1, main_2=main_2 or HeatingSystem())


def heating_of(*dwellings: Dwelling) -> HeatingParameters:
    return resolve_heating(DwellingBatch.of(dwellings))


def worksheet_of(
    *dwellings: Dwelling,
    prices: Prices | None = None,
    impose: dict[str, float | FloatArray] | None = None,
) -> Worksheet:
    return run_worksheet(DwellingBatch.of(dwellings), prices=prices, impose=Impose(impose))


def present(values: FloatArray | None) -> FloatArray:
    """Return the values of a line that applies to some dwelling."""
    assert values is not None
    return values


def winter(annual: float) -> FloatArray:
    """Spread an annual amount over the heating season."""
    share = np.array([5, 4, 4, 3, 1, 0, 0, 0, 0, 2, 4, 5], dtype=np.float64)
    return annual * share / share.sum()
