"""`rate`: dwellings in, ratings, energy, emissions and worksheets out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sap10.appendices.q_special_features import FeatureUse
from sap10.arrays import FloatArray, IntArray
from sap10.codes import Calculation, Conventions, Prices, Ruleset
from sap10.dwelling import Dwelling, DwellingBatch
from sap10.lines import Impose, WorksheetRow, rows_of
from sap10.tables.bands import bands
from sap10.version import CONVENTIONS, EDITIONS, ConventionsName
from sap10.worksheet.chain import Worksheet, run_worksheet
from sap10.worksheet.flags import Flags

CalculationName = Literal["rating", "costs", "emissions"]
PricesName = Literal["table12", "table32"]
ImposedValue = float | Sequence[float]

CHUNK_SIZE = 1024
"""Dwellings that are worked on at once: their arrays stay in the processor's cache."""

_CALCULATIONS = {
    "rating": Calculation.RATING,
    "costs": Calculation.COSTS,
    "emissions": Calculation.EMISSIONS,
}
_CONVENTIONS_NAMES: dict[Conventions, ConventionsName] = {
    code: name for name, code in CONVENTIONS.items()
}
_PRICES = {"table12": Prices.TABLE_12, "table32": Prices.TABLE_32}


class CalculatorFault(ArithmeticError):
    """A result is not a finite number: a fault of the calculator, never of one dwelling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FuelUse:
    """Delivered energy by end use (`sap10.worksheet.end_uses.EndUse`), shape (n, end uses).

    `high_rate_code` and `low_rate_code` are Table 12 fuel codes, equal where there is one rate;
    `high_rate_fraction` is the share of the energy at the high rate. Generation is negative.
    """

    annual_kwh: FloatArray
    high_rate_code: IntArray
    low_rate_code: IntArray
    high_rate_fraction: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """The figures of each dwelling, arrays of shape (n,)."""

    sap_score: FloatArray
    sap_rating: FloatArray
    ei_score: FloatArray
    ei_rating: FloatArray
    cost_gbp: FloatArray
    co2_kg_per_year: FloatArray
    primary_energy_kwh_per_year: FloatArray
    primary_energy_kwh_per_m2: FloatArray
    total_floor_area_m2: FloatArray
    heat_loss_coefficient_w_per_k: FloatArray
    space_heating_kwh: FloatArray
    water_heating_kwh: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class SapResult:
    """What `rate` found for each dwelling, in their order; arrays are read-only.

    Parameters
    ----------
    sap_score, sap_rating, band
        SAP rating before rounding, rounded (halves up, at least 1), and its band letter (Table 14).
    ei_score, ei_rating, ei_band
        The same of the environmental impact rating.
    cost_gbp
        Total cost of regulated energy, line (255) [GBP/year].
    co2_kg_per_year
        Line (272).
    primary_energy_kwh_per_year, primary_energy_kwh_per_m2
        Lines (286) and (287).
    total_floor_area_m2
        Line (4).
    heat_loss_coefficient_w_per_k
        Annual mean of line (39).
    space_heating_kwh, water_heating_kwh
        Heat that the systems deliver, lines (98c) and (64) [kWh/year].
    fuel_use
        Delivered energy by end use.
    feature_use
        Energy that special features save and use (Appendix Q), one row each.
    flags
        What is out of the ordinary of each dwelling; see `notes`.
    """

    calculation: CalculationName
    sap_score: FloatArray
    sap_rating: IntArray
    band: tuple[str, ...]
    ei_score: FloatArray
    ei_rating: IntArray
    ei_band: tuple[str, ...]
    cost_gbp: FloatArray
    co2_kg_per_year: FloatArray
    primary_energy_kwh_per_year: FloatArray
    primary_energy_kwh_per_m2: FloatArray
    total_floor_area_m2: FloatArray
    heat_loss_coefficient_w_per_k: FloatArray
    space_heating_kwh: FloatArray
    water_heating_kwh: FloatArray
    fuel_use: FuelUse
    feature_use: FeatureUse
    flags: Flags
    dwellings: tuple[Dwelling, ...] = field(repr=False)
    prices: PricesName | None
    imposed: Mapping[str, ImposedValue]

    def __len__(self) -> int:
        """Return the number of dwellings."""
        return len(self.dwellings)

    @property
    def editions(self) -> tuple[str, ...]:
        """Edition of the specifications that each dwelling was rated by."""
        return tuple(EDITIONS[Ruleset(one.general.ruleset)] for one in self.dwellings)

    @property
    def conventions(self) -> tuple[ConventionsName, ...]:
        """Setting of each dwelling for what accredited software does otherwise than the text."""
        return tuple(
            _CONVENTIONS_NAMES[Conventions(one.general.conventions)] for one in self.dwellings
        )

    def notes(self, dwelling: int) -> tuple[str, ...]:
        """Return the notes of one dwelling: of what was inferred, and of its flags."""
        return self.dwellings[dwelling].notes + self.flags.notes(dwelling)

    def worksheet(self, dwelling: int) -> list[WorksheetRow]:
        """Return every line of one dwelling's worksheet, in the worksheet's order."""
        return [row for _, rows in self.sections(dwelling) for row in rows]

    def sections(self, dwelling: int) -> list[tuple[str, list[WorksheetRow]]]:
        """Return one dwelling's worksheet by section: heading and lines; empty sections left out.

        The worksheet is run again for the one dwelling, so that lines which apply only to others of
        the batch are absent.
        """
        impose = _impose(self.imposed)
        worksheet = run_worksheet(
            DwellingBatch.of([self.dwellings[dwelling]]),
            _CALCULATIONS[self.calculation],
            None if self.prices is None else _PRICES[self.prices],
            impose,
        )
        sections = [
            (heading, sorted(_rows(parts), key=_line_order))
            for heading, parts in worksheet.sections()
        ]
        return [(heading, rows) for heading, rows in sections if rows]


def rate(
    dwellings: Sequence[Dwelling],
    calculation: CalculationName = "rating",
    prices: PricesName | None = None,
    impose: Mapping[str, ImposedValue] | None = None,
) -> SapResult:
    """Rate dwellings.

    Parameters
    ----------
    dwellings
        SAP inputs of each dwelling.
    calculation
        ``"rating"`` uses the UK average climate; ``"costs"`` and ``"emissions"`` that of each
        dwelling's region.
    prices
        Price set with its deflator and rating equations; by default that of each dwelling's
        ruleset: SAP 10.2 Table 12, or RdSAP 10 Table 32.
    impose
        Worksheet lines that take given values instead of calculated ones: one value, or twelve.

    Returns
    -------
    SapResult
        One value of each figure per dwelling.

    Raises
    ------
    CalculatorFault
        A figure is not finite; the message names the dwelling's index and reference.
    ValueError
        An imposed line does not exist in the worksheets of these dwellings.
    """
    imposed = dict(impose or {})
    shared_impose = _impose(imposed)
    price_set = None if prices is None else _PRICES[prices]
    figures: list[_Figures] = []
    uses: list[FuelUse] = []
    features: list[FeatureUse] = []
    flags: list[Flags] = []
    for start in range(0, max(len(dwellings), 1), CHUNK_SIZE):
        chunk = dwellings[start : start + CHUNK_SIZE]
        worksheet = run_worksheet(
            DwellingBatch.of(chunk), _CALCULATIONS[calculation], price_set, shared_impose
        )
        found = _figures(worksheet)
        _require_finite(found, chunk, start)
        figures.append(found)
        uses.append(_fuel_use(worksheet))
        features.append(_feature_use(worksheet, start))
        flags.append(worksheet.flags)
    if dwellings and shared_impose.unused:
        unknown = ", ".join(f"({number})" for number in sorted(shared_impose.unused))
        message = f"imposed lines that the worksheet does not have: {unknown}"
        raise ValueError(message)

    joined = _joined(_Figures, figures)
    ratings = joined.pop("sap_rating"), joined.pop("ei_rating")
    return SapResult(
        calculation=calculation,
        sap_rating=_frozen(ratings[0].astype(np.int64)),
        band=bands(ratings[0]),
        ei_rating=_frozen(ratings[1].astype(np.int64)),
        ei_band=bands(ratings[1]),
        fuel_use=FuelUse(**_joined(FuelUse, uses)),
        feature_use=FeatureUse(**_joined(FeatureUse, features)),
        flags=Flags(**_joined(Flags, flags)),
        dwellings=tuple(dwellings),
        prices=prices,
        imposed=imposed,
        **joined,
    )


def _impose(values: Mapping[str, ImposedValue]) -> Impose:
    """Return what replaces the given lines."""
    return Impose({number: np.asarray(value, dtype=np.float64) for number, value in values.items()})


def _figures(worksheet: Worksheet) -> _Figures:
    """Take the figures of a result from a batch's worksheet."""
    return _Figures(
        sap_score=worksheet.rating.score,
        sap_rating=worksheet.rating.rating,
        ei_score=worksheet.emissions.score,
        ei_rating=worksheet.emissions.rating,
        cost_gbp=worksheet.costs.total,
        co2_kg_per_year=worksheet.emissions.total,
        primary_energy_kwh_per_year=worksheet.primary_energy.total,
        primary_energy_kwh_per_m2=worksheet.primary_energy.per_area,
        total_floor_area_m2=worksheet.dimensions.total_floor_area,
        heat_loss_coefficient_w_per_k=worksheet.heat_losses.heat_transfer_coefficient.mean(axis=1),
        space_heating_kwh=worksheet.space_heating.requirement_kwh.sum(axis=1),
        water_heating_kwh=worksheet.energy.water_output.output.sum(axis=1),
    )


