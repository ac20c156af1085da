import pytest

from ara_assets.domain.performance import Performance, divergence, rebaseline_reason


def lodged(**changes: float) -> Performance:
    figures = {"sap_rating": 70, "co2_t_per_year": 3.0, "primary_energy_kwh_per_m2": 200.0}
    figures |= changes
    return Performance(epc_band="C", **figures)  # type: ignore[arg-type]


def calculated(score: float = 70.0, co2: float = 3.0, energy: float = 200.0) -> Performance:
    return Performance(round(score), "C", co2, energy, sap_score=score)


@pytest.mark.parametrize(
    ("version", "changed", "reason"),
    [
        ("10.2", False, "none"),
        ("10.2", True, "physical_state_changed"),
        ("9.94", False, "pre_sap10"),
        ("9.94", True, "both"),
        (None, False, "pre_sap10"),
        ("10.3", False, "pre_sap10"),
        ("10.3", True, "both"),
    ],
)
def test_lodged_figures_are_kept_under_sap_10_2_unless_the_home_was_changed(
    version: str | None, changed: bool, reason: str
) -> None:
    assert rebaseline_reason(version, is_physical_state_changed=changed) == reason


def test_divergence_is_calculated_minus_lodged() -> None:
    found = divergence(calculated(71.2, 2.9, 210.0), lodged())
    assert found.sap == pytest.approx(1.2)
    assert found.co2_t_per_year == pytest.approx(-0.1)
    assert found.primary_energy_kwh_per_m2 == pytest.approx(10.0)
    assert found.is_reported


@pytest.mark.parametrize(
    ("ours", "is_reported"),
    [
        (calculated(70.5), False),
        (calculated(69.5), False),
        (calculated(70.51), True),
        (calculated(69.49), True),
        # CO2: over 1 % of 3.0 t and over 0.05 t.
        (calculated(co2=3.049), False),
        (calculated(co2=3.051), True),
        (calculated(co2=2.949), True),
        # Primary energy: over 1 % of 200 kWh/m2 and over 0.5 kWh/m2.
        (calculated(energy=202.0), False),
        (calculated(energy=202.1), True),
        (calculated(energy=197.9), True),
    ],
)
def test_a_difference_is_reported_from_its_limit_on(ours: Performance, is_reported: bool) -> None:
    assert divergence(ours, lodged()).is_reported is is_reported


def test_the_larger_of_the_two_limits_counts() -> None:
    big = lodged(co2_t_per_year=20.0, primary_energy_kwh_per_m2=20.0)
    assert not divergence(calculated(co2=20.19, energy=20.49), big).is_reported
    assert divergence(calculated(co2=20.21, energy=20.0), big).is_reported
    assert divergence(calculated(co2=20.0, energy=20.51), big).is_reported


def test_a_home_that_gives_energy_back_is_compared_by_the_size_of_its_figures() -> None:
    giving = lodged(co2_t_per_year=-10.0, primary_energy_kwh_per_m2=0.0)
    assert not divergence(calculated(co2=-10.09, energy=0.0), giving).is_reported
    assert divergence(calculated(co2=-10.11, energy=0.0), giving).is_reported
