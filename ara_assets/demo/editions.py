"""The schemas that the demo's certificates are lodged in, and which certificate has which."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ara_assets.demo.fabric import Nation

REGISTER: Final = "https://epbr.digital.communities.gov.uk/xsd"
OLD_REGISTER: Final = "http://www.epcregister.com/xsd"


@dataclass(frozen=True, slots=True)
class Edition:
    """One schema: the SAP version of its certificates, and the register that it was made for."""

    schema: str
    sap_version: str
    register: str = REGISTER

    @property
    def family(self) -> str:
        """RdSAP or SAP, as its documents' root is named."""
        return self.schema.partition("-")[0]

    @property
    def namespace(self) -> str:
        """Namespace of its documents."""
        return f"{self.register}/{self.family.lower()}"

    @property
    def number(self) -> str:
        """Its number: 21.0.1, NI-21.0.1."""
        return self.schema.split("-Schema-")[1]

    @property
    def has_uprn(self) -> bool:
        """Whether its XML has UPRNs; the old register numbered addresses its own way."""
        return self.register == REGISTER

    @property
    def is_reduced_10(self) -> bool:
        """Whether it holds RdSAP 10 data."""
        return self.family == "RdSAP" and self.sap_version == "10.2"


EDITIONS: Final = {
    edition.schema: edition
    for edition in (
        Edition("RdSAP-Schema-21.0.1", "10.2"),
        Edition("RdSAP-Schema-21.0.0", "10.2"),
        Edition("RdSAP-Schema-NI-21.0.1", "10.2"),
        Edition("RdSAP-Schema-20.0.0", "9.94"),
        Edition("RdSAP-Schema-NI-20.0.0", "9.94"),
        Edition("RdSAP-Schema-19.0", "9.94", OLD_REGISTER),
        Edition("RdSAP-Schema-18.0", "9.93", OLD_REGISTER),
        Edition("RdSAP-Schema-17.1", "9.92", OLD_REGISTER),
        Edition("RdSAP-Schema-17.0", "9.92", OLD_REGISTER),
        Edition("SAP-Schema-19.1.0", "10.2"),
        Edition("SAP-Schema-19.2.0", "10.3"),
        Edition("SAP-Schema-19.0.0", "10.2"),
        Edition("SAP-Schema-18.0.0", "9.92"),
        Edition("SAP-Schema-17.1", "9.92", OLD_REGISTER),
        Edition("SAP-Schema-17.0", "9.92", OLD_REGISTER),
    )
}
_NEW_HOMES: Final = tuple(e for e in EDITIONS.values() if e.family == "SAP")
_EVERY_NEW_HOME, _FIRST_NEW_HOME = 20, 14
# The first day of each edition of reduced data before RdSAP 10, the newest first.
_BEFORE_RDSAP_10: Final = (
    (date(2020, 9, 27), "20.0.0"),
    (date(2019, 9, 1), "19.0"),
    (date(2018, 11, 1), "18.0"),
    (date(2017, 9, 1), "17.1"),
    (date.min, "17.0"),
)


def survey_edition(nation: Nation, index: int) -> Edition:
    """Return the edition of a survey by RdSAP 10 of home `index`."""
    if nation == "NIR":
        return EDITIONS["RdSAP-Schema-NI-21.0.1"]
    return EDITIONS["RdSAP-Schema-21.0.0" if index % 10 == 3 else "RdSAP-Schema-21.0.1"]


def older_survey_edition(nation: Nation, lodged_on: date) -> Edition:
    """Return the edition of a survey before RdSAP 10, lodged on a day."""
    number = next(number for first, number in _BEFORE_RDSAP_10 if lodged_on >= first)
    if nation == "NIR" and number == "20.0.0":
        number = f"NI-{number}"
    return EDITIONS[f"RdSAP-Schema-{number}"]


def new_home_edition(index: int) -> Edition | None:
    """Return the edition of the full SAP assessment of home `index`; None if it had a survey."""
    turn, place = divmod(index, _EVERY_NEW_HOME)
    return _NEW_HOMES[turn % len(_NEW_HOMES)] if place == _FIRST_NEW_HOME else None
