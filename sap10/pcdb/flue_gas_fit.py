"""Flue gas heat recovery by its record, where it is an option at all (Appendix G1)."""

from typing import Final

from sap10.certificate.heating import MainHeating
from sap10.certificate.vocabulary import Fuel
from sap10.codes import KeepHot
from sap10.pcdb.boiler_inputs import BoilerInputs
from sap10.pcdb.boilers import FUELS
from sap10.pcdb.recovery import FlueGasDevice
from sap10.tables.heating import (
    FAMILY_BY_CODE,
    FORM_BY_CODE,
    IS_CONDENSING_BY_CODE,
    BoilerForm,
    Family,
)
from sap10.water_inputs import CombiStore

_CLOSE_COUPLED: Final = 3
_YES: Final = 1
_INSTANTANEOUS: Final = "C"
_LETTERS: Final = {BoilerForm.REGULAR: "R", BoilerForm.CPSU: "E"}


def not_an_option(
    main: MainHeating, code: int | None, boiler: BoilerInputs | None, device: FlueGasDevice
) -> str:
    """Return why a flue gas heat recovery system is no option for a boiler, empty if it is one.

    G1: the boiler burns mains gas, LPG or oil, condenses, and is of the fuel and of a type to which
    the system's data apply. A system that is made as part of a boiler is one with that boiler only.

    Parameters
    ----------
    main
        The main system as described, with its fuel.
    code
        Its code of Table 4b; None without one.
    boiler
        The boiler's record; None without one.
    device
        The system's record.
    """
    if code is None or FAMILY_BY_CODE[code] not in (Family.GAS_BOILER, Family.LIQUID_BOILER):
        return "main heating is no boiler fired by mains gas, LPG or oil"
    if not IS_CONDENSING_BY_CODE[code]:
        return "the boiler is not condensing"
    if main.fuel not in FUELS.get(device.fuel, ()):
        return f"its data are of fuel {device.fuel} of the file, the boiler's is {_name(main.fuel)}"
    letters = _letters(code, boiler)
    # A close-coupled store is for instantaneous combis without keep-hot (G1.5): the file's E.
    types = _INSTANTANEOUS if device.heat_store == _CLOSE_COUPLED else device.boiler_types
    if not set(letters) & set(types):
        return f"its data apply to boiler types {types}, the boiler is {letters}"
    own = "" if boiler is None else boiler.recovery_index.lstrip("0")
    if device.is_integral_only == _YES and own != device.index.lstrip("0"):
        return "it is part of another boiler"
    return ""


def _letters(code: int, boiler: BoilerInputs | None) -> str:
    """Return the boiler's type as the file has it: R, C, S storage combi, K keep-hot, E CPSU."""
    form = BoilerForm(int(FORM_BY_CODE[code]))
    if form is not BoilerForm.COMBI:
        return _LETTERS.get(form, "")
    if boiler is None or boiler.combi is None:
        return "C"
    if boiler.combi.store is not CombiStore.NONE:
        return "S"
    return "C" if boiler.keep_hot is KeepHot.NONE else "K"


def _name(fuel: Fuel | None) -> str:
    return "not known" if fuel is None else fuel.name.lower()
