"""Hypotheses that link two names, under which a refuted claim looks true: x <= y, x + y <= 2, x <= 0.38 y.

What is looked for is the least (or largest) difference, sum or ratio of two names at a point where the claim fails.
"""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice, product

from verify.checker.goals import Goal
from verify.checker.terms import Term, num
from verify.methods.inequality.domains import SEEN, Edge
from verify.methods.inequality.judge import Judge, Point, Trial
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.short import plain, rounded, shown
from verify.methods.inequality.suggestion import Ladder, Step, Suggestion, statement_with
from verify.methods.method import Deadline

FOLLOWED, TRIES = 3, 2000  # failing points that are followed to the edge, and steps for each
DENOMINATOR = 4  # of an end that is taken to be exact
MOST = 2  # links that are worth a proof
MOST_NAMES, FAR, NEAR = 4, 1e6, 1e-9
FINE = 1e-6  # a step so small is followed by large ones again
WINDOW = 1e-3  # how far a followed point may stay from the edge, as a part of its size


@dataclass(frozen=True, slots=True)
class Link:
    """Two names and how they are taken together (one of KINDS), from above (sign 1) or below (-1)."""

    kind: str
    a: str
    b: str
    sign: int
    edge: Edge

    def fact(self, k: Fraction, strict: bool) -> Term:
        """a - b, a + b, a/b or |a - b| is at most (or, with sign -1, at least) k."""
        left, right = self._sides(k)
        if self.kind == "distance":
            left, right = ("abs", ("sub", ("var", self.a), ("var", self.b))), num(k)
        return ("lt" if strict else "le", *((left, right) if self.sign > 0 else (right, left)))

    def equal(self, k: Fraction) -> Term:
        """a - b, a + b or a/b is k."""
        return ("eq", *self._sides(k))

    def _sides(self, k: Fraction) -> tuple[Term, Term]:
        a, b = ("var", self.a), ("var", self.b)
        if self.kind == "sum":
            return ("add", a, b), num(k)
        if self.kind == "ratio":
            return a, b if k == 1 else ("mul", num(k), b)
        return a, b if k == 0 else ("add", b, num(k)) if k > 0 else ("sub", b, num(-k))

    def words(self, k: Fraction, relation: str) -> str:
        """The hypothesis as it is shown."""
        if self.kind == "distance" and relation != "=":
            return f"abs({self.a} - {self.b}) {relation} {shown(k)}"
        if self.kind == "sum":
            return f"{self.a} + {self.b} {relation} {shown(k)}"
        if self.kind == "ratio":
            return f"{self.a} {relation} {self.b if k == 1 else f'{shown(k)}*{self.b}'}"
        rest = "" if k == 0 else f" + {shown(k)}" if k > 0 else f" - {shown(-k)}"
        return f"{self.a} {relation} {self.b}{rest}"


KINDS: dict[str, Callable[[float, float], float]] = {
    "difference": lambda x, y: x - y,
    "sum": lambda x, y: x + y,
    "ratio": lambda x, y: x / y,
    "distance": lambda x, y: abs(x - y),
}


def links(trial: Trial, deadline: Deadline) -> list[Link]:
    """Links beyond which every failing point lies, those that leave most trial points first."""
    names = [name for name in trial.free if trial.sorts[name] == "real"]
    judge = Judge(trial.then)
    failing = [point for point in trial.points if not judge.holds(point)]
    if not 2 <= len(names) <= MOST_NAMES or not failing:
        return []
    found: list[tuple[int, Link]] = []
    for (a, b), kind, sign in product(combinations(names, 2), KINDS, (1, -1)):
        if deadline.over:
            break
        if (kind == "ratio" and not _positive(trial, b)) or (kind == "distance" and sign < 0):
            continue

        def value(point: Point, a: str = a, b: str = b, kind: str = kind, sign: int = sign) -> float:
            return sign * KINDS[kind](point[a], point[b])

        least = _least(trial, judge, failing, value, deadline.share(0.3))
        kept = sum(value(point) < least - NEAR for point in trial.points) if math.isfinite(least) else 0
        if kept >= SEEN and abs(least) < FAR and not _known(trial, kind, a, b, sign * least):
            slack = sign * WINDOW * (1 + abs(least))
            found.append((kept, Link(kind, a, b, sign, Edge(sign * least - slack, sign * least))))
    return [link for _, link in sorted(found, key=lambda pair: -pair[0])]


