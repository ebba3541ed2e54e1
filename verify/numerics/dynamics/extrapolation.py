"""Limits of slow sequences: polynomial extrapolation in a small quantity h -> 0, such as 1/log t, with an error bar.

The exponent p of a + b h^p through the last three points, entry by entry, tells whether the values look smooth in h:
near 1 they do, and the polynomial through the last points is evaluated at 0. Where some entry is not smooth there is no
error bar for any: flows of deep networks may converge like a power of log t with an exponent under 1/2, and stay very
long near a point that is not their limit.

An error bar is an estimate. It presumes that the last points show what is to come.

>>> h = np.array([1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128])
>>> smooth, root = limit(h, 2 + 3 * h - h**2), limit(h, 2 + np.sqrt(h))
>>> smooth.smooth, float(smooth.exponent.round(1)), bool(abs(smooth.value - 2) <= smooth.error < 1e-10)
(True, 1.0, True)
>>> root.smooth, float(root.exponent.round(6)), float(root.error)
(False, 0.5, inf)
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from verify.errors import InputError
from verify.numerics.dynamics.numbers import Array

HIGHEST = 6
SAFETY = 10.0  # error bars are so many times what was seen to change
SMOOTH = (0.9, 1.1)  # exponents that count as 1
STEEPEST, FLATTEST = 8.0, 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Limit:
    """The extrapolated value and its error bar, entry by entry, and the observed exponent of h.

    An exponent is NaN where the last values do not differ by more than their errors, or settle in no way that a power
    describes. Without ``smooth`` the values are the last ones, and the error bars infinite.
    """

    value: Array
    error: Array
    exponent: Array
    smooth: bool

    def agrees(self, value: Array) -> bool:
        """Whether a value lies within the error bar, in every entry; never where there is none."""
        return self.smooth and bool(np.all(np.abs(np.asarray(value, dtype=float) - self.value) <= self.error))


def limit(h: Array, values: Array, errors: Array | float = 0.0) -> Limit:
    """The limit for h -> 0 of values (T, ...) at h_1 > h_2 > ... > 0, (T,); ``errors`` of the values, a number or (T,).

    Fails (InputError) for fewer than four points, for h that do not decrease to positive numbers, and for values that
    are not finite.
    """
    h, values = np.asarray(h, dtype=float), np.asarray(values, dtype=float)
    if h.ndim != 1 or h.size < 4 or values.shape[:1] != h.shape:
        raise InputError(
            f"extrapolation: h {h.shape}, values {values.shape} — give at least 4 points (T,) and (T, ...)"
        )
    if not (np.all(np.diff(h) < 0) and h[-1] > 0) or not np.all(np.isfinite(values)):
        raise InputError("extrapolation: give h that decrease to a positive number, and finite values")
    noise = np.broadcast_to(np.asarray(errors, dtype=float), h.shape) + 4e-16 * np.abs(values).max()
    columns = values.reshape(h.size, -1).T
    settled = [bool(np.all(np.abs(np.diff(column[-3:])) <= 2 * noise[-1])) for column in columns]
    exponents = [np.nan if still else _exponent(h[-3:], c[-3:]) for still, c in zip(settled, columns, strict=True)]
    smooth = all(still or SMOOTH[0] <= p <= SMOOTH[1] for still, p in zip(settled, exponents, strict=True))
    found = [(_smooth if smooth else _last)(h, column, noise) for column in columns]
    value, error, exponent = (
        np.array(part).reshape(values.shape[1:]) for part in (*zip(*found, strict=True), exponents)
    )
    return Limit(value, error, exponent, smooth)


def _last(h: Array, values: Array, noise: Array) -> tuple[float, float]:
    return float(values[-1]), np.inf


def _smooth(h: Array, values: Array, noise: Array) -> tuple[float, float]:
    """The value at 0 of the polynomial whose order has the smallest error bar, and that bar.

    The bar is what the last point and the last order change, and what errors of the values grow to.
    """
    found = []
    for order in range(1, min(HIGHEST, h.size - 2) + 1):
        last, before, fewer = (slice(h.size - a, h.size - b) for a, b in ((order + 1, 0), (order + 2, 1), (order, 0)))
        here, earlier, lower = (float(at_zero(h[part]) @ values[part]) for part in (last, before, fewer))
        rounding = float(np.abs(at_zero(h[last])) @ noise[last])
        found.append((SAFETY * max(abs(here - earlier), abs(here - lower)) + rounding, here))
    error, value = min(found)
    return value, error


def at_zero(h: Array) -> Array:
    """Weights of the values at h_0, ..., h_m in that of their polynomial at 0: prod over j of h_j/(h_j - h_k)."""
    gaps = h[None, :] - h[:, None]
    np.fill_diagonal(gaps, 1.0)
    ratios = h[None, :] / gaps
    np.fill_diagonal(ratios, 1.0)
    return np.asarray(ratios.prod(axis=1))


def _exponent(h: Array, values: Array) -> float:
    """p of a + b h^p through three points; NaN where there is none between ``FLATTEST`` and ``STEEPEST``."""
    first, second = np.diff(values)
    if second == 0 or first / second <= 0:
        return np.nan

    def off(p: float) -> float:
        return float(np.log(first / second) - np.log((h[0] ** p - h[1] ** p) / (h[1] ** p - h[2] ** p)))

    return float(brentq(off, FLATTEST, STEEPEST)) if off(FLATTEST) * off(STEEPEST) < 0 else np.nan
