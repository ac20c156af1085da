"""Ventilation as certificates describe it: openings, air tightness, mechanical systems."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from sap10.certificate.base import Count, Measure, Percent, PhysicalModel, ProductIndex
from sap10.certificate.vocabulary import DataSource


class VentilationType(StrEnum):
    """How the dwelling is ventilated."""

    NATURAL = "natural"
    """Natural; fans and vents are counted on their own (RdSAP)."""
    INTERMITTENT_FANS = "intermittent_extract_fans"
    PASSIVE_VENTS = "passive_vents"
    FANS_OR_PASSIVE_VENTS = "intermittent_extract_fans_or_passive_vents"
    FANS_AND_PASSIVE_VENTS = "intermittent_extract_fans_and_passive_vents"
    POSITIVE_INPUT_FROM_LOFT = "positive_input_from_loft"
    POSITIVE_INPUT_FROM_OUTSIDE = "positive_input_from_outside"
    EXTRACT_CENTRALISED = "mechanical_extract_centralised"
    EXTRACT_DECENTRALISED = "mechanical_extract_decentralised"
    BALANCED = "balanced_without_heat_recovery"
    BALANCED_HEAT_RECOVERY = "balanced_with_heat_recovery"


class PressureTest(StrEnum):
    """Where the air permeability comes from."""

    MEASURED_NEW = "measured_in_new_dwelling"
    DESIGN_VALUE = "design_value"
    ASSUMED_NEW = "assumed_for_new_dwelling"
    NOT_TESTED = "not_tested"
    """The specification's own algorithm, lines (11) to (16)."""
    AVERAGE_OF_SAME_TYPE = "average_of_same_type"
    MEASURED_EXISTING = "measured_in_existing_dwelling"
    """At 50 Pa: q50."""
    LOW_PRESSURE_PULSE = "low_pressure_pulse"
    """At 4 Pa: AP4."""


class GroundFloor(StrEnum):
    """Ground floor as far as it lets air in, line (12)."""

    NOT_SUSPENDED_TIMBER = "not_suspended_timber"
    SUSPENDED_TIMBER_SEALED = "suspended_timber_sealed"
    SUSPENDED_TIMBER_UNSEALED = "suspended_timber_unsealed"


class StructuralInfiltration(StrEnum):
    """Walls as far as they let air in, line (11)."""

    STEEL_OR_TIMBER_FRAME = "steel_or_timber_frame"
    OTHER = "other"


class DuctType(StrEnum):
    """Ducts of a mechanical system."""

    FLEXIBLE = "flexible"
    RIGID = "rigid"
    SEMI_RIGID = "semi_rigid"


class DuctPlacement(StrEnum):
    """Where the ducts run."""

    INSIDE = "inside_heated_envelope"
    OUTSIDE = "outside_heated_envelope"


class FanPlace(StrEnum):
    """Place and mounting of a decentralised extract fan."""

    KITCHEN_IN_ROOM = "kitchen_in_room"
    OTHER_IN_ROOM = "other_in_room"
    KITCHEN_IN_DUCT = "kitchen_in_duct"
    OTHER_IN_DUCT = "other_in_duct"
    KITCHEN_THROUGH_WALL = "kitchen_through_wall"
    OTHER_THROUGH_WALL = "other_through_wall"


class DecentralisedFans(PhysicalModel):
    """Decentralised extract fans of one place and mounting."""

    place: FanPlace
    """Where they are."""
    count: Count
    """How many."""
    specific_fan_power: Measure | None = None
    """Declared specific fan power; None where the database or a table gives it. [W/(l/s)]"""


class MechanicalVentilation(PhysicalModel):
    """Details of a mechanical ventilation system."""

    data_source: DataSource | None = None
    """Where its performance comes from; None if not recorded."""
    product_index: ProductIndex | None = None
    """Its product database index."""
    ducts_product_index: ProductIndex | None = None
    """Index of its ducts."""
    wet_room_count: Count | None = None
    """Wet rooms, kitchen included; None if not recorded."""
    specific_fan_power: Measure | None = None
    """Declared specific fan power. [W/(l/s)]"""
    heat_recovery_percent: Percent | None = None
    """Declared heat recovery efficiency. [%]"""
    duct_type: DuctType | None = None
    """Kind of ducts."""
    duct_placement: DuctPlacement | None = None
    """Where they run."""
    has_insulated_ducts: bool | None = None
    """Whether they are insulated; None if not recorded."""
    duct_insulation_level: Annotated[int, Field(ge=1, le=2)] | None = None
    """Insulation level 1 or 2 of Table 4h."""
    is_measured_installation: bool | None = None
    """Whether its fan power was measured in place."""
    has_approved_installation: bool | None = None
    """Whether it was installed under an approved scheme."""
    fans: tuple[DecentralisedFans, ...] = ()
    """Fans of a decentralised system."""


class Ventilation(PhysicalModel):
    """Ventilation and air tightness of the dwelling."""

    type: VentilationType
    """How it is ventilated."""
    mechanical: MechanicalVentilation | None = None
    """Details of the mechanical system."""
    open_chimney_count: Count | None = None
    """Open chimneys. None, here and below, if not recorded."""
    blocked_chimney_count: Count | None = None
    """Blocked chimneys."""
    open_flue_count: Count | None = None
    """Open flues."""
    closed_fire_flue_count: Count | None = None
    """Chimneys or flues attached to a closed fire."""
    solid_fuel_boiler_flue_count: Count | None = None
    """Flues attached to a solid fuel boiler."""
    other_heater_flue_count: Count | None = None
    """Flues attached to another heater."""
    extract_fan_count: Count | None = None
    """Intermittent extract fans."""
    passive_vent_count: Count | None = None
    """Passive vents."""
    flueless_gas_fire_count: Count | None = None
    """Flueless gas fires."""
    pressure_test: PressureTest
    """Where the air permeability comes from."""
    air_permeability: Annotated[float, Field(ge=0, le=1000)] | None = None
    """Air permeability at the test's pressure; None without test. [m3/(h m2)]"""
    ground_floor: GroundFloor | None = None
    """Ground floor, for the algorithm; None if not recorded (RdSAP infers it)."""
    structure: StructuralInfiltration | None = None
    """Walls, for the algorithm; None if not recorded (RdSAP infers it)."""
    has_draught_lobby: bool | None = None
    """Whether there is a draught lobby; None if not recorded."""
    draughtproofed_percent: Percent | None = None
    """Windows and doors draught-proofed, full SAP; RdSAP's is in its fabric. [%]"""
    sheltered_side_count: Annotated[int, Field(ge=0, le=4)] | None = None
    """Sides sheltered from wind; None if not recorded (RdSAP infers it)."""
