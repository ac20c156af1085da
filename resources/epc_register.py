"""The national register of energy performance certificates: client of its API.

England and Wales only. `ARA_EPC_TOKEN` holds the token; it is no field of the resource, which
Dagster would print. What is found is 404 where there is nothing, which is an empty answer here.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, TypeVar, cast

import dagster as dg
import httpx
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel

from resources.errors import PermanentFailure
from resources.service_calls import (
    Answer,
    CredentialsRefused,
    Query,
    RateLimiter,
    RetryPolicy,
    ServiceCalls,
    UnexpectedAnswer,
)
from resources.settings import Settings
from sap10.certificate.identity import MAX_DOCUMENT_BYTES

SERVICE = "EPC register"
ADDRESS = "https://api.get-energy-performance-data.communities.gov.uk"
POOL = "epc_register"
"""Dagster's concurrency pool of everything that calls the register."""

REQUESTS_PER_SECOND = 6000 / 300 / 3
"""A third of what the register allows one address, 6,000 calls in 5 minutes: two runs of the pool
and one command may call at once."""

IN_FLIGHT = 4
"""Calls at once; with many more the register answers 429 long before its limit."""

PAGE_SIZE = 5_000
BEGAN = dt.date(2007, 1, 1)
"""A day before the first certificate was lodged."""

_SEARCH = "/api/domestic/search"
_MAX_ANSWER_BYTES = 64 * 2**20
_MAX_TOLD = 200

Model = TypeVar("Model", bound=BaseModel)


class _Answered(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True)


class FoundCertificate(_Answered):
    """A row of the register's search; the certificate itself is asked for by its number."""

    certificate_number: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{4}){4}$")]
    registration_date: dt.date
    uprn: int | None = None
    postcode: str | None = None
    council: str | None = None
    schema_type: str | None = None


class Delta(_Answered):
    """What happened to a certificate: it was removed, or its UPRN changed.

    `event_type` and `timestamp` are as the register sends them, which may be nothing.
    """

    certificate_number: str
    event_type: str | None = None
    timestamp: dt.datetime | None = None

    @property
    def is_removed(self) -> bool:
        """Whether the certificate was cancelled or opted out."""
        return self.event_type == "removed"

    @property
    def is_rekeyed(self) -> bool:
        """Whether the certificate's UPRN changed; its new one is in the certificate."""
        return self.event_type in {"uprn_updated", "address_id_updated"}


class CodeMeaning(_Answered):
    """What a code means in one schema."""

    value: str
    schema_version: str | None = None
    assessment_type: str | None = None


class CodeValues(_Answered):
    """The meanings of one code of a set, by schema."""

    key: str
    values: list[CodeMeaning]


class BulkRelease(_Answered):
    """Size and date of a bulk file; an unchanged pair is an unchanged file."""

    file_size: int
    last_updated: dt.datetime


class _Pagination(_Answered):
    next_page: int | None


class _Page(_Answered):
    data: list[FoundCertificate]
    pagination: _Pagination


class _Deltas(_Answered):
    data: list[Delta]


class _CodeSets(_Answered):
    data: list[str]


class _CodeInfo(_Answered):
    data: list[CodeValues]


class _BulkInfo(_Answered):
    data: BulkRelease


@dataclass(frozen=True)
class Days:
    """Registration dates from first to last, both included."""

    first: dt.date
    last: dt.date

    @property
    def query(self) -> Query:
        """The register's parameters; one of them alone it ignores."""
        return (("date_start", self.first.isoformat()), ("date_end", self.last.isoformat()))

    def halves(self) -> "tuple[Days, Days] | None":
        """Return both halves, the later first, or None for a single day."""
        if self.first >= self.last:
            return None
        middle = self.first + (self.last - self.first) // 2
        return Days(middle + dt.timedelta(days=1), self.last), Days(self.first, middle)


