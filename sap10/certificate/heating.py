"""Space heating and cooling as certificates describe them.

Belongs here: main and secondary heating, heat networks, cooling. Hot water is in `water_heating`.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from sap10.certificate.base import (
    Count,
    Fraction,
    Measure,
    Percent,
    PhysicalModel,
    ProductIndex,
    SapCode,
    Text,
)
from sap10.certificate.energy_source import PvArray
from sap10.certificate.vocabulary import DataSource, Fuel


class MainHeatingCategory(StrEnum):
    """Category of a main heating system."""

    NONE = "none"
    BOILER = "boiler"
    """Boiler with radiators or underfloor heating."""
    MICRO_CHP = "micro_cogeneration"
    HEAT_PUMP_WET = "heat_pump_wet"
    """Heat pump with radiators or underfloor heating."""
    HEAT_PUMP_WARM_AIR = "heat_pump_warm_air"
    HEAT_NETWORK = "heat_network"
    """Community heating."""
    STORAGE_HEATERS = "electric_storage_heaters"
    ELECTRIC_UNDERFLOOR = "electric_underfloor"
    WARM_AIR = "warm_air"
    """Warm air system, not a heat pump."""
    ROOM_HEATERS = "room_heaters"
    OTHER = "other"
    NOT_RECORDED = "not_recorded"


class HeatEmitter(StrEnum):
    """What gives off the heat of a wet system."""

    NEITHER = "not_radiators_or_underfloor"
    RADIATORS = "radiators"
    UNDERFLOOR = "underfloor"
    FAN_COILS = "fan_coil_units"
    RADIATORS_AND_UNDERFLOOR = "radiators_and_underfloor"


class UnderfloorEmitter(StrEnum):
    """Where underfloor pipes lie (Table 4d)."""

    CONCRETE_SLAB = "in_concrete_slab"
    SCREED = "in_screed_above_insulation"
    TIMBER_FLOOR = "in_timber_floor"


class EmitterTemperature(StrEnum):
    """Design flow temperature."""

    UNKNOWN = "unknown"
    OVER_45 = "over_45"
    OVER_35 = "over_35"
    OVER_35_TO_45 = "over_35_to_45"
    UP_TO_35 = "up_to_35"
    NOT_APPLICABLE = "not_applicable"


class PumpAge(StrEnum):
    """Age of the central heating pump."""

    UNKNOWN = "unknown"
    UP_TO_2012 = "2012_or_earlier"
    FROM_2013 = "2013_or_later"


class Flue(StrEnum):
    """Flue of a heating appliance."""

    OPEN = "open"
    BALANCED = "balanced"
    """Room-sealed."""
    CHIMNEY = "chimney"
    OUTHOUSE = "outhouse"
    """Boiler in an outhouse: its flue does not matter."""
    UNKNOWN = "unknown"


class Ignition(StrEnum):
    """How a boiler is lit."""

    AUTOMATIC = "automatic"
    PILOT_LIGHT = "permanent_pilot_light"


class BoilerType(StrEnum):
    """Kind of gas or oil boiler."""

    REGULAR = "regular"
    COMBI = "combi"
    CPSU = "cpsu"
    RANGE_COOKER = "range_cooker"


class CombiType(StrEnum):
    """Kind of combi boiler (Table 3a)."""

    INSTANTANEOUS = "instantaneous"
    """No store, no keep-hot."""
    PRIMARY_STORAGE = "primary_storage"
    SECONDARY_STORAGE = "secondary_storage"
    CPSU = "cpsu"
    UNTIMED_KEEP_HOT_FUEL = "untimed_keep_hot_fuel"
    TIMED_KEEP_HOT_FUEL = "timed_keep_hot_fuel"
    UNTIMED_KEEP_HOT_ELECTRICITY = "untimed_keep_hot_electricity"
    TIMED_KEEP_HOT_ELECTRICITY = "timed_keep_hot_electricity"
    UNTIMED_KEEP_HOT_BOTH = "untimed_keep_hot_fuel_and_electricity"
    TIMED_KEEP_HOT_BOTH = "timed_keep_hot_fuel_and_electricity"


class SolidFuelBoilerType(StrEnum):
    """Kind of solid fuel boiler."""

    INDEPENDENT = "independent"
    OPEN_FIRE = "open_fire"
    CLOSED_ROOM_HEATER = "closed_room_heater"
    RANGE_COOKER = "range_cooker"


class FuelFeed(StrEnum):
    """How fuel reaches a solid fuel boiler."""

    GRAVITY = "gravity"
    MANUAL = "manual"
    SCREW = "screw"
    OTHER = "other"


class BurnerControl(StrEnum):
    """Control of a burner."""

    UNKNOWN = "unknown"
    ON_OFF = "on_off"
    MODULATING = "modulating"
    MANUAL = "manual"
    ELECTRICAL = "electrical"


class EfficiencyType(StrEnum):
    """Kind of a declared efficiency."""

    NOT_GAS_OR_OIL_BOILER = "not_gas_or_oil_boiler"
    SEDBUK_2005 = "sedbuk_2005"
    SEDBUK_2009 = "sedbuk_2009"
    WINTER_AND_SUMMER = "winter_and_summer"


class DeclaredHeating(PhysicalModel):
    """What a manufacturer declares of a heating appliance."""

    efficiency_percent: Annotated[float, Field(ge=0, le=1000)] | None = None
    """Efficiency (over 100 for a heat pump). [%]"""
    winter_efficiency_percent: Annotated[float, Field(ge=0, le=1000)] | None = None
    """Winter efficiency. [%]"""
    summer_efficiency_percent: Annotated[float, Field(ge=0, le=1000)] | None = None
    """Summer efficiency. [%]"""
    efficiency_type: EfficiencyType | None = None
    """What the efficiency is."""
    boiler_type: BoilerType | None = None
    """Kind of gas or oil boiler."""
    combi_type: CombiType | None = None
    """Kind of combi boiler."""
    solid_fuel_boiler_type: SolidFuelBoilerType | None = None
    """Kind of solid fuel boiler."""
    fuel_feed: FuelFeed | None = None
    """How its fuel is fed."""
    burner_control: BurnerControl | None = None
    """How its burner is controlled."""
    case_heat_emission_kw: Measure | None = None
    """Range cooker: heat given off by the case at full load. [kW]"""
    heat_to_water_kw: Measure | None = None
    """Range cooker: heat to water at full load. [kW]"""


class FlueGasHeatRecovery(PhysicalModel):
    """Flue gas heat recovery of a boiler (Appendix G)."""

    product_index: ProductIndex | None = None
    """Its product database index; None if not recorded."""
    pv_arrays: tuple[PvArray, ...] = ()
    """Photovoltaic arrays that serve it."""


class StorageHeater(PhysicalModel):
    """Storage heaters of one model."""

    count: Count
    """How many."""
    product_index: ProductIndex
    """Their product database index."""
    has_high_heat_retention: bool
    """Whether they are of the high heat retention kind."""


class MainHeating(PhysicalModel):
    """One main heating system."""

    number: Literal[1, 2]
    """System 1 or 2."""
    category: MainHeatingCategory
    """What kind of system it is."""
    fuel: Fuel | None = None
    """Its fuel; None without heating, or where a heat network's record says."""
    fuel_product_index: ProductIndex | None = None
    """Product database record of the fuel."""
    data_source: DataSource
    """Where its performance comes from."""
    product_index: ProductIndex | None = None
    """Its product database index."""
    heating_code: SapCode | None = None
    """Its code in SAP Tables 4a and 4b."""
    control_code: SapCode
    """Its control's code in SAP Table 4e."""
    control_product_index: ProductIndex | None = None
    """Product database record of the (time and temperature zone) controller."""
    compensating_controller_index: ProductIndex | None = None
    """Product database record of a weather or load compensator."""
    has_compensator: bool | None = None
    """Whether an older schema has a weather or load compensator without its record."""
    fraction: Fraction
    """Share of the main heating that it provides."""
    emitter: HeatEmitter | None = None
    """What gives off the heat; None if not recorded."""
    underfloor_emitter: UnderfloorEmitter | None = None
    """Where underfloor pipes lie."""
    emitter_temperature: EmitterTemperature | None = None
    """Design flow temperature; None if not recorded."""
    flue: Flue | None = None
    """Its flue; None if not recorded."""
    has_flue_fan: bool | None = None
    """Whether its flue has a fan; None if not recorded."""
    ignition: Ignition | None = None
    """How it is lit."""
    pump_age: PumpAge | None = None
    """Age of the circulation pump; None if not recorded."""
    is_pump_in_heated_space: bool | None = None
    """Whether the circulation pump is in heated space; None if not recorded."""
    is_oil_pump_in_heated_space: bool | None = None
    """Whether the oil pump is in heated space; None if not recorded."""
    has_boiler_interlock: bool | None = None
    """Boiler interlock; None if not recorded."""
    has_delayed_start: bool | None = None
    """Delayed start beside the controller's own; None if not recorded."""
    is_hetas_approved: bool | None = None
    """Whether a solid fuel appliance is HETAS approved."""
    is_condensing_boiler: bool | None = None
    """Whether a boiler is condensing; None if not recorded."""
    is_mcs_installed: bool | None = None
    """Whether a heat pump was installed under MCS; None if not recorded."""
    cpsu_temperature_c: Annotated[float, Field(ge=0, le=110)] | None = None
    """Winter operating temperature of an electric CPSU. [degC]"""
    condensing_heat_distribution: Count | None = None
    """Temperature distribution code of a condensing boiler."""
    heat_pump_heat_distribution: Count | None = None
    """Temperature distribution code of a heat pump."""
    declared: DeclaredHeating | None = None
    """What the manufacturer declares."""
    flue_gas_heat_recovery: FlueGasHeatRecovery | None = None
    """Flue gas heat recovery; None if there is none."""
    storage_heaters: tuple[StorageHeater, ...] = ()
    """Storage heaters from the database."""


