"""Goals of low degree in a name that enters no function: the ends of its range where it is affine, the discriminant."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.normal import Unclear
from verify.checker.polynomial import Polynomial
from verify.checker.terms import ZERO, Term, free_names, jsonable
from verify.methods.inequality.algebra import Opaque, cut, split_by, written
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.sampling import seems
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}


def by_degree(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of 0 R p by way of a name in which p has degree one or two."""
    try:
        for name in sorted(free_names(goal.then)):
            parts = coefficients(p, name)
            if parts is None or deadline.over:
                continue
            if set(parts) <= {0, 1}:
                proof = affine(goal, name, parts, deadline.share(0.9), solve)
            elif set(parts) <= {0, 1, 2}:
                proof = quadratic(goal, name, parts, deadline.share(0.8), solve)
            else:
                continue
            if accepted(goal, proof):
                return proof
    except (Opaque, poly.TooLarge, Unclear):
        return None
    return None


def coefficients(p: Polynomial, name: str) -> dict[int, Polynomial] | None:
    """The coefficients of the powers of a name; None where it stands below a bar, inside a function, or nowhere."""
    atom = ("var", name)
    parts = split_by(p, atom)
    if min(parts) < 0 or max(parts) < 1:
        return None
    return None if any(name in free_names(written(q)) for q in parts.values()) else parts


def even_factor(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of 0 <= m^2 q from one of 0 <= q, m being all names that every monomial of p shares."""
    if goal.then[0] != "le":
        return None
    least: dict[tuple[str, ...], int] = {}
    for atom in {a for powers, _ in p for a, _ in powers if a[0] == "var"}:
        least[atom] = min(dict(powers).get(atom, 0) for powers, _ in p) // 2
    shared = {atom: e for atom, e in least.items() if e > 0}
    if not shared:
        return None
    root: Polynomial = {(frozenset(shared.items()), poly.EMPTY): Fraction(1)}
    try:
        rest = written(poly.multiply(p, poly.inverse(poly.multiply(root, root))))
    except (Opaque, poly.TooLarge):
        return None
    by = solve(goal.to_show(("le", ZERO, rest)), deadline)
    square = {"weight": "1", "facts": [-1], "square": jsonable(written(root))}
    return None if by is None else cut(("le", ZERO, rest), by, {"rule": "combine", "parts": [square]})


def common_factor(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of 0 R m q from one of 0 R q, m the names and functions that all monomials share, of evident sign."""
    least: dict[tuple[object, ...], int] = {}
    for atom in {a for powers, _ in p for a, _ in powers}:
        least[atom] = min(dict(powers).get(atom, 0) for powers, _ in p)
    shared: Polynomial = {(frozenset((a, e) for a, e in least.items() if e > 0), poly.EMPTY): Fraction(1)}
    if poly.UNIT in shared or len(p) < 2:
        return None
    try:
        factor, rest = written(shared), written(poly.multiply(p, poly.inverse(shared)))
    except (Opaque, poly.TooLarge):
        return None
    sign, fact = (goal.then[0], ZERO, factor), (goal.then[0], ZERO, rest)
    if not accepted(goal.to_show(sign), ASSUMPTION):
        return None
    by = solve(goal.knowing(sign).to_show(fact), deadline)
    closing: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1, -2]}]}
    return None if by is None else cut(sign, ASSUMPTION, cut(fact, by, closing))


def quadratic(goal: Goal, name: str, parts: dict[int, Polynomial], deadline: Deadline, solve: Solve) -> Proof | None:
    """0 R a x^2 + b x + c from 0 < a and 0 R 4 a c - b^2, whatever x is."""
    a, b, c = parts[2], parts.get(1, {}), parts.get(0, {})
    disc = poly.add(poly.scale(poly.multiply(a, c), 4), poly.multiply(b, b), -1)
    lead, rest = written(a), written(disc)
    if not seems(goal, lead) or not seems(goal, rest) or (not disc and goal.then[0] == "lt"):
        return None
    first: Term = ("lt", ZERO, lead)
    by_first = solve(goal.to_show(first), deadline.share(0.4))
    if by_first is None:
        return None
    second: Term = (goal.then[0], ZERO, rest)
    by_second = solve(goal.to_show(second), deadline)
    if by_second is None:
        return None
    root = poly.add(poly.scale(poly.multiply(a, poly.of_atom(("var", name))), 2), b)
    found = [
        {"weight": "4", "facts": [-3, -1]},
        {"weight": "1", "square": jsonable(written(root))},
        {"weight": "1", "facts": [-2]},
    ]
    closing: Proof = {"rule": "suppose", "then": {"rule": "combine", "parts": found}}
    return cut(first, by_first, cut(second, by_second, closing))


