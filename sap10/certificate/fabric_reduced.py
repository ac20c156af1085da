"""The fabric of a dwelling as an RdSAP survey describes it.

The reference domain is RdSAP-Schema-21.0.1; older schemas are lifted to it. U-values, areas and
everything else that RdSAP 10 infers belong to `sap10.rdsap`, not here.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from sap10.certificate.base import Count, Fraction, Measure, PartNumber, PhysicalModel, Text, UValue
from sap10.certificate.vocabulary import AgeBand, Orientation

UnrecordedThickness = Literal["unknown", "as_built", "not_defined"]
"""NI (unknown), AB (as built) and ND (not defined) of the schemas."""

InsulationThickness = Measure | UnrecordedThickness | None
"""Thickness in mm (0 is none, 400 is 400 or more), a word where it is not known, None if absent."""


class MeasurementType(StrEnum):
    """Whether the plan dimensions are internal or external."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class WallConstruction(StrEnum):
    """Construction of a wall."""

    STONE_GRANITE = "stone_granite_or_whinstone"
    STONE_SANDSTONE = "stone_sandstone_or_limestone"
    SOLID_BRICK = "solid_brick"
    CAVITY = "cavity"
    TIMBER_FRAME = "timber_frame"
    BASEMENT = "basement"
    CURTAIN_WALL = "curtain_wall"
    SYSTEM_BUILT = "system_built"
    COB = "cob"
    PARK_HOME = "park_home"


class WallInsulation(StrEnum):
    """Insulation of a wall."""

    EXTERNAL = "external"
    FILLED_CAVITY = "filled_cavity"
    INTERNAL = "internal"
    AS_BUILT = "as_built"
    UNKNOWN = "unknown"
    FILLED_CAVITY_AND_EXTERNAL = "filled_cavity_and_external"
    FILLED_CAVITY_AND_INTERNAL = "filled_cavity_and_internal"


class PartyWallConstruction(StrEnum):
    """Construction of the party wall of a building part."""

    UNDETERMINED = "undetermined"
    SOLID = "solid_masonry_timber_or_system_built"
    CAVITY_UNFILLED = "cavity_unfilled"
    CAVITY_FILLED = "cavity_filled"
    CAVITY_FILLED_AND_SEALED = "cavity_filled_and_sealed"
    NOT_APPLICABLE = "not_applicable"
    """Detached, or no party wall in this part."""
    NOT_RECORDED = "not_recorded"
    """Survey older than SAP 9.92."""


class RoofConstruction(StrEnum):
    """Construction of the roof of a building part, or what is above it."""

    NONE = "none"
    FLAT = "flat"
    PITCHED = "pitched"
    """Pitched without saying whether there is access to the loft (older surveys)."""
    ANOTHER_DWELLING_ABOVE = "another_dwelling_above"
    PITCHED_LOFT_ACCESS = "pitched_access_to_loft"
    PITCHED_NO_LOFT_ACCESS = "pitched_no_access_to_loft"
    THATCHED = "pitched_thatched"
    SAME_DWELLING_ABOVE = "same_dwelling_above"
    PITCHED_SLOPING_CEILING = "pitched_sloping_ceiling"
    NON_RESIDENTIAL_ABOVE = "non_residential_or_unheated_space_above"
    NOT_RECORDED = "not_recorded"


class RoofInsulationLocation(StrEnum):
    """Where the insulation of a roof is."""

    RAFTERS = "rafters"
    JOISTS = "joists"
    NO_ACCESS = "no_access"
    """Older surveys; newer ones say so in the construction."""
    UNKNOWN = "unknown"
    NONE = "none"
    FLAT_ROOF = "flat_roof"
    SLOPING_CEILING = "sloping_ceiling"
    NOT_DEFINED = "not_defined"


class FloorHeatLoss(StrEnum):
    """What is below the lowest floor of a building part."""

    EXPOSED = "exposed"
    UNHEATED_SPACE = "semi_exposed_unheated_space"
    PARTIALLY_HEATED_SPACE = "semi_exposed_partially_heated_space"
    ANOTHER_DWELLING_BELOW = "another_dwelling_below"
    GROUND = "ground"
    SAME_DWELLING_BELOW = "same_dwelling_below"


class FloorConstruction(StrEnum):
    """Construction of the lowest floor."""

    UNKNOWN = "unknown"
    SOLID = "solid"
    SUSPENDED_TIMBER = "suspended_timber"
    SUSPENDED_NOT_TIMBER = "suspended_not_timber"
    BASEMENT = "basement"


