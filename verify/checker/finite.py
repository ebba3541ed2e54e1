"""Known facts on finite sums and products, and on remainders, for the arithmetic rule."""

from typing import Any

from . import polynomial as poly
from .goals import Goal, Rejected, ensure_defined, evident
from .polynomial import Polynomial
from .reading import read_term
from .sorts import sort_of
from .terms import ONE, ZERO, Term


def peel(goal: Goal, term: Term, path: str) -> Polynomial:
    """sum_{n in range(a, k+1)} f(n) - sum_{n in range(a, k)} f(n) - f(k+1), where a <= k + 1.

    For a product: prod_{n in range(a, k+1)} f(n) - prod_{n in range(a, k)} f(n) * f(k+1).
    """
    head = term[0]
    if head not in ("sum", "prod") or term[2][0] != "range" or term[2][2][0] != "add" or term[2][2][2:] != (ONE,):
        raise Rejected(f"combine: peel takes a sum or product over range(a, k + 1) @ {path}")
    low, top = term[2][1], term[2][2]
    if not evident(("le", low, top), goal):
        raise Rejected(f"combine: peel needs a first index of at most {top!r:.40} @ {path}")
    normal = goal.normal()
    shorter = normal.number((head, term[1], ("range", low, top[1]), term[3]))
    last = normal.within(term[1], normal.number(top)).number(term[3])
    rest = poly.add(shorter, last) if head == "sum" else poly.multiply(shorter, last)
    return poly.add(normal.number(term), rest, -1)


def split(goal: Goal, data: Any, path: str) -> Polynomial:
    """sum_{n in A} f(n) - sum_{n in B} f(n) - sum_{n in A minus B} f(n) for B = {k in A: ...}."""
    whole = read_term(data[1], goal.scope, "real", f"{path}[1]")
    part = read_term(data[2], goal.scope, "set", f"{path}[2]")
    if whole[0] != "sum" or part[0] != "where" or part[2] != whole[2]:
        raise Rejected(f"combine: split takes a sum over A and a set of the form {{k in A: ...}} @ {path}")
    ensure_defined(whole, goal, f"{path}[1]")
    ensure_defined(part, goal, f"{path}[2]")
    normal, (_, name, over, body) = goal.normal(), whole
    pieces = [normal.number(("sum", name, piece, body)) for piece in (part, ("setminus", over, part))]
    return poly.add(poly.add(normal.number(whole), pieces[0], -1), pieces[1], -1)


def remainder(goal: Goal, name: str, terms: list[Term], path: str) -> Polynomial:
    """k mod m - k, where k < m (``small``); (k + m) mod m - k mod m, where 0 < m (``round``);
    (k monus m) - (k - m), where m <= k (``monus``). k and m are nats."""
    k, m = terms
    if any(sort_of(part, goal.scope) != "nat" for part in terms):
        raise Rejected(f"combine: the fact {name} speaks of nats @ {path}")
    if not evident(("le", m, k) if name == "monus" else ("lt", k if name == "small" else ZERO, m), goal):
        raise Rejected(f"combine: it is not evident that the numbers compare as the fact {name} needs @ {path}")
    normal = goal.normal()
    if name == "monus":
        return poly.add(normal.number(("monus", k, m)), normal.number(("sub", k, m)), -1)
    left: Term = ("mod", k, m) if name == "small" else ("mod", ("add", k, m), m)
    return poly.add(normal.number(left), normal.number(k if name == "small" else ("mod", k, m)), -1)
