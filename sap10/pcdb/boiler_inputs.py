"""SAP inputs of a boiler from its record: Appendix D2, Tables 2, 3a to 3c and 4f."""

from dataclasses import dataclass, replace
from typing import Final

from sap10.certificate.vocabulary import Fuel
from sap10.codes import CombiStore, CombiTest, CylinderInsulation, KeepHot, PumpAge
from sap10.dwelling import HeatingSystem, HotWater
from sap10.pcdb.boilers import FUELS, BoilerType, GasOilBoiler
from sap10.pcdb.errors import known_code
from sap10.pcdb.services import Controller
from sap10.products import BoilerProduct, ControlClass
from sap10.water_inputs import CombiProduct

_STORE_INSULATION_MM: Final = 13.0
_STORE_VOLUME_L: Final = {CombiStore.PRIMARY: 74.0, CombiStore.SECONDARY: 120.0}
"""Of a store whose record leaves them blank: Table 2 note c."""

_OIL: Final = 4
_IS_OIL: Final = {fuel: fuel == _OIL for fuel in FUELS}
_OILS: Final = (
    Fuel.HEATING_OIL,
    *(Fuel.BIODIESEL, Fuel.USED_COOKING_OIL_BIODIESEL, Fuel.VEGETABLE_OIL_BIODIESEL),
    *(Fuel.MINERAL_OIL_OR_BIODIESEL, Fuel.B30K, Fuel.BIOETHANOL),
)
_BOILER_TYPES: Final = {kind.value: kind for kind in BoilerType}
_CONDENSING: Final = 2
_FAN: Final = 2
_MODULATING: Final = 2
_YES: Final = 1
_PUMP_OF_2013: Final = 2013
_GAS_CODES: Final = {
    (BoilerType.REGULAR, False): 101,
    (BoilerType.REGULAR, True): 102,
    (BoilerType.COMBI, False): 103,
    (BoilerType.COMBI, True): 104,
    (BoilerType.CPSU, False): 120,
    (BoilerType.CPSU, True): 121,
}
_OIL_CODES: Final = {
    (BoilerType.REGULAR, False): 126,
    (BoilerType.REGULAR, True): 127,
    (BoilerType.COMBI, False): 129,
    (BoilerType.COMBI, True): 130,
}
_TESTS: Final = {
    0: CombiTest.NONE,
    1: CombiTest.PROFILE_M,
    2: CombiTest.PROFILES_M_AND_L,
    3: CombiTest.PROFILES_M_AND_S,
}
_STORES: Final = {1: CombiStore.PRIMARY, 2: CombiStore.SECONDARY}
_KEEP_HOT: Final = {
    (1, True): KeepHot.FUEL_TIMED,
    (1, False): KeepHot.FUEL_UNTIMED,
    (2, True): KeepHot.ELECTRIC_TIMED,
    (2, False): KeepHot.ELECTRIC_UNTIMED,
    (3, True): KeepHot.ELECTRIC_TIMED,
    (3, False): KeepHot.ELECTRIC_UNTIMED,
}
"""Table 3a note 2 takes a mixture of electricity and fuel as electricity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoilerInputs:
    """What a boiler's record says of a main system and of the hot water that it heats.

    `code` is that of Table 4b nearest to it. `combi` is None for a regular boiler and a CPSU.
    `store_volume_l` is that of a storage combi or a CPSU, `store_insulation_mm` that of a CPSU, 0
    where it is not recorded. `recovery_index` names the flue gas
    recovery that is part of the boiler, empty if none is. `is_pump_from_2013`: Table 4f note i.
    """

    code: int
    winter_efficiency_percent: float
    summer_efficiency_percent: float
    has_flue_fan: bool
    is_pump_from_2013: bool
    product: BoilerProduct[float, int, bool]
    combi: CombiProduct[float, int] | None
    keep_hot: KeepHot
    store_volume_l: float
    store_insulation_mm: float
    recovery_index: str
    notes: tuple[str, ...]


def boiler_inputs(
    boiler: GasOilBoiler, system: int, controller: Controller | None = None
) -> BoilerInputs | None:
    """Return the SAP inputs of a gas or oil boiler; None where its record has no efficiency.

    Parameters
    ----------
    boiler
        Its record.
    system
        1 or 2, the main system that it is.
    controller
        Record of the compensating controller fitted; it counts only if the boiler's record says
        that the two are compatible (Appendix D2.2).
    """
    winter, summer = boiler.winter_efficiency_percent, boiler.summer_efficiency_percent
    if winter is None or summer is None:
        return None
    who = f"boiler {boiler.index} {boiler.brand} {boiler.model}".rstrip()
    notes = [f"{who}: winter {winter:g} %, summer {summer:g} % of its record (SAP 10.2 D2.1)"]
    is_condensing = boiler.condensing == _CONDENSING
    is_modulating = boiler.burner_control == _MODULATING
    is_oil = known_code(_IS_OIL, boiler.fuel, "fuel", boiler.index, "Appendix D")
    codes = _OIL_CODES if is_oil else _GAS_CODES
    kind = known_code(_BOILER_TYPES, boiler.type, "type", boiler.index, "Appendix D1")
    combi = _combi(boiler, notes) if kind is BoilerType.COMBI else None
    keep_hot = KeepHot.NONE
    if combi is not None:
        keep_hot = _KEEP_HOT.get(
            (boiler.keep_hot or 0, boiler.keep_hot_timer == _YES), KeepHot.NONE
        )
    insulation = (boiler.store_insulation_mm or 0.0) if kind is BoilerType.CPSU else 0.0
    if insulation:
        notes.append(
            f"{who}: store of {boiler.store_volume_l:g} l with {insulation:g} mm of its record, in"
            " place of default figures (RdSAP 10 Table 29)"
        )
    return BoilerInputs(
        code=known_code(codes, (kind, is_condensing), "type", boiler.index, "Table 4b"),
        winter_efficiency_percent=winter,
        summer_efficiency_percent=summer,
        has_flue_fan=boiler.fan == _FAN,
        is_pump_from_2013=kind is BoilerType.COMBI and _year(boiler.first_year) >= _PUMP_OF_2013,
        product=BoilerProduct(
            system=system,
            is_condensing=is_condensing,
            is_modulating=is_modulating,
            control_class=_control_class(boiler, controller, notes, is_modulating=is_modulating),
        ),
        combi=combi,
        keep_hot=keep_hot,
        store_volume_l=_store_volume(boiler, combi, notes),
        store_insulation_mm=insulation,
        recovery_index=boiler.recovery_index if boiler.has_integral_recovery == _YES else "",
        notes=tuple(notes),
    )


def code_for_fuel(boiler: GasOilBoiler, fuel: Fuel) -> int | None:
    """Return the code of Table 4b of such a boiler that burns a fuel, None if there is none."""
    codes = _OIL_CODES if fuel in _OILS else _GAS_CODES
    return codes.get((_BOILER_TYPES[boiler.type], boiler.condensing == _CONDENSING))


def as_main_system(
    main: HeatingSystem[float, int, bool], boiler: BoilerInputs
) -> HeatingSystem[float, int, bool]:
    """Return a main system with the boiler's figures in place of those of Table 4b."""
    return replace(
        main,
        code=boiler.code,
        is_efficiency_given=True,
        winter_efficiency_percent=boiler.winter_efficiency_percent,
        summer_efficiency_percent=boiler.summer_efficiency_percent,
        has_flue_fan=boiler.has_flue_fan,
        pump_age=PumpAge.FROM_2013 if boiler.is_pump_from_2013 else main.pump_age,
    )


