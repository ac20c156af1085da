"""Eligibility of every measure: each rule once for and once against, and what the overlay does."""

from typing import Any

import pytest

from sap10.certificate import (
    Addendum,
    AgeBand,
    AlternativeWall,
    BulbCounts,
    Cylinder,
    CylinderSize,
    DataSource,
    ElectricityMeter,
    EnergySource,
    EpcPropertyData,
    FixedLights,
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    Fuel,
    Heating,
    LowestFloor,
    MainHeating,
    MainHeatingCategory,
    Orientation,
    PressureTest,
    PropertyType,
    PumpAge,
    PvRoofShare,
    ReducedFabric,
    ReducedGlazing,
    Roof,
    RoofConstruction,
    RoofInsulationLocation,
    SecondaryHeating,
    Ventilation,
    VentilationType,
    WallConstruction,
    WallInsulation,
    WaterHeating,
)
from sap10.measures import (
    ATTRIBUTION_ORDER,
    Assessment,
    MeasureType,
    RoofForPanels,
    SiteFacts,
    assess,
)
from sap10.measures.ventilation import fans_needed
from sap10.overlay import apply
from tests.homes import fabric, gas_boiler, home, part, wall, window

ROOF = RoofForPanels("sap_estimate", 12, 400.0, 30.0, 180.0)
SITE = SiteFacts(roof_for_panels=ROOF)
LISTED = SiteFacts(is_listed_building=True, roof_for_panels=ROOF)
CONSERVED = SiteFacts(is_in_conservation_area=True, roof_for_panels=ROOF)
HERITAGE = SiteFacts(is_in_world_heritage_site=True, roof_for_panels=ROOF)

M = MeasureType
CAVITY, EXTERNAL, INTERNAL = (
    M.CAVITY_WALL_INSULATION,
    M.EXTERNAL_WALL_INSULATION,
    M.INTERNAL_WALL_INSULATION,
)


def one(epc: EpcPropertyData, measure: MeasureType, site: SiteFacts = SITE) -> Assessment:
    [found] = [each for each in assess(epc, site) if each.measure is measure]
    return found


def improved(epc: EpcPropertyData, measure: MeasureType, site: SiteFacts = SITE) -> EpcPropertyData:
    overlay = one(epc, measure, site).overlay
    assert overlay is not None
    return apply(epc, overlay)


def reduced(epc: EpcPropertyData) -> ReducedFabric:
    assert isinstance(epc.fabric, ReducedFabric)
    return epc.fabric


def with_part(**changes: Any) -> EpcPropertyData:
    return home(fabric=fabric(part(**changes)))


def test_every_measure_is_assessed_once_in_the_order_of_attribution() -> None:
    assert [each.measure for each in assess(home(), SITE)] == list(ATTRIBUTION_ORDER)


def test_every_reason_names_a_field_and_its_value() -> None:
    for each in assess(home(), SITE):
        assert each.reason.field
        assert each.reason.value
        assert (each.reason.code == "eligible") == each.is_eligible


def test_measure_that_was_done_is_not_eligible_again() -> None:
    epc = home()
    for each in assess(epc, SITE):
        if each.overlay is not None:
            again = one(apply(epc, each.overlay), each.measure)
            assert not again.is_eligible, each.measure
            assert again.reason.code in ("already_done", "system_not_suitable"), again.reason


# Walls


@pytest.mark.parametrize(
    ("construction", "offered"),
    [
        (WallConstruction.CAVITY, {CAVITY}),
        (WallConstruction.SOLID_BRICK, {EXTERNAL, INTERNAL}),
        (WallConstruction.SYSTEM_BUILT, {EXTERNAL, INTERNAL}),
        (WallConstruction.TIMBER_FRAME, {INTERNAL}),
        (WallConstruction.STONE_GRANITE, set()),
        (WallConstruction.STONE_SANDSTONE, set()),
        (WallConstruction.COB, set()),
        (WallConstruction.CURTAIN_WALL, set()),
        (WallConstruction.BASEMENT, set()),
    ],
)
def test_wall_construction_decides_its_insulation(
    construction: WallConstruction, offered: set[MeasureType]
) -> None:
    epc = with_part(age_band=AgeBand.C, wall=wall(construction))
    assert {each for each in (CAVITY, EXTERNAL, INTERNAL) if one(epc, each).is_eligible} == offered


