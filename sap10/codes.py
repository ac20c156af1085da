"""Codes of the SAP inputs: small enumerations of the specification's own choices.

SAP heating, control and fuel codes are plain integers with their table's own numbers (Tables 4a,
4b, 4e, 12); an absent system or fuel is 0.
"""

from enum import IntEnum


class Ruleset(IntEnum):
    """Which document's prices and rating equations apply by default."""

    SAP = 0
    RDSAP = 1


class Conventions(IntEnum):
    """Whose reading counts where accredited software differs from the text (docs/adr/0012)."""

    SPECIFICATION = 0
    ACCREDITED = 1


class PressureTest(IntEnum):
    """How the infiltration rate is known, worksheet lines (17) and (17a)."""

    NONE = 0
    AT_50_PA = 1
    AT_4_PA = 2


class VentilationSystem(IntEnum):
    """Mechanical ventilation, worksheet lines (24a) to (24d)."""

    NATURAL = 0
    POSITIVE_INPUT_FROM_LOFT = 1
    POSITIVE_INPUT_FROM_OUTSIDE = 2
    EXTRACT = 3
    BALANCED = 4
    BALANCED_WITH_HEAT_RECOVERY = 5


class ElementKind(IntEnum):
    """Opaque and internal elements of worksheet section 3."""

    SOLID_DOOR = 0
    SEMI_GLAZED_DOOR = 1
    BASEMENT_FLOOR = 2
    GROUND_FLOOR = 3
    EXPOSED_FLOOR = 4
    BASEMENT_WALL = 5
    EXTERNAL_WALL = 6
    ROOF = 7
    PARTY_WALL = 8
    PARTY_FLOOR = 9
    PARTY_CEILING = 10
    INTERNAL_WALL = 11
    INTERNAL_FLOOR = 12
    INTERNAL_CEILING = 13


class OpeningKind(IntEnum):
    """Glazed openings, worksheet lines (27), (27a) and section 6."""

    WINDOW = 0
    ROOF_WINDOW = 1
    ROOFLIGHT = 2


class Orientation(IntEnum):
    """Direction a surface faces, clockwise from north; horizontal surfaces use HORIZONTAL."""

    HORIZONTAL = 0
    NORTH = 1
    NORTH_EAST = 2
    EAST = 3
    SOUTH_EAST = 4
    SOUTH = 5
    SOUTH_WEST = 6
    WEST = 7
    NORTH_WEST = 8


class Overshading(IntEnum):
    """Overshading of windows, Table 6d."""

    HEAVY = 0
    MORE_THAN_AVERAGE = 1
    AVERAGE_OR_UNKNOWN = 2
    VERY_LITTLE = 3


class SolarOvershading(IntEnum):
    """Overshading of photovoltaic arrays, Table M1 (RdSAP: Table H2 factors apply)."""

    HEAVY = 0
    SIGNIFICANT = 1
    MODEST = 2
    NONE_OR_LITTLE = 3
    SEVERE = 4


class ColdWaterSource(IntEnum):
    """Where cold water comes from, Table J1."""

    HEADER_TANK = 0
    MAINS = 1


class Tariff(IntEnum):
    """Electricity tariff, section 12.4.3 and Table 12a."""

    STANDARD = 0
    SEVEN_HOUR = 1
    TEN_HOUR = 2
    EIGHTEEN_HOUR = 3
    TWENTY_FOUR_HOUR = 4


class Emitter(IntEnum):
    """Heat emitter of a wet system, Table 4d; NONE where the system is its own emitter."""

    NONE = 0
    RADIATORS = 1
    UNDERFLOOR_TIMBER = 2
    UNDERFLOOR_SCREED = 3
    UNDERFLOOR_CONCRETE = 4
    FAN_COIL = 5


class PumpAge(IntEnum):
    """Age of a central heating pump, Tables 4f and 5a."""

    UNKNOWN = 0
    UP_TO_2012 = 1
    FROM_2013 = 2


class CylinderInsulation(IntEnum):
    """Insulation of a hot water cylinder, Table 2."""

    NONE = 0
    FACTORY = 1
    LOOSE_JACKET = 2


class Immersion(IntEnum):
    """Immersion heater of a cylinder, Table 13."""

    NONE = 0
    SINGLE = 1
    DUAL = 2


class PipeworkInsulation(IntEnum):
    """Primary pipework insulation, Table 3."""

    UNINSULATED = 0
    FIRST_METRE = 1
    ALL_ACCESSIBLE = 2
    FULL = 3


class ThermalStore(IntEnum):
    """Thermal store, Tables 2b and 3."""

    NONE = 0
    HOT_WATER_ONLY = 1
    INTEGRATED = 2


class KeepHot(IntEnum):
    """Keep-hot facility of a combi boiler, Tables 3a and 4f."""

    NONE = 0
    FUEL_TIMED = 1
    FUEL_UNTIMED = 2
    ELECTRIC_TIMED = 3
    ELECTRIC_UNTIMED = 4


class SolarStore(IntEnum):
    """Where a solar thermal system keeps its heat, Appendix H (H14)."""

    SEPARATE = 0
    COMBINED = 1
    THERMAL_STORE = 2
    DIRECT = 3


class SolarPurpose(IntEnum):
    """What a solar thermal system heats, Appendix H (H18), (H19)."""

    WATER = 0
    SPACE = 1
    WATER_AND_SPACE = 2


class CombiTest(IntEnum):
    """Load profiles that a combi boiler was tested with: Table 3a, 3b or 3c."""

    NONE = 0
    PROFILE_M = 1
    PROFILES_M_AND_S = 2
    PROFILES_M_AND_L = 3


class CombiStore(IntEnum):
    """Store of a storage combi boiler, Table 2b and section B3."""

    NONE = 0
    PRIMARY = 1
    SECONDARY = 2


class CompensationClass(IntEnum):
    """Compensation control beside flue gas heat recovery, Table G1: Ecodesign control classes."""

    NONE = 0
    WEATHER_OR_ENHANCED_LOAD = 1
    ENHANCED_WEATHER = 2


class WasteWaterKind(IntEnum):
    """Waste water heat recovery, Appendix G2 or G3."""

    INSTANTANEOUS = 0
    STORAGE = 1


class ShowerKind(IntEnum):
    """Shower outlet, Appendix J."""

    MIXER = 0
    ELECTRIC = 1


class Prices(IntEnum):
    """Price set of a rating: SAP 10.2 Table 12 or RdSAP 10 Table 32."""

    TABLE_12 = 0
    TABLE_32 = 1


class Calculation(IntEnum):
    """Calculation type: climate and purpose (Appendix U, RdSAP 10 section 15)."""

    RATING = 0
    COSTS = 1
    EMISSIONS = 2
