"""Zeros at irrational places, ends by enclosures in x and 1/x, hypotheses that only a proof shows to be empty."""

from fractions import Fraction

import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.inequality.cases import attempted, goal
from verify.checker.terms import Term, num
from verify.methods.inequality import prove_relation
from verify.methods.inequality.algebra import gap_term
from verify.methods.inequality.irrational import BITS, around, named, named_zeros
from verify.methods.inequality.ladder import sides
from verify.methods.inequality.prove import subdivided
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.tails import Tail
from verify.methods.method import Deadline

# Each touches where x is the place named, and the variant fails there by little.
TOUCHING = [
    ("log(x) <= x/exp(1)", "log(x) <= x/exp(1) - 1/10**12", "x > 0"),
    ("x*log(x) >= -1/exp(1)", "x*log(x) > -1/exp(1)", "x > 0"),
    ("log(log(x)) <= log(x) - 1", "log(log(x)) <= log(x) - 1 - (x - 3)**2/10**9", "x > 1"),
    ("exp(x) - 2*x >= 2 - 2*log(2)", "exp(x) - 2*x >= 2 - 2*log(2) + 1/10**12", "x real"),
    ("x**4 - 4*x**2 + 4 >= 0", "x**4 - 4*x**2 + 4 > 0", "x >= 0"),
    ("x + 2/x >= 2*sqrt(2)", "x + 2/x >= 2*sqrt(2) + 1/10**12", "x > 0"),
    ("(x**3 - 2)**2 >= 0", "(x**3 - 2)**2 >= 1/10**12", "x real"),
    ("(x**2 - x - 1)**2*exp(x) >= 0", "(x**2 - x - 1)**2*exp(x) >= 1/10**12", "x real"),
    ("sqrt(x)*exp(-x) <= 1/sqrt(2*exp(1))", "sqrt(x)*exp(-x) <= 1/sqrt(2*exp(1)) - 1/10**12", "x >= 0"),
    ("x**3 - 2*x >= 0", "x**3 - 2*x >= (x - 1)/10**9", "x >= sqrt(2)"),
]


@pytest.mark.parametrize(("claim", "where"), [(claim, where) for claim, _, where in TOUCHING])
def test_touching_at_irrational_places(claim: str, where: str) -> None:
    """Slopes from the exact place."""
    wanted = goal(claim, where)
    assert accepted(wanted, prove_relation(wanted, Deadline(8)))


@pytest.mark.parametrize(("claim", "where"), [(claim, where) for _, claim, where in TOUCHING])
def test_false_by_little_at_irrational_places(claim: str, where: str) -> None:
    """The variant fails there, if only by equality."""
    assert prove_relation(goal(claim, where), Deadline(0.5)) is None


@settings(max_examples=40, deadline=None)
@given(q=st.fractions("1/20", 20, max_denominator=20), shape=st.sampled_from(["sqrt", "log", "exp", "cbrt", "pi"]))
def test_places_get_their_names(q: Fraction, shape: str) -> None:
    """The name of sqrt(q), log(q), exp(q), cbrt(q), q pi, from its digits; nothing for rationals."""
    with ctx.workprec(BITS):
        x = arb(q.numerator) / q.denominator
        shapes = {"sqrt": x.sqrt(), "log": x.log(), "exp": x.exp(), "cbrt": (x.log() / 3).exp(), "pi": x * arb.pi()}
        z = shapes[shape]
        found = named(z.mid())
        if found is None:
            assert shape != "pi"  # the root of a square, say, is rational
            return
        assert abs(_value(found) - z) < 1e-40
        assert named(x.mid()) is None


def _value(term: Term) -> arb:
    """A closed term as a ball."""
    head, *parts = term
    if head == "num":
        q = Fraction(parts[0])
        return arb(q.numerator) / q.denominator
    if head == "const":
        return arb.pi()
    inner = [_value(part) for part in parts]
    if head == "cbrt":
        return (inner[0].log() / 3).exp()
    if head in ("add", "mul"):
        return inner[0] + inner[1] if head == "add" else inner[0] * inner[1]
    return -inner[0] if head == "neg" else getattr(inner[0], head)()


def test_a_place_is_found_only_where_the_gap_vanishes() -> None:
    """exp(1) for log(x) <= x/exp(1); none for a claim with room."""
    touching, apart = goal("log(x) <= x/exp(1)", "x > 0"), goal("log(x) <= x/exp(1) + 1/10**9", "x > 0")
    assert [("exp", num(1))] == [c for c, _ in named_zeros(gap_term(touching), "x", Fraction(0), None)]
    assert named_zeros(gap_term(apart), "x", Fraction(0), None) == ()


def test_slopes_from_a_place_that_is_no_zero_show_nothing() -> None:
    """From sqrt(3), x^4 - 4 x^2 + 4 is not shown to be at least 0 near sqrt(2)."""
    inner = goal("x**4 - 4*x**2 + 4 >= 0", "x >= 0").knowing(*sides({"x": (Fraction(1), Fraction(3, 2))}))
    assert around(inner, "x", ("sqrt", num(3)), Deadline(1), 3) is None
    assert accepted(inner, around(inner, "x", ("sqrt", num(2)), Deadline(1), 3))


@pytest.mark.parametrize(
    ("claim", "where", "sign", "piece"),
    [
        ("x/(1 + x) <= 2", "x >= 0", 1, (Fraction(100), None)),
        ("x/(x - 1) <= 2", "x <= 0", -1, (None, Fraction(-100))),
        ("atan(1/x) >= 3/2", "x > 0", 0, (Fraction(0), Fraction(1, 100))),
        ("x/sqrt((x**2 + 1)*(4*x**2 + 1)) <= 1/100 + atan(x)", "x > 0", 1, (Fraction(100), None)),
    ],
)
def test_ends_in_two_names(claim: str, where: str, sign: int, piece: tuple[Fraction | None, Fraction | None]) -> None:
    """Pieces that reach an end at which no enclosure in x alone decides; not those on which the claim fails."""
    wanted = goal(claim, where)
    assert accepted(wanted.knowing(*sides({"x": piece})), Tail(wanted, "x", sign).proof({"x": piece}))
    false = goal(claim.replace("2", "1/2").replace("3/1/2", "8/5").replace("1/100 +", "-2 +"), where)
    assert Tail(false, "x", sign).proof({"x": piece}) is None


def test_ends_with_other_names_about() -> None:
    """The piece of a name that the gap does not speak of is among the hypotheses too."""
    wanted = goal("log(y**10) <= 200", "0 < x, x < 25000, 0 < y, y**10 <= x, y < 3")
    assert accepted(wanted, subdivided(wanted, Deadline(2), 0))


@pytest.mark.parametrize(
    "where",
    [
        "x real, y real, x**2 + y**2 <= 1, x + y >= 3/2",
        "x real, y real, z real, x**2 + y**2 + z**2 < 1, x + y + z > 2",
    ],
)
def test_empty_hypotheses_are_called_vacuous(where: str) -> None:
    """Not proved in silence, and not for hypotheses a little weaker."""
    assert attempted("x > 5", where, 20.0)[1].verdict == "vacuous"
    weaker = where.replace("3/2", "7/5").replace("> 2", "> 5/4")
    assert attempted("x > 5", weaker, 20.0)[1].verdict == "refuted"
