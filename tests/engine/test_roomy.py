"""Deep calls find their stack in one block."""

from __future__ import annotations

import sys

import pytest

from verify.engine.roomy import roomy


def _deep(levels: int) -> int:
    return 0 if levels == 0 else 1 + _deep(levels - 1)


def _descents() -> list[int]:
    """Down and up again, a little further each time: some of the ways end at the border of a block."""
    return [_deep(levels) for levels in range(500) for _ in range(20)]


def test_what_is_called_returns_and_raises_as_without() -> None:
    """Values, exceptions and the limit of recursion are those of the call itself."""
    assert 500 == roomy(lambda: _deep(500))
    with pytest.raises(ZeroDivisionError):
        roomy(lambda: 1 // 0)
    with pytest.raises(RecursionError):
        roomy(lambda: _deep(10**6))


@pytest.mark.skipif(sys.platform != "linux", reason="counts page faults")
def test_memory_is_not_asked_for_at_every_call() -> None:
    """Without the room each of these descents costs page faults; with it almost none does."""
    import resource

    def faults() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

    roomy(_descents)
    before = faults()
    roomy(_descents)
    assert 500 > faults() - before