def affine(goal: Goal, name: str, parts: dict[int, Polynomial], deadline: Deadline, solve: Solve) -> Proof | None:
    """0 R a x + b from both ends of the range of x, or from one end and the sign of a."""
    lower, upper = list(limits(goal, name, False)), list(limits(goal, name, True))
    a, b = parts[1], parts.get(0, {})
    if lower and upper:
        return _between(goal, a, b, lower[0], upper[0], deadline, solve)
    for (index, end), sign in [*((end, 1) for end in lower[:1]), *((end, -1) for end in upper[:1])]:
        rise = written(poly.scale(a, sign))
        there = _at_end(goal, a, b, end)
        if not seems(goal, rise) or not seems(goal, there[2]):
            return None
        by_there = solve(goal.to_show(there), deadline.share(0.5))
        by_rise = None if by_there is None else solve(goal.to_show(("le", ZERO, rise)), deadline)
        if by_there is None or by_rise is None:
            return None
        found = [{"weight": "1", "facts": [-2]}, {"weight": "1", "facts": [index, -1]}]
        return cut(there, by_there, cut(("le", ZERO, rise), by_rise, {"rule": "combine", "parts": found}))
    return None


def limits(goal: Goal, name: str, upper: bool) -> Iterator[tuple[int, Polynomial]]:
    """(number of the hypothesis, end) for each that bounds the name by a term without it; closed ends first."""
    x: Term = ("var", name)
    found = []
    for i, fact in enumerate(goal.given):
        if fact[0] not in ("le", "lt"):
            continue
        side, other = (fact[1], fact[2]) if upper else (fact[2], fact[1])
        if side == x and name not in free_names(other):
            found.append((len(free_names(other)), i, other))
    for _, i, other in sorted(found, key=lambda item: item[:2]):
        yield i, goal.normal().number(other)


def _at_end(goal: Goal, a: Polynomial, b: Polynomial, end: Polynomial) -> Term:
    return (goal.then[0], ZERO, written(poly.add(poly.multiply(a, end), b)))


def _between(
    goal: Goal,
    a: Polynomial,
    b: Polynomial,
    lower: tuple[int, Polynomial],
    upper: tuple[int, Polynomial],
    deadline: Deadline,
    solve: Solve,
) -> Proof | None:
    """(h - l) f(x) = (h - x) f(l) + (x - l) f(h) for l <= x <= h, one of them strict or l < h numbers."""
    (i, low), (j, high) = lower, upper
    gap = poly.add(high, low, -1)
    width = gap.get(poly.UNIT, Fraction(0)) if set(gap) == {poly.UNIT} else Fraction(0)
    strict = "lt" in (goal.given[i][0], goal.given[j][0])
    if not strict and (width <= 0 or goal.then[0] == "lt"):
        return None
    facts = [_at_end(goal, a, b, end) for end in (low, high)]
    if not all(seems(goal, fact[2]) for fact in facts):
        return None
    proofs: list[Proof] = []
    for fact in facts:
        by = solve(goal.to_show(fact), deadline.share(0.5 if not proofs else 1.0))
        if by is None:
            return None
        proofs.append(by)
    found = [{"weight": "1", "facts": [j, -3]}, {"weight": "1", "facts": [i, -2]}]
    if strict:
        found += [{"weight": "1", "facts": [i, -1]}, {"weight": "1", "facts": [j, -1]}]
    else:
        found.append({"weight": str(width), "facts": [-1]})
    closing: Proof = {"rule": "suppose", "then": {"rule": "combine", "parts": found}}
    return cut(facts[0], proofs[0], cut(facts[1], proofs[1], closing))
