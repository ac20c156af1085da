"""Asset `recommendation`: what could be improved, each option eligible or not and why."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, Table

_DATA = ("effective_epc", "epc_property_data")
_DECIDED = [
    _DATA,
    ("geospatial", "is_in_conservation_area"),
    ("geospatial", "is_listed_building"),
    ("geospatial", "is_in_world_heritage_site"),
    ("solar", "max_panel_count"),
]
_ROOF = [
    ("solar", "max_panel_count"),
    ("solar", "panel_peak_power_w"),
    ("solar", "roof_pitch_deg"),
    ("solar", "roof_orientation_deg"),
]
_PRICED = [
    ("cost_catalogue", "unit_cost_gbp"),
    ("cost_region", "cost_factor"),
    ("recommendation", "quantities"),
]

RECOMMENDATION = Table(
    "recommendation",
    "recommendation",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("recommendation", "text", "", "Target surface or system", derived_from=[_DATA]),
        Column("measure_option", "text", "", "One treatment of it", derived_from=[_DATA]),
        Column("is_eligible", "boolean", "", "Whether it may be chosen", derived_from=_DECIDED),
        Column("is_companion", "boolean", "", "Whether it is only ever forced by another measure"),
        Column("eligibility_reason", "text", "", "Typed reason", derived_from=_DECIDED),
        Column("eligibility_field", "text", "", "Field that decided", derived_from=_DECIDED),
        Column("eligibility_value", "text", "", "Value of that field", derived_from=_DECIDED),
        Column("eligibility_rule", "text", "", "Rule that made it decide"),
        Column("overlay", "json", "", "The edit of EpcPropertyData", True, [_DATA, *_ROOF]),
        Column(
            "quantities",
            "json",
            "",
            "What it is priced by, as far as the home decides it: area_m2, bulb_count …",
            nullable=True,
            derived_from=[_DATA, *_ROOF],
        ),
        Column("cost_gbp", "float", "GBP", "Cost on its own, no VAT or contingency", True, _PRICED),
        Column(
            "contingency_gbp",
            "float",
            "GBP",
            "Contingency on its own",
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
            "VAT on its own",
            nullable=True,
            derived_from=[
                ("recommendation", "cost_gbp"),
                ("recommendation", "contingency_gbp"),
                ("cost_catalogue", "vat_treatment"),
            ],
        ),
        Column(
            "is_cost_estimate", "boolean", "", "Whether a cost line is an estimate", nullable=True
        ),
    ],
    ["property_id", "recommendation", "measure_option"],
    "Measure options of each property, eligible or not.",
    indexes=[["batch_key"]],
)

TABLES = [RECOMMENDATION]
