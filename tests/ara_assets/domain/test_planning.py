"""Plans of homes, rated by the real calculator, against an oracle that works by itself."""

from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import pandas as pd
import pytest

import sap10
from ara_assets.domain.energy import energy_by_end_use
from ara_assets.domain.performance import expand_home
from ara_assets.domain.plan import Plan
from ara_assets.domain.planning import HomeToPlan, Plans, plan_homes
from ara_assets.domain.recommendation import (
    recommendations,
    with_companion,
)
from ara_assets.domain.scenario import Phase, ReachBand
from sap10.certificate import (
    AgeBand,
    Cylinder,
    CylinderInsulation,
    CylinderSize,
    DataSource,
    ElectricityMeter,
    EnergySource,
    EpcPropertyData,
    FloorConstruction,
    Fuel,
    Heating,
    Immersion,
    MainHeating,
    MainHeatingCategory,
    ReducedGlazing,
    Roof,
    RoofConstruction,
    RoofInsulationLocation,
    SecondaryHeating,
    WallConstruction,
    WallInsulation,
    WaterHeating,
)
from sap10.measures import MeasureType
from sap10.measures.packages import PackageExpansion
from sap10.overlay import apply
from tests.homes import fabric, gas_boiler, home, part, wall, window
from tests.package_oracle import Oracle, options_of, price

M = MeasureType


def storage_heated() -> EpcPropertyData:
    """An all-electric solid brick house off the gas grid, with a suspended floor."""
    own = part(age_band=AgeBand.B, wall=wall(WallConstruction.SOLID_BRICK))
    lowest = own.storeys[0].model_copy(
        update={"floor_construction": FloorConstruction.SUSPENDED_TIMBER}
    )
    return home(
        fabric=fabric(own.model_copy(update={"storeys": (lowest, own.storeys[1])})),
        heating=Heating(
            main=(
                MainHeating(
                    number=1,
                    category=MainHeatingCategory.STORAGE_HEATERS,
                    fuel=Fuel.ELECTRICITY,
                    data_source=DataSource.SAP_TABLE,
                    heating_code=402,
                    control_code=2401,
                    fraction=1.0,
                ),
            ),
            secondary=SecondaryHeating(fuel=Fuel.ELECTRICITY, heating_code=693),
        ),
        water_heating=WaterHeating(
            code=903,
            fuel=Fuel.ELECTRICITY,
            immersion=Immersion.DUAL,
            cylinder=Cylinder(
                size=CylinderSize.LARGE,
                insulation=CylinderInsulation.FACTORY,
                insulation_thickness_mm=25.0,
                has_thermostat=True,
            ),
            showers=(),
            bath_count=1,
        ),
        energy_source=EnergySource(
            electricity_meter=ElectricityMeter.DUAL,
            has_mains_gas=False,
            is_export_capable=False,
        ),
    )


def mixed_walls() -> EpcPropertyData:
    """A cavity house with a solid brick extension, a regular boiler and a cylinder."""
    extension = part(
        2, wall=wall(WallConstruction.SOLID_BRICK), age_band=AgeBand.C, storeys=part().storeys[:1]
    )
    return home(
        fabric=fabric(part(), extension),
        heating=Heating(main=(gas_boiler(heating_code=101),)),
        water_heating=WaterHeating(
            code=901,
            fuel=Fuel.MAINS_GAS,
            immersion=Immersion.NOT_APPLICABLE,
            cylinder=Cylinder(
                size=CylinderSize.NORMAL,
                insulation=CylinderInsulation.LOOSE_JACKET,
                insulation_thickness_mm=25.0,
                has_thermostat=False,
            ),
            showers=(),
            bath_count=1,
        ),
    )


def insulated() -> EpcPropertyData:
    """The house with filled cavities, a good loft, double glazing and a condensing combi."""
    return home(
        fabric=fabric(
            part(
                wall=wall(insulation=WallInsulation.FILLED_CAVITY),
                roof=Roof(
                    construction=RoofConstruction.PITCHED_LOFT_ACCESS,
                    insulation_location=RoofInsulationLocation.JOISTS,
                    insulation_thickness_mm=270.0,
                ),
            ),
            windows=(window(ReducedGlazing.DOUBLE_SECOND_PERIOD),) * 6,
        ),
        heating=Heating(main=(gas_boiler(heating_code=104, control_code=2106),)),
    )


