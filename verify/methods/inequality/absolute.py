"""Absolute values: cases on either side of a zero inside the bars, and |u| R v from both signs of u."""

from collections.abc import Callable

from verify.checker.goals import Goal, evident
from verify.checker.terms import ZERO, Term, free_names, jsonable, num
from verify.methods.inequality.algebra import cut, normal_gap
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.roots import unsigned
from verify.methods.inequality.zeros import exact_zeros
from verify.methods.method import Deadline, Proof

DEEPEST = 12
Solve = Callable[[Goal, Deadline], Proof | None]


def both_signs(goal: Goal, u: Term, deadline: Deadline, solve: Solve) -> Proof | None:
    """Cases of a name on either side of the one rational zero of u, with |u| replaced in each."""
    names = sorted(free_names(u))
    unbounded = any(end is None for name in names if name in goal.scope for end in goal.box(64).get(name, ()))
    if len(names) > 1 or (unbounded and u[0] in ("sin", "cos")):
        return of_several(goal, u, deadline, solve)
    if len(names) != 1 or goal.scope.get(names[0]) != "real" or deadline.over:
        return None
    if normal_gap(goal.to_show(("le", ZERO, u))) == {}:
        return None  # u is 0 everywhere: there would be no end of zeros
    zeros = exact_zeros(u, names[0], *goal.box(64)[names[0]])
    x: Term = ("var", names[0])
    inner = [z for z in zeros if not evident(("le", x, num(z)), goal) and not evident(("le", num(z), x), goal)]
    if not inner:
        return None
    c, found = num(inner[0]), {}
    for case, fact in (("lt", ("lt", x, c)), ("eq", ("eq", x, c)), ("gt", ("lt", c, x))):
        by = solve(goal.knowing(fact), deadline.share(0.9))
        if by is None:
            return None
        found[case] = by
    return {"rule": "cases", "left": jsonable(x), "right": jsonable(c), **found}


def of_several(goal: Goal, u: Term, deadline: Deadline, solve: Solve) -> Proof | None:
    """Cases of the sign of u, with |u| replaced in each; x against y for u = x - y."""
    left, right = u[1:] if u[0] == "sub" and u[1][0] == u[2][0] == "var" else (u, ZERO)
    found: Proof = {"rule": "cases", "left": jsonable(left), "right": jsonable(right)}
    for case, fact, sign in (
        ("lt", ("lt", left, right), -1),
        ("gt", ("lt", right, left), 1),
        ("eq", ("eq", left, right), 1),
    ):
        if deadline.depth >= DEEPEST:
            return None
        known = goal.knowing(fact)
        by = unsigned(known, u, sign, deadline.share(0.5 if case == "lt" else 0.9).deeper(), solve, solve)
        if by is None:
            return None
        found[case] = by
    return found if accepted(goal, found) else None


def absolute(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """|u| R v from u R v and -u R v."""
    (_, u), v = goal.then[1], goal.then[2]
    proofs = []
    for part in (u, ("neg", u)):
        inner = goal.to_show((goal.then[0], part, v))
        by = solve(inner, deadline.share(0.9))
        if by is None:
            return None
        proofs.append(by)
    size: Proof = {"weight": "1", "facts": [["own_size", jsonable(("neg", u))]]}
    same: Proof = {"weight": "-1", "facts": [["own_size", jsonable(u)]]}
    size = {**size, "weight": "-1"}
    negative: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-2]}, size]}
    nonnegative: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-3]}, same]}
    later: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-4]}, same]}
    zero = cut(("le", ZERO, u), {"rule": "combine", "parts": [{"weight": "-1", "facts": [-1]}]}, later)
    split: Proof = {
        "rule": "cases",
        "left": jsonable(u),
        "right": jsonable(ZERO),
        "lt": negative,
        "eq": zero,
        "gt": nonnegative,
    }
    first, second = (goal.then[0], u, v), (goal.then[0], ("neg", u), v)
    alone: Proof = {"rule": "keep", "of": list(range(len(goal.given))), "then": proofs[1]}  # found without the first
    return cut(first, proofs[0], cut(second, alone, split))
