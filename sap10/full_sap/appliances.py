"""What a main heating system is: SAP 10.2 section 9.2, by code, by declaration or by product."""

from dataclasses import dataclass, replace

from sap10.certificate.heating import (
    BoilerType,
    BurnerControl,
    DeclaredHeating,
    MainHeating,
    MainHeatingCategory,
)
from sap10.certificate.vocabulary import DataSource, Fuel
from sap10.errors import CertificateRejected
from sap10.full_sap.declared import declared_code
from sap10.products import BoilerProduct
from sap10.rdsap.context import Notes
from sap10.rdsap.heating import NO_HEATING, family_of
from sap10.tables.heat_pumps import installed_under_mcs
from sap10.tables.heating import WATER_EFFICIENCY_BY_CODE, Family, is_supported

HIGH_HEAT_RETENTION = 409
"""Storage heaters of section 9.2.8."""

_FUEL_BOILERS = (Family.GAS_BOILER, Family.LIQUID_BOILER)
_HEAT_PUMP_CATEGORIES = (
    MainHeatingCategory.HEAT_PUMP_WET,
    MainHeatingCategory.HEAT_PUMP_WARM_AIR,
)
_SINGLE_EFFICIENCY = (MainHeatingCategory.WARM_AIR, MainHeatingCategory.ROOM_HEATERS)
_TESTED_BURNERS = (BurnerControl.ON_OFF, BurnerControl.MODULATING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appliance:
    """What a main heating system is: its code (0: none), and declared efficiencies [%]."""

    code: int
    is_efficiency_given: bool = False
    winter_percent: float = 0.0
    summer_percent: float = 0.0
    boiler: BoilerProduct[float, int, bool] | None = None


def appliance_of(main: MainHeating, notes: Notes) -> Appliance:
    """Return the code and efficiencies of a main heating system that is not a heat network.

    A code counts as it stands. Without one, storage heaters of high heat retention are code 409,
    and a declared efficiency goes with the nearest code; anything else is in the database only.

    Raises
    ------
    CertificateRejected
        Tables 4a and 4b do not have the code, or there are neither code nor declared figures: a
        product of the database is needed.
    """
    field = f"Main-Heating[{main.number}]"
    if main.category is MainHeatingCategory.NONE or main.heating_code == NO_HEATING:
        return Appliance(code=0)
    if main.category is MainHeatingCategory.MICRO_CHP and main.heating_code is None:
        raise needs_product(main.product_index, f"{field}/Main-Heating-Index-Number", "9.2.6")
    if main.fuel is Fuel.FROM_DATABASE:
        raise needs_product(main.fuel_product_index, f"{field}/PCDF-Fuel-Index", "Table 12")
    code = main.heating_code
    if code is None:
        return _without_code(main, field, notes)
    if not is_supported(code):
        raise CertificateRejected(
            reason="unknown_code",
            field=f"{field}/SAP-Main-Heating-Code",
            value=code,
            rule="SAP 10.2 Tables 4a and 4b",
        )
    if main.data_source is DataSource.MANUFACTURER:
        return _declared(main, code, field, notes)
    products = [main.product_index] if main.product_index is not None else []
    products += [heater.product_index for heater in main.storage_heaters]
    if products:
        notes.add(
            f"{field}: product {products[0]} not looked up, code {code} beside it used"
            " (SAP 10.2 Tables 4a, 4b)"
        )
    elif main.data_source is DataSource.DATABASE:
        notes.add(f"{field}: no product named, code {code} used")
    return _installed(main, code, notes)


def _without_code(main: MainHeating, field: str, notes: Notes) -> Appliance:
    heaters = main.storage_heaters
    if heaters:
        other = [heater for heater in heaters if not heater.has_high_heat_retention]
        if other:
            raise needs_product(
                other[0].product_index, f"{field}/Storage-Heater/Index-Number", "9.2.8"
            )
        notes.add(f"{field}: high heat retention storage heaters, code 409 (SAP 10.2 9.2.8)")
        return Appliance(code=HIGH_HEAT_RETENTION)
    if main.data_source is not DataSource.SAP_TABLE and _is_declared(main):
        return _declared(main, declared_code(main, notes), field, notes)
    if main.product_index is not None:
        raise needs_product(main.product_index, f"{field}/Main-Heating-Index-Number", "9.2")
    raise CertificateRejected(
        reason="missing_field",
        field=f"{field}/SAP-Main-Heating-Code",
        value=None,
        rule="SAP 10.2 section 9.2: a code of Table 4a or 4b, declared figures or a product",
    )


def _is_declared(main: MainHeating) -> bool:
    """Whether the document carries figures that can stand in for a record of the database.

    Beside the index of a product they have to say what it is: of a boiler its type, and of one that
    burns gas or liquid fuel two efficiencies (Appendix D2.1); of a heat pump two, in place of those
    of Appendix N.
    """
    declared = main.declared or DeclaredHeating()
    has_two = bool(declared.winter_efficiency_percent and declared.summer_efficiency_percent)
    has_one = bool(declared.efficiency_percent)
    has_type = declared.boiler_type is not None or declared.solid_fuel_boiler_type is not None
    if main.data_source is not DataSource.DATABASE:
        return has_two or has_one or has_type
    if main.category is MainHeatingCategory.BOILER:
        is_solid = declared.solid_fuel_boiler_type is not None
        return has_type and (has_two or (has_one and is_solid))
    if main.category in _HEAT_PUMP_CATEGORIES:
        return has_two
    return main.category in _SINGLE_EFFICIENCY and (has_one or has_two)


def _installed(main: MainHeating, code: int, notes: Notes) -> Appliance:
    """Return an appliance of the tables; a heat pump under MCS with the factors of 9.2.7."""
    installed = installed_under_mcs(code) if main.is_mcs_installed else None
    if installed is None:
        return Appliance(code=code)
    notes.add(f"heat pump {code} installed under MCS: factors of SAP 10.2 section 9.2.7")
    return Appliance(
        code=code,
        is_efficiency_given=True,
        winter_percent=installed.space_percent,
        summer_percent=installed.water_percent,
    )


def _declared(main: MainHeating, code: int, field: str, notes: Notes) -> Appliance:
    """Return an appliance with declared efficiencies.

    Heat pumps, circulators of warm air units and gas back boilers have a water efficiency of their
    own in Table 4a, whatever is declared of the space heating (9.2.9).
    A single seasonal efficiency does not make those for winter and summer that a gas or liquid fuel
    boiler needs: section 9.2.1 then sends it to Table 4b.
    """
    declared = main.declared or DeclaredHeating()
    family = family_of(code)
    winter, summer = declared.winter_efficiency_percent, declared.summer_efficiency_percent
    single = declared.efficiency_percent
    if not (winter and summer):
        if family in _FUEL_BOILERS or not single:
            notes.add(
                f"{field}: no winter and summer efficiency declared, code {code} used"
                " (SAP 10.2 section 9.2.1)"
            )
            return replace(_installed(main, code, notes), boiler=_boiler_product(main, family))
        winter = single
        summer = float(WATER_EFFICIENCY_BY_CODE[code]) or single
    stands_for = "" if main.product_index is None else f" of product {main.product_index}"
    notes.add(f"{field}: declared efficiency{stands_for}, {winter:g} % and {summer:g} % for water")
    return Appliance(
        code=code,
        is_efficiency_given=True,
        winter_percent=winter,
        summer_percent=summer,
        boiler=_boiler_product(main, family),
    )


def _boiler_product(main: MainHeating, family: Family) -> BoilerProduct[float, int, bool] | None:
    """Return what a declaration says of a boiler beside its efficiency: burner and hot case."""
    declared = main.declared
    if declared is None or family not in _FUEL_BOILERS:
        return None
    is_cooker = declared.boiler_type is BoilerType.RANGE_COOKER
    if declared.burner_control not in _TESTED_BURNERS and not is_cooker:
        return None
    return BoilerProduct(
        system=main.number,
        is_condensing=main.is_condensing_boiler is True,
        is_modulating=declared.burner_control is BurnerControl.MODULATING,
        case_emission_kw=(declared.case_heat_emission_kw or 0.0) if is_cooker else 0.0,
        heat_to_water_kw=(declared.heat_to_water_kw or 0.0) if is_cooker else 0.0,
    )


def needs_product(index: int | None, field: str, clause: str) -> CertificateRejected:
    """Make the error that refuses what only a record of the product database describes."""
    return CertificateRejected(
        reason="product_not_found",
        field=field,
        value=index,
        rule=f"SAP 10.2 {clause}: needs the product database",
    )
