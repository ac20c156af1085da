"""Solar water heating of a measured dwelling: its store and flow temperature, Appendix H."""

from typing import Final

import numpy as np

from sap10.certificate.heating import EmitterTemperature, MainHeating
from sap10.certificate.water_heating import SolarWaterHeating
from sap10.codes import SolarStore, ThermalStore
from sap10.dwelling import HeatingSystem, HotWater
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes
from sap10.rdsap.heating import family_of
from sap10.services.solar_water import (
    HEAT_PUMP_FLOW_C,
    OTHER_FLOW_C,
    Store,
    solar_thermal_of,
)
from sap10.tables.heating import Family
from sap10.tables.hot_water import storage_loss_factor, volume_factor
from sap10.water_inputs import SolarThermal

_HEAT_PUMPS = range(Family.ELECTRIC_HEAT_PUMP, Family.GAS_HEAT_PUMP_WARM_AIR + 1)
_KNOWN_FLOWS = (EmitterTemperature.OVER_35_TO_45, EmitterTemperature.UP_TO_35)
_AREA_EXPONENT: Final = 2.0 / 3.0
"""Losses grow with the surface, so with the volume as Tables 2 and 2a together have it."""

_FIELD = "Solar-Heating-Details"


def solar_of(
    solar: SolarWaterHeating,
    water: HotWater[float, int, bool],
    main: MainHeating,
    system: HeatingSystem[float, int, bool],
    notes: Notes,
) -> SolarThermal[float, int, bool]:
    """Return the solar thermal system of a dwelling.

    Parameters
    ----------
    solar
        What the assessment says of it.
    water
        The hot water store beside it.
    main, system
        Main system 1, as recorded and as an input: its flow temperature counts for space heating.
    notes
        Takes every default.

    Raises
    ------
    CertificateRejected
        The solar store is not described, or does not fit into the cylinder it is part of.
    """
    if solar.is_communal:
        notes.add("community solar heating: recorded area and volume as the dwelling's share (H3)")
    return solar_thermal_of(
        solar, _store(solar, water, notes), _flow_temperature(main, system), None, notes
    )


def _store(solar: SolarWaterHeating, water: HotWater[float, int, bool], notes: Notes) -> Store:
    """Return where the heat is kept, (H12) to (H14)."""
    volume = solar.solar_volume_l
    if solar.is_combined_cylinder is None or not volume:
        name = "Is-Solar-Store-Combined-Cylinder" if volume else "Solar-Store-Volume"
        raise CertificateRejected(
            reason="missing_field",
            field=f"{_FIELD}/{name}",
            value=None,
            rule="SAP 10.2 line (H12)",
        )
    if not solar.is_combined_cylinder:
        return Store(
            kind=SolarStore.SEPARATE,
            dedicated_volume_l=volume,
            preheat_loss_kwh_per_day=_preheat_loss(volume, water, notes),
        )
    if volume > water.cylinder_volume_l:
        raise CertificateRejected(
            reason="inconsistent_values",
            field=f"{_FIELD}/Solar-Store-Volume",
            value=volume,
            rule=f"SAP 10.2 line (H13): the cylinder holds {water.cylinder_volume_l:g} litres",
        )
    is_thermal_store = water.thermal_store != ThermalStore.NONE
    return Store(
        kind=SolarStore.THERMAL_STORE if is_thermal_store else SolarStore.COMBINED,
        dedicated_volume_l=volume,
    )


def _preheat_loss(volume: float, water: HotWater[float, int, bool], notes: Notes) -> float:
    """Return the loss of a separate tank, insulated as the hot water store is. [kWh/day]"""
    if water.cylinder_volume_l == 0:
        notes.add("separate solar tank: no loss recorded, none taken (SAP 10.2 Appendix H)")
        return 0.0
    loss = water.declared_loss_kwh_per_day
    if not water.is_loss_declared:
        store = np.array([water.cylinder_volume_l])
        factor = storage_loss_factor(
            np.array([water.cylinder_insulation]), np.array([water.cylinder_insulation_mm])
        )
        loss = float((factor * store * volume_factor(store))[0])
    notes.add("separate solar tank: insulated as the hot water store (SAP 10.2 Appendix H)")
    return float(loss * (volume / water.cylinder_volume_l) ** _AREA_EXPONENT)


def _flow_temperature(main: MainHeating, system: HeatingSystem[float, int, bool]) -> float:
    """Return the flow temperature of main system 1, note to (H25): the design value if known."""
    is_heat_pump = family_of(system.code) in _HEAT_PUMPS
    exact = main.heat_pump_heat_distribution if is_heat_pump else main.condensing_heat_distribution
    if exact is not None or main.emitter_temperature in _KNOWN_FLOWS:
        return system.design_flow_temperature_c
    return HEAT_PUMP_FLOW_C if is_heat_pump else OTHER_FLOW_C
