"""Section C of the findings, entry by entry, under both settings (docs/adr/0012)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import sap10
from sap10.certificate import (
    AgeBand,
    BulbCounts,
    EpcPropertyData,
    Fuel,
    Heating,
    MainHeatingCategory,
    ReducedGlazing,
    RoofConstruction,
    Ventilation,
)
from sap10.certificate.fabric_reduced import Transmission
from sap10.certificate.ventilation import PressureTest, VentilationType
from sap10.certificate.water_heating import Shower, ShowerType
from sap10.codes import (
    Emitter,
    Immersion,
    PumpAge,
    Ruleset,
    Tariff,
    VentilationSystem,
)
from sap10.codes import PressureTest as SapPressureTest
from sap10.dwelling import Dwelling
from sap10.rdsap.context import Notes
from sap10.rdsap.openings import opening_of
from sap10.tables.fuels import UNIT_PRICE
from sap10.version import CONVENTIONS, ConventionsName
from tests.sap10.golden_dwellings import (
    gas_combi_detached,
    gas_combi_detached_pv,
    rdsap_electric_detached,
    rdsap_room_in_roof,
)
from tests.sap10.rdsap.surveys import (
    fabric,
    main_heating,
    part,
    roof,
    survey,
    water_heating,
    window,
)
from tests.sap10.worksheet.heated import CYLINDER, heated, system
from tests.sap10.worksheet.test_heat_networks import on_network

GAS, OIL, COAL, ELECTRICITY = 1, 4, 11, 30
JANUARY, APRIL, JULY = 0, 3, 6
IS_SUMMER_IMMERSION = np.isin(np.arange(12), [5, 6, 7, 8])
IMMERSION: dict[str, Any] = CYLINDER | {
    "code": 903,
    "fuel": ELECTRICITY,
    "immersion": Immersion.DUAL,
}
GOLDEN_DWELLINGS = (
    gas_combi_detached,
    gas_combi_detached_pv,
    rdsap_electric_detached,
    rdsap_room_in_roof,
)
BOTH: tuple[ConventionsName, ...] = ("specification", "accredited")


def lines(dwelling: Dwelling, **impose: Any) -> dict[str, Any]:
    """Return every line: a number, or twelve; `impose` has line numbers after an l."""
    imposed = {number.removeprefix("l"): value for number, value in impose.items()}
    rows = sap10.rate([dwelling], prices="table32", impose=imposed).worksheet(0)
    return {
        row.info.number: row.value if row.monthly is None else np.array(row.monthly) for row in rows
    }


def under(name: ConventionsName, **general: Any) -> dict[str, Any]:
    """Return the inputs of a dwelling that asks for a setting."""
    return {"conventions": CONVENTIONS[name]} | general


@pytest.mark.pins("59", "53", "Table 3", "Table 2b")
@pytest.mark.parametrize(
    ("name", "winter", "factor"), [("specification", 43.31, 0.54), ("accredited", 64.58, 0.60)]
)
def test_c_1_a_solid_fuel_boiler_is_its_own_timer(
    name: ConventionsName, winter: float, factor: float
) -> None:
    boiler = system(153, COAL, 2106, emitter=Emitter.RADIATORS)
    found = lines(
        heated(boiler, hot_water=CYLINDER | {"code": 901, "fuel": COAL}, general=under(name))
    )
    assert found["59"][[JANUARY, APRIL, JULY]] == pytest.approx(
        [winter, winter * 30 / 31, 43.31], abs=0.01
    )
    assert found["59"][5] == pytest.approx(41.92, abs=0.005)
    assert found["53"] == pytest.approx(factor)


@pytest.mark.parametrize("name", BOTH)
def test_c_1_other_boilers_are_timed_as_recorded(name: ConventionsName) -> None:
    boiler = system(102, GAS, 2106, emitter=Emitter.RADIATORS)
    found = lines(
        heated(boiler, hot_water=CYLINDER | {"code": 901, "fuel": GAS}, general=under(name))
    )
    assert found["59"][JANUARY] == pytest.approx(43.31, abs=0.005)


@pytest.mark.pins("232", "Appendix L")
def test_c_3_capacity_of_the_lighting() -> None:
    """A few good bulbs: the text takes 185 lm/m2, accredited software the bulbs' 4500 lm."""
    few = survey(lighting=BulbCounts(led_count=5))
    text, accredited = (sap10.expand(few, conventions=name) for name in BOTH)
    assert not text.lighting.is_capacity_given
    assert (accredited.lighting.is_capacity_given, accredited.lighting.capacity_lm) == (True, 4500)
    assert text.lighting.efficacy_lm_per_w == accredited.lighting.efficacy_lm_per_w == 100.0
    assert lines(accredited)["232"] > lines(text)["232"]


