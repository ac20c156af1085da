"""Appendix B (B5): heat that the case of a range cooker boiler gives, the note below (99)."""

import numpy as np

from sap10.arrays import FloatArray
from sap10.dwelling import DwellingBatch
from sap10.worksheet.heating_systems import HeatingParameters


def case_emission_share(batch: DwellingBatch, heating: HeatingParameters) -> FloatArray | None:
    """Share of (98c) that comes from the cases of range cookers, shape (n,); None without any.

    A record of the product database gives the emission of the case and the heat to water, both at
    full load: their ratio. The note multiplies all of (98c), whatever a secondary heater gives;
    of two main systems a range cooker's counts with its share of the main heat (ADR 13).
    """
    products = batch.boiler_products
    rows = products.rows
    ratio = np.divide(
        rows.case_emission_kw,
        rows.heat_to_water_kw,
        out=np.zeros_like(rows.case_emission_kw),
        where=rows.heat_to_water_kw > 0.0,
    )
    if not ratio.any():
        return None
    of_main_2 = heating.main_2_share[products.dwelling]
    of_system = np.where(rows.system == 1, 1.0 - of_main_2, of_main_2)
    return np.minimum(products.total(ratio * of_system, batch.size), 1.0)
