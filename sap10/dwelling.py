"""SAP inputs: of one dwelling (`Dwelling`), and of many as arrays (`DwellingBatch`).

Every group of inputs is one generic dataclass: with plain numbers it describes one dwelling, with
arrays of shape (n,) a batch of them, so the two can never drift apart. What a dwelling has many of
(elements, openings, showers, ...) are records, and in a batch flat tables whose `dwelling` column
is the index of the dwelling a row belongs to. Codes are those of `sap10.codes` and of the
specification's tables.

Nothing here is inferred: `sap10.rdsap` and `sap10.full_sap` decide every value and
leave a note.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from sap10 import products
from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.codes import (
    Conventions,
    CylinderInsulation,
    Emitter,
    Immersion,
    KeepHot,
    PipeworkInsulation,
    PressureTest,
    PumpAge,
    Ruleset,
    Tariff,
    ThermalStore,
    VentilationSystem,
)
from sap10.fields import B, F, I, absent
from sap10.flat_table import Table, columns, single, table
from sap10.local_weather import LocalWeather, WeatherTable
from sap10.network_inputs import (
    AirChangeRate,
    HeatNetwork,
    HeatSource,
    HydroOutput,
    SpecialFeature,
    WindTurbine,
)
from sap10.water_inputs import (
    CombiProduct,
    FlueGasHeatRecovery,
    FlueGasSaving,
    SolarThermal,
    WasteWaterHeatRecovery,
    WasteWaterTest,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class General(Generic[F, I, B]):
    """Identity of the calculation, size and thermal mass.

    `conventions` says whose reading counts where accredited software differs from the text.
    `climate_region` is 1 to 22 of Table U6 (0, the UK average, is chosen by the calculation type).
    `thermal_mass_parameter` [kJ/m2K] is used where `is_thermal_mass_given`, else Table 1e
    capacities. `thermal_bridging_y` [W/m2K] multiplies (31) unless `has_thermal_bridge_list`
    (Appendix K).
    """

    ruleset: I = absent(Ruleset.SAP)
    conventions: I = absent(Conventions.SPECIFICATION)
    climate_region: I
    is_new_dwelling: B = absent(False)
    living_area_m2: F
    is_thermal_mass_given: B
    thermal_mass_parameter: F = absent(0.0)
    has_thermal_bridge_list: B = absent(False)
    thermal_bridging_y: F
    point_thermal_bridges_w_per_k: F = absent(0.0)
    is_low_water_use: B = absent(False)
    cooled_area_m2: F = absent(0.0)
    cooling_seer: F = absent(1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ventilation(Generic[F, I, B]):
    """Inputs of worksheet section 2; counts of Table 2.1.

    `air_permeability` [m3/h/m2] is as `pressure_test` says.
    `structural_infiltration` [ach] is line (11), `floor_infiltration` [ach] line (12), `storeys`
    line (9). `heat_recovery_percent` includes its in-use factor, line (23c); `specific_fan_power`
    [W/(l/s)] does not include `fan_in_use_factor`.
    """

    storeys: I
    open_chimneys: I = absent(0)
    open_flues: I = absent(0)
    closed_fire_flues: I = absent(0)
    solid_fuel_boiler_flues: I = absent(0)
    other_heater_flues: I = absent(0)
    blocked_chimneys: I = absent(0)
    extract_fans: I = absent(0)
    passive_vents: I = absent(0)
    flueless_gas_fires: I = absent(0)
    pressure_test: I = absent(PressureTest.NONE)
    air_permeability: F = absent(0.0)
    structural_infiltration: F
    floor_infiltration: F = absent(0.0)
    has_draught_lobby: B = absent(False)
    draught_proofed_percent: F
    sheltered_sides: I
    system: I = absent(VentilationSystem.NATURAL)
    throughput_ach: F = absent(0.5)
    heat_recovery_percent: F = absent(0.0)
    specific_fan_power: F = absent(0.0)
    fan_in_use_factor: F = absent(1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatingSystem(Generic[F, I, B]):
    """One main space heating system: codes of Tables 4a or 4b, 12 (fuel) and 4e (control).

    `code` 0 means that there is no such system. `is_efficiency_given`: `winter_efficiency_percent`
    (space) and `summer_efficiency_percent` come from the certificate or a product instead of the
    tables. `is_hetas_approved` chooses the column of Table 4a for solid fuel.
    """

    code: I = absent(0)
    fuel: I = absent(0)
    control: I = absent(0)
    emitter: I = absent(Emitter.NONE)
    is_efficiency_given: B = absent(False)
    winter_efficiency_percent: F = absent(0.0)
    summer_efficiency_percent: F = absent(0.0)
    is_hetas_approved: B = absent(False)
    has_interlock: B = absent(False)
    has_delayed_start: B = absent(False)
    has_flue_fan: B = absent(False)
    has_pump: B = absent(False)
    pump_age: I = absent(PumpAge.UNKNOWN)
    is_pump_in_heated_space: B = absent(True)
    is_oil_pump_in_dwelling: B = absent(False)
    has_weather_or_load_compensation: B = absent(False)
    design_flow_temperature_c: F = absent(80.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceHeating(Generic[F, I, B]):
    """How the systems share the heat: `main_2_fraction` is line (203), secondary as Table 11.

    `main_2_heats_different_part`: the second system heats other rooms than the first (section 7,
    Table 9c). `secondary_code` 0 means none; `secondary_efficiency_percent` counts where given,
    else Table 4a.
    """

    main_2_fraction: F = absent(0.0)
    main_2_heats_different_part: B = absent(False)
    secondary_code: I = absent(0)
    secondary_fuel: I = absent(0)
    is_secondary_hetas_approved: B = absent(False)
    is_secondary_efficiency_given: B = absent(False)
    secondary_efficiency_percent: F = absent(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HotWater(Generic[F, I, B]):
    """Water heating, Appendix J and Tables 2 to 3a; `code` of Table 4a (901, 903, 909, ...).

    `cylinder_volume_l` is line (47), 0 without a cylinder. `declared_loss_kwh_per_day` counts where
    `is_loss_declared`. `combi_store_volume_l` is the store of a storage combi, 0 for an
    instantaneous one. `is_store_near_boiler`: a thermal store in one casing with its boiler, or
    joined to it by at most 1.5 m of insulated pipe (Table 3). `is_store_in_airing_cupboard`: the
    thermal store or CPSU (Table 2b note d). `cpsu_temperature_c` is the winter operating
    temperature of an electric CPSU (Appendix F). `is_heat_pump_under_mcs`: of a heat pump for water
    only, installed under MCS (section 9.2.7).
    """

    code: I
    fuel: I
    cold_water_source: I
    has_bath: B
    cylinder_volume_l: F = absent(0.0)
    cylinder_insulation: I = absent(CylinderInsulation.NONE)
    cylinder_insulation_mm: F = absent(0.0)
    is_loss_declared: B = absent(False)
    declared_loss_kwh_per_day: F = absent(0.0)
    has_cylinder_thermostat: B = absent(False)
    is_cylinder_in_heated_space: B = absent(True)
    is_separately_timed: B = absent(False)
    immersion: I = absent(Immersion.NONE)
    pipework_insulation: I = absent(PipeworkInsulation.UNINSULATED)
    thermal_store: I = absent(ThermalStore.NONE)
    is_store_near_boiler: B = absent(False)
    is_store_in_airing_cupboard: B = absent(True)
    keep_hot: I = absent(KeepHot.NONE)
    combi_store_volume_l: F = absent(0.0)
    is_efficiency_given: B = absent(False)
    efficiency_percent: F = absent(0.0)
    has_summer_immersion: B = absent(False)
    cpsu_temperature_c: F = absent(85.0)
    is_heat_pump_under_mcs: B = absent(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lighting(Generic[F, I, B]):
    """Fixed lighting, Appendix L.

    `capacity_lm` is C_L,fixed where `is_capacity_given`, else L5b (185 TFA).
    `efficacy_lm_per_w` is that of L8; 21.3 lm/W where there is no fixed lighting.
    """

    is_capacity_given: B = absent(False)
    capacity_lm: F = absent(0.0)
    efficacy_lm_per_w: F = absent(21.3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Electricity(Generic[F, I, B]):
    """Tariff, and what Appendix M needs; `battery_capacity_kwh` is usable capacity."""

    tariff: I = absent(Tariff.STANDARD)
    is_export_capable: B = absent(False)
    is_pv_connected_to_dwelling: B = absent(True)
    has_pv_diverter: B = absent(False)
    battery_capacity_kwh: F = absent(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Storey(Generic[F, I]):
    """One storey: `area_m2` lines (1a) to (1n), mean `height_m` lines (2a) to (2n).

    `level` -1 basement, 0 ground, 1 first, ... orders the printed lines.
    """

    level: I
    area_m2: F
    height_m: F


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Generic[F, I]):
    """One opaque or internal element: kind, net area, U [W/m2K], kappa [kJ/m2K]."""

    kind: I
    area_m2: F
    u_value: F
    kappa: F = absent(0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening(Generic[F, I]):
    """One glazed opening.

    `u_value` is before the curtain correction (equation 2), `g` and `g_light` are of Table 6b.
    `pitch_deg` is 90 for a window, 0 for a rooflight.
    """

    kind: I
    area_m2: F
    u_value: F
    orientation: I
    pitch_deg: F = absent(90.0)
    g: F
    g_light: F
    frame_factor: F
    overshading: I


@dataclass(frozen=True, slots=True, kw_only=True)
class ThermalBridge(Generic[F]):
    """One linear thermal bridge of Appendix K: psi [W/mK]."""

    length_m: F
    psi: F


@dataclass(frozen=True, slots=True, kw_only=True)
class Shower(Generic[F, I]):
    """One shower outlet, Appendix J: `kind` of ShowerKind.

    `waste_water_unit`: which of the dwelling's waste water heat recovery systems it drains into,
    counted from 1; 0 for none.
    """

    kind: I
    flow_l_per_min: F = absent(0.0)
    power_kw: F = absent(0.0)
    waste_water_unit: I = absent(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PvArray(Generic[F, I]):
    """One photovoltaic array, Appendix M1; `overshading_factor` is Z_PV (RdSAP: Table H2)."""

    peak_power_kwp: F
    orientation: I
    pitch_deg: F
    overshading_factor: F


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwelling:
    """The SAP inputs of one dwelling, with a note for every value that was inferred."""

    reference: str
    general: General[float, int, bool]
    ventilation: Ventilation[float, int, bool]
    main_1: HeatingSystem[float, int, bool]
    main_2: HeatingSystem[float, int, bool]
    space_heating: SpaceHeating[float, int, bool]
    hot_water: HotWater[float, int, bool]
    lighting: Lighting[float, int, bool]
    electricity: Electricity[float, int, bool]
    storeys: tuple[Storey[float, int], ...]
    elements: tuple[Element[float, int], ...]
    openings: tuple[Opening[float, int], ...]
    thermal_bridges: tuple[ThermalBridge[float], ...] = ()
    showers: tuple[Shower[float, int], ...] = ()
    pv_arrays: tuple[PvArray[float, int], ...] = ()
    solar_thermal: SolarThermal[float, int, bool] | None = None
    combi_product: CombiProduct[float, int] | None = None
    flue_gas_recovery: FlueGasHeatRecovery[float, int, bool] | None = None
    flue_gas_savings: tuple[FlueGasSaving[float, bool], ...] = ()
    waste_water_recovery: tuple[WasteWaterHeatRecovery[float, int, bool], ...] = ()
    waste_water_tests: tuple[WasteWaterTest[float, int], ...] = ()
    packages: tuple[products.Package[float, int], ...] = ()
    package_results: tuple[products.PackageResult[float], ...] = ()
    boiler_products: tuple[products.BoilerProduct[float, int, bool], ...] = ()
    warm_air_units: tuple[products.WarmAirUnit[float], ...] = ()
    ventilation_units: tuple[products.VentilationUnit[float], ...] = ()
    wet_room_fans: tuple[products.WetRoomFan[float, int], ...] = ()
    heat_networks: tuple[HeatNetwork[float, int, bool], ...] = ()
    heat_sources: tuple[HeatSource[float, int, bool], ...] = ()
    wind_turbines: tuple[WindTurbine[float, int, bool], ...] = ()
    hydro_outputs: tuple[HydroOutput[float, int, bool], ...] = ()
    special_features: tuple[SpecialFeature[float, int], ...] = ()
    air_change_rates: tuple[AirChangeRate[float, int], ...] = ()
    heating_control: products.HeatingControl[float, int] | None = None
    local_weather: LocalWeather | None = None
    notes: tuple[str, ...] = ()
    product_uses: tuple[products.ProductUse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DwellingBatch:
    """SAP inputs of `size` dwellings: one array per input, one table per kind of record."""

    size: int
    general: General[FloatArray, IntArray, BoolArray]
    ventilation: Ventilation[FloatArray, IntArray, BoolArray]
    main_1: HeatingSystem[FloatArray, IntArray, BoolArray]
    main_2: HeatingSystem[FloatArray, IntArray, BoolArray]
    space_heating: SpaceHeating[FloatArray, IntArray, BoolArray]
    hot_water: HotWater[FloatArray, IntArray, BoolArray]
    lighting: Lighting[FloatArray, IntArray, BoolArray]
    electricity: Electricity[FloatArray, IntArray, BoolArray]
    storeys: Table[Storey[FloatArray, IntArray]]
    elements: Table[Element[FloatArray, IntArray]]
    openings: Table[Opening[FloatArray, IntArray]]
    thermal_bridges: Table[ThermalBridge[FloatArray]]
    showers: Table[Shower[FloatArray, IntArray]]
    pv_arrays: Table[PvArray[FloatArray, IntArray]]
    solar_thermal: Table[SolarThermal[FloatArray, IntArray, BoolArray]]
    combi_products: Table[CombiProduct[FloatArray, IntArray]]
    flue_gas_recovery: Table[FlueGasHeatRecovery[FloatArray, IntArray, BoolArray]]
    flue_gas_savings: Table[FlueGasSaving[FloatArray, BoolArray]]
    waste_water_recovery: Table[WasteWaterHeatRecovery[FloatArray, IntArray, BoolArray]]
    waste_water_tests: Table[WasteWaterTest[FloatArray, IntArray]]
    packages: Table[products.Package[FloatArray, IntArray]]
    package_results: Table[products.PackageResult[FloatArray]]
    boiler_products: Table[products.BoilerProduct[FloatArray, IntArray, BoolArray]]
    warm_air_units: Table[products.WarmAirUnit[FloatArray]]
    ventilation_units: Table[products.VentilationUnit[FloatArray]]
    wet_room_fans: Table[products.WetRoomFan[FloatArray, IntArray]]
    heat_networks: Table[HeatNetwork[FloatArray, IntArray, BoolArray]]
    heat_sources: Table[HeatSource[FloatArray, IntArray, BoolArray]]
    wind_turbines: Table[WindTurbine[FloatArray, IntArray, BoolArray]]
    hydro_outputs: Table[HydroOutput[FloatArray, IntArray, BoolArray]]
    special_features: Table[SpecialFeature[FloatArray, IntArray]]
    air_change_rates: Table[AirChangeRate[FloatArray, IntArray]]
    heating_controls: Table[products.HeatingControl[FloatArray, IntArray]]
    local_weather: WeatherTable

    @property
    def is_accredited(self) -> BoolArray:
        """Whether accredited software is followed where it differs from the text, shape (n,)."""
        return self.general.conventions == Conventions.ACCREDITED

    @staticmethod
    def of(dwellings: Sequence[Dwelling]) -> "DwellingBatch":
        """Pack dwellings into arrays, in their order."""
        return DwellingBatch(
            size=len(dwellings),
            general=columns(General, [d.general for d in dwellings]),
            ventilation=columns(Ventilation, [d.ventilation for d in dwellings]),
            main_1=columns(HeatingSystem, [d.main_1 for d in dwellings]),
            main_2=columns(HeatingSystem, [d.main_2 for d in dwellings]),
            space_heating=columns(SpaceHeating, [d.space_heating for d in dwellings]),
            hot_water=columns(HotWater, [d.hot_water for d in dwellings]),
            lighting=columns(Lighting, [d.lighting for d in dwellings]),
            electricity=columns(Electricity, [d.electricity for d in dwellings]),
            storeys=table(Storey, [d.storeys for d in dwellings]),
            elements=table(Element, [d.elements for d in dwellings]),
            openings=table(Opening, [d.openings for d in dwellings]),
            thermal_bridges=table(ThermalBridge, [d.thermal_bridges for d in dwellings]),
            showers=table(Shower, [d.showers for d in dwellings]),
            pv_arrays=table(PvArray, [d.pv_arrays for d in dwellings]),
            solar_thermal=single(SolarThermal, [d.solar_thermal for d in dwellings]),
            combi_products=single(CombiProduct, [d.combi_product for d in dwellings]),
            flue_gas_recovery=single(FlueGasHeatRecovery, [d.flue_gas_recovery for d in dwellings]),
            flue_gas_savings=table(FlueGasSaving, [d.flue_gas_savings for d in dwellings]),
            waste_water_recovery=table(
                WasteWaterHeatRecovery, [d.waste_water_recovery for d in dwellings]
            ),
            waste_water_tests=table(WasteWaterTest, [d.waste_water_tests for d in dwellings]),
            packages=table(products.Package, [d.packages for d in dwellings]),
            package_results=table(products.PackageResult, [d.package_results for d in dwellings]),
            boiler_products=table(products.BoilerProduct, [d.boiler_products for d in dwellings]),
            warm_air_units=table(products.WarmAirUnit, [d.warm_air_units for d in dwellings]),
            ventilation_units=table(
                products.VentilationUnit, [d.ventilation_units for d in dwellings]
            ),
            wet_room_fans=table(products.WetRoomFan, [d.wet_room_fans for d in dwellings]),
            heat_networks=table(HeatNetwork, [d.heat_networks for d in dwellings]),
            heat_sources=table(HeatSource, [d.heat_sources for d in dwellings]),
            wind_turbines=table(WindTurbine, [d.wind_turbines for d in dwellings]),
            hydro_outputs=table(HydroOutput, [d.hydro_outputs for d in dwellings]),
            special_features=table(SpecialFeature, [d.special_features for d in dwellings]),
            air_change_rates=table(AirChangeRate, [d.air_change_rates for d in dwellings]),
            heating_controls=single(
                products.HeatingControl, [d.heating_control for d in dwellings]
            ),
            local_weather=WeatherTable.of([d.local_weather for d in dwellings]),
        )
