"""Printing: what the grammar can read back is read back the same; every head has a form."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.claims.samples import SAMPLES, SCOPE
from tests.claims.strategies import NAMES, formulas
from verify.checker.reading import read_any
from verify.checker.terms import SHAPES, Statement, Term, num
from verify.claims.formula import read_formula
from verify.claims.printing import names_text, sort_text, statement_text, text


@settings(derandomize=True, max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(formulas)
def test_what_is_printed_reads_back_as_the_same_term(term: Term) -> None:
    """A reader of a report may paste a formula into the command line: it must be the formula that was decided."""
    assert term == read_formula(text(term), NAMES)


@pytest.mark.parametrize("head", sorted(SHAPES))
def test_every_head_is_printed(head: str) -> None:
    """A head without a form would break the report of the first claim that uses it."""
    term = SAMPLES[head]
    assert head == term[0]
    read_any(term, SCOPE, "$")
    assert text(term)


@pytest.mark.parametrize(
    ("term", "printed"),
    [
        (("sub", num(1), ("sub", num(2), ("var", "x"))), "1 - (2 - x)"),
        (("add", ("var", "x"), ("neg", ("var", "y")), num(-2)), "x - y - 2"),
        (("mul", ("add", ("var", "x"), num(1)), ("pow", ("neg", ("var", "x")), 2)), "(x + 1)*(-x)**2"),
        (("neg", ("mul", ("var", "x"), ("var", "y"))), "-(x*y)"),
        (SAMPLES["sum"], "sum_{n in S} exp(-(w . x(n)))"),
        (SAMPLES["norm"], "|w|"),
        (SAMPLES["forall"], "for all n nat: n in S implies 0 < w . x(n)"),
        (SAMPLES["tends"], "1/t -> 0 as t nat -> infinity"),
        (SAMPLES["deriv"], "l''"),
    ],
)
def test_known_forms(term: Term, printed: str) -> None:
    """Some forms as a mathematician would write them."""
    assert printed == text(term)


def test_statements_say_names_hypotheses_and_conclusion() -> None:
    """The line of a statement names what it ranges over, and brackets what would be ambiguous."""
    either = ("or", ("lt", num(0), ("var", "x")), ("lt", ("var", "x"), num(-1)))
    statement = Statement((("x", "real"), ("w", ("vec", "d"))), (either,), ("ne", ("var", "x"), num(0)))
    assert "for all x real, w vec(d): if (0 < x or x < -1) then x != 0" == statement_text(statement)


def test_sorts_in_words() -> None:
    """Sorts print as they are declared in the text of a page."""
    assert "x fn(nat -> vec(d))" == names_text((("x", ("fn", ("nat",), ("vec", "d"))),))
    assert "measure(vec(2))" == sort_text(("measure", ("vec", 2)))
