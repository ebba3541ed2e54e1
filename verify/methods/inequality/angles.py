"""Sines and cosines of sums and multiples taken apart: sin(x + y) becomes sin(x) cos(y) + cos(x) sin(y).

The addition theorems are proved anew in each certificate: the sum of the squares of both differences vanishes at 0 and
has the derivative 0.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.normal import Unclear
from verify.checker.polynomial import Monomial, Polynomial
from verify.checker.terms import ONE, ZERO, Term, jsonable, places
from verify.methods.inequality.algebra import Opaque, cut, split_by, written
from verify.methods.inequality.equations import replaced
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}
NOTHING: Proof = {"rule": "combine", "parts": []}
MOST = 8  # units in one angle


def by_angles(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of the goal from one of the goal in sines and cosines of single angles."""
    try:
        angles = _angles(goal)
        if all(list(units.values()) == [1] for units in angles.values()):
            return None
        then = _taken_apart(goal, angles)
    except (Unclear, Opaque, poly.TooLarge, ZeroDivisionError):
        return None
    main = solve(goal.to_show(then), deadline)
    if main is None:
        return None
    proof = _Chain(goal.knowing(then)).proof(angles)
    return cut(then, main, proof) if proof is not None else None


def expanded_gap(goal: Goal) -> Polynomial | None:
    """The gap in single angles, cos(u)^2 as 1 - sin(u)^2; None without several or multiple angles."""
    try:
        angles = _angles(goal)
        if all(list(units.values()) == [1] for units in angles.values()):
            return None
        then = _taken_apart(goal, angles)
        p = goal.gap(then)
        for u in dict.fromkeys(unit for units in angles.values() for unit in units):
            p = _without_squares(goal, p, u)
    except (Unclear, Opaque, poly.TooLarge, ZeroDivisionError):
        return None
    return p


