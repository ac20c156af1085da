"""Asset `effective_epc`: the physical description that modelling scores."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, Table

EFFECTIVE_EPC = Table(
    "effective_epc",
    "effective_epc",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("source_path", "text", "", "site_notes, epc_with_overlay or predicted"),
        Column(
            "certificate_number",
            "text",
            "",
            "Certificate that it starts from",
            nullable=True,
            derived_from=[("epc", "certificate_number")],
        ),
        Column("is_physical_state_changed", "boolean", "", "Whether an overlay changed it"),
        Column(
            "epc_property_data",
            "json",
            "",
            "EpcPropertyData with overlays applied",
            derived_from=[("epc", "epc_property_data")],
        ),
    ],
    ["property_id"],
    "Effective EPC of each property.",
    indexes=[["batch_key"]],
)

TABLES = [EFFECTIVE_EPC]
