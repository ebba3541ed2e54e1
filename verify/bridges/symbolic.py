"""Terms and comparisons as SymPy expressions: a whitelist of heads, numbers exact, nothing parsed or evaluated."""

from collections.abc import Callable, Mapping
from typing import Any

import sympy

from verify.checker.terms import Term, value_of

Expression = Any
RELATIONS: dict[str, Callable[..., Any]] = {"le": sympy.Le, "lt": sympy.Lt, "eq": sympy.Eq, "ne": sympy.Ne}
HEADS: dict[str, Callable[..., Any]] = {
    "add": sympy.Add,
    "mul": sympy.Mul,
    "sub": lambda a, b: a - b,
    "neg": lambda a: -a,
    "div": lambda a, b: a / b,
    "rpow": sympy.Pow,
    "min": sympy.Min,
    "max": sympy.Max,
    "cbrt": lambda a: sympy.real_root(a, 3),
    "abs": sympy.Abs,
    "Phi": lambda a: (1 + sympy.erf(a / sympy.sqrt(2))) / 2,
    **{
        name: getattr(sympy, name)
        for name in "exp log sqrt sin cos tan asin acos atan sinh cosh tanh floor".split()  # noqa: SIM905
    },
}


class Untranslatable(Exception):
    """A head, named in the message, that has no counterpart here."""


def expression(term: Term, symbols: Mapping[str, Expression]) -> Expression:
    """The number that the term writes, its names as these symbols. Fails (Untranslatable) on other heads."""
    head, *parts = term
    if head == "num":
        value = value_of(term)
        return sympy.Rational(value.numerator, value.denominator)
    if head == "var":
        return symbols[parts[0]]
    if head == "const" and parts[0] in ("pi", "e"):
        return sympy.pi if parts[0] == "pi" else sympy.E
    if head == "pow":
        return sympy.Pow(expression(parts[0], symbols), parts[1])
    if head not in HEADS:
        raise Untranslatable(head)
    return HEADS[head](*(expression(part, symbols) for part in parts))


def relation(formula: Term, symbols: Mapping[str, Expression]) -> Expression:
    """A comparison, or what SymPy makes of it at once (true, false). Fails (Untranslatable) on other formulas."""
    head, *parts = formula
    if head not in RELATIONS:
        raise Untranslatable(head)
    return RELATIONS[head](*(expression(part, symbols) for part in parts))
