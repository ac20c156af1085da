"""Sample documents of the register: refused for their products alone, and rated without them."""

import json
from pathlib import Path

import pytest

import sap10
from sap10.certificate.read import read_certificate
from sap10.errors import CertificateRejected
from tests.sap10.certificate.documents import NUMBER, edited, sample
from tests.sap10.full_sap.documents import PART, SETTINGS, WATER, put, with_settings

SCHEMAS = ("SAP-Schema-19.0.0", "SAP-Schema-19.1.0", "SAP-Schema-19.2.0")
_PLACE = "SAP10-Data/SAP-Property-Details"


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.parametrize("name", ["epc.xml", "api-json/epc.json"])
def test_sample_needs_the_record_of_its_heat_recovery(schema: str, name: str, shared: Path) -> None:
    certificate = read_certificate(sample(shared, schema, name))
    with pytest.raises(CertificateRejected) as caught:
        sap10.expand(certificate.epc)
    assert (caught.value.reason, caught.value.value) == ("product_not_found", 491123)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_sample_is_rated_once_its_products_are_out_of_it(schema: str, shared: Path) -> None:
    document = sample(shared, schema).replace(
        b"<Shower-WWHRS>2</Shower-WWHRS>", b"<Shower-WWHRS>1</Shower-WWHRS>"
    )
    ventilation = f"{_PLACE}/SAP-Ventilation"
    document = edited(document, f"{ventilation}/Mechanical-Vent-System-Index-Number", None)
    dwelling = sap10.expand(read_certificate(document).epc)
    assert dwelling.main_1.code == 192
    assert dwelling.hot_water.cpsu_temperature_c == 80.0
    assert 40 < sap10.rate([dwelling]).sap_score[0] < 95


def test_pitch_of_older_data_is_none(shared: Path) -> None:
    tree = with_settings(SETTINGS["solar water heating"])
    put(tree, [*PART.split("/"), "sap_openings", "2", "pitch"], -1)
    steep = sap10.expand(read_certificate(json.dumps(tree).encode(), NUMBER).epc)
    assert steep.openings[1].pitch_deg == 45.0
    put(tree, f"{WATER}/solar_heating_details/solar_panel_collector_pitch".split("/"), -1)
    with pytest.raises(CertificateRejected, match="collector_pitch"):
        read_certificate(json.dumps(tree).encode(), NUMBER)
