import pytest

from ara_assets.domain import property as keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("demo", "DEMO"),
        ("E06000023", "E06000023"),
        ("North & South – homes", "NORTH-SOUTH-HOMES"),
        ("a_b", "A_B"),
        (" -a- ", "A"),
    ],
)
def test_a_regions_key_is_made_from_its_name(name: str, key: str) -> None:
    assert keys.region_key(name) == key


def test_batch_keys_name_their_region() -> None:
    assert keys.batch_key("A-B", 12) == "A-B-0012"
    assert keys.region_of_batch("A-B-0012") == "A-B"
    assert keys.region_of_batch("DEMO-12345") == "DEMO"


@pytest.mark.parametrize("key", ["demo-0001", "DEMO", "DEMO-1", "DEMO-0001\n", "A,B-0001", "..."])
def test_other_keys_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match="REGION-NNNN"):
        keys.region_of_batch(key)


def test_a_property_is_named_by_the_best_that_is_known() -> None:
    number, reference = "0000-0000-0000-0000-0001", "L1"
    assert (
        keys.property_id("D", uprn=1, certificate_number=number, landlord_reference=reference)
        == "D:UPRN:1"
    )
    assert (
        keys.property_id("D", certificate_number=number, landlord_reference=reference) == "D:REF:L1"
    )
    assert keys.property_id("D", certificate_number="x") == "D:EPC:x"
    with pytest.raises(ValueError, match="needs a UPRN"):
        keys.property_id("D")
