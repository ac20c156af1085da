"""Engines for Ara's own tables; Dagster makes its own from its own URL."""

from sqlalchemy import Engine, create_engine

from resources.settings import DAGSTER_SCHEME, DATA_SCHEME, Settings, SettingsError, checked_url


def database_url(settings: Settings | None = None) -> str:
    """Return the URL of Ara's tables, ``postgresql+psycopg://...``, from ``ARA_DATABASE_URL``.

    Inside Dagster's processes the variable is always set: by ``ara``, which starts the embedded
    server where nobody set it, or by the deployment.
    """
    secret = (settings or Settings()).database_url
    if secret is None:
        message = (
            "ARA_DATABASE_URL is not set: start through `ara dev`, or set what `ara env` prints"
        )
        raise SettingsError(message)
    return checked_url(secret.get_secret_value(), scheme=DATA_SCHEME, variable="ARA_DATABASE_URL")


def dagster_database_url(settings: Settings | None = None) -> str:
    """Return the URL of Dagster's storage, ``postgresql+psycopg2://...``."""
    variable = "ARA_DAGSTER_DATABASE_URL"
    secret = (settings or Settings()).dagster_database_url
    if secret is None:
        message = f"{variable} is not set: set it beside ARA_DATABASE_URL, or leave both unset"
        raise SettingsError(message)
    return checked_url(secret.get_secret_value(), scheme=DAGSTER_SCHEME, variable=variable)


def make_engine(url: str) -> Engine:
    """Return an engine for `url`, which is checked to name the driver and is never logged."""
    checked_url(url, scheme=DATA_SCHEME, variable="The database URL")
    return create_engine(
        url,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 10, "application_name": "ara"},
    )
