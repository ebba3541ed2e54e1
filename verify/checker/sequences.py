"""Sums, term by term and element by element, sequences over the natural numbers, and naturals beyond a number."""

from .facts import fields
from .goals import Goal, Rejected, ensure_defined
from .meanings import unused
from .proving import Proof, prove
from .reading import listed, read_names, read_term
from .sorts import sort_of
from .terms import ONE, ZERO, Malformed, Term, num, sort_dimensions, substitute


def termwise(goal: Goal, proof: Proof, path: str) -> None:
    """sum f <= sum g over one set because f <= g at each element; < when moreover f < g at some element."""
    kind, left, right = goal.then if len(goal.then) == 3 else (goal.then[0], ZERO, ZERO)
    if kind not in ("le", "lt") or left[0] != "sum" or right[0] != "sum" or left[2] != right[2]:
        raise Rejected(f"termwise: the conclusion does not compare two sums over one set @ {path}")
    new = read_names([[proof["as"], "nat"]], dict(goal.scope), f"{path}.as")[0][0]
    ensure_defined(left[2], goal, path)
    k: Term = ("var", new)
    f, g = substitute(left[3], {left[1]: k}), substitute(right[3], {right[1]: k})
    generic = goal.naming({new: "nat"}, path).knowing(("in", k, left[2]))
    prove(generic.to_show(("le", f, g)), proof["by"], f"{path}.by")
    if kind == "lt":
        strict = fields(proof.get("strict"), {"at", "member", "by"}, set(), f"{path}.strict")
        place = read_term(strict["at"], goal.scope, "nat", f"{path}.strict.at")
        ensure_defined(place, goal, f"{path}.strict.at")
        prove(goal.to_show(("in", place, left[2])), strict["member"], f"{path}.strict.member")
        there = ("lt", substitute(f, {new: place}), substitute(g, {new: place}))
        prove(goal.to_show(there), strict["by"], f"{path}.strict.by")


def each(goal: Goal, proof: Proof, path: str) -> None:
    """For every element of a set that is written out: the body, element by element."""
    then, parts = goal.then, listed(proof["parts"], f"{path}.parts")
    if (
        then[0] != "forall"
        or len(then[1]) != 1
        or then[2][0] != "implies"
        or then[2][1][:2] != ("in", ("var", then[1][0][0]))
    ):
        raise Rejected(f"each: the conclusion does not speak of the elements of a set @ {path}")
    elements = goal.evaluator({}).elements(then[2][1][2])
    if len(parts) != len(elements):
        raise Rejected(f"each: expected a proof for each of the elements {elements!r:.60} @ {path}.parts")
    for i, (element, by) in enumerate(zip(elements, parts, strict=True)):
        prove(goal.to_show(substitute(then[2][2], {then[1][0][0]: num(element)})), by, f"{path}.parts[{i}]")


def induction(goal: Goal, proof: Proof, path: str) -> None:
    """For a nat name: the conclusion at 0, and at t + 1 when at t. Hypotheses that speak of the name are dropped."""
    name = proof["var"]
    if not isinstance(name, str) or goal.scope.get(name) != "nat":
        raise Malformed(f"induction: {name!r:.40} is no nat of the goal @ {path}.var")
    if any(name in sort_dimensions(sort) for sort in goal.scope.values()):
        raise Rejected(f"induction: {name} is a dimension @ {path}.var")
    free, t = goal.without(name), ("var", name)
    prove(free.to_show(substitute(goal.then, {name: ZERO})), proof["base"], f"{path}.base")
    after = substitute(goal.then, {name: ("add", t, ONE)})
    prove(free.knowing(goal.then).to_show(after), proof["step"], f"{path}.step")


def beyond(goal: Goal, proof: Proof, path: str) -> None:
    """Some natural number is at least a given real number: take one, under a new name, of which no more is known."""
    real = read_term(proof["term"], goal.scope, "real", f"{path}.term")
    ensure_defined(real, goal, f"{path}.term")
    new = read_names([[proof["as"], "nat"]], dict(goal.scope), f"{path}.as")[0][0]
    prove(goal.naming({new: "nat"}, path).knowing(("le", real, ("var", new))), proof["then"], f"{path}.then")


def summable(goal: Goal, proof: Proof, path: str) -> None:
    """g(t) -> 0 because every g(t) >= 0 and all sums g(0) + ... + g(t) stay below one bound."""
    if goal.then[0] != "tends" or goal.then[3] != ZERO:
        raise Rejected(f"summable: the conclusion is not that a sequence over the naturals tends to 0 @ {path}")
    _, name, body, _ = goal.then
    if sort_of(body, {**goal.scope, name: "nat"}) not in ("nat", "real"):
        raise Rejected(f"summable: the terms are not real numbers @ {path}")
    bound = read_term(proof["bound"], goal.scope, "real", f"{path}.bound")
    ensure_defined(bound, goal, f"{path}.bound")
    t, u = unused("t", goal.then, goal.scope), unused("u", goal.then, goal.scope)
    at_t, at_u = (substitute(body, {name: ("var", new)}) for new in (t, u))
    nonnegative: Term = ("forall", ((t, "nat"),), ("le", ZERO, at_t))
    prove(goal.to_show(nonnegative), proof["nonnegative"], f"{path}.nonnegative")
    sums: Term = ("sum", u, ("range", ZERO, ("var", t)), at_u)
    prove(goal.to_show(("forall", ((t, "nat"),), ("le", sums, bound))), proof["sums"], f"{path}.sums")
