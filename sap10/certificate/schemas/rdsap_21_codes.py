"""Enumerations of RdSAP-Schema-21.0.0 and 21.0.1 (their codes, our meanings)."""

from typing import Final

from sap10.certificate.converters import Codes, thickness_codes
from sap10.certificate.energy_source import ElectricityMeter, Terrain
from sap10.certificate.epc_property_data import Addendum, Corridor, FlatLevel
from sap10.certificate.fabric_reduced import (
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    GableType,
    MeasurementType,
    PartyWallConstruction,
    ReducedGlazing,
    RoofConstruction,
    RoofInsulationLocation,
    WallConstruction,
    WallInsulation,
    WindowWall,
)
from sap10.certificate.heating import Flue, HeatEmitter, Ignition
from sap10.certificate.ventilation import PressureTest, VentilationType
from sap10.certificate.vocabulary import DataSource, Fuel
from sap10.certificate.water_heating import CylinderInsulation, CylinderSize, ShowerType

FUEL: Final = Codes(
    "HeatingFuelTypeCode",
    {
        "0": None,
        "1": Fuel.MAINS_GAS,
        "2": Fuel.BULK_LPG,
        "3": Fuel.BOTTLED_LPG,
        "4": Fuel.HEATING_OIL,
        "5": Fuel.ANTHRACITE,
        "6": Fuel.WOOD_LOGS,
        "7": Fuel.WOOD_PELLETS_MAIN,
        "8": Fuel.WOOD_CHIPS,
        "9": Fuel.DUAL_FUEL,
        "10": Fuel.ELECTRICITY,
        "11": Fuel.NETWORK_WASTE_COMBUSTION,
        "12": Fuel.NETWORK_BIOMASS,
        "13": Fuel.NETWORK_BIOGAS,
        "14": Fuel.HOUSE_COAL,
        "15": Fuel.SMOKELESS_FUEL,
        "16": Fuel.WOOD_PELLETS_SECONDARY,
        "17": Fuel.LPG_SPECIAL_CONDITION_18,
        "18": Fuel.B30K,
        "19": Fuel.BIOETHANOL,
        "20": Fuel.NETWORK_MAINS_GAS,
        "21": Fuel.NETWORK_LPG,
        "22": Fuel.NETWORK_OIL,
        "23": Fuel.NETWORK_B30D,
        "24": Fuel.NETWORK_COAL,
        "25": Fuel.NETWORK_HEAT_PUMP,
        "26": Fuel.MAINS_GAS,
        "27": Fuel.BULK_LPG,
        "28": Fuel.HEATING_OIL,
        "29": Fuel.ELECTRICITY,
        "30": Fuel.NETWORK_WASTE_COMBUSTION,
        "31": Fuel.NETWORK_BIOMASS,
        "32": Fuel.NETWORK_BIOGAS,
        "33": Fuel.HOUSE_COAL,
        "34": Fuel.BIODIESEL,
        "35": Fuel.USED_COOKING_OIL_BIODIESEL,
        "36": Fuel.VEGETABLE_OIL_BIODIESEL,
        "37": Fuel.MINERAL_OIL_OR_BIODIESEL,
        "38": Fuel.BOTTLED_LPG,
        "51": Fuel.BIOGAS,
        "56": Fuel.NETWORK_MINERAL_OIL_OR_BIODIESEL,
        "57": Fuel.NETWORK_BIODIESEL,
        "58": Fuel.NETWORK_VEGETABLE_OIL_BIODIESEL,
        "99": Fuel.FROM_DATABASE,
    },
)
"""Not the codes of SAP Table 12; the same numbers mean other fuels there."""

