"""Tests of what is asserted: claims, the catalogue, formulas and their printing."""
