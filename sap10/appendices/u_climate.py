"""Appendix U: climate of a region, and solar flux on a surface of any orientation and pitch."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from sap10.arrays import FloatArray, IntArray
from sap10.codes import Calculation
from sap10.dwelling import DwellingBatch
from sap10.errors import CertificateRejected
from sap10.tables import MONTH_COLUMNS, load_table

UK_AVERAGE = 0
"""The region of ratings: UK average climate."""

_EXTERNAL_TEMPERATURE_C = load_table("u1_external_temperature").grid(MONTH_COLUMNS)
_WIND_SPEED_M_PER_S = load_table("u2_wind_speed").grid(MONTH_COLUMNS)
_HORIZONTAL_W_PER_M2 = load_table("u3_horizontal_irradiance").grid(MONTH_COLUMNS)
_DECLINATION_DEG = load_table("u3_solar_declination").grid(MONTH_COLUMNS)[0]
_LATITUDE_DEG = load_table("u4_latitude").floats("latitude_deg")


def _noon_elevation(latitude_deg: FloatArray) -> FloatArray:
    """Return cos(latitude - declination), shape (n, 12)."""
    return np.cos(np.radians(latitude_deg[:, None] - _DECLINATION_DEG[None, :]))


_NOON_ELEVATION = _noon_elevation(_LATITUDE_DEG)

# Constants k1 to k9 of Table U5 by code of sap10.codes.Orientation: a horizontal surface needs
# none, and the surfaces west of south mirror those east of it.
_U5 = load_table("u5_solar_flux_constants").grid([f"k{i}" for i in range(1, 10)])
_FLUX_CONSTANTS = np.vstack([np.zeros(9), _U5[[0, 1, 2, 3, 4, 3, 2, 1]]])

_POSTCODE = re.compile(r"^\s*([A-Z]{1,2})(\d{1,2})[A-Z]?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Climate:
    """Climate of each dwelling of a batch: Tables U1 to U4, or its postcode district's.

    Parameters
    ----------
    noon_elevation
        Cosine of latitude less solar declination, shape (n, 12).
    external_temperature_c
        Mean external temperature, shape (n, 12).
    wind_speed_m_per_s
        Wind speed for infiltration, shape (n, 12).
    horizontal_irradiance_w_per_m2
        Solar irradiance on the horizontal, shape (n, 12).
    """

    noon_elevation: FloatArray
    external_temperature_c: FloatArray
    wind_speed_m_per_s: FloatArray
    horizontal_irradiance_w_per_m2: FloatArray

    @staticmethod
    def of_regions(region: IntArray) -> "Climate":
        """Look up the climate of each dwelling's region."""
        return Climate(
            noon_elevation=_NOON_ELEVATION[region],
            external_temperature_c=_EXTERNAL_TEMPERATURE_C[region],
            wind_speed_m_per_s=_WIND_SPEED_M_PER_S[region],
            horizontal_irradiance_w_per_m2=_HORIZONTAL_W_PER_M2[region],
        )

    def flux(self, dwelling: IntArray, orientation: IntArray, pitch_deg: FloatArray) -> FloatArray:
        """Return the monthly solar flux on surfaces of the batch's dwellings.

        Parameters
        ----------
        dwelling
            Index of the dwelling that each surface belongs to, shape (rows,).
        orientation
            Codes of `sap10.codes.Orientation`, shape (rows,).
        pitch_deg
            Pitch from the horizontal, shape (rows,).

        Returns
        -------
        FloatArray
            Flux [W/m2], shape (rows, 12), equations U1 to U3.
        """
        k = _FLUX_CONSTANTS[orientation]
        sine = np.sin(np.radians(0.5 * pitch_deg))
        square = sine * sine
        cube = square * sine
        a = k[:, 0] * cube + k[:, 1] * square + k[:, 2] * sine
        b = k[:, 3] * cube + k[:, 4] * square + k[:, 5] * sine
        c = k[:, 6] * cube + k[:, 7] * square + k[:, 8] * sine + 1.0
        elevation = self.noon_elevation[dwelling]
        ratio = (a[:, None] * elevation + b[:, None]) * elevation + c[:, None]
        return ratio * self.horizontal_irradiance_w_per_m2[dwelling]


def climate_for(batch: DwellingBatch, calculation: Calculation) -> Climate:
    """Return the climate of a calculation: the UK average for ratings, else that of the place.

    Appendix U; RdSAP 10 section 15. The weather of a dwelling's postcode district counts where the
    product database gave it, else that of its region.
    """
    region = batch.general.climate_region
    if calculation == Calculation.RATING:
        return Climate.of_regions(np.full_like(region, UK_AVERAGE))
    climate = Climate.of_regions(region)
    known = batch.local_weather
    if not known.dwelling.size:
        return climate
    own, place = known.dwelling, known.place
    climate.noon_elevation[own] = _noon_elevation(known.latitude_deg)[place]
    climate.external_temperature_c[own] = known.external_temperature_c[place]
    climate.wind_speed_m_per_s[own] = known.wind_speed_m_per_s[place]
    climate.horizontal_irradiance_w_per_m2[own] = known.horizontal_irradiance_w_per_m2[place]
    return climate


@cache
def _postcode_rows() -> dict[str, list[tuple[int, int, int]]]:
    """Return (first district, last district, region) by area, the narrowest range first."""
    table = load_table("u6_postcode_regions")
    rows: dict[str, list[tuple[int, int, int]]] = {}
    for area, first, last, region in zip(
        table.texts("area"),
        table.texts("district_from"),
        table.texts("district_to"),
        table.integers("region"),
        strict=True,
    ):
        start, end = (int(first), int(last)) if first else (0, 99)
        rows.setdefault(area, []).append((start, end, int(region)))
    for own in rows.values():
        own.sort(key=lambda row: row[1] - row[0])
    return rows


def postcode_region(postcode: str) -> int:
    """Return the climate region, 1 to 22, of a postcode (Table U6; RdSAP 10 section 19).

    Raises
    ------
    CertificateRejected
        The text is no postcode, or its area is not in Table U6.
    """
    match = _POSTCODE.match(postcode)
    if match:
        district = int(match.group(2))
        for first, last, region in _postcode_rows().get(match.group(1).upper(), []):
            if first <= district <= last:
                return region
    reason, rule = "invalid_value", "SAP 10.2 Table U6"
    raise CertificateRejected(reason, "Postcode", postcode, rule)
