"""Appendix G1: flue gas heat recovery systems (FGHRS), line (63d)."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.g_curves import Curves
from sap10.appendices.u_climate import Climate
from sap10.arrays import BoolArray, FloatArray
from sap10.codes import CombiStore, KeepHot
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line
from sap10.months import DAYS, DAYS_IN_YEAR
from sap10.tables.flue_gas import operating_temperature_factor
from sap10.tables.heating import Family, WaterSource
from sap10.worksheet.heating_systems import HeatingParameters
from sap10.worksheet.water_heating import WaterHeating

_LOWEST_TESTED_KWH = 80.0
_HIGHEST_TESTED_KWH = 309.0
_STORE_TRANSFER = 0.5
_INSTANTANEOUS_L = 15.0
_HALF_COINCIDENCE_L = 75.0
_NO_COINCIDENCE_L = 144.0
_PRIMARY_STORE = 1.3
_PV_PERFORMANCE = 0.84
_PV_STORE_SHARE = 0.76
_KWH_PER_WATT_DAY = 0.024


@dataclass(frozen=True, slots=True, kw_only=True)
class CoupledStorePv:
    """Photovoltaics that feed a close-coupled store, G1.6; zero where a dwelling has none."""

    peak_power: FloatArray = line("G1", "kWp")
    annual_radiation: FloatArray = line("G2", "kWh/m2")
    overshading_factor: FloatArray = line("G3")
    cable_loss: FloatArray = line("G4")
    solar_energy_available: FloatArray = line("G5", "kWh/year")
    solar_to_load_ratio: FloatArray = line("G6")
    utilisation_factor: FloatArray = line("G7")
    store_volume: FloatArray = line("G8", "l")
    effective_solar_volume: FloatArray = line("G9", "l")
    daily_hot_water: FloatArray = line("G10", "l/day")
    volume_ratio: FloatArray = line("G11")
    storage_volume_factor: FloatArray = line("G12")
    annual_solar_input: FloatArray = line("G13", "kWh/year")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlueGasHeat:
    """What flue gas heat recovery gives.

    `saving` [kWh/month], shape (n, 12), is positive: (63d) without the part of photovoltaics, which
    is `pv_input`; `pv` holds the lines behind it, None where no dwelling has such an array.
    """

    saving: FloatArray
    pv_input: FloatArray
    pv: CoupledStorePv | None


def is_counted(batch: DwellingBatch, heating: HeatingParameters) -> BoolArray:
    """Tell whose recovery counts, shape (n,): a main boiler on gas or oil heats the water.

    Whether the boiler condenses and the device suits it is decided before a record is given.
    """
    family = heating.water.family
    from_boiler = (family == Family.GAS_BOILER) | (family == Family.LIQUID_BOILER)
    return from_boiler & (batch.flue_gas_recovery.count(batch.size) > 0.0)


def electricity(batch: DwellingBatch, heating: HeatingParameters) -> FloatArray:
    """Electricity of the devices [kWh/year], shape (n,), part of line (231), G1.4."""
    table = batch.flue_gas_recovery
    annual = table.spread(table.rows.electricity_kwh_per_year, batch.size)
    return annual * is_counted(batch, heating)


def flue_gas_heat(
    batch: DwellingBatch,
    heating: HeatingParameters,
    water: WaterHeating,
    climate: Climate,
    space_requirement: FloatArray,
    earlier_inputs: tuple[FloatArray | None, ...],
    keep_hot_electricity: FloatArray,
    impose: Impose = NOTHING_IMPOSED,
) -> FlueGasHeat | None:
    """Find what flue gas heat recovery gives, G1.1 to G1.7; None where no dwelling has it.

    Parameters
    ----------
    batch
        The dwellings.
    heating
        The resolved heating: whose boiler heats the water, and its share of the space heat.
    water
        Section 4.
    climate
        For photovoltaics on a close-coupled store.
    space_requirement
        Line (98c) [kWh/month], shape (n, 12).
    earlier_inputs
        (63a), (63b) and (63c) [kWh/month], negative, shape (n, 12), those there are; they come
        before flue gas heat recovery (G5).
    keep_hot_electricity
        Electricity of an electric keep-hot facility [kWh/month], shape (n, 12).
    impose
        Lines with given values.
    """
    table = batch.flue_gas_recovery
    device, own = table.rows, table.dwelling
    if not own.size:
        return None
    system, hot_water = heating.water, batch.hot_water
    boiler_share = _boiler_share(heating, batch.size)[own]
    left = water.energy_content
    for part in earlier_inputs:
        if part is not None:
            left = left + part
    heated = left[own] * boiler_share[:, None]
    is_needed = heated > 0.0
    volume = _store_volume(batch, heating, water)[own]
    coincidence = coincidence_of(volume, boiler_share)[:, None]

    is_combi = system.is_combi[own]
    is_coupled = device.close_coupled_volume_l > 0.0
    has_keep_hot = is_combi & (hot_water.keep_hot[own] != KeepHot.NONE)
    is_plain = is_combi & ~has_keep_hot & ~is_coupled & (volume < _INSTANTANEOUS_L)

    kf1 = device.direct_useful_fraction[:, None]
    kf2 = device.direct_total_fraction[:, None]
    without_store = kf1 * coincidence * heated
    space = (space_requirement * system.space_share[:, None])[own]
    with_store = _tested_saving(batch, is_plain, space, np.where(is_needed, heated, 1.0))
    loss = (water.primary_circuit_loss + water.combi_loss)[own]
    loss = loss + water.net_storage_loss[own] * boiler_share[:, None]
    kept_hot_by_fuel = (water.combi_loss - keep_hot_electricity)[own]
    while_heating_store = np.where(
        is_plain[:, None],
        0.0,
        np.where(
            (has_keep_hot & ~is_coupled)[:, None],
            kept_hot_by_fuel,
            loss - (1.0 - coincidence) * heated,
        ),
    )
    with_store = with_store + _STORE_TRANSFER * kf2 * while_heating_store
    saving = np.where(device.has_heat_store[:, None], with_store, without_store)
    counted = is_counted(batch, heating)[own][:, None]
    saving = np.where(is_needed & counted, saving, 0.0)

    pv = None
    pv_input = np.zeros_like(saving)
    if (device.pv_peak_power_kwp > 0.0).any():
        daily = water.annual_average_hot_water[own] * boiler_share
        pv, pv_input = _coupled_store_pv(batch, daily, climate, heated, impose)
    return FlueGasHeat(
        saving=table.spread(saving, batch.size),
        pv_input=table.spread(pv_input * counted, batch.size),
        pv=pv,
    )


def _store_volume(
    batch: DwellingBatch, heating: HeatingParameters, water: WaterHeating
) -> FloatArray:
    """Volume Vk of equations (G7) [l], shape (n,): zero for an instantaneous combi."""
    system, hot_water = heating.water, batch.hot_water
    products, recovery = batch.combi_products, batch.flue_gas_recovery
    is_primary = products.spread(
        (products.rows.store == CombiStore.PRIMARY).astype(np.float64), batch.size
    )
    coupled = recovery.spread(recovery.rows.close_coupled_volume_l, batch.size)
    of_combi = hot_water.combi_store_volume_l * np.where(is_primary > 0.0, _PRIMARY_STORE, 1.0)
    return np.select(
        [system.is_combi & (coupled > 0.0), system.is_combi, system.is_cpsu],
        [coupled, of_combi, _PRIMARY_STORE * hot_water.cylinder_volume_l],
        water.backup_volume,
    )


def _boiler_share(heating: HeatingParameters, dwellings: int) -> FloatArray:
    """Share of the hot water that the boiler makes, p, shape (n,): the rest is a heat pump's."""
    package = heating.package
    if package is None:
        return np.ones(dwellings)
    return np.where(package.shares_water, 1.0 - package.water_share, 1.0)


