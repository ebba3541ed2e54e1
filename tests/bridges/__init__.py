"""Tests of the bridges from terms to libraries."""
