"""Inequalities between inner products and function values, from interpolation inequalities and steps (Drori, Teboulle).

    right - left = sum_i lambda_i h_i + sum_j c_j e_j + sum_k q_k sum_m d_km |v_km|^2

with weights lambda_i >= 0 of the hypotheses h_i >= 0, any factors c_j of the equations e_j = 0 (steps of a method,
taken along vectors), positive numbers q_k and for each a positive semidefinite form in abstract vectors, of any
dimension. A semidefinite program proposes the weights and forms in floats; ``gram`` makes them exact; the rule
``combine`` multiplies everything out. Source: Drori and Teboulle (2014), Taylor, Hendrickx and Glineur (2017).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.checker import polynomial as poly
from verify.checker.facts import known
from verify.checker.goals import Goal, Rejected, ensure_defined, evident
from verify.checker.normal import Unclear, Vector, combine
from verify.checker.polynomial import Polynomial
from verify.checker.sorts import is_vector, sort_of
from verify.checker.terms import ONE, ZERO, Malformed, Sort, Term, free_names, jsonable, num
from verify.methods.gram import Form, Square, squares
from verify.methods.interpolation import Instance, instances, subterms, using
from verify.methods.linear import Part
from verify.methods.method import Deadline, Proof

MOST_VECTORS, MOST_PARTS, MOST_FREE, MOST_ROWS, MOST_SCALES = 24, 250, 400, 900, 2
SHARE = 0.2  # of the time: other ways are tried after this one
FAILURES = (Rejected, Malformed, Unclear, poly.TooLarge, ZeroDivisionError)


@dataclass(frozen=True, slots=True)
class Arrow:
    """A vector of a basis: its term, its normal form, its sort."""

    term: Term
    value: Vector
    sort: Sort


@dataclass(frozen=True, slots=True)
class Block:
    """Squared norms of combinations of a basis, times a positive number (as facts, and its normal form)."""

    facts: list[Any]
    value: Polynomial
    basis: list[Arrow]


def semidefinite(goal: Goal, deadline: Deadline) -> Proof | None:
    """A proof of an inequality between numbers made of inner products, by weights and a Gram form, or None."""
    if goal.then[0] not in ("le", "lt"):
        return None
    deadline = deadline.share(SHARE)
    try:
        gap = goal.gap(goal.then)
        if not any(is_vector(sort_of(term, goal.scope)) for term in subterms(goal)):
            return None
        taken = instances(goal)
        wide = goal.knowing(*(instance.says for instance in taken))
        parts = _solved(wide, gap, deadline)
        if parts is None or (goal.then[0] == "lt" and not any(_strict(wide, part) for part in parts)):
            return None
        return _narrowed(goal, taken, wide, parts)
    except FAILURES:
        return None


def _strict(goal: Goal, part: dict[str, Any]) -> bool:
    """Whether a part is strictly positive."""
    facts = part.get("facts", [])
    sure = all(goal.given[f][0] == "lt" if isinstance(f, int) else f[0] == "positive" for f in facts)
    return sure and "times" not in part and Fraction(part["weight"]) > 0


def _narrowed(goal: Goal, taken: list[Instance], wide: Goal, parts: list[dict[str, Any]]) -> Proof:
    """The proof that takes only the instances that the parts use."""
    used = {wide.given[f] for part in parts for f in _numbered(part)}
    kept = [i for i in taken if used & set(Goal(goal.scope, (), goal.then).knowing(i.says).given)]
    narrow = goal.knowing(*(instance.says for instance in kept))
    place = {fact: k for k, fact in reversed(list(enumerate(narrow.given)))}
    for part in parts:
        part["facts"] = [_moved(f, wide, place) for f in part.get("facts", [])]
    return using(goal, kept, {"rule": "combine", "parts": parts})


def _numbered(part: dict[str, Any]) -> Iterator[int]:
    for fact in part.get("facts", []):
        if isinstance(fact, int):
            yield fact
        elif fact[0] == "along":
            yield fact[1]


def _moved(fact: Any, wide: Goal, place: dict[Term, int]) -> Any:
    if isinstance(fact, int):
        return place[wide.given[fact]]
    return ["along", place[wide.given[fact[1]]], fact[2]] if fact[0] == "along" else fact


# -- the program ------------------------------------------------------------------------------------------------------


def _solved(goal: Goal, gap: Polynomial, deadline: Deadline) -> list[dict[str, Any]] | None:
    """Parts that add up to the gap: first with weights that are numbers, then with positive names among the factors."""
    arrows, scales = list(_arrows(goal)), _scales(goal, gap)
    if not arrows or len(arrows) > MOST_VECTORS or deadline.over:
        return None
    for factors in ([_one()], [_one(), *scales]) if scales else ([_one()],):
        signed, free = _parts(goal, arrows, factors)
        seen = {mono for value in (gap, *(part.value for part in (*signed, *free))) for mono in value}
        blocks = _blocks(goal, arrows, [_one(), *scales], seen)
        forms = [Form({(0, 0): part.value}, [[Fraction(1)]]) for part in signed] + [_form(goal, b) for b in blocks]
        rows = {mono for form in forms for value in form.entries.values() for mono in value}
        if len(signed) > MOST_PARTS or len(free) > MOST_FREE or len(rows) > MOST_ROWS or deadline.over:
            return None
        found = squares(gap, forms, [part.value for part in free], deadline.left / 2, fine=True)
        if found is not None:
            return list(_written(signed, blocks, free, *found))
    return None


Scale = tuple[list[Any], Term, Polynomial]


def _one() -> Scale:
    return [], ONE, poly.constant(1)


def _scales(goal: Goal, gap: Polynomial) -> list[Scale]:
    """Positive names of the conclusion and their reciprocals, each with the facts that say so."""
    found: list[Scale] = []
    for name in sorted(free_names(goal.then)):
        if goal.scope.get(name) == "real" and evident(("lt", ZERO, ("var", name)), goal):
            for term in (("var", name), ("div", ONE, ("var", name))):
                found.append(([["positive", jsonable(term)]], term, goal.normal().number(term)))
    return found[: 2 * MOST_SCALES]


def _arrows(goal: Goal) -> Iterator[Arrow]:
    """The vectors that occur, each atom of normal forms once."""
    seen: set[Any] = set()
    for term in subterms(goal):
        sort = sort_of(term, goal.scope)
        if is_vector(sort):
            try:
                value = goal.normal().vector(term)
                ensure_defined(term, goal, "")
            except FAILURES:
                continue
            if len(value) == 1 and set(value) - seen and next(iter(value.values())) == poly.constant(1):
                seen |= set(value)
                yield Arrow(term, value, sort)


def _parts(goal: Goal, arrows: list[Arrow], factors: list[Scale]) -> tuple[list[Part], list[Part]]:
    """Inequalities times positive factors; equations times factors, those of vectors along every vector."""
    signed, free = list[Part](), list[Part]()
    for item in _facts(goal, arrows):
        try:
            value, sign = known(goal, item, "")
        except FAILURES:
            continue
        for facts, term, factor in factors if value else ():
            product = poly.multiply(value, factor)
            if sign != "eq":
                signed.append(Part({"facts": [item, *facts]}, product, sign))
            else:
                free.append(
                    Part({"facts": [item], **({} if term == ONE else {"times": jsonable(term)})}, product, "eq")
                )
    return [part for part in signed if set(part.value) - {poly.UNIT}] + [
        Part({"facts": []}, poly.constant(1), "lt")
    ], free


def _facts(goal: Goal, arrows: list[Arrow]) -> Iterator[Any]:
    for i, fact in enumerate(goal.given):
        if fact[0] not in ("le", "lt", "eq"):
            continue
        sort = sort_of(fact[1], goal.scope)
        if is_vector(sort):
            yield from (["along", i, jsonable(arrow.term)] for arrow in arrows if arrow.sort == sort)
        else:
            yield i
    for term in subterms(goal):
        if term[0] in ("min", "max"):
            yield from (["above" if term[0] == "max" else "below", jsonable(term), jsonable(p)] for p in term[1:])


def _blocks(goal: Goal, arrows: list[Arrow], scales: list[Scale], seen: set[Any]) -> list[Block]:
    """For each positive factor and dimension the vectors, also divided by names, whose squared norm can occur."""
    free = _independent(goal, arrows)
    turned = [(term, value) for _, term, value in scales]
    found = []
    for facts, _, value in scales:
        for sort in dict.fromkeys(arrow.sort for arrow in free):
            basis = []
            for arrow in free:
                for term, by in turned if arrow.sort == sort else ():
                    scaled = arrow.term if term == ONE else ("scale", term, arrow.term)
                    made = Arrow(scaled, combine({}, arrow.value, by), sort)
                    if set(poly.multiply(value, goal.normal().inner(made.value, made.value))) <= seen:
                        basis.append(made)
            if basis:
                found.append(Block(facts, value, basis))
    return found


def _independent(goal: Goal, arrows: list[Arrow]) -> list[Arrow]:
    """The vectors without those that the equations among the hypotheses express by the others."""
    gone: list[tuple[Any, Vector]] = []
    for fact in goal.given:
        if fact[0] != "eq" or not is_vector(sort_of(fact[1], goal.scope)):
            continue
        normal = goal.normal()
        try:
            left = combine(normal.vector(fact[1]), normal.vector(fact[2]), poly.constant(-1))
            for pivot, rest in gone:
                if pivot in left:
                    left = combine(left, rest, poly.scale(left[pivot], -1))
        except FAILURES:
            continue
        for atom, c in left.items():
            if set(c) == {poly.UNIT}:
                gone.append((atom, combine({}, left, poly.constant(1 / c[poly.UNIT]))))
                break
    lost = {atom for atom, _ in gone}
    return [arrow for arrow in arrows if not lost & set(arrow.value)]


def _form(goal: Goal, block: Block) -> Form:
    n, normal = len(block.basis), goal.normal()
    entries = {
        (i, j): poly.multiply(block.value, normal.inner(block.basis[i].value, block.basis[j].value))
        for j in range(n)
        for i in range(j + 1)
    }
    return Form(entries, [[Fraction(i == k) for k in range(n)] for i in range(n)])


def _written(
    signed: list[Part], blocks: list[Block], free: list[Part], chosen: list[list[Square]], factors: list[Fraction]
) -> Iterator[dict[str, Any]]:
    """The parts of the combination."""
    for part, weights in zip(signed, chosen[: len(signed)], strict=True):
        for d, u in weights:
            yield {"weight": str(d * u[0] ** 2), **part.data}
    for block, forms in zip(blocks, chosen[len(signed) :], strict=True):
        for d, u in forms:
            pieces = [_times(c, arrow.term) for c, arrow in zip(u, block.basis, strict=True) if c]
            vector = pieces[0] if len(pieces) == 1 else ("add", *pieces)
            yield {"weight": str(d), "facts": [*block.facts, ["square", jsonable(vector)]]}
    for part, c in zip(free, factors, strict=True):
        if c:
            yield {"weight": str(c), **part.data}


def _times(c: Fraction, term: Term) -> Term:
    return term if c == 1 else ("scale", num(c), term)
