"""Failures that come again and again: t = c + 2 pi q m for a whole number m past any constant.

There sin(a t + b) and cos(a t + b) have the values that they have at c, by induction on m.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.normal import Unclear
from verify.checker.terms import ONE, ZERO, Term, free_names, jsonable, num, substitute
from verify.methods.existence.form import comparing
from verify.methods.existence.witnesses import FACTORS, larger, sizes, trial_points
from verify.methods.holes import Solve
from verify.methods.inequality.equations import subterms
from verify.methods.inequality.exact_value import precise
from verify.methods.inequality.judge import Judge
from verify.methods.method import Deadline, Proof
from verify.methods.steps import combine, have, in_turn, part

PI: Term = ("const", "pi")
SEATS = 24  # places of a period that are tried: multiples of pi/(2a)
AHEAD = (0, 1, 30)  # how far past its bound m is looked at
VALUES = {"sin": (0, 1, 0, -1), "cos": (1, 0, -1, 0)}


@dataclass(frozen=True, slots=True)
class Wave:
    """sin or cos of a t + k pi/2, as it is written."""

    written: Term
    a: Fraction
    k: Fraction

    def quarter(self, seat: Fraction) -> Fraction:
        """The angle at t = seat pi/2, in right angles."""
        return self.a * seat + self.k


def periodic(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of "there is t: ...", about sines and cosines of t, by a t past any bound; None where none is found."""
    ((name, sort),), body = goal.then[1], goal.then[2]
    found = waves(goal.naming({name: sort}, "$") if name not in goal.scope else goal, body, name)
    parts = body[1:] if body[0] == "and" else (body,)
    if sort != "real" or not found or not all(map(comparing, parts)):
        return None
    turns = math.lcm(*(wave.a.denominator for wave in found))
    for seat in _seats(found, turns):
        for k in FACTORS:
            u = sizes(goal)[-1]
            for bound in (("add", u, num(k)), larger(u, k)[1]):
                step = _Step(goal, name, parts, found, seat, turns, bound)
                proof = step.proof(deadline.share(0.3), solve) if step.looks_true() and not deadline.over else None
                if proof is not None:
                    return proof
    return None


def waves(goal: Goal, body: Term, name: str) -> list[Wave]:
    """The sines and cosines of the name; none where one of them is of something else than a t + k pi/2."""
    found: list[Wave] = []
    for term in dict.fromkeys(subterms(body)):
        if term[0] not in VALUES or name not in free_names(term):
            continue
        try:
            p: dict[Any, Fraction] = dict(goal.normal().number(term[1]))
        except (Unclear, poly.TooLarge):
            return []
        a = p.pop((frozenset({(("var", name), 1)}), poly.EMPTY), Fraction(0))
        k = 2 * p.pop((frozenset({(PI, 1)}), poly.EMPTY), Fraction(0))
        if p or not a:
            return []
        found.append(Wave(term, a, k))
    return found


def _seats(found: list[Wave], turns: int) -> Iterator[Fraction]:
    """Places t = seat pi/2 of a period at which every wave has a value that is 0, 1 or -1."""
    first = found[0]
    for j in range(SEATS):
        seat = (j - first.k) / first.a
        if 0 <= seat < 4 * turns and all(wave.quarter(seat).denominator == 1 for wave in found):
            yield seat


@dataclass(frozen=True, slots=True)
class _Step:
    """t = seat pi/2 + 2 pi turns m with bound <= m."""

    goal: Goal
    name: str
    parts: tuple[Term, ...]
    found: list[Wave]
    seat: Fraction
    turns: int
    bound: Term

    @property
    def whole(self) -> str:
        """A name for m."""
        taken = {*self.goal.scope, self.name}
        return next(new for i in range(100) if (new := f"m{i or ''}") not in taken)

    @property
    def at(self) -> Term:
        """t in terms of m."""
        rising: Term = ("mul", num(2 * self.turns), PI, ("var", self.whole))
        return ("add", ("mul", num(self.seat / 2), PI), rising) if self.seat else rising

    def values(self) -> dict[Term, Term]:
        """The number that each wave is, by how it is written at t."""
        return {
            substitute(wave.written, {self.name: self.at}): num(
                VALUES[wave.written[0]][int(wave.quarter(self.seat)) % 4]
            )
            for wave in self.found
        }

    def looks_true(self) -> bool:
        """Whether no trial point contradicts the facts."""
        judges = [Judge(_with(substitute(p, {self.name: self.at}), self.values())) for p in self.parts]
        for point in trial_points(self.goal):
            low = precise(self.bound, {n: num(Fraction(x)) for n, x in point.items()})
            if not math.isfinite(low) or low > 2.0**50:
                continue
            for k in AHEAD:
                here = {**point, self.whole: float(math.ceil(low) + k)}
                if not all(judge.holds(here) for judge in judges):
                    return False
        return True

    def proof(self, deadline: Deadline, solve: Solve) -> Proof | None:
        """Past the bound: the values of the waves, one after the other, then each fact with these in their places."""
        m: Term = ("var", self.whole)
        known = self.goal.naming({self.whole: "nat"}, "$").knowing(("le", self.bound, m))
        order: list[tuple[Term, Proof]] = []
        for far in (("le", ("add", sizes(self.goal)[-1], ONE), m), ("le", m, self.at)):
            by = solve(known.to_show(far), deadline.share(0.2))
            if by is None:
                return None
            order.append((far, by))
            known = known.knowing(far)
        equations = [("eq", left, right) for left, right in self.values().items()]
        shown: list[Proof] = []
        for fact in self.parts:
            here = _with(substitute(fact, {self.name: self.at}), self.values())
            by = solve(known.knowing(*equations).to_show(here), deadline.share(0.5))
            if by is None:
                return None
            for i in range(len(equations)):
                by = {"rule": "rewrite", "of": i - len(equations), "then": by}
            shown.append(by)
        then: Proof = {"rule": "and", "parts": shown} if len(shown) > 1 else shown[0]
        then = {"rule": "exists", "at": jsonable([self.at]), "by": then}
        for wave, (_, left, right) in reversed(list(zip(self.found, equations, strict=True))):
            then = have(("eq", left, right), self._value(wave, left, right), then)
        return {"rule": "beyond", "term": jsonable(self.bound), "as": self.whole, "then": in_turn(order, then)}

    def _value(self, wave: Wave, left: Term, right: Term) -> Proof:
        """The value of a wave at every m, by induction."""
        head, angle = left
        turn = f"{'sine' if head == 'sin' else 'cosine'}_turn"
        start = substitute(angle, {self.whole: ZERO})
        after = substitute(angle, {self.whole: ("add", ("var", self.whole), ONE)})
        j = (int(wave.quarter(self.seat)) + (head == "cos")) % 4
        bare: Term = ("sin" if j % 2 == 0 else "cos", ZERO)
        bare = bare if j < 2 else ("neg", bare)
        first = have(
            ("eq", (head, start), bare),
            combine(part("-1", (turn, start, ZERO))),
            {"rule": "rewrite", "of": -1, "then": {"rule": "boxes", "tree": "leaf"}},
        )
        step = combine(part("-1", (turn, after, angle)), part("1", -1))
        return {"rule": "induction", "var": self.whole, "base": first, "step": step}


def _with(formula: Term, values: dict[Term, Term]) -> Term:
    """The formula with numbers in the places of the waves."""
    if formula in values:
        return values[formula]
    return tuple(_with(p, values) if isinstance(p, tuple) else p for p in formula)


__all__ = ["Wave", "periodic", "waves"]
