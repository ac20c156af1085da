"""Every row of RdSAP 10 Tables 28 and 29, as printed."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sap10
from sap10.certificate import (
    AgeBand,
    Cylinder,
    CylinderSize,
    DataSource,
    ElectricityMeter,
    EmitterTemperature,
    EnergySource,
    FloorConstruction,
    Fuel,
    HeatEmitter,
    Heating,
    Immersion,
    MainHeatingCategory,
    WallConstruction,
)
from sap10.certificate.water_heating import SolarWaterHeating, StorageWwhrs, ThermalStore
from sap10.codes import CylinderInsulation, Emitter, PipeworkInsulation, SolarStore, Tariff
from sap10.codes import Immersion as SapImmersion
from sap10.dwelling import Dwelling
from sap10.network_inputs import HeatSourceKind
from sap10.rdsap.context import Notes
from sap10.rdsap.cylinders import SIZE_L, assumed_cylinder_insulation
from sap10.rdsap.emitters import MainFloor, emitter_of
from sap10.rdsap.expand import expand_reduced
from sap10.rdsap.hot_water import is_separately_timed
from sap10.tables import heat_networks
from tests.sap10.rdsap.surveys import (
    cylinder,
    fabric,
    main_heating,
    part,
    site,
    survey,
    water_heating,
)

UNSEEN = Cylinder(size=CylinderSize.NO_ACCESS)
METER = ElectricityMeter
NETWORK = {
    "category": MainHeatingCategory.HEAT_NETWORK,
    "fuel": Fuel.NETWORK_MAINS_GAS,
    "heating_code": 301,
    "control_code": 2306,
}
HEAT_PUMP = {"heating_code": 214, "fuel": Fuel.ELECTRICITY, "control_code": 2206}
SOLID_FUEL = {"heating_code": 158, "fuel": Fuel.HOUSE_COAL, "control_code": 2106}


def expanded(
    main: dict[str, Any] | None = None,
    water: dict[str, Any] | None = None,
    meter: METER = METER.SINGLE,
    band: str = "C",
    **changes: Any,
) -> Dwelling:
    epc = survey(
        heating=Heating(main=(main_heating(**(main or {})),)),
        water_heating=water_heating(**(water or {})),
        energy_source=EnergySource(electricity_meter=meter),
        fabric=fabric(building_parts=(part(age_band=AgeBand(band)),)),
    )
    return expand_reduced(epc.model_copy(update=changes))


def insulation(band: str) -> str:
    kind, thickness = assumed_cylinder_insulation(AgeBand(band))
    found = expanded(water={"cylinder": UNSEEN}, band=band).hot_water
    assert (found.cylinder_insulation, found.cylinder_insulation_mm) == (kind, thickness)
    name = {CylinderInsulation.FACTORY: "foam", CylinderInsulation.LOOSE_JACKET: "loose_jacket"}
    return f"{thickness:g} {name[kind]}"


def same(values: list[Any]) -> Any:
    assert len(set(values)) == 1
    return values[0]


def yes(flag: bool) -> str:
    return "yes" if flag else "no"


def thermostat_always() -> str:
    unseen = {"cylinder": UNSEEN}
    found = [
        expanded(NETWORK, unseen),
        expanded(water={"code": 903, **unseen}),
        expanded(water={"thermal_store": ThermalStore.HOT_WATER_ONLY, **unseen}),
        expanded({"heating_code": 104}, unseen),
        expanded({"heating_code": 120}, unseen),
    ]
    return yes(same([dwelling.hot_water.has_cylinder_thermostat for dwelling in found]))


def pipework(bands: str) -> str:
    found = same([expanded(band=band).hot_water.pipework_insulation for band in bands])
    return {PipeworkInsulation.UNINSULATED: "none", PipeworkInsulation.FULL: "full"}[found]


def flue_fan(*codes: int, **changes: Any) -> str:
    found = [expanded({"heating_code": code, **changes}).main_1.has_flue_fan for code in codes]
    return yes(same(found))


def underfloor(
    construction: FloorConstruction | None, walls: list[WallConstruction], bands: str
) -> str:
    main = main_heating(emitter=HeatEmitter.UNDERFLOOR)
    found = same(
        [
            emitter_of(main, MainFloor(construction, wall), site(age_band=AgeBand(band)), Notes())
            for band in bands
            for wall in walls
        ]
    )
    return {
        Emitter.UNDERFLOOR_CONCRETE: "concrete slab",
        Emitter.UNDERFLOOR_SCREED: "in screed",
        Emitter.UNDERFLOOR_TIMBER: "in timber floor",
    }[found]


def upper_floor_as(wall: WallConstruction, treated: FloorConstruction) -> bool:
    return all(
        underfloor(None, [wall], band) == underfloor(treated, [wall], band) for band in "AEFM"
    )


def flow_temperature(emitter: HeatEmitter) -> float:
    recorded = (None, EmitterTemperature.UNKNOWN, EmitterTemperature.NOT_APPLICABLE)
    return same(
        [
            expanded(
                HEAT_PUMP | {"emitter": emitter, "emitter_temperature": value}
            ).main_1.design_flow_temperature_c
            for value in recorded
        ]
    )


def interlocked(control: int, has_thermostat: bool) -> bool:
    """Whether the boiler loses no points, as the worksheet sees it (SAP 10.2 Table 4c)."""
    stored = {"cylinder": cylinder(has_thermostat=has_thermostat)}
    dwelling = expanded({"control_code": control}, stored)
    rows = sap10.rate([dwelling]).worksheet(0)
    return next(row.value for row in rows if row.info.number == "206") == 84.0


def summer_immersion(kind: Immersion | None, meter: METER) -> tuple[bool, SapImmersion]:
    found = expanded(SOLID_FUEL, {"fuel": None, "immersion": kind}, meter).hot_water
    return found.has_summer_immersion, SapImmersion(found.immersion)


def supplementary(meter: METER) -> str:
    found = SapImmersion(expanded(HEAT_PUMP, {"fuel": None}, meter).hot_water.immersion)
    return found.name.lower()


def panel(**water: Any) -> Any:
    found = expanded(water={"solar": SolarWaterHeating(), **water}).solar_thermal
    assert found is not None
    return found


def preheat_litres() -> float:
    """Return the solar volume beside each water heater that has a pre-heat cylinder."""
    solar = {"solar": SolarWaterHeating()}
    without = solar | {"cylinder": None}
    cases = [
        expanded({"heating_code": 104}, without),
        expanded({"heating_code": 120}, solar),
        expanded(HEAT_PUMP, solar | {"fuel": None}),
        expanded(water=solar | {"code": 941, "fuel": Fuel.ELECTRICITY}),
        expanded(water=without | {"code": 908}),
        expanded(water=without | {"code": 909, "fuel": Fuel.ELECTRICITY}),
        expanded(NETWORK, solar),
        expanded(water=without | {"code": 950, "fuel": Fuel.NETWORK_MAINS_GAS}),
    ]
    systems = [case.solar_thermal for case in cases]
    assert all(system is not None and system.store is SolarStore.SEPARATE for system in systems)
    assert all(system is not None and system.preheat_loss_kwh_per_day > 0 for system in systems)
    return same([system.dedicated_volume_l for system in systems if system is not None])


def part_of_cylinder() -> bool:
    return [
        panel(cylinder=cylinder(size=CylinderSize.EXACT, volume_l=litres)).dedicated_volume_l
        for litres in (110.0, 160.0, 210.0)
    ] == [37.0, 53.0, 70.0]


def table_28_holds_both_cylinders() -> bool:
    """Whether a recorded total volume is the cylinder's, whatever the size beside it says."""
    details = SolarWaterHeating(
        total_volume_l=230.0, solar_volume_l=80.0, is_combined_cylinder=True
    )
    found = expanded(water={"solar": details})
    return found.hot_water.cylinder_volume_l == 230.0


