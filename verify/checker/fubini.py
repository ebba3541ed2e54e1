"""The fact that two finite sums may change places."""

from typing import Any

from . import polynomial as poly
from .goals import Goal, Rejected, ensure_defined
from .polynomial import Polynomial
from .reading import read_term
from .terms import Term, free_names


def swap(goal: Goal, data: Any, path: str) -> Polynomial:
    """sum_{m in A} sum_{n in B} f(m, n) - sum_{n in B} sum_{m in A} f(m, n) for a B that does not depend on m.

    Both are defined under the hypotheses. Fails (Rejected) on any other term.
    """
    term = read_term(data[1], goal.scope, "real", f"{path}[1]")
    if term[0] != "sum" or term[3][0] != "sum" or term[1] in free_names(term[3][2]):
        raise Rejected(f"combine: swap takes a sum over a set of sums over another @ {path}")
    _, m, outer, (_, n, inner, body) = term
    other: Term = ("sum", n, inner, ("sum", m, outer, body))
    ensure_defined(term, goal, f"{path}[1]")
    ensure_defined(other, goal, f"{path}[1]")
    normal = goal.normal()
    return poly.add(normal.number(term), normal.number(other), -1)
