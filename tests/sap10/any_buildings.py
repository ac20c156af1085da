"""Random buildings: storeys from a basement up, every kind of flue and vent, point bridges."""

from dataclasses import replace

from sap10.dwelling import Dwelling, Storey
from sap10.network_inputs import AirChangeRate
from tests.sap10.random_dwellings import Draw

MONTHS = range(1, 13)


def any_building(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Return the dwelling in a building with more of what section 1 to 3 know."""
    lowest = draw.one_of((-1, 0, 0))
    count = 1 + draw.count(6)
    storeys = tuple(
        Storey(level=lowest + i, area_m2=draw.between(15.0, 80.0), height_m=draw.between(2.1, 3.2))
        for i in range(count)
    )
    rates = tuple(
        AirChangeRate(month=month, air_changes_per_hour=draw.between(0.3, 1.2)) for month in MONTHS
    )
    area = sum(storey.area_m2 for storey in storeys)
    return replace(
        dwelling,
        storeys=storeys,
        general=replace(
            dwelling.general,
            living_area_m2=area * draw.between(0.1, 0.9),
            point_thermal_bridges_w_per_k=draw.one_of((0.0, 2.5)),
            is_low_water_use=draw.flag(),
        ),
        ventilation=replace(
            dwelling.ventilation,
            storeys=count,
            open_flues=draw.count(1),
            closed_fire_flues=draw.count(1),
            solid_fuel_boiler_flues=draw.count(1),
            other_heater_flues=draw.count(1),
            blocked_chimneys=draw.count(1),
            passive_vents=draw.count(2),
            flueless_gas_fires=draw.count(1),
        ),
        air_change_rates=rates if draw.count(31) == 0 else (),
    )
