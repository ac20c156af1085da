"""SAP-Schema-NI-18.0.0: heating and hot water where they differ from SAP-Schema-18.0.0."""

from typing import Final

from sap10.certificate.converters import boolean, number, optional_index
from sap10.certificate.heating import FlueGasHeatRecovery, MainHeating
from sap10.certificate.mapping import ABSENT, LEAF, Made, Many, Node, Same, Take, build
from sap10.certificate.schemas import common
from sap10.certificate.schemas.sap_18_heating import HEATING as HEATING_18
from sap10.certificate.schemas.sap_18_heating import MAIN as MAIN_18
from sap10.certificate.schemas.sap_18_heating import SOLAR as SOLAR_18
from sap10.certificate.schemas.sap_18_heating import WATER as WATER_18
from sap10.certificate.schemas.sap_18_heating import (
    WWHRS_COUNTS,
    baths_of,
    showers_with_recovery,
)
from sap10.certificate.schemas.sap_18_supplies import LIGHTING, PV_ARRAY, WIND
from sap10.certificate.schemas.sap_19_1_heating import (
    DECLARED,
    HEAT_SOURCE,
    NETWORK,
    flue_gas_rule,
)
from sap10.certificate.schemas.sap_19_1_water import COLLECTOR as COLLECTOR_19_1
from sap10.certificate.water_heating import InstantaneousWwhrs, PipeworkInsulation

MAIN: Final = MAIN_18.but(
    {
        "product_index": Take("boiler_index_number", optional_index),
        "control_product_index": None,
        "compensating_controller_index": None,
        "has_delayed_start": Take("has_delayed_start_thermostat", boolean),
        "emitter_temperature": None,
        "pump_age": None,
        "is_mcs_installed": None,
        "storage_heaters": None,
        "declared": Same(DECLARED, when=tuple(DECLARED.known)),
        "flue_gas_heat_recovery": flue_gas_rule(
            PV_ARRAY,
            PV_ARRAY.known,
            ("electricity_tariff", "hydro_electric_generation", *LIGHTING, *WIND),
        ),
    },
    ignored=("main_heating_make_model", "main_heating_test_method"),
)


def _main(node: Node) -> object:
    """Read the main systems; a flue gas device named beside them is the first one's."""
    items = node.children("main_heating_details")
    if items is None:
        return ABSENT
    mains: list[MainHeating] = [MAIN.read(item) for item in items]
    index = node.take("pfghrd_index_number", optional_index)
    if node.take("has_pfghrd", boolean, default=False) and not mains[0].flue_gas_heat_recovery:
        device = build(
            FlueGasHeatRecovery,
            node,
            {"product_index": index},
            {"product_index": _PFGHRD[1]},
        )
        mains[0] = mains[0].model_copy(update={"flue_gas_heat_recovery": device})
    return tuple(mains)


_PFGHRD = ("has_pfghrd", "pfghrd_index_number")
_RATIO = "chp_heat_to_power_ratio"


def _efficiencies(node: Node) -> tuple[float | None, float | None]:
    """Read the efficiency of a heat source, and the ratio of heat to power of a CHP."""
    ratio = node.take(_RATIO, number)
    if ratio is not None and ratio < 0:
        raise node.refuse(reason="invalid_value", key=_RATIO, rule="not negative")
    return node.take("efficiency", number), ratio


def _heat_efficiency(node: Node) -> object:
    """Return the heat efficiency: the source's, or the heat in the overall one of a CHP."""
    overall, ratio = _efficiencies(node)
    if overall is None or ratio is None:
        return ABSENT if overall is None else overall
    return overall * ratio / (1 + ratio)


def _power_efficiency(node: Node) -> object:
    """Return the electrical part of the overall efficiency of a CHP."""
    overall, ratio = _efficiencies(node)
    if overall is None or ratio is None:
        return ABSENT
    node.document.notes.append(
        f"{node.path}: overall efficiency {overall:g} %, split by the heat to power ratio {ratio:g}"
    )
    return overall / (1 + ratio)


