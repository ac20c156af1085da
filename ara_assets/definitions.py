"""Ara's code location: the only place where everything is put together."""

import dagster as dg

from ara_assets import automation, baseline, ingestion, modelling, reporting, sensors
from ara_assets.checks import checks
from ara_assets.jobs import jobs
from ara_assets.queue_sensor import queue_sensor
from ara_assets.schedules import schedules
from ara_assets.stages import stage_jobs
from resources.database.resource import Database
from resources.epc_register import EpcRegister
from resources.geospatial import ReferenceFiles
from resources.io_managers import PostgresIOManager
from resources.message_queue import MessageQueue
from resources.object_store import ObjectStore
from resources.ofgem import open_tariffs
from resources.product_source import ProductFile
from resources.settings import Settings


def build_defs(**overrides: object) -> dg.Definitions:
    """Return Ara's definitions; `overrides` replace resources by name, as tests do."""
    database = Database()
    resources: dict[str, object] = {
        "database": database,
        "io_manager": PostgresIOManager(database=database),
        "object_store": ObjectStore(),
        "epc_register": EpcRegister(),
        "reference_files": ReferenceFiles(folders=Settings().reference_folders),
        "tariff_source": open_tariffs(Settings()),
        "product_source": ProductFile(),
        "message_queue": MessageQueue(),
    }
    stages = (ingestion, baseline, modelling, reporting)
    return dg.Definitions(
        assets=[a for stage in stages for a in dg.load_assets_from_package_module(stage)],
        asset_checks=checks,
        schedules=schedules,
        jobs=[*jobs, *stage_jobs],
        sensors=[*automation.sensors, *sensors.sensors, queue_sensor],
        resources=resources | overrides,
        executor=dg.in_process_executor,  # docs/adr/0007
    )


defs = build_defs()