def storage_recovery_is_disregarded() -> bool:
    recovery = StorageWwhrs(product_index=1, volume_l=80.0)
    found = expanded(water={"storage_wwhrs": recovery})
    plain = expanded()
    return (found.hot_water, found.waste_water_recovery) == (plain.hot_water, ())


def loss_factor_is_by_band() -> bool:
    found = [expanded(NETWORK, band=band).heat_networks[0] for band in "AJM"]
    return [network.distribution_loss_factor for network in found] == [1.2, 1.49, 1.5]


def network_efficiency(kind: HeatSourceKind) -> float:
    return float(heat_networks.SOURCE_EFFICIENCY[kind])


def chp_share(code: int) -> float:
    """Return the share of heat from CHP of a network code, as the worksheet resolves it."""
    shares = zip(
        heat_networks.SYSTEM_CODE.tolist(),
        heat_networks.SYSTEM_KIND.tolist(),
        heat_networks.SYSTEM_FRACTION.tolist(),
        strict=True,
    )
    return next(share for own, kind, share in shares if (own, kind) == (code, HeatSourceKind.CHP))


def chp(of: Callable[[float, float], float]) -> float:
    heat = heat_networks.SOURCE_EFFICIENCY[HeatSourceKind.CHP]
    return of(float(heat), float(heat_networks.SOURCE_POWER_EFFICIENCY[HeatSourceKind.CHP]))


