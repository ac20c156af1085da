"""Every physical field and every code of SAP-Schema-19.1.0: expanded, noted or refused, or why not.

The fields and codes are the schema's own (`shared/sources`). Each is changed, one at a time, in
assessments that have it; the dwelling or its notes change, or a typed error refuses the value.
Where the specification gives a field or code no meaning of its own, `SAME` says why (ADR 18).
"""

import csv
import json
import random
from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

import sap10
from sap10.certificate.mapping import Tree
from sap10.certificate.read import read_certificate
from sap10.dwelling import Dwelling
from sap10.errors import CertificateRejected
from tests.sap10.certificate.documents import NUMBER
from tests.sap10.certificate.test_fuzzed import places
from tests.sap10.full_sap.documents import REFUSED, SETTINGS, get, put, with_settings

_MAIN = "sap_heating.main_heating_details[]"
_NETWORK = "sap_heating.sap_community_heating_systems[]"
_SOLAR = "sap_heating.solar_heating_details"
_PART = "sap_building_parts[]"
_BRIDGE = f"{_PART}.sap_thermal_bridges.thermal_bridges[]"
_BACKWARD = "for backwards compatibility only; special features have fields of their own"
_RECORD = "part of what only its record of the product database tells: refused whole"
_NOT_ASKED = "SAP does not ask it of a measured dwelling"
_MEASURES = "improvement measures only"

SAME: dict[str, str] = {
    "has_special_feature": _BACKWARD,
    "energy_saved_or_generated": _BACKWARD,
    "saved_or_generated_fuel": _BACKWARD,
    "energy_used": _BACKWARD,
    "energy_used_fuel": _BACKWARD,
    "property_type": _NOT_ASKED,
    "built_form": "SAP asks for the sheltered sides instead, line (19)",
    "lowest_storey_area": _MEASURES,
    "orientation": _MEASURES,
    "sap_deselected_improvements[]": _MEASURES,
    "conservatory_type": "it is measured with the dwelling, or is no part of it (section 3.3.3)",
    "additional_allowable_electricity_generation": "zero carbon homes, which SAP 10.2 has not",
    "gas_smart_meter_present": "no clause uses it",
    "electricity_smart_meter_present": "no clause uses it",
    f"{_MAIN}.main_heating_flue_type": "Table 2.1 counts flues under ventilation",
    "sap_heating.hot_water_store_heat_transfer_area": "Appendix N packages, of their record",
    "sap_heating.hot_water_store_heat_loss_source": "the loss itself is there or not",
    "sap_heating.number_baths": "whether there is a bath counts (Appendix J)",
    "sap_heating.number_baths_wwhrs": _RECORD,
    f"{_MAIN}.efficiency_type": "the figures themselves are there or not",
    f"{_MAIN}.storage_heaters[].number_of_heaters": "heaters of one kind have one efficiency",
    f"{_MAIN}.storage_heaters[].index_number": "high heat retention is all that counts (9.2.8)",
    f"{_NETWORK}.hiu_index_number": "the unit is taken as unknown (section 4.3)",
    f"{_NETWORK}.heat_network_existing": "Table 12c asks for the age of the dwelling",
    f"{_NETWORK}.heat_network_assessed_as_new": "the notional dwelling's, not the rating's",
    f"{_SOLAR}.solar_panel_collector_data_source": "the figures themselves are there or not",
    f"{_SOLAR}.solar_panel_collector_heat_loss_rate": "SAP 2012's; 10.2 has two coefficients",
    "sap_energy_source.pv_arrays[].mcs_certificate": "its overshading factor is there or not",
    f"{_PART}.building_part_number": "a number for reference",
    f"{_PART}.construction_year": "Table 12c asks for the age band",
    f"{_PART}.construction_age_band": "heat networks of existing dwellings only, Table 12c",
    f"{_PART}.sap_walls[].is_curtain_walling": "entered as section 3.4 says",
    f"{_BRIDGE}.thermal_bridge_type": "psi is given",
    f"{_BRIDGE}.psi_value_source": "psi is given",
    "sap_opening_types[].data_source": "the figures themselves are there or not",
    "sap_opening_types[].glazing_gap": "Table 6e, and the U-value is given",
    "sap_opening_types[].isargonfilled": "Table 6e, and the U-value is given",
    "sap_opening_types[].iskryptonfilled": "Table 6e, and the U-value is given",
    "sap_ventilation.mechanical_vent_duct_placement": "no in-use factor depends on it (2.6.3)",
    "sap_ventilation.mechanical_vent_ducts_index_number": "kind and insulation are beside it",
    "sap_ventilation.wet_rooms_count": "chooses among the figures of a record",
    "sap_flat_details.level": _NOT_ASKED,
    "sap_flat_details.storeys": _NOT_ASKED,
    "sap_cooling.cooling_system_data_source": "the ratio or class itself is there or not",
}
"""Fields that never change the dwelling, and why."""

