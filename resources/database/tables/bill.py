"""Asset `bill`: delivered energy times real fuel rates."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, Table

_KWH = ("baseline_energy", "delivered_kwh_per_year")
_RATE = ("fuel_rates", "unit_rate_p_per_kwh")
_STANDING = ("fuel_rates", "standing_charge_p_per_day")
_EXPORT = ("fuel_rates", "export_rate_p_per_kwh")

BILL = Table(
    "bill",
    "bill",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("rates_effective_from", "date", "", "Newest start of a rate in the bill"),
        Column("rate_region", "text", "", "Electricity region of the rates"),
        Column("energy_gbp", "float", "GBP/yr", "All fuels", derived_from=[_KWH, _RATE]),
        Column(
            "standing_charge_gbp",
            "float",
            "GBP/yr",
            "One standing charge per fuel in use",
            derived_from=[_STANDING, ("baseline_energy", "fuel")],
        ),
        Column("export_credit_gbp", "float", "GBP/yr", "For export", False, [_KWH, _EXPORT]),
        Column(
            "total_gbp",
            "float",
            "GBP/yr",
            "Energy and standing charges less export credit",
            derived_from=[
                ("bill", "energy_gbp"),
                ("bill", "standing_charge_gbp"),
                ("bill", "export_credit_gbp"),
            ],
        ),
    ],
    ["property_id"],
    "Annual energy bill of each property.",
    indexes=[["batch_key"]],
)

BILL_LINE = Table(
    "bill_line",
    "bill",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("end_use", "text", "", "End use, standing_charge or export"),
        Column("fuel", "text", "", "Fuel"),
        Column("tariff_period", "text", "", "all, day or night"),
        Column("delivered_kwh_per_year", "float", "kWh/yr", "Energy priced", True, [_KWH]),
        Column("unit_rate_p_per_kwh", "float", "p/kWh", "Rate", True, [_RATE, _EXPORT]),
        Column(
            "cost_gbp",
            "float",
            "GBP/yr",
            "Cost of the line; export is negative",
            derived_from=[_KWH, _RATE, _STANDING, _EXPORT],
        ),
    ],
    ["property_id", "end_use", "fuel", "tariff_period"],
    "Lines of the bills.",
    indexes=[["batch_key"]],
)

TABLES = [BILL, BILL_LINE]
