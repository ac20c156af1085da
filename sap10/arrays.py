"""Array types of the calculator.

Axis 0 is always the dwelling (or the row of a flat table), the last axis of a monthly line is the
month.
"""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
