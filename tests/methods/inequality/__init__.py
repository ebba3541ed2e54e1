"""Tests of verify.methods.inequality."""
