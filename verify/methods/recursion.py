"""Sequences that hypotheses define step by step: w(a) = start, and w(t + 1) from w(t). For the search of values."""

from collections.abc import Iterator

from verify.checker.sorts import sort_of
from verify.checker.terms import ONE, Sort, Statement, Term, free_names, num, places, substitute

STEPS = 4  # written out where the step holds on a set of indices only


def recursions(statement: Statement) -> Iterator[tuple[str, Term]]:
    """(name, value) for each family that has a step: an iterate from its start, or a table of it.

    A sequence without a start that is written gets the name of ``open_starts``.
    """
    sorts, starts = dict(statement.let), dict(start for fact in statement.given for start in _starts(fact))
    free = open_starts(statement)
    sorts.update(free.values())
    for fact in statement.given:
        for name, index, step, over in _steps(fact):
            low, start = (0, ("var", free[name][0])) if name in free else starts.get(name, (-1, ONE))
            if low == 0 and over is None:
                value = _iterate(name, index, step, start, sort_of(start, sorts))
            elif low == 1:
                value = _table(name, index, step, start)
            else:
                continue
            if name not in free_names(value) and index not in free_names(value):
                yield name, value


def open_starts(statement: Statement) -> dict[str, tuple[str, Sort]]:
    """For each sequence with a step and no start that is written: a name for its start, and the sort of that."""
    sorts, starts = dict(statement.let), {name for fact in statement.given for name, _ in _starts(fact)}
    steps = (step for fact in statement.given for step in _steps(fact))
    names = [name for name, _, _, over in steps if over is None and name in sorts and name not in starts]
    return {name: (f"{name}_start"[:31], sorts[name][2]) for name in names if f"{name}_start"[:31] not in sorts}


def still(statement: Statement) -> Iterator[tuple[str, Term]]:
    """(name, constant sequence) for each sequence with a start: where no step can be read, perhaps it stays there."""
    sorts = dict(statement.let)
    for name, (low, start) in (start for fact in statement.given for start in _starts(fact)):
        if low == 0 and name not in free_names(start) and sorts[name][1] == ("nat",):
            yield name, ("lam", ((f"{name}_at"[:31], "nat"),), start)


def _starts(fact: Term) -> Iterator[tuple[str, tuple[int, Term]]]:
    """(name, (index, value)) for w(0) = value or w(1) = value."""
    if fact[0] == "eq":
        for left, right in ((fact[1], fact[2]), (fact[2], fact[1])):
            if left[0] == "app" and left[1][0] == "var" and left[2:] in ((num(0),), (ONE,)):
                yield left[1][1], (int(left[2][1]), right)


def _steps(fact: Term) -> Iterator[tuple[str, str, Term, Term | None]]:
    """(name, index, right side, set) for: for all t (in the set), ... and w(t + 1) = right side."""
    if fact[0] != "forall" or len(fact[1]) != 1:
        return
    index, body, over = fact[1][0][0], fact[2], None
    if body[0] == "implies" and body[1][0] == "in":
        body, over = body[2], body[1][2]
    for part in body[1:] if body[0] == "and" else (body,):
        applied = part[0] == "eq" and part[1][0] == "app" and part[1][1][0] == "var"
        if applied and part[1][2:] == (("add", ("var", index), ONE),):
            yield part[1][1][1], index, part[2], over


def _iterate(name: str, index: str, step: Term, start: Term, sort: Sort) -> Term:
    """The sequence from 0; its step is to depend on the index through the state alone."""
    state = f"{name}_now"[:31]
    body = _replaced(step, ("app", ("var", name), ("var", index)), ("var", state))
    return ("iterate", start, ("lam", ((state, sort),), body))


def _table(name: str, index: str, step: Term, start: Term) -> Term:
    """The values at 1, 2, ... written out."""
    entries = [start]
    for k in range(1, STEPS + 1):
        here = substitute(step, {index: num(k)})
        entries.append(_replaced(here, ("app", ("var", name), num(k)), entries[-1]))
    return ("table", *entries)


def _replaced(term: Term, old: Term, new: Term) -> Term:
    if term == old:
        return new
    inner = set(places(term))
    return tuple(_replaced(part, old, new) if i in inner else part for i, part in enumerate(term))
