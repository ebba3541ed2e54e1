"""The hunt: false lemmas of the field are refuted, true ones are not, and the account of what was tried is right."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest

from verify.checker.terms import Statement
from verify.claims.claim import Claim
from verify.claims.formula import read_claim
from verify.claims.notation import almost_every, between, differ, family, nats, reals, separable, statement
from verify.evidence.evidence import certify
from verify.methods.climbing import climbed, numbers, shortfall
from verify.methods.drawing import draws
from verify.methods.hunting import Hunt
from verify.methods.method import Budget, Deadline
from verify.numerics.svm import NotSeparable, max_margin


def claim(statement: Statement) -> Claim:
    return Claim(id="own.lemma", paper="own", at="here", kind="inequality", says="It holds.", statement=statement)


FALSE = {
    "a narrow well": ("1/1000000 < (x - 1/7)**2 + (y - 3/11)**2", "x real, y real"),
    "far out": ("x**2 <= 1000*x + 1000", "x > 0"),
    "an equation": ("abs(a + b) == abs(a) + abs(b)", "a real, b real"),
    "whole numbers": ("2**2 * n < n**2 + 4", "n nat"),
}
TRUE = {
    "means": ("sqrt(x*y) <= (x + y)/2", "x > 0, y > 0"),
    "triangle": ("abs(a + b) <= abs(a) + abs(b)", "a real, b real"),
    "touching": ("0 <= (x - 1/7)**2 + (y - 3/11)**2", "x real, y real"),
}


@pytest.mark.parametrize("name", FALSE)
def test_false_lemmas_are_refuted(name: str) -> None:
    """With values that the checker confirms."""
    found = Hunt().attempt(claim(read_claim(*FALSE[name])), Budget(seconds=20, seed=1))
    assert found.verdict == "refuted", found.how
    assert certify(read_claim(*FALSE[name]), found).verdict.value == "refuted"
    assert found.counterexample


@pytest.mark.parametrize("name", TRUE)
def test_true_lemmas_are_not(name: str) -> None:
    """The verdict is "supported", and says by how many cases."""
    found = Hunt().attempt(claim(read_claim(*TRUE[name])), Budget(seconds=1.5, seed=1))
    assert found.verdict == "supported"
    assert int(found.figures["cases"]) >= 50
    assert found.certificate is None


def test_the_same_seed_gives_the_same_cases() -> None:
    """The first cases depend on the statement and the seed alone."""
    statement = read_claim(*TRUE["means"])

    def first(seed: int) -> list[object]:
        return [values for values, _ in zip(draws(statement, seed, Deadline(20)), range(20), strict=False)]

    assert first(3) == first(3)
    assert first(3) != first(4)


def test_a_climb_reaches_what_draws_do_not() -> None:
    """The well at (1/7, 3/11) is found exactly from far away."""
    statement = read_claim(*FALSE["a narrow well"])
    best = min(
        (
            shortfall(statement, values)
            for values, _ in zip(climbed(statement, 0, Deadline(20)), range(24), strict=False)
        ),
        default=1.0,
    )
    assert best < 0


def test_cases_of_which_floats_tell_nothing_support_nothing() -> None:
    """Almost every number is another one: no point tells."""
    u, p = reals("u p")
    lemma = statement([u], [u > 0], almost_every(p, differ(p, u)))
    found = Hunt().attempt(claim(lemma), Budget(seconds=1.5, seed=1))
    assert found.verdict == "undecided", found
    assert "floats tell" in str(found.how)


def test_cases_that_look_false_support_nothing() -> None:
    """It fails from x = 0 on, which no tactic proves of this limit: that is no support."""
    found = Hunt().attempt(claim(read_claim("exp(t*x) -> 0 as t -> infinity", "x < 1")), Budget(seconds=1.5, seed=0))
    assert found.verdict in ("undecided", "refuted"), found
    assert found.verdict == "refuted" or int(found.figures["unproved"]) > 0


def test_hypotheses_that_nothing_satisfies_are_told() -> None:
    """No case was seen: that is no evidence at all."""
    found = Hunt().attempt(claim(read_claim("x < 1", "x > 3, x < 2")), Budget(seconds=1, seed=0))
    assert found.verdict == "undecided"
    assert "satisfied the hypotheses" in str(found.how)


def test_numbers_of_a_value() -> None:
    """Those in vectors and tables, not the ones of sizes and powers."""
    value = ("table", ("vec", ("num", "1/2"), ("num", "-3")), ("vec", ("num", "0"), ("log", ("num", "2"))))
    assert [str(x) for x in numbers(value)] == ["1/2", "-3", "0"]


def test_wide_draws_have_data_of_the_kinds_that_break_theorems() -> None:
    """More samples than a plain draw, duplicates, margins below 1/1000, and always separable data."""
    d, n = nats("d N")
    x = family("x", d)
    lemma = statement([d, n, x], [n >= 1, separable(x, between(1, n))], n <= d)
    drawn = [case for case, _ in islice(draws(lemma, 3, Deadline(20.0), wide=True), 150)]
    data = [
        [tuple(Fraction(e[1]) for e in row[1:]) for row in case["x"][1:]] for case in drawn if case["x"][0] == "table"
    ]
    solutions = [max_margin(rows) for rows in data]
    assert not any(isinstance(solution, NotSeparable) for solution in solutions)
    assert max(map(len, data)) == 6
    assert any(len(set(rows)) < len(rows) for rows in data)
    assert any(not isinstance(s, NotSeparable) and sum(c * c for c in s.w) > 10**6 for s in solutions)
