"""Appendix N4: electricity of micro-cogeneration and of heat pumps that burn a fuel."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.n_packages import Packages
from sap10.arrays import BoolArray, FloatArray

_LARGEST_SHARE_USED = 0.4
"""Greatest share of the generated electricity that the dwelling itself uses, N4.2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageElectricity:
    """Electricity of packages by month [kWh], shape (n, 12): used in the dwelling, exported.

    Negative where it is generated, as the worksheet has it; `used` is positive for a package that
    consumes more than it generates.
    """

    used: FloatArray
    exported: FloatArray


def net_electricity(
    package: Packages,
    space_heat: FloatArray,
    water_heat: FloatArray,
    is_heating_month: BoolArray,
) -> FloatArray:
    """Electricity that packages consume less what they generate [kWh/month], N11 to N14.

    Parameters
    ----------
    package
        The packages.
    space_heat
        (98c)m (204), shape (n, 12).
    water_heat
        (64)m that the package provides, shape (n, 12).
    is_heating_month
        Whether (98c)m is above zero, shape (n, 12).
    """
    for_space = space_heat * (package.space_electricity * package.heats_space)[:, None]
    for_water = water_heat * (package.water_electricity * package.heats_water)[:, None]
    net = for_space + for_water
    return np.where(package.is_season_only[:, None] & ~is_heating_month, 0.0, net)


def package_electricity(
    net: FloatArray, demand: FloatArray, is_export_capable: BoolArray
) -> PackageElectricity:
    """Divide net generation into own use and export, N4.2.

    A package whose electricity of the year is positive consumes: all of it is used in the dwelling.
    The line for the meter that exports is printed twice, once for "= 0"; that one is read as "is
    not connected to an export-capable meter". The demand counts months of no generation too, in
    which there is nothing to divide.

    Parameters
    ----------
    net
        `net_electricity`.
    demand
        The dwelling's demand for electricity D_m [kWh/month], shape (n, 12).
    is_export_capable
        Shape (n,).
    """
    generates = (net.sum(axis=1) < 0.0)[:, None] & (net < 0.0)
    generated = np.where(generates, -net, 1.0)
    share = np.where(generates, np.minimum(demand / generated, _LARGEST_SHARE_USED), 1.0)
    return PackageElectricity(
        used=net * share,
        exported=net * (1.0 - share) * is_export_capable[:, None],
    )