class SecondaryHeating(PhysicalModel):
    """The secondary heating of the dwelling."""

    fuel: Fuel | None = None
    """Its fuel; None if not recorded."""
    fuel_product_index: ProductIndex | None = None
    """Product database record of the fuel."""
    heating_code: SapCode | None = None
    """Its code in SAP Table 4a."""
    data_source: DataSource = DataSource.SAP_TABLE
    """Where its efficiency comes from."""
    efficiency_percent: Annotated[float, Field(ge=0, le=1000)] | None = None
    """Declared efficiency. [%]"""
    flue: Flue | None = None
    """Its flue."""
    is_hetas_approved: bool | None = None
    """Whether a solid fuel appliance is HETAS approved."""


class HeatSourceType(StrEnum):
    """What makes the heat of a network."""

    CHP = "chp"
    BOILERS = "boilers"
    HEAT_PUMP = "heat_pump"
    WASTE_HEAT = "waste_heat"
    GEOTHERMAL = "geothermal"


class DistributionType(StrEnum):
    """How heat reaches the dwelling (Table 12c)."""

    CALCULATED = "calculated"
    UNKNOWN = "unknown"
    NOT_CODE_COMPLIANT = "not_code_of_practice_compliant"
    CODE_COMPLIANT = "code_of_practice_compliant"
    TWO_ADJOINING_DWELLINGS = "two_adjoining_dwellings"


