"""Cost catalogue: dated cost lines of measures, and what a measure costs in one home.

A measure is composed of its lines: each names the quantity of the home that counts its units, so a
line whose quantity is 0 is not part of it. Amounts are decimal and every line is rounded to a whole
penny, so a total is exactly the sum of what it shows.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import pandas as pd

DWELLING = "dwelling"
"""The quantity that is always 1."""

_PENNY = Decimal("0.01")


class CostUnit(StrEnum):
    """What a unit cost is per."""

    PER_M2 = "per_m2"
    PER_ITEM = "per_item"
    PER_KW = "per_kw"
    PER_KWP = "per_kwp"
    PER_5_KWH = "per_5_kwh"
    PER_DWELLING = "per_dwelling"


class VatTreatment(StrEnum):
    """How a line is taxed: as an energy-saving material in a home, or like anything else."""

    ENERGY_SAVING_MATERIAL = "energy_saving_material"
    STANDARD = "standard"


_VAT_PERCENT: Mapping[VatTreatment, Sequence[tuple[dt.date, Decimal]]] = {
    # VATA 1994 Schedule 8 Group 23: nothing until 31 March 2027, then the reduced rate again;
    # batteries and diverters since 1 February 2024, Northern Ireland since 1 May 2023.
    VatTreatment.ENERGY_SAVING_MATERIAL: (
        (dt.date(2024, 2, 1), Decimal(0)),
        (dt.date(2027, 4, 1), Decimal(5)),
    ),
    VatTreatment.STANDARD: ((dt.date(2011, 1, 4), Decimal(20)),),
}


class CostCatalogueRejected(ValueError):
    """Cost lines that cannot be a catalogue, or a quantity it needs; the message names it."""


def vat_percent(treatment: VatTreatment, on: dt.date) -> Decimal:
    """Return the VAT of a treatment on a day.

    Raises
    ------
    CostCatalogueRejected
        If the day is before the first rate that is known.
    """
    known = [percent for start, percent in _VAT_PERCENT[treatment] if start <= on]
    if not known:
        msg = f"VAT of {treatment} on {on} is not known: price on a later day"
        raise CostCatalogueRejected(msg)
    return known[-1]


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the catalogue.

    Parameters
    ----------
    unit_cost_gbp
        Per `cost_unit`, without VAT and contingency, mean of Great Britain. [GBP]
    quantity
        Name of the quantity that counts the units; `dwelling` is always 1.
    band_quantity, band_above, band_up_to
        The line counts only where this quantity is above the one and up to the other.
    """

    cost_line: str
    measure_type: str
    description: str
    cost_unit: CostUnit
    quantity: str
    band_quantity: str | None
    band_above: float | None
    band_up_to: float | None
    unit_cost_gbp: Decimal
    contingency_percent: Decimal
    vat_treatment: VatTreatment
    valid_from: dt.date
    cost_source: str
    is_estimate: bool

    def counts_for(self, size: float) -> bool:
        """Whether a size of the band quantity is in the line's band."""
        above = -math.inf if self.band_above is None else self.band_above
        up_to = math.inf if self.band_up_to is None else self.band_up_to
        return above < size <= up_to


@dataclass(frozen=True, slots=True)
class PricedLine:
    """What one cost line comes to. [GBP]"""

    cost_line: str
    quantity: Decimal
    net_gbp: Decimal
    contingency_gbp: Decimal
    vat_gbp: Decimal

    @property
    def total_gbp(self) -> Decimal:
        """Net, contingency and VAT."""
        return self.net_gbp + self.contingency_gbp + self.vat_gbp


@dataclass(frozen=True, slots=True)
class MeasureCost:
    """What a measure costs in one home, line by line. [GBP]"""

    measure_type: str
    lines: tuple[PricedLine, ...]
    is_estimate: bool

    @property
    def net_gbp(self) -> Decimal:
        """Work and material."""
        return sum((line.net_gbp for line in self.lines), Decimal(0))

    @property
    def contingency_gbp(self) -> Decimal:
        """Contingency of the measure type."""
        return sum((line.contingency_gbp for line in self.lines), Decimal(0))

    @property
    def vat_gbp(self) -> Decimal:
        """VAT on work and contingency."""
        return sum((line.vat_gbp for line in self.lines), Decimal(0))

    @property
    def total_gbp(self) -> Decimal:
        """The sum of the lines."""
        return self.net_gbp + self.contingency_gbp + self.vat_gbp


