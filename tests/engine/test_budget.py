"""A budget is a promise: a hard claim costs hardly more processor time than it may."""

from __future__ import annotations

import time

import pytest

from verify.claims.catalogue import load
from verify.engine.bundled import bundled
from verify.engine.decide import Message, Tried, decide
from verify.engine.job import Job, claim_seed
from verify.evidence.evidence import Evidence
from verify.methods.method import Budget

HARD = ("slides.assumption-2-gloss", "relu2019.appG.sign-printed", "relu2019.lem-F.3.eq20")

INTERRUPTED = True  # see tests/conftest.py


@pytest.mark.parametrize("label", HARD)
def test_a_hard_claim_ends_with_its_budget(label: str) -> None:
    """Two seconds are over after at most three, whatever the tactics were doing, and the method says how far it got."""
    (claim,) = load().select((label,))
    job = Job(claim=claim, budget=Budget(seconds=2.0, seed=claim_seed(0, label)), example=False)
    told: list[Message] = []
    before = time.process_time()
    decide(job, bundled(), told.append)
    assert 3 > time.process_time() - before
    assert any(isinstance(message, (Tried, Evidence)) for message in told)
