"""Appendix C: the heat networks that serve the dwellings of a batch, and their heat sources."""

from dataclasses import dataclass

import numpy as np

from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.codes import PipeworkInsulation, Ruleset, ThermalStore
from sap10.dwelling import DwellingBatch
from sap10.errors import NotSupported
from sap10.lines import NOTHING_IMPOSED, Impose
from sap10.network_inputs import HeatSourceKind, NetworkRole
from sap10.tables import heat_networks as tables
from sap10.tables.heating import FAMILY_BY_CODE, WATER_KIND_BY_CODE, Family, WaterHeaterKind
from sap10.tables.heating import WaterSource as Water
from sap10.tables.hot_water import primary_circuit_loss, temperature_factor

SLOTS = 5
"""Heat sources of a network as the worksheet numbers them: a (CHP), b, c, d, e."""

DEFAULT_STORE_L = 110.0
"""Storage volume where a network serves a dwelling without a cylinder, line (47)."""

DEFAULT_LOSS_KWH_PER_DAY = 1.72
"""Loss where there is neither a heat interface unit nor a cylinder, section 4.3 c."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Heat sources, one row each; `slot` counts from 0 (a, CHP) to 4 (e).

    `efficiency` and `power_efficiency` are shares, not percentages. `co2_credit` and
    `primary_energy_credit` are the factors of the electricity that CHP generates.
    """

    dwelling: IntArray
    role: IntArray
    slot: IntArray
    fuel: IntArray
    is_chp: BoolArray
    fraction: FloatArray
    efficiency: FloatArray
    power_efficiency: FloatArray
    co2_credit: FloatArray
    primary_energy_credit: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkOfRole:
    """The network in one role, arrays of shape (n,); what a dwelling does not have is 0."""

    loss_factor: FloatArray
    pumping_share: FloatArray
    is_flat_rate: BoolArray
    is_listed: BoolArray
    price: FloatArray
    co2: FloatArray
    primary_energy: FloatArray
    chp_electricity: IntArray


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatNetworks:
    """The networks of a batch; arrays of shape (n,).

    `water_role` is the role of the network that heats the water. Interface units are those of
    either network; `interface_loss` [kWh/day] feeds (55), `interface_electricity` [kWh/day] (330i).
    """

    heats_space: BoolArray
    heats_water: BoolArray
    water_role: IntArray
    space_charging: FloatArray
    water_charging: FloatArray
    for_space: NetworkOfRole
    for_water: NetworkOfRole
    has_interface_unit: BoolArray
    interface_loss: FloatArray
    interface_electricity: FloatArray
    sources: Sources


