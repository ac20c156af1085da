"""The client of the price cap's page, against a server on loopback."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from ara_assets.domain.fuel_rates import CAP_REGIONS, GREAT_BRITAIN, Fuel, Tariff, TariffPeriod
from resources.errors import PermanentFailure, TransientFailure
from resources.ofgem import OfgemCap, open_tariffs, with_cap
from resources.ofgem_workbook import read_workbook
from resources.settings import Settings
from resources.tariff_source import TariffFile
from tests.ofgem_server import FILE, PAGE, STANDING_P, UNIT_P, workbook

NEW = dt.date(2027, 2, 1)


@pytest.fixture
def publish(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., OfgemCap]:
    """Return how Ofgem publishes a page and a file, and who reads them."""
    monkeypatch.setenv("ARA_HOME", str(tmp_path))
    monkeypatch.delenv("ARA_OBJECT_STORE", raising=False)

    def published(page: str = PAGE.format(link=FILE), data: bytes | None = None) -> OfgemCap:
        body = workbook() if data is None else data
        httpserver.expect_request("/cap").respond_with_data(page, content_type="text/html")
        httpserver.expect_request(FILE.replace("%20", " ")).respond_with_data(body)
        return OfgemCap(address=httpserver.url_for("/cap"), first_wait_seconds=0.01)

    return published


def test_the_newest_workbook_goes_on_from_the_shipped_history(
    publish: Callable[..., OfgemCap], tmp_path: Path
) -> None:
    rates = publish().read_rates()
    for place, region in enumerate(CAP_REGIONS):
        gas = rates.rate(Fuel.MAINS_GAS, rate_region=region, on=NEW)
        assert gas is not None
        assert gas.rate_region == region
        assert gas.unit_rate_p_per_kwh == pytest.approx(UNIT_P["Gas"] + place / 10, abs=0.006)
        assert gas.standing_charge_p_per_day == pytest.approx(STANDING_P + place, abs=0.006)
    shipped = TariffFile().read_rates()
    day = dt.date(2026, 8, 1)
    assert rates.in_force(day) == shipped.in_force(day)
    [kept] = [path for path in (tmp_path / "objects").rglob("*") if path.is_file()]
    assert read_workbook(kept.read_bytes()) == read_workbook(workbook())


def test_a_second_reading_gives_the_same_rates(publish: Callable[..., OfgemCap]) -> None:
    source = publish()
    assert source.read_rates().version == source.read_rates().version


@pytest.mark.parametrize(
    ("period", "ratio"), [(TariffPeriod.HIGH, 1.216), (TariffPeriod.LOW, 0.511)]
)
def test_day_and_night_rates_keep_their_stated_ratio(
    publish: Callable[..., OfgemCap], period: TariffPeriod, ratio: float
) -> None:
    rates = publish().read_rates()
    single = rates.rate(Fuel.ELECTRICITY, rate_region=GREAT_BRITAIN, on=NEW)
    split = rates.rate(
        Fuel.ELECTRICITY,
        rate_region="london",
        on=NEW,
        tariff=Tariff.SEVEN_HOUR,
        tariff_period=period,
    )
    assert single is not None
    assert split is not None
    assert split.unit_rate_p_per_kwh == round(single.unit_rate_p_per_kwh * ratio, 2)
    assert split.is_estimate
    assert (split.effective_from, split.effective_to) == (
        single.effective_from,
        single.effective_to,
    )


def test_a_gap_before_the_workbook_is_not_filled() -> None:
    later = [one for one in read_workbook(workbook()) if one.effective_from.year == 2027]
    known = TariffFile().read_rates()
    early = type(known)(
        [
            rate
            for rate in known.rates
            if rate.effective_to is None or rate.effective_to < dt.date(2026, 10, 1)
        ]
    )
    with pytest.raises(PermanentFailure, match="between 2026-09-30 and 2027-01-01 no rate"):
        with_cap(early, later)


@pytest.mark.parametrize(
    ("page", "data", "message"),
    [
        ("<html><a href='/x.xlsx'>Annex 9</a></html>", None, "no link to the workbook"),
        ("", None, "no link to the workbook"),
        (PAGE.format(link="https://elsewhere.example/a.xlsx"), None, "of the same site"),
        (PAGE.format(link="/cap.pdf"), None, "of the same site"),
        (PAGE.format(link="/gone.xlsx"), None, "/gone.xlsx answered 500"),
        (PAGE.format(link=FILE), b"<html>Please wait</html>", "layout may have changed"),
    ],
)
def test_what_cannot_be_used_raises(
    publish: Callable[..., OfgemCap], page: str, data: bytes | None, message: str
) -> None:
    with pytest.raises((PermanentFailure, TransientFailure), match=message):
        publish(page, data).read_rates()


def test_a_firewall_is_told(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/cap").respond_with_data("no", status=403)
    with pytest.raises(PermanentFailure, match="/cap answered 403: look whether the page moved"):
        OfgemCap(address=httpserver.url_for("/cap")).read_rates()


def test_a_setting_says_which_source() -> None:
    assert isinstance(open_tariffs(Settings(ofgem=None)), TariffFile)
    assert isinstance(open_tariffs(Settings(ofgem="https://ofgem.example/cap")), OfgemCap)
