"""The second trust base: replays certificates of gradient-descent orbits with python-flint's ball arithmetic.

It trusts what ``verify.checker`` trusts and, on top, FLINT's balls: every number is a midpoint with a radius that holds
all that the exact result can be. It searches for nothing. ``docs/orbits.md`` says why each step is sound.
"""
