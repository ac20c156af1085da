"""Solar water heating: collector, store and pump of Appendix H from what a document says."""

from dataclasses import dataclass

from sap10.certificate import Orientation, Overshading
from sap10.certificate.water_heating import SolarCollector, SolarWaterHeating
from sap10.codes import Orientation as SapOrientation
from sap10.codes import SolarOvershading, SolarPurpose, SolarStore
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes
from sap10.rdsap.openings import sap_orientation
from sap10.tables.solar_thermal import COLLECTORS, Collector
from sap10.water_inputs import SolarThermal

_KINDS = {
    "unglazed": "unglazed",
    "flat_panel": "glazed_flat_plate",
    "evacuated_tube": "evacuated_tube",
}
_OVERSHADING = {
    Overshading.NONE_OR_VERY_LITTLE: SolarOvershading.NONE_OR_LITTLE,
    Overshading.MODEST: SolarOvershading.MODEST,
    Overshading.SIGNIFICANT: SolarOvershading.SIGNIFICANT,
    Overshading.HEAVY: SolarOvershading.HEAVY,
    Overshading.SEVERE: SolarOvershading.HEAVY,
}
"""Table H2 ends with heavy, within which the severe class of Table M1 is (ADR 9)."""

_PURPOSES = {
    None: SolarPurpose.WATER,
    "water": SolarPurpose.WATER,
    "space": SolarPurpose.SPACE,
    "space_and_water": SolarPurpose.WATER_AND_SPACE,
}
HEAT_PUMP_FLOW_C = 58.0
OTHER_FLOW_C = 70.0
"""Flow temperature of main system 1 where it is unknown, note to (H25). [degC]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What counts where the document is silent: those of RdSAP 10 Table 29 for reduced data.

    `pump_kwh_per_year` is that of a pump of which nothing is known.
    """

    aperture_area_m2: float
    collector: Collector
    pitch_deg: float
    pump_kwh_per_year: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where the solar heat is kept: (H12), and the loss of a tank of its own [kWh/day]."""

    kind: SolarStore
    dedicated_volume_l: float
    preheat_loss_kwh_per_day: float = 0.0


def solar_thermal_of(
    solar: SolarWaterHeating,
    store: Store,
    flow_temperature_c: float,
    defaults: Defaults | None,
    notes: Notes,
) -> SolarThermal[float, int, bool]:
    """Return the solar thermal system of a dwelling, Appendix H.

    Parameters
    ----------
    solar
        What the document says of it.
    store
        Its store, which depends on what else heats the water.
    flow_temperature_c
        Of main system 1, note to (H25). [degC]
    defaults
        For what is not recorded; None where the document has to say it.
    notes
        Takes every default.

    Raises
    ------
    CertificateRejected
        A collector without the data that Appendix H needs, and no default.
    """
    collector = solar.collector
    area, parameters = _parameters(collector, defaults, notes)
    orientation, pitch = _direction(collector, defaults, notes)
    shade = Overshading.NOT_RECORDED if collector is None else collector.overshading
    if shade not in _OVERSHADING:
        if defaults is None:
            raise _missing(name="Overshading")
        notes.add("solar panel: modest overshading (RdSAP 10 Table 29)")
        shade = Overshading.MODEST
    is_pump_known = solar.pump not in (None, "unknown")
    if not is_pump_known and defaults is not None:
        kwh = defaults.pump_kwh_per_year
        notes.add(f"solar panel: electric pump, {kwh:g} kWh/year (RdSAP 10 Table 29)")
    loss = None if collector is None else collector.overall_loss_w_per_k
    modifier = None if collector is None else collector.incidence_angle_modifier
    loop = None if collector is None else collector.loop_efficiency
    own: SolarThermal[float, int, bool] = SolarThermal(
        aperture_area_m2=area,
        zero_loss_efficiency=parameters.zero_loss_efficiency,
        linear_loss=parameters.linear_loss,
        second_order_loss=parameters.second_order_loss,
        incidence_angle_modifier=modifier or parameters.incidence_angle_modifier,
        **({"loop_efficiency": loop} if loop else {}),
        orientation=orientation,
        pitch_deg=pitch,
        overshading=_OVERSHADING[shade],
        is_system_loss_given=bool(loss),
        system_loss_w_per_k=loss or 0.0,
        store=store.kind,
        dedicated_volume_l=store.dedicated_volume_l,
        preheat_loss_kwh_per_day=store.preheat_loss_kwh_per_day,
        purpose=_PURPOSES[solar.service],
        flow_temperature_c=flow_temperature_c,
        is_pump_mains_powered=solar.pump != "photovoltaic",
        is_pump_electricity_given=not is_pump_known and defaults is not None,
        pump_kwh_per_year=0.0 if defaults is None else defaults.pump_kwh_per_year,
    )
    return own


def _parameters(
    collector: SolarCollector | None, defaults: Defaults | None, notes: Notes
) -> tuple[float, Collector]:
    """Return aperture area [m2] and figures of the collector: its own, else Table H1's."""
    area = None if collector is None else collector.aperture_area_m2
    if not area:
        if defaults is None:
            raise _missing(name="Aperture-Area")
        area = defaults.aperture_area_m2
        notes.add(f"solar panel: {area:g} m2 (RdSAP 10 Table 29)")
    kind = None if collector is None or collector.type is None else _KINDS[collector.type]
    if kind is None and defaults is None:
        raise _missing(name="Collector-Type")
    tabulated = (
        defaults.collector if kind is None and defaults is not None else COLLECTORS[kind or ""]
    )
    if collector is None or not collector.zero_loss_efficiency_percent:
        named = kind or "flat panel"
        rule = "SAP 10.2 Table H1" if kind else "RdSAP 10 Table 29"
        notes.add(
            f"solar panel: {named}, {tabulated.zero_loss_efficiency}, {tabulated.linear_loss},"
            f" {tabulated.second_order_loss} ({rule})"
        )
        return area, tabulated
    return area, tabulated._replace(
        zero_loss_efficiency=collector.zero_loss_efficiency_percent / 100.0,
        linear_loss=tabulated.linear_loss
        if collector.linear_loss_w_per_m2k is None
        else collector.linear_loss_w_per_m2k,
        second_order_loss=tabulated.second_order_loss
        if collector.second_order_loss_w_per_m2k2 is None
        else collector.second_order_loss_w_per_m2k2,
    )


def _direction(
    collector: SolarCollector | None, defaults: Defaults | None, notes: Notes
) -> tuple[SapOrientation, float]:
    """Return orientation and pitch [degrees]; south at the default pitch where unknown."""
    if collector is None:
        if defaults is None:
            raise _missing(name="Orientation")
        notes.add(f"solar panel: south, {defaults.pitch_deg:g} degrees (RdSAP 10 Table 29)")
        return SapOrientation.SOUTH, defaults.pitch_deg
    if collector.pitch_degrees == 0 or collector.orientation is Orientation.HORIZONTAL:
        return SapOrientation.HORIZONTAL, 0.0
    if collector.orientation is Orientation.UNKNOWN:
        if defaults is None:
            raise _missing(name="Orientation")
        notes.add("solar panel: south (RdSAP 10 Table 29)")
        return SapOrientation.SOUTH, collector.pitch_degrees
    return sap_orientation(collector.orientation), collector.pitch_degrees


def _missing(name: str) -> CertificateRejected:
    return CertificateRejected(
        reason="missing_field",
        field=f"Solar-Heating-Details/{name}",
        value=None,
        rule="SAP 10.2 Appendix H",
    )