@dataclass(frozen=True)
class CostCatalogue:
    """All cost lines, and the factor of each region.

    Raises
    ------
    CostCatalogueRejected
        If a line or a factor is impossible, a measure type has two contingencies, or bands of one
        size overlap or leave a gap.
    """

    lines: Sequence[CostLine]
    region_factors: Mapping[str, Decimal]

    def __post_init__(self) -> None:
        seen: set[tuple[str, dt.date]] = set()
        for line in self.lines:
            _check(line)
            if (line.cost_line, line.valid_from) in seen:
                msg = f"{line.cost_line} is given twice for {line.valid_from}"
                raise CostCatalogueRejected(msg)
            seen.add((line.cost_line, line.valid_from))
        for region, factor in self.region_factors.items():
            if not factor.is_finite() or not Decimal("0.5") <= factor <= Decimal(2):
                msg = f"cost factor {factor} of {region} is not within 0.5 to 2"
                raise CostCatalogueRejected(msg)
        for day in {line.valid_from for line in self.lines}:
            for measure in self.measure_types:
                _check_together(measure, self.lines_of(measure, day))

    @cached_property
    def measure_types(self) -> tuple[str, ...]:
        """Measure types that the catalogue prices."""
        return tuple(sorted({line.measure_type for line in self.lines}))

    def lines_of(self, measure_type: str, on: dt.date) -> list[CostLine]:
        """Return the lines of a measure on a day, of each the newest that is valid."""
        newest: dict[str, CostLine] = {}
        for line in sorted(self.lines, key=lambda line: (line.cost_line, line.valid_from)):
            if line.measure_type == measure_type and line.valid_from <= on:
                newest[line.cost_line] = line
        return list(newest.values())

    def quantities_of(self, measure_type: str, on: dt.date) -> frozenset[str]:
        """Return the names of the quantities that pricing the measure needs."""
        names: set[str] = set()
        for line in self.lines_of(measure_type, on):
            names |= {line.quantity, line.band_quantity or line.quantity}
        return frozenset(names - {DWELLING})

    def price_measure(
        self,
        measure_type: str,
        quantities: Mapping[str, float],
        *,
        rate_region: str,
        on: dt.date,
    ) -> MeasureCost:
        """Price a measure in one home.

        Parameters
        ----------
        measure_type
            One of `measure_types`.
        quantities
            Every quantity of `quantities_of`; more do no harm. 0 leaves its lines out.
        rate_region
            Region of the home, the one its fuel rates are of.
        on
            Day of the prices and of VAT.

        Raises
        ------
        CostCatalogueRejected
            If there is no such measure, region or quantity, or a quantity is negative.
        """
        lines = self.lines_of(measure_type, on)
        if not lines:
            msg = f"the cost catalogue has no line of {measure_type} on {on}: add one"
            raise CostCatalogueRejected(msg)
        factor = self.region_factors.get(rate_region)
        if factor is None:
            msg = f"the cost catalogue has no factor of region {rate_region!r}: add one"
            raise CostCatalogueRejected(msg)
        used = [
            line
            for line in lines
            if line.band_quantity is None
            or line.counts_for(float(_quantity(line.band_quantity, quantities, measure_type)))
        ]
        priced = [
            (line, _priced(line, amount, factor, on))
            for line in used
            if (amount := _quantity(line.quantity, quantities, measure_type)) > 0
        ]
        return MeasureCost(
            measure_type,
            tuple(cost for _, cost in priced),
            any(line.is_estimate for line, _ in priced),
        )


def _quantity(name: str, quantities: Mapping[str, float], measure_type: str) -> Decimal:
    if name == DWELLING:
        return Decimal(1)
    if name not in quantities:
        msg = f"{measure_type} is priced by {name}, which is not given"
        raise CostCatalogueRejected(msg)
    value = quantities[name]
    if not math.isfinite(value) or value < 0:
        msg = f"{measure_type}: {name} cannot be {value}"
        raise CostCatalogueRejected(msg)
    return Decimal(repr(float(value)))


