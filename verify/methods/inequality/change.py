"""Changes of the variable on all of its range: x = 1/t, x = t^2, x = t^3, x = c - 1/t, x = exp(t); ends disappear.

The lemma speaks of two names: for all t, y with 0 < t, y = g(t) and what is known of x said of y, the claim for y
(without 0 < t where t may be any number).
It is used at t = s(x) and y = x, where g(s(x)) = x.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from verify.checker import polynomial as poly
from verify.checker.goals import Goal, evident
from verify.checker.normal import Unclear
from verify.checker.polynomial import Polynomial, TooLarge
from verify.checker.terms import ONE, ZERO, Term, free_names, jsonable, num, substitute
from verify.methods.inequality import guide
from verify.methods.inequality.algebra import Opaque, cut, gap_term, same, written
from verify.methods.inequality.cutting import floated
from verify.methods.inequality.domain import conditions
from verify.methods.inequality.equations import replaced, subterms
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}
PI: Term = ("const", "pi")
SAME: Proof = {"rule": "combine", "parts": []}
MOST_POWERS = 12  # of one exponential


@dataclass(frozen=True)
class Change:
    """x = ``forth`` (a term in t) for t = ``back`` (a term in x), with proofs of x = g(s(x)) and of 0 < s(x).

    There is no proof of 0 < s(x) where s(x) may be any number. ``scale`` is the factor where t = scale x, 1 for other
    changes: bounds of x are bounds of t then.
    """

    back: Term
    forth: Term
    equal: Proof
    positive: Proof | None
    scale: Term = ONE


def changed(goal: Goal, p: Polynomial, name: str, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of the goal through the lemma for a new variable; no change follows another."""
    x: Term = ("var", name)
    if any(re.fullmatch(r"t\d+", n) for n in goal.scope) or goal.scope.get(name) != "real":
        return None
    side: Term = ("lt", ZERO, x)
    if not evident(side, goal):
        return _tried(goal, x, anywhere(goal, p, name, new_name(goal)), deadline, solve)
    if side not in goal.given:
        proof = changed(goal.knowing(side), p, name, deadline, solve)
        return None if proof is None else cut(side, ASSUMPTION, proof)
    t = new_name(goal)
    return _tried(goal, x, chain(changes(goal, name, t), anywhere(goal, p, name, t)), deadline, solve)


