"""Hypotheses put to use before the search: equations solved for a name, |u| < c as a range, x != c as two cases."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from verify.checker import polynomial as poly
from verify.checker.goals import Goal, evident
from verify.checker.normal import Unclear
from verify.checker.terms import ZERO, Term, free_names, jsonable, num, places, substitute
from verify.methods.inequality import guide
from verify.methods.inequality.algebra import Opaque, cut, written
from verify.methods.inequality.cutting import simplest
from verify.methods.inequality.ladder import samples
from verify.methods.inequality.reach import chained, reached
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.two_roots import either_root, root_of
from verify.methods.inequality.zeros import exact_zeros
from verify.methods.linear import combination
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}
LEAF: Proof = {"rule": "boxes", "tree": "leaf"}


def prepared(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof by ``solve`` of the goal with its hypotheses put to use, wrapped so that it proves the goal."""
    if deadline.over:
        return None
    for fact in (*ranges(goal), *bounds(goal), *reached(goal), *chained(goal)):
        if not evident(fact[0], goal) and accepted(goal.to_show(fact[0]), fact[1]):
            rest = prepared(goal.knowing(fact[0]), deadline, solve)
            return None if rest is None else cut(fact[0], fact[1], rest)
    solved = substitution(goal)
    if solved is not None:
        return _rewritten(goal, *solved, deadline, solve)
    apart = next(exclusions(goal), None)
    if apart is not None:
        return _two_sides(goal, apart, deadline, solve)
    root = either_root(goal)
    if root is not None:
        return _two_sides(goal, (root, ZERO), deadline, solve)
    return solve(goal, deadline)


def ranges(goal: Goal) -> Iterator[tuple[Term, Proof]]:
    """-c R x and x R c from |x| R c, each with its proof."""
    for i, fact in enumerate(goal.given):
        if fact[0] in ("le", "lt") and fact[1][0] == "abs" and not free_names(fact[2]):
            u = fact[1][1]
            for head, then in (("abs_above", (fact[0], u, fact[2])), ("abs_below", (fact[0], ("neg", fact[2]), u))):
                parts = [{"weight": "1", "facts": [i]}, {"weight": "1", "facts": [[head, jsonable(u)]]}]
                yield then, {"rule": "combine", "parts": parts}


def bounds(goal: Goal) -> Iterator[tuple[Term, Proof]]:
    """x R z and z R x that a crooked hypothesis on the name x alone gives at a rational zero z of it, with proofs."""
    for fact in goal.given:
        names = free_names(fact)
        if fact[0] not in ("le", "lt") or len(names) != 1 or any(part[0] == "var" for part in fact[1:]):
            continue
        (name,) = names
        if goal.scope.get(name) not in ("real", "nat"):
            continue
        gap, x = ("sub", fact[2], fact[1]), ("var", name)
        low, high = goal.box(64)[name]
        zeros = exact_zeros(gap, name, low, high)
        for z in zeros:
            for then, beyond in (
                ((fact[0], x, num(z)), samples(z, high)),
                ((fact[0], num(z), x), samples(low, z)),
            ):
                if _fails_on(gap, name, beyond):
                    yield then, _bound_proof(goal, x, num(z), then)
        for z, then in () if zeros else outer_bounds(gap, name, low, high):
            yield then, _bound_proof(goal, x, num(z), then)


