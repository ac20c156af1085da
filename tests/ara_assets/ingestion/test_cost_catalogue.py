from typing import Any

import pytest

from ara_assets.domain.cost_catalogue import catalogue_of
from ara_assets.ingestion.cost_catalogue import cost_catalogue
from resources.cost_source import CATALOGUE_FILE, REGIONS_FILE, read_cost_catalogue
from resources.errors import PermanentFailure


def test_the_stored_catalogue_is_the_one_of_the_files() -> None:
    asset: Any = cost_catalogue
    result = asset.op.compute_fn.decorated_fn()
    stored = catalogue_of(dict(result.value.frames))
    shipped = read_cost_catalogue()
    assert stored.region_factors == shipped.region_factors
    assert sorted(stored.lines, key=lambda line: line.cost_line) == sorted(
        shipped.lines, key=lambda line: line.cost_line
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("cost_line,measure_type", "line,measure_type", "the columns must be"),
        (",per_m2,", ",per_yard,", "per_yard"),
        (",18.50,", ",18.5 GBP,", "cavity_wall_insulation/fill"),
        (",18.50,10,", ",18.50,12,", "more than one contingency"),
        (",heat_pump_kw,5,8,", ",heat_pump_kw,6,8,", "begins elsewhere"),
        (",2026-10-01,", ",soon,", "soon"),
    ],
)
def test_a_wrong_catalogue_is_refused_with_the_line_that_is_wrong(
    tmp_path: Any, old: str, new: str, message: str
) -> None:
    text = CATALOGUE_FILE.read_text()
    assert old in text
    file = tmp_path / "cost_catalogue.csv"
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(PermanentFailure, match=message):
        read_cost_catalogue(file, REGIONS_FILE)
