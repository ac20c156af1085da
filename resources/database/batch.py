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

    def rows(self, table: str) -> pd.DataFrame:
        """Rows of one table of all batches of the run that have any."""
        frames = [b.frames[table] for b in self.values() if isinstance(b, AssetBatch)]
        filled = [frame for frame in frames if len(frame)]
        return pd.concat(filled) if filled else pd.DataFrame()

    @property
    def issues(self) -> list[Issue]:
        """Issues of all batches of the run."""
        return [i for b in self.values() if isinstance(b, AssetBatch) for i in b.issues]