_NO_BETTER = "no row of Tables D1 to D3 of its own"
SAME_CODES: dict[tuple[str, str], str] = {
    ("is_in_smoke_control_area", "false"): "as unknown: only inside do other fuels count (note g)",
    (f"{_MAIN}.emitter_temperature", "0"): _NO_BETTER,
    (f"{_MAIN}.emitter_temperature", "2"): _NO_BETTER,
    (f"{_MAIN}.emitter_temperature", "NA"): _NO_BETTER,
    (f"{_NETWORK}.community_heating_distribution_type", "6"): "as not compliant, factor 2 (C3.1)",
    **{
        (f"{_SOLAR}.solar_panel_collector_type", kind): "its coefficients are declared"
        for kind in ("1", "3")
    },
    (f"{_PART}.sap_walls[].wall_type", "3"): "its U-value has the sheltering in it (3.3)",
    ("sap_opening_types[].glazing_type", "7"): "Table 6b has soft coats alike",
    ("sap_opening_types[].frame_type", "2"): "Tables 6c and 6e have wood and PVC alike",
    ("sap_opening_types[].frame_type", "9"): "as wood",
    ("sap_ventilation.mechanical_ventilation_data_source", "1"): "figures beside no index",
    ("sap_ventilation.mechanical_vent_duct_insulation_level", "2"): "one factor for both levels",
    (
        "sap_special_features[].energy_feature.energy_used_fuel",
        "37",
    ): "electricity of the dwelling, as 39",
}
"""Codes that mean the same as the assessment's own, and why."""

REFUSED_WHOLE = (
    f"{_MAIN}.fghrs",
    "sap_heating.instantaneous_wwhrs",
    "sap_heating.storage_wwhrs",
)
ODD = (None, "", "ND", -1, -1e9, 0, 1e9, 3.7, "x" * 40, True, [], {}, [{}], "9999", "2105")


class Field(NamedTuple):
    """One leaf of the schema: its path, and its codes (true and false, or none for a number)."""

    path: str
    codes: tuple[str, ...]
    is_integer: bool


