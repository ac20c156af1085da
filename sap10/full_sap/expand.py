"""Full SAP data to SAP inputs: a measured dwelling needs no inference, only the tables' defaults.

Every value that the certificate leaves open, and that a table of SAP 10.2 gives, leaves a note.
What a document says and SAP 10.2 does not use is listed, with its reason, in ADR 18.
"""

from dataclasses import dataclass

from sap10.certificate.epc_property_data import BulbCounts, EpcPropertyData, FixedLights
from sap10.certificate.fabric_measured import DataType, MeasuredFabric
from sap10.certificate.heating import Cooling, Heating
from sap10.certificate.water_heating import Immersion, WaterHeating
from sap10.codes import Conventions, Ruleset
from sap10.dwelling import Dwelling, General, HeatingSystem, HotWater, Lighting, SpaceHeating
from sap10.errors import CertificateRejected
from sap10.full_sap.appliances import Appliance, appliance_of
from sap10.full_sap.fabric import Fabric, fabric_of
from sap10.full_sap.heating import main_system, shares_of
from sap10.full_sap.hot_water import (
    assumed_immersion,
    combi_product_of,
    hot_water_of,
    source_main,
)
from sap10.full_sap.mechanical_ventilation import mechanical_inputs
from sap10.full_sap.networks import Networks, is_network, network_system, networks_of
from sap10.full_sap.solar import solar_of
from sap10.full_sap.supplies import electricity_of, pv_arrays_of
from sap10.full_sap.ventilation import ventilation_of
from sap10.network_inputs import NetworkRole
from sap10.rdsap.climate import climate_region
from sap10.rdsap.context import Notes
from sap10.rdsap.heating import in_smoke_control_area
from sap10.rdsap.hot_water import Systems
from sap10.rdsap.lighting import lighting_of
from sap10.rdsap.tariff import tariff_of
from sap10.services.generators import hydro_outputs_of, wind_turbines_of
from sap10.services.heat_recovery import (
    check_flue_gas_recovery,
    check_waste_water_recovery,
)
from sap10.services.showers import showers_of
from sap10.services.special_features import air_change_rates_of, special_features_of
from sap10.tables.cooling import UNKNOWN_SEER, seer_of_class
from sap10.water_inputs import CombiProduct

_NEW = (DataType.NEW_AS_DESIGNED, DataType.NEW_AS_BUILT, DataType.CHANGE_OF_USE)


