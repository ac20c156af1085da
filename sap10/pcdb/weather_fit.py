"""Weather of a dwelling's postcode district by its record, Appendix U."""

import re
from typing import Final

from sap10.local_weather import LocalWeather
from sap10.pcdb.database import Pcdb
from sap10.pcdb.weather import PostcodeWeather

_OUTWARD: Final = re.compile(r"([A-Z]{1,2})([0-9R][0-9]?)")


def local_weather(postcode_district: str | None, pcdb: Pcdb) -> LocalWeather | None:
    """Return the weather of a district, else of the rest of its area; None if there is none.

    The file numbers districts without the letter that some of London have (EC1A).
    """
    outward = None if postcode_district is None else _OUTWARD.match(postcode_district)
    if outward is None:
        return None
    area, number = outward.groups()
    record = pcdb.find(PostcodeWeather, area + number) or pcdb.find(PostcodeWeather, f"{area}*")
    if record is None:
        return None
    return LocalWeather(
        place=f"{record.area}{record.district}",
        latitude_deg=record.latitude,
        external_temperature_c=record.temperature_c,
        wind_speed_m_per_s=record.wind_speed_m_per_s,
        horizontal_irradiance_w_per_m2=record.radiation_w_per_m2,
    )
