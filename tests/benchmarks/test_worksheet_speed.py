"""How many dwellings a second, and where the time goes; only ratios are asserted."""

import cProfile
import pstats
import time
from collections.abc import Callable

import pytest

import sap10
from sap10.dwelling import Dwelling, DwellingBatch
from sap10.result import CHUNK_SIZE
from sap10.worksheet.chain import run_worksheet
from tests.benchmarks.sap2012_home import sap2012_home
from tests.sap10.oracle.homes import CASES
from tests.sap10.oracle.worksheet import plain_worksheet
from tests.sap10.random_dwellings import random_dwelling

SIZES = (1, 1_000, 10_000)


@pytest.fixture(scope="module")
def dwellings() -> list[Dwelling]:
    return [random_dwelling(seed) for seed in range(1_000)] * 10


def best_time(work: Callable[[], object], repeats: int) -> float:
    """Return the shortest of several times [s]: the one least disturbed by other programs."""
    times: list[float] = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def test_a_batch_is_much_faster_than_one_dwelling_at_a_time(dwellings, capsys):
    sap10.rate(dwellings[:10])
    rates: dict[int, float] = {}
    for size in SIZES:
        few = dwellings[:size]
        rates[size] = size / best_time(lambda few=few: sap10.rate(few), 20 if size == 1 else 3)
    batches = [
        DwellingBatch.of(dwellings[start : start + CHUNK_SIZE])
        for start in range(0, len(dwellings), CHUNK_SIZE)
    ]
    worksheet = len(dwellings) / best_time(lambda: [run_worksheet(b) for b in batches], 3)
    profile = cProfile.Profile()
    profile.runcall(lambda: [run_worksheet(batch) for batch in batches])
    with capsys.disabled():
        print()
        for size, rate in rates.items():
            print(f"{size:>7,} dwellings at once: {rate:>9,.0f} dwellings/s")
        print(f"worksheet alone, packed in arrays: {worksheet:>9,.0f} dwellings/s")
        print("\n".join(by_section(profile)))
    assert rates[1_000] > 50.0 * rates[1]
    assert rates[10_000] > 0.5 * rates[1_000]
    assert worksheet > rates[10_000]


def test_a_batch_is_much_faster_than_the_plain_transcription(capsys):
    """The same dwellings, side by side: one by one in plain Python, and as arrays."""
    homes = [make(seed) for make in CASES.values() for seed in range(100)]
    plain = len(homes) / best_time(lambda: [plain_worksheet(home) for home in homes], 2)
    many = (homes * 34)[:10_000]
    batches = [
        DwellingBatch.of(many[start : start + CHUNK_SIZE])
        for start in range(0, len(many), CHUNK_SIZE)
    ]
    arrays = len(many) / best_time(lambda: [run_worksheet(batch) for batch in batches], 3)
    with capsys.disabled():
        print()
        print(f"plain transcription: {plain:>9,.0f} dwellings/s")
        print(f"arrays of 10,000:    {arrays:>9,.0f} dwellings/s, {arrays / plain:.0f} times")
    assert arrays > 20.0 * plain


def test_a_batch_is_much_faster_than_the_sap2012_package(dwellings, capsys):
    """Our whole worksheet, packing included, beside another package's part of the older one."""
    other = pytest.importorskip("sap2012.SAP_worksheet", reason="installed by `make bench`")
    home = sap2012_home()
    times = 1_000
    theirs = times / best_time(lambda: [other.calculate_worksheet(home) for _ in range(times)], 3)
    ours = len(dwellings) / best_time(lambda: sap10.rate(dwellings), 3)
    with capsys.disabled():
        print()
        print(f"sap2012, one at a time: {theirs:>9,.0f} dwellings/s")
        print(f"ours, 10,000 at once:   {ours:>9,.0f} dwellings/s, {ours / theirs:.1f} times")
    assert ours > 3.0 * theirs


def by_section(profile: cProfile.Profile) -> list[str]:
    """Return the time of each section that the chain calls, as a share of the whole."""
    stats = pstats.Stats(profile).get_stats_profile()
    chain = stats.func_profiles["run_worksheet"].cumtime
    sections = (
        "resolve_heating",
        "dimensions",
        "ventilation",
        "heat_losses",
        "water_heating",
        "lighting_and_appliances",
        "internal_gains",
        "solar_gains",
        "mean_internal_temperature",
        "space_heating_requirement",
        "cooling_requirement",
        "auxiliary",
        "energy_requirements",
        "fuel_costs",
        "sap_rating",
        "emissions",
        "primary_energy",
    )
    return [
        f"{stats.func_profiles[name].cumtime / chain:>6.1%}  {name}"
        for name in sorted(sections, key=lambda name: -stats.func_profiles[name].cumtime)
    ]
