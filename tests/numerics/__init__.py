"""Tests of the numbers: exact separators, data sets and what they are made of."""
