"""The appendices of SAP 10.2 that compute, one module each."""
