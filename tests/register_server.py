"""A register on loopback that answers as the real one does, and fails as a test tells it to."""

import datetime as dt
import io
import json
import re
import socket
import struct
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from resources.epc_register import EpcRegister

TOKEN = "token-of-nobody-0123456789"
COUNCIL = "Bristol, City of"

Fault = Response | Callable[[Request], Response]


def number(n: int) -> str:
    return f"0000-0000-0000-{n // 10_000:04d}-{n % 10_000:04d}"


@dataclass
class Lodged:
    """A certificate of the register: its row of the search and its document."""

    certificate_number: str
    uprn: int | None
    registration_date: str
    council: str = COUNCIL
    postcode: str = "ZZ1 1ZZ"
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def row(self) -> dict[str, Any]:
        return {
            "certificateNumber": self.certificate_number,
            "addressLine1": f"{self.uprn} Some Street",
            "postcode": self.postcode,
            "council": self.council,
            "currentEnergyEfficiencyBand": None,
            "registrationDate": self.registration_date,
            "uprn": self.uprn,
            "schemaType": "RdSAP-Schema-21.0.1",
        }

    @property
    def document(self) -> dict[str, Any]:
        return {
            "schema_type": "RdSAP-Schema-21.0.1",
            "uprn": self.uprn,
            "registration_date": self.registration_date,
            "postcode": self.postcode,
            "address_line_1": f"{self.uprn} Some Street",
        } | self.fields