def as_water_heater(
    water: HotWater[float, int, bool], boiler: BoilerInputs
) -> HotWater[float, int, bool]:
    """Return water heating with the store and keep-hot facility of the boiler that does it.

    The store of a CPSU is the dwelling's cylinder, with the loss of Table 2 by the volume and the
    insulation of its record (RdSAP 10 Table 29); that of a storage combi is in the boiler.
    """
    if boiler.combi is None:
        volume = boiler.store_volume_l or water.cylinder_volume_l
        water = replace(water, cylinder_volume_l=volume)
        if not boiler.store_insulation_mm:
            return water
        return replace(
            water,
            is_loss_declared=False,
            declared_loss_kwh_per_day=0.0,
            cylinder_insulation=CylinderInsulation.FACTORY,
            cylinder_insulation_mm=boiler.store_insulation_mm,
        )
    return replace(water, keep_hot=boiler.keep_hot, combi_store_volume_l=boiler.store_volume_l)


def _combi(boiler: GasOilBoiler, notes: list[str]) -> CombiProduct[float, int]:
    """Return the figures of Tables 3b and 3c, or what Table 3a needs of a boiler not tested."""
    test = known_code(_TESTS, boiler.tests, "tests", boiler.index, "Tables 3b, 3c")
    store = _STORES.get(boiler.store, CombiStore.NONE)
    if boiler.store and store is CombiStore.NONE:
        store = CombiStore.SECONDARY
        notes.append(f"boiler {boiler.index}: kind of store unknown, secondary (Table 2 c)")
    if test is not CombiTest.NONE:
        table = "3b" if test is CombiTest.PROFILE_M else "3c"
        notes.append(f"boiler {boiler.index}: combi loss by SAP 10.2 Table {table}")
    insulation = boiler.store_insulation_mm
    if store is not CombiStore.NONE and test is CombiTest.NONE and insulation is None:
        insulation = _STORE_INSULATION_MM
        notes.append(
            f"boiler {boiler.index}: store insulation not recorded, 13 mm (SAP 10.2 Table 2 c)"
        )
    return CombiProduct(
        test=test,
        r1=boiler.rejected_r1 or 0.0,
        f1=boiler.loss_f1 or 0.0,
        f2=boiler.loss_f2 or 0.0,
        f3=boiler.rejected_f3 or 0.0,
        store=store,
        store_insulation_mm=insulation or 0.0,
        keep_hot_power_w=boiler.keep_hot_power_w or 0.0,
    )


