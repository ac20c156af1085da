"""EpcPropertyData of an RdSAP survey → SAP inputs, in the order of RdSAP 10 sections 2 to 13."""

from sap10.certificate import (
    AgeBand,
    BuiltForm,
    BulbCounts,
    EpcPropertyData,
    Immersion,
    PropertyType,
    ReducedFabric,
)
from sap10.codes import Conventions, Ruleset, Tariff
from sap10.dwelling import Dwelling, General, Ventilation
from sap10.errors import CertificateRejected
from sap10.rdsap.addenda import note_addenda
from sap10.rdsap.climate import climate_region
from sap10.rdsap.context import Notes, Site, country_of
from sap10.rdsap.fabric import Fabric, fabric_of
from sap10.rdsap.hot_water import (
    IMMERSION,
    assumed_water_heating,
    has_preheat_cylinder,
    hot_water_of,
)
from sap10.rdsap.lighting import lighting_of
from sap10.rdsap.openings import draught_proofed_percent
from sap10.rdsap.renewables import electricity_of, pv_arrays_of, wind_of
from sap10.rdsap.solar import solar_of, with_showers
from sap10.rdsap.systems import HeatingInputs, heating_of
from sap10.rdsap.tariff import needs_off_peak, tariff_of
from sap10.rdsap.thermal import bridging_y, living_area, thermal_mass_parameter
from sap10.rdsap.ventilation import ventilation_of
from sap10.services.generators import hydro_outputs_of
from sap10.services.showers import showers_of
from sap10.services.special_features import air_change_rates_of, special_features_of


def expand_reduced(
    epc: EpcPropertyData,
    reference: str = "",
    conventions: Conventions = Conventions.SPECIFICATION,
) -> Dwelling:
    """Infer the SAP inputs of a dwelling that an RdSAP survey describes.

    Parameters
    ----------
    epc
        The description; its fabric is a `ReducedFabric`.
    reference
        Name of the dwelling in results.
    conventions
        Whose reading counts where accredited software differs from the text.

    Returns
    -------
    Dwelling
        SAP inputs, with a note for every inferred value.

    Raises
    ------
    CertificateRejected
        The description contradicts itself, lacks what has no default, or needs a product's record.
    """
    if not isinstance(epc.fabric, ReducedFabric):
        message = "expand_reduced needs a reduced fabric"
        raise TypeError(message)
    notes = Notes()
    fabric = epc.fabric
    note_addenda(epc, notes)
    if epc.heating.cooling is not None:
        notes.add("fixed cooling: RdSAP gives it no area, so it is left out (RdSAP 10 item 7-16)")
    site = _site(epc, fabric.building_parts[0].age_band, conventions, notes)
    built = fabric_of(epc, fabric, site, notes)
    general = _general(epc, fabric, built, site, notes)
    vented = _ventilation(epc, fabric, built, site, notes)
    heat = heating_of(epc, fabric, built, site, general, vented, notes)
    tariff = _tariff(epc, heat, notes)
    water = assumed_water_heating(heat.water, epc.energy_source.electricity_meter, notes)
    water = with_showers(water, notes)
    systems = heat.systems()
    hot_water = hot_water_of(water, systems, tariff, site, notes)
    source_code, _ = systems.source(water.code)
    preheats = has_preheat_cylinder(water.code, source_code)
    pv_arrays = pv_arrays_of(epc.energy_source, built.pv_flat_m2, built.pv_pitched_m2, notes)
    counts = epc.lighting if isinstance(epc.lighting, BulbCounts) else None
    return Dwelling(
        reference=reference,
        general=general,
        ventilation=vented,
        main_1=heat.main_1,
        main_2=heat.main_2,
        space_heating=heat.space,
        hot_water=hot_water,
        lighting=lighting_of(counts, conventions, notes),
        electricity=electricity_of(epc.energy_source, tariff, bool(pv_arrays), notes),
        storeys=built.storeys,
        elements=built.elements,
        openings=built.openings,
        showers=showers_of(water, notes),
        pv_arrays=pv_arrays,
        solar_thermal=solar_of(water, hot_water, preheats, heat.flow_temperature_c, site, notes),
        heat_networks=tuple(item.network for item in heat.networks),
        heat_sources=tuple(source for item in heat.networks for source in item.sources),
        wind_turbines=wind_of(epc.energy_source, notes),
        hydro_outputs=hydro_outputs_of(epc.energy_source, notes),
        special_features=special_features_of(epc, tariff, notes),
        air_change_rates=air_change_rates_of(epc),
        notes=tuple(notes.texts),
    )


