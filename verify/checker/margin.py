"""Exact facts about the hard margin of written-out rational data: optimality (KKT), separation, its impossibility."""

from fractions import Fraction
from math import lcm
from typing import Any

from .facts import rational
from .goals import Goal, Rejected
from .terms import Malformed, Term, value_of

Rows = list[list[Fraction]]


def data_of(formula: Term, path: str) -> Rows:
    """The points of a table of rational vectors over range(1, N), as rows."""
    points, over = formula[1], formula[2]
    count = len(points) - 1
    if points[0] != "table" or over != ("range", ("num", "1"), ("num", str(count))):
        raise Rejected(f"margin: the data are not a table over range(1, {count}) @ {path}")
    return [rational_vector(point, path) for point in points[1:]]


def rational_vector(term: Term, path: str) -> list[Fraction]:
    """The entries of a vector that is written out in rationals."""
    if term[0] != "vec" or any(entry[0] != "num" for entry in term[1:]):
        raise Rejected(f"margin: a vector is not written out in rationals @ {path}")
    return [value_of(entry) for entry in term[1:]]


def integers(vector: list[Fraction]) -> tuple[list[int], int]:
    """(integers, denominator) of a rational vector."""
    denominator = lcm(*(x.denominator for x in vector))
    return [x.numerator * (denominator // x.denominator) for x in vector], denominator


def weights_of(data: Any, count: int, path: str) -> dict[int, Fraction]:
    """Nonnegative weights {"n": "p/q"} on points 1..count."""
    if not isinstance(data, dict):
        raise Malformed(f'margin: expected weights {{"n": "p/q"}} @ {path}')
    weights: dict[int, Fraction] = {}
    for key, text in data.items():
        if (
            not isinstance(key, str)
            or not key.isascii()
            or not key.isdigit()
            or len(key) > 9
            or not 1 <= int(key) <= count
        ):
            raise Malformed(f"margin: {key!r:.20} is no point of 1..{count} @ {path}")
        weights[int(key)] = rational(text, f"{path}.{key}")
        if weights[int(key)] < 0:
            raise Rejected(f"margin: the weight of point {key} is negative @ {path}")
    if len(weights) != len(data):
        raise Malformed(f"margin: a point has two weights @ {path}")
    return weights


def weighted_sum(rows: Rows, weights: dict[int, Fraction]) -> list[Fraction]:
    """sum_n weight_n x_n."""
    return [sum((c * rows[n - 1][j] for n, c in weights.items()), Fraction(0)) for j in range(len(rows[0]))]


def margins(rows: Rows, w: list[Fraction]) -> list[Fraction]:
    """w . x_n for every point."""
    top, bottom = integers(w)
    found = []
    for row in rows:
        entries, scale = integers(row)
        found.append(Fraction(sum(a * b for a, b in zip(entries, top, strict=True)), scale * bottom))
    return found


def kkt(goal: Goal, proof: dict[str, Any], path: str) -> None:
    """hard_margin(x, 1..N, w): w = sum a_n x_n, a_n >= 0, w.x_n >= 1 for all n, and w.x_n = 1 where a_n > 0.

    Then |v|^2 - |w|^2 = |v - w|^2 + 2 sum a_n (v.x_n - 1) >= |v - w|^2 for every feasible v.
    """
    if goal.then[0] != "hard_margin":
        raise Rejected(f"kkt: the conclusion is not about a hard margin @ {path}")
    rows, w = data_of(goal.then, path), rational_vector(goal.then[3], path)
    weights = weights_of(proof["multipliers"], len(rows), f"{path}.multipliers")
    if weighted_sum(rows, weights) != w:
        raise Rejected(f"kkt: w is not the combination of the points with these multipliers @ {path}")
    for n, margin in enumerate(margins(rows, w), 1):
        if margin < 1 or (margin > 1 and weights.get(n, 0) > 0):
            raise Rejected(f"kkt: point {n} has w.x {'<' if margin < 1 else '>'} 1 @ {path}")


def gordan(goal: Goal, proof: dict[str, Any], path: str) -> None:
    """not separable(x, 1..N): sum a_n x_n = 0 with a_n >= 0, not all zero, so that no w has all w.x_n > 0."""
    if goal.then[0] != "not" or goal.then[1][0] != "separable":
        raise Rejected(f"gordan: the conclusion does not deny separability @ {path}")
    rows = data_of(goal.then[1], path)
    weights = weights_of(proof["weights"], len(rows), f"{path}.weights")
    if not any(weights.values()) or any(weighted_sum(rows, weights)):
        raise Rejected(f"gordan: the weights do not combine the points to 0 @ {path}")


def separator(goal: Goal, proof: dict[str, Any], path: str) -> None:
    """separable(x, 1..N): this w has w.x_n > 0 for all n."""
    if goal.then[0] != "separable":
        raise Rejected(f"separator: the conclusion is not about separability @ {path}")
    rows = data_of(goal.then, path)
    if not isinstance(proof["w"], list) or len(proof["w"]) != len(rows[0]):
        raise Malformed(f"separator: expected {len(rows[0])} rationals @ {path}.w")
    w = [rational(text, f"{path}.w[{j}]") for j, text in enumerate(proof["w"])]
    for n, margin in enumerate(margins(rows, w), 1):
        if margin <= 0:
            raise Rejected(f"separator: point {n} has w.x <= 0 @ {path}")
