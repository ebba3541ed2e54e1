"""Functions of one number of each kind, by name, and the comparisons and powers of balls and rationals."""

from collections.abc import Callable
from fractions import Fraction
from math import isqrt
from typing import Any

import numpy as np
from flint import arb
from scipy import special

from verify.numerics.dynamics.arithmetic import Array, Undecided
from verify.numerics.exact_number import shown


def _root(a: Fraction) -> Fraction:
    if a < 0:
        raise ValueError(f"numbers: {shown(str(a))} is negative and has no square root")
    root = Fraction(isqrt(a.numerator), isqrt(a.denominator))
    if root * root != a:
        raise ValueError(f"numbers: the square root of {shown(str(a))} is not rational: use balls")
    return root


def rational_power(a: Fraction, exponent: Fraction) -> Fraction:
    """a^p for a >= 0. Fails: ValueError where it need not be rational."""
    if a in (0, 1):
        return a
    if exponent.denominator == 2:
        return _root(a) ** exponent.numerator
    raise ValueError(f"numbers: {shown(str(a))} to the power {exponent} need not be rational: use balls")


def ball_less(a: Any, b: Any) -> bool:
    """Whether a < b. Fails: Undecided where the balls overlap."""
    u, v = arb(a), arb(b)
    if u < v:
        return True
    if u >= v:
        return False
    raise Undecided(f"numbers: balls {u} and {v} overlap, so which is larger is not decided — use more bits")


def _ball_sign(a: arb) -> arb:
    if a > 0 or a < 0 or a == 0:
        return a.sgn()
    raise Undecided(f"numbers: the ball {a} contains 0, so its sign is not decided — use more bits")


def _ball_root(a: arb) -> arb:
    return arb.nan() if a < 0 else a.nonnegative_part().sqrt()


def ball_power(a: arb, p: arb) -> arb:
    """a^p for numbers a >= 0 and p > 0; what a ball holds below 0 is left out."""
    if a == 0:
        return arb(0)
    if a > 0:
        return a**p
    return arb.nan() if a < 0 else arb(0).union(a.upper() ** p)


def _huge(c: Any, a: Any) -> bool:
    """Whether a is beyond 2^(1000 + precision), where e^a takes ages: it is infinity, or 0, there."""
    return bool(c.isfinite(a)) and c.mag(a) > 1000 + c.prec


def _digits_exp(c: Any, a: Any) -> Any:
    if _huge(c, a):
        return c.inf if a > 0 else c.zero
    return c.exp(a)


def _digits_softplus(c: Any, a: Any) -> Any:
    return a if _huge(c, a) and a > 0 else c.log1p(_digits_exp(c, a))


def _digits_log_normal_cdf(c: Any, a: Any) -> Any:
    if _huge(c, a):
        return c.zero if a > 0 else -(a**2) / 2  # what is left out is below the precision
    return c.log(c.erfc(-a / c.sqrt(2)) / 2)


def _digits_real(name: str) -> Callable[[Any, Any], Any]:
    """A function of mpmath that would answer with a complex number below 0: NaN there."""
    return lambda context, a: getattr(context, name)(a) if a >= 0 or a != a else context.nan


OF_RATIONALS: dict[str, Callable[[Fraction], Fraction]] = {
    "abs": abs,
    "sign": lambda a: Fraction((a > 0) - (a < 0)),
    "sqrt": _root,
}
OF_BALLS: dict[str, Callable[[arb], arb]] = {
    "exp": arb.exp,
    "log": arb.log,
    "log1p": arb.log1p,
    "tanh": arb.tanh,
    "sqrt": _ball_root,
    "softplus": lambda a: a.exp().log1p(),
    "sigmoid": lambda a: 1 / (1 + (-a).exp()),
    "log_normal_cdf": lambda a: ((-a / arb(2).sqrt()).erfc() / 2).log(),
    "abs": abs,
    "sign": _ball_sign,
}
OF_DIGITS: dict[str, Callable[[Any, Any], Any]] = {
    "exp": _digits_exp,
    "log": _digits_real("log"),
    "log1p": lambda c, a: c.log1p(a) if a > -1 else c.nan,
    "tanh": lambda c, a: c.tanh(a),
    "sqrt": _digits_real("sqrt"),
    "softplus": _digits_softplus,
    "sigmoid": lambda c, a: 1 / (1 + _digits_exp(c, -a)),
    "log_normal_cdf": _digits_log_normal_cdf,
    "abs": lambda c, a: abs(a),
    "sign": lambda c, a: c.sign(a),
}
OF_FLOATS: dict[str, Callable[[Array], Array]] = {
    "exp": np.exp,
    "log": np.log,
    "log1p": np.log1p,
    "tanh": np.tanh,
    "sqrt": np.sqrt,
    "softplus": lambda a: np.logaddexp(0, a),
    "sigmoid": special.expit,
    "log_normal_cdf": special.log_ndtr,
    "abs": np.abs,
    "sign": np.sign,
}
