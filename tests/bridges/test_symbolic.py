"""Terms as SymPy expressions: values agree with SymPy's own, other heads are refused."""

from __future__ import annotations

import pytest
import sympy

from verify.bridges.symbolic import Untranslatable, expression, relation
from verify.claims.formula import read_expression, read_formula

x = sympy.Symbol("x", real=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1*x - 3", x / 10 - 3),
        ("x**3/7", x**3 / 7),
        ("exp(-x) + E", sympy.exp(-x) + sympy.E),
        ("log(x)*sin(pi*x)", sympy.log(x) * sympy.sin(sympy.pi * x)),
        ("max(x, 1) - min(x, 2)", sympy.Max(x, 1) - sympy.Min(x, 2)),
        ("x**(2/3)", x ** sympy.Rational(2, 3)),
        ("abs(-x)", sympy.Abs(x)),
        ("cbrt(-8 + 0*x)", sympy.Integer(-2)),
        ("floor(x)", sympy.floor(x)),
    ],
)
def test_terms_become_expressions(text: str, expected: sympy.Expr) -> None:
    """Every head means there what it means here; numbers stay exact."""
    assert expected == expression(read_expression(text, ["x"]), {"x": x})


def test_comparisons_become_relations() -> None:
    """A comparison; one of numbers is decided at once."""
    assert sympy.Le(x**2, 1) == relation(read_formula("x**2 <= 1", ["x"]), {"x": x})
    assert sympy.true == relation(read_formula("1/3 < pi", ["x"]), {"x": x})


def test_other_heads_are_refused() -> None:
    """What has no counterpart is named, not guessed."""
    with pytest.raises(Untranslatable, match="and"):
        relation(read_formula("x < 1 and x > 0", ["x"]), {"x": x})
    with pytest.raises(Untranslatable, match="dot"):
        expression(("dot", ("var", "u"), ("var", "v")), {})