def flat_rate() -> str:
    water = {"code": 950, "fuel": Fuel.NETWORK_MAINS_GAS, "cylinder": None}
    (network,) = expanded(water=water).heat_networks
    return "flat-rate charging" if network.is_flat_rate else "linked to use"


SOLID, TIMBER = FloorConstruction.SOLID, FloorConstruction.SUSPENDED_TIMBER
W = WallConstruction
OLD_GAS, OIL_BOILERS = (116, 117, 118), (124, 127, 130, 139)
WARM_AIR = {"control_code": 2506, "category": MainHeatingCategory.WARM_AIR}
ROWS: dict[int, Callable[[], Any]] = {
    1: lambda: same([insulation(band) for band in "ABCDEF"]),
    2: lambda: same([insulation(band) for band in "GH"]),
    3: lambda: same([insulation(band) for band in "IJKLM"]),
    4: lambda: yes(expanded(water={"cylinder": UNSEEN}).hot_water.has_cylinder_thermostat),
    5: thermostat_always,
    7: lambda: pipework("ABCDEFGHIJ"),
    8: lambda: pipework("KLM"),
    9: lambda: expanded().main_1.is_pump_in_heated_space,
    10: lambda: not expanded({"heating_code": 127, "fuel": None}).main_1.is_oil_pump_in_dwelling,
    11: lambda: flue_fan(*OLD_GAS),
    12: lambda: flue_fan(*OIL_BOILERS, fuel=Fuel.HEATING_OIL),
    13: lambda: same(
        [
            expanded({"heating_code": 120}).hot_water.is_store_in_airing_cupboard,
            expanded({"heating_code": 192}).hot_water.is_store_in_airing_cupboard,
        ]
    ),
    14: lambda: expanded({"heating_code": 120}).hot_water.cylinder_volume_l,
    15: lambda: expanded({"heating_code": 121}).hot_water.declared_loss_kwh_per_day,
    17: lambda: expanded({"heating_code": 192}).hot_water.cylinder_volume_l,
    18: lambda: expanded({"heating_code": 192}).hot_water.declared_loss_kwh_per_day,
    19: lambda: expanded({"heating_code": 192}).hot_water.cpsu_temperature_c,
    20: lambda: flue_fan(506, 511, **WARM_AIR),
    21: lambda: yes(
        same(
            [
                expanded(SOLID_FUEL).main_1.is_hetas_approved,
                expanded(
                    SOLID_FUEL | {"heating_code": 633}, {"code": 903}
                ).main_1.is_hetas_approved,
            ]
        )
    ),
    22: lambda: underfloor(SOLID, [W.CAVITY, W.TIMBER_FRAME], "ABCDE"),
    23: lambda: underfloor(SOLID, [W.CAVITY, W.TIMBER_FRAME], "FGHIJKLM"),
    24: lambda: underfloor(TIMBER, [W.CAVITY, W.TIMBER_FRAME], "ABEFM"),
    25: lambda: underfloor(FloorConstruction.SUSPENDED_NOT_TIMBER, [W.CAVITY], "AEFM"),
    26: lambda: upper_floor_as(W.TIMBER_FRAME, TIMBER),
    27: lambda: upper_floor_as(W.SOLID_BRICK, SOLID) and upper_floor_as(W.COB, SOLID),
    28: lambda: flow_temperature(HeatEmitter.RADIATORS) > 45.0,
    29: lambda: flow_temperature(HeatEmitter.UNDERFLOOR) <= 35.0,
    30: lambda: yes(expanded().general.is_low_water_use),
    31: lambda: yes(same([is_separately_timed(code, 2103) for code in (110, 116, 124)])),
    32: lambda: yes(same([is_separately_timed(code, 2104) for code in (110, 116, 124)])),
    33: lambda: yes(same([is_separately_timed(code, 2103) for code in (101, 102, 126)])),
    34: lambda: yes(expanded().hot_water.is_cylinder_in_heated_space),
    35: lambda: yes(same([interlocked(control, True) for control in (2103, 2104, 2106)])),
    36: lambda: yes(interlocked(2106, False) or interlocked(2107, True) or interlocked(2101, True)),
    37: lambda: (
        [
            summer_immersion(None, METER.SINGLE),
            summer_immersion(Immersion.DUAL, METER.DUAL),
            summer_immersion(Immersion.DUAL, METER.SINGLE),
        ]
        == [
            (True, SapImmersion.SINGLE),
            (True, SapImmersion.DUAL),
            (True, SapImmersion.SINGLE),
        ]
    ),
    38: lambda: yes(expanded(HEAT_PUMP, {"fuel": None}).hot_water.immersion != SapImmersion.NONE),
    40: lambda: same([supplementary(meter) for meter in (METER.DUAL, METER.EIGHTEEN_HOUR)]),
    41: lambda: same([supplementary(meter) for meter in (METER.SINGLE, METER.UNKNOWN)]),
    42: lambda: expanded(meter=METER.DUAL).electricity.tariff is Tariff.SEVEN_HOUR,
    43: lambda: panel().aperture_area_m2,
    44: lambda: panel().incidence_angle_modifier == 0.94,
    45: lambda: panel().zero_loss_efficiency,
    46: lambda: panel().linear_loss,
    47: lambda: panel().second_order_loss,
    48: lambda: panel().orientation.name.title(),
    49: lambda: panel().pitch_deg,
    50: lambda: panel().overshading.name.lower(),
    51: part_of_cylinder,
    52: table_28_holds_both_cylinders,
    53: preheat_litres,
    54: lambda: f"electric {panel().pump_kwh_per_year:g}",
    55: lambda: len(expanded(water={"solar": SolarWaterHeating(), "showers": None}).showers) == 2,
    56: storage_recovery_is_disregarded,
    57: storage_recovery_is_disregarded,
    59: lambda: network_efficiency(HeatSourceKind.BOILER),
    60: lambda: network_efficiency(HeatSourceKind.HEAT_PUMP),
    61: loss_factor_is_by_band,
    62: lambda: chp_share(302),
    63: lambda: chp(lambda heat, power: heat + power),
    64: lambda: chp(lambda heat, power: heat / power),
    65: lambda: network_efficiency(HeatSourceKind.BOILER),
    67: lambda: network_efficiency(HeatSourceKind.BOILER),
    68: lambda: network_efficiency(HeatSourceKind.HEAT_PUMP),
    69: flat_rate,
    70: lambda: chp_share(951),
    71: lambda: chp(lambda heat, power: heat + power),
    72: lambda: chp(lambda heat, power: heat / power),
    73: lambda: expanded(NETWORK).main_1.control == 2306,
}
"""What the expansion gives for a row of Table 29: its value, or whether it does what it says."""

