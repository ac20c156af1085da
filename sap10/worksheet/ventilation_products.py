"""Section 2.6: fan power and heat recovery of mechanical ventilation, in-use factors included."""

import numpy as np

from sap10.arrays import FloatArray
from sap10.dwelling import DwellingBatch
from sap10.products import WetRoom

_FLOW_KITCHEN = 13.0
_FLOW_OTHER_WET_ROOM = 8.0


def fan_power(batch: DwellingBatch) -> FloatArray:
    """Specific fan power times its in-use factor [W/(l/s)], shape (n,).

    Of the fans of decentralised extract ventilation (equation 1), else of the ventilation units,
    else the two figures of the dwelling's own inputs.
    """
    given = batch.ventilation
    power = given.specific_fan_power * given.fan_in_use_factor
    units, rows = batch.ventilation_units, batch.ventilation_units.rows
    if units.dwelling.size:
        mean = _by_wet_rooms(batch, rows.specific_fan_power)
        factor = _by_wet_rooms(batch, rows.fan_in_use_factor)
        has_units = units.count(batch.size) > 0.0
        has_two = units.count(batch.size) > 1.0
        # Two different systems: the average is rounded before the in-use factor (2.6.9 b).
        mean = np.where(has_two, np.floor(mean * 100.0 + 0.5) / 100.0, mean)
        power = np.where(has_units, mean * factor, power)
    if batch.wet_room_fans.dwelling.size:
        has_fans = batch.wet_room_fans.count(batch.size) > 0.0
        power = np.where(has_fans, _decentralised(batch), power)
    return power


def heat_recovery_percent(batch: DwellingBatch) -> FloatArray:
    """Efficiency of heat recovery [%], line (23c), shape (n,)."""
    given = batch.ventilation.heat_recovery_percent
    units, rows = batch.ventilation_units, batch.ventilation_units.rows
    if not units.dwelling.size:
        return given
    mean = _by_wet_rooms(batch, rows.exchange_efficiency_percent)
    factor = _by_wet_rooms(batch, rows.recovery_in_use_factor)
    count = units.count(batch.size)
    mean = np.where(count > 1.0, np.floor(mean + 0.5), mean)
    return np.where(count > 0.0, mean * factor, given)


def _by_wet_rooms(batch: DwellingBatch, values: FloatArray) -> FloatArray:
    """Average the units of each dwelling by the wet rooms they serve, 2.6.9 b; 0 without one."""
    units = batch.ventilation_units
    rooms = units.total(units.rows.wet_rooms, batch.size)
    total = units.total(values * units.rows.wet_rooms, batch.size)
    return total / np.where(rooms > 0.0, rooms, 1.0)


def _decentralised(batch: DwellingBatch) -> FloatArray:
    """Average specific fan power of wet room fans with their in-use factors, equation (1)."""
    fans, rows = batch.wet_room_fans, batch.wet_room_fans.rows
    flow = np.where(rows.room == WetRoom.KITCHEN, _FLOW_KITCHEN, _FLOW_OTHER_WET_ROOM)
    total = fans.total(flow, batch.size)
    power = fans.total(rows.specific_fan_power * flow * rows.in_use_factor, batch.size)
    return power / np.where(total > 0.0, total, 1.0)
