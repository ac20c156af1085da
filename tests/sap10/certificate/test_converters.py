"""Single leaves: what each converter takes, and what it refuses."""

import datetime as dt
from typing import Any

import pytest

from sap10.certificate.converters import (
    boolean,
    date,
    integer,
    normal_code,
    number,
    optional_index,
    text,
    thickness_codes,
    yes_no,
)
from sap10.certificate.mapping import Document
from sap10.certificate.schemas import rdsap_21_codes as codes
from sap10.errors import CertificateRejected

DOCUMENT = Document("a schema", None)


def convert(converter: Any, raw: object) -> object:
    return converter(raw, "a/field", DOCUMENT)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2.45", 2.45),
        (" 2.45 ", 2.45),
        ("-.5", -0.5),
        ("+3.", 3.0),
        (2, 2.0),
        (2.5, 2.5),
        ({"value": 2.45, "quantity": "metres"}, 2.45),
        ({"value": "10", "quantity": "metres"}, 10.0),
    ],
)
def test_numbers(raw: object, value: float) -> None:
    assert convert(number, raw) == value


@pytest.mark.parametrize(
    "raw",
    [
        *("", "1e3", "NaN", "inf", "1,5", "\u0661", "0x10", "9" * 400, "1\x00"),
        *(True, None, [], {}, 10**400, 9e99, float("inf"), float("nan")),
        *({"value": [1]}, {"value": 1, "unit": "m"}),
    ],
)
def test_what_is_no_number(raw: object) -> None:
    with pytest.raises(CertificateRejected) as caught:
        convert(number, raw)
    assert (caught.value.reason, caught.value.field) == ("invalid_value", "a/field")


@pytest.mark.parametrize(("raw", "value"), [("017507", 17507), (17507, 17507), ("-1", -1)])
def test_integers_lose_leading_zeros(raw: object, value: int) -> None:
    assert convert(integer, raw) == value


@pytest.mark.parametrize("raw", ["1.0", 1.0, "9" * 20, "", True])
def test_what_is_no_integer(raw: object) -> None:
    with pytest.raises(CertificateRejected):
        convert(integer, raw)


@pytest.mark.parametrize(("raw", "value"), [("0", None), ("", None), (0, None), ("000123", 123)])
def test_index_zero_is_none(raw: object, value: int | None) -> None:
    assert convert(optional_index, raw) == value


def test_flags_and_booleans_are_two_types() -> None:
    assert [convert(yes_no, raw) for raw in ("Y", "N")] == [True, False]
    assert [convert(boolean, raw) for raw in ("true", "1", True, 0)] == [True, True, True, False]
    for converter, raw in ((yes_no, "true"), (boolean, "Y"), (boolean, "unknown")):
        with pytest.raises(CertificateRejected) as caught:
            convert(converter, raw)
        assert caught.value.reason == "unknown_code"


def test_dates_and_texts() -> None:
    assert convert(date, "2025-09-14") == dt.date(2025, 9, 14)
    assert convert(text, "  a \n b ") == "a b"
    assert convert(text, 12) == "12"
    for converter, raw in (
        (date, "2025-02-30"),
        (text, "x" * 2705),
        (text, "a\x00"),
        (text, "\ud800"),
    ):
        with pytest.raises(CertificateRejected):
            convert(converter, raw)


@pytest.mark.parametrize(
    ("raw", "code"),
    [("01", "1"), (1, "1"), (1.0, "1"), (1.5, "1.5"), ("-1", "-1"), ("ND", "ND"), (True, "true")],
)
def test_codes_are_written_one_way(raw: Any, code: str) -> None:
    assert normal_code(raw) == code


def test_thicknesses_by_word_and_millimetre() -> None:
    thickness = thickness_codes("t", "NI", "AB", "ND", "0", "200mm", plus=("400mm+",))
    found = [convert(thickness, raw) for raw in ("NI", "AB", "ND", "0", 0, "200mm", "400mm+")]
    assert found == ["unknown", "as_built", "not_defined", 0.0, 0.0, 200.0, 400.0]
    with pytest.raises(CertificateRejected):
        convert(thickness, "201mm")


@pytest.mark.parametrize(("raw", "storey"), [("00", 0), ("01", 1), (1, 1), ("-1", -1), ("20+", 21)])
def test_storeys_of_a_block(raw: object, storey: int) -> None:
    assert convert(codes.ENTRANCE_STOREY, raw) == storey
