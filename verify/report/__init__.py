"""Reads claims and results, and writes them for people and machines: HTML, Markdown, LaTeX, JSON, JUnit."""
