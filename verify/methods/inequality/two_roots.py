"""Names whose square a hypothesis gives: name = sqrt(t) or -sqrt(t), and names of which both are possible."""

from verify.checker.goals import Goal, evident
from verify.checker.terms import ZERO, Term, free_names, jsonable
from verify.methods.inequality.algebra import cut
from verify.methods.method import Proof

ASSUMPTION: Proof = {"rule": "assumption"}


def root_of(goal: Goal, fact: Term, i: int, name: str) -> tuple[Term, Proof] | None:
    """name = sqrt(t) from name^2 = t and name >= 0 (or -sqrt(t), name <= 0), the square alone on one side."""
    x: Term = ("var", name)
    for side, other, back in ((fact[1], fact[2], True), (fact[2], fact[1], False)):
        if side not in (("pow", x, 2), ("mul", x, x)) or name in free_names(other):
            continue
        sign = 1 if evident(("le", ZERO, x), goal) else -1 if evident(("le", x, ZERO), goal) else 0
        if sign and not free_names(other):
            return ("sqrt", other) if sign > 0 else ("neg", ("sqrt", other)), _number_root(x, other, i, sign, back)
        if sign:
            size = {"weight": str(sign), "facts": [["own_size", jsonable(x if sign > 0 else ("neg", x))]]}
            by: Proof = {"rule": "rewrite", "of": i, "then": {"rule": "combine", "parts": [size]}}
            if back:
                by["back"] = True
            return ("sqrt", other) if sign > 0 else ("neg", ("sqrt", other)), by
    return None


def _number_root(x: Term, other: Term, i: int, sign: int, back: bool) -> Proof:
    """x = sign sqrt(t) for a number t: from (u - r)(u + r) = 0 with u = sign x >= 0 and r = sqrt(t) >= 0."""
    root = ["sqrt", jsonable(other)]
    size: Term = ("le", ZERO, x if sign > 0 else ("neg", x))
    square = 1 if back else -1  # the hypothesis offers t - x^2, or x^2 - t
    apart: dict[int, Proof] = {}
    for side, other_size in ((1, root), (-1, -2)):  # u > r, u < r
        parts = [
            {"weight": "1", "facts": [-1, -1]},
            {"weight": "2", "facts": [-1, other_size]},
            {"weight": str(side * square), "facts": [i]},
        ]
        apart[side] = {"rule": "suppose", "then": {"rule": "combine", "parts": parts}}
    le, ge = (apart[1], apart[-1]) if sign > 0 else (apart[-1], apart[1])
    return cut(size, ASSUMPTION, {"rule": "coincide", "le": le, "ge": ge})


def either_root(goal: Goal) -> str | None:
    """A name of the conclusion of which a hypothesis gives the square as a number, and none the sign."""
    for fact in goal.given:
        for side, other in ((fact[1], fact[2]), (fact[2], fact[1])) if fact[0] == "eq" else ():
            x = side[1] if side[0] in ("pow", "mul") else ZERO
            if x[0] == "var" and side in (("pow", x, 2), ("mul", x, x)) and not free_names(other):
                signed = evident(("le", ZERO, x), goal) or evident(("le", x, ZERO), goal)
                if x[1] in free_names(goal.then) and not signed:
                    return str(x[1])
    return None
