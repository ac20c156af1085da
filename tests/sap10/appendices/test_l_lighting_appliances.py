import math
from dataclasses import replace

import numpy as np
import pytest

from sap10.appendices.l_lighting_appliances import (
    LIGHTING_MONTH_SHARE,
    annual_lighting,
    daylight_factor,
    lighting_and_appliances,
)
from sap10.codes import OpeningKind, Overshading
from sap10.dwelling import DwellingBatch
from tests.sap10.golden_dwellings import gas_combi_detached
from tests.sap10.worksheet.batches import varied

pytestmark = pytest.mark.pins("232", "67", "68", "69", "Appendix L")

AREA = np.array([100.0])


def lighting_of(**lighting):
    """Return E_L with a base lighting requirement of 9,000 klm h."""
    batch = DwellingBatch.of([varied(lighting=lighting, openings=())])
    return float(annual_lighting(batch, AREA, np.array([9000.0]))[0])


def test_findings_5_1_sum_of_months_is_less_than_the_annual_energy():
    monthly = [
        189.152079 * (1 + 0.5 * math.cos(2 * math.pi * (m - 0.2) / 12)) * days / 365
        for m, days in enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1)
    ]
    assert sum(monthly) == pytest.approx(188.875713, abs=5e-7)
    np.testing.assert_allclose(LIGHTING_MONTH_SHARE, np.array(monthly) / sum(monthly))


def test_no_windows_give_the_largest_daylight_correction():
    batch = DwellingBatch.of([varied(openings=())])
    assert daylight_factor(batch, AREA) == pytest.approx([1.433])


def test_findings_5_2_roof_windows_count_with_full_light_access():
    window = replace(
        gas_combi_detached().openings[0],
        area_m2=2.0,
        g_light=0.8,
        frame_factor=0.7,
        overshading=Overshading.AVERAGE_OR_UNKNOWN,
    )
    roof_window = replace(window, kind=OpeningKind.ROOF_WINDOW, g_light=0.7, pitch_deg=45.0)
    batch = DwellingBatch.of([varied(openings=(window, roof_window))])
    light = 0.9 * 2.0 * 0.7 * (0.8 * 0.83 + 0.7 * 1.0) / 100.0
    assert daylight_factor(batch, AREA) == pytest.approx([52.2 * light**2 - 9.94 * light + 1.433])


def test_plenty_of_daylight_gives_the_smallest_correction():
    window = replace(gas_combi_detached().openings[0], area_m2=40.0)
    assert daylight_factor(DwellingBatch.of([varied(openings=(window,))]), AREA) == pytest.approx(
        [0.96]
    )


def test_existing_dwelling_uses_the_capacity_of_185_lm_per_m2():
    required = 2 / 3 * 9000.0 * 1.433
    portable = 9000.0 * 1.433 / 3 / 21.3
    assert lighting_of(efficacy_lm_per_w=66.9) == pytest.approx(required / 66.9 + portable)


def test_too_little_fixed_lighting_is_topped_up():
    required = 2 / 3 * 9000.0 * 1.433
    provided = required * 5000.0 / 33000.0
    expected = required / 80.0 + (required / 3 - provided) / 21.3 + required / 2 / 21.3
    found = lighting_of(is_capacity_given=True, capacity_lm=5000.0, efficacy_lm_per_w=80.0)
    assert found == pytest.approx(expected)


def test_surplus_of_fixed_lighting_is_used():
    required = 2 / 3 * 9000.0 * 1.433
    expected = required * 66000.0 / 33000.0 / 80.0 + required / 2 / 21.3
    found = lighting_of(is_capacity_given=True, capacity_lm=66000.0, efficacy_lm_per_w=80.0)
    assert found == pytest.approx(expected)


def test_findings_m1_cooking_electricity():
    batch = DwellingBatch.of([varied()])
    cooking = lighting_and_appliances(batch, AREA, np.array([1.99])).cooking_kwh
    assert cooking.sum() == pytest.approx(193.7, abs=0.05)
    assert cooking[0, 1] == pytest.approx(cooking.sum() * 28 / 365)


def test_appliances_follow_l13_and_l14():
    batch = DwellingBatch.of([varied()])
    appliances = lighting_and_appliances(batch, AREA, np.array([2.5])).appliances_kwh[0]
    annual = 207.8 * 250.0**0.4714
    january = annual * (1 + 0.157 * math.cos(2 * math.pi * (1 - 1.78) / 12)) * 31 / 365
    assert appliances[0] == pytest.approx(january)
    assert appliances[0] > appliances[6]