class RegisterServer:
    """Answers of a register; `faults` answer first, in order, one call each.

    `calls` holds the path and the query of every call.
    """

    def __init__(self, http: HTTPServer) -> None:
        self.http = http
        self.lodged: dict[str, Lodged] = {}
        self.deltas: list[dict[str, Any]] = []
        self.faults: list[tuple[str, Fault]] = []
        self.calls: list[tuple[str, dict[str, list[str]]]] = []
        self.bulk = b""
        self.largest_page = 5_000
        self.expired_places = 0
        http.expect_request(re.compile("/.*")).respond_with_handler(self._answer)

    @property
    def address(self) -> str:
        return self.http.url_for("").rstrip("/")

    @property
    def register(self) -> EpcRegister:
        """A client of this server that is quick to try again."""
        return EpcRegister(
            address=self.address,
            time_limit_seconds=0.5,
            first_wait_seconds=0.01,
            requests_per_second=2_000,
        )

    def lodge(self, *certificates: Lodged) -> None:
        self.lodged.update((one.certificate_number, one) for one in certificates)

    def fail(self, path: str, *faults: Fault) -> None:
        """Answer the next calls of a path so, whatever was asked."""
        self.faults += [(path, fault) for fault in faults]

    def called(self, path: str) -> int:
        return sum(made == path for made, _ in self.calls)

    def build_bulk(self, *, as_list: bool = False, with_numbers: bool = True) -> None:
        """Build the bulk file of what is lodged, a member for each year."""
        years: dict[str, list[str]] = {}
        for one in self.lodged.values():
            own = {"certificate_number": one.certificate_number} if with_numbers else {}
            text = json.dumps(own | one.document)
            years.setdefault(one.registration_date[:4], []).append(text)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for year, documents in years.items():
                text = f"[{', '.join(documents)}]" if as_list else "\n".join(documents)
                archive.writestr(f"certificates-{year}.json", text)
                archive.writestr(f"recommendations-{year}.json", "not wanted")
        self.bulk = packed.getvalue()

    def _answer(self, request: Request) -> Response:
        self.calls.append((request.path, request.args.to_dict(flat=False)))
        for index, (path, fault) in enumerate(self.faults):
            if request.path.startswith(path):
                del self.faults[index]
                return (
                    fault(request) if callable(fault) and not isinstance(fault, Response) else fault
                )
        if request.path == "/store/bulk":
            return self._stored(request)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            body = '{"errors":[{"code":"UNAUTHORISED","title":"You are not authenticated"}]}'
            return Response(body, 403, content_type="text/html")
        answers = {
            "/api/domestic/search": self._search,
            "/api/certificate": self.certificate,
            "/api/deltas": self._deltas,
            "/api/codes": lambda _request: answered(["built_form", "tenure"]),
            "/api/codes/info": self._code,
            "/api/files/domestic/json": self._place,
            "/api/files/domestic/json/info": self._bulk_info,
        }
        return answers[request.path](request)

    def _search(self, request: Request) -> Response:
        query = request.args
        if query.get("council"):
            return refused("please provide a valid date range or search parameter")
        first, last = query.get("date_start"), query.get("date_end")
        if last and last >= dt.datetime.now(dt.UTC).date().isoformat():
            return refused("the date cannot include today")
        found = [
            one
            for one in self.lodged.values()
            if (not query.get("council[]") or one.council.lower() == query["council[]"].lower())
            and (not query.get("postcode") or one.postcode == query["postcode"])
            and (not query.get("uprn") or str(one.uprn) == query["uprn"])
            and (not (first and last) or first <= one.registration_date <= last)
        ]
        if not found:
            return error(404, "No certificates could be found for that query")
        found.sort(key=lambda one: one.registration_date, reverse=True)
        size = min(int(query.get("page_size", 5_000)), self.largest_page)
        page = int(query.get("current_page", 1))
        pages = -(-len(found) // size)
        return answered(
            [one.row for one in found[(page - 1) * size : page * size]],
            pagination={
                "totalRecords": len(found),
                "currentPage": page,
                "totalPages": pages,
                "nextPage": page + 1 if page < pages else None,
                "prevPage": None,
                "pageSize": size,
            },
        )

    def certificate(self, request: Request) -> Response:
        found = self.lodged.get(request.args["certificate_number"])
        return answered(found.document) if found else error(404, "Certificate not found")

    def _deltas(self, request: Request) -> Response:
        first, last = request.args["date_start"], request.args["date_end"]
        found = [
            row for row in self.deltas if first <= (row.get("timestamp") or first)[:10] <= last
        ]
        if not found:
            return error(404, "No audit logs could be found for that query")
        return answered(found)

    def _code(self, request: Request) -> Response:
        if request.args.get("code") != "built_form":
            return error(404, "No codes could be found for that query")
        meaning = {"value": "Mid-Terrace", "schemaVersion": "RdSAP-Schema-21.0.1"}
        return answered([{"key": "4", "values": [meaning | {"assessmentType": "RdSAP"}]}])

    def _bulk_info(self, _request: Request) -> Response:
        when = "2026-08-01T00:31:19.000+00:00"
        return answered({"fileSize": len(self.bulk), "lastUpdated": when})

    def _place(self, _request: Request) -> Response:
        headers = {"Location": self.http.url_for("/store/bulk?X-Amz-Signature=signed")}
        return Response("", 302, headers=headers)

    def _stored(self, request: Request) -> Response:
        if "Authorization" in request.headers:
            return Response("Only one auth mechanism allowed", 400)
        if self.expired_places:
            self.expired_places -= 1
            return Response("Request has expired", 403)
        span = re.fullmatch(r"bytes=(\d+)-(\d+)", request.headers["Range"])
        assert span
        first, last = int(span[1]), int(span[2])
        headers = {"Content-Range": f"bytes {first}-{last}/{len(self.bulk)}"}
        return Response(self.bulk[first : last + 1], 206, headers=headers)


def answered(data: object, **more: object) -> Response:
    return Response(json.dumps({"data": data} | more), 200, content_type="application/json")


def error(status: int, text: str) -> Response:
    body = json.dumps({"data": {"error": text}})
    return Response(body, status, content_type="application/json")


def refused(text: str) -> Response:
    return error(400, f"The search query was invalid - {text}")


@contextmanager
def resetting_server(resets: int, answer: bytes) -> Iterator[tuple[str, list[int]]]:
    """A server that resets its first connections, then answers; its address and its calls."""
    listener = socket.create_server(("127.0.0.1", 0))
    calls: list[int] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65_536)
                calls.append(1)
                if len(calls) <= resets:
                    at_once = struct.pack("ii", 1, 0)
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
                    continue
                head = (
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                    f"Content-Length: {len(answer)}\r\n\r\n"
                )
                connection.sendall(head.encode() + answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", calls
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=5)
