"""What every part of the physical description shares: strictness and the number types.

Belongs here: the base model and annotated number types. The vocabulary is in `vocabulary`.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class PhysicalModel(BaseModel):
    """Base of every part: frozen, strictly typed, no unknown field, no infinity, no NaN."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
    )


Text = Annotated[str, Field(pattern=r"^[^\x00]*$")]
"""A text of the source; without NUL, which no database and no XML can hold."""

Measure = Annotated[float, Field(ge=0, le=1e6)]
"""A length, area, volume, power … that cannot be negative; the unit is in the field's name."""

Count = Annotated[int, Field(ge=0, le=10_000)]
"""A number of things."""

Percent = Annotated[float, Field(ge=0, le=100)]
"""A share in percent, 0 to 100."""

Fraction = Annotated[float, Field(ge=0, le=1)]
"""A share, 0 to 1."""

UValue = Annotated[float, Field(ge=0, le=20)]
"""Thermal transmittance. [W/(m2 K)]"""

ProductIndex = Annotated[int, Field(ge=1, le=999_999)]
"""Index number of a product in the product database (leading zeros dropped)."""

SapCode = Annotated[int, Field(ge=1, le=9999)]
"""A code of the SAP specification's tables (4a, 4b, 4e …)."""

PartNumber = Annotated[int, Field(ge=1, le=99)]
"""Number of a building part; 1 is the main dwelling."""
