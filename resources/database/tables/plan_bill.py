"""Asset `plan_bill`: delivered energy of the plans times real fuel rates."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, Table

_RATES = [
    ("fuel_rates", "unit_rate_p_per_kwh"),
    ("fuel_rates", "standing_charge_p_per_day"),
]
_PRICED = [
    ("plan_energy", "delivered_kwh_per_year"),
    ("plan_energy", "fuel_code"),
    ("plan_energy", "tariff"),
    ("plan_energy", "high_rate_fraction"),
    ("property_address", "postcode"),
    ("property", "nation"),
    *_RATES,
]
_SCENARIO = Column("scenario", "text", "", "Scenario", derived_from=[("plan_energy", "scenario")])

PLAN_BILL = Table(
    "plan_bill",
    "plan_bill",
    [
        PROPERTY_ID,
        BATCH_KEY,
        _SCENARIO,
        Column("bill_gbp_before", "float", "GBP/yr", "Bill before the plan", False, _PRICED),
        Column("bill_gbp_after", "float", "GBP/yr", "Bill after the plan", False, _PRICED),
        Column(
            "bill_saving_gbp",
            "float",
            "GBP/yr",
            "Bill before less bill after: the sum of the measures",
            derived_from=[("plan_bill", "bill_gbp_before"), ("plan_bill", "bill_gbp_after")],
        ),
        Column(
            "pricing_date",
            "date",
            "",
            "Day from which the rates of the bills are those in force",
            derived_from=[("fuel_rates", "effective_from"), ("fuel_rates", "is_in_force")],
        ),
        Column("rates_version", "text", "", "Digest of the rates in force", False, _RATES),
        Column(
            "is_estimate",
            "boolean",
            "",
            "Whether a rate of any state of the plan is an estimate of ours",
            derived_from=[("plan_energy", "fuel_code"), ("fuel_rates", "is_estimate")],
        ),
    ],
    ["property_id", "scenario"],
    "Annual energy bill of each property before and after each of its plans.",
    indexes=[["batch_key"]],
)

PLAN_MEASURE_BILL = Table(
    "plan_measure_bill",
    "plan_bill",
    [
        PROPERTY_ID,
        BATCH_KEY,
        _SCENARIO,
        Column(
            "measure_order",
            "integer",
            "",
            "Measure, as in plan_measure",
            derived_from=[("plan_energy", "step")],
        ),
        Column(
            "bill_saving_gbp",
            "float",
            "GBP/yr",
            "Bill attributed: that of the step before less that of the step after",
            derived_from=_PRICED,
        ),
    ],
    ["property_id", "scenario", "measure_order"],
    "Bill attributed to each measure of the plans.",
    indexes=[["batch_key"]],
)

TABLES = [PLAN_BILL, PLAN_MEASURE_BILL]
