"""EpcPropertyData: the one typed physical description of a dwelling.

Every certificate schema, survey or prediction is mapped into it; overlays edit it; RdSAP
expansion and the full SAP expansion read it. It holds physical state only: no address, no
lodged figure, no modelling output. Its parts are in the sibling modules and re-exported by
`sap10.certificate`.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from sap10.certificate.base import Count, Measure, PhysicalModel, Text
from sap10.certificate.energy_source import EnergySource
from sap10.certificate.fabric_measured import MeasuredFabric
from sap10.certificate.fabric_reduced import ReducedFabric
from sap10.certificate.heating import Heating
from sap10.certificate.ventilation import Ventilation
from sap10.certificate.vocabulary import BuiltForm, Country, Fuel, PropertyType, Region
from sap10.certificate.water_heating import WaterHeating


class FlatLevel(StrEnum):
    """Where a flat is in its building."""

    BASEMENT = "basement"
    GROUND_FLOOR = "ground_floor"
    MID_FLOOR = "mid_floor"
    TOP_FLOOR = "top_floor"
    NOT_RECORDED = "not_recorded"


class Corridor(StrEnum):
    """What a flat's entrance side gives on to."""

    NONE = "no_corridor"
    HEATED = "heated_corridor"
    UNHEATED = "unheated_corridor"
    STAIRWELL = "stairwell"


class FlatDetails(PhysicalModel):
    """What is particular to a flat or maisonette."""

    level: FlatLevel
    """Where it is in its building."""
    entrance_storey: Annotated[int, Field(ge=-1, le=21)] | None = None
    """Storey of the entrance: -1 basement, 0 ground … 21 is 21st or above."""
    storey_count: Count | None = None
    """Storeys of the building; None if not recorded."""
    is_top_storey: bool | None = None
    """Whether it is on the top storey; None if not recorded."""
    corridor: Corridor | None = None
    """What its entrance gives on to; None if not recorded."""
    unheated_corridor_length_m: Measure | None = None
    """Length of the sheltered wall to an unheated corridor; None if not recorded. [m]"""


class ConservatoryType(StrEnum):
    """Kind of conservatory."""

    NONE = "none"
    SEPARATED_UNHEATED = "separated_unheated"
    SEPARATED_HEATED = "separated_heated"
    NOT_SEPARATED = "not_separated"
    NOT_RECORDED = "not_recorded"


class Conservatory(PhysicalModel):
    """A conservatory."""

    type: ConservatoryType
    """Whether it is separated from the dwelling, and heated."""
    is_double_glazed: bool | None = None
    """Whether it is double glazed; only if not separated."""
    floor_area_m2: Measure | None = None
    """Floor area; only if not separated. [m2]"""
    glazed_perimeter_m: Measure | None = None
    """Length of its glazed sides; only if not separated. [m]"""
    height_storeys: Annotated[float, Field(ge=1, le=3)] | None = None
    """Height in storeys of the dwelling; only if not separated."""


class BulbCounts(PhysicalModel):
    """Fixed lighting as RdSAP counts it."""

    kind: Literal["bulb_counts"] = "bulb_counts"
    """Tag of the description."""
    led_count: Count | None = None
    """LED bulbs; None if not recorded."""
    cfl_count: Count | None = None
    """Compact fluorescent bulbs; None if not recorded."""
    low_energy_count: Count | None = None
    """LED and fluorescent bulbs together, where not told apart; None if they are."""
    incandescent_count: Count | None = None
    """Incandescent and halogen bulbs; None if not recorded."""


class FixedLight(PhysicalModel):
    """Fixed lights of one kind."""

    efficacy_lm_per_w: Measure
    """Luminous efficacy. [lm/W]"""
    power_w: Measure
    """Power of one light. [W]"""
    count: Count
    """How many."""


class FixedLights(PhysicalModel):
    """Fixed lighting as full SAP describes it."""

    kind: Literal["fixed_lights"] = "fixed_lights"
    """Tag of the description."""
    lights: tuple[FixedLight, ...]
    """The lights; empty where none are described."""


class SpecialFeature(PhysicalModel):
    """A special feature (Appendix Q)."""

    description: Text
    """What it is, in the assessor's words."""
    saved_or_generated_kwh: Measure | None = None
    """Energy saved or generated. [kWh/year]"""
    saved_or_generated_fuel: Fuel | None = None
    """Its fuel."""
    used_kwh: Measure | None = None
    """Energy used. [kWh/year]"""
    used_fuel: Fuel | None = None
    """Its fuel."""
    monthly_air_changes: (
        Annotated[tuple[Measure, ...], Field(min_length=12, max_length=12)] | None
    ) = None
    """Effective air change rate in each month. [1/h]"""
    emissions_saved_kg: Measure | None = None
    """CO2 saved. [kg/year]"""
    emissions_created_kg: Measure | None = None
    """CO2 caused. [kg/year]"""


