"""Every code of RdSAP-Schema-21.0.1, one at a time in a valid survey: expanded, noted or refused.

The code list is the schema's own (`shared/sources`). A code either changes what the survey expands
to, or leaves a note, or is refused by a typed error; where the specification gives it no meaning of
its own, `SAME` says why.
"""

import csv
import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import sap10
from sap10.certificate.mapping import Tree
from sap10.certificate.read import read_certificate
from sap10.dwelling import Dwelling
from sap10.errors import CertificateRejected
from tests.sap10.certificate.documents import CERTIFICATE, NUMBER

WINDOW: Tree = {
    "window_location": 0,
    "window_height": 1.2,
    "window_width": 1.5,
    "draught_proofed": "true",
    "glazing_type": 1,
    "window_type": 1,
    "orientation": 5,
    "pvc_frame": "true",
    "glazing_gap": "12",
    "window_wall_type": 1,
    "permanent_shutters_present": "Y",
    "permanent_shutters_insulated": "N",
}
ALTERNATIVE: Tree = {
    "wall_area": 6.0,
    "wall_construction": 2,
    "wall_insulation_type": 3,
    "wall_thickness_measured": "Y",
    "wall_thickness": 450,
    "wall_insulation_thickness": "75mm",
    "wall_insulation_thermal_conductivity": 1,
    "wall_dry_lined": "N",
    "sheltered_wall": "N",
}
BARE: Tree = {
    key: value
    for key, value in ALTERNATIVE.items()
    if key not in ("wall_insulation_thickness", "wall_insulation_thermal_conductivity")
} | {"wall_insulation_type": 4}
SURFACE: Tree = {"length": 4.0, "height": 2.0}
DETAILS: Tree = {
    f"{surface}_{suffix}_{number}": value
    for number in (1, 2)
    for surface, more in {
        "flat_ceiling": {"insulation_thickness": "100mm", "insulation_location": 2},
        "stud_wall": {"insulation_thickness": "100mm", "insulation_type": 0},
        "slope": {"insulation_thickness": "100mm", "insulation_type": 0},
        "gable_wall": {"type": 0},
    }.items()
    for suffix, value in (SURFACE | more).items()
}
MATERIAL: Tree = {
    key: value for key, value in DETAILS.items() if "flat_ceiling_insulation_location" not in key
} | {"flat_ceiling_insulation_type_1": 0, "flat_ceiling_insulation_type_2": 0}
GABLES: Tree = {
    f"gable_wall_{name}_{n}": v for n in (1, 2) for name, v in (("length", 4.0), ("type", 0))
}
TYPE_2: Tree = GABLES | {
    f"{wall}_{name}_{n}": value
    for n in (1, 2)
    for wall, name, value in (
        ("gable_wall", "height", 2.4),
        ("common_wall", "length", 5.0),
        ("common_wall", "height", 1.0),
    )
}
CYLINDER: Tree = {
    "cylinder_size": 2,
    "cylinder_insulation_type": 1,
    "cylinder_insulation_thickness": "25",
    "cylinder_thermostat": "Y",
}
"""A regular boiler's cylinder."""
PART, FLOOR = "sap_building_parts/0", "sap_building_parts/0/sap_floor_dimensions/0"
ROOM, MAIN = f"{PART}/sap_room_in_roof", "sap_heating/main_heating_details/0"
ARRAY: Tree = {"peak_power": 2.5, "orientation": 5, "pitch": 2, "overshading": 1}
REGULAR: Tree = {
    f"{MAIN}/sap_main_heating_code": 102,
    f"{MAIN}/central_heating_pump_age": 0,
    **{f"sap_heating/{key}": value for key, value in CYLINDER.items()},
}
ROOFS: Tree = {
    "rafter_insulation_thickness": 1,
    "flat_roof_insulation_thickness": 6,
    "sloping_ceiling_insulation_thickness": 7,
}
SOLAR: Tree = {
    "solar_panel_collector_data_source": 1,
    "solar_panel_collector_orientation": 5,
    "solar_panel_collector_pitch": 2,
    "solar_panel_collector_overshading": 1,
    "solar_collector_details": {
        "aperture_area": 4.0,
        "collector_type": 2,
        "zero_loss_efficiency": 75,
        "linear_heat_loss_coefficient": 3.9,
        "second_order_heat_loss_coefficient": 0.012,
    },
    "solar_volume_details": {
        "total_store_volume": 180,
        "dedicated_solar_volume": 70,
        "combined_cylinder": "Y",
    },
    "solar_water_pump": 1,
    "store_volume_details_known": "Y",
    "shower_types": 3,
    "is_community_solar": "false",
    "service_provision": 3,
}
FEATURE: Tree = {
    "description": "a feature",
    "energy_feature": {
        "energy_saved_or_generated": 500,
        "saved_or_generated_fuel": 26,
        "energy_used": 50,
        "energy_used_fuel": 29,
        "air_change_rates": [
            {"air_change_rate_month": month, "air_change_rate_value": 0.6}
            for month in (
                "Jan",
                "Feb",
                "Mar",
                "Apr",
                "May",
                "Jun",
                "Jul",
                "Aug",
                "Sep",
                "Oct",
                "Nov",
                "Dec",
            )
        ],
    },
}
SETTINGS: dict[str, Tree] = {
    "house": {
        **REGULAR,
        "sap_windows": [WINDOW],
        f"{PART}/sap_alternative_wall_1": ALTERNATIVE,
        f"{PART}/sap_alternative_wall_2": ALTERNATIVE,
        f"{PART}/wall_construction": 2,
        f"{PART}/wall_insulation_type": 1,
        f"{PART}/wall_insulation_thickness": "50mm",
        f"{PART}/wall_insulation_thermal_conductivity": 1,
        f"{PART}/floor_insulation_thickness": "75mm",
        f"{FLOOR}/floor_insulation": 2,
        "sap_heating/secondary_fuel_type": 26,
        "sap_heating/secondary_heating_type": 605,
        "sap_energy_source/photovoltaic_supply": {"pv_arrays": [ARRAY]},
        "sap_energy_source/pv_connection": 2,
        "sap_energy_source/is_dwelling_export_capable": "true",
        f"{MAIN}/boiler_ignition_type": 1,
        f"{MAIN}/boiler_flue_type": 2,
        "sap_energy_source/wind_turbines_terrain_type": 2,
    },
    "bare walls": {
        "sap_windows": [WINDOW],
        f"{PART}/wall_construction": 2,
        f"{PART}/sap_alternative_wall_1": BARE,
        f"{PART}/sap_alternative_wall_2": BARE,
    },
    "immersion": {
        **REGULAR,
        "sap_heating/water_heating_code": 903,
        "sap_heating/water_heating_fuel": 29,
        "sap_heating/immersion_heating_type": 2,
        "sap_energy_source/meter_type": 1,
    },
    "own heater": {"sap_heating/water_heating_code": 908},
    "heat pump": {
        **REGULAR,
        f"{MAIN}/main_heating_category": 4,
        f"{MAIN}/sap_main_heating_code": 214,
        f"{MAIN}/main_heating_control": 2206,
        f"{MAIN}/main_fuel_type": 29,
        "sap_energy_source/meter_type": 3,
    },
    "solar water heating": {
        **REGULAR,
        "solar_water_heating": "Y",
        "sap_heating/solar_water_heating_details": SOLAR,
        "sap_heating/shower_outlets": None,
    },
    "heat network": {
        f"{MAIN}/main_heating_category": 6,
        f"{MAIN}/main_fuel_type": 20,
        f"{MAIN}/sap_main_heating_code": 302,
        f"{MAIN}/main_heating_control": 2306,
        f"{MAIN}/community_heat_distribution_type": 6,
        f"{MAIN}/community_heat_chp_electricity_generation": 86,
        "sap_heating/water_heating_fuel": 20,
    },
    "network for water": {
        "sap_heating/water_heating_code": 951,
        "sap_heating/water_heating_fuel": 20,
        "sap_heating/community_dhw_distribution_type": 6,
        "sap_heating/community_dhw_chp_electricity_generation": 86,
    },
    "wind": {
        "sap_energy_source/wind_turbines_count": 1,
        "sap_energy_source/wind_turbines_terrain_type": 2,
    },
    "special feature": {"sap_special_features": [FEATURE]},
    "old floor": {f"{PART}/construction_age_band": "A", f"{FLOOR}/floor_construction": 2},
    "conservatory": {
        "conservatory_type": 4,
        "sap_building_parts/1": {
            "double_glazed": "Y",
            "floor_area": 9.0,
            "glazed_perimeter": 8.0,
            "room_height": 1,
        },
    },
    "flat": {
        "property_type": 2,
        "sap_flat_details": {
            "flat_location": 1,
            "level": 2,
            "top_storey": "N",
            "heat_loss_corridor": 2,
            "unheated_corridor_length": 4.0,
        },
        f"{PART}/floor_heat_loss": 6,
        f"{PART}/roof_construction": 3,
        f"{PART}/sap_alternative_wall_1": BARE,
        f"{PART}/sap_alternative_wall_2": BARE,
    },
    "roof room details": {
        ROOM: {"floor_area": 20.0, "construction_age_band": "C", "room_in_roof_details": DETAILS}
    },
    "roof room material": {
        ROOM: {"floor_area": 20.0, "construction_age_band": "C", "room_in_roof_details": MATERIAL}
    },
    "roof room type 1": {
        ROOM: {"floor_area": 20.0, "construction_age_band": "C", "room_in_roof_type_1": GABLES}
    },
    "roof room type 2": {
        ROOM: {"floor_area": 20.0, "construction_age_band": "C", "room_in_roof_type_2": TYPE_2},
        "sap_windows": [WINDOW],
    },
    "known glazing": {
        "sap_windows": [
            WINDOW
            | {
                "glazing_type": 7,
                "window_transmission_details": {
                    "data_source": 2,
                    "u_value": 1.3,
                    "solar_transmittance": 0.6,
                },
            }
        ]
    },
    **{
        name: {
            f"{PART}/roof_construction": {1: 4, 6: 1, 7: 8}[location],
            f"{PART}/roof_insulation_location": location,
            f"{PART}/roof_insulation_thickness": None,
            f"{PART}/{name}": "100mm",
        }
        for name, location in ROOFS.items()
    },
}
"""Surveys in which codes can tell: the base certificate with these fields set, by path."""