def cubes(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of a goal in several names through x = t^3 for one of which the cube root stands in it."""
    for part in subterms(goal.then):
        if part[0] == "cbrt" and part[1][0] == "var" and goal.scope.get(part[1][1]) == "real":
            x: Term = part[1]
            if ("lt", ZERO, x) in goal.given:
                t = new_name(goal)
                return _through(goal, x, t, cube(x, t), deadline, solve)
    return None


def new_name(goal: Goal) -> Term:
    """A name for a new variable."""
    return ("var", next(f"t{k}" for k in range(100) if f"t{k}" not in goal.scope))


def _tried(goal: Goal, x: Term, found: Iterator[Change], deadline: Deadline, solve: Solve) -> Proof | None:
    t = new_name(goal)
    for change in found:  # one or two
        proof = _through(goal, x, t, change, deadline.share(0.75), solve)
        if proof is not None:
            return proof
    return None


def anywhere(goal: Goal, p: Polynomial, name: str, t: Term) -> Iterator[Change]:
    """What may help whatever the sign of x: 1/(x - c) at an end c where the gap has no value, and log(a x + b)."""
    x: Term = ("var", name)
    low, high = goal.box(64)[name]
    for c, sign in ((low, 1), (high, -1)):
        if c and not _valued(goal, name, c, sign):
            away: Term = ("sub", x, num(c)) if sign > 0 else ("sub", num(c), x)
            if evident(("lt", ZERO, away), goal):
                forth: Term = ("add" if sign > 0 else "sub", num(c), ("div", ONE, t))
                yield Change(("div", ONE, away), forth, SAME, ASSUMPTION)
    for part in subterms(goal.then):
        if part[0] == "log" and name in free_names(part):
            line = _line(goal, part[1], name)
            if line is not None:
                a, b = line
                yield Change(part, ("div", ("sub", ("exp", t), num(b)), num(a)), SAME, None)
                return


def of_exponential(goal: Goal, name: str, t: Term) -> Change | None:
    """x = log(t)/c for t = exp(c x), where all exponentials in the goal are whole powers of this one."""
    rates: list[Fraction] = []
    for part in subterms(goal.then):
        if part[0] == "exp" and name in free_names(part):
            line = _line(goal, part[1], name)
            if line is None:
                return None
            rates.append(line[0])
    if not rates:
        return None
    bottom = math.lcm(*(c.denominator for c in rates))
    rate = Fraction(math.gcd(*(int(c * bottom) for c in rates)), bottom)
    if any(abs(c / rate) > MOST_POWERS for c in rates):
        return None
    rate = -rate if all(c < 0 for c in rates) else rate
    back: Term = ("exp", ("mul", num(rate), ("var", name)))
    return Change(back, ("div", ("log", t), num(rate)), SAME, ASSUMPTION)


def by_exponential(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof in t = exp(c x) of a goal in which an exponential stands inside a root, a logarithm or the like."""
    names = sorted(free_names(goal.then))
    if len(names) != 1 or any(re.fullmatch(r"t\d+", n) for n in goal.scope) or goal.scope.get(names[0]) != "real":
        return None
    if not any(
        inner[0] == "exp" and names[0] in free_names(inner) for f in subterms(goal.then) for inner in _inside(f)
    ):
        return None
    t = new_name(goal)
    change = of_exponential(goal, names[0], t)
    return None if change is None else _through(goal, ("var", names[0]), t, change, deadline, solve)


def _inside(part: Term) -> Iterator[Term]:
    if part[0] in ("log", "sqrt", "cbrt", "atan", "abs"):
        yield from subterms(part[1])


def _line(goal: Goal, term: Term, name: str) -> tuple[Fraction, Fraction] | None:
    """(a, b) where the term is a x + b, a not 0."""
    try:
        p = dict(goal.normal().number(term))
    except (Unclear, TooLarge):
        return None
    a = p.pop((frozenset({(("var", name), 1)}), poly.EMPTY), Fraction(0))
    b = p.pop(poly.UNIT, Fraction(0))
    return (a, b) if a and not p else None


def _valued(goal: Goal, name: str, c: Fraction, sign: int) -> bool:
    """Whether float intervals give the gap two finite ends near c."""
    away = guide.to_float(c) + sign * 2.0**-20
    piece = tuple(sorted((guide.to_float(c), away)))
    try:
        value = guide.compiled(gap_term(goal))({**floated(goal.box(64)), name: (piece[0], piece[1])})
    except (guide.Lost, ValueError, OverflowError, ZeroDivisionError, KeyError):
        return False
    return all(map(math.isfinite, value))


def changes(goal: Goal, name: str, t: Term) -> Iterator[Change]:
    """What may help: a root of x itself first, then 1/x where it stands inside a function or x is unbounded."""
    x: Term = ("var", name)
    parts = list(subterms(goal.then))
    if any(_in_half_turns(goal, part, name) for part in parts):
        yield Change(("mul", PI, x), ("div", t, PI), SAME, _product(PI, x), PI)
    if ("cbrt", x) in parts:
        yield cube(x, t)
    roots = any(part[0] == "sqrt" and name in free_names(part) for part in parts)
    inside = any(part[0] == "div" and name in free_names(part[2]) for f in parts for part in _arguments(f))
    if goal.box(64)[name][1] is None and (roots or inside):
        if ("sqrt", x) in parts:
            yield Change(("div", ONE, ("sqrt", x)), ("div", ONE, ("pow", t, 2)), SAME, ASSUMPTION)
        yield Change(("div", ONE, x), ("div", ONE, t), SAME, ASSUMPTION)
    elif ("sqrt", x) in parts:
        yield Change(("sqrt", x), ("pow", t, 2), SAME, ASSUMPTION)


def _in_half_turns(goal: Goal, part: Term, name: str) -> bool:
    """Whether the part is a sine, cosine or tangent of c pi x."""
    if part[0] not in ("sin", "cos", "tan"):
        return False
    try:
        p = goal.normal().number(part[1])
    except (Unclear, TooLarge):
        return False
    return {powers for powers, _ in p} == {frozenset({(PI, 1), (("var", name), 1)})}


def _product(a: Term, b: Term) -> Proof:
    parts = [{"weight": "1", "facts": [["positive", jsonable(a)], ["positive", jsonable(b)]]}]
    return {"rule": "combine", "parts": parts}


def cube(x: Term, t: Term) -> Change:
    """x = t^3 for t = cbrt(x), which is positive: else x = t t^2 would not be."""
    root: Term = ("cbrt", x)
    parts = [
        {"weight": "1", "facts": [["positive", jsonable(x)]]},
        {"weight": "1", "facts": [-1], "square": jsonable(root)},
        {"weight": "1", "facts": [["cube", jsonable(x)]]},
    ]
    above: Proof = {"rule": "suppose", "then": {"rule": "combine", "parts": parts}}
    return Change(root, ("pow", t, 3), {"rule": "combine", "parts": parts[2:]}, above)


def _arguments(part: Term) -> Iterator[Term]:
    if part[0] in ("exp", "log", "sqrt", "cbrt", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh"):
        yield from subterms(part[1])


def _through(goal: Goal, x: Term, t: Term, change: Change, deadline: Deadline, solve: Solve) -> Proof | None:
    (_, name), (_, small) = x, t
    y: Term = ("var", next(f"y{k}" for k in range(100) if f"y{k}" not in goal.scope))
    facts = [g for g in goal.given if g[0] in ("le", "lt", "ne") and free_names(g) == {name}]
    first = [] if change.positive is None else [("lt", ZERO, t)]
    within = [*first, ("eq", y, change.forth), *(substitute(g, {name: y}) for g in facts)]
    then = substitute(replaced(goal.then, change.back, t), {name: y})
    side: Term = ("and", *within)
    inside = Goal({**goal.scope, small: "real", y[1]: "real"}, goal.given, then).knowing(side)
    by = _rewritten(inside, len(goal.given) + len(first), change, t, y, name, deadline, solve)
    if by is None:
        return None
    names = ((small, "real"), (y[1], "real"))
    lemma: Term = ("forall", names, ("implies", side, then))
    positive = [] if change.positive is None else [change.positive]
    premise: Proof = {"rule": "and", "parts": [*positive, change.equal, *(ASSUMPTION for _ in facts)]}
    use: Proof = {
        "rule": "use",
        "of": -1,
        "at": jsonable([change.back, x]),
        "premises": [premise],
        "then": ASSUMPTION,
    }
    proof = cut(lemma, {"rule": "intro", "then": by}, use)
    return proof if accepted(goal, proof) else None


def _rewritten(
    goal: Goal, equation: int, change: Change, t: Term, y: Term, name: str, deadline: Deadline, solve: Solve
) -> Proof | None:
    """The goal with y = g (hypothesis number ``equation``) put in, here and in what is known of y, in normal form."""
    known, steps = goal, list[tuple[Term, Proof]]()
    for fact in (*goal.given[equation + 1 :], *conditions(goal.then, goal)):
        new = substitute(fact, {y[1]: change.forth})
        back: Proof = {"rule": "rewrite", "of": equation, "back": True, "then": ASSUMPTION}
        found = [(new, back)]
        if change.scale != ONE and y in fact[1:] and fact[0] != "ne":
            sides = [t if part == y else ("mul", change.scale, part) for part in fact[1:]]
            times = {"weight": "1", "facts": [-1, ["positive", jsonable(change.scale)]]}
            found.append(((fact[0], *sides), {"rule": "combine", "parts": [times]}))
        for then, by in found:
            if not evident(then, known) and accepted(known.to_show(then), by):
                steps.append((then, by))
                known = known.knowing(then)
    bare = known.to_show(substitute(goal.then, {y[1]: change.forth}))
    try:
        h = written(bare.gap(bare.then))
    except (Unclear, Opaque, TooLarge, ZeroDivisionError):
        return None
    wanted = bare.to_show((bare.then[0], ZERO, h))
    gone = {name, y[1]}  # what is said of these has been said of t
    own = [i for i, fact in enumerate(wanted.given) if not free_names(fact) & gone]
    by_h = solve(Goal(wanted.scope, tuple(wanted.given[i] for i in own), wanted.then), deadline)
    if by_h is None:
        return None
    rest: Proof = {"rule": "keep", "of": own, "then": by_h}
    proof: Proof = {"rule": "rewrite", "of": equation, "then": same(bare, h, rest)}
    for fact, by in reversed(steps):
        proof = cut(fact, by, proof)
    return proof
