import csv
from dataclasses import fields, replace

import numpy as np
import pytest

import sap10
from sap10.appendices.u_climate import Climate, climate_for, postcode_region
from sap10.codes import Calculation, Orientation
from sap10.dwelling import DwellingBatch
from sap10.errors import CertificateRejected
from sap10.local_weather import LocalWeather
from sap10.months import DAYS
from sap10.tables import MONTH_COLUMNS, load_table
from tests.sap10.golden_dwellings import gas_combi_detached

pytestmark = pytest.mark.pins(
    "96", "Appendix U", "Table U1", "Table U2", "Table U3", "Table U4", "Table U5", "Table U6"
)

TABLES = "spec/tables/sap10.2"


def flux(orientation, pitch_deg, region=0):
    climate = Climate.of_regions(np.array([region]))
    return climate.flux(np.array([0]), np.array([orientation]), np.array([pitch_deg]))[0]


def annual(monthly_flux):
    return 0.024 * float((DAYS * monthly_flux).sum())


def test_findings_c2_south_east_vertical_in_january():
    assert flux(Orientation.SOUTH_EAST, 90.0)[0] == pytest.approx(36.7938, abs=5e-5)


def test_findings_m5_annual_radiation_on_a_south_west_array():
    assert annual(flux(Orientation.SOUTH_WEST, 45.0)) == pytest.approx(1004, abs=0.5)
    assert annual(flux(Orientation.SOUTH_WEST, 30.0)) == pytest.approx(1029, abs=0.5)


def test_horizontal_surface_receives_the_horizontal_irradiance():
    climate = Climate.of_regions(np.array([5]))
    for orientation in (Orientation.HORIZONTAL, Orientation.SOUTH):
        np.testing.assert_allclose(
            flux(orientation, 0.0, region=5), climate.horizontal_irradiance_w_per_m2[0], rtol=1e-14
        )


@pytest.mark.parametrize(
    ("east", "west"),
    [
        (Orientation.NORTH_EAST, Orientation.NORTH_WEST),
        (Orientation.EAST, Orientation.WEST),
        (Orientation.SOUTH_EAST, Orientation.SOUTH_WEST),
    ],
)
def test_west_mirrors_east(east, west):
    np.testing.assert_array_equal(flux(east, 60.0), flux(west, 60.0))


def test_each_surface_takes_its_own_dwellings_climate():
    climate = Climate.of_regions(np.array([20, 1]))
    both = climate.flux(
        np.array([1, 0]), np.array([Orientation.SOUTH, Orientation.SOUTH]), np.array([90.0, 90.0])
    )
    np.testing.assert_array_equal(both[0], flux(Orientation.SOUTH, 90.0, region=1))
    np.testing.assert_array_equal(both[1], flux(Orientation.SOUTH, 90.0, region=20))


def test_ratings_use_the_uk_average_and_costs_the_own_region():
    batch = DwellingBatch.of([_in_region(20), _in_region(1)])
    for calculation, regions in {
        Calculation.RATING: [0, 0],
        Calculation.COSTS: [20, 1],
        Calculation.EMISSIONS: [20, 1],
    }.items():
        assert_same(climate_for(batch, calculation), Climate.of_regions(np.array(regions)))


@pytest.mark.pins("Appendix U", "96", "22")
def test_the_weather_of_a_known_district_replaces_that_of_the_region():
    weather = LocalWeather(
        place="XX1",
        latitude_deg=57.1,
        external_temperature_c=tuple(float(month) for month in range(1, 13)),
        wind_speed_m_per_s=tuple(2.0 + month / 10 for month in range(12)),
        horizontal_irradiance_w_per_m2=tuple(20.0 * month for month in range(1, 13)),
    )
    homes = [replace(_in_region(5), local_weather=weather), _in_region(5)]
    by_region = Climate.of_regions(np.array([5, 5]))

    costs = climate_for(DwellingBatch.of(homes), Calculation.COSTS)
    rating = sap10.rate(homes, calculation="rating")
    local = sap10.rate(homes, calculation="costs")

    assert costs.external_temperature_c[0].tolist() == list(weather.external_temperature_c)
    assert costs.wind_speed_m_per_s[0].tolist() == list(weather.wind_speed_m_per_s)
    np.testing.assert_array_equal(costs.noon_elevation[1], by_region.noon_elevation[1])
    np.testing.assert_array_equal(
        costs.external_temperature_c[1], by_region.external_temperature_c[1]
    )
    # A horizontal surface receives the horizontal radiation, equations U1 and U2.
    flat = costs.flux(np.array([0]), np.array([Orientation.HORIZONTAL]), np.array([0.0]))
    assert flat[0].tolist() == pytest.approx(list(weather.horizontal_irradiance_w_per_m2))
    assert rating.sap_score[0] == rating.sap_score[1]
    assert local.co2_kg_per_year[0] != local.co2_kg_per_year[1]


