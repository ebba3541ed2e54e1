"""Formulas of comparisons with quantifiers over numbers, and how they look at trial points. Nothing here decides."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from verify.checker.goals import conjuncts
from verify.checker.terms import Sort, Statement, Term, free_names, substitute
from verify.methods.inequality.judge import BARELY, Judge, Trial
from verify.methods.method import Deadline

COMPARISONS = ("le", "lt", "eq", "ne")
BOUND = ("forall", "exists")
LARGE = {"eventually": "nat", "eventually_real": "real"}
FAR = tuple(sign * 10.0**k for k in (13, 16, 20, 30, 60, 90, -20, -30, -60, -90) for sign in (1, -1))
MANY = 150  # points of a clause in several names that are looked at
Names = tuple[tuple[str, Sort], ...]


def numbers_only(formula: Term) -> bool:
    """Whether the formula is built of comparisons by and, or, implies and quantifiers over numbers."""
    head, *parts = formula
    if head in BOUND:
        return all(sort in ("real", "nat") for _, sort in parts[0]) and numbers_only(parts[1])
    if head in LARGE:
        return numbers_only(parts[1])
    if head in ("and", "or", "implies"):
        return all(map(numbers_only, parts))
    return head in COMPARISONS


@dataclass(frozen=True, slots=True)
class Clause:
    """For all values of the names: if ``given``, then the comparison ``then``."""

    names: Names
    given: tuple[Term, ...]
    then: Term


def clauses(formula: Term, names: Names = (), given: tuple[Term, ...] = ()) -> Iterator[Clause]:
    """The formula as clauses; parts that are no such clause are left out."""
    head, *parts = formula
    if head == "forall":
        yield from clauses(parts[1], (*names, *parts[0]), given)
    elif head == "implies":
        yield from clauses(parts[1], names, (*given, *conjuncts(parts[0])))
    elif head == "and":
        for part in parts:
            yield from clauses(part, names, given)
    elif comparing(formula) and all(map(comparing, given)):
        yield Clause(names, given, formula)


@dataclass(frozen=True, slots=True)
class Seen:
    """How clauses look at constants: ``true`` where no point fails, ``inhabited`` where each has a point at all."""

    true: bool
    inhabited: bool


def comparing(formula: Term) -> bool:
    """Whether the formula is built of comparisons by and, or."""
    return all(map(comparing, formula[1:])) if formula[0] in ("and", "or") else formula[0] in COMPARISONS


def look(found: tuple[Clause, ...], values: Mapping[str, Term], deadline: Deadline) -> Seen:
    """The clauses at these values of the names that they leave free; as failing where there is no time to look."""
    inhabited = True
    for clause in found:
        if deadline.over:
            return Seen(False, True)
        then, *given = (substitute(part, values) for part in (clause.then, *clause.given))
        some, true = _seen(Clause(clause.names, tuple(given), then), deadline)
        if not true:
            return Seen(False, True)
        inhabited = inhabited and some
    return Seen(True, inhabited)


def _seen(clause: Clause, deadline: Deadline) -> tuple[bool, bool]:
    """Whether a point satisfies what is given, and whether none is seen at which the comparison fails."""
    spoken = free_names(clause.then).union(*(free_names(fact) for fact in clause.given))
    let = tuple(pair for pair in clause.names if pair[0] in spoken)
    trial = Trial(Statement(let, clause.given, clause.then))
    points = trial.points if let or trial.given.holds({}) else []
    judge = Judge(trial.then)
    stride = 1 + len(points) // MANY if len(trial.free) > 1 else 1
    true = all(not deadline.over and judge.holds(point) for point in points[::stride])
    if true and len(trial.free) == 1:
        far = [point for x in FAR if trial.allowed(point := {trial.free[0]: x})]
        true = not any(
            -math.inf < judge.margin(point) < 2 * BARELY for point in far
        )  # too large to be computed: not looked at
    return bool(points), true


__all__ = ["BOUND", "COMPARISONS", "LARGE", "Clause", "Names", "Seen", "clauses", "comparing", "look", "numbers_only"]
