"""Shared by all tests: Hypothesis draws the same examples on every run, Ctrl-C can be tested wherever tests run.

Tests run with room on the stack, as workers do: deep calls cost fewer page faults. Searches look at their clocks; the
timer that interrupts those that do not is on in modules that say ``INTERRUPTED = True``: its exception could come in a
callback of Hypothesis or of the collector of garbage, and pytest takes that for an error.
"""

import signal

import pytest
from hypothesis import settings

from verify.engine.roomy import roomy
from verify.engine.run import one_thread
from verify.methods import stopping

one_thread()

settings.register_profile("marginalia", derandomize=True, deadline=None, max_examples=50, database=None)
settings.load_profile("marginalia")
# A run in the background is started with SIGINT ignored; the tests of interrupted runs would then wait for ever.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """Run the test function with its fixtures."""
    asked = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    timed = stopping._timed
    if not getattr(pyfuncitem.module, "INTERRUPTED", False):
        stopping._timed = lambda: False
    try:
        if roomy(lambda: pyfuncitem.obj(**asked)) is not None:
            pytest.fail("a test returns something: is it a coroutine, or a generator?")
    finally:
        stopping._timed = timed
    return True
