"""Numbers without logic: exact separators, losses, models, optimisers, orbits, flows, data sets and rates."""
