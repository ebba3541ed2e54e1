"""Values close to drawn ones: numbers become names, and what they determine becomes terms in these names.

So a failure at drawn data may be shown at all data of a box, and an almost-every statement denied.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations

from verify.checker.goals import Goal
from verify.checker.terms import Term, num, substitute, value_of
from verify.errors import InputError
from verify.methods.determined import written
from verify.methods.drawing import Plan, Values
from verify.methods.looking import Look, rows_of
from verify.methods.refused import REFUSED
from verify.numerics.svm import NotSeparable, max_margin

RADII = (Fraction(1, 16), Fraction(1, 256), Fraction(1, 4096))
SUPPORT = 3  # support vectors at most


@dataclass(frozen=True, slots=True)
class Box:
    """Names for the numbers in the values of almost-every names: all values with numbers less than ``radius`` away."""

    radius: Fraction
    centres: Mapping[str, Term]
    numbers: list[Fraction] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """One for each number."""
        return [f"e_{i}" for i in range(1, len(self.numbers) + 1)]

    def goal(self, given: Sequence[Term]) -> Goal:
        """What is known in the box, after what was known before; nothing is to be shown yet."""
        facts = list(given)
        for name, at in zip(self.names, self.numbers, strict=True):
            facts += [("lt", num(at - self.radius), ("var", name)), ("lt", ("var", name), num(at + self.radius))]
        return Goal(dict.fromkeys(self.names, "real"), (), ("lt", num(0), num(1))).knowing(*facts)

    def spread(self, centre: Term) -> Term:
        """The written value with names for its numbers. Fails (InputError) where it is not written in numbers."""
        if centre[0] in ("vec", "table"):
            return (centre[0], *(self.spread(part) for part in centre[1:]))
        if centre[0] != "num":
            raise InputError(f"nearby: {centre[0]} is no written number")
        self.numbers.append(value_of(centre))
        return ("var", f"e_{len(self.numbers)}")


def boxes(plan: Plan, values: Values, almost: Sequence[str], wanted: Sequence[Term]) -> tuple[Box, Values] | None:
    """The largest box around the values of the ``almost`` names on which enclosures show the wanted facts.

    With it the values of all names, in terms of the names of the box. None where there is no such box.
    """
    for radius in RADII:
        try:
            box = Box(radius, {name: _with_places(values[name], values) for name in almost})
            close = _close(plan, values, {name: box.spread(box.centres[name]) for name in almost})
            if close is None:
                return None
            look = box.goal(()).evaluator()
            if all(look.decide(substitute(fact, close)) for fact in wanted):
                return box, close
        except (InputError, *REFUSED):
            return None
    return None


def _with_places(value: Term, values: Values) -> Term:
    """A constant family as a table, as long as the largest size; other values as they are."""
    if value[0] != "lam":
        return value
    sizes = [int(v[1]) for v in values.values() if v[0] == "num" and v[1].isdigit()]
    return ("table", *(value[2] for _ in range(max(1, *sizes))))


def _close(plan: Plan, values: Values, moved: Values) -> Values | None:
    """The values of all names in the order of the plan; None where a determined one has no such form."""
    close: Values = {}
    for name in plan.order:
        if name in moved:
            close[name] = moved[name]
        elif name in plan.defined:
            start = {plan.starts[name][0]: values[name][1]} if name in plan.starts else {}
            close[name] = written(name, plan.defined[name], {**close, **start})
        elif name in plan.margins:
            vector = _margin_vector(plan.margins[name], values, close)
            if vector is None:
                return None
            close[name] = vector
        else:
            close[name] = values[name]
    return close


def _margin_vector(fact: Term, values: Values, close: Values) -> Term | None:
    """sum alpha_n x_n over the support vectors, alpha by Cramer's rule: the margins there are 1."""
    look = Look(values)
    solution = max_margin(rows_of(look, fact[1], fact[2]))
    if isinstance(solution, NotSeparable):
        return None
    places = sorted(look.value(fact[2]))
    family = substitute(fact[1], close)
    points = [("app", family, num(k)) for k, alpha in zip(places, solution.alpha, strict=True) if alpha]
    if not 1 <= len(points) <= SUPPORT:
        return None
    gram: list[list[Term]] = [[("dot", p, q) for q in points] for p in points]
    whole = _determinant(gram)
    parts: list[Term] = []
    for i, point in enumerate(points):
        replaced = [[num(1) if j == i else entry for j, entry in enumerate(row)] for row in gram]
        parts.append(("scale", ("div", _determinant(replaced), whole), point))
    return parts[0] if len(parts) == 1 else ("add", *parts)


def _determinant(rows: list[list[Term]]) -> Term:
    """By permutations, written out."""
    size, terms = len(rows), list[Term]()
    for order in permutations(range(size)):
        swaps = sum(order[i] > order[j] for i in range(size) for j in range(i + 1, size))
        factors = [rows[i][j] for i, j in enumerate(order)]
        product: Term = factors[0] if size == 1 else ("mul", *factors)
        terms.append(("neg", product) if swaps % 2 else product)
    return terms[0] if len(terms) == 1 else ("add", *terms)