class FloorInsulation(StrEnum):
    """Insulation of the lowest floor."""

    UNKNOWN = "unknown"
    AS_BUILT = "as_built"
    RETROFITTED = "retrofitted"


class GableType(StrEnum):
    """What is on the other side of a gable wall of a room in roof."""

    EXPOSED = "exposed"
    PARTY = "party"
    SHELTERED = "sheltered"
    CONNECTED = "connected_to_heated_space"


class Wall(PhysicalModel):
    """The main wall of a building part."""

    construction: WallConstruction
    """What the wall is made of."""
    insulation: WallInsulation
    """Where it is insulated."""
    insulation_thickness_mm: InsulationThickness = None
    """Thickness of the insulation, measured or by band. [mm]"""
    insulation_conductivity: Annotated[float, Field(gt=0, le=0.1)] | None = None
    """Conductivity of the insulation; only with documentary evidence. [W/(m K)]"""
    thickness_mm: Measure | None = None
    """Measured thickness of the wall; None if not measured. [mm]"""
    is_dry_lined: bool = False
    """Whether the wall is dry-lined."""
    u_value: UValue | None = None
    """U-value known from evidence; overrides everything else. [W/(m2 K)]"""


class AlternativeWall(Wall):
    """A part of the wall area that is built differently."""

    area_m2: Measure
    """Gross area of the alternative wall. [m2]"""
    is_sheltered: bool = False
    """Whether it separates the dwelling from an unheated corridor or stairwell."""


class Roof(PhysicalModel):
    """The roof of a building part."""

    construction: RoofConstruction
    """What the roof is, or what is above the part."""
    insulation_location: RoofInsulationLocation | None = None
    """Where it is insulated."""
    insulation_thickness_mm: InsulationThickness = None
    """Thickness at that location (joists, rafters, flat roof or sloping ceiling). [mm]"""
    u_value: UValue | None = None
    """U-value known from evidence. [W/(m2 K)]"""


class LowestFloor(PhysicalModel):
    """The lowest floor of a building part."""

    heat_loss: FloorHeatLoss
    """What is below."""
    insulation_thickness_mm: InsulationThickness = None
    """Thickness of retrofitted insulation. [mm]"""
    u_value: UValue | None = None
    """U-value known from evidence. [W/(m2 K)]"""


class Storey(PhysicalModel):
    """One storey of a building part."""

    level: Annotated[int, Field(ge=0, le=99)] | None
    """0 is the lowest occupied, 99 roof rooms; None if not recorded."""
    floor_area_m2: Measure
    """Floor area. [m2]"""
    room_height_m: Measure
    """Average height of the rooms. [m]"""
    heat_loss_perimeter_m: Measure
    """Perimeter to the outside, to unheated space or to a sheltered space. [m]"""
    party_wall_length_m: Measure
    """Length of party wall; 0 if none. [m]"""
    floor_construction: FloorConstruction | None = None
    """Construction of the floor; only of a part's lowest storey."""
    floor_insulation: FloorInsulation | None = None
    """Insulation of the floor; only of a part's lowest storey."""


class SimplifiedGable(PhysicalModel):
    """A gable wall in the simplified description of a room in roof."""

    type: GableType
    """What is on its other side."""
    length_m: Measure
    """Length. [m]"""
    height_m: Measure | None = None
    """Height; only for simplified type 2. [m]"""


class CommonWall(PhysicalModel):
    """A wall of a room in roof that continues the wall below (simplified type 2)."""

    length_m: Measure
    """Length. [m]"""
    height_m: Measure
    """Height. [m]"""


class SimplifiedType1(PhysicalModel):
    """True room in roof: common walls under 1.8 m or absent (RdSAP 10 section 4.9.1)."""

    kind: Literal["simplified_type_1"] = "simplified_type_1"
    """Tag of the description."""
    gables: tuple[SimplifiedGable, ...]
    """Gable walls, in the order 1, 2."""


class SimplifiedType2(PhysicalModel):
    """Room in roof with continuous common walls (RdSAP 10 section 4.9.2)."""

    kind: Literal["simplified_type_2"] = "simplified_type_2"
    """Tag of the description."""
    gables: tuple[SimplifiedGable, ...]
    """Gable walls, in the order 1, 2."""
    common_walls: tuple[CommonWall, ...]
    """Common walls, in the order 1, 2."""


