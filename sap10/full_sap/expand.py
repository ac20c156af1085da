"""Full SAP data to SAP inputs: a measured dwelling needs no inference, only the tables' defaults.

Every value that the certificate leaves open, and that a table of SAP 10.2 gives, leaves a note.
"""

from typing import Final

from sap10.certificate.epc_property_data import EpcPropertyData, FixedLights
from sap10.certificate.fabric_measured import DataType, MeasuredFabric
from sap10.certificate.heating import Cooling
from sap10.certificate.ventilation import (
    GroundFloor,
    StructuralInfiltration,
    VentilationType,
)
from sap10.certificate.ventilation import PressureTest as RecordedTest
from sap10.certificate.ventilation import Ventilation as RecordedVentilation
from sap10.certificate.vocabulary import DataSource
from sap10.certificate.water_heating import Immersion
from sap10.codes import Conventions, PressureTest, Ruleset, VentilationSystem
from sap10.dwelling import Dwelling, General, HeatingSystem, Lighting, Ventilation
from sap10.errors import CertificateRejected, NotSupported
from sap10.full_sap.fabric import Fabric, fabric_of
from sap10.full_sap.heating import (
    hot_water_of,
    main_system,
    measured_code,
    pv_arrays_of,
    shares_of,
)
from sap10.rdsap.climate import climate_region
from sap10.rdsap.context import Notes
from sap10.rdsap.hot_water import Systems, showers_of
from sap10.rdsap.renewables import electricity_of
from sap10.rdsap.tariff import tariff_of
from sap10.tables import load_table

_NEW = (DataType.NEW_AS_DESIGNED, DataType.NEW_AS_BUILT, DataType.CHANGE_OF_USE)
_SYSTEMS = {
    VentilationType.POSITIVE_INPUT_FROM_LOFT: VentilationSystem.POSITIVE_INPUT_FROM_LOFT,
    VentilationType.POSITIVE_INPUT_FROM_OUTSIDE: VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE,
    VentilationType.EXTRACT_CENTRALISED: VentilationSystem.EXTRACT,
    VentilationType.EXTRACT_DECENTRALISED: VentilationSystem.EXTRACT,
    VentilationType.BALANCED: VentilationSystem.BALANCED,
    VentilationType.BALANCED_HEAT_RECOVERY: VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
}
_STRUCTURE = {
    StructuralInfiltration.STEEL_OR_TIMBER_FRAME: 0.25,
    StructuralInfiltration.OTHER: 0.35,
}
"""Line (11). [ach]"""
_GROUND_FLOOR = {
    GroundFloor.NOT_SUSPENDED_TIMBER: 0.0,
    GroundFloor.SUSPENDED_TIMBER_SEALED: 0.1,
    GroundFloor.SUSPENDED_TIMBER_UNSEALED: 0.2,
}
"""Line (12). [ach]"""

