"""Zeros of a gap at irrational places that have a name, such as sqrt(2), exp(1), log(3), 2*pi: slopes from there."""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any

from flint import arb, ctx

from verify.checker.goals import Goal, Open
from verify.checker.terms import ZERO, Term, free_names, jsonable, num, substitute
from verify.methods.inequality import advice, guide
from verify.methods.inequality.algebra import gap_term
from verify.methods.inequality.equations import with_equations
from verify.methods.inequality.ladder import exact_values
from verify.methods.inequality.replay import REFUSED, accepted, replayed
from verify.methods.inequality.right_angles import turns
from verify.methods.inequality.zeros import low_points
from verify.methods.method import Deadline, Proof

BITS, TINY, SMALL = 256, 1e-45, 1e-6
LARGEST = 400  # denominators and numerators of the rationals that name a place
RUNGS = 5  # slopes that may follow one another
ATTEMPTS = 4  # at one place
Place = tuple[Term, Fraction]  # a closed term and a rational near it
IDENTITY: Proof = {"rule": "combine", "parts": []}
LEAF: Proof = {"rule": "boxes", "tree": "leaf", "bits": 128}
OPEN: Proof = {"rule": "open", "name": "slope"}


@lru_cache(500)
def named_zeros(gap: Term, name: str, low: Fraction | None, high: Fraction | None) -> tuple[Place, ...]:
    """Irrational places in [low, high] that have a name and at which the gap vanishes to 45 digits: a suggestion."""
    if free_names(gap) != {name}:
        return ()
    found: dict[Term, Fraction] = {}
    with ctx.workprec(BITS):
        ends = [guide.to_float(end) for end in (low, high) if end is not None]
        for x in (*low_points(gap, name, low, high), *ends):
            z = _refined(gap, name, x)
            c = None if z is None else named(z)
            if c is not None and c not in found:
                found[c] = Fraction(float(z))
    return tuple(found.items())[:4]


def _refined(gap: Term, name: str, x: float) -> Any:
    """The zero near x to many digits, by Newton's method for a simple or a double zero; None where there is none."""
    for double in (True, False):
        z = arb(x)
        try:
            for _ in range(9):
                a = advice.series(gap, {name: advice.variable(z, 1)}, 2, BITS)
                bottom = 2 * a[2] if double else a[1]
                if not abs(float(bottom.mid())) > 0:
                    break
                z = (z - ((a[1] if double else a[0]) / bottom)).mid()
            value = advice.series(gap, {name: advice.variable(z, 0)}, 0, BITS)[0]
        except (advice.Blurred, ValueError, ZeroDivisionError, OverflowError):
            continue
        if abs(float(value.mid())) < TINY and abs(float(z) - x) < SMALL * 1000 * (1 + abs(x)):
            return z
    return None


def named(z: Any) -> Term | None:
    """A closed term with this value to 45 digits, irrational; None where none of a few shapes fits."""
    pi, one = arb.pi(), arb(1)
    if _rational(z) is not None:
        return None
    shapes: tuple[tuple[Any, Callable[[Fraction], Term]], ...] = (
        (z / pi, lambda q: ("const", "pi") if q == 1 else ("mul", num(q), ("const", "pi"))),
        (z * z, lambda q: _signed(z, ("sqrt", num(q)))),
        (z.exp(), lambda q: ("log", num(q))),
        ((2 * z).exp(), lambda q: ("mul", num(Fraction(1, 2)), ("log", num(q)))),
        (abs(z).log(), lambda q: _signed(z, ("exp", num(q)))),
        (abs(z) / one.exp(), lambda q: _signed(z, ("mul", num(q), ("exp", num(1))))),
        (z * z * z, lambda q: ("cbrt", num(q))),
        *(((z - arb(k) / 2) ** 2, _shifted(z, Fraction(k, 2))) for k in range(-6, 7) if k),
    )
    for value, term in shapes:
        q = _rational(value)
        if q:
            return tuple(term(q))
    return None


def _shifted(z: Any, r: Fraction) -> Callable[[Fraction], Term]:
    return lambda q: ("add", num(r), _signed(z - float(r), ("sqrt", num(q))))


def _signed(z: Any, size: Term) -> Term:
    return size if z > 0 else ("neg", size)


def _rational(value: Any) -> Fraction | None:
    """The short rational that the value is to 45 digits."""
    x = float(value.mid())
    if not math.isfinite(x) or abs(x) > LARGEST:
        return None
    q = Fraction(x).limit_denominator(LARGEST)
    return (
        q
        if abs(q.numerator) <= LARGEST and abs(float((value - q.numerator / arb(q.denominator)).mid())) < TINY
        else None
    )


