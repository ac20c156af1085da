import json
from datetime import date
from pathlib import Path

import pytest

from sap10.certificate.identity import MAX_DOCUMENT_BYTES, Identity, read_identity
from sap10.errors import CertificateRejected

XML = """<?xml version="1.0" encoding="UTF-8"?>
<RdSAP-Report xmlns="https://epbr.digital.communities.gov.uk/xsd/rdsap">
  <Report-Header>
    <RRN>0001-0002-0003-0004-0005</RRN>
    <Registration-Date>2026-02-03</Registration-Date>
    <Home-Inspector><Address><Postcode>A9 9AA</Postcode></Address></Home-Inspector>
    <Property>
      <Address>
        <Address-Line-1> 1  Some Street </Address-Line-1>
        <Post-Town>Town</Post-Town>
        <Postcode>zz9  9zz</Postcode>
      </Address>
      <UPRN>UPRN-000000000017</UPRN>
    </Property>
  </Report-Header>
</RdSAP-Report>"""

FOUND = Identity(
    certificate_number="0001-0002-0003-0004-0005",
    uprn=17,
    registration_date=date(2026, 2, 3),
    postcode="ZZ9 9ZZ",
    address_line_1="1 Some Street",
    post_town="Town",
)

JSON = {
    "schema_type": "RdSAP-Schema-21.0.1",
    "uprn": 17,
    "registration_date": "2026-02-03",
    "postcode": "ZZ9 9ZZ",
    "address_line_1": "1 Some Street",
    "post_town": "Town",
    "total_floor_area": 70,
}


def test_xml_names_the_property_and_not_its_assessor() -> None:
    assert read_identity(XML.encode()) == FOUND


@pytest.mark.parametrize("wrapped", [True, False])
def test_register_json_with_and_without_its_wrapper(wrapped: bool) -> None:
    found = read_identity(json.dumps({"data": JSON} if wrapped else JSON).encode())
    assert found.uprn == 17
    assert found.certificate_number is None
    assert found.schema_type == "RdSAP-Schema-21.0.1"
    assert found.registration_date == date(2026, 2, 3)


@pytest.mark.parametrize("text", ["UPRN-000000000000", "0000000000", "LPRN-12", "", "RRN-1"])
def test_what_is_no_uprn_is_none(text: str) -> None:
    assert read_identity(XML.replace("UPRN-000000000017", text).encode()).uprn is None


def test_a_null_uprn_is_none() -> None:
    assert read_identity(json.dumps(JSON | {"uprn": None}).encode()).uprn is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a certificate",
        XML.encode()[:300],
        b"<a/>",
        b"[]",
        b"{}",
        b'{"data": 3}',
        b'{"data": {',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
        XML.replace("<RdSAP-Report", "<!DOCTYPE a><RdSAP-Report").encode(),
        b"<" + b" " * MAX_DOCUMENT_BYTES,
    ],
)
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(CertificateRejected) as caught:
        read_identity(data)
    assert caught.value.reason == "malformed_document"


def test_a_date_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(CertificateRejected, match="Registration-Date = '2026-02-30'"):
        read_identity(XML.replace("2026-02-03", "2026-02-30").encode())


def test_every_sample_of_the_register_names_its_property(shared: Path) -> None:
    samples = sorted((shared / "epc-samples").glob("*/epc.xml"))
    samples += sorted((shared / "epc-samples").glob("*/api-json/epc.json"))
    assert len(samples) > 20
    for path in samples:
        found = read_identity(path.read_bytes())
        assert found.certificate_number or found.uprn, path
        assert str(found.schema_type) in path.as_posix(), path
        assert found.registration_date, path
        assert found.postcode, path
        assert found.address_line_1, path
