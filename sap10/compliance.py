"""Figures for building regulations: emission and primary energy rate, fabric efficiency."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sap10.arrays import FloatArray
from sap10.codes import Calculation
from sap10.dwelling import Dwelling, DwellingBatch
from sap10.result import CHUNK_SIZE, CalculatorFault
from sap10.worksheet.chain import run_worksheet
from sap10.worksheet.fabric_energy_efficiency import (
    as_assessed_for_compliance,
    fabric_energy_efficiency,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DwellingRates:
    """The rates of each dwelling, in their order; arrays of shape (n,).

    Parameters
    ----------
    emission_rate
        DER, line (273) or (384) [kgCO2/m2 per year].
    primary_energy_rate
        DPER, line (287) or (484) [kWh/m2 per year].
    fabric_energy_efficiency
        DFEE, line (109) [kWh/m2 per year].
    """

    emission_rate: FloatArray
    primary_energy_rate: FloatArray
    fabric_energy_efficiency: FloatArray


def dwelling_rates(dwellings: Sequence[Dwelling]) -> DwellingRates:
    """Find the rates that building regulations compare with their targets.

    All are of the UK average climate (Appendix U), with the reduced gains of Table 5 column B for
    space heating and the least air permeability of section 2.4.

    Raises
    ------
    CalculatorFault
        A figure is not finite; the message names the dwelling's index and reference.
    """
    parts: list[FloatArray] = [np.zeros((3, 0))]
    for start in range(0, len(dwellings), CHUNK_SIZE):
        chunk = dwellings[start : start + CHUNK_SIZE]
        batch = DwellingBatch.of(chunk)
        worksheet = run_worksheet(
            as_assessed_for_compliance(batch), Calculation.RATING, has_reduced_gains=True
        )
        figures = np.stack(
            [
                worksheet.emissions.per_area,
                worksheet.primary_energy.per_area,
                fabric_energy_efficiency(batch).per_area,
            ]
        )
        broken = np.flatnonzero(~np.isfinite(figures).all(axis=0))
        if broken.size:
            first = int(broken[0])
            message = f"a rate of dwelling {start + first} ({chunk[first].reference}) is not finite"
            raise CalculatorFault(message)
        parts.append(figures)
    emission, energy, fabric = np.concatenate(parts, axis=1)
    return DwellingRates(
        emission_rate=emission, primary_energy_rate=energy, fabric_energy_efficiency=fabric
    )
