"""Special features (Appendix Q), which every schema of the 21 and 19 series writes alike."""

from sap10.certificate.converters import Codes, number, text
from sap10.certificate.epc_property_data import SpecialFeature
from sap10.certificate.mapping import ABSENT, LEAF, Known, Made, Node, build
from sap10.certificate.schemas.common import MONTHS
from sap10.certificate.vocabulary import Fuel
from sap10.errors import CertificateRejected

_ENERGY = {
    "saved_or_generated_kwh": "energy_saved_or_generated",
    "saved_or_generated_fuel": "saved_or_generated_fuel",
    "used_kwh": "energy_used",
    "used_fuel": "energy_used_fuel",
}
_EMISSIONS = {
    "emissions_saved_kg": "emissions_saved",
    "emissions_created_kg": "emissions_created",
}
_OF_ENERGY: Known = {
    **dict.fromkeys(_ENERGY.values(), LEAF),
    "air_change_rates": {"air_change_rate_month": LEAF, "air_change_rate_value": LEAF},
}
_NESTED: Known = {
    "description": LEAF,
    "energy_feature": _OF_ENERGY,
    "emissions_feature": dict.fromkeys(_EMISSIONS.values(), LEAF),
}
_FLAT: Known = {"description": LEAF, **_OF_ENERGY}


def by_month(items: list[Node], month_key: str, value_key: str) -> tuple[float, ...]:
    """Read twelve values, each with the name of its month, in the order of the year."""
    values = {item.take(month_key, text): item.take(value_key, number) for item in items}
    if len(items) != len(MONTHS) or values.keys() != set(MONTHS):
        raise CertificateRejected(
            reason="inconsistent_values",
            field=items[0].path,
            value=len(items),
            rule="each of the twelve months once",
        )
    return tuple(values[month] or 0.0 for month in MONTHS)


def special_features_rule(fuels: Codes[Fuel | None], *, is_nested: bool = True) -> Made:
    """Make the rule for a schema with this enumeration of fuels.

    Schemas of SAP 2009 have the energy in the feature itself, and no emissions.
    """

    def feature(node: Node) -> SpecialFeature:
        values: dict[str, object] = {"description": node.take("description", text, "")}
        energy = node.child("energy_feature") if is_nested else node
        if energy is not None:
            values |= {
                "saved_or_generated_kwh": energy.take("energy_saved_or_generated", number),
                "saved_or_generated_fuel": energy.take("saved_or_generated_fuel", fuels),
                "used_kwh": energy.take("energy_used", number),
                "used_fuel": energy.take("energy_used_fuel", fuels),
            }
            rates = energy.children("air_change_rates")
            if rates:
                values["monthly_air_changes"] = by_month(
                    rates, "air_change_rate_month", "air_change_rate_value"
                )
        emissions = node.child("emissions_feature")
        if emissions is not None:
            values |= {name: emissions.take(key, number) for name, key in _EMISSIONS.items()}
        return build(SpecialFeature, energy or emissions or node, values, _ENERGY | _EMISSIONS)

    def read(node: Node) -> object:
        items = node.children("sap_special_features")
        return ABSENT if items is None else tuple(feature(item) for item in items)

    return Made({"sap_special_features": _NESTED if is_nested else _FLAT}, read)
