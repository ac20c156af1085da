"""Records that surveys seldom have and the text of RdSAP 10 says what to do with."""

import pytest

from sap10.certificate import (
    AgeBand,
    BuiltForm,
    DataSource,
    DetailedRoomInRoof,
    ElectricityMeter,
    EnergySource,
    FloorConstruction,
    FloorHeatLoss,
    Fuel,
    Heating,
    LowestFloor,
    MainHeatingCategory,
    MeasurementType,
    PropertyType,
    RoofConstruction,
    RoofInsulationLocation,
    RoomInRoof,
    RoomInRoofElement,
    RoomInRoofSurface,
    Transmission,
    WallConstruction,
    WallInsulation,
    WindowWall,
)
from sap10.codes import Conventions, ElementKind, Immersion, OpeningKind, Tariff
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes
from sap10.rdsap.expand import expand_reduced
from sap10.rdsap.openings import opening_of
from sap10.rdsap.room_in_roof import surfaces_of
from tests.sap10.rdsap.surveys import (
    fabric,
    main_heating,
    part,
    roof,
    site,
    storey,
    survey,
    wall,
    water_heating,
    window,
)

TEXT = Conventions.SPECIFICATION
LOC = RoofInsulationLocation


def test_a_pitched_roof_without_word_on_access_loses_heat():
    """Schema code 2; whether there is access or not, Table 18 column 1 applies."""
    old = part(roof=roof(RoofConstruction.PITCHED, LOC.UNKNOWN))
    found = expand_reduced(survey(fabric=fabric(building_parts=(old,))))
    roofs = [element for element in found.elements if element.kind is ElementKind.ROOF]
    assert [(element.area_m2, element.u_value) for element in roofs] == [(45.0, 0.40)]


@pytest.mark.pins("RdSAP 4.7.1")
@pytest.mark.parametrize(
    ("measurement", "light_m2", "roof_m2"),
    [(MeasurementType.EXTERNAL, 39.33, 0.0), (MeasurementType.INTERNAL, 44.0, 1.0)],
)
def test_a_roof_window_is_no_larger_than_its_roof(measurement, light_m2, roof_m2):
    """Section 4.7.1, external dimensions: P 20 and A 45 of a semi, w 0.25: 45 - 0.25*(20 +
    0.5*a) + 3*0.0625 = 39.33 with a = 0.5*(20 - sqrt(40)) = 6.84.
    """
    glazed = fabric(
        measurement=measurement,
        windows=(window(is_roof_window=True, width_m=11.0, height_m=4.0),),
        building_parts=(part(storeys=(storey(0),)),),
    )
    found = expand_reduced(survey(fabric=glazed))
    lights = [item for item in found.openings if item.kind is OpeningKind.ROOF_WINDOW]
    roofs = [item.area_m2 for item in found.elements if item.kind is ElementKind.ROOF]
    assert lights[0].area_m2 == pytest.approx(light_m2)
    assert sum(roofs) == pytest.approx(roof_m2)


@pytest.mark.parametrize(("is_roof_window", "expected"), [(False, 1.24), (True, 1.54)])
def test_known_window_u_values_have_two_decimals(is_roof_window, expected):
    """Section 16: U-values to two decimals, half up."""
    known = Transmission(source="manufacturer", u_value=1.235, g_value=0.6)
    found = opening_of(window(transmission=known, is_roof_window=is_roof_window), TEXT, Notes())
    assert found.u_value == expected


@pytest.mark.pins("RdSAP Table 19")
@pytest.mark.parametrize(("code", "expected"), [(421, "solid"), (401, "suspended_timber")])
def test_electric_underfloor_heating_lies_in_a_solid_floor(code, expected):
    """Table 19 note 4: a floor of unknown construction is solid if it is heated, by cables too."""
    unknown = part(
        age_band=AgeBand.B,
        storeys=(storey(0, floor_construction=FloorConstruction.UNKNOWN),),
    )
    electric = main_heating(
        category=MainHeatingCategory.ELECTRIC_UNDERFLOOR,
        heating_code=code,
        fuel=Fuel.ELECTRICITY,
        control_code=2401,
        emitter=None,
    )
    found = expand_reduced(
        survey(
            fabric=fabric(building_parts=(unknown,)),
            heating=Heating(main=(electric,)),
            water_heating=water_heating(code=903, fuel=Fuel.ELECTRICITY),
        )
    )
    assert any(f"section 6.12, {expected}" in note for note in found.notes)


@pytest.mark.pins("RdSAP 4.10.1")
@pytest.mark.parametrize(
    ("location", "thickness", "material", "expected"),
    [
        (LOC.JOISTS, 100.0, None, 0.40),
        (LOC.RAFTERS, 100.0, None, 0.54),
        (LOC.JOISTS, 100.0, "mineral_wool_or_eps", 0.54),
        (None, 100.0, None, 0.54),
        (LOC.NONE, None, None, 2.30),
        (LOC.JOISTS, "as_built", None, 0.35),
    ],
)
def test_flat_ceiling_of_a_roof_room(location, thickness, material, expected):
    """Section 4.10.1: Table 16 where the location is known, else Table 17; Table 18 note a."""
    ceiling = RoomInRoofElement(
        surface=RoomInRoofSurface.FLAT_CEILING,
        number=1,
        length_m=4.0,
        height_m=2.0,
        insulation_location=location,
        insulation_thickness_mm=thickness,
        insulation_material=material,
    )
    room = RoomInRoof(
        floor_area_m2=20.0,
        age_band=AgeBand.H,
        description=DetailedRoomInRoof(elements=(ceiling,)),
    )
    (found,) = surfaces_of(room, 1.5, RoofConstruction.PITCHED_LOFT_ACCESS, site(), Notes())
    assert found.u_value == expected