@pytest.mark.pins("201", "Table 11")
@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(("code", "assumed"), [(401, 693), (407, 693), (409, 693), (408, 0)])
def test_c_4_heaters_assumed_beside_storage_heaters(
    name: ConventionsName, code: int, assumed: int
) -> None:
    dwelling = sap10.expand(storage_heaters(code), conventions=name)
    assert dwelling.space_heating.secondary_code == assumed


def storage_heaters(code: int) -> EpcPropertyData:
    return survey(
        heating=Heating(
            main=(
                main_heating(
                    category=MainHeatingCategory.STORAGE_HEATERS,
                    heating_code=code,
                    control_code=2401,
                    fuel=Fuel.ELECTRICITY,
                ),
            )
        ),
        water_heating=water_heating(code=903, fuel=Fuel.ELECTRICITY),
    )


@pytest.mark.pins("RdSAP Table 32")
@pytest.mark.parametrize("name", BOTH)
def test_c_5_heating_oil_costs_5_44_pence(name: ConventionsName) -> None:
    boiler = system(126, OIL, 2106, emitter=Emitter.RADIATORS)
    found = lines(heated(boiler, general=under(name)))
    assert found["240e"] == pytest.approx(found["211"].sum() * 0.0544)
    assert UNIT_PRICE[1, OIL] == 5.44
    assert found["261"].sum() == pytest.approx(found["211"].sum() * 0.298)
    assert found["275"].sum() == pytest.approx(found["211"].sum() * 1.180)


@pytest.mark.pins("264", "278", "Table 12d", "Table 12e")
@pytest.mark.parametrize(("name", "water"), [("specification", 1.5214), ("accredited", 1.5010)])
def test_c_6_factors_of_hot_water_off_peak(name: ConventionsName, water: float) -> None:
    dwelling = heated(
        system(402, ELECTRICITY, 2402),
        tariff=Tariff.TWENTY_FOUR_HOUR,
        hot_water=IMMERSION,
        space_heating={"secondary_code": 691, "secondary_fuel": ELECTRICITY},
        general=under(name),
    )
    found = lines(dwelling)
    assert found["278"].sum() / found["219"].sum() == pytest.approx(water, abs=5e-4)
    assert found["282"].sum() / found["232"] == pytest.approx(1.5338, abs=5e-5)
    assert found["277"][JANUARY] / found["215"][JANUARY] == pytest.approx(1.602)
    if name == "accredited":
        assert found["264"] == pytest.approx(found["219"] * 0.136)


@pytest.mark.pins("264", "278")
@pytest.mark.parametrize("tariff", Tariff)
def test_c_6_and_the_standard_tariff_is_monthly_in_both(tariff: Tariff) -> None:
    of_both = [
        lines(
            heated(
                system(402, ELECTRICITY, 2402),
                tariff=tariff,
                hot_water=IMMERSION,
                general=under(name),
            )
        )
        for name in BOTH
    ]
    by_month, by_year = (found["264"] / found["219"] for found in of_both)
    assert (np.ptp(by_year) < 1e-12) == (tariff is not Tariff.STANDARD)
    assert np.ptp(by_month) > 0.01
    assert of_both[0]["255"] == of_both[1]["255"] or tariff is Tariff.EIGHTEEN_HOUR


@pytest.mark.pins("264", "278")
@pytest.mark.parametrize(
    ("name", "co2", "energy"),
    [("specification", 1420.04, 4588.53), ("accredited", 1513.15, 5616.04)],
)
def test_c_7_summer_immersion_counts_twice(
    name: ConventionsName, co2: float, energy: float
) -> None:
    """The months within winter and summer are ours, so that the last digits may differ."""
    dwelling = heated(
        system(158, COAL, 2106, emitter=Emitter.RADIATORS),
        tariff=Tariff.EIGHTEEN_HOUR,
        hot_water=CYLINDER
        | {"code": 901, "fuel": COAL, "has_summer_immersion": True, "immersion": Immersion.SINGLE},
        general=under(name),
    )
    own = lines(dwelling)["219"]
    summer = own * IS_SUMMER_IMMERSION
    fuel = 3393.51 * (own - summer) / (own - summer).sum() + 684.55 * summer / summer.sum()
    found = lines(dwelling, l219=fuel.tolist())
    assert found["264"].sum() == pytest.approx(co2, abs=0.1)
    assert found["278"].sum() == pytest.approx(energy, abs=0.5)
    assert found["255"] == lines(dwelling, l219=fuel.tolist())["255"]


