"""The `ara` command, one module per sub-command; `ara_assets.cli` puts them together."""
