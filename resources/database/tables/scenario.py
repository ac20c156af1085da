"""Asset `scenario`: the plan of each property in each active scenario."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, Table

_DATA = ("effective_epc", "epc_property_data")
_OVERLAY = ("recommendation", "overlay")
_GOAL = ("scenario_definition", "definition")
_SCORED = [_DATA, _OVERLAY]
_RATES = [("fuel_rates", "unit_rate_p_per_kwh"), ("fuel_rates", "standing_charge_p_per_day")]
_SCENARIO = Column("scenario", "text", "", "Scenario")

SCENARIO_DEFINITION = Table(
    "scenario_definition",
    None,
    [
        _SCENARIO,
        Column("is_active", "boolean", "", "Whether plans are made for it"),
        Column("definition", "json", "", "Goal, budget, allowed measures and phases"),
    ],
    ["scenario"],
    "Scenarios: what is asked for.",
)

PLAN = Table(
    "plan",
    "scenario",
    [
        PROPERTY_ID,
        BATCH_KEY,
        _SCENARIO,
        Column("plan_status", "text", "", "already_meets, reached, best_within_budget or none"),
        Column("measure_count", "integer", "", "Measures in the plan"),
        Column("sap_score_before", "float", "", "Calculated SAP before", False, [_DATA]),
        Column("sap_score_after", "float", "", "Calculated SAP after", False, _SCORED),
        Column("epc_band_before", "text", "", "Calculated band before", False, [_DATA]),
        Column("epc_band_after", "text", "", "Calculated band after", False, _SCORED),
        Column("co2_t_per_year_before", "float", "t/yr", "CO2 before", False, [_DATA]),
        Column("co2_t_per_year_after", "float", "t/yr", "CO2 after", False, _SCORED),
        Column("bill_gbp_before", "float", "GBP/yr", "Bill before", True, [_DATA, *_RATES]),
        Column("bill_gbp_after", "float", "GBP/yr", "Bill after", True, [*_SCORED, *_RATES]),
        Column(
            "total_cost_gbp",
            "float",
            "GBP",
            "Cost of the plan with contingency and VAT",
            derived_from=[("plan_measure", "total_cost_gbp")],
        ),
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
        Column("sap_score_gain", "float", "", "SAP points attributed", False, _SCORED),
        Column("co2_saving_t_per_year", "float", "t/yr", "CO2 attributed", False, _SCORED),
        Column("bill_saving_gbp", "float", "GBP/yr", "Bill attributed", True, [*_SCORED, *_RATES]),
        Column(
            "total_cost_gbp",
            "float",
            "GBP",
            "Cost with contingency and VAT",
            derived_from=[
                ("recommendation", "cost_gbp"),
                ("recommendation", "contingency_gbp"),
                ("recommendation", "vat_gbp"),
            ],
        ),
    ],
    ["property_id", "scenario", "phase", "measure_order"],
    "Measures of the plans, in the order that effects are attributed in.",
    indexes=[["batch_key"]],
)

TABLES = [SCENARIO_DEFINITION, PLAN, PLAN_MEASURE]