def test_code_699_is_no_heating_system():
    """Appendix A4 a): electric heaters heat all rooms, with no secondary heating."""
    none = main_heating(
        category=MainHeatingCategory.ROOM_HEATERS,
        heating_code=699,
        control_code=2699,
        fuel=Fuel.ELECTRICITY,
        data_source=DataSource.SAP_TABLE,
        emitter=None,
    )
    found = expand_reduced(
        survey(
            fabric=fabric(heated_room_count=0),
            heating=Heating(main=(none,)),
            water_heating=water_heating(code=903, fuel=Fuel.ELECTRICITY),
        )
    )
    assert (found.main_1.code, found.space_heating.secondary_code) == (699, 0)


def test_a_regular_boiler_heats_no_water_without_a_cylinder():
    """SAP 10.2 Appendix D1.5: only by way of a separate cylinder."""
    with pytest.raises(CertificateRejected) as refusal:
        expand_reduced(survey(water_heating=water_heating(cylinder=None)))
    assert (refusal.value.reason, refusal.value.field) == ("inconsistent_values", "Cylinder-Size")


def test_other_heaters_without_a_cylinder_leave_a_note():
    stove = main_heating(heating_code=158, fuel=Fuel.HOUSE_COAL, control_code=2104)
    found = expand_reduced(
        survey(heating=Heating(main=(stove,)), water_heating=water_heating(cylinder=None))
    )
    assert any("158 without a cylinder" in note for note in found.notes)


def test_storeys_of_a_dwelling_are_those_of_its_tallest_part():
    """Table 5: the greater number in the main part and in any extension, wherever it begins."""
    above = part(
        number=2,
        floor=LowestFloor(heat_loss=FloorHeatLoss.UNHEATED_SPACE),
        storeys=(storey(0), storey(1)),
    )
    found = expand_reduced(survey(fabric=fabric(building_parts=(part(), above))))
    assert found.ventilation.storeys == 2


@pytest.mark.parametrize(
    ("meter", "expected"),
    [
        (ElectricityMeter.UNKNOWN, (Immersion.SINGLE, 110.0)),
        (ElectricityMeter.DUAL, (Immersion.DUAL, 210.0)),
    ],
)
def test_immersion_of_a_dwelling_without_water_heating(meter, expected):
    """Section 11.7: single on an unknown meter, though storage heaters make its tariff 7-hour."""
    storage = main_heating(
        category=MainHeatingCategory.STORAGE_HEATERS,
        heating_code=401,
        fuel=Fuel.ELECTRICITY,
        control_code=2401,
        emitter=None,
    )
    found = expand_reduced(
        survey(
            heating=Heating(main=(storage,)),
            water_heating=water_heating(code=999, fuel=None, cylinder=None),
            energy_source=EnergySource(electricity_meter=meter),
        )
    )
    assert found.electricity.tariff is Tariff.SEVEN_HOUR
    assert (found.hot_water.immersion, found.hot_water.cylinder_volume_l) == expected


@pytest.mark.parametrize(
    "place", [WindowWall.ALTERNATIVE_WALL_1, WindowWall.ALTERNATIVE_WALL_2, WindowWall.GABLE_WALL_1]
)
def test_a_window_of_a_wall_that_is_not_there_is_in_the_main_wall(place):
    """Section 4.6: every window comes off a gross area."""
    recorded, misplaced = window(), window(wall=place)
    usual = expand_reduced(survey(fabric=fabric(windows=(recorded,))))
    found = expand_reduced(survey(fabric=fabric(windows=(misplaced,))))
    assert found.elements == usual.elements
    assert f"part 1 has no {place.value}: its window in the main wall" in found.notes


def test_a_solid_wall_has_no_cavity_to_fill():
    """Section 21, definitions: "solid wall marked as having cavity fill" is incompatible data."""
    solid = part(wall=wall(WallConstruction.SOLID_BRICK, WallInsulation.FILLED_CAVITY))
    with pytest.raises(CertificateRejected) as refusal:
        expand_reduced(survey(fabric=fabric(building_parts=(solid,))))
    assert refusal.value.field == "SAP-Building-Part[1]/Wall-Insulation-Type"


@pytest.mark.pins("RdSAP 2.19")
def test_park_homes_are_detached():
    """Section 2.19, data items: detached only; so no side is sheltered."""
    park = part(
        age_band=AgeBand.G,
        wall=wall(WallConstruction.PARK_HOME),
        storeys=(storey(0, party=0.0),),
    )
    found = expand_reduced(
        survey(
            property_type=PropertyType.PARK_HOME,
            built_form=BuiltForm.NOT_RECORDED,
            fabric=fabric(building_parts=(park,)),
        )
    )
    assert found.ventilation.sheltered_sides == 0
