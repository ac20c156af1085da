"""Any heating, hot water, supplies and ventilation in a survey: rated, or refused by type."""

from typing import Any

import numpy as np
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

import sap10
from sap10.certificate import (
    Cylinder,
    EnergySource,
    EpcPropertyData,
    Fuel,
    Heating,
    MainHeating,
    SecondaryHeating,
    Shower,
    Ventilation,
    WaterHeating,
)
from sap10.certificate.energy_source import Hydro, Terrain, WindTurbine
from sap10.certificate.epc_property_data import SpecialFeature
from sap10.certificate.heating import HeatNetwork
from sap10.certificate.water_heating import SolarCollector, SolarWaterHeating, WwhrsConnection
from sap10.errors import CertificateRejected
from sap10.rdsap.expand import expand_reduced
from sap10.tables import heating
from sap10.tables.heating import Family
from tests.sap10.certificate.physical import models
from tests.sap10.rdsap.surveys import survey

MAIN_CODES = [
    code for code in range(100, 702) if heating.is_supported(code) or code in (301, 302, 304)
]
WATER_CODES = [901, 902, 903, 907, 908, 909, 911, 912, 913, 914, 921, 931, 941, 950, 951, 952, 999]
SECONDARY_CODES = [code for code in range(600, 700) if heating.is_supported_secondary(code)]


def fuels_of(code: int) -> list[Fuel]:
    family = Family(int(heating.FAMILY_BY_CODE[code]))
    if family is Family.HEAT_NETWORK:
        return [fuel for fuel in Fuel if 41 <= fuel <= 58]
    if "SOLID" in family.name:
        return [Fuel.HOUSE_COAL, Fuel.DUAL_FUEL, Fuel.WOOD_LOGS]
    if "LIQUID" in family.name:
        return [Fuel.HEATING_OIL, Fuel.B30K, Fuel.USED_COOKING_OIL_BIODIESEL]
    return [Fuel.MAINS_GAS, Fuel.BULK_LPG]


@st.composite
def mains(draw: st.DrawFn, number: int, fraction: float) -> MainHeating:
    """Draw a main system: its code and fuel suit each other, its control mostly its code."""
    code = draw(st.sampled_from(MAIN_CODES))
    is_network = code in (301, 302, 304)
    is_control = heating.is_network_control if is_network else heating.is_supported_control
    controls = [control for control in range(2100, 2800) if is_control(control)]
    given: dict[str, Any] = {
        "number": number,
        "fraction": fraction,
        "heating_code": code,
        "fuel": draw(st.sampled_from(fuels_of(code))),
        "control_code": draw(st.sampled_from(controls)),
        "flue_gas_heat_recovery": None,
    }
    return draw(models(MainHeating, **{name: st.just(value) for name, value in given.items()}))


@st.composite
def heatings(draw: st.DrawFn) -> Heating:
    """Draw one or two main systems and perhaps a secondary one."""
    share = draw(st.sampled_from([1.0, 1.0, 0.6]))
    systems = (draw(mains(1, share)),)
    if share < 1 or draw(st.booleans()):
        systems += (draw(mains(2, round(1 - share, 2))),)
    secondary = None
    if draw(st.booleans()):
        code = draw(st.sampled_from(SECONDARY_CODES))
        secondary = SecondaryHeating(heating_code=code, fuel=draw(st.sampled_from(fuels_of(code))))
    networks = st.lists(models(HeatNetwork, heat_sources=st.just(())), max_size=2)
    return draw(
        models(
            Heating,
            main=st.just(systems),
            secondary=st.just(secondary),
            heat_networks=networks.map(tuple),
        )
    )


@st.composite
def waters(draw: st.DrawFn) -> WaterHeating:
    """Draw water heating without waste water heat recovery, which only a product describes."""
    shower = models(Shower, wwhrs=st.just(WwhrsConnection.NONE))
    return draw(
        models(
            WaterHeating,
            code=st.sampled_from(WATER_CODES),
            fuel=st.sampled_from([None, Fuel.MAINS_GAS, Fuel.HEATING_OIL, Fuel.HOUSE_COAL]),
            cylinder=st.none() | models(Cylinder, volume_l=st.floats(60.0, 400.0)),
            showers=st.none() | st.lists(shower, max_size=3).map(tuple),
            instantaneous_wwhrs=st.just(()),
            solar=st.none()
            | models(
                SolarWaterHeating,
                total_volume_l=st.floats(200.0, 400.0),
                solar_volume_l=st.floats(40.0, 200.0),
                collector=st.none() | models(SolarCollector, aperture_area_m2=st.floats(0.5, 20.0)),
            ),
        )
    )


@st.composite
def surveys(draw: st.DrawFn) -> EpcPropertyData:
    """Draw a survey of the plain house with any services."""
    turbine = models(
        WindTurbine,
        rotor_diameter_m=st.none() | st.floats(0.5, 9.0),
        hub_height_m=st.none() | st.floats(0.0, 30.0),
    )
    return survey(
        heating=draw(heatings()),
        water_heating=draw(waters()),
        energy_source=draw(
            models(
                EnergySource,
                terrain=st.sampled_from(Terrain),
                wind_turbine_count=st.integers(0, 3),
                wind_turbines=st.lists(turbine, max_size=2).map(tuple),
                hydro=st.none()
                | models(Hydro, annual_kwh=st.integers(1, 9000).map(float), monthly_kwh=st.none()),
            )
        ),
        ventilation=draw(models(Ventilation)),
        special_features=draw(st.lists(models(SpecialFeature), max_size=1).map(tuple)),
        is_in_smoke_control_area=draw(st.sampled_from(["yes", "no", None])),
    )


@settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(surveys())
def test_any_services_are_rated_or_refused(epc: EpcPropertyData):
    try:
        dwelling = expand_reduced(epc)
    except CertificateRejected as refusal:
        event(f"{refusal.reason}: {refusal.field}")
        return
    event("rated")
    assert dwelling.notes
    assert np.isfinite(sap10.rate([dwelling]).sap_score).all()
