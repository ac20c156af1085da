"""Main heating by its records: boilers, heat pumps, micro-CHP, and flue gas recovery beside them.

Before expansion a record gives the heating code nearest to it and, where the document leaves it to
the record, the fuel; `heating_install` puts its figures into the expanded dwelling.
"""

from dataclasses import dataclass, replace
from typing import Final

from sap10.certificate.energy_source import PvArray
from sap10.certificate.heating import MainHeating
from sap10.certificate.vocabulary import DataSource, Fuel
from sap10.errors import CertificateRejected
from sap10.pcdb.boiler_inputs import (
    BoilerInputs,
    boiler_inputs,
    code_for_fuel,
)
from sap10.pcdb.boilers import FUELS, GasOilBoiler, SolidFuelBoiler
from sap10.pcdb.database import Pcdb, table_of
from sap10.pcdb.errors import known_code
from sap10.pcdb.flue_gas_fit import not_an_option
from sap10.pcdb.other_fit import fit_room_controls, fit_storage_heaters, warm_air_code
from sap10.pcdb.package_inputs import (
    WATER_ONLY,
    PackageInputs,
    heat_pump_inputs,
    micro_chp_inputs,
)
from sap10.pcdb.packages import HeatPump, MicroChp
from sap10.pcdb.recovery import FlueGasDevice
from sap10.pcdb.services import Controller, WarmAirRecord
from sap10.products import (
    ProductUse,
)
from sap10.tables.heating import WATER_EFFICIENCY_BY_CODE

_FUELS: Final = {code: fuels[0] for code, fuels in FUELS.items()}
_SOLID_FUELS: Final = {
    fuel.value: fuel for fuel in Fuel if Fuel.DUAL_FUEL <= fuel <= Fuel.WOOD_PELLETS_MAIN
}
_PELLETS: Final = (Fuel.WOOD_PELLETS_SECONDARY, Fuel.WOOD_PELLETS_MAIN)
_INDEPENDENT: Final = 3
_INDEPENDENT_BY_FEED: Final = {1: 151, 2: 153, 3: 155}
_ROOM_HEATER_WITH_BOILER: Final = 158
_PELLET_STOVE_WITH_BOILER: Final = 159


@dataclass(frozen=True, slots=True, kw_only=True)
class MainProduct:
    """The record of a main system, in one of its forms, and the flue gas recovery beside it.

    `efficiency_percent` is that of a solid fuel boiler or a warm air unit, with
    `water_efficiency_percent`.
    """

    number: int
    boiler: BoilerInputs | None = None
    package: PackageInputs | None = None
    efficiency_percent: float | None = None
    water_efficiency_percent: float | None = None
    recovery: FlueGasDevice | None = None
    recovery_pv: tuple[PvArray, ...] = ()
    notes: tuple[str, ...] = ()


def fit_main(
    main: MainHeating, exchanger_m2: float, pcdb: Pcdb, uses: list[ProductUse]
) -> tuple[MainHeating, MainProduct]:
    """Look up a main system's product, its controller and its flue gas recovery.

    Parameters
    ----------
    main
        The system as described.
    exchanger_m2
        Heat exchanger of the cylinder installed, 0 where unknown. [m2]
    pcdb
        The product database.
    uses
        Takes every product that is named.

    Returns
    -------
    MainHeating, MainProduct
        The system with codes in place of the indices that were found, and their records.
    """
    found = MainProduct(number=main.number)
    change: dict[str, object] = {}
    if main.product_index is not None:
        found, change, table = _product(main, main.product_index, exchanger_m2, pcdb)
        role = f"main heating {main.number}"
        uses.append(ProductUse(role=role, index=main.product_index, table=table))
    for also, notes in (
        fit_storage_heaters(main, pcdb, uses),
        fit_room_controls(main, pcdb, uses),
    ):
        change |= also
        found = replace(found, notes=(*found.notes, *notes))
    controller = main.compensating_controller_index
    if controller is not None:
        record = pcdb.find(Controller, controller)
        uses.append(
            ProductUse(
                role=f"compensating controller {main.number}",
                index=controller,
                table=table_of(record),
            )
        )
    return _with_recovery(main, found, change, pcdb, uses)


