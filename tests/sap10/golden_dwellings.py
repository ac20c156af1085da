"""The four golden dwellings as SAP inputs, written by hand: independent of the reader."""

from dataclasses import replace

from sap10.codes import (
    ColdWaterSource,
    ElementKind,
    Emitter,
    OpeningKind,
    Orientation,
    Overshading,
    PressureTest,
    PumpAge,
    Ruleset,
)
from sap10.dwelling import (
    Dwelling,
    Electricity,
    Element,
    General,
    HeatingSystem,
    HotWater,
    Lighting,
    Opening,
    PvArray,
    SpaceHeating,
    Storey,
    Ventilation,
)

MAINS_GAS = 1
STANDARD_ELECTRICITY = 30


def gas_combi_detached() -> Dwelling:
    return Dwelling(
        reference="gas-combi-detached",
        general=General(
            ruleset=Ruleset.SAP,
            climate_region=6,
            is_new_dwelling=True,
            living_area_m2=30.0,
            is_thermal_mass_given=False,
            thermal_bridging_y=0.2,
        ),
        ventilation=Ventilation(
            storeys=1,
            pressure_test=PressureTest.AT_50_PA,
            air_permeability=3.5,
            structural_infiltration=0.35,
            draught_proofed_percent=0.0,
            sheltered_sides=2,
        ),
        main_1=HeatingSystem(
            code=104,
            fuel=MAINS_GAS,
            control=2106,
            emitter=Emitter.RADIATORS,
            has_pump=True,
            pump_age=PumpAge.FROM_2013,
            is_pump_in_heated_space=True,
            design_flow_temperature_c=80.0,
        ),
        main_2=HeatingSystem(),
        space_heating=SpaceHeating(),
        hot_water=HotWater(
            code=901,
            fuel=MAINS_GAS,
            cold_water_source=ColdWaterSource.MAINS,
            has_bath=False,
        ),
        lighting=Lighting(),
        electricity=Electricity(),
        storeys=(Storey(level=0, area_m2=100.0, height_m=3.0),),
        elements=(
            Element(kind=ElementKind.GROUND_FLOOR, area_m2=100.0, u_value=0.5),
            Element(kind=ElementKind.EXTERNAL_WALL, area_m2=112.5, u_value=0.5),
            Element(kind=ElementKind.ROOF, area_m2=100.0, u_value=0.5),
        ),
        openings=(
            Opening(
                kind=OpeningKind.WINDOW,
                area_m2=7.5,
                u_value=1.5,
                orientation=Orientation.SOUTH,
                g=0.76,
                g_light=0.8,
                frame_factor=0.7,
                overshading=Overshading.AVERAGE_OR_UNKNOWN,
            ),
        ),
    )


def gas_combi_detached_pv() -> Dwelling:
    return replace(
        gas_combi_detached(),
        reference="gas-combi-detached-pv-2.5kwp",
        electricity=Electricity(is_export_capable=True, is_pv_connected_to_dwelling=True),
        pv_arrays=(
            PvArray(
                peak_power_kwp=2.5,
                orientation=Orientation.SOUTH,
                pitch_deg=30.0,
                overshading_factor=0.8,
            ),
        ),
    )


def rdsap_electric_detached() -> Dwelling:
    return Dwelling(
        reference="rdsap-electric-detached",
        general=General(
            ruleset=Ruleset.RDSAP,
            climate_region=1,
            living_area_m2=75.0,
            is_thermal_mass_given=True,
            thermal_mass_parameter=250.0,
            thermal_bridging_y=0.15,
        ),
        ventilation=Ventilation(
            storeys=1,
            extract_fans=1,
            pressure_test=PressureTest.AT_50_PA,
            air_permeability=0.0,
            structural_infiltration=0.35,
            draught_proofed_percent=0.0,
            sheltered_sides=0,
        ),
        main_1=HeatingSystem(code=691, fuel=STANDARD_ELECTRICITY, control=2699),
        main_2=HeatingSystem(),
        space_heating=SpaceHeating(),
        hot_water=HotWater(
            code=909,
            fuel=STANDARD_ELECTRICITY,
            cold_water_source=ColdWaterSource.HEADER_TANK,
            has_bath=False,
        ),
        lighting=Lighting(),
        electricity=Electricity(),
        storeys=(Storey(level=0, area_m2=100.0, height_m=3.0),),
        elements=(
            Element(kind=ElementKind.GROUND_FLOOR, area_m2=100.0, u_value=1.0),
            Element(kind=ElementKind.EXTERNAL_WALL, area_m2=120.0, u_value=1.0),
            Element(kind=ElementKind.ROOF, area_m2=100.0, u_value=1.0),
        ),
        openings=(),
    )


def rdsap_room_in_roof() -> Dwelling:
    electric = rdsap_electric_detached()
    return replace(
        electric,
        reference="rdsap-room-in-roof-type-1",
        ventilation=replace(electric.ventilation, storeys=2),
        storeys=(*electric.storeys, Storey(level=1, area_m2=80.0, height_m=2.45)),
        elements=(
            *electric.elements[:1],
            *(
                Element(kind=ElementKind.EXTERNAL_WALL, area_m2=area, u_value=1.0)
                for area in (120.0, 19.6, 19.6, 52.087092917527684)
            ),
            Element(kind=ElementKind.ROOF, area_m2=20.0, u_value=1.0),
            Element(kind=ElementKind.ROOF, area_m2=80.0, u_value=1.0),
        ),
    )


GOLDEN_DWELLINGS = {
    "gas-combi-detached": gas_combi_detached,
    "gas-combi-detached-pv-2.5kwp": gas_combi_detached_pv,
    "rdsap-electric-detached": rdsap_electric_detached,
    "rdsap-room-in-roof-type-1": rdsap_room_in_roof,
}
