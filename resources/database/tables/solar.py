"""Asset `solar`: what a property's own roof can carry."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, Table

_EPC = [("epc", "epc_property_data")]

SOLAR = Table(
    "solar",
    "solar",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("solar_source", "text", "", "sap_estimate, or the provider of roof segments"),
        Column("roof_area_m2", "float", "m2", "Roof area on plan", True, _EPC),
        Column("roof_pitch_deg", "float", "deg", "Pitch of the roof", True, _EPC),
        Column("roof_orientation_deg", "float", "deg", "Azimuth, from north", nullable=True),
        Column("panel_area_m2", "float", "m2", "Area of one panel", nullable=True),
        Column("panel_peak_power_w", "float", "W", "Peak power of one panel", nullable=True),
        Column("max_panel_count", "integer", "", "Panels that the roof can carry", True, _EPC),
        Column("source_date", "date", "", "Date of the source", nullable=True),
    ],
    ["property_id"],
    "Roof and solar potential of each property.",
    indexes=[["batch_key"]],
)

TABLES = [SOLAR]