def _product(
    main: MainHeating, index: int, exchanger_m2: float, pcdb: Pcdb
) -> tuple[MainProduct, dict[str, object], str]:
    """Look up the product of a main system: what it is, what it changes, in which table it is."""
    number = main.number
    boiler = pcdb.find(GasOilBoiler, index)
    if boiler is not None:
        compensator = main.compensating_controller_index
        controller = None if compensator is None else pcdb.find(Controller, compensator)
        inputs = boiler_inputs(boiler, number, controller)
        if inputs is None:
            return (
                *_unusable(main, index, "its record has no seasonal efficiency"),
                table_of(boiler),
            )
        if main.fuel not in (None, Fuel.FROM_DATABASE, *FUELS[boiler.fuel]):
            return (*_of_another_fuel(main, boiler, main.fuel), table_of(boiler))
        change = _coded(main, inputs.code, _FUELS[boiler.fuel])
        change |= {"compensating_controller_index": None}
        found = MainProduct(number=number, boiler=inputs, notes=inputs.notes)
        return found, change, table_of(boiler)
    solid = pcdb.find(SolidFuelBoiler, index)
    if solid is not None:
        percent = solid.seasonal_efficiency_percent
        if percent is None:
            return (
                *_unusable(main, index, "its record has no seasonal efficiency"),
                table_of(solid),
            )
        note = f"boiler {solid.index} {solid.brand} {solid.model}: {percent:g} % of its record"
        found = MainProduct(
            number=number,
            efficiency_percent=percent,
            water_efficiency_percent=percent,
            notes=(note,),
        )
        fuel = known_code(_SOLID_FUELS, solid.fuel, "fuel", solid.index, "Table 12")
        return found, _coded(main, _solid_code(solid), fuel), table_of(solid)
    unit = pcdb.find(WarmAirRecord, index)
    if unit is not None:
        percent = unit.seasonal_efficiency_percent
        note = (
            f"warm air unit {unit.index} {unit.brand} {unit.model}: {percent:g} % of its record"
            " (SAP 10.2 section 9.2); fan power by default (Table 4f note e)"
        )
        code = warm_air_code(main, unit)
        found = MainProduct(
            number=number,
            efficiency_percent=percent,
            water_efficiency_percent=unit.water_efficiency_percent
            or float(WATER_EFFICIENCY_BY_CODE[code]),
            notes=(note,),
        )
        fuel = known_code(_FUELS, unit.fuel, "fuel", unit.index, "Table 12")
        return found, _coded(main, code, fuel), table_of(unit)
    return _package(main, index, exchanger_m2, pcdb)


def _of_another_fuel(
    main: MainHeating, boiler: GasOilBoiler, fuel: Fuel
) -> tuple[MainProduct, dict[str, object]]:
    """Take Table 4b for a boiler that burns another fuel than that of its record (9.2.1)."""
    found, _ = _unusable(
        main,
        int(boiler.index),
        f"its record is not of {fuel.name.lower()}: Table 4b (SAP 10.2 section 9.2.1)",
        has_default=True,
    )
    code = main.heating_code or code_for_fuel(boiler, fuel)
    return found, {} if code is None else _coded(main, code, fuel)


def _package(
    main: MainHeating, index: int, exchanger_m2: float, pcdb: Pcdb
) -> tuple[MainProduct, dict[str, object], str]:
    """Look up a package of Appendix N, which is main system 1 (A1).

    A heat pump that heats water only is main system 2 with no share of the space heat (A1).
    """
    number = main.number
    pump = pcdb.find(HeatPump, index)
    chp = pcdb.find(MicroChp, index)
    record = pump or chp
    is_for_water = pump is not None and pump.service == WATER_ONLY
    why = ""
    if is_for_water and (number == 1 or main.fraction > 0.0):
        why = "the heat pump heats water only, it is main system 2 with no share of the heat (A1)"
    elif record is not None and number != 1 and not is_for_water:
        why = "a package of Appendix N can be main system 1 only (SAP 10.2 A1)"
    elif pump is not None and not pump.results and not is_for_water:
        why = "its record has no results"
    elif pump is not None and pump.fuel != Fuel.ELECTRICITY:
        why = f"the heat pump burns fuel {pump.fuel}"
    if why:
        return (*_unusable(main, index, why), table_of(record))
    if pump is not None:
        package = heat_pump_inputs(pump, exchanger_m2)
        found = MainProduct(number=number, package=package, notes=package.notes)
        return found, _coded(main, package.code, Fuel.ELECTRICITY), table_of(pump)
    if chp is not None:
        package = micro_chp_inputs(chp)
        found = MainProduct(number=number, package=package, notes=package.notes)
        fuel = known_code(_FUELS, chp.fuel, "fuel", chp.index, "Table N1")
        return found, _coded(main, package.code, fuel), table_of(chp)
    return MainProduct(number=number), {}, ""


