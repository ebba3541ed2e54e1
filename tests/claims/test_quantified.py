"""Formulas with words, as people type them and as statements are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.checker.terms import Term, num
from verify.claims.formula import read_claim, read_formula
from verify.claims.printing import text
from verify.errors import InputError

X, C = ("var", "x"), ("var", "c")
POSITIVE = ("lt", num(0), X)


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("for all x: x > 0", ("forall", (("x", "real"),), POSITIVE)),
        ("for all x, n nat: x > 0", ("forall", (("x", "nat"), ("n", "nat")), POSITIVE)),
        ("exists x: x > 0", ("exists", (("x", "real"),), POSITIVE)),
        ("there is x nat: x > 0", ("exists", (("x", "nat"),), POSITIVE)),
        ("for all large x: x > 0", ("eventually_real", "x", POSITIVE)),
        ("for all large x nat: x > 0", ("eventually", "x", POSITIVE)),
        ("x -> 0 as x -> infinity", ("tends_real", "x", X, num(0))),
        ("x -> c as x nat -> infinity", ("tends", "x", X, C)),
        ("x -> infinity as x -> infinity", ("diverges_real", "x", X)),
        ("c > 0 implies c > 1", ("implies", ("lt", num(0), C), ("lt", num(1), C))),
        ("not (exists x: x > 0)", ("not", ("exists", (("x", "real"),), POSITIVE))),
        (
            "c > 0 and for all x: x > 0 implies c > 1",
            ("and", ("lt", num(0), C), ("forall", (("x", "real"),), ("implies", POSITIVE, ("lt", num(1), C)))),
        ),
        (
            "c > 0 or c > 1 implies c > 2 and c > 3",
            (
                "implies",
                ("or", ("lt", num(0), C), ("lt", num(1), C)),
                ("and", ("lt", num(2), C), ("lt", num(3), C)),
            ),
        ),
    ],
)
def test_words_are_read(typed: str, term: Term) -> None:
    """A word that binds reaches to the end; implies binds looser than or, or than and."""
    assert term == read_formula(typed, ["c"])


@pytest.mark.parametrize(
    "typed",
    [
        "for all x", "for all x x > 0", "for all: 1 < 2", "for all x real real: x > 0", "for all c: c > 0",
        "for all x, x: x > 0", "for all pi: pi > 0", "for all if: 1 < 2", "for all x: y > 0", "exists x: x",
        "for all x: (x > 0", "for all x: x > 0)", "for all large x, y: x > y", "c -> 0", "c -> 0 as c -> infinity",
        "x -> 0 as x -> 5", "x -> y as x -> infinity", "x) == 0 and (c -> 0 as x -> infinity", "c implies c > 0",
        "c > 0 implies c > 1 implies c > 2", "for all x: x := 2", "for all x: __import__('os').getpid() > 0",
        "for all x: " * 150 + "x > 0", "for all x: x.real > 0", "there is", "implies", "c > 0 implies", "not",
    ],
)  # fmt: skip
def test_what_is_no_formula_is_refused(typed: str) -> None:
    """In a line that points at the place."""
    with pytest.raises(InputError, match="formula: "):
        read_formula(typed, ["c"])


@given(st.text(alphabet="xc ():,<>=-0123456789.foraltheisxpmndgy", max_size=60))
def test_any_text_is_read_or_refused(typed: str) -> None:
    """Nothing else happens."""
    for words in (f"for all x: {typed}", f"{typed} implies c > 0", f"{typed} -> 0 as t -> infinity"):
        try:
            term = read_formula(words, ["c"])
        except InputError:
            continue
        assert term[0] in ("forall", "implies", "tends_real", "diverges_real", "and", "or", "not", "exists")


@pytest.mark.parametrize(
    "typed",
    [
        "there is c real: for all t real: c <= t implies t**3 <= exp(t)",
        "for all n nat, x real: 0 <= x implies (there is k nat: n <= k and x <= k + 1)",
        "log(t)/t -> 0 as t -> infinity",
        "1/(n + 1) -> 0 as n nat -> infinity",
        "for all large n nat: 5 <= n",
        "for all large t: 5 <= t",
        "not (there is c real: for all t real: t <= c)",
    ],
)
def test_what_is_printed_reads_back(typed: str) -> None:
    """So a statement can be copied from a report to the command line."""
    term = read_formula(typed, [])
    assert (typed, term) == (text(term), read_formula(text(term), []))


def test_bound_names_of_a_claim_are_new() -> None:
    """A name of the conditions cannot be bound again."""
    assert "exists" == read_claim("there is c: x < c", "x > 0").then[0]
    with pytest.raises(InputError, match="the name x is taken"):
        read_claim("there is x: x < 1", "x > 0")
