"""Utilisation factor of gains, Table 9a, and of losses, Table 10a."""

from dataclasses import dataclass

import numpy as np

from sap10.arrays import FloatArray
from sap10.worksheet.heat_losses import HeatLosses

NO_LOSS_RATIO = 1.0e6
"""Gain to loss ratio where there is no loss, Tables 9a and 10a."""

_RATIO_DECIMALS = 8


@dataclass(frozen=True, slots=True)
class Utilisation:
    """Utilisation factors of the months of a batch.

    Parameters
    ----------
    gains
        Total gains G [W], shape (n, 12).
    transfer
        Heat transfer coefficient H, line (39) [W/K].
    outside
        External temperature [C].
    time_constant
        tau [h].
    exponent
        a = 1 + tau / 15.
    """

    gains: FloatArray
    transfer: FloatArray
    outside: FloatArray
    time_constant: FloatArray
    exponent: FloatArray

    @staticmethod
    def of(losses: HeatLosses, gains: FloatArray, outside: FloatArray) -> "Utilisation":
        """Take H, TMP and HLP from section 3."""
        time_constant = losses.thermal_mass_parameter[:, None] / (3.6 * losses.heat_loss_parameter)
        return Utilisation(
            gains,
            losses.heat_transfer_coefficient,
            outside,
            time_constant,
            1.0 + time_constant / 15.0,
        )

    def at(self, inside: FloatArray) -> FloatArray:
        """Return the utilisation factor of gains at internal temperature `inside` [C], Table 9a."""
        ratio = self._ratio(inside)
        return np.where(ratio > 0.0, self._core(ratio) / np.maximum(ratio, 1.0), 1.0)

    def of_losses_at(self, inside: FloatArray) -> FloatArray:
        """Return the utilisation factor of losses at internal temperature `inside`, Table 10a."""
        ratio = self._ratio(inside)
        return np.where(ratio > 0.0, self._core(ratio) * np.minimum(ratio, 1.0), 1.0)

    def _ratio(self, inside: FloatArray) -> FloatArray:
        """Return gamma = G / L, rounded as the tables say."""
        loss = self.transfer * (inside - self.outside)
        has_loss = loss != 0.0
        ratio = np.divide(self.gains, loss, out=np.full_like(loss, NO_LOSS_RATIO), where=has_loss)
        return np.round(ratio, _RATIO_DECIMALS)

    def _core(self, ratio: FloatArray) -> FloatArray:
        """Return (1 - q^a) / (1 - q^(a+1)) with q = gamma or 1/gamma, whichever is below 1.

        Table 9a's fraction is this one divided by gamma where gamma is above 1, and Table 10a's is
        this one times gamma where gamma is below 1; written so, no power can overflow.
        """
        positive = np.where(ratio > 0.0, ratio, 1.0)
        below = np.minimum(positive, 1.0 / positive)
        a = self.exponent
        power = np.exp(a * np.log(below))
        is_one = below == 1.0
        divisor = np.where(is_one, 1.0, 1.0 - power * below)
        return np.where(is_one, a / (a + 1.0), (1.0 - power) / divisor)
