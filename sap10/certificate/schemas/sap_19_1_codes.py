"""Enumerations of SAP-Schema-19.1.0 (its codes, our meanings)."""

from typing import Final

from sap10.certificate.converters import Codes, number
from sap10.certificate.energy_source import ElectricityMeter, Terrain
from sap10.certificate.epc_property_data import FlatLevel
from sap10.certificate.fabric_measured import (
    DataType,
    FloorType,
    FrameType,
    MeasuredGlazing,
    OpeningKind,
    RoofType,
    ThermalBridgeMethod,
    WallType,
    WindowOvershading,
)
from sap10.certificate.heating import (
    BoilerType,
    BurnerControl,
    CombiType,
    EfficiencyType,
    Flue,
    FuelFeed,
    HeatEmitter,
    HeatSourceType,
    SolidFuelBoilerType,
    UnderfloorEmitter,
)
from sap10.certificate.mapping import Document
from sap10.certificate.ventilation import (
    GroundFloor,
    PressureTest,
    StructuralInfiltration,
    VentilationType,
)
from sap10.certificate.vocabulary import DataSource, Fuel
from sap10.certificate.water_heating import (
    CylinderInsulation,
    PipeworkInsulation,
    ShowerType,
    ThermalStore,
)

_NO_PITCH: Final = -1


def vertical_pitch(raw: object, path: str, document: Document) -> float | None:
    """Read a SAP-VerticalPitch [degrees]; -1, of older data, says nothing."""
    value = number(raw, path, document)
    return None if value == _NO_PITCH else value


DATA_TYPE: Final = Codes(
    "SAP-DataTypeCode", {str(n): kind for n, kind in enumerate(DataType, start=1)}
)
FUEL: Final[Codes[Fuel | None]] = Codes(
    "HeatingFuelTypeCode", {str(int(fuel)): fuel for fuel in Fuel}
)
"""The schema's codes are Table 12's."""

TARIFF: Final = Codes(
    "SAP-ElectricityTariffCode",
    {
        "1": ElectricityMeter.SINGLE,
        "2": ElectricityMeter.SEVEN_HOUR,
        "3": ElectricityMeter.TEN_HOUR,
        "4": ElectricityMeter.TWENTY_FOUR_HOUR,
        "5": ElectricityMeter.EIGHTEEN_HOUR,
        "ND": ElectricityMeter.NOT_APPLICABLE,
    },
)
TERRAIN: Final = Codes(
    "SAP-TerrainTypeCode", {"1": Terrain.URBAN, "2": Terrain.SUBURBAN, "3": Terrain.RURAL}
)
FLAT_LEVEL: Final = Codes(
    "SAP-FlatLevelCode",
    {
        "0": FlatLevel.BASEMENT,
        "1": FlatLevel.GROUND_FLOOR,
        "2": FlatLevel.MID_FLOOR,
        "3": FlatLevel.TOP_FLOOR,
    },
)
SMOKE_CONTROL: Final = Codes(
    "ExtendedBoolean", {"true": "yes", "1": "yes", "false": "no", "0": "no", "unknown": "unknown"}
)
COLD_WATER: Final = Codes("ColdWaterSourceCode", {"1": "mains", "2": "header_tank"})
LOW_WATER_USE: Final = Codes("DesignWaterUseCode", {"1": True})

STOREY: Final = Codes("SAP-StoreyFloorCode", {str(n): n for n in range(-1, 7)} | {"99": 99})
FLOOR_TYPE: Final = Codes(
    "SAP-FloorTypeCode", {str(n): kind for n, kind in enumerate(FloorType, start=1)}
)
WALL_TYPE: Final = Codes(
    "SAP-WallTypeCode", {str(n): kind for n, kind in enumerate(WallType, start=1)}
)
ROOF_TYPE: Final = Codes("SAP-RoofTypeCode", {"2": RoofType.EXPOSED, "4": RoofType.PARTY})
OPENING_KIND: Final = Codes(
    "SAP-OpeningTypeCode", {str(n): kind for n, kind in enumerate(OpeningKind, start=1)}
)
OPENING_SOURCE: Final = Codes(
    "SAP-OpeningDataSourceCode", {"2": "manufacturer", "3": "sap_table", "4": "bfrc"}
)
GLAZING: Final = Codes(
    "SAP-GlazingTypeCode", {str(n): kind for n, kind in enumerate(MeasuredGlazing, start=1)}
)
GLAZING_GAP: Final = Codes("SAP-GlazingGapTypeCode", {"1": 6, "2": 12, "3": 16})
FRAME: Final = Codes(
    "SAP-FrameTypeCode", {str(n): kind for n, kind in enumerate(FrameType, start=1)}
)
WINDOW_OVERSHADING: Final = Codes(
    "SAP-WindowOvershadingCode",
    {str(n): kind for n, kind in enumerate(WindowOvershading, start=1)},
)
BRIDGE_METHOD: Final = Codes(
    "SAP-ThermalBridgeCode",
    {str(n): kind for n, kind in enumerate(ThermalBridgeMethod, start=1)},
)
JUNCTION: Final = Codes(
    "SAP-ThermalBridgeTypeCode",
    {
        code: code
        for code in (
            "ND",
            *(f"E{n}" for n in range(1, 26)),
            *(f"P{n}" for n in range(1, 9)),
            *(f"R{n}" for n in range(1, 12)),
            "O1",
            "O2",
        )
    },
)
PSI_SOURCE: Final = Codes(
    "PsiValueSourceCode",
    {
        "1": "calculated",
        "2": "approved_scheme",
        "3": "not_approved_scheme",
        "4": "sap_table",
    },
)

