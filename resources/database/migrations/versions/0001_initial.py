"""Create every table of the registry."""
# Alembic writes types without their parameters.
# pyright: reportUnknownArgumentType=false

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "baseline",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("certificate_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("specification", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("calculator_version", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("rebaseline_reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("lodged_sap_rating", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("lodged_epc_band", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("lodged_co2_t_per_year", sa.Double(), autoincrement=False, nullable=True),
        sa.Column(
            "lodged_primary_energy_kwh_per_m2", sa.Double(), autoincrement=False, nullable=True
        ),
        sa.Column("effective_sap_rating", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("effective_epc_band", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("effective_co2_t_per_year", sa.Double(), autoincrement=False, nullable=False),
        sa.Column(
            "effective_primary_energy_kwh_per_m2", sa.Double(), autoincrement=False, nullable=False
        ),
        sa.Column("sap_score", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("sap_rating", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epc_band", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("ei_rating", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("co2_t_per_year", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("primary_energy_kwh_per_m2", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("floor_area_m2", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("sap_divergence", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("co2_divergence_t_per_year", sa.Double(), autoincrement=False, nullable=True),
        sa.Column(
            "primary_energy_divergence_kwh_per_m2", sa.Double(), autoincrement=False, nullable=True
        ),
        sa.Column("is_divergent", sa.Boolean(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("property_id", name="pk_baseline"),
    )
    op.create_index("ix_baseline_batch_key", "baseline", ["batch_key"], unique=False)
    op.create_table(
        "baseline_energy",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("end_use", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fuel_code", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tariff", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("high_rate_fraction", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("delivered_kwh_per_year", sa.Double(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("property_id", "end_use", "fuel_code", name="pk_baseline_energy"),
    )
    op.create_index("ix_baseline_energy_batch_key", "baseline_energy", ["batch_key"], unique=False)
    op.create_table(
        "batch_member",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("region_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("uprn", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("landlord_reference", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("certificate_number", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("property_id", name="pk_batch_member"),
    )
    op.create_index("ix_batch_member_batch_key", "batch_member", ["batch_key"], unique=False)
    op.create_index(
        "ix_batch_member_region_key_uprn", "batch_member", ["region_key", "uprn"], unique=False
    )
    op.create_table(
        "bill",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("pricing_date", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("rates_version", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("rate_region", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("electricity_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("mains_gas_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("other_fuels_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("standing_charge_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("export_credit_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("total_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("is_estimate", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("property_id", name="pk_bill"),
    )
    op.create_index("ix_bill_batch_key", "bill", ["batch_key"], unique=False)
    op.create_table(
        "bill_line",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("end_use", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fuel", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("tariff", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("tariff_period", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("rate_region", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("delivered_kwh_per_year", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("unit_rate_p_per_kwh", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("standing_charge_p_per_day", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("line_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("is_estimate", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "property_id", "end_use", "fuel", "tariff", "tariff_period", name="pk_bill_line"
        ),
    )
    op.create_index("ix_bill_line_batch_key", "bill_line", ["batch_key"], unique=False)
    op.create_table(
        "certificate",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("document_sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("certificate_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("source_file", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("schema_type", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("registration_date", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("certificate_status", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("property_id", "document_sha256", name="pk_certificate"),
    )
    op.create_index("ix_certificate_batch_key", "certificate", ["batch_key"], unique=False)
    op.create_table(
        "cost_catalogue",
        sa.Column("cost_line", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("measure_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cost_unit", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("quantity", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("band_quantity", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("band_above", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("band_up_to", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("unit_cost_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("contingency_percent", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("vat_treatment", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("cost_source", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_estimate", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("cost_line", "valid_from", name="pk_cost_catalogue"),
    )
    op.create_table(
        "cost_region",
        sa.Column("rate_region", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cost_factor", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("cost_source", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_estimate", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("rate_region", name="pk_cost_region"),
    )
    op.create_table(
        "document",
        sa.Column("region_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("document_sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("source_file", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("certificate_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("uprn", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("registration_date", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("schema_type", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("address_hash", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("region_key", "document_sha256", name="pk_document"),
    )
    op.create_index("ix_document_batch_key", "document", ["batch_key"], unique=False)
    op.create_index("ix_document_property_id", "document", ["property_id"], unique=False)
    op.create_table(
        "effective_epc",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("source_path", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("certificate_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("is_physical_state_changed", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column(
            "epc_property_data",
            postgresql.JSONB(astext_type=Text()),
            autoincrement=False,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("property_id", name="pk_effective_epc"),
    )
    op.create_index("ix_effective_epc_batch_key", "effective_epc", ["batch_key"], unique=False)
    op.create_table(
        "epc",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("certificate_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("schema_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("registration_date", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("sap_version", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("lodged_sap_rating", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("lodged_epc_band", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("lodged_co2_t_per_year", sa.Double(), autoincrement=False, nullable=True),
        sa.Column(
            "lodged_primary_energy_kwh_per_m2", sa.Double(), autoincrement=False, nullable=True
        ),
        sa.Column("property_type", sa.Text(), autoincrement=False, nullable=True),
        sa.Column(
            "epc_property_data",
            postgresql.JSONB(astext_type=Text()),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("document_sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("property_id", name="pk_epc"),
    )
    op.create_index("ix_epc_batch_key", "epc", ["batch_key"], unique=False)
    op.create_table(
        "fuel_rates",
        sa.Column("rate_region", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fuel", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("tariff", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("tariff_period", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("effective_from", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("effective_to", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("unit_rate_p_per_kwh", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("standing_charge_p_per_day", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("vat_percent", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("is_in_force", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("is_estimate", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("rate_source", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "rate_region", "fuel", "tariff", "tariff_period", "effective_from", name="pk_fuel_rates"
        ),
    )
    op.create_table(
        "geospatial",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("easting_m", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("northing_m", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("latitude_deg", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("longitude_deg", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("is_in_conservation_area", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("is_listed_building", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("is_in_world_heritage_site", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("geospatial_source", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("source_date", sa.Date(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("property_id", name="pk_geospatial"),
    )
    op.create_index("ix_geospatial_batch_key", "geospatial", ["batch_key"], unique=False)
    op.create_table(
        "issue",
        sa.Column("asset", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("issue_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("certificate_number", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("source_file", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("field", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("value", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("message", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("asset", "batch_key", "issue_id", name="pk_issue"),
    )
    op.create_index("ix_issue_property_id", "issue", ["property_id"], unique=False)
    op.create_table(
        "load_audit",
        sa.Column("load_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("asset", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("code_version", sa.Text(), autoincrement=False, nullable=True),
        sa.Column(
            "row_counts", postgresql.JSONB(astext_type=Text()), autoincrement=False, nullable=False
        ),
        sa.Column(
            "content_hashes",
            postgresql.JSONB(astext_type=Text()),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("loaded_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("load_id", name="pk_load_audit"),
    )
    op.create_index(
        "ix_load_audit_asset_batch_key", "load_audit", ["asset", "batch_key"], unique=False
    )
    op.create_table(
        "plan",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scenario", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scenario_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("plan_status", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("has_calculated_disagreement", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("effective_sap_rating", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("measure_count", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sap_score_before", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("sap_score_after", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("sap_rating_before", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sap_rating_after", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epc_band_before", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("epc_band_after", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("co2_t_per_year_before", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("co2_t_per_year_after", sa.Double(), autoincrement=False, nullable=False),
        sa.Column(
            "primary_energy_kwh_per_m2_before", sa.Double(), autoincrement=False, nullable=False
        ),
        sa.Column(
            "primary_energy_kwh_per_m2_after", sa.Double(), autoincrement=False, nullable=False
        ),
        sa.Column(
            "delivered_kwh_per_year_before", sa.Double(), autoincrement=False, nullable=False
        ),
        sa.Column("delivered_kwh_per_year_after", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("heat_loss_w_per_k_before", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("heat_loss_w_per_k_after", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("cost_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("contingency_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("vat_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("total_cost_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("costs_valid_from", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("packages_possible", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("packages_within_budget", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("packages_scored", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("property_id", "scenario", name="pk_plan"),
    )
    op.create_index("ix_plan_batch_key", "plan", ["batch_key"], unique=False)
    op.create_table(
        "plan_bill",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scenario", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("bill_gbp_before", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("bill_gbp_after", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("bill_saving_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("pricing_date", sa.Date(), autoincrement=False, nullable=False),
        sa.Column("rates_version", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_estimate", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("property_id", "scenario", name="pk_plan_bill"),
    )
    op.create_index("ix_plan_bill_batch_key", "plan_bill", ["batch_key"], unique=False)
    op.create_table(
        "plan_energy",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scenario", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end_use", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("fuel_code", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tariff", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("high_rate_fraction", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("delivered_kwh_per_year", sa.Double(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "property_id", "scenario", "step", "end_use", "fuel_code", name="pk_plan_energy"
        ),
    )
    op.create_index("ix_plan_energy_batch_key", "plan_energy", ["batch_key"], unique=False)
    op.create_table(
        "plan_measure",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scenario", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("phase", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("measure_order", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recommendation", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("measure_option", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_companion", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("sap_score_gain", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("co2_saving_t_per_year", sa.Double(), autoincrement=False, nullable=False),
        sa.Column(
            "primary_energy_saving_kwh_per_m2", sa.Double(), autoincrement=False, nullable=False
        ),
        sa.Column(
            "delivered_saving_kwh_per_year", sa.Double(), autoincrement=False, nullable=False
        ),
        sa.Column("cost_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("contingency_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("vat_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("total_cost_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.Column("is_cost_estimate", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("property_id", "scenario", "measure_order", name="pk_plan_measure"),
    )
    op.create_index("ix_plan_measure_batch_key", "plan_measure", ["batch_key"], unique=False)
    op.create_table(
        "plan_measure_bill",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scenario", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("measure_order", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bill_saving_gbp", sa.Double(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "property_id", "scenario", "measure_order", name="pk_plan_measure_bill"
        ),
    )
    op.create_index(
        "ix_plan_measure_bill_batch_key", "plan_measure_bill", ["batch_key"], unique=False
    )
    op.create_table(
        "property",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("region_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("uprn", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("landlord_reference", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("nation", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("document_count", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("property_id", name="pk_property"),
    )
    op.create_index("ix_property_batch_key", "property", ["batch_key"], unique=False)
    op.create_table(
        "property_address",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("address_line_1", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("address_line_2", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("address_line_3", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("post_town", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("postcode", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("property_id", name="pk_property_address"),
    )
    op.create_index(
        "ix_property_address_batch_key", "property_address", ["batch_key"], unique=False
    )
    op.create_table(
        "property_batch",
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("region_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("batch_key", name="pk_property_batch"),
    )
    op.create_table(
        "recommendation",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("recommendation", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("measure_option", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_eligible", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("is_companion", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("eligibility_reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("eligibility_field", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("eligibility_value", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("eligibility_rule", sa.Text(), autoincrement=False, nullable=False),
        sa.Column(
            "overlay", postgresql.JSONB(astext_type=Text()), autoincrement=False, nullable=True
        ),
        sa.Column(
            "quantities", postgresql.JSONB(astext_type=Text()), autoincrement=False, nullable=True
        ),
        sa.Column("cost_gbp", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("contingency_gbp", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("vat_gbp", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("is_cost_estimate", sa.Boolean(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint(
            "property_id", "recommendation", "measure_option", name="pk_recommendation"
        ),
    )
    op.create_index("ix_recommendation_batch_key", "recommendation", ["batch_key"], unique=False)
    op.create_table(
        "region",
        sa.Column("region_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("region_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("region_key", name="pk_region"),
    )
    op.create_table(
        "scenario_definition",
        sa.Column("scenario", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scenario_hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("is_active", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column(
            "definition", postgresql.JSONB(astext_type=Text()), autoincrement=False, nullable=False
        ),
        sa.PrimaryKeyConstraint("scenario", name="pk_scenario_definition"),
    )
    op.create_table(
        "solar",
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("solar_source", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("roof_area_m2", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("roof_pitch_deg", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("roof_orientation_deg", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("panel_area_m2", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("panel_peak_power_w", sa.Double(), autoincrement=False, nullable=True),
        sa.Column("max_panel_count", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("source_date", sa.Date(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("property_id", name="pk_solar"),
    )
    op.create_index("ix_solar_batch_key", "solar", ["batch_key"], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_table("solar")
    op.drop_table("scenario_definition")
    op.drop_table("region")
    op.drop_table("recommendation")
    op.drop_table("property_batch")
    op.drop_table("property_address")
    op.drop_table("property")
    op.drop_table("plan_measure_bill")
    op.drop_table("plan_measure")
    op.drop_table("plan_energy")
    op.drop_table("plan_bill")
    op.drop_table("plan")
    op.drop_table("load_audit")
    op.drop_table("issue")
    op.drop_table("geospatial")
    op.drop_table("fuel_rates")
    op.drop_table("epc")
    op.drop_table("effective_epc")
    op.drop_table("document")
    op.drop_table("cost_region")
    op.drop_table("cost_catalogue")
    op.drop_table("certificate")
    op.drop_table("bill_line")
    op.drop_table("bill")
    op.drop_table("batch_member")
    op.drop_table("baseline_energy")
    op.drop_table("baseline")
