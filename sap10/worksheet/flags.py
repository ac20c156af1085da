"""Flags of a rating: what the specification calls invalid or indicative of one dwelling.

A batch cannot refuse one dwelling: such a dwelling is rated as its flag says, and whoever reads the
result decides what it is worth.
"""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.n_packages import Packages
from sap10.arrays import BoolArray
from sap10.dwelling import DwellingBatch
from sap10.tables.solid_fuels import burns_another_fuel
from sap10.worksheet.heating_systems import HeatingParameters

_CONTROLS_BY_PRODUCT = (2112, 2208)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """What is out of the ordinary of each dwelling; one array of shape (n,) per flag."""

    package_invalid: BoolArray
    package_outside_ratios: BoolArray
    control_without_product: BoolArray
    control_product_of_other_type: BoolArray
    fuel_not_of_appliance: BoolArray

    def notes(self, dwelling: int) -> tuple[str, ...]:
        """Return the notes of one dwelling."""
        return tuple(note for name, note in NOTES.items() if getattr(self, name)[dwelling])


NOTES = {
    "package_invalid": "package of Appendix N too small to be main heating, or with more than twice"
    " the air flow (N1.1, N3.2): its data are invalid for the dwelling and count as at their end",
    "package_outside_ratios": "plant size ratio outside the data of the package (N2): a heat pump"
    " counts with 100 % or what leads there, everything else as at the end of the data",
    "control_without_product": "control 2112 or 2208 without a record of the product database that"
    " affects the rooms outside the living area (9.4.20): Table 4e alone counts",
    "control_product_of_other_type": "control of the product database of another type than that of"
    " Table 4e (Table 9 note d): what it changes outside the living area is left out",
    "fuel_not_of_appliance": "solid fuel that its appliance cannot normally burn (Table 12b,"
    " indicative)",
}
"""The note that a dwelling has for each flag."""


def flags(batch: DwellingBatch, heating: HeatingParameters, package: Packages | None) -> Flags:
    """Find the flags of every dwelling; `package` is None where no dwelling has a package."""
    none = np.zeros(batch.size, dtype=np.bool_)
    main_1, main_2, space = batch.main_1, batch.main_2, batch.space_heating
    control = batch.heating_controls
    is_other_type, has_elsewhere = none, none
    if control.dwelling.size:
        rows, own = control.rows, control.dwelling
        affects = (rows.elsewhere_temperature_c != 0.0) | (rows.elsewhere_off_hours != 0.0)
        is_same = heating.main_1.control_type[own] == rows.control_type
        is_other_type, has_elsewhere = none.copy(), none.copy()
        is_other_type[own] = affects & ~is_same
        has_elsewhere[own] = affects & is_same
    needs_product = np.isin(main_1.control, _CONTROLS_BY_PRODUCT) | np.isin(
        main_2.control, _CONTROLS_BY_PRODUCT
    )
    return Flags(
        package_invalid=none if package is None else package.is_outside_data,
        package_outside_ratios=none if package is None else package.is_outside_ratios,
        control_without_product=needs_product & ~has_elsewhere,
        control_product_of_other_type=is_other_type,
        fuel_not_of_appliance=burns_another_fuel(main_1.code, main_1.fuel)
        | burns_another_fuel(main_2.code, main_2.fuel)
        | burns_another_fuel(space.secondary_code, space.secondary_fuel),
    )
