"""A certificate as read: the dwelling, what was lodged about it, and whose it is."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from sap10.certificate.base import PhysicalModel
from sap10.certificate.epc_property_data import EpcPropertyData
from sap10.tables.bands import Band


class LodgedPerformance(PhysicalModel):
    """Performance as on the register."""

    sap_rating: Annotated[int, Field(ge=0, le=1000)]
    """Energy rating."""
    band: Band
    """Band of the rating."""
    co2_t_per_year: Annotated[float, Field(ge=-1000, le=10_000)]
    """CO2 emissions. [t/year]"""
    primary_energy_kwh_per_m2: Annotated[float, Field(ge=-10_000, le=100_000)]
    """Primary energy intensity. [kWh/(m2 year)]"""
    sap_version: str
    """Version of SAP it was lodged under, e.g. 9.94 or 10.2."""
    ei_rating: int | None = None
    """Environmental impact rating; None if not given."""
    total_floor_area_m2: float | None = None
    """Total floor area; None if not given. [m2]"""
    space_heating_requirement_kwh: float | None = None
    """Space heating requirement; None if not given. [kWh/year]"""
    water_heating_requirement_kwh: float | None = None
    """Water heating requirement; None if not given. [kWh/year]"""


class Address(PhysicalModel):
    """Where the dwelling is; kept apart, because it goes into one table only."""

    lines: tuple[str, ...] = ()
    """Address lines 1 to 4, those that are given."""
    post_town: str | None = None
    """Post town."""
    postcode: str | None = None
    """Postcode."""


class Certificate(PhysicalModel):
    """One certificate."""

    epc: EpcPropertyData
    """The dwelling."""
    lodged: LodgedPerformance | None
    """What was lodged; None in a document without lodged figures."""
    sap_version: str | None
    """Version of SAP the document was made under; None if it does not say."""
    schema_type: str
    """The versioned schema of its data."""
    certificate_number: str | None
    """Its number; None in a document that does not hold it."""
    uprn: int | None
    """UPRN; None if there is none, or if the document has a report number in its place."""
    registration_date: dt.date | None
    """When it was lodged; None if the document does not say."""
    inspection_date: dt.date | None
    """When the dwelling was inspected; None if the document does not say."""
    address: Address
    """Where the dwelling is."""
    notes: tuple[str, ...] = ()
    """What had to be assumed while reading."""
