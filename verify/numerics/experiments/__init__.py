"""Experiments: training runs with all their settings written out, and what is observed of them in floating point."""
