"""Terms in floating point with numpy, written from the table of heads alone: a second opinion on what a term is."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

Data = Any
Env = dict[str, Any]


class NoValue(Exception):
    """The term is undefined at this point."""


def checked(condition: object, value: Any) -> Any:
    """The value, where the condition holds. Fails (NoValue) elsewhere."""
    if not condition:
        raise NoValue
    return value() if callable(value) else value


def evaluate(t: Data, env: Env) -> Any:
    """A float, an array (vectors and maps), a frozenset, a truth value or a function."""
    head, *parts = t
    if head in BINDING:
        return BINDING[head](parts, env)
    return HEADS[head](*(evaluate(p, env) for p in parts))


def _over(parts: Data, env: Env) -> list[tuple[int, Env]]:
    return [(k, {**env, parts[0]: k}) for k in sorted(evaluate(parts[1], env))]


def _total(parts: Data, env: Env) -> Any:
    values = [evaluate(parts[2], inner) for _, inner in _over(parts, env)]
    return _sum(*values) if values else 0.0 * evaluate(parts[2], {**env, parts[0]: 0})  # the zero of the space


def _applied(parts: Data, env: Env) -> Any:
    function, *arguments = parts
    values = [evaluate(a, env) for a in arguments]
    if function[0] == "table":
        return checked(1 <= values[0] < len(function), lambda: evaluate(function[int(values[0])], env))
    if function[0] == "iterate":
        state = evaluate(function[1], env)
        for _ in range(int(values[0])):
            state = evaluate(function[2], env)(state)
        return state
    return evaluate(function, env)(*values)


def _function(parts: Data, env: Env) -> Any:
    names = [name for name, _ in parts[0]]
    return lambda *values: evaluate(parts[1], {**env, **dict(zip(names, values, strict=True))})


def _identity(parts: Data, env: Env) -> Any:
    return np.eye(int(env[parts[0]]) if isinstance(parts[0], str) else parts[0])


def _sum(*values: Any) -> Any:
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total


def _sigma(a: Any) -> float:
    return float(np.linalg.norm(a, 2)) if a.size else 0.0


BINDING: dict[str, Any] = {
    "num": lambda p, env: float(Fraction(p[0])),
    "var": lambda p, env: env[p[0]],
    "const": lambda p, env: {"pi": math.pi, "e": math.e}[p[0]],
    "pow": lambda p, env: evaluate(p[0], env) ** p[1],
    "ident": _identity,
    "sum": _total,
    "prod": lambda p, env: math.prod(evaluate(p[2], inner) for _, inner in _over(p, env)),
    "where": lambda p, env: frozenset(k for k, inner in _over(p, env) if evaluate(p[2], inner)),
    "app": _applied,
    "lam": _function,
}
HEADS: dict[str, Any] = {
    "add": _sum,
    "sub": lambda a, b: a - b,
    "neg": lambda a: -a,
    "mul": lambda *v: math.prod(v),
    "div": lambda a, b: checked(b != 0, lambda: a / b),
    "min": min,
    "max": max,
    "exp": math.exp,
    "log": lambda a: checked(a > 0, lambda: math.log(a)),
    "sqrt": lambda a: checked(a >= 0, lambda: math.sqrt(a)),
    "cbrt": lambda a: math.copysign(abs(a) ** (1 / 3), a),
    "rpow": lambda a, b: checked(a > 0, lambda: a**b),
    "abs": abs,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "atan": math.atan,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "floor": lambda a: float(math.floor(a)),
    "mod": lambda a, b: checked(b > 0, lambda: a % b),
    "monus": lambda a, b: max(0.0, a - b),
    "scale": lambda c, v: c * v,
    "vec": lambda *v: np.array(v, dtype=float),
    "matrix": lambda *rows: np.array(rows, dtype=float),
    "dot": lambda u, v: float(u @ v),
    "norm": lambda v: float(np.linalg.norm(v)),
    "entry": lambda v, k: checked(1 <= k <= len(v), lambda: float(v[int(k) - 1])),
    "apply": lambda a, v: a @ v,
    "adjoint": lambda a: a.T,
    "compose": lambda a, b: a @ b,
    "outer": lambda u, v: np.outer(u, v),
    "pinv": np.linalg.pinv,
    "inverse": lambda a: checked(abs(np.linalg.det(a)) > 1e-6, lambda: np.linalg.inv(a)),
    "trace": lambda a: float(np.trace(a)),
    "det": lambda a: float(np.linalg.det(a)),
    "rank": lambda a: float(np.linalg.matrix_rank(a)) if a.size else 0.0,
    "sigma_max": _sigma,
    "range": lambda a, b: frozenset(range(int(a), int(b) + 1)),
    "set": lambda *v: frozenset(map(int, v)),
    "setminus": lambda a, b: a - b,
    "union": lambda a, b: a | b,
    "card": lambda s: float(len(s)),
    "le": lambda a, b: a <= b,
    "lt": lambda a, b: a < b,
    "in": lambda k, s: int(k) in s,
}
