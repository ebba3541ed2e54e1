"""Statements near a refuted one that look true: a smaller domain, another constant, not strict, whole numbers.

What is suggested here has been tried at points and no more. Each suggestion is a statement of its own, which the
ordinary method decides and the checker certifies; whoever shows one that was not proved shows a guess.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from verify.checker.terms import Statement, Term, num
from verify.claims.printing import text
from verify.methods.inequality.between import linked
from verify.methods.inequality.constants import Moved, Path, literals, moves, replaced
from verify.methods.inequality.domains import Edge, Stretch, stretches
from verify.methods.inequality.judge import Judge, Trial
from verify.methods.inequality.method import suits
from verify.methods.inequality.short import plain, rounded, shown, simple
from verify.methods.inequality.suggestion import Ladder, Step, Suggestion, statement_with
from verify.methods.method import Deadline

DOMAINS, CONSTANTS = 2, 2  # how many of each are worth a proof
SAME = 1e-9  # a literal that moves by less than this part has not moved
LONGEST = 80  # characters of a formula that is shown with its new constant


def ladders(
    statement: Statement, counterexample: Mapping[str, Fraction], deadline: Deadline, seed: int = 0
) -> list[Ladder]:
    """Ways to mend a refuted statement, each a ladder of suggestions: the nearest first, then coarser ones.

    None where the names are not all numbers, where something else than comparisons is said of them, or where the
    equations among the hypotheses cannot be solved.
    """
    if not statement.let or not all(
        suits(Statement(statement.let, (), part)) for part in (*statement.given, statement.then)
    ):
        return []
    trial = Trial(statement, [counterexample], seed)
    if not trial.points:
        return []
    found = [*_not_strict(trial), *_domains(trial, deadline.share(0.4)), *linked(trial, deadline.share(0.4))]
    found += _constants(trial, deadline.share(0.8))
    found += _whole(trial)
    return [ladder for ladder in found if ladder]


# -- not strict -------------------------------------------------------------------------------------------------------


def _not_strict(trial: Trial) -> Iterator[Ladder]:
    """<= in place of <, and for an equation whichever of <= and >= no trial point refutes."""
    then = trial.statement.then
    if then[0] == "lt":
        weaker = [("<= in place of <", ("le", *then[1:]))]
    elif then[0] == "eq":
        weaker = [("<= in place of ==", ("le", *then[1:])), (">= in place of ==", ("le", then[2], then[1]))]
    else:
        return
    for words, new in weaker:
        judge = Judge(trial.reduced(new))
        if all(judge.holds(point) for point in trial.points):
            made = statement_with(trial.statement, then=new)
            if made is not None:
                yield (Suggestion("strictness", f"with {words}", made),)


# -- the domain -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a domain: a hypothesis, its words, and the place just beyond at which the claim looks false."""

    at: Fraction
    strict: bool
    beyond: Fraction | None


def _domains(trial: Trial, deadline: Deadline) -> Iterator[Ladder]:
    for stretch in stretches(trial, deadline)[:DOMAINS]:
        rows = [list(_ends(trial, stretch, edge, up)) for edge, up in ((stretch.left, True), (stretch.right, False))]
        steps = max(len(row) for row in rows)
        found = (_domain(trial, stretch, *(_rung(row, i) for row in rows)) for i in range(max(steps, 1)))
        yield tuple(suggestion for suggestion in found if suggestion is not None)


def _rung(row: list[_End], i: int) -> _End | None:
    return row[min(i, len(row) - 1)] if row else None


def _ends(trial: Trial, stretch: Stretch, edge: Edge | None, up: bool) -> Iterator[_End]:
    """Ends on the safe side of an edge: exactly there where it is a plain rational, then rounded."""
    if edge is None:
        return
    one = len(trial.free) == 1
    judge = Judge(trial.then)
    if trial.sorts[stretch.name] == "nat":
        yield _End(Fraction(edge.inner), False, Fraction(edge.outer))
        return
    at = plain(edge.inner, edge.outer) if one else plain(edge.inner, 2 * edge.outer - edge.inner)
    if at is not None:
        strict = one and not judge.holds({stretch.name: float(at)})
        yield _End(at, strict, at if strict else _beyond(trial, stretch.name, at, up))
        if not one:
            yield _End(at, True, at)
    for place, unit in rounded(edge.inner, up):
        if place != at:
            yield _End(place, False, place - unit if up else place + unit)


def _beyond(trial: Trial, name: str, at: Fraction, up: bool) -> Fraction:
    """A plain place a thousandth or so past the end, nearer where the claim holds again."""
    judge = Judge(trial.then)
    first = step = Fraction(-1 if up else 1, 1000) * max(1, math.ceil(abs(at)))
    for _ in range(12):
        if len(trial.free) > 1 or not judge.holds({name: float(at + step)}):
            return at + step
        step /= 2
    return at + first


def _domain(trial: Trial, stretch: Stretch, left: _End | None, right: _End | None) -> Suggestion | None:
    x: Term = ("var", stretch.name)
    facts: list[Term] = []
    if left is not None:
        facts.append(("lt" if left.strict else "le", num(left.at), x))
    if right is not None:
        facts.append(("lt" if right.strict else "le", x, num(right.at)))
    if left is not None and right is not None and left.at >= right.at:
        return None
    facts += [("ne", x, num(c)) for c in stretch.without]
    made = statement_with(trial.statement, more=tuple(facts))
    if made is None:
        return None
    places = [end.beyond for end in (left, right) if end is not None and end.beyond is not None]
    steps = [(c, statement_with(trial.statement, more=(("eq", x, num(c)),))) for c in [*places, *stretch.without]]
    beyond = tuple(Step(f"at {stretch.name} = {shown(c)}", step) for c, step in steps if step is not None)
    return Suggestion("domain", f"for {_words(stretch, left, right)}", made, beyond)


