"""Condensing boilers: efficiency corrections by flow temperature and controls, Tables D1 to D3."""

from enum import IntEnum

import numpy as np

from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.products import ControlClass
from sap10.tables import load_table
from sap10.tables.heating import Family, is_lpg


class BoilerControl(IntEnum):
    """Rows of Tables D1 to D3: kind of boiler and Ecodesign temperature control class."""

    ON_OFF_I_IV = 0
    ON_OFF_III = 1
    ON_OFF_VII = 2
    MODULATING_I = 3
    MODULATING_II_V_VIII = 4
    MODULATING_VI = 5


_TABLE = load_table("condensing_adjustments")
_FLOW_TEMPERATURES = np.array([35.0, 45.0, 55.0, 70.0, 80.0])
_ROWS = {
    key: row
    for row, key in enumerate(zip(_TABLE.texts("fuel"), _TABLE.texts("control"), strict=True))
}
_VALUES = _TABLE.grid(["flow_35", "flow_45", "flow_55", "flow_70", "flow_80"])
_FUELS = ("gas", "lpg", "liquid")
_GRID = np.array(
    [[_VALUES[_ROWS[fuel, control.name.lower()]] for control in BoilerControl] for fuel in _FUELS]
)
_GAS, _LPG, _LIQUID = range(3)

_ON_OFF_CONTROL = np.full(len(ControlClass), BoilerControl.ON_OFF_I_IV)
_ON_OFF_CONTROL[ControlClass.III] = BoilerControl.ON_OFF_III
_ON_OFF_CONTROL[ControlClass.VII] = BoilerControl.ON_OFF_VII
_MODULATING_CONTROL = np.full(len(ControlClass), BoilerControl.MODULATING_I)
_MODULATING_CONTROL[[ControlClass.II, ControlClass.V, ControlClass.VIII]] = (
    BoilerControl.MODULATING_II_V_VIII
)
_MODULATING_CONTROL[ControlClass.VI] = BoilerControl.MODULATING_VI


def control_of_product(is_modulating: BoolArray, control_class: IntArray) -> IntArray:
    """Return the `BoilerControl` of a boiler with product data, by its controller's class.

    A class that the tables do not have for the kind of boiler (II, V, VI and VIII of an on/off
    boiler; III, IV and VII of a modulating one) earns no credit: the row without compensation.
    """
    return np.where(
        is_modulating, _MODULATING_CONTROL[control_class], _ON_OFF_CONTROL[control_class]
    )


def control_without_product(is_compensated: BoolArray) -> IntArray:
    """Return the `BoilerControl` of a boiler of Table 4b.

    D2.2 gives its rows to boilers of the product database, which says whether one modulates, while
    Table 4c(1) and 9.3.1 send boilers of Table 4b there too. Without a record of the boiler the
    on/off row of class I or IV is taken, the lower of the two uncompensated ones; with a listed
    compensator the modulating row of classes II, V and VIII, the only one that covers an enhanced
    load compensator as well (within 0.3 points of class III).
    """
    return np.where(is_compensated, BoilerControl.MODULATING_II_V_VIII, BoilerControl.ON_OFF_I_IV)


def condensing_adjustment(
    family: IntArray, fuel: IntArray, control: IntArray, flow_temperature_c: FloatArray
) -> FloatArray:
    """Percentage points added to a condensing boiler's space heating efficiency, Tables D1 to D3.

    `control` is of `BoilerControl`. Linear between the printed design flow temperatures; below 35
    degC as 35, above 80 as 80 (D2.2). Biogas takes the mains gas table, which is the one without a
    restriction on the gas.
    """
    table = np.where(family == Family.LIQUID_BOILER, _LIQUID, np.where(is_lpg(fuel), _LPG, _GAS))
    flow = np.clip(flow_temperature_c, _FLOW_TEMPERATURES[0], _FLOW_TEMPERATURES[-1])
    left = np.clip(np.searchsorted(_FLOW_TEMPERATURES, flow, side="right") - 1, 0, 3)
    share = (flow - _FLOW_TEMPERATURES[left]) / (
        _FLOW_TEMPERATURES[left + 1] - _FLOW_TEMPERATURES[left]
    )
    return _GRID[table, control, left] * (1.0 - share) + _GRID[table, control, left + 1] * share
