"""Whatever bytes come, of any schema, reading soon ends in a certificate or a typed refusal."""

import contextlib
import copy
import datetime as dt
import json
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from sap10.certificate.document import Certificate
from sap10.certificate.identity import MAX_DOCUMENT_BYTES, read_identity
from sap10.certificate.read import IGNORED, read_certificate
from sap10.certificate.schemas.registry import SCHEMAS
from sap10.certificate.tree import MAX_DEPTH, Element, parse_xml, xml_tree
from sap10.errors import CertificateRejected
from sap10.expand import expand
from tests.sap10.certificate.documents import CERTIFICATE, XSI, schema_sample

# The deadline of one example is what "no hang" means here: hundreds of times what it takes.
FUZZED = settings(
    max_examples=60,
    deadline=dt.timedelta(seconds=5),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
WORDS = [
    "",
    "ND",
    "NR",
    "NA",
    "NI",
    "0",
    "-1",
    "007",
    "1,2",
    "12mm",
    "1e5",
    "9" * 400,
    "\u0661",
    "x" * 3000,
    "2025-02-30",
]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**400), 10**400),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([*WORDS, "\ud800", "a\x00"]),
    st.sampled_from([[], {}, [[]], [{}], {"value": None}, {"value": 1, "quantity": "m"}]),
)
LARGEST_GROWTH_MB = 700
LONGEST_SECONDS = 60


