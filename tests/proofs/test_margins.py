"""Section 3, margins and errors: what is refuted, what is not close by, and that one proof proves no other claim."""

from __future__ import annotations

from dataclasses import replace

from proofs.soudry2018 import s3_margins as page
from verify.claims.claim import Claim
from verify.claims.notation import both, equal, for_all, implies, statement, there_is
from verify.evidence.evidence import certify
from verify.methods.method import Attempt, Budget
from verify.methods.registry import METHODS


def attempted(claim: Claim, seconds: float = 3.0) -> Attempt:
    """What the first method that the claim names brings back."""
    return METHODS[claim.by[0]].attempt(claim, Budget(seconds=seconds))


def test_the_margin_falls() -> None:
    """Somewhere, also while it is positive; the checker confirms both."""
    for claim in (page.MARGIN_EACH, page.MARGIN_RIGHT, page.ERROR_ALL):
        assert claim.statement is not None
        assert "refuted" == certify(claim.statement, attempted(claim)).verdict.value


def test_the_margin_of_one_sample_never_falls() -> None:
    """Each step adds a multiple of it: no counterexample is found."""
    one = implies(both(equal(page.N, 1), page.RUN), page.never_falls(page.plane, page.run))
    true = statement([], [], for_all(page.N, page.plane, page.eta, page.run, one))
    assert "undecided" == attempted(replace(page.MARGIN_EACH, statement=true, erratum="")).verdict


def test_more_errors_are_not_fewer() -> None:
    """By the derivation of the claim that the error falls, nobody proves that it rises while the margin improves."""
    names = (page.N, page.plane, page.eta, page.run, page.M, page.points, page.s)
    worse = both(page.RUN, page.mistakes(page.later) > page.mistakes(page.then))
    false = replace(page.ERROR_SOME, statement=statement([], [], there_is(*names, worse)))
    assert "undecided" == attempted(false).verdict
