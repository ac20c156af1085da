"""Wind turbines, hydro-electricity and special features: Appendices M2, M4 and Q."""

from typing import Any

import pytest

import sap10
from sap10.certificate import ElectricityMeter, EnergySource, Fuel
from sap10.certificate.energy_source import Hydro, Terrain, WindTurbine
from sap10.certificate.epc_property_data import SpecialFeature
from sap10.codes import Tariff
from sap10.errors import CertificateRejected
from sap10.network_inputs import HydroOutput
from sap10.network_inputs import Terrain as SapTerrain
from sap10.rdsap.context import Notes
from sap10.rdsap.expand import expand_reduced
from sap10.rdsap.renewables import wind_of
from sap10.services.generators import hydro_outputs_of, wind_turbines_of
from sap10.services.special_features import air_change_rates_of, special_features_of
from tests.sap10.rdsap.surveys import survey

SMALL = WindTurbine(rotor_diameter_m=1.5, hub_height_m=3.0)
LARGE = WindTurbine(rotor_diameter_m=3.0, hub_height_m=5.0)


def supplies(**changes: Any) -> EnergySource:
    values: dict[str, Any] = {
        "electricity_meter": ElectricityMeter.SINGLE,
        "terrain": Terrain.SUBURBAN,
    }
    return EnergySource(**(values | changes))


def test_turbines_alike_are_one_row():
    source = supplies(terrain=Terrain.RURAL, is_wind_connected_to_dwelling_meter=False)
    found = wind_turbines_of(source, (SMALL, LARGE, SMALL), Notes())
    assert [(row.count, row.rotor_diameter_m, row.hub_height_m) for row in found] == [
        (2.0, 1.5, 3.0),
        (1.0, 3.0, 5.0),
    ]
    assert {row.terrain for row in found} == {SapTerrain.RURAL}
    assert not any(row.is_connected_to_dwelling for row in found)


@pytest.mark.parametrize("turbines", [(), (WindTurbine(rotor_diameter_m=1.5),)])
@pytest.mark.pins("RdSAP 12.3")
def test_turbines_that_are_not_described_are_one_of_2_m_at_2_m(turbines):
    notes = Notes()
    (found,) = wind_of(supplies(wind_turbine_count=3, wind_turbines=turbines), notes)
    assert (found.count, found.rotor_diameter_m, found.hub_height_m) == (1.0, 2.0, 2.0)
    assert any("12.3" in note for note in notes.texts)
    described = wind_of(supplies(wind_turbine_count=1, wind_turbines=(SMALL,)), Notes())
    assert described[0].rotor_diameter_m == 1.5
    assert wind_of(supplies(), Notes()) == ()


@pytest.mark.parametrize(
    ("terrain", "expected"),
    [
        (Terrain.URBAN, SapTerrain.DENSE_URBAN),
        (Terrain.SUBURBAN, SapTerrain.LOW_RISE),
        (Terrain.RURAL, SapTerrain.RURAL),
    ],
)
@pytest.mark.pins("RdSAP 12.8", "Table M3")
def test_terrain(terrain, expected):
    (found,) = wind_turbines_of(supplies(terrain=terrain), (SMALL,), Notes())
    assert found.terrain is expected


@pytest.mark.parametrize(
    ("source", "turbine"),
    [
        (supplies(terrain=None), SMALL),
        (supplies(terrain=Terrain.NOT_RECORDED), SMALL),
        (supplies(), WindTurbine(hub_height_m=2.0)),
    ],
)
def test_a_turbine_without_what_appendix_m2_needs_is_refused(source, turbine):
    with pytest.raises(CertificateRejected, match="missing_field: Wind-Turbine"):
        wind_turbines_of(source, (turbine,), Notes())


@pytest.mark.pins("RdSAP 12.4")
def test_hydro_by_year_or_by_month():
    year = supplies(hydro=Hydro(annual_kwh=900.0, is_connected_to_dwelling_meter=False))
    assert hydro_outputs_of(year, Notes()) == (
        HydroOutput(kwh=900.0, is_connected_to_dwelling=False),
    )
    monthly = supplies(hydro=Hydro(monthly_kwh=(10.0, 0.0, *(5.0,) * 10)))
    found = hydro_outputs_of(monthly, Notes())
    assert [row.month for row in found] == [1, *range(3, 13)]
    assert found[0] == HydroOutput(month=1, kwh=10.0)
    assert hydro_outputs_of(supplies(), Notes()) == ()


def test_generators_lower_the_cost_of_a_survey():
    plain = expand_reduced(survey())
    wind = expand_reduced(survey(energy_source=supplies(wind_turbine_count=1)))
    hydro = expand_reduced(survey(energy_source=supplies(hydro=Hydro(annual_kwh=900.0))))
    feature = SpecialFeature(
        description="saves gas",
        saved_or_generated_kwh=1000.0,
        saved_or_generated_fuel=Fuel.MAINS_GAS,
    )
    saving = expand_reduced(survey(special_features=(feature,)))
    ratings = sap10.rate([plain, wind, hydro, saving]).sap_score
    assert (ratings[1:] > ratings[0]).all()


@pytest.mark.parametrize(
    ("fuel", "code"),
    [
        (Fuel.ELECTRICITY, 30),
        (Fuel.ELECTRICITY_DISPLACED, 30),
        (Fuel.ELECTRICITY_SOLD, 36),
        (Fuel.HEATING_OIL, 4),
        (Fuel.NETWORK_BIOMASS, 43),
    ],
)
@pytest.mark.pins("RdSAP 12.6")
def test_special_features(fuel, code):
    feature = SpecialFeature(
        description="a feature",
        saved_or_generated_kwh=120.0,
        saved_or_generated_fuel=fuel,
        emissions_created_kg=3.0,
    )
    epc = survey(special_features=(feature,))
    (found,) = special_features_of(epc, Tariff.SEVEN_HOUR, Notes())
    assert (found.saved_kwh, found.saved_fuel, found.used_kwh, found.used_fuel) == (
        120.0,
        code,
        0.0,
        0,
    )
    assert (found.saved_high_rate_fraction, found.used_co2_kg) == (0.9, 3.0)


@pytest.mark.parametrize(
    ("fuel", "reason"),
    [
        (None, "missing_field"),
        (Fuel.NETWORK_CHP, "inconsistent_values"),
        (Fuel.FROM_DATABASE, "inconsistent_values"),
    ],
)
def test_the_fuel_of_a_special_feature_must_have_factors(fuel, reason):
    feature = SpecialFeature(description="a feature", used_kwh=5.0, used_fuel=fuel)
    with pytest.raises(CertificateRejected, match=reason):
        special_features_of(survey(special_features=(feature,)), Tariff.STANDARD, Notes())


def test_one_feature_may_give_the_air_change_rates():
    rates = tuple(0.5 + month / 100 for month in range(12))
    feature = SpecialFeature(description="a feature", monthly_air_changes=rates)
    found = expand_reduced(survey(special_features=(feature,))).air_change_rates
    assert tuple(row.air_changes_per_hour for row in found) == rates
    assert [row.month for row in found] == list(range(1, 13))
    with pytest.raises(CertificateRejected, match="Air-Change-Rates"):
        air_change_rates_of(survey(special_features=(feature, feature)))
