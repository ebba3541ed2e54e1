"""Conclusions as nonnegative combinations of hypotheses, of their products and of known facts (Farkas, Handelman).

A linear program over the coefficients of normal forms proposes which parts to use; their weights are then solved for
exactly. The checker multiplies everything out again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, islice
from typing import Any

import numpy as np
from flint import fmpq, fmpq_mat
from scipy.optimize import linprog

from verify.checker import polynomial as poly
from verify.checker.facts import known
from verify.checker.goals import Goal, Rejected
from verify.checker.normal import Unclear, combine
from verify.checker.polynomial import Polynomial
from verify.checker.sorts import is_number, is_vector, sort_of
from verify.checker.terms import BINDERS, ONE, Malformed, Term, free_names, jsonable, places
from verify.methods.method import Deadline, Proof

STAGES = (80, 300, 900)  # most steps need few parts; a larger program is tried only when a smaller one fails


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a combination may use: its JSON without the weight, its value, its sign ("eq", "le", "lt")."""

    data: dict[str, Any]
    value: Polynomial
    sign: str


def combination(goal: Goal, deadline: Deadline) -> Proof | None:
    """A ``combine`` proof of a relation between numbers or of a vector identity, or None."""
    if goal.then[0] not in ("le", "lt", "eq"):
        return None
    if not is_number(sort_of(goal.then[1], goal.scope)):
        return _vectors(goal) if is_vector(sort_of(goal.then[1], goal.scope)) else None
    try:
        gap = goal.gap(goal.then)
    except Unclear:
        return None
    if not gap and goal.then[0] != "lt":
        return {"rule": "combine", "parts": []}
    stream, parts = candidates(goal, deadline), list[Part]()
    for size in STAGES:
        fresh = list(islice(stream, size - len(parts)))
        parts += [part for part in fresh if part.sign == "eq" or goal.then[0] != "eq"]
        weights = solve(gap, parts, goal.then[0] == "lt") if fresh and not deadline.over else None
        if weights is not None:
            return {"rule": "combine", "parts": [{**parts[i].data, "weight": str(w)} for i, w in weights.items()]}
    return None


def _vectors(goal: Goal) -> Proof | None:
    """A vector equation as a combination of the vector equations among the hypotheses, with number factors."""
    try:
        gap = _coordinates(goal, goal.then)
        factors = [(None, poly.constant(1)), *list(numbers(goal))[:12]]
        parts = []
        for i, fact in enumerate(goal.given):
            if fact[0] == "eq" and sort_of(fact[1], goal.scope) == sort_of(goal.then[1], goal.scope):
                for term, value in factors:
                    data: dict[str, Any] = {"facts": [i]} if term is None else {"facts": [i], "times": jsonable(term)}
                    parts.append(Part(data, _coordinates(goal, fact, value), "eq"))
    except (Unclear, poly.TooLarge, ZeroDivisionError):
        return None
    if not gap:
        return {"rule": "combine", "parts": []}
    weights = solve(gap, parts, False)
    if weights is None:
        return None
    return {"rule": "combine", "parts": [{**parts[i].data, "weight": str(w)} for i, w in weights.items()]}


def _coordinates(goal: Goal, equation: Term, factor: Polynomial | None = None) -> Any:
    """right - left of a vector equation, as one dict over (vector atom, monomial)."""
    normal = goal.normal()
    gap = combine(normal.vector(equation[2]), normal.vector(equation[1]), poly.constant(-1))
    scaled = combine({}, gap, factor or poly.constant(1))
    return {(atom, mono): c for atom, value in scaled.items() for mono, c in value.items()}


