"""What defined formulas mean: sets, limits, "eventually", separability, the hard margin."""

from typing import Any

from .facts import hypothesis
from .goals import Goal, Rejected, ensure_defined, ensure_family, formula_defined
from .proving import Proof, prove
from .sorts import is_vector, sort_of
from .terms import ONE, ZERO, Term, negated, substitute


def unfold(goal: Goal, proof: Proof, path: str) -> None:
    """Replace the conclusion, or the hypothesis ``of``, by what it means."""
    if "of" not in proof:
        inner = goal.then[1] if goal.then[0] == "not" else goal.then
        if inner[0] == "in":  # a set is defined as a whole, not at the element in question
            ensure_defined(inner, goal, path)
        if inner[0] in ("separable", "hard_margin"):  # also where the set has no element
            ensure_family(inner[1], goal, path)
            for part in inner[2:]:
                ensure_defined(part, goal, path)
        if goal.then[0] == "iff":  # two undefined sides imply each other, and are not the same
            for i, side in enumerate(goal.then[1:]):
                formula_defined(side, goal, f"{path}[{i}]")
        # Late in the naturals may be past any real number: that says the same, and is easier to show.
        return prove(goal.to_show(meaning(goal.then, goal.scope, path, late="real")), proof["then"], f"{path}.then")
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    return prove(goal.knowing(meaning(fact, goal.scope, path)), proof["then"], f"{path}.then")


def meaning(formula: Term, scope: Any, path: str, late: str = "nat") -> Term:
    """The definition of a defined formula; ``late``: the sort of T in "there is T, for all t >= T", with t a nat."""
    head, *parts = formula
    if head == "iff":
        return ("and", ("implies", *parts), ("implies", parts[1], parts[0]))
    if head == "not":
        denied = negated(parts[0])
        return negated(meaning(parts[0], scope, path)) if denied == formula else denied
    if head == "in":
        return _membership(formula)
    if head == "ne" and all(sort_of(part, scope) in ("nat", "real") for part in parts):
        return ("or", ("lt", parts[0], parts[1]), ("lt", parts[1], parts[0]))
    kind = "real" if head.endswith("_real") else "nat"
    if head.startswith(("eventually", "tends", "diverges")):
        begins = late if kind == "nat" else kind
        start = unused("T", formula, scope)
        past: Term = ("le", ("var", start), ("var", parts[0]))

        def from_some(then: Term) -> Term:
            return ("exists", ((start, begins),), ("forall", ((parts[0], kind),), ("implies", past, then)))

        if head.startswith("eventually"):
            return from_some(parts[1])
        bound = unused("eps" if head.startswith("tends") else "M", formula, scope)
        if head.startswith("diverges"):
            return ("forall", ((bound, "real"),), from_some(("lt", ("var", bound), parts[1])))
        sorts = {sort_of(parts[2], scope), sort_of(parts[1], {**scope, parts[0]: kind})}
        if not sorts <= {"nat", "real"} and not all(map(is_vector, sorts)):
            raise Rejected(f"unfold: {head} is spelt out for real numbers and vectors @ {path}")
        distance = ("norm" if all(map(is_vector, sorts)) else "abs", ("sub", parts[1], parts[2]))
        return (
            "forall",
            ((bound, "real"),),
            ("implies", ("lt", ZERO, ("var", bound)), from_some(("lt", distance, ("var", bound)))),
        )
    if head in ("separable", "hard_margin"):
        return _margin_meaning(formula, scope)
    raise Rejected(f"unfold: {head} has no definition @ {path}")


def _membership(formula: Term) -> Term:
    """What being an element of a written set means; the formula itself for a named set."""
    _, element, over = formula
    head, *parts = over
    if head == "where":
        return ("and", ("in", element, parts[1]), substitute(parts[2], {parts[0]: element}))
    if head == "setminus":
        return ("and", ("in", element, parts[0]), ("not", ("in", element, parts[1])))
    if head == "union":
        return ("or", ("in", element, parts[0]), ("in", element, parts[1]))
    if head == "range":
        return ("and", ("le", parts[0], element), ("le", element, parts[1]))
    if head == "set":
        return ("or", *(("eq", element, part) for part in parts))
    return formula


def _margin_meaning(formula: Term, scope: Any) -> Term:
    head, points, over, *rest = formula
    space, n, v = sort_of(points, scope)[2], unused("n", formula, scope), unused("v", formula, scope)

    def all_margins(low: Term, w: Term, relation: str) -> Term:
        margin: Term = (relation, low, ("dot", w, ("app", points, ("var", n))))
        return ("forall", ((n, "nat"),), ("implies", ("in", ("var", n), over), margin))

    if head == "separable":
        return ("exists", ((v, space),), all_margins(ZERO, ("var", v), "lt"))
    w, other = rest[0], ("var", v)
    shorter: Term = ("le", ("dot", w, w), ("dot", other, other))
    unique: Term = ("implies", ("eq", ("dot", w, w), ("dot", other, other)), ("eq", other, w))
    least = ("forall", ((v, space),), ("implies", all_margins(ONE, other, "le"), ("and", shorter, unique)))
    return ("and", all_margins(ONE, w, "le"), least)


def unused(stem: str, formula: Term, scope: Any) -> str:
    """A name like ``stem`` that is neither of the scope nor in the formula."""
    taken = str(formula)
    return next(
        name
        for k in range(10**6)
        for name in (stem if not k else f"{stem}{k}",)
        if name not in scope and f"'{name}'" not in taken
    )
