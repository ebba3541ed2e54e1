"""Normal forms written out as terms again; relations multiplied through by a positive factor, with the proof of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.normal import Unclear
from verify.checker.polynomial import Polynomial
from verify.checker.terms import ONE, REAL_FUNCTIONS, ZERO, Term, jsonable, num
from verify.methods.method import Proof

Atom = Any


class Opaque(Exception):
    """An atom of a normal form that has no term here."""


def written(p: Polynomial) -> Term:
    """A term with the normal form ``p``. Fails (Opaque) on atoms of vectors, sums and the like."""
    monomials = [_monomial(m, c) for m, c in sorted(p.items(), key=lambda item: (_degree(item[0]), poly.text(item[0])))]
    return ZERO if not monomials else monomials[0] if len(monomials) == 1 else ("add", *monomials)


def _degree(mono: Any) -> int:
    return sum(e for _, e in mono[0])


def _monomial(mono: Any, c: Fraction) -> Term:
    powers, argument = mono
    top: list[Term] = []
    bottom: list[Term] = []
    bars: list[Term] = []  # below a bar each: 1/(d d) has another normal form than 1/d/d
    for atom, e in sorted(powers, key=poly.text):
        base = of_atom(atom)
        if atom[0] == "whole" and e < 0:
            bars += [base] * -e
        else:
            (top if e > 0 else bottom).append(base if abs(e) == 1 else ("pow", base, abs(e)))
    if argument:
        top.append(("exp", written(dict(argument))))
    if c != 1 or not top:
        top.insert(0, num(c))
    upper: Term = top[0] if len(top) == 1 else ("mul", *top)
    if bottom:
        upper = ("div", upper, bottom[0] if len(bottom) == 1 else ("mul", *bottom))
    for d in bars:
        upper = ("div", upper, d)
    return upper


def of_atom(atom: Atom) -> Term:
    """The term of an atom."""
    head, *parts = atom
    if head in ("var", "const"):
        return (head, parts[0])
    if head == "whole":
        return written(dict(parts[0]))
    if head in ("min", "max"):
        return (head, *(written(dict(part)) for part in sorted(parts[0], key=poly.text)))
    if head in REAL_FUNCTIONS and len(parts) == 1:
        return (head, written(dict(parts[0])))
    raise Opaque(head)


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor to multiply through by: its term, its power, and whether it is an exponential (positive by itself)."""

    base: Term
    power: int
    exponential: bool = False


def gap_term(goal: Goal) -> Term:
    """Right - left of the conclusion as written."""
    left, right = goal.then[1:]
    return right if left == ZERO else ("sub", right, left)


def normal_gap(goal: Goal) -> Polynomial | None:
    """Right - left in normal form, where there is one."""
    try:
        return goal.gap(goal.then)
    except (Unclear, poly.TooLarge, ZeroDivisionError):
        return None


def denominators(p: Polynomial) -> Iterator[tuple[Atom, int]]:
    """The atoms that stand below a fraction bar in ``p``, with their highest power there."""
    worst: dict[Atom, int] = {}
    for powers, _ in p:
        for atom, e in powers:
            if e < 0:
                worst[atom] = max(worst.get(atom, 0), -e)
    yield from sorted(worst.items(), key=poly.text)


def split_by(p: Polynomial, atom: Atom) -> dict[int, Polynomial]:
    """The coefficients of the powers of ``atom``."""
    parts: dict[int, Polynomial] = {}
    for (powers, argument), c in p.items():
        held = dict(powers)
        e = held.pop(atom, 0)
        parts.setdefault(e, {})[frozenset(held.items()), argument] = c
    return parts


def algebraic(p: Polynomial) -> bool:
    """Whether ``p`` is built of names, constants and square roots alone, with a root among them."""
    heads = {atom[0] for powers, argument in p for atom, _ in powers} | {"exp" for _, argument in p if argument}
    return "sqrt" in heads and heads <= {"sqrt", "var", "const", "whole"}


def isolated(p: Polynomial) -> bool:
    """Whether ``p`` has logarithms and the like, each with a number as its factor: the derivative has none."""
    found = [powers for powers, _ in p if any(atom[0] in ("log", "atan", "asin", "acos") for atom, _ in powers)]
    return bool(found) and all(len(powers) == 1 and all(e == 1 for _, e in powers) for powers in found)


