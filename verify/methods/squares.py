"""Conclusions as sums of squares, and of squares times hypotheses and their products (Putinar, Schmüdgen, Stengle).

Everything is a polynomial in the numbers that occur: names, functions of them, inner products. ``positivity`` tries a
sum of squares first, then squares times hypotheses, then also times the denied conclusion, by contradiction: so
q f = sum of squares with a positive q serves as well. The checker's rule ``combine`` multiplies everything out again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, combinations_with_replacement
from typing import Any

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.normal import Unclear
from verify.checker.polynomial import Monomial, Polynomial
from verify.checker.terms import ONE, ZERO, Term, jsonable, num
from verify.methods.gram import Form, Square, squares
from verify.methods.linear import Part, numbers, singles
from verify.methods.method import Deadline, Proof

MOST_NAMES, MOST_ROWS, MOST_ENTRIES, MOST_BASIS = 10, 500, 1500, 45
Element = tuple[Term, Polynomial]


@dataclass(frozen=True, slots=True)
class Block:
    """Squares over a basis, times a quantity that is known not to be negative."""

    data: dict[str, Any]
    value: Polynomial
    basis: list[Element]


def positivity(goal: Goal, deadline: Deadline) -> Proof | None:
    """A proof of an inequality between numbers by squares and hypotheses, or None."""
    if goal.then[0] not in ("le", "lt"):
        return None
    try:
        gap = goal.gap(goal.then)
        atoms = _atoms(goal, gap)
        if atoms is None:
            return None
        for parts, denied in _attempts(goal, gap, atoms, deadline):
            if goal.then[0] == "le" or denied or any(_strict(goal, part) for part in parts):
                proof: Proof = {"rule": "combine", "parts": parts}
                return {"rule": "suppose", "then": proof} if denied else proof
    except (Unclear, poly.TooLarge, ZeroDivisionError):
        return None
    return None


def _strict(goal: Goal, part: dict[str, Any]) -> bool:
    """Whether a part is strictly positive: no square, and only strict facts."""
    facts = part.get("facts", [])
    strict = all(goal.given[f][0] == "lt" if isinstance(f, int) else f[0] in ("exp", "positive") for f in facts)
    return strict and "square" not in part and "times" not in part and Fraction(part["weight"]) > 0


def _attempts(
    goal: Goal, gap: Polynomial, atoms: dict[Monomial, Term], deadline: Deadline
) -> Iterator[tuple[list[dict[str, Any]], bool]]:
    """Parts that add up to the gap (or, with True, to 0 with the denied conclusion among them), simplest first."""
    top = degree(gap)
    even = top + top % 2
    facts = [part for part in singles(goal) if _within(part.value, atoms) and not _trivial(part)]
    signed, equations = [f for f in facts if f.sign != "eq"][:14], [f for f in facts if f.sign == "eq"][:6]
    unit = Part({"facts": []}, poly.constant(1), "lt")
    pairs = [_product(a, b) for a, b in combinations(signed, 2)]
    if goal.then[0] == "lt":  # the square of what is not 0 is more than a square
        pairs += [_product(a, a) for a in signed if a.sign == "lt" and 2 * degree(a.value) <= even]
    wide = max(even, 2)
    tries = [([unit], even)]
    if signed:
        tries += [([unit, *signed], even), ([unit, *signed, *pairs], wide), ([unit, *signed, *pairs], wide + 2)]
    for quantities, room in tries:
        for parts in _solved(gap, quantities, equations, atoms, room, deadline):
            yield parts, False
    against = Part({"facts": [-1]}, poly.scale(gap, -1), "le" if goal.then[0] == "lt" else "lt")
    crossed = [against, *(_product(against, f) for f in signed)]
    for room in (wide, even + 2):
        for fixed in _strictly(against, goal.then[0] == "le"):
            several = [unit, *signed, *pairs, *crossed]
            for parts in _solved(poly.scale(fixed.value, -1), several, equations, atoms, room, deadline):
                yield [{"weight": "1", **fixed.data}, *parts], True


def _strictly(against: Part, strict: bool) -> Iterator[Part]:
    """What is positive when the conclusion fails: the denied gap and its square, or just 1."""
    if strict:
        yield against
        yield _product(against, against)
    else:
        yield Part({}, poly.constant(1), "lt")


def _trivial(part: Part) -> bool:
    return set(part.value) <= {poly.UNIT}


def _product(a: Part, b: Part) -> Part:
    sign = "lt" if a.sign == b.sign == "lt" else "le"
    return Part({"facts": [*a.data["facts"], *b.data["facts"]]}, poly.multiply(a.value, b.value), sign)


def _within(p: Polynomial, atoms: dict[Monomial, Term]) -> bool:
    return all(piece in atoms for mono in p for piece in pieces(mono)) and all(e > 0 for m in p for _, e in m[0])


def pieces(mono: Monomial) -> Iterator[Monomial]:
    """The single atoms and the exponential of a monomial, each as a monomial."""
    powers, argument = mono
    for atom, _ in powers:
        yield frozenset({(atom, 1)}), poly.EMPTY
    if argument:
        yield poly.EMPTY, argument


def degree(p: Polynomial) -> int:
    """The largest number of factors of a monomial, an exponential being one."""
    return max((sum(abs(e) for _, e in powers) + bool(argument) for powers, argument in p), default=0)


def _atoms(goal: Goal, gap: Polynomial) -> dict[Monomial, Term] | None:
    """What the gap is a polynomial in, and what hypotheses tie to it, each with its term; None when out of reach."""
    if any(e < 0 for powers, _ in gap for _, e in powers):
        return None
    named = {poly.UNIT: ONE}
    for term, value in numbers(goal):
        if len(value) == 1 and next(iter(value.values())) == 1:
            named.setdefault(next(iter(value)), term)
    wanted = dict.fromkeys(sorted((piece for mono in gap for piece in pieces(mono)), key=poly.text))
    for _ in range(3):
        for fact in goal.given:
            if fact[0] in ("le", "lt", "eq"):
                try:
                    inside = dict.fromkeys(piece for mono in goal.gap(fact) for piece in pieces(mono))
                except (Unclear, poly.TooLarge, ZeroDivisionError):
                    continue
                if inside.keys() & wanted.keys() and inside.keys() <= named.keys():
                    wanted.update(dict.fromkeys(sorted(inside, key=poly.text)))
    for powers, argument in list(wanted):
        if argument and named.get((powers, argument), ZERO)[0] == "exp":
            half = poly.freeze(poly.scale(dict(argument), Fraction(1, 2)))
            if (powers, half) not in wanted:
                wanted[powers, half] = None
                inner = named[powers, argument]
                named.setdefault((powers, half), ("exp", ("div", inner[1], num(2))))
    if not wanted.keys() <= named.keys() or not 0 < len(wanted) <= MOST_NAMES:
        return None
    return {piece: named[piece] for piece in wanted}


def _basis(atoms: dict[Monomial, Term], most: int) -> list[Element]:
    """Products of at most so many atoms, the largest first and 1 last."""
    found: list[Element] = []
    for size in range(most, -1, -1):
        for chosen in combinations_with_replacement(atoms.items(), size):
            value = poly.constant(1)
            for mono, _ in chosen:
                value = poly.multiply(value, {mono: Fraction(1)})
            found.append((_times([term for _, term in chosen]), value))
    return found


def _times(factors: list[Term]) -> Term:
    powers = [(term, factors.count(term)) for term in dict.fromkeys(factors)]
    terms: list[Term] = [term if n == 1 else ("pow", term, n) for term, n in powers]
    return ONE if not terms else terms[0] if len(terms) == 1 else ("mul", *terms)


def _solved(
    gap: Polynomial,
    quantities: list[Part],
    equations: list[Part],
    atoms: dict[Monomial, Term],
    most: int,
    deadline: Deadline,
) -> Iterator[list[dict[str, Any]]]:
    """Parts of degree at most ``most`` that add up to the gap: at most one solution."""
    if deadline.over:
        return
    blocks, count = [], 0
    for part in quantities:
        room = (most - degree(part.value)) // 2
        if room < 0:
            continue
        basis = _basis(atoms, room)
        if part.data["facts"] == [] and len(quantities) == 1 and not equations:
            basis = [b for b in basis if _in_reach(b[1], gap)]
        if len(basis) > MOST_BASIS:
            return
        blocks.append(Block(part.data, part.value, basis))
        count += len(basis) * (len(basis) + 1) // 2
    free = []
    for part in equations:
        if degree(part.value) <= most:
            free += [(part, element) for element in _basis(atoms, most - degree(part.value))]
    if count > MOST_ENTRIES or len(free) > 300:
        return
    forms = [_form(block) for block in blocks]
    columns = [poly.multiply(part.value, value) for part, (_, value) in free]
    if len({key for form in forms for values in form.entries.values() for key in values}) > MOST_ROWS:
        return
    found = squares(gap, forms, columns, deadline.left / 2)
    if found is None:
        return
    parts = [part for block, chosen in zip(blocks, found[0], strict=True) for part in _written(block, chosen)]
    for (part, (term, _)), c in zip(free, found[1], strict=True):
        if c:
            parts.append({"weight": str(c), **part.data, "times": jsonable(term)})
    yield parts


def _in_reach(value: Polynomial, gap: Polynomial) -> bool:
    """Whether the square of a product of atoms lies within the degrees of the gap, in each atom and altogether.

    A product is one monomial, or more where roots of one sum met.
    """
    sizes = [sum(e for _, e in others) + bool(rest) for others, rest in gap]
    tops: dict[Any, int] = {}
    for others, _ in gap:
        for atom, e in others:
            tops[atom] = max(tops.get(atom, 0), e)

    def fits(powers: frozenset[Any]) -> bool:
        total = 2 * sum(e for _, e in powers)
        within = all(2 * e <= tops.get(a, 0) for a, e in powers)
        return within and min(sizes, default=0) <= total <= max(sizes, default=0)

    return all(argument or fits(powers) for powers, argument in value)


def _form(block: Block) -> Form:
    n = len(block.basis)
    entries = {
        (i, j): poly.multiply(block.value, poly.multiply(block.basis[i][1], block.basis[j][1]))
        for j in range(n)
        for i in range(j + 1)
    }
    return Form(entries, [[Fraction(i == k) for k in range(n)] for i in range(n)])


def _written(block: Block, chosen: list[Square]) -> Iterator[dict[str, Any]]:
    """The parts of a combination for weighted squares times the quantity of the block."""
    for d, u in chosen:
        live = [(c, term) for c, (term, _) in zip(u, block.basis, strict=True) if c]
        facts = {"facts": list(block.data["facts"])} if block.data["facts"] else {}
        if all(term == ONE for _, term in live):
            yield {"weight": str(d * live[0][0] ** 2), **facts}
            continue
        pieces_ = [_scaled(c, term) for c, term in live]
        root = pieces_[0] if len(pieces_) == 1 else ("add", *pieces_)
        yield {"weight": str(d), **facts, "square": jsonable(root)}


def _scaled(c: Fraction, term: Term) -> Term:
    return term if c == 1 else num(c) if term == ONE else ("mul", num(c), term)
