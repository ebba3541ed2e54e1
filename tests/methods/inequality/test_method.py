"""The method as a whole: the papers' claims, false variants, empty hypotheses, claims that are not defined."""

import pytest

from tests.methods.inequality.cases import PAPERS, attempted


@pytest.mark.parametrize(("claim", "where"), [(claim, where) for claim, _, where in PAPERS])
def test_claims_of_the_papers_are_proved(claim: str, where: str) -> None:
    """Each is proved, and says how."""
    _, attempt = attempted(claim, where)
    assert attempt.verdict == "proved"
    assert attempt.how and "\n" not in attempt.how


@pytest.mark.parametrize(("claim", "where"), [(claim, where) for _, claim, where in PAPERS])
def test_false_variants_are_refuted(claim: str, where: str) -> None:
    """Each variant is refuted by a rational point, which is shown."""
    _, attempt = attempted(claim, where)
    assert attempt.verdict == "refuted"
    assert attempt.counterexample


@pytest.mark.parametrize(
    ("claim", "where"),
    [("x < 2", "x < 1, x > 2"), ("x < 2", "x < 0, 0 < x**3, x > -5"), ("x > 5", "x**2 < -1"), ("x > 5", "exp(x) < 0")],
)
def test_empty_hypotheses_are_called_vacuous(claim: str, where: str) -> None:
    """Nothing satisfies these hypotheses; the claim is neither proved nor refuted."""
    assert attempted(claim, where)[1].verdict == "vacuous"


@pytest.mark.parametrize(
    ("claim", "where", "point"),
    [
        ("log(x) <= x - 1", "x real", "x = 0"),
        ("sqrt(x) <= x + 1", "x >= -1", "x = -1"),
        ("1/x <= 5", "x > -1, x < 0", ""),
    ],
)
def test_undefined_claims_are_never_proved(claim: str, where: str, point: str) -> None:
    """A logarithm or root outside its domain leaves the claim undecided, with the place."""
    _, attempt = attempted(claim, where, 4.0)
    assert (attempt.verdict, point in attempt.how) in (("undecided", True), ("proved", point == ""))


def test_a_tiny_gap_is_found() -> None:
    """A failure by a relative 1e-12 near a touching point is found and replayed."""
    claim = "exp(-x) <= 1 - x + x**2/2 - x**3/6 + x**4/24 - x**4/1000000000000"
    assert attempted(claim, "x >= 0")[1].verdict == "refuted"


def test_large_arguments() -> None:
    """A claim that only fails from a million on."""
    assert attempted("x**2 < 1000000000000", "x > 0")[1].counterexample == {"x": "1000000"}


def test_conjunctions_and_disjunctions() -> None:
    """All parts of an and, one part of an or."""
    assert attempted("x <= 1 and x <= 2", "x <= 1")[1].verdict == "proved"
    assert attempted("x <= 1 and x <= 1/2", "x <= 1")[1].verdict == "refuted"


@pytest.mark.parametrize(
    ("where", "how"),
    [
        ("x < 1, x > 2", "these hypotheses contradict each other: x < 1; 2 < x"),
        ("x > 0, y > 2, x < 3, y < z, z < 1", "these hypotheses contradict each other: 2 < y; y < z; z < 1"),
        ("x > 0, x < y, y < z, z < x", "these hypotheses contradict each other: x < y; y < z; z < x"),
        ("x > 0 and x < -1, x < 7", "these hypotheses contradict each other: 0 < x; x < -1"),
        ("x > 5, exp(x) == x", "nothing satisfies exp(x) == x"),
        ("x real, n nat, n < 0", "nothing satisfies n < 0 (n whole and at least 0)"),
        (
            "x real, n nat, 3 < n, n < 4",
            "these hypotheses contradict each other: 3 < n; n < 4 (n whole and at least 0)",
        ),
    ],
)
def test_the_hypotheses_that_contradict_each_other_are_named(where: str, how: str) -> None:
    """Those and no others: each of them is needed."""
    attempt = attempted("x <= 1", where)[1]
    assert ("vacuous", how) == (attempt.verdict, attempt.how)


@pytest.mark.parametrize(
    "where", ["x <= 1, x >= 1", "x real, n nat, 3 <= n, n < 4", "x > 5, exp(x) == x + 200", "x*y == 1, x < y"]
)
def test_hypotheses_that_something_satisfies_are_not_called_vacuous(where: str) -> None:
    """One point is enough."""
    assert "vacuous" != attempted("x <= 1/2", where, 4.0)[1].verdict
