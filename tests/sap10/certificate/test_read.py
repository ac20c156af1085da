"""Reading whole certificates: samples, register JSON, and each way of being refused."""

import datetime as dt
import json
from pathlib import Path

import pytest
from lxml import etree

from sap10.certificate import (
    Battery,
    BuiltForm,
    Country,
    CylinderSize,
    ElectricityMeter,
    Fuel,
    MeasuredFabric,
    Orientation,
    PvArrays,
    PvRoofShare,
    ReducedFabric,
    Region,
    RoomInRoofSurface,
    SimplifiedType1,
    SimplifiedType2,
    WallConstruction,
)
from sap10.certificate.fabric_reduced import DetailedRoomInRoof
from sap10.certificate.identity import MAX_DOCUMENT_BYTES
from sap10.certificate.read import read_certificate
from sap10.certificate.schemas.registry import SCHEMAS
from sap10.errors import CertificateRejected
from tests.sap10.certificate.documents import (
    CERTIFICATE,
    NUMBER,
    changed,
    edited,
    sample,
)

SERVED = tuple(name for name in SCHEMAS if "-NI-" not in name and "-S-" not in name)
"""Schemas of England and Wales, whose certificates the register serves as JSON too."""


def refusal(document: bytes) -> CertificateRejected:
    with pytest.raises(CertificateRejected) as caught:
        read_certificate(document)
    return caught.value


def refusal_of(path: str, value: object) -> CertificateRejected:
    return refusal(json.dumps(changed(path, value)).encode())


@pytest.mark.parametrize("schema", SERVED)
def test_json_and_its_source_xml_are_the_same_dwelling(schema: str, shared: Path) -> None:
    folder = shared / "epc-samples" / schema / "api-json"
    # A stray "-" after Property-Type in the XML of one sample was served as a field.
    served = read_certificate((folder / "epc.json").read_bytes().replace(b'"name": "-",', b"", 1))
    lodged = read_certificate(folder / "epc.source.xml")
    assert served.epc == lodged.epc
    assert served.lodged == lodged.lodged
    assert served.address.lines == lodged.address.lines
    assert served.certificate_number is None
    lodged_number = etree.parse(folder / "epc.source.xml").findtext(".//{*}RRN")
    assert lodged.certificate_number == lodged_number


@pytest.mark.parametrize(
    "golden",
    [
        "gas-combi-detached/sap.xml",
        "gas-combi-detached-pv-2.5kwp/sap.xml",
        "rdsap-electric-detached/sap.xml",
        "rdsap-electric-detached/rdsap.xml",
        "rdsap-room-in-roof-type-1/sap.xml",
        "rdsap-room-in-roof-type-1/rdsap.xml",
    ],
)
def test_goldens_are_read(golden: str, shared: Path) -> None:
    certificate = read_certificate(shared / "goldens" / golden)
    assert certificate.lodged is None
    assert certificate.sap_version == "10.2"
    kind = MeasuredFabric if golden.endswith("/sap.xml") else ReducedFabric
    assert isinstance(certificate.epc.fabric, kind)


def test_identity_and_lodged_figures() -> None:
    certificate = read_certificate(json.dumps(CERTIFICATE).encode(), NUMBER)
    assert certificate.certificate_number == NUMBER
    assert certificate.uprn == 999000000017
    assert certificate.registration_date == dt.date(2025, 9, 14)
    assert certificate.inspection_date == dt.date(2025, 9, 12)
    assert certificate.schema_type == "RdSAP-Schema-21.0.1"
    assert certificate.address.lines == ("7 Sample Terrace",)
    assert certificate.address.postcode == "ZZ9 9ZZ"
    assert certificate.lodged is not None
    assert certificate.lodged.model_dump() == {
        "sap_rating": 63,
        "band": "D",
        "co2_t_per_year": 3.3,
        "primary_energy_kwh_per_m2": 242.0,
        "sap_version": "10.2",
        "ei_rating": None,
        "total_floor_area_m2": None,
        "space_heating_requirement_kwh": None,
        "water_heating_requirement_kwh": None,
    }


