"""What a worker is asked: a claim, its budget and seed, where to begin, what an earlier run found."""

import hashlib
from dataclasses import dataclass, replace

from verify.claims.claim import Claim
from verify.engine.toolbox import Toolbox
from verify.methods.method import Attempt, Budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One claim to decide.

    begin  the first turn that is still to come
    slow   the methods that get a second turn
    spent  seconds of the budget that are gone
    prior  a rigorous attempt of an interrupted run, to be replayed instead of searched for
    tried  what that run had tried beside it
    number which round of a hunt it is
    """

    claim: Claim
    budget: Budget
    begin: int = 0
    slow: tuple[str, ...] = ()
    spent: float = 0.0
    example: bool = True
    prior: Attempt | None = None
    tried: tuple[tuple[str, str], ...] = ()
    number: int = 0

    def order(self, toolbox: Toolbox) -> tuple[str, ...]:
        """The names of the methods to try, in order."""
        return self.claim.by or toolbox.default

    def resumed(self, begin: int, spent: float, slow: tuple[str, ...]) -> "Job":
        """The rest of this job, after the worker died or was stopped."""
        return replace(self, begin=begin, spent=spent, slow=slow, example=False, prior=None)


def claim_seed(seed: int, claim: str) -> int:
    """The claim's own seed: it depends on the run's seed and the claim's id, not on order or processes."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{claim}".encode()).digest()[:7])
