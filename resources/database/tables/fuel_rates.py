"""Asset `fuel_rates`: dated tariff history, of the whole country (not partitioned)."""

from resources.database.schema import Column, Table

FUEL_RATES = Table(
    "fuel_rates",
    "fuel_rates",
    [
        Column("rate_region", "text", "", "Price cap region, or the wider area the rate holds for"),
        Column("fuel", "text", "", "Fuel; electricity_export is what the grid pays"),
        Column("tariff", "text", "", "Electricity tariff; standard for every other fuel"),
        Column("tariff_period", "text", "", "all, high or low: the hours that the rate is for"),
        Column("effective_from", "date", "", "First day of the rate"),
        Column("effective_to", "date", "", "Last day of the rate; none while it is open", True),
        Column("unit_rate_p_per_kwh", "float", "p/kWh", "Unit rate, VAT included"),
        Column("standing_charge_p_per_day", "float", "p/day", "Standing charge, VAT included"),
        Column("vat_percent", "float", "%", "VAT that the rate and the standing charge include"),
        Column(
            "is_in_force", "boolean", "", "Whether bills are priced with it since the last refresh"
        ),
        Column("is_estimate", "boolean", "", "Whether the figure is an estimate of ours"),
        Column(
            "rate_source", "text", "", "Where the figure was published, or how it was estimated"
        ),
    ],
    ["rate_region", "fuel", "tariff", "tariff_period", "effective_from"],
    "Fuel rates: what a kWh costs, where and from when to when.",
)

TABLES = [FUEL_RATES]