class EpcRegister(dg.ConfigurableResource[Any]):
    """The register's API.

    Parameters
    ----------
    address
        In place of the setting `ARA_EPC_REGISTER` and of the register's own.
    time_limit_seconds
        Longest wait for a connection or the next bytes. [s]
    first_wait_seconds
        Wait before the second attempt; it doubles, with jitter. [s]
    requests_per_second
        Rate budget of this process. [1/s]
    """

    address: str | None = None
    time_limit_seconds: float = 60.0
    first_wait_seconds: float = 0.5
    requests_per_second: float = REQUESTS_PER_SECOND

    @cached_property
    def _address(self) -> httpx.URL:
        url = httpx.URL(self.address or Settings().epc_register or ADDRESS)
        if url.scheme not in {"http", "https"} or not url.host:
            msg = "ARA_EPC_REGISTER must be an address that begins with https://"
            raise PermanentFailure(msg)
        return url

    @cached_property
    def _calls(self) -> ServiceCalls:
        token = _token()
        client = httpx.Client(
            base_url=self._address,
            headers={
                "Authorization": f"Bearer {token}",
                "Accept": "application/json",
            },
            timeout=httpx.Timeout(self.time_limit_seconds, connect=10.0, pool=None),
            limits=httpx.Limits(max_connections=IN_FLIGHT),
        )
        return ServiceCalls(SERVICE, client, self.limiter, self.policy)

    @cached_property
    def _files(self) -> ServiceCalls:
        """Calls of the store of the bulk files, which refuses a request that has a token."""
        client = httpx.Client(timeout=httpx.Timeout(self.time_limit_seconds, connect=10.0))
        return ServiceCalls(f"{SERVICE}'s files", client, self.limiter, self.policy)

    @cached_property
    def limiter(self) -> RateLimiter:
        """The rate budget of every call of this resource."""
        return RateLimiter(self.requests_per_second)

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        """Close the connections of a run."""
        for name in ("_calls", "_files"):
            if (calls := self.__dict__.pop(name, None)) is not None:
                calls.close()

    @property
    def policy(self) -> RetryPolicy:
        """How calls are tried again."""
        return RetryPolicy(
            first_wait=self.first_wait_seconds,
            jitter=2 * self.first_wait_seconds,
            call_limit=10 * self.time_limit_seconds,
        )

    def search(
        self,
        *,
        council: str | None = None,
        postcode: str | None = None,
        uprn: int | None = None,
        registered: Days | None = None,
    ) -> list[FoundCertificate]:
        """Find domestic certificates, every one of a home; at least one filter is needed.

        Pages of one day have no stable order, so that a long search is better by days:
        `search_council`.

        Parameters
        ----------
        council
            The ONS's name of a council, in any case.
        postcode, uprn
            Of the home.
        registered
            Registration dates; the last is before today.
        """
        filters = _filters(council, postcode, uprn, registered)
        found: dict[str, FoundCertificate] = {}
        page: int | None = 1
        while page is not None:
            answer = self._page(filters, page)
            if answer is None:
                break
            found.update((row.certificate_number, row) for row in answer.data)
            page = _next_page(page, answer)
        return list(found.values())

    def search_council(self, council: str, registered: Days) -> Iterator[FoundCertificate]:
        """Find a council's certificates, by spans of days that fit one page each."""
        filters = _filters(council, None, None, registered)
        answer = self._page(filters, 1)
        if answer is None:
            return
        halves = registered.halves()
        if answer.pagination.next_page is None:
            yield from answer.data
        elif halves is None:
            yield from self.search(council=council, registered=registered)
        else:
            for half in halves:
                yield from self.search_council(council, half)

    def certificate(self, number: str) -> bytes | None:
        """Return a certificate as received, or None where it is gone.

        The document does not hold its own number. It is not looked into here.

        Raises
        ------
        TooLarge
            It is too large to be a certificate.
        """
        answer = self._get(
            "/api/certificate", (("certificate_number", number),), most_bytes=MAX_DOCUMENT_BYTES
        )
        return None if answer is None else answer.content

    def deltas(self, days: Days) -> list[Delta]:
        """Return what was removed or got another UPRN on these days, the last before today."""
        answer = self._read(_Deltas, "/api/deltas", days.query)
        return answer.data if answer else []

    def code_sets(self) -> list[str]:
        """Return the names of the register's sets of codes."""
        answer = self._read(_CodeSets, "/api/codes")
        return answer.data if answer else []

    def codes(
        self, code: str, *, key: str | None = None, schema_version: str | None = None
    ) -> list[CodeValues]:
        """Return what the codes of a set mean, those of one key or schema where given."""
        wanted = (("code", code), ("key", key), ("schemaVersion", schema_version))
        query = [(name, value) for name, value in wanted if value is not None]
        answer = self._read(_CodeInfo, "/api/codes/info", query)
        return answer.data if answer else []

    def bulk_release(self) -> BulkRelease:
        """Return size and date of the bulk file of domestic certificates as JSON."""
        answer = self._read(_BulkInfo, "/api/files/domestic/json/info")
        if answer is None:
            msg = f"{SERVICE}: it has no bulk file of domestic certificates today"
            raise PermanentFailure(msg)
        return answer.data

    def bulk_location(self) -> httpx.URL:
        """Return where the bulk file is for the next 30 seconds; no token goes there.

        Raises
        ------
        UnexpectedAnswer
            If the place is neither the register's own nor the store of its files.
        """
        path = "/api/files/domestic/json"
        answer = self._calls.get(path, most_bytes=_MAX_ANSWER_BYTES)
        _judge(path, answer)
        place = httpx.URL(answer.headers.get("location", ""))
        own = self._address
        is_known = place.host == own.host or place.host.endswith(".amazonaws.com")
        if answer.status != 302 or place.scheme != own.scheme or not is_known:
            raise _unexpected(path, "it names no place of the file that is known to be its own")
        return place

    def bulk_range(self, place: httpx.URL, first: int, last: int) -> Answer:
        """Return the bytes from `first` to `last` of a file at `bulk_location`."""
        headers = {"Range": f"bytes={first}-{last}"}
        return self._files.get(str(place), headers=headers, most_bytes=last - first + 1)

    def _page(self, filters: Query, page: int) -> _Page | None:
        size = ("page_size", str(PAGE_SIZE))
        query = [*filters, ("current_page", str(page)), size]
        return self._read(_Page, _SEARCH, query)

    def _read(self, model: type[Model], path: str, query: Query = ()) -> Model | None:
        answer = self._get(path, query)
        if answer is None:
            return None
        try:
            return model.model_validate_json(answer.content)
        except ValidationError as error:
            first = error.errors(include_input=False, include_context=False)[0]
            field = ".".join(str(part) for part in first["loc"])
            raise _unexpected(path, f"{field}: {first['msg']}" if field else "half JSON") from error

    def _get(
        self, path: str, query: Query = (), *, most_bytes: int = _MAX_ANSWER_BYTES
    ) -> Answer | None:
        """Return a 200, or None where there is nothing."""
        answer = self._calls.get(path, query, most_bytes=most_bytes)
        if answer.status == 404 and _told(answer):
            return None
        _judge(path, answer)
        if answer.status != 200:
            raise _unexpected(path, f"status {answer.status}")
        if not answer.is_json:
            raise _unexpected(path, "it is not JSON")
        return answer


