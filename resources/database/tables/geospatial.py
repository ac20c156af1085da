"""Asset `geospatial`: where each property is, and what planning protects it."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, Table

_UPRN = [("property", "uprn")]
_PLACE = [("property", "uprn"), ("property", "nation")]

GEOSPATIAL = Table(
    "geospatial",
    "geospatial",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("easting_m", "float", "m", "British National Grid easting", True, _UPRN),
        Column("northing_m", "float", "m", "British National Grid northing", True, _UPRN),
        Column("latitude_deg", "float", "deg", "Latitude, WGS 84", True, _UPRN),
        Column("longitude_deg", "float", "deg", "Longitude, WGS 84", True, _UPRN),
        Column("is_in_conservation_area", "boolean", "", "In a conservation area", True, _PLACE),
        Column("is_listed_building", "boolean", "", "A listed building", True, _PLACE),
        Column(
            "is_in_world_heritage_site", "boolean", "", "In a world heritage site", True, _PLACE
        ),
        Column("geospatial_source", "text", "", "Where coordinates and flags come from"),
        Column("source_date", "date", "", "Month of the release of OS Open UPRN", nullable=True),
    ],
    ["property_id"],
    "Coordinates and planning flags of each property.",
    indexes=[["batch_key"]],
)

TABLES = [GEOSPATIAL]
