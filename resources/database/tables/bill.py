"""Asset `bill`: delivered energy times real fuel rates."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, Table

_KWH = ("baseline_energy", "delivered_kwh_per_year")
_FUEL = ("baseline_energy", "fuel_code")
_TARIFF = ("baseline_energy", "tariff")
_SPLIT = ("baseline_energy", "high_rate_fraction")
_REGION = ("fuel_rates", "rate_region")
_RATE = ("fuel_rates", "unit_rate_p_per_kwh")
_STANDING = ("fuel_rates", "standing_charge_p_per_day")
_IN_FORCE = ("fuel_rates", "is_in_force")
_POSTCODE = ("property_address", "postcode")
_NATION = ("property", "nation")
_COST = ("bill_line", "line_gbp")
_GBP = "GBP/yr"

BILL = Table(
    "bill",
    "bill",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column(
            "pricing_date",
            "date",
            "",
            "Day from which the rates of the bill are those in force",
            derived_from=[("fuel_rates", "effective_from"), _IN_FORCE],
        ),
        Column(
            "rates_version",
            "text",
            "",
            "Digest of the rates in force",
            derived_from=[_RATE, _STANDING],
        ),
        Column(
            "rate_region",
            "text",
            "",
            "Price cap region of the home, or the area where it is not known",
            derived_from=[_POSTCODE, _NATION],
        ),
        Column("electricity_gbp", "float", _GBP, "Electricity used", derived_from=[_COST]),
        Column("mains_gas_gbp", "float", _GBP, "Mains gas used", derived_from=[_COST]),
        Column("other_fuels_gbp", "float", _GBP, "All other fuels used", derived_from=[_COST]),
        Column(
            "standing_charge_gbp",
            "float",
            _GBP,
            "One standing charge per fuel in use",
            derived_from=[_COST],
        ),
        Column(
            "export_credit_gbp", "float", _GBP, "Paid for export, positive", derived_from=[_COST]
        ),
        Column(
            "total_gbp",
            "float",
            _GBP,
            "Fuels and standing charges less export credit: the sum of the lines",
            derived_from=[_COST],
        ),
        Column(
            "is_estimate",
            "boolean",
            "",
            "Whether a rate of the bill is an estimate of ours",
            derived_from=[("bill_line", "is_estimate")],
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
        Column(
            "end_use",
            "text",
            "",
            "End use, or standing_charge",
            derived_from=[("baseline_energy", "end_use")],
        ),
        Column("fuel", "text", "", "Fuel", derived_from=[_FUEL]),
        Column("tariff", "text", "", "Electricity tariff, else standard", derived_from=[_TARIFF]),
        Column("tariff_period", "text", "", "all, high or low", derived_from=[_TARIFF, _SPLIT]),
        Column(
            "rate_region", "text", "", "Region or area whose rate it is", derived_from=[_REGION]
        ),
        Column(
            "delivered_kwh_per_year",
            "float",
            "kWh/yr",
            "Energy priced; negative where own generation replaces it",
            nullable=True,
            derived_from=[_KWH, _SPLIT],
        ),
        Column("unit_rate_p_per_kwh", "float", "p/kWh", "Unit rate", True, [_RATE]),
        Column("standing_charge_p_per_day", "float", "p/day", "Standing charge", True, [_STANDING]),
        Column(
            "line_gbp",
            "float",
            _GBP,
            "Cost of the line in whole pence; export is negative",
            derived_from=[_KWH, _SPLIT, _FUEL, _TARIFF, _RATE, _STANDING],
        ),
        Column(
            "is_estimate",
            "boolean",
            "",
            "Whether the rate is an estimate of ours",
            derived_from=[("fuel_rates", "is_estimate")],
        ),
    ],
    ["property_id", "end_use", "fuel", "tariff", "tariff_period"],
    "Lines of the bills.",
    indexes=[["batch_key"]],
)

TABLES = [BILL, BILL_LINE]