def ends_well(document: bytes) -> None:
    with contextlib.suppress(CertificateRejected):
        read_identity(document)
    try:
        certificate = read_certificate(document)
        expand(certificate.epc)
    except CertificateRejected as rejection:
        shown = f"{rejection.field}{rejection.value}{rejection}"
        told = bool(rejection.field and rejection.rule) and shown.isprintable()
    else:
        told = Certificate.model_validate_json(certificate.model_dump_json()) == certificate
    assert told


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a document."""
    keys = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
    found = [(tree, key) for key in keys]
    return found + [
        place for key in keys if isinstance(tree[key], dict | list) for place in places(tree[key])
    ]


def change_json(tree: Any, data: st.DataObject) -> None:
    """Set, remove, copy or rename one field anywhere."""
    container, key = data.draw(st.sampled_from(places(tree)))
    change = data.draw(st.sampled_from(["set", "set", "remove", "copy", "rename"]))
    if change == "set":
        # A copy: what is drawn may be put into itself by the next change.
        container[key] = copy.deepcopy(data.draw(ODD))
    elif change == "remove":
        del container[key]
    elif change == "copy":
        other, name = data.draw(st.sampled_from(places(tree)))
        container[key] = copy.deepcopy(other[name])
    elif isinstance(container, dict):
        container[data.draw(st.text(max_size=8))] = container.pop(key)


def change_xml(root: Element, data: st.DataObject) -> None:
    """Set the text of one element anywhere, or remove, repeat, move, rename or extend it."""
    elements = list(root.iter(tag=etree.Element))[1:]
    element = data.draw(st.sampled_from(elements))
    parent = element.getparent()
    assert parent is not None
    change = data.draw(st.sampled_from(["text", "text", "remove", "repeat", "move", "rename"]))
    if change == "text":
        element.text = data.draw(st.sampled_from(WORDS))
    elif change == "remove":
        parent.remove(element)
    elif change == "repeat":
        parent.append(copy.deepcopy(element))
    elif change == "move":
        target = data.draw(st.sampled_from(elements))
        target.append(copy.deepcopy(element))
    else:
        element.tag = data.draw(st.sampled_from(elements)).tag
        element.set(data.draw(st.sampled_from(["quantity", "xyz"])), "1")


@FUZZED
@given(st.binary(max_size=300))
def test_any_bytes(document: bytes) -> None:
    ends_well(document)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_sample_changed_anywhere(schema: str, shared: Path) -> None:
    sample = schema_sample(shared, schema)

    @FUZZED
    @given(st.data())
    def changed(data: st.DataObject) -> None:
        root = etree.fromstring(sample)
        for _ in range(data.draw(st.integers(1, 3))):
            change_xml(root, data)
        ends_well(etree.tostring(root))

    changed()


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_sample_as_json_changed_anywhere(schema: str, shared: Path) -> None:
    """The tree of a document is what the register would serve of it, but for numbers."""
    tree, _ = xml_tree(parse_xml(schema_sample(shared, schema)), IGNORED[schema])
    document = json.dumps(tree | {"schema_type": schema})

    @FUZZED
    @given(st.data())
    def changed(data: st.DataObject) -> None:
        changing = json.loads(document)
        for _ in range(data.draw(st.integers(1, 3))):
            change_json(changing, data)
        ends_well(json.dumps(changing).encode())

    changed()


@FUZZED
@given(st.data())
def test_a_small_certificate_changed_anywhere(data: st.DataObject) -> None:
    tree = copy.deepcopy(CERTIFICATE)
    change_json(tree, data)
    ends_well(json.dumps(tree).encode())


@pytest.mark.parametrize("schema", SCHEMAS)
def test_changed_bytes_of_a_sample(schema: str, shared: Path) -> None:
    document = schema_sample(shared, schema)
    place = st.integers(0, len(document) - 1)

    @FUZZED
    @given(
        st.lists(st.tuples(place, st.binary(max_size=20)), min_size=1, max_size=4),
        st.integers(0, 20),
    )
    def changed(edits: list[tuple[int, bytes]], removed: int) -> None:
        text = document
        for at, inserted in edits:
            text = text[:at] + inserted + text[at + removed :]
        ends_well(text)

    changed()


def xml_of(inside: str) -> bytes:
    schema = "<Schema-Version-Original>21.0.1</Schema-Version-Original>"
    return f"<RdSAP-Report>{schema}{inside}</RdSAP-Report>".encode()


def filled(piece: str) -> str:
    """Repeat a piece until the document has nearly the greatest size."""
    return piece * ((MAX_DOCUMENT_BYTES - 1000) // len(piece))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "entities that multiply": lambda: (
        b'<!DOCTYPE a [<!ENTITY a "lol">'
        + b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(98, 110))
        + b"]><RdSAP-Report>&m;</RdSAP-Report>"
    ),
    "an entity of great length": lambda: (
        b'<!DOCTYPE a [<!ENTITY a "' + b"x" * 100_000 + b'">]><a>' + b"&a;" * 100_000 + b"</a>"
    ),
    "an external entity": lambda: (
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><RdSAP-Report>&e;</RdSAP-Report>'
    ),
    "an external document type": lambda: (
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><RdSAP-Report/>'
    ),
    "a parameter entity": lambda: (
        b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]><RdSAP-Report/>'
    ),
    "an entity without a declaration": lambda: xml_of("<UPRN>&e;</UPRN>"),
    "an inclusion": lambda: xml_of(
        '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    ),
    "elements nested deep": lambda: xml_of(
        "<Wall>" * (MAX_DEPTH + 1) + "</Wall>" * (MAX_DEPTH + 1)
    ),
    "elements nested deeper than the parser": lambda: xml_of("<A>" * 5000 + "</A>" * 5000),
    "lists nested deep": lambda: json_of("[" * 900 + "]" * 900),
    "lists nested deeper than the stack": lambda: json_of("[" * 100_000 + "]" * 100_000),
    "objects nested deep": lambda: json_of('{"a":' * 400 + "1" + "}" * 400),
    "very many elements": lambda: xml_of(filled("<Wall/>")),
    "very many names": lambda: xml_of("".join(f"<A{n}>1</A{n}>" for n in range(200_000))),
    "very many lists of one name": lambda: xml_of(
        f"<SAP-Heating>{filled('<Shower-Outlets><A>1</A></Shower-Outlets>')}</SAP-Heating>"
    ),
    "a very long text": lambda: xml_of(f"<UPRN>{filled('9')}</UPRN>"),
    "a very long number": lambda: json_of(filled("9")),
    "very many values": lambda: json_of(f"[{filled('1,')}1]"),
    "very many objects": lambda: json_of(f"[{filled('{},')}{{}}]"),
    "too many bytes": lambda: b"<" + b"a" * MAX_DOCUMENT_BYTES,
}


def json_of(value: str) -> bytes:
    return b'{"schema_type": "RdSAP-Schema-21.0.1", "sap_building_parts": %s}' % value.encode()


READ_IN_A_PROCESS = """
import resource, sys
from sap10.certificate.identity import read_identity
from sap10.certificate.read import read_certificate
from sap10.errors import CertificateRejected

document = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_identity(document)
except CertificateRejected as rejection:
    assert len(str(rejection)) < 2000, len(str(rejection))
try:
    read_certificate(document)
    reason = "read"
except CertificateRejected as rejection:
    reason = rejection.reason
    assert len(str(rejection)) < 2000, len(str(rejection))
    assert "root:" not in str(rejection)
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(reason, grown // 1024)
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused_in_bounded_time_and_memory(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_IN_A_PROCESS],
        input=HOSTILE[name](),
        capture_output=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    reason, grown = done.stdout.decode().split()
    assert reason in {"malformed_document", "unknown_field", "invalid_value", "missing_field"}
    assert int(grown) < LARGEST_GROWTH_MB


def test_nothing_is_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        place = f"http://127.0.0.1:{listening.getsockname()[1]}/a"
        for document in (
            f'<!DOCTYPE a SYSTEM "{place}"><RdSAP-Report/>',
            f'<!DOCTYPE a [<!ENTITY e SYSTEM "{place}">]><RdSAP-Report>&e;</RdSAP-Report>',
            f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{place}">%p;]><RdSAP-Report/>',
            f'<RdSAP-Report xmlns:xsi="{XSI}" xsi:schemaLocation="a {place}"/>',
        ):
            with pytest.raises(CertificateRejected):
                read_certificate(document.encode())
        listening.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listening.accept()
