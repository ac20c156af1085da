"""Write the demo landlord's files: certificates (a few broken on purpose) and surroundings.

The same seed gives the same bytes. Lodged figures come from our own calculator, which the
certificates say in their software name; some are set off by a few points and some lodged under an
older SAP or under SAP 10.3, so that divergence and `pre_sap10` can be seen.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import sap10
from ara_assets.demo import documents, editions, new_homes, older, reports, surroundings
from ara_assets.demo.editions import Edition
from ara_assets.demo.fabric import Node
from ara_assets.demo.rarities import with_rarities
from ara_assets.demo.reports import UNRATED, Home, LodgedFigures
from ara_assets.domain.performance import expand_home
from resources.product_source import SAMPLE
from sap10.pcdb import load_pcdb
from sap10.tables.bands import band_of

SEED = 20261121
HOMES = 300
FIRST_LODGED = date(2025, 7, 1)
COMBIS = ("017741", "016638")
"""Gas combi boilers of the sample of the product database, an instantaneous and a storage one."""

UNKNOWN_PRODUCT = "017507"
"""A boiler that the sample has not."""

# What is wrong with the broken homes, by index; the file of `TRUNCATED` names no home at all.
UNKNOWN_CODE, NO_MAIN_HEATING, NEGATIVE_AREA, TWO_CLAIM_ONE_UPRN, NO_TABLE_CODE = (
    37,
    118,
    203,
    251,
    160,
)
BROKEN = (UNKNOWN_CODE, NO_MAIN_HEATING, NEGATIVE_AREA)
TRUNCATED = HOMES
OLD_METHOD = timedelta(days=2500)


@dataclass(frozen=True, slots=True)
class Lodgement:
    """One certificate of a home: its number, when and in which edition it was lodged."""

    home: Home
    number: str
    lodged_on: date
    edition: Edition
    points_off: int

    @property
    def is_json(self) -> bool:
        """Whether the document is the API's JSON rather than the register's XML.

        The XML of the old register does not say whose home it is; the API does.
        """
        return self.home.uprn % 2 == 1 or not self.edition.has_uprn


def generate(folder: Path, seed: int = SEED) -> int:
    """Write all files of the `HOMES` homes below `folder` anew; return how many certificates."""
    certificates = folder / "certificates"
    if folder.exists():
        shutil.rmtree(folder)
    certificates.mkdir(parents=True)
    drawn = [_draw(seed, index) for index in range(HOMES)]
    written = 0
    lodgements = [one for index, home in enumerate(drawn) for one in _lodgements(seed, index, home)]
    for lodgement, figures in zip(lodgements, _figures(lodgements), strict=True):
        suffix = "json" if lodgement.is_json else "xml"
        path = certificates / f"{lodgement.number}.{suffix}"
        path.write_bytes(_document(lodgement, figures))
        written += 1
    for name, content in _broken_documents(seed, drawn):
        (certificates / name).write_bytes(content)
        written += 1
    surroundings.write(folder, drawn, seed)
    return written


def _draw(seed: int, index: int) -> Home:
    """Draw a home; some gas boilers are named by their index alone, or with a code beside it.

    Of one that is not in the sample only the code beside it can be rated.
    """
    if index == NO_TABLE_CODE:
        return reports.draw_home(seed, index, product_index=UNKNOWN_PRODUCT, has_table_code=False)
    if index % 23 == 5:
        product = (*COMBIS, UNKNOWN_PRODUCT)[index // 23 % 3]
        is_unknown = product == UNKNOWN_PRODUCT
        return reports.draw_home(seed, index, product_index=product, has_table_code=is_unknown)
    return with_rarities(reports.draw_home(seed, index), index, seed)


def _lodgements(seed: int, index: int, home: Home) -> Iterator[Lodgement]:
    """Yield the certificates of a home, the newest first; some homes have an older one too."""
    rng = Random(f"{seed}/{index}/lodgement")  # noqa: S311 - synthetic data, not secrets
    lodged_on = FIRST_LODGED + timedelta(days=rng.randrange(480))
    points_off = rng.choice((-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)) if rng.random() < 0.06 else 0
    is_old_method = rng.random() < 0.04
    new = editions.new_home_edition(index)
    if new:
        day = lodged_on if new.sap_version.startswith("10.") else lodged_on - OLD_METHOD
        yield Lodgement(home, certificate_number(index, 1), day, new, points_off)
        return
    if is_old_method:
        edition = editions.older_survey_edition(home.nation, lodged_on)
        points_off = rng.choice((-7, -4, 3))
    else:
        edition = editions.survey_edition(home.nation, index)
    yield Lodgement(home, certificate_number(index, 1), lodged_on, edition, points_off)
    if rng.random() < 0.12:
        before = lodged_on - timedelta(days=rng.randrange(700, 4000))
        edition = editions.older_survey_edition(home.nation, before)
        points_off = rng.choice((-6, -3, 2))
        yield Lodgement(home, certificate_number(index, 2), before, edition, points_off)


def certificate_number(index: int, sequence: int) -> str:
    """Return the number of a certificate of home `index`, in the register's form."""
    return f"9990-{index:04d}-{sequence:04d}-2026-0000"


