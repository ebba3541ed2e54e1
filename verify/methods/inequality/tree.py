"""Subdivision: cut the box of a goal until every piece is a leaf; floats and balls choose, the checker decides.

A leaf is an enclosure, a Taylor polynomial with remainder, or a proof that a given ``Rescue`` finds for the piece.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from verify.checker.enclosure import Undefined
from verify.checker.goals import Goal, evident
from verify.checker.series import Series, signs
from verify.checker.terms import Term, free_names, num
from verify.methods.inequality import advice, guide
from verify.methods.inequality.advice import Blurred
from verify.methods.inequality.cutting import End, Piece, floated, middle, still, within
from verify.methods.inequality.guide import INF, Box, Lost
from verify.methods.inequality.tails import Ends
from verify.methods.method import Deadline, Proof

Node = Any
Rescue = Callable[[Piece, Deadline], Proof | None]
ORDER = 10
TAIL_ORDERS = (1, 2, 4, 7, 12)


@dataclass
class Tree:
    """One search: the goal and its gap, names to cut, known exact zeros, and how long it may go on."""

    goal: Goal
    gap: Term
    deadline: Deadline
    zeros: tuple[Fraction, ...] = ()
    rescue: Rescue | None = None
    limit: int = 4000
    careful: bool = False
    special: tuple[Fraction, ...] = ()
    named: tuple[Fraction, ...] = ()  # near zeros to start slopes from
    breaks: dict[str, tuple[Fraction, ...]] = field(default_factory=dict)
    bits: int = 64
    asked: dict[str, int] = field(default_factory=dict)
    tails: float = 0.0
    patience: float = 1.0
    pieces: int = 0
    ends: Ends | None = None
    stuck: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.longest = min(0.3, 0.1 * self.deadline.left)  # seconds for series on half-infinite pieces
        self.strict = self.goal.then[0] == "lt"
        self.value = guide.compiled(self.gap)
        self.excluded: dict[tuple[str, Fraction], bool] = {}
        self.names = sorted(free_names(self.gap))
        self.ends = Ends(self.goal, self.names[0]) if len(self.names) == 1 else None
        self.given = []
        for fact in self.goal.given:
            if fact[0] in ("le", "lt", "eq", "ne"):
                try:
                    self.given.append(guide.sure(fact))
                except (Lost, ValueError):
                    continue
        linked = frozenset[str]().union(*(free_names(f) for f in self.goal.given if f[0] in ("le", "lt", "eq")))
        solved = {f[1][1] for f in self.goal.given if f[0] == "eq" and f[1][0] == "var"} - set(self.names)
        numbers = [n for n, sort in self.goal.scope.items() if sort in ("real", "nat")]
        self.cuttable = [n for n in numbers if n in self.names or (n in linked and n not in solved)]
        self.cuttable = [n for n in self.cuttable if len(self.names) > 1 or n in self.names] or self.cuttable

    def grow(self) -> Node | None:
        """The tree of the goal's whole box, or None."""
        whole = dict(self.goal.box(self.bits))
        if any(low is not None and high is not None and low > high for low, high in whole.values()):
            return None
        return self._grow(whole, 0)

    def _grow(self, piece: Piece, depth: int) -> Node | None:
        self.pieces += 1
        if self.pieces > self.limit or self.deadline.over:
            self.stuck.append(piece)
            return None
        floats = floated(piece)
        if self._decided(floats):
            return "leaf"
        by = self.ends.proof(piece) if self.ends else None
        if by is not None:
            return {"by": by}
        node = self._taylor(piece, floats)
        if node is not None:
            return node
        if self.rescue is not None and self._wants_rescue(piece, floats):
            by = self.rescue(piece, self.deadline)
            if by is not None:
                return {"by": by}
        place = self._place(piece, floats)
        if place is None or depth > 120:
            self.stuck.append(piece)
            return None
        name, at = place
        low, high = piece[name]
        below = self._grow({**piece, name: (low, at)}, depth + 1)
        if below is None:
            return None
        above = self._grow({**piece, name: (at, high)}, depth + 1)
        return None if above is None else {"var": name, "at": str(at), "below": below, "above": above}

    def _decided(self, floats: Box) -> bool:
        try:
            low, _ = self.value(floats)
            if low > 0 or (low == 0 and not self.strict):
                return True
        except (Lost, ValueError, OverflowError, ZeroDivisionError):
            pass
        return any(decide(floats) is False for decide in self.given)

    # -- Taylor leaves ------------------------------------------------------------------------------------------------

    def _taylor(self, piece: Piece, floats: Box) -> Node | None:
        open_names = [n for n in self.names if piece[n][0] != piece[n][1]]
        if not open_names:
            return None
        if any(INF in (abs(floats[n][0]), abs(floats[n][1])) for n in open_names):
            return self._tail(piece, open_names)
        if len(open_names) > 1:
            return self._rays(piece, open_names)
        name = open_names[0]
        low, high = piece[name]
        if low is None or high is None:
            return None
        zeros = [z for z in self.zeros if low <= z <= high]
        for centre in zeros or [(low + high) / 2]:
            order = self._order(piece, name, centre)
            if order and (not self.careful or self._holds(piece, {name: centre}, order)):
                return {"taylor": order, "at": {name: str(centre)}}
        return None

    def _order(self, piece: Piece, name: str, centre: Fraction) -> int:
        """The least order at which the polynomial with remainder has one sign on the piece; 0 for none."""
        low, high = piece[name]
        if low is None or high is None:
            return 0
        others = {n: value for n, value in still(piece).items() if n != name}
        try:
            at = advice.series(
                self.gap, {**others, name: advice.variable(advice.exact(centre), 1)}, ORDER, self.bits + 32
            )
            hull = advice.series(
                self.gap, {**others, name: advice.variable(advice.ball(low, high), 1)}, ORDER, self.bits + 32
            )
        except (Blurred, KeyError):
            return 0
        d = advice.ball(low - centre, high - centre)
        small = 2.0 ** -(self.bits - 8)
        for n in range(1, ORDER + 1):
            k = 0
            if centre in self.zeros:
                while k < n and at[k].contains(0) and float(at[k].rad()) < small:
                    k += 1
            if k and self.strict and not self._excluded(name, centre):
                return 0
            value = hull[n]
            for c in reversed(at[k:n]):
                value = c + d * value
            right = k % 2 == 0 or low >= centre
            if (right and value > 0) or (k % 2 and high <= centre and value < 0):
                return n
        return 0

    def _excluded(self, name: str, c: Fraction) -> bool:
        """Whether the hypotheses keep the name away from c."""
        if (name, c) not in self.excluded:
            self.excluded[name, c] = evident(("ne", ("var", name), num(c)), self.goal)
        return self.excluded[name, c]

    def _rays(self, piece: Piece, names: list[str]) -> Node | None:
        centre = {n: (piece[n][0] + piece[n][1]) / 2 for n in names}  # type: ignore[operator]
        values = still(piece)
        away = {n: advice.ball(piece[n][0] - c, piece[n][1] - c) for n, c in centre.items()}  # type: ignore[operator]
        try:
            at = advice.series(
                self.gap, {**values, **{n: advice.variable(advice.exact(c), away[n]) for n, c in centre.items()}}, 2, 80
            )
            hull = advice.series(
                self.gap, {**values, **{n: advice.variable(values[n][0], away[n]) for n in names}}, 2, 80
            )
        except (Blurred, KeyError):
            return None
        for n, total in ((1, at[0] + hull[1]), (2, at[0] + at[1] + hull[2])):
            if total > 0 and (not self.careful or self._holds(piece, centre, n)):
                return {"taylor": n, "at": {name: str(c) for name, c in centre.items()}}
        return None

    def _tail(self, piece: Piece, names: list[str]) -> Node | None:
        """A Taylor leaf at the finite end of a half-infinite piece, or at a zero: by the checker's own series."""
        if len(names) > 1:
            return None
        ends = [e for e in piece[names[0]] if e is not None]
        zeros = [z for z in self.zeros if all((z >= e) if e == piece[names[0]][0] else (z <= e) for e in ends)]
        for centre in (zeros or ends)[:1]:
            for n in TAIL_ORDERS:
                if self.deadline.over or self.tails > self.longest:
                    return None
                if self._timed(piece, {names[0]: centre}, n):
                    return {"taylor": n, "at": {names[0]: str(centre)}}
        return None

    def _timed(self, piece: Piece, centre: dict[str, Fraction], n: int) -> bool:
        """As ``_holds``, the time spent on tails being counted: the checker's series are slow on large terms."""
        left = self.deadline.left
        found = self._holds(piece, centre, n)
        self.tails += left - self.deadline.left
        return found

    def _holds(self, piece: Piece, centre: dict[str, Fraction], n: int) -> bool:
        try:
            (low, high), k, d = signs(self.gap, Series(piece, dict(self.goal.scope), centre, n, self.bits))
        except (Undefined, ZeroDivisionError, OverflowError):
            return False
        if k and self.strict and not all(self._excluded(name, c) for name, c in centre.items()):
            return False
        up = low is not None and (low > 0 or (low == 0 and not self.strict))
        down = high is not None and (high < 0 or (high == 0 and not self.strict))
        return (up and (k % 2 == 0 or (d[0] is not None and d[0] >= 0))) or (
            down and k % 2 == 1 and d[1] is not None and d[1] <= 0
        )

    # -- where to cut -------------------------------------------------------------------------------------------------

    def _wants_rescue(self, piece: Piece, floats: Box) -> bool:
        """On pieces that reach infinity or an end where the gap is lost, and on very small ones; a few times each."""
        names = [n for n in self.names if piece[n][0] != piece[n][1]]
        if len(names) != 1:
            return False
        low, high = floats[names[0]]
        kind = "small"
        if INF in (-low, high):
            kind = "far"
        elif high - low <= 1 and any(within(piece[names[0]], e) for e in self.named):
            kind = "named"
        elif high - low <= 1 and any(within(piece[names[0]], e) for e in self.special):
            kind = "special"
        else:
            try:
                bottom, top = self.value(floats)
                if INF in (-bottom, top):
                    kind = "lost"
            except (Lost, ValueError, OverflowError, ZeroDivisionError):
                kind = "lost"
            if kind == "small" and high - low > 1e-3 * (1 + abs(low)):
                return False
        self.asked[kind] = self.asked.get(kind, 0) + 1
        if kind == "far":
            return self.asked[kind] in (1, 3, 5, 9)[: math.ceil(4 * self.patience)]
        if kind == "named":
            return self.asked[kind] <= 40
        if kind == "special":
            return self.asked[kind] in (1, 3, 7)
        return self.asked[kind] <= math.ceil(6 * self.patience)

    def _place(self, piece: Piece, floats: Box) -> tuple[str, Fraction] | None:
        """The name and the rational to cut at; None when the piece is too small to go on."""
        best: tuple[float, str] | None = None
        for name in self.cuttable:
            low, high = floats[name]
            if low >= high:
                continue
            score = self._score(floats, name)
            if best is None or score > best[0]:
                best = (score, name)
        if best is None:
            return None
        at = self._break(best[1], *piece[best[1]])
        at = middle(*piece[best[1]]) if at is None else at
        return None if at is None else (best[1], at)

    def _break(self, name: str, low: End, high: End) -> Fraction | None:
        """A place where the gap changes its form, inside the piece."""
        places = self.breaks.get(name, ())
        return next((c for c in places if (low is None or low < c) and (high is None or c < high)), None)

    def _score(self, floats: Box, name: str) -> float:
        """How much a cut of this name narrows the gap, or its relative width where that is unknown."""
        low, high = floats[name]
        if INF in (-low, high):
            return INF
        if len(self.cuttable) == 1:
            return 1.0
        mid = (low + high) / 2
        try:
            whole = self.value(floats)
            halves = [self.value({**floats, name: ends}) for ends in ((low, mid), (mid, high))]
            gain = max(whole[1] - whole[0] - (h[1] - h[0]) for h in halves) + sum(h[0] - whole[0] for h in halves)
            if math.isfinite(gain):
                return gain if gain > 0 else (high - low) * 1e-9
        except (Lost, ValueError, OverflowError, ZeroDivisionError):
            pass
        return (high - low) / (1 + min(abs(low), abs(high))) * 1e3
