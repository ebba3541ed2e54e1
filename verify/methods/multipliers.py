"""There is a max-margin vector, there are dual variables: of written-out data, by the exact active-set solution."""

from collections.abc import Callable, Iterator

from verify.checker.goals import Goal, Rejected, conjuncts
from verify.checker.margin import data_of
from verify.checker.terms import Sort, Term, jsonable, num, substitute
from verify.errors import InputError
from verify.methods.method import Deadline, Proof
from verify.numerics.svm import MaxMargin, max_margin

Solve = Callable[[Goal, Deadline], Proof | None]
FAMILY: Sort = ("fn", ("nat",), "real")


def by_multipliers(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of "there is ..." with the max-margin vector, or its dual variables, of the data that it speaks of."""
    _, names, body = goal.then
    if len(names) != 1:
        return None
    ((name, sort),) = names
    for formula in conjuncts(body):
        solution = _solved(formula, name)
        value = None if solution is None else _value(solution, sort)
        if value is None:
            continue
        by = solve(goal.to_show(substitute(body, {name: value})), deadline)
        if by is not None:
            return {"rule": "exists", "at": jsonable([value]), "by": by}
    return None


def _solved(formula: Term, name: str) -> MaxMargin | None:
    """The solution of the data of hard_margin(x, S, name), or of w = sum over S of name(n) x(n)."""
    for points, over in _data(formula, name):
        try:
            solution = max_margin(data_of(("separable", points, over), "$"))
        except (Rejected, InputError):
            continue
        if isinstance(solution, MaxMargin):
            return solution
    return None


def _data(formula: Term, name: str) -> Iterator[tuple[Term, Term]]:
    if formula[0] == "hard_margin" and formula[3] == ("var", name):
        yield formula[1], formula[2]
    if formula[0] == "eq" and formula[2][0] == "sum":
        _, index, over, body = formula[2]
        if body[0] == "scale" and body[1] == ("app", ("var", name), ("var", index)) and body[2][0] == "app":
            yield body[2][1], over


def _value(solution: MaxMargin, sort: Sort) -> Term | None:
    if sort == ("vec", len(solution.w)):
        return ("vec", *map(num, solution.w))
    return ("table", *map(num, solution.alpha)) if sort == FAMILY else None
