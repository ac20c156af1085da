"""Calls of services on the web: time limits, a rate budget, bounded retries that obey Retry-After.

Again is tried only what may pass: 429, 5xx, time-outs, broken connections. Everything else is the
answer, for the service's own client to judge.
"""

import datetime as dt
import logging
import random
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx
import stamina

from resources.errors import PermanentFailure, TransientFailure

# At INFO it logs every address with its query, and a postcode is part of a home's address.
logging.getLogger("httpx").setLevel(logging.WARNING)

Query = Sequence[tuple[str, str]]


class CallFailed(TransientFailure):
    """A call that may succeed later; `retry_after` is what the service asked for. [s]"""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class CredentialsRefused(PermanentFailure):
    """The service does not know the token; the message names the variable, never its value."""


class UnexpectedAnswer(PermanentFailure):
    """The service answered what its contract does not have; the message names what."""


class TooLarge(PermanentFailure):
    """An answer of more bytes than may be; `size_bytes` is as far as it was read. [B]"""

    def __init__(self, message: str, size_bytes: int) -> None:
        super().__init__(message)
        self.size_bytes = size_bytes


@dataclass(frozen=True)
class RetryPolicy:
    """How often and how far apart a call is tried; times in seconds.

    `call_limit` bounds one whole answer. A service that asks to wait longer than
    `longest_retry_after` is not called again.
    """

    attempts: int = 5
    first_wait: float = 0.5
    longest_wait: float = 20.0
    jitter: float = 1.0
    longest_retry_after: float = 300.0
    call_limit: float = 120.0


@dataclass(frozen=True)
class Answer:
    """Status, headers and the whole body of an answer."""

    status: int
    headers: httpx.Headers
    content: bytes

    @property
    def is_json(self) -> bool:
        """Whether it says that it is JSON."""
        return "json" in self.headers.get("content-type", "").lower()


class RateLimiter:
    """Spaces calls evenly; all threads of this process share it."""

    def __init__(self, per_second: float) -> None:
        self._interval = 1.0 / per_second
        self._lock = threading.Lock()
        self._next = 0.0

    def wait(self) -> None:
        """Return when the next call may be made."""
        with self._lock:
            at = max(time.monotonic(), self._next)
            self._next = at + self._interval
        time.sleep(max(0.0, at - time.monotonic()))

    def hold(self, seconds: float) -> None:
        """Let no call be made for a while, as the service asked one of them."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


class ServiceCalls:
    """GET calls of one service.

    Parameters
    ----------
    service
        Its name, for messages; they name the path of a call, never its query or headers.
    client
        With base address, time limits and secret headers.
    limiter, policy
        The rate budget and the retries.
    """

    def __init__(
        self, service: str, client: httpx.Client, limiter: RateLimiter, policy: RetryPolicy
    ) -> None:
        self._service = service
        self._client = client
        self._limiter = limiter
        self._policy = policy

    def get(
        self,
        path: str,
        query: Query = (),
        headers: Mapping[str, str] | None = None,
        *,
        most_bytes: int,
    ) -> Answer:
        """Return the answer, whatever its status but 429 and 5xx.

        Raises
        ------
        CallFailed
            It was no answer, 429 or 5xx, as often as may be tried.
        TooLarge
            It has more than `most_bytes`.
        """
        policy = self._policy
        for attempt in stamina.retry_context(
            on=self._may_pass,
            attempts=policy.attempts,
            timeout=None,
            wait_initial=policy.first_wait,
            wait_max=policy.longest_wait,
            wait_jitter=policy.jitter,
        ):
            with attempt:
                return self._once(path, query, headers, most_bytes)
        msg = f"{self._service}: {path} was not called"
        raise CallFailed(msg)

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    def _may_pass(self, error: Exception) -> bool | float:
        """Return whether to try again, as seconds where the service says them."""
        if not isinstance(error, CallFailed):
            return False
        if error.retry_after is None:
            return True
        if error.retry_after > self._policy.longest_retry_after:
            return False
        self._limiter.hold(error.retry_after)
        return error.retry_after + random.uniform(0, self._policy.jitter)  # noqa: S311

    def _once(
        self, path: str, query: Query, headers: Mapping[str, str] | None, most_bytes: int
    ) -> Answer:
        self._limiter.wait()
        what = f"{self._service}: {httpx.URL(path).path}"
        ends = time.monotonic() + self._policy.call_limit
        try:
            with self._client.stream(
                "GET", path, params=list(query) or None, headers=headers
            ) as answer:
                if answer.status_code == 429 or answer.status_code >= 500:
                    msg = f"{what} answered {answer.status_code}"
                    raise CallFailed(msg, _retry_after(answer.headers.get("retry-after")))
                body = bytearray()
                for chunk in answer.iter_bytes():
                    body += chunk
                    if len(body) > most_bytes:
                        msg = f"{what} answered more than {most_bytes} bytes"
                        raise TooLarge(msg, len(body))
                    if time.monotonic() > ends:
                        msg = f"{what} was not complete after {self._policy.call_limit:g} s"
                        raise CallFailed(msg)
                return Answer(answer.status_code, answer.headers, bytes(body))
        except (httpx.TransportError, httpx.DecodingError) as error:
            msg = f"{what} did not answer ({type(error).__name__})"
            raise CallFailed(msg) from error


def _retry_after(value: str | None) -> float | None:
    """Return the seconds of a Retry-After header, a number or a date; None where it is neither."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=dt.UTC)
    return max(0.0, (at - dt.datetime.now(dt.UTC)).total_seconds())