def candidates(goal: Goal, deadline: Deadline) -> Iterator[Part]:
    """Parts worth trying: a constant, hypotheses, known facts, products of two, equations times subterms."""
    yield Part({}, poly.constant(1), "lt")
    single = [part for part in singles(goal) if not deadline.over]
    yield from single
    factors = sorted((pair for pair in numbers(goal) if pair[0][0] != "num"), key=lambda pair: len(str(pair[0])))[:16]
    equations = [part for part in single if part.sign == "eq"]
    for term, value in factors:
        for part in equations:
            yield Part({**part.data, "times": jsonable(term)}, poly.multiply(part.value, value), "eq")
    signed = [part for part in single if part.sign != "eq"]
    signed = sorted(signed, key=_usefulness)[:16]
    for a, b in (*((a, a) for a in signed[:5]), *combinations(signed, 2), *((a, a) for a in signed[5:])):
        sign = "lt" if a.sign == b.sign == "lt" else "le"
        yield Part({"facts": [*a.data["facts"], *b.data["facts"]]}, poly.multiply(a.value, b.value), sign)
    for term, value in factors[:6]:
        yield Part({"square": jsonable(term)}, poly.multiply(value, value), "le")
    for (s, p), (t, q) in combinations(factors[:6], 2):
        for head, factor in (("add", 1), ("sub", -1)):
            root = poly.add(p, q, factor)
            yield Part({"square": jsonable((head, s, t))}, poly.multiply(root, root), "le")


def _usefulness(part: Part) -> int:
    """For products: hypotheses first, then reciprocals, then the rest."""
    fact = part.data["facts"][0]
    return 0 if isinstance(fact, int) else 1 if fact[0] == "positive" else 2


def singles(goal: Goal) -> Iterator[Part]:
    """Hypotheses and known facts, one at a time."""
    items: list[Any] = list(range(len(goal.given)))
    terms = list(_subterms(goal))
    for term in terms:
        items += _facts_about(term, goal)
    vectors = [term for term in terms if is_vector(sort_of(term, goal.scope))][:12]
    items += [["square", v] for v in vectors] + [["schwarz", u, v] for u, v in combinations(vectors[:6], 2)]
    for i, fact in enumerate(goal.given):
        if fact[0] == "eq" and is_vector(sort_of(fact[1], goal.scope)):
            items += [["along", i, v] for v in vectors if sort_of(v, goal.scope) == sort_of(fact[1], goal.scope)]
    for item in items:
        data = jsonable(tuple(item)) if isinstance(item, list) else item
        try:
            value, sign = known(goal, data, "")
        except (Rejected, Malformed, Unclear, poly.TooLarge, ZeroDivisionError):
            continue
        if value:
            yield Part({"facts": [data]}, value, sign)


def _facts_about(term: Term, goal: Goal) -> list[Any]:
    """Known facts that speak of this subterm."""
    head = term[0]
    if head in ("exp", "sqrt", "abs"):
        u = term[1]
        sizes = [["abs_above", u], ["abs_below", u], ["own_size", u], ["own_size", ("neg", u)]]
        extra = sizes if head == "abs" else []
        return [[head, term[1]], *extra]
    if head == "norm":
        return [["norm", term[1]]]
    if head == "var" and is_number(sort_of(term, goal.scope)):
        return [["own_size", term], *([["nat", term]] if sort_of(term, goal.scope) == "nat" else [])]
    if head in ("max", "min"):
        return [["above" if head == "max" else "below", term, part] for part in term[1:]]
    if head in ("sin", "cos"):
        return [["circle", term[1]]]
    if head == "div":
        return [["inverse", term[2]], ["positive", ("div", ONE, term[2])]]
    if head == "sum":
        return [["peel", term]]
    return [["nat", term]] if sort_of(term, goal.scope) == "nat" and head != "num" else []


def _subterms(goal: Goal) -> Iterator[Term]:
    """Number and vector subterms that stand outside every binder: those of the conclusion, then of the hypotheses."""
    seen: set[Term] = set()
    for formula in (goal.then, *goal.given):
        todo = list(formula[1:]) if formula[0] in ("le", "lt", "eq") else []
        while todo and len(seen) < 60:
            term = todo.pop(0)
            if term in seen:
                continue
            seen.add(term)
            sort = sort_of(term, goal.scope)
            if is_number(sort) or is_vector(sort):
                yield term
            if term[0] not in BINDERS and term[0] not in ("app", "table", "iterate"):
                todo += [term[i] for i in places(term)]


