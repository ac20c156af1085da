"""Assets `scenario_definition` and `scenario`: what is asked for, and each property's plan."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, ColumnType, Table

_DATA = ("effective_epc", "epc_property_data")
_GOAL = ("scenario_definition", "definition")
_SCORED = [_DATA, ("recommendation", "overlay"), _GOAL]
_RATES = [
    ("fuel_rates", "unit_rate_p_per_kwh"),
    ("fuel_rates", "standing_charge_p_per_day"),
]
_PRICED = [
    ("cost_catalogue", "unit_cost_gbp"),
    ("cost_region", "cost_factor"),
    ("recommendation", "quantities"),
]
_SCENARIO = Column("scenario", "text", "", "Scenario")

SCENARIO_DEFINITION = Table(
    "scenario_definition",
    "scenario_definition",
    [
        _SCENARIO,
        Column("scenario_hash", "text", "", "SHA-256 of the definition"),
        Column("description", "text", "", "What it asks, in one sentence"),
        Column("is_active", "boolean", "", "Whether plans are made for it"),
        Column("definition", "json", "", "Goal, budget, allowed measures and phases"),
    ],
    ["scenario"],
    "Scenarios: what is asked for.",
)


def _before_and_after(name: str, type_: ColumnType, unit: str, what: str) -> list[Column]:
    return [
        Column(f"{name}_before", type_, unit, f"{what} before the plan", False, [_DATA]),
        Column(f"{name}_after", type_, unit, f"{what} after the plan", False, _SCORED),
    ]


def _money(name: str, what: str) -> Column:
    return Column(name, "float", "GBP", what, derived_from=[("plan_measure", name)])


PLAN = Table(
    "plan",
    "scenario",
    [
        PROPERTY_ID,
        BATCH_KEY,
        _SCENARIO,
        Column(
            "scenario_hash",
            "text",
            "",
            "Snapshot of the scenario that the plan was made with",
            derived_from=[("scenario_definition", "scenario_hash")],
        ),
        Column(
            "plan_status",
            "text",
            "",
            "already_meets, calculated_meets, reached, best_within_budget or no_improvement",
            derived_from=[*_SCORED, ("baseline", "effective_sap_rating")],
        ),
        Column(
            "has_calculated_disagreement",
            "boolean",
            "",
            "Whether the calculated rating says otherwise than the effective one about the goal",
            derived_from=[_DATA, ("baseline", "effective_sap_rating"), _GOAL],
        ),
        Column(
            "effective_sap_rating",
            "integer",
            "",
            "Rating that decides whether the goal is met already",
            derived_from=[("baseline", "effective_sap_rating")],
        ),
        Column("measure_count", "integer", "", "Measures, companions included", False, _SCORED),
        *_before_and_after("sap_score", "float", "", "Calculated SAP, unrounded,"),
        *_before_and_after("sap_rating", "integer", "", "Calculated SAP rating"),
        *_before_and_after("epc_band", "text", "", "Calculated band"),
        *_before_and_after("co2_t_per_year", "float", "t/yr", "CO2"),
        *_before_and_after("primary_energy_kwh_per_m2", "float", "kWh/(m2 yr)", "Primary energy"),
        *_before_and_after("delivered_kwh_per_year", "float", "kWh/yr", "Delivered energy"),
        *_before_and_after("heat_loss_w_per_k", "float", "W/K", "Heat loss coefficient"),
        Column("bill_gbp_before", "float", "GBP/yr", "Bill before", True, [_DATA, *_RATES]),
        Column("bill_gbp_after", "float", "GBP/yr", "Bill after", True, [*_SCORED, *_RATES]),
        _money("cost_gbp", "Cost of the plan, no VAT or contingency"),
        _money("contingency_gbp", "Contingency of the plan"),
        _money("vat_gbp", "VAT of the plan"),
        _money("total_cost_gbp", "Cost of the plan with contingency and VAT"),
        Column(
            "costs_valid_from",
            "date",
            "",
            "Day that the plan is priced on: of the newest cost lines",
            derived_from=[("cost_catalogue", "valid_from")],
        ),
        Column("packages_possible", "integer", "", "Packages that exist"),
        Column("packages_within_budget", "integer", "", "Packages that the budget allows"),
        Column("packages_scored", "integer", "", "Packages rated by the calculator"),
    ],
    ["property_id", "scenario"],
    "Plans: the chosen package of each property in each scenario.",
    indexes=[["batch_key"]],
)


PLAN_MEASURE = Table(
    "plan_measure",
    "scenario",
    [
        PROPERTY_ID,
        BATCH_KEY,
        _SCENARIO,
        Column("phase", "integer", "", "Phase of the scenario, from 1"),
        Column("measure_order", "integer", "", "Place in the plan, fabric first, from 1"),
        Column(
            "recommendation",
            "text",
            "",
            "Target surface or system",
            derived_from=[("recommendation", "recommendation"), _GOAL],
        ),
        Column(
            "measure_option",
            "text",
            "",
            "Treatment chosen",
            derived_from=[("recommendation", "measure_option"), _GOAL],
        ),
        Column("is_companion", "boolean", "", "Whether another measure forces it"),
        Column("sap_score_gain", "float", "", "SAP points attributed", False, _SCORED),
        Column("co2_saving_t_per_year", "float", "t/yr", "CO2 attributed", False, _SCORED),
        Column(
            "primary_energy_saving_kwh_per_m2",
            "float",
            "kWh/(m2 yr)",
            "Primary energy attributed",
            derived_from=_SCORED,
        ),
        Column(
            "delivered_saving_kwh_per_year",
            "float",
            "kWh/yr",
            "Delivered energy attributed",
            derived_from=_SCORED,
        ),
        Column("bill_saving_gbp", "float", "GBP/yr", "Bill attributed", True, [*_SCORED, *_RATES]),
        Column(
            "cost_gbp",
            "float",
            "GBP",
            "Cost in this package, no VAT or contingency",
            derived_from=[*_PRICED, _DATA],
        ),
        Column(
            "contingency_gbp",
            "float",
            "GBP",
            "Contingency",
            derived_from=[
                ("plan_measure", "cost_gbp"),
                ("cost_catalogue", "contingency_percent"),
            ],
        ),
        Column(
            "vat_gbp",
            "float",
            "GBP",
            "VAT",
            derived_from=[
                ("plan_measure", "cost_gbp"),
                ("plan_measure", "contingency_gbp"),
                ("cost_catalogue", "vat_treatment"),
            ],
        ),
        Column(
            "total_cost_gbp",
            "float",
            "GBP",
            "Cost with contingency and VAT",
            derived_from=[
                ("plan_measure", "cost_gbp"),
                ("plan_measure", "contingency_gbp"),
                ("plan_measure", "vat_gbp"),
            ],
        ),
        Column("is_cost_estimate", "boolean", "", "Whether a cost line is an estimate"),
    ],
    ["property_id", "scenario", "phase", "measure_order"],
    "Measures of the plans, in the order that effects are attributed in.",
    indexes=[["batch_key"]],
)

TABLES = [SCENARIO_DEFINITION, PLAN, PLAN_MEASURE]