def _priced(line: CostLine, amount: Decimal, factor: Decimal, on: dt.date) -> PricedLine:
    net = _rounded(line.unit_cost_gbp * amount * factor)
    contingency = _rounded(net * line.contingency_percent / 100)
    vat = _rounded((net + contingency) * vat_percent(line.vat_treatment, on) / 100)
    return PricedLine(line.cost_line, amount, net, contingency, vat)


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_PENNY, ROUND_HALF_UP)


def _check(line: CostLine) -> None:
    banded = (line.band_above, line.band_up_to) != (None, None)
    problem = None
    if not line.unit_cost_gbp.is_finite() or not 0 < line.unit_cost_gbp <= 100_000:
        problem = f"unit cost {line.unit_cost_gbp} is not within 0 to 100,000 GBP"
    elif not line.contingency_percent.is_finite() or not 0 <= line.contingency_percent <= 50:
        problem = f"contingency {line.contingency_percent} is not within 0 to 50 %"
    elif (line.cost_unit is CostUnit.PER_DWELLING) is not (line.quantity == DWELLING):
        problem = f"unit {line.cost_unit} does not go with quantity {line.quantity!r}"
    elif banded is not (line.band_quantity is not None):
        problem = "a band needs the quantity it is of, and a quantity its band"
    elif not line.counts_for(line.band_up_to if line.band_up_to is not None else math.inf):
        problem = f"band {line.band_above} to {line.band_up_to} is empty"
    elif not line.cost_source.strip():
        problem = "it has no source"
    if problem:
        msg = f"cost line {line.cost_line} of {line.valid_from}: {problem}"
        raise CostCatalogueRejected(msg)


def _check_together(measure_type: str, lines: Sequence[CostLine]) -> None:
    if len({line.contingency_percent for line in lines}) > 1:
        msg = f"{measure_type} has more than one contingency: it is the measure type's"
        raise CostCatalogueRejected(msg)
    banded = sorted(
        (line for line in lines if line.band_quantity),
        key=lambda line: (str(line.band_quantity), line.band_above or 0.0),
    )
    for low, high in pairwise(banded):
        if low.band_quantity == high.band_quantity and low.band_up_to != high.band_above:
            msg = f"{low.cost_line} ends at {low.band_up_to}, {high.cost_line} begins elsewhere"
            raise CostCatalogueRejected(msg)


def cost_catalogue_from_rows(
    lines: Iterable[Mapping[str, object]], regions: Iterable[Mapping[str, object]]
) -> CostCatalogue:
    """Make a catalogue from rows of tables `cost_catalogue` and `cost_region`.

    Raises
    ------
    CostCatalogueRejected
        If a value is not one of its column.
    """
    made: list[CostLine] = []
    for row in lines:
        try:
            made.append(_line_of(row))
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            msg = f"cost line {row.get('cost_line')!r}: {error}"
            raise CostCatalogueRejected(msg) from error
    factors = {str(row["rate_region"]): Decimal(str(row["cost_factor"])) for row in regions}
    return CostCatalogue(made, factors)


def catalogue_of(tables: dict[str, pd.DataFrame]) -> CostCatalogue:
    """Return the catalogue of the stored tables of the asset."""
    lines, regions = (
        [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
        for frame in (tables["cost_catalogue"], tables["cost_region"])
    )
    return cost_catalogue_from_rows(lines, regions)


def _line_of(row: Mapping[str, object]) -> CostLine:
    valid_from = row["valid_from"]
    if not isinstance(valid_from, dt.date):
        msg = f"{valid_from!r} is not a date"
        raise TypeError(msg)
    return CostLine(
        cost_line=str(row["cost_line"]),
        measure_type=str(row["measure_type"]),
        description=str(row["description"]),
        cost_unit=CostUnit(str(row["cost_unit"])),
        quantity=str(row["quantity"]),
        band_quantity=_text(row["band_quantity"]),
        band_above=_number(row["band_above"]),
        band_up_to=_number(row["band_up_to"]),
        unit_cost_gbp=Decimal(str(row["unit_cost_gbp"])),
        contingency_percent=Decimal(str(row["contingency_percent"])),
        vat_treatment=VatTreatment(str(row["vat_treatment"])),
        valid_from=valid_from,
        cost_source=str(row["cost_source"]),
        is_estimate=bool(row["is_estimate"]),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: object) -> float | None:
    """Return a number; empty text, None and NaN, as a frame holds what is missing, are none."""
    if value is None or value == "":
        return None
    number = float(str(value))
    return None if math.isnan(number) else number
