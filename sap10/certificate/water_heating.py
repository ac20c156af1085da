"""Hot water as certificates describe it: source, store, outlets, heat recovery, solar heating."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from sap10.certificate.base import Count, Measure, Percent, PhysicalModel, ProductIndex, SapCode
from sap10.certificate.vocabulary import DataSource, Fuel, Orientation, Overshading


class CylinderSize(StrEnum):
    """Size of the hot water cylinder."""

    NO_ACCESS = "no_access"
    """There is a cylinder, but it could not be seen."""
    NORMAL = "normal"
    """Up to 130 litres."""
    MEDIUM = "medium"
    """131 to 170 litres."""
    LARGE = "large"
    """More than 170 litres."""
    WITH_SOLAR_DETAILS = "with_solar_details"
    """The volume is in the details of the solar water heating."""
    EXACT = "exact"
    """`volume_l` gives it."""
    NOT_RECORDED = "not_recorded"


class CylinderInsulation(StrEnum):
    """Insulation of the cylinder."""

    NONE = "none"
    FACTORY = "factory_applied"
    LOOSE_JACKET = "loose_jacket"


class Immersion(StrEnum):
    """Immersion heater."""

    DUAL = "dual"
    SINGLE = "single"
    NOT_APPLICABLE = "not_applicable"


class ThermalStore(StrEnum):
    """Thermal store."""

    NONE = "none"
    HOT_WATER_ONLY = "hot_water_only"
    INTEGRATED = "integrated"


class PipeworkInsulation(StrEnum):
    """Insulation of the primary pipework (Table 3)."""

    NONE = "not_insulated"
    FIRST_METRE = "first_metre"
    ACCESSIBLE = "all_accessible"
    FULL = "fully_insulated"


class Cylinder(PhysicalModel):
    """The hot water store."""

    size: CylinderSize
    """Its size."""
    volume_l: Measure | None = None
    """Its volume, where exact. [l]"""
    insulation: CylinderInsulation | None = None
    """Its insulation; None if not recorded."""
    insulation_thickness_mm: Measure | None = None
    """Thickness of the insulation; None if not recorded. [mm]"""
    heat_loss_source: DataSource | None = None
    """Where its heat loss comes from; None if not recorded."""
    declared_loss_kwh_per_day: Measure | None = None
    """Declared heat loss. [kWh/day]"""
    heat_exchanger_area_m2: Measure | None = None
    """Heat transfer area of the coil, for a heat pump. [m2]"""
    has_thermostat: bool | None = None
    """Cylinder thermostat; None if not recorded."""
    is_in_heated_space: bool | None = None
    """Whether it is in heated space; None if not recorded."""
    is_separately_timed: bool | None = None
    """Whether hot water is timed on its own; None if not recorded."""


class ShowerType(StrEnum):
    """Kind of shower outlet."""

    NON_ELECTRIC = "non_electric"
    """Fed from the hot water system; RdSAP says no more."""
    VENTED = "vented"
    VENTED_PUMPED = "vented_pumped"
    UNVENTED = "unvented"
    ELECTRIC = "instantaneous_electric"
    PART_G = "part_g_2015"
    ELECTRIC_AND_NON_ELECTRIC = "electric_and_non_electric"
    NONE = "no_shower"
    UNKNOWN = "unknown"


class WwhrsConnection(StrEnum):
    """Waste water heat recovery a shower is connected to."""

    NONE = "none"
    INSTANTANEOUS_1 = "instantaneous_1"
    INSTANTANEOUS_2 = "instantaneous_2"
    STORAGE = "storage"


class Shower(PhysicalModel):
    """One shower outlet."""

    type: ShowerType
    """What feeds it."""
    wwhrs: WwhrsConnection = WwhrsConnection.NONE
    """Waste water heat recovery it is connected to."""
    flow_rate_l_per_min: Measure | None = None
    """Flow rate; None where the type decides. [l/min]"""
    power_kw: Measure | None = None
    """Power of an electric shower; None where the default applies. [kW]"""


class InstantaneousWwhrs(PhysicalModel):
    """One instantaneous waste water heat recovery system."""

    product_index: ProductIndex
    """Its product database index."""
    efficiency_percent: Percent | None = None
    """Declared efficiency. [%]"""


class StorageWwhrs(PhysicalModel):
    """A storage waste water heat recovery system."""

    product_index: ProductIndex
    """Its product database index."""
    volume_l: Measure
    """Volume of its dedicated store. [l]"""
    efficiency_percent: Percent | None = None
    """Declared efficiency. [%]"""


class SolarCollector(PhysicalModel):
    """Solar collector of a water heating system with known details (Appendix H)."""

    type: Literal["unglazed", "flat_panel", "evacuated_tube"] | None = None
    """Kind of collector; None if not recorded."""
    aperture_area_m2: Measure | None = None
    """Aperture area; None if not recorded. [m2]"""
    source: Literal["default", "declared"] | None = None
    """Where its parameters come from; None if not recorded."""
    zero_loss_efficiency_percent: Percent | None = None
    """Zero-loss efficiency. [%]"""
    linear_loss_w_per_m2k: Measure | None = None
    """Linear heat loss coefficient a1. [W/(m2 K)]"""
    second_order_loss_w_per_m2k2: Measure | None = None
    """Second order heat loss coefficient a2. [W/(m2 K2)]"""
    loop_efficiency: Measure | None = None
    """Collector loop efficiency, as declared."""
    incidence_angle_modifier: Measure | None = None
    """Incidence angle modifier."""
    overall_loss_w_per_k: Measure | None = None
    """Overall heat loss coefficient of the loop. [W/K]"""
    orientation: Orientation
    """Direction it faces."""
    pitch_degrees: Annotated[float, Field(ge=0, le=90)]
    """Its slope. [degrees]"""
    overshading: Overshading
    """Its overshading."""


class SolarWaterHeating(PhysicalModel):
    """Solar water heating."""

    collector: SolarCollector | None = None
    """Its collector; None where no details are known."""
    pump: Literal["unknown", "electric", "photovoltaic"] | None = None
    """What drives its pump; None if not recorded."""
    is_combined_cylinder: bool | None = None
    """Whether the solar store is part of the cylinder; None if not recorded."""
    solar_volume_l: Measure | None = None
    """Dedicated solar volume; None if not recorded. [l]"""
    total_volume_l: Measure | None = None
    """Total store volume; None if not recorded. [l]"""
    service: Literal["space_and_water", "space", "water"] | None = None
    """What it serves; None if not recorded."""
    is_communal: bool | None = None
    """Whether it belongs to a heat network; None if not recorded."""
    showers: ShowerType | None = None
    """Kinds of shower as the older solar details record them."""


class WaterHeating(PhysicalModel):
    """Hot water of the dwelling."""

    code: Annotated[SapCode, Field(ge=901, le=999)]
    """Water heating code of SAP Table 4a (901 from main, 903 immersion, 999 none …)."""
    fuel: Fuel | None = None
    """Its fuel; None where it is the main or secondary system's."""
    immersion: Immersion | None = None
    """Immersion heater; None if not recorded."""
    cylinder: Cylinder | None = None
    """Its store; None if there is none."""
    thermal_store: ThermalStore | None = None
    """Thermal store; None if not recorded."""
    is_thermal_store_near_boiler: bool | None = None
    """Whether it is joined to the boiler by at most 1.5 m of insulated pipe."""
    is_store_in_airing_cupboard: bool | None = None
    """Whether a thermal store or CPSU is in an airing cupboard."""
    pipework_insulation: PipeworkInsulation | None = None
    """Insulation of the primary pipework; None if not recorded."""
    is_heat_pump_with_immersion: bool | None = None
    """Whether an immersion heater assists a hot-water heat pump."""
    is_heat_pump_installed_to_mis: bool | None = None
    """Whether a hot-water heat pump was installed to the MIS standard."""
    has_summer_immersion: bool | None = None
    """Whether an immersion heater serves in summer (solid fuel)."""
    cold_water_source: Literal["mains", "header_tank"] | None = None
    """Cold water source; None if not recorded (Appendix J takes the mains)."""
    is_low_water_use: bool | None = None
    """Designed for at most 125 litres per person and day; None if not recorded."""
    showers: tuple[Shower, ...] | None = None
    """Shower outlets; None if not recorded, empty if there are none."""
    bath_count: Count | None = None
    """Baths; None if not recorded."""
    bath_with_wwhrs_count: Count | None = None
    """Baths whose waste water is recovered; None if not recorded."""
    instantaneous_wwhrs: Annotated[tuple[InstantaneousWwhrs, ...], Field(max_length=2)] = ()
    """Instantaneous waste water heat recovery systems 1 and 2."""
    storage_wwhrs: StorageWwhrs | None = None
    """Storage waste water heat recovery."""
    solar: SolarWaterHeating | None = None
    """Solar water heating; None if there is none."""