def around(goal: Goal, name: str, c: Term, deadline: Deadline, rungs: int = RUNGS) -> Proof | None:
    """The goal on a small piece that holds c: slopes from c, one after another, until enclosures decide."""
    if accepted(goal, LEAF):
        return LEAF
    if rungs == 0 or deadline.over:
        return None
    for strict, at in _start(goal, name, c):
        proof: Proof = {"rule": "slope", "var": name, "from": jsonable(c), "at": at}
        if strict:
            proof["strict"] = strict
        x: Term = ("var", name)
        for field, other in (("up", ("le", x, c)), ("down", ("le", c, x))):
            if not accepted(goal.to_show(other), {"rule": "assumption"}):
                proof[field] = dict(OPEN)
        if _filled(goal, proof, lambda inner: around(inner, name, c, deadline, rungs - 1)):
            return proof
    return None


def _order(gap: Term, name: str, near: Fraction) -> int:
    """The order of the zero of the gap near a place, as floats see it; 0 for more than RUNGS or none."""
    try:
        a = advice.series(gap, {name: advice.variable(advice.exact(near), 1)}, RUNGS, BITS)
    except advice.Blurred:
        return 0
    sizes = [abs(float(c.mid())) for c in a]
    return next((k for k, size in enumerate(sizes) if size > SMALL * max(1.0, *sizes)), 0)


def _clear(goal: Goal, name: str, low: Fraction, high: Fraction, order: int) -> bool:
    """Whether balls see one sign of the derivative of this order on the piece."""
    try:
        hull = advice.series(gap_term(goal), {name: advice.variable(advice.ball(low, high), 1)}, order, 128)[order]
    except advice.Blurred:
        return False
    return bool(hull > 0 or hull < 0)


def _start(goal: Goal, name: str, c: Term) -> Iterator[tuple[str, Proof]]:
    """(kind of strictness, proof at c): exactly 0 as an identity, or positive by enclosures."""
    here, at = substitute(gap_term(goal), {name: c}), goal.without(name)
    for relation, strict in (("le", ""),) if goal.then[0] == "le" else (("lt", "at"), ("le", "slope")):
        wanted = at.to_show((relation, ZERO, here))
        proof = next((p for p in (LEAF, IDENTITY) if accepted(wanted, p)), None)
        if proof is None and relation == "le":
            proof = with_equations(wanted, list(turns(wanted, here)), Deadline(1.0), _exactly)
        if proof is not None:
            yield strict, proof


def _exactly(goal: Goal, deadline: Deadline) -> Proof | None:
    """0 <= 0 once functions of numbers have their exact values, such as sin(0)."""
    if accepted(goal, IDENTITY):
        return IDENTITY
    return with_equations(goal, exact_values(goal, gap_term(goal)), deadline, _identical)


def _identical(goal: Goal, deadline: Deadline) -> Proof | None:
    return IDENTITY if accepted(goal, IDENTITY) else None


def _filled(goal: Goal, proof: Proof, solve: Callable[[Goal], Proof | None]) -> bool:
    """Fill the open derivatives in place; False when one resists."""
    while True:
        try:
            replayed(goal, proof)
        except Open as left:
            field = next((f for f in ("up", "down") if proof.get(f, {}).get("rule") == "open"), "")
            step = solve(left.goal) if field else None
            if step is None:
                return False
            proof[field] = step
        except REFUSED:
            return False
        else:
            return True


def nearby(
    goal: Goal,
    places: tuple[Place, ...],
    name: str,
    low: Fraction | None,
    high: Fraction | None,
    until: Deadline,
    tried: dict[Term, int],
) -> Proof | None:
    """A proof on the piece [low, high] from a named zero in it; ``goal`` has the piece among its hypotheses.

    ``tried`` counts the attempts at each place.
    """
    for c, near in places:
        if low is not None and high is not None and low <= near <= high:
            order = _order(gap_term(goal), name, near) if tried.get(c, 0) < ATTEMPTS else 0
            if not order or not _clear(goal, name, low, high, order):
                continue
            tried[c] = tried.get(c, 0) + 1
            proof = around(goal, name, c, until, order)
            if accepted(goal, proof):
                return proof
    return None


__all__ = ["around", "named", "named_zeros", "nearby"]
