"""The fabric of a dwelling as a full SAP assessment measures it (SAP-Schema-19.1.0's domain)."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from sap10.certificate.base import Fraction, Measure, PartNumber, PhysicalModel, Text, UValue
from sap10.certificate.vocabulary import AgeBand, Orientation


class DataType(StrEnum):
    """What kind of dwelling was assessed; existing dwellings are priced by RdSAP's Table 32."""

    NEW_AS_DESIGNED = "new_dwelling_as_designed"
    NEW_AS_BUILT = "new_dwelling_as_built"
    NEW_EXTENSION = "new_extension"
    CHANGE_OF_USE = "change_of_use"
    EXISTING = "existing_dwelling"
    OTHER = "other"


class FloorType(StrEnum):
    """What is below a floor."""

    BASEMENT = "basement"
    GROUND = "ground"
    UPPER = "upper"
    """With a heat loss area it is an exposed floor."""
    PARTY = "party"


class WallType(StrEnum):
    """What is on the other side of a wall."""

    BASEMENT = "basement"
    EXPOSED = "exposed"
    SHELTERED = "sheltered"
    PARTY = "party"
    INTERNAL = "internal"


class RoofType(StrEnum):
    """What is above a ceiling."""

    EXPOSED = "exposed"
    PARTY = "party"


class OpeningKind(StrEnum):
    """Kind of opening."""

    SOLID_DOOR = "solid_door"
    SEMI_GLAZED_DOOR = "semi_glazed_door"
    DOOR_TO_CORRIDOR = "door_to_corridor"
    WINDOW = "window"
    ROOF_WINDOW = "roof_window"
    ROOFLIGHT = "rooflight"


class MeasuredGlazing(StrEnum):
    """Glazing of an opening type (Table 6b)."""

    NOT_GLAZED = "not_glazed"
    SINGLE = "single"
    DOUBLE = "double"
    DOUBLE_LOW_E_HARD_020 = "double_low_e_hard_0.2"
    DOUBLE_LOW_E_HARD_015 = "double_low_e_hard_0.15"
    DOUBLE_LOW_E_SOFT_010 = "double_low_e_soft_0.1"
    DOUBLE_LOW_E_SOFT_005 = "double_low_e_soft_0.05"
    TRIPLE = "triple"
    TRIPLE_LOW_E_HARD_020 = "triple_low_e_hard_0.2"
    TRIPLE_LOW_E_HARD_015 = "triple_low_e_hard_0.15"
    TRIPLE_LOW_E_SOFT_010 = "triple_low_e_soft_0.1"
    TRIPLE_LOW_E_SOFT_005 = "triple_low_e_soft_0.05"
    SECONDARY = "secondary"


class FrameType(StrEnum):
    """Frame of an opening type (Table 6c)."""

    WOOD = "wood"
    PVC = "pvc"
    METAL_NO_BREAK = "metal_no_break"
    METAL_4_MM_BREAK = "metal_4_mm_break"
    METAL_8_MM_BREAK = "metal_8_mm_break"
    METAL_12_MM_BREAK = "metal_12_mm_break"
    METAL_20_MM_BREAK = "metal_20_mm_break"
    METAL_32_MM_BREAK = "metal_32_mm_break"
    UNKNOWN = "unknown"


class WindowOvershading(StrEnum):
    """Average overshading of the windows (Table 6d)."""

    VERY_LITTLE = "very_little"
    AVERAGE_OR_UNKNOWN = "average_or_unknown"
    MORE_THAN_AVERAGE = "more_than_average"
    HEAVY = "heavy"


class ThermalBridgeMethod(StrEnum):
    """How thermal bridging is described (Appendix K)."""

    DEFAULT = "default"
    REGULATIONS_2002 = "2002_regulations"
    ACCREDITED = "accredited"
    GLOBAL_Y = "user_defined_y"
    JUNCTIONS = "user_defined_junctions"


class OpeningType(PhysicalModel):
    """A kind of window or door that openings refer to by name."""

    name: Text
    """Its name."""
    kind: OpeningKind
    """What it is."""
    source: Literal["manufacturer", "sap_table", "bfrc"] | None = None
    """Where its performance comes from; None if not recorded."""
    glazing: MeasuredGlazing | None = None
    """Its glazing; None if not recorded."""
    glazing_gap_mm: Literal[6, 12, 16] | None = None
    """Gap between panes; 16 is 16 or more. [mm]"""
    is_argon_filled: bool | None = None
    """Whether argon fills the gap; None if not recorded."""
    is_krypton_filled: bool | None = None
    """Whether krypton fills the gap; None if not recorded."""
    frame: FrameType | None = None
    """Its frame; None if not recorded."""
    g_value: Fraction | None = None
    """Total solar energy transmittance at normal incidence; None takes Table 6b."""
    frame_factor: Fraction | None = None
    """Share of the opening that is glazed; None takes Table 6c."""
    u_value: UValue | None = None
    """U-value, without the allowance for curtains; None takes Table 6e. [W/(m2 K)]"""


