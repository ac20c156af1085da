"""How many certificates a second are read and expanded; only ratios are asserted."""

import json
import time
from collections.abc import Callable, Sequence

import pytest
from lxml import etree

import sap10
from ara_assets.demo.generate import generate
from sap10.certificate.document import Certificate

MOST_TIMES_PARSING = 30.0
"""Measured: 14 to 20 times for XML, by what else the processor does."""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[bytes]]:
    """Return the demo's certificates that can be rated, by format."""
    folder = tmp_path_factory.mktemp("demo")
    generate(folder)
    found: dict[str, list[bytes]] = {"xml": [], "json": []}
    for path in sorted((folder / "certificates").iterdir()):
        document = path.read_bytes()
        try:
            sap10.expand(sap10.read_certificate(document).epc)
        except sap10.CertificateRejected:
            continue
        found[path.suffix[1:]].append(document)
    return found


def best_time(work: Callable[[], object], repeats: int = 5) -> float:
    """Return the shortest of several processor times [s]: the one least disturbed."""
    times: list[float] = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def expanded(certificates: Sequence[Certificate]) -> None:
    for certificate in certificates:
        sap10.expand(certificate.epc)


@pytest.mark.parametrize(("kind", "parse"), [("xml", etree.fromstring), ("json", json.loads)])
def test_reading_and_expanding_costs_a_few_times_the_bare_parsing(
    kind: str,
    parse: Callable[[bytes], object],
    documents: dict[str, list[bytes]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    batch = documents[kind]
    certificates = [sap10.read_certificate(document) for document in batch]
    parsing = best_time(lambda: [parse(document) for document in batch])
    reading = best_time(lambda: [sap10.read_certificate(document) for document in batch])
    expanding = best_time(lambda: expanded(certificates))
    with capsys.disabled():
        print(f"\n{len(batch)} {kind} certificates on one core, of {size(batch):.1f} kB each:")
        for name, seconds in (
            ("parsed only", parsing),
            ("read", reading),
            ("expanded", expanding),
            ("read and expanded", reading + expanding),
        ):
            print(f"{name:>20}: {len(batch) / seconds:>7,.0f} certificates/s")
    assert reading + expanding < MOST_TIMES_PARSING * parsing


def size(documents: Sequence[bytes]) -> float:
    """Return the mean size. [kB]"""
    return sum(map(len, documents)) / len(documents) / 1000.0
