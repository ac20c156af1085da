"""Full SAP data to SAP inputs: what a measured assessment leaves open comes from SAP 10.2's tables.

One module per chapter; `sap10.full_sap.expand` puts them together.
"""