REFUSED: dict[str, Tree] = {
    "flue gas heat recovery": {f"{MAIN}/has_fghrs": "Y", f"{MAIN}/fghrs_index_number": 60001},
    "waste water heat recovery": {
        "sap_heating/instantaneous_wwhrs": {"wwhrs_index_number1": 80001},
        "sap_heating/shower_outlets": [{"shower_outlet_type": 1, "shower_wwhrs": 2}],
    },
}
"""What only a record of the product database describes."""

UNCOVERED = (
    "sap_heating.main_heating_details[].fghrs_pv",
    "windows_transmission_details",
    "sap_deselected_improvements",
    "mechanical_vent_duct",
)
"""Details of what is refused whole, and (ducts) of products of the database."""

SAME: dict[str, str] = {
    "sap_heating.main_heating_details[].boiler_ignition_type": "the code of Table 4b says it",
    "sap_heating.main_heating_details[].boiler_flue_type": "the code of Table 4b says it",
    "sap_energy_source.mains_gas": "improvements only, Table 31 item 10-3",
    "sap_energy_source.wind_turbines_terrain_type": "wind turbines only, section 12.8",
    "sap_building_parts[].wall_thickness_measured": "the thickness itself is there or not",
    "sap_building_parts[].sap_alternative_wall_1.wall_thickness_measured": "as above",
    "sap_building_parts[].sap_alternative_wall_2.wall_thickness_measured": "as above",
    "sap_flat_details.flat_location": "name of the dwelling on the certificate",
    "sap_flat_details.level": "name of the dwelling on the certificate, Table 31 item 1-14",
    "sap_flat_details.top_storey": "name of the dwelling on the certificate",
    "region_code": "the postcode decides, section 15",
    "sap_heating.solar_water_heating_details.solar_panel_collector_data_source": (
        "the figures themselves are there or not"
    ),
    "sap_heating.solar_water_heating_details.store_volume_details_known": (
        "the volumes themselves are there or not"
    ),
}
"""Fields no code of which changes the dwelling, and why."""

