"""Special features as documents describe them: Appendix Q, RdSAP 10 section 12.6."""

import numpy as np

from sap10.certificate import EpcPropertyData, Fuel
from sap10.certificate.epc_property_data import SpecialFeature as RecordedFeature
from sap10.codes import Tariff
from sap10.errors import CertificateRejected
from sap10.network_inputs import AirChangeRate, SpecialFeature
from sap10.rdsap.context import Notes
from sap10.tables.fuels import STANDARD_ELECTRICITY, has_factors, other_use_high_rate_fraction

_ELECTRICITY = (Fuel.ELECTRICITY, Fuel.ELECTRICITY_DISPLACED)


def special_features_of(
    epc: EpcPropertyData, tariff: Tariff, notes: Notes
) -> tuple[SpecialFeature[float, int], ...]:
    """Return the special features of a dwelling: energy and CO2 that they save and use.

    Electricity on an off-peak tariff is divided between the rates as other uses are (Table 12a).
    """
    if not epc.special_features:
        return ()
    shares = other_use_high_rate_fraction(np.array([tariff], dtype=np.int64))
    return tuple(
        _feature(feature, number, float(shares[0]), notes)
        for number, feature in enumerate(epc.special_features, start=1)
    )


def air_change_rates_of(epc: EpcPropertyData) -> tuple[AirChangeRate[float, int], ...]:
    """Return the effective air change rates that replace line (25); one feature can have them.

    Raises
    ------
    CertificateRejected
        More than one feature has air change rates.
    """
    given = [f.monthly_air_changes for f in epc.special_features if f.monthly_air_changes]
    if len(given) > 1:
        raise CertificateRejected(
            reason="inconsistent_values",
            field="SAP-Special-Features/Air-Change-Rates",
            value=len(given),
            rule="SAP 10.2 Appendix Q: one special feature has air change rates",
        )
    return tuple(
        AirChangeRate(month=month, air_changes_per_hour=rate)
        for rates in given
        for month, rate in enumerate(rates, start=1)
    )


def _feature(
    feature: RecordedFeature, number: int, high_rate: float, notes: Notes
) -> SpecialFeature[float, int]:
    """Return one special feature."""
    field = f"SAP-Special-Features/SAP-Special-Feature[{number}]"
    saved, used = feature.saved_or_generated_kwh or 0.0, feature.used_kwh or 0.0
    notes.add(f"special feature {number}: as recorded (SAP 10.2 Appendix Q, RdSAP 10 section 12.6)")
    return SpecialFeature(
        saved_kwh=saved,
        saved_fuel=_fuel(feature.saved_or_generated_fuel, saved, f"{field}/Saved-Fuel"),
        saved_high_rate_fraction=high_rate,
        used_kwh=used,
        used_fuel=_fuel(feature.used_fuel, used, f"{field}/Energy-Used-Fuel"),
        used_high_rate_fraction=high_rate,
        saved_co2_kg=feature.emissions_saved_kg or 0.0,
        used_co2_kg=feature.emissions_created_kg or 0.0,
    )


def _fuel(recorded: Fuel | None, kwh: float, field: str) -> int:
    """Return the Table 12 code of the energy that a feature saves or uses; 0 for none of it."""
    if kwh == 0:
        return 0
    if recorded is None:
        raise CertificateRejected(
            reason="missing_field", field=field, value=None, rule="SAP 10.2 Appendix Q: its fuel"
        )
    if recorded in _ELECTRICITY:
        return STANDARD_ELECTRICITY
    if not has_factors(int(recorded)):
        raise CertificateRejected(
            reason="inconsistent_values", field=field, value=recorded.name, rule="SAP 10.2 Table 12"
        )
    return int(recorded)
