"""Solar thermal systems: Tables H1 to H4."""

from typing import NamedTuple

from sap10.arrays import FloatArray
from sap10.tables import MONTH_COLUMNS, load_table


class Collector(NamedTuple):
    """Default figures of a kind of collector, Table H1.

    `linear_loss` [W/m2K] and `second_order_loss` [W/m2K2] are a1 and a2.
    """

    zero_loss_efficiency: float
    linear_loss: float
    second_order_loss: float
    incidence_angle_modifier: float
    aperture_to_gross_area: float


_H1 = load_table("h1_collectors")

COLLECTORS: dict[str, Collector] = {
    name: Collector(*figures)
    for name, figures in zip(
        _H1.texts("collector"), _H1.grid(Collector._fields).tolist(), strict=True
    )
}
"""Table H1 by kind: `evacuated_tube`, `glazed_flat_plate`, `unglazed`."""

OVERSHADING_FACTOR: FloatArray = load_table("h2_solar_overshading").by_code("code", "factor")
"""Overshading factor by code of `sap10.codes.SolarOvershading`, Table H2."""

CORRELATION: FloatArray = load_table("h3_correlation").floats("value")
"""Factors Ca to Cf of equation (H1), Table H3."""

PRIMARY_LOSS_FACTOR: FloatArray = load_table("h4_primary_loss").grid(MONTH_COLUMNS)[0]
"""Factor on the primary circuit loss with solar water heating, shape (12,), Table H4."""


class NetworkShare(NamedTuple):
    """A dwelling's share of the collectors and stores of a heat network, (H1) and (H12)."""

    aperture_area_m2: float
    dedicated_volume_l: float


def share_of_network(
    aperture_area_m2: float, dedicated_volume_l: float, floor_area_share: float
) -> NetworkShare:
    """Divide solar panels within a heat network by floor area, Appendix H3.

    Parameters
    ----------
    aperture_area_m2, dedicated_volume_l
        All collectors and all solar stores of the network.
    floor_area_share
        The dwelling's floor area over that of all dwellings on the network.

    Returns
    -------
    NetworkShare
        Rounded to 0.01 m2 and to whole litres.
    """
    return NetworkShare(
        round(aperture_area_m2 * floor_area_share, 2),
        float(round(dedicated_volume_l * floor_area_share)),
    )
