"""What a method is: a name and one function from a claim and a budget to an attempt."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from verify.claims.claim import Claim

Proof = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a method may search (seconds of this process's processor time) and the seed of everything random in it.

    The wall clock is the engine's: it stops a worker that sleeps or waits. So what is found does not depend on what
    else the machine does.
    """

    seconds: float = 10.0
    seed: int = 0


OVERRUN = 0.1  # of the time of a whole search: what a step of it may take beyond its own before it is interrupted


class Deadline:
    """The moment at which a search stops, and how deep it is; ``share`` gives a sub-search a part of what is left.

    Who works on beyond ``limit`` is interrupted (``stopping.within``): the deadlines of one search share its ``grace``.
    """

    def __init__(self, seconds: float, depth: int = 0, grace: float | None = None):
        self.end = time.process_time() + seconds
        self.depth = depth
        self.grace = OVERRUN * seconds if grace is None else grace

    @property
    def limit(self) -> float:
        """The processor time of this process at which the search is interrupted."""
        return self.end + self.grace

    @property
    def left(self) -> float:
        """Seconds left; at most 0 when over."""
        return self.end - time.process_time()

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return self.left <= 0

    def share(self, part: float) -> "Deadline":
        """A deadline after this part of the time left."""
        return Deadline(max(0.0, self.left * part), self.depth, self.grace)

    def deeper(self) -> "Deadline":
        """The same deadline, one step further down."""
        return Deadline(max(0.0, self.left), self.depth + 1, self.grace)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What a method brings back. Nothing in it is believed before the checker has replayed the certificate.

    ``verdict`` is what the certificate claims to show; ``how`` says in a line or two how; ``counterexample`` maps names
    to printed values; ``figures`` are printed numbers for the report; ``trusts`` lists what the evidence rests on.
    """

    method: str
    verdict: str
    certificate: dict[str, Any] | None = None
    scope: str = ""
    how: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    trusts: tuple[str, ...] = ("verify.checker",)
    counterexample: Mapping[str, str] = field(default_factory=dict)


class Method(Protocol):
    """A way to decide."""

    name: str

    def attempt(self, claim: Claim, budget: Budget) -> Attempt:
        """Try to decide the claim's statement within the budget; verdict "undecided" with the reason when it cannot."""
        ...


def undecided(method: str, reason: str) -> Attempt:
    """The attempt that concludes nothing, with the reason."""
    return Attempt(method=method, verdict="undecided", how=reason)
