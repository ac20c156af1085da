"""The schemas: one mapping each, as data, and the register of all that are known by name."""
