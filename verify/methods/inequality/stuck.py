"""Where a claim that stays undecided is open: parts, conditions and pieces of the range that no quick proof covers."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from verify.checker.goals import Goal, conjuncts, evident
from verify.checker.terms import Statement, Term, free_names
from verify.claims.printing import text
from verify.methods.inequality.algebra import gap_term
from verify.methods.inequality.cutting import middle
from verify.methods.inequality.domain import conditions
from verify.methods.inequality.guide import Lost, to_float
from verify.methods.inequality.pieces import range_text, sides
from verify.methods.inequality.prove import prove_relation
from verify.methods.inequality.tree import Tree
from verify.methods.inequality.zeros import exact_zeros
from verify.methods.method import Deadline

Box = dict[str, Any]
SHOWN = 4  # pieces
CUTS = 24  # how often a piece of one name is halved; of several together
LEAVES = 12  # pieces that a quick proof may take


def open_places(statement: Statement, deadline: Deadline) -> str:
    """What is left to show, in a line; empty where that cannot be said. A look, not a proof."""
    goal = Goal(dict(statement.let), (), statement.then).knowing(*statement.given)
    parts = [part for part in conjuncts(statement.then) if part[0] in ("le", "lt")]
    said = []
    for i, part in enumerate(parts):
        left = list(_left(goal.to_show(part), deadline.share(1 / (len(parts) - i))))
        said += [f"{text(part)}: {what}" if len(conjuncts(statement.then)) > 1 else what for what in left]
    return "; ".join(said)


def _left(goal: Goal, deadline: Deadline) -> Iterator[str]:
    for condition in conditions(goal.then, goal):
        if not evident(condition, goal):
            if prove_relation(goal.to_show(condition), deadline.share(0.2)) is None:
                yield f"not shown to be defined: {text(condition)}"
                return
            goal = goal.knowing(condition)
    found = list(open_pieces(goal, deadline))
    if found:
        more = f" and {len(found) - SHOWN} more places" if len(found) > SHOWN else ""
        shown = [range_text(box) or "the whole range" for box in found[:SHOWN]]
        yield f"open for {' or '.join(shown)}{more}"


def open_pieces(goal: Goal, deadline: Deadline) -> Iterator[Box]:
    """Pieces on which enclosures and Taylor polynomials do not decide a comparison, small where time allows.

    Neighbours are made one where there is one name.
    """
    gap = gap_term(goal)
    names = sorted(free_names(gap))
    box = goal.box(64)
    if not names or not set(names) <= set(box):
        return
    zeros = exact_zeros(gap, names[0], *box[names[0]]) if len(names) == 1 else ()
    found: list[Box] = []
    waiting: list[tuple[Box, int]] = [({name: box[name] for name in names}, 0)]
    while waiting:
        piece, cuts = waiting.pop()
        if not deadline.over and _covered(goal, gap, piece, zeros, deadline):
            continue
        name = max(names, key=lambda n: _width(piece, n))
        at = None if deadline.over or cuts >= CUTS else middle(*piece[name])
        if at is None:
            found.append(piece)
            continue
        low, high = piece[name]
        waiting += [({**piece, name: (at, high)}, cuts + 1), ({**piece, name: (low, at)}, cuts + 1)]
    yield from _merged(found, names[0]) if len(names) == 1 else found


def _covered(goal: Goal, gap: Term, piece: Box, zeros: tuple[Fraction, ...], deadline: Deadline) -> bool:
    try:
        inner = goal.knowing(*sides(piece))
        return Tree(inner, gap, deadline.share(0.1), zeros, limit=LEAVES).grow() is not None
    except Lost:
        return False


def _width(piece: Box, name: str) -> float:
    low, high = piece[name]
    return float("inf") if low is None or high is None else to_float(high - low)


def _merged(found: list[Box], name: str) -> Iterator[Box]:
    """Neighbours on a line made one; the pieces come from below."""
    last: Box | None = None
    for box in found:
        if last is not None and last[name][1] == box[name][0]:
            last = {name: (last[name][0], box[name][1])}
            continue
        if last is not None:
            yield last
        last = box
    if last is not None:
        yield last


__all__ = ["open_pieces", "open_places"]
