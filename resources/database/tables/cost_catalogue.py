"""Asset `cost_catalogue`: dated unit costs of measures (not partitioned)."""

from resources.database.schema import Column, Table

COST_CATALOGUE = Table(
    "cost_catalogue",
    "cost_catalogue",
    [
        Column("cost_line", "text", "", "Key of the cost line"),
        Column("measure_type", "text", "", "Measure that the line is part of"),
        Column("cost_unit", "text", "", "What the unit cost is per: m2, kW, each, kWp …"),
        Column("unit_cost_gbp", "float", "GBP", "Cost per unit, without VAT"),
        Column("contingency_fraction", "float", "", "Contingency on top of the cost"),
        Column("vat_fraction", "float", "", "VAT on the cost"),
        Column("effective_from", "date", "", "Date of the figure"),
        Column("cost_source", "text", "", "Where the figure comes from"),
    ],
    ["cost_line"],
    "Cost catalogue: what measures cost per unit.",
)

TABLES = [COST_CATALOGUE]
