"""Mechanical ventilation, SAP 10.2 section 2.6: declared figures with in-use factors, or Table 4g.

A product of the database needs its record. Where the assessment carries figures beside the index,
they stand in for the record.
"""

from dataclasses import dataclass
from typing import Final

from sap10.certificate.ventilation import (
    DecentralisedFans,
    DuctType,
    FanPlace,
    MechanicalVentilation,
    VentilationType,
)
from sap10.certificate.ventilation import Ventilation as RecordedVentilation
from sap10.certificate.vocabulary import DataSource
from sap10.errors import CertificateRejected
from sap10.products import VentilationUnit, WetRoom, WetRoomFan
from sap10.rdsap.context import Notes
from sap10.tables import load_table
from sap10.tables.ventilation import DEFAULT_FANS

_FACTORS = load_table("ventilation_in_use_factors")
_FACTOR: Final = {
    (kind, column): value
    for column in _FACTORS.header[1:]
    for kind, value in zip(_FACTORS.texts("type"), _FACTORS.floats(column).tolist(), strict=True)
}
_THROUGH_WALL = (FanPlace.KITCHEN_THROUGH_WALL, FanPlace.OTHER_THROUGH_WALL)
_IN_KITCHEN = (
    FanPlace.KITCHEN_IN_ROOM,
    FanPlace.KITCHEN_IN_DUCT,
    FanPlace.KITCHEN_THROUGH_WALL,
)
_BALANCED = (VentilationType.BALANCED, VentilationType.BALANCED_HEAT_RECOVERY)
_FIELD = "SAP-Ventilation"


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanicalInputs:
    """Fans of the dwelling: default figures of its own, or products; all zero without fans.

    `specific_fan_power` [W/(l/s)] is without `fan_in_use_factor`, `heat_recovery_percent` with its.
    """

    specific_fan_power: float = 0.0
    fan_in_use_factor: float = 1.0
    heat_recovery_percent: float = 0.0
    units: tuple[VentilationUnit[float], ...] = ()
    fans: tuple[WetRoomFan[float, int], ...] = ()


def mechanical_inputs(given: RecordedVentilation, notes: Notes) -> MechanicalInputs:
    """Return fan power and heat recovery of a mechanical system, sections 2.6.2 to 2.6.8.

    Raises
    ------
    CertificateRejected
        A product is named whose figures are not given, or a declaration lacks its figures.
    """
    kind = given.type
    if kind.value not in DEFAULT_FANS:
        return MechanicalInputs()
    details = given.mechanical or MechanicalVentilation()
    if details.data_source is DataSource.SAP_TABLE:
        return _tabulated(kind, notes)
    powers = [fans.specific_fan_power for fans in details.fans]
    if kind is VentilationType.EXTRACT_DECENTRALISED and any(powers):
        return MechanicalInputs(fans=_wet_room_fans(details, notes))
    if details.specific_fan_power:
        return MechanicalInputs(units=(_unit(kind, details, notes),))
    if details.product_index is not None:
        raise CertificateRejected(
            reason="product_not_found",
            field=f"{_FIELD}/Mechanical-Vent-System-Index-Number",
            value=details.product_index,
            rule="SAP 10.2 section 2.6.2: needs the product database",
        )
    if details.data_source is DataSource.MANUFACTURER:
        raise _missing(name="Mechanical-Vent-Specific-Fan-Power")
    return _tabulated(kind, notes)


def _tabulated(kind: VentilationType, notes: Notes) -> MechanicalInputs:
    """Return the default figures of Table 4g."""
    power, factor, recovery = DEFAULT_FANS[kind.value]
    notes.add(f"mechanical ventilation: {power} W/(l/s) x {factor} (SAP 10.2 Table 4g)")
    return MechanicalInputs(
        specific_fan_power=power, fan_in_use_factor=factor, heat_recovery_percent=recovery
    )


