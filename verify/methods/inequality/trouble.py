"""Where a claim is not even defined: a point of the hypotheses at which a function stands outside its domain."""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from verify.checker.goals import Goal
from verify.checker.terms import Statement, Term
from verify.claims.printing import text
from verify.methods.inequality.domain import conditions
from verify.methods.inequality.exact_value import precise
from verify.methods.inequality.guide import to_float
from verify.methods.inequality.points import Solved, spread

MOST = 4000  # points to look at
SIMPLE = 6  # places for each of several names


def undefined_at(statement: Statement) -> str:
    """``the claim is not defined at x = 0 (it needs 0 < x)``, simplest point first; empty where none was seen."""
    if any(sort not in ("real", "nat") for _, sort in statement.let) or not _comparisons(statement.then):
        return ""
    goal = Goal(dict(statement.let), (), statement.then).knowing(*statement.given)
    solved = Solved(statement)
    if solved.circles or not any(conditions(part, goal) for part in _parts(statement.then)):
        return ""
    facts = [fact for fact in goal.given if _comparisons(fact)]
    for free in points(goal, solved.free):
        values = solved.values(free)
        if not all(_holds(fact, goal, values) for fact in facts) or _holds(statement.then, goal, values) is not None:
            continue
        needed = [
            c for part in _parts(statement.then) for c in conditions(part, goal) if _holds(c, goal, values) is False
        ]
        if needed:
            place = ", ".join(f"{name} = {x}" for name, x in free.items())
            return f"the claim is not defined at {place} (it needs {text(needed[0])})"
    return ""


def _comparisons(formula: Term) -> bool:
    if formula[0] in ("and", "or"):
        return all(_comparisons(part) for part in formula[1:])
    return formula[0] in ("le", "lt", "eq", "ne")


def _parts(formula: Term) -> list[Term]:
    return [p for part in formula[1:] for p in _parts(part)] if formula[0] in ("and", "or") else [formula]


def _holds(formula: Term, goal: Goal, values: Mapping[str, Term]) -> bool | None:
    """True, False, or None where the formula is undefined at the values, as the language reads it, or no comparison."""
    head = formula[0]
    if head in ("and", "or"):
        found = [_holds(part, goal, values) for part in formula[1:]]
        decisive = head == "or"
        return decisive if decisive in found else None if None in found else not decisive
    if not _comparisons(formula):
        return None
    if any(_holds(condition, goal, values) is not True for condition in conditions(formula, goal)):
        return None
    value = precise(("sub", formula[2], formula[1]), values)
    if math.isnan(value):
        return None
    return {"le": value >= 0, "lt": value > 0, "eq": value == 0, "ne": value != 0}[head]


def points(goal: Goal, names: list[str]) -> Iterator[dict[str, Fraction]]:
    """Trial values for the names, of their sorts and within their ranges, simplest first."""
    places = [_places(goal, name) for name in names]
    if len(places) > 1:
        places = [few[:SIMPLE] for few in places]
    return (dict(zip(names, point, strict=True)) for point in islice(product(*places), MOST))


def _places(goal: Goal, name: str) -> list[Fraction]:
    low, high = goal.box(64)[name]
    ends = -math.inf if low is None else to_float(low), math.inf if high is None else to_float(high)
    found = {Fraction(x) for x in spread(*ends)}
    if goal.scope[name] == "nat":
        found = {x for x in found if x.denominator == 1 and x >= 0}
    return sorted(found, key=lambda x: (x.denominator, abs(x), x < 0))
