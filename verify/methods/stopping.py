"""Searches that stop in time, also where nobody looks at the clock.

Between two looks at a deadline a tactic may ask for a normal form, a replay or a program of a size that nobody foresaw.
``within`` lets the system's timer of processor time interrupt it: the exception ``OutOfTime`` comes between two steps
of the interpreter, in code of a library in C after its end. Limits are nested; each belongs to its ``within``.

Where there is no such timer (Windows, a thread that is not the main one, a profiler that has its signal) nothing is
interrupted: there the clock of the engine has the last word.
"""

import gc
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

Found = TypeVar("Found")
AGAIN = 0.25  # seconds between two interrupts, as long as there are limits: one may come where it would get lost
SOON = 0.001  # a timer set to 0 would be off
_limits: list[float] = []  # processor times, none later than the one before it


class OutOfTime(BaseException):
    """The limit number ``level`` is over. No error: nobody but its ``within`` may catch it."""

    def __init__(self, level: int) -> None:
        super().__init__("the processor time of a search is used up")
        self.level = level


def within(end: float, run: Callable[[], Found]) -> Found | None:
    """What ``run`` returns; None when it is still at work once the process has had ``end`` seconds of its processor."""
    level = len(_limits)
    if (level and end >= _limits[-1]) or not _timed():
        return run()
    try:
        _limits.append(end)
        _set_timer()
        try:
            return run()
        finally:
            del _limits[level:]
            _set_timer()
    except OutOfTime as stop:
        if stop.level < level:
            raise
        return None


def _timed() -> bool:
    """Whether the timer can be used here; it is claimed with the first use."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return False
    handler = signal.getsignal(signal.SIGPROF)
    if handler is signal.SIG_DFL:
        signal.signal(signal.SIGPROF, _interrupted)  # for good: a late signal would end the process otherwise
        return True
    return handler is _interrupted


def _set_timer() -> None:
    """The timer for the next limit; off when there is none."""
    if sys.platform != "win32":
        wait = max(SOON, _limits[-1] - time.process_time()) if _limits else 0.0
        signal.setitimer(signal.ITIMER_PROF, wait, AGAIN if _limits else 0.0)


def _interrupted(_number: int, frame: FrameType | None) -> None:
    """Raise for the outermost limit that is over. It is taken off first: each limit interrupts once."""
    if _unheard(frame):
        return  # the timer comes again
    now = time.process_time()
    for level, end in enumerate(_limits):
        if end <= now:
            del _limits[level:]
            raise OutOfTime(level)


def _unheard(frame: FrameType | None) -> bool:
    """Whether an exception raised in the frame would get lost: in a destructor, or in a callback of garbage."""
    callbacks = {getattr(callback, "__code__", None) for callback in gc.callbacks}
    while frame is not None:
        weak = frame.f_code.co_name == "remove" and frame.f_globals.get("__name__") in ("weakref", "_weakrefset")
        if weak or frame.f_code.co_name == "__del__" or frame.f_code in callbacks:
            return True
        frame = frame.f_back
    return False
