"""RdSAP-Schema-20.0.0 and older: every field and code of their XSDs, and how each is lifted."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from sap10.certificate import (
    AgeBand,
    BulbCounts,
    Country,
    DetailedRoomInRoof,
    GableType,
    GlazedArea,
    PressureTest,
    PvConnection,
    ReducedFabric,
    ReducedGlazing,
    RoomInRoofSurface,
    ShowerType,
    SimplifiedType1,
    Transmission,
    UnmeasuredGlazing,
    VentilationType,
    Wall,
    WwhrsConnection,
)
from sap10.certificate.converters import Codes, normal_code
from sap10.certificate.document import Certificate
from sap10.certificate.mapping import Known, Tree
from sap10.certificate.read import KNOWN, read_certificate
from sap10.certificate.schemas import common, rdsap_20_codes, rdsap_21_codes
from sap10.certificate.schemas.registry import SCHEMAS
from sap10.errors import CertificateRejected
from tests.sap10.certificate.documents import CERTIFICATE, HEATING, NUMBER, PART
from tests.sap10.certificate.xsd import fields, schema_root

OLDER = ("20.0.0", "NI-20.0.0", "19.0", "S-19.0", "18.0", "17.1", "17.0")
NAMES = [f"RdSAP-Schema-{version}" for version in OLDER]
# Added by the register (epc-register-api.md section 6, rules 3 and 10), or a part of any report.
OF_THE_REGISTER = {
    "address_line_4",
    "assessment_type",
    "certificate_number",
    "created_at",
    "current_energy_efficiency_band",
    "pdf",
    "potential_energy_efficiency_band",
    "related_certificate_number",
    "schema_type",
    "uprn_source",
}
# Arrays stand directly in the supply where there are several of them (rule 9).
OF_THE_SHAPES = {
    f"sap_energy_source.photovoltaic_supply.{name}"
    for name in ("peak_power", "orientation", "pitch", "overshading", "pv_connection")
}


def xsd(shared: Path, schema: str) -> Path:
    return shared / "epc-schemas" / schema


def paths(known: Known, prefix: str = "") -> Iterator[str]:
    for key, nested in known.items():
        yield prefix + key
        if nested:
            yield from paths(nested, f"{prefix}{key}.")


def known_at(schema: str, path: tuple[str, ...]) -> Known | None:
    """Return what is known below a path: None where it is ignored whole."""
    known: Known | None = KNOWN[schema]
    for key in path:
        if known is None:
            return None
        known = known[key]
    return known


@pytest.mark.parametrize("schema", NAMES)
def test_every_field_of_the_schema_is_known(schema: str, shared: Path) -> None:
    unknown: list[str] = []
    for path, _ in fields(schema_root(xsd(shared, schema))):
        try:
            known_at(schema, path)
        except KeyError:
            unknown.append(".".join(path))
    assert unknown == []


@pytest.mark.parametrize("schema", NAMES)
def test_nothing_that_is_not_in_the_schema_is_known(schema: str, shared: Path) -> None:
    there: set[str] = set()
    for path, _ in fields(schema_root(xsd(shared, schema))):
        there |= {".".join(path[:end]) for end in range(1, len(path) + 1)}
    assert set(paths(KNOWN[schema])) - there == OF_THE_REGISTER | OF_THE_SHAPES


def enumerations(schema: str) -> dict[str, Codes[Any]]:
    """Return the enumerations that a schema is read with, by the name of their type."""
    modules = (common, rdsap_21_codes, rdsap_20_codes)
    own = {
        value.name: value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Codes)
    }
    return own | {codes.name: codes for codes in SCHEMAS[schema].codes}


# Read by other means: yes or no, twelve months, and the schema's own name for a thickness.
OTHERWISE = {"Flag", "AirChangeRateMonth"}
OTHER_NAME = {"sloping_ceiling_insulation_thickness": "SlopedCeilingInsulationThicknessCode"}
# JSON drops a trailing zero of a version.
OWN = {"SAP-VersionCode": {"9.8", "9.9"}}


@pytest.mark.parametrize("schema", NAMES)
def test_every_code_of_every_mapped_field_has_its_meaning(schema: str, shared: Path) -> None:
    ours = enumerations(schema)
    wrong: dict[str, set[str]] = {}
    checked = 0
    for path, item in fields(schema_root(xsd(shared, schema))):
        name = OTHER_NAME.get(path[-1], item.type)
        if not item.codes or known_at(schema, path) is None or name in OTHERWISE:
            continue
        listed = {normal_code(code) for code in item.codes}
        difference = (set(ours[name].meanings) ^ listed) - OWN.get(name, set())
        checked += 1
        if difference:
            wrong[".".join(path)] = difference
    assert wrong == {}
    assert checked > 60


def test_what_an_older_schema_assumes_is_of_codes_it_has() -> None:
    for older in (rdsap_20_codes.RDSAP_20, rdsap_20_codes.RDSAP_18, rdsap_20_codes.RDSAP_17):
        assert all(set(codes.assumed) <= set(codes.meanings) for codes in older)


ROOMS: Tree = {
    "rooms_with_bath_and_or_shower": 2,
    "rooms_with_mixer_shower_no_bath": 0,
    "rooms_with_bath_and_mixer_shower": 1,
}
GONE = (
    "pressure_test",
    "led_fixed_lighting_bulbs_count",
    "incandescent_fixed_lighting_bulbs_count",
)
OLD: Tree = {
    **{key: value for key, value in CERTIFICATE.items() if key not in GONE},
    "schema_type": "RdSAP-Schema-20.0.0",
    "sap_version": 9.94,
    "country_code": "EAW",
    "multiple_glazed_proportion": 80,
    "multiple_glazing_type": 1,
    "pvc_window_frames": "true",
    "glazing_gap": "16+",
    "glazed_area": 1,
    "low_energy_lighting": 40,
    "fixed_lighting_outlets_count": 10,
    "low_energy_fixed_lighting_outlets_count": 4,
    "open_fireplaces_count": 2,
    "sap_heating": {
        **{
            key: value
            for key, value in HEATING.items()
            if key not in ("number_baths", "shower_outlets")
        },
        "instantaneous_wwhrs": ROOMS,
    },
    "sap_energy_source": {
        "meter_type": 2,
        "mains_gas": "Y",
        "wind_turbines_count": 0,
        "wind_turbines_terrain_type": 2,
        "photovoltaic_supply": {"none_or_no_details": {"percent_roof_area": 0, "pv_connection": 0}},
    },
}
ROOM: Tree = {
    "floor_area": 25.0,
    "construction_age_band": "K",
    "insulation": "AB",
    "roof_room_connected": "N",
}


def read(changes: Tree | None = None, schema: str = "RdSAP-Schema-20.0.0") -> Certificate:
    """Read the certificate with fields set; a path of keys and indices names one, None removes."""
    tree = deepcopy(OLD) | {"schema_type": schema}
    for path, value in (changes or {}).items():
        *parents, last = path.split("/")
        place: Any = tree
        for name in parents:
            place = place[int(name)] if isinstance(place, list) else place[name]
        if value is None:
            del place[last]
        else:
            place[last] = value
    return read_certificate(json.dumps(tree).encode(), NUMBER)


def fabric_of(certificate: Certificate) -> ReducedFabric:
    assert isinstance(certificate.epc.fabric, ReducedFabric)
    return certificate.epc.fabric


def refused(changes: Tree, schema: str = "RdSAP-Schema-20.0.0") -> tuple[str, str]:
    with pytest.raises(CertificateRejected) as caught:
        read(changes, schema)
    return caught.value.reason, caught.value.field


def test_lodged_figures_keep_their_version() -> None:
    certificate = read()
    assert certificate.lodged is not None
    assert (certificate.lodged.sap_rating, certificate.lodged.sap_version) == (63, "9.94")
    assert certificate.epc.country is Country.ENGLAND_AND_WALES


def test_windows_are_described_together() -> None:
    fabric = fabric_of(read())
    assert fabric.windows == ()
    assert fabric.unmeasured_glazing == UnmeasuredGlazing(
        glazed_area=GlazedArea.NORMAL,
        multiple_glazed_percent=80.0,
        glazing=ReducedGlazing.DOUBLE_FIRST_PERIOD,
        glazing_gap_mm=16,
        is_pvc_or_wood_frame=True,
    )


@pytest.mark.parametrize(
    ("code", "area"),
    [
        (1, GlazedArea.NORMAL),
        (2, GlazedArea.MORE_THAN_TYPICAL),
        (3, GlazedArea.LESS_THAN_TYPICAL),
        (4, GlazedArea.MUCH_MORE_THAN_TYPICAL),
        (5, GlazedArea.MUCH_LESS_THAN_TYPICAL),
        ("ND", GlazedArea.NOT_DEFINED),
    ],
)
def test_the_glazed_area_is_against_the_typical_one(code: int | str, area: GlazedArea) -> None:
    glazing = fabric_of(read({"glazed_area": code})).unmeasured_glazing
    assert glazing is not None
    assert glazing.glazed_area is area


def test_frames_that_are_not_of_pvc_are_wood_with_the_narrow_gap() -> None:
    certificate = read({"pvc_window_frames": "false", "glazing_gap": None})
    glazing = fabric_of(certificate).unmeasured_glazing
    assert glazing is not None
    assert (glazing.is_pvc_or_wood_frame, glazing.glazing_gap_mm) == (True, 6)
    assert any("pvc_window_frames false" in note for note in certificate.notes)


@pytest.mark.parametrize(("kind", "is_kept"), [(7, True), (8, True), (3, False)])
def test_known_performance_is_that_of_known_glazing_only(kind: int, is_kept: bool) -> None:
    details = {"u_value": 1.4, "data_source": 2, "solar_transmittance": 0.6}
    certificate = read({"multiple_glazing_type": kind, "windows_transmission_details": details})
    glazing = fabric_of(certificate).unmeasured_glazing
    assert glazing is not None
    known = Transmission(source="manufacturer", u_value=1.4, g_value=0.6)
    assert glazing.transmission == (known if is_kept else None)
    assert any("SAP 2012's table" in note for note in certificate.notes) is not is_kept


def test_measured_windows_have_an_area() -> None:
    window: Tree = {
        "window_location": 0,
        "window_area": 3.4,
        "glazing_type": 5,
        "window_type": 1,
        "orientation": 5,
    }
    certificate = read({"glazed_area": 4, "sap_windows": [window, window | {"glazing_type": 2}]})
    single, double = fabric_of(certificate).windows
    assert (single.width_m, single.height_m, single.is_draught_proofed) == (3.4, 1.0, False)
    assert (double.glazing, double.is_draught_proofed) == (
        ReducedGlazing.DOUBLE_SECOND_PERIOD,
        True,
    )
    assert sum("window_area: taken 1 m high" in note for note in certificate.notes) == 2


@pytest.mark.parametrize(
    ("outlets", "low", "percent", "counts"),
    [
        (10, 4, 40, (4, 6)),
        (0, 0, 30, (30, 70)),
        (0, 0, 0, (0, 0)),
    ],
)
def test_lighting_outlets_are_bulbs(
    outlets: int, low: int, percent: int, counts: tuple[int, int]
) -> None:
    lighting = read(
        {
            "fixed_lighting_outlets_count": outlets,
            "low_energy_fixed_lighting_outlets_count": low,
            "low_energy_lighting": percent,
        }
    ).epc.lighting
    assert isinstance(lighting, BulbCounts)
    assert (lighting.low_energy_count, lighting.incandescent_count) == counts


def test_more_low_energy_outlets_than_outlets_contradict_each_other() -> None:
    reason, field = refused({"low_energy_fixed_lighting_outlets_count": 11})
    assert (reason, field) == ("inconsistent_values", "low_energy_fixed_lighting_outlets_count")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (0, VentilationType.NATURAL),
        (1, VentilationType.BALANCED),
        (2, VentilationType.EXTRACT_DECENTRALISED),
    ],
)
def test_ventilation_has_three_codes_and_open_fireplaces_are_chimneys(
    code: int, kind: VentilationType
) -> None:
    certificate = read({"mechanical_ventilation": code})
    ventilation = certificate.epc.ventilation
    assert ventilation.type is kind
    assert ventilation.open_chimney_count == 2
    assert ventilation.open_flue_count is None
    assert ventilation.extract_fan_count is None
    assert ventilation.pressure_test is PressureTest.NOT_TESTED
    assert any(note.startswith("mechanical_ventilation") for note in certificate.notes) is (
        code > 0
    )


def test_mixer_showers_and_baths_come_from_the_rooms() -> None:
    rooms = ROOMS | {
        "rooms_with_mixer_shower_no_bath": 1,
        "wwhrs_index_number1": 80001,
        "mixer_showers_with_system1_with_bath": 1,
        "mixer_showers_with_system1_without_bath": 0,
    }
    water = read({"sap_heating/instantaneous_wwhrs": rooms}).epc.water_heating
    assert water.showers is not None
    assert [(item.type, item.wwhrs) for item in water.showers] == [
        (ShowerType.NON_ELECTRIC, WwhrsConnection.INSTANTANEOUS_1),
        (ShowerType.NON_ELECTRIC, WwhrsConnection.NONE),
    ]
    assert water.bath_count == 1
    assert [system.product_index for system in water.instantaneous_wwhrs] == [80001]


def test_without_a_count_of_rooms_showers_are_not_recorded() -> None:
    water = read({"sap_heating/instantaneous_wwhrs": None}).epc.water_heating
    assert (water.showers, water.bath_count) == (None, None)


def test_more_showers_with_heat_recovery_than_showers_contradict_each_other() -> None:
    rooms = ROOMS | {"mixer_showers_with_system1_with_bath": 2}
    reason, _ = refused({"sap_heating/instantaneous_wwhrs": rooms})
    assert reason == "inconsistent_values"


@pytest.mark.parametrize(
    ("code", "thickness"),
    [
        ("NI", "unknown"),
        ("ND", "not_defined"),
        ("AB", "as_built"),
        (0, "unknown"),
        (1, 0.0),
        (2, "as_built"),
        (3, 50.0),
        (4, 100.0),
        (5, 150.0),
        (6, "as_built"),
    ],
)
def test_a_roof_room_has_one_insulation_and_that_of_its_ceiling(
    code: str | int, thickness: str | float
) -> None:
    room = ROOM | {"insulation": code, "roof_insulation_thickness": "200mm"}
    [part] = fabric_of(read({"sap_building_parts/0/sap_room_in_roof": room})).building_parts
    assert part.room_in_roof is not None
    assert part.room_in_roof.insulation_thickness_mm == thickness
    assert part.room_in_roof.ceiling_insulation_thickness_mm == 200.0
    assert part.room_in_roof.description is None


def test_a_connected_roof_room_has_a_wall_to_heated_space() -> None:
    room = ROOM | {"roof_room_connected": "Y"}
    certificate = read({"sap_building_parts/0/sap_room_in_roof": room})
    [part] = fabric_of(certificate).building_parts
    assert part.room_in_roof is not None
    description = part.room_in_roof.description
    assert isinstance(description, SimplifiedType1)
    assert [(gable.type, gable.length_m) for gable in description.gables] == [
        (GableType.CONNECTED, 5.0)
    ]
    assert any("roof_room_connected" in note for note in certificate.notes)


def test_surfaces_of_a_roof_room_have_an_area() -> None:
    details = {"slope_area_1": 12.5, "slope_u_value_1": 0.4, "gable_wall_area_2": 6.0}
    room = ROOM | {"insulation": "ND", "room_in_roof_details": details}
    [part] = fabric_of(read({"sap_building_parts/0/sap_room_in_roof": room})).building_parts
    assert part.room_in_roof is not None
    description = part.room_in_roof.description
    assert isinstance(description, DetailedRoomInRoof)
    slope, gable = description.elements
    assert (slope.surface, slope.length_m, slope.height_m) == (RoomInRoofSurface.SLOPE, 12.5, 1.0)
    assert slope.u_value == 0.4
    assert (gable.number, gable.gable_type, gable.length_m) == (2, GableType.EXPOSED, 6.0)


def test_there_is_one_alternative_wall() -> None:
    wall: Tree = {
        "wall_construction": 1,
        "wall_insulation_type": 1,
        "wall_area": 11.0,
        "wall_thickness_measured": "N",
        "wall_insulation_thickness": "150mm",
        "wall_dry_lined": "N",
    }
    [part] = fabric_of(read({"sap_building_parts/0/sap_alternative_wall": wall})).building_parts
    assert isinstance(part.alternative_wall_1, Wall)
    assert part.alternative_wall_1.insulation_thickness_mm == 150.0
    assert part.alternative_wall_2 is None


def test_band_l_had_no_end() -> None:
    certificate = read({"sap_building_parts/0/construction_age_band": "L"})
    assert fabric_of(certificate).building_parts[0].age_band is AgeBand.L
    assert any("construction_age_band L: from 2012" in note for note in certificate.notes)


@pytest.mark.parametrize("value", [-1, -2])
def test_draught_proofing_that_was_not_recorded_follows_the_glazing(value: int) -> None:
    certificate = read({"percent_draughtproofed": value})
    assert fabric_of(certificate).draughtproofed_percent == 80
    assert any("percent_draughtproofed" in note for note in certificate.notes)


ARRAY: Tree = {"peak_power": 2.0, "orientation": 5, "pitch": 2, "overshading": 1}


@pytest.mark.parametrize(
    ("supply", "connection", "is_exported"),
    [
        (
            {"none_or_no_details": {"percent_roof_area": 0, "pv_connection": 0}},
            "not_applicable",
            None,
        ),
        (
            {"none_or_no_details": {"percent_roof_area": 40, "pv_connection": 2}},
            "connected_to_dwelling_meter",
            True,
        ),
        ({"pv_arrays": [ARRAY | {"pv_connection": 1}]}, "not_connected_to_dwelling_meter", True),
        (
            [[ARRAY | {"pv_connection": 2}], [ARRAY | {"pv_connection": 2}]],
            "connected_to_dwelling_meter",
            True,
        ),
    ],
)
def test_photovoltaics_say_themselves_what_they_are_connected_to(
    supply: object, connection: str, is_exported: bool | None
) -> None:
    source = read({"sap_energy_source/photovoltaic_supply": supply}).epc.energy_source
    assert source.pv_connection is PvConnection(connection)
    assert source.is_export_capable is is_exported


def test_arrays_have_one_connection() -> None:
    arrays = [ARRAY | {"pv_connection": 1}, ARRAY | {"pv_connection": 2}]
    reason, field = refused({"sap_energy_source/photovoltaic_supply": {"pv_arrays": arrays}})
    assert (reason, field.split("/")[-1]) == ("inconsistent_values", "pv_connection")


@pytest.mark.parametrize(
    ("schema", "path", "value"),
    [
        ("20.0.0", "mechanical_ventilation", 3),
        ("20.0.0", "sap_building_parts/0/construction_age_band", "M"),
        ("20.0.0", "sap_building_parts/0/party_wall_construction", 4),
        ("20.0.0", "country_code", "ENG"),
        ("20.0.0", "sap_version", 10.2),
        ("18.0", "sap_version", 9.94),
        ("17.1", "sap_version", 9.93),
        ("18.0", "addendum", {"addendum_numbers": [14]}),
    ],
)
def test_a_code_of_a_newer_schema_is_refused(schema: str, path: str, value: object) -> None:
    reason, field = refused({path: value}, f"RdSAP-Schema-{schema}")
    assert reason == "unknown_code"
    assert field.split("/")[0].split("[")[0] == path.split("/")[0]


@pytest.mark.parametrize(
    ("schema", "path", "value"),
    [
        ("20.0.0", "pressure_test", 4),
        ("20.0.0", "led_fixed_lighting_bulbs_count", 3),
        ("20.0.0", "environmental_impact_average", 60),
        ("18.0", "previous_epc_check", {"previous_epc_checked": "Y"}),
        ("18.0", "sap_special_features", [{"description": "x"}]),
        ("17.0", "sap_heating/number_baths", 1),
    ],
)
def test_a_field_of_another_schema_is_refused(schema: str, path: str, value: object) -> None:
    reason, field = refused({path: value}, f"RdSAP-Schema-{schema}")
    assert (reason, field) == ("unknown_field", path)


def test_scotland_has_one_more_figure() -> None:
    certificate = read(
        {"environmental_impact_average": 60, "country_code": "SCT"}, "RdSAP-Schema-S-19.0"
    )
    assert certificate.epc.country is Country.SCOTLAND


@pytest.mark.parametrize("schema", NAMES)
def test_one_survey_is_one_dwelling_in_every_schema(schema: str) -> None:
    version = {"RdSAP-Schema-18.0": 9.93}.get(schema, 9.92)
    certificate = read({"sap_version": version}, schema)
    assert certificate.epc == read().epc
    assert certificate.schema_type == schema


def test_parts_are_those_of_the_newest_schema_but_for_what_changed() -> None:
    [part] = fabric_of(read()).building_parts
    newest = read_certificate(json.dumps(CERTIFICATE).encode(), NUMBER)
    assert (part,) == fabric_of(newest).building_parts
    assert PART["building_part_number"] == part.number