@pytest.mark.parametrize(
    ("site", "offered"),
    [
        (SITE, {EXTERNAL, INTERNAL}),
        (CONSERVED, {INTERNAL}),
        (LISTED, set()),
        (HERITAGE, set()),
    ],
)
def test_planning_limits_solid_wall_insulation(site: SiteFacts, offered: set[MeasureType]) -> None:
    epc = with_part(wall=wall(WallConstruction.SOLID_BRICK))
    found = {each for each in (EXTERNAL, INTERNAL) if one(epc, each, site).is_eligible}
    assert found == offered


def test_planning_does_not_limit_cavity_fill() -> None:
    assert one(home(), CAVITY, LISTED).is_eligible


@pytest.mark.parametrize("kind", [PropertyType.FLAT, PropertyType.MAISONETTE])
def test_flat_is_not_insulated_outside(kind: PropertyType) -> None:
    walls = fabric(part(wall=wall(WallConstruction.SOLID_BRICK)))
    epc = home(property_type=kind, fabric=walls)
    assert one(epc, EXTERNAL).reason.code == "property_type_not_suitable"
    assert one(epc, INTERNAL).is_eligible


def test_walls_of_park_homes_are_never_insulated() -> None:
    epc = home(property_type=PropertyType.PARK_HOME)
    for measure in (CAVITY, EXTERNAL, INTERNAL):
        assert one(epc, measure).reason.code == "property_type_not_suitable"


@pytest.mark.parametrize(
    ("insulation", "code"),
    [
        (WallInsulation.FILLED_CAVITY, "already_done"),
        (WallInsulation.EXTERNAL, "already_done"),
        (WallInsulation.UNKNOWN, "insulation_unknown"),
    ],
)
def test_insulated_cavity_is_left_alone(insulation: WallInsulation, code: str) -> None:
    reason = one(with_part(wall=wall(insulation=insulation)), CAVITY).reason
    assert (reason.code, reason.value) == (code, insulation)
    assert reason.field == "fabric.building_parts[1].wall.insulation"


def test_cavity_that_loses_little_as_built_is_left_alone() -> None:
    assert one(with_part(age_band=AgeBand.F), CAVITY).is_eligible
    reason = one(with_part(age_band=AgeBand.G), CAVITY).reason
    assert (reason.code, reason.value) == ("low_heat_loss_already", "0.60")


@pytest.mark.parametrize("addendum", [Addendum.NARROW_CAVITIES, Addendum.HIGH_EXPOSURE])
def test_cavity_that_cannot_be_filled_is_not(addendum: Addendum) -> None:
    reason = one(home(addenda=(addendum,)), CAVITY).reason
    assert (reason.code, reason.value) == ("construction_not_suitable", addendum)


def test_all_suitable_walls_of_all_parts_are_treated_and_no_other() -> None:
    alternative = AlternativeWall(
        construction=WallConstruction.CAVITY, insulation=WallInsulation.AS_BUILT, area_m2=8.0
    )
    stone = wall(WallConstruction.STONE_GRANITE)
    epc = home(
        fabric=fabric(
            part(1, wall=stone, alternative_wall_2=alternative),
            part(2, wall=wall(insulation=WallInsulation.FILLED_CAVITY)),
            part(3),
        )
    )
    parts = reduced(improved(epc, CAVITY)).building_parts
    assert parts[0].wall == stone
    assert parts[0].alternative_wall_2 is not None
    assert parts[0].alternative_wall_2.insulation is WallInsulation.FILLED_CAVITY
    assert parts[1] == reduced(epc).building_parts[1]
    assert parts[2].wall.insulation is WallInsulation.FILLED_CAVITY


def test_added_insulation_is_100_mm() -> None:
    epc = with_part(wall=wall(WallConstruction.SOLID_BRICK))
    for measure, where in ((EXTERNAL, "external"), (INTERNAL, "internal")):
        treated = reduced(improved(epc, measure)).building_parts[0].wall
        assert (treated.insulation, treated.insulation_thickness_mm) == (where, 100.0)