def _unit(
    kind: VentilationType, details: MechanicalVentilation, notes: Notes
) -> VentilationUnit[float]:
    """Return a centralised system by its declared figures."""
    factor = _fan_factor(kind, details, notes)
    efficiency = recovery = 0.0
    if kind is VentilationType.BALANCED_HEAT_RECOVERY:
        if details.heat_recovery_percent is None:
            raise _missing(name="Mechanical-Vent-Heat-Recovery-Efficiency")
        efficiency = details.heat_recovery_percent
        recovery = _recovery_factor(kind, details, notes)
    power = details.specific_fan_power or 0.0
    stands_for = ""
    if details.product_index is not None:
        stands_for = f" for product {details.product_index}, which was not looked up"
    measured = "measured in place" if details.is_measured_installation else "declared"
    notes.add(
        f"mechanical ventilation {measured}: {power:g} W/(l/s) x {factor}, heat recovery"
        f" {efficiency:g} % x {recovery:g}{stands_for} (SAP 10.2 section 2.6.3)"
    )
    return VentilationUnit(
        specific_fan_power=power,
        fan_in_use_factor=factor,
        exchange_efficiency_percent=efficiency,
        recovery_in_use_factor=recovery,
    )


def _wet_room_fans(
    details: MechanicalVentilation, notes: Notes
) -> tuple[WetRoomFan[float, int], ...]:
    """Return the fans of decentralised extract ventilation, equation (1) of section 2.6.4."""
    notes.add("fans of decentralised extract ventilation as declared (SAP 10.2 section 2.6.4)")
    return tuple(
        fan for group in details.fans for fan in (_fan(group, details, notes),) * group.count
    )


def _fan(
    group: DecentralisedFans, details: MechanicalVentilation, notes: Notes
) -> WetRoomFan[float, int]:
    if not group.specific_fan_power:
        raise _missing(name=f"{group.place.value}: specific fan power")
    kind = VentilationType.EXTRACT_DECENTRALISED
    if group.place in _THROUGH_WALL:
        factor = _FACTOR[kind.value, f"{_prefix(details)}fan_no_duct"]
    else:
        factor = _fan_factor(kind, details, notes)
    return WetRoomFan(
        room=WetRoom.KITCHEN if group.place in _IN_KITCHEN else WetRoom.OTHER,
        specific_fan_power=group.specific_fan_power,
        in_use_factor=factor,
    )


def _fan_factor(kind: VentilationType, details: MechanicalVentilation, notes: Notes) -> float:
    """Return the in-use factor of fan power; semi-rigid ducts of balanced systems are rigid."""
    if details.duct_type is None:
        notes.add("Mechanical-Vent-Duct-Type absent: flexible (SAP 10.2 section 2.6.7)")
    is_rigid = details.duct_type is DuctType.RIGID or (
        details.duct_type is DuctType.SEMI_RIGID and kind in _BALANCED
    )
    return _FACTOR[kind.value, f"{_prefix(details)}fan_{'rigid' if is_rigid else 'flexible'}"]


def _recovery_factor(kind: VentilationType, details: MechanicalVentilation, notes: Notes) -> float:
    """Return the in-use factor of heat exchange, by the insulation of the ducts."""
    is_insulated = details.has_insulated_ducts
    if is_insulated is None and details.duct_insulation_level is not None:
        is_insulated = True
    if is_insulated is None:
        notes.add("Mechanical-Vent-Duct-Insulation absent: not insulated (section 2.6.3)")
    column = "recovery_insulated" if is_insulated else "recovery_uninsulated"
    return _FACTOR[kind.value, f"{_prefix(details)}{column}"]


def _prefix(details: MechanicalVentilation) -> str:
    return "approved_" if details.has_approved_installation else ""


def _missing(name: str) -> CertificateRejected:
    return CertificateRejected(
        reason="missing_field",
        field=f"{_FIELD}/{name}",
        value=None,
        rule="SAP 10.2 section 2.6: a declared system has its figures",
    )