def _figures(lodgements: Sequence[Lodgement]) -> list[LodgedFigures]:
    """Rate the homes as lodged, in one batch; what cannot be rated carries the lowest figures."""
    figures: list[LodgedFigures] = [UNRATED] * len(lodgements)
    dwellings: list[sap10.Dwelling] = []
    rows: list[int] = []
    pcdb = load_pcdb(SAMPLE)
    for row, lodgement in enumerate(lodgements):
        try:
            certificate = sap10.read_certificate(_xml(lodgement, UNRATED))
            dwellings.append(expand_home(certificate.epc, pcdb))
        except sap10.CertificateRejected:
            continue
        rows.append(row)
    rating = sap10.rate(dwellings, calculation="rating")
    local = sap10.rate(dwellings, calculation="costs")
    for place, row in enumerate(rows):
        figures[row] = LodgedFigures(
            max(1, int(rating.sap_rating[place]) + lodgements[row].points_off),
            int(rating.ei_rating[place]),
            round(float(local.co2_kg_per_year[place]) / 1000, 1),
            round(float(local.primary_energy_kwh_per_m2[place])),
            float(local.space_heating_kwh[place]),
            float(local.water_heating_kwh[place]),
        )
    return figures


def _report(lodgement: Lodgement, figures: LodgedFigures) -> Node:
    edition, number = lodgement.edition, lodgement.number
    identity = {"number_": number, "lodged_on": lodgement.lodged_on, "figures": figures}
    if edition.family == "SAP":
        return new_homes.new_home_report(lodgement.home, edition, **identity)
    report = reports.report(lodgement.home, edition, **identity)
    return report if edition.is_reduced_10 else older.older_report(report, edition)


def _xml(lodgement: Lodgement, figures: LodgedFigures) -> bytes:
    return documents.xml_document(_report(lodgement, figures), lodgement.edition)


def _document(lodgement: Lodgement, figures: LodgedFigures) -> bytes:
    """Write one certificate, broken where its home is one of the broken ones."""
    node = _report(lodgement, figures)
    index = lodgement.home.uprn - reports.FIRST_UPRN
    if index in BROKEN:
        details: Node = json.loads(json.dumps(node["SAP-Data"]["SAP-Property-Details"]))
        node["SAP-Data"] = {"SAP-Property-Details": details}
        main_part = details["SAP-Building-Parts"]["SAP-Building-Part"][0]
        if index == UNKNOWN_CODE:
            main_part["Wall-Construction"] = "77"
        elif index == NO_MAIN_HEATING:
            del details["SAP-Heating"]["Main-Heating-Details"]
        else:
            [floor, *_] = main_part["SAP-Floor-Dimensions"]["SAP-Floor-Dimension"]
            floor["Total-Floor-Area"] = "-42.00"
    if not lodgement.is_json:
        return documents.xml_document(node, lodgement.edition)
    return documents.json_document(
        node,
        lodgement.edition,
        uprn=lodgement.home.uprn,
        lodged_on=lodgement.lodged_on,
        band=band_of(figures.sap_rating),
    )


def _broken_documents(seed: int, drawn: Sequence[Home]) -> Iterator[tuple[str, bytes]]:
    """Yield the documents that are broken as documents, or that claim the UPRN of another home."""
    number = certificate_number(TRUNCATED, 1)
    newest = editions.EDITIONS[documents.SCHEMA]
    stub = Lodgement(reports.draw_home(seed, TRUNCATED), number, FIRST_LODGED, newest, 0)
    yield f"{number}.xml", _xml(stub, UNRATED)[:2500]
    rightful = drawn[TWO_CLAIM_ONE_UPRN]
    other = reports.draw_home(seed, TRUNCATED + 1)
    claimant = replace(other, uprn=rightful.uprn)
    number = certificate_number(TRUNCATED + 1, 1)
    claim = Lodgement(claimant, number, FIRST_LODGED + timedelta(days=200), newest, 0)
    yield f"{number}.xml", _xml(claim, _figures([claim])[0])