METER: Final = Codes(
    "ElectricMeterTypeCode",
    {
        "1": ElectricityMeter.DUAL,
        "2": ElectricityMeter.SINGLE,
        "3": ElectricityMeter.UNKNOWN,
        "4": ElectricityMeter.TWENTY_FOUR_HOUR,
        "5": ElectricityMeter.EIGHTEEN_HOUR,
        "6": ElectricityMeter.TEN_HOUR,
    },
)
MAINS_GAS: Final = Codes("MainsGasCode", {"Y": True, "N": False, "NR": None})
TERRAIN: Final = Codes(
    "SAP-TerrainTypeCode", {str(n): kind for n, kind in enumerate(Terrain, start=1)}
)
MEASUREMENT: Final = Codes(
    "MeasurementTypeCode", {"1": MeasurementType.INTERNAL, "2": MeasurementType.EXTERNAL}
)
FLAT_LEVEL: Final = Codes(
    "FlatLevelCode",
    {
        "0": FlatLevel.BASEMENT,
        "1": FlatLevel.GROUND_FLOOR,
        "2": FlatLevel.MID_FLOOR,
        "3": FlatLevel.TOP_FLOOR,
        "99": FlatLevel.NOT_RECORDED,
    },
)
ENTRANCE_STOREY: Final = Codes("BlockStoreyCode", {str(n): n for n in range(-1, 21)} | {"20+": 21})
CORRIDOR: Final = Codes(
    "HeatLossCorridorCode", {str(n): corridor for n, corridor in enumerate(Corridor)}
)
CONSERVATORY_HEIGHT: Final = Codes(
    "ConservatoryHeightCode", {"1": 1.0, "1.5": 1.5, "2": 2.0, "2.5": 2.5, "3": 3.0}
)

WALL_CONSTRUCTION: Final = Codes(
    "WallConstructionCode", {str(n): kind for n, kind in enumerate(WallConstruction, start=1)}
)
WALL_INSULATION: Final = Codes(
    "WallInsulationCode", {str(n): kind for n, kind in enumerate(WallInsulation, start=1)}
)
CONDUCTIVITY: Final = Codes(
    "SAP-InsulationThermalConductivityCode", {"1": 0.04, "2": 0.03, "3": 0.025}
)
PARTY_WALL: Final = Codes(
    "PartyWallConstructionCode",
    {
        "0": PartyWallConstruction.UNDETERMINED,
        "1": PartyWallConstruction.SOLID,
        "2": PartyWallConstruction.CAVITY_UNFILLED,
        "3": PartyWallConstruction.CAVITY_FILLED,
        "4": PartyWallConstruction.CAVITY_FILLED_AND_SEALED,
        "NA": PartyWallConstruction.NOT_APPLICABLE,
        "NI": PartyWallConstruction.NOT_RECORDED,
    },
)
ROOF_CONSTRUCTION: Final = Codes(
    "RoofTypeCode",
    {
        "0": RoofConstruction.NONE,
        "1": RoofConstruction.FLAT,
        "2": RoofConstruction.PITCHED,
        "3": RoofConstruction.ANOTHER_DWELLING_ABOVE,
        "4": RoofConstruction.PITCHED_LOFT_ACCESS,
        "5": RoofConstruction.PITCHED_NO_LOFT_ACCESS,
        "6": RoofConstruction.THATCHED,
        "7": RoofConstruction.SAME_DWELLING_ABOVE,
        "8": RoofConstruction.PITCHED_SLOPING_CEILING,
        "9": RoofConstruction.NON_RESIDENTIAL_ABOVE,
        "NR": RoofConstruction.NOT_RECORDED,
    },
)
ROOF_INSULATION: Final = Codes(
    "RoofInsulationLocationCode",
    {
        "1": RoofInsulationLocation.RAFTERS,
        "2": RoofInsulationLocation.JOISTS,
        "3": RoofInsulationLocation.NO_ACCESS,
        "4": RoofInsulationLocation.UNKNOWN,
        "5": RoofInsulationLocation.NONE,
        "6": RoofInsulationLocation.FLAT_ROOF,
        "7": RoofInsulationLocation.SLOPING_CEILING,
        "ND": RoofInsulationLocation.NOT_DEFINED,
    },
)
FLOOR_HEAT_LOSS: Final = Codes(
    "HeatLossFloorCode",
    {
        "1": FloorHeatLoss.EXPOSED,
        "2": FloorHeatLoss.UNHEATED_SPACE,
        "3": FloorHeatLoss.PARTIALLY_HEATED_SPACE,
        "6": FloorHeatLoss.ANOTHER_DWELLING_BELOW,
        "7": FloorHeatLoss.GROUND,
        "8": FloorHeatLoss.SAME_DWELLING_BELOW,
    },
)
FLOOR_CONSTRUCTION: Final = Codes(
    "SAP-FloorConstructionCode", {str(n): kind for n, kind in enumerate(FloorConstruction)}
)
FLOOR_INSULATION: Final = Codes(
    "SAP-FloorInsulationCode", {str(n): kind for n, kind in enumerate(FloorInsulation)}
)
STOREY: Final = Codes("SAP-StoreyFloorCode", {str(n): n for n in range(7)} | {"99": 99, "NR": None})
GABLE: Final = Codes("GableType", {str(n): kind for n, kind in enumerate(GableType)})
ROOF_ROOM_INSULANT: Final = Codes(
    "RinRInsulationTypeCode", {"0": "mineral_wool_or_eps", "1": "pur_or_pir"}
)

