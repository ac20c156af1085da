"""Layout of postcode weather: table 172."""

from dataclasses import dataclass

from sap10.pcdb.record import at, code, needed, needed_code, text


@dataclass(frozen=True, slots=True, kw_only=True)
class PostcodeWeather:
    """Table 172, format 272: weather of a postcode district, ``*`` for the rest of its area.

    `region` is that of Table U6; 28 to 30 are the Isle of Man, Jersey and Guernsey. Monthly values
    are twelve: external temperature, wind speed, horizontal solar radiation.
    """

    area: str = at(0, text)
    district: str = at(1, text)
    updated: str = at(2, text)
    region: int = at(3, needed_code)
    country: int = at(4, needed_code)
    is_of_area: int | None = at(5, code)
    height_m: float = at(6, needed, "m")
    latitude: float = at(7, needed, "°N")
    longitude: float = at(8, needed, "°E")
    temperature_c: tuple[float, ...] = at(9, needed, "°C", length=12)
    wind_speed_m_per_s: tuple[float, ...] = at(21, needed, "m/s", length=12)
    radiation_w_per_m2: tuple[float, ...] = at(33, needed, "W/m²", length=12)