def times_atom(p: Polynomial, atom: Atom, j: int) -> tuple[Polynomial, Polynomial]:
    """(g, t): g = atom^j p with the bar cleared; for a whole polynomial D = 1/u the t with g - D^j p = t (D u - 1)."""
    if atom[0] != "whole":
        return poly.multiply(p, poly.of_atom(atom, j)), {}
    d, u = dict(atom[1]), poly.of_atom(atom, -1)
    g: Polynomial = {}
    t: Polynomial = {}
    for e, part in split_by(p, atom).items():
        rest = poly.multiply(part, poly.power(d, j + e))
        g = poly.add(g, rest)
        run: Polynomial = poly.constant(0)
        for i in range(-e):
            run = poly.add(run, poly.multiply(poly.power(d, i), poly.power(u, i)))
        t = poly.add(t, poly.multiply(rest, run), -1)
    return g, t


def cleared(goal: Goal, atom: Atom, j: int) -> tuple[Term, Term, Polynomial] | None:
    """(D, right side g, t) for multiplying the goal through by D^j; None where it gets too large or has no terms."""
    p = normal_gap(goal)
    if p is None:
        return None
    try:
        g, t = times_atom(p, atom, j)
        return of_atom(atom), written(g), t
    except (poly.TooLarge, Opaque, ZeroDivisionError):
        return None


def multiplied(goal: Goal, d: Term, j: int, by_d: Proof, g: Term, by_g: Proof, t: Polynomial, sign: int = 1) -> Proof:
    """The proof of 0 R f from 0 < d and 0 R g, g = d^j f, by contradiction; ``sign`` is that of d against its atom."""
    t = poly.scale(t, sign**j)
    bare = d[1] if sign < 0 else d
    parts: list[Proof] = [{"weight": "1", "facts": [-3] * j + [-1]}, {"weight": "1", "facts": [-2]}]
    if t:
        parts.append({"weight": "-1", "facts": [["inverse", jsonable(bare)]], "times": jsonable(written(t))})
    inner: Proof = {"rule": "suppose", "then": {"rule": "combine", "parts": parts}}
    return cut(("lt", ZERO, d), by_d, cut((goal.then[0], ZERO, g), by_g, inner))


def scaled_by_exp(goal: Goal, q: Term, g: Term, by_g: Proof) -> Proof:
    """The proof of 0 R f from one of 0 R g, where g = exp(q) f."""
    parts = [{"weight": "1", "facts": [["exp", jsonable(q)], -1]}, {"weight": "1", "facts": [-2]}]
    inner: Proof = {"rule": "suppose", "then": {"rule": "combine", "parts": parts}}
    return cut((goal.then[0], ZERO, g), by_g, inner)


def shared_factor(p: Polynomial) -> Polynomial:
    """The monomial of names that every monomial of ``p`` shares; 1 where there is none."""
    least: dict[Atom, int] = {}
    for atom in {a for powers, _ in p for a, _ in powers if a[0] == "var"}:
        least[atom] = min(dict(powers).get(atom, 0) for powers, _ in p)
    powers = frozenset((a, e) for a, e in least.items() if e > 0)
    return {(powers, poly.EMPTY): Fraction(1)}


def constant_factor(p: Polynomial) -> Polynomial:
    """The product of pi and e to the highest powers in which they stand in ``p``: divided by it, exact zeros show."""
    most: dict[Atom, int] = {}
    for powers, _ in p:
        for atom, e in powers:
            if atom[0] == "const":
                most[atom] = max(most.get(atom, 0), e)
    return {(frozenset((a, e) for a, e in most.items() if e > 0), poly.EMPTY): Fraction(1)}


def with_factor(goal: Goal, m: Term, g: Term, by_g: Proof) -> Proof:
    """The proof of 0 R m g, m evidently positive, from one of 0 R g."""
    parts = [{"weight": "1", "facts": [-1, ["positive", jsonable(m)]]}]
    return cut((goal.then[0], ZERO, g), by_g, {"rule": "combine", "parts": parts})


def same(goal: Goal, g: Term, by_g: Proof) -> Proof:
    """The proof of 0 R f from one of 0 R g, where f and g have one normal form."""
    return cut((goal.then[0], ZERO, g), by_g, {"rule": "combine", "parts": [{"weight": "1", "facts": [-1]}]})


def cut(fact: Term, by: Proof, then: Proof) -> Proof:
    """First the fact, then the rest."""
    return {"rule": "cut", "fact": jsonable(fact), "by": by, "then": then}


__all__ = [
    "ONE",
    "Factor",
    "Opaque",
    "cleared",
    "cut",
    "denominators",
    "gap_term",
    "multiplied",
    "same",
    "scaled_by_exp",
]
