"""Simpler forms of a goal 0 R f: bars cleared, a shared factor taken out, exponentials moved; with the way back."""

import math
from collections.abc import Callable, Iterator
from functools import partial

from verify.checker import polynomial as poly
from verify.checker.goals import Goal, evident
from verify.checker.polynomial import TooLarge
from verify.checker.terms import ZERO, Term, free_names
from verify.methods.inequality import algebra, guide
from verify.methods.inequality.algebra import Opaque, gap_term, normal_gap, written
from verify.methods.inequality.cutting import floated
from verify.methods.inequality.ladder import Solver, samples
from verify.methods.method import Deadline, Proof

Wrap = Callable[[Proof], Proof]
Form = tuple[Goal, Wrap]
PIECES = 32


def forms(goal: Goal, p: poly.Polynomial, deadline: Deadline, depth: int, solve: Solver) -> Iterator[Form]:
    """Simpler goals, each with the way back: bars cleared one by one, normal forms written out, exponentials moved."""
    bars = _singular_first(goal, p)
    if bars and bars[0][2] and not bars[-1][2]:
        goal, first = _apart(goal, [atom for atom, _, vanishes in bars if not vanishes], deadline, depth, solve)
        for form, back in _cleared_forms(goal, p, deadline, depth, solve):
            yield form, _after(first, back)
        return
    yield from _cleared_forms(goal, p, deadline, depth, solve)


def _apart(goal: Goal, atoms: list[algebra.Atom], deadline: Deadline, depth: int, solve: Solver) -> Form:
    """The goal with the signs of these atoms among its hypotheses, as far as they are not evident and can be shown."""
    steps: list[tuple[Term, Proof]] = []
    for atom in atoms:
        d = algebra.of_atom(atom)
        if evident(("ne", d, ZERO), goal):
            continue
        fact: Term = ("lt", ZERO, d) if looks_signed(goal, d) != -1 else ("lt", d, ZERO)
        by = solve(goal.to_show(fact), deadline.share(0.2), min(depth, 2))
        if by is not None:
            steps.append((fact, by))
            goal = goal.knowing(fact)

    def wrap(proof: Proof) -> Proof:
        for fact, by in reversed(steps):
            proof = algebra.cut(fact, by, proof)
        return proof

    return goal, wrap


def _cleared_forms(goal: Goal, p: poly.Polynomial, deadline: Deadline, depth: int, solve: Solver) -> Iterator[Form]:
    for atom, j, vanishes in _singular_first(goal, p):
        step = _cleared(goal, atom, j, deadline, depth, solve)
        if step is None:
            return
        inner, wrap = step
        q = normal_gap(inner)
        if q is None:
            return
        left = [singular for _, _, singular in _singular_first(inner, q)]
        if not left or (vanishes and not any(left)):
            yield inner, wrap
        for form, back in forms(inner, q, deadline, depth, solve):
            yield form, _after(wrap, back)
        return
    try:
        factor = algebra.shared_factor(p)
        m = written(factor)
        if free_names(m) and evident(("lt", ZERO, m), goal):
            q = poly.multiply(p, poly.inverse(factor))
            yield goal.to_show((goal.then[0], ZERO, written(q))), partial(algebra.with_factor, goal, m, written(q))
        constants = algebra.constant_factor(p)
        if constants != poly.constant(1) and len(p) > 1:
            m, g = written(constants), written(poly.multiply(p, poly.inverse(constants)))
            yield goal.to_show((goal.then[0], ZERO, g)), partial(algebra.with_factor, goal, m, g)
        g = written(p)
        if g != gap_term(goal):
            yield goal.to_show((goal.then[0], ZERO, g)), partial(algebra.same, goal, g)
        for q in exponents(p):
            g = written(poly.multiply(p, poly.exponential(q)))
            yield goal.to_show((goal.then[0], ZERO, g)), partial(algebra.scaled_by_exp, goal, written(q), g)
    except (Opaque, TooLarge):
        return


def _singular_first(goal: Goal, p: poly.Polynomial) -> list[tuple[algebra.Atom, int, bool]]:
    """The atoms below a bar with their powers and whether they reach 0 on the box, those that do first."""
    box = floated(goal.box(64))
    found = [(atom, j, _reaches_zero(atom, box)) for atom, j in algebra.denominators(p)]
    return sorted(found, key=lambda item: not item[2])


def _reaches_zero(atom: algebra.Atom, box: guide.Box) -> bool:
    """Whether floats see 0 among the values of an atom on the box, looked at in pieces where it has one name."""
    try:
        term = algebra.of_atom(atom)
        rule = guide.compiled(term)
        names = sorted(free_names(term))
        pieces = _pieces(*box[names[0]]) if len(names) == 1 else []
        values = [rule({**box, names[0]: piece}) for piece in pieces] or [rule(box)]
    except (guide.Lost, Opaque, ValueError, OverflowError, ZeroDivisionError, KeyError):
        return True
    return any(low <= 1e-12 and high >= -1e-12 for low, high in values)


def _pieces(low: float, high: float) -> list[guide.Pair]:
    """A bounded range in equal pieces; none for an unbounded one."""
    step = (high - low) / PIECES
    return [(low + k * step, low + (k + 1) * step) for k in range(PIECES)] if math.isfinite(step) else []


def _after(outer: Wrap, inner: Wrap) -> Wrap:
    return lambda proof: outer(inner(proof))


def exponents(p: poly.Polynomial) -> list[poly.Polynomial]:
    """What to multiply by (as exponents): the negatives of those that occur."""
    found = {argument for _, argument in p if argument}
    return [poly.scale(dict(argument), -1) for argument in sorted(found, key=poly.text)][:4]


def _cleared(
    goal: Goal, atom: tuple[object, ...], j: int, deadline: Deadline, depth: int, solve: Solver
) -> Form | None:
    """Multiply through by a denominator that is shown to be positive, or by its negative."""
    found = algebra.cleared(goal, atom, j)
    if found is None:
        return None
    d, g, t = found
    sign = looks_signed(goal, d)
    if sign is None:
        return None
    if sign < 0:
        d, g = ("neg", d), g if j % 2 == 0 else ("neg", g)
    by_d = solve(goal.to_show(("lt", ZERO, d)), deadline.share(0.4), min(depth, 2))
    if by_d is None:
        return None
    inner = goal.knowing(("lt", ZERO, d)).to_show((goal.then[0], ZERO, g))
    return inner, lambda by_g: algebra.multiplied(goal, d, j, by_d, g, by_g, t, sign)


def looks_signed(goal: Goal, d: Term) -> int | None:
    """1 or -1 where floats see one sign of d on the box of the goal; None where they see both."""
    box = goal.box(64)
    try:
        rule = guide.compiled(d)
    except guide.Lost:
        return None
    names = sorted(free_names(d))
    ranges = {n: samples(*box[n]) for n in names if n in box}
    count = max((len(r) for r in ranges.values()), default=1)
    points = [{n: r[(k * (i + 1)) % len(r)] for i, (n, r) in enumerate(ranges.items())} for k in range(count)]
    values = [guide.at_point(rule, point) for point in points]
    seen = {1 if v > 0 else -1 for v in values if v == v and v != 0}
    return seen.pop() if len(seen) == 1 else None


def signed(condition: Term, goal: Goal) -> Term:
    """u != 0 as the sign that u seems to have, which says more; any other condition as it is."""
    if condition[0] != "ne" or len(free_names(condition)) < 2:
        return condition
    sign = looks_signed(goal, ("sub", condition[1], condition[2]))
    return condition if sign is None else ("lt", *(condition[:0:-1] if sign > 0 else condition[1:]))