class Addendum(StrEnum):
    """Facts that an assessor adds because no other field holds them."""

    UNUSUAL_WALL = "wall_type_outside_rdsap"
    ROOM_HEATER_FOR_RANGE_COOKER = "room_heater_instead_of_range_cooker"
    INDIVIDUAL_SPACE_COMMUNITY_WATER = "individual_space_community_water"
    SWIMMING_POOL = "swimming_pool"
    MICRO_CHP_NOT_IN_DATABASE = "micro_chp_not_in_database"
    STORAGE_OR_DUAL_IMMERSION_ON_SINGLE_METER = "storage_or_dual_immersion_on_single_meter"
    TRVS_ONLY = "heating_controlled_by_trvs_only"
    PV_OR_WIND = "pv_or_wind_turbine"
    TWO_MAIN_SYSTEMS = "two_main_systems"
    DUAL_METER_WITH_STANDARD = "dual_meter_beside_standard_meter"
    SINGLE_METER_WITH_OFF_PEAK = "single_meter_beside_off_peak_meter"
    UNLISTED_BIOMASS = "biomass_outside_rdsap_fuels"
    SPECIAL_FEATURE = "special_energy_saving_feature"
    PARK_HOME = "park_home"
    CONSERVATION_AREA = "conservation_area"
    PV_RECOMMENDED = "pv_recommended"
    INDEPENDENT_BATTERY = "pv_independent_battery"
    PHASE_CHANGE_STORE = "phase_changing_heat_store"
    PARTY_WALL_INSULATION = "party_wall_insulation"
    CAVITY_FILL_RECOMMENDED = "cavity_fill_recommended"
    STONE_WALLS = "stone_walls"
    SYSTEM_BUILD = "system_build"
    ACCESS_ISSUES = "access_issues"
    HIGH_EXPOSURE = "high_exposure"
    NARROW_CAVITIES = "narrow_cavities"


class EpcPropertyData(PhysicalModel):
    """The physical description of one dwelling.

    `fabric` says how it was described: `ReducedFabric` needs RdSAP 10 to infer the SAP inputs,
    `MeasuredFabric` has them. None means that the source says nothing; words such as unknown,
    as built or not applicable are values of their own.
    """

    country: Country | None = None
    """Country; None if the document does not say."""
    region: Region | None = None
    """Climate region; None if the document does not say."""
    postcode_district: Annotated[str, Field(pattern=r"^[A-Z]{1,2}[0-9R][0-9A-Z]?$")] | None = None
    """Outward part of the postcode, which decides the postcode climate (Table U6)."""
    property_type: PropertyType | None = None
    """Kind of dwelling; None if the document does not say."""
    built_form: BuiltForm | None = None
    """Attachment to neighbours; None if the document does not say."""
    flat: FlatDetails | None = None
    """What is particular to a flat or maisonette; None for other dwellings."""
    fabric: Annotated[ReducedFabric | MeasuredFabric, Field(discriminator="kind")]
    """Dimensions and building elements."""
    conservatory: Conservatory | None = None
    """Conservatory; None if the document does not say."""
    ventilation: Ventilation
    """Ventilation and air tightness."""
    heating: Heating
    """Space heating and cooling."""
    water_heating: WaterHeating
    """Hot water."""
    energy_source: EnergySource
    """Supplies and generation."""
    lighting: Annotated[BulbCounts | FixedLights, Field(discriminator="kind")] | None = None
    """Fixed lighting; None if not recorded."""
    is_in_smoke_control_area: Literal["yes", "no", "unknown"] | None = None
    """Smoke control area; None if not recorded."""
    special_features: tuple[SpecialFeature, ...] = ()
    """Special features."""
    addenda: tuple[Addendum, ...] = ()
    """Added facts, in the order of the document."""

    def stored(self) -> dict[str, Any]:
        """Return it as plain JSON values, which a table or a file can hold."""
        return self.model_dump(mode="json")

    @classmethod
    def from_stored(cls, values: Mapping[str, Any]) -> Self:
        """Return what `stored` made the values of; what it never made is refused."""
        return cls.model_validate_json(json.dumps(values))
