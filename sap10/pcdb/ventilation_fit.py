"""Mechanical ventilation by its records: fan power and heat exchange of sections 2.6.2 to 2.6.9."""

from typing import Final

from sap10.certificate.ventilation import (
    DecentralisedFans,
    DuctType,
    FanPlace,
    MechanicalVentilation,
    Ventilation,
    VentilationType,
)
from sap10.certificate.vocabulary import DataSource
from sap10.pcdb.database import Pcdb, table_of
from sap10.pcdb.package_inputs import PackageInputs
from sap10.pcdb.ventilation import CentralVentilation, DecentralVentilation, DuctSystem
from sap10.products import PackageKind, ProductUse

_RIGID: Final = 2
_PLACES: Final = {place: number for number, place in enumerate(FanPlace, start=1)}
"""The file numbers the places in the order of `FanPlace`."""

_TYPES: Final = {
    1: (VentilationType.EXTRACT_CENTRALISED,),
    3: (VentilationType.BALANCED_HEAT_RECOVERY,),
    4: (VentilationType.POSITIVE_INPUT_FROM_OUTSIDE, VentilationType.POSITIVE_INPUT_FROM_LOFT),
}
"""Ventilation that a centralised unit can be, by its kind in the file."""

_OF_HEAT_PUMP: Final = {
    PackageKind.EXHAUST_AIR_MEV: VentilationType.EXTRACT_CENTRALISED,
    PackageKind.EXHAUST_AIR_MVHR: VentilationType.BALANCED_HEAT_RECOVERY,
    PackageKind.EXHAUST_AIR_MIXED: VentilationType.EXTRACT_CENTRALISED,
}
_BALANCED: Final = (VentilationType.BALANCED, VentilationType.BALANCED_HEAT_RECOVERY)
_THROUGH_WALL: Final = (FanPlace.KITCHEN_THROUGH_WALL, FanPlace.OTHER_THROUGH_WALL)


def of_heat_pump(
    given: Ventilation, package: PackageInputs | None, pcdb: Pcdb, notes: list[str]
) -> Ventilation:
    """Return the ventilation system that an exhaust air heat pump is defined with (N2.1, N3.2).

    It is MEV or MVHR, by the unit that the heat pump's record names, else by its source: a heat
    pump of mixed air keeps the one of the two that is recorded, and is MEV without.

    Parameters
    ----------
    given
        What the document says.
    package
        The heat pump; None without one.
    pcdb
        The product database.
    notes
        Takes what the heat pump decides.
    """
    if package is None or PackageKind(package.package.kind) not in _OF_HEAT_PUMP:
        return given
    source = PackageKind(package.package.kind)
    linked = package.ventilation_index
    unit = pcdb.find(CentralVentilation, linked) if linked else None
    kind = _OF_HEAT_PUMP[source]
    if unit is not None and unit.kind in _TYPES:
        kind = _TYPES[unit.kind][0]
    elif source is PackageKind.EXHAUST_AIR_MIXED and given.type in _OF_HEAT_PUMP.values():
        kind = given.type
    details = given.mechanical or MechanicalVentilation()
    if linked:
        details = details.model_copy(
            update={"product_index": int(linked), "data_source": DataSource.DATABASE}
        )
    named = f", product {linked} of its record" if linked else ""
    notes.append(f"exhaust air heat pump: ventilation is {kind.value}{named} (SAP 10.2 N2.1, N3.2)")
    return given.model_copy(update={"type": kind, "mechanical": details})


def fitted_ventilation(
    given: Ventilation,
    pcdb: Pcdb,
    default_wet_rooms: int | None,
    uses: list[ProductUse],
    notes: list[str],
) -> tuple[Ventilation, bool]:
    """Return the ventilation with its product's figures as if declared, and whether it has them.

    A product without figures for the dwelling's wet rooms or ducts takes the defaults of Table 4g
    (2.6.7).

    Parameters
    ----------
    given
        What the document says.
    pcdb
        The product database.
    default_wet_rooms
        Wet rooms, kitchen included, where the document does not say; None if nothing says.
    uses
        Takes the product that is named.
    notes
        Takes which figures were used.
    """
    details = given.mechanical
    if details is None or details.product_index is None:
        return given, False
    index = details.product_index
    details = _ducts(details, pcdb, uses, notes)
    fans = pcdb.find(DecentralVentilation, index)
    unit = pcdb.find(CentralVentilation, index)
    uses.append(ProductUse(role="ventilation", index=index, table=table_of(fans or unit)))
    named = fans or unit
    if named is None:
        return given, False
    types = _TYPES.get(named.kind, ()) if fans is None else (VentilationType.EXTRACT_DECENTRALISED,)
    if given.type not in types:
        notes.append(
            f"ventilation {named.index} {named.brand} {named.model}: not used, it is no"
            f" {given.type.value} (SAP 10.2 section 2.6.2)"
        )
        found = details.model_copy(update={"product_index": None, "data_source": None})
    elif fans is not None:
        found = _fans(details, fans, notes)
    elif unit is not None:
        wet_rooms = details.wet_room_count or default_wet_rooms
        found = _unit(given.type, details, unit, wet_rooms, notes)
    else:
        return given, False
    fitted = given.model_copy(update={"mechanical": found})
    return fitted, found.data_source is DataSource.MANUFACTURER


