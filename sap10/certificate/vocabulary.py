"""Words of the physical description: what the codes of every schema mean, by name.

Belongs here: enumerations used by more than one part. Schemas number them differently; their
numbers are in the schema mappings, never here (except `Fuel`, whose values are SAP Table 12's).
"""

from enum import IntEnum, StrEnum


class Country(StrEnum):
    """Country of the dwelling; decides age bands and some defaults."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"
    ISLE_OF_MAN = "isle_of_man"
    ENGLAND_AND_WALES = "england_and_wales"
    """Older SAP certificates do not tell the two apart."""
    NOT_RECORDED = "not_recorded"


class Region(StrEnum):
    """Climate region as the schemas name it (SAP Appendix U has its own numbering)."""

    BORDERS = "borders"
    EAST_ANGLIA = "east_anglia"
    EAST_PENNINES = "east_pennines"
    EAST_SCOTLAND = "east_scotland"
    HIGHLAND = "highland"
    MIDLANDS = "midlands"
    NORTH_EAST_ENGLAND = "north_east_england"
    NORTH_EAST_SCOTLAND = "north_east_scotland"
    NORTH_WEST_ENGLAND_SOUTH_WEST_SCOTLAND = "north_west_england_south_west_scotland"
    NORTHERN_IRELAND = "northern_ireland"
    ORKNEY = "orkney"
    SEVERN_VALLEY = "severn_valley"
    SHETLAND = "shetland"
    SOUTH_EAST_ENGLAND = "south_east_england"
    SOUTH_WEST_ENGLAND = "south_west_england"
    SOUTHERN_ENGLAND = "southern_england"
    THAMES_VALLEY = "thames_valley"
    WALES = "wales"
    WEST_PENNINES = "west_pennines"
    WEST_SCOTLAND = "west_scotland"
    WESTERN_ISLES = "western_isles"
    JERSEY = "jersey"
    GUERNSEY = "guernsey"
    ISLE_OF_MAN = "isle_of_man"
    NOT_RECORDED = "not_recorded"


class PropertyType(StrEnum):
    """Kind of dwelling."""

    HOUSE = "house"
    BUNGALOW = "bungalow"
    FLAT = "flat"
    MAISONETTE = "maisonette"
    PARK_HOME = "park_home"


class BuiltForm(StrEnum):
    """How the dwelling is attached to its neighbours."""

    DETACHED = "detached"
    SEMI_DETACHED = "semi_detached"
    END_TERRACE = "end_terrace"
    MID_TERRACE = "mid_terrace"
    ENCLOSED_END_TERRACE = "enclosed_end_terrace"
    ENCLOSED_MID_TERRACE = "enclosed_mid_terrace"
    NOT_RECORDED = "not_recorded"


class AgeBand(StrEnum):
    """Construction age band of RdSAP; its years depend on the country (RdSAP 10 Table 1)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"
    H = "H"
    I = "I"  # noqa: E741 - the band's own letter
    J = "J"
    K = "K"
    L = "L"
    M = "M"
    NOT_APPLICABLE = "not_applicable"
    NOT_RECORDED = "not_recorded"


class Orientation(StrEnum):
    """Compass direction a surface faces."""

    NORTH = "north"
    NORTH_EAST = "north_east"
    EAST = "east"
    SOUTH_EAST = "south_east"
    SOUTH = "south"
    SOUTH_WEST = "south_west"
    WEST = "west"
    NORTH_WEST = "north_west"
    HORIZONTAL = "horizontal"
    """Lies flat, so faces no direction."""
    UNKNOWN = "unknown"


class Overshading(StrEnum):
    """Overshading of a solar collector or photovoltaic array (Tables H2 and M1)."""

    NONE_OR_VERY_LITTLE = "none_or_very_little"
    MODEST = "modest"
    SIGNIFICANT = "significant"
    HEAVY = "heavy"
    SEVERE = "severe"
    """Only arrays with a certificate's own shading factor."""
    NOT_RECORDED = "not_recorded"


class DataSource(StrEnum):
    """Where the performance of a product comes from."""

    DATABASE = "database"
    """A record of the product database, named by its index."""
    MANUFACTURER = "manufacturer"
    """Declared by the manufacturer; the declared values are in the certificate."""
    SAP_TABLE = "sap_table"
    """The specification's table, by code."""


class Fuel(IntEnum):
    """A fuel; the value is its code in SAP 10.2 Table 12.

    Electricity is one fuel here: its tariff is the meter's, and Appendix D/Table 12a split it.
    The codes 41 to 58 are heat delivered by a heat network, named by what makes the heat.
    """

    MAINS_GAS = 1
    BULK_LPG = 2
    BOTTLED_LPG = 3
    HEATING_OIL = 4
    BIOGAS = 7
    LNG = 8
    LPG_SPECIAL_CONDITION_18 = 9
    DUAL_FUEL = 10
    """Appliance able to burn mineral fuel and wood."""
    HOUSE_COAL = 11
    SMOKELESS_FUEL = 12
    ANTHRACITE = 15
    WOOD_LOGS = 20
    WOOD_CHIPS = 21
    WOOD_PELLETS_SECONDARY = 22
    """In bags, for secondary heating."""
    WOOD_PELLETS_MAIN = 23
    """Bulk supply, for main heating."""
    ELECTRICITY_SOLD = 36
    """Generated and sold to the grid; a special feature's fuel, never a heater's."""
    ELECTRICITY_DISPLACED = 37
    """Generated and used in the dwelling; a special feature's fuel, never a heater's."""
    ELECTRICITY = 39
    """Electricity from the grid, whatever the tariff."""
    NETWORK_HEAT_PUMP = 41
    NETWORK_WASTE_COMBUSTION = 42
    NETWORK_BIOMASS = 43
    NETWORK_BIOGAS = 44
    NETWORK_POWER_STATION_WASTE_HEAT = 45
    NETWORK_GEOTHERMAL = 46
    NETWORK_HIGH_GRADE_RECOVERED_HEAT = 47
    NETWORK_CHP = 48
    NETWORK_LOW_GRADE_RECOVERED_HEAT = 49
    NETWORK_PUMPING_ELECTRICITY = 50
    NETWORK_MAINS_GAS = 51
    NETWORK_LPG = 52
    NETWORK_OIL = 53
    NETWORK_COAL = 54
    NETWORK_B30D = 55
    NETWORK_MINERAL_OIL_OR_BIODIESEL = 56
    NETWORK_BIODIESEL = 57
    """Boilers using biodiesel from any biomass source."""
    NETWORK_VEGETABLE_OIL_BIODIESEL = 58
    BIODIESEL = 71
    """From any biomass source."""
    USED_COOKING_OIL_BIODIESEL = 72
    VEGETABLE_OIL_BIODIESEL = 73
    MINERAL_OIL_OR_BIODIESEL = 74
    """Appliance able to burn mineral oil or liquid biofuel."""
    B30K = 75
    BIOETHANOL = 76
    FROM_DATABASE = 99
    """The fuel is defined by a record of the product database."""
