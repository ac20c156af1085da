"""What may be set from outside: environment variables that begin with ``ARA_``, and nothing else.

Secrets never print: a URL is held as a secret, and every message about one names the variable only.
"""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[1]

DATA_SCHEME = "postgresql+psycopg"
DAGSTER_SCHEME = "postgresql+psycopg2"


class SettingsError(ValueError):
    """A setting is missing or unusable; the message names the variable, never its value."""


class Settings(BaseSettings):
    """The settings of this process, read from the environment.

    Attributes
    ----------
    database_url
        ``ARA_DATABASE_URL``: where Ara's tables live, ``postgresql+psycopg://...``. Unset, the
        ``ara`` command starts the embedded server.
    dagster_database_url
        ``ARA_DAGSTER_DATABASE_URL``: Dagster's own storage, ``postgresql+psycopg2://...``.
    home
        ``ARA_HOME``: the folder of everything that Ara makes here, by default ``.ara/`` in the
        project.
    object_store
        ``ARA_OBJECT_STORE``: where documents as received are kept, ``s3://bucket/prefix``; unset,
        in ``objects/`` of `home`.
    epc_token
        ``ARA_EPC_TOKEN``: token of the national register of certificates. Without one, certificates
        come from folders and archives.
    epc_register
        ``ARA_EPC_REGISTER``: address of a register's API in place of the national one.
    ofgem
        ``ARA_OFGEM``: the page of the price cap's levels, read every night; unset, tariffs come
        from the shipped file.
    queue_url
        ``ARA_QUEUE_URL``: SQS queue that other systems ask for runs by; unset, nobody does.
    run_log
        ``ARA_RUN_LOG``: link to a run's log, with ``{run_id}`` in it; unset, the run's page of
        ``ara dev``. Where logs go to CloudWatch, a link to their stream.
    pcdb
        ``ARA_PCDB``: the product database, a path or an https address; unset, the project's sample.
    """

    model_config = SettingsConfigDict(env_prefix="ARA_", frozen=True, extra="ignore")

    database_url: SecretStr | None = None
    dagster_database_url: SecretStr | None = None
    home: Path = PROJECT / ".ara"
    object_store: str | None = None
    epc_token: SecretStr | None = None
    epc_register: str | None = None
    pcdb: str | None = None
    ofgem: str | None = None
    queue_url: str | None = None
    run_log: str = "http://127.0.0.1:3000/runs/{run_id}"

    @property
    def reference_folders(self) -> list[str]:
        """Folders of reference data as files: the user's own, then the demo's."""
        return [str(self.home / "reference"), str(self.home / "demo")]

    @property
    def is_embedded(self) -> bool:
        """Whether no server is set, so that the embedded one is used."""
        return self.database_url is None and self.dagster_database_url is None


def checked_url(url: str, *, scheme: str, variable: str) -> str:
    """Return `url` if it names its driver, else refuse it without repeating it.

    SQLAlchemy reads a bare ``postgresql://`` as psycopg 3, which breaks Dagster's storage.

    Parameters
    ----------
    url
        A database URL.
    scheme
        The one scheme that is right here: `DATA_SCHEME` or `DAGSTER_SCHEME`.
    variable
        The environment variable that the URL came from, for the message.
    """
    found = url.partition("://")[0] if "://" in url else ""
    if found != scheme:
        shown = (
            f"{found}://" if found.isascii() and found.replace("+", "").isalnum() else "no scheme"
        )
        message = f"{variable} must begin with {scheme}:// (it names the driver); it has {shown}"
        raise SettingsError(message)
    return url
