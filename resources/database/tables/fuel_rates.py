"""Asset `fuel_rates`: dated tariff history, of the whole country (not partitioned)."""

from resources.database.schema import Column, Table

FUEL_RATES = Table(
    "fuel_rates",
    "fuel_rates",
    [
        Column("rate_region", "text", "", "Electricity region, or the area the rate holds for"),
        Column("fuel", "text", "", "Fuel"),
        Column("tariff_period", "text", "", "all, day or night"),
        Column("effective_from", "date", "", "First day of the rate"),
        Column("effective_to", "date", "", "Last day of the rate; none while it is open", True),
        Column("unit_rate_p_per_kwh", "float", "p/kWh", "Unit rate, VAT included"),
        Column("standing_charge_p_per_day", "float", "p/day", "Standing charge, VAT included"),
        Column("export_rate_p_per_kwh", "float", "p/kWh", "Paid for export", nullable=True),
        Column("is_estimate", "boolean", "", "Whether the figure is an estimate of ours"),
        Column("rate_source", "text", "", "Where the figure was published"),
    ],
    ["rate_region", "fuel", "tariff_period", "effective_from"],
    "Fuel rates: what a kWh costs, where and from when to when.",
)

TABLES = [FUEL_RATES]
