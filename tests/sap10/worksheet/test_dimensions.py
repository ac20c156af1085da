import pytest

from sap10.dwelling import DwellingBatch, Storey
from sap10.lines import Impose
from sap10.worksheet.dimensions import dimensions
from tests.sap10.worksheet.batches import varied


@pytest.mark.pins("1b..5")
def test_storeys_of_several_parts_add_up_by_level():
    house = varied(
        storeys=(
            Storey(level=0, area_m2=40.0, height_m=2.5),
            Storey(level=0, area_m2=10.0, height_m=3.0),
            Storey(level=1, area_m2=40.0, height_m=2.75),
            Storey(level=4, area_m2=20.0, height_m=2.0),
            Storey(level=7, area_m2=5.0, height_m=2.0),
        )
    )
    size = dimensions(DwellingBatch.of([house]))
    assert size.ground_floor_area == pytest.approx([50.0])
    assert size.ground_floor_volume == pytest.approx([130.0])
    assert size.ground_floor_height == pytest.approx([2.6])
    assert size.other_floors_area == pytest.approx([25.0])
    assert size.total_floor_area == pytest.approx([115.0])
    assert size.volume == pytest.approx([130.0 + 110.0 + 50.0])
    assert size.basement_area is None
    assert size.second_floor_volume is None


@pytest.mark.pins("1a", "2a", "3a")
def test_basement_is_line_1a():
    house = varied(storeys=(Storey(level=-1, area_m2=30.0, height_m=2.0),))
    size = dimensions(DwellingBatch.of([house]))
    assert size.basement_area == pytest.approx([30.0])
    assert size.ground_floor_area is None


def test_imposed_floor_area_is_used():
    impose = Impose({"4": 123.0})
    size = dimensions(DwellingBatch.of([varied()]), impose)
    assert size.total_floor_area == pytest.approx([123.0])
    assert not impose.unused
