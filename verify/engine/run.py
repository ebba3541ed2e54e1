"""A run: claims in, results out, whatever happens to single claims on the way."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from verify.claims.claim import Claim
from verify.engine.job import Job, claim_seed
from verify.engine.pool import Tools, results
from verify.engine.state import StateFile, attempt_of
from verify.evidence.evidence import observed, undecided
from verify.evidence.result import Result
from verify.evidence.verdict import RIGOROUS
from verify.methods.learnt import forget
from verify.methods.method import Attempt, Budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to run: seconds of computing a claim, the seed of the run, the number of worker processes."""

    seconds: float = 30.0
    seed: int = 0
    jobs: int = 2


@dataclass(frozen=True, slots=True)
class Progress:
    """A claim with a statement has been decided: how many of those are, and roughly how many seconds are left."""

    done: int
    total: int
    result: Result
    left: float


class Interrupted(Exception):
    """The run was stopped from outside; what is done is kept, if there is a state file."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(f"interrupted with {done} of {total} claims decided")
        self.done, self.total = done, total


def one_thread() -> None:
    """Keep a linear algebra library to one thread, and to the instructions that most processors have.

    More threads would compete with the workers; they and other instructions change the last digits of float sums, and
    with them what a solver suggests: the same claim would be decided on one machine and not on the next.
    The library reads this when it is first imported: call this before importing the methods.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    if has_avx2():
        os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")


def has_avx2(about: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether the processor has the vector instructions of 2013, as far as Linux tells."""
    try:
        return re.search(r"^flags\s*:.*\bavx2\b", about.read_text(encoding="utf-8"), re.MULTILINE) is not None
    except OSError:
        return False


def run(
    claims: Sequence[Claim],
    toolbox: Tools,
    settings: Settings,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    state: StateFile | None = None,
    earlier: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Result]:
    """The result of every claim, in the order of the claims.

    Results do not depend on the number of processes or on the order. ``earlier`` holds lines of a state file:
    their certificates are replayed instead of searched for again.
    Fails: Interrupted on Ctrl-C.
    """
    found: dict[str, Result] = {}
    started, worked = monotonic(), 0
    forget()
    stated = {claim.id for claim in claims if claim.statement is not None}
    try:
        for result, cheap in _all(claims, toolbox, settings, earlier or {}):
            found[result.evidence.claim] = result
            worked += not cheap
            if state is not None and not cheap:
                state.add(result)
            if on_progress is not None and result.evidence.claim in stated:
                done = len(stated & set(found))
                left = (monotonic() - started) / max(worked, 1) * (len(stated) - done)
                on_progress(Progress(done, len(stated), result, left))
    except KeyboardInterrupt:
        raise Interrupted(len(stated & set(found)), len(stated)) from None
    return {claim.id: found[claim.id] for claim in claims}


def _all(
    claims: Sequence[Claim], toolbox: Tools, settings: Settings, earlier: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[Result, bool]]:
    """Each result, with whether it cost nothing."""
    jobs: list[Job] = []
    for claim in claims:
        if claim.statement is None:
            yield Result(evidence=undecided(None, claim.open or "not yet encoded", claim=claim.id)), True
            continue
        prior = _prior(claim, earlier.get(claim.id))
        kept = _kept(claim, prior, earlier.get(claim.id, {}))
        if kept is not None:
            yield kept, True
            continue
        budget = Budget(seconds=settings.seconds, seed=claim_seed(settings.seed, claim.id))
        tried = _tried(earlier.get(claim.id, {}))
        jobs.append(Job(claim=claim, budget=budget, prior=prior, tried=tried))
    yield from ((result, False) for _, result in results(jobs, toolbox, settings.jobs))


def _prior(claim: Claim, line: Mapping[str, Any] | None) -> Attempt | None:
    """What an interrupted run found of the very same statement."""
    if line is None or claim.statement is None or line.get("digest") != claim.statement.digest():
        return None
    try:
        return attempt_of(dict(line))
    except (KeyError, TypeError, ValueError):
        return None


def _kept(claim: Claim, prior: Attempt | None, line: Mapping[str, Any]) -> Result | None:
    """An earlier result without rigour, as it was; rigorous ones are replayed by a worker."""
    if prior is None or prior.verdict in RIGOROUS:
        return None
    evidence = observed(claim.statement, prior, claim=claim.id).after(_tried(line))
    return Result(evidence=evidence, example=str(line.get("example", "")), seconds=float(line.get("seconds", 0)))


def _tried(line: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(pair[0]), str(pair[1])) for pair in line.get("tried", ()))
