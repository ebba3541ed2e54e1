"""An independent judge of statements, by exact or 40-digit values at sampled points. It can refute, not prove.

Numbers are Fractions as long as they can be, else mpmath numbers. Formulas are True, False or None (not known).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

import mpmath

Data = Any
Env = dict[str, Any]
DIGITS, SLACK = 40, mpmath.mpf(10) ** -25
POOL = [Fraction(x) for x in (0, 1, -1, 2, -2, "1/2", "-1/2", 3, "3/2", "1/10", "-1/10", 5)]
MAPS: list[Callable[[Any], Any]] = [lambda x: x, lambda x: -x, lambda x: x * x, lambda x: Fraction(0), lambda x: x / 2]


class Undefined(Exception):
    """The term has no value here, or none that this judge can compute."""


def big(x: Any) -> Any:
    """A number for mpmath."""
    return mpmath.mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else x


def real(head: str, x: Any) -> Any:
    """A real function at a point of its domain."""
    if head in ("abs", "floor") and isinstance(x, Fraction):
        return abs(x) if head == "abs" else Fraction(x.__floor__())
    y = big(x)
    outside = {"log": y <= 0, "sqrt": y < 0, "asin": abs(y) > 1, "acos": abs(y) > 1}
    if outside.get(head, False):
        raise Undefined(head)
    if head == "cbrt":
        return mpmath.sign(y) * mpmath.cbrt(abs(y))
    return {"Phi": mpmath.ncdf, "abs": abs}.get(head, getattr(mpmath, head, None))(y)  # type: ignore[misc]


def number(t: Data, env: Env) -> Any:
    """The value of a term: a number, a list of numbers, a set or a function."""
    head, *parts = t
    if head in SPECIAL:
        return SPECIAL[head](parts, env)
    values = [number(p, env) for p in parts]
    if head in FUNCTIONS:
        return FUNCTIONS[head](*values)
    if head in ("exp", "log", "sqrt", "cbrt", "abs", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh"):
        return real(head, values[0])
    if head in ("tanh", "floor", "Phi"):
        return real(head, values[0])
    raise Undefined(head)


def plus(a: Any, b: Any) -> Any:
    """a + b of numbers or of vectors."""
    if isinstance(a, list):
        return [plus(x, y) for x, y in zip(a, b, strict=True)]
    return a + b if isinstance(a, Fraction) and isinstance(b, Fraction) else big(a) + big(b)


def times(a: Any, b: Any) -> Any:
    """a b of numbers, or a number times a vector."""
    if isinstance(b, list):
        return [times(a, x) for x in b]
    return a * b if isinstance(a, Fraction) and isinstance(b, Fraction) else big(a) * big(b)


def total(values: Any, start: Any = Fraction(0)) -> Any:
    """The sum of numbers, or of vectors."""
    for i, value in enumerate(values):
        start = value if i == 0 else plus(start, value)
    return start


def product(values: Any) -> Any:
    """The product of numbers."""
    result: Any = Fraction(1)
    for value in values:
        result = times(result, value)
    return result


def divide(a: Any, b: Any) -> Any:
    """a / b."""
    if b == 0:
        raise Undefined("div")
    return a / b if isinstance(a, Fraction) and isinstance(b, Fraction) else big(a) / big(b)


def dot(u: Any, v: Any) -> Any:
    """<u, v>."""
    return total(times(x, y) for x, y in zip(u, v, strict=True))


def literal(parts: Data, env: Env) -> Any:
    """The value of a num."""
    return Fraction(parts[0])


def folded(parts: Data, env: Env) -> Any:
    """The sum, product, minimum or maximum over a set."""
    name, over, body = parts
    return [number(body, {**env, name: Fraction(k)}) for k in sorted(number(over, env))]


def applied(parts: Data, env: Env) -> Any:
    """f(a) for a written or sampled f."""
    f, *arguments = parts
    values = [number(a, env) for a in arguments]
    if f[0] == "lam":
        return number(f[2], {**env, **dict(zip((name for name, _ in f[1]), values, strict=True))})
    if f[0] == "table":
        if not 1 <= values[0] < len(f):
            raise Undefined("table")
        return number(f[int(values[0])], env)
    if f[0] == "var" and callable(env[f[1]]):
        return env[f[1]](*values)
    raise Undefined("app")


def entry(v: Any, k: Any) -> Any:
    """Entry k of v."""
    if not 1 <= k <= len(v):
        raise Undefined("entry")
    return v[int(k) - 1]


def interval(a: Fraction, b: Fraction) -> frozenset[int]:
    """The set {a, ..., b}; not computed when large."""
    if b - a > 500:
        raise Undefined("range")
    return frozenset(range(int(a), int(b) + 1))


SPECIAL: dict[str, Callable[[Data, Env], Any]] = {
    "num": literal,
    "var": lambda parts, env: env[parts[0]],
    "const": lambda parts, env: {"pi": +mpmath.pi, "e": +mpmath.e}[parts[0]],
    "pow": lambda parts, env: product([number(parts[0], env)] * parts[1]),
    "sum": lambda parts, env: total(folded(parts, env)),
    "prod": lambda parts, env: product(folded(parts, env)),
    "minover": lambda parts, env: min(folded(parts, env), key=big),
    "maxover": lambda parts, env: max(folded(parts, env), key=big),
    "where": lambda parts, env: frozenset(
        k for k in number(parts[1], env) if truth(parts[2], {**env, parts[0]: Fraction(k)}) is True
    ),
    "app": applied,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "add": lambda *v: total(v),
    "sub": lambda a, b: plus(a, times(Fraction(-1), b)),
    "neg": lambda a: times(Fraction(-1), a),
    "mul": lambda *v: product(v),
    "div": divide,
    "min": lambda *v: min(v, key=big),
    "max": lambda *v: max(v, key=big),
    "rpow": lambda a, b: real("exp", times(b, real("log", a))),
    "scale": times,
    "vec": lambda *v: list(v),
    "dot": dot,
    "norm": lambda v: real("sqrt", dot(v, v)),
    "entry": entry,
    "range": interval,
    "set": lambda *v: frozenset(map(int, v)),
    "union": lambda a, b: a | b,
    "setminus": lambda a, b: a - b,
    "card": lambda s: Fraction(len(s)),
    "mod": lambda a, b: a % b,
    "monus": lambda a, b: max(Fraction(0), a - b),
}


def compare(head: str, a: Any, b: Any) -> bool | None:
    """A relation of two values. Equal to 25 digits counts as equal, and leaves open whether one is below the other."""
    if isinstance(a, frozenset):
        return (a == b) == (head == "eq")
    if isinstance(a, list):
        parts = [compare("eq", x, y) for x, y in zip(a, b, strict=True)]
        equal = False if False in parts else None if None in parts else True
        return equal if head == "eq" or equal is None else not equal
    gap = b - a if isinstance(a, Fraction) and isinstance(b, Fraction) else big(b) - big(a)
    if not isinstance(gap, Fraction) and abs(gap) < SLACK * (1 + abs(big(a))):
        return True if head in ("le", "eq") else None
    return {"le": gap >= 0, "lt": gap > 0, "eq": gap == 0, "ne": gap != 0}[head]


def truth(f: Data, env: Env) -> bool | None:
    """A formula at a point. An undefined comparison is not True: False."""
    head, *parts = f
    if head in ("le", "lt", "eq", "ne"):
        try:
            return compare(head, number(parts[0], env), number(parts[1], env))
        except Undefined as error:
            return False if str(error) in ("div", "log", "sqrt", "asin", "acos", "entry", "table") else None
    if head in ("and", "or"):
        values = [truth(p, env) for p in parts]
        decisive = head == "or"
        return decisive if decisive in values else None if None in values else not decisive
    if head == "implies":
        left, right = truth(parts[0], env), truth(parts[1], env)
        return True if left is False or right is True else None if None in (left, right) else False
    if head == "not" and parts[0][0] not in ("le", "lt", "eq", "ne"):
        value = truth(parts[0], env)
        return None if value is None else not value
    if head == "in":
        return int(number(parts[0], env)) in number(parts[1], env)
    if head in ("forall", "exists"):
        found = {truth(parts[1], {**env, **point}) for point in islice(points(parts[0], env, random.Random(1)), 40)}
        if head == "forall":
            return False if False in found else None if None in found else True
        return True if True in found else None
    if head == "eventually":
        found = {truth(parts[1], {**env, parts[0]: Fraction(10**k)}) for k in (6, 7, 8)}
        return found.pop() if len(found) == 1 else None
    return margin(head, parts, env)


def margin(head: str, parts: Data, env: Env) -> bool | None:
    """separable and hard_margin of a table of vectors, by directions tried."""
    if head not in ("separable", "hard_margin"):
        return None
    rows = [applied([parts[0], ["num", str(k)]], env) for k in sorted(number(parts[1], env))]
    source = random.Random(2)
    tries = [[Fraction(source.randint(-9, 9)) for _ in rows[0]] for _ in range(300)]
    least = [(v, min(dot(v, x) for x in rows)) for v in tries]
    if head == "separable":
        return any(m > 0 for _, m in least)
    w = number(parts[2], env)
    if any(dot(w, x) < 1 for x in rows):
        return False
    shorter = any(dot(v, v) / m**2 < dot(w, w) for v, m in least if m > 0)
    return False if shorter else None


def points(let: Data, env: Env, source: random.Random) -> Iterator[Env]:
    """Values for declared names, without end."""
    while True:
        point = dict(env)
        for name, sort in let:
            point[name] = value(sort, point, source)
        yield {name: point[name] for name, _ in let}


def value(sort: Data, point: Env, source: random.Random) -> Any:
    """A value of this sort."""
    if sort == "nat":
        return Fraction(source.choice([0, 1, 2, 3, 5, 9]))
    if sort == "real":
        return source.choice(POOL) if source.random() < 0.7 else Fraction(source.randint(-999, 999), 100)
    if sort[0] == "vec":
        size = int(point[sort[1]]) if isinstance(sort[1], str) else sort[1]
        return [value("real", point, source) for _ in range(size)]
    if sort == ["fn", ["real"], "real"]:
        return source.choice(MAPS)
    raise Undefined(str(sort))


def judged(claim: Data, fixed: Env | None = None, tries: int = 200) -> bool | None:
    """False when a sampled point breaks the statement, True when points met its hypotheses and none broke it."""
    fixed, met = fixed or {}, 0
    let = [pair for pair in claim["let"] if pair[0] not in fixed]
    tries = tries if let else 1
    try:
        next(points(let, fixed, random.Random(0)))
    except Undefined:  # a sort that is not sampled
        return None
    with mpmath.workdps(DIGITS):
        for point in islice(points(let, fixed, random.Random(0)), tries):
            env = {**fixed, **point}
            if any(truth(g, env) is not True for g in claim["given"]):
                continue
            found = truth(claim["then"], env)
            if found is False:
                return False
            met += found is True
    return True if met else None
