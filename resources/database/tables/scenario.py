"""Assets `scenario_definition` and `scenario`: what is asked for, and each property's plan."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, RATED_BY, Column, ColumnType, Table

_DATA = ("effective_epc", "epc_property_data")
_GOAL = ("scenario_definition", "definition")
_SCORED = [_DATA, ("recommendation", "overlay"), _GOAL]
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
        *RATED_BY,
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
    ["property_id", "scenario", "measure_order"],
    "Measures of the plans, in the order that effects are attributed in.",
    indexes=[["batch_key"]],
)

PLAN_ENERGY = Table(
    "plan_energy",
    "scenario",
    [
        PROPERTY_ID,
        BATCH_KEY,
        _SCENARIO,
        Column(
            "step",
            "integer",
            "",
            "0 for the home as it is, then measure_order of the last measure in place",
            derived_from=_SCORED,
        ),
        Column("end_use", "text", "", "End use, as in baseline_energy", derived_from=_SCORED),
        Column("fuel_code", "integer", "", "Fuel, code of SAP 10.2 Table 12", derived_from=_SCORED),
        Column("tariff", "text", "", "Electricity tariff, else standard", derived_from=_SCORED),
        Column("high_rate_fraction", "float", "", "Share at the high rate", derived_from=_SCORED),
        Column(
            "delivered_kwh_per_year",
            "float",
            "kWh/yr",
            "Delivered energy, local climate; used or exported PV is its own end use",
            derived_from=_SCORED,
        ),
    ],
    ["property_id", "scenario", "step", "end_use", "fuel_code"],
    "Delivered energy of each state of each plan: what its bills are priced from.",
    indexes=[["batch_key"]],
)

TABLES = [SCENARIO_DEFINITION, PLAN, PLAN_MEASURE, PLAN_ENERGY]
