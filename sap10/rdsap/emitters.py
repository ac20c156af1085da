"""Heat emitters of wet systems and their flow temperature, RdSAP 10 Tables 29 and 31."""

from dataclasses import dataclass

from sap10.certificate import (
    EmitterTemperature,
    FloorConstruction,
    HeatEmitter,
    MainHeating,
    WallConstruction,
)
from sap10.codes import Emitter
from sap10.rdsap.context import Notes, Site

_FLOW_TEMPERATURE_C: dict[EmitterTemperature | None, float] = {
    EmitterTemperature.OVER_35_TO_45: 45.0,
    EmitterTemperature.OVER_35: 45.0,
    EmitterTemperature.UP_TO_35: 35.0,
}
UNRESTRICTED_FLOW_C = 80.0
"""Design flow temperature over 45 degC, how much is not known. [degC]"""
_LAST_BAND_ON_SLAB = "E"


@dataclass(frozen=True, slots=True)
class MainFloor:
    """What decides where underfloor heating lies (Table 29): floor if on the ground, else wall."""

    construction: FloorConstruction | None
    wall: WallConstruction


def emitter_of(main: MainHeating, floor: MainFloor, site: Site, notes: Notes) -> Emitter:
    """Return the emitter of a wet system; underfloor heating by floor or wall, Table 29."""
    if main.emitter is HeatEmitter.FAN_COILS:
        return Emitter.FAN_COIL
    if main.emitter is not HeatEmitter.UNDERFLOOR:
        if main.emitter is None or main.emitter is HeatEmitter.NEITHER:
            notes.add("heat emitter not recorded: radiators (RdSAP 10 Table 31 item 7-4)")
        if main.emitter is HeatEmitter.RADIATORS_AND_UNDERFLOOR:
            notes.add("radiators and underfloor heating: radiators (RdSAP 10 Table 31 item 7-4)")
        return Emitter.RADIATORS
    is_framed = floor.wall is WallConstruction.TIMBER_FRAME
    construction = floor.construction or (
        FloorConstruction.SUSPENDED_TIMBER if is_framed else FloorConstruction.SOLID
    )
    emitter = Emitter.UNDERFLOOR_SCREED
    if construction is FloorConstruction.SUSPENDED_TIMBER:
        emitter = Emitter.UNDERFLOOR_TIMBER
    elif construction is FloorConstruction.SOLID and site.age_band.value <= _LAST_BAND_ON_SLAB:
        emitter = Emitter.UNDERFLOOR_CONCRETE
    notes.add(f"underfloor heating: {emitter.name.lower()} (RdSAP 10 Table 29)")
    return emitter


def flow_temperature_c(main: MainHeating) -> float:
    """Return the design flow temperature; unknown: over 45 degC, underfloor 35 (Table 29)."""
    recorded = main.emitter_temperature
    if recorded in _FLOW_TEMPERATURE_C:
        return _FLOW_TEMPERATURE_C[recorded]
    if recorded is not EmitterTemperature.OVER_45 and main.emitter is HeatEmitter.UNDERFLOOR:
        return _FLOW_TEMPERATURE_C[EmitterTemperature.UP_TO_35]
    return UNRESTRICTED_FLOW_C
