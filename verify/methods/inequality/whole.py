"""Whole numbers: n = 0, n = 1, ..., or n >= k, by induction; then the claim in each case.

Between two whole numbers an inequality may fail, where the searches for real numbers see it fail.
"""

from verify.checker.goals import Goal
from verify.checker.terms import Term, num
from verify.methods.inequality.algebra import cut
from verify.methods.inequality.prove import prove_relation
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

CASES = (1, 2, 4, 8, 16)  # numbers that are looked at one by one
ITSELF: Proof = {"rule": "combine", "parts": []}
KNOWN: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1]}]}
EQUAL: Proof = {"rule": "combine", "parts": [{"weight": "-1", "facts": [-1]}]}
MORE: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1]}, {"weight": "1"}]}
EMPTY: Proof = {"rule": "boxes", "tree": "leaf"}


def by_whole_numbers(goal: Goal, deadline: Deadline) -> Proof | None:
    """A proof by small whole numbers one at a time and the rest at once, for one name after the other."""
    names = [name for name, sort in goal.scope.items() if sort == "nat"]
    for count in CASES if names else ():
        proof = _cases(goal, names, count, deadline)
        if accepted(goal, proof):
            return proof
        if deadline.over:
            break
    return None


def _cases(goal: Goal, names: list[str], count: int, deadline: Deadline) -> Proof | None:
    name, rest = names[0], names[1:]
    fact, by = apart(name, count)
    known = goal.knowing(fact)
    parts: list[Proof] = []
    for i, case in enumerate(fact[1:]):
        inner = known.knowing(case)
        share = deadline.share(1 / (len(fact) - 1 - i))
        proof = EMPTY if accepted(inner, EMPTY) else prove_relation(inner, share.share(0.5) if rest else share)
        if proof is None and rest:
            proof = _cases(inner, rest, count, share)
        if proof is None:
            return None
        parts.append(proof)
    return cut(fact, by, {"rule": "alternatives", "of": -1, "parts": parts})


def apart(name: str, count: int) -> tuple[Term, Proof]:
    """``n = 0 or ... or n = count - 1 or count <= n`` for a nat n, with its proof by induction."""
    n: Term = ("var", name)
    cases: list[Term] = [("eq", n, num(k)) for k in range(count)]
    fact: Term = ("or", *cases, ("le", num(count), n))
    steps: list[Proof] = [{"rule": "or", "part": k + 2, "by": KNOWN} for k in range(count - 1)]
    steps.append({"rule": "or", "part": count + 1, "by": EQUAL})
    steps.append({"rule": "or", "part": count + 1, "by": MORE})
    base: Proof = {"rule": "or", "part": 1, "by": ITSELF}
    return fact, {
        "rule": "induction",
        "var": name,
        "base": base,
        "step": {"rule": "alternatives", "of": -1, "parts": steps},
    }


__all__ = ["apart", "by_whole_numbers"]