def test_lodged_figures_beside_the_four(shared: Path) -> None:
    lodged = read_certificate(sample(shared, "RdSAP-Schema-21.0.1")).lodged
    assert lodged is not None
    assert lodged.ei_rating == 52
    assert lodged.total_floor_area_m2 == 55.0
    assert lodged.space_heating_requirement_kwh == 13120.0
    assert lodged.water_heating_requirement_kwh == 2285.0


def test_lodged_requirements_of_a_new_dwelling(shared: Path) -> None:
    lodged = read_certificate(sample(shared, "SAP-Schema-19.1.0", "api-json/epc.json")).lodged
    assert lodged is not None
    assert lodged.space_heating_requirement_kwh == 2666.0
    assert lodged.water_heating_requirement_kwh == 2650.0


def test_physical_description_of_a_small_certificate() -> None:
    epc = read_certificate(json.dumps(CERTIFICATE).encode()).epc
    assert (epc.country, epc.region) == (
        Country.ENGLAND,
        Region.NORTH_WEST_ENGLAND_SOUTH_WEST_SCOTLAND,
    )
    assert epc.postcode_district == "ZZ9"
    assert epc.built_form is BuiltForm.MID_TERRACE
    assert isinstance(epc.fabric, ReducedFabric)
    part = epc.fabric.building_parts[0]
    assert part.wall.construction is WallConstruction.SOLID_BRICK
    assert part.wall.insulation_thickness_mm == "unknown"
    assert part.roof.insulation_thickness_mm == 200.0
    assert part.storeys[0].party_wall_length_m == 7.9
    assert epc.heating.main[0].fuel is Fuel.MAINS_GAS
    assert epc.heating.secondary is None
    assert epc.water_heating.cylinder is None
    assert epc.energy_source.electricity_meter is ElectricityMeter.SINGLE
    assert epc.energy_source.photovoltaics is None


def test_address_is_nowhere_in_the_physical_description() -> None:
    epc = read_certificate(json.dumps(CERTIFICATE).encode()).epc
    text = epc.model_dump_json()
    assert "Sample" not in text
    assert "9ZZ" not in text


def test_api_envelope_is_opened() -> None:
    plain = read_certificate(json.dumps(CERTIFICATE).encode())
    assert read_certificate(json.dumps({"data": CERTIFICATE}).encode()) == plain


def test_null_is_not_given() -> None:
    tree = CERTIFICATE | {"built_form": None, "uprn": None}
    certificate = read_certificate(json.dumps(tree).encode())
    assert certificate.epc.built_form is None
    assert certificate.uprn is None


def test_report_number_in_place_of_the_uprn_is_none() -> None:
    tree = CERTIFICATE | {"uprn": f"RRN-{NUMBER}"}
    assert read_certificate(json.dumps(tree).encode()).uprn is None


@pytest.mark.parametrize(("version", "meaning"), [(9.94, "9.94"), (9.8, "9.80"), ("9.90", "9.90")])
def test_older_sap_version_in_a_newer_schema(version: object, meaning: str) -> None:
    certificate = read_certificate(json.dumps(CERTIFICATE | {"sap_version": version}).encode())
    assert certificate.lodged is not None
    assert certificate.lodged.sap_version == meaning


@pytest.mark.parametrize(
    ("rating", "band"),
    [
        (92, "A"),
        (91, "B"),
        (81, "B"),
        (80, "C"),
        (69, "C"),
        (55, "D"),
        (39, "E"),
        (21, "F"),
        (20, "G"),
    ],
)
def test_band_follows_the_rating(rating: int, band: str) -> None:
    certificate = read_certificate(
        json.dumps(CERTIFICATE | {"energy_rating_current": rating}).encode()
    )
    assert certificate.lodged is not None
    assert certificate.lodged.band == band