HOMES = {
    "gas": home,
    "storage": storage_heated,
    "mixed": mixed_walls,
    "insulated": insulated,
}


def to_plan(name: str, **changes: Any) -> HomeToPlan:
    epc = HOMES[name]()
    base = HomeToPlan(
        property_id=name,
        epc=epc,
        options=tuple(options_of(epc)),
        effective_rating=int(sap10.rate([expand_home(epc)]).sap_rating[0]),
        price=price,
    )
    return replace(base, **changes)


def phase(band: Any = "C", budget: int | None = None, margin: int = 0) -> Phase:
    budget_gbp = None if budget is None else Decimal(budget)
    return Phase(goal=ReachBand(band=band, margin=margin), budget_gbp=budget_gbp)


def one_plan(asked: HomeToPlan, step: Phase) -> Plan:
    made = plan_homes([asked], step)
    assert not made.refused
    [plan] = made.plans
    return plan


@pytest.fixture(scope="module", params=sorted(HOMES))
def asked_and_oracle(request: pytest.FixtureRequest) -> tuple[HomeToPlan, Oracle]:
    asked = to_plan(request.param)
    return asked, Oracle(asked)


@pytest.mark.parametrize("band", ["D", "C", "B", "A"])
@pytest.mark.parametrize("budget", [None, 0, 900, 4_000, 12_000, 25_000])
def test_plan_is_that_of_brute_force(
    asked_and_oracle: tuple[HomeToPlan, Oracle], band: Any, budget: int | None
) -> None:
    asked, oracle = asked_and_oracle
    step = phase(band, budget)
    plan = one_plan(asked, step)
    if asked.effective_rating >= step.goal.lowest_rating:
        assert plan.status == "already_meets"
        assert plan.measures == ()
        return
    reached, cost, score, count = oracle.best(step.goal, step.budget_gbp)
    assert (plan.status == "reached") is reached
    assert plan.total_cost_gbp == cost
    assert plan.after.sap_score == pytest.approx(score, abs=1e-9)
    assert len(plan.measures) == count
    assert plan.search.possible == len(oracle.packages)
    if budget is not None:
        assert plan.total_cost_gbp <= budget


@pytest.mark.parametrize("name", sorted(HOMES))
def test_shared_expansion_is_the_packages_own(name: str) -> None:
    asked = to_plan(name)
    available = {option.measure: option for option in asked.options}
    expansion = PackageExpansion(
        asked.epc, {m: o.overlay for m, o in available.items()}, sap10.expand
    )
    offered = recommendations(asked.options)
    for picks in product(*[(None, *one.options) for one in offered]):
        package = with_companion([pick.measure for pick in picks if pick], available)
        shared = replace(expansion.dwelling(package), notes=())
        assert shared == replace(expansion.exactly(package), notes=()), sorted(package)


def test_two_groups_that_change_one_input_are_expanded_together() -> None:
    """Both set the meter: the package is expanded for itself, and the later measure wins."""
    asked = to_plan("storage")
    overlays = {option.measure: option.overlay for option in asked.options}
    pv = overlays[M.SOLAR_PV]
    [edit] = pv.edits
    changes = {**edit.changes, "electricity_meter": ElectricityMeter.TEN_HOUR}
    overlays[M.SOLAR_PV] = pv.model_copy(
        update={"edits": (edit.model_copy(update={"changes": changes}),)}
    )
    expansion = PackageExpansion(asked.epc, overlays, sap10.expand)
    package = [M.AIR_SOURCE_HEAT_PUMP, M.SOLAR_PV]
    shared = expansion.dwelling(package)
    assert shared == expansion.exactly(package)
    assert (
        shared.electricity.tariff != expansion.exactly([M.AIR_SOURCE_HEAT_PUMP]).electricity.tariff
    )


