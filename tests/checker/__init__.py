"""Tests of the trusted room."""
