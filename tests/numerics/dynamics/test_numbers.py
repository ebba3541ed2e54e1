"""The four kinds of numbers: what they read and refuse, and that balls enclose and decide nothing they cannot."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from flint import arb, ctx
from hypothesis import given
from hypothesis import strategies as st

from tests.numerics.dynamics.cases import contains
from verify.errors import InputError
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS, Numbers, Undecided, balls, digits

KINDS = [FRACTIONS, balls(100), digits(30), FLOATS]
TRANSCENDENTAL = ["exp", "log", "log1p", "tanh", "softplus", "sigmoid", "log_normal_cdf"]
RATIONALS = st.fractions(min_value=-5, max_value=5, max_denominator=50)


@pytest.mark.parametrize("numbers", KINDS, ids=lambda n: n.name)
def test_numbers_are_read_exactly(numbers: Numbers) -> None:
    """0.1 in a text is a tenth, in every kind, and an array of the kind is read as it is."""
    found = numbers.array([["0.1", 2], [Fraction(1, 3), "-3/7"]])
    assert (2, 2) == found.shape
    assert [0.1, 2, 1 / 3, -3 / 7] == pytest.approx(numbers.floats(found).ravel().tolist(), rel=1e-15)
    again = numbers.array(found)
    assert all(repr(a) == repr(b) for a, b in zip(found.flat, again.flat, strict=True))


def test_a_ball_of_a_tenth_contains_a_tenth() -> None:
    """No ball is a rounded number in disguise."""
    assert contains(balls(30).array(["0.1"])[0], Fraction(1, 10))
    assert not contains(arb(0.1), Fraction(1, 10))


@pytest.mark.parametrize("numbers", KINDS[:3], ids=lambda n: n.name)
@pytest.mark.parametrize("value", [0.5, True, None, "one", "nan", "1/0", 1j])
def test_what_is_not_exact_is_refused(numbers: Numbers, value: object) -> None:
    """A float among exact numbers would be a guess at what was meant."""
    with pytest.raises(InputError, match="numbers: "):
        numbers.array([value])


def test_ragged_and_infinite_input_is_refused() -> None:
    """One line says what is wrong, before anything runs."""
    with pytest.raises(InputError, match="different shapes"):
        FRACTIONS.array([[1, 2], [3]])
    with pytest.raises(InputError, match=r"entry \[1\] is nan"):
        FLOATS.array([0.0, float("nan")])
    with pytest.raises(InputError, match="entry"):
        FLOATS.array(np.array([np.inf]))
    with pytest.raises(InputError, match="entry"):
        digits(20).array(np.array([mpmath.mpf("nan")]))


@pytest.mark.parametrize("name", TRANSCENDENTAL)
def test_rationals_refuse_what_is_not_rational(name: str) -> None:
    """An exact run says why it cannot go on, and does not round."""
    with pytest.raises(ValueError, match=f"{name} of a rational is not rational: use balls"):
        getattr(FRACTIONS, name)(FRACTIONS.array([1]))
    with pytest.raises(ValueError, match="use balls"):
        FRACTIONS.sqrt(FRACTIONS.array([2]))
    with pytest.raises(ValueError, match="use balls"):
        FRACTIONS.power(FRACTIONS.array([2]), Fraction(1, 3))
    with pytest.raises(ValueError, match="use balls"):
        FRACTIONS.pi()


def test_roots_of_squares_are_exact() -> None:
    """Normalised steps on 3-4-5 triangles stay rational."""
    assert [Fraction(3, 2), Fraction(0)] == FRACTIONS.sqrt(FRACTIONS.array(["9/4", 0])).tolist()
    assert [Fraction(8, 27)] == FRACTIONS.power(FRACTIONS.array(["4/9"]), Fraction(3, 2)).tolist()


@given(RATIONALS)
def test_functions_of_balls_overlap_mpmath(a: Fraction) -> None:
    """Two libraries agree on each function: the ball meets mpmath's digits up to their last ones."""
    wide, long = balls(90), digits(40)
    for name in ("exp", "tanh", "softplus", "sigmoid", "log_normal_cdf", "abs"):
        ball = getattr(wide, name)(wide.array([a]))[0]
        value = getattr(long, name)(long.array([a]))[0]
        with ctx.workprec(200):
            expected = arb(mpmath.nstr(value, 38)) + arb(0, 1e-34)
        assert ball.overlaps(expected), name
        assert 1e-20 > ball.rad()
        assert getattr(FLOATS, name)(FLOATS.array([a]))[0] == pytest.approx(float(value), rel=1e-12)