def coincidence_of(volume: FloatArray, boiler_share: FloatArray) -> FloatArray:
    """Coincidence of drawing hot water and firing, Kn of (G7), shape (rows,)."""
    none = np.maximum(_NO_COINCIDENCE_L * boiler_share, _INSTANTANEOUS_L)
    half = np.maximum(_HALF_COINCIDENCE_L * boiler_share, _INSTANTANEOUS_L)
    gap = half - _INSTANTANEOUS_L
    middle = 1.0 + (0.23 * boiler_share - 1.0) * (volume - _INSTANTANEOUS_L) / np.where(
        gap > 0.0, gap, 1.0
    )
    return np.select(
        [volume <= _INSTANTANEOUS_L, volume <= half, volume < none],
        [1.0, middle, 0.48 * boiler_share - volume / 300.0],
        0.0,
    )


def _tested_saving(
    batch: DwellingBatch, is_plain: BoolArray, space: FloatArray, heated: FloatArray
) -> FloatArray:
    """Return the saving S0 of a heat store, (G2) and G1.2 steps 1 to 6, shape (rows, 12).

    (G2) is linear in a, b and c, so that these are interpolated instead of its results. Below the
    record's smallest space heating requirement, for which the text has no rule, that one counts.
    """
    table, records = batch.flue_gas_recovery, batch.flue_gas_savings
    device, rows = table.rows, records.rows
    count = table.dwelling.size
    if not records.dwelling.size:
        return np.zeros((count, DAYS.size))
    place = np.searchsorted(table.dwelling, records.dwelling)
    curves = Curves.of(place + count * rows.is_for_plain_combi, rows.space_heat_kwh, 2 * count)
    both = np.concatenate([space, space])
    a, b, c = (
        np.where(is_plain[:, None], found[count:], found[:count])
        for found in (curves.at(both, figures) for figures in (rows.a, rows.b, rows.c))
    )
    within = np.clip(heated, _LOWEST_TESTED_KWH, _HIGHEST_TESTED_KWH)
    main_1, main_2 = batch.main_1, batch.main_2
    flow_temperature = np.where(
        batch.hot_water.code == WaterSource.MAIN_2,
        main_2.design_flow_temperature_c,
        main_1.design_flow_temperature_c,
    )[table.dwelling]
    factor = operating_temperature_factor(device.compensation, flow_temperature)[:, None]
    direct = np.where(is_plain, device.direct_useful_fraction, device.direct_total_fraction)
    saving = (a * np.log(within) + b * within + c) * factor + direct[:, None] * within * (
        1.0 - factor
    )
    small = np.minimum(heated / _LOWEST_TESTED_KWH, 1.0)
    return np.maximum(saving * small, 0.0)


