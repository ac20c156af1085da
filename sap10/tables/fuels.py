"""Fuels: prices and standing charges (Tables 12, 32), CO2 and primary energy (12, 12d, 12e).

Arrays are indexed by the Table 12 fuel code; prices and standing charges by the price set first
(`sap10.codes.Prices`). Electricity is looked up by the code that a tariff gives each end use, never
by 39.
"""

import numpy as np

from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.codes import Tariff
from sap10.tables import MONTH_COLUMNS, load_table

STANDARD_ELECTRICITY = 30
ANY_ELECTRICITY = 39
OTHER_EXPORT = 36
PV_EXPORT = 60
HEAT_FROM_CHP = 48
DISTRIBUTION_PUMPING = 50

_FUELS = load_table("fuels")
_CODES = _FUELS.integers("code")
_SIZE = int(_CODES.max()) + 1

UNIT_PRICE: FloatArray = np.stack(
    [_FUELS.by_code("code", "price_12"), _FUELS.by_code("code", "price_32")]
)
"""Unit price [p/kWh], shape (price sets, codes); NaN where the table has none, 0 for no fuel."""
UNIT_PRICE[:, 0] = 0.0
# Table 32 prints no price of other electricity sold to the grid: it earns nothing there.
UNIT_PRICE[:, OTHER_EXPORT] = np.nan_to_num(UNIT_PRICE[:, OTHER_EXPORT])

STANDING_CHARGE: FloatArray = np.nan_to_num(
    np.stack(
        [
            _FUELS.by_code("code", "standing_charge_12", default=0.0),
            _FUELS.by_code("code", "standing_charge_32", default=0.0),
        ]
    )
)
"""Standing charge [GBP/year], shape (price sets, codes)."""

_IS_ELECTRICITY = np.zeros(_SIZE, dtype=np.bool_)
_IS_ELECTRICITY[
    [
        code
        for code, category in zip(_CODES, _FUELS.texts("category"), strict=True)
        if category == "electricity"
    ]
] = True

_KNOWN = frozenset(
    code
    for code, category in zip(_CODES.tolist(), _FUELS.texts("category"), strict=True)
    if category != "heat_network"
)

GAS_WITH_STANDING_CHARGE = (1, 2, 7, 9)
"""Gas fuels whose standing charge is added where they heat space or water, Table 12 note a."""


def _monthly(annual: str, monthly: str) -> FloatArray:
    """Return factors by code and month: those of Table 12, monthly ones for electricity."""
    factors = np.repeat(_FUELS.by_code("code", annual, default=0.0)[:, None], 12, axis=1)
    table = load_table(monthly)
    factors[table.integers("code")] = table.grid(MONTH_COLUMNS)
    return factors


ANNUAL_CO2_FACTOR: FloatArray = _FUELS.by_code("code", "co2", default=0.0)
"""CO2 emission factor of the year [kg/kWh], shape (codes,), Table 12."""

ANNUAL_PRIMARY_ENERGY_FACTOR: FloatArray = _FUELS.by_code("code", "primary_energy", default=0.0)
"""Primary energy factor of the year [kWh/kWh], shape (codes,), Table 12."""

CO2_FACTOR: FloatArray = _monthly("co2", "monthly_co2")
"""CO2 emission factor [kg/kWh], shape (codes, 12), Tables 12 and 12d."""

PRIMARY_ENERGY_FACTOR: FloatArray = _monthly("primary_energy", "monthly_primary_energy")
"""Primary energy factor [kWh/kWh], shape (codes, 12), Tables 12 and 12e."""

# By Tariff: standard, 7-hour, 10-hour, 18-hour, 24-hour.
_HIGH_RATE_CODE = np.array([30, 32, 34, 38, 35])
_LOW_RATE_CODE = np.array([30, 31, 33, 40, 35])
_OTHER_USES_HIGH_CODE = np.array([30, 32, 34, 38, 30])
_OTHER_USES_LOW_CODE = np.array([30, 31, 33, 38, 30])
_OTHER_USES_FRACTION = np.array([1.0, 0.90, 0.80, 1.0, 1.0])
_VENTILATION_FAN_FRACTION = np.array([1.0, 0.71, 0.58, 1.0, 1.0])
_OFF_PEAK_STANDING_CODE = np.array([0, 32, 34, 38, 35])


def is_supported_fuel(code: int) -> bool:
    """Tell whether a dwelling's own system can burn fuel `code`: no heat network, no PCDB fuel."""
    return code in _KNOWN and code not in (OTHER_EXPORT, PV_EXPORT)


def has_factors(code: int) -> bool:
    """Tell whether `code` is in Table 12 with CO2 and primary energy factors of its own."""
    return code in _CODES and bool(np.isfinite(CO2_FACTOR[code]).all())


def is_electricity(fuel: IntArray) -> BoolArray:
    """Tell which fuel codes are electricity of any tariff."""
    return _IS_ELECTRICITY[fuel]


def heating_rate_codes(fuel: IntArray, tariff: IntArray) -> tuple[IntArray, IntArray]:
    """Return the high-rate and low-rate fuel code of space and water heating, (n,) each.

    Both are the fuel itself where it is not electricity, and the same code on a tariff with one
    rate.
    """
    electric = is_electricity(fuel)
    return (
        np.where(electric, _HIGH_RATE_CODE[tariff], fuel),
        np.where(electric, _LOW_RATE_CODE[tariff], fuel),
    )


def other_use_rate_codes(tariff: IntArray) -> tuple[IntArray, IntArray]:
    """Return the high-rate and low-rate code of all other uses.

    18-hour: the high rate; 24-hour: the standard tariff (section 12.4.3).
    """
    return _OTHER_USES_HIGH_CODE[tariff], _OTHER_USES_LOW_CODE[tariff]


def other_use_high_rate_fraction(tariff: IntArray) -> FloatArray:
    """High-rate fraction of lighting, pumps, electric showers and PV used on site, Table 12a."""
    return _OTHER_USES_FRACTION[tariff]


def ventilation_fan_high_rate_fraction(tariff: IntArray) -> FloatArray:
    """High-rate fraction of mechanical ventilation fans, Table 12a."""
    return _VENTILATION_FAN_FRACTION[tariff]


def off_peak_standing_charge(prices: IntArray, tariff: IntArray) -> FloatArray:
    """Standing charge [GBP/year] of an off-peak tariff, extra to the standard tariff's."""
    return STANDING_CHARGE[prices, _OFF_PEAK_STANDING_CODE[tariff]]


def is_off_peak(tariff: IntArray) -> BoolArray:
    """Tell which dwellings have a tariff other than the standard one."""
    return tariff != Tariff.STANDARD