def _store_volume(
    boiler: GasOilBoiler, combi: CombiProduct[float, int] | None, notes: list[str]
) -> float:
    """Return the volume of the store of a storage combi or CPSU, 0 without one. [l]"""
    if boiler.store_volume_l or not boiler.store:
        return boiler.store_volume_l or 0.0
    volume = _STORE_VOLUME_L[CombiStore.PRIMARY if combi is None else CombiStore(combi.store)]
    notes.append(f"boiler {boiler.index}: store volume not recorded, {volume:g} l (Table 2 c)")
    return volume


def _control_class(
    boiler: GasOilBoiler, controller: Controller | None, notes: list[str], *, is_modulating: bool
) -> ControlClass:
    """Return the class of a compatible compensator: II if the burner modulates, else III.

    A record of format 471 has no Ecodesign class. Weather and load compensators are of the classes
    that share a row of Tables D1 to D3: II, V and VIII of modulating boilers, III of on/off ones.
    """
    if controller is None or controller.control_class != _YES:
        return ControlClass.NONE
    is_of_fuel = controller.fuel in (None, boiler.fuel)
    if controller.required & ~boiler.capabilities or not is_of_fuel:
        notes.append(
            f"controller {controller.index} is not compatible with boiler {boiler.index}: "
            "no efficiency credit (SAP 10.2 D2.2)"
        )
        return ControlClass.NONE
    return ControlClass.II if is_modulating else ControlClass.III


def _year(text: str) -> int:
    return int(text) if text.isdigit() else 0