def test_photovoltaics_in_every_shape_of_the_register() -> None:
    array = {"peak_power": 2.5, "orientation": 5, "pitch": 2, "overshading": 1}
    shapes: list[tuple[object, int]] = [
        ({"pv_arrays": [array]}, 1),
        ([[array], [array | {"orientation": 7}]], 2),
        ([[array], [array], [array]], 3),
    ]
    for shape, count in shapes:
        tree = changed("sap_energy_source/photovoltaic_supply", shape)
        supply = read_certificate(json.dumps(tree).encode()).epc.energy_source.photovoltaics
        assert isinstance(supply, PvArrays)
        assert len(supply.arrays) == count
        assert supply.arrays[0].orientation is Orientation.SOUTH
        assert supply.arrays[0].pitch_degrees == 30.0
    share = {"none_or_no_details": {"percent_roof_area": 40}}
    tree = changed("sap_energy_source/photovoltaic_supply", share)
    supply = read_certificate(json.dumps(tree).encode()).epc.energy_source.photovoltaics
    assert supply == PvRoofShare(roof_percent=40.0)


def test_several_arrays_in_xml(shared: Path) -> None:
    document = sample(shared, "RdSAP-Schema-21.0.1")
    root = etree.fromstring(document)
    supply = root.find(".//{*}Photovoltaic-Supply")
    assert supply is not None
    namespace = etree.QName(supply).namespace
    supply.clear()
    for orientation in ("5", "7"):
        arrays = etree.SubElement(supply, f"{{{namespace}}}PV-Arrays")
        array = etree.SubElement(arrays, f"{{{namespace}}}PV-Array")
        for name, value in (
            ("Peak-Power", "1.5"),
            ("Orientation", orientation),
            ("Pitch", "2"),
            ("Overshading", "1"),
        ):
            etree.SubElement(array, f"{{{namespace}}}{name}").text = value
    found = read_certificate(etree.tostring(root)).epc.energy_source.photovoltaics
    assert isinstance(found, PvArrays)
    assert [array.orientation for array in found.arrays] == [Orientation.SOUTH, Orientation.WEST]


def test_batteries_by_count_and_capacity() -> None:
    tree = changed("sap_energy_source/pv_battery_count", 2)
    tree["sap_energy_source"]["pv_batteries"] = [{"battery_capacity": 5}]
    batteries = read_certificate(json.dumps(tree).encode()).epc.energy_source.batteries
    assert batteries == (Battery(capacity_kwh=5.0), Battery())


def test_rooms_in_roof_of_every_kind() -> None:
    gables = {
        "gable_wall_length_1": 8,
        "gable_wall_type_1": 0,
        "gable_wall_length_2": 7,
        "gable_wall_type_2": 1,
    }
    common = {
        f"{name}_{n}": 2 for name in ("common_wall_length", "common_wall_height") for n in "12"
    }
    heights = {"gable_wall_height_1": 2.4, "gable_wall_height_2": 2.4}
    detailed = {
        "slope_length_1": 5,
        "slope_height_1": 2,
        "slope_insulation_thickness_1": "AB",
        "slope_insulation_type_1": 1,
        "gable_wall_length_2": 4,
        "gable_wall_height_2": 2.2,
        "gable_wall_type_2": 3,
    }
    for key, value, kind in (
        ("room_in_roof_type_1", gables, SimplifiedType1),
        ("room_in_roof_type_2", gables | heights | common, SimplifiedType2),
        ("room_in_roof_details", detailed, DetailedRoomInRoof),
    ):
        room = {"floor_area": 20, "construction_age_band": "H", key: value}
        tree = changed("sap_building_parts/0/sap_room_in_roof", room)
        fabric = read_certificate(json.dumps(tree).encode()).epc.fabric
        assert isinstance(fabric, ReducedFabric)
        found = fabric.building_parts[0].room_in_roof
        assert found is not None
        assert isinstance(found.description, kind)
        if isinstance(found.description, DetailedRoomInRoof):
            slope, gable = found.description.elements
            assert (slope.surface, slope.insulation_thickness_mm) == (
                RoomInRoofSurface.SLOPE,
                "as_built",
            )
            assert (gable.number, gable.height_m) == (2, 2.2)


def test_integral_conservatory_among_the_building_parts() -> None:
    tree = changed("conservatory_type", 4)
    tree["sap_building_parts"].append(
        {"double_glazed": "Y", "floor_area": 12, "glazed_perimeter": 9, "room_height": 1.5}
    )
    epc = read_certificate(json.dumps(tree).encode()).epc
    assert epc.conservatory is not None
    assert epc.conservatory.height_storeys == 1.5
    assert isinstance(epc.fabric, ReducedFabric)
    assert len(epc.fabric.building_parts) == 1