_MILLIMETRES = (
    "12mm",
    "25mm",
    "50mm",
    "75mm",
    "100mm",
    "125mm",
    "150mm",
    "175mm",
    "200mm",
    "225mm",
    "250mm",
    "270mm",
    "300mm",
    "350mm",
)
WALL_THICKNESS: Final = thickness_codes(
    "WallInsulationThicknessCode", "NI", "10mm", *_MILLIMETRES[1:9]
)
"""Its word `measured` is read with the measured thickness."""
FLOOR_THICKNESS: Final = thickness_codes("FloorInsulationThicknessCode", "NI", *_MILLIMETRES[1:9])
LOFT_THICKNESS: Final = thickness_codes(
    "RoofInsulationThicknessCode", "NI", "ND", "0", *_MILLIMETRES, plus=("400mm+",)
)
RAFTER_THICKNESS: Final = thickness_codes(
    "RafterInsulationThicknessCode", "NI", "AB", *_MILLIMETRES, plus=("400+mm",)
)
FLAT_ROOF_THICKNESS: Final = thickness_codes(
    "FlatRoofInsulationThicknessCode", "NI", "AB", *_MILLIMETRES, plus=("400+mm",)
)
SLOPING_THICKNESS: Final = thickness_codes(
    "SlopedCeilingInsulationThicknessCode", "NI", "AB", *_MILLIMETRES, plus=("400+mm",)
)
ROOF_ROOM_THICKNESS: Final = thickness_codes(
    "RoofRoomInsulationThicknessCode", "AB", "NI", "ND", "0", *_MILLIMETRES, plus=("400mm+",)
)

GLAZING: Final = Codes(
    "SAP-GlazingTypeCode",
    {
        "1": ReducedGlazing.DOUBLE_FIRST_PERIOD,
        "2": ReducedGlazing.DOUBLE_SECOND_PERIOD,
        "3": ReducedGlazing.DOUBLE_UNKNOWN_DATE,
        "4": ReducedGlazing.SECONDARY_UNKNOWN,
        "5": ReducedGlazing.SINGLE,
        "6": ReducedGlazing.TRIPLE_UNKNOWN_DATE,
        "7": ReducedGlazing.DOUBLE_KNOWN,
        "8": ReducedGlazing.TRIPLE_KNOWN,
        "9": ReducedGlazing.TRIPLE_SECOND_PERIOD,
        "10": ReducedGlazing.TRIPLE_FIRST_PERIOD,
        "11": ReducedGlazing.SECONDARY_NORMAL_EMISSIVITY,
        "12": ReducedGlazing.SECONDARY_LOW_EMISSIVITY,
        "13": ReducedGlazing.DOUBLE_THIRD_PERIOD,
        "14": ReducedGlazing.TRIPLE_THIRD_PERIOD,
        "15": ReducedGlazing.SINGLE_KNOWN,
        "ND": ReducedGlazing.NOT_DEFINED,
    },
)
GLAZING_GAP: Final = Codes("SAP-GlazingGapTypeCode", {"6": 6, "12": 12, "16+": 16})
OPENING_SOURCE: Final = Codes("SAP-OpeningDataSourceCode", {"2": "manufacturer", "4": "bfrc"})
WINDOW_TYPE: Final = Codes("WindowTypeCode", {"1": False, "2": True})
WINDOW_PART: Final = Codes("BuildingPartCode", {str(n): n + 1 for n in range(5)})
WINDOW_WALL: Final = Codes(
    "WindowWallTypeCode", {str(n): wall for n, wall in enumerate(WindowWall, start=1)}
)

