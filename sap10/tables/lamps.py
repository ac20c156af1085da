"""Lamps of fixed lights whose efficacy no manufacturer gives: Table L1."""

from enum import StrEnum

from sap10.tables import load_table


class Lamp(StrEnum):
    """Kinds of lamp of Table L1."""

    LINEAR_FLUORESCENT = "linear_fluorescent"
    LED_OR_CFL = "led_or_cfl"
    HALOGEN_LOW_VOLTAGE = "halogen_low_voltage"
    HALOGEN = "halogen"
    INCANDESCENT = "incandescent"


_L1 = load_table("l1_lamps")

DEFAULT_EFFICACY_LM_PER_W: dict[Lamp, float] = {
    Lamp(name): efficacy
    for name, efficacy in zip(
        _L1.texts("lamp"), _L1.floats("efficacy_lm_per_w").tolist(), strict=True
    )
}
"""Table L1 [lm/W], for new dwellings; RdSAP 10 has its own figures for existing ones."""
