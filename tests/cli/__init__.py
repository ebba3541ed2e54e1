"""The doors: exit codes, fields, messages."""
