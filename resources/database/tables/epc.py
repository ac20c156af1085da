"""Asset `epc`: the current certificate of each property, and every certificate seen."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, Table

_LODGED = "as lodged on the register"

EPC = Table(
    "epc",
    "epc",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("certificate_number", "text", "", "Certificate number", nullable=True),
        Column("schema_type", "text", "", "Versioned schema of the certificate's data"),
        Column("registration_date", "date", "", "Registration date; the newest wins"),
        Column(
            "inspection_date", "date", "", "Inspection date, if the document says", nullable=True
        ),
        Column("sap_version", "text", "", "SAP version of the lodged figures", nullable=True),
        Column("lodged_sap_rating", "integer", "", f"SAP rating {_LODGED}", nullable=True),
        Column("lodged_epc_band", "text", "", f"EPC band {_LODGED}", nullable=True),
        Column("lodged_co2_t_per_year", "float", "t/yr", f"CO2 emissions {_LODGED}", nullable=True),
        Column(
            "lodged_primary_energy_kwh_per_m2",
            "float",
            "kWh/(m2 yr)",
            f"Primary energy intensity {_LODGED}",
            nullable=True,
        ),
        Column("property_type", "text", "", "House, flat, bungalow …", nullable=True),
        Column(
            "epc_property_data", "json", "", "EpcPropertyData: the dwelling's physical description"
        ),
        Column("document_sha256", "text", "", "Document that it was read from"),
    ],
    ["property_id"],
    "Current energy performance certificate of each property.",
    indexes=[["batch_key"]],
)

CERTIFICATE = Table(
    "certificate",
    "epc",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("document_sha256", "text", "", "Document that it was read from"),
        Column("certificate_number", "text", "", "Certificate number", nullable=True),
        Column("source_file", "text", "", "File or archive member that it came as"),
        Column("schema_type", "text", "", "Schema type, if it could be read", nullable=True),
        Column("registration_date", "date", "", "Registration date", nullable=True),
        Column("certificate_status", "text", "", "current, superseded, withdrawn, moved or issue"),
    ],
    ["property_id", "document_sha256"],
    "Every certificate seen for a property, and what became of it.",
    indexes=[["batch_key"]],
)

TABLES = [EPC, CERTIFICATE]
