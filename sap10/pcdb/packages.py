"""Layouts of the packages of Appendix N: tables 143 (micro-CHP) and 362 (heat pumps)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sap10.pcdb.product import PackageProduct
from sap10.pcdb.record import (
    at,
    code,
    counted_at,
    groups,
    mask,
    needed,
    needed_code,
    number,
    text,
)

_FLOW_COUNT = 34
_RESULT_COUNT = 38


@dataclass(frozen=True, slots=True, kw_only=True)
class MicroChpResult:
    """Results of micro-CHP at one plant size ratio."""

    plant_size_ratio: float = at(0, needed)
    efficiency_percent: float = at(1, needed, "%")
    electricity: float = at(2, needed, "kWh/kWh")


@dataclass(frozen=True, slots=True, kw_only=True)
class MicroChp(PackageProduct):
    """Table 143, format 243. Net electricity is per kWh of heat; negative is generated."""

    fuel: int = at(11, needed_code)
    condensing: int | None = at(12, code)
    flue: int | None = at(13, code)
    service: int = at(14, needed_code)
    vessel: int = at(15, needed_code)
    vessel_volume_l: float | None = at(16, number, "l")
    water_efficiency_m_percent: float | None = at(17, number, "%")
    water_electricity_m: float | None = at(18, number, "kWh/kWh")
    water_efficiency_l_percent: float | None = at(19, number, "%")
    water_electricity_l: float | None = at(20, number, "kWh/kWh")
    minimum_output_kw: float | None = at(21, number, "kW")
    maximum_output_kw: float = at(22, needed, "kW")
    heating_duration: str = at(23, text)
    separate_circulator: int | None = at(24, code)
    results: tuple[MicroChpResult, ...] = groups(MicroChpResult, 26, counted_at(25))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatPumpResult:
    """Results of a heat pump at one plant size ratio (and air flow rate)."""

    plant_size_ratio: float = at(0, needed)
    efficiency_percent: float = at(1, needed, "%")
    electricity: float = at(2, needed, "kWh/kWh")
    running_hours: float | None = at(3, number, "h/year")


def _result_count(texts: Sequence[str]) -> int:
    """Count the sets of a heat pump: plant size ratios, for each air flow rate if it has any."""
    ratios = texts[_RESULT_COUNT] if len(texts) > _RESULT_COUNT else ""
    flows = texts[_FLOW_COUNT] if len(texts) > _FLOW_COUNT else ""
    return int(ratios or 0) * max(int(flows or 0), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatPump(PackageProduct):
    """Table 362, format 464 (of SAP 2012): one record per product and emitter.

    `emitter` 1 radiators, 2 fan coils, 3 underfloor, 4 warm air. `source` 1 ground, 3 air,
    4 exhaust air with MEV, 5 with MVHR, 6 exhaust mixed with outside air, 9 solar assisted.
    `service` 1 space and water all year, 2 in the heating season, 3 space, 4 water. `vessel`
    1 integral, 2 separate and specified, 3 separate and unspecified, 4 none. A record for water
    only ends after its control mask. `results` are by air flow rate (`air_flows_l_per_s`), then
    plant size ratio.
    """

    fuel: int = at(12, needed_code)
    emitter: int | None = at(13, code)
    flue: int | None = at(14, code)
    source: int = at(15, needed_code)
    service: int = at(16, needed_code)
    vessel: int = at(17, needed_code)
    vessel_volume_l: float | None = at(18, number, "l")
    vessel_loss_kwh_per_day: float | None = at(19, number, "kWh/day")
    vessel_exchanger_m2: float | None = at(20, number, "m²")
    erp_class: str = at(21, text)
    water_efficiency_m_percent: float | None = at(22, number, "%")
    water_electricity_m: float | None = at(23, number, "kWh/kWh")
    water_efficiency_l_percent: float | None = at(24, number, "%")
    water_electricity_l: float | None = at(25, number, "kWh/kWh")
    capabilities: int = at(26, mask)
    reversible: int | None = at(27, code)
    cooling_eer: float | None = at(28, number)
    maximum_output_kw: float | None = at(29, number, "kW")
    heating_duration: str = at(30, text)
    ventilation_index: str = at(31, text)
    separate_circulator: int | None = at(32, code)
    air_flow_count: int | None = at(_FLOW_COUNT, code)
    air_flows_l_per_s: tuple[float | None, ...] = at(35, number, "l/s", length=3)
    result_count: int | None = at(_RESULT_COUNT, code)
    results: tuple[HeatPumpResult, ...] = groups(HeatPumpResult, 39, _result_count)
