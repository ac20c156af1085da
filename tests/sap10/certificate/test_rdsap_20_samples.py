"""Certificates of the RdSAP schemas before 21: rated, or refused with the reason."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import sap10
from sap10.certificate.mapping import Tree
from sap10.certificate.read import read_certificate
from sap10.errors import CertificateRejected, NotSupported
from tests.sap10.certificate.documents import NUMBER
from tests.sap10.certificate.test_rdsap_20 import ARRAY, OLD, ROOM, known_at, xsd
from tests.sap10.certificate.xsd import fields, schema_root

OIL_BOILER, GAS_COMBI = 127, 104
MAINS_GAS = 26


def rated(document: bytes) -> tuple[str, int | None]:
    """Return the outcome, a rating or the reason of a typed refusal, and the lodged rating."""
    certificate = read_certificate(document)
    lodged = certificate.lodged.sap_rating if certificate.lodged is not None else None
    try:
        dwelling = sap10.expand(certificate.epc)
    except CertificateRejected as rejection:
        return f"{rejection.reason} {rejection.field}", lodged
    return str(sap10.rate([dwelling]).sap_rating[0]), lodged


@pytest.mark.parametrize("schema", ["17.0", "17.1", "18.0", "19.0"])
def test_the_rating_is_near_the_lodged_one(schema: str, shared: Path) -> None:
    """Real surveys under SAP 2012; boilers that a database describes get a code of Table 4b."""
    path = shared / "epc-samples" / f"RdSAP-Schema-{schema}" / "api-json" / "epc.json"
    tree: Tree = json.loads(path.read_bytes())
    for main in tree["sap_heating"]["main_heating_details"]:
        if main.pop("main_heating_index_number", None) is not None:
            is_gas = main["main_fuel_type"] == MAINS_GAS
            main["main_heating_data_source"] = 2
            main["sap_main_heating_code"] = GAS_COMBI if is_gas else OIL_BOILER
    outcome, lodged = rated(json.dumps(tree).encode())
    assert lodged is not None
    assert abs(int(outcome) - lodged) <= 6


WINDOW: Tree = {
    "window_location": 0,
    "window_area": 3.4,
    "glazing_type": 3,
    "window_type": 1,
    "orientation": 5,
    "pvc_frame": "true",
    "glazing_gap": 12,
    "window_transmission_details": {"u_value": 1.4, "data_source": 2, "solar_transmittance": 0.6},
}
WALL: Tree = {
    "wall_construction": 1,
    "wall_insulation_type": 1,
    "wall_area": 11.0,
    "wall_thickness_measured": "N",
    "wall_insulation_thickness": "150mm",
    "wall_dry_lined": "N",
    "sheltered_wall": "N",
}
EVERYTHING: Tree = {
    "schema_type": "RdSAP-Schema-20.0.0",
    "postcode": "BS1 9ZZ",
    "addendum": {"addendum_numbers": [1], "stone_walls": "true"},
    "sap_windows": [WINDOW],
    "windows_transmission_details": WINDOW["window_transmission_details"],
    "sap_flat_details": {
        "flat_location": 1,
        "level": 2,
        "top_storey": "N",
        "heat_loss_corridor": 0,
    },
}
"""What a survey may have beside the plain one's fields, so that each of its codes can be tried."""


def survey() -> Tree:
    tree = deepcopy(OLD) | deepcopy(EVERYTHING)
    part = tree["sap_building_parts"][0]
    part |= {
        "sap_alternative_wall": deepcopy(WALL),
        "sap_room_in_roof": ROOM | {"roof_insulation_thickness": "100mm"},
        "floor_insulation_thickness": "50mm",
    }
    tree["sap_energy_source"]["photovoltaic_supply"] = {"pv_arrays": [ARRAY | {"pv_connection": 2}]}
    heating = tree["sap_heating"]
    heating |= {
        "cylinder_size": 2,
        "cylinder_insulation_type": 1,
        "cylinder_insulation_thickness": 25,
        "cylinder_thermostat": "Y",
        "secondary_fuel_type": 26,
        "secondary_heating_type": 605,
    }
    heating["main_heating_details"][0] |= {
        "sap_main_heating_code": 102,
        "boiler_flue_type": 2,
        "central_heating_pump_age": 0,
        "mcs_installed_heat_pump": "false",
    }
    return tree


def put(tree: Any, keys: list[str], value: object) -> bool:
    """Set a leaf of the survey, in the first item of each list; False if the survey lacks it."""
    *parents, last = keys
    for key in parents:
        tree = tree[key] if isinstance(tree, dict) and key in tree else None
        tree = tree[0] if isinstance(tree, list) else tree
    if not isinstance(tree, dict) or last not in tree:
        return False
    tree[last] = [value] if isinstance(tree[last], list) else value
    return True


def test_every_code_makes_a_dwelling_or_is_refused_by_name(shared: Path) -> None:
    assert rated(json.dumps(survey()).encode())[0].isdigit()
    tried, refused, unsupported = 0, set[str](), set[str]()
    schema = "RdSAP-Schema-20.0.0"
    for path, item in fields(schema_root(xsd(shared, schema))):
        if not item.codes or known_at(schema, path) is None:
            continue
        for code in item.codes:
            tree = survey()
            if not put(tree, list(path), code):
                continue
            tried += 1
            try:
                certificate = read_certificate(json.dumps(tree).encode(), NUMBER)
                sap10.expand(certificate.epc)
            except NotSupported as missing:
                unsupported.add(f"{'.'.join(path)} {code}: {missing}")
            except CertificateRejected as rejection:
                refused.add(f"{'.'.join(path)} {code}: {rejection}")
    assert unsupported == set()
    assert tried > 350
    assert len(refused) < tried / 3