def _positive(trial: Trial, name: str) -> bool:
    return trial.ends[name][0] >= 0 and all(point[name] > 0 for point in trial.points)


def _known(trial: Trial, kind: str, a: str, b: str, k: float) -> bool:
    """Whether only points at one end of what the hypotheses allow anyway are left: x + y <= 0 for x, y >= 0."""
    low = {"sum": trial.ends[a][0] + trial.ends[b][0], "distance": 0.0}.get(kind, -math.inf)
    return abs(k - low) < WINDOW


def _least(
    trial: Trial, judge: Judge, failing: list[Point], value: Callable[[Point], float], deadline: Deadline
) -> float:
    """The least value at a failing point that is found by random steps from the best of the known ones."""
    draw = random.Random(3)
    best = math.inf
    for start in islice(sorted(failing, key=value), FOLLOWED):
        point, here, step = start, value(start), 1.0
        for _ in range(TRIES):
            if deadline.over or abs(here) > FAR:
                break
            moved = {n: x + step * max(abs(x), 1e-2) * draw.gauss(0, 1) * draw.randrange(2) for n, x in point.items()}
            if trial.allowed(moved) and value(moved) < here and judge.margin(moved) < 0:
                point, here, step = moved, value(moved), min(1.0, 1.5 * step)
            else:
                step = 0.97 * step if step > FINE else 0.3
        best = min(best, here)
    return best


def linked(trial: Trial, deadline: Deadline) -> Iterator[Ladder]:
    """A ladder for each of the best links: its end exactly where it is a plain rational, then rounded."""
    found = [link for link in links(trial, deadline) if not _says_it_itself(trial, link)]
    for link in found[:MOST]:
        edge, up = link.edge, link.sign < 0
        at = plain(edge.inner, 2 * edge.outer - edge.inner)
        plainly = at is not None and at.denominator <= DENOMINATOR
        rungs = [(at, False, at), (at, True, at)] if at is not None and plainly else []
        for k, unit in rounded(edge.outer, up):
            if k not in [rung[0] for rung in rungs]:
                rungs.append((k, False, k - unit if up else k + unit))
        made = (_suggestion(trial, link, *rung) for rung in rungs)
        yield tuple(suggestion for suggestion in made if suggestion is not None)


def _says_it_itself(trial: Trial, link: Link) -> bool:
    """Whether the hypothesis is little else than the conclusion."""
    near = plain(link.edge.inner, 2 * link.edge.outer - link.edge.inner)
    fact = link.fact(Fraction(link.edge.outer) if near is None else near, strict=True)
    return accepted(Goal(trial.sorts, (fact,), trial.statement.then), {"rule": "assumption"})


def _suggestion(trial: Trial, link: Link, k: Fraction, strict: bool, beyond: Fraction) -> Suggestion | None:
    made = statement_with(trial.statement, more=(link.fact(k, strict),))
    if beyond == k and not strict:  # the step that goes too far is a little further
        beyond += link.sign * Fraction(1, 1000) * max(1, math.ceil(abs(k)))
    step = statement_with(trial.statement, more=(link.equal(beyond),))
    relation = ("<" if strict else "<=") if link.sign > 0 else (">" if strict else ">=")
    if made is None or step is None:
        return None
    over = (Step(f"at {link.words(beyond, '=')}", step),)
    return Suggestion("domain", f"for {link.words(k, relation)}", made, over)


__all__ = ["Link", "linked", "links"]
