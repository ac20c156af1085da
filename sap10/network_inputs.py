"""SAP inputs of heat networks, Appendix C, and of what few dwellings have: M2, M4, Appendix Q.

All are records in flat tables, so that a batch without them pays nothing. Nothing here is inferred.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Generic

from sap10.fields import B, F, I, absent


class NetworkRole(IntEnum):
    """What a heat network of a dwelling serves, C6."""

    SPACE = 0
    """Space heating, and the water where it comes from main system 1 (code 901)."""
    WATER = 1
    """The hot water only: codes 950 to 952."""


class HeatSourceKind(IntEnum):
    """Heat generators of a network, Table 4a category 6 and C5."""

    BOILER = 0
    CHP = 1
    HEAT_PUMP = 2
    RECOVERED_HEAT = 3
    GEOTHERMAL = 4


class Terrain(IntEnum):
    """Surroundings of a wind turbine, Table M3."""

    DENSE_URBAN = 0
    LOW_RISE = 1
    RURAL = 2


WHOLE_YEAR = 0
"""Month of a record that holds for the whole year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatNetwork(Generic[F, I, B]):
    """The heat network that serves a dwelling in one `role`; a dwelling has one per role at most.

    `distribution_loss_factor` is line (306), Table 12c. `is_flat_rate` says how water is charged on
    a network for water only; with space heating the control code says it (Table 4c(3)).
    `pumping_share` is (313a). `chp_electricity_code` is the row of Table 12f.

    `is_listed`: the network has a record in the product database, whose figures per kWh of heat
    delivered count: `price_p_per_kwh`, `co2_kg_per_kwh`, `primary_energy_factor`; its distribution
    loss factor is 1 (C3.1). A heat interface unit's figures always come from its record.
    """

    role: I = absent(NetworkRole.SPACE)
    distribution_loss_factor: F
    is_flat_rate: B = absent(False)
    pumping_share: F = absent(0.01)
    chp_electricity_code: I = absent(86)
    is_listed: B = absent(False)
    price_p_per_kwh: F = absent(0.0)
    co2_kg_per_kwh: F = absent(0.0)
    primary_energy_factor: F = absent(0.0)
    has_interface_unit: B = absent(False)
    interface_unit_loss_kwh_per_day: F = absent(0.0)
    interface_unit_electricity_kwh_per_day: F = absent(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatSource(Generic[F, I, B]):
    """One heat generator of a network that is not listed, lines (303a) to (303e).

    A network has up to five; without any those of its heating code count (301, 302, 304; 950 to
    952: Table 4a, RdSAP 10 Table 29). `fuel` is a code of Table 12, heat networks: for CHP the
    network boilers' code of the fuel that it burns (note q). `fraction` is its share of the heat.
    `efficiency_percent` is the heat efficiency, else that of Table 4a by `kind`;
    `power_efficiency_percent` is (361), of CHP only.
    """

    role: I = absent(NetworkRole.SPACE)
    kind: I = absent(HeatSourceKind.BOILER)
    fuel: I
    fraction: F
    is_efficiency_given: B = absent(False)
    efficiency_percent: F = absent(0.0)
    power_efficiency_percent: F = absent(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindTurbine(Generic[F, I, B]):
    """Micro wind turbines of one kind, Appendix M2.

    `hub_height_m` is above the ridge of the roof. `annual_kwh` of all of them counts where
    `is_output_given` (MIS 3003). A building's turbines count with the dwelling's share; where that
    saves it no costs (step 2, case c), it is not `is_connected_to_dwelling`.
    """

    count: F = absent(1.0)
    rotor_diameter_m: F = absent(0.0)
    hub_height_m: F = absent(0.0)
    terrain: I = absent(Terrain.LOW_RISE)
    is_output_given: B = absent(False)
    annual_kwh: F = absent(0.0)
    is_connected_to_dwelling: B = absent(True)


@dataclass(frozen=True, slots=True, kw_only=True)
class HydroOutput(Generic[F, I, B]):
    """Hydro-electricity of the dwelling, Appendix M4: of the year (`month` 0) or of a month.

    `is_connected_to_dwelling` as of wind turbines.
    """

    month: I = absent(WHOLE_YEAR)
    kwh: F
    is_connected_to_dwelling: B = absent(True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialFeature(Generic[F, I]):
    """One special feature, Appendix Q: energy saved (236n) and used (237n), both positive.

    Fuels are codes of Table 12; the high-rate fractions count where one is electricity on an
    off-peak tariff (Table 12a). A feature of CO2 alone gives `saved_co2_kg` and `used_co2_kg`,
    which go straight into (270) and (271).
    """

    saved_kwh: F = absent(0.0)
    saved_fuel: I = absent(0)
    saved_high_rate_fraction: F = absent(1.0)
    used_kwh: F = absent(0.0)
    used_fuel: I = absent(0)
    used_high_rate_fraction: F = absent(1.0)
    saved_co2_kg: F = absent(0.0)
    used_co2_kg: F = absent(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AirChangeRate(Generic[F, I]):
    """Effective air change rate of a month (1 to 12) that replaces line (25), Appendix Q [ach]."""

    month: I
    air_changes_per_hour: F