def test_effects_and_costs_add_up_exactly() -> None:
    for name in HOMES:
        plan = one_plan(to_plan(name), phase("A"))
        before, after = plan.before, plan.after
        total = sum(one.sap_score_gain for one in plan.measures)
        assert total == pytest.approx(after.sap_score - before.sap_score, abs=1e-9)
        co2 = sum(one.co2_saving_t_per_year for one in plan.measures)
        assert co2 == pytest.approx(before.co2_t_per_year - after.co2_t_per_year, abs=1e-9)
        energy = sum(one.primary_energy_saving_kwh_per_m2 for one in plan.measures)
        assert energy == pytest.approx(
            before.primary_energy_kwh_per_m2 - after.primary_energy_kwh_per_m2, abs=1e-9
        )
        kwh = sum(one.delivered_saving_kwh_per_year for one in plan.measures)
        assert kwh == pytest.approx(
            before.delivered_kwh_per_year - after.delivered_kwh_per_year, abs=1e-6
        )
        assert plan.total_cost_gbp == sum((one.cost.total_gbp for one in plan.measures), Decimal(0))
        assert plan.total_cost_gbp == plan.total_cost_gbp.quantize(Decimal("0.01"))


def test_before_and_after_are_what_the_calculator_says() -> None:
    asked = to_plan("mixed")
    plan = one_plan(asked, phase("C"))
    overlays = {option.measure: option.overlay for option in asked.options}
    after = apply(asked.epc, *[overlays[one.measure] for one in plan.measures])
    for state, epc in ((plan.before, asked.epc), (plan.after, after)):
        dwelling = expand_home(epc)
        rating, local = sap10.rate([dwelling]), sap10.rate([dwelling], calculation="costs")
        assert state.sap_score == pytest.approx(rating.sap_score[0], abs=1e-9)
        assert state.epc_band == rating.band[0]
        assert state.co2_t_per_year == pytest.approx(local.co2_kg_per_year[0] / 1000, abs=1e-9)
        assert state.primary_energy_kwh_per_m2 == pytest.approx(
            local.primary_energy_kwh_per_m2[0], abs=1e-9
        )


def test_energy_of_each_step_is_that_of_the_home_with_the_measures_so_far() -> None:
    asked = to_plan("mixed")
    made = plan_homes([to_plan("gas"), asked], phase("C"))
    plan = made.plans[1]
    assert plan.measures
    overlays = {option.measure: option.overlay for option in asked.options}
    chosen = [overlays[one.measure] for one in plan.measures]
    own = made.energy[made.energy["property_id"] == asked.property_id]
    assert set(own["step"]) == set(range(len(chosen) + 1))
    columns = ["end_use", "fuel_code", "tariff", "high_rate_fraction", "delivered_kwh_per_year"]
    for step in range(len(chosen) + 1):
        dwelling = expand_home(apply(asked.epc, *chosen[:step]))
        local = sap10.rate([dwelling], calculation="costs")
        pd.testing.assert_frame_equal(
            own[own["step"] == step][columns].reset_index(drop=True),
            energy_by_end_use(local, [asked.property_id])[columns],
            rtol=1e-9,
        )


def test_wall_insulation_brings_its_fans_and_their_loss_is_shown() -> None:
    only_walls = phase("A").model_copy(update={"measures": (M.CAVITY_WALL_INSULATION,)})
    plan = one_plan(to_plan("gas"), only_walls)
    walls, fans = plan.measures
    assert (walls.measure, fans.measure) == (M.CAVITY_WALL_INSULATION, M.EXTRACT_FANS)
    assert fans.is_companion
    assert not walls.is_companion
    assert fans.sap_score_gain < 0 < walls.sap_score_gain
    assert fans.cost.total_gbp > 0
    assert plan.total_cost_gbp == walls.cost.total_gbp + fans.cost.total_gbp


def test_home_that_has_its_fans_gets_none() -> None:
    asked = to_plan("gas")
    without = tuple(option for option in asked.options if option.measure is not M.EXTRACT_FANS)
    only_walls = phase("A").model_copy(update={"measures": (M.CAVITY_WALL_INSULATION,)})
    plan = one_plan(replace(asked, options=without), only_walls)
    assert [one.measure for one in plan.measures] == [M.CAVITY_WALL_INSULATION]