def _without_squares(goal: Goal, p: Polynomial, u: Term) -> Polynomial:
    """p with the even powers of cos(u) written by sin(u)."""
    ((powers, _),) = goal.normal().number(("cos", u))
    ((atom, _),) = powers
    sine = goal.normal().number(("sin", u))
    square = poly.add(poly.constant(1), poly.multiply(sine, sine), -1)
    total: Polynomial = {}
    for e, part in split_by(p, atom).items():
        if e > 1:
            part = poly.multiply(part, poly.power(square, e // 2))
            e %= 2
        total = poly.add(total, poly.multiply(part, poly.of_atom(atom, e)) if e else part)
    return total


def _taken_apart(goal: Goal, angles: dict[Term, "Units"]) -> Term:
    then = goal.then
    for u, units in angles.items():
        s, c = _expanded(goal, units)
        then = replaced(replaced(then, ("sin", u), written(s)), ("cos", u), written(c))
    return then


def arguments(term: Term) -> Iterator[Term]:
    """What the sines and cosines in a term are taken of."""
    if term[0] in ("sin", "cos"):
        yield term[1]
    for i in places(term):
        yield from arguments(term[i])


Units = dict[Term, int]


def _angles(goal: Goal) -> dict[Term, Units]:
    """Each argument as a sum of whole multiples of unit angles. Fails (Opaque) on nested or long ones."""
    found = {u: goal.normal().number(u) for u in dict.fromkeys(arguments(goal.then))}
    if any(next(arguments(u), None) is not None for u in found):
        raise Opaque("an angle in an angle")
    units: dict[Monomial, Fraction] = {}
    for p in found.values():
        for mono, c in p.items():
            units[mono] = _shared(units.get(mono, Fraction(0)), c)
    names = {mono: written({mono: c}) for mono, c in units.items()}
    angles: dict[Term, Units] = {}
    for u, p in found.items():
        counts = {names[m]: int(p[m] / units[m]) for m in sorted(p, key=poly.text)}
        if sum(map(abs, counts.values())) > MOST:
            raise Opaque("too many units")
        angles[u] = counts
    return angles


def _shared(a: Fraction, b: Fraction) -> Fraction:
    """The largest rational of which both are whole multiples."""
    bottom = lcm(a.denominator, b.denominator)
    return Fraction(gcd(int(a * bottom), int(b * bottom)), bottom)


def _expanded(goal: Goal, units: Units) -> tuple[Polynomial, Polynomial]:
    s, c = poly.constant(0), poly.constant(1)
    for unit, n in units.items():
        for _ in range(abs(n)):
            s, c = _turned(goal, s, c, unit, 1 if n > 0 else -1)
    return s, c


def _turned(goal: Goal, s: Polynomial, c: Polynomial, unit: Term, sign: int) -> tuple[Polynomial, Polynomial]:
    """Sine and cosine of an angle plus (or minus) a unit."""
    t, d = goal.normal().number(("sin", unit)), goal.normal().number(("cos", unit))
    return (
        poly.add(poly.multiply(s, d), poly.multiply(c, t), sign),
        poly.add(poly.multiply(c, d), poly.multiply(s, t), -sign),
    )


@dataclass
class _Chain:
    """The steps that follow one another in a proof, and what is known after them."""

    known: Goal

    def __post_init__(self) -> None:
        self.steps: list[Callable[[Proof], Proof]] = []
        self.lemmas: dict[int, int] = {}

    def proof(self, angles: dict[Term, Units]) -> Proof | None:
        """The goal, the same in single angles being the last hypothesis."""
        zeros = self._add(("eq", ("sin", ZERO), ZERO), ASSUMPTION), self._add(("eq", ("cos", ZERO), ONE), ASSUMPTION)
        for sign in sorted({1 if n > 0 else -1 for units in angles.values() for n in units.values()}):
            self._lemma(sign, zeros)
        ends = []
        for u, units in angles.items():
            places_ = self._sum(units, zeros)
            s, c = _expanded(self.known, units)
            for head, i, p in (("sin", places_[0], s), ("cos", places_[1], c)):
                fact: Term = ("eq", (head, u), written(p))
                ends.append(self._add(fact, {"rule": "combine", "parts": [{"weight": "1", "facts": [i]}]}))
        proof: Proof = ASSUMPTION
        for i in reversed(ends):
            proof = {"rule": "rewrite", "of": i, "then": proof}
        for step in reversed(self.steps):
            proof = step(proof)
        return proof

    def _add(self, fact: Term, by: Proof) -> int:
        self.steps.append(lambda then: cut(fact, by, then))
        self.known = self.known.knowing(fact)
        return len(self.known.given) - 1

    def _lemma(self, sign: int, zeros: tuple[int, int]) -> None:
        """For all angles a, b: sine and cosine of a + b (or a - b)."""
        taken = set(self.known.scope)
        a, b = [n for n in (f"angle{k}" for k in range(1000)) if n not in taken][:2]
        both = _addition(("var", a), ("var", b), sign)
        gaps = [("sub", *part[1:]) for part in both[1:]]
        energy: Term = ("add", *(("pow", gap, 2) for gap in gaps))
        start: Proof = NOTHING
        for i in zeros:
            start = {"rule": "rewrite", "of": i, "then": start}
        still: Proof = {"rule": "slope", "var": a if sign > 0 else b, "from": jsonable(ZERO), "at": start}
        still |= {"up": NOTHING, "down": NOTHING}
        parts = []
        for other in gaps[::-1]:
            squares = [
                {"weight": "1", "facts": [-1, -1]},
                {"weight": "1", "facts": [-2]},
                {"weight": "1", "square": jsonable(other)},
            ]
            by: Proof = {"rule": "suppose", "then": {"rule": "combine", "parts": squares}}
            parts.append({"rule": "coincide", "le": by, "ge": by})
        proof = cut(("le", energy, ZERO), still, {"rule": "and", "parts": parts})
        lemma: Term = ("forall", ((a, "real"), (b, "real")), both)
        self.lemmas[sign] = self._add(lemma, {"rule": "intro", "then": proof})

    def _sum(self, units: Units, zeros: tuple[int, int]) -> tuple[int, int]:
        """The numbers of the hypotheses that give sine and cosine of this sum of units."""
        angle, at = ZERO, zeros
        s, c = poly.constant(0), poly.constant(1)
        for unit, n in units.items():
            sign = 1 if n > 0 else -1
            for _ in range(abs(n)):
                self._use(sign, angle, unit)
                turned = len(self.known.given) - 2
                angle = ("add" if sign > 0 else "sub", angle, unit)
                s, c = _turned(self.known, s, c, unit, sign)
                at = (
                    self._step(turned, at, unit, sign, ("sin", angle), s, 0),
                    self._step(turned, at, unit, sign, ("cos", angle), c, 1),
                )
        return at

    def _use(self, sign: int, angle: Term, unit: Term) -> None:
        of, at = self.lemmas[sign], jsonable([angle, unit])
        self.steps.append(lambda then: {"rule": "use", "of": of, "at": at, "then": then})
        self.known = self.known.knowing(_addition(angle, unit, sign))

    def _step(
        self, turned: int, at: tuple[int, int], unit: Term, sign: int, left: Term, right: Polynomial, which: int
    ) -> int:
        """sin (or cos) of the new angle in single angles: the addition theorem with the old ones put in."""
        first, second = (("cos", unit), ("sin", unit)) if which == 0 else (("sin", unit), ("cos", unit))
        weights = (1, sign) if which == 0 else (-sign, 1)
        parts = [
            {"weight": "1", "facts": [turned + which]},
            {"weight": str(weights[0]), "facts": [at[0]], "times": jsonable(first)},
            {"weight": str(weights[1]), "facts": [at[1]], "times": jsonable(second)},
        ]
        return self._add(("eq", left, written(right)), {"rule": "combine", "parts": parts})


def _addition(a: Term, b: Term, sign: int) -> Term:
    """sin(a + b) = ... and cos(a + b) = ..., or for a - b."""
    head, other = ("add", "sub") if sign > 0 else ("sub", "add")
    sa, ca, sb, cb = ("sin", a), ("cos", a), ("sin", b), ("cos", b)
    return (
        "and",
        ("eq", ("sin", (head, a, b)), (head, ("mul", sa, cb), ("mul", ca, sb))),
        ("eq", ("cos", (head, a, b)), (other, ("mul", ca, cb), ("mul", sa, sb))),
    )
