"""A fictitious landlord's homes, as certificates in the register's own formats, for `make demo`."""