def _general(
    epc: EpcPropertyData, fabric: ReducedFabric, built: Fabric, site: Site, notes: Notes
) -> General[float, int, bool]:
    """Return climate, living area, thermal bridging and mass (sections 6.15, 6.16, 10.2)."""
    total_area = built.total_floor_area_m2
    living = living_area(total_area, fabric.habitable_room_count)
    tmp = thermal_mass_parameter(fabric.building_parts[0].wall)
    y = bridging_y(site.age_band, site.is_park_home)
    notes.add(f"living area {living:g} of {total_area:g} m2 (RdSAP 10 Table 27)")
    notes.add(f"y {y} W/m2K (RdSAP 10 Table 21), thermal mass {tmp:g} kJ/m2K (Table 22)")
    return General(
        ruleset=Ruleset.RDSAP,
        conventions=site.conventions,
        climate_region=climate_region(epc, notes),
        living_area_m2=living,
        is_thermal_mass_given=True,
        thermal_mass_parameter=tmp,
        thermal_bridging_y=y,
    )


def _ventilation(
    epc: EpcPropertyData, fabric: ReducedFabric, built: Fabric, site: Site, notes: Notes
) -> Ventilation[float, int, bool]:
    """Return the inputs of worksheet section 2 (section 5)."""
    return ventilation_of(
        epc,
        site,
        fabric.habitable_room_count,
        built.storey_count,
        built.wall_areas,
        built.floor_infiltration,
        draught_proofed_percent(fabric.draughtproofed_percent, fabric.windows, fabric.doors),
        built.has_sheltered_wall,
        notes,
    )


def _site(epc: EpcPropertyData, age_band: AgeBand, conventions: Conventions, notes: Notes) -> Site:
    """Return what every chapter needs to know of the dwelling; park homes are detached (2.19)."""
    if epc.property_type is None:
        raise CertificateRejected(
            reason="missing_field",
            field="Property-Type",
            value=None,
            rule="RdSAP 10 section 2.1: house, bungalow, flat, maisonette or park home",
        )
    built_form = epc.built_form or BuiltForm.NOT_RECORDED
    if epc.property_type is PropertyType.PARK_HOME:
        built_form = BuiltForm.DETACHED
    is_house = epc.property_type in (PropertyType.HOUSE, PropertyType.BUNGALOW)
    if is_house and built_form is BuiltForm.NOT_RECORDED:
        notes.add("built form not recorded: two sheltered sides (RdSAP 10 Table 5)")
    return Site(
        country=country_of(epc.country, notes),
        property_type=epc.property_type,
        built_form=built_form,
        age_band=age_band,
        conventions=conventions,
    )


def _tariff(epc: EpcPropertyData, heat: HeatingInputs, notes: Notes) -> Tariff:
    """Return the tariff by meter and systems (section 13)."""
    meter = epc.energy_source.electricity_meter
    water = epc.water_heating
    is_dual = water.code == IMMERSION and water.immersion is Immersion.DUAL
    codes = heat.codes()
    tariff = tariff_of(meter, codes, is_dual, is_heating_assumed=heat.is_assumed)
    if tariff is Tariff.STANDARD and (is_dual or needs_off_peak(codes)):
        notes.add("off-peak heating or dual immersion on a single meter (RdSAP 10 section 13)")
    notes.add(f"{tariff.name.lower()} tariff from {meter.value} meter (RdSAP 10 section 13)")
    return tariff