def test_recorded_u_value_gets_the_resistance_of_the_insulation() -> None:
    epc = with_part(wall=wall(WallConstruction.SOLID_BRICK, u_value=1.5))
    treated = reduced(improved(epc, EXTERNAL)).building_parts[0].wall
    assert treated.u_value == pytest.approx(1 / (1 / 1.5 + 2.75), abs=0.005)
    filled = reduced(improved(with_part(wall=wall(u_value=1.4)), CAVITY)).building_parts[0].wall
    assert filled.u_value == 0.55


# Ventilation


@pytest.mark.parametrize(
    ("rooms", "fans"), [(1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (8, 3), (9, 4)]
)
def test_fans_follow_habitable_rooms(rooms: int, fans: int) -> None:
    assert fans_needed(rooms) == fans


def ventilated(fans: int | None, **changes: Any) -> EpcPropertyData:
    fields = {"type": VentilationType.NATURAL, "pressure_test": PressureTest.NOT_TESTED}
    return home(ventilation=Ventilation(extract_fan_count=fans, **{**fields, **changes}))


def test_missing_fans_are_added() -> None:
    found = one(ventilated(1), M.EXTRACT_FANS)
    assert found.quantities == (("fan_count", 1.0),)
    assert improved(ventilated(1), M.EXTRACT_FANS).ventilation.extract_fan_count == 2
    assert not one(ventilated(2), M.EXTRACT_FANS).is_eligible
    assert not one(ventilated(5), M.EXTRACT_FANS).is_eligible


def test_uncounted_fans_are_those_that_rdsap_assumes() -> None:
    assert one(ventilated(None), M.EXTRACT_FANS).quantities == (("fan_count", 2.0),)
    newer = ventilated(None).model_copy(update={"fabric": fabric(part(age_band=AgeBand.H))})
    assert one(newer, M.EXTRACT_FANS).reason.code == "already_done"
    middle = ventilated(None).model_copy(update={"fabric": fabric(part(age_band=AgeBand.F))})
    assert one(middle, M.EXTRACT_FANS).quantities == (("fan_count", 1.0),)


def test_whole_house_ventilation_needs_no_fans() -> None:
    epc = ventilated(0, type=VentilationType.EXTRACT_CENTRALISED)
    assert one(epc, M.EXTRACT_FANS).reason.code == "already_done"


# Roofs


def roofed(**changes: Any) -> EpcPropertyData:
    fields: dict[str, Any] = {
        "construction": RoofConstruction.PITCHED_LOFT_ACCESS,
        "insulation_location": RoofInsulationLocation.JOISTS,
        "insulation_thickness_mm": 100.0,
    }
    return with_part(roof=Roof(**{**fields, **changes}))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "eligible"),
        ({"insulation_thickness_mm": 150.0}, "eligible"),
        ({"insulation_thickness_mm": 200.0}, "already_done"),
        ({"insulation_thickness_mm": 0.0}, "eligible"),
        (
            {"insulation_location": RoofInsulationLocation.NONE, "insulation_thickness_mm": None},
            "eligible",
        ),
        ({"insulation_thickness_mm": "unknown"}, "insulation_unknown"),
        ({"insulation_thickness_mm": "as_built"}, "insulation_unknown"),
        ({"insulation_location": RoofInsulationLocation.RAFTERS}, "construction_not_suitable"),
        ({"construction": RoofConstruction.PITCHED_NO_LOFT_ACCESS}, "no_access"),
        ({"construction": RoofConstruction.THATCHED}, "construction_not_suitable"),
        ({"construction": RoofConstruction.FLAT}, "construction_not_suitable"),
        ({"construction": RoofConstruction.ANOTHER_DWELLING_ABOVE}, "not_a_heat_loss_surface"),
        ({"u_value": 0.35, "insulation_thickness_mm": None}, "eligible"),
        ({"u_value": 0.34, "insulation_thickness_mm": None}, "low_heat_loss_already"),
    ],
)
def test_loft_rule(changes: dict[str, Any], code: str) -> None:
    assert one(roofed(**changes), M.LOFT_INSULATION).reason.code == code