class RoomInRoofSurface(StrEnum):
    """Kind of a measured surface of a room in roof."""

    FLAT_CEILING = "flat_ceiling"
    STUD_WALL = "stud_wall"
    SLOPE = "slope"
    GABLE_WALL = "gable_wall"
    COMMON_WALL = "common_wall"


class RoomInRoofElement(PhysicalModel):
    """One measured surface of a room in roof."""

    surface: RoomInRoofSurface
    """Kind of surface."""
    number: Literal[1, 2]
    """First or second of its kind; windows refer to gable and common walls by it."""
    length_m: Measure
    """Length. [m]"""
    height_m: Measure
    """Height, or width of a ceiling or slope. [m]"""
    insulation_thickness_mm: InsulationThickness = None
    """Thickness of its insulation. [mm]"""
    insulation_material: Literal["mineral_wool_or_eps", "pur_or_pir"] | None = None
    """Material of its insulation."""
    insulation_location: RoofInsulationLocation | None = None
    """Where a flat ceiling is insulated."""
    gable_type: GableType | None = None
    """What is on the other side of a gable wall."""
    u_value: UValue | None = None
    """U-value known from evidence. [W/(m2 K)]"""


class DetailedRoomInRoof(PhysicalModel):
    """Room in roof with every surface measured (RdSAP 10 section 4.10)."""

    kind: Literal["detailed"] = "detailed"
    """Tag of the description."""
    elements: tuple[RoomInRoofElement, ...]
    """The measured surfaces."""


class RoomInRoof(PhysicalModel):
    """The room in roof of a building part."""

    floor_area_m2: Measure
    """Floor area. [m2]"""
    age_band: AgeBand
    """Age band of the room in roof, which can be newer than its part."""
    description: (
        Annotated[
            SimplifiedType1 | SimplifiedType2 | DetailedRoomInRoof, Field(discriminator="kind")
        ]
        | None
    ) = None
    """Its surfaces; None where only the floor area is recorded."""
    insulation_thickness_mm: InsulationThickness = None
    """Thickness on all its surfaces, where the survey says no more (before RdSAP 10). [mm]"""
    ceiling_insulation_thickness_mm: InsulationThickness = None
    """Thickness on its flat ceiling, where the survey says no more (before RdSAP 10). [mm]"""


class BuildingPart(PhysicalModel):
    """The main dwelling or one extension."""

    number: PartNumber
    """1 is the main dwelling, 2 the first extension, and so on."""
    identifier: Text | None = None
    """The assessor's name for the part."""
    age_band: AgeBand
    """When it was built."""
    wall: Wall
    """The main wall."""
    alternative_wall_1: AlternativeWall | None = None
    """First alternative wall."""
    alternative_wall_2: AlternativeWall | None = None
    """Second alternative wall."""
    party_wall: PartyWallConstruction
    """Construction of its party wall."""
    roof: Roof
    """Its roof."""
    floor: LowestFloor
    """Its lowest floor."""
    storeys: Annotated[tuple[Storey, ...], Field(min_length=1)]
    """Its storeys, as recorded."""
    room_in_roof: RoomInRoof | None = None
    """Its room in roof."""


class ReducedGlazing(StrEnum):
    """Glazing of a window; the years of installation depend on the country (RdSAP Table 24)."""

    SINGLE = "single"
    SINGLE_KNOWN = "single_known_data"
    DOUBLE_FIRST_PERIOD = "double_before_2002"
    DOUBLE_SECOND_PERIOD = "double_2002_to_2022"
    DOUBLE_THIRD_PERIOD = "double_from_2022"
    DOUBLE_UNKNOWN_DATE = "double_unknown_date"
    DOUBLE_KNOWN = "double_known_data"
    SECONDARY_UNKNOWN = "secondary_unknown_data"
    SECONDARY_NORMAL_EMISSIVITY = "secondary_normal_emissivity"
    SECONDARY_LOW_EMISSIVITY = "secondary_low_emissivity"
    TRIPLE_FIRST_PERIOD = "triple_before_2002"
    TRIPLE_SECOND_PERIOD = "triple_2002_to_2022"
    TRIPLE_THIRD_PERIOD = "triple_from_2022"
    TRIPLE_UNKNOWN_DATE = "triple_unknown_date"
    TRIPLE_KNOWN = "triple_known_data"
    NOT_DEFINED = "not_defined"