OF_RECORDS = {6, 16, 39, 58, 66}
"""Rows of products of the database, whose record says it."""


@pytest.mark.pins("RdSAP Table 29", "RdSAP 11.11", "RdSAP 11.8")
def test_every_row_of_table_29(shared: Path):
    """Findings 4.10, 4.12, 4.14, 4H.1, 9.2, 9.7, 9N.1 and 9N.3."""
    path = shared / "spec/tables/rdsap10/table_29_heating_and_hot_water_parameters.csv"
    rows = {int(row["row_id"]): row["value"] for row in csv.DictReader(path.open())}
    assert rows.keys() == ROWS.keys() | OF_RECORDS
    wrong: dict[int, Any] = {}
    for number, observe in ROWS.items():
        printed, found = rows[number], observe()
        if isinstance(found, bool):
            is_right = found
        elif isinstance(found, str):
            is_right = found == printed or (found == "yes" and printed.startswith("yes;"))
        else:
            is_right = float(found) == float(printed)
        if not is_right:
            wrong[number] = (printed, found)
    assert wrong == {}


@pytest.mark.pins("RdSAP Table 28", "RdSAP 11.5")
def test_every_row_of_table_28(shared: Path):
    """Findings 4.10 and X.6: a cylinder that could not be seen has the size of its heater's."""
    path = shared / "spec/tables/rdsap10/table_28_cylinder_size.csv"
    printed = [
        (row["descriptor"], float(row["size_used_litres"])) for row in csv.DictReader(path.open())
    ]
    dual = {"code": 903, "immersion": Immersion.DUAL, "cylinder": UNSEEN}
    unseen = [
        expanded({"heating_code": 401, "control_code": 2401}, dual, METER.DUAL),
        expanded(SOLID_FUEL, {"fuel": None, "cylinder": UNSEEN}),
        expanded(water={"cylinder": UNSEEN}),
    ]
    seen = [
        expanded(water={"cylinder": cylinder(size=size)})
        for size in (CylinderSize.NORMAL, CylinderSize.MEDIUM, CylinderSize.LARGE)
    ]
    found = [dwelling.hot_water.cylinder_volume_l for dwelling in (*unseen, *seen)]
    names = ["inaccessible"] * 3 + ["normal", "medium", "large"]
    assert list(zip(names, found, strict=True)) == printed
    assert sorted(SIZE_L.values()) == sorted(found)


