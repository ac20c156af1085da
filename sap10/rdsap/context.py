"""What every chapter of the expansion needs to know of the dwelling, and the notes they leave."""

from dataclasses import dataclass, field

from sap10.certificate import AgeBand, BuiltForm, Country, PropertyType
from sap10.codes import Conventions
from sap10.errors import CertificateRejected
from sap10.rdsap.figures import AGE_BAND_YEARS

_COUNTRIES = {
    Country.ENGLAND: "england",
    Country.ISLE_OF_MAN: "isle_of_man",
    Country.ENGLAND_AND_WALES: "england",
    Country.WALES: "wales",
    Country.SCOTLAND: "scotland",
    Country.NORTHERN_IRELAND: "northern_ireland",
}


@dataclass(frozen=True, slots=True)
class Site:
    """Country (as the tables name it), kind of dwelling and age band of the main dwelling.

    Kinds and built forms are those of section 2.1; section 2.19 describes park homes.
    `conventions` says whose reading counts where accredited software differs from the text.
    """

    country: str
    property_type: PropertyType
    built_form: BuiltForm
    age_band: AgeBand
    conventions: Conventions = Conventions.SPECIFICATION

    @property
    def is_accredited(self) -> bool:
        """Whether accredited software is followed where it differs from the text."""
        return self.conventions is Conventions.ACCREDITED

    @property
    def is_flat(self) -> bool:
        """Whether it is a flat or maisonette, which section 2.1 calculates alike."""
        return self.property_type in (PropertyType.FLAT, PropertyType.MAISONETTE)

    @property
    def is_park_home(self) -> bool:
        """Whether it is a park home."""
        return self.property_type is PropertyType.PARK_HOME

    @property
    def tables(self) -> str:
        """Whose age bands and figures apply: the Isle of Man has England's (section 3)."""
        return "england" if self.country == "isle_of_man" else self.country

    @property
    def region(self) -> str:
        """The row that tables with a Scottish column choose: `scotland` or `elsewhere`."""
        return "scotland" if self.country == "scotland" else "elsewhere"


@dataclass(slots=True)
class Notes:
    """Inferred values, in the order of the expansion, each said once."""

    texts: dict[str, None] = field(default_factory=dict[str, None])

    def add(self, text: str) -> None:
        """Note one inferred value and the rule it follows."""
        self.texts[text] = None


def country_of(country: Country | None, notes: Notes) -> str:
    """Return the country whose tables apply (section 3, Table 1)."""
    if country is None or country is Country.NOT_RECORDED:
        notes.add("country not recorded: tables of England (RdSAP 10 section 6.4)")
        return "england"
    if country is Country.ENGLAND_AND_WALES:
        notes.add("England or Wales not told apart: tables of England (RdSAP 10 section 6.4)")
    if country is Country.ISLE_OF_MAN:
        notes.add("Isle of Man: age bands and figures of England (RdSAP 10 section 3, Table 10)")
    return _COUNTRIES[country]


def check_age_band(band: AgeBand, country: str, is_park_home: bool, field_name: str) -> AgeBand:
    """Refuse a band that Table 1 does not have for the country or for park homes, or none at all.

    The band is that of a building part (section 3), so an extension can be newer than the main
    dwelling, or a roof room than its part.
    """
    if band in (AgeBand.NOT_RECORDED, AgeBand.NOT_APPLICABLE):
        raise CertificateRejected(
            reason="missing_field",
            field=field_name,
            value=band.value,
            rule="RdSAP 10 Table 1: an age band A to M",
        )
    scope = "park_home" if is_park_home else country
    if (scope, band.value) not in AGE_BAND_YEARS:
        known = ", ".join(own for place, own in AGE_BAND_YEARS if place == scope)
        raise CertificateRejected(
            reason="inconsistent_values",
            field=field_name,
            value=band.value,
            rule=f"RdSAP 10 Table 1: {scope.replace('_', ' ')} has bands {known}",
        )
    return band