def test_cylinder_of_exact_volume_and_wall_insulation_as_measured() -> None:
    tree = changed("sap_heating/cylinder_size", 6)
    tree["sap_heating"]["cylinder_size_measured"] = 180
    part = tree["sap_building_parts"][0]
    part["wall_insulation_thickness"] = "measured"
    part["wall_insulation_thickness_measured"] = 65
    epc = read_certificate(json.dumps(tree).encode()).epc
    assert epc.water_heating.cylinder is not None
    assert epc.water_heating.cylinder.size is CylinderSize.EXACT
    assert epc.water_heating.cylinder.volume_l == 180.0
    assert isinstance(epc.fabric, ReducedFabric)
    assert epc.fabric.building_parts[0].wall.insulation_thickness_mm == 65.0


@pytest.mark.parametrize(
    ("path", "value", "reason", "field"),
    [
        ("wall_colour", "red", "unknown_field", "wall_colour"),
        (
            "sap_heating/main_heating_details/0/colour",
            1,
            "unknown_field",
            "sap_heating/main_heating_details[1]/colour",
        ),
        (
            "sap_building_parts/0/wall_construction",
            77,
            "unknown_code",
            "sap_building_parts[1]/wall_construction",
        ),
        ("sap_energy_source/meter_type", "ND", "unknown_code", "sap_energy_source/meter_type"),
        ("sap_version", 11.0, "unknown_code", "sap_version"),
        (
            "sap_building_parts/0/sap_floor_dimensions/0/total_floor_area",
            -42,
            "invalid_value",
            "sap_building_parts[1]/sap_floor_dimensions[1]/total_floor_area",
        ),
        (
            "sap_building_parts/0/sap_floor_dimensions/0/room_height",
            "2.4m",
            "invalid_value",
            "sap_building_parts[1]/sap_floor_dimensions[1]/room_height",
        ),
        (
            "sap_building_parts/0/sap_floor_dimensions/0/room_height",
            "1e3",
            "invalid_value",
            "sap_building_parts[1]/sap_floor_dimensions[1]/room_height",
        ),
        ("habitable_room_count", 4.5, "invalid_value", "habitable_room_count"),
        ("registration_date", "14/09/2025", "invalid_value", "registration_date"),
        ("uprn", "UPRN-12A", "invalid_value", "uprn"),
        ("rrn", "1234", "invalid_value", "rrn"),
        ("postcode", "NOWHERE", "invalid_value", "postcode"),
        ("sap_heating", [], "invalid_value", "sap_heating"),
        ("sap_building_parts", {}, "invalid_value", "sap_building_parts"),
        ("sap_building_parts", [], "invalid_value", "sap_building_parts"),
        ("door_count", {"count": 2}, "invalid_value", "door_count"),
        (
            "sap_heating/main_heating_details",
            None,
            "missing_field",
            "sap_heating/main_heating_details",
        ),
        ("sap_heating", None, "missing_field", "sap_heating"),
        ("measurement_type", None, "missing_field", "measurement_type"),
        ("energy_rating_current", None, "missing_field", "energy_rating_current"),
        (
            "sap_building_parts/0/wall_insulation_thickness",
            "measured",
            "missing_field",
            "sap_building_parts[1]/wall_insulation_thickness_measured",
        ),
        (
            "sap_building_parts/0/rafter_insulation_thickness",
            "100mm",
            "inconsistent_values",
            "sap_building_parts[1]/rafter_insulation_thickness",
        ),
        (
            "current_energy_efficiency_band",
            "A",
            "inconsistent_values",
            "current_energy_efficiency_band",
        ),
        ("schema_type", "RdSAP-Schema-22.0", "schema_not_supported", "schema_type"),
        ("schema_type", None, "schema_not_supported", "schema_type"),
    ],
)
def test_refusals_name_reason_and_field(path: str, value: object, reason: str, field: str) -> None:
    rejection = refusal_of(path, value)
    assert (rejection.reason, rejection.field) == (reason, field)


