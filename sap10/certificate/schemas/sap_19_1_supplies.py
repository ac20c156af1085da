"""SAP-Schema-19.1.0: electricity tariff, photovoltaics, battery, wind, hydro and lighting."""

from typing import Final

from sap10.certificate.converters import boolean, integer, number
from sap10.certificate.energy_source import (
    Battery,
    ElectricityMeter,
    EnergySource,
    Hydro,
    PvArray,
    PvArrays,
    WindTurbine,
)
from sap10.certificate.epc_property_data import FixedLight, FixedLights
from sap10.certificate.mapping import ABSENT, LEAF, Made, Node, Shape, Take, build, flat_list
from sap10.certificate.schemas import common
from sap10.certificate.schemas import sap_19_1_codes as codes
from sap10.certificate.schemas.features import by_month

PV_ARRAY: Final = Shape(
    PvArray,
    {
        "peak_power_kw": Take("peak_power", number),
        "orientation": Take("orientation", common.COMPASS),
        "pitch_degrees": Take("pitch", common.PITCH),
        "overshading": Take("overshading", common.OVERSHADING),
        "mcs_overshading_factor": Take("overshading_mcs", number),
    },
    ignored=("mcs_certificate", "mcs_certificate_reference", "pv_panel_manufacturer_name"),
)
TURBINE: Final = Shape(
    WindTurbine,
    {
        "rotor_diameter_m": Take("wind_turbine_rotor_diameter", number),
        "hub_height_m": Take("wind_turbine_hub_height", number),
    },
    ignored=("wind_turbine_certificate", "wind_turbine_manufacturer_name"),
)
LIGHT: Final = Shape(
    FixedLight,
    {
        "efficacy_lm_per_w": Take("lighting_efficacy", number),
        "power_w": Take("lighting_power", number),
        "count": Take("lighting_outlets", integer),
    },
)


def _hydro(node: Node) -> object:
    """Read hydro-electric generation, for the year or by month."""
    annual = node.take("hydro_electric_generation", number)
    months = node.children("hydro_electric_generation_months")
    if not annual and not months:
        return ABSENT
    values = {
        "annual_kwh": annual,
        "monthly_kwh": by_month(months, "hydro_month", "hydro_value") if months else None,
        "is_connected_to_dwelling_meter": node.take(
            "is_hydro_output_connected_to_dwelling_meter", boolean
        ),
    }
    return build(Hydro, node, values, {"annual_kwh": "hydro_electric_generation"})


_BESIDE: Final = {
    "has_electricity_smart_meter": "electricity_smart_meter_present",
    "has_gas_smart_meter": "gas_smart_meter_present",
    "is_export_capable": "is_dwelling_export_capable",
    "has_pv_diverter": "pv_diverter",
    "is_wind_connected_to_dwelling_meter": "is_wind_turbine_connected_to_dwelling_meter",
}
"""Facts about supplies that the schema keeps beside SAP-Energy-Source."""


def _energy_source(node: Node) -> object:
    """Read supplies, which the schema spreads over two objects."""
    source = node.child("sap_energy_source")
    values: dict[str, object] = {name: node.take(key, boolean) for name, key in _BESIDE.items()}
    values["pv_connection"] = node.take("pv_connection", common.PV_CONNECTION)
    values["terrain"] = node.take("terrain_type", codes.TERRAIN)
    capacity = node.take("battery_capacity", number)
    if capacity:
        values["batteries"] = (
            build(Battery, node, {"capacity_kwh": capacity}, {"capacity_kwh": "battery_capacity"}),
        )
    if source is None:
        node.document.notes.append("SAP-Energy-Source absent: standard tariff, no generation")
        values["electricity_meter"] = ElectricityMeter.SINGLE
        return build(EnergySource, node, values, _BESIDE)
    tariff = source.take("electricity_tariff", codes.TARIFF)
    if tariff is not None:
        values["electricity_meter"] = tariff
    arrays = tuple(PV_ARRAY.read(item) for item in source.children("pv_arrays") or ())
    arrays = tuple(array for array in arrays if array.peak_power_kw > 0)
    values["photovoltaics"] = PvArrays(arrays=arrays) if arrays else None
    turbines = tuple(TURBINE.read(item) for item in source.children("wind_turbines") or ())
    values |= {"wind_turbine_count": len(turbines), "wind_turbines": turbines}
    hydro = _hydro(source)
    values["hydro"] = None if hydro is ABSENT else hydro
    return build(EnergySource, source, values, {"electricity_meter": "electricity_tariff"})


ENERGY_SOURCE_RULE: Final = Made(
    {
        "sap_energy_source": {
            "electricity_tariff": LEAF,
            "pv_arrays": PV_ARRAY.known,
            "wind_turbines": TURBINE.known,
            "hydro_electric_generation": LEAF,
            "hydro_electric_certificate": None,
            "hydro_electric_generation_months": {"hydro_month": LEAF, "hydro_value": LEAF},
            "is_hydro_output_connected_to_dwelling_meter": LEAF,
        },
        **dict.fromkeys((*_BESIDE.values(), "pv_connection", "terrain_type"), LEAF),
        "battery_capacity": LEAF,
    },
    _energy_source,
)


def _lighting(node: Node) -> object:
    """Read the fixed lights, in the list of lists that the register serves."""
    if not node.has("sap_lighting"):
        return ABSENT
    flat = flat_list(node.tree["sap_lighting"])
    holder = Node({"sap_lighting": flat}, node.path, node.document)
    items = holder.children("sap_lighting") or ()
    return FixedLights(lights=tuple(LIGHT.read(item) for item in items))


LIGHTING_RULE: Final = Made({"sap_lighting": LIGHT.known}, _lighting)
