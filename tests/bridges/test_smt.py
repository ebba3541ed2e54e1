"""Statements as SMT-LIB text: what is written, that it means the statement, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from verify.bridges.smt import ALGEBRAIC, Untranslatable, number, smt_problem
from verify.claims.formula import read_claim, read_problem
from verify.claims.notation import statement, vectors


def lines(claim: str, where: str, known: frozenset[str] | None = None) -> list[str]:
    """The text, line by line."""
    read = read_claim(claim, where)
    return (smt_problem(read) if known is None else smt_problem(read, known)).splitlines()


def test_a_polynomial_problem_is_written_out() -> None:
    """Names, hypotheses, the denied conclusion; the smallest logic."""
    assert [
        "(set-logic QF_NRA)",
        "(declare-const v_x Real)",
        "(assert (<= 0.0 v_x))",
        "(assert (not (<= (* 2.0 v_x) (+ 1.0 (* 1.0 v_x v_x)))))",
        "(check-sat)",
    ] == lines("2*x <= 1 + x**2", "x >= 0")


@pytest.mark.parametrize(
    ("claim", "needed"),
    [
        ("1/x > 0", "(distinct v_x 0.0)"),
        ("sqrt(x) >= 0", "(>= v_x 0.0)"),
        ("log(x) < x", "(> v_x 0.0)"),
        ("tan(x) > x", "(distinct (cos v_x) 0.0)"),
        ("asin(x) < 2", "(and (<= (- 1.0) v_x) (<= v_x 1.0))"),
    ],
)
def test_a_conclusion_without_a_value_is_not_true(claim: str, needed: str) -> None:
    """The denial covers the places where the conclusion is not defined: there the statement is not true either."""
    denied = next(line for line in lines(claim, "x real") if "(not " in line)
    assert f"(not (and {needed} " in denied


def test_a_hypothesis_without_a_value_does_not_hold() -> None:
    """Where a hypothesis is not defined it excludes the point."""
    assert "(assert (and (distinct v_x 0.0) (< 0.0 (/ 1.0 v_x))))" in lines("x > 0", "1/x > 0")


def test_a_part_of_an_or_may_be_undefined() -> None:
    """An or holds as soon as one part does: each part has its own conditions."""
    denied = next(line for line in lines("x <= 0 or 1/x > 0", "x real") if "(not " in line)
    assert denied == "(assert (not (or (<= v_x 0.0) (and (distinct v_x 0.0) (< 0.0 (/ 1.0 v_x))))))"


def test_not_denies_only_what_has_a_value() -> None:
    """not (1/x > 0) holds where 1/x is defined and at most 0."""
    denied = next(line for line in lines("not (1/x > 0)", "x real") if line.startswith("(assert (not"))
    assert denied == "(assert (not (and (distinct v_x 0.0) (<= (/ 1.0 v_x) 0.0))))"


def test_equal_roots_share_a_name() -> None:
    """sqrt(x) twice is one new name with one defining condition."""
    text = "\n".join(lines("sqrt(x)*sqrt(x) == x", "x >= 0"))
    assert 1 == text.count("(declare-const aux_")
    assert "(=> (>= v_x 0.0) (and (>= aux_0 0.0) (= (* aux_0 aux_0) v_x)))" in text


def test_numbers_are_exact() -> None:
    """Rationals as quotients of whole numbers of sort Real."""
    assert "(- (/ 1.0 3.0))" == number(Fraction(-1, 3))
    assert "7.0" == number(Fraction(7))


def test_naturals_are_whole_and_not_negative() -> None:
    """A nat is an Int from 0 on."""
    read = read_problem({"id": "n", "vars": ["n: nat"], "for": [], "claim": "n**2 >= n"})
    text = smt_problem(read)
    assert "(declare-const v_n Int)" in text and "(assert (>= v_n 0))" in text and "(set-logic ALL)" in text


@pytest.mark.parametrize(("claim", "head"), [("exp(x) > 0", "exp"), ("x < pi", "const"), ("x**(1/3) < 2", "rpow")])
def test_what_the_solver_does_not_know_is_refused_by_name(claim: str, head: str) -> None:
    """Nothing is written approximately."""
    with pytest.raises(Untranslatable, match=head):
        lines(claim, "x > 0", ALGEBRAIC)


def test_statements_about_vectors_are_refused() -> None:
    """Only numbers are written."""
    (v,) = vectors("v", 2)
    with pytest.raises(Untranslatable):
        smt_problem(statement([v], [], v @ v >= 0))


@pytest.mark.parametrize(
    ("claim", "where", "said"),
    [
        ("x**2 + y**2 >= 2*x*y", "x real, y real", "unsat"),
        ("x**2 + y**2 > 2*x*y", "x real, y real", "sat"),
        ("sqrt(x) <= x", "x >= 1", "unsat"),
        ("sqrt(x) <= x", "x >= 1/2", "sat"),
        ("1/x > 0", "x >= 0", "sat"),
        ("1/x > 0", "x > 0", "unsat"),
        ("max(x, -x) == abs(x)", "x real", "unsat"),
        ("min(x, 1) < 1", "x real", "sat"),
        ("cbrt(x) >= -2", "x >= -8", "unsat"),
        ("cbrt(x) > -2", "x >= -8", "sat"),
        ("floor(x) <= x", "x real", "unsat"),
        ("floor(x) < x", "x real", "sat"),
    ],
)
def test_z3_finds_the_texts_true_and_false(claim: str, where: str, said: str) -> None:
    """A solver from outside reads the text and agrees with what is known."""
    z3 = pytest.importorskip("z3", reason="z3 comes with the extra bench")
    solver = z3.Solver()
    solver.from_string(smt_problem(read_claim(claim, where), ALGEBRAIC))
    assert said == str(solver.check())
