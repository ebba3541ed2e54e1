"""The value of a closed term to many digits, for judging trial points."""

from collections.abc import Mapping
from typing import Any

from flint import arb, ctx

from verify.checker.terms import Term, value_of
from verify.methods.inequality.advice import exact, power

BITS = 256
NAN = float("nan")


def precise(term: Term, values: Mapping[str, Term]) -> float:
    """A float of the term's sign and size at ``values``; nan where it has none, 0 where 256 bits see no difference."""
    before = ctx.prec
    ctx.prec = BITS
    try:
        found = _value(term, values)
        if not found.is_finite():
            return NAN
        return 0.0 if found.contains(0) else float(found.mid()) or (1e-300 if found > 0 else -1e-300)
    except (ValueError, ZeroDivisionError, OverflowError, TypeError, LookupError, AttributeError):
        return NAN
    finally:
        ctx.prec = before


def _value(term: Term, values: Mapping[str, Term]) -> Any:
    head, *parts = term
    if head == "num":
        return exact(value_of(term))
    if head == "var":
        return _value(values[parts[0]], {})
    if head == "const":
        return arb.pi() if parts[0] == "pi" else arb.const_e()
    if head == "pow":
        return power(_value(parts[0], values), parts[1])
    inner = [_value(part, values) for part in parts]
    if head in JOINS:
        total = inner[0]
        for other in inner[1:]:
            total = JOINS[head](total, other)
        return total
    if head == "rpow":
        return (inner[1] * inner[0].log()).exp()
    if head == "cbrt":
        x = inner[0]
        return x if x.contains(0) else x.sgn() * (abs(x).log() / 3).exp()
    if head in ("neg", "abs"):
        return -inner[0] if head == "neg" else abs(inner[0])
    if head in ("log", "sqrt") and not inner[0] >= 0:
        raise ValueError(head)
    return getattr(inner[0], head)()


JOINS = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "min": lambda a, b: a.min(b),
    "max": lambda a, b: a.max(b),
}

__all__ = ["precise"]