_BY_TABLE_CODE = "the code of Tables 4a and 4b decides, not the category"
_OLDER_GAS = "mains gas, as 26; for backwards compatibility only"
SAME_CODES: dict[tuple[str, str], str] = {
    ("built_form", "5"): "two sheltered sides as mid-terrace, Table 5",
    ("property_type", "3"): "maisonettes are calculated as flats, section 2.1",
    ("sap_heating.secondary_fuel_type", "1"): _OLDER_GAS,
    ("sap_heating.water_heating_fuel", "1"): _OLDER_GAS,
    ("sap_heating.main_heating_details[].main_fuel_type", "1"): _OLDER_GAS,
    ("sap_special_features[].energy_feature.saved_or_generated_fuel", "1"): _OLDER_GAS,
    (
        "sap_special_features[].energy_feature.energy_used_fuel",
        "10",
    ): "electricity, as 29; for backwards compatibility only",
    **{
        ("sap_heating.main_heating_details[].main_heating_category", code): _BY_TABLE_CODE
        for code in ("5", "7", "8", "9", "10", "11", "12")
    },
    (
        "sap_heating.main_heating_details[].emitter_temperature",
        "1",
    ): "unknown is over 45 degC with radiators, Table 29",
    (
        "sap_heating.main_heating_details[].emitter_temperature",
        "NA",
    ): "as unknown",
    ("sap_building_parts[].construction_age_band", "B"): "same figures as C",
    ("sap_building_parts[].construction_age_band", "D"): "same figures as C",
    **{
        ("sap_building_parts[].sap_floor_dimensions[].floor", str(level)): "the only storey"
        for level in range(1, 7)
    },
    ("sap_windows[].glazing_type", "3"): "unknown date is the row before 2002, Table 24",
    ("country_code", "WLS"): "Wales has the figures of England in band C",
    ("country_code", "NIR"): "Northern Ireland has the figures of England in band C",
}
"""Codes that mean the same as the survey's own, and why."""


