"""Ventilation parameters, RdSAP 10 sections 5.1 and 5.2 (Table 5)."""

from sap10.certificate import (
    AgeBand,
    BuiltForm,
    Corridor,
    DataSource,
    EpcPropertyData,
    WallConstruction,
)
from sap10.certificate import PressureTest as PressureTestKind
from sap10.certificate import VentilationType as Kind
from sap10.codes import PressureTest, VentilationSystem
from sap10.dwelling import Ventilation
from sap10.rdsap.context import Notes, Site
from sap10.tables import load_table
from sap10.tables.ventilation import DEFAULT_FANS, DefaultFans

_FANS = load_table("rdsap_extract_fans")
_EXTRACT_FANS = tuple(
    zip(
        _FANS.texts("dwelling"),
        _FANS.texts("age_band_from"),
        _FANS.floats("rooms_up_to").tolist(),
        _FANS.integers("fans").tolist(),
        strict=True,
    )
)
_WET = load_table("rdsap_wet_rooms")
_WET_ROOMS = tuple(
    zip(_WET.floats("rooms_up_to").tolist(), _WET.integers("wet_rooms").tolist(), strict=True)
)
_INFILTRATION = load_table("rdsap_infiltration")
_TABLE_5: dict[str, float] = dict(
    zip(_INFILTRATION.texts("parameter"), _INFILTRATION.floats("value").tolist(), strict=True)
)
# A blank limit of rooms is NaN, which no number of rooms is above.
_NO_FANS = DefaultFans(0.0, 1.0, 0.0)

_SYSTEMS = {
    Kind.POSITIVE_INPUT_FROM_LOFT: VentilationSystem.POSITIVE_INPUT_FROM_LOFT,
    Kind.POSITIVE_INPUT_FROM_OUTSIDE: VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE,
    Kind.EXTRACT_CENTRALISED: VentilationSystem.EXTRACT,
    Kind.EXTRACT_DECENTRALISED: VentilationSystem.EXTRACT,
    Kind.BALANCED: VentilationSystem.BALANCED,
    Kind.BALANCED_HEAT_RECOVERY: VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
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
    kind = "park_home" if is_park_home else "other"
    bands = [row for row in _EXTRACT_FANS if row[0] == kind and row[1] <= age_band.value]
    newest = max((band for _, band, _, _ in bands), default="")
    return next(
        (
            fans
            for _, band, rooms_up_to, fans in bands
            if band == newest and not habitable_rooms > rooms_up_to
        ),
        0,
    )


def wet_rooms(habitable_rooms: int) -> int:
    """Return the number of wet rooms by habitable rooms, the kitchen among them, Table 5."""
    others = (count for limit, count in _WET_ROOMS if not habitable_rooms > limit)
    return 1 + next(others)


def structural_infiltration(wall_areas: dict[WallConstruction, float]) -> float:
    """Return line (11) by the kind of wall with the greater net area, Table 5. [ach]

    Roof-room walls do not count. Section 6.18 gives no value for curtain walls; they count as
    masonry.
    """
    framed = sum(area for kind, area in wall_areas.items() if kind in _FRAMED)
    masonry = sum(area for kind, area in wall_areas.items() if kind not in _FRAMED)
    return _TABLE_5["framed" if framed > masonry else "masonry"]


def sheltered_sides(built_form: BuiltForm, is_flat: bool) -> int:
    """Return line (19) by built form, Table 5, and 2 for flats.

    Table 5 gives "2 in other cases (e.g. mid-terraced, including flats)". A flat has no built form
    of its own in the survey, so its recorded form is not used.
    """
    return int(_TABLE_5["other"] if is_flat else _TABLE_5.get(built_form.value, _TABLE_5["other"]))


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
    is_mechanical = given.type.value in DEFAULT_FANS
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
    mechanical = _fans(epc, habitable_rooms, notes)
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
        heat_recovery_percent=mechanical.heat_recovery_percent,
        specific_fan_power=mechanical.specific_fan_power,
        fan_in_use_factor=mechanical.fan_in_use_factor,
    )


def _fans(epc: EpcPropertyData, habitable_rooms: int, notes: Notes) -> DefaultFans:
    """Return the fans of a mechanical system without a record, Table 5 and section 5.2.

    Figures of a record, put in place of its index, are installed after the expansion.
    """
    given = epc.ventilation
    found = DEFAULT_FANS.get(given.type.value)
    if found is None:
        return _NO_FANS
    details = given.mechanical
    if details is not None and details.data_source is DataSource.MANUFACTURER:
        notes.add("mechanical ventilation: figures of its record (RdSAP 10 section 5.2)")
        return found
    index = None if details is None else details.product_index
    product = "no product" if index is None else f"product {index} not looked up"
    if details is None or details.wet_room_count is None:
        notes.add(f"{wet_rooms(habitable_rooms)} wet rooms with the kitchen (RdSAP 10 Table 5)")
    notes.add(
        f"mechanical ventilation, {product}: {found.specific_fan_power} W/(l/s) x"
        f" {found.fan_in_use_factor}, heat recovery {found.heat_recovery_percent:.4g} % in use"
        " (RdSAP 10 Table 5)"
    )
    return found
