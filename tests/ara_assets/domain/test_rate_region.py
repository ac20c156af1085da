import pytest

from ara_assets.domain.fuel_rates import CAP_REGIONS, FuelRatesRejected
from ara_assets.domain.rate_region import RateRegions
from resources.tariff_source import rate_regions

REGIONS = rate_regions()


@pytest.mark.parametrize(
    ("postcode", "nation", "region"),
    [
        ("NR1 1AA", "england", "eastern"),
        ("sw1a1aa", "england", "london"),
        (" M1 1AE", None, "north_west"),
        ("CF10 1AA", "wales", "south_wales"),
        ("LL11 1AA", "wales", "north_wales_and_mersey"),
        ("PL1 1AA", "england", "southern_western"),
        ("EH1 1AA", "scotland", "southern_scotland"),
        ("IV1 1AA", "scotland", "northern_scotland"),
        ("BT1 1AA", None, "northern_ireland"),
        ("BT1 1AA", "northern_ireland", "northern_ireland"),
        (None, "northern_ireland", "northern_ireland"),
        ("ZZ1 1AA", "england", "great_britain"),
        ("", "wales", "great_britain"),
        (None, None, "great_britain"),
        ("BT1 1AA", "england", "great_britain"),
    ],
)
def test_region_of_a_postcode(postcode: str | None, nation: str | None, region: str) -> None:
    assert REGIONS.region(postcode, nation) == region


def test_every_area_of_the_country_is_mapped_and_every_region_reached() -> None:
    assert len(REGIONS.region_by_area) == 121  # 120 areas of Great Britain, and BT
    assert set(REGIONS.region_by_area.values()) == {*CAP_REGIONS, "northern_ireland"}
    assert set(REGIONS.region_by_area) > REGIONS.split_areas


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(FuelRatesRejected, match="wessex"):
        RateRegions({"BA": "wessex"}, frozenset())