VENTILATION: Final = Codes(
    "SAP-VentilationTypeCode",
    {
        "1": VentilationType.INTERMITTENT_FANS,
        "2": VentilationType.PASSIVE_VENTS,
        "3": VentilationType.POSITIVE_INPUT_FROM_LOFT,
        "4": VentilationType.POSITIVE_INPUT_FROM_OUTSIDE,
        "5": VentilationType.EXTRACT_CENTRALISED,
        "6": VentilationType.EXTRACT_DECENTRALISED,
        "7": VentilationType.BALANCED,
        "8": VentilationType.BALANCED_HEAT_RECOVERY,
        "9": VentilationType.FANS_OR_PASSIVE_VENTS,
        "10": VentilationType.FANS_AND_PASSIVE_VENTS,
    },
)
PRESSURE_TEST: Final = Codes(
    "SAP-PressureTestCode", {str(n): kind for n, kind in enumerate(PressureTest, start=1)}
)
GROUND_FLOOR: Final = Codes(
    "SAP-FloorConstructionCode", {str(n): kind for n, kind in enumerate(GroundFloor, start=1)}
)
STRUCTURE: Final = Codes(
    "SAP-WallConstructionCode",
    {"1": StructuralInfiltration.STEEL_OR_TIMBER_FRAME, "2": StructuralInfiltration.OTHER},
)
DATA_SOURCE: Final = Codes(
    "SAP-DataSourceCode",
    {"1": DataSource.DATABASE, "2": DataSource.MANUFACTURER, "3": DataSource.SAP_TABLE},
)
NON_DATABASE_SOURCE: Final = Codes(
    "SAP-NonDatabaseSourceCode", {"2": DataSource.MANUFACTURER, "3": DataSource.SAP_TABLE}
)

EMITTER: Final = Codes(
    "HeatEmitterCode",
    {
        "1": HeatEmitter.RADIATORS,
        "2": HeatEmitter.UNDERFLOOR,
        "3": HeatEmitter.RADIATORS_AND_UNDERFLOOR,
        "4": HeatEmitter.FAN_COILS,
    },
)
UNDERFLOOR: Final = Codes(
    "UnderfloorHeatEmitterCode",
    {str(n): kind for n, kind in enumerate(UnderfloorEmitter, start=1)},
)
FLUE: Final = Codes(
    "FlueTypeCode",
    {
        "1": Flue.OPEN,
        "2": Flue.BALANCED,
        "3": Flue.CHIMNEY,
        "4": Flue.OUTHOUSE,
        "5": Flue.UNKNOWN,
    },
)
BOILER_TYPE: Final = Codes(
    "SAP-GasOrOilBoilerTypeCode", {str(n): kind for n, kind in enumerate(BoilerType, start=1)}
)
COMBI_TYPE: Final = Codes(
    "SAP-CombiBoilerTypeCode", {str(n): kind for n, kind in enumerate(CombiType, start=1)}
)
SOLID_BOILER: Final = Codes(
    "SAP-SolidFuelBoilerType",
    {str(n): kind for n, kind in enumerate(SolidFuelBoilerType, start=1)},
)
FUEL_FEED: Final = Codes(
    "SAP-BoilerFuelFeedCode", {str(n): kind for n, kind in enumerate(FuelFeed, start=1)}
)
BURNER_CONTROL: Final = Codes(
    "SAP-BurnerControlCode", {str(n): kind for n, kind in enumerate(BurnerControl, start=1)}
)
EFFICIENCY_TYPE: Final = Codes(
    "SAP-EfficiencyTypeCode", {str(n): kind for n, kind in enumerate(EfficiencyType, start=1)}
)
SECONDARY_CATEGORY: Final = Codes("SAP-SecondaryHeatingCategoryCode", {"1": False, "10": True})
INTERACTION: Final = Codes(
    "MainHeatingSystemsInteraction", {"1": "whole_property", "2": "separate_parts"}
)
HEAT_SOURCE: Final = Codes(
    "SAP-HeatSourceTypeCode", {str(n): kind for n, kind in enumerate(HeatSourceType, start=1)}
)
NETWORK_USE: Final = Codes(
    "SAP-CommunityHeatingUseCode", {"1": "space", "2": "water", "3": "space_and_water"}
)
STORE_INSULATION: Final = Codes(
    "HotWaterStoreInsulationTypeCode",
    {"1": CylinderInsulation.FACTORY, "2": CylinderInsulation.LOOSE_JACKET},
)
THERMAL_STORE: Final = Codes(
    "SAP-ThermalStoreCode", {str(n): kind for n, kind in enumerate(ThermalStore, start=1)}
)
PIPEWORK: Final = Codes(
    "PipeworkInsulationCode",
    {str(n): kind for n, kind in enumerate(PipeworkInsulation, start=1)},
)
SHOWER: Final = Codes(
    "ShowerOutletTypeCode",
    {
        "1": ShowerType.VENTED,
        "2": ShowerType.VENTED_PUMPED,
        "3": ShowerType.UNVENTED,
        "4": ShowerType.ELECTRIC,
        "5": ShowerType.PART_G,
    },
)
COOLING_CLASS: Final = Codes(
    "SAP-CoolingSystemClassCode",
    {label: label for label in ("A+++", "A++", "A+", "A", "B", "C", "D", "E", "F", "G")}
    | {"ND": None, "Unknown": "unknown"},
)