class WindowWall(StrEnum):
    """The element of the building part that holds a window."""

    MAIN_WALL = "main_wall"
    ALTERNATIVE_WALL_1 = "alternative_wall_1"
    ALTERNATIVE_WALL_2 = "alternative_wall_2"
    ROOM_IN_ROOF_ROOF = "room_in_roof_roof"
    GABLE_WALL_1 = "gable_wall_1"
    GABLE_WALL_2 = "gable_wall_2"
    COMMON_WALL_1 = "common_wall_1"
    COMMON_WALL_2 = "common_wall_2"


class Transmission(PhysicalModel):
    """Known performance of glazing."""

    source: Literal["manufacturer", "bfrc"]
    """Who states it."""
    u_value: UValue
    """U-value of the whole window. [W/(m2 K)]"""
    g_value: Fraction
    """Total solar energy transmittance at normal incidence."""


class Window(PhysicalModel):
    """One measured window."""

    building_part_number: PartNumber
    """The part it belongs to (1 is the main dwelling)."""
    is_roof_window: bool
    """Whether it is a roof window."""
    width_m: Measure
    """Width. [m]"""
    height_m: Measure
    """Height. [m]"""
    orientation: Orientation
    """Direction it faces."""
    glazing: ReducedGlazing
    """Kind of glazing."""
    glazing_gap_mm: Literal[6, 12, 16] | None = None
    """Gap between panes; 16 is 16 or more. [mm]"""
    is_pvc_or_wood_frame: bool | None = None
    """True for PVC or wood, False for metal, None where the glazing decides."""
    frame_factor: Fraction | None = None
    """Share of the window that is glazed, where known."""
    is_draught_proofed: bool
    """Whether it is draught-proofed."""
    wall: WindowWall | None = None
    """Element that holds it; None if not recorded."""
    transmission: Transmission | None = None
    """Known performance."""
    has_permanent_shutters: bool | None = None
    """Whether there are permanent shutters; None if not recorded."""
    has_insulated_shutters: bool | None = None
    """Whether these are insulated; None if not recorded."""


class GlazedArea(StrEnum):
    """Glazed area against that typical of the age band (surveys without measured windows)."""

    NORMAL = "normal"
    MORE_THAN_TYPICAL = "more_than_typical"
    LESS_THAN_TYPICAL = "less_than_typical"
    MUCH_MORE_THAN_TYPICAL = "much_more_than_typical"
    MUCH_LESS_THAN_TYPICAL = "much_less_than_typical"
    NOT_DEFINED = "not_defined"


class UnmeasuredGlazing(PhysicalModel):
    """What a survey says of the windows together; a typical area stands for measured ones."""

    glazed_area: GlazedArea | None = None
    """Against the typical area; None if not recorded."""
    multiple_glazed_percent: Annotated[float, Field(ge=0, le=100)] | None = None
    """Share of the glazing that is not single; None if not recorded. [%]"""
    glazing: ReducedGlazing | None = None
    """Kind of the multiple glazing."""
    glazing_gap_mm: Literal[6, 12, 16] | None = None
    """Gap between panes. [mm]"""
    is_pvc_or_wood_frame: bool | None = None
    """True for PVC or wood frames, False for metal."""
    transmission: Transmission | None = None
    """Known performance of the multiple glazing."""


class Doors(PhysicalModel):
    """External doors."""

    count: Count
    """All external doors."""
    insulated_count: Count = 0
    """Those that are insulated."""
    insulated_u_value: UValue | None = None
    """U-value of the insulated ones, where known. [W/(m2 K)]"""
    draughtproofed_count: Count | None = None
    """Those that are draught-proofed; None if not recorded."""


class ReducedFabric(PhysicalModel):
    """Fabric described by an RdSAP survey."""

    kind: Literal["reduced"] = "reduced"
    """Tag: tells the two kinds of fabric apart."""
    measurement: MeasurementType
    """How the plan was measured."""
    habitable_room_count: Count
    """Habitable rooms; decides the living area (RdSAP 10 Table 27)."""
    heated_room_count: Count | None = None
    """Heated habitable rooms; None if not recorded."""
    building_parts: Annotated[tuple[BuildingPart, ...], Field(min_length=1)]
    """The main dwelling and its extensions, main dwelling first."""
    windows: tuple[Window, ...] = ()
    """Measured windows."""
    unmeasured_glazing: UnmeasuredGlazing | None = None
    """The windows described together, before RdSAP 10; None where `windows` has them all."""
    doors: Doors
    """External doors."""
    draughtproofed_percent: Annotated[int, Field(ge=0, le=100)] | None = None
    """Windows and doors that are draught-proofed; None if not recorded. [%]"""