@pytest.mark.pins("364", "464", "Table 12f")
@pytest.mark.parametrize(
    ("name", "ruleset", "co2", "energy"),
    [
        ("specification", Ruleset.RDSAP, 0.348, 2.149),
        ("accredited", Ruleset.RDSAP, 0.420, 2.369),
        ("accredited", Ruleset.SAP, 0.348, 2.149),
    ],
)
def test_c_8_credit_of_chp(
    name: ConventionsName, ruleset: Ruleset, co2: float, energy: float
) -> None:
    found = lines(on_network(302, general=under(name, ruleset=ruleset)))
    assert found["364"] == pytest.approx(-found["307a"] * 0.25 / 0.50 * co2)
    assert found["464"] == pytest.approx(-found["307a"] * 0.25 / 0.50 * energy)


@pytest.mark.pins("243", "Table 13")
@pytest.mark.parametrize("name", BOTH)
def test_c_9_immersion_on_the_18_hour_tariff_is_at_the_low_rate(name: ConventionsName) -> None:
    dwelling = heated(
        system(191, ELECTRICITY, 2106, emitter=Emitter.RADIATORS),
        tariff=Tariff.EIGHTEEN_HOUR,
        hot_water=IMMERSION,
        general=under(name),
    )
    assert lines(dwelling)["243"] == 0.0


@pytest.mark.pins("Table 4a")
@pytest.mark.parametrize(
    ("name", "responsive_as"),
    [
        ("specification", Tariff.SEVEN_HOUR),
        ("accredited", Tariff.TWENTY_FOUR_HOUR),
    ],
)
def test_c_9_responsiveness_of_storage_heaters_on_the_18_hour_tariff(
    name: ConventionsName, responsive_as: Tariff
) -> None:
    heaters = system(402, ELECTRICITY, 2402)
    own, other = (
        lines(heated(heaters, tariff=tariff, general=under(name)))
        for tariff in (Tariff.EIGHTEEN_HOUR, responsive_as)
    )
    assert own["87"] == pytest.approx(other["87"])


@pytest.mark.pins("27a", "Table 6e")
@pytest.mark.parametrize(("name", "effective"), [("specification", 2.0221), ("accredited", 2.1062)])
def test_c_10_inclined_triple_glazing(name: ConventionsName, effective: float) -> None:
    known = Transmission(source="manufacturer", u_value=2.0, g_value=0.6)
    triple = window(is_roof_window=True, transmission=known, glazing=ReducedGlazing.TRIPLE_KNOWN)
    opening = opening_of(triple, CONVENTIONS[name], Notes())
    assert 1 / (1 / opening.u_value + 0.04) == pytest.approx(effective, abs=5e-5)


def ventilated(kind: VentilationType) -> Ventilation:
    return Ventilation(type=kind, pressure_test=PressureTest.NOT_TESTED, extract_fan_count=0)


@pytest.mark.pins("7a", "Table 5")
@pytest.mark.parametrize(("name", "fans"), [("specification", 0), ("accredited", 1)])
def test_c_11_no_extract_fan_recorded(name: ConventionsName, fans: int) -> None:
    """Finding 2.1: band G with 4 habitable rooms, 0 recorded; 1 of them is 10 m3/h."""
    home = survey(
        fabric=fabric(habitable_room_count=4, building_parts=(part(age_band=AgeBand.G),)),
        ventilation=ventilated(VentilationType.NATURAL),
    )
    dwelling = sap10.expand(home, conventions=name)
    assert dwelling.ventilation.extract_fans == fans
    assert lines(dwelling)["7a"] == 10.0 * fans


@pytest.mark.pins("8", "Table 5")
@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(
    "kind", [VentilationType.BALANCED_HEAT_RECOVERY, VentilationType.EXTRACT_CENTRALISED]
)
def test_c_11_with_mechanical_ventilation_none_is_none(
    name: ConventionsName, kind: VentilationType
) -> None:
    home = survey(
        fabric=fabric(building_parts=(part(age_band=AgeBand.G),)),
        ventilation=ventilated(kind),
    )
    found = lines(sap10.expand(home, conventions=name))
    assert found["8"] == 0.0


@pytest.mark.pins("8", "18", "25")
@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(
    ("fans", "infiltration"), [(0, (0.0, 0.65, 0.8571)), (1, (0.0723, 0.7223, 0.9423))]
)
def test_c_11_air_change_with_heat_recovery(
    name: ConventionsName, fans: int, infiltration: tuple[float, float, float]
) -> None:
    """The exchanger is that of finding 2.8, which fits the effective air change."""
    found = lines(
        heated(
            system(104, GAS, 2106, emitter=Emitter.RADIATORS),
            ventilation={
                "pressure_test": SapPressureTest.NONE,
                "structural_infiltration": 0.35,
                "extract_fans": fans,
                "sheltered_sides": 1,
                "system": VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
                "heat_recovery_percent": 81.9,
            },
            general=under(name),
        ),
        l5=138.4,
    )
    assert (found["8"], found["18"], found["25"][JANUARY]) == pytest.approx(infiltration, abs=5e-5)


