"""Ends at infinity and at 0 by enclosures in two names: x and u = 1/x, each part in whichever of them has a value.

x/(x + 1) has no value on x >= A for enclosures, 1/(1 + u) has one on 0 < u <= 1/A; log(x) is best left as it is.
"""

import math
from fractions import Fraction

from verify.checker.goals import Goal, evident
from verify.checker.normal import Unclear
from verify.checker.polynomial import TooLarge
from verify.checker.terms import ONE, ZERO, Term, free_names, jsonable, num, places, substitute
from verify.methods.inequality import guide
from verify.methods.inequality.algebra import Opaque, cut, gap_term, written
from verify.methods.inequality.cutting import Piece
from verify.methods.inequality.ladder import sides
from verify.methods.inequality.replay import accepted
from verify.methods.method import Proof

FAR_OUT = 2.0**30
ASSUMPTION: Proof = {"rule": "assumption"}
LEAF: Proof = {"rule": "boxes", "tree": "leaf", "bits": 128}


class Tail:
    """One end of the range of a name: the gap in x and u = 1/x, and proofs on pieces that reach the end.

    ``sign`` 1 is the end at infinity, -1 that at minus infinity, 0 that at 0 from above.
    """

    def __init__(self, goal: Goal, name: str, sign: int):
        self.goal, self.x, self.sign = goal, ("var", name), sign
        self.u: Term = ("var", next(f"u{k}" for k in range(1000) if f"u{k}" not in goal.scope))
        far, near = (FAR_OUT, guide.INF), (0.0, 1 / FAR_OUT)
        if sign < 0:
            far, near = (-guide.INF, -FAR_OUT), (-1 / FAR_OUT, 0.0)
        self.box = {name: far, self.u[1]: near} if sign else {name: near, self.u[1]: far}
        self.gap = self._mixed(gap_term(goal))
        self.rule = None
        if self.u[1] in free_names(self.gap) and self._value(self.gap) is not None:
            self.rule = guide.compiled(self.gap)

    def _value(self, term: Term) -> guide.Pair | None:
        """The range of the term far out, where floats give one with a finite end."""
        try:
            low, high = guide.compiled(term)(self.box)
        except (guide.Lost, ValueError, OverflowError, ZeroDivisionError, KeyError):
            return None
        return (low, high) if math.isfinite(low) or math.isfinite(high) else None

    def _mixed(self, term: Term) -> Term:
        """The term with those parts turned to u that have no value in x, or none with two finite ends."""
        value = self._value(term)
        if self.x[1] not in free_names(term) or (value is not None and all(map(math.isfinite, value))):
            return term
        turned = self._turned(term)
        there = None if turned is None else self._value(turned)
        if turned is not None and there is not None and all(map(math.isfinite, there)):
            return turned
        inner = set(places(term))
        found: Term = tuple(self._mixed(part) if i in inner else part for i, part in enumerate(term))
        if self._value(found) is None and turned is not None and there is not None:
            return turned
        return found

    def _turned(self, term: Term) -> Term | None:
        """The part in normal form, said of u alone."""
        side: Term = ("lt", self.u, ZERO) if self.sign < 0 else ("lt", ZERO, self.u)
        inside = Goal({**self.goal.scope, self.u[1]: "real"}, (), ZERO).knowing(side)
        try:
            return written(inside.normal().number(substitute(term, {self.x[1]: ("div", ONE, self.u)})))
        except (Unclear, Opaque, TooLarge, ZeroDivisionError):
            return None

    def proof(self, piece: Piece) -> Proof | None:
        """A proof of the goal with the piece, which reaches this end, among its hypotheses."""
        low, high = piece[self.x[1]]
        end = low if self.sign > 0 else high
        if self.rule is None or end is None or end * (self.sign or 1) <= 0 or not self._looks(end):
            return None
        inner = self.goal.knowing(*sides(piece))
        if not evident(("lt", self.x, ZERO) if self.sign < 0 else ("lt", ZERO, self.x), inner):
            return None
        u, e = self.u, num(1 / end)
        within: Term = {
            1: ("and", ("lt", ZERO, u), ("le", u, e)),
            -1: ("and", ("le", e, u), ("lt", u, ZERO)),
            0: ("le", e, u),
        }[self.sign]
        then = (self.goal.then[0], ZERO, self.gap)
        side: Term = ("and", within, ("eq", u, ("div", ONE, self.x)))
        lemma: Term = ("forall", ((u[1], "real"),), ("implies", side, then))
        return self._used(inner, lemma, {"rule": "intro", "then": LEAF}, end)

    def _looks(self, end: Fraction) -> bool:
        """Whether float intervals show the gap on the piece."""
        e = guide.to_float(end)
        box = {self.x[1]: (e, guide.INF), self.u[1]: (0.0, 1 / e)}
        if self.sign < 0:
            box = {self.x[1]: (-guide.INF, e), self.u[1]: (1 / e, 0.0)}
        elif self.sign == 0:
            box = {self.x[1]: (0.0, e), self.u[1]: (1 / e, guide.INF)}
        try:
            low = self.rule(box)[0] if self.rule is not None else -math.inf
        except (guide.Lost, ValueError, OverflowError, ZeroDivisionError, KeyError):
            return False
        return low > 0 or (low == 0 and self.goal.then[0] == "le")

    def _used(self, inner: Goal, lemma: Term, by: Proof, end: Fraction) -> Proof | None:
        """The lemma, used at u = 1/x."""
        parts: list[Proof] = [ASSUMPTION, ASSUMPTION]
        if self.sign == 0:
            bound = inner.given.index(("le", self.x, num(end)))
            there = {"weight": str(1 / end), "facts": [bound, ["positive", jsonable(("div", ONE, self.x))]]}
            first: Proof = {"rule": "combine", "parts": [there]}
        else:
            first = {"rule": "and", "parts": parts}
        same: Proof = {"rule": "combine", "parts": []}
        premise: Proof = {"rule": "and", "parts": [first, same]}
        closing: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1]}]}
        at = jsonable([("div", ONE, self.x)])
        use: Proof = {"rule": "use", "of": -1, "at": at, "premises": [premise], "then": closing}
        proof = cut(lemma, by, use)
        return proof if accepted(inner, proof) else None


class Ends:
    """The ends of the range of the one name of a goal, each looked at when a piece first reaches it."""

    def __init__(self, goal: Goal, name: str):
        self.goal, self.name = goal, name
        self.found: dict[int, Tail] = {}

    def proof(self, piece: Piece) -> Proof | None:
        """A proof on the piece, if it reaches infinity on one side, or 0 from above."""
        low, high = piece.get(self.name, (None, None))
        sign = 1 if high is None else -1 if low is None else 0
        if (low is None and high is None) or (not sign and low != 0):
            return None
        if sign not in self.found:
            self.found[sign] = Tail(self.goal, self.name, sign)
        return self.found[sign].proof(piece)
