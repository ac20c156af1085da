"""Asset `recommendation`: what could be improved, each option eligible or not and why."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, Table

_DATA = ("effective_epc", "epc_property_data")
_PLANNING = [
    ("geospatial", "is_in_conservation_area"),
    ("geospatial", "is_listed_building"),
    ("geospatial", "is_in_world_heritage_site"),
]
_COST = ("cost_catalogue", "unit_cost_gbp")

RECOMMENDATION = Table(
    "recommendation",
    "recommendation",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("recommendation", "text", "", "Target surface or system", derived_from=[_DATA]),
        Column("measure_option", "text", "", "One treatment of it", derived_from=[_DATA]),
        Column(
            "is_eligible",
            "boolean",
            "",
            "Whether the option may be chosen",
            derived_from=[_DATA, *_PLANNING, ("solar", "max_panel_count")],
        ),
        Column("eligibility_reason", "text", "", "Rule and field that decided it"),
        Column("overlay", "json", "", "The edit of EpcPropertyData", True, [_DATA]),
        Column(
            "quantity",
            "float",
            "",
            "How much of the cost unit: m2, kW, each …",
            nullable=True,
            derived_from=[_DATA, ("solar", "max_panel_count")],
        ),
        Column("cost_gbp", "float", "GBP", "Cost", True, [_COST, ("recommendation", "quantity")]),
        Column(
            "contingency_gbp",
            "float",
            "GBP",
            "Contingency",
            nullable=True,
            derived_from=[
                ("recommendation", "cost_gbp"),
                ("cost_catalogue", "contingency_percent"),
            ],
        ),
        Column(
            "vat_gbp",
            "float",
            "GBP",
            "VAT",
            nullable=True,
            derived_from=[("recommendation", "cost_gbp"), ("cost_catalogue", "vat_treatment")],
        ),
    ],
    ["property_id", "recommendation", "measure_option"],
    "Measure options of each property.",
    indexes=[["batch_key"]],
)

TABLES = [RECOMMENDATION]
