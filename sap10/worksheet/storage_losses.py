"""Losses of the hot water vessel and of combi boilers, lines (47) to (57) and (61) of section 4."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices import g_waste_water, h_solar_thermal
from sap10.appendices.c_heat_networks import network_vessel
from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.codes import CombiStore, CombiTest, ThermalStore
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose
from sap10.months import DAYS
from sap10.tables import hot_water as tables
from sap10.worksheet.heating_systems import HeatingParameters

_COUPLED_STORE_FACTOR = 0.60 * 0.9
"""Table 2b of a close-coupled store, which a time clock controls (Appendix G1.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VesselLosses:
    """Lines (47) to (57); shapes (n,), monthly ones (n, 12).

    `is_declared` and `is_tabulated` tell which of lines (48) to (50) and (51) to (54) apply;
    `dedicated_volume` [l] is that within the vessel which only sun or waste water heats.
    """

    is_declared: BoolArray
    is_tabulated: BoolArray
    volume: FloatArray
    declared_factor: FloatArray
    declared_temperature_factor: FloatArray
    declared_loss: FloatArray
    loss_factor: FloatArray
    volume_factor: FloatArray
    tabulated_temperature_factor: FloatArray
    tabulated_loss: FloatArray
    daily_loss: FloatArray
    storage_loss: FloatArray
    net_storage_loss: FloatArray
    dedicated_volume: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class _CombiProducts:
    """Product data of combi boilers, spread over all dwellings, shape (n,).

    `store` is zero for boilers without one of 15 litres; `coupled_volume` [l] and `coupled_loss`
    [kWh/day] are of a flue gas recovery's close-coupled store, `has_recovery_store` of its own.
    """

    has_product: BoolArray
    test: IntArray
    r1: FloatArray
    per_day: FloatArray
    f3: FloatArray
    store: IntArray
    store_insulation_mm: FloatArray
    coupled_volume: FloatArray
    coupled_loss: FloatArray
    has_recovery_store: BoolArray


def _combi_products(batch: DwellingBatch, is_combi: BoolArray) -> _CombiProducts | None:
    """Collect what is known of the combi boilers that heat water; None without any product."""
    n, table, recovery = batch.size, batch.combi_products, batch.flue_gas_recovery
    if not (table.dwelling.size or recovery.dwelling.size):
        return None
    product, device = table.rows, recovery.rows
    per_day = np.where(product.test == CombiTest.PROFILE_M, product.f1, product.f2)

    def codes(values: IntArray) -> IntArray:
        return (table.spread(values.astype(np.float64), n) * is_combi).astype(np.int64)

    return _CombiProducts(
        has_product=(table.count(n) > 0.0) & is_combi,
        test=codes(product.test),
        r1=table.spread(product.r1, n),
        per_day=table.spread(per_day, n),
        f3=table.spread(product.f3, n),
        store=codes(product.store),
        store_insulation_mm=table.spread(product.store_insulation_mm, n),
        coupled_volume=recovery.spread(device.close_coupled_volume_l, n) * is_combi,
        coupled_loss=recovery.spread(device.close_coupled_loss_kwh_per_day, n) * is_combi,
        has_recovery_store=recovery.spread(device.has_heat_store.astype(np.float64), n) > 0.0,
    )


def vessel_losses(
    batch: DwellingBatch, heating: HeatingParameters, impose: Impose = NOTHING_IMPOSED
) -> VesselLosses:
    """Find the loss of the vessel that holds hot water, Tables 2, 2a and 2b.

    Besides cylinders and thermal stores these are the store of a combi boiler, if its figures are a
    product's (Table 2 note b; with those of Table 4b there is none), and the close-coupled store of
    a flue gas heat recovery. A combi tested to EN 13203-2 has F1 or F2 [kWh/day] on line (55),
    where Tables 3b and 3c put them.

    The loss of a separate solar pre-heat tank "should be added to box (48) or (51)". It is given in
    kWh/day: added to (48) where the vessel's loss is declared or there is none, and otherwise to
    (51), divided by volume and volume factor, so that the temperature factor applies to either.
    """
    hot_water, system = batch.hot_water, heating.water
    products = _combi_products(batch, system.is_combi)
    volume = hot_water.cylinder_volume_l * ~system.is_point_of_use
    is_loss_declared = hot_water.is_loss_declared
    declared_input = hot_water.declared_loss_kwh_per_day
    factor = tables.temperature_factor(
        is_loss_declared=is_loss_declared,
        is_store_or_cpsu=(hot_water.thermal_store != ThermalStore.NONE) | system.is_cpsu,
        is_indirect=system.is_indirect_cylinder,
        has_thermostat=hot_water.has_cylinder_thermostat,
        is_separately_timed=system.is_separately_timed,
        is_in_airing_cupboard=hot_water.is_store_in_airing_cupboard,
    )
    table_factor = tables.storage_loss_factor(
        hot_water.cylinder_insulation, hot_water.cylinder_insulation_mm
    )
    if system.is_electric_cpsu.any():
        table_factor = np.where(
            system.is_electric_cpsu, tables.ELECTRIC_CPSU_LOSS_FACTOR, table_factor
        )
        factor = np.where(
            system.is_electric_cpsu,
            tables.electric_cpsu_temperature_factor(is_loss_declared, hot_water.cpsu_temperature_c),
            factor,
        )
    tested_loss = np.zeros(batch.size)
    if heating.networks is not None:
        network = network_vessel(batch, heating.networks)
        volume = np.where(network.has_no_tank, network.volume, volume)
        is_loss_declared = is_loss_declared | network.has_no_tank
        declared_input = np.where(network.has_no_tank, network.declared_loss, declared_input)
        factor = np.where(heating.networks.heats_water, network.temperature_factor, factor)
        tested_loss = network.loss_beside_tank
    if products is not None:
        has_store = (products.store != CombiStore.NONE) & (products.coupled_volume <= 0.0)
        is_untested_store = has_store & (products.test == CombiTest.NONE)
        is_coupled = products.coupled_volume > 0.0
        store_volume = hot_water.combi_store_volume_l
        volume = np.select(
            [is_coupled, is_untested_store], [products.coupled_volume, store_volume], volume
        )
        factor = np.select(
            [is_coupled, is_untested_store],
            [
                np.full(batch.size, _COUPLED_STORE_FACTOR),
                tables.combi_store_temperature_factor(products.store, store_volume),
            ],
            factor,
        )
        is_loss_declared = is_coupled | (is_loss_declared & ~is_untested_store)
        declared_input = np.where(is_coupled, products.coupled_loss, declared_input)
        factory = np.ones_like(products.store)
        table_factor = np.where(
            is_untested_store,
            tables.storage_loss_factor(factory, products.store_insulation_mm),
            table_factor,
        )
        is_tested_store = has_store & (products.test != CombiTest.NONE)
        tested_loss = np.where(is_tested_store, products.per_day, tested_loss)

    volume = impose("47", volume)
    has_vessel = volume > 0.0
    is_declared = has_vessel & is_loss_declared
    is_tabulated = has_vessel & ~is_loss_declared
    dedicated = preheat = np.zeros(batch.size)
    if batch.solar_thermal.dwelling.size:
        dedicated = h_solar_thermal.dedicated_volume(batch)
        preheat = h_solar_thermal.preheat_tank_loss(batch)
        is_declared = is_declared | (~has_vessel & (preheat > 0.0))
    if batch.waste_water_recovery.dwelling.size:
        dedicated = dedicated + g_waste_water.dedicated_volume(batch)

    declared = impose(
        "48", np.where(is_declared, np.where(has_vessel, declared_input, 0.0) + preheat, 0.0)
    )
    declared_factor = impose("49", np.where(is_declared, factor, 0.0))
    declared_loss = impose("50", declared * declared_factor)
    size_factor = impose("52", np.where(is_tabulated, tables.volume_factor(volume), 0.0))
    effective_litres = np.where(is_tabulated, volume * size_factor, 1.0)
    loss_factor = impose(
        "51", np.where(is_tabulated, table_factor + preheat / effective_litres, 0.0)
    )
    tabulated_factor = impose("53", np.where(is_tabulated, factor, 0.0))
    tabulated_loss = impose("54", volume * loss_factor * size_factor * tabulated_factor)
    daily = impose("55", np.where(is_declared, declared_loss, tabulated_loss) + tested_loss)
    storage = impose("56", daily[:, None] * DAYS)
    share = 1.0 - np.where(has_vessel, dedicated / np.where(has_vessel, volume, 1.0), 0.0)
    net = impose("57", storage * np.maximum(share, 0.0)[:, None])
    return VesselLosses(
        is_declared=is_declared,
        is_tabulated=is_tabulated,
        volume=volume,
        declared_factor=declared,
        declared_temperature_factor=declared_factor,
        declared_loss=declared_loss,
        loss_factor=loss_factor,
        volume_factor=size_factor,
        tabulated_temperature_factor=tabulated_factor,
        tabulated_loss=tabulated_loss,
        daily_loss=daily,
        storage_loss=storage,
        net_storage_loss=net,
        dedicated_volume=dedicated,
    )


def combi_losses(
    batch: DwellingBatch,
    heating: HeatingParameters,
    energy_content: FloatArray,
    daily_use_l: FloatArray,
    impose: Impose = NOTHING_IMPOSED,
) -> FloatArray:
    """Additional loss of combi boilers [kWh/month], line (61), Tables 3a, 3b and 3c.

    Parameters
    ----------
    batch
        The dwellings.
    heating
        The resolved heating: whether a combi boiler makes the hot water.
    energy_content
        Line (45) [kWh/month], shape (n, 12).
    daily_use_l
        Line (44) [l/day], shape (n, 12).
    impose
        Lines with given values.
    """
    is_combi = heating.water.is_combi
    hot_water = batch.hot_water
    products = _combi_products(batch, is_combi)
    if products is None:
        untested = tables.combi_loss(
            hot_water.keep_hot, hot_water.combi_store_volume_l, daily_use_l
        )
        return impose("61", is_combi[:, None] * untested)

    # Table 3a takes a close-coupled store for that of a storage combi (note ***).
    is_coupled = products.coupled_volume > 0.0
    untested = tables.combi_loss(
        hot_water.keep_hot,
        np.where(is_coupled, products.coupled_volume, hot_water.combi_store_volume_l),
        daily_use_l,
        products.has_recovery_store,
    )
    is_storage = (products.store != CombiStore.NONE) & ~is_coupled
    rejected = energy_content * tables.tested_combi_rejection(
        products.test, products.r1, products.f3, daily_use_l
    )
    by_rejection = np.where(products.has_recovery_store[:, None], 0.0, rejected)
    by_day = np.where(is_storage, 0.0, products.per_day)[:, None] * DAYS
    tested = by_rejection + by_day
    is_tested = (products.test != CombiTest.NONE)[:, None]
    return impose("61", np.where(is_tested, tested, untested) * is_combi[:, None])
