"""Runs claims through methods: budgets, seeds, worker processes, resuming, standing in the graph."""
