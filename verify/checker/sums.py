"""Known facts about sums, entries and maps: one term picked out, the inner product by entries, the operator norm."""

from typing import Any

from . import polynomial as poly
from .goals import Goal, Rejected, ensure_defined, evident
from .polynomial import Polynomial
from .reading import read_any, read_term
from .sorts import is_vector, sort_of
from .terms import ONE, Malformed, Term, num, substitute


def pick(goal: Goal, data: Any, path: str) -> Polynomial:
    """sum_{k in A} f(k) - f(a) - sum_{k in A minus {a}} f(k), where a is in A."""
    whole = read_term(data[1], goal.scope, "real", f"{path}[1]")
    place = read_term(data[2], goal.scope, "nat", f"{path}[2]")
    if whole[0] != "sum":
        raise Rejected(f"combine: pick takes a sum and an element of its set @ {path}")
    ensure_defined(whole, goal, f"{path}[1]")
    ensure_defined(place, goal, f"{path}[2]")
    _, name, over, body = whole
    if not evident(("in", place, over), goal):
        raise Rejected(f"combine: it is not evident that the element is in the set @ {path}")
    normal = goal.normal()
    alone = normal.number(substitute(body, {name: place}))
    rest = normal.number(("sum", name, ("setminus", over, ("set", place)), body))
    return poly.add(poly.add(normal.number(whole), alone, -1), rest, -1)


def coordinates(goal: Goal, data: Any, path: str) -> Polynomial:
    """<u, v> - sum_{k = 1..d} u_k v_k, for two vectors of dimension d."""
    (u, space), (v, other) = (read_any(part, goal.scope, f"{path}[{i}]") for i, part in enumerate(data[1:], 1))
    if not is_vector(space) or space != other:
        raise Malformed(f"combine: coordinates takes two vectors of one space @ {path}")
    ensure_defined(u, goal, f"{path}[1]")
    ensure_defined(v, goal, f"{path}[2]")
    size: Term = num(space[1]) if isinstance(space[1], int) else ("var", space[1])
    written = str((u, v))
    k = next(name for name in map("k_{}".format, range(10**6)) if name not in goal.scope and f"'{name}'" not in written)
    product: Term = ("mul", ("entry", u, ("var", k)), ("entry", v, ("var", k)))
    normal = goal.normal()
    by_entries = normal.number(("sum", k, ("range", ONE, size), product))
    return poly.add(normal.number(("dot", u, v)), by_entries, -1)


def operator(goal: Goal, data: Any, path: str) -> Polynomial:
    """sigma_max(A) |u| - |A u|: the largest singular value is the operator norm."""
    linear, sort = read_any(data[1], goal.scope, f"{path}[1]")
    if not isinstance(sort, tuple) or sort[0] != "map":
        raise Malformed(f"combine: operator takes a map and a vector @ {path}[1]")
    u = read_term(data[2], goal.scope, ("vec", sort[1]), f"{path}[2]")
    ensure_defined(linear, goal, f"{path}[1]")
    ensure_defined(u, goal, f"{path}[2]")
    bound: Term = ("mul", ("sigma_max", linear), ("norm", u))
    return goal.normal().number(("sub", bound, ("norm", ("apply", linear, u))))


def successor(goal: Goal, relation: Term, path: str) -> Polynomial:
    """b - a - 1, for a hypothesis a < b between naturals."""
    if relation[0] != "lt" or any(sort_of(side, goal.scope) != "nat" for side in relation[1:]):
        raise Rejected(f"combine: successor takes a hypothesis a < b between naturals @ {path}")
    return poly.add(goal.known_gap(relation), poly.constant(1), -1)
