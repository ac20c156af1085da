"""Full SAP data to SAP inputs: the goldens against hand-written inputs, and each branch."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sap10
from sap10.certificate import (
    AgeBand,
    DataType,
    EpcPropertyData,
    FixedLight,
    FixedLights,
    FloorType,
    Fuel,
    GroundFloor,
    HeatEmitter,
    Immersion,
    Junction,
    MeasuredFabric,
    MeasuredFloor,
    MeasuredRoof,
    MeasuredWall,
    Opening,
    OpeningKind,
    OpeningType,
    Orientation,
    Overshading,
    PressureTest,
    PumpAge,
    PvArray,
    PvArrays,
    RoofType,
    StructuralInfiltration,
    ThermalBridgeMethod,
    ThermalBridges,
    UnderfloorEmitter,
    VentilationType,
    WallType,
)
from sap10.certificate.fabric_measured import FrameType, MeasuredGlazing
from sap10.certificate.read import read_certificate
from sap10.certificate.water_heating import ThermalStore as RecordedStore
from sap10.codes import CylinderInsulation as SapInsulation
from sap10.codes import ElementKind, Emitter, Ruleset, VentilationSystem
from sap10.codes import Immersion as SapImmersion
from sap10.codes import OpeningKind as SapOpeningKind
from sap10.codes import Orientation as SapOrientation
from sap10.codes import PressureTest as SapTest
from sap10.codes import PumpAge as SapPumpAge
from sap10.dwelling import Dwelling
from sap10.errors import CertificateRejected
from sap10.full_sap.expand import expand_measured
from sap10.tables import load_table
from sap10.worksheet.end_uses import EndUse
from tests.sap10.full_sap.measured import copy, golden, part_of, stored, with_main, with_part
from tests.sap10.golden_dwellings import GOLDEN_DWELLINGS


@pytest.fixture(scope="module")
def epc(shared: Path) -> EpcPropertyData:
    return golden(shared)


def with_type(epc: EpcPropertyData, **changes: Any) -> EpcPropertyData:
    assert isinstance(epc.fabric, MeasuredFabric)
    kind = epc.fabric.opening_types[0].model_copy(update=changes)
    return copy(epc, "fabric", opening_types=(kind,))


def element(dwelling: Dwelling, kind: ElementKind) -> tuple[float, float, float]:
    found = [item for item in dwelling.elements if item.kind == kind]
    assert len(found) == 1
    return found[0].area_m2, found[0].u_value, found[0].kappa


@pytest.mark.parametrize("name", GOLDEN_DWELLINGS)
def test_goldens_expand_to_the_inputs_written_by_hand(name: str, shared: Path) -> None:
    certificate = read_certificate(shared / "goldens" / name / "sap.xml")
    expanded = expand_measured(certificate.epc, name)
    by_hand = GOLDEN_DWELLINGS[name]()
    # Neither counts: ratings take the UK average climate, a pressure test the place of line (12).
    unused = {
        "general": replace(expanded.general, climate_region=by_hand.general.climate_region),
        "ventilation": replace(
            expanded.ventilation, floor_infiltration=by_hand.ventilation.floor_infiltration
        ),
        "notes": by_hand.notes,
    }
    same = replace(expanded, **unused)
    for item in fields(Dwelling):
        assert getattr(same, item.name) == getattr(by_hand, item.name), item.name


def test_every_default_taken_leaves_a_note(epc: EpcPropertyData) -> None:
    notes = " | ".join(expand_measured(epc).notes)
    for words in ("Table 6b", "Table 6c", "Appendix K", "step 8c", "baths not recorded"):
        assert words in notes


def test_reduced_fabric_is_a_programming_error(shared: Path) -> None:
    reduced = read_certificate(shared / "goldens" / "rdsap-electric-detached" / "rdsap.xml")
    with pytest.raises(TypeError):
        expand_measured(reduced.epc)


@pytest.mark.parametrize(
    ("data_type", "ruleset", "is_new"),
    [
        (DataType.NEW_AS_DESIGNED, Ruleset.SAP, True),
        (DataType.NEW_AS_BUILT, Ruleset.SAP, True),
        (DataType.CHANGE_OF_USE, Ruleset.SAP, True),
        (DataType.NEW_EXTENSION, Ruleset.SAP, False),
        (DataType.EXISTING, Ruleset.RDSAP, False),
        (DataType.OTHER, Ruleset.SAP, False),
    ],
)
def test_kind_of_dwelling_decides_prices_and_newness(
    epc: EpcPropertyData, data_type: DataType, ruleset: Ruleset, is_new: bool
) -> None:
    general = expand_measured(copy(epc, "fabric", data_type=data_type)).general
    assert (general.ruleset, general.is_new_dwelling) == (ruleset, is_new)


def test_elements_of_every_kind(epc: EpcPropertyData) -> None:
    walls = tuple(
        MeasuredWall(name=kind.value, type=kind, area_m2=10.0 + n, u_value=0.2, kappa=60.0)
        for n, kind in enumerate(WallType)
    )
    roofs = (
        MeasuredRoof(name="r", type=RoofType.EXPOSED, area_m2=50.0, u_value=0.1, kappa=9.0),
        MeasuredRoof(name="p", type=RoofType.PARTY, area_m2=20.0, u_value=0.0, kappa=30.0),
    )
    floor = MeasuredFloor(
        storey=0,
        type=FloorType.GROUND,
        floor_area_m2=50.0,
        storey_height_m=2.5,
        heat_loss_area_m2=50.0,
        u_value=0.12,
        kappa=80.0,
    )
    floors = (
        floor.model_copy(update={"type": FloorType.BASEMENT, "storey": -1, "u_value": 0.3}),
        floor,
        floor.model_copy(
            update={
                "type": FloorType.UPPER,
                "storey": 1,
                "heat_loss_area_m2": 5.0,
                "kappa": 18.0,
                "kappa_below": 9.0,
            }
        ),
        floor.model_copy(update={"type": FloorType.PARTY, "storey": 2, "heat_loss_area_m2": 0.0}),
    )
    dwelling = expand_measured(with_part(epc, walls=walls, roofs=roofs, floors=floors, openings=()))
    assert element(dwelling, ElementKind.BASEMENT_FLOOR) == (50.0, 0.3, 80.0)
    assert element(dwelling, ElementKind.GROUND_FLOOR) == (50.0, 0.12, 80.0)
    assert element(dwelling, ElementKind.EXPOSED_FLOOR) == (5.0, 0.12, 18.0)
    assert element(dwelling, ElementKind.INTERNAL_FLOOR) == (45.0, 0.0, 18.0)
    assert element(dwelling, ElementKind.INTERNAL_CEILING) == (45.0, 0.0, 9.0)
    assert element(dwelling, ElementKind.PARTY_FLOOR) == (50.0, 0.0, 80.0)
    assert element(dwelling, ElementKind.BASEMENT_WALL) == (10.0, 0.2, 60.0)
    assert element(dwelling, ElementKind.PARTY_WALL) == (13.0, 0.2, 60.0)
    assert element(dwelling, ElementKind.INTERNAL_WALL) == (14.0, 0.2, 60.0)
    exposed = [item for item in dwelling.elements if item.kind == ElementKind.EXTERNAL_WALL]
    assert [item.area_m2 for item in exposed] == [11.0, 12.0]
    assert element(dwelling, ElementKind.ROOF) == (50.0, 0.1, 9.0)
    assert element(dwelling, ElementKind.PARTY_CEILING) == (20.0, 0.0, 30.0)
    assert dwelling.ventilation.storeys == 4


def test_roof_rooms_are_above_every_other_storey(epc: EpcPropertyData) -> None:
    ground = part_of(epc).floors[0]
    attic = ground.model_copy(
        update={"storey": 99, "type": FloorType.UPPER, "heat_loss_area_m2": 0.0}
    )
    dwelling = expand_measured(with_part(epc, floors=(ground, attic)))
    assert [storey.level for storey in dwelling.storeys] == [0, 1]


def test_doors_are_elements_and_leave_the_wall(epc: EpcPropertyData) -> None:
    kinds = {
        OpeningKind.SOLID_DOOR: ElementKind.SOLID_DOOR,
        OpeningKind.DOOR_TO_CORRIDOR: ElementKind.SOLID_DOOR,
        OpeningKind.SEMI_GLAZED_DOOR: ElementKind.SEMI_GLAZED_DOOR,
    }
    for kind, sap_kind in kinds.items():
        dwelling = expand_measured(with_type(epc, kind=kind, glazing=None))
        assert element(dwelling, sap_kind) == (7.5, 1.5, 0.0)
        assert element(dwelling, ElementKind.EXTERNAL_WALL)[0] == 112.5
        assert dwelling.openings == ()


@pytest.mark.parametrize(
    ("kind", "pitch", "expected_kind", "expected_pitch", "orientation"),
    [
        (OpeningKind.WINDOW, None, SapOpeningKind.WINDOW, 90.0, SapOrientation.SOUTH),
        (OpeningKind.ROOF_WINDOW, 35.0, SapOpeningKind.ROOF_WINDOW, 35.0, SapOrientation.SOUTH),
        (OpeningKind.ROOF_WINDOW, None, SapOpeningKind.ROOF_WINDOW, 45.0, SapOrientation.SOUTH),
        (OpeningKind.ROOFLIGHT, None, SapOpeningKind.ROOFLIGHT, 0.0, SapOrientation.HORIZONTAL),
    ],
)
def test_openings_of_every_kind(
    epc: EpcPropertyData,
    kind: OpeningKind,
    pitch: float | None,
    expected_kind: SapOpeningKind,
    expected_pitch: float,
    orientation: SapOrientation,
) -> None:
    opening = part_of(epc).openings[0].model_copy(update={"pitch_degrees": pitch})
    changed = with_part(with_type(epc, kind=kind), openings=(opening,))
    found = expand_measured(changed).openings[0]
    assert (found.kind, found.pitch_deg, found.orientation) == (
        expected_kind,
        expected_pitch,
        orientation,
    )


def test_unknown_orientation_is_east_or_west(epc: EpcPropertyData) -> None:
    opening = part_of(epc).openings[0].model_copy(update={"orientation": Orientation.UNKNOWN})
    dwelling = expand_measured(with_part(epc, openings=(opening,)))
    assert dwelling.openings[0].orientation == SapOrientation.EAST
    assert any("east or west" in note for note in dwelling.notes)


@pytest.mark.parametrize("glazing", [g for g in MeasuredGlazing if g.value != "not_glazed"])
@pytest.mark.pins("Table 6b")
def test_glazing_by_table_6b_unless_declared(
    epc: EpcPropertyData, glazing: MeasuredGlazing
) -> None:
    tabulated = expand_measured(with_type(epc, glazing=glazing)).openings[0]
    declared = expand_measured(with_type(epc, glazing=glazing, g_value=0.5)).openings[0]
    assert 0.5 < tabulated.g <= 0.85
    assert declared.g == 0.5
    assert declared.g_light == tabulated.g_light


@pytest.mark.parametrize(
    ("frame", "factor"),
    [(None, 0.7), *((f, 0.8 if f.value.startswith("metal") else 0.7) for f in FrameType)],
)
@pytest.mark.pins("Table 6c")
def test_frame_factor_by_table_6c_unless_given(
    epc: EpcPropertyData, frame: FrameType | None, factor: float
) -> None:
    assert expand_measured(with_type(epc, frame=frame)).openings[0].frame_factor == factor
    given = expand_measured(with_type(epc, frame=frame, frame_factor=0.66))
    assert given.openings[0].frame_factor == 0.66


@pytest.mark.parametrize(
    ("opening", "reason"),
    [
        ({"type_name": "no such type"}, "inconsistent_values"),
        ({"location": "no such wall"}, "inconsistent_values"),
        ({"width_m": 200.0}, "inconsistent_values"),
    ],
)
def test_openings_that_fit_nowhere_are_refused(
    epc: EpcPropertyData, opening: dict[str, Any], reason: str
) -> None:
    changed = part_of(epc).openings[0].model_copy(update=opening)
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(with_part(epc, openings=(changed,)))
    assert caught.value.reason == reason


def test_two_walls_of_one_name_cannot_share_an_opening(epc: EpcPropertyData) -> None:
    wall = part_of(epc).walls[0]
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(with_part(epc, walls=(wall, wall)))
    assert caught.value.reason == "inconsistent_values"


@pytest.mark.parametrize("glazing", [None, MeasuredGlazing.NOT_GLAZED])
def test_window_without_glazing_is_refused(
    epc: EpcPropertyData, glazing: MeasuredGlazing | None
) -> None:
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(with_type(epc, glazing=glazing))
    assert caught.value.reason == "missing_field"


def test_thermal_bridges_of_every_kind(epc: EpcPropertyData) -> None:
    def bridged(*bridges: ThermalBridges | None) -> Dwelling:
        parts = tuple(
            part_of(epc).model_copy(update={"number": n, "thermal_bridges": each})
            for n, each in enumerate(bridges, start=1)
        )
        return expand_measured(copy(epc, "fabric", building_parts=parts))

    default = ThermalBridges(method=ThermalBridgeMethod.DEFAULT)
    given = ThermalBridges(method=ThermalBridgeMethod.GLOBAL_Y, y_value=0.05)
    listed = ThermalBridges(
        method=ThermalBridgeMethod.JUNCTIONS,
        junctions=(Junction(type="E2", length_m=15.5, psi_value=0.3),),
    )
    assert bridged(default).general.thermal_bridging_y == 0.2
    assert bridged(None).general.thermal_bridging_y == 0.2
    assert bridged(given).general.thermal_bridging_y == 0.05
    mixed = bridged(default, given).general.thermal_bridging_y
    assert mixed == pytest.approx(0.125)
    with_list = bridged(listed)
    assert with_list.general.has_thermal_bridge_list
    assert [(b.length_m, b.psi) for b in with_list.thermal_bridges] == [(15.5, 0.3)]
    beside = bridged(listed, given)
    assert [b.psi for b in beside.thermal_bridges] == [0.3, 0.05]
    assert beside.thermal_bridges[1].length_m == 320.0
    for method in (ThermalBridgeMethod.REGULATIONS_2002, ThermalBridgeMethod.ACCREDITED):
        assert bridged(ThermalBridges(method=method)).general.thermal_bridging_y == 0.2
    with pytest.raises(CertificateRejected, match="junctions one by one"):
        bridged(ThermalBridges(method=ThermalBridgeMethod.JUNCTIONS))
    with pytest.raises(CertificateRejected) as caught:
        bridged(ThermalBridges(method=ThermalBridgeMethod.GLOBAL_Y))
    assert caught.value.reason == "missing_field"


def test_ventilation_without_pressure_test(epc: EpcPropertyData) -> None:
    untested = copy(
        epc,
        "ventilation",
        pressure_test=PressureTest.NOT_TESTED,
        structure=StructuralInfiltration.STEEL_OR_TIMBER_FRAME,
        ground_floor=GroundFloor.SUSPENDED_TIMBER_UNSEALED,
        has_draught_lobby=True,
        draughtproofed_percent=90.0,
    )
    found = expand_measured(untested).ventilation
    assert found.pressure_test == SapTest.NONE
    assert (found.structural_infiltration, found.floor_infiltration) == (0.25, 0.2)
    assert (found.has_draught_lobby, found.draught_proofed_percent) == (True, 90.0)
    notes = expand_measured(copy(epc, "ventilation", pressure_test=PressureTest.NOT_TESTED)).notes
    assert sum("lines 11 to 14" in note for note in notes) == 4


def test_low_pressure_pulse_is_at_4_pa(epc: EpcPropertyData) -> None:
    pulse = copy(epc, "ventilation", pressure_test=PressureTest.LOW_PRESSURE_PULSE)
    assert expand_measured(pulse).ventilation.pressure_test == SapTest.AT_4_PA


@pytest.mark.parametrize("field", ["air_permeability", "sheltered_side_count"])
def test_what_ventilation_needs_is_not_guessed(epc: EpcPropertyData, field: str) -> None:
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(copy(epc, "ventilation", **{field: None}))
    assert caught.value.reason == "missing_field"


@pytest.mark.parametrize(
    ("kind", "system", "power", "recovery"),
    [
        (VentilationType.POSITIVE_INPUT_FROM_LOFT, VentilationSystem(1), 0.0, 0.0),
        (VentilationType.POSITIVE_INPUT_FROM_OUTSIDE, VentilationSystem(2), 0.8, 0.0),
        (VentilationType.EXTRACT_CENTRALISED, VentilationSystem.EXTRACT, 0.8, 0.0),
        (VentilationType.EXTRACT_DECENTRALISED, VentilationSystem.EXTRACT, 0.8, 0.0),
        (VentilationType.BALANCED, VentilationSystem.BALANCED, 2.0, 0.0),
        (VentilationType.BALANCED_HEAT_RECOVERY, VentilationSystem(5), 2.0, 46.2),
    ],
)
@pytest.mark.pins("Table 4g")
def test_mechanical_ventilation_by_table_4g(
    epc: EpcPropertyData,
    kind: VentilationType,
    system: VentilationSystem,
    power: float,
    recovery: float,
) -> None:
    found = expand_measured(copy(epc, "ventilation", type=kind)).ventilation
    assert (found.system, found.specific_fan_power) == (system, power)
    assert found.heat_recovery_percent == pytest.approx(recovery)


@pytest.mark.parametrize(
    ("emitter", "underfloor", "expected"),
    [
        (HeatEmitter.RADIATORS, None, Emitter.RADIATORS),
        (HeatEmitter.RADIATORS_AND_UNDERFLOOR, None, Emitter.RADIATORS),
        (HeatEmitter.FAN_COILS, None, Emitter.FAN_COIL),
        (None, None, Emitter.RADIATORS),
        (HeatEmitter.UNDERFLOOR, UnderfloorEmitter.SCREED, Emitter.UNDERFLOOR_SCREED),
        (HeatEmitter.UNDERFLOOR, UnderfloorEmitter.TIMBER_FLOOR, Emitter.UNDERFLOOR_TIMBER),
        (HeatEmitter.UNDERFLOOR, UnderfloorEmitter.CONCRETE_SLAB, Emitter.UNDERFLOOR_CONCRETE),
    ],
)
def test_emitters_of_table_4d(
    epc: EpcPropertyData,
    emitter: HeatEmitter | None,
    underfloor: UnderfloorEmitter | None,
    expected: Emitter,
) -> None:
    changed = with_main(epc, emitter=emitter, underfloor_emitter=underfloor)
    assert expand_measured(changed).main_1.emitter == expected


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"heating_code": None, "product_index": 17507}, "product_not_found"),
        ({"heating_code": None}, "missing_field"),
        ({"control_code": 2999}, "unknown_code"),
        ({"emitter": HeatEmitter.UNDERFLOOR}, "missing_field"),
        ({"condensing_heat_distribution": 2}, "invalid_value"),
        ({"fuel": Fuel.NETWORK_MAINS_GAS}, "inconsistent_values"),
    ],
)
def test_heating_that_cannot_be_rated_is_refused(
    epc: EpcPropertyData, changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(with_main(epc, **changes))
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("recorded", "data_type", "expected"),
    [
        (None, DataType.NEW_AS_BUILT, SapPumpAge.FROM_2013),
        (None, DataType.EXISTING, SapPumpAge.UNKNOWN),
        (PumpAge.UP_TO_2012, DataType.NEW_AS_BUILT, SapPumpAge.UP_TO_2012),
        (PumpAge.UNKNOWN, DataType.NEW_AS_BUILT, SapPumpAge.UNKNOWN),
    ],
)
def test_pump_age(
    epc: EpcPropertyData, recorded: PumpAge | None, data_type: DataType, expected: SapPumpAge
) -> None:
    changed = copy(with_main(epc, pump_age=recorded), "fabric", data_type=data_type)
    assert expand_measured(changed).main_1.pump_age == expected


def test_cylinder_by_insulation_or_declared_loss(epc: EpcPropertyData) -> None:
    by_table = expand_measured(stored(epc)).hot_water
    assert (by_table.cylinder_volume_l, by_table.cylinder_insulation_mm) == (150.0, 50.0)
    assert (by_table.cylinder_insulation, by_table.is_loss_declared) == (
        SapInsulation.FACTORY,
        False,
    )
    declared = expand_measured(stored(epc, declared_loss_kwh_per_day=1.4)).hot_water
    assert (declared.is_loss_declared, declared.declared_loss_kwh_per_day) == (True, 1.4)
    bare = expand_measured(stored(epc, insulation=None))
    assert bare.hot_water.cylinder_insulation == SapInsulation.NONE
    assert any("Table 2)" in note for note in bare.notes)
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(stored(epc, volume_l=None))
    assert caught.value.reason == "missing_field"


def test_immersion_of_the_cylinder(epc: EpcPropertyData) -> None:
    immersed = copy(stored(epc), "water_heating", code=903, fuel=Fuel.ELECTRICITY)
    assert expand_measured(immersed).hot_water.immersion == SapImmersion.SINGLE
    dual = copy(immersed, "water_heating", immersion=Immersion.DUAL)
    assert expand_measured(dual).hot_water.immersion == SapImmersion.DUAL
    assert expand_measured(stored(epc)).hot_water.immersion == SapImmersion.NONE


def test_thermal_store_says_where_it_stands(epc: EpcPropertyData) -> None:
    store = {"thermal_store": RecordedStore.INTEGRATED}
    there = expand_measured(
        stored(
            copy(
                epc,
                "water_heating",
                is_thermal_store_near_boiler=True,
                is_store_in_airing_cupboard=True,
                **store,
            )
        )
    )
    silent = expand_measured(stored(copy(epc, "water_heating", **store)))
    assert there.hot_water.is_store_near_boiler
    assert there.hot_water.is_store_in_airing_cupboard
    assert not silent.hot_water.is_store_near_boiler
    assert not silent.hot_water.is_store_in_airing_cupboard
    assert "Is-Thermal-Store-Near-Boiler absent: no" in silent.notes


def test_immersion_without_a_store_is_refused(epc: EpcPropertyData) -> None:
    with pytest.raises(CertificateRejected, match="Has-Hot-Water-Cylinder"):
        expand_measured(copy(epc, "water_heating", code=903, cylinder=None))


def test_water_heat_pump_under_mcs_takes_the_factor_of_section_9_2_7(epc: EpcPropertyData) -> None:
    pump = copy(epc, "water_heating", code=941, fuel=Fuel.ELECTRICITY)
    certified = copy(pump, "water_heating", is_heat_pump_installed_to_mis=True)
    dwellings = [expand_measured(stored(one)) for one in (pump, certified)]
    assert [dwelling.hot_water.is_heat_pump_under_mcs for dwelling in dwellings] == [False, True]
    result = sap10.rate(dwellings)
    water = result.fuel_use.annual_kwh[:, EndUse.WATER]
    np.testing.assert_allclose(water, result.water_heating_kwh / [1.70, 1.70 * 1.03])


def test_fixed_lights_add_up(epc: EpcPropertyData) -> None:
    lights = FixedLights(
        lights=(
            FixedLight(efficacy_lm_per_w=11.2, power_w=60.0, count=1),
            FixedLight(efficacy_lm_per_w=66.9, power_w=14.0, count=10),
        )
    )
    lighting = expand_measured(epc.model_copy(update={"lighting": lights})).lighting
    assert lighting.is_capacity_given
    assert lighting.capacity_lm == pytest.approx(10038.0)
    assert lighting.efficacy_lm_per_w == pytest.approx(10038.0 / 200.0)


def arrays(epc: EpcPropertyData, **changes: Any) -> EpcPropertyData:
    array = PvArray(
        peak_power_kw=2.0,
        orientation=Orientation.WEST,
        pitch_degrees=30.0,
        overshading=Overshading.HEAVY,
    ).model_copy(update=changes)
    return copy(epc, "energy_source", photovoltaics=PvArrays(arrays=(array,)))


@pytest.mark.pins("Table M1")
def test_photovoltaic_overshading_by_table_m1_or_certificate(epc: EpcPropertyData) -> None:
    assert expand_measured(arrays(epc)).pv_arrays[0].overshading_factor == 0.35
    declared = arrays(epc, mcs_overshading_factor=0.93)
    assert expand_measured(declared).pv_arrays[0].overshading_factor == 0.93
    flat = expand_measured(arrays(epc, pitch_degrees=0.0)).pv_arrays[0]
    assert (flat.orientation, flat.pitch_deg) == (SapOrientation.HORIZONTAL, 0.0)


@pytest.mark.parametrize("field", ["overshading", "pitch_degrees", "orientation"])
def test_photovoltaic_array_is_not_guessed(epc: EpcPropertyData, field: str) -> None:
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(arrays(epc, **{field: None}))
    assert caught.value.reason == "missing_field"


@pytest.mark.pins("Table 4g", "Table 6b", "Table M1")
def test_our_tables_are_the_specifications(shared: Path) -> None:
    tables = shared / "spec" / "tables" / "sap10.2"
    m1 = load_table("m1_pv_overshading")
    lines = (tables / "table_m1_pv_overshading.csv").read_text(encoding="utf-8").splitlines()
    theirs = {line.split(",")[0].replace(" ", "_"): line.split(",")[4] for line in lines[1:]}
    ours = dict(zip(m1.texts("overshading"), m1.floats("factor"), strict=True))
    assert ours == {name: float(value) for name, value in theirs.items()}
    b6 = load_table("6b_transmittance")
    printed = [
        tuple(float(x) for x in line.rsplit(",", 2)[1:])
        for line in (tables / "table_6b_glazing_transmittance.csv").read_text().splitlines()[1:]
    ]
    pairs = set(zip(b6.floats("g").tolist(), b6.floats("g_light").tolist(), strict=True))
    assert pairs == set(printed)
    assert np.isfinite(load_table("4g_ventilation_defaults").floats("specific_fan_power")).all()


def test_extension_of_another_age_is_part_of_the_dwelling(epc: EpcPropertyData) -> None:
    main = part_of(epc)
    extension = main.model_copy(update={"number": 2, "age_band": AgeBand.L})
    dwelling = expand_measured(copy(epc, "fabric", building_parts=(main, extension)))
    assert len(dwelling.storeys) == 2
    assert dwelling.ventilation.storeys == 1
    assert len(dwelling.openings) == 2


def test_opening_types_may_be_unused(epc: EpcPropertyData) -> None:
    unused = OpeningType(name="unused", kind=OpeningKind.WINDOW, u_value=1.0)
    assert isinstance(epc.fabric, MeasuredFabric)
    more = copy(epc, "fabric", opening_types=(*epc.fabric.opening_types, unused))
    assert expand_measured(more) == expand_measured(epc)


def test_two_openings_in_one_wall_both_leave_it(epc: EpcPropertyData) -> None:
    opening: Opening = part_of(epc).openings[0]
    dwelling = expand_measured(with_part(epc, openings=(opening, opening)))
    assert element(dwelling, ElementKind.EXTERNAL_WALL)[0] == 105.0
