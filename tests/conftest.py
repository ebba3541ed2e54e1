"""Shared by all tests: Hypothesis draws the same examples on every run, Ctrl-C can be tested wherever tests run.

Tests run with room on the stack, as workers do: deep calls cost fewer page faults.
"""

import signal

import pytest
from hypothesis import settings

from verify.engine.roomy import roomy

settings.register_profile("marginalia", derandomize=True, deadline=None, max_examples=50, database=None)
settings.load_profile("marginalia")
# A run in the background is started with SIGINT ignored; the tests of interrupted runs would then wait for ever.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """Run the test function with its fixtures."""
    asked = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    if roomy(lambda: pyfuncitem.obj(**asked)) is not None:
        pytest.fail("a test returns something: is it a coroutine, or a generator?")
    return True