def numbers(goal: Goal) -> Iterator[tuple[Term, Polynomial]]:
    """The number subterms of a goal that speak of names, each with its normal form."""
    for term in _subterms(goal):
        if is_number(sort_of(term, goal.scope)) and free_names(term):
            try:
                yield term, goal.normal().number(term)
            except Unclear:
                continue


def solve(gap: Polynomial, parts: list[Part], strict: bool) -> dict[int, Fraction] | None:
    """Exact weights with sum weight_i value_i = gap, >= 0 but on equations; with ``strict`` one "lt" part positive."""
    # Sets have another order in every process, and which of several solutions comes out depends on that of the rows.
    monomials = sorted({*gap, *(m for part in parts for m in part.value)}, key=_in_order)
    rows = {mono: i for i, mono in enumerate(monomials)}
    if not parts or len(rows) > 4000:
        return None
    matrix, target = np.zeros((len(rows), len(parts))), np.zeros(len(rows))
    try:
        for j, part in enumerate(parts):
            for mono, c in part.value.items():
                matrix[rows[mono], j] = float(c)
        for mono, c in gap.items():
            target[rows[mono]] = float(c)
    except OverflowError:  # a coefficient beyond the range of floats, which only suggest here
        return None
    cost = np.array([-1.0 if strict and part.sign == "lt" else 0.01 for part in parts])
    bounds = [(None, None) if part.sign == "eq" else (0, 1e6) for part in parts]
    cost = np.where([part.sign == "eq" for part in parts], 0.0, cost)
    found = linprog(cost, A_eq=matrix, b_eq=target, bounds=bounds, method="highs")
    if found.x is None:
        return None
    return _exact(gap, parts, rows, found.x, strict)


@lru_cache(maxsize=1 << 16)
def _in_order(part: Any) -> str:
    """A text by which monomials are sorted alike in every process."""
    if isinstance(part, (frozenset, tuple)):
        inner = [_in_order(piece) for piece in part]
        return f"({','.join(sorted(inner) if isinstance(part, frozenset) else inner)})"
    return repr(part)


def _exact(
    gap: Polynomial, parts: list[Part], rows: dict[Any, int], guess: Any, strict: bool
) -> dict[int, Fraction] | None:
    """Exact weights on the support of a floating solution."""
    support = [j for j in range(len(parts)) if abs(guess[j]) > 1e-9]
    if not support:
        return {} if not gap and not strict else None
    used = sorted({rows[m] for m in gap} | {rows[m] for j in support for m in parts[j].value})
    place = {row: i for i, row in enumerate(used)}
    system = fmpq_mat(len(used), len(support) + 1)
    for k, j in enumerate(support):
        for mono, c in parts[j].value.items():
            system[place[rows[mono]], k] = fmpq(c.numerator, c.denominator)
    for mono, c in gap.items():
        system[place[rows[mono]], len(support)] = fmpq(c.numerator, c.denominator)
    weights = _back_substitute(
        system, len(support), [Fraction(float(guess[j])).limit_denominator(1000) for j in support]
    )
    if weights is None:
        return None
    if any(w < 0 and parts[j].sign != "eq" for j, w in zip(support, weights, strict=True)):
        return None
    if strict and not any(w > 0 and parts[j].sign == "lt" for j, w in zip(support, weights, strict=True)):
        return None
    return {j: w for j, w in zip(support, weights, strict=True) if w}


def _back_substitute(system: Any, count: int, guess: list[Fraction]) -> list[Fraction] | None:
    """The solution whose free unknowns take their guessed values; None when there is none."""
    reduced, rank = system.rref()
    weights = list(guess)
    for i in range(rank):
        pivot = next(k for k in range(count + 1) if reduced[i, k] != 0)
        if pivot == count:
            return None
    for i in reversed(range(rank)):
        pivot = next(k for k in range(count) if reduced[i, k] != 0)
        rest = _fraction(reduced[i, count])
        rest -= sum((_fraction(reduced[i, k]) * weights[k] for k in range(pivot + 1, count)), Fraction(0))
        weights[pivot] = rest
    return weights


def _fraction(q: Any) -> Fraction:
    return Fraction(int(q.p), int(q.q))
