"""Audits of toy claims, decided by toy methods with real certificates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tests.engine.toys import FALSE, PAPERS, claim, tools
from verify.claims.claim import Claim
from verify.engine.run import Settings, run
from verify.engine.standing import standings
from verify.report.audit import Audit, audit

EVIL = '<script>alert(1)</script> & "quotes" $x<1$ | bar **bold** `code<b>` $\\text{<img src=x onerror=alert(1)>}$'


def decided(claims: Sequence[Claim], *, jobs: int = 2) -> Audit:
    """The audit of these claims."""
    results = run(claims, tools, Settings(seconds=5, jobs=jobs))
    verdicts = {name: result.verdict for name, result in results.items()}
    return audit(PAPERS, claims, results, standings(claims, verdicts), {"seed": "0"})


CLAIMS = (
    claim("toy.a", part="1. Start", example={"x": ("num", "1")}),
    claim("toy.b", "refuter", about=FALSE, uses=("toy.a",), part="1. Start", erratum="refuted"),
    claim("toy.b.fix", "instances", repairs="toy.b", part="1. Start"),
    claim("toy.c", "seeded", "shy", uses=("toy.b",), says=EVIL, part="2. <End>"),
    claim("toy.d", about=None, part="2. <End>"),
    claim("toy.e", "fails", uses=("toy.c", "toy.d"), part="2. <End>", note=EVIL),
    claim("toy.f", "refuter", about=FALSE, part="2. <End>"),
)


@cache
def sample() -> Audit:
    """One of every kind: proved, refuted with and without a recorded erratum, certified, supported, failed."""
    return decided(CLAIMS)
