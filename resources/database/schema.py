"""What a table of ours is: its columns with unit, meaning and origin, and its key.

Plain data only. The tables themselves are in `resources.database.tables`, everything made from
them (SQL, frames, Dagster schemas, the data dictionary) in `resources.database.registry`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

ColumnType = Literal["text", "integer", "bigint", "float", "boolean", "date", "timestamp", "json"]

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Name with its unit in it (`floor_area_m2`, `total_gbp`).
    type
        Logical type; `integer` is 32 bit, `bigint` 64 bit, `timestamp` UTC.
    unit
        Unit of the value, empty where it has none.
    description
        What the value means, one sentence.
    nullable
        Whether the value may be missing.
    derived_from
        (table, column) pairs that the value is worked out from.
    hashed
        False for what differs between two equal loads (run ids, times of day); such a column is
        left out of the content hash.
    """

    name: str
    type: ColumnType
    unit: str
    description: str
    nullable: bool = False
    derived_from: Sequence[tuple[str, str]] = ()
    hashed: bool = True

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            msg = f"column name {self.name!r} is not a lower-case identifier"
            raise ValueError(msg)


@dataclass(frozen=True)
class Table:
    """One table: who writes it, its columns, and the columns that identify a row.

    `asset` is the asset that owns the rows, or None for the tables that the registration of
    regions and the writer keep. A table with a `batch_key` column is replaced batch by batch.
    """

    name: str
    asset: str | None
    columns: Sequence[Column]
    primary_key: Sequence[str]
    description: str = ""
    indexes: Sequence[Sequence[str]] = field(default=())

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            msg = f"table name {self.name!r} is not a lower-case identifier"
            raise ValueError(msg)
        names = self.column_names
        if len(set(names)) != len(names):
            msg = f"table {self.name} names a column twice"
            raise ValueError(msg)
        if unknown := set(self.primary_key) - set(names):
            msg = f"table {self.name}: key columns {sorted(unknown)} do not exist"
            raise ValueError(msg)

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in the order of the table."""
        return [column.name for column in self.columns]

    @property
    def is_batched(self) -> bool:
        """Whether rows belong to a property batch."""
        return "batch_key" in self.column_names


PROPERTY_ID = Column(
    "property_id", "text", "", "Property: region and UPRN, landlord reference or certificate number"
)
BATCH_KEY = Column("batch_key", "text", "", "Property batch that the row was written with")

RATED_BY = (
    Column("specification", "text", "", "Specifications of the calculation, by edition"),
    Column(
        "conventions",
        "text",
        "",
        "specification or accredited: whose reading where software differs from the text",
    ),
    Column("calculator_version", "text", "", "Version of the calculator"),
)
"""What every table of ratings says of the calculation."""
