"""The project's vocabulary as plain typed objects: no input, no output."""