@pytest.mark.pins("RdSAP Table 28")
@pytest.mark.parametrize(
    ("main", "water", "meter", "litres"),
    [
        # a dual immersion at the standard tariff is a single one
        ({}, {"code": 903, "immersion": Immersion.DUAL}, METER.SINGLE, 110.0),
        # an unseen cylinder of a direct-acting boiler on an off-peak tariff has a dual immersion
        ({"heating_code": 191, "fuel": None}, {"fuel": None}, METER.DUAL, 210.0),
        # boilers for water only that burn solid fuel
        ({}, {"code": 913, "fuel": Fuel.HOUSE_COAL}, METER.SINGLE, 160.0),
        ({"heating_code": 634, "fuel": Fuel.WOOD_LOGS}, {"fuel": None}, METER.SINGLE, 160.0),
        (NETWORK, {}, METER.SINGLE, 110.0),
    ],
)
def test_cylinders_that_could_not_be_seen(main, water, meter, litres):
    control = 2602 if main.get("heating_code") == 634 else main.get("control_code", 2106)
    main = main | {"control_code": control}
    found = expanded(main, water | {"cylinder": UNSEEN}, meter).hot_water
    assert found.cylinder_volume_l == litres


@pytest.mark.pins("RdSAP Table 29")
def test_a_gas_cpsu_of_the_database_is_rated_by_the_code_beside_it():
    product = {
        "heating_code": 121,
        "product_index": 9001,
        "data_source": DataSource.DATABASE,
    }
    found = expanded(product)
    assert found.hot_water.cylinder_volume_l == 80.0
    assert any("product 9001 not looked up" in note for note in found.notes)
