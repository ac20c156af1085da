"""``python -m sap10``."""

import sys

from sap10.cli import main

sys.exit(main())
