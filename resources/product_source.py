"""Where the product database comes from: a file or a URL by setting, else the project's sample.

`ARA_PCDB` is a path or an https address of the file as BRE publishes it (`pcdb10.dat`); unset, the
sample that the project ships is used: a dozen products with their index numbers.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import dagster as dg
import httpx
import stamina

from resources.errors import PermanentFailure, TransientFailure
from resources.settings import PROJECT, Settings

SAMPLE = PROJECT / "ara_assets" / "data" / "products.csv"
MAX_BYTES = 64 * 2**20
ATTEMPTS = 4
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class ReceivedProducts:
    """A product database as received; `source` says from where, without a secret."""

    source: str
    data: bytes


class ProductSource(Protocol):
    """A source of the whole product database."""

    def read(self) -> ReceivedProducts:
        """Return the file, or raise a failure that says what to do; never a part of it."""
        ...


class ProductFile(dg.ConfigurableResource[Any]):
    """The file that `ARA_PCDB` names.

    Parameters
    ----------
    place
        Path or address in place of the setting.
    wait_seconds
        Longest wait before another attempt at an address. [s]
    """

    place: str | None = None
    wait_seconds: float = 20.0

    def read(self) -> ReceivedProducts:
        """Return the file whole.

        Raises
        ------
        PermanentFailure
            There is no such file, it is too large, or the address refuses it.
        TransientFailure
            The address did not answer in a few attempts.
        """
        place = self.place or Settings().pcdb
        if place is None:
            return ReceivedProducts(SAMPLE.name, SAMPLE.read_bytes())
        if "://" in place:
            return self._fetched(place)
        path = Path(place)
        try:
            if path.stat().st_size > MAX_BYTES:
                raise _too_large(path.name)
            return ReceivedProducts(path.name, path.read_bytes())
        except OSError as error:
            msg = f"ARA_PCDB: {path.name} cannot be read ({type(error).__name__})"
            raise PermanentFailure(msg) from error

    def _fetched(self, address: str) -> ReceivedProducts:
        url = httpx.URL(address)
        if url.scheme not in {"http", "https"}:
            msg = "ARA_PCDB must be a path, or an address that begins with https://"
            raise PermanentFailure(msg)
        name = f"{url.scheme}://{url.host}{url.path}"
        try:
            for attempt in stamina.retry_context(
                on=TransientFailure, attempts=ATTEMPTS, wait_max=self.wait_seconds, timeout=None
            ):
                with attempt:
                    return ReceivedProducts(name, _download(url, name))
        except httpx.HTTPError as error:
            msg = f"ARA_PCDB: {name} cannot be fetched ({type(error).__name__})"
            raise PermanentFailure(msg) from error
        msg = f"ARA_PCDB: {name} gave no answer"
        raise TransientFailure(msg)


def _download(url: httpx.URL, name: str) -> bytes:
    """Return the body of one answer; what may pass is a `TransientFailure`."""
    try:
        with (
            httpx.Client(timeout=TIMEOUT, follow_redirects=True, trust_env=True) as client,
            client.stream("GET", url) as answer,
        ):
            if answer.status_code in _AGAIN:
                msg = f"ARA_PCDB: {name} answered {answer.status_code}"
                raise TransientFailure(msg)
            if not answer.is_success:
                msg = f"ARA_PCDB: {name} answered {answer.status_code}: check the address"
                raise PermanentFailure(msg)
            body = bytearray()
            for chunk in answer.iter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise _too_large(name)
            return bytes(body)
    except (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError) as error:
        msg = f"ARA_PCDB: {name} did not answer ({type(error).__name__})"
        raise TransientFailure(msg) from error


def _too_large(name: str) -> PermanentFailure:
    return PermanentFailure(f"ARA_PCDB: {name} has more than {MAX_BYTES} bytes")
