"""Goals: what a proof has to show, what is known, and when a term is defined.

A goal holds when its conclusion is defined and true for all values of its scope that satisfy its hypotheses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import polynomial as poly
from .calculus import NotSmooth, slope_conditions
from .effort import spend
from .enclosure import LINE, Interval, Undefined
from .evaluate import Evaluator, Value, exactly
from .instances import premises_of
from .normal import Normal, Unclear, Vector, combine
from .polynomial import Polynomial
from .signs import apart_from_zero, sign_of
from .sorts import binds, is_number, is_vector, sort_of
from .terms import (
    BINDERS,
    ONE,
    RELATIONS,
    ZERO,
    Malformed,
    Sort,
    Term,
    free_names,
    num,
    outside,
    places,
    set_apart,
    substitute,
    substitute_sort,
)

BITS = 96


class Rejected(Exception):
    """The certificate is well formed and does not establish the statement. The message ends with the path."""


class Open(Rejected):
    """The proof leaves a goal open; a search can read which, and fill it. To the gate it is any rejection."""

    def __init__(self, goal: "Goal", name: str, path: str):
        super().__init__(f"open: the goal {name!r:.40} is left open @ {path}")
        self.goal, self.name = goal, name


@dataclass(frozen=True, slots=True)
class Goal:
    """For all values of ``scope`` with ``given``: ``then`` is defined and holds."""

    scope: Mapping[str, Sort]
    given: tuple[Term, ...]
    then: Term
    # right - left of hypotheses, by identity, and on what it rests. Goals made from one another share it: a name keeps
    # its sort for good; what is known differs from case to case, so that what it rests on is asked for every time.
    gaps: dict[int, tuple[Term, Polynomial, list[Term]]] = field(default_factory=dict, compare=False, repr=False)

    def to_show(self, then: Term) -> "Goal":
        """The same hypotheses, another conclusion."""
        return Goal(self.scope, self.given, set_apart(then, self.scope), self.gaps)

    def knowing(self, *facts: Term) -> "Goal":
        """The same conclusion with more hypotheses; a conjunction is taken apart."""
        given = self.given + tuple(set_apart(part, self.scope) for fact in facts for part in conjuncts(fact))
        return Goal(self.scope, given, self.then, self.gaps)

    def naming(self, names: Mapping[str, Sort], path: str) -> "Goal":
        """The same goal with more names in scope. Fails (Malformed) on a name already there."""
        for name in names:
            if name in self.scope:
                raise Malformed(f"proof: the name {name!r} is already in use @ {path}")
        scope = {**self.scope, **names}
        given = tuple(set_apart(fact, scope) for fact in self.given)
        return Goal(scope, given, set_apart(self.then, scope), self.gaps)

    def without(self, name: str) -> "Goal":
        """The same goal with the hypotheses that speak of ``name`` dropped."""
        return Goal(self.scope, tuple(g for g in self.given if name not in free_names(g)), self.then, self.gaps)

    def normal(self) -> Normal:
        """Normal forms in this scope."""
        return Normal(self.scope)

    def gap(self, relation: Term) -> Polynomial:
        """right - left of a relation between numbers."""
        normal = self.normal()
        return poly.add(normal.number(relation[2]), normal.number(relation[1]), -1)

    def known_gap(self, relation: Term) -> Polynomial:
        """``gap`` of a hypothesis, computed once. Fails (Unclear) where a derivative in it is not shown to be right."""
        found = self.gaps.get(id(relation))
        if found is None:  # with the relation itself, so that its id stays its own
            found = self.gaps[id(relation)] = (relation, *self._worked_out(relation))
        self._smooth(found[2], relation)
        return found[1]

    def gap_within(self, fact: Term, relation: Term) -> Polynomial:
        """``gap`` of a relation that is part of a hypothesis or the whole of it: defined, but nothing shows why."""
        gap, slopes = self._worked_out(relation)
        self._smooth(slopes, fact)
        return gap

    def _worked_out(self, relation: Term) -> tuple[Polynomial, list[Term]]:
        """``gap``, and the conditions under which the derivatives in it are right."""
        normal = self.normal()
        gap = poly.add(normal.number(relation[2]), normal.number(relation[1]), -1)
        return gap, list(dict.fromkeys(normal.slopes))

    def known_difference(self, relation: Term) -> Vector:
        """right - left of a hypothesis that is an equation of vectors. Fails (Unclear) as ``known_gap`` does."""
        normal = self.normal()
        difference = combine(normal.vector(relation[2]), normal.vector(relation[1]), poly.constant(-1))
        self._smooth(normal.slopes, relation)
        return difference

    def _smooth(self, slopes: list[Term], fact: Term) -> None:
        """That the derivatives in ``fact`` which its normal form has worked out are what the rules say.

        The fact holds, so that they exist; that does not make the rules right: of x -> g(x^3) with g the cube root they
        say g'(0) 0 at 0, and that g'(0) does not exist is lost when it is multiplied by 0.
        """
        if slopes:
            others = Goal(self.scope, tuple(g for g in self.given if g is not fact), self.then, self.gaps)
            for condition in slopes:
                known = free_names(condition) <= self.scope.keys()
                if known and condition[0] in RELATIONS:
                    others.gap_within(fact, condition)  # derivatives in the condition itself
                if not known or not evident(condition, others):
                    raise Unclear(f"a derivative of which nothing shows that it is {condition!r:.100}")

    def box(self, bits: int = BITS) -> dict[str, Value]:
        """Intervals for the number names, from the hypotheses that compare a name with a closed number term."""
        found: dict[str, Value] = {}
        for name, sort in self.scope.items():
            if sort in ("real", "nat"):
                found[name] = (ZERO_END, None) if sort == "nat" else LINE
        closed = Evaluator({}, {}, bits)
        for name, low, high in self._limits(closed):
            a, b = found[name]
            a = a if low is None else low if a is None else max(a, low)
            b = b if high is None else high if b is None else min(b, high)
            if a is None or b is None or a <= b:  # a bound that contradicts another is left out
                found[name] = (a, b)
        return found

    def _limits(self, closed: Evaluator) -> Iterator[tuple[str, Any, Any]]:
        """(name, low, high) for each hypothesis that bounds a name by a closed term."""
        for fact in self.given:
            if fact[0] not in ("le", "lt", "eq"):
                continue
            for name, other, upper in ((fact[1], fact[2], True), (fact[2], fact[1], False)):
                if name[0] == "var" and self.scope.get(name[1]) in ("real", "nat") and not free_names(other):
                    value = attempt_number(closed, other)
                    if value is not None and (upper or fact[0] == "eq"):
                        yield name[1], None, value[1]
                    if value is not None and (not upper or fact[0] == "eq"):
                        yield name[1], value[0], None

    def evaluator(self, box: Mapping[str, Value] | None = None, bits: int = BITS) -> Evaluator:
        """Evaluation on ``box`` (by default the box of the hypotheses)."""
        return Evaluator(self.box(bits) if box is None else box, self.scope, bits)


ZERO_END = exactly(0)[0]


def conjuncts(fact: Term) -> tuple[Term, ...]:
    """The parts of a conjunction, all the way down; a lone fact is its own part."""
    return tuple(p for part in fact[1:] for p in conjuncts(part)) if fact[0] == "and" else (fact,)


def attempt_number(evaluator: Evaluator, term: Term) -> Interval | None:
    """The interval of a number term, None when it has none."""
    try:
        return evaluator.number(term)
    except Undefined:
        return None


# -- definedness ------------------------------------------------------------------------------------------------------


def partial(term: Term, goal: Goal) -> list[Term]:
    """What must hold for the outermost step of ``term`` to be defined, its parts being so."""
    head, *parts = term
    if head == "div":
        return [("ne", parts[1], ZERO)]
    if head in ("log", "rpow"):
        return [("lt", ZERO, parts[0])]
    if head == "sqrt":
        return [("le", ZERO, parts[0])]
    if head in ("asin", "acos"):
        return [("le", num(-1), parts[0]), ("le", parts[0], ONE)]
    if head == "tan":
        return [("ne", ("cos", parts[0]), ZERO)]
    if head == "mod":
        return [("lt", ZERO, parts[1])]
    if head == "entry":
        size = sort_of(parts[0], goal.scope)[1]
        return [
            ("le", ONE, parts[1]),
            ("le", parts[1], num(size) if isinstance(size, int) else ("var", size)),
        ]
    if head in ("grad", "deriv"):
        return [
            (
                "differentiable",
                parts[0] if head == "grad" or parts[1] == 1 else ("deriv", parts[0], parts[1] - 1),
            )
        ]
    if head == "inverse":
        return [injective(parts[0], goal.scope)]
    if head == "app" and parts[0][0] == "table":
        return [("in", parts[1], ("range", ONE, num(len(parts[0]) - 1)))]
    return []


def injective(a: Term, scope: Mapping[str, Sort]) -> Term:
    """Only the zero vector is sent to zero: for a map of a space to itself, it has an inverse."""
    u = next(f"u_{k}" for k in range(10**6) if f"u_{k}" not in scope and f"'u_{k}'" not in str(a))
    image: Term = ("apply", a, ("var", u))
    size: Term = ("dot", ("var", u), ("var", u))
    sent = ("implies", ("le", ("dot", image, image), ZERO), ("le", size, ZERO))
    return ("forall", ((u, ("vec", sort_of(a, scope)[1])),), sent)


# Heads of which no rule says when they are defined. Of the others ``partial`` and the binders do; the rest are total.
UNKNOWN = frozenset(
    {
        "sigma_min",
        "integral",
        "inf",
        "sup",
        "expect",
        "probability",
        "ae",
        "integrable",
        "absolutely_continuous",
    }
) | {"experiment", "minover", "maxover"}


def ensure_defined(term: Term, goal: Goal, path: str) -> None:
    """Reject unless ``term`` is defined for all values that satisfy the hypotheses of ``goal``."""
    spend()
    head = term[0]
    if head in UNKNOWN:
        raise Rejected(f"defined: no rule says when {head} is defined @ {path}")
    if head in BINDERS:
        _binder_defined(term, goal, path)
        return
    if head == "app" and _written(term[1]):
        _application_defined(term, goal, path)
        return
    if head == "table":
        raise Rejected(f"defined: a table is no function of all naturals; it may only be applied @ {path}")
    for i in places(term):
        if i == 1 and term[1][0] == "table" and (head == "app" or _data_within(term, goal)):
            ensure_family(term[1], goal, path)
        else:
            ensure_defined(term[i], goal, path)
    for condition in partial(term, goal):
        if not evident(condition, goal):
            raise Rejected(f"defined: nothing shows that {head} is defined: {condition!r:.120} @ {path}")


def ensure_family(term: Term, goal: Goal, path: str) -> None:
    """As ``ensure_defined``; a table will do, which is defined on its own places only."""
    for part in term[1:] if term[0] == "table" else (term,):
        ensure_defined(part, goal, path)


def _data_within(term: Term, goal: Goal) -> bool:
    """Whether ``term`` speaks of separability or the margin of a table at places of its own only."""
    head, points, *over = term
    return head in ("separable", "hard_margin") and _within(over[0], ("range", ONE, num(len(points) - 1)), goal)


def _written(function: Term) -> bool:
    return function[0] == "lam" or (function[0] in ("grad", "deriv") and function[1][0] == "lam")


def _application_defined(term: Term, goal: Goal, path: str) -> None:
    """f(a) for a written f (or its derivative or gradient): the body at a, and what makes it smooth at a."""
    function, arguments = term[1], term[2:]
    for argument in arguments:
        ensure_defined(argument, goal, path)
    written = function if function[0] == "lam" else function[1]
    values = {name: a for (name, _), a in zip(written[1], arguments, strict=True)}
    ensure_defined(substitute(written[2], values), goal, path)
    try:
        conditions = slope_conditions(term, goal.scope) if function[0] != "lam" else []
    except NotSmooth as error:
        raise Rejected(f"defined: no derivative rule for {error} @ {path}") from None
    for condition in conditions:
        if not evident(condition, goal):
            raise Rejected(f"defined: nothing shows that the derivative exists: {condition!r:.120} @ {path}")


def _binder_defined(term: Term, goal: Goal, path: str) -> None:
    """The outer parts are defined; the inner ones are for all values of the bound names (in the set, if any)."""
    beyond = outside(term)
    for i in sorted(beyond):
        ensure_defined(term[i], goal, path)
    names = binds(term)
    fresh = {name: next(f"{name}_{k}" for k in range(10**6) if f"{name}_{k}" not in goal.scope) for name in names}
    values: dict[str, Term] = {name: ("var", new) for name, new in fresh.items()}
    sorts = {fresh[name]: substitute_sort(sort, values) for name, sort in names.items()}
    inside = Goal({**goal.scope, **sorts}, goal.given, goal.then, goal.gaps)
    if 2 in beyond and isinstance(term[1], str) and term[0] != "integral":
        element, over = ("var", fresh[term[1]]), term[2]
        inside = inside.knowing(("in", element, over))
        if over[0] == "where":  # its elements have the property
            inside = inside.knowing(substitute(over[3], {over[1]: element}))
    for i in places(term):
        if i not in beyond:
            formula_defined(substitute(term[i], values), inside, path)


def formula_defined(part: Term, goal: Goal, path: str) -> None:
    """As ``ensure_defined``; a part of a conjunction need only be defined where the parts before it hold, and the right
    of an implication where its left does: elsewhere the whole is decided without it."""
    if part[0] in ("implies", "and"):
        for piece in part[1:]:
            formula_defined(piece, goal, path)
            goal = goal.knowing(piece)
    else:
        ensure_defined(part, goal, path)


def evident(condition: Term, goal: Goal) -> bool:
    """Whether a side condition follows at once: from a hypothesis, from signs, or on the box of the hypotheses."""
    head = condition[0]
    if head == "differentiable":
        return _differentiable(condition[1], goal)
    if condition in goal.given:
        return True
    if head == "forall":  # of ``injective``: a hypothesis says so of a name of its own
        return any(_renames(fact, condition, goal) for fact in goal.given)
    if head not in ("lt", "le", "ne", "in"):
        return False
    if goal.evaluator().decide(condition) or any(_said_of_all(said, goal) for said in _enough(condition)):
        return True
    if head == "in":
        return any(f[0] == "in" and f[1] == condition[1] and _within(f[2], condition[2], goal) for f in goal.given)
    try:
        gap = goal.gap(condition)
    except Unclear:
        return False
    known = [pair for fact in goal.given for pair in _known(fact, goal)]
    known += [("le", poly.of_atom(("var", name))) for name, sort in goal.scope.items() if sort == "nat"]
    if head == "ne" and "complex" in (sort_of(side, goal.scope) for side in condition[1:]):
        return apart_from_zero(gap, known, real=False)
    sign = sign_of(gap, known)
    return sign == 2 or (head == "le" and sign == 1) or (head == "ne" and (sign == -2 or apart_from_zero(gap, known)))


def _known(fact: Term, goal: Goal) -> list[tuple[str, Polynomial]]:
    """What a hypothesis says of signs: gaps that are at least or above 0. Nothing where it has no normal form."""
    try:
        if fact[0] in RELATIONS and _numbers(fact, goal):
            gap = goal.known_gap(fact)
            both = [("le", gap), ("le", poly.scale(gap, -1))]
            return both if fact[0] == "eq" else [(fact[0], gap)]
        return [("le", goal.gap_within(fact, bound)) for bound in _within_range(fact)]
    except Unclear:
        return []


def _enough(condition: Term) -> list[Term]:
    """A comparison, and for "not 0" and "at least 0" also the signs that show it."""
    head, *sides = condition
    if head == "ne" and sides[1] == ZERO:
        return [condition, ("lt", ZERO, sides[0]), ("lt", sides[0], ZERO)]
    if head == "le" and sides[0] == ZERO:
        return [condition, ("lt", ZERO, sides[1])]
    return [condition] if head != "in" else []


def _said_of_all(condition: Term, goal: Goal) -> bool:
    """Whether a hypothesis "for all names, if ..., then ..." says so of names in scope, what it asks being known."""
    for fact in goal.given:
        asked = premises_of(fact, condition, goal.scope) if fact[0] == "forall" else None
        parts = [part for a in asked or () for part in conjuncts(a)]
        if asked is not None and all(part in goal.given or (part[0] == "in" and evident(part, goal)) for part in parts):
            return True
    return False


def _renames(fact: Term, condition: Term, goal: Goal) -> bool:
    """Whether two formulas "for all u" of one name, new here, are the same but for that name."""
    if fact[0] != "forall" or len(fact[1]) != 1 or len(condition[1]) != 1 or fact[1][0][1] != condition[1][0][1]:
        return False
    (old, _), (new, _) = fact[1][0], condition[1][0]
    return new not in goal.scope and substitute(fact[2], {old: ("var", new)}) == condition[2]


def _within(part: Term, whole: Term, goal: Goal) -> bool:
    """Whether one index set is another or a part of it, or both are written out and the one lies in the other."""
    if whole in (part, _subset_of(part)):
        return True
    closed = goal.evaluator({})
    try:
        return set(closed.elements(part)) <= set(closed.elements(whole))
    except Undefined:
        return False


def _within_range(fact: Term) -> list[Term]:
    """a <= k and k <= b, from k in {a, ..., b} or in a subset of it."""
    if fact[0] != "in" or (whole := _subset_of(fact[2]))[0] != "range":
        return []
    (_, element, _), (_, low, high) = fact, whole
    return [("le", low, element), ("le", element, high)]


def _subset_of(over: Term) -> Term:
    """A, for A minus B and for {k in A: ...}, all the way."""
    while over[0] in ("setminus", "where"):
        over = over[1 if over[0] == "setminus" else 2]
    return over


def _numbers(fact: Term, goal: Goal) -> bool:
    return is_number(sort_of(fact[1], goal.scope))


def _differentiable(function: Term, goal: Goal) -> bool:
    """Named functions by hypothesis; written ones when the rules give a derivative at every point.

    That a written function is said to be differentiable is not enough: what the rules say may be another thing.
    """
    written = function
    while written[0] in ("deriv", "grad"):
        written = written[1]
    if written[0] != "lam":
        return ("differentiable", function) in goal.given
    if function[0] != "lam" or len(function[1]) != 1:
        return False
    ((name, sort),) = function[1]
    if sort != "real" and not is_vector(sort):
        return False
    kind = "grad" if is_vector(sort) else "deriv"
    point = next(f"{name}_{k}" for k in range(10**6) if f"{name}_{k}" not in goal.scope)
    inner = Goal({**goal.scope, point: sort}, goal.given, goal.then)
    derived: Term = ("grad", function) if kind == "grad" else ("deriv", function, 1)
    try:
        _application_defined(("app", derived, ("var", point)), inner, "")
    except Rejected:
        return False
    return True
