"""Mechanical ventilation of which no record is known: SAP 10.2 Table 4g and its in-use factors."""

from typing import NamedTuple

from sap10.tables import load_table


class DefaultFans(NamedTuple):
    """Specific fan power [W/(l/s)], its in-use factor, and heat recovery in use [%]."""

    specific_fan_power: float
    fan_in_use_factor: float
    heat_recovery_percent: float


_TABLE = load_table("4g_ventilation_defaults")

DEFAULT_FANS: dict[str, DefaultFans] = {
    kind: DefaultFans(power, factor, percent * recovery)
    for kind, power, factor, percent, recovery in zip(
        _TABLE.texts("type"),
        _TABLE.floats("specific_fan_power").tolist(),
        _TABLE.floats("fan_in_use_factor").tolist(),
        _TABLE.floats("heat_recovery_percent").tolist(),
        _TABLE.floats("recovery_in_use_factor").tolist(),
        strict=True,
    )
}
"""By ventilation type; natural ventilation and positive input from the loft have no fans to pay."""
