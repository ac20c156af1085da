"""Supplies and generation as certificates describe them: meters, photovoltaics, wind, hydro."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from sap10.certificate.base import Count, Fraction, Measure, Percent, PhysicalModel
from sap10.certificate.vocabulary import Orientation, Overshading


class ElectricityMeter(StrEnum):
    """Electricity meter or tariff."""

    SINGLE = "single"
    """Standard tariff."""
    DUAL = "dual"
    """Two rates; RdSAP 10 section 12 decides between the 7- and 10-hour tariffs."""
    SEVEN_HOUR = "off_peak_7_hour"
    TEN_HOUR = "off_peak_10_hour"
    EIGHTEEN_HOUR = "off_peak_18_hour"
    TWENTY_FOUR_HOUR = "24_hour"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class PvConnection(StrEnum):
    """What photovoltaics are connected to."""

    NOT_APPLICABLE = "not_applicable"
    NOT_CONNECTED = "not_connected_to_dwelling_meter"
    CONNECTED = "connected_to_dwelling_meter"
    NOT_RECORDED = "not_recorded"


class PvArray(PhysicalModel):
    """One photovoltaic array (Appendix M)."""

    peak_power_kw: Measure
    """Peak power. [kWp]"""
    orientation: Orientation | None = None
    """Direction it faces; None if not recorded."""
    pitch_degrees: Annotated[float, Field(ge=0, le=90)] | None = None
    """Its slope; None if not recorded. [degrees]"""
    overshading: Overshading | None = None
    """Its overshading; None if not recorded."""
    mcs_overshading_factor: Fraction | None = None
    """Overshading factor of its MCS certificate; takes the place of the table's."""


class PvArrays(PhysicalModel):
    """Photovoltaics whose arrays are known."""

    kind: Literal["arrays"] = "arrays"
    """Tag of the description."""
    arrays: Annotated[tuple[PvArray, ...], Field(min_length=1)]
    """The arrays."""


class PvRoofShare(PhysicalModel):
    """Photovoltaics known only as a share of the roof area (RdSAP 10 section 11.1)."""

    kind: Literal["roof_share"] = "roof_share"
    """Tag of the description."""
    roof_percent: Percent
    """Share of the roof area that is covered. [%]"""


class Battery(PhysicalModel):
    """One battery."""

    capacity_kwh: Measure | None = None
    """Usable capacity; None if not recorded. [kWh]"""


class WindTurbine(PhysicalModel):
    """One wind turbine."""

    rotor_diameter_m: Measure | None = None
    """Rotor diameter; None if not recorded. [m]"""
    hub_height_m: Measure | None = None
    """Height of the hub above the roof; None if not recorded. [m]"""


class Terrain(StrEnum):
    """Terrain around the dwelling."""

    URBAN = "urban"
    SUBURBAN = "suburban"
    RURAL = "rural"
    NOT_RECORDED = "not_recorded"


class Hydro(PhysicalModel):
    """Hydro-electric generation."""

    annual_kwh: Measure | None = None
    """Generation in a year; None where given by month. [kWh/year]"""
    monthly_kwh: Annotated[tuple[Measure, ...], Field(min_length=12, max_length=12)] | None = None
    """Generation in each month. [kWh/month]"""
    is_connected_to_dwelling_meter: bool | None = None
    """Whether it is connected to the dwelling's meter; None if not recorded."""


class EnergySource(PhysicalModel):
    """Supplies to the dwelling and what it generates."""

    electricity_meter: ElectricityMeter
    """Electricity meter or tariff."""
    has_mains_gas: bool | None = None
    """Whether mains gas is available; None if not recorded."""
    has_electricity_smart_meter: bool | None = None
    """Whether there is an electricity smart meter; None if not recorded."""
    has_gas_smart_meter: bool | None = None
    """Whether there is a gas smart meter; None if not recorded."""
    is_export_capable: bool | None = None
    """Whether the meter can export; None if not recorded."""
    photovoltaics: Annotated[PvArrays | PvRoofShare, Field(discriminator="kind")] | None = None
    """Photovoltaics; None if there are none."""
    pv_connection: PvConnection | None = None
    """What they are connected to; None if not recorded."""
    has_pv_diverter: bool | None = None
    """Whether a diverter heats water with surplus; None if not recorded."""
    batteries: tuple[Battery, ...] = ()
    """Batteries."""
    wind_turbine_count: Count = 0
    """Wind turbines."""
    wind_turbines: tuple[WindTurbine, ...] = ()
    """Their details, where known."""
    is_wind_connected_to_dwelling_meter: bool | None = None
    """Whether they are connected to the dwelling's meter; None if not recorded."""
    terrain: Terrain | None = None
    """Terrain; None if not recorded."""
    hydro: Hydro | None = None
    """Hydro-electric generation; None if there is none."""
