"""Settings come from the environment, name their driver, and never print."""

from pathlib import Path

import pytest

from resources.database.engine import dagster_database_url, database_url, make_engine
from resources.settings import PROJECT, Settings, SettingsError

SECRET = "not-to-be-seen"


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ARA_DATABASE_URL", "ARA_DAGSTER_DATABASE_URL", "ARA_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_with_nothing_set_the_embedded_server_is_used() -> None:
    settings = Settings()
    assert settings.is_embedded
    assert settings.home == PROJECT / ".ara"


def test_home_is_taken_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ARA_HOME", str(tmp_path))
    assert Settings().home == tmp_path


def test_urls_that_name_their_drivers_are_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = f"postgresql+psycopg://ara:{SECRET}@127.0.0.1/ara"
    dagsters = f"postgresql+psycopg2://ara:{SECRET}@127.0.0.1/dagster"
    monkeypatch.setenv("ARA_DATABASE_URL", ours)
    monkeypatch.setenv("ARA_DAGSTER_DATABASE_URL", dagsters)
    assert not Settings().is_embedded
    assert database_url() == ours
    assert dagster_database_url() == dagsters


@pytest.mark.parametrize(
    "scheme", ["postgresql", "postgres", "postgresql+psycopg2", "postgresql+asyncpg", "sqlite"]
)
def test_any_other_scheme_is_refused_without_showing_the_url(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("ARA_DATABASE_URL", f"{scheme}://ara:{SECRET}@127.0.0.1/ara")
    with pytest.raises(SettingsError, match=r"ARA_DATABASE_URL must begin with") as refused:
        database_url()
    assert "postgresql+psycopg://" in str(refused.value)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_dagsters_url_needs_its_own_driver(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("ARA_DAGSTER_DATABASE_URL", f"{scheme}://ara:{SECRET}@127.0.0.1/dagster")
    with pytest.raises(SettingsError, match=r"postgresql\+psycopg2://") as refused:
        dagster_database_url()
    assert SECRET not in str(refused.value)


def test_a_url_with_no_scheme_is_refused_without_showing_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ARA_DATABASE_URL", SECRET)
    with pytest.raises(SettingsError, match="no scheme") as refused:
        database_url()
    assert SECRET not in str(refused.value)


def test_one_url_without_the_other_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARA_DATABASE_URL", "postgresql+psycopg://127.0.0.1/ara")
    with pytest.raises(SettingsError, match="ARA_DAGSTER_DATABASE_URL is not set"):
        dagster_database_url()


def test_secrets_do_not_print(monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"postgresql+psycopg://ara:{SECRET}@127.0.0.1/ara"
    monkeypatch.setenv("ARA_DATABASE_URL", url)
    settings = Settings()
    assert SECRET not in f"{settings!r} {settings} {settings.model_dump()}"
    assert SECRET not in repr(make_engine(url))
