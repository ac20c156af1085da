"""Product data of a dwelling: what a record of the product database, or a test, says of a product.

All are records of which a dwelling has none unless it says otherwise, and in a batch flat tables:
`Package`, `PackageResult` (Appendix N), `BoilerProduct` (Appendix D), `HeatingControl` (Table 9),
`WarmAirUnit` (Table 4f), `VentilationUnit` and `WetRoomFan` (section 2.6). In-use factors are data
of the database too and stand beside the figures they belong to. `ProductUse` says which products
were looked up.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Generic

from sap10.fields import B, F, I, absent


class PackageKind(IntEnum):
    """What a package of Appendix N is, and where a heat pump takes its heat from (Table N1)."""

    GROUND_OR_WATER_SOURCE = 0
    AIR_SOURCE = 1
    EXHAUST_AIR_MEV = 2
    EXHAUST_AIR_MVHR = 3
    EXHAUST_AIR_MIXED = 4
    SOLAR_ASSISTED = 5
    MICRO_COGENERATION = 6
    COMBINED_WITH_BOILER = 7
    """A heat pump and a boiler in one package: main systems 1 and 2 of the dwelling."""


class PackageService(IntEnum):
    """What a package provides, Table N1."""

    SPACE_AND_WATER = 0
    SPACE_AND_WATER_IN_HEATING_SEASON = 1
    SPACE_ONLY = 2
    WATER_ONLY = 3


class PackageVessel(IntEnum):
    """Hot water vessel of a package, Table N1."""

    NONE = 0
    INTEGRAL = 1
    SPECIFIED_CYLINDER = 2
    UNSPECIFIED_CYLINDER = 3


class HeatingDuration(IntEnum):
    """Daily heating duration of a package, Table N2; the number is its place in Table N9."""

    HOURS_24 = 0
    HOURS_16 = 1
    HOURS_9 = 2
    VARIABLE = 3


class ControlClass(IntEnum):
    """Ecodesign temperature control class, section 9.4 and Tables D1 to D3."""

    NONE = 0
    I = 1  # noqa: E741 - the class's own name
    II = 2
    III = 3
    IV = 4
    V = 5
    VI = 6
    VII = 7
    VIII = 8


class WetRoom(IntEnum):
    """Where a fan of decentralised mechanical extract ventilation is, section 2.6.4."""

    KITCHEN = 0
    OTHER = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Package(Generic[F, I]):
    """A heat pump or micro-cogeneration package of Appendix N, Tables N1 and N2; one per dwelling.

    It is main system 1, whose fuel, controls and emitters are those of that input; its code there
    is that of Table 4a or 4b nearest to it. A package for water only (`service`) is the water
    heater instead. Its results by plant size ratio are the dwelling's `PackageResult` records.

    `water_efficiency_m_percent` and `water_electricity_m` [kWh/kWh] are of load profile M,
    `..._l` of profile L (0: not tested), for packages whose water efficiency does not depend on the
    plant size ratio; without a test it is that of the results. Vessel figures are the record's:
    `vessel_volume_l`, `vessel_loss_kwh_per_day`, `vessel_exchanger_m2` (0: the exchanger is inside
    the heat pump). `cylinder_exchanger_m2` is that of the cylinder installed, 0 where unknown.
    """

    kind: I
    service: I = absent(PackageService.SPACE_AND_WATER)
    heating_duration: I = absent(HeatingDuration.VARIABLE)
    vessel: I = absent(PackageVessel.NONE)
    vessel_volume_l: F = absent(0.0)
    vessel_loss_kwh_per_day: F = absent(0.0)
    vessel_exchanger_m2: F = absent(0.0)
    cylinder_exchanger_m2: F = absent(0.0)
    water_efficiency_m_percent: F = absent(0.0)
    water_efficiency_l_percent: F = absent(0.0)
    water_electricity_m: F = absent(0.0)
    water_electricity_l: F = absent(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageResult(Generic[F]):
    """Results of a package at one plant size ratio, the PSR-dependent data of Table N2.

    A dwelling has one record per plant size ratio of each design flow temperature (any one figure
    for warm air) and, for exhaust air heat pumps, of each air flow rate [l/s]. `electricity`
    [kWh/kWh] is e_space, `running_hours` [h/year] H_hp. The last three are of packages combined
    with a boiler: the heat pump's shares of space and water heat, and the boiler's eta_space,2.
    """

    plant_size_ratio: F
    flow_temperature_c: F = absent(58.0)
    air_flow_l_per_s: F = absent(0.0)
    maximum_output_kw: F
    space_efficiency_percent: F
    water_efficiency_percent: F = absent(100.0)
    electricity: F = absent(0.0)
    running_hours: F = absent(0.0)
    space_share: F = absent(1.0)
    water_share: F = absent(1.0)
    boiler_efficiency_percent: F = absent(100.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoilerProduct(Generic[F, I, B]):
    """What a boiler's record adds to its efficiencies: Appendix D2.2 and Table 4f note d.

    `system` is 1 or 2, the main system that the boiler is. `control_class` is that of a controller
    which the record lists as compatible. `electricity_kwh` [kWh/year] replaces the figures of
    Table 4f for fuel pump and flue fan where `is_electricity_declared`. Of a twin burner range
    cooker boiler, `case_emission_kw` and `heat_to_water_kw` are its record's at full load (B5.1).
    """

    system: I
    is_condensing: B
    is_modulating: B = absent(False)
    control_class: I = absent(ControlClass.NONE)
    is_electricity_declared: B = absent(False)
    electricity_kwh: F = absent(0.0)
    case_emission_kw: F = absent(0.0)
    heat_to_water_kw: F = absent(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatingControl(Generic[F, I]):
    """What one or two controls of the database change in Table 9 for main system 1 (9.4.20).

    Temperatures [degC] are subtracted from Th1 and Th2, hours added to the first (or only) period
    without heating of each zone; 0 where a record has no value. The two of `elsewhere` count only
    where the control of Table 4e is of `control_type` (notes c and d). Of two controls the one of
    the living area gives the first two, the other the rest.
    """

    living_area_temperature_c: F = absent(0.0)
    living_area_off_hours: F = absent(0.0)
    elsewhere_temperature_c: F = absent(0.0)
    elsewhere_off_hours: F = absent(0.0)
    control_type: I = absent(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarmAirUnit(Generic[F]):
    """A warm air unit's fans, Table 4f note e: `specific_fan_power` [W/(l/s)], in-use included."""

    specific_fan_power: F


@dataclass(frozen=True, slots=True, kw_only=True)
class VentilationUnit(Generic[F]):
    """A centralised ventilation system for the dwelling's wet rooms and ducts, section 2.6.

    `specific_fan_power` [W/(l/s)] and `exchange_efficiency_percent` are as tested, without their
    in-use factors. Where a dwelling has two different systems, `wet_rooms` weights them.
    """

    specific_fan_power: F
    fan_in_use_factor: F
    exchange_efficiency_percent: F = absent(0.0)
    recovery_in_use_factor: F = absent(1.0)
    wet_rooms: F = absent(1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WetRoomFan(Generic[F, I]):
    """One fan of decentralised mechanical extract ventilation, equation (1) of section 2.6.4."""

    room: I
    specific_fan_power: F
    in_use_factor: F


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductUse:
    """One product that a description names: in which role, its index, whether a record is there.

    `table` is the table of the database that has it, empty if none does.
    """

    role: str
    index: int
    table: str = ""

    @property
    def is_found(self) -> bool:
        """Whether the database has a record of it."""
        return bool(self.table)
