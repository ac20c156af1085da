"""Flue gas heat recovery: Table G1."""

import numpy as np

from sap10.arrays import FloatArray, IntArray
from sap10.tables import load_table

_FLOW_TEMPERATURES = np.array([35.0, 45.0, 55.0, 70.0])
_FACTORS = load_table("g1_flue_gas_factors").grid(["flow_35", "flow_45", "flow_55", "flow_70"])


def operating_temperature_factor(
    compensation: IntArray, flow_temperature_c: FloatArray
) -> FloatArray:
    """Factor GF of recovery with a heat store, Table G1, shape (rows,).

    Linear between the printed flow temperatures, which are whole numbers; below 35 degC as there,
    above 70 degC as there.
    """
    flow = np.clip(np.round(flow_temperature_c), _FLOW_TEMPERATURES[0], _FLOW_TEMPERATURES[-1])
    left = np.clip(np.searchsorted(_FLOW_TEMPERATURES, flow, side="right") - 1, 0, 2)
    start = _FLOW_TEMPERATURES[left]
    share = (flow - start) / (_FLOW_TEMPERATURES[left + 1] - start)
    return _FACTORS[compensation, left] * (1.0 - share) + _FACTORS[compensation, left + 1] * share
