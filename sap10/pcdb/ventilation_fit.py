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
from sap10.pcdb.ventilation import CentralVentilation, DecentralVentilation
from sap10.products import ProductUse

_RIGID: Final = 2
_PLACES: Final = {place: number for number, place in enumerate(FanPlace, start=1)}
"""The file numbers the places in the order of `FanPlace`."""

_BALANCED: Final = (VentilationType.BALANCED, VentilationType.BALANCED_HEAT_RECOVERY)
_THROUGH_WALL: Final = (FanPlace.KITCHEN_THROUGH_WALL, FanPlace.OTHER_THROUGH_WALL)


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
    fans = pcdb.find(DecentralVentilation, index)
    unit = pcdb.find(CentralVentilation, index)
    uses.append(ProductUse(role="ventilation", index=index, table=table_of(fans or unit)))
    if fans is not None:
        found = _fans(details, fans, notes)
    elif unit is not None:
        wet_rooms = details.wet_room_count or default_wet_rooms
        found = _unit(given.type, details, unit, wet_rooms, notes)
    else:
        return given, False
    fitted = given.model_copy(update={"mechanical": found})
    return fitted, found.data_source is DataSource.MANUFACTURER


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
