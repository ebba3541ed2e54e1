"""Facts about linear maps: adjoints, pseudo-inverses and inverses as identities of inner products, in every dimension.

Each fact takes a map X from dimension d to e and two vectors u, v, and says that <left u, v> = <right u, v>.
"""

from collections.abc import Callable

from . import polynomial as poly
from .goals import Goal, ensure_defined
from .polynomial import Polynomial
from .sorts import sort_of
from .terms import Malformed, Term

Pair = tuple[Term, Term]


def _on(*maps: Term) -> Callable[[Term], Term]:
    """The maps applied one after the other, the last first."""

    def applied(u: Term) -> Term:
        for one in reversed(maps):
            u = ("apply", one, u)
        return u

    return applied


def _pairs(name: str, x: Term, u: Term, v: Term) -> tuple[Pair, Pair]:
    """The inner products that are equal, as pairs of vectors."""
    p: Term = ("pinv", x)
    if name == "adjoint":  # <X u, v> = <u, X^T v>
        return (_on(x)(u), v), (u, _on(("adjoint", x))(v))
    if name == "pinv_inner":  # X X^+ X = X
        return (_on(x, p, x)(u), v), (_on(x)(u), v)
    if name == "pinv_outer":  # X^+ X X^+ = X^+
        return (_on(p, x, p)(u), v), (_on(p)(u), v)
    if name == "pinv_left":  # X X^+ is its own adjoint
        return (_on(x, p)(u), v), (u, _on(x, p)(v))
    if name == "pinv_right":  # X^+ X is its own adjoint
        return (_on(p, x)(u), v), (u, _on(p, x)(v))
    return (_on(x, ("inverse", x))(u), v), (u, v)  # X X^-1 = 1


# For each fact, the spaces of u and v: "d" that the map comes from, "e" that it goes to.
MAP_FACTS = {
    "adjoint": "de",
    "pinv_inner": "de",
    "pinv_outer": "ed",
    "pinv_left": "ee",
    "pinv_right": "dd",
    "inverse_map": "dd",
}


def map_fact(goal: Goal, name: str, terms: list[Term], path: str) -> Polynomial:
    """<left u, v> - <right u, v> = 0. Fails (Malformed) on terms of other sorts, (Rejected) on an undefined inverse."""
    x, *vectors = terms
    sort = sort_of(x, goal.scope)
    if not isinstance(sort, tuple) or sort[0] != "map" or (name == "inverse_map" and sort[1] != sort[2]):
        raise Malformed(f"combine: the fact {name} does not speak of a term of sort {sort} @ {path}")
    spaces = {"d": ("vec", sort[1]), "e": ("vec", sort[2])}
    if [sort_of(vector, goal.scope) for vector in vectors] != [spaces[letter] for letter in MAP_FACTS[name]]:
        raise Malformed(f"combine: the fact {name} takes vectors of the spaces of its map @ {path}")
    if name == "inverse_map":
        ensure_defined(("inverse", x), goal, path)
    normal = goal.normal()
    left, right = (normal.inner(normal.vector(a), normal.vector(b)) for a, b in _pairs(name, x, *vectors))
    return poly.add(left, right, -1)
