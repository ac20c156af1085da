"""Jobs: what a person starts from the launchpad, and what sensors start."""

import dagster as dg

from ara_assets.ingestion.council import register_council
from ara_assets.partitions import add_batches
from resources.database.resource import Database
from resources.epc_register import POOL, EpcRegister
from resources.object_store import ObjectStore

changed_batches = dg.define_asset_job(
    "changed_batches",
    selection=dg.AssetSelection.assets("property").downstream()
    - dg.AssetSelection.groups("reporting"),
    description="Everything per property, for a batch whose certificates changed.",
)


class CouncilConfig(dg.Config):
    """The form of job `add_council`.

    `gss_code`: of a council of England or Wales, as E06000023. `bulk`: take its certificates out of
    the register's monthly file, not one by one.
    """

    gss_code: str
    bulk: bool = False


@dg.op(pool=POOL)
def register_homes(
    context: dg.OpExecutionContext,
    config: CouncilConfig,
    database: Database,
    object_store: ObjectStore,
    epc_register: EpcRegister,
) -> None:
    """Register a council's homes in stable batches, from the register of certificates."""
    added = register_council(
        database.engine, object_store, epc_register, config.gss_code, is_bulk=config.bulk
    )
    add_batches(context.instance, added.batch_keys)
    counts = {
        "region": added.region_key,
        "documents": added.documents,
        "issues": added.issues,
        "new_properties": added.new_properties,
        "properties": added.properties,
        "batches": len(added.batch_keys),
    }
    context.add_output_metadata(counts)


@dg.job(
    description="Add a council of England or Wales: put its GSS code into the launchpad's form. "
    "Its batches are run as soon as it is added.",
    config={"ops": {register_homes.name: {"config": {"gss_code": "", "bulk": False}}}},
)
def add_council() -> None:
    """Add a council; a sensor runs its batches."""
    register_homes()


jobs = [add_council, changed_batches]
