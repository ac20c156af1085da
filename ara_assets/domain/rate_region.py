"""Which price cap region a home is in, from its nation and postcode.

A postcode area lies mostly in one region; areas that straddle a border are marked as split, and a
home in their smaller part gets the neighbour's rates. Regional unit rates differ by a few percent
only, so that is the size of the error; the register of supply points decides in the end.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ara_assets.domain.fuel_rates import (
    CAP_REGIONS,
    GREAT_BRITAIN,
    NORTHERN_IRELAND,
    FuelRatesRejected,
)

_AREA = re.compile(r"\s*([A-Za-z]{1,2})[0-9]")


@dataclass(frozen=True)
class RateRegions:
    """Price cap region of each postcode area, and the areas that lie in more than one."""

    region_by_area: Mapping[str, str]
    split_areas: frozenset[str]

    def __post_init__(self) -> None:
        known = {*CAP_REGIONS, NORTHERN_IRELAND}
        for area, region in self.region_by_area.items():
            if region not in known:
                msg = f"postcode area {area}: rate region {region!r} is unknown"
                raise FuelRatesRejected(msg)

    def region(self, postcode: str | None, nation: str | None) -> str:
        """Return the rate region of a home, or its wider area where that is all that is known.

        Parameters
        ----------
        postcode
            With or without a space, any case.
        nation
            england, wales, scotland or northern_ireland; it decides where the two disagree.
        """
        if nation == NORTHERN_IRELAND:
            return NORTHERN_IRELAND
        found = _AREA.match(postcode or "")
        region = self.region_by_area.get(found[1].upper()) if found else None
        if region is None or (region == NORTHERN_IRELAND and nation is not None):
            return GREAT_BRITAIN
        return region
