"""Functions replaced by their definitions: sinh, cosh, tanh by exponentials, the tangent by sine and cosine."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from verify.checker.goals import Goal
from verify.checker.terms import ONE, Term, jsonable, num
from verify.methods.inequality.equations import subterms, with_equations
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
HALF = num(Fraction(1, 2))


def by_definition(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of the goal with the definitions put in, or None where there are none or it is not found."""
    return with_equations(goal, list(definitions(goal.then)), deadline, solve)


def definitions(term: Term) -> Iterator[tuple[Term, Term, Proof]]:
    """(f(u), what it is, proof) for the functions in the term, outer ones first."""
    for part in dict.fromkeys(subterms(term)):
        if part[0] in ("sinh", "cosh"):
            yield part, *_half_sum(part)
        elif part[0] == "tanh":
            yield part, *_ratio(part)
        elif part[0] == "tan":
            yield part, *_tangent(part)


def _half_sum(part: Term) -> tuple[Term, Proof]:
    head, u = part
    up, down = ("exp", u), ("exp", ("neg", u))
    right: Term = ("mul", HALF, ("sub" if head == "sinh" else "add", up, down))
    return right, {"rule": "combine", "parts": [{"weight": "-1/2", "facts": [[head, jsonable(u)]]}]}


def _ratio(part: Term) -> tuple[Term, Proof]:
    """tanh(u) = (exp(2u) - 1)/D, D = exp(2u) + 1: (exp(2u) - 1)/D - tanh(u) = -fact/D + tanh(u) (D/D - 1)."""
    u = part[1]
    twice: Term = ("exp", ("mul", num(2), u))
    d: Term = ("add", twice, ONE)
    parts = [
        {"weight": "-1", "facts": [["tanh", jsonable(u)]], "times": jsonable(("div", ONE, d))},
        {"weight": "1", "facts": [["inverse", jsonable(d)]], "times": jsonable(part)},
    ]
    return ("div", ("sub", twice, ONE), d), {"rule": "combine", "parts": parts}


def _tangent(part: Term) -> tuple[Term, Proof]:
    """tan(u) = sin(u)/cos(u), where cos(u) is not 0."""
    u = part[1]
    cosine: Term = ("cos", u)
    parts = [
        {"weight": "-1", "facts": [["tangent", jsonable(u)]], "times": jsonable(("div", ONE, cosine))},
        {"weight": "1", "facts": [["inverse", jsonable(cosine)]], "times": jsonable(part)},
    ]
    return ("div", ("sin", u), cosine), {"rule": "combine", "parts": parts}
