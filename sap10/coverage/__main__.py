"""Write the coverage page: ``python -m sap10.coverage``."""

from sap10.coverage.page import main

main()