def test_loft_becomes_300_mm_in_every_suitable_part() -> None:
    flat = Roof(construction=RoofConstruction.FLAT)
    epc = home(fabric=fabric(part(1, roof=flat), part(2)))
    parts = reduced(improved(epc, M.LOFT_INSULATION)).building_parts
    assert parts[0].roof == flat
    assert parts[1].roof.insulation_thickness_mm == 300.0


# Floors


def floored(
    construction: FloorConstruction | None = FloorConstruction.SOLID,
    insulation: FloorInsulation | None = FloorInsulation.AS_BUILT,
    below: FloorHeatLoss = FloorHeatLoss.GROUND,
    **changes: Any,
) -> EpcPropertyData:
    own = part(**changes)
    lowest = own.storeys[0].model_copy(
        update={"floor_construction": construction, "floor_insulation": insulation}
    )
    storeys = (lowest, own.storeys[1])
    return with_part(floor=LowestFloor(heat_loss=below), storeys=storeys, **changes)


SOLID, SUSPENDED = M.SOLID_FLOOR_INSULATION, M.SUSPENDED_FLOOR_INSULATION


@pytest.mark.parametrize(
    ("epc", "offered"),
    [
        (floored(), {SOLID}),
        (floored(FloorConstruction.SUSPENDED_TIMBER), {SUSPENDED}),
        (floored(FloorConstruction.SUSPENDED_NOT_TIMBER), {SUSPENDED}),
        (floored(FloorConstruction.UNKNOWN, age_band=AgeBand.B), {SUSPENDED}),
        (floored(FloorConstruction.UNKNOWN, age_band=AgeBand.C), {SOLID}),
        (floored(insulation=FloorInsulation.RETROFITTED), set()),
        (floored(insulation=FloorInsulation.UNKNOWN), set()),
        (floored(age_band=AgeBand.H), {SOLID}),
        (floored(age_band=AgeBand.I), set()),
        (floored(below=FloorHeatLoss.ANOTHER_DWELLING_BELOW), set()),
        (floored(below=FloorHeatLoss.PARTIALLY_HEATED_SPACE), set()),
        (floored(below=FloorHeatLoss.UNHEATED_SPACE), set()),
        (floored(FloorConstruction.SUSPENDED_TIMBER, below=FloorHeatLoss.EXPOSED), {SUSPENDED}),
    ],
)
def test_floor_rule(epc: EpcPropertyData, offered: set[MeasureType]) -> None:
    assert {each for each in (SOLID, SUSPENDED) if one(epc, each).is_eligible} == offered


def test_insulated_floor_is_retrofitted_with_100_mm() -> None:
    [treated] = reduced(improved(floored(), SOLID)).building_parts
    assert treated.floor.insulation_thickness_mm == 100.0
    assert treated.storeys[0].floor_insulation is FloorInsulation.RETROFITTED
    assert treated.storeys[1].floor_insulation is None


# Glazing and lighting


def test_single_glazing_becomes_double_and_draught_proof() -> None:
    panes = (window(), window(ReducedGlazing.TRIPLE_KNOWN, is_draught_proofed=True), window())
    epc = home(fabric=fabric(windows=panes, draughtproofed_percent=20))
    found = one(epc, M.DOUBLE_GLAZING)
    assert found.quantities == (("window_count", 2.0),)
    after = reduced(improved(epc, M.DOUBLE_GLAZING))
    assert [pane.glazing for pane in after.windows] == [
        ReducedGlazing.DOUBLE_THIRD_PERIOD,
        ReducedGlazing.TRIPLE_KNOWN,
        ReducedGlazing.DOUBLE_THIRD_PERIOD,
    ]
    assert after.windows[1] == panes[1]
    assert after.draughtproofed_percent == 60


def test_double_glazing_is_left_alone_and_protected_windows_are_kept() -> None:
    double = home(fabric=fabric(windows=(window(ReducedGlazing.DOUBLE_FIRST_PERIOD),)))
    assert one(double, M.DOUBLE_GLAZING).reason.code == "already_done"
    assert one(home(fabric=fabric(windows=())), M.DOUBLE_GLAZING).reason.code == "not_surveyed"
    assert one(home(), M.DOUBLE_GLAZING, LISTED).reason.code == "protected_building"
    assert one(home(), M.DOUBLE_GLAZING, CONSERVED).is_eligible