def outer_bounds(gap: Term, name: str, low: Fraction | None, high: Fraction | None) -> Iterator[tuple[Fraction, Term]]:
    """Rationals a little beyond the first and last place where the gap is seen not to be negative, as bounds."""
    try:
        rule = guide.compiled(gap)
    except guide.Lost:
        return
    places_ = sorted({*samples(low, high), *(k / 8 for k in range(-80, 81) if _inside(k, low, high))})
    values = {x: guide.at_point(rule, {name: x}) for x in places_}
    inner = [i for i, x in enumerate(places_) if values[x] >= 0]
    if not inner:
        return
    for sign, i, j in ((1, inner[-1], inner[-1] + 1), (-1, inner[0], inner[0] - 1)):
        if not 0 <= j < len(places_):
            continue
        inside, outside = places_[i], places_[j]
        for _ in range(60):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if guide.at_point(rule, {name: middle}) >= 0 else (inside, middle)
        size = max(abs(outside), 1e-9)
        z = simplest(Fraction(outside + sign * 1e-9 * size), Fraction(outside + sign * 1e-7 * size))
        x: Term = ("var", name)
        yield z, ("lt", x, num(z)) if sign > 0 else ("lt", num(z), x)


def _inside(k: int, low: Fraction | None, high: Fraction | None) -> bool:
    return (low is None or low <= Fraction(k, 8)) and (high is None or Fraction(k, 8) <= high)


def _fails_on(gap: Term, name: str, places_: list[float]) -> bool:
    """Whether the gap looks negative at all these places."""
    try:
        rule = guide.compiled(gap)
    except guide.Lost:
        return False
    values = [guide.at_point(rule, {name: x}) for x in places_]
    return all(v < 1e-9 for v in values if v == v) and any(v < 0 for v in values)


def _bound_proof(goal: Goal, x: Term, z: Term, then: Term) -> Proof:
    """By cases of x against z: a hypothesis is false there, products of hypotheses refute it, or it is the case."""
    found: Proof = {"rule": "cases", "left": jsonable(x), "right": jsonable(z)}
    for case, fact in (("lt", ("lt", x, z)), ("eq", ("eq", x, z)), ("gt", ("lt", z, x))):
        known = goal.knowing(fact)
        options: list[Proof] = [ASSUMPTION, LEAF]
        best = next((p for p in options if accepted(known.to_show(then), p)), None)
        if best is None:
            by = combination(known.to_show(("lt", ZERO, ZERO)), Deadline(1.0))
            best = ASSUMPTION if by is None else {"rule": "absurd", "by": by}
        found[case] = best
    return found


def exclusions(goal: Goal) -> Iterator[tuple[str, Term]]:
    """(name, closed term) for each place that a hypothesis keeps a name from, where the box leaves both sides open."""
    for fact in goal.given:
        names = free_names(fact)
        if fact[0] != "ne" or len(names) != 1:
            continue
        (name,) = names
        x: Term = ("var", name)
        if goal.scope.get(name) not in ("real", "nat"):
            continue
        if fact[1] == x and not free_names(fact[2]):
            places_: list[Term] = [fact[2]]
        else:
            places_ = [num(z) for z in exact_zeros(("sub", fact[2], fact[1]), name, *goal.box(64)[name])]
        for c in places_:
            if not evident(("lt", x, c), goal) and not evident(("lt", c, x), goal):
                yield name, c


def _two_sides(goal: Goal, apart: tuple[str, Term], deadline: Deadline, solve: Solve) -> Proof | None:
    name, c = apart
    x: Term = ("var", name)
    found = []
    for fact in (("lt", x, c), ("lt", c, x)):
        inner = goal.knowing(fact)
        by = LEAF if accepted(inner, LEAF) else prepared(inner, deadline.share(0.9), solve)
        if by is None:
            return None
        found.append(by)
    return {
        "rule": "cases",
        "left": jsonable(x),
        "right": jsonable(c),
        "lt": found[0],
        "eq": LEAF,
        "gt": found[1],
    }


# -- equations --------------------------------------------------------------------------------------------------------


def substitution(goal: Goal) -> tuple[str, Term, Proof] | None:
    """(name, term, proof of name = term) from an equation among the hypotheses, where that removes the name."""
    spoken = _spoken(goal)
    for power in (1, 2):
        for i, fact in enumerate(goal.given):
            if fact[0] != "eq":
                continue
            try:
                p = goal.gap(fact)
            except (Unclear, poly.TooLarge, ZeroDivisionError):
                continue
            for name in sorted((free_names(fact) & spoken) - solved_names(goal)):
                found = _linear(p, i, name) if power == 1 else root_of(goal, fact, i, name)
                if found is not None and (power == 2 or free_names(found[0])):
                    return name, *found
    return None


