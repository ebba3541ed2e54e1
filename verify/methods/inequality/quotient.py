"""A gap as one quotient N/D: 0 R N/D from the signs of the factors of D and 0 R N, however the bars are nested.

For each step T = N_T/D_T the polynomial T D_T - N_T is kept as a combination of the relations u (1/u) = 1, so that the
checker can follow: it knows of 1/u nothing but that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.normal import Normal, Unclear
from verify.checker.polynomial import Frozen, Polynomial
from verify.checker.terms import ONE, ZERO, Term, jsonable, num
from verify.methods.inequality.algebra import Opaque, cut, gap_term, written
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.sampling import sign_seen
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
Factors = dict[Frozen, int]
MOST = 400  # monomials of a numerator


@dataclass(frozen=True, slots=True)
class Quotient:
    """T = scale top/bottom; ``rest`` is T bottom - scale top as a sum of factors times u (1/u) - 1, as (u, factor)."""

    term: Term
    scale: Fraction
    top: Factors
    bottom: Factors
    rest: list[tuple[Term, list[Term]]]


def over_one_bar(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of 0 R f from one of 0 R N, f = N/D; None where there is no bar or it does not come off."""
    gap = gap_term(goal)
    try:
        quotient = _of(gap, goal.normal())
        if not quotient.bottom:
            return None
        return _shown(goal, quotient, deadline, solve)
    except (Unclear, Opaque, poly.TooLarge, ZeroDivisionError):
        return None


def product(factors: Factors) -> Polynomial:
    """The factors multiplied out. Fails (TooLarge) past ``MOST`` monomials."""
    total = poly.constant(1)
    for factor, e in factors.items():
        total = poly.multiply(total, poly.power(dict(factor), e))
        if len(total) > MOST:
            raise poly.TooLarge
    return total


def _plain(p: Polynomial, term: Term) -> Quotient:
    if any(e < 0 for powers, _ in p for _, e in powers):
        raise Opaque("a bar in an atom")
    factors: Factors = {} if set(p) <= {poly.UNIT} else {poly.freeze(p): 1}
    return Quotient(term, p.get(poly.UNIT, Fraction(0)) if not factors else Fraction(1), factors, {}, [])


def _of(term: Term, normal: Normal) -> Quotient:
    head, *parts = term
    if head in ("add", "sub", "neg"):
        signs = [1] * len(parts) if head == "add" else [1, -1] if head == "sub" else [-1]
        total = None
        for sign, part in zip(signs, parts, strict=True):
            step = _of(part, normal)
            step = step if sign > 0 else _scaled(step, Fraction(-1), ("neg", part))
            total = step if total is None else _sum(total, step)
        return total or _plain({}, ZERO)
    if head in ("mul", "pow"):
        steps = [_of(part, normal) for part in (parts if head == "mul" else [parts[0]] * parts[1])]
        total = steps[0] if steps else _plain(poly.constant(1), ONE)
        for step in steps[1:]:
            total = _product(total, step)
        return total
    if head == "div":
        return _divided(_of(parts[0], normal), _of(parts[1], normal), term)
    return _plain(normal.number(term), term)


def _scaled(q: Quotient, c: Fraction, term: Term) -> Quotient:
    return Quotient(term, q.scale * c, q.top, q.bottom, [(u, [num(c), *f]) for u, f in q.rest])


def _times(rest: list[tuple[Term, list[Term]]], *factors: Term) -> list[tuple[Term, list[Term]]]:
    live = [f for f in factors if f != ONE]
    return [] if ZERO in live else [(u, [*f, *live]) for u, f in rest]


def _top(q: Quotient) -> Polynomial:
    return poly.scale(product(q.top), q.scale)


