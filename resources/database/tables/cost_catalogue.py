"""Asset `cost_catalogue`: dated unit costs of measures (not partitioned)."""

from resources.database.schema import Column, Table

COST_CATALOGUE = Table(
    "cost_catalogue",
    "cost_catalogue",
    [
        Column("cost_line", "text", "", "Key of the cost line"),
        Column("measure_type", "text", "", "Measure that the line is part of"),
        Column("description", "text", "", "What is done for the cost"),
        Column("cost_unit", "text", "", "What the unit cost is per: per_m2, per_item, per_kw …"),
        Column("quantity", "text", "", "Name of the quantity of the home that counts the units"),
        Column(
            "band_quantity", "text", "", "Quantity that the band of the line is of", nullable=True
        ),
        Column("band_above", "float", "", "The line counts above this size", nullable=True),
        Column("band_up_to", "float", "", "The line counts up to this size", nullable=True),
        Column("unit_cost_gbp", "float", "GBP", "Cost per unit, without VAT"),
        Column("contingency_percent", "float", "%", "Contingency on top, the measure type's"),
        Column("vat_treatment", "text", "", "energy_saving_material or standard"),
        Column("valid_from", "date", "", "First day of the figure"),
        Column("cost_source", "text", "", "Where the figure comes from"),
        Column("is_estimate", "boolean", "", "Whether the figure is an estimate of ours"),
    ],
    ["cost_line", "valid_from"],
    "Cost catalogue: what measures cost per unit.",
)

COST_REGION = Table(
    "cost_region",
    "cost_catalogue",
    [
        Column("rate_region", "text", "", "Price cap region, or the area where it is not known"),
        Column("cost_factor", "float", "", "Cost of building there, 1 is the mean of the country"),
        Column("cost_source", "text", "", "Where the figure comes from"),
        Column("is_estimate", "boolean", "", "Whether the figure is an estimate of ours"),
    ],
    ["rate_region"],
    "Cost factor of each region.",
)

TABLES = [COST_CATALOGUE, COST_REGION]
