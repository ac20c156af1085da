"""Flags: what a rating says of a dwelling that a batch cannot refuse."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from sap10.dwelling import Dwelling
from sap10.products import HeatingControl, PackageKind
from sap10.report import rating_document, worksheet_document
from sap10.result import CHUNK_SIZE, rate
from sap10.worksheet.flags import NOTES, Flags
from tests.sap10.appendices.packaged import results, with_package
from tests.sap10.worksheet.heated import heated, system

PLAIN = heated(system(104, 1, 2106))


def flagged(*dwellings: Dwelling) -> dict[str, list[bool]]:
    found = rate(dwellings).flags
    return {item.name: getattr(found, item.name).tolist() for item in fields(Flags)}


def controlled(control: int, **record: Any) -> Dwelling:
    product: HeatingControl[float, int] = HeatingControl(**record)
    return replace(heated(system(104, 1, control)), heating_control=product)


def test_each_flag_has_a_note_and_an_ordinary_dwelling_none() -> None:
    assert list(NOTES) == [item.name for item in fields(Flags)]
    assert rate([PLAIN]).flags.notes(0) == ()


@pytest.mark.pins("Appendix N")
def test_a_plant_size_ratio_outside_the_record_is_flagged() -> None:
    """N2: by the curves that count, above and below; a water heater has no ratio."""
    within = with_package(results([(0.01, 250.0, 200.0), (50.0, 250.0, 200.0)]))
    above = with_package(results([(0.01, 250.0, 200.0), (0.02, 250.0, 200.0)]))
    below = with_package(results([(40.0, 250.0, 200.0), (50.0, 250.0, 200.0)]))
    found = flagged(within, above, below, PLAIN)
    assert found["package_outside_ratios"] == [False, True, True, False]
    assert found["package_invalid"] == [False] * 4


@pytest.mark.pins("Appendix N")
def test_micro_cogeneration_too_small_is_invalid() -> None:
    tiny = with_package(
        results([(0.01, 80.0, 80.0), (10.0, 80.0, 80.0)], output_kw=0.1),
        kind=PackageKind.MICRO_COGENERATION,
        code=102,
        fuel=1,
        control=2106,
    )
    assert flagged(tiny)["package_invalid"] == [True]
    assert flagged(tiny)["package_outside_ratios"] == [False]


@pytest.mark.pins("Table 9")
def test_controls_by_a_device_need_its_record() -> None:
    """9.4.20: it has to affect the rooms outside the living area, and be of type 3 (note d)."""
    of_type_3, of_type_2 = (
        {"elsewhere_temperature_c": 0.3, "control_type": kind} for kind in (3, 2)
    )
    found = flagged(
        heated(system(104, 1, 2112)),
        controlled(2112, **of_type_3),
        controlled(2112, living_area_temperature_c=0.3, control_type=3),
        controlled(2112, **of_type_2),
        controlled(2106, **of_type_2),
        controlled(2106, living_area_temperature_c=0.3, control_type=3),
    )
    assert found["control_without_product"] == [True, False, True, True, False, False]
    assert found["control_product_of_other_type"] == [False, False, False, True, False, False]


@pytest.mark.pins("Table 12b")
def test_an_appliance_with_a_fuel_it_cannot_burn_is_flagged() -> None:
    pellets = heated(system(636, 15, 2602), hot_water={"code": 903, "fuel": 30})
    beside = heated(
        system(104, 1, 2106), space_heating={"secondary_code": 633, "secondary_fuel": 23}
    )
    fitting = heated(system(633, 20, 2602), hot_water={"code": 903, "fuel": 30})
    assert flagged(pellets, beside, fitting, PLAIN)["fuel_not_of_appliance"] == [
        True,
        True,
        False,
        False,
    ]


def test_flags_are_notes_of_both_documents_beside_those_of_the_dwelling() -> None:
    dwelling = replace(heated(system(104, 1, 2112)), notes=("inferred",))
    result = rate([PLAIN, dwelling])
    expected = ["inferred", NOTES["control_without_product"]]
    assert rating_document(result, 1)["notes"] == expected
    assert worksheet_document(result, 1)["notes"] == expected
    assert rating_document(result, 0)["notes"] == list(PLAIN.notes)


def test_flags_stay_with_their_dwelling_across_chunks() -> None:
    dwelling = heated(system(104, 1, 2112))
    found = rate([PLAIN] * CHUNK_SIZE + [dwelling]).flags.control_without_product
    np.testing.assert_array_equal(np.flatnonzero(found), [CHUNK_SIZE])
    assert not found.flags.writeable
