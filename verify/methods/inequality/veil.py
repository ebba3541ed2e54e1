"""One term for a name: what a goal says of y + z, or of sin(x), alone is shown for all t of its range first."""

from collections.abc import Callable, Iterator
from itertools import chain

from verify.checker.goals import Goal, attempt_number
from verify.checker.terms import REAL_FUNCTIONS, ZERO, Term, free_names, jsonable, num, places
from verify.methods.inequality.algebra import cut
from verify.methods.inequality.equations import replaced
from verify.methods.inequality.replay import accepted
from verify.methods.linear import combination
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}
SECONDS = 0.2


def by_one_term(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of a goal in several names that speaks of them in one term only, through a lemma in one name."""
    for u in dict.fromkeys(chain(arguments(goal.then), circular(goal.then))):
        t = next(f"t{k}" for k in range(1000) if f"t{k}" not in goal.scope)
        then = replaced(goal.then, u, ("var", t))
        if (len(free_names(u)) < 2 and u[0] not in ("sin", "cos")) or free_names(then) != {t}:
            continue
        known = dict(chain(ranges(goal, u, t), crooked(goal, u, t)))
        facts = tuple(known)
        lemma: Term = ("forall", ((t, "real"),), ("implies", _all(facts), then) if facts else then)
        by = solve(Goal({**goal.scope, t: "real"}, goal.given + facts, then), deadline)
        if by is None:
            continue
        proofs = list(known.values())
        premise: Proof = {"rule": "and", "parts": proofs} if len(facts) > 1 else next(iter(proofs), ASSUMPTION)
        use: Proof = {"rule": "use", "of": -1, "at": jsonable([u]), "then": ASSUMPTION}
        proof = cut(lemma, {"rule": "intro", "then": by}, {**use, **({"premises": [premise]} if facts else {})})
        if accepted(goal, proof):
            return proof
    return None


def arguments(term: Term) -> Iterator[Term]:
    """What the functions of a term are taken of, outer ones first."""
    if term[0] in REAL_FUNCTIONS and len(term) == 2:
        yield term[1]
    for i in places(term):
        yield from arguments(term[i])


def circular(term: Term) -> Iterator[Term]:
    """The sines and cosines in a term."""
    if term[0] in ("sin", "cos"):
        yield term
    for i in places(term):
        yield from circular(term[i])


def crooked(goal: Goal, u: Term, t: str) -> Iterator[tuple[Term, Proof]]:
    """u <= c and c <= u, said of the name, for numbers c such as pi that bound names in the hypotheses; with proofs."""
    x: Term = ("var", t)
    ends = {side for f in goal.given if f[0] in ("le", "lt") for side in f[1:] if not free_names(side)}
    for c in sorted((c for c in ends if c[0] != "num"), key=str)[:3]:
        for fact, said in ((("le", u, c), ("le", x, c)), (("le", c, u), ("le", c, x))):
            by = combination(goal.to_show(fact), Deadline(SECONDS))
            if by is not None and accepted(goal.to_show(fact), by):
                yield said, by


def ranges(goal: Goal, u: Term, t: str) -> Iterator[tuple[Term, Proof]]:
    """What is evident of the sign of u, else the ends of its enclosure, said of the name; with proofs."""
    x: Term = ("var", t)
    for head, left, right in (("lt", ZERO, u), ("le", ZERO, u), ("lt", u, ZERO), ("le", u, ZERO)):
        if accepted(goal.to_show((head, left, right)), ASSUMPTION):
            yield (head, x if left == u else left, x if right == u else right), ASSUMPTION
            break
    for end, upper in zip(attempt_number(goal.evaluator(), u) or (None, None), (False, True), strict=True):
        if end is not None and end != 0:
            fact: Term = ("le", u, num(end)) if upper else ("le", num(end), u)
            if accepted(goal.to_show(fact), ASSUMPTION):
                yield (("le", x, num(end)) if upper else ("le", num(end), x)), ASSUMPTION


def _all(facts: tuple[Term, ...]) -> Term:
    return facts[0] if len(facts) == 1 else ("and", *facts)