def _ducts(
    details: MechanicalVentilation, pcdb: Pcdb, uses: list[ProductUse], notes: list[str]
) -> MechanicalVentilation:
    """Look up the ducts; semi-rigid ones are as good as rigid only if the database has them."""
    index = details.ducts_product_index
    if index is None:
        return details
    record = pcdb.find(DuctSystem, index)
    uses.append(ProductUse(role="ventilation ducts", index=index, table=table_of(record)))
    if record is not None or details.duct_type is not DuctType.SEMI_RIGID:
        return details
    notes.append(f"ducts {index}: semi-rigid and not listed, as flexible (SAP 10.2 section 2.6.8)")
    return details.model_copy(update={"duct_type": DuctType.FLEXIBLE})


def _is_rigid(kind: VentilationType, details: MechanicalVentilation) -> bool:
    """Whether figures for rigid ducts count: semi-rigid ones do with balanced systems (2.6.8)."""
    return details.duct_type is DuctType.RIGID or (
        details.duct_type is DuctType.SEMI_RIGID and kind in _BALANCED
    )


def _unit(
    kind: VentilationType,
    details: MechanicalVentilation,
    unit: CentralVentilation,
    wet_rooms: int | None,
    notes: list[str],
) -> MechanicalVentilation:
    """Put in the figures of a centralised unit; the record counts wet rooms beside the kitchen."""
    who = f"ventilation {unit.index} {unit.brand} {unit.model}".rstrip()
    beside = None if wet_rooms is None else max(wet_rooms - 1, 1)
    tested = {row.wet_rooms: row for row in unit.configurations}.get(beside or 0)
    if tested is None or (unit.duct_type == _RIGID) != _is_rigid(kind, details):
        notes.append(
            f"{who}: no figures for {wet_rooms} wet rooms and these ducts,"
            " defaults (SAP 10.2 section 2.6.7, Table 4g)"
        )
        return details.model_copy(update={"product_index": None, "data_source": None})
    notes.append(
        f"{who}: {tested.specific_fan_power} W/(l/s), {tested.exchange_efficiency_percent} % of its"
        f" record for kitchen + {beside} (SAP 10.2 section 2.6.4)"
    )
    return details.model_copy(
        update={
            "product_index": None,
            "data_source": DataSource.MANUFACTURER,
            "specific_fan_power": tested.specific_fan_power,
            "heat_recovery_percent": tested.exchange_efficiency_percent,
        }
    )


def _fans(
    details: MechanicalVentilation, record: DecentralVentilation, notes: list[str]
) -> MechanicalVentilation:
    """Put in the fan power of each place; None where the record has none (default figures)."""
    who = f"fans {record.index} {record.brand} {record.model}".rstrip()
    tested = {row.place: row.specific_fan_power for row in record.configurations}
    is_rigid = details.duct_type is DuctType.RIGID
    found = tuple(
        _powered(group, tested, record.duct_type == _RIGID, is_rigid) for group in details.fans
    )
    if not found or any(group.specific_fan_power is None for group in found):
        notes.append(f"{who}: no figures for every fan and these ducts, defaults (Table 4g)")
        return details.model_copy(update={"product_index": None, "data_source": None})
    notes.append(f"{who}: fan power of its record by place (SAP 10.2 section 2.6.4)")
    return details.model_copy(
        update={"product_index": None, "data_source": DataSource.MANUFACTURER, "fans": found}
    )


def _powered(
    group: DecentralisedFans,
    tested: dict[int, float | None],
    is_tested_rigid: bool,
    is_rigid: bool,
) -> DecentralisedFans:
    """Return the fans with the power tested in their place; through a wall there are no ducts."""
    power = tested.get(_PLACES[group.place])
    if group.place not in _THROUGH_WALL and is_tested_rigid != is_rigid:
        power = None
    return group.model_copy(update={"specific_fan_power": power})
