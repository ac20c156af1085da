"""Ventilation parameters, RdSAP 10 section 5 (Table 5)."""

from sap10.certificate import AgeBand, BuiltForm, Corridor, EpcPropertyData, WallConstruction
from sap10.certificate import PressureTest as PressureTestKind
from sap10.certificate import VentilationType as Kind
from sap10.codes import PressureTest, VentilationSystem
from sap10.dwelling import Ventilation
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes, Site

DEFAULT_FAN_POWER = {
    VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE: 0.8,
    VentilationSystem.EXTRACT: 0.8,
    VentilationSystem.BALANCED: 2.0,
    VentilationSystem.BALANCED_WITH_HEAT_RECOVERY: 2.0,
}
"""Specific fan power without database record, Table 5 [W/(l/s)]."""
DEFAULT_FAN_FACTOR = 2.5
"""In-use factor of default specific fan power, Table 5."""
DEFAULT_HEAT_RECOVERY_PERCENT = 66.0 * 0.70
"""Default heat recovery efficiency with its in-use factor, Table 5. [%]"""

_SYSTEMS = {
    Kind.POSITIVE_INPUT_FROM_LOFT: VentilationSystem.POSITIVE_INPUT_FROM_LOFT,
    Kind.POSITIVE_INPUT_FROM_OUTSIDE: VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE,
    Kind.EXTRACT_CENTRALISED: VentilationSystem.EXTRACT,
    Kind.EXTRACT_DECENTRALISED: VentilationSystem.EXTRACT,
    Kind.BALANCED: VentilationSystem.BALANCED,
    Kind.BALANCED_HEAT_RECOVERY: VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
}
_SHELTERED_SIDES = {
    BuiltForm.DETACHED: 0,
    BuiltForm.SEMI_DETACHED: 1,
    BuiltForm.END_TERRACE: 1,
    BuiltForm.ENCLOSED_MID_TERRACE: 3,
}
_CORRIDORS = (Corridor.HEATED, Corridor.UNHEATED, Corridor.STAIRWELL)
_TESTED = {
    PressureTestKind.LOW_PRESSURE_PULSE: PressureTest.AT_4_PA,
    PressureTestKind.NOT_TESTED: PressureTest.NONE,
}
_FRAMED = (WallConstruction.TIMBER_FRAME, WallConstruction.PARK_HOME)


def extract_fans(
    recorded: int | None, age_band: AgeBand, habitable_rooms: int, is_park_home: bool
) -> int:
    """Return the number of intermittent extract fans, Table 5: as recorded, else a default."""
    if recorded is not None:
        return recorded
    band = age_band.value
    if is_park_home:
        return 2 if band >= "G" else 0
    if band <= "E":
        return 0
    if band <= "G":
        return 1
    limits = ((2, 1), (5, 2), (8, 3))
    return next((fans for rooms, fans in limits if habitable_rooms <= rooms), 4)


def structural_infiltration(wall_areas: dict[WallConstruction, float]) -> float:
    """Return line (11) by the kind of wall with the greater net area, Table 5. [ach]

    Roof-room walls do not count. Section 6.18 gives no value for curtain walls; they count as
    masonry.
    """
    framed = sum(area for kind, area in wall_areas.items() if kind in _FRAMED)
    masonry = sum(area for kind, area in wall_areas.items() if kind not in _FRAMED)
    return 0.25 if framed > masonry else 0.35


def sheltered_sides(built_form: BuiltForm, is_flat: bool) -> int:
    """Return line (19) by built form, Table 5, and 2 for flats.

    Table 5 gives "2 in other cases (e.g. mid-terraced, including flats)". A flat has no built form
    of its own in the survey, so its recorded form is not used.
    """
    return 2 if is_flat else _SHELTERED_SIDES.get(built_form, 2)


def has_draught_lobby(epc: EpcPropertyData, site: Site, has_sheltered_wall: bool) -> bool:
    """Whether line (13) is 0: recorded, or a flat entered from a corridor or stairwell (Table 5).

    A sheltered wall is evidence of an unheated corridor (finding 2.2).
    """
    if site.is_flat:
        corridor = epc.flat.corridor if epc.flat is not None else None
        if corridor in _CORRIDORS or has_sheltered_wall:
            return True
    return epc.ventilation.has_draught_lobby is True


