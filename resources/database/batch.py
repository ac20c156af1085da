"""What an asset hands to the writer for one batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ara_assets.domain.issue import Issue

WHOLE_TABLE = "*"
"""Batch key of an asset that is not partitioned."""


@dataclass(frozen=True)
class AssetBatch:
    """Every row of one batch: one frame per table that the asset owns, and its issues."""

    frames: Mapping[str, pd.DataFrame]
    issues: Sequence[Issue] = ()


class BatchOutcomes(dict[str, AssetBatch | Exception]):
    """What became of each batch of a run: its rows and issues, or why there are none."""
