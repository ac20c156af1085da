"""The electricity tariff from the meter, RdSAP 10 section 13."""

from sap10.certificate import ElectricityMeter
from sap10.codes import Tariff

_OFF_PEAK_MAIN = frozenset({*range(401, 410), 421, 422, 192, 193, 195})
"""Main heating that needs an off-peak tariff (text box of section 13)."""
_GROUND_OR_WATER_SOURCE = frozenset({211, 213, 215, 216, 221, 223, 225, 226, 521, 523, 525, 526})
_CPSU = 192
_SEVEN_HOUR_MAIN = _OFF_PEAK_MAIN - {_CPSU}
_TEN_HOUR_MAIN = frozenset({191, *range(211, 225), *range(521, 525), *range(691, 695)})

_GIVEN = {
    ElectricityMeter.SINGLE: Tariff.STANDARD,
    ElectricityMeter.NOT_APPLICABLE: Tariff.STANDARD,
    ElectricityMeter.SEVEN_HOUR: Tariff.SEVEN_HOUR,
    ElectricityMeter.TEN_HOUR: Tariff.TEN_HOUR,
    ElectricityMeter.EIGHTEEN_HOUR: Tariff.EIGHTEEN_HOUR,
    ElectricityMeter.TWENTY_FOUR_HOUR: Tariff.TWENTY_FOUR_HOUR,
}


def tariff_of(
    meter: ElectricityMeter,
    main_codes: tuple[int, ...],
    has_dual_immersion: bool,
    is_heating_assumed: bool = False,
) -> Tariff:
    """Return the tariff of a dwelling.

    `main_codes` are the SAP codes of main system 1 and, if there is one, 2; `is_heating_assumed`
    that there is no heating system and electric heaters stand in for it (rule 4, not 3: claim X.1
    says the opposite, the text decides). Rule 1 reads "main system if there are two": system 1.
    """
    if meter in _GIVEN:
        return _GIVEN[meter]
    mains = frozenset(main_codes)
    if meter is ElectricityMeter.UNKNOWN:
        needs_off_peak = bool(mains & _OFF_PEAK_MAIN) or has_dual_immersion
        if not needs_off_peak and main_codes[0] not in _GROUND_OR_WATER_SOURCE:
            return Tariff.STANDARD
    if main_codes[0] == _CPSU:
        return Tariff.TEN_HOUR
    if mains & _SEVEN_HOUR_MAIN:
        return Tariff.SEVEN_HOUR
    if mains & _TEN_HOUR_MAIN and not is_heating_assumed:
        return Tariff.TEN_HOUR
    return Tariff.SEVEN_HOUR


def needs_off_peak(main_codes: tuple[int, ...]) -> bool:
    """Whether a main heating system is meant for an off-peak tariff."""
    return bool(frozenset(main_codes) & _OFF_PEAK_MAIN)
