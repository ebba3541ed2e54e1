"""Room on the interpreter's stack, so that calls do not ask the system for memory again and again.

CPython (3.11 and later) keeps the frames of Python functions in blocks of 16 KiB. A loop that calls a function across
the end of a block asks the system for a block at each call, and gives it back at each return; recursive code does so
all the time, and a tenth of its processor time goes to page faults. A block is as large as the frame that asks for it,
rounded up to a power of two: one frame that asks for more than half of a large block leaves the rest of it to
whatever is called from there.
"""

from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
SLOTS = 1 << 16  # of the frame, 8 bytes each and never written to: the block has twice as many


def roomy(run: Callable[[], Found]) -> Found:
    """What ``run`` returns or raises; it finds half a mebibyte of stack in one block."""
    return run()


roomy.__code__ = roomy.__code__.replace(co_stacksize=SLOTS)