def _words(stretch: Stretch, left: _End | None, right: _End | None) -> str:
    name, words = stretch.name, []
    if left is not None and right is not None:
        first, second = ("<" if left.strict else "<="), ("<" if right.strict else "<=")
        words.append(f"{shown(left.at)} {first} {name} {second} {shown(right.at)}")
    elif left is not None:
        words.append(f"{name} {'>' if left.strict else '>='} {shown(left.at)}")
    elif right is not None:
        words.append(f"{name} {'<' if right.strict else '<='} {shown(right.at)}")
    return " and ".join(words + [f"{name} != {shown(c)}" for c in stretch.without])


# -- constants --------------------------------------------------------------------------------------------------------


def _constants(trial: Trial, deadline: Deadline) -> Iterator[Ladder]:
    found = [
        m for m in moves(trial, deadline) if abs(m.best - float(m.literal)) > SAME * max(1.0, abs(float(m.literal)))
    ]
    found.sort(key=lambda m: abs(m.best - float(m.literal)) / max(abs(float(m.literal)), 1e-3))
    for move in found[:CONSTANTS]:
        start = float(move.literal)
        nearest = [(k, back) for k, back in _values(move) if not _idle(trial.statement.then, move.path, k)]
        if trial.statement.then[0] == "eq":
            yield tuple(_constant(trial, move, k, None) for k, _ in nearest[:1])
            continue
        yield tuple(_constant(trial, move, k, back) for k, back in nearest)
        size = max(abs(move.best), abs(move.best - start)) / 4
        far = move.best + (size if move.best > start else -size)
        easy = simple(min(move.best, far), max(move.best, far))
        if easy is not None and nearest and easy != nearest[0][0]:
            yield (_constant(trial, move, easy, None),)


def _idle(then: Term, path: Path, k: Fraction) -> bool:
    """Whether a factor 0, or a base 0 or 1, would take away what it stands with."""
    above = then
    for i in path[:-1]:
        above = above[i]
    if above[0] in ("pow", "rpow"):
        return path[-1] == 1 and k in (0, 1)
    return k == 0 and (above[0] == "mul" or (above[0] == "div" and path[-1] == 1))


def _values(move: Moved) -> Iterator[tuple[Fraction, Fraction | None]]:
    """(a value on the safe side of the best one, a value one step back): the best itself where it is plain, rounded."""
    up = move.best > move.literal
    slack = 1e-7 * max(abs(move.best), float(abs(move.literal)))
    at = plain(move.best - slack, move.best + slack)
    options = [(at, Fraction(1, 1000) * max(1, math.ceil(abs(at))))] if at is not None and at != move.literal else []
    options += [(k, unit) for k, unit in rounded(move.best, up) if k != at]
    for k, unit in options:
        back = k - unit if up else k + unit
        yield k, back if (move.literal < back) == up and back != move.literal else None


def _constant(trial: Trial, move: Moved, k: Fraction, back: Fraction | None) -> Suggestion:
    then = trial.statement.then
    made = Statement(trial.statement.let, trial.statement.given, replaced(then, move.path, num(k)))
    nearer = None if back is None else statement_with(trial.statement, then=replaced(then, move.path, num(back)))
    beyond = () if back is None or nearer is None else (Step(f"with {shown(back)}", nearer),)
    return Suggestion("constant", f"with {shown(k)} in place of {_place(then, move)}{_short(made.then)}", made, beyond)


def _place(then: Term, move: Moved) -> str:
    """The literal, and which of several such it is."""
    same = [path for path, value in literals(then) if value == move.literal]
    which = f" (number {same.index(move.path) + 1} of {len(same)})" if len(same) > 1 else ""
    return shown(move.literal) + which


def _short(then: Term) -> str:
    """The formula, where it is short."""
    written = text(then)
    return f": {written}" if len(written) <= LONGEST else ""


# -- whole numbers ----------------------------------------------------------------------------------------------------


def _whole(trial: Trial) -> Iterator[Ladder]:
    """The claim for naturals, where it fails at positive numbers but at none of the whole ones tried."""
    names = [name for name in trial.free if trial.sorts[name] == "real"]
    if len(names) != len(trial.statement.let) or len(names) > 2:
        return
    judge = Judge(trial.then)
    if all(judge.holds(point) or min(point.values()) < 0 for point in trial.points):
        return
    values = [float(k) for k in (*range(60 if len(names) == 1 else 15), *(2**j for j in range(7, 31, 3)))]
    points = (
        [{names[0]: a} for a in values]
        if len(names) == 1
        else [{names[0]: a, names[1]: b} for a in values for b in values]
    )
    tried = [point for point in points if trial.given.holds(point)]
    if len(tried) < 2 or not all(judge.holds(point) for point in tried):
        return
    let = tuple((name, "nat") for name, _ in trial.statement.let)
    made = statement_with(Statement(let, trial.statement.given, trial.statement.then))
    if made is not None:
        yield (Suggestion("whole numbers", f"for whole {', '.join(names)} >= 0", made),)


__all__ = ["Ladder", "Step", "Suggestion", "ladders"]
