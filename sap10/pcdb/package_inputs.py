"""SAP inputs of a package of Appendix N from its record: heat pumps and micro-cogeneration.

Records of heat pumps in format 464 are of SAP 2012: one per product and emitter, each at the one
flow temperature of that emitter, with the water efficiency of a test instead of one for each plant
size ratio. They are used by Appendix N of SAP 10.2, and a note says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from sap10.pcdb.errors import known_code
from sap10.pcdb.packages import HeatPump, MicroChp
from sap10.products import HeatingDuration, Package, PackageKind, PackageResult, PackageService
from sap10.products import PackageVessel as Vessel

K = TypeVar("K")
V = TypeVar("V")

_KINDS: Final = {
    1: PackageKind.GROUND_OR_WATER_SOURCE,
    2: PackageKind.GROUND_OR_WATER_SOURCE,
    3: PackageKind.AIR_SOURCE,
    4: PackageKind.EXHAUST_AIR_MEV,
    5: PackageKind.EXHAUST_AIR_MVHR,
    6: PackageKind.EXHAUST_AIR_MIXED,
    9: PackageKind.SOLAR_ASSISTED,
}
WATER_ONLY: Final = 4
"""The file's code of a heat pump that heats water only."""

_SERVICES: Final = {
    1: PackageService.SPACE_AND_WATER,
    2: PackageService.SPACE_AND_WATER_IN_HEATING_SEASON,
    3: PackageService.SPACE_ONLY,
    WATER_ONLY: PackageService.WATER_ONLY,
}
_VESSELS: Final = {
    1: Vessel.INTEGRAL,
    2: Vessel.SPECIFIED_CYLINDER,
    3: Vessel.UNSPECIFIED_CYLINDER,
    4: Vessel.NONE,
}
_HEATS_BOTH: Final = (
    PackageService.SPACE_AND_WATER,
    PackageService.SPACE_AND_WATER_IN_HEATING_SEASON,
)
_ELEVEN_HOURS: Final = "11"
"""The mean of 9 and 16 hours of SAP 2009, whose weekends were longer."""
_DURATIONS: Final = {
    "24": HeatingDuration.HOURS_24,
    "16": HeatingDuration.HOURS_16,
    _ELEVEN_HOURS: HeatingDuration.HOURS_9,
    "9": HeatingDuration.HOURS_9,
    "V": HeatingDuration.VARIABLE,
}
_WARM_AIR: Final = 4
_GROUND_OR_WATER: Final = (1, 2)
_EXHAUST_AIR: Final = (4, 5, 6)
_GROUND_CODES: Final = {False: 221, True: 521}
_AIR_CODES: Final = {False: 224, True: 524}
_CHP_CODE: Final = 104


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageInputs:
    """What a package's record says: its general data and its results by plant size ratio.

    `code` is that of Table 4a (4b for micro-cogeneration) nearest to it. `ventilation_index` names
    the ventilation unit of an exhaust air heat pump, empty if there is none.
    """

    code: int
    package: Package[float, int]
    results: tuple[PackageResult[float], ...]
    ventilation_index: str
    notes: tuple[str, ...]


