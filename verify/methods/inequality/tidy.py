"""Functions put in order before any search: closed ones with an exact value, cos(0) = 1, and signs, sin(-u) = -sin(u).

Each replacement is an equation of the certificate. The theorems on opposite arguments are proved anew in each: by the
definitions of sinh, cosh and tanh, by a slope that vanishes from 0 for the others.
"""

from collections.abc import Callable, Iterator

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.normal import Unclear
from verify.checker.polynomial import Polynomial, TooLarge
from verify.checker.terms import ONE, ZERO, Term, free_names, jsonable, num
from verify.methods.inequality.algebra import Opaque, cut, written
from verify.methods.inequality.angles import by_angles, expanded_gap
from verify.methods.inequality.equations import subterms, with_equations
from verify.methods.inequality.ladder import exact_values
from verify.methods.linear import combination
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}
NOTHING: Proof = {"rule": "combine", "parts": []}
EVEN = frozenset({"cos", "cosh"})
HEADS = EVEN | {"sin", "tan", "atan", "sinh", "tanh"}
LEAF: Proof = {"rule": "boxes", "tree": "leaf", "bits": 128}


def tidied(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of the goal in simpler functions, None where there is nothing to simplify or none is found."""
    proof = with_equations(goal, exact_values(goal, goal.then), deadline, solve)
    if proof is not None:
        return proof
    turned = [(part, *found) for part, found in _turned(goal)]
    proof = with_equations(goal, turned, deadline, solve) if turned else None
    return _in_single_angles(goal, deadline.share(0.3)) if proof is None else proof


def _in_single_angles(goal: Goal, deadline: Deadline) -> Proof | None:
    """A proof at once where nothing but a number is left of the gap in single angles."""
    gap = expanded_gap(goal)
    if gap is None or set(gap) - {poly.UNIT}:
        return None
    return by_angles(goal, deadline, lambda inner, until: combination(inner, until))


# -- opposite arguments -----------------------------------------------------------------------------------------------


def _turned(goal: Goal) -> Iterator[tuple[Term, tuple[Term, Proof]]]:
    """f(u), and what it is by f(-u) with the proof, where u has negative coefficients or f(-u) stands there too."""
    parts = [part for part in dict.fromkeys(subterms(goal.then)) if part[0] in HEADS and free_names(part)]
    forms = {part: _form(goal, part[1]) for part in parts}
    kept: dict[tuple[str, object], Term] = {}
    for part, p in forms.items():
        if p is None:
            continue
        opposite = poly.scale(p, -1)
        other = kept.get((part[0], poly.freeze(opposite)))
        if other is None and not all(c < 0 for c in p.values()):
            kept[part[0], poly.freeze(p)] = part
            continue
        try:
            found = opposite_argument(part, written(opposite) if other is None else other[1])
        except Opaque:
            continue
        yield part, found


def _form(goal: Goal, u: Term) -> Polynomial | None:
    try:
        return goal.normal().number(u)
    except (Unclear, TooLarge, ZeroDivisionError):
        return None


def opposite_argument(part: Term, v: Term) -> tuple[Term, Proof]:
    """What f(u) is by f(v) for u = -v, and the proof of the equation."""
    head, u = part
    there: Term = (head, v)
    right = there if head in EVEN else ("neg", there)
    if head in ("sinh", "cosh"):
        weights = ("-1/2", "-1/2" if head == "sinh" else "1/2")
        facts = [{"weight": w, "facts": [[head, jsonable(a)]]} for w, a in zip(weights, (u, v), strict=True)]
        return right, {"rule": "combine", "parts": facts}
    if head == "tanh":
        return right, _tanh(part, there)
    if head == "tan":
        return right, _tan(part, there)
    return right, _by_slope(part, v, right)


def _tanh(here: Term, there: Term) -> Proof:
    """Both definitions, divided by D = exp(2 u) + 1."""
    twice: Term = ("exp", ("mul", num(2), here[1]))
    below: Term = ("div", ONE, ("add", twice, ONE))
    parts = [
        {"weight": "-1", "facts": [["tanh", jsonable(here[1])]], "times": jsonable(below)},
        {"weight": "-1", "facts": [["tanh", jsonable(there[1])]], "times": jsonable(("mul", twice, below))},
        {"weight": "1", "facts": [["inverse", jsonable(below[2])]], "times": jsonable(("add", here, there))},
    ]
    return {"rule": "combine", "parts": parts}


def _tan(here: Term, there: Term) -> Proof:
    """tan(u) cos(u) = sin(u) and tan(v) cos(v) = sin(v), with cos(u) = cos(v) and sin(u) = -sin(v)."""
    (_, u), (_, v) = here, there
    steps = []
    for head in ("sin", "cos"):
        right, by = opposite_argument((head, u), v)
        steps.append((("eq", (head, u), right), by))
    rewritten: Proof = {"rule": "rewrite", "of": -1, "then": ASSUMPTION}
    steps.append((("ne", ("cos", u), ZERO), rewritten))
    below: Term = ("div", ONE, ("cos", v))
    parts = [
        {"weight": "-1", "facts": [["tangent", jsonable(u)]], "times": jsonable(below)},
        {"weight": "-1", "facts": [["tangent", jsonable(v)]], "times": jsonable(below)},
        {"weight": "1", "facts": [["inverse", jsonable(("cos", v))]], "times": jsonable(("add", here, there))},
        {"weight": "1", "facts": [-3], "times": jsonable(below)},
        {"weight": "-1", "facts": [-2], "times": jsonable(("mul", here, below))},
    ]
    proof: Proof = {"rule": "combine", "parts": parts}
    for fact, by in reversed(steps):
        proof = cut(fact, by, proof)
    return proof


def _by_slope(part: Term, v: Term, right: Term) -> Proof:
    """The theorem for all t, by a slope that vanishes, then used at v."""
    head, u = part
    names = free_names(u) | free_names(v)
    t = next(f"opposite{k}" for k in range(1000) if f"opposite{k}" not in names)
    x: Term = ("var", t)
    heads = ("sin", "cos") if head in ("sin", "cos") else (head,)
    equations: list[Term] = []
    for h in heads:
        value: Term = (h, x)
        equations.append(("eq", (h, ("neg", x)), value if h in EVEN else ("neg", value)))
    gaps = [("sub", left, right_) for _, left, right_ in equations]
    energy: Term = ("add", *(("pow", gap, 2) for gap in gaps)) if len(gaps) > 1 else ("pow", gaps[0], 2)
    still: Proof = {"rule": "slope", "var": t, "from": jsonable(ZERO), "at": LEAF, "up": NOTHING, "down": NOTHING}
    ends = []
    for i in range(len(gaps)):
        squares: list[Proof] = [{"weight": "1", "facts": [-1, -1]}, {"weight": "1", "facts": [-2]}]
        squares += [{"weight": "1", "square": jsonable(other)} for j, other in enumerate(gaps) if j != i]
        by: Proof = {"rule": "suppose", "then": {"rule": "combine", "parts": squares}}
        ends.append({"rule": "coincide", "le": by, "ge": by})
    every = equations[0] if len(equations) == 1 else ("and", *equations)
    shown = cut(("le", energy, ZERO), still, ends[0] if len(ends) == 1 else {"rule": "and", "parts": ends})
    lemma: Term = ("forall", ((t, "real"),), every)
    which = heads.index(head) - len(heads)
    close: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [which]}]}
    use: Proof = {"rule": "use", "of": -1, "at": jsonable([v]), "then": close}
    return cut(lemma, {"rule": "intro", "then": shown}, use)


__all__ = ["opposite_argument", "tidied"]
