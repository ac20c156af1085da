"""Wind turbines and hydro-electricity as documents describe them: Appendices M2 and M4."""

from collections import Counter

from sap10.certificate import EnergySource
from sap10.certificate.energy_source import Terrain as RecordedTerrain
from sap10.certificate.energy_source import WindTurbine as RecordedTurbine
from sap10.errors import CertificateRejected
from sap10.network_inputs import WHOLE_YEAR, HydroOutput, Terrain, WindTurbine
from sap10.rdsap.context import Notes

_TERRAINS = {
    RecordedTerrain.URBAN: Terrain.DENSE_URBAN,
    RecordedTerrain.SUBURBAN: Terrain.LOW_RISE,
    RecordedTerrain.RURAL: Terrain.RURAL,
}


def wind_turbines_of(
    source: EnergySource, turbines: tuple[RecordedTurbine, ...], notes: Notes
) -> tuple[WindTurbine[float, int, bool], ...]:
    """Return the wind turbines of a dwelling, those alike in one row (Appendix M2).

    What surrounds them is the terrain of RdSAP 10 section 12.8.

    Parameters
    ----------
    source
        The supplies of the dwelling: terrain, and what the turbines are connected to.
    turbines
        The turbines; their details have to be known.
    notes
        Takes every inferred value.

    Raises
    ------
    CertificateRejected
        A turbine without its dimensions, or without the terrain around it.
    """
    if not turbines:
        return ()
    terrain = source.terrain
    if terrain is None or terrain not in _TERRAINS:
        raise CertificateRejected(
            reason="missing_field",
            field="Wind-Turbines-Terrain-Type",
            value=None if terrain is None else terrain.value,
            rule="SAP 10.2 Table M3: the surroundings of a wind turbine",
        )
    if source.is_wind_connected_to_dwelling_meter is None:
        notes.add("wind turbines: connection not recorded, to the dwelling (SAP 10.2 Appendix M2)")
    rows: list[WindTurbine[float, int, bool]] = []
    for turbine, count in Counter(turbines).items():
        rotor, hub = turbine.rotor_diameter_m, turbine.hub_height_m
        if rotor is None or hub is None:
            raise CertificateRejected(
                reason="missing_field",
                field="Wind-Turbine-Details",
                value=None,
                rule="SAP 10.2 Appendix M2: rotor diameter and height of the hub",
            )
        rows.append(
            WindTurbine(
                count=float(count),
                rotor_diameter_m=rotor,
                hub_height_m=hub,
                terrain=_TERRAINS[terrain],
                is_connected_to_dwelling=source.is_wind_connected_to_dwelling_meter is not False,
            )
        )
    return tuple(rows)


def hydro_outputs_of(
    source: EnergySource, notes: Notes
) -> tuple[HydroOutput[float, int, bool], ...]:
    """Return hydro-electricity for the year or for each month, M4 and RdSAP 10 section 12.4."""
    hydro = source.hydro
    if hydro is None:
        return ()
    connected = hydro.is_connected_to_dwelling_meter
    if connected is None:
        notes.add("hydro-electricity: connection not recorded, to the dwelling (Appendix M4)")
    if hydro.monthly_kwh is not None:
        by_month = enumerate(hydro.monthly_kwh, start=1)
    else:
        by_month = ((WHOLE_YEAR, hydro.annual_kwh or 0.0),)
    return tuple(
        HydroOutput(month=month, kwh=kwh, is_connected_to_dwelling=connected is not False)
        for month, kwh in by_month
        if kwh > 0
    )
