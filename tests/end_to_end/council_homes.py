"""A council of any size in a register on loopback: the demo's homes, again and again."""

import json
import os
import re
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from werkzeug import Request, Response

from ara_assets.demo import generate
from sap10.certificate.identity import MAX_DOCUMENT_BYTES
from tests.end_to_end.council_run import TIME_LIMIT_SECONDS
from tests.register_server import Lodged, RegisterServer, number

FIRST_UPRN = 100_000
_OWN = {"uprn", "address_line_1", "postcode", "registration_date"}
PASSING = ("429", "429 with Retry-After", "503", "reset", "cut off", "no answer")
LASTING = ("half a document", "no certificate", "too large")


def lodge_homes(server: RegisterServer, count: int, folder: Path) -> None:
    """Lodge a certificate for each of so many homes."""
    generate.generate(folder)
    templates = [
        json.loads(path.read_bytes()) for path in sorted((folder / "certificates").glob("*.json"))
    ]
    for n in range(count):
        fields: dict[str, Any] = templates[n % len(templates)]
        server.lodge(
            Lodged(
                number(n),
                FIRST_UPRN + n,
                fields["registration_date"],
                postcode=fields["postcode"],
                fields={name: value for name, value in fields.items() if name not in _OWN},
            )
        )


class Faults:
    """What is wrong with a register: faults that pass when called again, and some that do not.

    A fault that passes is met as often as drawn, at most as often as is tried again. Lasting
    faults are of the document: what a certificate number answers is always the same.

    Parameters
    ----------
    server
        The register, whose certificates and searches fail from now on.
    seed
        Of the draw.
    share
        Share of the certificates that are met by a fault that passes.
    """

    def __init__(self, server: RegisterServer, seed: int, share: float) -> None:
        self._server = server
        rng = Random(seed)
        numbers = sorted(server.lodged)
        self.lasting = dict(zip(rng.sample(numbers, 3 * len(LASTING)), LASTING * 3, strict=True))
        chosen = rng.sample(numbers, int(share * len(numbers)))
        kinds = [PASSING[n % (len(PASSING) - 1)] for n in range(len(chosen))]
        kinds[:2] = ["no answer"] * 2
        self._drawn = {
            one: [kind] * (1 if kind == "no answer" else rng.randint(1, 4))
            for one, kind in zip(chosen, kinds, strict=True)
        }
        self.met: Counter[str] = Counter()
        self._met_by: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._answer = server.certificate
        server.certificate = self.certificate  # pyright: ignore[reportAttributeAccessIssue]
        self.begin()

    def begin(self) -> None:
        """Forget what was met: every fault is there again."""
        self._left = {one: list(kinds) for one, kinds in self._drawn.items()}
        self.met.clear()
        self._met_by.clear()
        self._server.calls.clear()
        self._server.fail("/api/domestic/search", Response("", 429), Response("", 503))

    @property
    def answered(self) -> dict[str, int]:
        """Calls of each certificate that no fault kept from an answer."""
        calls = calls_by_certificate(self._server)
        return {one: count - self._met_by[one] for one, count in calls.items()}

    def certificate(self, request: Request) -> Response:
        """Answer a call of a certificate, or fail as drawn."""
        asked = request.args["certificate_number"]
        with self._lock:
            left = self._left.get(asked)
            kind = left.pop() if left else None
            if kind:
                self.met[kind] += 1
                self._met_by[asked] += 1
        if kind:
            return _passing(kind, request)
        if asked in self.lasting:
            return _lasting(self.lasting[asked], self._answer(request).get_data())
        return self._answer(request)


def calls_by_certificate(server: RegisterServer) -> Counter[str]:
    """Count the calls of each certificate."""
    return Counter(
        query["certificate_number"][0] for path, query in server.calls if path == "/api/certificate"
    )


def _passing(kind: str, request: Request) -> Response:
    if kind == "no answer":
        time.sleep(TIME_LIMIT_SECONDS + 0.5)
        return Response("", 200)
    if kind == "reset":
        return Response(_reset(request.environ["werkzeug.socket"]))
    if kind == "cut off":
        headers = {"Content-Length": "1000"}
        return Response(iter([b'{"data"']), 200, headers, content_type="application/json")
    status, _, waits = kind.partition(" ")
    return Response("", int(status), {"Retry-After": "0"} if waits else {})


def _reset(connection: socket.socket) -> Iterator[bytes]:
    """Reset the connection in place of an answer; the server is left with one that has ended."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    ended, other = socket.socketpair()
    other.close()
    os.dup2(ended.fileno(), connection.fileno())
    ended.close()
    raise ConnectionResetError
    yield b""


def _lasting(kind: str, document: bytes) -> Response:
    if kind == "half a document":
        body = document[: len(document) // 2]
    elif kind == "no certificate":
        [uprn] = re.findall(rb'"uprn": (\d+)', document)
        body = b'["not a certificate", %s]' % uprn
    else:
        body = b" " * (MAX_DOCUMENT_BYTES + 1)
    return Response(body, 200, content_type="application/json")
