"""The SAP 10.2 worksheet, one module per section, and the chain that runs them in order."""