def test_refusal_carries_the_certificate_number() -> None:
    tree = changed("door_count", "many")
    with pytest.raises(CertificateRejected) as caught:
        read_certificate(json.dumps(tree).encode(), NUMBER)
    assert caught.value.certificate_number == NUMBER
    assert NUMBER in str(caught.value)


def test_numbers_that_differ_are_refused() -> None:
    rejection = refusal_number("0000-1111-2222-3333-4444")
    assert rejection.reason == "inconsistent_values"


def refusal_number(asked_for: str) -> CertificateRejected:
    with pytest.raises(CertificateRejected) as caught:
        read_certificate(
            json.dumps(CERTIFICATE | {"certificate_number": NUMBER}).encode(), asked_for
        )
    return caught.value


def test_postcode_is_not_in_its_refusal() -> None:
    assert "NOWHERE" not in str(refusal_of("postcode", "NOWHERE"))


def test_xml_field_is_named_as_in_the_xml(shared: Path) -> None:
    document = sample(shared, "RdSAP-Schema-21.0.1")
    heating = "SAP-Data/SAP-Property-Details/SAP-Heating/Main-Heating-Details"
    path = f"{heating}/Main-Heating/Main-Fuel-Type"
    rejection = refusal(edited(document, path, "98"))
    assert rejection.reason == "unknown_code"
    assert rejection.field == "SAP-Heating/Main-Heating-Details[1]/Main-Fuel-Type"
    assert rejection.value == "98"
    assert rejection.certificate_number == "0000-0000-0000-0000-0000"
    gone = refusal(edited(document, heating, None))
    assert (gone.reason, gone.field) == (
        "missing_field",
        "SAP-Heating/Main-Heating-Details",
    )


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"   ",
        b"\xef\xbb\xbf",
        b"hello",
        b"{",
        b"[]",
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe",
        b'{"schema_type": "\xff"}',
        b"<RdSAP-Report>",
        b"<html/>",
        b"<a/>" * 2,
        b"<!DOCTYPE RdSAP-Report [<!ENTITY a 'b'>]><RdSAP-Report>&a;</RdSAP-Report>",
        b"<!DOCTYPE RdSAP-Report SYSTEM 'file:///etc/passwd'><RdSAP-Report/>",
        b"<RdSAP-Report>&undefined;</RdSAP-Report>",
        b"<a>" * 300 + b"</a>" * 300,
    ],
)
def test_what_is_no_certificate_is_malformed(document: bytes) -> None:
    assert refusal(document).reason == "malformed_document"


def test_entity_bomb_is_refused() -> None:
    levels = "".join(
        f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" if n else "<!ENTITY e0 'ha'>" for n in range(10)
    )
    bomb = f"<!DOCTYPE SAP-Report [{levels}]><SAP-Report>&e9;</SAP-Report>"
    assert refusal(bomb.encode()).reason == "malformed_document"


def test_external_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    document = (
        f"<!DOCTYPE SAP-Report [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
        "<SAP-Report><Schema-Version-Original>&x;</Schema-Version-Original></SAP-Report>"
    )
    assert "secret words" not in str(refusal(document.encode()))


def test_too_big_a_document_is_refused(tmp_path: Path) -> None:
    big = tmp_path / "big.json"
    big.write_bytes(b" " * (MAX_DOCUMENT_BYTES + 1))
    assert refusal(big.read_bytes()).reason == "malformed_document"
    with pytest.raises(CertificateRejected):
        read_certificate(big)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_truncated_document_is_malformed(share: float, shared: Path) -> None:
    for document in (
        sample(shared, "RdSAP-Schema-21.0.1"),
        sample(shared, "SAP-Schema-19.1.0"),
        json.dumps(CERTIFICATE).encode(),
    ):
        cut = document.rstrip()[: int(len(document.rstrip()) * share)]
        assert refusal(cut).reason == "malformed_document"


def test_document_of_the_other_kind_is_inconsistent(shared: Path) -> None:
    document = sample(shared, "SAP-Schema-19.1.0").replace(
        b"SAP-Schema-19.1.0", b"RdSAP-Schema-21.0.1"
    )
    assert refusal(document).reason == "inconsistent_values"