def _token() -> str:
    """Return the token, if it is one; a header of anything else would be shown in the refusal."""
    setting = Settings().epc_token
    token = setting.get_secret_value().strip() if setting else ""
    if not re.fullmatch(r"[!-~]+", token):
        is_set = "has signs that no token has" if token else "is not set"
        msg = (
            f"ARA_EPC_TOKEN {is_set}: the token is on the page «My account» of the service «Get "
            "energy performance of buildings data»"
        )
        raise CredentialsRefused(msg)
    return token


def _judge(path: str, answer: Answer) -> None:
    """Refuse an answer that says what to change; its body may be JSON, HTML or text."""
    if answer.status in {401, 403}:
        msg = f"{SERVICE}: {path} answered {answer.status}: ARA_EPC_TOKEN is not accepted"
        raise CredentialsRefused(msg)
    if answer.status == 400:
        msg = f"{SERVICE}: {path} answered 400: {_told(answer) or 'no reason given'}"
        raise PermanentFailure(msg)


def _told(answer: Answer) -> str | None:
    """Return what the register says of its refusal; None where it is not the register that says."""
    try:
        body: Any = json.loads(answer.content)
        told = cast("dict[str, Any]", body)["data"]["error"]
    except (ValueError, TypeError, KeyError):
        return None
    return str(told)[:_MAX_TOLD]


def _unexpected(path: str, what: str) -> UnexpectedAnswer:
    return UnexpectedAnswer(
        f"{SERVICE}: {path} did not answer as its contract says: {what}. Its contract may have "
        f"changed, or it moved (ARA_EPC_REGISTER)"
    )


def _filters(
    council: str | None, postcode: str | None, uprn: int | None, registered: Days | None
) -> Query:
    filters: list[tuple[str, str]] = []
    if council is not None:
        filters.append(("council[]", council))
    if postcode is not None:
        filters.append(("postcode", postcode))
    if uprn is not None:
        filters.append(("uprn", str(uprn)))
    if registered is not None:
        filters += registered.query
    if not filters:
        msg = "a search needs a council, a postcode, a UPRN or registration dates"
        raise ValueError(msg)
    return filters


def _next_page(page: int, answer: _Page) -> int | None:
    following = answer.pagination.next_page
    if following is not None and following <= page:
        raise _unexpected(_SEARCH, f"page {following} follows page {page}")
    return following
