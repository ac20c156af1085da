"""Array types of the calculator.

Axis 0 is always the dwelling (or the row of a flat table), the last axis of a monthly line is the
month.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating[Any]]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
