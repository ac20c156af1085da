"""Photovoltaics, batteries, diverters, wind and hydro-electricity, RdSAP 10 section 12."""

from math import cos, radians

from sap10.certificate import (
    EnergySource,
    Orientation,
    Overshading,
    PvArrays,
    PvConnection,
    PvRoofShare,
)
from sap10.certificate import PvArray as RecordedArray
from sap10.certificate.energy_source import WindTurbine as RecordedTurbine
from sap10.codes import Orientation as SapOrientation
from sap10.codes import Tariff
from sap10.dwelling import Electricity, PvArray
from sap10.network_inputs import WindTurbine
from sap10.rdsap.context import Notes
from sap10.rdsap.openings import sap_orientation
from sap10.rdsap.rounding import half_up
from sap10.services.generators import wind_turbines_of

KWP_PER_M2 = 0.12
"""Peak power of one square metre, section 12.1 b)."""
PITCHED_FACTOR = 1 / cos(radians(35))
"""From plan to pitched roof area for photovoltaics, section 12.1 b)."""
DEFAULT_PITCH_DEG = 30.0
BATTERY_KWH = 5.0
"""Capacity of one battery if unknown, section 12.2."""
DEFAULT_TURBINE = RecordedTurbine(rotor_diameter_m=2.0, hub_height_m=2.0)
"""The one wind turbine of a dwelling whose turbines are not described, section 12.3. [m]"""

_OVERSHADING = {
    Overshading.NONE_OR_VERY_LITTLE: 1.0,
    Overshading.MODEST: 0.8,
    Overshading.SIGNIFICANT: 0.65,
    Overshading.HEAVY: 0.5,
    Overshading.SEVERE: 0.5,
}
"""SAP 10.2 Table H2, which section 12.1 a) names for photovoltaics too (finding X.8); its class
heavy holds the severe one of Table M1 (ADR 9)."""


def roof_share_kwp(flat_m2: float, pitched_m2: float, percent: float) -> float:
    """Return the peak power of a share of the roof, section 12.1 b), two decimals. [kWp]

    Areas are plan areas of heat-loss roofs before any roof room is deducted: the worked example
    starts from the ceiling area, so a sloping ceiling is not divided by a cosine twice.
    """
    area = (flat_m2 + pitched_m2 * PITCHED_FACTOR) * percent / 100
    return half_up(KWP_PER_M2 * area)


def pv_arrays_of(
    source: EnergySource, flat_m2: float, pitched_m2: float, notes: Notes
) -> tuple[PvArray[float, int], ...]:
    """Return the photovoltaic arrays: recorded ones, else one by share of the roof area."""
    supply = source.photovoltaics
    if isinstance(supply, PvArrays):
        return tuple(_array(array, notes) for array in supply.arrays if array.peak_power_kw > 0)
    if not isinstance(supply, PvRoofShare) or supply.roof_percent <= 0:
        return ()
    power = roof_share_kwp(flat_m2, pitched_m2, supply.roof_percent)
    notes.add(f"PV {power:g} kWp, south, 30 degrees, modest overshading (RdSAP 10 section 12.1)")
    if power <= 0:
        return ()
    return (
        PvArray(
            peak_power_kwp=power,
            orientation=SapOrientation.SOUTH,
            pitch_deg=DEFAULT_PITCH_DEG,
            overshading_factor=_OVERSHADING[Overshading.MODEST],
        ),
    )


def electricity_of(
    source: EnergySource, tariff: Tariff, has_pv: bool, notes: Notes
) -> Electricity[float, int, bool]:
    """Return tariff, connection, diverter and batteries."""
    if has_pv and source.pv_connection not in (PvConnection.CONNECTED, PvConnection.NOT_CONNECTED):
        notes.add("PV connection not recorded: to the dwelling (SAP 10.2 Appendix M1)")
    capacity = sum(
        BATTERY_KWH if battery.capacity_kwh is None else battery.capacity_kwh
        for battery in source.batteries
    )
    if any(battery.capacity_kwh is None for battery in source.batteries):
        notes.add("battery capacity unknown: 5 kWh each (RdSAP 10 section 12.2)")
    return Electricity(
        tariff=tariff,
        is_export_capable=source.is_export_capable is True,
        is_pv_connected_to_dwelling=source.pv_connection is not PvConnection.NOT_CONNECTED,
        has_pv_diverter=source.has_pv_diverter is True,
        battery_capacity_kwh=capacity,
    )


def wind_of(source: EnergySource, notes: Notes) -> tuple[WindTurbine[float, int, bool], ...]:
    """Return the wind turbines: those described, else the one of section 12.3."""
    if not source.wind_turbine_count:
        return ()
    turbines = source.wind_turbines
    is_described = bool(turbines) and all(
        turbine.rotor_diameter_m is not None and turbine.hub_height_m is not None
        for turbine in turbines
    )
    if not is_described:
        turbines = (DEFAULT_TURBINE,)
        notes.add("wind turbine not described: one, rotor 2 m, hub at 2 m (RdSAP 10 section 12.3)")
    return wind_turbines_of(source, turbines, notes)


def _array(array: RecordedArray, notes: Notes) -> PvArray[float, int]:
    """Return a recorded array with what it leaves open (section 12.1 b)."""
    factor = array.mcs_overshading_factor
    if factor is None:
        shade = array.overshading or Overshading.NOT_RECORDED
        if shade is Overshading.SEVERE:
            notes.add("PV overshading severe: heavy, the last class of SAP 10.2 Table H2")
        if shade is Overshading.NOT_RECORDED:
            shade = Overshading.MODEST
            notes.add("PV overshading not recorded: modest (RdSAP 10 section 12.1)")
        factor = _OVERSHADING[shade]
    orientation, pitch = array.orientation, array.pitch_degrees
    if orientation is Orientation.HORIZONTAL or pitch == 0:
        orientation, pitch = Orientation.HORIZONTAL, 0.0
    elif orientation is None or orientation is Orientation.UNKNOWN:
        orientation = Orientation.SOUTH
        notes.add("PV orientation not recorded: south (RdSAP 10 section 12.1)")
    if pitch is None:
        pitch = DEFAULT_PITCH_DEG
        notes.add("PV pitch not recorded: 30 degrees (RdSAP 10 section 12.1)")
    return PvArray(
        peak_power_kwp=half_up(array.peak_power_kw),
        orientation=sap_orientation(orientation),
        pitch_deg=pitch,
        overshading_factor=factor,
    )
