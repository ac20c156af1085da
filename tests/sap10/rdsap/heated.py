"""Surveys by their heating systems, and the lines of their worksheets."""

from typing import Any

import sap10
from sap10.certificate import (
    ElectricityMeter,
    EnergySource,
    Fuel,
    Heating,
    MainHeatingCategory,
    SecondaryHeating,
)
from sap10.certificate.heating import HeatNetwork
from sap10.dwelling import Dwelling
from sap10.rdsap.expand import expand_reduced
from tests.sap10.rdsap.surveys import main_heating, survey, water_heating

METER = ElectricityMeter
NETWORK: dict[str, Any] = {
    "category": MainHeatingCategory.HEAT_NETWORK,
    "fuel": Fuel.NETWORK_MAINS_GAS,
    "heating_code": 301,
    "control_code": 2306,
}


def expanded(
    *mains: dict[str, Any],
    water: dict[str, Any] | None = None,
    networks: tuple[HeatNetwork, ...] = (),
    meter: METER = METER.SINGLE,
    secondary: SecondaryHeating | None = None,
    **changes: Any,
) -> Dwelling:
    systems = tuple(
        main_heating(number=number, **main) for number, main in enumerate(mains or ({},), start=1)
    )
    epc = survey(
        heating=Heating(main=systems, heat_networks=networks, secondary=secondary),
        water_heating=water_heating(**(water or {})),
        energy_source=EnergySource(electricity_meter=meter),
    )
    return expand_reduced(epc.model_copy(update=changes))


def lines(dwelling: Dwelling) -> dict[str, float]:
    rows = sap10.rate([dwelling]).worksheet(0)
    return {row.info.number: row.value for row in rows if row.value is not None}


def months(dwelling: Dwelling, number: str) -> tuple[float, ...]:
    rows = sap10.rate([dwelling]).worksheet(0)
    return next(row.monthly for row in rows if row.info.number == number and row.monthly)
