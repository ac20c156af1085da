"""Appliances without an appendix of their own by their records: storage heaters, warm air units.

And room controls, whose records say what they need of a boiler but not what they change in the
rooms: their code of Table 4e alone counts.
"""

from typing import Final

from sap10.certificate.heating import MainHeating
from sap10.certificate.vocabulary import DataSource
from sap10.pcdb.database import Pcdb, table_of
from sap10.pcdb.recovery import StorageHeater
from sap10.pcdb.services import Controller, WarmAirRecord
from sap10.products import ProductUse

_HIGH_HEAT_RETENTION: Final = 409
_LEAST_RETENTION_PERCENT: Final = 45.0
_YES: Final = 1
_CONDENSING: Final = 2
_WARM_AIR_CODES: Final = {True: 520, False: 502}
"""Code of Table 4a, gas-fired warm air with fan-assisted flue, by condensing."""


def fit_storage_heaters(
    main: MainHeating, pcdb: Pcdb, uses: list[ProductUse]
) -> tuple[dict[str, object], tuple[str, ...]]:
    """Look up storage heaters: code 409 where every record is of high heat retention (9.2.8).

    Returns
    -------
    dict[str, object], tuple[str, ...]
        What the records change of the description, and the notes that say so.
    """
    records = [
        (h.product_index, pcdb.find(StorageHeater, h.product_index)) for h in main.storage_heaters
    ]
    uses += [
        ProductUse(role=f"storage heater {main.number}", index=index, table=table_of(record))
        for index, record in records
    ]
    found = [record for _, record in records if record is not None]
    if not found or len(found) < len(records):
        return {}, ()
    notes = tuple(
        f"storage heater {record.index} {record.brand} {record.model}: {record.retention_percent:g}"
        " % retained by its record (SAP 10.2 section 9.2.8)"
        for record in found
    )
    if not all(_retains(record) for record in found):
        own = tuple(
            heater.model_copy(update={"has_high_heat_retention": _retains(record)})
            for heater, record in zip(main.storage_heaters, found, strict=True)
        )
        return {"storage_heaters": own}, notes
    change: dict[str, object] = {"heating_code": _HIGH_HEAT_RETENTION, "storage_heaters": ()}
    return change | {"product_index": None, "data_source": DataSource.SAP_TABLE}, notes


def _retains(heater: StorageHeater) -> bool:
    return (
        heater.high_heat_retention == _YES and heater.retention_percent >= _LEAST_RETENTION_PERCENT
    )


def warm_air_code(main: MainHeating, unit: WarmAirRecord) -> int:
    """Return the code of Table 4a beside a warm air unit's index, else the one nearest to it."""
    if main.heating_code is not None:
        return main.heating_code
    return _WARM_AIR_CODES[unit.condensing == _CONDENSING]


def fit_room_controls(
    main: MainHeating, pcdb: Pcdb, uses: list[ProductUse]
) -> tuple[dict[str, object], tuple[str, ...]]:
    """Look up the time and temperature zone controller, whose code of Table 4e counts (9.4.20).

    Returns
    -------
    dict[str, object], tuple[str, ...]
        What the record changes of the description, and the notes that say so.
    """
    index = main.control_product_index
    if index is None:
        return {}, ()
    record = pcdb.find(Controller, index)
    uses.append(
        ProductUse(role=f"room controls {main.number}", index=index, table=table_of(record))
    )
    if record is None:
        return {}, ()
    note = (
        f"controls {record.index} {record.brand} {record.model}: their record changes neither"
        f" temperatures nor hours of the rooms, control code {main.control_code} counts"
        " (SAP 10.2 Table 4e)"
    )
    return {"control_product_index": None}, (note,)
