"""Hot water cylinders and CPSUs of a survey: size, insulation, thermostat, Tables 28 and 29."""

from typing import NamedTuple

import numpy as np

from sap10.certificate import AgeBand, Cylinder, CylinderSize
from sap10.certificate import CylinderInsulation as RecordedInsulation
from sap10.codes import CylinderInsulation
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes, Site
from sap10.tables import load_table
from sap10.tables.hot_water import storage_loss_factor, volume_factor

_SIZES = load_table("rdsap_cylinder_sizes")
SIZE_L: dict[str, float] = dict(
    zip(_SIZES.texts("descriptor"), _SIZES.floats("litres").tolist(), strict=True)
)
"""Table 28 by descriptor. [l]"""

HEAT_EXCHANGER_M2 = float(load_table("rdsap_cylinder").floats("value")[0])
"""Heat exchanger of a cylinder, Table 29: heat pumps of the product database need it. [m2]"""

_ASSUMED = load_table("rdsap_cylinder_insulation")
_ASSUMED_INSULATION = tuple(
    (band, CylinderInsulation[kind.upper()], thickness)
    for band, kind, thickness in zip(
        _ASSUMED.texts("age_band_from"),
        _ASSUMED.texts("insulation"),
        _ASSUMED.floats("thickness_mm").tolist(),
        strict=True,
    )
)


class CpsuStore(NamedTuple):
    """Store of a CPSU, Table 29; the temperature counts for electric ones."""

    volume_l: float
    loss_kwh_per_day: float
    temperature_c: float


_CPSU = load_table("rdsap_cpsu")
CPSU_STORE: dict[str, CpsuStore] = {
    kind: CpsuStore(*figures)
    for kind, figures in zip(
        _CPSU.texts("kind"), _CPSU.grid(CpsuStore._fields).tolist(), strict=True
    )
}
"""Table 29 by kind: `gas` (Table 4b), `electric`."""

_INSULATIONS = {
    RecordedInsulation.NONE: CylinderInsulation.NONE,
    RecordedInsulation.FACTORY: CylinderInsulation.FACTORY,
    RecordedInsulation.LOOSE_JACKET: CylinderInsulation.LOOSE_JACKET,
}


def cylinder_volume_l(
    cylinder: Cylinder,
    solar_details_l: float | None,
    is_off_peak_dual_immersion: bool,
    is_solid_fuel: bool,
) -> float:
    """Return the volume of a cylinder, Table 28. [l]

    Parameters
    ----------
    cylinder
        What the survey says of it.
    solar_details_l
        Total volume that the details of solar water heating give, None without; it takes the place
        of the table's size (note to Table 28). [l]
    is_off_peak_dual_immersion, is_solid_fuel
        What heats a cylinder that could not be seen.

    Raises
    ------
    CertificateRejected
        The volume is said to be given, and is not.
    """
    if solar_details_l:
        return solar_details_l
    if cylinder.size is CylinderSize.EXACT and cylinder.volume_l:
        return cylinder.volume_l
    if cylinder.size in (CylinderSize.EXACT, CylinderSize.WITH_SOLAR_DETAILS):
        raise CertificateRejected(
            reason="missing_field",
            field="Cylinder-Volume",
            value=cylinder.volume_l,
            rule=f"RdSAP 10 Table 31 items 7-10 and 8-4: cylinder size {cylinder.size.value}",
        )
    if cylinder.size.value in SIZE_L and cylinder.size is not CylinderSize.NO_ACCESS:
        return SIZE_L[cylinder.size.value]
    if is_off_peak_dual_immersion:
        return SIZE_L["no_access_off_peak_dual_immersion"]
    return SIZE_L["no_access_solid_fuel" if is_solid_fuel else "no_access"]


def assumed_cylinder_insulation(age_band: AgeBand) -> tuple[CylinderInsulation, float]:
    """Return insulation and thickness [mm] of a cylinder that could not be seen, Table 29."""
    found = [(kind, mm) for band, kind, mm in _ASSUMED_INSULATION if band <= age_band.value]
    return found[-1]


def tank_loss_kwh_per_day(
    volume_l: float, insulation: CylinderInsulation, thickness_mm: float
) -> float:
    """Return the loss of a tank by its insulation, SAP 10.2 Tables 2 and 2a. [kWh/day]"""
    litres = np.array([volume_l])
    factor = storage_loss_factor(np.array([insulation], dtype=np.int64), np.array([thickness_mm]))
    return float((litres * factor * volume_factor(litres))[0])


def insulation_of(cylinder: Cylinder, site: Site, notes: Notes) -> tuple[CylinderInsulation, float]:
    """Return a cylinder's insulation as recorded, else as Table 29 for one that was not seen."""
    unseen = cylinder.size is CylinderSize.NO_ACCESS or cylinder.insulation is None
    if unseen and not cylinder.declared_loss_kwh_per_day:
        kind, thickness = assumed_cylinder_insulation(site.age_band)
        notes.add(
            f"cylinder insulation {kind.name.lower()} {thickness:g} mm, band {site.age_band.value}"
            " (RdSAP 10 Table 29)"
        )
        return kind, thickness
    if cylinder.insulation is None or cylinder.insulation is RecordedInsulation.NONE:
        return CylinderInsulation.NONE, 0.0
    recorded = cylinder.insulation_thickness_mm
    if recorded is None and not cylinder.declared_loss_kwh_per_day:
        raise CertificateRejected(
            reason="missing_field",
            field="Cylinder-Insulation-Thickness",
            value=None,
            rule="RdSAP 10 Table 31 item 7-13",
        )
    return _INSULATIONS[cylinder.insulation], recorded or 0.0


def has_thermostat(
    cylinder: Cylinder, is_always_there: bool, is_assumed: bool, notes: Notes
) -> bool:
    """Whether a cylinder has a thermostat, Table 29 and SAP 10.2 section 9.4.9.

    Parameters
    ----------
    cylinder
        What the survey says of it.
    is_always_there
        Heat networks, immersion heaters, CPSUs: whatever is recorded.
    is_assumed
        Thermal stores and combi boilers: unless the survey saw that there is none.
    notes
        Takes what is assumed.
    """
    if is_always_there:
        return True
    if cylinder.has_thermostat is None:
        notes.add(
            f"cylinder thermostat not recorded: {'present' if is_assumed else 'none'}"
            " (RdSAP 10 Table 29)"
        )
        return is_assumed
    return cylinder.has_thermostat
