"""Where costs come from: the dated cost catalogue and the factors of the regions, as CSV."""

from functools import cache
from pathlib import Path

from ara_assets.domain.cost_catalogue import (
    CostCatalogue,
    CostCatalogueRejected,
    cost_catalogue_from_rows,
)
from resources.errors import PermanentFailure
from resources.tariff_source import DATA, parsed_date, parsed_flag, read_csv

CATALOGUE_FILE = DATA / "cost_catalogue.csv"
REGIONS_FILE = DATA / "cost_regions.csv"

_COLUMNS = (
    "cost_line",
    "measure_type",
    "description",
    "cost_unit",
    "quantity",
    "band_quantity",
    "band_above",
    "band_up_to",
    "unit_cost_gbp",
    "contingency_percent",
    "vat_treatment",
    "valid_from",
    "cost_source",
    "is_estimate",
)


def read_cost_rows(
    catalogue: Path = CATALOGUE_FILE, regions: Path = REGIONS_FILE
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return the rows of tables `cost_catalogue` and `cost_region`.

    Raises
    ------
    PermanentFailure
        If a file cannot be read or has another layout.
    """
    lines: list[dict[str, object]] = []
    for number, row in read_csv(catalogue, _COLUMNS):
        where = f"{catalogue.name} line {number}"
        lines.append(
            {
                **row,
                "valid_from": parsed_date(row["valid_from"], f"{where}, valid_from"),
                "is_estimate": parsed_flag(row["is_estimate"], f"{where}, is_estimate"),
            }
        )
    columns = ("rate_region", "cost_factor", "cost_source", "is_estimate")
    factors: list[dict[str, object]] = [
        {
            **row,
            "is_estimate": parsed_flag(row["is_estimate"], f"{regions.name} line {number}"),
        }
        for number, row in read_csv(regions, columns)
    ]
    return lines, factors


@cache
def read_cost_catalogue(
    catalogue: Path = CATALOGUE_FILE, regions: Path = REGIONS_FILE
) -> CostCatalogue:
    """Return the catalogue of the project's files.

    Raises
    ------
    PermanentFailure
        If a file cannot be read, or what it says cannot be.
    """
    try:
        return cost_catalogue_from_rows(*read_cost_rows(catalogue, regions))
    except CostCatalogueRejected as error:
        msg = f"{catalogue.name} is not used: {error}"
        raise PermanentFailure(msg) from error
