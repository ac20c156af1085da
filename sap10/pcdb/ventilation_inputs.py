"""SAP inputs of mechanical ventilation from its records: sections 2.6.2 to 2.6.9."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sap10.pcdb.ventilation import (
    CentralVentilation,
    DecentralVentilation,
    InUseFactors,
    UnitConfiguration,
)
from sap10.products import VentilationUnit, WetRoom, WetRoomFan

MEV_CENTRAL: Final = 1
MEV_DECENTRAL: Final = 2
MVHR: Final = 3
"""Kinds of table 329."""

FLEXIBLE: Final = 1
RIGID: Final = 2
_KITCHENS: Final = (1, 3, 5)
_THROUGH_WALL: Final = (5, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ducts:
    """How ducts were installed: rigid, insulated, and under an approved scheme or not.

    Semi-rigid ducts of the database count as rigid with balanced ventilation (2.6.8).
    """

    is_rigid: bool
    is_insulated: bool = False
    has_approved_scheme: bool = False


def ventilation_unit(
    unit: CentralVentilation, wet_rooms: int, ducts: Ducts, factors: InUseFactors
) -> VentilationUnit[float] | None:
    """Return a centralised unit for a dwelling's wet rooms and ducts.

    None where its record has no figures for them: the defaults of Table 4g count then (2.6.7).

    Parameters
    ----------
    unit
        Its record.
    wet_rooms
        Wet rooms beside the kitchen that it serves.
    ducts
        The ducts installed. A unit tested with rigid ducts has no figures for flexible ones.
    factors
        In-use factors of the kind of system.
    """
    tested = {row.wet_rooms: row for row in unit.configurations}.get(wet_rooms)
    if tested is None or tested.specific_fan_power is None:
        return None
    if (unit.duct_type == RIGID) != ducts.is_rigid:
        return None
    return _unit(tested, wet_rooms, ducts, factors)


def _unit(
    tested: UnitConfiguration, wet_rooms: int, ducts: Ducts, factors: InUseFactors
) -> VentilationUnit[float] | None:
    efficiency = tested.exchange_efficiency_percent
    recovery = _recovery_factor(factors, ducts)
    fan = _fan_factor(factors, ducts)
    if tested.specific_fan_power is None or fan is None:
        return None
    if efficiency is not None and recovery is None:
        return None
    return VentilationUnit(
        specific_fan_power=tested.specific_fan_power,
        fan_in_use_factor=fan,
        exchange_efficiency_percent=efficiency or 0.0,
        recovery_in_use_factor=recovery or 1.0,
        wet_rooms=float(wet_rooms + 1),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fans:
    """Fans of decentralised extract: `place` 1, 2 in the room, 3, 4 in the duct, 5, 6 in the wall.

    Odd places are in the kitchen, even ones in other wet rooms.
    """

    place: int
    count: int


def wet_room_fans(
    record: DecentralVentilation, fans: Sequence[Fans], ducts: Ducts, factors: InUseFactors
) -> tuple[WetRoomFan[float, int], ...] | None:
    """Return the fans of decentralised extract ventilation, equation (1) of section 2.6.4.

    None where the record has no figure for one of the places, or was tested with other ducts.
    """
    tested = {row.place: row.specific_fan_power for row in record.configurations}
    found: list[WetRoomFan[float, int]] = []
    for fan in fans:
        power = tested.get(fan.place)
        through_wall = fan.place in _THROUGH_WALL
        factor = factors.fan_no_duct if through_wall else _fan_factor(factors, ducts)
        is_tested_so = through_wall or (record.duct_type == RIGID) == ducts.is_rigid
        if power is None or factor is None or not is_tested_so:
            return None
        room = WetRoom.KITCHEN if fan.place in _KITCHENS else WetRoom.OTHER
        found += [WetRoomFan(room=room, specific_fan_power=power, in_use_factor=factor)] * fan.count
    return tuple(found)


def _fan_factor(factors: InUseFactors, ducts: Ducts) -> float | None:
    """Return the in-use factor of the fan power."""
    if ducts.has_approved_scheme:
        return factors.scheme_fan_rigid if ducts.is_rigid else factors.scheme_fan_flexible
    return factors.fan_rigid if ducts.is_rigid else factors.fan_flexible


def _recovery_factor(factors: InUseFactors, ducts: Ducts) -> float | None:
    """Return the in-use factor of the heat exchanger's efficiency."""
    if ducts.has_approved_scheme:
        return (
            factors.scheme_recovery_insulated
            if ducts.is_insulated
            else factors.scheme_recovery_uninsulated
        )
    return factors.recovery_insulated if ducts.is_insulated else factors.recovery_uninsulated
