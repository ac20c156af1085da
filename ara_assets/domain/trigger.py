"""What another system may ask for: runs of a region, of some of its homes, by scenario."""

from collections.abc import Collection
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ara_assets.domain.property import region_key

MOST_PROPERTIES = 10_000
_Name = Annotated[str, Field(min_length=1, max_length=200)]


class TriggerRejected(ValueError):
    """A message cannot be used; the text says which field of it and why."""


class Trigger(BaseModel):
    """A request for runs.

    Attributes
    ----------
    region
        Key of the region or portfolio.
    properties
        Ids of its properties; None for all of them.
    scenarios
        Scenarios that plans are asked for; None for every active one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    region: _Name
    properties: Annotated[list[_Name], Field(min_length=1, max_length=MOST_PROPERTIES)] | None = (
        None
    )
    scenarios: Annotated[list[_Name], Field(min_length=1, max_length=100)] | None = None


def read_trigger(body: str, scenarios: Collection[str]) -> Trigger:
    """Read a message.

    Parameters
    ----------
    body
        JSON: `{"region": "demo", "properties": ["DEMO:UPRN:1"], "scenarios": ["band_c"]}`.
    scenarios
        Names of the active scenarios.

    Raises
    ------
    TriggerRejected
        If it is no such JSON, or names a scenario that is not active.
    """
    try:
        asked = Trigger.model_validate_json(body)
        region = region_key(asked.region)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "message"
        msg = f"{where}: {first['msg']}"
        raise TriggerRejected(msg) from error
    except ValueError as error:
        msg = f"region: {error}"
        raise TriggerRejected(msg) from error
    unknown = sorted(set(asked.scenarios or ()) - set(scenarios))
    if unknown:
        msg = f"scenarios: {unknown[0]!r} is not active; active are {', '.join(sorted(scenarios))}"
        raise TriggerRejected(msg)
    return asked.model_copy(update={"region": region})