def test_a_place_of_the_region_s_own_figures_changes_nothing():
    def row(name, columns):
        return tuple(load_table(name).grid(columns)[5].tolist())

    weather = LocalWeather(
        place="Table U",
        latitude_deg=float(load_table("u4_latitude").floats("latitude_deg")[5]),
        external_temperature_c=row("u1_external_temperature", MONTH_COLUMNS),
        wind_speed_m_per_s=row("u2_wind_speed", MONTH_COLUMNS),
        horizontal_irradiance_w_per_m2=row("u3_horizontal_irradiance", MONTH_COLUMNS),
    )
    homes = [replace(_in_region(5), local_weather=weather), _in_region(5)]

    local = sap10.rate(homes, calculation="costs")

    assert local.co2_kg_per_year[0] == local.co2_kg_per_year[1]
    assert local.cost_gbp[0] == local.cost_gbp[1]


def _in_region(region):
    home = gas_combi_detached()
    return replace(home, general=replace(home.general, climate_region=region))


def assert_same(found, expected):
    for item in fields(Climate):
        np.testing.assert_array_equal(getattr(found, item.name), getattr(expected, item.name))


@pytest.mark.parametrize(
    ("file", "column", "attribute"),
    [
        ("table_u1_external_temperature", "external_temperature_c", "external_temperature_c"),
        ("table_u2_wind_speed", "wind_speed_m_s", "wind_speed_m_per_s"),
        (
            "table_u3_horizontal_solar_irradiance",
            "solar_irradiance_w_m2",
            "horizontal_irradiance_w_per_m2",
        ),
    ],
)
def test_all_22_regions_are_those_of_the_specification(shared, file, column, attribute):
    climate = Climate.of_regions(np.arange(22))
    expected = np.full((22, 12), np.nan)
    with (shared / TABLES / f"{file}.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            expected[int(row["region_code"]), int(row["month"]) - 1] = float(row[column])
    np.testing.assert_array_equal(getattr(climate, attribute), expected)


@pytest.mark.pins("RdSAP 19")
def test_region_22_is_the_isle_of_man(shared):
    folder = shared / "spec/tables/rdsap10"
    climate = Climate.of_regions(np.array([22]))
    found = {
        "mean_external_temperature": climate.external_temperature_c,
        "wind_speed": climate.wind_speed_m_per_s,
        "horizontal_solar_irradiance": climate.horizontal_irradiance_w_per_m2,
    }
    with (folder / "section_19_isle_of_man_climate.csv").open(encoding="utf-8") as lines:
        rows = {row["quantity"]: row for row in csv.DictReader(lines)}
    assert rows.keys() == found.keys()
    for quantity, row in rows.items():
        printed = [float(row[month]) for month in MONTH_COLUMNS]
        np.testing.assert_array_equal(found[quantity], [printed])
    with (folder / "section_19_isle_of_man_site.csv").open(encoding="utf-8") as lines:
        (site,) = csv.DictReader(lines)
    assert postcode_region(f"{site['postcode_area']}4 2AA") == int(site["region"]) == 22
    latitudes = load_table("u4_latitude")
    assert latitudes.floats("latitude_deg")[22] == float(site["latitude_deg_n"])
    assert latitudes.floats("height_m")[22] == float(site["height_above_sea_level_m"])


@pytest.mark.parametrize(
    ("postcode", "region"),
    [
        ("LE11 3TU", 6),
        ("BS1 5TR", 5),
        ("SW1A 1AA", 1),
        ("EC1A 1BB", 1),
        ("CH5 1AA", 7),
        ("CH4 1AA", 7),
        ("LL23 7AA", 13),
        ("PH49 4AA", 14),
        ("PH1 1AA", 15),
        ("BT1 1AA", 21),
        ("KW15 1AA", 19),
        ("ze1 0aa", 20),
    ],
)
def test_postcode_region(postcode, region):
    assert postcode_region(postcode) == region


@pytest.mark.parametrize("postcode", ["", "QQ1 1AA", "12345", "JE2 3AB"])
def test_postcode_outside_table_u6_is_refused(postcode):
    with pytest.raises(CertificateRejected, match="Table U6"):
        postcode_region(postcode)


def test_districts_of_table_u6_override_their_area(shared):
    checked = 0
    with (shared / TABLES / "table_u6_postcode_regions.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for district in (row["district_from"], row["district_to"]):
                if district:
                    postcode = f"{row['postcode_area']}{district} 1AA"
                    assert postcode_region(postcode) == int(row["region_code"]), postcode
                    checked += 1
    assert checked > 50
