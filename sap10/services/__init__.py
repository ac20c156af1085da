"""Services as certificates describe them, made SAP inputs: what both expansions have in common.

Reduced data (`sap10.rdsap`) and the data of full assessments (`sap10.full_sap`) say the
same of heat networks, solar water heating, generators and special features. What only one of them
knows, such as a default of RdSAP 10, comes from the caller.
"""
