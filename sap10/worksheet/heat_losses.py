"""Worksheet section 3: heat losses and heat loss parameter, lines (26) to (40)."""

from dataclasses import dataclass

import numpy as np

from sap10.arrays import FloatArray
from sap10.codes import ElementKind, OpeningKind
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.months import DAYS
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.ventilation import VentilationRates

CURTAIN_RESISTANCE = 0.04
"""Thermal resistance of curtains [m2K/W], section 3.2 equation 2."""

AIR_HEAT_CAPACITY = 0.33
"""Heat capacity of air [Wh/m3K], line (38)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatLosses:
    """Fabric and ventilation heat loss; an absent kind of element is None."""

    solid_door: FloatArray | None = line("26", "W/K")
    semi_glazed_door: FloatArray | None = line("26a", "W/K")
    window: FloatArray | None = line("27", "W/K")
    roof_window: FloatArray | None = line("27a", "W/K")
    basement_floor: FloatArray | None = line("28", "W/K")
    ground_floor: FloatArray | None = line("28a", "W/K")
    exposed_floor: FloatArray | None = line("28b", "W/K")
    basement_wall: FloatArray | None = line("29", "W/K")
    external_wall: FloatArray | None = line("29a", "W/K")
    roof: FloatArray | None = line("30", "W/K")
    external_area: FloatArray = line("31", "m2")
    party_wall: FloatArray | None = line("32", "W/K")
    party_floor_capacity: FloatArray | None = line("32a", "kJ/K")
    party_ceiling_capacity: FloatArray | None = line("32b", "kJ/K")
    internal_wall_capacity: FloatArray | None = line("32c", "kJ/K")
    internal_floor_capacity: FloatArray | None = line("32d", "kJ/K")
    internal_ceiling_capacity: FloatArray | None = line("32e", "kJ/K")
    fabric_heat_loss: FloatArray = line("33", "W/K")
    heat_capacity: FloatArray | None = line("34", "kJ/K")
    thermal_mass_parameter: FloatArray = line("35", "kJ/m2K")
    linear_thermal_bridges: FloatArray = line("36", "W/K")
    point_thermal_bridges: FloatArray = line("36a", "W/K")
    total_fabric_heat_loss: FloatArray = line("37", "W/K")
    ventilation_heat_loss: FloatArray = line("38", "W/K")
    heat_transfer_coefficient: FloatArray = line("39", "W/K", annual="mean")
    heat_loss_parameter: FloatArray = line("40", "W/m2K", annual="mean")
    days_in_month: FloatArray = line("41", "days")


_LOSS_LINES = (
    ("solid_door", "26", ElementKind.SOLID_DOOR),
    ("semi_glazed_door", "26a", ElementKind.SEMI_GLAZED_DOOR),
    ("basement_floor", "28", ElementKind.BASEMENT_FLOOR),
    ("ground_floor", "28a", ElementKind.GROUND_FLOOR),
    ("exposed_floor", "28b", ElementKind.EXPOSED_FLOOR),
    ("basement_wall", "29", ElementKind.BASEMENT_WALL),
    ("external_wall", "29a", ElementKind.EXTERNAL_WALL),
    ("roof", "30", ElementKind.ROOF),
    ("party_wall", "32", ElementKind.PARTY_WALL),
)
_CAPACITY_LINES = (
    ("party_floor_capacity", "32a", ElementKind.PARTY_FLOOR),
    ("party_ceiling_capacity", "32b", ElementKind.PARTY_CEILING),
    ("internal_wall_capacity", "32c", ElementKind.INTERNAL_WALL),
    ("internal_floor_capacity", "32d", ElementKind.INTERNAL_FLOOR),
    ("internal_ceiling_capacity", "32e", ElementKind.INTERNAL_CEILING),
)


def heat_losses(
    batch: DwellingBatch,
    size: Dimensions,
    ventilated: VentilationRates,
    impose: Impose = NOTHING_IMPOSED,
) -> HeatLosses:
    """Add up the losses of the fabric and of ventilation.

    Rooflights are printed with the roof windows, line (27a). Thermal bridges come from the list of
    Appendix K where there is one, else from y times the external area (31). The thermal mass
    parameter (35) is that of Table 1f, over every element with a kappa, unless it is given.
    """
    lines, external_area, capacity = _elements(batch, impose)
    fabric = np.zeros(batch.size)
    for name in ("window", "roof_window", *(name for name, _, _ in _LOSS_LINES)):
        loss = lines[name]
        if loss is not None:
            fabric = fabric + loss
    fabric = impose("33", fabric)
    external_area = impose("31", external_area)

    given = batch.general
    capacity = impose("34", capacity)
    thermal_mass = impose(
        "35",
        np.where(
            given.is_thermal_mass_given,
            given.thermal_mass_parameter,
            capacity / size.total_floor_area,
        ),
    )
    bridges = batch.thermal_bridges
    listed = bridges.total(bridges.rows.length_m * bridges.rows.psi, batch.size)
    linear = impose(
        "36",
        np.where(given.has_thermal_bridge_list, listed, given.thermal_bridging_y * external_area),
    )
    point = impose("36a", given.point_thermal_bridges_w_per_k)
    total_fabric = impose("37", fabric + linear + point)
    by_ventilation = impose(
        "38",
        ventilated.effective_air_change_rate * (AIR_HEAT_CAPACITY * size.volume)[:, None],
    )
    transfer = impose("39", total_fabric[:, None] + by_ventilation)
    return HeatLosses(
        **lines,
        external_area=external_area,
        fabric_heat_loss=fabric,
        heat_capacity=where_any(~given.is_thermal_mass_given, capacity),
        thermal_mass_parameter=thermal_mass,
        linear_thermal_bridges=linear,
        point_thermal_bridges=point,
        total_fabric_heat_loss=total_fabric,
        ventilation_heat_loss=by_ventilation,
        heat_transfer_coefficient=transfer,
        heat_loss_parameter=impose("40", transfer / size.total_floor_area[:, None]),
        days_in_month=np.broadcast_to(DAYS, transfer.shape),
    )


def _elements(
    batch: DwellingBatch, impose: Impose
) -> tuple[dict[str, FloatArray | None], FloatArray, FloatArray]:
    """Return the lines by kind of element, external area (31) and heat capacity (34)."""
    elements, rows, kinds = batch.elements, batch.elements.rows, len(ElementKind)
    area = elements.totals_by(rows.kind, kinds, rows.area_m2, batch.size)
    loss = elements.totals_by(rows.kind, kinds, rows.area_m2 * rows.u_value, batch.size)
    capacity = elements.totals_by(rows.kind, kinds, rows.area_m2 * rows.kappa, batch.size)
    exists = area > 0.0
    lines: dict[str, FloatArray | None] = {}
    for name, number, kind in _LOSS_LINES:
        lines[name] = where_any(exists[:, kind], impose(number, loss[:, kind]))
    for name, number, kind in _CAPACITY_LINES:
        lines[name] = where_any(exists[:, kind], impose(number, capacity[:, kind]))

    openings = batch.openings
    effective_u = 1.0 / (1.0 / openings.rows.u_value + CURTAIN_RESISTANCE)
    opening_loss = openings.rows.area_m2 * effective_u
    is_window = openings.rows.kind == OpeningKind.WINDOW
    window = openings.total(np.where(is_window, opening_loss, 0.0), batch.size)
    roof_window = openings.total(np.where(is_window, 0.0, opening_loss), batch.size)
    lines["window"] = where_any(is_window, impose("27", window))
    lines["roof_window"] = where_any(~is_window, impose("27a", roof_window))

    external = area[:, : ElementKind.PARTY_WALL].sum(axis=1)
    external = external + openings.total(openings.rows.area_m2, batch.size)
    return lines, external, capacity.sum(axis=1)
