"""Ball arithmetic that advises on Taylor leaves: power series of terms by FLINT, which the checker computes again."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flint import arb, arb_series, ctx, fmpq

from verify.checker.terms import Term, value_of

FUNCTIONS = frozenset(
    {"exp", "log", "sqrt", "sin", "cos", "tan", "atan", "asin", "acos", "sinh", "cosh", "tanh", "neg", "abs", "cbrt"}
)


FINE = 320


class Blurred(Exception):
    """No finite series here."""


def ball(low: Fraction, high: Fraction) -> Any:
    """A ball that holds [low, high]."""
    a, b = exact(low), exact(high)
    before, ctx.prec = ctx.prec, FINE
    try:
        return a if low == high else a.union(b)
    finally:
        ctx.prec = before


def exact(x: Fraction) -> Any:
    """A tiny ball around a rational, to more bits than any series asks for."""
    before, ctx.prec = ctx.prec, FINE
    try:
        return arb(fmpq(x.numerator, x.denominator))
    finally:
        ctx.prec = before


def series(term: Term, values: Mapping[str, Any], order: int, bits: int) -> list[Any]:
    """Coefficients 0..order of the term's series at ``values`` (arb_series a name). Fails (Blurred) without one."""
    before = ctx.prec, ctx.cap
    ctx.prec, ctx.cap = bits, order + 1
    try:
        found = _series(term, values)
        coefficients = [found[k] for k in range(order + 1)]
    except (ValueError, ZeroDivisionError, OverflowError, TypeError) as error:
        raise Blurred(str(error)) from None
    finally:
        ctx.prec, ctx.cap = before
    if not all(c.is_finite() for c in coefficients):
        raise Blurred("not finite")
    return coefficients


def _series(term: Term, values: Mapping[str, Any]) -> Any:
    head, *parts = term
    if head == "var":
        return values[parts[0]]
    if head == "num":
        return arb_series([exact(value_of(term))])
    if head == "const":
        return arb_series([arb.pi() if parts[0] == "pi" else arb.const_e()])
    if head == "pow":
        return _power(_series(parts[0], values), parts[1])
    if head == "rpow":
        return (_series(parts[1], values) * _series(parts[0], values).log()).exp()
    if head not in FUNCTIONS and head not in ("add", "sub", "mul", "div"):
        raise Blurred(head)
    inner = [_series(part, values) for part in parts]
    total = inner[0]
    if head in ("add", "sub", "mul", "div"):
        for other in inner[1:]:
            total = (
                total + other
                if head == "add"
                else total - other
                if head == "sub"
                else total * other
                if head == "mul"
                else total / other
            )
        return total
    return _function(head, total)


def power(base: Any, n: int) -> Any:
    """base^n, n >= 0, for a ball that may hold 0."""
    if not base.contains(0):
        return base**n
    top = abs(base).upper() ** n
    return arb(1) if n == 0 else arb(0).union(top) if n % 2 == 0 else (-top).union(top)


def _power(base: Any, n: int) -> Any:
    """An interval power: even powers of balls around 0 are not negative."""
    result = arb_series([arb(1)])
    for _ in range(n):
        result = result * base
    if n and n % 2 == 0:
        lead = power(base[0], n)
        result = result - arb_series([result[0]]) + arb_series([lead])
    return result


def _function(head: str, u: Any) -> Any:
    if head == "neg":
        return -u
    if head == "abs":
        if u[0] >= 0:
            return u
        if u[0] <= 0:
            return -u
        raise Blurred("abs")
    if head == "cbrt":
        sign = 1 if u[0] > 0 else -1 if u[0] < 0 else 0
        if not sign:
            raise Blurred("cbrt")
        return ((u * sign).log() / 3).exp() * sign
    if head in ("sinh", "cosh", "tanh"):
        up, down = u.exp(), (-u).exp()
        if head == "tanh":
            square = (2 * u).exp()
            return 1 - 2 / (square + 1)
        return (up - down) / 2 if head == "sinh" else (up + down) / 2
    if head == "acos":
        return arb_series([arb.pi() / 2]) - u.asin()
    if head in ("log", "sqrt") and not u[0] > 0:
        raise Blurred(head)
    return getattr(u, head)()


def variable(start: Any, step: Any) -> Any:
    """The series start + step t."""
    return arb_series([start, step])
