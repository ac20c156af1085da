"""Appendix Q: energy that special features save and use, lines (236), (237), and its worth."""

from dataclasses import dataclass

import numpy as np

from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line
from sap10.months import DAYS, DAYS_IN_YEAR
from sap10.tables import fuels

_POUNDS_PER_PENCE = 0.01
_MONTH_SHARE = DAYS / DAYS_IN_YEAR
_EXPORTS = (fuels.OTHER_EXPORT, fuels.PV_EXPORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureEnergy:
    """Energy of special features [kWh/year]: the first, and all others together."""

    saved_by_first: FloatArray = line("236a", "kWh/year")
    used_by_first: FloatArray = line("237a", "kWh/year")
    saved_by_others: FloatArray | None = line("236b", "kWh/year")
    used_by_others: FloatArray | None = line("237b", "kWh/year")
    total: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureCosts:
    """Cost of what special features save (negative) and use [GBP/year]."""

    saved: FloatArray = line("253", "GBP/year")
    used: FloatArray = line("254", "GBP/year")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureEmissions:
    """CO2 of what special features save (negative) and use [kg/year]."""

    saved: FloatArray = line("270", "kgCO2/year")
    used: FloatArray = line("271", "kgCO2/year")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeaturePrimaryEnergy:
    """Primary energy of what special features save (negative) and use [kWh/year]."""

    saved: FloatArray = line("284", "kWh/year")
    used: FloatArray = line("285", "kWh/year")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureUse:
    """Energy of special features [kWh/year], one row for each feature's fuel saved and used.

    `dwelling` is the index of the dwelling a row belongs to. What is saved or generated is negative
    (`is_saved`). Codes and high-rate fraction are as those of `sap10.result.FuelUse`.
    """

    dwelling: IntArray
    is_saved: BoolArray
    annual_kwh: FloatArray
    high_rate_code: IntArray
    low_rate_code: IntArray
    high_rate_fraction: FloatArray

    @staticmethod
    def none() -> "FeatureUse":
        """Return the use of a batch without special features."""
        nothing = np.zeros(0)
        code = nothing.astype(np.int64)
        return FeatureUse(
            dwelling=code,
            is_saved=nothing > 0.0,
            annual_kwh=nothing,
            high_rate_code=code,
            low_rate_code=code,
            high_rate_fraction=nothing,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialFeatures:
    """All that the special features of a batch come to."""

    energy: FeatureEnergy
    use: FeatureUse
    costs: FeatureCosts
    emissions: FeatureEmissions
    primary_energy: FeaturePrimaryEnergy


def special_features(
    batch: DwellingBatch, prices: IntArray, impose: Impose = NOTHING_IMPOSED
) -> SpecialFeatures | None:
    """Add up the special features of each dwelling, Q1; None where no dwelling has one.

    Their energy is annual: that of electricity is spread over the months by days, since its annual
    factors are not to be used (Table 12 notes s and t).

    Parameters
    ----------
    batch
        The dwellings.
    prices
        Price set of each dwelling, shape (n,).
    impose
        Lines with given values.
    """
    table, rows, n = batch.special_features, batch.special_features.rows, batch.size
    dwelling = table.dwelling
    if not dwelling.size:
        return None
    is_first = np.ones(dwelling.size, dtype=np.bool_)
    is_first[1:] = dwelling[1:] != dwelling[:-1]
    has_others = not is_first.all()

    def total(values: FloatArray) -> FloatArray:
        return table.total(values, n)

    saved_first = impose("236a", -total(rows.saved_kwh * is_first))
    used_first = impose("237a", total(rows.used_kwh * is_first))
    saved_others = impose("236b", -total(rows.saved_kwh * ~is_first))
    used_others = impose("237b", total(rows.used_kwh * ~is_first))

    tariff = batch.electricity.tariff[dwelling]
    saved = _Rates.of(rows.saved_fuel, rows.saved_high_rate_fraction, tariff)
    used = _Rates.of(rows.used_fuel, rows.used_high_rate_fraction, tariff)
    price = np.nan_to_num(fuels.UNIT_PRICE[prices[dwelling]])
    row = np.arange(dwelling.size)
    saved_price, used_price = (
        rates.weighted(price[row, rates.high], price[row, rates.low]) * _POUNDS_PER_PENCE
        for rates in (saved, used)
    )
    saved_co2, used_co2 = (rates.by_months(fuels.CO2_FACTOR) for rates in (saved, used))
    saved_pe, used_pe = (rates.by_months(fuels.PRIMARY_ENERGY_FACTOR) for rates in (saved, used))
    return SpecialFeatures(
        energy=FeatureEnergy(
            saved_by_first=saved_first,
            used_by_first=used_first,
            saved_by_others=saved_others if has_others else None,
            used_by_others=used_others if has_others else None,
            total=saved_first + used_first + saved_others + used_others,
        ),
        use=FeatureUse(
            dwelling=np.concatenate([dwelling, dwelling]),
            is_saved=np.repeat([True, False], dwelling.size),
            annual_kwh=np.concatenate([-rows.saved_kwh, rows.used_kwh]),
            high_rate_code=np.concatenate([saved.high, used.high]),
            low_rate_code=np.concatenate([saved.low, used.low]),
            high_rate_fraction=np.concatenate([saved.fraction, used.fraction]),
        ),
        costs=FeatureCosts(
            saved=impose("253", -total(rows.saved_kwh * saved_price)),
            used=impose("254", total(rows.used_kwh * used_price)),
        ),
        emissions=FeatureEmissions(
            saved=impose("270", -total(rows.saved_kwh * saved_co2 + rows.saved_co2_kg)),
            used=impose("271", total(rows.used_kwh * used_co2 + rows.used_co2_kg)),
        ),
        primary_energy=FeaturePrimaryEnergy(
            saved=impose("284", -total(rows.saved_kwh * saved_pe)),
            used=impose("285", total(rows.used_kwh * used_pe)),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Rates:
    """Fuel codes of each feature at both rates, and its share at the high one, shape (rows,)."""

    high: IntArray
    low: IntArray
    fraction: FloatArray

    @staticmethod
    def of(fuel: IntArray, fraction: FloatArray, tariff: IntArray) -> "_Rates":
        """Look up the rates of electricity; other fuels, and what is sold, have one."""
        high, low = fuels.heating_rate_codes(fuel, tariff)
        is_sold = np.isin(fuel, _EXPORTS)
        return _Rates(np.where(is_sold, fuel, high), np.where(is_sold, fuel, low), fraction)

    def weighted(self, high: FloatArray, low: FloatArray) -> FloatArray:
        """Weight values at both rates."""
        return self.fraction * high + (1.0 - self.fraction) * low

    def by_months(self, factors: FloatArray) -> FloatArray:
        """Mean of the year of monthly factors (codes, 12), months weighted by their days."""
        annual = factors @ _MONTH_SHARE
        return self.weighted(annual[self.high], annual[self.low])
