"""Asset `baseline`: lodged and effective performance, and delivered energy by end use."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, RATED_BY, Column, ColumnType, Table

_DATA = [("effective_epc", "epc_property_data")]
_CO2 = "t/yr"
_PE = "kWh/(m2 yr)"


def _lodged(name: str, type_: ColumnType, unit: str, description: str) -> Column:
    return Column(name, type_, unit, description, True, derived_from=[("epc", name)])


def _effective(name: str, type_: ColumnType, unit: str, description: str) -> Column:
    sources = [*_DATA, ("epc", name.replace("effective_", "lodged_")), ("epc", "sap_version")]
    return Column(name, type_, unit, description, derived_from=sources)


BASELINE = Table(
    "baseline",
    "baseline",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("certificate_number", "text", "", "Certificate that was rated", nullable=True),
        *RATED_BY,
        Column(
            "rebaseline_reason",
            "text",
            "",
            "none, pre_sap10, physical_state_changed or both",
            derived_from=[
                ("epc", "sap_version"),
                ("effective_epc", "is_physical_state_changed"),
            ],
        ),
        Column("main_heating", "text", "", "Main heating: kind of system and fuel", False, _DATA),
        Column(
            "pcdb_revision",
            "text",
            "",
            "Revision of the product database that was used, none before any was loaded",
            derived_from=[("pcdb", "pcdb_revision")],
        ),
        _lodged("lodged_sap_rating", "integer", "", "SAP rating as lodged"),
        _lodged("lodged_epc_band", "text", "", "EPC band as lodged"),
        _lodged("lodged_co2_t_per_year", "float", _CO2, "CO2 emissions as lodged"),
        _lodged("lodged_primary_energy_kwh_per_m2", "float", _PE, "Primary energy as lodged"),
        _effective("effective_sap_rating", "integer", "", "SAP rating that modelling uses"),
        _effective("effective_epc_band", "text", "", "EPC band that modelling uses"),
        _effective("effective_co2_t_per_year", "float", _CO2, "CO2 that modelling uses"),
        _effective(
            "effective_primary_energy_kwh_per_m2", "float", _PE, "Primary energy modelling uses"
        ),
        Column("sap_score", "float", "", "Calculated SAP, unrounded", derived_from=_DATA),
        Column("sap_rating", "integer", "", "Calculated SAP rating", derived_from=_DATA),
        Column("epc_band", "text", "", "Calculated EPC band", derived_from=_DATA),
        Column("ei_rating", "integer", "", "Calculated EI rating", derived_from=_DATA),
        Column("co2_t_per_year", "float", _CO2, "Calculated CO2, local climate", False, _DATA),
        Column(
            "primary_energy_kwh_per_m2", "float", _PE, "Calculated primary energy", False, _DATA
        ),
        Column("floor_area_m2", "float", "m2", "Total floor area", derived_from=_DATA),
        Column(
            "sap_divergence",
            "float",
            "",
            "Calculated minus lodged SAP, where like is compared with like",
            nullable=True,
            derived_from=[*_DATA, ("epc", "lodged_sap_rating")],
        ),
        Column(
            "co2_divergence_t_per_year",
            "float",
            _CO2,
            "Calculated minus lodged CO2",
            nullable=True,
            derived_from=[*_DATA, ("epc", "lodged_co2_t_per_year")],
        ),
        Column(
            "primary_energy_divergence_kwh_per_m2",
            "float",
            _PE,
            "Calculated minus lodged primary energy",
            nullable=True,
            derived_from=[*_DATA, ("epc", "lodged_primary_energy_kwh_per_m2")],
        ),
        Column("is_divergent", "boolean", "", "Whether a divergence is over its limit", True),
    ],
    ["property_id"],
    "Baseline performance: lodged and effective, side by side.",
    indexes=[["batch_key"]],
)

BASELINE_ENERGY = Table(
    "baseline_energy",
    "baseline",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("end_use", "text", "", "space_heating_main_1, water_heating, lighting …"),
        Column("fuel_code", "integer", "", "Fuel, code of SAP 10.2 Table 12", derived_from=_DATA),
        Column("tariff", "text", "", "standard, 7_hour, 10_hour, 18_hour or 24_hour", False, _DATA),
        Column(
            "high_rate_fraction",
            "float",
            "",
            "Share at the high rate, Tables 12a and 13; 1 on one rate",
            derived_from=_DATA,
        ),
        Column(
            "delivered_kwh_per_year",
            "float",
            "kWh/yr",
            "Delivered energy, local climate; used or exported PV is its own end use",
            derived_from=_DATA,
        ),
    ],
    ["property_id", "end_use", "fuel_code"],
    "Delivered energy of each property per end use and fuel.",
    indexes=[["batch_key"]],
)

BASELINE_PRODUCT = Table(
    "baseline_product",
    "baseline",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("product_role", "text", "", "What it is in the home: main heating 1, ventilation …"),
        Column("product_index", "text", "", "Index in the product database", derived_from=_DATA),
        Column(
            "table_number",
            "text",
            "",
            "Table of the database that has it; none if it has not",
            True,
        ),
        Column(
            "is_found",
            "boolean",
            "",
            "Whether the rating uses its record",
            derived_from=[*_DATA, ("pcdb_record", "product_index")],
        ),
        Column(
            "pcdb_revision",
            "text",
            "",
            "Revision of the product database that was looked up",
            derived_from=[("pcdb", "pcdb_revision")],
        ),
    ],
    ["property_id", "product_role"],
    "Products that each rated home names, and whether the product database has them.",
    indexes=[["batch_key"]],
)

TABLES = [BASELINE, BASELINE_ENERGY, BASELINE_PRODUCT]
