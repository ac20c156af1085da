"""The tables, one module per asset that owns them, named as the asset."""