def test_element_given_twice_is_refused(shared: Path) -> None:
    document = sample(shared, "RdSAP-Schema-21.0.1")
    twice = document.replace(b"<Meter-Type>2</Meter-Type>", b"<Meter-Type>2</Meter-Type>" * 2)
    assert twice != document
    assert refusal(twice).reason == "invalid_value"


def test_root_field_given_twice_differently_is_inconsistent(shared: Path) -> None:
    document = sample(shared, "RdSAP-Schema-21.0.1")
    path = "Report-Header/Property-Type"
    assert refusal(edited(document, path, "2")).reason == "inconsistent_values"


def test_unknown_attribute_is_refused(shared: Path) -> None:
    document = sample(shared, "RdSAP-Schema-21.0.1").replace(
        b"<Meter-Type>", b"<Meter-Type unit='x'>"
    )
    rejection = refusal(document)
    assert (rejection.reason, rejection.field) == (
        "unknown_field",
        "SAP-Energy-Source/Meter-Type/@unit",
    )


def test_software_name_of_the_schema_is_understood(shared: Path) -> None:
    document = sample(shared, "RdSAP-Schema-21.0.1")
    root = etree.fromstring(document)
    for name in list(root.attrib):
        del root.attrib[name]
    bare = edited(etree.tostring(root), "Schema-Version-Original", "LIG-21.0")
    assert read_certificate(bare).schema_type == "RdSAP-Schema-21.0.1"


def test_a_number_of_the_old_register_is_no_uprn(shared: Path) -> None:
    document = edited(
        sample(shared, "RdSAP-Schema-21.0.1"), "Report-Header/Property/UPRN", "0123456789"
    )
    certificate = read_certificate(document)
    assert certificate.uprn is None
    assert "UPRN: a number of the old register, no UPRN" in certificate.notes


@pytest.mark.parametrize("schema", ["NI-21.0.0", "NI-21.0.1", "S-21.0"])
def test_northern_ireland_and_scotland_have_schemas_of_their_own(schema: str) -> None:
    named = CERTIFICATE | {"schema_type": f"RdSAP-Schema-{schema}", "country_code": "SCT"}
    certificate = read_certificate(json.dumps(named).encode())
    assert certificate.schema_type == f"RdSAP-Schema-{schema}"
    assert certificate.epc.country is Country.SCOTLAND


@pytest.mark.parametrize(
    ("schema", "meaning"),
    [
        ("RdSAP-Schema-NI-21.0.0", "park_home"),
        ("RdSAP-Schema-NI-21.0.1", "special_energy_saving_feature"),
        ("RdSAP-Schema-S-21.0", "special_energy_saving_feature"),
    ],
)
def test_addendum_13_means_what_its_schema_says(schema: str, meaning: str) -> None:
    tree = CERTIFICATE | {"schema_type": schema, "addendum": {"addendum_numbers": [13]}}
    assert read_certificate(json.dumps(tree).encode()).epc.addenda == (meaning,)


def compliance_report(shared: Path) -> bytes:
    """Return a report inside the form that software lodges for new dwellings."""
    report = etree.fromstring(sample(shared, "SAP-Schema-19.1.0"))
    form = etree.Element("SAP-Compliance-Report")
    form.append(report)
    etree.SubElement(form, "Client-Name").text = "A Client"
    return etree.tostring(form)


def test_a_compliance_report_is_the_report_inside(shared: Path) -> None:
    inside = read_certificate(compliance_report(shared))
    assert inside == read_certificate(sample(shared, "SAP-Schema-19.1.0"))


def test_a_compliance_report_holds_one_report_and_nothing_unknown(shared: Path) -> None:
    form = compliance_report(shared)
    strange = form.replace(b"Client-Name", b"Client-Shoe-Size")
    assert (refusal(strange).reason, refusal(strange).field) == (
        "unknown_field",
        "Client-Shoe-Size",
    )
    assert refusal(b"<SAP-Compliance-Report/>").reason == "malformed_document"