VENTILATION: Final = Codes(
    "VentilationTypeCode",
    {
        "0": VentilationType.NATURAL,
        "1": VentilationType.BALANCED,
        "2": VentilationType.EXTRACT_DECENTRALISED,
        "3": VentilationType.EXTRACT_CENTRALISED,
        "4": VentilationType.BALANCED_HEAT_RECOVERY,
        "5": VentilationType.POSITIVE_INPUT_FROM_LOFT,
        "6": VentilationType.POSITIVE_INPUT_FROM_OUTSIDE,
    },
)
PRESSURE_TEST: Final = Codes(
    "SAP-PressureTestCode",
    {
        "4": PressureTest.NOT_TESTED,
        "6": PressureTest.MEASURED_EXISTING,
        "7": PressureTest.LOW_PRESSURE_PULSE,
    },
)

HEATING_SOURCE: Final = Codes(
    "BoilerDataSourceCode", {"1": DataSource.DATABASE, "2": DataSource.SAP_TABLE}
)
EMITTER: Final = Codes("HeatEmitterCode", {str(n): kind for n, kind in enumerate(HeatEmitter)})
FLUE: Final = Codes("BoilerFlueTypeCode", {"1": Flue.OPEN, "2": Flue.BALANCED})
IGNITION: Final = Codes("BoilerIgnitionCode", {"1": Ignition.AUTOMATIC, "2": Ignition.PILOT_LIGHT})
CYLINDER_SIZE: Final = Codes(
    "CylinderSizeCode",
    {
        "0": CylinderSize.NO_ACCESS,
        "1": None,
        "2": CylinderSize.NORMAL,
        "3": CylinderSize.MEDIUM,
        "4": CylinderSize.LARGE,
        "5": CylinderSize.WITH_SOLAR_DETAILS,
        "6": CylinderSize.EXACT,
    },
)
CYLINDER_INSULATION: Final = Codes(
    "CylinderInsulationTypeCode", {str(n): kind for n, kind in enumerate(CylinderInsulation)}
)
CYLINDER_THICKNESS: Final = Codes(
    "CylinderThicknessCode",
    {str(mm): float(mm) for mm in (0, 12, 25, 38, 50, 80, 120, 160)},
)
SHOWER: Final = Codes(
    "ShowerTypeCode",
    {
        "0": ShowerType.UNKNOWN,
        "1": ShowerType.NON_ELECTRIC,
        "2": ShowerType.ELECTRIC,
        "3": ShowerType.ELECTRIC_AND_NON_ELECTRIC,
        "4": ShowerType.NONE,
    },
)
SOLAR_PUMP: Final = Codes("SolarPumpType", {"0": "unknown", "1": "electric", "2": "photovoltaic"})

_ADDENDA = {
    "1": Addendum.UNUSUAL_WALL,
    "2": Addendum.ROOM_HEATER_FOR_RANGE_COOKER,
    "3": Addendum.INDIVIDUAL_SPACE_COMMUNITY_WATER,
    "4": Addendum.SWIMMING_POOL,
    "5": Addendum.MICRO_CHP_NOT_IN_DATABASE,
    "6": Addendum.STORAGE_OR_DUAL_IMMERSION_ON_SINGLE_METER,
    "7": Addendum.TRVS_ONLY,
    "8": Addendum.PV_OR_WIND,
    "9": Addendum.TWO_MAIN_SYSTEMS,
    "10": Addendum.DUAL_METER_WITH_STANDARD,
    "11": Addendum.SINGLE_METER_WITH_OFF_PEAK,
    "12": Addendum.UNLISTED_BIOMASS,
}
ADDENDUM_21_0_0: Final = Codes(
    "AddendumCode", _ADDENDA | {"13": Addendum.PARK_HOME, "14": Addendum.SPECIAL_FEATURE}
)
ADDENDUM_21_0_1: Final = Codes(
    "AddendumCode",
    _ADDENDA
    | {
        "13": Addendum.SPECIAL_FEATURE,
        "14": Addendum.CONSERVATION_AREA,
        "15": Addendum.PV_RECOMMENDED,
        "16": Addendum.INDEPENDENT_BATTERY,
        "17": Addendum.PHASE_CHANGE_STORE,
        "18": Addendum.PARTY_WALL_INSULATION,
    },
)
