from pathlib import Path

import pandas as pd
import pytest

from resources.errors import PermanentFailure
from resources.tariff_source import RATES_FILE, TariffFile, read_csv, regions_of


def test_the_shipped_file_is_read_without_a_setting() -> None:
    assert TariffFile().read_rates() == TariffFile(path=str(RATES_FILE)).read_rates()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rate_region,fuel", "region,fuel", "the columns must be"),
        ("2026-10-01,2026-12-31,26.32", "1/10/26,2026-12-31,26.32", "1/10/26"),
        ("26.32,54.83,0,no", "26.32,54.83,0,maybe", "neither yes nor no"),
        ("26.32,54.83,0,no", "26.32 p,54.83,0,no", "26.32 p"),
        ("26.32,54.83,0,no", "2632,54.83,0,no", "2632"),
        ("26.32,54.83,0,no,", "26.32,54.83,0,", "values"),
        (
            "great_britain,electricity,10_hour,high,2025-01-01",
            "great_britain,peat,standard,all,x",
            "x",
        ),
        (
            "great_britain,mains_gas,standard,all,2026-10-01",
            "wessex,mains_gas,standard,all,2026-10-01",
            "wessex",
        ),
    ],
)
def test_a_file_with_one_wrong_thing_is_refused_as_a_whole(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = RATES_FILE.read_text()
    assert old in text
    file = tmp_path / "rates.csv"
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(PermanentFailure, match=message):
        TariffFile(path=str(file)).read_rates()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"<html></html>"])
def test_a_body_that_is_no_such_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "rates.csv"
    file.write_bytes(content)
    with pytest.raises(PermanentFailure):
        TariffFile(path=str(file)).read_rates()


def test_a_missing_file_is_named_without_its_place(tmp_path: Path) -> None:
    with pytest.raises(PermanentFailure, match=r"^none\.csv cannot be read") as failure:
        TariffFile(path=str(tmp_path / "none.csv")).read_rates()
    assert str(tmp_path) not in str(failure.value)


def test_rows_carry_their_line_numbers(tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    file.write_text("a,b\n1,2\n3,4\n")
    assert read_csv(file, ("a", "b")) == [(2, {"a": "1", "b": "2"}), (3, {"a": "3", "b": "4"})]


def test_the_region_of_a_home_comes_from_its_nation_and_postcode() -> None:
    homes = pd.DataFrame(
        {
            "property_id": ["A", "B", "C"],
            "batch_key": "R-0001",
            "nation": ["england", None, "northern_ireland"],
        }
    )
    addresses = pd.DataFrame(
        {"property_id": ["A", "C"], "batch_key": "R-0001", "postcode": ["LS1 1AA", None]}
    )
    assert regions_of({"property": homes, "property_address": addresses}) == {
        "A": "yorkshire",
        "B": "great_britain",
        "C": "northern_ireland",
    }
