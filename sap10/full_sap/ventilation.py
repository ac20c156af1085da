"""Ventilation of a measured dwelling: the inputs of worksheet section 2."""

from sap10.certificate.ventilation import GroundFloor, StructuralInfiltration, VentilationType
from sap10.certificate.ventilation import PressureTest as RecordedTest
from sap10.certificate.ventilation import Ventilation as RecordedVentilation
from sap10.codes import PressureTest, VentilationSystem
from sap10.dwelling import Ventilation
from sap10.errors import CertificateRejected
from sap10.full_sap.mechanical_ventilation import MechanicalInputs
from sap10.rdsap.context import Notes

_SYSTEMS = {
    VentilationType.POSITIVE_INPUT_FROM_LOFT: VentilationSystem.POSITIVE_INPUT_FROM_LOFT,
    VentilationType.POSITIVE_INPUT_FROM_OUTSIDE: VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE,
    VentilationType.EXTRACT_CENTRALISED: VentilationSystem.EXTRACT,
    VentilationType.EXTRACT_DECENTRALISED: VentilationSystem.EXTRACT,
    VentilationType.BALANCED: VentilationSystem.BALANCED,
    VentilationType.BALANCED_HEAT_RECOVERY: VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
}
_POSITIVE_INPUT = (
    VentilationType.POSITIVE_INPUT_FROM_LOFT,
    VentilationType.POSITIVE_INPUT_FROM_OUTSIDE,
)
_LEAST_FANS = 2
"""Intermittent extract fans beside positive input ventilation, section 2.6.1 a."""

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


def ventilation_of(
    given: RecordedVentilation, storeys: int, mechanical: MechanicalInputs, notes: Notes
) -> Ventilation[float, int, bool]:
    """Return the inputs of worksheet section 2.

    Parameters
    ----------
    given
        What the assessment says.
    storeys
        Line (9).
    mechanical
        Fans of the dwelling, section 2.6.
    notes
        Where each value taken for one that is absent is noted.

    Raises
    ------
    CertificateRejected
        A test has no result, or the sheltered sides are not counted.
    """
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
    fans = given.extract_fan_count or 0
    if given.type in _POSITIVE_INPUT and fans < _LEAST_FANS:
        fans = _LEAST_FANS
        notes.add("positive input ventilation: two intermittent extract fans (section 2.6.1 a)")
    return Ventilation(
        storeys=storeys,
        open_chimneys=given.open_chimney_count or 0,
        open_flues=given.open_flue_count or 0,
        closed_fire_flues=given.closed_fire_flue_count or 0,
        solid_fuel_boiler_flues=given.solid_fuel_boiler_flue_count or 0,
        other_heater_flues=given.other_heater_flue_count or 0,
        blocked_chimneys=given.blocked_chimney_count or 0,
        extract_fans=fans,
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
        heat_recovery_percent=mechanical.heat_recovery_percent,
        specific_fan_power=mechanical.specific_fan_power,
        fan_in_use_factor=mechanical.fan_in_use_factor,
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
