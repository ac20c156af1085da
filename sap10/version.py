"""What was calculated with: the calculator's version and the editions it follows."""

CALCULATOR_VERSION = "0.1.0"
SPECIFICATIONS = {"rdsap": "RdSAP 10 (SAP 10.2, 14-03-2025)", "sap": "SAP 10.2 (14-03-2025)"}