def _unusable(
    main: MainHeating, index: int, why: str, *, has_default: bool = False
) -> tuple[MainProduct, dict[str, object]]:
    """Leave a product that the database has, but not for this use, to the code beside it.

    Raises
    ------
    CertificateRejected
        There is nothing beside it.
    """
    if main.heating_code is None and main.declared is None and not has_default:
        raise CertificateRejected(
            reason="inconsistent_values",
            field=f"Main-Heating[{main.number}]/Main-Heating-Index-Number",
            value=index,
            rule=f"product database: {why}",
        )
    note = f"main heating {main.number}: product {index} not used, {why}"
    found = MainProduct(number=main.number, notes=(note,))
    if main.heating_code is None:
        return found, {}
    is_by_record = main.data_source is DataSource.DATABASE
    source = DataSource.SAP_TABLE if is_by_record else main.data_source
    return found, {"product_index": None, "data_source": source}


def _coded(main: MainHeating, code: int, fuel: Fuel) -> dict[str, object]:
    """Return what a record changes of the description: code and fuel in the index's place."""
    change: dict[str, object] = {
        "heating_code": code,
        "product_index": None,
        "data_source": DataSource.SAP_TABLE,
        "declared": None,
    }
    if main.fuel in (None, Fuel.FROM_DATABASE):
        change["fuel"] = fuel
    return change


def _solid_code(boiler: SolidFuelBoiler) -> int:
    """Return the code of Table 4a nearest to a solid fuel boiler."""
    if boiler.main_type == _INDEPENDENT:
        return _INDEPENDENT_BY_FEED.get(boiler.feed or 1, 155)
    is_pellets = boiler.fuel in _PELLETS
    return _PELLET_STOVE_WITH_BOILER if is_pellets else _ROOM_HEATER_WITH_BOILER


def _with_recovery(
    main: MainHeating,
    found: MainProduct,
    change: dict[str, object],
    pcdb: Pcdb,
    uses: list[ProductUse],
) -> tuple[MainHeating, MainProduct]:
    """Add the flue gas recovery that is recorded, or that is part of the boiler."""
    recorded = main.flue_gas_heat_recovery
    index = None if recorded is None else recorded.product_index
    if index is None and found.boiler is not None and found.boiler.recovery_index:
        index = int(found.boiler.recovery_index)
    if index is None:
        return main.model_copy(update=change), found
    device = pcdb.find(FlueGasDevice, index)
    uses.append(
        ProductUse(
            role=f"flue gas heat recovery {main.number}", index=index, table=table_of(device)
        )
    )
    if device is None:
        return main.model_copy(update=change), found
    coded = main.model_copy(update={**change, "flue_gas_heat_recovery": None})
    why = not_an_option(coded, coded.heating_code, found.boiler, device)
    if why:
        note = f"flue gas recovery {device.index}: not relevant, {why} (SAP 10.2 Appendix G1)"
        return coded, replace(found, notes=(*found.notes, note))
    note = f"flue gas recovery {device.index} {device.brand} {device.model}: data of its record"
    found = replace(
        found,
        recovery=device,
        recovery_pv=() if recorded is None else recorded.pv_arrays,
        notes=(*found.notes, f"{note} (SAP 10.2 Appendix G1)"),
    )
    return coded, found
