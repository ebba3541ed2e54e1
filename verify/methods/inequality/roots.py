"""Roots and absolute values taken apart: A >= B sqrt(u) by squaring, A >= B cbrt(u) by cubing, |u| as u or -u."""

from collections.abc import Callable, Iterator

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.polynomial import Polynomial
from verify.checker.terms import ZERO, Term, jsonable, places
from verify.methods.inequality.algebra import Opaque, cut, split_by, written
from verify.methods.inequality.equations import replaced
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]


def squared(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of 0 R A + B sqrt(u), B of one sign, from one of 0 R +-(A^2 - B^2 u): roots disappear."""
    for atom in root_atoms(p):
        parts = split_by(p, atom)
        if set(parts) - {0, 1} or any(poly.text(atom) in poly.text(poly.freeze(q)) for q in parts.values()):
            continue
        try:
            proof = _squared(goal, parts.get(0, {}), parts[1], atom, deadline, solve)
        except (Opaque, poly.TooLarge):
            continue
        if proof is not None:
            return proof
    return None


def root_atoms(p: Polynomial, head: str = "sqrt") -> list[poly.Monomial]:
    """The square (or cube) roots that stand above the bar in ``p``."""
    found = {atom for powers, _ in p for atom, e in powers if atom[0] == head and e == 1}
    return sorted(found, key=poly.text)


def cubed(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of 0 R A + B w, w = cbrt(u), from one of 0 R A^3 + B^3 u, whatever the signs.

    If D = -(A + B w) were positive, A^3 + B^3 w^3 = -D (D^2/4 + 3 (B w - A)^2/4) would not be.
    """
    for atom in root_atoms(p, "cbrt"):
        parts = split_by(p, atom)
        if set(parts) - {0, 1} or any(poly.text(atom) in poly.text(poly.freeze(q)) for q in parts.values()):
            continue
        a, b, u = parts.get(0, {}), parts[1], dict(atom[1])
        third = poly.power(b, 3)
        try:
            g = written(poly.add(poly.power(a, 3), poly.multiply(third, u)))
            other = written(poly.add(poly.multiply(b, poly.of_atom(atom)), a, -1))
            root, factor = jsonable(written(u)), jsonable(written(third))
        except (Opaque, poly.TooLarge):
            continue
        fact: Term = (goal.then[0], ZERO, g)
        by = solve(goal.to_show(fact), deadline.share(0.8))
        if by is None:
            return None
        found: list[Proof] = [
            {"weight": "1", "facts": [-2]},
            {"weight": "1/4", "facts": [-1, -1, -1]},
            {"weight": "3/4", "facts": [-1], "square": jsonable(other)},
            {"weight": "1", "facts": [["cube", root]], "times": factor},
        ]
        proof = cut(fact, by, {"rule": "suppose", "then": {"rule": "combine", "parts": found}})
        if accepted(goal, proof):
            return proof
    return None


def _squared(
    goal: Goal, a: Polynomial, b: Polynomial, atom: poly.Monomial, deadline: Deadline, solve: Solve
) -> Proof | None:
    u: Polynomial = dict(atom[1])
    square = poly.add(poly.multiply(a, a), poly.multiply(poly.multiply(b, b), u), -1)
    for sign in (1, -1):
        size = poly.scale(b, sign)
        above = _fact(goal, "lt", size, deadline, solve)
        if above is None:
            continue
        g = written(poly.scale(square, -sign))
        by_g = solve(goal.to_show((goal.then[0], ZERO, g)), deadline.share(0.6))
        if by_g is None:
            return None
        again: list[Proof] = [{"weight": "1", "facts": [-1, -1]}, {"weight": "1", "facts": [-2]}]
        if sign > 0:
            again.append({"weight": "2", "facts": [-1, -3, ["sqrt", jsonable(written(u))]]})
            first = above
        else:
            low = _fact(goal, "le", a, deadline, solve)
            if low is None:
                return None
            again.append({"weight": "2", "facts": [-1, -3]})
            first = low
        inner: Proof = {"rule": "suppose", "then": {"rule": "combine", "parts": again}}
        return cut(first[0], first[1], cut((goal.then[0], ZERO, g), by_g, inner))
    return None


def _fact(goal: Goal, kind: str, p: Polynomial, deadline: Deadline, solve: Solve) -> tuple[Term, Proof] | None:
    fact: Term = (kind, ZERO, written(p))
    by = solve(goal.to_show(fact), deadline.share(0.25))
    return None if by is None else (fact, by)


def magnitudes(term: Term) -> Iterator[Term]:
    """The arguments of the absolute values in a term, inner ones first."""
    for i in places(term):
        yield from magnitudes(term[i])
    if term[0] == "abs":
        yield term[1]


def unsigned(goal: Goal, u: Term, sign: int, deadline: Deadline, solve: Solve, go_on: Solve) -> Proof | None:
    """The goal with |u| replaced by u (or -u, for ``sign`` -1), which is shown to be nonnegative first."""
    inside: Term = u if sign > 0 else ("neg", u)
    fact: Term = ("le", ZERO, inside)
    by = solve(goal.to_show(fact), deadline.share(0.25))
    if by is None:
        return None
    known = goal.knowing(fact)
    equal: Term = ("eq", ("abs", u), inside)
    size: Proof = {"rule": "combine", "parts": [{"weight": "-1", "facts": [["own_size", jsonable(inside)]]}]}
    if not accepted(known.to_show(equal), size):
        return None
    known = known.knowing(equal)
    then = replaced(goal.then, ("abs", u), inside)
    kept = [i for i, told in enumerate(known.given) if told != equal]  # an equation stands in the way of slopes
    rest = go_on(Goal(known.scope, tuple(known.given[i] for i in kept), then), deadline)
    if rest is None:
        return None
    last: Proof = {"rule": "keep", "of": kept, "then": rest}
    return cut(fact, by, cut(equal, size, {"rule": "rewrite", "of": -1, "then": last}))