_HEAT_SOURCE = HEAT_SOURCE.but(
    {
        "fuel_product_index": None,
        "chp_generation_code": None,
        "heat_efficiency_percent": Made({"efficiency": LEAF, _RATIO: LEAF}, _heat_efficiency),
        "power_efficiency_percent": Made({"efficiency": LEAF, _RATIO: LEAF}, _power_efficiency),
    }
)
_NETWORK = NETWORK.but(
    {
        "product_index": None,
        "heat_sources": Many("community_heat_sources", _HEAT_SOURCE),
    }
)
HEATING: Final = HEATING_18.but(
    {
        "main": Made({"main_heating_details": MAIN.known, **dict.fromkeys(_PFGHRD, LEAF)}, _main),
        "heat_networks": Many("sap_community_heating_systems", _NETWORK),
    },
    ignored=("secondary_heating_make_model", "secondary_heating_test_method"),
)

_COLLECTOR = COLLECTOR_19_1.but(
    {
        "linear_loss_w_per_m2k": Take("solar_panel_collector_heat_loss_rate", number),
        "second_order_loss_w_per_m2k2": None,
        "loop_efficiency": None,
        "incidence_angle_modifier": None,
        "overall_loss_w_per_k": None,
        "pitch_degrees": Take("solar_panel_collector_pitch", common.PITCH),
    }
)
_SOLAR = SOLAR_18.but(
    {
        "collector": Made(_COLLECTOR.known, _COLLECTOR.read),
        "service": None,
        "is_communal": None,
        "showers": None,
    },
    ignored=(),
)


def _solar(node: Node) -> object:
    """Read solar water heating, whose facts stand among those of heating."""
    return _SOLAR.read(node) if node.take("has_solar_panel", boolean, default=False) else ABSENT


def _has_wwhrs(node: Node) -> bool:
    return node.take("has_wwhrs", boolean, default=False) is True


def _systems(node: Node) -> object:
    """Read instantaneous waste water heat recovery systems 1 and 2."""
    keys = _WWHRS_INDEXES if _has_wwhrs(node) else ()
    return tuple(
        build(InstantaneousWwhrs, node, {"product_index": index}, {"product_index": key})
        for key in keys
        if (index := node.take(key, optional_index))
    )


_WWHRS_INDEXES = ("wwhrs_index_number1", "wwhrs_index_number2")


def _showers(node: Node) -> object:
    return showers_with_recovery(node) if _has_wwhrs(node) else ABSENT


def _baths(node: Node) -> object:
    return baths_of(node) if _has_wwhrs(node) else ABSENT


_PIPEWORK = "is_primary_pipework_insulated"


def _pipework(node: Node) -> object:
    """Read the primary pipework: insulated or not, SAP 2009 has no more."""
    is_insulated = node.take(_PIPEWORK, boolean)
    if is_insulated is None:
        return ABSENT
    if is_insulated:
        node.document.notes.append(f"{node.at(_PIPEWORK)}: fully insulated (SAP 10.2 Table 3)")
    return PipeworkInsulation.FULL if is_insulated else PipeworkInsulation.NONE


WATER: Final = WATER_18.but(
    {
        "pipework_insulation": Made({_PIPEWORK: LEAF}, _pipework),
        "is_heat_pump_installed_to_mis": None,
        "showers": Made({"has_wwhrs": LEAF, **WWHRS_COUNTS}, _showers),
        "bath_count": Made({"has_wwhrs": LEAF, **WWHRS_COUNTS}, _baths),
        "instantaneous_wwhrs": Made(
            {"has_wwhrs": LEAF, **dict.fromkeys(_WWHRS_INDEXES, LEAF)}, _systems
        ),
        "storage_wwhrs": None,
        "solar": Made({"has_solar_panel": LEAF, **_SOLAR.known}, _solar),
    }
)
