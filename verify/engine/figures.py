"""The figures of the papers with the curves of their runs."""

from collections.abc import Iterable

from verify.claims.figure import Figure, Trace, figures
from verify.methods.tracing import traces


def traced(papers: Iterable[str]) -> tuple[tuple[Figure, tuple[Trace, ...]], ...]:
    """Every figure of these papers with its traces, run anew (seconds); the same for the same settings."""
    return tuple((figure, traces(figure, _unhurried)) for figure in figures(papers))


def _unhurried() -> None:
    """Nobody waits for a figure with a clock in the hand."""
