"""Whatever bytes come, reading ends in a certificate or in one typed refusal."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sap10.certificate.document import Certificate
from sap10.certificate.read import read_certificate
from sap10.errors import CertificateRejected
from sap10.expand import expand
from tests.sap10.certificate.documents import CERTIFICATE

RELAXED = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**400), 10**400),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        [
            "",
            "ND",
            "NR",
            "NA",
            "NI",
            "0",
            "007",
            "1,2",
            "12mm",
            "\u0661",
            "x" * 3000,
            "\ud800",
            "a\x00",
        ]
    ),
    st.sampled_from([[], {}, [[]], [{}], {"value": None}, {"value": 1, "quantity": "m"}]),
)


def ends_well(document: bytes) -> None:
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


@RELAXED
@given(st.binary(max_size=300))
def test_any_bytes(document: bytes) -> None:
    ends_well(document)


@RELAXED
@given(st.data())
def test_json_with_an_odd_value_anywhere(data: st.DataObject) -> None:
    tree = copy.deepcopy(CERTIFICATE)
    container, key = data.draw(st.sampled_from(places(tree)))
    container[key] = data.draw(ODD)
    ends_well(json.dumps(tree).encode())


@pytest.mark.parametrize("schema", ["RdSAP-Schema-21.0.1", "SAP-Schema-19.1.0"])
def test_changed_bytes_of_a_sample(schema: str, shared: Path) -> None:
    document = (shared / "epc-samples" / schema / "epc.xml").read_bytes()

    @RELAXED
    @given(
        st.lists(
            st.tuples(st.integers(0, len(document) - 1), st.binary(max_size=20)),
            min_size=1,
            max_size=4,
        ),
        st.integers(0, 20),
    )
    def changed(edits: list[tuple[int, bytes]], removed: int) -> None:
        text = document
        for place, inserted in edits:
            text = text[:place] + inserted + text[place + removed :]
        ends_well(text)

    changed()
