"""Weather of a postcode district, which calculations with local weather use where it is known.

Appendix U: "Weather data for each postcode district are taken from the PCDB and are used when the
postcode district is known". Few districts stand behind many dwellings, so that a batch holds each
once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sap10.arrays import FloatArray, IntArray

MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalWeather:
    """Monthly weather of a place: temperature [degC], wind [m/s], horizontal radiation [W/m2]."""

    place: str
    latitude_deg: float
    external_temperature_c: tuple[float, ...]
    wind_speed_m_per_s: tuple[float, ...]
    horizontal_irradiance_w_per_m2: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeatherTable:
    """The places of a batch: arrays (places,) or (places, 12); `dwelling` whose weather is known.

    `place` is, for each of these dwellings, the row of its place.
    """

    dwelling: IntArray
    place: IntArray
    latitude_deg: FloatArray
    external_temperature_c: FloatArray
    wind_speed_m_per_s: FloatArray
    horizontal_irradiance_w_per_m2: FloatArray

    @staticmethod
    def of(weathers: Sequence[LocalWeather | None]) -> "WeatherTable":
        """Collect the weather of dwellings, in their order; None where it is not known."""
        rows: dict[LocalWeather, int] = {}
        known = [(i, rows.setdefault(w, len(rows))) for i, w in enumerate(weathers) if w]
        places = list(rows)

        def months(series: list[tuple[float, ...]]) -> FloatArray:
            return np.array(series, dtype=np.float64).reshape(-1, MONTHS)

        return WeatherTable(
            dwelling=np.array([i for i, _ in known], dtype=np.int64),
            place=np.array([row for _, row in known], dtype=np.int64),
            latitude_deg=np.array([w.latitude_deg for w in places], dtype=np.float64),
            external_temperature_c=months([w.external_temperature_c for w in places]),
            wind_speed_m_per_s=months([w.wind_speed_m_per_s for w in places]),
            horizontal_irradiance_w_per_m2=months(
                [w.horizontal_irradiance_w_per_m2 for w in places]
            ),
        )
