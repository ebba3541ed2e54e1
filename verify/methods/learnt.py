"""Steps of derivations that were found before: the claims of a page have lemmas in common, and one search is enough.

A step is known by its goal, the same names, hypotheses and conclusion to the letter; names of the scope that these do
not speak of are left out. Nothing is believed on this account: a step is replayed where it is put in, a certificate
holds all its steps, and the checker replays it as any other. A run is the life of what was learnt: its workers tell
each other (``verify.engine``).
"""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass

from verify.checker.goals import Goal
from verify.checker.rules import prove
from verify.checker.terms import free_names, sort_dimensions
from verify.methods.method import Deadline, Proof

WORTH = 0.1  # seconds of search: quicker steps are found again
EASY = 0.25  # of the time it had, at most: what was found in a hurry might look different elsewhere
Solve = Callable[[Goal, Deadline], Proof | None]


@dataclass(frozen=True, slots=True)
class Learnt:
    """A goal, as a digest, and its proof as JSON."""

    key: str
    proof: str


_known: dict[str, str] = {}
_news: list[Learnt] = []


def solved(goal: Goal, deadline: Deadline, solve: Solve, refused: tuple[type[Exception], ...]) -> Proof | None:
    """A proof of the goal: one that is known, else what ``solve`` finds without the names that do not matter."""
    plain = without_idle_names(goal)
    key = _key(plain)
    known, before, share = _known.get(key), time.process_time(), deadline.left
    proof: Proof | None = solve(plain, deadline) if known is None else json.loads(known)
    if known is None and proof is not None and WORTH <= time.process_time() - before <= EASY * share:
        _learn_here(Learnt(key, json.dumps(proof)))
    if proof is None or (known is None and len(plain.scope) == len(goal.scope)) or _holds(goal, proof, refused):
        return proof
    return solve(goal, deadline)


def without_idle_names(goal: Goal) -> Goal:
    """The same goal without the names that neither its formulas nor the dimensions of their names speak of."""
    spoken = free_names(goal.then).union(*map(free_names, goal.given))
    spoken = spoken.union(*(sort_dimensions(goal.scope[name]) for name in spoken if name in goal.scope))
    scope = {name: sort for name, sort in goal.scope.items() if name in spoken}
    return Goal(scope, goal.given, goal.then, goal.gaps)


def news() -> tuple[Learnt, ...]:
    """What this process found out since it was last asked."""
    told = tuple(_news)
    _news.clear()
    return told


def learn(step: Learnt) -> None:
    """Take over what another process found; what is known already stays."""
    _known.setdefault(step.key, step.proof)


def forget() -> None:
    """A new run begins."""
    _known.clear()
    _news.clear()


def _learn_here(step: Learnt) -> None:
    learn(step)
    _news.append(step)


def _key(goal: Goal) -> str:
    return hashlib.sha256(json.dumps([list(goal.scope.items()), goal.given, goal.then]).encode()).hexdigest()


def _holds(goal: Goal, proof: Proof, refused: tuple[type[Exception], ...]) -> bool:
    """Whether the proof is one of this goal too: it may name something as the goal does."""
    try:
        prove(goal, proof, "$")
    except refused:
        return False
    return True
