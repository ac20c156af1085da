"""Jobs: selections of assets that something else runs."""

import dagster as dg

changed_batches = dg.define_asset_job(
    "changed_batches",
    selection=dg.AssetSelection.assets("property").downstream()
    - dg.AssetSelection.groups("reporting"),
    description="Everything per property, for a batch whose certificates changed.",
)

jobs = [changed_batches]
