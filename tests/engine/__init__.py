"""Runs survive whatever a method does, and can be taken up again."""