def test_every_bulb_becomes_an_led() -> None:
    assert one(home(), M.LED_LIGHTING).quantities == (("bulb_count", 8.0),)
    after = improved(home(), M.LED_LIGHTING).lighting
    assert after == BulbCounts(led_count=10, cfl_count=0, incandescent_count=0)


@pytest.mark.parametrize(
    ("lighting", "code"),
    [
        (BulbCounts(led_count=7, cfl_count=0), "already_done"),
        (BulbCounts(low_energy_count=3), "eligible"),
        (FixedLights(lights=()), "not_surveyed"),
        (None, "not_surveyed"),
    ],
)
def test_lighting_rule(lighting: BulbCounts | FixedLights | None, code: str) -> None:
    assert one(home(lighting=lighting), M.LED_LIGHTING).reason.code == code


# Heating


STORED = WaterHeating(
    code=903,
    fuel=Fuel.ELECTRICITY,
    cylinder=Cylinder(size=CylinderSize.LARGE, has_thermostat=False),
)


def storage_heated(**changes: Any) -> EpcPropertyData:
    fields: dict[str, Any] = {
        "heating": Heating(
            main=(
                MainHeating(
                    number=1,
                    category=MainHeatingCategory.STORAGE_HEATERS,
                    fuel=Fuel.ELECTRICITY,
                    data_source=DataSource.SAP_TABLE,
                    heating_code=402,
                    control_code=2401,
                    fraction=1.0,
                ),
            ),
            secondary=SecondaryHeating(fuel=Fuel.ELECTRICITY, heating_code=693),
        ),
        "water_heating": STORED,
        "energy_source": EnergySource(electricity_meter=ElectricityMeter.DUAL, has_mains_gas=True),
    }
    return home(**{**fields, **changes})


def boiler_home(**changes: Any) -> EpcPropertyData:
    return home(heating=Heating(main=(gas_boiler(**changes),)))


def test_combi_is_replaced_by_a_condensing_combi() -> None:
    after = improved(home(), M.GAS_BOILER)
    [main] = after.heating.main
    assert (main.heating_code, main.fuel, main.control_code) == (104, Fuel.MAINS_GAS, 2106)
    assert main.pump_age is PumpAge.UP_TO_2012
    assert after.water_heating.cylinder is None
    assert after.water_heating.code == 901


def test_storage_heaters_give_way_to_a_regular_boiler_with_the_cylinder() -> None:
    after = improved(storage_heated(), M.GAS_BOILER)
    [main] = after.heating.main
    assert (main.heating_code, main.pump_age) == (102, PumpAge.FROM_2013)
    assert after.heating.secondary is None
    assert after.energy_source.electricity_meter is ElectricityMeter.SINGLE
    cylinder = after.water_heating.cylinder
    assert cylinder is not None
    assert (cylinder.size, cylinder.has_thermostat) == (CylinderSize.LARGE, True)
    assert (cylinder.insulation, cylinder.insulation_thickness_mm) == ("factory_applied", 50.0)


def test_zone_control_and_fixed_secondary_heating_are_kept() -> None:
    assert (
        improved(boiler_home(control_code=2110), M.GAS_BOILER).heating.main[0].control_code == 2110
    )
    fire = SecondaryHeating(fuel=Fuel.MAINS_GAS, heating_code=605)
    epc = home(heating=Heating(main=(gas_boiler(),), secondary=fire))
    assert improved(epc, M.GAS_BOILER).heating.secondary == fire


def test_gas_boiler_rule() -> None:
    no_gas = EnergySource(electricity_meter=ElectricityMeter.SINGLE, has_mains_gas=False)
    assert one(home(energy_source=no_gas), M.GAS_BOILER).reason.code == "fuel_not_available"
    assert one(boiler_home(heating_code=104), M.GAS_BOILER).reason.code == "already_done"
    product = boiler_home(heating_code=None, data_source=DataSource.DATABASE, product_index=10_101)
    assert one(product, M.GAS_BOILER).reason.code == "system_not_suitable"
    two = home(heating=Heating(main=(gas_boiler(fraction=0.5), gas_boiler(number=2, fraction=0.5))))
    network = boiler_home(category=MainHeatingCategory.HEAT_NETWORK, heating_code=301)
    for epc in (two, network):
        assert one(epc, M.GAS_BOILER).reason.code == "system_not_suitable"
        assert one(epc, M.AIR_SOURCE_HEAT_PUMP).reason.code == "system_not_suitable"