class Opening(PhysicalModel):
    """One opening, or several of one type in one element."""

    name: Text | None = None
    """Its name."""
    type_name: Text
    """Name of its opening type."""
    location: Text
    """Name of the wall or roof that holds it."""
    orientation: Orientation
    """Direction it faces."""
    width_m: Measure
    """Width; with height 1 it is the area. [m]"""
    height_m: Measure
    """Height. [m]"""
    pitch_degrees: Annotated[float, Field(ge=0, le=90)] | None = None
    """Slope of the roof that holds a roof window; None if not recorded. [degrees]"""


class MeasuredFloor(PhysicalModel):
    """The floor of one storey."""

    name: Text | None = None
    """Its name."""
    storey: Annotated[int, Field(ge=-1, le=99)]
    """-1 lower ground, 0 ground, 1 first … 99 roof rooms."""
    type: FloorType
    """What is below."""
    floor_area_m2: Measure
    """Floor area of the storey. [m2]"""
    storey_height_m: Measure
    """Average height of the storey. [m]"""
    heat_loss_area_m2: Measure
    """Part of it that loses heat. [m2]"""
    u_value: UValue
    """U-value. [W/(m2 K)]"""
    kappa: Measure | None = None
    """Heat capacity per area; None if not recorded. [kJ/(m2 K)]"""
    kappa_below: Measure | None = None
    """Heat capacity of the ceiling below, per area. [kJ/(m2 K)]"""


class MeasuredWall(PhysicalModel):
    """One wall."""

    name: Text
    """Its name; openings refer to it."""
    type: WallType
    """What is on its other side."""
    area_m2: Measure
    """Gross area, openings included. [m2]"""
    u_value: UValue
    """U-value. [W/(m2 K)]"""
    is_curtain_walling: bool | None = None
    """Whether it is curtain walling; None if not recorded."""
    kappa: Measure | None = None
    """Heat capacity per area; None if not recorded. [kJ/(m2 K)]"""


class MeasuredRoof(PhysicalModel):
    """One roof or ceiling."""

    name: Text
    """Its name; openings refer to it."""
    type: RoofType
    """What is above."""
    area_m2: Measure
    """Gross area, openings included. [m2]"""
    u_value: UValue
    """U-value. [W/(m2 K)]"""
    kappa: Measure | None = None
    """Heat capacity per area; None if not recorded. [kJ/(m2 K)]"""


class Junction(PhysicalModel):
    """One linear thermal bridge (Table K1)."""

    type: Text
    """Code of the junction: E1 … R11, or O1, O2."""
    length_m: Measure
    """Its length. [m]"""
    psi_value: Annotated[float, Field(ge=-5, le=20)]
    """Linear thermal transmittance. [W/(m K)]"""
    source: Literal["calculated", "approved_scheme", "not_approved_scheme", "sap_table"] | None = (
        None
    )
    """Where its psi-value comes from; None if not recorded."""


class ThermalBridges(PhysicalModel):
    """Thermal bridging of a building part."""

    method: ThermalBridgeMethod
    """How it is described."""
    y_value: Measure | None = None
    """Global y-value. [W/(m2 K)]"""
    junctions: tuple[Junction, ...] = ()
    """Junctions one by one."""


class MeasuredPart(PhysicalModel):
    """The main dwelling or one extension."""

    number: PartNumber
    """1 is the main dwelling."""
    identifier: Text | None = None
    """The assessor's name for the part."""
    construction_year: Annotated[int, Field(ge=1000, le=2200)] | None = None
    """Year it was built; None if an age band or nothing is recorded."""
    age_band: AgeBand | None = None
    """Age band; None if a year or nothing is recorded."""
    floors: tuple[MeasuredFloor, ...] = ()
    """Its storeys."""
    walls: tuple[MeasuredWall, ...] = ()
    """Its walls."""
    roofs: tuple[MeasuredRoof, ...] = ()
    """Its roofs and party ceilings."""
    openings: tuple[Opening, ...] = ()
    """Its windows and doors."""
    thermal_bridges: ThermalBridges | None = None
    """Its thermal bridging; None if not recorded."""


class MeasuredFabric(PhysicalModel):
    """Fabric measured by a full SAP assessment."""

    kind: Literal["measured"] = "measured"
    """Tag: tells the two kinds of fabric apart."""
    data_type: DataType
    """What kind of dwelling was assessed."""
    living_area_m2: Measure
    """Area of the living room. [m2]"""
    lowest_storey_area_m2: Measure | None = None
    """Area of the lowest storey, communal parts included; None if not recorded. [m2]"""
    front_orientation: Orientation | None = None
    """Direction the front faces; None if not recorded."""
    window_overshading: WindowOvershading | None = None
    """Average overshading; None if not recorded."""
    thermal_mass_parameter: Measure | None = None
    """Thermal mass parameter; None where the kappa values give it. [kJ/(m2 K)]"""
    building_parts: Annotated[tuple[MeasuredPart, ...], Field(min_length=1)]
    """The main dwelling and its extensions."""
    opening_types: tuple[OpeningType, ...] = ()
    """Kinds of windows and doors."""
