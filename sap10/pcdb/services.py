"""Layouts of controls (371, 372), warm air units (381), heat networks (501), prices (191, 199)."""

from dataclasses import dataclass

from sap10.pcdb.product import SecondaryProduct
from sap10.pcdb.record import at, code, counted_at, groups, mask, needed, needed_code, number, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Controller(SecondaryProduct):
    """Table 371, format 471: a heating controller.

    `required` are bits of a boiler's `capabilities`, every one of which it needs.
    """

    control_class: int = at(10, needed_code)
    fuel: int | None = at(12, code)
    required: int = at(13, mask)
    efficiency_gain: float | None = at(14, number, "percentage points")
    flag: str = at(16, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRequirement:
    """Table 372, format 472: what bit `index` of a mask means."""

    index: str = at(0, text)
    meaning: str = at(1, text)
    updated: str = at(2, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarmAirRecord(SecondaryProduct):
    """Table 381, format 481: a warm air unit; `service` 1 space, 2 space and water."""

    fuel: int = at(10, needed_code)
    type: int | None = at(11, code)
    service: int = at(12, needed_code)
    condensing: int | None = at(13, code)
    minimum_output_kw: float | None = at(18, number, "kW")
    maximum_output_kw: float | None = at(19, number, "kW")
    seasonal_efficiency_percent: float = at(31, needed, "%")
    power_firing_w: float | None = at(32, number, "W")
    power_standby_w: float | None = at(33, number, "W")
    has_water_heating: int | None = at(34, code)
    water_efficiency_percent: float | None = at(40, number, "%")
    rest: str = at(41, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSource:
    """A heat source of a network: `fuel` of Table 12, share of the heat."""

    kind: int = at(0, needed_code)
    fuel: int = at(1, needed_code)
    efficiency_percent: float = at(3, needed, "%")
    share: float = at(5, needed)
    rest: str = at(7, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatNetworkRecord:
    """Table 501, format 601: a heat network."""

    index: str = at(0, text)
    version: str = at(1, text)
    updated: str = at(2, text)
    description: str = at(3, text)
    name: str = at(5, text)
    postcode: str = at(6, text)
    dwellings: int | None = at(11, code)
    heat_generated_mwh: float | None = at(19, number, "MWh")
    heat_delivered_mwh: float | None = at(20, number, "MWh")
    distribution_loss_factor: float = at(25, needed)
    pumping_kwh: float | None = at(26, number, "kWh")
    sources: tuple[NetworkSource, ...] = groups(NetworkSource, 31, counted_at(30))


@dataclass(frozen=True, slots=True, kw_only=True)
class FuelPrice:
    """Table 191, format 292: a notional price; `index` is the fuel's code of Table 12.

    Never a household's tariff.
    """

    category: int = at(0, needed_code)
    index: str = at(1, text)
    standing_charge_gbp: float = at(2, needed, "£/year")
    price_p_per_kwh: float = at(3, needed, "p/kWh")
    updated: str = at(4, text)
