"""Losses, models, optimisers and runs, defined once for rationals, balls, mpmath's numbers and batched floats."""