@given(RATIONALS, RATIONALS)
def test_comparisons_agree_in_every_kind(a: Fraction, b: Fraction) -> None:
    """Maximum, minimum, sign and order are those of the rationals; dyadic balls decide all of them."""
    u, v = (FRACTIONS.array([Fraction(int(c * 64), 64)]) for c in (a, b))
    for numbers in KINDS:
        p, q = numbers.array(u), numbers.array(v)
        assert FLOATS.array(np.maximum(u, v)).tolist() == numbers.floats(numbers.maximum(p, q)).tolist()
        assert FLOATS.array(np.minimum(u, v)).tolist() == numbers.floats(numbers.minimum(p, q)).tolist()
        assert [u[0] < v[0]] == numbers.less(p, q).tolist()
        assert [u[0] > 0] == numbers.positive(p).tolist()
        assert [(u[0] > 0) - (u[0] < 0)] == numbers.floats(numbers.sign(p)).tolist()


def test_a_ball_with_a_kink_inside_decides_nothing() -> None:
    """A sign or an order that the enclosure leaves open is an error, and the maximum an enclosure of both."""
    numbers = balls(60)
    wide = np.array([arb(0, 1)], dtype=object)
    for undecided in (numbers.sign, numbers.positive):
        with pytest.raises(Undecided, match="not decided"):
            undecided(wide)
    with pytest.raises(Undecided, match="overlap"):
        numbers.largest(np.array([arb(1, 0.5), arb(1.2)], dtype=object))
    found = numbers.maximum(wide, numbers.number(0))[0]
    assert contains(found, Fraction(0)) and contains(found, Fraction(1))
    root = numbers.sqrt(wide)[0]
    assert contains(root, Fraction(0)) and contains(root, Fraction(1)) and root.is_finite()
    power = numbers.power(np.array([arb(0.25, 0.75)], dtype=object), Fraction(3, 2))[0]
    assert contains(power, Fraction(0)) and contains(power, Fraction(1)) and contains(power, Fraction(1, 8))
    assert not contains(power, Fraction(2))
    assert not numbers.finite(numbers.sqrt(numbers.array([-1])))[0]


def test_the_first_of_several_largest_entries_is_taken() -> None:
    """Ties are broken by the lowest index, the same in every kind."""
    for numbers in KINDS:
        assert [1, 0] == numbers.largest(numbers.array([[1, 3, 3], [2, 2, 1]])).tolist()


def test_digits_have_their_own_precision() -> None:
    """The global precision of mpmath does not change a run, nor a run the global precision."""
    numbers = digits(50)
    before = mpmath.mp.dps
    with mpmath.workdps(5):
        third = numbers.number("1/3")
        root = numbers.sqrt(numbers.array([2]))[0]
        product = third * 3
    assert before == mpmath.mp.dps
    with mpmath.workdps(60):
        assert abs(mpmath.mpf(root) ** 2 - 2) < mpmath.mpf(10) ** -49
        assert abs(mpmath.mpf(product) - 1) < mpmath.mpf(10) ** -49


def test_balls_work_with_their_own_precision() -> None:
    """Arithmetic inside ``working`` has the asked bits; functions have them anywhere."""
    numbers = balls(300)
    with numbers.working():
        quotient = numbers.number(1) / numbers.number(3)
    assert quotient.rad() < 1e-85
    assert numbers.exp(numbers.array([1]))[0].rad() < 1e-85


def test_floats_overflow_in_silence() -> None:
    """Overflow is infinity, to be recorded by the run; a warning would end it."""
    assert np.isinf(FLOATS.exp(FLOATS.array([1000])))[0]
    assert FLOATS.softplus(FLOATS.array([1000.0, -1000.0])).tolist() == [1000.0, 0.0]


def test_digits_far_out_are_limits() -> None:
    """Beyond 2^(1000 + precision) functions of digits are at their limits, at once, as those of floats far out."""
    numbers = digits(20)
    far = numbers.array([1]) * numbers.context.mpf(2) ** 10**6  # type: ignore[attr-defined]
    there = {name: [getattr(numbers, name)(a)[0] for a in (far, -far)] for name in ("exp", "softplus", "sigmoid")}
    assert [float("inf"), 0] == there["exp"]
    assert [far[0], 0] == there["softplus"]
    assert [1, 0] == there["sigmoid"]
    assert [0, -(far[0] ** 2) / 2] == [numbers.log_normal_cdf(a)[0] for a in (far, -far)]
    near = numbers.array([300])
    assert abs(numbers.log_normal_cdf(-near)[0] / (-(near[0] ** 2) / 2) - 1) < 1e-3


def test_kinds_without_precision_are_refused() -> None:
    """No bits and no digits are no numbers."""
    with pytest.raises(InputError, match="bits"):
        balls(1)
    with pytest.raises(InputError, match="digits"):
        digits(0)
