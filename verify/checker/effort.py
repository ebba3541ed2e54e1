"""A bound on the work of one replay: a small file must not ask for what no machine can write out.

Steps are counted while the gate replays a certificate; a search that uses the same functions is not bounded.
"""

from collections.abc import Iterator
from contextlib import contextmanager


class Exhausted(Exception):
    """The replay took more steps than its size allows."""


class _Steps:
    left: int | None = None


@contextmanager
def at_most(steps: int) -> Iterator[None]:
    """Allow this many steps inside (of an outer bound, what it has left stays as it was)."""
    before, _Steps.left = _Steps.left, steps
    try:
        yield
    finally:
        _Steps.left = before


def spend(steps: int = 1) -> None:
    """Count steps. Fails (Exhausted) when there are none left."""
    if _Steps.left is not None:
        _Steps.left -= steps
        if _Steps.left < 0:
            raise Exhausted("more work than a certificate of this size may ask for")
