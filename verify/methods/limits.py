"""Limits at infinity, by a rate: |f(t) - l| <= C g(t) from some t on, where g tends to 0 and its inverse is known.

    g(t) <= eps / (2 C)   for   t >= T(eps):   1/t with T = 2C/eps, 1/sqrt(t) with (2C/eps)^2, 1/log(t) with exp(2C/eps)

Divergence likewise, with f(t) >= c g(t) and g(t) = t, sqrt(t) or log(t). The constants are suggested by floats at a few
large t; the bounds are then proved, and the limit follows from them.
"""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from verify.checker.goals import Goal
from verify.checker.terms import ONE, ZERO, Term, free_names, jsonable, num
from verify.methods.holes import Solve, filled
from verify.methods.inequality.exact_value import precise
from verify.methods.method import Deadline, Proof
from verify.methods.steps import AUTO, combine, have, intro, part, use

STARTS = (1, 3, 10, 100, 10**4)
FAR = tuple(10 ** (k // 2) * (3 if k % 2 else 1) for k in range(61))  # up to 10^30
# A rising g(t), and how it is undone: g(t) >= y for t >= undone(y), y > 0.
Rate = tuple[Callable[[Term], Term], Callable[[Term], Term]]
RISING: tuple[Rate, ...] = (
    (lambda t: t, lambda y: y),
    (lambda t: ("sqrt", t), lambda y: ("pow", y, 2)),
    (lambda t: ("log", t), lambda y: ("exp", y)),
)


def limit(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof that a written-out function or sequence tends to a number, or diverges; None if none is found."""
    _, name, body, *rest = goal.then
    if name in goal.scope or free_names(body) - {name} or any(free_names(part) for part in rest):
        return None
    size: Term = ("abs", ("sub", body, rest[0])) if rest else body
    for rate in RISING:
        for start, constant in _constants(size, name, rate[0], falling=bool(rest)):
            if deadline.over:
                return None
            sketch = _sketch(goal, size, rate, num(start), num(constant))
            proof, _ = filled(goal, sketch, deadline.share(0.6), solve)
            if proof is not None:
                return proof
    return None


def _sketch(goal: Goal, size: Term, rate: Rate, start: Term, constant: Term) -> Proof:
    """The bound for t >= start; then T the larger of start and of where g is large enough for eps (or M)."""
    head, name, _, *rest = goal.then
    rising, undone = rate
    t: Term = ("var", name)
    bound = ("le", size, ("div", constant, rising(t))) if rest else ("le", ("mul", constant, rising(t)), size)
    kind = "real" if head.endswith("_real") else "nat"
    level: Term = ("var", _new("eps" if rest else "M", goal))
    # g(T) >= 2C/eps; for divergence g(T) >= |M|/c + 1
    enough = ("div", ("mul", num(2), constant), level) if rest else ("add", ("div", ("abs", level), constant), ONE)
    latest: Term = ("max", start, undone(enough))
    lemma: Term = ("forall", ((name, kind),), ("implies", ("le", start, t), bound))
    last = _below(level, rising(t), constant) if rest else _above(level, constant)
    there = use(len(goal.given), [t], last, premises=[AUTO])
    there = have(("le", enough, rising(t)), _logarithm(t, enough) if rising(t)[0] == "log" else AUTO, there)
    there = have(("le", start, t), AUTO, have(("le", latest[2], t), AUTO, there))
    chosen: Proof = {"rule": "exists", "at": [jsonable(latest)], "by": intro(there, name)}
    return have(lemma, AUTO, {"rule": "unfold", "then": intro(chosen, level[1])})


def _below(eps: Term, g: Term, constant: Term) -> Proof:
    """|f - l| < eps from |f - l| <= C/g and 2C/eps <= g, the last two hypotheses."""
    enough = part("1", -4, ["positive", eps], -1)
    inverse = have(("lt", ZERO, ("div", ONE, g)), AUTO, combine(part("1", -3), enough, part(constant[1], -1)))
    return have(("lt", ZERO, g), AUTO, inverse)


def _above(bound: Term, constant: Term) -> Proof:
    """M < f from c g <= f and |M|/c + 1 <= g, the last two hypotheses."""
    return combine(part("1", -1), part(constant[1], -2), part("1", ["abs_above", bound]), part(constant[1]))


def _logarithm(t: Term, y: Term) -> Proof:
    """y <= log(t) from exp(y) <= t, the last hypothesis: log(z) >= 0 at z = t exp(-y)."""
    z: Term = ("var", "z" if t != ("var", "z") else "s")
    over: Term = ("exp", ("neg", y))
    lemma: Term = ("forall", ((z[1], "real"),), ("implies", ("le", ONE, z), ("le", ZERO, ("log", z))))
    premise = combine(part("1", -2, ["exp", ("neg", y)]))
    return have(lemma, AUTO, use(-1, [("mul", t, over)], combine(part("1", -1)), premises=[premise]))


def _constants(
    size: Term, name: str, rising: Callable[[Term], Term], *, falling: bool
) -> Iterator[tuple[int, Fraction]]:
    """(start, constant) for which the bound looks right, from a few large t; nothing where the ratio drifts away."""
    ratio: Term = ("mul", size, rising(("var", name))) if falling else ("div", size, rising(("var", name)))
    ratios = [(t, precise(ratio, {name: num(t)})) for t in FAR]
    for start in STARTS:
        late = [r for t, r in ratios if t >= start]
        while late and not math.isfinite(late[-1]):  # too large to be computed
            late.pop()
        if len(late) < 20 or not all(map(math.isfinite, late)):
            continue
        if late[-1] > 1.1 * late[len(late) // 2] if falling else min(late) <= 0:
            continue
        if falling:
            yield start, _rounded(1.1 * max(*late, 1e-6), up=True)
        elif late[-1] > 0.9 * late[len(late) // 2]:
            yield start, _rounded(0.9 * min(late))


def _rounded(x: float, *, up: bool = False) -> Fraction:
    """x to one digit, downwards (or upwards), as a rational."""
    step = Fraction(10) ** math.floor(math.log10(x))
    return step * (math.ceil(x / float(step)) if up else math.floor(x / float(step)))


def _new(stem: str, goal: Goal) -> str:
    """A name like ``stem`` that the goal does not have."""
    taken = {*goal.scope, goal.then[1]}
    return next(name for k in range(10**6) if (name := f"{stem}{k or ''}") not in taken)
