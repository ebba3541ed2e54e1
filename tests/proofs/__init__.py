"""Tests of the bundled papers."""
