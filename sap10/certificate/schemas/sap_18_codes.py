"""Enumerations of SAP-Schema-18.0.0, 17.1 and 17.0 that differ from those of 19.0.0."""

from typing import Any, Final

from sap10.certificate.converters import Codes
from sap10.certificate.heating import DistributionType
from sap10.certificate.schemas import common
from sap10.certificate.schemas import sap_19_1_codes as codes
from sap10.certificate.schemas.sap_19_0 import CODES as CODES_19_0
from sap10.certificate.schemas.sap_19_0 import FUEL as FUEL_19_0
from sap10.certificate.vocabulary import Fuel
from sap10.certificate.water_heating import ShowerType

_PIPES = "age and insulation of the pipes, which SAP 10.2 Table 12c does not ask for: unknown"
DISTRIBUTION: Final = Codes(
    common.DISTRIBUTION.name,
    {
        **dict.fromkeys(("1", "2", "3", "4"), DistributionType.UNKNOWN),
        "5": DistributionType.CALCULATED,
        "6": DistributionType.UNKNOWN,
    },
    dict.fromkeys(("1", "2", "3", "4"), _PIPES),
)
FUEL: Final[Codes[Fuel | None]] = Codes(
    FUEL_19_0.name,
    FUEL_19_0.meanings,
    {**FUEL_19_0.assumed, "99": "special fuel of a heat network: its database record says"},
)
COMPENSATION: Final = Codes(
    "SAP-HasLoadOrWeatherCompensation",
    {"0": False, "1": False, "2": True, "3": True, "4": True},
    {"1": "load compensation, to which SAP 10.2 gives no credit unless enhanced (section 9.4.17)"},
)
SHOWERS: Final = Codes(
    "ShowerTypeCode",
    {
        "0": ShowerType.UNKNOWN,
        "1": ShowerType.NON_ELECTRIC,
        "2": ShowerType.ELECTRIC,
        "3": ShowerType.ELECTRIC_AND_NON_ELECTRIC,
        "4": ShowerType.NONE,
    },
)
COOLING_TYPE: Final = Codes("SAP-CoolingSystemTypeCode", {"1": "split", "2": "packaged"})
COOLING_CONTROL: Final = Codes("SAP-CoolingSystemControlCode", {"1": "on_off", "2": "modulating"})

CODES: Final[tuple[Codes[Any], ...]] = (
    *CODES_19_0,
    common.SAP_VERSION.without("9.93", "9.94", "10.2"),
    common.OVERSHADING.without("5"),
    DISTRIBUTION,
    FUEL,
    codes.JUNCTION.without("R10", "R11"),
    codes.PSI_SOURCE.without("1"),
    codes.OPENING_KIND.without("6"),
    codes.FRAME.without("9"),
    codes.PRESSURE_TEST.without("7"),
    codes.COOLING_CLASS.without("A+++", "A++", "A+", "Unknown"),
)
