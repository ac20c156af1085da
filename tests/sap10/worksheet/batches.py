"""Batches for worksheet tests: one golden dwelling with some of its inputs replaced."""

from dataclasses import replace
from typing import Any

import numpy as np

from sap10.appendices.u_climate import Climate
from sap10.dwelling import Dwelling, DwellingBatch
from sap10.worksheet.dimensions import Dimensions, dimensions
from sap10.worksheet.heat_losses import HeatLosses, heat_losses
from sap10.worksheet.ventilation import VentilationRates, ventilation
from tests.sap10.golden_dwellings import gas_combi_detached


def varied(**groups: dict[str, Any] | tuple[Any, ...]) -> Dwelling:
    """Return the gas combi dwelling with inputs replaced: a group's fields, or a whole list."""
    base = gas_combi_detached()
    return replace(
        base,
        **{
            name: replace(getattr(base, name), **change) if isinstance(change, dict) else change
            for name, change in groups.items()
        },
    )


def uk_average(batch: DwellingBatch) -> Climate:
    return Climate.of_regions(np.zeros(batch.size, dtype=np.int64))


def fabric_of(
    *dwellings: Dwelling,
) -> tuple[DwellingBatch, Dimensions, VentilationRates, HeatLosses]:
    """Run sections 1 to 3 in the UK average climate."""
    batch = DwellingBatch.of(dwellings)
    size = dimensions(batch)
    rates = ventilation(batch, size, uk_average(batch))
    return batch, size, rates, heat_losses(batch, size, rates)
