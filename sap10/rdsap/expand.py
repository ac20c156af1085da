"""EpcPropertyData of an RdSAP survey → SAP inputs, in the order of RdSAP 10 sections 2 to 13."""

from sap10.certificate import (
    AgeBand,
    BuiltForm,
    BulbCounts,
    EpcPropertyData,
    FloorHeatLoss,
    Immersion,
    PropertyType,
    ReducedFabric,
)
from sap10.codes import Ruleset, Tariff
from sap10.dwelling import Dwelling, General, HeatingSystem, SpaceHeating
from sap10.errors import CertificateRejected
from sap10.rdsap.climate import climate_region
from sap10.rdsap.context import Notes, Site, country_of
from sap10.rdsap.fabric import Fabric, fabric_of
from sap10.rdsap.heating import NO_HEATING, MainFloor, heating_code, main_system, space_heating
from sap10.rdsap.hot_water import IMMERSION, Systems, hot_water_of, showers_of
from sap10.rdsap.lighting import lighting_of
from sap10.rdsap.openings import draught_proofed_percent
from sap10.rdsap.renewables import electricity_of, pv_arrays_of
from sap10.rdsap.tariff import needs_off_peak, tariff_of
from sap10.rdsap.thermal import bridging_y, living_area, thermal_mass_parameter
from sap10.rdsap.ventilation import ventilation_of


def expand_reduced(epc: EpcPropertyData, reference: str = "") -> Dwelling:
    """Infer the SAP inputs of a dwelling that an RdSAP survey describes.

    Parameters
    ----------
    epc
        The description; its fabric is a `ReducedFabric`.
    reference
        Name of the dwelling in results.

    Returns
    -------
    Dwelling
        SAP inputs, with a note for every inferred value.

    Raises
    ------
    CertificateRejected
        The description contradicts itself, lacks what has no default, or needs a product's record.
    NotSupported
        The dwelling needs a part of SAP that the calculator does not cover.
    """
    if not isinstance(epc.fabric, ReducedFabric):
        message = "expand_reduced needs a reduced fabric"
        raise TypeError(message)
    notes = Notes()
    fabric = epc.fabric
    site = _site(epc, fabric.building_parts[0].age_band, notes)
    built = fabric_of(epc, fabric, site, notes)
    main_part = fabric.building_parts[0]

    main_1, main_2, space, codes = _heating(epc, fabric, built, site, notes)
    tariff = _tariff(epc, codes, notes)
    fuels = tuple(system.fuel for system in (main_1, main_2))[: len(codes)]
    systems = Systems(
        main_codes=tuple(system.code for system in (main_1, main_2))[: len(codes)],
        main_fuels=fuels,
        secondary_code=space.secondary_code,
        secondary_fuel=space.secondary_fuel,
        control=main_1.control,
    )
    hot_water = hot_water_of(epc.water_heating, systems, tariff, site, notes)
    pv_arrays = pv_arrays_of(epc.energy_source, built.pv_flat_m2, built.pv_pitched_m2, notes)
    draught_proofed = draught_proofed_percent(
        fabric.draughtproofed_percent, fabric.windows, fabric.doors
    )
    total_area = built.total_floor_area_m2
    living = living_area(total_area, fabric.habitable_room_count)
    tmp = thermal_mass_parameter(main_part.wall)
    y = bridging_y(site.age_band, site.is_park_home)
    notes.add(f"living area {living:g} of {total_area:g} m2 (RdSAP 10 Table 27)")
    notes.add(f"y {y} W/m2K (RdSAP 10 Table 21), thermal mass {tmp:g} kJ/m2K (Table 22)")
    counts = epc.lighting if isinstance(epc.lighting, BulbCounts) else None
    return Dwelling(
        reference=reference,
        general=General(
            ruleset=Ruleset.RDSAP,
            climate_region=climate_region(epc, notes),
            living_area_m2=living,
            is_thermal_mass_given=True,
            thermal_mass_parameter=tmp,
            thermal_bridging_y=y,
        ),
        ventilation=ventilation_of(
            epc,
            site,
            fabric.habitable_room_count,
            built.storey_count,
            built.wall_areas,
            built.floor_infiltration,
            draught_proofed,
            built.has_sheltered_wall,
            notes,
        ),
        main_1=main_1,
        main_2=main_2,
        space_heating=space,
        hot_water=hot_water,
        lighting=lighting_of(counts, notes),
        electricity=electricity_of(epc.energy_source, tariff, bool(pv_arrays), notes),
        storeys=built.storeys,
        elements=built.elements,
        openings=built.openings,
        showers=showers_of(epc.water_heating, notes),
        pv_arrays=pv_arrays,
        notes=tuple(notes.texts),
    )


def _site(epc: EpcPropertyData, age_band: AgeBand, notes: Notes) -> Site:
    """Return what every chapter needs to know of the dwelling."""
    if epc.property_type is None:
        raise CertificateRejected(
            reason="missing_field",
            field="Property-Type",
            value=None,
            rule="RdSAP 10 section 2.1: house, bungalow, flat, maisonette or park home",
        )
    if epc.built_form is None and epc.property_type in (PropertyType.HOUSE, PropertyType.BUNGALOW):
        notes.add("built form not recorded: two sheltered sides (RdSAP 10 Table 5)")
    return Site(
        country=country_of(epc.country, notes),
        property_type=epc.property_type,
        built_form=epc.built_form or BuiltForm.NOT_RECORDED,
        age_band=age_band,
    )


def _heating(
    epc: EpcPropertyData, fabric: ReducedFabric, built: Fabric, site: Site, notes: Notes
) -> tuple[
    HeatingSystem[float, int, bool],
    HeatingSystem[float, int, bool],
    SpaceHeating[float, int, bool],
    tuple[int, ...],
]:
    """Return the main systems, their shares and secondary heating, and the recorded codes."""
    part = fabric.building_parts[0]
    has_ground_floor = part.floor.heat_loss is FloorHeatLoss.GROUND
    floor = MainFloor(
        built.floor_construction if has_ground_floor else None, part.wall.construction
    )
    codes = tuple(heating_code(main, notes) for main in epc.heating.main)
    fuel = epc.water_heating.fuel
    systems = [
        main_system(main, code, fuel, floor, site, notes)
        for main, code in zip(epc.heating.main, codes, strict=True)
    ]
    rooms = max(fabric.habitable_room_count, 1)
    heated = rooms if fabric.heated_room_count is None else min(fabric.heated_room_count, rooms)
    space = space_heating(epc.heating, codes[0], rooms - heated, heated / rooms, notes)
    second = systems[1] if len(systems) > 1 else HeatingSystem()
    return systems[0], second, space, codes


def _tariff(epc: EpcPropertyData, codes: tuple[int, ...], notes: Notes) -> Tariff:
    """Return the tariff by meter and systems (section 13)."""
    meter = epc.energy_source.electricity_meter
    water = epc.water_heating
    is_dual = water.code == IMMERSION and water.immersion is Immersion.DUAL
    rated = tuple(code or NO_HEATING for code in codes)
    tariff = tariff_of(meter, rated, is_dual, is_heating_assumed=codes[0] == 0)
    if tariff is Tariff.STANDARD and (is_dual or needs_off_peak(rated)):
        notes.add("off-peak heating or dual immersion on a single meter (RdSAP 10 section 13)")
    notes.add(f"{tariff.name.lower()} tariff from {meter.value} meter (RdSAP 10 section 13)")
    return tariff
