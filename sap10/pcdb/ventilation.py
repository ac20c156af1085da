"""Layouts of ventilation: tables 322 and 323 (products), 329 (in-use factors), 341 (ducts)."""

from dataclasses import dataclass

from sap10.pcdb.product import SecondaryProduct
from sap10.pcdb.record import at, code, counted_at, groups, needed_code, number, text


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitConfiguration:
    """A centralised unit serving a kitchen and `wet_rooms` others."""

    wet_rooms: int = at(0, needed_code)
    flow_l_per_s: float | None = at(1, number, "l/s")
    setting: str = at(2, text)
    boost_flow_l_per_s: float | None = at(3, number, "l/s")
    specific_fan_power: float | None = at(4, number, "W/(l/s)")
    exchange_efficiency_percent: float | None = at(5, number, "%")


@dataclass(frozen=True, slots=True, kw_only=True)
class CentralVentilation(SecondaryProduct):
    """Table 323, format 426: centralised MEV (`kind` 1), MVHR (3), positive input (4)."""

    kind: int = at(10, needed_code)
    is_integral_to_heat_pump: int | None = at(11, code)
    duct_type: int | None = at(12, code)
    configuration_count: int = at(15, needed_code)
    test_year: int | None = at(16, code)
    configurations: tuple[UnitConfiguration, ...] = groups(UnitConfiguration, 17, counted_at(15))


@dataclass(frozen=True, slots=True, kw_only=True)
class FanConfiguration:
    """A fan in one place: 1, 2 in the room (kitchen, other), 3, 4 in the duct, 5, 6 in the wall."""

    place: int = at(0, needed_code)
    flow_l_per_s: float | None = at(1, number, "l/s")
    setting: str = at(2, text)
    specific_fan_power: float | None = at(3, number, "W/(l/s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecentralVentilation(SecondaryProduct):
    """Table 322, format 427: decentralised MEV; `duct_type` 1 flexible, 2 rigid."""

    kind: int = at(10, needed_code)
    duct_type: int | None = at(11, code)
    configurations: tuple[FanConfiguration, ...] = groups(FanConfiguration, 13, counted_at(12))


@dataclass(frozen=True, slots=True, kw_only=True)
class InUseFactors:
    """Table 329, format 430: in-use factors of one kind of system (Table 4g, section 2.6).

    `index` 1 centralised MEV, 2 decentralised MEV, 3 MVHR, 5 positive input, 10 default data. The
    second set is for installations under an approved scheme.
    """

    index: str = at(0, text)
    fan_flexible: float | None = at(1, number)
    fan_rigid: float | None = at(2, number)
    fan_no_duct: float | None = at(3, number)
    recovery_uninsulated: float | None = at(4, number)
    recovery_insulated: float | None = at(5, number)
    scheme_fan_flexible: float | None = at(6, number)
    scheme_fan_rigid: float | None = at(7, number)
    scheme_fan_no_duct: float | None = at(8, number)
    scheme_recovery_uninsulated: float | None = at(9, number)
    scheme_recovery_insulated: float | None = at(10, number)
    updated: str = at(11, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class DuctSystem(SecondaryProduct):
    """Table 341, format 441: a duct system; `duct_type` 3 is semi-rigid."""

    duct_type: int | None = at(10, code)