class NetworkHeatSource(PhysicalModel):
    """One heat source of a heat network."""

    type: HeatSourceType
    """What it is."""
    fuel: Fuel
    """Its fuel."""
    fuel_product_index: ProductIndex | None = None
    """Product database record of the fuel."""
    heat_fraction: Fraction
    """Share of the network's heat."""
    heat_efficiency_percent: Annotated[float, Field(ge=0, le=1000)]
    """Heat efficiency. [%]"""
    power_efficiency_percent: Percent | None = None
    """Electrical efficiency of a CHP. [%]"""
    chp_generation_code: Annotated[int, Field(ge=81, le=89)] | None = None
    """How a CHP generates (Table 12f code)."""


class HeatNetwork(PhysicalModel):
    """A heat network that serves the dwelling."""

    use: Literal["space", "water", "space_and_water"]
    """What it heats."""
    main_heating_number: Literal[1, 2] | None = None
    """The main heating system it is, where the survey ties it to one."""
    product_index: ProductIndex | None = None
    """Its product database index."""
    sub_network_name: Text | None = None
    """Name of the part of the network."""
    distribution: DistributionType | None = None
    """How heat is distributed; None if not recorded."""
    distribution_loss_factor: Annotated[float, Field(ge=1, le=10)] | None = None
    """Distribution loss factor, where calculated."""
    chp_generation_code: Annotated[int, Field(ge=81, le=89)] | None = None
    """How its CHP generates (Table 12f code), where no heat sources are listed."""
    is_charging_linked_to_use: bool | None = None
    """Whether charging is linked to heat use (networks for hot water only)."""
    is_cylinder_in_dwelling: bool | None = None
    """Whether its cylinder is in the dwelling; None if not recorded."""
    has_heat_interface_unit: bool | None = None
    """Whether there is a heat interface unit in the dwelling; None if not recorded."""
    heat_interface_unit_index: ProductIndex | None = None
    """Product database index of that unit."""
    is_existing: bool | None = None
    """Whether the network is existing; None if not recorded."""
    is_assessed_as_new: bool | None = None
    """Whether it is assessed as new (England, from June 2022)."""
    co2_factor: Measure | None = None
    """Declared CO2 emission factor. [kg/kWh]"""
    primary_energy_factor: Measure | None = None
    """Declared primary energy factor."""
    heat_sources: tuple[NetworkHeatSource, ...] = ()
    """Its heat sources, where not in the product database."""


class Cooling(PhysicalModel):
    """Fixed space cooling."""

    cooled_area_m2: Measure | None = None
    """Cooled floor area; None if not recorded. [m2]"""
    data_source: DataSource | None = None
    """Where its efficiency comes from."""
    energy_class: (
        Literal["A+++", "A++", "A+", "A", "B", "C", "D", "E", "F", "G", "unknown"] | None
    ) = None
    """Energy label class."""
    seer: Measure | None = None
    """Seasonal energy efficiency ratio."""


class Heating(PhysicalModel):
    """All space heating and cooling of the dwelling."""

    main: Annotated[tuple[MainHeating, ...], Field(min_length=1, max_length=2)]
    """Main heating systems 1 and 2."""
    secondary: SecondaryHeating | None = None
    """Secondary heating; None if there is none."""
    heat_networks: tuple[HeatNetwork, ...] = ()
    """Heat networks that serve the dwelling."""
    systems_interaction: Literal["whole_property", "separate_parts"] | None = None
    """Whether two main systems heat the whole dwelling or parts of it."""
    cooling: Cooling | None = None
    """Fixed cooling; None if there is none or none is recorded."""