def expand_measured(
    epc: EpcPropertyData,
    reference: str = "",
    conventions: Conventions = Conventions.SPECIFICATION,
) -> Dwelling:
    """Turn the data of a full SAP assessment into SAP inputs.

    Parameters
    ----------
    epc
        The description; its fabric is a `MeasuredFabric`.
    reference
        Name of the dwelling in results.
    conventions
        Whose reading counts where accredited software differs from the text.

    Returns
    -------
    Dwelling
        SAP inputs, with a note for every value taken from a table.

    Raises
    ------
    CertificateRejected
        The description contradicts itself, lacks what has no default, or needs a product's record.
    """
    if not isinstance(epc.fabric, MeasuredFabric):
        message = "expand_measured needs a measured fabric"
        raise TypeError(message)
    notes = Notes()
    is_new = epc.fabric.data_type in _NEW
    water = assumed_immersion(epc.water_heating, notes)
    check_flue_gas_recovery(epc.heating.main)
    check_waste_water_recovery(water, notes)
    heating = epc.heating
    if epc.is_in_smoke_control_area == "yes":
        heating = in_smoke_control_area(heating, notes)
    networks = networks_of(heating, water, epc.fabric, notes)
    if networks.has_cylinder_elsewhere:
        water = water.model_copy(update={"cylinder": None})
    heat = _heating(heating, water, networks, is_new, notes)
    has_dual_immersion = water.immersion is Immersion.DUAL
    tariff = tariff_of(
        epc.energy_source.electricity_meter,
        heat.codes,
        has_dual_immersion,
    )
    pv_arrays = pv_arrays_of(epc.energy_source, notes)
    fabric = fabric_of(epc.fabric, notes)
    mechanical = mechanical_inputs(epc.ventilation, notes)
    storeys = len({storey.level for storey in fabric.storeys if storey.area_m2 > 0})
    return Dwelling(
        reference=reference,
        general=_general(epc, epc.fabric, fabric, conventions, is_new, notes),
        ventilation=ventilation_of(epc.ventilation, storeys, mechanical, notes),
        main_1=heat.main_1,
        main_2=heat.main_2,
        space_heating=heat.space,
        hot_water=heat.hot_water,
        lighting=_lighting(epc, notes),
        electricity=electricity_of(epc.energy_source, tariff, bool(pv_arrays), notes),
        storeys=fabric.storeys,
        elements=fabric.elements,
        openings=fabric.openings,
        thermal_bridges=fabric.thermal_bridges,
        showers=showers_of(water, notes, is_new),
        pv_arrays=pv_arrays,
        solar_thermal=None
        if water.solar is None
        else solar_of(water.solar, heat.hot_water, epc.heating.main[0], heat.main_1, notes),
        combi_product=heat.combi,
        boiler_products=tuple(a.boiler for a in heat.appliances if a.boiler is not None),
        ventilation_units=mechanical.units,
        wet_room_fans=mechanical.fans,
        heat_networks=networks.rows,
        heat_sources=networks.sources,
        wind_turbines=wind_turbines_of(epc.energy_source, epc.energy_source.wind_turbines, notes),
        hydro_outputs=hydro_outputs_of(epc.energy_source, notes),
        special_features=special_features_of(epc, tariff, notes),
        air_change_rates=air_change_rates_of(epc),
        notes=tuple(notes.texts),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heating:
    """Main systems (with what is known of their appliances), their shares, and hot water."""

    main_1: HeatingSystem[float, int, bool]
    main_2: HeatingSystem[float, int, bool]
    codes: tuple[int, ...]
    appliances: tuple[Appliance, ...]
    space: SpaceHeating[float, int, bool]
    hot_water: HotWater[float, int, bool]
    combi: CombiProduct[float, int] | None


def _heating(
    heating: Heating, water: WaterHeating, networks: Networks, is_new: bool, notes: Notes
) -> _Heating:
    """Return space and water heating, which name each other."""
    recorded = heating.main
    for place, main in enumerate(recorded, start=1):
        if main.number != place:
            raise CertificateRejected(
                reason="inconsistent_values",
                field=f"Main-Heating[{place}]/Main-Heating-Number",
                value=main.number,
                rule="SAP 10.2 Appendix A1: main system 1, and 2 where there are two",
            )
    appliances = tuple(
        Appliance(code=networks.code) if is_network(main) else appliance_of(main, notes)
        for main in recorded
    )
    systems = tuple(
        network_system(main, networks, notes)
        if is_network(main)
        else main_system(main, appliance, water, is_new, notes)
        for main, appliance in zip(recorded, appliances, strict=True)
    )
    space = shares_of(heating, appliances[0].code, notes)
    sources = Systems(
        main_codes=tuple(system.code for system in systems),
        main_fuels=tuple(system.fuel for system in systems),
        main_controls=tuple(system.control for system in systems),
        secondary_code=space.secondary_code,
        secondary_fuel=space.secondary_fuel,
    )
    source = source_main(water, recorded)
    network_fuel = networks.fuels.get(NetworkRole.WATER, 0)
    hot_water = hot_water_of(water, sources, network_fuel, source, notes)
    is_given = source is not None and appliances[source.number - 1].is_efficiency_given
    is_combi_store = hot_water.combi_store_volume_l > 0
    return _Heating(
        main_1=systems[0],
        main_2=systems[1] if len(systems) > 1 else HeatingSystem(),
        codes=sources.main_codes,
        appliances=appliances,
        space=space,
        hot_water=hot_water,
        combi=combi_product_of(water.cylinder, source, is_given and is_combi_store, notes),
    )


def _general(
    epc: EpcPropertyData,
    measured: MeasuredFabric,
    fabric: Fabric,
    conventions: Conventions,
    is_new: bool,
    notes: Notes,
) -> General[float, int, bool]:
    """Return identity, size and thermal mass; existing dwellings follow RdSAP's prices."""
    is_existing = measured.data_type is DataType.EXISTING
    mass = measured.thermal_mass_parameter
    if mass is None and not any(element.kappa for element in fabric.elements):
        notes.add("neither thermal mass parameter nor kappa: line (35) is 0 (SAP 10.2 Table 1f)")
    area, seer = _cooling(epc.heating.cooling, notes)
    return General(
        ruleset=Ruleset.RDSAP if is_existing else Ruleset.SAP,
        conventions=conventions,
        climate_region=climate_region(epc, notes),
        is_new_dwelling=is_new,
        living_area_m2=measured.living_area_m2,
        is_thermal_mass_given=mass is not None,
        thermal_mass_parameter=mass or 0.0,
        has_thermal_bridge_list=fabric.has_bridge_list,
        thermal_bridging_y=fabric.y_value,
        is_low_water_use=epc.water_heating.is_low_water_use is True,
        cooled_area_m2=area,
        cooling_seer=seer,
    )


def _cooling(cooling: Cooling | None, notes: Notes) -> tuple[float, float]:
    """Return cooled area [m2] and seasonal efficiency ratio, 0 and 1 without cooling.

    The ratio as recorded, else that of the energy class, else of an unknown class (Table 10c).
    """
    if cooling is None or cooling.cooled_area_m2 == 0:
        return 0.0, 1.0
    if cooling.cooled_area_m2 is None:
        raise CertificateRejected(
            reason="missing_field",
            field="SAP-Cooling/Cooled-Area",
            value=None,
            rule="SAP 10.2 section 10",
        )
    if cooling.seer:
        return cooling.cooled_area_m2, cooling.seer
    if cooling.energy_class in (None, "unknown"):
        notes.add(f"cooling of unknown efficiency: SEER {UNKNOWN_SEER} (SAP 10.2 Table 10c)")
        return cooling.cooled_area_m2, UNKNOWN_SEER
    seer = seer_of_class(cooling.energy_class)
    notes.add(f"cooling of class {cooling.energy_class}: SEER {seer} (SAP 10.2 Table 10c)")
    return cooling.cooled_area_m2, seer


def _lighting(epc: EpcPropertyData, notes: Notes) -> Lighting[float, int, bool]:
    """Return capacity and efficacy of the fixed lights (Appendix L, L5 to L8).

    SAP 2012 counts outlets, which have RdSAP's powers and efficacies and the area's capacity.
    """
    if isinstance(epc.lighting, BulbCounts):
        return lighting_of(epc.lighting, Conventions.SPECIFICATION, notes)
    lights = epc.lighting.lights if isinstance(epc.lighting, FixedLights) else ()
    watts = sum(light.power_w * light.count for light in lights)
    lumens = sum(light.efficacy_lm_per_w * light.power_w * light.count for light in lights)
    if watts <= 0 or lumens <= 0:
        notes.add("no fixed lighting described: 185 lm/m2 at 21.3 lm/W (Appendix L1 step 8c)")
        return Lighting()
    return Lighting(is_capacity_given=True, capacity_lm=lumens, efficacy_lm_per_w=lumens / watts)
