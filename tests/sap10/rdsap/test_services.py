"""Ventilation, tariff, lighting, PV and living area: sections 5, 10, 12 and 13."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sap10.certificate import (
    AgeBand,
    Battery,
    BuiltForm,
    BulbCounts,
    ElectricityMeter,
    EnergySource,
    Overshading,
    PropertyType,
    PvArray,
    PvArrays,
    PvConnection,
    PvRoofShare,
    WallConstruction,
    WallInsulation,
)
from sap10.certificate import Orientation as Direction
from sap10.certificate import Ventilation as RecordedVentilation
from sap10.certificate.ventilation import MechanicalVentilation, PressureTest, VentilationType
from sap10.codes import (
    Conventions,
    Orientation,
    Tariff,
    VentilationSystem,
)
from sap10.codes import PressureTest as SapPressureTest
from sap10.rdsap.context import Notes
from sap10.rdsap.expand import expand_reduced
from sap10.rdsap.lighting import lighting_of
from sap10.rdsap.renewables import electricity_of, pv_arrays_of, roof_share_kwp
from sap10.rdsap.tariff import tariff_of
from sap10.rdsap.thermal import bridging_y, living_area, thermal_mass_parameter
from sap10.rdsap.ventilation import extract_fans, sheltered_sides, structural_infiltration
from tests.sap10.rdsap.surveys import (
    survey,
    wall,
)

TEXT = Conventions.SPECIFICATION
METER = ElectricityMeter
W = WallConstruction


@pytest.mark.parametrize(
    ("recorded", "band", "rooms", "expected"),
    [
        (0, "G", 4, 0),
        (None, "G", 4, 1),
        (2, "K", 7, 2),
        (None, "E", 9, 0),
        (None, "H", 2, 1),
        (None, "M", 5, 2),
        (None, "K", 8, 3),
        (None, "K", 9, 4),
        (6, "A", 1, 6),
    ],
)
def test_extract_fans(recorded, band, rooms, expected):
    assert extract_fans(recorded, AgeBand(band), rooms, is_park_home=False) == expected


def test_extract_fans_of_park_homes():
    assert extract_fans(None, AgeBand.F, 3, is_park_home=True) == 0
    assert extract_fans(None, AgeBand.I, 3, is_park_home=True) == 2


def test_sheltered_sides_by_built_form():
    forms = (
        BuiltForm.DETACHED,
        BuiltForm.SEMI_DETACHED,
        BuiltForm.END_TERRACE,
        BuiltForm.MID_TERRACE,
        BuiltForm.ENCLOSED_END_TERRACE,
        BuiltForm.ENCLOSED_MID_TERRACE,
    )
    assert [sheltered_sides(form, is_flat=False) for form in forms] == [0, 1, 1, 2, 2, 3]
    assert sheltered_sides(BuiltForm.DETACHED, is_flat=True) == 2


def test_structural_infiltration_is_that_of_the_greater_wall_area():
    assert structural_infiltration({W.CAVITY: 50.0, W.TIMBER_FRAME: 60.0}) == 0.25
    assert structural_infiltration({W.CAVITY: 50.0, W.TIMBER_FRAME: 50.0}) == 0.35
    assert structural_infiltration({W.SYSTEM_BUILT: 50.0}) == 0.35
    assert structural_infiltration({W.PARK_HOME: 50.0}) == 0.25


def ventilated(**changes) -> RecordedVentilation:
    values = {"type": VentilationType.NATURAL, "pressure_test": PressureTest.NOT_TESTED}
    return RecordedVentilation(**(values | changes))


def test_mechanical_extract_without_a_record():
    epc = survey(ventilation=ventilated(type=VentilationType.EXTRACT_CENTRALISED))
    found = expand_reduced(epc).ventilation
    assert (found.system, found.extract_fans) == (VentilationSystem.EXTRACT, 0)
    assert found.specific_fan_power * found.fan_in_use_factor * 1.22 == pytest.approx(2.44)


def test_heat_recovery_without_a_record():
    epc = survey(ventilation=ventilated(type=VentilationType.BALANCED_HEAT_RECOVERY))
    found = expand_reduced(epc).ventilation
    assert found.heat_recovery_percent == pytest.approx(46.2)
    assert (found.specific_fan_power, found.extract_fans) == (2.0, 0)


def test_positive_input_from_the_loft_has_fans_like_natural_ventilation():
    epc = survey(ventilation=ventilated(type=VentilationType.POSITIVE_INPUT_FROM_LOFT))
    found = expand_reduced(epc).ventilation
    assert (found.system, found.specific_fan_power) == (
        VentilationSystem.POSITIVE_INPUT_FROM_LOFT,
        0.0,
    )


def test_a_ventilation_product_without_its_record_has_the_defaults_of_table_5():
    product = MechanicalVentilation(product_index=500123, wet_room_count=3)
    kind = VentilationType.BALANCED_HEAT_RECOVERY
    found = expand_reduced(survey(ventilation=ventilated(type=kind, mechanical=product)))
    assert (
        found.ventilation == expand_reduced(survey(ventilation=ventilated(type=kind))).ventilation
    )
    assert any("product 500123 not looked up" in note for note in found.notes)
    assert not any("wet rooms" in note for note in found.notes)


@pytest.mark.parametrize(
    ("test", "permeability", "expected"),
    [
        (PressureTest.MEASURED_EXISTING, 5.0, SapPressureTest.AT_50_PA),
        (PressureTest.LOW_PRESSURE_PULSE, 1.2, SapPressureTest.AT_4_PA),
        (PressureTest.NOT_TESTED, None, SapPressureTest.NONE),
        (PressureTest.MEASURED_EXISTING, None, SapPressureTest.NONE),
    ],
)
def test_pressure_tests(test, permeability, expected):
    epc = survey(ventilation=ventilated(pressure_test=test, air_permeability=permeability))
    found = expand_reduced(epc).ventilation
    assert (found.pressure_test, found.air_permeability) == (expected, permeability or 0.0)


@pytest.mark.parametrize(
    ("meter", "codes", "dual_immersion", "expected"),
    [
        # recorded tariffs
        (METER.SINGLE, (401,), True, Tariff.STANDARD),
        (METER.EIGHTEEN_HOUR, (102,), False, Tariff.EIGHTEEN_HOUR),
        (METER.TWENTY_FOUR_HOUR, (402,), False, Tariff.TWENTY_FOUR_HOUR),
        (METER.TEN_HOUR, (102,), False, Tariff.TEN_HOUR),
        # dual meter, rules 1 to 4
        (METER.DUAL, (192, 401), False, Tariff.TEN_HOUR),
        (METER.DUAL, (401,), False, Tariff.SEVEN_HOUR),
        (METER.DUAL, (691, 402), False, Tariff.SEVEN_HOUR),
        (METER.DUAL, (191, 195), False, Tariff.SEVEN_HOUR),
        (METER.DUAL, (421,), False, Tariff.SEVEN_HOUR),
        (METER.DUAL, (191,), False, Tariff.TEN_HOUR),
        (METER.DUAL, (224,), False, Tariff.TEN_HOUR),
        (METER.DUAL, (524,), False, Tariff.TEN_HOUR),
        (METER.DUAL, (102, 691), False, Tariff.TEN_HOUR),
        (METER.DUAL, (102,), False, Tariff.SEVEN_HOUR),
        (METER.DUAL, (424,), False, Tariff.SEVEN_HOUR),
        # unknown meter
        (METER.UNKNOWN, (102,), False, Tariff.STANDARD),
        (METER.UNKNOWN, (691,), False, Tariff.STANDARD),
        (METER.UNKNOWN, (224,), False, Tariff.STANDARD),
        (METER.UNKNOWN, (211,), False, Tariff.TEN_HOUR),
        (METER.UNKNOWN, (401,), False, Tariff.SEVEN_HOUR),
        (METER.UNKNOWN, (691,), True, Tariff.TEN_HOUR),
        (METER.UNKNOWN, (102,), True, Tariff.SEVEN_HOUR),
    ],
)
@pytest.mark.pins("RdSAP 13")
def test_tariffs(meter, codes, dual_immersion, expected):
    """Rules 1 to 4; findings 10.3 and 10.4."""
    assert tariff_of(meter, codes, dual_immersion) is expected


def test_heaters_assumed_without_heating_system_are_rule_4():
    assert tariff_of(METER.DUAL, (699,), False, is_heating_assumed=True) is Tariff.SEVEN_HOUR


def test_bulbs_give_the_efficacy_and_the_floor_area_the_capacity():
    """SAP 10.2 L1 step 5: existing dwellings take 185 lm/m2 (L5b); RdSAP 10 item 12-1."""
    found = lighting_of(BulbCounts(led_count=10, cfl_count=5, incandescent_count=2), TEXT, Notes())
    lumens = 10 * 900 + 5 * 19 * 55 + 2 * 60 * 11.2
    assert not found.is_capacity_given
    assert found.efficacy_lm_per_w == pytest.approx(lumens / (90 + 95 + 120))
    assert lighting_of(BulbCounts(low_energy_count=4), TEXT, Notes()).efficacy_lm_per_w == 80.0


@pytest.mark.parametrize("counts", [None, BulbCounts(), BulbCounts(led_count=0)])
def test_no_bulbs(counts):
    found = lighting_of(counts, TEXT, Notes())
    assert not found.is_capacity_given
    assert found.efficacy_lm_per_w == 21.3


@pytest.mark.pins("RdSAP 12.1")
def test_pv_by_share_of_the_roof():
    assert roof_share_kwp(0.0, 36.9, 40.0) == 2.16
    assert roof_share_kwp(0.0, 10.0, 100.0) == 1.46
    assert roof_share_kwp(10.0, 0.0, 50.0) == 0.60
    source = EnergySource(
        electricity_meter=METER.SINGLE, photovoltaics=PvRoofShare(roof_percent=40.0)
    )
    (array,) = pv_arrays_of(source, 0.0, 36.9, Notes())
    assert (array.peak_power_kwp, array.orientation, array.pitch_deg, array.overshading_factor) == (
        2.16,
        Orientation.SOUTH,
        30.0,
        0.8,
    )


@pytest.mark.parametrize(
    ("shade", "factor"),
    [
        (Overshading.NONE_OR_VERY_LITTLE, 1.0),
        (Overshading.MODEST, 0.8),
        (Overshading.SIGNIFICANT, 0.65),
        (Overshading.HEAVY, 0.5),
        (Overshading.SEVERE, 0.5),
        (Overshading.NOT_RECORDED, 0.8),
    ],
)
@pytest.mark.pins("RdSAP 12.1", "Table H2")
def test_pv_overshading_is_that_of_table_h2(shade, factor):
    recorded = PvArray(
        peak_power_kw=2.362,
        orientation=Direction.SOUTH_WEST,
        pitch_degrees=45.0,
        overshading=shade,
    )
    source = EnergySource(
        electricity_meter=METER.SINGLE, photovoltaics=PvArrays(arrays=(recorded,))
    )
    (array,) = pv_arrays_of(source, 0.0, 0.0, Notes())
    assert (array.peak_power_kwp, array.pitch_deg) == (2.36, 45.0)
    assert array.orientation is Orientation.SOUTH_WEST
    assert array.overshading_factor == factor


@pytest.mark.pins("RdSAP 12.2")
def test_batteries_of_unknown_capacity_are_5_kwh():
    source = EnergySource(
        electricity_meter=METER.SINGLE,
        batteries=(Battery(), Battery(capacity_kwh=8.2)),
        pv_connection=PvConnection.NOT_CONNECTED,
        has_pv_diverter=True,
        is_export_capable=True,
    )
    found = electricity_of(source, Tariff.STANDARD, has_pv=True, notes=Notes())
    assert found.battery_capacity_kwh == pytest.approx(13.2)
    assert not found.is_pv_connected_to_dwelling
    assert found.has_pv_diverter
    assert found.is_export_capable


@pytest.mark.parametrize(
    ("total", "rooms", "expected"),
    [(45.65, 3, 13.70), (56.79, 3, 17.04), (46.87, 3, 14.06), (180.0, 1, 135.0), (100.0, 20, 9.0)],
)
def test_living_area(total, rooms, expected):
    assert living_area(total, rooms) == expected


@pytest.mark.pins("RdSAP Table 21", "RdSAP Table 27", "RdSAP 6.15", "RdSAP 10.2")
def test_tables_21_and_27(shared: Path):
    folder = shared / "spec/tables/rdsap10"
    for row in csv.DictReader((folder / "table_21_thermal_bridging.csv").open()):
        band = AgeBand(row["age_band"])
        assert bridging_y(band, is_park_home=False) == float(row["y_not_park_home_w_m2k"])
        assert bridging_y(band, is_park_home=True) == float(row["y_park_home_w_m2k"])
    for row in csv.DictReader((folder / "table_27_living_area_fraction.csv").open()):
        fraction = float(row["living_area_fraction"])
        assert living_area(100.0, int(row["habitable_rooms"])) == pytest.approx(100 * fraction)


@pytest.mark.pins("RdSAP Table 22", "RdSAP 6.16")
def test_table_22(shared: Path):
    names = {
        "timber_frame": W.TIMBER_FRAME,
        "cob": W.COB,
        "park_home": W.PARK_HOME,
        "stone": W.STONE_GRANITE,
        "solid_brick": W.SOLID_BRICK,
        "cavity": W.CAVITY,
        "system_build": W.SYSTEM_BUILT,
    }
    path = shared / "spec/tables/rdsap10/table_22_thermal_mass_parameter.csv"
    for row in csv.DictReader(path.open()):
        internal = row["internal_insulation"] == "yes"
        insulation = WallInsulation.INTERNAL if internal else WallInsulation.EXTERNAL
        surveyed = wall(names[row["main_wall_construction"]], insulation)
        assert thermal_mass_parameter(surveyed) == float(row["tmp_kj_m2k"])


@given(flat=st.floats(0, 500), pitched=st.floats(0, 500), percent=st.floats(0, 100))
def test_pv_by_roof_share_is_never_negative_nor_more_than_the_roof(flat, pitched, percent):
    assert 0 <= roof_share_kwp(flat, pitched, percent) <= 0.12 * (flat + 1.2208 * pitched) + 0.005


def test_property_types_with_corridors():
    flat = survey(property_type=PropertyType.FLAT)
    assert expand_reduced(flat).ventilation.sheltered_sides == 2
