"""RdSAP-Schema-21: meters, photovoltaics, batteries, wind, hydro and lighting."""

from typing import Final, cast

from sap10.certificate.converters import boolean, integer, number
from sap10.certificate.energy_source import (
    Battery,
    EnergySource,
    Hydro,
    PvArray,
    PvArrays,
    PvRoofShare,
    WindTurbine,
)
from sap10.certificate.epc_property_data import BulbCounts
from sap10.certificate.mapping import ABSENT, LEAF, Made, Node, Shape, Take, build, flat_list
from sap10.certificate.schemas import common
from sap10.certificate.schemas import rdsap_21_codes as codes

PV_ARRAY: Final = Shape(
    PvArray,
    {
        "peak_power_kw": Take("peak_power", number),
        "orientation": Take("orientation", common.COMPASS),
        "pitch_degrees": Take("pitch", common.PITCH),
        "overshading": Take("overshading", common.OVERSHADING),
    },
)


def pv_parts(node: Node) -> tuple[list[Node], Node | None]:
    """Return arrays, or the share of the roof, in each of the shapes that the register serves."""
    supply = node.tree.get("photovoltaic_supply")
    if supply is None:
        return [], None
    if isinstance(supply, list):
        supply = {"pv_arrays": flat_list(cast("object", supply))}
    inner = Node({"photovoltaic_supply": supply}, node.path, node.document)
    holder = inner.child("photovoltaic_supply")
    arrays = holder.children("pv_arrays") if holder else None
    return arrays or [], holder.child("none_or_no_details") if holder else None


def photovoltaics(node: Node) -> object:
    """Read photovoltaics: arrays, or a share of the roof."""
    arrays, share = pv_parts(node)
    if arrays:
        found = tuple(PV_ARRAY.read(item) for item in arrays)
        found = tuple(array for array in found if array.peak_power_kw > 0)
        return PvArrays(arrays=found) if found else ABSENT
    if share is None or not share.take("percent_roof_area", number):
        return ABSENT
    values = {"roof_percent": share.take("percent_roof_area", number)}
    return build(PvRoofShare, share, values, {"roof_percent": "percent_roof_area"})


BATTERY: Final = Shape(Battery, {"capacity_kwh": Take("battery_capacity", number)})


_MOST_BATTERIES = 99


def _batteries(node: Node) -> object:
    """Read the batteries: those described, the others of the count without a capacity."""
    described = tuple(BATTERY.read(item) for item in node.children("pv_batteries") or ())
    count = node.take("pv_battery_count", integer)
    if count is None:
        return described
    if not len(described) <= count <= _MOST_BATTERIES:
        raise node.refuse(
            reason="inconsistent_values",
            key="pv_battery_count",
            rule=f"{len(described)} batteries are described, and at most {_MOST_BATTERIES} read",
        )
    return described + (Battery(),) * (count - len(described))


TURBINE: Final = Shape(
    WindTurbine,
    {
        "rotor_diameter_m": Take("rotor_diameter", number),
        "hub_height_m": Take("hub_height", number),
    },
)


def _turbines(node: Node) -> object:
    """Read the details of the turbines, which are all alike."""
    details = node.child("wind_turbine_details")
    count = node.take("wind_turbines_count", integer) or 0
    return (TURBINE.read(details),) * min(count, 99) if details else ABSENT


def hydro(node: Node) -> object:
    """Read hydro-electric generation given for the year."""
    annual = node.take("hydro_electric_generation", number)
    if not annual:
        return ABSENT
    values = {
        "annual_kwh": annual,
        "is_connected_to_dwelling_meter": node.take(
            "is_hydro_output_connected_to_dwelling_meter", boolean
        ),
    }
    return build(Hydro, node, values, {"annual_kwh": "hydro_electric_generation"})


ENERGY_SOURCE: Final = Shape(
    EnergySource,
    {
        "electricity_meter": Take("meter_type", codes.METER),
        "has_mains_gas": Take("mains_gas", codes.MAINS_GAS),
        "has_electricity_smart_meter": Take("electricity_smart_meter_present", boolean),
        "has_gas_smart_meter": Take("gas_smart_meter_present", boolean),
        "is_export_capable": Take("is_dwelling_export_capable", boolean),
        "photovoltaics": Made(
            {
                "photovoltaic_supply": {
                    **PV_ARRAY.known,
                    "pv_arrays": PV_ARRAY.known,
                    "none_or_no_details": {"percent_roof_area": LEAF},
                }
            },
            photovoltaics,
        ),
        "pv_connection": Take("pv_connection", common.PV_CONNECTION),
        "has_pv_diverter": Take("pv_diverter", boolean),
        "batteries": Made({"pv_battery_count": LEAF, "pv_batteries": BATTERY.known}, _batteries),
        "wind_turbine_count": Take("wind_turbines_count", integer),
        "wind_turbines": Made({"wind_turbine_details": TURBINE.known}, _turbines),
        "terrain": Take("wind_turbines_terrain_type", codes.TERRAIN),
        "hydro": Made(
            dict.fromkeys(
                ("hydro_electric_generation", "is_hydro_output_connected_to_dwelling_meter"), LEAF
            ),
            hydro,
        ),
    },
)

BULBS: Final = Shape(
    BulbCounts,
    {
        "led_count": Take("led_fixed_lighting_bulbs_count", integer),
        "cfl_count": Take("cfl_fixed_lighting_bulbs_count", integer),
        "low_energy_count": Take("low_energy_fixed_lighting_bulbs_count", integer),
        "incandescent_count": Take("incandescent_fixed_lighting_bulbs_count", integer),
    },
)