def _coupled_store_pv(
    batch: DwellingBatch,
    daily_hot_water: FloatArray,
    climate: Climate,
    heated: FloatArray,
    impose: Impose,
) -> tuple[CoupledStorePv, FloatArray]:
    """Find the lines of G1.6 and the solar input [kWh/month], shape (rows, 12).

    `daily_hot_water` is (43) times the boiler's share [l/day], shape (rows,).
    """
    table = batch.flue_gas_recovery
    device, own = table.rows, table.dwelling
    flux = climate.flux(own, device.pv_orientation, device.pv_pitch_deg)
    annual = flux @ DAYS
    power = impose("G1", device.pv_peak_power_kwp)
    radiation = impose("G2", _KWH_PER_WATT_DAY * annual)
    overshading = impose("G3", device.pv_overshading_factor)
    cable = impose("G4", device.pv_cable_loss)
    available = impose("G5", _PV_PERFORMANCE * power * radiation * overshading * (1.0 - cable))
    load = np.maximum(heated, 0.0).sum(axis=1)
    ratio = impose("G6", np.where(load > 0.0, available / np.where(load > 0.0, load, 1.0), 0.0))
    is_used = ratio > 0.0
    utilisation = impose(
        "G7", np.where(is_used, 1.0 - np.exp(-1.0 / np.where(is_used, ratio, 1.0)), 0.0)
    )
    volume = impose("G8", device.close_coupled_volume_l)
    effective = impose("G9", _PV_STORE_SHARE * volume)
    daily = impose("G10", daily_hot_water)
    proportion = impose("G11", effective / daily)
    logarithm = np.log(np.where(proportion > 0.0, proportion, 1.0))
    factor = impose(
        "G12", np.where(proportion > 0.0, np.clip(1.0 + 0.2 * logarithm, 0.0, 1.0), 0.0)
    )
    solar = impose("G13", available * utilisation * factor)
    by_month = flux * DAYS_IN_YEAR / np.where(annual > 0.0, annual, 1.0)[:, None]
    lines = {
        "peak_power": power,
        "annual_radiation": radiation,
        "overshading_factor": overshading,
        "cable_loss": cable,
        "solar_energy_available": available,
        "solar_to_load_ratio": ratio,
        "utilisation_factor": utilisation,
        "store_volume": volume,
        "effective_solar_volume": effective,
        "daily_hot_water": daily,
        "volume_ratio": proportion,
        "storage_volume_factor": factor,
        "annual_solar_input": solar,
    }
    has_array = power > 0.0
    found = CoupledStorePv(
        **{name: table.spread(value * has_array, batch.size) for name, value in lines.items()}
    )
    return found, solar[:, None] * by_month * (DAYS / DAYS_IN_YEAR)