def solved_names(goal: Goal) -> frozenset[str]:
    """Names that an equation gives by a term and that the conclusion does not speak of, and the names of such terms."""
    spoken = free_names(goal.then)
    found = frozenset[str]()
    for fact in goal.given:
        if fact[0] == "eq" and fact[1][0] == "var" and fact[1][1] not in spoken | free_names(fact[2]):
            found |= free_names(fact)
    return found


def _spoken(goal: Goal) -> frozenset[str]:
    """Names of the conclusion and of the hypotheses that compare."""
    linked = [g for g in goal.given if g[0] in ("le", "lt", "ne")]
    return free_names(goal.then).union(*(free_names(g) for g in linked if len(free_names(g)) > 1 or _crooked(g)))


def _crooked(fact: Term) -> bool:
    return all(part[0] != "var" for part in fact[1:])


def _linear(p: poly.Polynomial, i: int, name: str) -> tuple[Term, Proof] | None:
    """name = t from 0 = c (name - t)."""
    key = (frozenset({(("var", name), 1)}), poly.EMPTY)
    if key not in p:
        return None
    try:
        term = written({m: -c / p[key] for m, c in p.items() if m != key})
    except Opaque:
        return None
    if name in free_names(term):
        return None
    parts = [{"weight": str(Fraction(-1) / p[key]), "facts": [i]}]
    return term, {"rule": "combine", "parts": parts}


def _rewritten(goal: Goal, name: str, term: Term, by: Proof, deadline: Deadline, solve: Solve) -> Proof | None:
    """The goal with the name replaced in the conclusion and in the hypotheses that speak of it."""
    x: Term = ("var", name)
    equation: Term = ("eq", x, term)
    if not accepted(goal.to_show(equation), by):
        return solve(goal, deadline)
    known = goal.knowing(equation)
    steps: list[tuple[Term, Proof]] = []
    for fact in goal.given:
        if name in free_names(fact) and fact[0] in ("le", "lt", "ne", "eq"):
            new = substitute(fact, {name: term})
            back: Proof = {"rule": "rewrite", "of": -1 - len(steps), "back": True, "then": ASSUMPTION}
            if free_names(new) and new not in known.given and accepted(known.to_show(new), back):
                steps.append((new, back))
                known = known.knowing(new)
    inner = prepared(known.to_show(substitute(goal.then, {name: term})), deadline, solve)
    if inner is None:
        return None
    proof: Proof = {"rule": "rewrite", "of": -1 - len(steps), "then": inner}
    for fact, step in reversed(steps):
        proof = cut(fact, step, proof)
    return cut(equation, by, proof)


def kinks(term: Term) -> Iterator[Term]:
    """Terms at whose zeros the whole changes its form: inside |u|, between the parts of min and max, below a bar."""
    if term[0] == "abs":
        yield term[1]
    if term[0] in ("min", "max") and len(term) == 3:
        yield ("sub", term[1], term[2])
    if term[0] == "div" and free_names(term[2]):
        yield term[2]
    for i in places(term):
        yield from kinks(term[i])


def broken(goal: Goal, gap: Term, name: str) -> tuple[Fraction, ...]:
    """Rationals to cut at first: where the gap changes its form, and where a crooked hypothesis begins to hold."""
    terms = list(kinks(gap))
    terms += [("sub", g[2], g[1]) for g in goal.given if g[0] in ("le", "lt") and ("var", name) not in g[1:]]
    found: dict[Fraction, None] = {}
    for term in terms[:12]:
        if free_names(term) == {name}:
            found.update(dict.fromkeys(exact_zeros(term, name, *goal.box(64)[name])))
    return tuple(sorted(found))


__all__ = ["broken", "prepared"]
