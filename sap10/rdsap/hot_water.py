"""Water heating, RdSAP 10 sections 11.5 to 11.11 and Tables 28, 29, 31; SAP 10.2 Appendix J."""

from dataclasses import dataclass, replace

from sap10.certificate import (
    AgeBand,
    Cylinder,
    CylinderSize,
    ElectricityMeter,
    Fuel,
    ShowerType,
    WaterHeating,
    WwhrsConnection,
)
from sap10.certificate import CylinderInsulation as RecordedInsulation
from sap10.certificate import Immersion as RecordedImmersion
from sap10.codes import (
    ColdWaterSource,
    CylinderInsulation,
    Immersion,
    PipeworkInsulation,
    ShowerKind,
    Tariff,
)
from sap10.dwelling import HotWater, Shower
from sap10.errors import CertificateRejected, NotSupported
from sap10.rdsap.context import Notes, Site
from sap10.rdsap.heating import family_of, fuel_of
from sap10.tables.heating import (
    FORM_BY_CODE,
    BoilerForm,
    Family,
    WaterSource,
    is_supported_water_heating,
)

IMMERSION = 903
NO_WATER_HEATING = 999

_SIZES_L = {
    CylinderSize.NORMAL: 110.0,
    CylinderSize.MEDIUM: 160.0,
    CylinderSize.LARGE: 210.0,
}
"""Table 28. [l]"""
_ELECTRIC_WATER = frozenset({IMMERSION, 909, 941})
_OIL_WATER = frozenset({912, 927, 928, 929})
_SUMMER_IMMERSION_CODES = frozenset({156, 158, 632, 634})
"""Open fires and closed room heaters with boilers, Table 29 and SAP 10.2 section 12.4.4."""
_SOLID_FUEL_WATER = frozenset({913, 930, 931})
_PRE_1998 = frozenset({*range(110, 120), 124, 125, 128, 131, 135, 136, 140})
_WITHOUT_PROGRAMMER = frozenset({2101, 2103, 2111, 2113})
_HEAT_PUMPS = range(Family.ELECTRIC_HEAT_PUMP, Family.GAS_HEAT_PUMP_WARM_AIR + 1)
_INSULATIONS = {
    RecordedInsulation.NONE: CylinderInsulation.NONE,
    RecordedInsulation.FACTORY: CylinderInsulation.FACTORY,
    RecordedInsulation.LOOSE_JACKET: CylinderInsulation.LOOSE_JACKET,
}
_NOT_DUAL = (ElectricityMeter.SINGLE, ElectricityMeter.UNKNOWN, ElectricityMeter.NOT_APPLICABLE)
_CPSU_VOLUME_L = 80.0
_CPSU_LOSS_KWH_PER_DAY = 2.72
_MIXER_L_PER_MIN = {
    ShowerType.VENTED: 7.0,
    ShowerType.VENTED_PUMPED: 12.0,
    ShowerType.UNVENTED: 11.0,
    ShowerType.PART_G: 8.0,
    ShowerType.UNKNOWN: 9.0,
}
"""Default flow rates of an existing dwelling, SAP 10.2 Table J4. [l/min]"""
_MINIMUM_FLOW_L_PER_MIN = 7.0
_NEW_DWELLING_L_PER_MIN = 8.0
"""Least flow rate of a new dwelling, also that of its vented system, Table J4. [l/min]"""
_ELECTRIC_SHOWER_KW = 9.3
_MINIMUM_POWER_KW = 9.0


@dataclass(frozen=True, slots=True)
class Systems:
    """The space heating that may heat the water: SAP codes and fuels, 0 if there is none."""

    main_codes: tuple[int, ...]
    main_fuels: tuple[int, ...]
    main_controls: tuple[int, ...]
    secondary_code: int
    secondary_fuel: int

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


def cylinder_volume_l(
    cylinder: Cylinder, is_off_peak_dual_immersion: bool, is_solid_fuel: bool
) -> float:
    """Return the volume of a cylinder, Table 28. [l]"""
    if cylinder.size is CylinderSize.EXACT:
        if not cylinder.volume_l:
            raise CertificateRejected(
                reason="missing_field",
                field="Cylinder-Volume",
                value=cylinder.volume_l,
                rule="RdSAP 10 Table 31 item 7-10: exact volume",
            )
        return cylinder.volume_l
    if cylinder.size is CylinderSize.WITH_SOLAR_DETAILS:
        raise NotSupported(
            field="Cylinder-Size", value=cylinder.size.value, rule="SAP 10.2 Appendix H"
        )
    if cylinder.size in _SIZES_L:
        return _SIZES_L[cylinder.size]
    if is_off_peak_dual_immersion:
        return 210.0
    return 160.0 if is_solid_fuel else 110.0


