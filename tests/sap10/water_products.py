"""Hot water products for tests: solar heating, heat recovery and tested combis, also at random."""

from dataclasses import replace
from typing import Any

from sap10.codes import (
    CombiStore,
    CombiTest,
    CompensationClass,
    Orientation,
    SolarOvershading,
    SolarPurpose,
    SolarStore,
    WasteWaterKind,
)
from sap10.dwelling import Dwelling
from sap10.water_inputs import (
    CombiProduct,
    FlueGasHeatRecovery,
    FlueGasSaving,
    SolarThermal,
    WasteWaterHeatRecovery,
    WasteWaterTest,
)
from tests.sap10.any_dwellings import any_dwelling
from tests.sap10.random_dwellings import Draw


def collector(**change: Any) -> SolarThermal[float, int, bool]:
    """Return the system of finding C.2: 3 m2 facing west at 30 degrees, 53 litres of 160."""
    given: dict[str, Any] = {
        "aperture_area_m2": 3.0,
        "zero_loss_efficiency": 0.8,
        "linear_loss": 4.0,
        "second_order_loss": 0.01,
        "incidence_angle_modifier": 0.94,
        "orientation": Orientation.WEST,
        "pitch_deg": 30.0,
        "overshading": SolarOvershading.MODEST,
        "dedicated_volume_l": 53.0,
    }
    return SolarThermal(**(given | change))


SAVINGS = tuple(
    FlueGasSaving(is_for_plain_combi=plain, space_heat_kwh=level, a=a + extra, b=0.02, c=-30.0)
    for plain, extra in ((True, 0.0), (False, 1.0))
    for level, a in ((0.0, 7.0), (400.0, 9.0), (1000.0, 12.0))
)
"""Equations of a device with a heat store at 0, 400 and 1000 kWh of space heat a month."""

WASTE_WATER_TESTS = tuple(
    WasteWaterTest(unit=1, flow_l_per_min=flow, efficiency_percent=efficiency)
    for flow, efficiency in ((5.0, 55.0), (9.0, 48.0), (13.0, 42.0))
)


def with_products(dwelling: Dwelling, seed: int) -> Dwelling:
    """Give a dwelling hot water products at random; the same seed gives the same ones."""
    draw = Draw(seed)
    has_cylinder = dwelling.hot_water.cylinder_volume_l > 0.0
    if draw.flag():
        dwelling = replace(
            dwelling,
            solar_thermal=collector(
                aperture_area_m2=draw.between(1.0, 8.0),
                orientation=draw.one_of(tuple(Orientation)),
                pitch_deg=draw.between(0.0, 90.0),
                overshading=draw.one_of(tuple(SolarOvershading)),
                store=draw.one_of((SolarStore.SEPARATE, SolarStore.COMBINED, SolarStore.DIRECT))
                if has_cylinder
                else SolarStore.SEPARATE,
                preheat_loss_kwh_per_day=draw.one_of((0.0, 0.8)),
                purpose=draw.one_of(tuple(SolarPurpose)),
            ),
        )
    if draw.flag():
        dwelling = replace(
            dwelling,
            combi_product=CombiProduct(
                test=draw.one_of(tuple(CombiTest)),
                r1=draw.between(0.0, 0.2),
                f1=draw.between(0.0, 1.5),
                f2=draw.between(0.0, 1.5),
                f3=draw.between(0.0, 0.0002),
                store=draw.one_of(tuple(CombiStore)),
                keep_hot_power_w=draw.one_of((0.0, 20.0, 120.0)),
            ),
            hot_water=replace(
                dwelling.hot_water, combi_store_volume_l=draw.one_of((0.0, 20.0, 60.0))
            ),
        )
    if draw.flag():
        dwelling = replace(
            dwelling,
            flue_gas_recovery=FlueGasHeatRecovery(
                has_heat_store=draw.flag(),
                direct_useful_fraction=draw.between(0.0, 0.1),
                direct_total_fraction=draw.between(0.0, 0.2),
                electricity_kwh_per_year=draw.one_of((0.0, 12.0)),
                compensation=draw.one_of(tuple(CompensationClass)),
                close_coupled_volume_l=draw.one_of((0.0, 60.0)),
                close_coupled_loss_kwh_per_day=1.2,
                pv_peak_power_kwp=draw.one_of((0.0, 0.6)),
                pv_orientation=Orientation.SOUTH,
                pv_pitch_deg=30.0,
            ),
            flue_gas_savings=SAVINGS if draw.flag() else SAVINGS[::-1],
        )
    if draw.flag():
        kind = draw.one_of(tuple(WasteWaterKind))
        dwelling = replace(
            dwelling,
            waste_water_recovery=(
                WasteWaterHeatRecovery(
                    kind=kind,
                    utilisation_factor=draw.between(0.7, 1.0),
                    electricity_kwh_per_day=draw.one_of((0.0, 0.05)),
                    efficiency_percent=40.0,
                    recovered_baths_share=draw.between(0.0, 1.0),
                    dedicated_volume_l=draw.between(20.0, 80.0),
                    lowest_volume_l=30.0,
                    highest_volume_l=50.0,
                    is_within_cylinder=draw.flag(),
                ),
            ),
            waste_water_tests=WASTE_WATER_TESTS,
            showers=tuple(
                replace(shower, waste_water_unit=draw.count(1)) for shower in dwelling.showers
            ),
        )
    return dwelling


def random_water_dwelling(seed: int) -> Dwelling:
    """Return a dwelling of any kind with random hot water products."""
    return with_products(any_dwelling(seed), seed + 1_000_000)
