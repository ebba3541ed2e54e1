"""Pieces of a subdivision that resist: bars cleared, logarithms tamed, slopes from an end, ends turned around."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from verify.checker.goals import Goal
from verify.checker.polynomial import Polynomial
from verify.checker.terms import Term
from verify.methods.inequality import algebra
from verify.methods.inequality.algebra import normal_gap
from verify.methods.inequality.cutting import Piece
from verify.methods.inequality.far import far, near
from verify.methods.inequality.forms import forms
from verify.methods.inequality.irrational import Place, nearby
from verify.methods.inequality.ladder import Solver, by_slope, sides
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.right_angles import at_angle
from verify.methods.inequality.tangents import tamed
from verify.methods.method import Deadline, Proof


@dataclass(frozen=True)
class Rescue:
    """Proofs for single pieces of the range of one name.

    ``light`` stops at simpler forms; ``depth`` counts the slopes that may follow one another, and with none only
    ``named`` zeros are taken up. ``positive``, ``relation`` and ``subdivided`` are the search itself, for what is left
    of a piece.
    """

    goal: Goal
    name: str
    zeros: tuple[Fraction, ...]
    named: tuple[Place, ...]
    light: bool
    depth: int
    positive: Solver
    relation: Callable[[Goal, Deadline], Proof | None]
    subdivided: Callable[[Goal, Deadline, int], Proof | None]
    tried: dict[Term, int] = field(default_factory=dict)

    def __call__(self, piece: Piece, until: Deadline) -> Proof | None:
        """A proof of the goal on the piece, accepted by the checker, or None."""
        inner = self.goal.knowing(*sides(piece))
        low, high = piece[self.name]
        found = nearby(inner, self.named, self.name, low, high, until.share(0.8), self.tried)
        if found is not None or (not self.light and self.depth == 0):
            return found
        p = normal_gap(inner)
        if p is not None and None not in (low, high):
            found = self._simpler(inner, p, until)
            if found is not None:
                return found
        found = at_angle(inner, self.name, low, high, until.share(0.4), self.relation)
        if self.light or found is not None:
            return found
        found = by_slope(inner, self.name, low, high, self.zeros, self.positive, until.share(0.4), self.depth - 1)
        if found is None and self.depth > 2:
            found = far(inner, self.name, low, high, until.share(0.4), self.relation)
        if found is None and self.depth > 2:
            found = near(inner, self.name, low, high, until.share(0.4), self.relation)
        return found

    def _simpler(self, inner: Goal, p: Polynomial, until: Deadline) -> Proof | None:
        """The piece with bars cleared, or with tangents in place of logarithms."""
        if any(True for _ in algebra.denominators(p)):
            for form, wrap in forms(inner, p, until.share(0.3), 0, self.positive):
                proof = self.subdivided(form, until.share(0.3), 0)
                if proof is not None and accepted(form, proof):
                    return wrap(proof)
        return tamed(inner, p, self.name, until.share(0.3), lambda g, d: self.positive(g, d, 1))


__all__ = ["Rescue"]