def heat_pump_inputs(pump: HeatPump, cylinder_exchanger_m2: float = 0.0) -> PackageInputs:
    """Return the SAP inputs of a heat pump.

    Parameters
    ----------
    pump
        Its record; the emitter is that of the record.
    cylinder_exchanger_m2
        Exchanger area of the cylinder installed, 0 where unknown. [m2]

    Raises
    ------
    CertificateRejected
        The record has a code that Appendix N does not know.
    """
    service = _known(_SERVICES, pump.service, "service", pump.index)
    vessel = _known(_VESSELS, pump.vessel, "vessel", pump.index)
    water_m = pump.water_efficiency_m_percent or 0.0
    who = f"heat pump {pump.index} {pump.brand} {pump.model}".rstrip()
    notes = [f"{who}: results of its record by plant size ratio (SAP 10.2 N2)"]
    if service is PackageService.WATER_ONLY:
        notes = [f"{who}: water efficiency {water_m:g} % of its record (SAP 10.2 N3.7 b, c)"]
    if service in _HEATS_BOTH and vessel is Vessel.NONE:
        service = PackageService.SPACE_ONLY
        notes.append(f"{who}: hot water not provided by the package (SAP 10.2 Table N1, vessel)")
    elif service in _HEATS_BOTH and not water_m:
        notes.append(f"{who}: no water efficiency in its record, 100 % (SAP 10.2 N1.2.1)")
    if service is not PackageService.WATER_ONLY:
        notes.append(f"{who}: record of SAP 2012 (format 464), used by SAP 10.2 Appendix N")
    flows = [flow or 0.0 for flow in pump.air_flows_l_per_s[: pump.air_flow_count or 1]]
    per_flow = pump.result_count or 0
    codes = _GROUND_CODES if pump.source in _GROUND_OR_WATER else _AIR_CODES
    return PackageInputs(
        code=codes[pump.emitter == _WARM_AIR],
        package=Package(
            kind=_known(_KINDS, pump.source, "source", pump.index),
            service=service,
            heating_duration=_duration(pump.heating_duration, pump.index),
            vessel=vessel,
            vessel_volume_l=pump.vessel_volume_l or 0.0,
            vessel_loss_kwh_per_day=pump.vessel_loss_kwh_per_day or 0.0,
            vessel_exchanger_m2=pump.vessel_exchanger_m2 or 0.0,
            cylinder_exchanger_m2=cylinder_exchanger_m2,
            water_efficiency_m_percent=water_m,
            water_efficiency_l_percent=pump.water_efficiency_l_percent or 0.0,
            water_electricity_m=pump.water_electricity_m or 0.0,
            water_electricity_l=pump.water_electricity_l or 0.0,
        ),
        results=tuple(
            PackageResult(
                plant_size_ratio=result.plant_size_ratio,
                air_flow_l_per_s=flows[place // per_flow],
                maximum_output_kw=pump.maximum_output_kw or 0.0,
                space_efficiency_percent=result.efficiency_percent,
                water_efficiency_percent=water_m or 100.0,
                electricity=result.electricity,
                running_hours=result.running_hours or 0.0,
            )
            for place, result in enumerate(pump.results)
        ),
        ventilation_index=pump.ventilation_index if pump.source in _EXHAUST_AIR else "",
        notes=tuple(notes),
    )


def micro_chp_inputs(chp: MicroChp) -> PackageInputs:
    """Return the SAP inputs of a micro-cogeneration package.

    Raises
    ------
    CertificateRejected
        The record has a code that Appendix N does not know.
    """
    who = f"micro-CHP {chp.index} {chp.brand} {chp.model}".rstrip()
    notes = [f"{who}: results of its record by plant size ratio (SAP 10.2 N2)"]
    if chp.heating_duration == _ELEVEN_HOURS:
        notes.append(f"{who}: 11 hours a day are the standard hours (SAP 10.2 Table N4 has 9)")
    return PackageInputs(
        code=_CHP_CODE,
        package=Package(
            kind=PackageKind.MICRO_COGENERATION,
            service=_known(_SERVICES, chp.service, "service", chp.index),
            heating_duration=_duration(chp.heating_duration, chp.index),
            vessel=_known(_VESSELS, chp.vessel, "vessel", chp.index),
            vessel_volume_l=chp.vessel_volume_l or 0.0,
            water_efficiency_m_percent=chp.water_efficiency_m_percent or 0.0,
            water_efficiency_l_percent=chp.water_efficiency_l_percent or 0.0,
            water_electricity_m=chp.water_electricity_m or 0.0,
            water_electricity_l=chp.water_electricity_l or 0.0,
        ),
        results=tuple(
            PackageResult(
                plant_size_ratio=result.plant_size_ratio,
                maximum_output_kw=chp.maximum_output_kw,
                space_efficiency_percent=result.efficiency_percent,
                electricity=result.electricity,
            )
            for result in chp.results
        ),
        ventilation_index="",
        notes=tuple(notes),
    )


def _duration(text: str, index: str) -> HeatingDuration:
    """Return the daily heating duration; a record for water only has none."""
    return HeatingDuration.VARIABLE if not text else _known(_DURATIONS, text, "duration", index)


def _known(known: Mapping[K, V], found: K, name: str, index: str) -> V:
    return known_code(known, found, name, index, "Table N1")
