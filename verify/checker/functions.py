"""Known facts on elementary functions for the arithmetic rule: what their definitions say, as equations."""

from fractions import Fraction

from . import polynomial as poly
from .goals import Goal, Rejected, ensure_defined
from .polynomial import Polynomial
from .sorts import sort_of
from .terms import ONE, Malformed, Term, num

HALF_TURN = (frozenset({(("const", "pi"), 1)}), poly.EMPTY)
# name: how many terms it takes
FUNCTION_FACTS = {"cube": 1, "tangent": 1, "sinh": 1, "cosh": 1, "tanh": 1, "sine_turn": 2, "cosine_turn": 2}


def function_fact(goal: Goal, name: str, terms: list[Term], path: str) -> Polynomial:
    """The quantity, equal to 0, that the fact offers at these terms, which are defined and must be real."""
    for term in terms:
        if sort_of(term, goal.scope) not in ("nat", "real"):
            raise Malformed(f"combine: the fact {name} speaks of real numbers @ {path}")
    if name in ("sine_turn", "cosine_turn"):
        return _turned(goal, name, terms[0], terms[1], path)
    u = terms[0]
    up, down, twice = ("exp", u), ("exp", ("neg", u)), ("exp", ("mul", num(2), u))
    quantity: dict[str, Term] = {
        "cube": ("sub", ("pow", ("cbrt", u), 3), u),
        "tangent": ("sub", ("mul", ("tan", u), ("cos", u)), ("sin", u)),
        "sinh": ("sub", ("mul", num(2), ("sinh", u)), ("sub", up, down)),
        "cosh": ("sub", ("mul", num(2), ("cosh", u)), ("add", up, down)),
        "tanh": ("sub", ("mul", ("tanh", u), ("add", twice, ONE)), ("sub", twice, ONE)),
    }
    ensure_defined(quantity[name], goal, path)
    return goal.normal().number(quantity[name])


def _turned(goal: Goal, name: str, u: Term, v: Term, path: str) -> Polynomial:
    """sin(u) or cos(u) against sin or cos of v, where u - v is a whole number of right angles."""
    normal = goal.normal()
    gap = poly.add(normal.number(u), normal.number(v), -1)
    turns = 2 * gap.get(HALF_TURN, Fraction(0))
    if set(gap) - {HALF_TURN} or turns.denominator != 1:
        raise Rejected(f"combine: {name} takes two angles that are whole right angles apart @ {path}")
    sine, cosine = normal.number(("sin", v)), normal.number(("cos", v))
    circle = [sine, cosine, poly.scale(sine, -1), poly.scale(cosine, -1)]  # sin(v + k pi/2), k = 0, 1, 2, 3
    k = int(turns) + (name == "cosine_turn")  # cos(u) = sin(u + pi/2)
    own = normal.number(("sin" if name == "sine_turn" else "cos", u))
    return poly.add(own, circle[k % 4], -1)
