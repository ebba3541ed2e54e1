"""Vacuity: hypotheses that nothing satisfies, with the proof of 0 < 0 from them."""

from typing import Any

from verify.checker.goals import Goal
from verify.checker.terms import ZERO, Statement, negated, num
from verify.methods.inequality.prove import prove_relation
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

FALSE = ("lt", ZERO, ZERO)


def vacuous(statement: Statement, deadline: Deadline) -> dict[str, Any] | None:
    """A certificate {"verdict": "vacuous", ...} or None: a hypothesis contradicts the others, or their box is empty."""
    goal = Goal(dict(statement.let), (), FALSE).knowing(*statement.given)
    for proof in quick(goal):
        if accepted(goal, proof):
            return {"verdict": "vacuous", "proof": proof}
    for i, fact in enumerate(statement.given):
        if deadline.over:
            return None
        if fact[0] not in ("le", "lt"):
            continue
        rest = Goal(goal.scope, goal.given[:i] + goal.given[i + 1 :], negated(fact))
        by = prove_relation(rest, deadline.share(0.3))
        if by is not None:
            parts = [{"weight": "1", "facts": [-1]}, {"weight": "1", "facts": [i]}]
            proof = {
                "rule": "cut",
                "fact": _plain(negated(fact)),
                "by": by,
                "then": {"rule": "combine", "parts": parts},
            }
            if accepted(goal, proof):
                return {"verdict": "vacuous", "proof": proof}
    return None


def quick(goal: Goal) -> list[Proof]:
    """Proofs by one look: a hypothesis is false on the whole box, or the ends of a range are in the wrong order."""
    found: list[Proof] = [{"rule": "boxes", "tree": "leaf", "bits": 64}]
    for name, (low, high) in goal.box(64).items():
        if low is not None and high is not None and low > high:
            middle = num((low + high) / 2)
            found += [
                {
                    "rule": "combine",
                    "parts": [{"weight": "1", "facts": [i]}, {"weight": "1", "facts": [j]}, {"weight": "1"}],
                }
                for i, a in enumerate(goal.given)
                for j, b in enumerate(goal.given)
                if i < j and name in str(a) and name in str(b)
            ]
            del middle
    return found


def _plain(term: Any) -> Any:
    return [_plain(part) for part in term] if isinstance(term, tuple) else term