def with_settings(settings: Tree) -> Tree:
    tree = deepcopy(CERTIFICATE) | {"postcode": "BS1 9ZZ"}
    for path, value in settings.items():
        put(tree, path.split("/"), value)
    return tree


def put(tree: Any, keys: list[str], value: object) -> None:
    *parents, last = keys
    for key in parents:
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    if isinstance(tree, list):
        tree[int(last) : int(last) + 1] = [deepcopy(value)]
    elif value is None:
        del tree[last]
    else:
        tree[last] = deepcopy(value)


def get(tree: Any, keys: list[str]) -> object:
    """Return the value at a path, None if it is not there."""
    for key in keys:
        if isinstance(tree, list):
            tree = tree[int(key)] if int(key) < len(tree) else None
        else:
            tree = tree.get(key) if isinstance(tree, dict) else None
        if tree is None:
            return None
    return tree


def outcome(tree: Tree) -> Dwelling | CertificateRejected:
    """Read and expand; anything but a dwelling or a typed refusal fails the test."""
    try:
        certificate = read_certificate(json.dumps(tree).encode(), NUMBER)
        return sap10.expand(certificate.epc)
    except CertificateRejected as refusal:
        return refusal


def enumerated(shared: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the path of every enumerated field of the survey, and its codes."""
    folder = shared / "sources"
    codes: dict[str, list[str]] = {}
    for row in csv.DictReader((folder / "rdsap_21_codes.csv").open(encoding="utf-8")):
        codes.setdefault(row["field_type"], []).append(row["code"])
    headers = {"country_code", "region_code", "property_type"}
    for row in csv.DictReader((folder / "rdsap_21_fields.csv").open(encoding="utf-8")):
        path = row["json_path"]
        is_surveyed = row["xml_path"].startswith("SAP-Data") or path in headers
        if row["xsd_type"] in codes and is_surveyed:
            yield path, codes[row["xsd_type"]]


def test_every_code_is_expanded_noted_or_refused(shared: Path):
    bases = {name: with_settings(settings) for name, settings in SETTINGS.items()}
    found = {name: outcome(tree) for name, tree in bases.items()}
    assert {name: str(base) for name, base in found.items() if not isinstance(base, Dwelling)} == {}
    silent: list[tuple[str, str]] = []
    results: list[Dwelling | CertificateRejected] = []
    for path, codes in enumerated(shared):
        if path.startswith(UNCOVERED):
            continue
        keys = path.replace("[]", ".0").split(".")
        if path.startswith("sap_building_parts[].") and keys[-1] in (
            "double_glazed",
            "room_height",
        ):
            keys[1] = "1"
        names = [name for name, tree in bases.items() if get(tree, keys) is not None]
        assert names, f"no survey has {path}"
        for code in codes:
            changed = False
            for name in names:
                tree = deepcopy(bases[name])
                if str(get(tree, keys)) == code:
                    changed = True
                    break
                put(tree, keys, code)
                if code == "measured":
                    put(tree, [*keys[:-1], f"{keys[-1]}_measured"], 60)
                results.append(outcome(tree))
                changed |= results[-1] != found[name]
            if not changed and path not in SAME and (path, code) not in SAME_CODES:
                silent.append((path, code))
    assert silent == []
    dwellings = [result for result in results if isinstance(result, Dwelling)]
    assert len(dwellings) > 1000
    ratings = sap10.rate(dwellings).sap_rating
    assert ((ratings >= 1) & (ratings < 200)).all()


@pytest.mark.parametrize("name", REFUSED)
def test_what_only_a_product_record_describes_is_refused(name):
    refusal = outcome(with_settings(REFUSED[name]))
    assert isinstance(refusal, CertificateRejected)
    assert refusal.reason == "product_not_found"
