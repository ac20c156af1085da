"""What the two jobs find to do, from the audit of loads in a real PostgreSQL."""

import datetime as dt
from collections.abc import Callable, Iterable

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from ara_assets.definitions import defs
from ara_assets.specs import FRESHNESS, stale_after
from ara_assets.stages import never_run, outdated, stale, whole_of
from resources.database.engine import make_engine
from resources.database.loads import last_loads
from resources.database.membership import add_rows

GRAPH = defs.resolve_asset_graph()
BATCHES = ["TOWN-0001", "TOWN-0002"]
KEYS = GRAPH.materializable_asset_keys
BATCHED = {key.to_user_string() for key in KEYS if GRAPH.get(key).is_partitioned}
WHOLE = {"fuel_rates", "pcdb", "cost_catalogue", "scenario_definition"}
DAY_0 = dt.datetime(2026, 9, 1, 3, tzinfo=dt.UTC)
Store = Callable[..., None]


def day(number: float) -> dt.datetime:
    return DAY_0 + dt.timedelta(days=number)


def of(assets: Iterable[str], *keys: str) -> set[tuple[str, str]]:
    return {(asset, key) for asset in assets for key in keys}


@pytest.fixture
def engine(fresh_database_url: str) -> Iterable[Engine]:
    made = make_engine(fresh_database_url)
    yield made
    made.dispose()


@pytest.fixture
def store(engine: Engine) -> Store:
    """Return how a load is written into the audit; loads of one content have one hash."""
    count = iter(range(10_000))

    def stored(work: set[tuple[str, str]], at: float, content: str = "a") -> None:
        rows = [
            {
                "load_id": str(next(count)),
                "asset": asset,
                "batch_key": key,
                "row_counts": {},
                "content_hashes": {asset: content},
                "loaded_at": day(at),
            }
            for asset, key in sorted(work)
        ]
        with engine.begin() as connection:
            add_rows(connection, "load_audit", rows)

    return stored


@pytest.fixture
def everything(store: Store) -> None:
    store(of(WHOLE, "*") | of(BATCHED - {"plan_bill", "bill"}, *BATCHES), 0)
    store(of({"plan_bill", "bill"}, *BATCHES), 0.1)


def test_a_new_region_is_run_whole_with_the_tables_it_needs(engine: Engine) -> None:
    work = never_run(GRAPH, last_loads(engine), BATCHES)
    assert work == of(BATCHED, *BATCHES) | of(WHOLE | {"portfolio_report"}, "*")


@pytest.mark.usefixtures("everything")
def test_what_was_run_is_not_never_run(engine: Engine, store: Store) -> None:
    assert never_run(GRAPH, last_loads(engine), BATCHES) == set()
    store(of(BATCHED - {"baseline", "scenario"}, "TOWN-0003"), 1)
    work = never_run(GRAPH, last_loads(engine), [*BATCHES, "TOWN-0003"])
    assert work == of(
        {"baseline", "bill", "recommendation", "scenario", "plan_bill"}, "TOWN-0003"
    ) | of({"portfolio_report"}, "*")


@pytest.mark.usefixtures("everything")
def test_what_is_asked_for_leaves_whole_tables_alone(engine: Engine) -> None:
    work = whole_of(GRAPH, last_loads(engine), BATCHES[:1])
    assert work == of(BATCHED, BATCHES[0]) | of({"portfolio_report"}, "*")


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("asset", ["fuel_rates", "pcdb", "epc", "geospatial"])
def test_each_source_is_stale_after_its_own_time(engine: Engine, asset: str) -> None:
    key = {"fuel_rates": "*", "pcdb": "*"}.get(asset, BATCHES[0])
    age = stale_after(FRESHNESS[asset])
    moment = dt.timedelta(minutes=1)
    assert (asset, key) not in stale(last_loads(engine), DAY_0 + age - moment)
    assert (asset, key) in stale(last_loads(engine), DAY_0 + age + moment)


@pytest.mark.usefixtures("everything")
def test_only_ingestion_is_stale_by_its_age(engine: Engine) -> None:
    found = {asset for asset, _ in stale(last_loads(engine), day(10_000))}
    assert found == set(FRESHNESS) - {"certificate_change"}


@pytest.mark.usefixtures("everything")
def test_the_same_content_read_again_outdates_nothing(engine: Engine, store: Store) -> None:
    store(of({"epc"}, *BATCHES) | of({"pcdb"}, "*"), 5)
    assert outdated(GRAPH, last_loads(engine)) == set()


@pytest.mark.usefixtures("everything")
def test_a_change_outdates_its_own_batch_down_to_the_plans(engine: Engine, store: Store) -> None:
    store(of({"epc"}, BATCHES[1]), 5, "b")
    store(of({"epc"}, BATCHES[1]), 6, "b")
    below = {
        "solar",
        "effective_epc",
        "baseline",
        "bill",
        "recommendation",
        "scenario",
        "plan_bill",
    }
    gathers = of({"portfolio_report"}, "*")
    assert outdated(GRAPH, last_loads(engine)) == of(below, BATCHES[1]) | gathers
    store(of(below, BATCHES[1]), 7, "b")
    assert outdated(GRAPH, last_loads(engine)) == set()


@pytest.mark.usefixtures("everything")
def test_a_new_product_database_outdates_ratings_and_a_new_tariff_does_not(
    engine: Engine, store: Store
) -> None:
    store(of({"fuel_rates"}, "*"), 5, "b")
    assert outdated(GRAPH, last_loads(engine)) == set()
    store(of({"pcdb"}, "*"), 5, "b")
    found = outdated(GRAPH, last_loads(engine))
    assert of({"baseline", "scenario", "bill"}, *BATCHES) <= found
    assert not of({"property", "epc", "effective_epc"}, *BATCHES) & found


def test_loads_are_told_apart_by_asset_and_batch(engine: Engine, store: Store) -> None:
    store(of({"epc"}, BATCHES[0]), 1)
    store(of({"epc"}, BATCHES[0]), 2, "b")
    store(of({"epc"}, BATCHES[0]), 3, "b")
    store(of({"epc"}, BATCHES[1]), 4)
    found = last_loads(engine)
    assert set(found) == of({"epc"}, *BATCHES)
    first, second = (found["epc", key] for key in BATCHES)
    assert (first.loaded_at, first.changed_at) == (day(3), day(2))
    assert (second.loaded_at, second.changed_at) == (day(4), day(4))
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM load_audit")).scalar_one() == 4