def ventilation_of(
    epc: EpcPropertyData,
    site: Site,
    habitable_rooms: int,
    storeys: int,
    wall_areas: dict[WallConstruction, float],
    floor_infiltration: float,
    draught_proofed_percent: float,
    has_sheltered_wall: bool,
    notes: Notes,
) -> Ventilation[float, int, bool]:
    """Return the inputs of worksheet section 2."""
    given = epc.ventilation
    system = _SYSTEMS.get(given.type, VentilationSystem.NATURAL)
    is_mechanical = system in DEFAULT_FAN_POWER
    fans = given.extract_fan_count or 0
    if not is_mechanical:
        # Survey forms show 0 for unknown, and accredited software reads it so (docs/adr/0012).
        counted = fans or None if site.is_accredited else given.extract_fan_count
        fans = extract_fans(counted, site.age_band, habitable_rooms, site.is_park_home)
        if counted is None:
            notes.add(f"{fans} extract fans, number unknown (RdSAP 10 Table 5)")
    test = PressureTest.NONE
    if given.air_permeability is not None:
        test = _TESTED.get(given.pressure_test, PressureTest.AT_50_PA)
    elif given.pressure_test not in (None, PressureTestKind.NOT_TESTED):
        notes.add("pressure test without result: as not tested (RdSAP 10 Table 5)")
    structure = structural_infiltration(wall_areas)
    sides = sheltered_sides(site.built_form, site.is_flat)
    lobby = has_draught_lobby(epc, site, has_sheltered_wall)
    notes.add(
        f"structural infiltration {structure}, floor {floor_infiltration}, {sides} sheltered sides,"
        f" {'a' if lobby else 'no'} draught lobby (RdSAP 10 Table 5)"
    )
    power, factor, recovery = _fans(epc, system, notes)
    return Ventilation(
        storeys=storeys,
        open_chimneys=given.open_chimney_count or 0,
        open_flues=given.open_flue_count or 0,
        closed_fire_flues=given.closed_fire_flue_count or 0,
        solid_fuel_boiler_flues=given.solid_fuel_boiler_flue_count or 0,
        other_heater_flues=given.other_heater_flue_count or 0,
        blocked_chimneys=given.blocked_chimney_count or 0,
        extract_fans=fans,
        passive_vents=given.passive_vent_count or 0,
        flueless_gas_fires=given.flueless_gas_fire_count or 0,
        pressure_test=test,
        air_permeability=given.air_permeability if given.air_permeability and test else 0.0,
        structural_infiltration=structure,
        floor_infiltration=floor_infiltration,
        has_draught_lobby=lobby,
        draught_proofed_percent=draught_proofed_percent,
        sheltered_sides=sides,
        system=system,
        heat_recovery_percent=recovery,
        specific_fan_power=power,
        fan_in_use_factor=factor,
    )


def _fans(
    epc: EpcPropertyData, system: VentilationSystem, notes: Notes
) -> tuple[float, float, float]:
    """Return default fan power [W/(l/s)], its in-use factor and heat recovery [%], Table 5."""
    if system not in DEFAULT_FAN_POWER:
        return 0.0, 1.0, 0.0
    details = epc.ventilation.mechanical
    if details is not None and details.product_index is not None:
        raise CertificateRejected(
            reason="product_not_found",
            field="Mechanical-Ventilation-Index-Number",
            value=details.product_index,
            rule="RdSAP 10 section 5.2: needs the product database",
        )
    power = DEFAULT_FAN_POWER[system]
    is_recovering = system is VentilationSystem.BALANCED_WITH_HEAT_RECOVERY
    recovery = DEFAULT_HEAT_RECOVERY_PERCENT if is_recovering else 0.0
    notes.add(f"mechanical ventilation without record: {power} W/(l/s) x 2.5 (RdSAP 10 Table 5)")
    return power, DEFAULT_FAN_FACTOR, recovery