def assumed_cylinder_insulation(age_band: AgeBand) -> tuple[CylinderInsulation, float]:
    """Return insulation and thickness [mm] of a cylinder that could not be seen, Table 29."""
    if age_band.value <= "F":
        return CylinderInsulation.LOOSE_JACKET, 12.0
    return CylinderInsulation.FACTORY, 25.0 if age_band.value <= "H" else 38.0


def is_separately_timed(heating_code: int, control: int) -> bool:
    """Whether stored hot water is timed on its own, Table 29.

    A boiler with a programmer is, whatever its age; one without is not if it is from before 1998.
    The codes of solid fuel boilers have no age: without programmer they count as untimed, as in
    accredited worksheets (finding C.1, which has them untimed with a programmer too, against the
    table).
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
    _refuse_what_needs_appendices(water, notes)
    code, cylinder = water.code, water.cylinder
    source_code, source_fuel = systems.source(code)
    if not is_supported_water_heating(code, source_code):
        raise NotSupported(
            field="Water-Heating-Code", value=code, rule=f"SAP 10.2 Table 4a, from {source_code}"
        )
    is_immersion = code == IMMERSION
    if is_immersion and cylinder is None:
        notes.add("immersion without cylinder: as one that could not be seen (RdSAP 10 Table 28)")
        cylinder = Cylinder(size=CylinderSize.NO_ACCESS)
    immersion = _immersion(water, code, cylinder, source_code, tariff, notes)
    has_bath = bool(water.bath_count)
    if water.bath_count is None:
        notes.add("baths not recorded: none (SAP 10.2 Appendix J)")
    source = ColdWaterSource.MAINS
    if water.cold_water_source == "header_tank":
        source = ColdWaterSource.HEADER_TANK
    own: HotWater[float, int, bool] = HotWater(
        code=code,
        fuel=source_fuel or _own_fuel(water, code),
        cold_water_source=source,
        has_bath=has_bath,
        immersion=immersion,
    )
    if source_code and FORM_BY_CODE[source_code] == BoilerForm.CPSU:
        notes.add("CPSU: 80 litres, 2.72 kWh/day (RdSAP 10 Table 29)")
        return replace(
            own,
            cylinder_volume_l=_CPSU_VOLUME_L,
            is_loss_declared=True,
            declared_loss_kwh_per_day=_CPSU_LOSS_KWH_PER_DAY,
            has_cylinder_thermostat=True,
        )
    if cylinder is None:
        _check_without_cylinder(source_code, notes)
        return own
    is_solid = code in _SOLID_FUEL_WATER or family_of(source_code) in (
        Family.SOLID_FUEL_BOILER,
        Family.SOLID_FUEL_ROOM_HEATER,
    )
    is_by_immersion = is_immersion or family_of(source_code) is Family.DIRECT_ELECTRIC_BOILER
    is_dual_off_peak = is_by_immersion and immersion is Immersion.DUAL
    volume = cylinder_volume_l(cylinder, is_dual_off_peak, is_solid)
    insulation, thickness = _insulation(cylinder, site, notes)
    has_thermostat = is_immersion or cylinder.has_thermostat is True
    if cylinder.has_thermostat is None and not is_immersion:
        notes.add("cylinder thermostat not recorded: none (RdSAP 10 Table 29)")
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
        notes.add("summer immersion with solid fuel room heater or open fire (RdSAP 10 Table 29)")
    return replace(
        own,
        cylinder_volume_l=volume,
        cylinder_insulation=insulation,
        cylinder_insulation_mm=thickness,
        is_loss_declared=bool(cylinder.declared_loss_kwh_per_day),
        declared_loss_kwh_per_day=cylinder.declared_loss_kwh_per_day or 0.0,
        has_cylinder_thermostat=has_thermostat,
        is_cylinder_in_heated_space=True,
        is_separately_timed=timed,
        pipework_insulation=pipework,
        has_summer_immersion=summer,
    )


def _check_without_cylinder(source_code: int, notes: Notes) -> None:
    """Refuse a regular boiler that heats water without a store (SAP 10.2 Appendix D1.5).

    Of other boilers and of heat pumps the specifications do not say that they need one.
    """
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


def showers_of(
    water: WaterHeating, notes: Notes, is_new: bool = False
) -> tuple[Shower[float, int], ...]:
    """Return the shower outlets, Table J4; without a record there are none (finding C.12).

    A new dwelling's mixers have at least 8 l/min, an existing one's 7.
    """
    least = _NEW_DWELLING_L_PER_MIN if is_new else _MINIMUM_FLOW_L_PER_MIN
    if water.showers is None:
        notes.add("showers not recorded: none (SAP 10.2 Appendix J)")
        return ()
    outlets: list[Shower[float, int]] = []
    for shower in water.showers:
        if shower.type is ShowerType.NONE:
            continue
        if shower.type in (ShowerType.ELECTRIC, ShowerType.ELECTRIC_AND_NON_ELECTRIC):
            power = max(shower.power_kw or _ELECTRIC_SHOWER_KW, _MINIMUM_POWER_KW)
            outlets.append(Shower(kind=ShowerKind.ELECTRIC, power_kw=power))
        if shower.type is not ShowerType.ELECTRIC:
            flow = shower.flow_rate_l_per_min or _default_flow(water, shower.type)
            outlets.append(Shower(kind=ShowerKind.MIXER, flow_l_per_min=max(flow, least)))
    if outlets:
        notes.add("shower flow and power by kind where unknown (SAP 10.2 Table J4)")
    return tuple(outlets)


def _default_flow(water: WaterHeating, kind: ShowerType) -> float:
    """Return the flow of a mixer shower, Table J4. [l/min]

    By kind; where the survey says no more than "non-electric", 11 from a combi or another heater
    without a cylinder, which mains pressure feeds.
    """
    if kind in _MIXER_L_PER_MIN:
        return _MIXER_L_PER_MIN[kind]
    unvented = water.cylinder is None and water.code not in (IMMERSION, NO_WATER_HEATING)
    return _MIXER_L_PER_MIN[ShowerType.UNVENTED if unvented else ShowerType.VENTED]


def _refuse_what_needs_appendices(water: WaterHeating, notes: Notes) -> None:
    """Refuse what Appendices G and H compute; storage heat recovery is disregarded (item 9-2)."""
    if water.solar is not None:
        raise NotSupported(field="Solar-Water-Heating", value="Y", rule="SAP 10.2 Appendix H")
    connections = {shower.wwhrs for shower in water.showers or ()}
    if water.instantaneous_wwhrs or connections & {
        WwhrsConnection.INSTANTANEOUS_1,
        WwhrsConnection.INSTANTANEOUS_2,
    }:
        raise NotSupported(
            field="Instantaneous-WWHRS", value="present", rule="SAP 10.2 Appendix G2"
        )
    if water.storage_wwhrs is not None or WwhrsConnection.STORAGE in connections:
        notes.add("storage waste water heat recovery disregarded (RdSAP 10 Table 31 item 9-2)")


def _own_fuel(water: WaterHeating, code: int) -> int:
    """Return the fuel of a water heater of its own."""
    family = Family.ELECTRIC_ROOM_HEATER if code in _ELECTRIC_WATER else Family.NONE
    fallback = Fuel.HEATING_OIL if code in _OIL_WATER else None
    return fuel_of(water.fuel, family, fallback, "Water-Heating-Fuel")


def _immersion(
    water: WaterHeating,
    code: int,
    cylinder: Cylinder | None,
    source_code: int,
    tariff: Tariff,
    notes: Notes,
) -> Immersion:
    """Return the immersion heater of the cylinder.

    Also the supplementary one of a heat pump (Table 29), and that of a direct-acting electric
    boiler, dual on an off-peak tariff (section 11.5, SAP 10.2 Table 12a note a).
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
    if family_of(source_code) in _HEAT_PUMPS and cylinder is not None:
        kind = Immersion.SINGLE if tariff is Tariff.STANDARD else Immersion.DUAL
        notes.add(f"supplementary {kind.name.lower()} immersion (RdSAP 10 Table 29)")
        return kind
    return Immersion.NONE


def _insulation(cylinder: Cylinder, site: Site, notes: Notes) -> tuple[CylinderInsulation, float]:
    """Return a cylinder's insulation as recorded, else as Table 29 for one that was not seen."""
    unseen = cylinder.size is CylinderSize.NO_ACCESS or cylinder.insulation is None
    if unseen and not cylinder.declared_loss_kwh_per_day:
        kind, thickness = assumed_cylinder_insulation(site.age_band)
        notes.add(
            f"cylinder insulation {kind.name.lower()} {thickness:g} mm, band {site.age_band.value}"
            " (RdSAP 10 Table 29)"
        )
        return kind, thickness
    if cylinder.insulation is None or cylinder.insulation is RecordedInsulation.NONE:
        return CylinderInsulation.NONE, 0.0
    thickness = cylinder.insulation_thickness_mm
    if thickness is None and not cylinder.declared_loss_kwh_per_day:
        raise CertificateRejected(
            reason="missing_field",
            field="Cylinder-Insulation-Thickness",
            value=None,
            rule="RdSAP 10 Table 31 item 7-13",
        )
    return _INSULATIONS[cylinder.insulation], thickness or 0.0
