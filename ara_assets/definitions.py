"""Ara's code location: the only place where everything is put together."""

import dagster as dg


def build_defs(**overrides: object) -> dg.Definitions:
    """Return Ara's definitions; `overrides` replace resources by name, as tests do."""
    return dg.Definitions(resources=dict(overrides))


defs = build_defs()
