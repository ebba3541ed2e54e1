"""Tests of verify.numerics.dynamics."""
