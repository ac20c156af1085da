"""Dwellings with fires in few rooms: SAP 10.2 Appendix A3.2, A3.3 and A4 b)."""

from dataclasses import replace

import numpy as np

from sap10.appendices.u_climate import UK_AVERAGE, Climate
from sap10.codes import ColdWaterSource
from sap10.dwelling import (
    Dwelling,
    DwellingBatch,
    Electricity,
    General,
    HeatingSystem,
    HotWater,
    Lighting,
    SpaceHeating,
    Ventilation,
)
from sap10.rdsap.context import Notes
from sap10.rdsap.fabric import Fabric
from sap10.rdsap.heating import PORTABLE_HEATERS, family_of
from sap10.tables.fuels import STANDARD_ELECTRICITY
from sap10.tables.heating import Family, WaterSource
from sap10.worksheet.dimensions import dimensions
from sap10.worksheet.heat_losses import heat_losses
from sap10.worksheet.ventilation import ventilation as ventilation_rates

SPARSE_SHARE = 0.25
"""Share of habitable rooms with a fire, at and below which electric heaters are the main system."""
DESIGN_TEMPERATURE_DIFFERENCE_K = 24.2
SMALL_HEAT_LOSS_W = 3000.0
"""Design heat loss below which a fire heats the dwelling all the same (A3.3)."""
NO_THERMOSTATIC_CONTROL = 2601

_FIRES = (Family.GAS_ROOM_HEATER, Family.LIQUID_ROOM_HEATER, Family.SOLID_FUEL_ROOM_HEATER)


def is_sparse(main_code: int, has_secondary: bool, heated_share: float) -> bool:
    """Whether fires that burn a fuel heat a quarter of the habitable rooms or less (A3.2 (1))."""
    return heated_share <= SPARSE_SHARE and not has_secondary and family_of(main_code) in _FIRES


def design_heat_loss_w(
    fabric: Fabric, general: General[float, int, bool], vented: Ventilation[float, int, bool]
) -> float:
    """Return the annual mean of (39), UK average climate, times 24.2 K (A3.3). [W]"""
    dwelling = Dwelling(
        reference="",
        general=general,
        ventilation=vented,
        main_1=HeatingSystem(),
        main_2=HeatingSystem(),
        space_heating=SpaceHeating(),
        hot_water=HotWater(code=0, fuel=0, cold_water_source=ColdWaterSource.MAINS, has_bath=False),
        lighting=Lighting(),
        electricity=Electricity(),
        storeys=fabric.storeys,
        elements=fabric.elements,
        openings=fabric.openings,
    )
    batch = DwellingBatch.of([dwelling])
    size = dimensions(batch)
    climate = Climate.of_regions(np.array([UK_AVERAGE], dtype=np.int64))
    losses = heat_losses(batch, size, ventilation_rates(batch, size, climate))
    mean = float(losses.heat_transfer_coefficient.mean())
    return mean * DESIGN_TEMPERATURE_DIFFERENCE_K


def with_electric_main(
    main: HeatingSystem[float, int, bool],
    space: SpaceHeating[float, int, bool],
    heated_share: float,
    notes: Notes,
) -> tuple[HeatingSystem[float, int, bool], SpaceHeating[float, int, bool]]:
    """Return portable electric heaters as main system 1 and the recorded fire as secondary (A4 b).

    A second main system keeps its heater, its share being that of the heated rooms; one for hot
    water only (RdSAP 10 section 11.5.1) still heats none.
    """
    notes.add(
        f"fire {main.code} in {heated_share:.0%} of the rooms: secondary to portable electric"
        " heaters without thermostat (SAP 10.2 Appendix A4 b)"
    )
    electric = HeatingSystem(
        code=PORTABLE_HEATERS, fuel=STANDARD_ELECTRICITY, control=NO_THERMOSTATIC_CONTROL
    )
    shares = replace(
        space,
        secondary_code=main.code,
        secondary_fuel=main.fuel,
        is_secondary_hetas_approved=main.is_hetas_approved,
        main_2_fraction=heated_share if space.main_2_fraction > 0 else 0.0,
    )
    return electric, shares


def water_code_of(code: int) -> int:
    """Return the water heating code when the main system has become the secondary (A3.2 (2))."""
    return WaterSource.SECONDARY if code == WaterSource.MAIN_1 else code
