"""Water heating, RdSAP 10 sections 11.5 to 11.11 and Tables 28, 29, 31; SAP 10.2 Appendix J."""

from dataclasses import dataclass, replace

from sap10.certificate import (
    Cylinder,
    CylinderSize,
    ElectricityMeter,
    Fuel,
    WaterHeating,
    WwhrsConnection,
)
from sap10.certificate import Immersion as RecordedImmersion
from sap10.certificate.water_heating import ThermalStore
from sap10.codes import (
    ColdWaterSource,
    Immersion,
    PipeworkInsulation,
    Tariff,
)
from sap10.dwelling import HotWater
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes, Site
from sap10.rdsap.cylinders import CPSU_STORE, cylinder_volume_l, has_thermostat, insulation_of
from sap10.rdsap.heating import family_of, fuel_of
from sap10.services.heat_networks import WATER_NETWORK_CODES, network_fuel
from sap10.services.heat_recovery import check_waste_water_recovery
from sap10.tables.heating import (
    FORM_BY_CODE,
    BoilerForm,
    Family,
    WaterSource,
    is_supported_water_heating,
)

IMMERSION = 903
NO_WATER_HEATING = 999

_ELECTRIC_WATER = frozenset({IMMERSION, 909, 941})
_INSTANTANEOUS_WATER = frozenset({907, 908, 909})
_HEAT_PUMP_WATER = 941
_OIL_WATER = frozenset({912, 927, 928, 929})
_SUMMER_IMMERSION_CODES = frozenset({156, 158, 632, 634})
"""Open fires and closed room heaters with boilers, Table 29 and SAP 10.2 section 12.4.4."""
_SOLID_FUEL_WATER = frozenset({913, 930, 931})
_PRE_1998 = frozenset({*range(110, 120), 124, 125, 128, 131, 135, 136, 140})
_WITHOUT_PROGRAMMER = frozenset({2101, 2103, 2111, 2113})
_HEAT_PUMPS = range(Family.ELECTRIC_HEAT_PUMP, Family.GAS_HEAT_PUMP_WARM_AIR + 1)
_NOT_DUAL = (ElectricityMeter.SINGLE, ElectricityMeter.UNKNOWN, ElectricityMeter.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Systems:
    """The space heating that may heat the water: SAP codes and fuels, 0 if there is none."""

    main_codes: tuple[int, ...]
    main_fuels: tuple[int, ...]
    main_controls: tuple[int, ...]
    secondary_code: int
    secondary_fuel: int
    is_second_for_water_only: bool = False
    """Main system 2 heats no rooms, as section 11.5.1 has a separate heater for hot water."""

    def source(self, water_code: int) -> tuple[int, int]:
        """Return code and fuel of the system that a water heating code refers to; 0 for none."""
        match water_code:
            case WaterSource.MAIN_1:
                return self.main_codes[0], self.main_fuels[0]
            case WaterSource.MAIN_2 if len(self.main_codes) > 1:
                return self.main_codes[1], self.main_fuels[1]
            case WaterSource.SECONDARY:
                return self.secondary_code, self.secondary_fuel
            case _:
                return 0, 0

    def control(self, water_code: int) -> int:
        """Return the control of the main system that heats the water, else of system 1."""
        is_second = water_code == WaterSource.MAIN_2 and len(self.main_controls) > 1
        return self.main_controls[1 if is_second else 0]


def is_separately_timed(heating_code: int, control: int) -> bool:
    """Whether stored hot water is timed on its own, Table 29.

    A boiler with a programmer is, whatever its age; one without is not if it is from before 1998.
    The codes of solid fuel boilers have no age: without programmer they count as untimed. That
    accredited software takes them for untimed with a programmer too is the worksheet's (ADR 12).
    """
    if control not in _WITHOUT_PROGRAMMER:
        return True
    is_solid = family_of(heating_code) in (Family.SOLID_FUEL_BOILER, Family.SOLID_FUEL_ROOM_HEATER)
    return not is_solid and heating_code not in _PRE_1998


def immersion_of(
    recorded: RecordedImmersion | None, cylinder: Cylinder | None, tariff: Tariff
) -> Immersion:
    """Return the kind of an immersion heater, sections 11.5, 11.7 and 13.

    Dual where recorded so, and assumed dual where the cylinder could not be seen and the tariff is
    off-peak; on a single meter it is treated as single.
    """
    if tariff is Tariff.STANDARD:
        return Immersion.SINGLE
    if recorded is RecordedImmersion.DUAL:
        return Immersion.DUAL
    unseen = cylinder is None or cylinder.size is CylinderSize.NO_ACCESS
    return (
        Immersion.DUAL if unseen and recorded is not RecordedImmersion.SINGLE else Immersion.SINGLE
    )


def assumed_water_heating(
    water: WaterHeating, meter: ElectricityMeter, notes: Notes
) -> WaterHeating:
    """Return the electric immersion of a dwelling without water heating, else what is recorded.

    Section 11.7: dual on a dual meter, single otherwise, an unknown meter included, whatever tariff
    section 13 then gives it; with a cylinder that could not be seen.
    """
    if water.code != NO_WATER_HEATING:
        return water
    is_dual = meter not in _NOT_DUAL
    kind = RecordedImmersion.DUAL if is_dual else RecordedImmersion.SINGLE
    notes.add(f"no water heating system: {kind.value} electric immersion (RdSAP 10 section 11.7)")
    unseen = Cylinder(size=CylinderSize.NO_ACCESS)
    return water.model_copy(update={"code": IMMERSION, "cylinder": unseen, "immersion": kind})


def hot_water_of(
    water: WaterHeating, systems: Systems, tariff: Tariff, site: Site, notes: Notes
) -> HotWater[float, int, bool]:
    """Return the inputs of worksheet section 4."""
    check_waste_water_recovery(_without_storage_recovery(water, notes), notes)
    code, cylinder = water.code, _cylinder_of(water, notes)
    source_code, source_fuel = systems.source(code)
    if not is_supported_water_heating(code, source_code):
        raise CertificateRejected(
            reason="inconsistent_values",
            field="Water-Heating-Code",
            value=code,
            rule=f"SAP 10.2 Table 4a, hot water: from heating system {source_code}",
        )
    is_for_water_only = code == WaterSource.MAIN_2 and systems.is_second_for_water_only
    immersion = _immersion(
        water, code, cylinder, source_code, tariff, notes, is_for_water_only=is_for_water_only
    )
    if water.bath_count is None:
        notes.add("baths not recorded: none (SAP 10.2 Appendix J)")
    source = ColdWaterSource.MAINS
    if water.cold_water_source == "header_tank":
        source = ColdWaterSource.HEADER_TANK
    own: HotWater[float, int, bool] = HotWater(
        code=code,
        fuel=source_fuel or _own_fuel(water, code, notes),
        cold_water_source=source,
        has_bath=bool(water.bath_count),
        immersion=immersion,
    )
    if is_cpsu(source_code):
        is_electric = family_of(source_code) is Family.ELECTRIC_CPSU
        store = CPSU_STORE["electric" if is_electric else "gas"]
        notes.add(
            f"CPSU in an airing cupboard: {store.volume_l:g} litres,"
            f" {store.loss_kwh_per_day} kWh/day (RdSAP 10 Table 29)"
        )
        return replace(
            own,
            cylinder_volume_l=store.volume_l,
            is_loss_declared=True,
            declared_loss_kwh_per_day=store.loss_kwh_per_day,
            has_cylinder_thermostat=True,
            **({"cpsu_temperature_c": store.temperature_c} if is_electric else {}),
        )
    if cylinder is None:
        _check_without_cylinder(code, source_code, notes)
        return own
    is_immersion = code == IMMERSION
    is_solid = code in _SOLID_FUEL_WATER or family_of(source_code) in (
        Family.SOLID_FUEL_BOILER,
        Family.SOLID_FUEL_ROOM_HEATER,
    )
    is_by_immersion = is_immersion or family_of(source_code) is Family.DIRECT_ELECTRIC_BOILER
    is_dual_off_peak = is_by_immersion and immersion is Immersion.DUAL
    details_l = None if water.solar is None else water.solar.total_volume_l
    volume = cylinder_volume_l(cylinder, details_l, is_dual_off_peak, is_solid)
    insulation, thickness = insulation_of(cylinder, site, notes)
    controlled = has_thermostat(
        cylinder,
        is_always_there=is_immersion or is_from_network(code, source_code),
        is_assumed=_has_thermal_store(water) or _is_combi(source_code),
        notes=notes,
    )
    pipework = PipeworkInsulation.FULL if site.age_band.value >= "K" else PipeworkInsulation(0)
    timed = is_separately_timed(source_code, systems.control(code))
    if cylinder.size is not CylinderSize.EXACT:
        notes.add(f"cylinder {volume:g} litres, {cylinder.size.value} (RdSAP 10 Table 28)")
    notes.add(
        f"cylinder in heated space, {'' if timed else 'not '}separately timed,"
        f" pipework {pipework.name.lower()} (RdSAP 10 Table 29)"
    )
    summer = source_code in _SUMMER_IMMERSION_CODES
    if summer:
        notes.add(
            f"{immersion.name.lower()} summer immersion with solid fuel room heater or open fire"
            " (RdSAP 10 Table 29)"
        )
    return replace(
        own,
        cylinder_volume_l=volume,
        cylinder_insulation=insulation,
        cylinder_insulation_mm=thickness,
        is_loss_declared=bool(cylinder.declared_loss_kwh_per_day),
        declared_loss_kwh_per_day=cylinder.declared_loss_kwh_per_day or 0.0,
        has_cylinder_thermostat=controlled,
        is_cylinder_in_heated_space=True,
        is_separately_timed=timed,
        pipework_insulation=pipework,
        has_summer_immersion=summer,
    )


def is_cpsu(source_code: int) -> bool:
    """Whether a heating system is a CPSU, gas or electric."""
    is_electric = family_of(source_code) is Family.ELECTRIC_CPSU
    return is_electric or bool(source_code and FORM_BY_CODE[source_code] == BoilerForm.CPSU)


def is_from_network(code: int, source_code: int) -> bool:
    """Whether a heat network heats the water: one of its own, or that of the main system."""
    return code in WATER_NETWORK_CODES or family_of(source_code) is Family.HEAT_NETWORK


def has_preheat_cylinder(code: int, source_code: int) -> bool:
    """Whether Table 29 gives solar water heating a 75-litre cylinder beside this water heater."""
    return (
        _is_combi(source_code)
        or is_cpsu(source_code)
        or family_of(source_code) in _HEAT_PUMPS
        or code == _HEAT_PUMP_WATER
        or code in _INSTANTANEOUS_WATER
        or is_from_network(code, source_code)
    )


def _is_combi(source_code: int) -> bool:
    return bool(source_code and FORM_BY_CODE[source_code] == BoilerForm.COMBI)


def _has_thermal_store(water: WaterHeating) -> bool:
    return water.thermal_store not in (None, ThermalStore.NONE)


def _cylinder_of(water: WaterHeating, notes: Notes) -> Cylinder | None:
    """Return the cylinder, also of what cannot do without one: immersions, combined solar stores.

    A thermal store is treated as a cylinder (Table 31 item 7-10).
    """
    if _has_thermal_store(water):
        notes.add("thermal store treated as a cylinder (RdSAP 10 Table 31 item 7-10)")
    if water.cylinder is not None:
        return water.cylinder
    if water.solar is not None and water.solar.is_combined_cylinder and water.solar.total_volume_l:
        notes.add("cylinder of the solar details (RdSAP 10 Table 28)")
        return Cylinder(size=CylinderSize.WITH_SOLAR_DETAILS)
    if water.code == IMMERSION:
        notes.add("immersion without cylinder: as one that could not be seen (RdSAP 10 Table 28)")
        return Cylinder(size=CylinderSize.NO_ACCESS)
    return None


def _check_without_cylinder(code: int, source_code: int, notes: Notes) -> None:
    """Refuse a regular boiler that heats water without a store (SAP 10.2 Appendix D1.5).

    Of other boilers and of heat pumps the specifications do not say that they need one; of a heat
    network they say what its loss is.
    """
    if is_from_network(code, source_code):
        notes.add("water of a heat network without cylinder: 1.72 kWh/day (SAP 10.2 section 4.3)")
        return
    if source_code == 0 or FORM_BY_CODE[source_code] == BoilerForm.COMBI:
        return
    is_regular = FORM_BY_CODE[source_code] == BoilerForm.REGULAR
    if is_regular and family_of(source_code) in (Family.GAS_BOILER, Family.LIQUID_BOILER):
        raise CertificateRejected(
            reason="inconsistent_values",
            field="Cylinder-Size",
            value="no cylinder",
            rule=f"SAP 10.2 Appendix D1.5: regular boiler {source_code} heats water in a cylinder",
        )
    notes.add(
        f"hot water from {source_code} without a cylinder: no storage loss (SAP 10.2 Table 2)"
    )


def _without_storage_recovery(water: WaterHeating, notes: Notes) -> WaterHeating:
    """Return water heating without storage waste water heat recovery (item 9-2, section 11.10)."""
    showers = tuple(
        shower.model_copy(update={"wwhrs": WwhrsConnection.NONE})
        if shower.wwhrs is WwhrsConnection.STORAGE
        else shower
        for shower in water.showers or ()
    )
    if water.storage_wwhrs is None and showers == (water.showers or ()):
        return water
    notes.add("storage waste water heat recovery disregarded (RdSAP 10 Table 31 item 9-2)")
    return water.model_copy(update={"storage_wwhrs": None, "showers": showers})


def _own_fuel(water: WaterHeating, code: int, notes: Notes) -> int:
    """Return the fuel of a water heater of its own, or of a heat network for water only."""
    if code in WATER_NETWORK_CODES:
        return network_fuel(water.fuel, "Water-Heating-Fuel", notes)
    family = Family.ELECTRIC_ROOM_HEATER if code in _ELECTRIC_WATER else Family.NONE
    fallback = Fuel.HEATING_OIL if code in _OIL_WATER else None
    return fuel_of(water.fuel, family, fallback, "Water-Heating-Fuel", notes)


def _immersion(
    water: WaterHeating,
    code: int,
    cylinder: Cylinder | None,
    source_code: int,
    tariff: Tariff,
    notes: Notes,
    *,
    is_for_water_only: bool,
) -> Immersion:
    """Return the immersion heater of the cylinder.

    Also the supplementary one of a heat pump that heats rooms and water, the summer one of a solid
    fuel fire (Table 29), and that of a direct-acting electric boiler, dual on an off-peak tariff
    (section 11.5, SAP 10.2 Table 12a note a).
    """
    if code == IMMERSION:
        kind = immersion_of(water.immersion, cylinder, tariff)
        if (kind is Immersion.DUAL) != (water.immersion is RecordedImmersion.DUAL):
            notes.add(f"{kind.name.lower()} immersion by meter (RdSAP 10 sections 11.5, 13)")
        return kind
    if family_of(source_code) is Family.DIRECT_ELECTRIC_BOILER:
        kind = Immersion.SINGLE if tariff is Tariff.STANDARD else Immersion.DUAL
        notes.add(f"{kind.name.lower()} immersion of the electric boiler (RdSAP 10 section 11.5)")
        return kind
    if family_of(source_code) in _HEAT_PUMPS and cylinder is not None and not is_for_water_only:
        kind = Immersion.SINGLE if tariff is Tariff.STANDARD else Immersion.DUAL
        notes.add(f"supplementary {kind.name.lower()} immersion (RdSAP 10 Table 29)")
        return kind
    if source_code in _SUMMER_IMMERSION_CODES:
        is_dual = water.immersion is RecordedImmersion.DUAL and tariff is not Tariff.STANDARD
        return Immersion.DUAL if is_dual else Immersion.SINGLE
    return Immersion.NONE