def resolve_networks(batch: DwellingBatch, impose: Impose = NOTHING_IMPOSED) -> HeatNetworks | None:
    """Resolve the networks of every dwelling; None where no dwelling of the batch is on one.

    A dwelling is on a network by its heating code (301, 302, 304) or water heating code (950 to
    952). Water heating code 901 draws on the network of main system 1, whatever the fuel of the
    water says.

    Raises
    ------
    NotSupported
        A network is a second main system: Appendix A1 has it as main system 1 only.
    """
    hot_water = batch.hot_water
    second = batch.main_2.code[FAMILY_BY_CODE[batch.main_2.code] == Family.HEAT_NETWORK]
    if second.size:
        field, rule = "main_2.code", "SAP 10.2 Appendix A1: a heat network is main system 1 only"
        raise NotSupported(field, int(second[0]), rule)
    heats_space = FAMILY_BY_CODE[batch.main_1.code] == Family.HEAT_NETWORK
    by_own = WATER_KIND_BY_CODE[hot_water.code] == WaterHeaterKind.HEAT_NETWORK
    if not (heats_space.any() or by_own.any()):
        return None
    from_main = heats_space & (hot_water.code == Water.MAIN_1)
    space = _network(batch, NetworkRole.SPACE, heats_space)
    own = _network(batch, NetworkRole.WATER, by_own)
    water = NetworkOfRole(
        loss_factor=np.where(from_main, space.loss_factor, own.loss_factor),
        pumping_share=np.where(from_main, space.pumping_share, own.pumping_share),
        is_flat_rate=np.where(from_main, space.is_flat_rate, own.is_flat_rate),
        is_listed=np.where(from_main, space.is_listed, own.is_listed),
        price=np.where(from_main, space.price, own.price),
        co2=np.where(from_main, space.co2, own.co2),
        primary_energy=np.where(from_main, space.primary_energy, own.primary_energy),
        chp_electricity=np.where(from_main, space.chp_electricity, own.chp_electricity),
    )
    own_control = np.where(own.is_flat_rate, tables.FLAT_RATE_CONTROL, tables.LINKED_TO_USE_CONTROL)
    control = np.where(heats_space, batch.main_1.control, 0)
    water_control = np.where(from_main, control, np.where(by_own, own_control, 0))
    network, rows = batch.heat_networks, batch.heat_networks.rows
    return HeatNetworks(
        heats_space=heats_space,
        heats_water=from_main | by_own,
        water_role=np.where(by_own, NetworkRole.WATER, NetworkRole.SPACE),
        space_charging=impose("305", _known(tables.SPACE_CHARGING_FACTOR, control)),
        water_charging=impose("305a", _known(tables.WATER_CHARGING_FACTOR, water_control)),
        for_space=space,
        for_water=water,
        has_interface_unit=network.total(rows.has_interface_unit * 1.0, batch.size) > 0.0,
        interface_loss=network.total(
            rows.interface_unit_loss_kwh_per_day * rows.has_interface_unit, batch.size
        ),
        interface_electricity=network.total(
            rows.interface_unit_electricity_kwh_per_day * rows.has_interface_unit, batch.size
        ),
        sources=_sources(batch, heats_space, by_own, space, own),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkVessel:
    """What section 4.3 puts in place of a cylinder; arrays of shape (n,).

    `volume` [l], `declared_loss` [kWh/day] and `temperature_factor` count where there is no
    cylinder (`has_no_tank`), the last also where there is one; `loss_beside_tank` [kWh/day] is that
    of an interface unit beside a cylinder.
    """

    has_no_tank: BoolArray
    volume: FloatArray
    declared_loss: FloatArray
    temperature_factor: FloatArray
    loss_beside_tank: FloatArray


def network_vessel(batch: DwellingBatch, networks: HeatNetworks) -> NetworkVessel:
    """Find the storage loss of water from a network, section 4.3 a to c.

    Without a cylinder it is that of the interface unit, which Table 2b does not name and no
    temperature factor corrects; with neither, 1.72 kWh/day corrected as an indirect cylinder with a
    thermostat. Separate timing (note b) is of boilers, warm air and heat pumps, not of networks.
    """
    hot_water = batch.hot_water
    has_no_tank = networks.heats_water & (hot_water.cylinder_volume_l <= 0.0)
    has_unit = networks.heats_water & networks.has_interface_unit
    yes = np.ones_like(has_no_tank)
    indirect = temperature_factor(
        is_loss_declared=yes,
        is_store_or_cpsu=~yes,
        is_indirect=yes,
        has_thermostat=hot_water.has_cylinder_thermostat | has_no_tank,
        is_separately_timed=~yes,
        is_in_airing_cupboard=yes,
    )
    return NetworkVessel(
        has_no_tank=has_no_tank,
        volume=np.full(batch.size, DEFAULT_STORE_L),
        declared_loss=np.where(has_unit, networks.interface_loss, DEFAULT_LOSS_KWH_PER_DAY),
        temperature_factor=np.where(has_no_tank & has_unit, 1.0, indirect),
        loss_beside_tank=np.where(has_unit & ~has_no_tank, networks.interface_loss, 0.0),
    )


def network_circuit_loss() -> FloatArray:
    """Primary circuit loss of water from a network [kWh/month], (12,), Table 3: p = 1, h = 3."""
    yes = np.ones(1, dtype=np.bool_)
    fully = np.full(1, PipeworkInsulation.FULL)
    return primary_circuit_loss(fully, np.full(1, ThermalStore.NONE), yes, yes)[0]


def _known(factor: FloatArray, control: IntArray) -> FloatArray:
    """Look up a factor by control code; 1 for codes beyond the table."""
    last = factor.size - 1
    return np.where(control <= last, factor[np.minimum(control, last)], 1.0)


def _network(batch: DwellingBatch, role: NetworkRole, is_on: BoolArray) -> NetworkOfRole:
    """Spread the rows of one role over the dwellings.

    A dwelling on a network that has no row, and so no loss factor, gives no number instead of a
    plausible one.
    """
    network, rows = batch.heat_networks, batch.heat_networks.rows
    is_role = (rows.role == role).astype(np.float64)

    def of(values: FloatArray | BoolArray | IntArray) -> FloatArray:
        return network.total(values * is_role, batch.size)

    is_listed = of(rows.is_listed) > 0.0
    loss_factor = np.where(is_listed, 1.0, of(rows.distribution_loss_factor))
    return NetworkOfRole(
        loss_factor=np.where(is_on & (loss_factor <= 0.0), np.nan, loss_factor),
        pumping_share=of(rows.pumping_share),
        is_flat_rate=of(rows.is_flat_rate) > 0.0,
        is_listed=is_listed,
        price=of(rows.price_p_per_kwh),
        co2=of(rows.co2_kg_per_kwh),
        primary_energy=of(rows.primary_energy_factor),
        chp_electricity=of(rows.chp_electricity_code).astype(np.int64),
    )


def _sources(
    batch: DwellingBatch,
    heats_space: BoolArray,
    heats_water_only: BoolArray,
    space: NetworkOfRole,
    own: NetworkOfRole,
) -> Sources:
    """Return the sources of the networks that are not listed: those given, else their code's.

    Accredited RdSAP software takes all CHP for flexible in operation, without evidence (ADR 12).
    """
    given, rows = batch.heat_sources, batch.heat_sources.rows
    dwellings, roles, kinds = [given.dwelling], [rows.role], [rows.kind]
    fuels, fractions = [rows.fuel], [rows.fraction]
    for own_role, is_on, code, own_fuel in (
        (NetworkRole.SPACE, heats_space, batch.main_1.code, batch.main_1.fuel),
        (NetworkRole.WATER, heats_water_only, batch.hot_water.code, batch.hot_water.fuel),
    ):
        has_rows = given.total((rows.role == own_role) * 1.0, batch.size) > 0.0
        of_code = (code[:, None] == tables.SYSTEM_CODE) & (is_on & ~has_rows)[:, None]
        of_dwelling, row = np.nonzero(of_code)
        dwellings.append(of_dwelling)
        roles.append(np.full(of_dwelling.size, own_role))
        kinds.append(tables.SYSTEM_KIND[row])
        fuels.append(own_fuel[of_dwelling])
        fractions.append(tables.SYSTEM_FRACTION[row])
    dwelling, role, kind, fuel = (
        np.concatenate(columns) for columns in (dwellings, roles, kinds, fuels)
    )
    fraction = np.concatenate(fractions)
    count = given.dwelling.size
    heat = tables.SOURCE_EFFICIENCY[kind]
    power = tables.SOURCE_POWER_EFFICIENCY[kind]
    heat[:count] = np.where(rows.is_efficiency_given, rows.efficiency_percent, heat[:count])
    power[:count] = np.where(rows.is_efficiency_given, rows.power_efficiency_percent, power[:count])

    is_space = role == NetworkRole.SPACE
    is_listed = np.where(is_space, space.is_listed[dwelling], own.is_listed[dwelling])
    electricity = np.where(is_space, space.chp_electricity[dwelling], own.chp_electricity[dwelling])
    is_flexible = batch.is_accredited & (batch.general.ruleset == Ruleset.RDSAP)
    electricity = np.where(is_flexible[dwelling], tables.FLEXIBLE_CHP_ELECTRICITY, electricity)
    is_chp = kind == HeatSourceKind.CHP
    return Sources(
        dwelling=dwelling,
        role=role,
        slot=_slots(dwelling, role, is_chp),
        fuel=fuel,
        is_chp=is_chp,
        fraction=np.where(is_listed, 0.0, fraction),
        efficiency=heat / 100.0,
        power_efficiency=np.where(is_chp, power, 0.0) / 100.0,
        co2_credit=tables.CHP_ELECTRICITY_CO2[electricity],
        primary_energy_credit=tables.CHP_ELECTRICITY_PRIMARY_ENERGY[electricity],
    )


def _slots(dwelling: IntArray, role: IntArray, is_chp: BoolArray) -> IntArray:
    """Return 0 for CHP (both fuels where it burns two), 1 and up for a network's other sources.

    A network has at most five sources, so that at most four others are printed; more are added to
    the last.
    """
    key = dwelling * len(NetworkRole) + role
    order = np.lexsort((np.arange(key.size), ~is_chp, key))
    other = ~is_chp[order]
    running = np.cumsum(other)
    starts = np.concatenate([[True], key[order][1:] != key[order][:-1]]) if key.size else other
    before = np.maximum.accumulate(np.where(starts, running - other, 0)) if key.size else running
    slots = np.empty(key.size, dtype=np.int64)
    slots[order] = np.where(other, np.minimum(running - before, SLOTS - 1), 0)
    return slots
