"""Ways to decide, one file a way. A method searches freely and returns an Attempt; only the checker blesses it."""