_DEFAULTS = load_table("4g_ventilation_defaults")
_DEFAULT_FANS: Final = dict(
    zip(
        _DEFAULTS.texts("type"),
        zip(
            _DEFAULTS.floats("specific_fan_power").tolist(),
            _DEFAULTS.floats("fan_in_use_factor").tolist(),
            (
                _DEFAULTS.floats("heat_recovery_percent")
                * _DEFAULTS.floats("recovery_in_use_factor")
            ).tolist(),
            strict=True,
        ),
        strict=True,
    )
)
"""By ventilation type: fan power [W/(l/s)], its in-use factor, heat recovery in use [%]."""


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
    NotSupported
        The dwelling needs a part of SAP that the calculator does not cover.
    """
    if not isinstance(epc.fabric, MeasuredFabric):
        message = "expand_measured needs a measured fabric"
        raise TypeError(message)
    if epc.special_features:
        raise NotSupported(field="SAP-Special-Features", value="given", rule="SAP 10.2 Appendix Q")
    notes = Notes()
    is_new = epc.fabric.data_type in _NEW
    codes = tuple(measured_code(main, notes) for main in epc.heating.main)
    mains = tuple(
        main_system(main, code, epc.water_heating, is_new, notes)
        for main, code in zip(epc.heating.main, codes, strict=True)
    )
    space = shares_of(epc.heating, codes[0], notes)
    systems = Systems(
        main_codes=tuple(main.code for main in mains),
        main_fuels=tuple(main.fuel for main in mains),
        main_controls=tuple(main.control for main in mains),
        secondary_code=space.secondary_code,
        secondary_fuel=space.secondary_fuel,
    )
    has_dual_immersion = epc.water_heating.immersion is Immersion.DUAL
    tariff = tariff_of(epc.energy_source.electricity_meter, codes, has_dual_immersion)
    pv_arrays = pv_arrays_of(epc.energy_source, notes)
    fabric = fabric_of(epc.fabric, notes)
    return Dwelling(
        reference=reference,
        general=_general(epc, epc.fabric, fabric, conventions, is_new, notes),
        ventilation=_ventilation(epc.ventilation, fabric, notes),
        main_1=mains[0],
        main_2=mains[1] if len(mains) > 1 else HeatingSystem(),
        space_heating=space,
        hot_water=hot_water_of(epc.water_heating, systems, notes),
        lighting=_lighting(epc, notes),
        electricity=electricity_of(epc.energy_source, tariff, bool(pv_arrays), notes),
        storeys=fabric.storeys,
        elements=fabric.elements,
        openings=fabric.openings,
        thermal_bridges=fabric.thermal_bridges,
        showers=showers_of(epc.water_heating, notes, is_new),
        pv_arrays=pv_arrays,
        notes=tuple(notes.texts),
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
    area, seer = _cooling(epc.heating.cooling)
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


def _cooling(cooling: Cooling | None) -> tuple[float, float]:
    """Return cooled area [m2] and seasonal efficiency ratio, 0 and 1 without cooling."""
    if cooling is None or cooling.cooled_area_m2 == 0:
        return 0.0, 1.0
    if cooling.cooled_area_m2 is None:
        raise CertificateRejected(
            reason="missing_field",
            field="SAP-Cooling/Cooled-Area",
            value=None,
            rule="SAP 10.2 section 10",
        )
    if cooling.seer is None:
        raise NotSupported(
            field="SAP-Cooling/Cooling-System-Class",
            value=cooling.energy_class,
            rule="SAP 10.2 Table 10c",
        )
    return cooling.cooled_area_m2, cooling.seer


def _ventilation(
    given: RecordedVentilation, fabric: Fabric, notes: Notes
) -> Ventilation[float, int, bool]:
    """Return the inputs of worksheet section 2."""
    test = _pressure_test(given)
    structure = given.structure or StructuralInfiltration.OTHER
    if test is PressureTest.NONE:
        for name, value, taken in (
            ("Wall-Type", given.structure, "not framed"),
            ("Ground-Floor-Type", given.ground_floor, "not suspended timber"),
            ("Has-Draught-Lobby", given.has_draught_lobby, "none"),
            ("DraughtStripping", given.draughtproofed_percent, "0 %"),
        ):
            if value is None:
                notes.add(f"SAP-Ventilation/{name} absent: {taken} (SAP 10.2 lines 11 to 14)")
    if given.sheltered_side_count is None:
        raise CertificateRejected(
            reason="missing_field",
            field="SAP-Ventilation/Sheltered-Sides-Count",
            value=None,
            rule="SAP 10.2 line (19)",
        )
    power, factor, recovery = _fans(given, notes)
    return Ventilation(
        storeys=len({storey.level for storey in fabric.storeys if storey.area_m2 > 0}),
        open_chimneys=given.open_chimney_count or 0,
        open_flues=given.open_flue_count or 0,
        closed_fire_flues=given.closed_fire_flue_count or 0,
        solid_fuel_boiler_flues=given.solid_fuel_boiler_flue_count or 0,
        other_heater_flues=given.other_heater_flue_count or 0,
        blocked_chimneys=given.blocked_chimney_count or 0,
        extract_fans=given.extract_fan_count or 0,
        passive_vents=given.passive_vent_count or 0,
        flueless_gas_fires=given.flueless_gas_fire_count or 0,
        pressure_test=test,
        air_permeability=given.air_permeability or 0.0,
        structural_infiltration=_STRUCTURE[structure],
        floor_infiltration=_GROUND_FLOOR[given.ground_floor or GroundFloor.NOT_SUSPENDED_TIMBER],
        has_draught_lobby=given.has_draught_lobby is True,
        draught_proofed_percent=given.draughtproofed_percent or 0.0,
        sheltered_sides=given.sheltered_side_count,
        system=_SYSTEMS.get(given.type, VentilationSystem.NATURAL),
        heat_recovery_percent=recovery,
        specific_fan_power=power,
        fan_in_use_factor=factor,
    )


def _pressure_test(given: RecordedVentilation) -> PressureTest:
    """Return how the air permeability is known, and refuse a test without a value."""
    if given.pressure_test is RecordedTest.NOT_TESTED:
        return PressureTest.NONE
    if given.air_permeability is None:
        raise CertificateRejected(
            reason="missing_field",
            field="SAP-Ventilation/Air-Permeability",
            value=None,
            rule=f"SAP 10.2 line (17): the pressure test is {given.pressure_test.value}",
        )
    if given.pressure_test is RecordedTest.LOW_PRESSURE_PULSE:
        return PressureTest.AT_4_PA
    return PressureTest.AT_50_PA


def _fans(given: RecordedVentilation, notes: Notes) -> tuple[float, float, float]:
    """Return fan power [W/(l/s)], its in-use factor and heat recovery [%] (Table 4g)."""
    if given.type.value not in _DEFAULT_FANS:
        return 0.0, 1.0, 0.0
    details = given.mechanical
    if details is not None and details.product_index is not None:
        raise CertificateRejected(
            reason="product_not_found",
            field="SAP-Ventilation/Mechanical-Vent-System-Index-Number",
            value=details.product_index,
            rule="SAP 10.2 section 2.6: needs the product database",
        )
    if details is not None and details.data_source is DataSource.MANUFACTURER:
        raise NotSupported(
            field="SAP-Ventilation/Mechanical-Ventilation-Data-Source",
            value=details.data_source.value,
            rule="SAP 10.2 section 2.6.3: in-use factors of the product database",
        )
    power, factor, recovery = _DEFAULT_FANS[given.type.value]
    notes.add(f"mechanical ventilation: {power} W/(l/s) x {factor} (SAP 10.2 Table 4g)")
    return power, factor, recovery


def _lighting(epc: EpcPropertyData, notes: Notes) -> Lighting[float, int, bool]:
    """Return capacity and efficacy of the fixed lights (Appendix L, L5 to L8)."""
    lights = epc.lighting.lights if isinstance(epc.lighting, FixedLights) else ()
    watts = sum(light.power_w * light.count for light in lights)
    lumens = sum(light.efficacy_lm_per_w * light.power_w * light.count for light in lights)
    if watts <= 0 or lumens <= 0:
        notes.add("no fixed lighting described: 185 lm/m2 at 21.3 lm/W (Appendix L1 step 8c)")
        return Lighting()
    return Lighting(is_capacity_given=True, capacity_lm=lumens, efficacy_lm_per_w=lumens / watts)