def test_plan_uses_only_the_measures_of_its_phase() -> None:
    allowed = (M.LOFT_INSULATION, M.LED_LIGHTING)
    plan = one_plan(to_plan("gas"), phase("A").model_copy(update={"measures": allowed}))
    assert [one.measure for one in plan.measures] == list(allowed)
    assert plan.status == "best_within_budget"
    assert plan.search.possible == 4


def test_heat_pump_is_sized_by_the_fabric_of_its_package() -> None:
    asked = to_plan("storage")
    fabric_and_pump = {M.INTERNAL_WALL_INSULATION, M.LOFT_INSULATION, M.AIR_SOURCE_HEAT_PUMP}
    alone = one_plan(asked, phase("A").model_copy(update={"measures": (M.AIR_SOURCE_HEAT_PUMP,)}))
    together = one_plan(
        asked, phase("A").model_copy(update={"measures": tuple(sorted(fabric_and_pump))})
    )
    [pump] = alone.measures
    [smaller] = [one for one in together.measures if one.measure is M.AIR_SOURCE_HEAT_PUMP]
    assert smaller.cost.total_gbp < pump.cost.total_gbp


def test_a_plan_says_what_it_was_rated_by() -> None:
    plan = one_plan(to_plan("gas"), phase("C"))
    assert (plan.specification, plan.conventions) == (
        "RdSAP 10 (12-02-2024), SAP 10.2 (14-03-2025)",
        "accredited",
    )


def test_effective_rating_decides_and_disagreement_is_said() -> None:
    asked = to_plan("gas")
    rating = asked.effective_rating
    assert rating < 69

    meets = one_plan(replace(asked, effective_rating=70), phase("C"))
    assert (meets.status, meets.calculated_disagrees) == ("already_meets", True)
    assert meets.measures == ()
    assert meets.before.sap_rating == rating

    below = one_plan(replace(asked, effective_rating=20), phase("F"))
    assert (below.status, below.calculated_disagrees) == ("calculated_meets", True)
    assert below.measures == ()

    agreed = one_plan(asked, phase("C"))
    assert (agreed.status, agreed.calculated_disagrees) == ("reached", False)


def test_margin_asks_for_more_than_the_band() -> None:
    asked = to_plan("gas")
    plan, further = one_plan(asked, phase("C")), one_plan(asked, phase("C", margin=6))
    assert plan.after.sap_rating >= 69
    assert further.after.sap_rating >= 75
    assert further.total_cost_gbp >= plan.total_cost_gbp


def test_homes_are_planned_alike_alone_and_together() -> None:
    asked = [to_plan(name) for name in HOMES]
    together = plan_homes([*asked, *reversed(asked)], phase("B", 20_000))
    assert together.refused == {}
    for home_to_plan, plan in zip([*asked, *reversed(asked)], together.plans, strict=True):
        alone = one_plan(home_to_plan, phase("B", 20_000))
        assert [one.measure for one in plan.measures] == [one.measure for one in alone.measures]
        assert plan.total_cost_gbp == alone.total_cost_gbp
        assert plan.after.sap_score == pytest.approx(alone.after.sap_score, abs=1e-9)


def test_order_of_options_changes_nothing() -> None:
    asked = to_plan("gas")
    backwards = replace(asked, options=tuple(reversed(asked.options)))
    step = phase("C")
    assert one_plan(asked, step) == one_plan(backwards, step)


def test_home_that_the_calculator_refuses_does_not_stop_the_others() -> None:
    unknown = MainHeating(
        number=1,
        category=MainHeatingCategory.MICRO_CHP,
        fuel=Fuel.MAINS_GAS,
        data_source=DataSource.DATABASE,
        product_index=692_001,
        control_code=2106,
        fraction=1.0,
    )
    broken = replace(
        to_plan("gas"), property_id="broken", epc=home(heating=Heating(main=(unknown,))), options=()
    )
    made: Plans = plan_homes([broken, to_plan("storage")], phase("C"))
    assert [plan.property_id for plan in made.plans] == ["storage"]
    assert set(made.refused) == {"broken"}
    assert made.refused["broken"].field
