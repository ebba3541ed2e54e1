"""Changes of the variable on all of its range: x = 1/t, x = 1/t^2, x = t^2, x = t^3, roots and far ends disappear.

The lemma speaks of two names: for all t, y with 0 < t, y = g(t) and what is known of x said of y, the claim for y.
It is used at t = s(x) and y = x, where g(s(x)) = x.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from verify.checker.goals import Goal, evident
from verify.checker.normal import Unclear
from verify.checker.polynomial import Polynomial, TooLarge
from verify.checker.terms import ONE, ZERO, Term, free_names, jsonable, substitute
from verify.methods.inequality.algebra import Opaque, cut, same, written
from verify.methods.inequality.domain import conditions
from verify.methods.inequality.equations import replaced, subterms
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}
PI: Term = ("const", "pi")
SAME: Proof = {"rule": "combine", "parts": []}


@dataclass(frozen=True)
class Change:
    """x = ``forth`` (a term in t) for t = ``back`` (a term in x), with proofs of x = g(s(x)) and of 0 < s(x).

    ``scale`` is the factor where t = scale x, 1 for other changes: bounds of x are bounds of t then.
    """

    back: Term
    forth: Term
    equal: Proof
    positive: Proof
    scale: Term = ONE


def changed(goal: Goal, p: Polynomial, name: str, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of the goal through the lemma for a new variable; no change follows another."""
    x: Term = ("var", name)
    if any(re.fullmatch(r"t\d+", n) for n in goal.scope) or goal.scope.get(name) != "real":
        return None
    side: Term = ("lt", ZERO, x)
    if not evident(side, goal):
        return None
    if side not in goal.given:
        proof = changed(goal.knowing(side), p, name, deadline, solve)
        return None if proof is None else cut(side, ASSUMPTION, proof)
    t: Term = ("var", next(f"t{k}" for k in range(100) if f"t{k}" not in goal.scope))
    for change in changes(goal, name, t):  # one or two
        proof = _through(goal, x, t, change, deadline.share(0.6), solve)
        if proof is not None:
            return proof
    return None


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
    within = [("lt", ZERO, t), ("eq", y, change.forth), *(substitute(g, {name: y}) for g in facts)]
    then = substitute(replaced(goal.then, change.back, t), {name: y})
    side: Term = ("and", *within)
    inside = Goal({**goal.scope, small: "real", y[1]: "real"}, goal.given, then).knowing(side)
    by = _rewritten(inside, len(goal.given) + 1, change, t, y, deadline, solve)
    if by is None:
        return None
    names = ((small, "real"), (y[1], "real"))
    lemma: Term = ("forall", names, ("implies", side, then))
    premise: Proof = {"rule": "and", "parts": [change.positive, change.equal, *(ASSUMPTION for _ in facts)]}
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
    goal: Goal, equation: int, change: Change, t: Term, y: Term, deadline: Deadline, solve: Solve
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
    rest = solve(bare.to_show((bare.then[0], ZERO, h)), deadline)
    if rest is None:
        return None
    proof: Proof = {"rule": "rewrite", "of": equation, "then": same(bare, h, rest)}
    for fact, by in reversed(steps):
        proof = cut(fact, by, proof)
    return proof
