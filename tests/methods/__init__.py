"""Tests of verify.methods."""
