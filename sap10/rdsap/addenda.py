"""Addenda of a survey, RdSAP 10 section 14 and Table 30: what each means for the calculation."""

from sap10.certificate import Addendum, EpcPropertyData
from sap10.rdsap.context import Notes

_MEANINGS = {
    Addendum.UNUSUAL_WALL: "1: wall of a type outside RdSAP, calculated as the one recorded",
    Addendum.SWIMMING_POOL: "4: energy that heats the swimming pool is left out",
    Addendum.MICRO_CHP_NOT_IN_DATABASE: "5: micro-CHP of unknown performance, default values",
    Addendum.STORAGE_OR_DUAL_IMMERSION_ON_SINGLE_METER: (
        "6: off-peak appliance on a single meter, calculated at the standard tariff"
    ),
    Addendum.PV_OR_WIND: "8: feed-in tariffs are left out",
    Addendum.TWO_MAIN_SYSTEMS: "9: advice on the upgrade of two main heating systems",
    Addendum.DUAL_METER_WITH_STANDARD: "10: calculated on the off-peak tariff of the dual meter",
    Addendum.SINGLE_METER_WITH_OFF_PEAK: "11: calculated on the standard tariff of a single meter",
    Addendum.UNLISTED_BIOMASS: "12: biomass outside RdSAP, calculated as the fuel recorded",
    Addendum.SPECIAL_FEATURE: "13: special feature left out of the savings of other measures",
    Addendum.CONSERVATION_AREA: "14: conservation area, improvements only",
    Addendum.PV_RECOMMENDED: "15: advice on a battery and diverter with new photovoltaics",
    Addendum.INDEPENDENT_BATTERY: "16: battery that no photovoltaics charge is left out",
    Addendum.PHASE_CHANGE_STORE: "17: phase-changing heat store is left out",
    Addendum.PARTY_WALL_INSULATION: "18: advice on insulating a party wall",
}
"""Table 30 by its numbers, in our words; older schemas have more, which the other fields say."""


def note_addenda(epc: EpcPropertyData, notes: Notes) -> None:
    """Note what the addenda of a survey say of its calculation; none changes a figure of itself.

    What they are about is in the fields that they explain: meter, heating, fuel, walls.
    """
    for addendum in epc.addenda:
        if addendum in _MEANINGS:
            notes.add(f"addendum {_MEANINGS[addendum]} (RdSAP 10 Table 30)")
