"""What each fact of the arithmetic rule says, at random numbers, vectors and matrices, judged by numpy alone."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from tests.checker.building import Data, combine, n, proves, statement, v
from tests.checker.numeric import Env, NoValue, evaluate
from verify.checker.facts import FACTS

X, Y, Z, U, W, P, K, M, A, B = (v(name) for name in "xyzuwpkmAB")
SORTS: dict[str, Data] = {
    "d": "nat", "e": "nat", "k": "nat", "m": "nat", "x": "real", "y": "real", "z": "real",
    "u": ["vec", "d"], "w": ["vec", "d"], "p": ["vec", "e"], "q": ["vec", "e"],
    "A": ["map", "d", "e"], "B": ["map", "d", "d"],
    "f": ["fn", ["nat"], "real"], "g": ["fn", ["nat", "nat"], "real"],
}  # fmt: skip
PLACES = ["range", n(0), K]
EVEN = ["where", "i", PLACES, ["lt", ["app", v("f"), v("i")], X]]


def f(place: Data) -> Data:
    """f at a natural."""
    return ["app", v("f"), place]


def over(places: Data, head: str = "sum") -> Data:
    """The sum of f over these places."""
    return [head, "j", places, f(v("j"))]


def on(vector: Data, *maps: Data) -> Data:
    """The maps applied one after the other, the last first."""
    for one in reversed(maps):
        vector = ["apply", one, vector]
    return vector


def dot(a: Data, b: Data) -> Data:
    """<a, b>."""
    return ["dot", a, b]


def double_sum(outer: str, inner: str) -> Data:
    """The sums of g(i, j) over i in {0..k} and j in {1..m}, in this order."""
    ranges = {"i": PLACES, "j": ["range", n(1), M]}
    return ["sum", outer, ranges[outer], ["sum", inner, ranges[inner], ["app", v("g"), v("i"), v("j")]]]


PA, NEXT = ["pinv", A], ["add", K, n(1)]
TWICE, OPPOSITE = ["exp", ["mul", n(2), X]], ["exp", ["neg", X]]
QUARTER = ["add", X, ["mul", n("3/2"), ["const", "pi"]]]
SENT, SIZE = dot(on(v("t"), B), on(v("t"), B)), dot(v("t"), v("t"))
ONLY_ZERO = ["forall", [["t", ["vec", "d"]]], ["implies", ["le", SENT, n(0)], ["le", SIZE, n(0)]]]
GREATEST, LEAST = ["max", X, Y, Z], ["min", X, Y, Z]
SQUARING = ["lam", [["a", "real"]], ["mul", v("a"), v("a"), X]]
ITERATE = ["iterate", Y, SQUARING]
AFTER, STEPPED = ["app", ITERATE, NEXT], ["app", SQUARING, ["app", ITERATE, K]]
WITHOUT = ["setminus", PLACES, ["set", M]]
BY_ENTRIES = ["sum", "i", ["range", n(1), v("d")], ["mul", ["entry", U, v("i")], ["entry", W, v("i")]]]
# fact: the left side, the right side, the terms of the fact, what is known
EQUATIONS: dict[str, tuple[Data, Data, list[Data], list[Data]]] = {
    "own_size": (["abs", X], X, [X], [["le", n(0), X]]),
    "inverse": (["mul", X, ["div", n(1), X]], n(1), [X], [["lt", n(0), X]]),
    "circle": (["add", ["pow", ["sin", X], 2], ["pow", ["cos", X], 2]], n(1), [X], []),
    "pi": (["sin", ["const", "pi"]], n(0), [], []),
    "peel": (over(["range", n(0), NEXT]), ["add", over(PLACES), f(NEXT)], [over(["range", n(0), NEXT])], []),
    "small": (["mod", K, M], K, [K, M], [["lt", K, M], ["lt", n(0), M]]),
    "round": (["mod", ["add", K, M], M], ["mod", K, M], [K, M], [["lt", n(0), M]]),
    "monus": (["monus", K, M], ["sub", K, M], [K, M], [["le", M, K]]),
    "split": (over(PLACES), ["add", over(EVEN), over(["setminus", PLACES, EVEN])], [over(PLACES), EVEN], []),
    "pick": (over(PLACES), ["add", f(M), over(WITHOUT)], [over(PLACES), M], [["in", M, PLACES]]),
    "coordinates": (dot(U, W), BY_ENTRIES, [U, W], []),
    "swap": (double_sum("i", "j"), double_sum("j", "i"), [double_sum("i", "j")], []),
    "same": (AFTER, STEPPED, [AFTER, STEPPED], []),
    "adjoint": (dot(on(U, A), P), dot(U, on(P, ["adjoint", A])), [A, U, P], []),
    "pinv_inner": (dot(on(U, A, PA, A), P), dot(on(U, A), P), [A, U, P], []),
    "pinv_outer": (dot(on(P, PA, A, PA), U), dot(on(P, PA), U), [A, P, U], []),
    "pinv_left": (dot(on(P, A, PA), v("q")), dot(P, on(v("q"), A, PA)), [A, P, v("q")], []),
    "pinv_right": (dot(on(U, PA, A), W), dot(U, on(W, PA, A)), [A, U, W], []),
    "inverse_map": (dot(on(U, B, ["inverse", B]), W), dot(U, W), [B, U, W], [ONLY_ZERO]),
    "cube": (["pow", ["cbrt", X], 3], X, [X], []),
    "tangent": (["mul", ["tan", X], ["cos", X]], ["sin", X], [X], [["lt", n(0), ["cos", X]]]),
    "sinh": (["sinh", X], ["div", ["sub", ["exp", X], OPPOSITE], n(2)], [X], []),
    "cosh": (["cosh", X], ["div", ["add", ["exp", X], OPPOSITE], n(2)], [X], []),
    "tanh": (["mul", ["tanh", X], ["add", TWICE, n(1)]], ["sub", TWICE, n(1)], [X], []),
    "sine_turn": (["sin", QUARTER], ["neg", ["cos", X]], [QUARTER, X], []),
    "largest": (GREATEST, Y, [GREATEST, Y], [["le", part, Y] for part in GREATEST[1:] if part != Y]),
    "smallest": (Y, LEAST, [LEAST, Y], [["le", Y, part] for part in LEAST[1:] if part != Y]),
    "cosine_turn": (["cos", QUARTER], ["sin", X], [QUARTER, X], []),
}  # fmt: skip
HALVED = {"sinh", "cosh"}  # their facts speak of twice the function
# fact: what is not negative (strictly, for "exp" and "positive"), the terms of the fact, what is known
SIGNS: dict[str, tuple[Data, list[Data], list[Data]]] = {
    "exp": (["exp", X], [X], []),
    "positive": (["mul", X, Y], [["mul", X, Y]], [["lt", n(0), X], ["lt", n(0), Y]]),
    "sqrt": (["sqrt", X], [X], [["le", n(0), X]]),
    "norm": (["norm", U], [U], []),
    "abs": (["abs", X], [X], []),
    "abs_above": (["sub", ["abs", X], X], [X], []),
    "abs_below": (["add", ["abs", X], X], [X], []),
    "above": (["sub", GREATEST, Y], [GREATEST, Y], []),
    "below": (["sub", Y, LEAST], [LEAST, Y], []),
    "square": (dot(U, U), [U], []),
    "cauchy": (["sub", ["mul", dot(U, U), dot(W, W)], ["pow", dot(U, W), 2]], [U, W], []),
    "schwarz": (["sub", ["mul", ["norm", U], ["norm", W]], dot(U, W)], [U, W], []),
    "nat": (["monus", K, M], [["monus", K, M]], []),
    "operator": (["sub", ["mul", ["sigma_max", A], ["norm", U]], ["norm", on(U, A)]], [A, U], []),
    "successor": (["sub", ["sub", M, K], n(1)], [0], [["lt", K, M]]),
}


def points(given: list[Data], count: int) -> list[Env]:
    """Random values of all names at which what is known holds; dimensions from 0 to 3."""
    source, found = random.Random(7), list[Env]()
    while len(found) < count:
        d, e = (source.choice([0, 1, 2, 3]) for _ in range(2))
        matrix = np.random.default_rng(source.randrange(10**6)).uniform
        values = [source.uniform(-2, 2) for _ in range(50)]
        point: Env = {name: source.uniform(-2, 2) for name in "xyz"}
        point |= {"d": d, "e": e, "k": source.randrange(6), "m": source.randrange(6)}
        point |= {"u": matrix(-2, 2, d), "w": matrix(-2, 2, d), "p": matrix(-2, 2, e), "q": matrix(-2, 2, e)}
        rank_one = source.random() < 0.3 and d and e
        point |= {"A": np.outer(matrix(-2, 2, e), matrix(-2, 2, d)) if rank_one else matrix(-2, 2, (e, d))}
        point |= {
            "B": matrix(-2, 2, (d, d)),
            "f": lambda k, r=values: r[int(k)],
            "g": lambda i, j, r=values: r[int(7 * i + j)],
        }
        if all(evaluate(fact, point) for fact in given if fact[0] != "forall"):
            found.append(point)
    return found


def close(a: float, b: float) -> bool:
    """Equal but for rounding."""
    return abs(a - b) <= 1e-6 * (1 + abs(a) + abs(b))


def met(left: Data, right: Data, given: list[Data]) -> int:
    """At how many of 40 points both sides have a value; there they are close."""
    count = 0
    for point in points(given, 40):
        try:
            sides = evaluate(left, point), evaluate(right, point)
        except (NoValue, OverflowError):
            continue
        assert close(*sides), (left, right, point)
        count += 1
    return count


def test_every_fact_is_here() -> None:
    """A new fact needs a line here; ``along`` only puts a hypothesis into an inner product."""
    assert {"along"} == set(FACTS) ^ (set(EQUATIONS) | set(SIGNS))


@pytest.mark.parametrize("name", EQUATIONS)
def test_what_a_fact_equates_is_equal(name: str) -> None:
    """The checker proves it by the fact and nothing else; the numbers agree."""
    left, right, terms, given = EQUATIONS[name]
    claim = statement(SORTS, given, ["eq", left, right])
    part: Any = {"weight": "-1/2" if name in HALVED else "-1", "facts": [[name, *terms]]}
    assert "proved" == proves(claim, combine(part))
    assert 20 < met(left, right, given)


@pytest.mark.parametrize("name", SIGNS)
def test_what_a_fact_says_is_not_negative(name: str) -> None:
    """The checker proves the sign by the fact; the numbers have it."""
    quantity, terms, given = SIGNS[name]
    strict = FACTS[name][1] == "lt"
    claim = statement(SORTS, given, ["lt" if strict else "le", n(0), quantity])
    assert "proved" == proves(claim, combine([name, *terms]))
    for point in points(given, 40):
        value = evaluate(quantity, point)
        assert value > 0 if strict else value >= -1e-9


@pytest.mark.parametrize("name", EQUATIONS)
def test_one_more_is_not_equal(name: str) -> None:
    """left + 1 = right is refused by the same proof, and by the numbers: the comparison can fail."""
    left, right, terms, given = EQUATIONS[name]
    claim = statement(SORTS, given, ["eq", ["add", left, n(1)], right])
    part: Any = {"weight": "-1/2" if name in HALVED else "-1", "facts": [[name, *terms]]}
    assert "rejected" == proves(claim, combine(part))
    with pytest.raises(AssertionError):
        met(["add", left, n(1)], right, given)