def test_heat_pump_brings_a_cylinder_and_is_installed_under_mcs() -> None:
    found = one(home(), M.AIR_SOURCE_HEAT_PUMP)
    assert dict(found.quantities) == {"has_wet_system": 1.0, "new_cylinder_count": 1.0}
    after = improved(home(), M.AIR_SOURCE_HEAT_PUMP)
    [main] = after.heating.main
    assert (main.heating_code, main.fuel, main.is_mcs_installed) == (224, Fuel.ELECTRICITY, True)
    assert after.water_heating.cylinder is not None
    assert after.water_heating.cylinder.volume_l == 200.0


def test_heat_pump_replaces_storage_heaters_and_their_cylinder() -> None:
    found = one(storage_heated(), M.AIR_SOURCE_HEAT_PUMP)
    assert dict(found.quantities) == {"has_wet_system": 0.0, "new_cylinder_count": 1.0}
    after = improved(storage_heated(), M.AIR_SOURCE_HEAT_PUMP)
    assert after.water_heating.cylinder is not None
    assert after.water_heating.cylinder.volume_l == 200.0
    assert after.energy_source.electricity_meter is ElectricityMeter.SINGLE


def test_heat_pump_is_for_houses_and_bungalows() -> None:
    flat = home(property_type=PropertyType.FLAT)
    assert one(flat, M.AIR_SOURCE_HEAT_PUMP).reason.code == "property_type_not_suitable"


# Photovoltaics


def test_pv_fills_what_the_roof_can_carry() -> None:
    found = one(home(), M.SOLAR_PV)
    assert dict(found.quantities) == {"panel_count": 12.0, "peak_power_kwp": 4.8}
    after = improved(home(), M.SOLAR_PV).energy_source
    assert after.is_export_capable
    assert after.photovoltaics is not None
    assert after.photovoltaics.kind == "arrays"
    [array] = after.photovoltaics.arrays
    assert (array.peak_power_kw, array.orientation, array.pitch_degrees) == (
        4.8,
        Orientation.SOUTH,
        30.0,
    )


@pytest.mark.parametrize(
    ("azimuth", "pitch", "orientation", "step"),
    [
        (180.0, 34.8, Orientation.SOUTH, 30.0),
        (202.4, 40.0, Orientation.SOUTH, 45.0),
        (202.6, 60.0, Orientation.SOUTH_WEST, 60.0),
        (95.0, 80.0, Orientation.EAST, 90.0),
        (337.6, 30.0, Orientation.NORTH, 30.0),
        (180.0, 5.0, Orientation.HORIZONTAL, 0.0),
    ],
)
def test_array_is_described_in_the_certificates_steps(
    azimuth: float, pitch: float, orientation: Orientation, step: float
) -> None:
    roof = RoofForPanels("google_solar", 10, 415.0, pitch, azimuth)
    after = improved(home(), M.SOLAR_PV, SiteFacts(roof_for_panels=roof)).energy_source
    assert after.photovoltaics is not None
    assert after.photovoltaics.kind == "arrays"
    [array] = after.photovoltaics.arrays
    assert (array.peak_power_kw, array.orientation, array.pitch_degrees) == (
        4.15,
        orientation,
        step,
    )


def test_pv_rule() -> None:
    small = SiteFacts(roof_for_panels=RoofForPanels("sap_estimate", 3, 400.0, 30.0, 180.0))
    assert one(home(), M.SOLAR_PV, small).reason.code == "roof_too_small"
    assert one(home(), M.SOLAR_PV, SiteFacts()).reason.code == "not_surveyed"
    assert one(home(), M.SOLAR_PV, LISTED).reason.code == "protected_building"
    flat = home(property_type=PropertyType.FLAT)
    assert one(flat, M.SOLAR_PV).reason.code == "property_type_not_suitable"
    present = home().energy_source.model_copy(
        update={"photovoltaics": PvRoofShare(roof_percent=20.0)}
    )
    assert one(home(energy_source=present), M.SOLAR_PV).reason.code == "already_done"
