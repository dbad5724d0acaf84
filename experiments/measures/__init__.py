"""Measures of a comparison, for which one run is not enough; those of a quarter stand in ``model/measures.py``."""
