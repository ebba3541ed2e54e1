"""Shared by all tests: Hypothesis draws the same examples on every run, and Ctrl-C can be tested wherever tests run."""

import signal

from hypothesis import settings

settings.register_profile("marginalia", derandomize=True, deadline=None, max_examples=50, database=None)
settings.load_profile("marginalia")
# A run in the background is started with SIGINT ignored; the tests of interrupted runs would then wait for ever.
signal.signal(signal.SIGINT, signal.default_int_handler)
