"""SAP inputs of hot water products: solar heating, heat recovery, tested combi boilers.

A dwelling has none of them or one of each, but for what drains into waste water heat recovery. In a
batch they are flat tables, so that a batch without them pays nothing. Product figures are those of
the product's own record; nothing here is inferred.
"""

from dataclasses import dataclass
from typing import Generic

from sap10.codes import (
    CombiStore,
    CombiTest,
    CompensationClass,
    SolarPurpose,
    SolarStore,
    WasteWaterKind,
)
from sap10.fields import B, F, I, absent


@dataclass(frozen=True, slots=True, kw_only=True)
class SolarThermal(Generic[F, I, B]):
    """A solar thermal system, Appendix H; the comments of its lines name the fields.

    `aperture_area_m2` (H1) is the gross area times the ratio of Table H1 where only that is known.
    `zero_loss_efficiency` (H2), `linear_loss` [W/m2K] (H3), `second_order_loss` [W/m2K2] (H4),
    `loop_efficiency` (H5), `incidence_angle_modifier` (H6). `overshading` of SolarOvershading
    (Table H2, which has no class beyond heavy). `system_loss_w_per_k` is (H10) where
    `is_system_loss_given`. `dedicated_volume_l` is (H12): the pre-heat tank, or the solar part of
    the cylinder or store. `preheat_loss_kwh_per_day` is the loss of a separate pre-heat tank.
    `flow_temperature_c` of main system 1 counts where the solar system heats space: the design
    value, or if unknown 58 for a heat pump, 70 otherwise (H25).
    """

    aperture_area_m2: F
    zero_loss_efficiency: F
    linear_loss: F
    second_order_loss: F
    loop_efficiency: F = absent(0.9)
    incidence_angle_modifier: F
    orientation: I
    pitch_deg: F
    overshading: I
    is_system_loss_given: B = absent(False)
    system_loss_w_per_k: F = absent(0.0)
    store: I = absent(SolarStore.COMBINED)
    dedicated_volume_l: F
    preheat_loss_kwh_per_day: F = absent(0.0)
    purpose: I = absent(SolarPurpose.WATER)
    flow_temperature_c: F = absent(70.0)
    is_pump_mains_powered: B = absent(True)
    is_pump_electricity_given: B = absent(False)
    pump_kwh_per_year: F = absent(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CombiProduct(Generic[F, I]):
    """Product data of a combi boiler, Tables 2, 2b, 3b and 3c.

    `test` says which of the Tables 3a, 3b and 3c applies; `r1`, `f1` [kWh/day], `f2` [kWh/day],
    `f3` are its figures. `store` of a storage combi has the volume of
    `HotWater.combi_store_volume_l` and, untested, `store_insulation_mm`. `keep_hot_power_w` is the
    electric power of a keep-hot facility, 0 if unknown.
    """

    test: I = absent(CombiTest.NONE)
    r1: F = absent(0.0)
    f1: F = absent(0.0)
    f2: F = absent(0.0)
    f3: F = absent(0.0)
    store: I = absent(CombiStore.NONE)
    store_insulation_mm: F = absent(13.0)
    keep_hot_power_w: F = absent(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlueGasHeatRecovery(Generic[F, I, B]):
    """A flue gas heat recovery system on the boiler that heats the water, Appendix G1.

    `direct_useful_fraction` is Kf1, `direct_total_fraction` Kf2. `has_heat_store` is the store
    within the device, whose savings are the rows of `FlueGasSaving`. A close-coupled store has
    `close_coupled_volume_l` and `close_coupled_loss_kwh_per_day`; a photovoltaic array that feeds
    it (G1.6) has `pv_peak_power_kwp` and the fields after it, `pv_overshading_factor` of Table M1.
    """

    has_heat_store: B = absent(False)
    direct_useful_fraction: F
    direct_total_fraction: F = absent(0.0)
    electricity_kwh_per_year: F = absent(0.0)
    compensation: I = absent(CompensationClass.NONE)
    close_coupled_volume_l: F = absent(0.0)
    close_coupled_loss_kwh_per_day: F = absent(0.0)
    pv_peak_power_kwp: F = absent(0.0)
    pv_orientation: I = absent(0)
    pv_pitch_deg: F = absent(0.0)
    pv_overshading_factor: F = absent(1.0)
    pv_cable_loss: F = absent(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlueGasSaving(Generic[F, B]):
    """One equation of a recovery device with a heat store: a, b, c of (G2) at one space heat.

    `is_for_plain_combi`: the first set of coefficients, of instantaneous combis without keep-hot
    and close-coupled store. `space_heat_kwh` is the space heating of a month.
    """

    is_for_plain_combi: B
    space_heat_kwh: F
    a: F
    b: F
    c: F


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteWaterHeatRecovery(Generic[F, I, B]):
    """A waste water heat recovery system, Appendix G2 (instantaneous) or G3 (storage, Table G2).

    `efficiency_percent` is that of a storage system; an instantaneous one has the rows of
    `WasteWaterTest`. Of a storage system `recovered_baths_share` is Brecovery / Btotal,
    `dedicated_volume_l` Vww, `is_within_cylinder` its combined form.
    """

    kind: I = absent(WasteWaterKind.INSTANTANEOUS)
    utilisation_factor: F
    electricity_kwh_per_day: F = absent(0.0)
    efficiency_percent: F = absent(0.0)
    recovered_baths_share: F = absent(0.0)
    dedicated_volume_l: F = absent(0.0)
    lowest_volume_l: F = absent(0.0)
    highest_volume_l: F = absent(0.0)
    is_within_cylinder: B = absent(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteWaterTest(Generic[F, I]):
    """Efficiency of an instantaneous system at one flow; `unit` counts the dwelling's from 1."""

    unit: I
    flow_l_per_min: F
    efficiency_percent: F
