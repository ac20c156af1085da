"""The array worksheet agrees with the plain transcription, line by line, to 1e-9."""

from collections.abc import Callable

import numpy as np
import pytest

import sap10
from sap10.coverage import expand_pins, index_of_lines
from sap10.dwelling import Dwelling, DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, lines_of
from sap10.worksheet.chain import run_worksheet
from tests.sap10.oracle.homes import CASES
from tests.sap10.oracle.worksheet import plain_worksheet

DWELLINGS = 1000
TOLERANCE = 1e-9
FEW = 25
MANY = 200

pytestmark = pytest.mark.pins(
    "1a..62",
    "63b",
    "64..98a",
    "98c..108",
    "201..206",
    "208..211",
    "215..230a",
    "230c",
    "230e..230f",
    "231..233a",
    "233b",
    "238",
    "247a..252",
    "255..261",
    "263..269",
    "272..275",
    "277..283",
    "286..287",
)


def compare(
    dwellings: list[Dwelling], impose: Impose = NOTHING_IMPOSED
) -> tuple[list[str], set[str]]:
    """Return where the two calculators differ, and the lines that were compared."""
    worksheet = run_worksheet(DwellingBatch.of(dwellings), impose=impose)
    plain = [plain_worksheet(dwelling) for dwelling in dwellings]
    found: list[str] = []
    compared: set[str] = set()
    for _, parts in worksheet.sections():
        for part in parts:
            for name, info in lines_of(type(part)).items():
                values = getattr(part, name)
                if values is None:
                    continue
                for index, lines in enumerate(plain):
                    if info.number not in lines:
                        continue
                    compared.add(info.number)
                    ours = np.asarray(values[index])
                    theirs = np.asarray(lines[info.number], dtype=np.float64)
                    if not np.allclose(ours, theirs, rtol=TOLERANCE, atol=TOLERANCE):
                        found.append(f"({info.number}) of {index}: {ours} against {theirs}")
    return found, compared


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_line_of_a_thousand_dwellings_agrees(case: Callable[[int], Dwelling]) -> None:
    found, _ = compare([case(seed) for seed in range(DWELLINGS)])
    assert found == []


def test_the_lines_that_are_compared_are_those_that_are_pinned() -> None:
    index = [line.number for line in index_of_lines()]
    compared: set[str] = set()
    for case in CASES.values():
        compared |= compare([case(seed) for seed in range(MANY)])[1]
    assert compared & set(index) == set(expand_pins(pytestmark.args, index))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_line_that_is_off_by_little_is_seen(case: Callable[[int], Dwelling]) -> None:
    dwelling = case(1)
    off = Impose({"73": np.multiply(plain_worksheet(dwelling)["73"], 1.0 + 1e-7)})
    found, _ = compare([dwelling], off)
    assert {"(73)", "(84)", "(98c)", "(211)", "(257)", "(272)"} <= {
        text.split()[0] for text in found
    }


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_both_print_the_same_lines(case: Callable[[int], Dwelling]) -> None:
    dwellings = [case(seed) for seed in range(FEW)]
    result = sap10.rate(dwellings)
    for index, dwelling in enumerate(dwellings):
        printed = {row.info.number for row in result.worksheet(index)}
        lines = plain_worksheet(dwelling)
        split_by_rate = {n for n in printed if n[:3] in ("240", "242") and n[3:]}
        split_by_rate |= {"243", "244", "245", "246", "247"}
        assert printed - split_by_rate <= lines.keys()
        for number in lines.keys() - printed:
            assert not np.any(lines[number]), f"({number}) is not printed"
