"""The modelling stage: what could be done to each property, and what is best."""
