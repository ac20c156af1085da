"""Agreement of calculated with lodged figures, and the home looked at closely."""

import json
from dataclasses import asdict

import pandas as pd
import pytest

import sap10
from ara_assets.domain.divergence import (
    BEST_MEAN_ABSOLUTE_ERROR,
    BEST_SHARE_WITHIN,
    Agreement,
    Comparison,
    agreement_by,
    examine,
    main_heating_name,
)
from ara_assets.domain.performance import expand_home
from sap10.certificate.document import Certificate
from sap10.certificate.read import read_certificate
from tests.sap10.certificate.documents import CERTIFICATE

LODGED = {"energy_rating_current", "co2_emissions_current", "energy_consumption_current"}

SUMS = pd.DataFrame(
    [
        ("A", 3, 2, 1.5, -0.9, 0.3, 0.1, 12.0, -6.0),
        ("A", 1, 0, 4.5, 4.5, 0.5, 0.5, 20.0, 20.0),
        ("B", 1, 1, 0.1, 0.1, 0.0, 0.0, 1.0, 1.0),
    ],
    columns=[
        "schema_type",
        "homes",
        "within",
        "sap_abs",
        "sap",
        "co2_abs",
        "co2",
        "energy_abs",
        "energy",
    ],
)


def test_agreement_of_groups_added_up() -> None:
    found = Agreement.of(SUMS)
    assert found is not None
    assert asdict(found) == {
        "homes": 5,
        "share_within": 0.6,
        "sap_mean_absolute_error": pytest.approx(6.1 / 5),
        "sap_bias": pytest.approx(3.7 / 5),
        "co2_mean_absolute_error_t_per_year": pytest.approx(0.8 / 5),
        "co2_bias_t_per_year": pytest.approx(0.6 / 5),
        "primary_energy_mean_absolute_error_kwh_per_m2": pytest.approx(33 / 5),
        "primary_energy_bias_kwh_per_m2": pytest.approx(15 / 5),
    }
    assert Agreement.of(SUMS[:0]) is None


def test_groups_come_largest_first() -> None:
    groups = agreement_by(SUMS, "schema_type")
    assert [(name, found.homes) for name, found in groups.items()] == [("A", 4), ("B", 1)]
    assert groups["A"].share_within == 0.5
    assert groups["B"].share_within == 1.0


@pytest.mark.parametrize(
    ("share", "error", "is_best"),
    [
        (BEST_SHARE_WITHIN, BEST_MEAN_ABSOLUTE_ERROR, True),
        (BEST_SHARE_WITHIN - 0.001, BEST_MEAN_ABSOLUTE_ERROR, False),
        (BEST_SHARE_WITHIN, BEST_MEAN_ABSOLUTE_ERROR + 0.001, False),
    ],
)
def test_it_takes_both_figures_to_be_the_best(share: float, error: float, is_best: bool) -> None:
    assert Agreement(10, share, error, 0, 0, 0, 0, 0).is_best is is_best


def certificate(**fields: object) -> Certificate:
    return read_certificate(json.dumps(CERTIFICATE | fields).encode())


def test_main_heating_is_named_by_kind_and_fuel() -> None:
    assert main_heating_name(certificate().epc) == "boiler, mains gas"


def test_figures_of_a_home_stand_furthest_off_first_beside_their_worksheet_line() -> None:
    home = expand_home(certificate().epc)
    rating, local = (sap10.rate([home], calculation=how) for how in ("rating", "costs"))
    requirement = float(local.space_heating_kwh[0])
    examined = examine(
        certificate(
            energy_rating_current=int(rating.sap_rating[0]),
            environmental_impact_current=int(rating.ei_rating[0]),
            co2_emissions_current=round(float(local.co2_kg_per_year[0]) / 1000, 3),
            energy_consumption_current=round(float(local.primary_energy_kwh_per_m2[0])),
            total_floor_area=2 * round(float(local.total_floor_area_m2[0])),
            renewable_heat_incentive={"space_heating_existing_dwelling": 5 * requirement},
        )
    )
    assert [one.figure for one in examined.figures[:2]] == [
        "space heating requirement",
        "total floor area",
    ]
    worst = examined.figures[0]
    assert (worst.line, worst.unit) == ("98c", "kWh/yr")
    assert worst.calculated == requirement
    assert worst.relative_difference == pytest.approx(-0.8)
    assert max(abs(one.relative_difference) for one in examined.figures[2:]) < 0.01
    assert {one.figure for one in examined.figures} == {
        "SAP rating",
        "environmental impact",
        "CO2",
        "primary energy",
        "total floor area",
        "space heating requirement",
    }
    assert set(examined.notes) >= set(home.notes)
    assert home.notes


def test_a_home_without_lodged_figures_has_nothing_to_compare() -> None:
    bare = {key: value for key, value in CERTIFICATE.items() if key not in LODGED}
    assert examine(read_certificate(json.dumps(bare).encode())).figures == ()


def test_a_small_lodged_figure_makes_no_great_share() -> None:
    assert Comparison("CO2", "272", "t/yr", 0.1, 0.3).relative_difference == pytest.approx(0.2)