def fields(shared: Path) -> Iterator[Field]:
    """Yield every leaf of the collected data that is a number, a flag or a code."""
    folder = shared / "sources"
    codes: dict[str, list[str]] = {}
    with (folder / "sap_19_1_codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            codes.setdefault(row["field_type"], []).append(row["code"])
    with (folder / "sap_19_1_fields.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        is_collected = row["xml_path"].startswith("SAP10-Data")
        is_label = row["xsd_type"] in ("xs:string", "Sentence", "IDString")
        if not is_collected or is_label or row["value_kind"] == "object":
            continue
        own = codes.get(row["xsd_type"], [])
        if row["value_kind"] == "xs:boolean":
            own = ["true", "false"]
        path = row["json_path"].replace("months.hydro_electric_generation_month.", "months[].")
        yield Field(path, tuple(own), "nteger" in row["value_kind"])


def outcome(tree: Tree) -> Dwelling | str:
    """Read and expand; anything but a dwelling or a typed refusal fails the test."""
    try:
        return sap10.expand(read_certificate(json.dumps(tree).encode(), NUMBER).epc)
    except CertificateRejected as refusal:
        return str(refusal)


def keys_in(tree: Tree, path: str) -> list[list[str]]:
    """Return where a path of the schema is in a document, the first three items of each list."""
    parts = path.split("[]")
    found: list[list[str]] = []
    for items in product("012", repeat=len(parts) - 1):
        text = "".join(f"{part}.{item}" for part, item in zip(parts, items, strict=False))
        keys = [key for key in (text + parts[-1]).split(".") if key]
        value = get(tree, keys)
        if value is not None and not isinstance(value, dict | list):
            found.append(keys)
    return found


def changes(tree: Tree, keys: list[str], field: Field, code: str | None) -> Tree:
    """Copy a document with one leaf set to a code, or to a greater number."""
    changed = deepcopy(tree)
    value: object = code
    if code is None:
        old = float(str(get(tree, keys)))
        value = int(old) + 1 if field.is_integer else old * 1.25 + 1
    put(changed, keys, value)
    return changed


def test_every_field_and_code_is_expanded_noted_or_refused(shared: Path) -> None:
    bases = {name: with_settings(settings) for name, settings in SETTINGS.items()}
    found = {name: outcome(tree) for name, tree in bases.items()}
    assert {name: base for name, base in found.items() if isinstance(base, str)} == {}
    refused = [with_settings(settings) for settings in REFUSED.values()]
    absent: list[str] = []
    silent: list[tuple[str, str | None]] = []
    results: list[Dwelling] = []
    for field in fields(shared):
        if field.path.startswith(REFUSED_WHOLE) or field.path in SAME:
            continue
        where = [(name, keys) for name in bases for keys in keys_in(bases[name], field.path)]
        if not where and not any(keys_in(tree, field.path) for tree in refused):
            absent.append(field.path)
        for code in field.codes or (None,):
            for name, keys in where:
                if str(get(bases[name], keys)) == code:
                    break
                result = outcome(changes(bases[name], keys, field, code))
                if isinstance(result, Dwelling):
                    results.append(result)
                if result != found[name]:
                    break
            else:
                if where and (field.path, code) not in SAME_CODES:
                    silent.append((field.path, code))
    assert absent == []
    assert silent == []
    assert len(results) > 300
    ratings = sap10.rate(results).sap_rating
    assert ((ratings >= 1) & (ratings < 250)).all()


def test_what_is_left_out_on_purpose_is_in_the_schema(shared: Path) -> None:
    known = {field.path: field.codes for field in fields(shared)}
    assert [path for path in SAME if path not in known] == []
    assert [(path, code) for path, code in SAME_CODES if code not in known[path]] == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_only_a_product_record_describes_is_refused(name: str) -> None:
    refusal = outcome(with_settings(REFUSED[name]))
    assert isinstance(refusal, str)
    assert "product_not_found" in refusal


@pytest.mark.parametrize("seed", range(8))
def test_random_changes_of_valid_documents_give_typed_errors_only(seed: int) -> None:
    chosen = random.Random(seed)
    dwellings: list[Dwelling] = []
    for _ in range(60):
        settings = chosen.choice([*SETTINGS.values(), *REFUSED.values()])
        tree = with_settings(settings)
        for _ in range(chosen.choice((1, 1, 2, 3))):
            container, key = chosen.choice(places(tree))
            if chosen.random() < 0.3 and isinstance(container, dict):
                del container[key]
            else:
                container[key] = chosen.choice(ODD)
        result = outcome(tree)
        if isinstance(result, Dwelling):
            dwellings.append(result)
    assert dwellings
    sap10.rate(dwellings)
