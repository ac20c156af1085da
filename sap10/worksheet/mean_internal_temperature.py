"""Worksheet section 7: mean internal temperature, lines (85) to (93), Tables 9 to 9c."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.n_packages import Packages, off_factor
from sap10.appendices.u_climate import Climate
from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line
from sap10.products import HeatingControl
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.heat_losses import HeatLosses
from sap10.worksheet.heating_systems import HeatingParameters
from sap10.worksheet.solar_gains import SolarGains
from sap10.worksheet.utilisation import Utilisation

LIVING_AREA_TEMPERATURE_C = 21.0
"""Th1, Table 9."""

HEAT_LOSS_PARAMETER_CAP = 6.0
"""Greatest heat loss parameter in Th2, Table 9 note e."""

TEMPERATURE_DROP_C = 2.0
"""How far an unresponsive system lets the temperature fall, Table 9b."""

# Hours of heating off, Tables 9 and N7: first period, by control; second period; the only one.
_FIRST_OFF_HOURS = 7.0
_FIRST_OFF_HOURS_TYPE_3 = 9.0
_SECOND_OFF_HOURS = 8.0
_ONLY_OFF_HOURS = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanInternalTemperature:
    """Temperatures [C] and utilisation factors of both zones and of the dwelling."""

    living_area_heating_temperature: FloatArray = line("85", "C")
    living_area_utilisation: FloatArray = line("86")
    living_area_temperature: FloatArray = line("87", "C")
    elsewhere_heating_temperature: FloatArray = line("88", "C")
    elsewhere_utilisation: FloatArray = line("89")
    elsewhere_temperature: FloatArray = line("90", "C")
    living_area_fraction: FloatArray = line("91")
    mean_temperature: FloatArray = line("92", "C")
    adjusted_temperature: FloatArray = line("93", "C")


@dataclass(frozen=True, slots=True)
class _Zone:
    """What the temperature of both zones depends on, besides the zone itself."""

    utilisation: Utilisation
    unheated_c: FloatArray
    gain_rise_c: FloatArray
    responsiveness: FloatArray

    def temperature(
        self, heating_c: FloatArray, off_factor: FloatArray, utilisation: FloatArray
    ) -> FloatArray:
        """Return the mean temperature of a zone: Th less both reductions, Table 9b."""
        r = self.responsiveness
        without_heating = (1.0 - r) * (heating_c - TEMPERATURE_DROP_C) + r * (
            self.unheated_c + utilisation * self.gain_rise_c
        )
        return heating_c - (heating_c - without_heating) * off_factor


@dataclass(frozen=True, slots=True)
class _OffFactors:
    """(u1 + u2) / (Th - Tsc) of Table 9b, shape (n, 12): usual hours, and longer for control 3.

    The last two are of main system 1, whose package may heat for longer (Table N7).
    """

    usual: FloatArray
    type_3: FloatArray
    usual_by_1: FloatArray
    type_3_by_1: FloatArray

    @staticmethod
    def of(
        cooling_hours: FloatArray, package: Packages | None, more: FloatArray | float = 0.0
    ) -> "_OffFactors":
        """Find the factors; `more` hours, (n, 1), are added to the first or only period off."""
        second = _reduction(_SECOND_OFF_HOURS, cooling_hours)
        usual = _reduction(_FIRST_OFF_HOURS + more, cooling_hours) + second
        type_3 = _reduction(_FIRST_OFF_HOURS_TYPE_3 + more, cooling_hours) + second
        if package is None:
            return _OffFactors(usual, type_3, usual, type_3)
        unimodal = _reduction(_ONLY_OFF_HOURS + more, cooling_hours)
        return _OffFactors(
            usual,
            type_3,
            off_factor(package, usual, unimodal),
            off_factor(package, type_3, unimodal),
        )

    def at(self, is_type_3: BoolArray, is_by_2: BoolArray) -> FloatArray:
        """Choose by control, (n, 1), and by the system that heats the rooms, (n,)."""
        by_1 = np.where(is_type_3, self.type_3_by_1, self.usual_by_1)
        if self.usual_by_1 is self.usual:
            return by_1
        return np.where(is_by_2[:, None], np.where(is_type_3, self.type_3, self.usual), by_1)


def _control_product(batch: DwellingBatch) -> HeatingControl[FloatArray, IntArray] | None:
    """Give every dwelling its record of heating controls; None where no dwelling has one."""
    table, rows, n = batch.heating_controls, batch.heating_controls.rows, batch.size
    if not table.dwelling.size:
        return None
    return HeatingControl(
        living_area_temperature_c=table.spread(rows.living_area_temperature_c, n),
        living_area_off_hours=table.spread(rows.living_area_off_hours, n),
        elsewhere_temperature_c=table.spread(rows.elsewhere_temperature_c, n),
        elsewhere_off_hours=table.spread(rows.elsewhere_off_hours, n),
        control_type=table.spread(rows.control_type * 1.0, n).astype(np.int64),
    )


def _reduction(hours: FloatArray | float, cooling_hours: FloatArray) -> FloatArray:
    """Return u / (Th - Tsc) for one off period of `hours`, Table 9b; `cooling_hours` is tc."""
    return np.where(
        hours <= cooling_hours,
        0.5 * hours**2 / (24.0 * cooling_hours),
        (hours - 0.5 * cooling_hours) / 24.0,
    )


def mean_internal_temperature(
    batch: DwellingBatch,
    size: Dimensions,
    losses: HeatLosses,
    gains: SolarGains,
    climate: Climate,
    heating: HeatingParameters,
    impose: Impose = NOTHING_IMPOSED,
) -> MeanInternalTemperature:
    """Find the mean internal temperature of each month.

    Two main systems that heat different parts of the dwelling follow the second half of Table 9c.
    Packages that heat for longer have the off periods of Table N7; controls of the product database
    change temperatures and off periods as Table 9 says (section 9.4.20).
    The longer days of a package (equation N5) are those of system 1, which it is: rooms that
    system 2 heats alone keep the standard hours.
    """
    outside = climate.external_temperature_c
    transfer = losses.heat_transfer_coefficient
    utilisation = Utilisation.of(losses, gains.total_with_internal, outside)
    share_2 = heating.main_2_share
    responsiveness = (
        share_2 * heating.main_2.responsiveness + (1.0 - share_2) * heating.main_1.responsiveness
    )
    zone = _Zone(
        utilisation, outside, gains.total_with_internal / transfer, responsiveness[:, None]
    )
    cooling_hours = 4.0 + 0.25 * utilisation.time_constant
    off = off_living = _OffFactors.of(cooling_hours, heating.package)
    living_c = np.full(batch.size, LIVING_AREA_TEMPERATURE_C)
    product = _control_product(batch)
    if product is not None:
        living_c = living_c - product.living_area_temperature_c
        more = product.living_area_off_hours[:, None]
        off_living = _OffFactors.of(cooling_hours, heating.package, more)

    heating_1 = impose("85", living_c)
    utilisation_1 = impose("86", utilisation.at(heating_1[:, None]))
    temperature_1 = impose(
        "87", zone.temperature(heating_1[:, None], off_living.usual_by_1, utilisation_1)
    )

    living_fraction = impose("91", batch.general.living_area_m2 / size.total_floor_area)
    elsewhere = 1.0 - living_fraction
    capped = np.minimum(losses.heat_loss_parameter, HEAT_LOSS_PARAMETER_CAP)
    by_type_1 = -0.5 * capped
    by_type_2 = capped**2 / 12.0 - capped

    def rest_of_dwelling(
        control_type: IntArray, is_by_2: BoolArray
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        control = control_type[:, None]
        heating_c = heating_1[:, None] + np.where(control == 1, by_type_1, by_type_2)
        off_elsewhere = off
        if product is not None:  # Only beside system 1's control of the record's type (note d).
            counts = (control_type == product.control_type) & ~is_by_2
            heating_c = heating_c - (counts * product.elsewhere_temperature_c)[:, None]
            more = (counts * product.elsewhere_off_hours)[:, None]
            off_elsewhere = _OffFactors.of(cooling_hours, heating.package, more)
        heating_c = impose("88", heating_c)
        factor = impose("89", utilisation.at(heating_c))
        off_factors = off_elsewhere.at(control == 3, is_by_2)
        return heating_c, factor, zone.temperature(heating_c, off_factors, factor)

    second_only = heating.is_in_different_parts & (share_2 > elsewhere)
    shared = heating.is_in_different_parts & ~second_only
    control = np.where(second_only, heating.main_2.control_type, heating.main_1.control_type)
    heating_2, utilisation_2, temperature_2 = rest_of_dwelling(control, second_only)
    if shared.any():
        temperature_by_2 = rest_of_dwelling(heating.main_2.control_type, shared)[2]
        weight = np.where(shared, share_2 / np.where(shared, elsewhere, 1.0), 0.0)[:, None]
        temperature_2 = temperature_2 * (1.0 - weight) + temperature_by_2 * weight
    temperature_2 = impose("90", temperature_2)

    mean = impose(
        "92",
        living_fraction[:, None] * temperature_1 + elsewhere[:, None] * temperature_2,
    )
    return MeanInternalTemperature(
        living_area_heating_temperature=heating_1,
        living_area_utilisation=utilisation_1,
        living_area_temperature=temperature_1,
        elsewhere_heating_temperature=heating_2,
        elsewhere_utilisation=utilisation_2,
        elsewhere_temperature=temperature_2,
        living_area_fraction=living_fraction,
        mean_temperature=mean,
        adjusted_temperature=impose("93", mean + heating.temperature_adjustment[:, None]),
    )
