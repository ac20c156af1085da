"""How fast the product database is read and looked up; only ratios are asserted."""

import time
from collections.abc import Callable
from pathlib import Path

from sap10.pcdb import Pcdb, read_pcdb
from sap10.pcdb.boilers import GasOilBoiler
from sap10.pcdb.grammar import Header, read_records

LOOKUPS = 100_000


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """Return the shortest of several times [s]: the one least disturbed by other programs."""
    times: list[float] = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def test_looking_up_is_far_cheaper_than_reading(shared: Path, capsys):
    content = (shared / "pcdb" / "pcdf-2022-07.dat").read_bytes()
    reading = seconds(lambda: read_pcdb(content))
    lines = content.decode("latin-1").replace("\r\n", "\n").split("\n")
    items = list(read_records(lines))
    loading = seconds(lambda: Pcdb.of(items, ""))
    pcdb = Pcdb.of(items, "")
    indices = [boiler.index for boiler in pcdb.all(GasOilBoiler)]
    homes = (indices * (1 + LOOKUPS // len(indices)))[:LOOKUPS]
    first = seconds(lambda: [pcdb.find(GasOilBoiler, index) for index in indices], 1)
    found = seconds(lambda: [pcdb.find(GasOilBoiler, index) for index in homes]) / LOOKUPS
    with capsys.disabled():
        records = sum(not isinstance(item, Header) for item in items)
        print()
        print(f"read and checked, {records:,} records: {reading:.2f} s")
        print(f"loaded from stored records:        {loading:.2f} s")
        print(f"first look-up of a product:        {first / len(indices) * 1e6:.1f} µs")
        print(f"look-up of a home's boiler:        {found * 1e6:.2f} µs")
    assert loading < reading
    assert found * LOOKUPS < 2.0 * reading
