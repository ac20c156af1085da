import datetime as dt
from typing import Any

import pytest

from ara_assets.domain.fuel_rates import CAP_REGIONS, GREAT_BRITAIN
from resources.errors import PermanentFailure
from resources.ofgem_workbook import CapRate, read_workbook
from tests.ofgem_server import CURRENT, LABELS, PAYMENTS, SIZES_KWH, STANDING_P, UNIT_P, workbook

_LEVELS = "1a Levelised DTC"


def rate(rates: list[CapRate], region: str, meter: str, payment: str, first: dt.date) -> CapRate:
    [found] = [
        one
        for one in rates
        if (one.rate_region, one.meter, one.payment, one.effective_from)
        == (region, meter, payment, first)
    ]
    return found


def test_levels_become_rates_of_every_region_payment_and_meter() -> None:
    rates = read_workbook(workbook())
    now = [one for one in rates if one.effective_from == CURRENT[1]]
    assert len(now) == (len(CAP_REGIONS) + 1) * len(PAYMENTS) * len(SIZES_KWH)
    for place, region in enumerate(CAP_REGIONS):
        for meter in SIZES_KWH:
            for payment in PAYMENTS:
                found = rate(rates, region, meter, payment, CURRENT[1])
                assert found.unit_rate_p_per_kwh == pytest.approx(UNIT_P[meter] + place / 10)
                assert found.standing_charge_p_per_day == pytest.approx(STANDING_P + place)
                assert found.effective_to == CURRENT[2]
    assert rate(rates, GREAT_BRITAIN, "Gas", "Other", CURRENT[1]).vat_percent == 5.0
    assert rate(rates, GREAT_BRITAIN, "ElecSingle", "PPM", CURRENT[1]).vat_percent == 0.0


def test_direct_debit_of_the_periods_before_is_read_and_time_to_come_is_not() -> None:
    rates = read_workbook(workbook())
    before = rate(rates, "eastern", "ElecSingle", "Other", dt.date(2026, 10, 1))
    assert before.effective_to == dt.date(2026, 12, 31)
    assert before.unit_rate_p_per_kwh == pytest.approx(UNIT_P["ElecSingle"])
    assert before.standing_charge_p_per_day == pytest.approx(STANDING_P - 1 / 3.65)
    assert {one.effective_from.year for one in rates} == {2026, 2027}
    assert {one.payment for one in rates if one.effective_from.year == 2026} == {"Other"}


def shift(book: Any) -> None:
    book[_LEVELS].insert_rows(1, 4)
    book[_LEVELS].insert_cols(1)


def rename_region(book: Any) -> None:
    for row in book[_LEVELS].iter_rows():
        for cell in row:
            if cell.value == "North West":
                cell.value = "North  Western"


@pytest.mark.parametrize("edit", [shift, rename_region])
def test_a_moved_block_or_a_known_other_label_gives_the_same(edit: Any) -> None:
    assert read_workbook(workbook(edit)) == read_workbook(workbook())


def unknown_region(book: Any) -> None:
    book[_LEVELS]["B14"] = "Wessex"


def other_average(book: Any) -> None:
    book[_LEVELS]["C28"] = book[_LEVELS]["C28"].value + 0.1


def other_benchmark(book: Any) -> None:
    book["Notes"]["E91"] = 2.4


def benchmark_in_the_code(book: Any) -> None:
    book[_LEVELS]["D11"] = "ElecSingle_Other_2700kWh"


def no_sheet(book: Any) -> None:
    book[_LEVELS].title = "1a Levels"


def no_block(book: Any) -> None:
    book[_LEVELS].delete_rows(50, 40)


def no_region(book: Any) -> None:
    book[_LEVELS].delete_rows(15)


def text_for_a_level(book: Any) -> None:
    book[_LEVELS]["C16"] = "n/a"


def pence(book: Any) -> None:
    for row in book[_LEVELS].iter_rows(min_row=14, max_row=28, min_col=4, max_col=4):
        row[0].value = row[0].value * 10


def no_period(book: Any) -> None:
    book[_LEVELS]["C6"] = "Q1 2027"


def no_keys(book: Any) -> None:
    book["2a Historical_Other"].delete_cols(1)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (unknown_region, "the region 'Wessex' is unknown"),
        (other_average, "the mean of standing_charge_p_per_day is"),
        (other_benchmark, "the newest benchmark consumption is not 2.5, 3.4, 9.5 MWh"),
        (benchmark_in_the_code, "the benchmark is 2700kWh, not 2500 kWh"),
        (no_sheet, "it has no sheet '1a Levelised DTC'"),
        (no_block, "6 of 9 meters and payment methods"),
        (no_region, f"it has no {CAP_REGIONS[1]}"),
        (text_for_a_level, "'n/a' is not a level"),
        (pence, "p/kWh is not within 5 to 80"),
        (no_period, "names 0 periods"),
        (no_keys, "its keys or its periods are not found"),
    ],
)
def test_a_changed_layout_is_refused_whole(edit: Any, message: str) -> None:
    with pytest.raises(PermanentFailure, match=message):
        read_workbook(workbook(edit))


@pytest.mark.parametrize("data", [b"<html>Not now</html>", b"PK\x03\x04 and then nothing", b""])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(PermanentFailure, match="layout may have changed"):
        read_workbook(data)


def test_labels_are_the_regions() -> None:
    assert len(set(LABELS)) == len(CAP_REGIONS)
