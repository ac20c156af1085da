"""SAP-Schema-18.0.0: electricity tariff, generation and lighting, as SAP 2012 describes them."""

from typing import Final

from sap10.certificate.converters import Codes, integer, number
from sap10.certificate.energy_source import (
    ElectricityMeter,
    EnergySource,
    PvArrays,
    PvConnection,
    WindTurbine,
)
from sap10.certificate.epc_property_data import BulbCounts
from sap10.certificate.mapping import (
    ABSENT,
    LEAF,
    Known,
    Made,
    Node,
    Shape,
    Take,
    build,
)
from sap10.certificate.schemas import common
from sap10.certificate.schemas import sap_19_1_codes as codes
from sap10.certificate.schemas.rdsap_21_supplies import hydro
from sap10.certificate.schemas.sap_19_1_supplies import PV_ARRAY as PV_ARRAY_19_1
from sap10.errors import CertificateRejected

LIGHTING: Final = (
    "fixed_lighting_outlets_count",
    "low_energy_fixed_lighting_outlets_count",
    "low_energy_fixed_lighting_outlets_percentage",
)
WIND: Final = (
    "wind_turbines_count",
    "wind_turbine_rotor_diameter",
    "wind_turbine_hub_height",
    "wind_turbine_terrain_type",
)
PV_ARRAY: Final = PV_ARRAY_19_1.but({"mcs_overshading_factor": None}, ignored=())
PV_ARRAY_KNOWN: Final[Known] = {**PV_ARRAY.known, "pv_connection": LEAF}
_HUNDRED = 100
TURBINE: Final = Shape(
    WindTurbine,
    {
        "rotor_diameter_m": Take("wind_turbine_rotor_diameter", number),
        "hub_height_m": Take("wind_turbine_hub_height", number),
    },
)


def _connection(arrays: list[Node]) -> PvConnection | None:
    """Return what the arrays are connected to, which SAP 10.2 asks once for all of them."""
    found = {item.take("pv_connection", common.PV_CONNECTION) for item in arrays} - {None}
    if len(found) > 1:
        raise CertificateRejected(
            reason="inconsistent_values",
            field=arrays[-1].at("pv_connection"),
            value=arrays[-1].tree.get("pv_connection"),
            rule="one connection of all arrays (SAP 10.2 Appendix M1)",
        )
    return next(iter(found), None)


def energy_source_rule(connected: Known, tariff: Codes[ElectricityMeter]) -> Made:
    """Make the rule for supplies; `connected` are the fields of an array in this schema."""

    def read(node: Node) -> object:
        source = node.child("sap_energy_source")
        if source is None:
            node.document.notes.append("SAP-Energy-Source absent: standard tariff, no generation")
            return EnergySource(electricity_meter=ElectricityMeter.SINGLE)
        items = source.children("pv_arrays") or []
        read_arrays = [(PV_ARRAY.read(item), item) for item in items]
        working = [(array, item) for array, item in read_arrays if array.peak_power_kw > 0]
        count = source.take("wind_turbines_count", integer) or 0
        values: dict[str, object] = {
            "photovoltaics": PvArrays(arrays=tuple(array for array, _ in working))
            if working
            else None,
            "pv_connection": _connection([item for _, item in working]),
            "wind_turbine_count": count,
            "wind_turbines": (TURBINE.read(source),) * min(count, 99),
            "terrain": source.take("wind_turbine_terrain_type", codes.TERRAIN),
        }
        meter = source.take("electricity_tariff", tariff)
        if meter is not None:
            values["electricity_meter"] = meter
        generated = hydro(source)
        values["hydro"] = None if generated is ABSENT else generated
        if working or count or values["hydro"]:
            values["is_export_capable"] = True
            node.document.notes.append(
                f"{source.path}: whether surplus is exported is not recorded: it is, as SAP 2012"
                " credits it"
            )
        return build(EnergySource, source, values, {"electricity_meter": "electricity_tariff"})

    return Made(
        {
            "sap_energy_source": {
                "electricity_tariff": LEAF,
                "pv_arrays": connected,
                "hydro_electric_generation": LEAF,
                **dict.fromkeys(WIND, LEAF),
            }
        },
        read,
    )


def _lighting(node: Node) -> object:
    """Read the fixed outlets: SAP 2012 tells low-energy ones from others, and no more."""
    source = node.child("sap_energy_source")
    if source is None:
        return ABSENT
    total, low, percent = LIGHTING
    outlets, efficient = source.take(total, integer), source.take(low, integer)
    share = source.take(percent, number)
    if efficient is None and share is not None:
        outlets = outlets or _HUNDRED
        efficient = round(outlets * share / 100)
        source.document.notes.append(
            f"{source.at(low)} absent: {share:g} % of {outlets} outlets (SAP 10.2 Appendix L1)"
        )
    if outlets is None:
        return ABSENT
    if efficient is None or efficient > outlets:
        raise source.refuse(
            reason="missing_field" if efficient is None else "inconsistent_values",
            key=low,
            rule=f"how many of {outlets} outlets are low-energy ones",
        )
    values = {"low_energy_count": efficient, "incandescent_count": outlets - efficient}
    return build(
        BulbCounts,
        source,
        values,
        {"low_energy_count": low, "incandescent_count": total},
    )


LIGHTING_RULE: Final = Made({"sap_energy_source": dict.fromkeys(LIGHTING, LEAF)}, _lighting)