def _sum(a: Quotient, b: Quotient) -> Quotient:
    bottom = {f: max(a.bottom.get(f, 0), b.bottom.get(f, 0)) for f in (*a.bottom, *b.bottom)}
    by_a = product({f: e - a.bottom.get(f, 0) for f, e in bottom.items()})
    by_b = product({f: e - b.bottom.get(f, 0) for f, e in bottom.items()})
    plain = _plain(poly.add(poly.multiply(_top(a), by_a), poly.multiply(_top(b), by_b)), ONE)
    rest = _times(a.rest, written(by_a)) + _times(b.rest, written(by_b))
    return Quotient(("add", a.term, b.term), plain.scale, plain.top, bottom, rest)


def _merged(a: Factors, b: Factors) -> Factors:
    return {f: a.get(f, 0) + b.get(f, 0) for f in (*a, *b)}


def _product(a: Quotient, b: Quotient) -> Quotient:
    rest = _times(a.rest, b.term, written(product(b.bottom))) + _times(b.rest, written(_top(a)))
    return Quotient(
        ("mul", a.term, b.term), a.scale * b.scale, _merged(a.top, b.top), _merged(a.bottom, b.bottom), rest
    )


def _divided(a: Quotient, b: Quotient, term: Term) -> Quotient:
    """From a = N/D, b = M/E: (a/b) D M - N E = (M/b)(a D - N) - (N/b)(b E - M) + N E (b/b - 1), scales aside."""
    if not b.scale:
        raise ZeroDivisionError
    if not b.top and not b.bottom:
        return _scaled(a, 1 / b.scale, term)
    divisor, k = term[2], num(1 / b.scale)
    top, over = written(_top(a)), ("div", ONE, divisor)
    rest = _times(a.rest, over, written(product(b.top))) + _times(b.rest, over, ("neg", top), k)
    rest += _times([(divisor, [])], top, written(product(b.bottom)), k)
    return Quotient(term, a.scale / b.scale, _merged(a.top, b.bottom), _merged(a.bottom, b.top), rest)


def _shown(goal: Goal, q: Quotient, deadline: Deadline, solve: Solve) -> Proof | None:
    """The signs of the factors below, then the numerator without those of them that it shares."""
    known, steps, sign = goal, list[tuple[Term, Proof]](), 1
    places: dict[Frozen, tuple[int, int]] = {}
    for factor in sorted(q.bottom, key=poly.text):
        term = written(dict(factor))
        seen = sign_seen(goal, term)
        if seen is None:
            return None
        fact: Term = ("lt", ZERO, term) if seen > 0 else ("lt", term, ZERO)
        by = solve(known.to_show(fact), deadline.share(0.3))
        if by is None:
            return None
        places[factor] = (len(known.given), seen)
        known = known.knowing(fact)
        steps.append((fact, by))
        sign *= seen ** q.bottom[factor]
    shared = {f: e for f, e in q.top.items() if f in places}
    for f, e in shared.items():
        sign *= places[f][1] ** e
    left = {f: e for f, e in q.top.items() if f not in places}
    numerator = poly.scale(product(left), q.scale * sign)
    fact = (goal.then[0], ZERO, written(numerator))
    by = {"rule": "combine", "parts": []} if not numerator and goal.then[0] == "le" else None
    by = by or solve(known.to_show(fact), deadline)
    if by is None:
        return None
    steps.append((fact, by))
    count = len(known.given)
    bottom = [places[f][0] for f, e in q.bottom.items() for _ in range(e)]
    above = [places[f][0] for f, e in shared.items() for _ in range(e)]
    whole = 1
    for f, e in q.bottom.items():
        whole *= places[f][1] ** e
    parts = [{"weight": "1", "facts": [*bottom, -1]}, {"weight": "1", "facts": [*above, count]}]
    for u, factors in q.rest:
        times = {"times": jsonable(factors[0] if len(factors) == 1 else ("mul", *factors))} if factors else {}
        parts.append({"weight": str(whole), "facts": [["inverse", jsonable(u)]], **times})
    proof: Proof = {"rule": "suppose", "then": {"rule": "combine", "parts": parts}}
    for fact, by in reversed(steps):
        proof = cut(fact, by, proof)
    return proof if accepted(goal, proof) else None
