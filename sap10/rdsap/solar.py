"""Solar water heating of a survey, RdSAP 10 section 11.8 and Table 29."""

from sap10.certificate import Shower, ShowerType, WaterHeating
from sap10.certificate.water_heating import SolarWaterHeating
from sap10.codes import CylinderInsulation, SolarStore
from sap10.dwelling import HotWater
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes, Site
from sap10.rdsap.cylinders import assumed_cylinder_insulation, tank_loss_kwh_per_day
from sap10.rdsap.rounding import half_up
from sap10.services.solar_water import (
    HEAT_PUMP_FLOW_C,
    OTHER_FLOW_C,
    Defaults,
    Store,
    solar_thermal_of,
)
from sap10.tables import load_table
from sap10.tables.solar_thermal import COLLECTORS
from sap10.water_inputs import SolarThermal

_PANEL = load_table("rdsap_solar_panel")
_TABLE_29 = dict(zip(_PANEL.texts("parameter"), _PANEL.floats("value").tolist(), strict=True))
DEFAULTS = Defaults(
    aperture_area_m2=_TABLE_29["aperture_area_m2"],
    collector=COLLECTORS["glazed_flat_plate"]._replace(
        zero_loss_efficiency=_TABLE_29["zero_loss_efficiency"],
        linear_loss=_TABLE_29["linear_loss"],
        second_order_loss=_TABLE_29["second_order_loss"],
    ),
    pitch_deg=_TABLE_29["pitch_deg"],
    pump_kwh_per_year=_TABLE_29["pump_kwh_per_year"],
)
"""A flat panel of Table 29, its incidence angle modifier that of SAP 10.2 Table H1."""


def with_showers(water: WaterHeating, notes: Notes) -> WaterHeating:
    """Return water heating with the showers that a solar panel's details or Table 29 give it.

    They count where the survey has no list of showers: those of the details, else one electric and
    one that is not.
    """
    if water.solar is None or water.showers is not None:
        return water
    kind = water.solar.showers
    if kind is None or kind is ShowerType.UNKNOWN:
        kind = ShowerType.ELECTRIC_AND_NON_ELECTRIC
        notes.add("showers not recorded, with a solar panel: of both kinds (RdSAP 10 Table 29)")
    return water.model_copy(update={"showers": (Shower(type=kind),)})


def solar_of(
    water: WaterHeating,
    hot_water: HotWater[float, int, bool],
    has_preheat_cylinder: bool,
    flow_temperature_c: float,
    site: Site,
    notes: Notes,
) -> SolarThermal[float, int, bool] | None:
    """Return the solar thermal system of a survey, None without one.

    Parameters
    ----------
    water
        Water heating as recorded.
    hot_water
        The same as SAP inputs, whose cylinder may have a solar part.
    has_preheat_cylinder
        Whether Table 29 gives what heats the water a pre-heat cylinder of its own: a combi boiler,
        CPSU, heat pump, instantaneous heater or heat network.
    flow_temperature_c
        Of main system 1, note to (H25). [degC]
    site, notes
        Age band, for the insulation of a pre-heat cylinder; takes every default.
    """
    if water.solar is None:
        return None
    store = _store(water.solar, hot_water, has_preheat_cylinder, site, notes)
    return solar_thermal_of(water.solar, store, flow_temperature_c, DEFAULTS, notes)


def unknown_flow_temperature_c(is_heat_pump: bool) -> float:
    """Return the flow temperature of a main system of which it is unknown, note to (H25). [degC]"""
    return HEAT_PUMP_FLOW_C if is_heat_pump else OTHER_FLOW_C


def _store(
    solar: SolarWaterHeating,
    hot_water: HotWater[float, int, bool],
    has_preheat_cylinder: bool,
    site: Site,
    notes: Notes,
) -> Store:
    """Return where the solar heat is kept: as recorded, else by what heats the water (Table 29).

    Panels of a heat network have a store of their own (SAP 10.2 H3).
    """
    recorded, cylinder_l = solar.solar_volume_l, hot_water.cylinder_volume_l
    if recorded:
        if solar.is_combined_cylinder and not solar.is_communal:
            if recorded > cylinder_l:
                raise CertificateRejected(
                    reason="inconsistent_values",
                    field="Dedicated-Solar-Volume",
                    value=recorded,
                    rule=f"RdSAP 10 Table 31 item 8-4: part of a cylinder of {cylinder_l:g} litres",
                )
            return Store(kind=SolarStore.COMBINED, dedicated_volume_l=recorded)
        return _preheat(recorded, hot_water, site)
    has_own = has_preheat_cylinder or solar.is_communal is True
    if cylinder_l <= 0 or (has_own and not solar.is_combined_cylinder):
        volume = _TABLE_29["preheat_cylinder_l"]
        notes.add(f"solar panel: {volume:g}-litre pre-heat cylinder (RdSAP 10 Table 29)")
        return _preheat(volume, hot_water, site)
    part = half_up(cylinder_l * _TABLE_29["solar_part_of_cylinder"], 0)
    notes.add(f"solar panel: {part:g} of {cylinder_l:g} litres of the cylinder (RdSAP 10 Table 29)")
    return Store(kind=SolarStore.COMBINED, dedicated_volume_l=part)


def _preheat(volume_l: float, hot_water: HotWater[float, int, bool], site: Site) -> Store:
    """Return a solar store of its own, whose loss is added to that of the cylinder (Appendix H).

    The text does not say how it is insulated: as the cylinder beside it, else as one that could not
    be seen (Table 29).
    """
    insulation, thickness = assumed_cylinder_insulation(site.age_band)
    if hot_water.cylinder_volume_l > 0 and hot_water.cylinder_insulation_mm > 0:
        insulation = CylinderInsulation(hot_water.cylinder_insulation)
        thickness = hot_water.cylinder_insulation_mm
    return Store(
        kind=SolarStore.SEPARATE,
        dedicated_volume_l=volume_l,
        preheat_loss_kwh_per_day=tank_loss_kwh_per_day(volume_l, insulation, thickness),
    )