@pytest.mark.pins("42a", "42b", "Appendix J")
@pytest.mark.parametrize("name", BOTH)
def test_c_12_no_list_of_showers_is_no_shower(name: ConventionsName) -> None:
    unlisted, listed = (
        lines(sap10.expand(survey(water_heating=water_heating(showers=showers)), conventions=name))
        for showers in (None, (Shower(type=ShowerType.VENTED),))
    )
    people = unlisted["42"]
    assert not unlisted["42a"].any()
    assert unlisted["42b"] / listed["42b"] == pytest.approx(
        (0.35 * people + 0.50) / (0.13 * people + 0.19)
    )


@pytest.mark.pins("230c", "Table 4f")
@pytest.mark.parametrize(("name", "pump"), [("specification", 115.0), ("accredited", 0.0)])
@pytest.mark.parametrize("code", [211, 224, 225, 227])
def test_c_13_pump_of_a_heat_pump_of_table_4a(
    name: ConventionsName, pump: float, code: int
) -> None:
    fuel = GAS if code >= 225 else ELECTRICITY
    heat_pump = system(
        code, fuel, 2207, emitter=Emitter.RADIATORS, has_pump=True, pump_age=PumpAge.UNKNOWN
    )
    dwelling = heated(heat_pump, hot_water=CYLINDER | {"code": 901}, general=under(name))
    assert lines(dwelling).get("230c", 0.0) == pump


@pytest.mark.pins("230c", "Table 4f")
@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("code", [521, 527])
def test_c_13_warm_air_has_no_pump(name: ConventionsName, code: int) -> None:
    heat_pump = system(code, GAS if code > 524 else ELECTRICITY, 2504, has_pump=True)
    assert "230c" not in lines(heated(heat_pump, general=under(name)))


@pytest.mark.pins("230c", "Table 4f")
@pytest.mark.parametrize(("name", "pump"), [("specification", 115.0), ("accredited", 115.0)])
def test_c_13_a_boiler_beside_the_heat_pump_keeps_its_pump(
    name: ConventionsName, pump: float
) -> None:
    wet: dict[str, Any] = {"emitter": Emitter.RADIATORS, "has_pump": True}
    dwelling = heated(
        system(211, ELECTRICITY, 2207, **wet),
        system(104, GAS, 2106, **wet),
        space_heating={"main_2_fraction": 0.5},
        general=under(name),
    )
    assert lines(dwelling)["230c"] == pump


@pytest.mark.parametrize("name", BOTH)
def test_c_14_a_sloping_ceiling_without_thickness_is_as_built(name: ConventionsName) -> None:
    slope = roof(RoofConstruction.PITCHED_SLOPING_CEILING, None)
    home = survey(fabric=fabric(building_parts=(part(age_band=AgeBand.B, roof=slope),)))
    roofs = [one for one in sap10.expand(home, conventions=name).elements if one.kind == 7]
    assert [one.u_value for one in roofs] == [2.30]


@pytest.mark.pins("313", "357")
@pytest.mark.parametrize("name", BOTH)
def test_c_15_the_worksheet_prints_what_it_computes_with(name: ConventionsName) -> None:
    found = lines(on_network(301, general=under(name)))
    pumped = found["307"] + found["310"]
    assert found["313"] == pytest.approx(0.01 * np.sum(pumped))
    assert found["357"] == pytest.approx(found["355"] * found["356"] / (found["4"] + 45.0))


@pytest.mark.parametrize("make", GOLDEN_DWELLINGS)
def test_what_no_convention_touches_is_the_same_to_the_last_line(
    make: Callable[[], Dwelling],
) -> None:
    home = make()
    text, accredited = (
        lines(replace(home, general=replace(home.general, **under(name)))) for name in BOTH
    )
    assert text.keys() == accredited.keys()
    assert all(np.array_equal(text[number], accredited[number]) for number in text)


def test_settings_mix_in_one_batch() -> None:
    heat_pump = system(224, ELECTRICITY, 2207, emitter=Emitter.RADIATORS, has_pump=True)
    inputs: dict[str, Any] = {"tariff": Tariff.SEVEN_HOUR, "hot_water": IMMERSION}
    homes = [heated(heat_pump, general=under(name), **inputs) for name in BOTH]
    together = sap10.rate([*homes, homes[0]])
    apart = [sap10.rate([home]) for home in homes]
    assert together.conventions == ("specification", "accredited", "specification")
    for figure in ("sap_score", "co2_kg_per_year", "primary_energy_kwh_per_year"):
        of_batch = getattr(together, figure)
        assert of_batch[0] == of_batch[2] == pytest.approx(getattr(apart[0], figure)[0], rel=1e-12)
        assert of_batch[1] == pytest.approx(getattr(apart[1], figure)[0], rel=1e-12)
        assert of_batch[0] != pytest.approx(of_batch[1])
