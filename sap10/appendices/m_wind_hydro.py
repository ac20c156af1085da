"""Appendices M2 and M4: electricity of micro wind turbines and small hydro generators."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.dwelling import DwellingBatch
from sap10.flat_table import Table
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.months import DAYS, DAYS_IN_YEAR
from sap10.network_inputs import WHOLE_YEAR
from sap10.tables import load_table

_MONTH_SHARE = DAYS / DAYS_IN_YEAR

# Equations M2 and M3.
_TURBINE_EFFICIENCY = 0.24
_AIR_DENSITY_FACTOR = 0.6125
_WIND_SPEED_M_PER_S = 5.0
_WIND_VARIATION = 1.9
_HOURS_IN_YEAR = 8766.0
_WATTS_PER_KILOWATT = 1000.0

_LARGEST_WIND_SHARE = 0.7
_LARGEST_HYDRO_SHARE = 0.4

_WIND_SPEED = load_table("m3_wind_speed")
_TERRAIN = _WIND_SPEED.integers("terrain")
_HEIGHT_M = _WIND_SPEED.floats("height_m")
_FACTOR = _WIND_SPEED.floats("factor")


@dataclass(frozen=True, slots=True, kw_only=True)
class WindAndHydro:
    """Electricity of wind and water [kWh/month], shape (n, 12), negative.

    `uncredited_used` and `uncredited_exported` [kWh/year], shape (n,), lower no costs: the
    dwelling's share of a building's generators (M2 step 2, case c).
    """

    wind_used: FloatArray | None = line("234a", "kWh/month", annual="sum")
    wind_exported: FloatArray | None = line("234b", "kWh/month", annual="sum")
    hydro_used: FloatArray | None = line("235a", "kWh/month", annual="sum")
    hydro_exported: FloatArray | None = line("235b", "kWh/month", annual="sum")
    used: FloatArray
    exported: FloatArray
    uncredited_used: FloatArray
    uncredited_exported: FloatArray


def wind_speed_factor(terrain: IntArray, hub_height_m: FloatArray) -> FloatArray:
    """Correction of the wind speed, Table M3.

    Linear between heights; above the highest of the terrain its factor counts, below the ridge (for
    which the procedure is not valid) that of the ridge.
    """
    factor = np.empty(hub_height_m.shape)
    for kind in np.unique(_TERRAIN):
        own = kind == _TERRAIN
        is_kind = terrain == kind
        factor[is_kind] = np.interp(hub_height_m[is_kind], _HEIGHT_M[own], _FACTOR[own])
    return factor


def wind_generation(batch: DwellingBatch) -> FloatArray:
    """Electricity of each row of turbines [kWh/year], shape (rows,), equations M2 and M3."""
    rows = batch.wind_turbines.rows
    speed = _WIND_SPEED_M_PER_S * wind_speed_factor(rows.terrain, rows.hub_height_m)
    swept = 0.25 * np.pi * rows.rotor_diameter_m**2
    power = _TURBINE_EFFICIENCY * swept * _AIR_DENSITY_FACTOR * speed**3
    annual = rows.count * power * (_WIND_VARIATION * _HOURS_IN_YEAR / _WATTS_PER_KILOWATT)
    return np.where(rows.is_output_given, rows.annual_kwh, annual)


def wind_and_hydro(
    batch: DwellingBatch, demand: FloatArray, impose: Impose = NOTHING_IMPOSED
) -> WindAndHydro | None:
    """Divide what wind and water generate into own use and export; None without either.

    Parameters
    ----------
    batch
        The dwellings.
    demand
        All electricity that the dwelling uses, D_m [kWh/month], shape (n, 12).
    impose
        Lines with given values.
    """
    turbines, water = batch.wind_turbines, batch.hydro_outputs
    if not (turbines.dwelling.size or water.dwelling.size):
        return None
    wind = _divided(
        turbines,
        wind_generation(batch)[:, None] * _MONTH_SHARE,
        turbines.rows.is_connected_to_dwelling,
        demand,
        _LARGEST_WIND_SHARE,
        batch,
    )
    in_month = water.rows.month[:, None] == np.arange(1, 13)
    spread = np.where((water.rows.month == WHOLE_YEAR)[:, None], _MONTH_SHARE, in_month)
    hydro = _divided(
        water,
        water.rows.kwh[:, None] * spread,
        water.rows.is_connected_to_dwelling,
        demand,
        _LARGEST_HYDRO_SHARE,
        batch,
    )
    wind_used, wind_exported = impose("234a", -wind.used), impose("234b", -wind.exported)
    hydro_used, hydro_exported = impose("235a", -hydro.used), impose("235b", -hydro.exported)
    has_wind, has_hydro = turbines.count(batch.size) > 0.0, water.count(batch.size) > 0.0
    return WindAndHydro(
        wind_used=where_any(has_wind, wind_used),
        wind_exported=where_any(has_wind, wind_exported),
        hydro_used=where_any(has_hydro, hydro_used),
        hydro_exported=where_any(has_hydro, hydro_exported),
        used=wind_used + hydro_used,
        exported=wind_exported + hydro_exported,
        uncredited_used=(wind_used * wind.uncredited + hydro_used * hydro.uncredited).sum(axis=1),
        uncredited_exported=(
            wind_exported * wind.uncredited + hydro_exported * hydro.uncredited
        ).sum(axis=1),
    )


@dataclass(frozen=True, slots=True)
class _Divided:
    """Electricity by month (n, 12), and the share of it that lowers no costs."""

    used: FloatArray
    exported: FloatArray
    uncredited: FloatArray


def _divided(
    table: Table[Any],
    generation: FloatArray,
    is_connected: BoolArray,
    demand: FloatArray,
    largest_share: float,
    batch: DwellingBatch,
) -> _Divided:
    """Divide one kind's generation (rows, 12): M2 and M4 steps 3 and 4."""
    total = table.total(generation, batch.size)
    uncredited = table.total(generation * ~is_connected[:, None], batch.size)
    generates = total > 0.0
    ratio = np.divide(demand, total, out=np.ones_like(total), where=generates)
    share = np.minimum(ratio, largest_share)
    return _Divided(
        used=total * share,
        exported=total * (1.0 - share) * batch.electricity.is_export_capable[:, None],
        uncredited=np.divide(uncredited, total, out=np.zeros_like(total), where=generates),
    )
