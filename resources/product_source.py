"""Where the product database comes from: a file or a URL by setting, else the project's sample.

`ARA_PCDB` is a path or an https address of the file as BRE publishes it (`pcdb10.dat`); unset, the
sample that the project ships is used: a dozen products with their index numbers.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import dagster as dg
import httpx

from resources.errors import PermanentFailure
from resources.service_calls import RateLimiter, RetryPolicy, ServiceCalls
from resources.settings import PROJECT, Settings

SAMPLE = PROJECT / "ara_assets" / "data" / "products.csv"
SERVICE = "ARA_PCDB"
MAX_BYTES = 64 * 2**20
ATTEMPTS = 4
CALLS_PER_SECOND = 10.0
TIMEOUT = httpx.Timeout(30.0, connect=10.0)


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
        policy = RetryPolicy(attempts=ATTEMPTS, longest_wait=self.wait_seconds)
        client = httpx.Client(timeout=TIMEOUT, follow_redirects=True)
        calls = ServiceCalls(SERVICE, client, RateLimiter(CALLS_PER_SECOND), policy)
        try:
            answer = calls.get(address, most_bytes=MAX_BYTES)
        finally:
            calls.close()
        if not httpx.codes.is_success(answer.status):
            msg = f"{SERVICE}: {url.path} answered {answer.status}: check the address"
            raise PermanentFailure(msg)
        return ReceivedProducts(f"{url.scheme}://{url.host}{url.path}", answer.content)


def _too_large(name: str) -> PermanentFailure:
    return PermanentFailure(f"ARA_PCDB: {name} has more than {MAX_BYTES} bytes")
