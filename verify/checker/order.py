"""How numbers compare: from the sign of a derivative, and from comparing both ways."""

from .calculus import NotSmooth, differentiate
from .goals import Goal, Rejected, ensure_defined, evident
from .normal import Unclear
from .proving import Proof, prove
from .reading import read_term
from .sorts import is_number, is_vector, sort_of
from .terms import ZERO, Malformed, Term, free_names, places, substitute

EXTENDING = frozenset({"le", "lt", "var", "add", "sub", "neg", "mul", "pow", "scale", "dot", "apply", "vec", "sum"})


def apart(goal: Goal, proof: Proof, path: str) -> None:
    """a != b because a < b or b < a."""
    if goal.then[0] != "ne" or proof["side"] not in ("lt", "gt"):
        raise Rejected(f"apart: expected a conclusion a != b and a side lt or gt @ {path}")
    if not is_number(sort_of(goal.then[1], goal.scope)) or "complex" in (sort_of(p, goal.scope) for p in goal.then[1:]):
        raise Rejected(f"apart: the sides are not real numbers @ {path}")
    left, right = goal.then[1:] if proof["side"] == "lt" else (goal.then[2], goal.then[1])
    prove(goal.to_show(("lt", left, right)), proof["by"], f"{path}.by")


def coincide(goal: Goal, proof: Proof, path: str) -> None:
    """Two numbers are equal because neither exceeds the other; two vectors because their distance is not positive."""
    if goal.then[0] != "eq":
        raise Rejected(f"coincide: the conclusion is not an equation @ {path}")
    _, left, right = goal.then
    if is_vector(sort_of(left, goal.scope)):
        gap: Term = ("sub", left, right)
        return prove(goal.to_show(("le", ("dot", gap, gap), ZERO)), proof["le"], f"{path}.le")
    if any(sort_of(side, goal.scope) not in ("nat", "real") for side in (left, right)) or "ge" not in proof:
        raise Rejected(f"coincide: expected two vectors, or two real numbers and a proof for ge @ {path}")
    prove(goal.to_show(("le", left, right)), proof["le"], f"{path}.le")
    return prove(goal.to_show(("le", right, left)), proof["ge"], f"{path}.ge")


def slope(goal: Goal, proof: Proof, path: str) -> None:
    """0 <= f(x) because f is >= 0 at c and its derivative is >= 0 beyond c and <= 0 before it.

    The hypotheses on x must be inequalities affine in x that hold at c too (others are dropped): then they hold on all
    of the segment from c to x, where f is defined, hence continuous. ``up`` and ``down`` show f' >= 0 for c < x and
    f' <= 0 for x < c, strictly when ``strict`` is "slope" (then x is not c); with ``strict`` "at", f(c) > 0.
    """
    name, strict = proof["var"], proof.get("strict", "at" if goal.then[0] == "lt" else "no")
    if goal.then[0] not in ("le", "lt") or goal.scope.get(name if isinstance(name, str) else "") != "real":
        raise Rejected(f"slope: expected an inequality and a real name, got {name!r:.40} @ {path}")
    if strict not in ("no", "at", "slope") or (strict == "no" and goal.then[0] == "lt"):
        raise Malformed(f"slope: {strict!r:.20} is no kind of strictness for this conclusion @ {path}.strict")
    x: Term = ("var", name)
    c = read_term(proof["from"], {n: s for n, s in goal.scope.items() if n != name}, "real", f"{path}.from")
    ensure_defined(c, goal.without(name), f"{path}.from")
    f: Term = ("sub", goal.then[2], goal.then[1])
    here = goal.without(name)
    prove(
        here.to_show(("lt" if strict == "at" else "le", ZERO, substitute(f, {name: c}))),
        proof["at"],
        f"{path}.at",
    )
    segment = Goal(goal.scope, here.given + _affine(goal, here, name, c), goal.then)
    conditions: list[Term] = []
    try:
        derivative = differentiate(f, name, goal.scope, conditions)
    except NotSmooth as error:
        raise Rejected(f"slope: no derivative rule for {error} @ {path}") from None
    rises = "lt" if strict == "slope" else "le"
    sides = (
        ("up", ("lt", c, x), (rises, ZERO, derivative)),
        ("down", ("lt", x, c), (rises, derivative, ZERO)),
    )
    if strict == "slope" and not evident(("ne", x, c), goal):
        raise Rejected(f"slope: nothing shows that {name} differs from the point it starts from @ {path}")
    for field, side, then in sides:
        if proof.get(field) is None:
            other = ("le", c, x) if field == "down" else ("le", x, c)
            if not evident(other, goal) and not evident(("lt", *other[1:]), goal):
                raise Rejected(f"slope: a proof for {field} is needed @ {path}")
            continue
        open_part, closed = segment.knowing(side), segment.knowing(("le", *side[1:]))
        ensure_defined(f, closed, f"{path}.{field}")
        for condition in conditions:
            if not evident(condition, open_part):
                raise Rejected(f"slope: not shown to be differentiable: {condition!r:.100} @ {path}.{field}")
        prove(open_part.to_show(then), proof[field], f"{path}.{field}")


def _affine(goal: Goal, here: Goal, name: str, c: Term) -> tuple[Term, ...]:
    """The inequalities affine in x that hold at c as well as, by hypothesis, at x: they hold in between."""
    kept: list[Term] = []
    for fact in goal.given:
        if fact[0] not in ("le", "lt") or name not in free_names(fact) or not _extends(fact, name):
            continue
        try:
            goal.known_gap(fact)  # no derivative in it that is not shown to be right
            slopes = [differentiate(part, name, goal.scope, []) for part in fact[1:]]
        except (NotSmooth, Unclear):
            continue
        flat = not any(name in free_names(part) for part in slopes)
        at_c = substitute(fact, {name: c})
        if flat and (evident(at_c, here) or (fact[0] == "lt" and evident(("le", *at_c[1:]), here))):
            kept.append(fact)
    return tuple(kept)


def _extends(term: Term, name: str) -> bool:
    """Whether ``term`` stays defined when ``name`` changes: it enters sums and products only."""
    if name not in free_names(term):
        return True
    inner = set(places(term)) if term[0] in EXTENDING else {1} if term[0] == "div" else set()
    return all(_extends(term[i], name) if i in inner else name not in free_names(term[i]) for i in places(term))