def _fuel_use(worksheet: Worksheet) -> FuelUse:
    """Take the annual energy of each end use from a batch's worksheet."""
    uses = worksheet.energy.uses
    return FuelUse(
        annual_kwh=uses.annual_kwh,
        high_rate_code=uses.high_rate_code,
        low_rate_code=uses.low_rate_code,
        high_rate_fraction=uses.high_rate_fraction,
    )


def _feature_use(worksheet: Worksheet, start: int) -> FeatureUse:
    """Take the special features of a chunk that begins with dwelling `start`."""
    features = worksheet.special_features
    use = FeatureUse.none() if features is None else features.use
    return replace(use, dwelling=use.dwelling + start)


def _require_finite(figures: _Figures, chunk: Sequence[Dwelling], start: int) -> None:
    """Raise for the first dwelling of a chunk with a figure that is no finite number."""
    for item in fields(_Figures):
        broken = np.flatnonzero(~np.isfinite(getattr(figures, item.name)))
        if broken.size:
            first = int(broken[0])
            message = (
                f"{item.name} of dwelling {start + first} ({chunk[first].reference}) is "
                f"{getattr(figures, item.name)[first]}"
            )
            raise CalculatorFault(message)


def _joined(kind: type[Any], parts: Sequence[Any]) -> dict[str, Any]:
    """Join each field of the chunks' figures into one read-only array."""
    return {
        item.name: _frozen(np.concatenate([getattr(part, item.name) for part in parts]))
        for item in fields(kind)
    }


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Return the array, read-only."""
    array.setflags(write=False)
    return array


def _rows(parts: tuple[object, ...]) -> Iterator[WorksheetRow]:
    for part in parts:
        yield from rows_of(part, 0)


_LINE_NUMBER = re.compile(r"[A-Z]?(\d+)([a-z]*)")


def _line_order(row: WorksheetRow) -> tuple[int, str]:
    """Order lines as the worksheet does: by number, then letter."""
    match = _LINE_NUMBER.fullmatch(row.info.number)
    if match is None:
        return 0, row.info.number
    return int(match.group(1)), match.group(2)
