"""The least squared norm of the parameters that give a predictor, by minimisation: diagonal, full and convolutional.

    min |w|^2  subject to  prod_l w_l = b,  for one number b and L factors

is solved by Newton's method in the logarithms of the w_l^2, from a random start; nothing of the closed form
L |b|^(2/L) goes in. Entries of a diagonal network, the norm of a fully connected one and the frequencies of a
convolutional one are such numbers. Floats of mpmath at the working precision: no enclosure.
"""

import random
from collections.abc import Sequence

import mpmath

STEPS = 200


def least_squares_of_factors(b: mpmath.mpf, layers: int, rng: random.Random) -> mpmath.mpf:
    """min w_1^2 + ... + w_L^2 over w_1 ... w_L = b. Fails (ValueError) for fewer layers than one."""
    if layers < 1:
        raise ValueError(f"parameterisations: {layers} layers; there is at least one")
    if b == 0:
        return mpmath.mpf(0)
    free = [mpmath.mpf(rng.uniform(-1, 1)) for _ in range(layers - 1)]
    whole = 2 * mpmath.log(abs(b))
    for _ in range(STEPS):
        last = mpmath.exp(whole - mpmath.fsum(free))
        terms = [mpmath.exp(x) for x in free]
        slope = [e - last for e in terms]
        if mpmath.fsum(abs(g) for g in slope) <= mpmath.eps * (1 + last):
            break
        step = _newton(terms, last, slope)
        longest = max(abs(s) for s in step)
        scale = min(mpmath.mpf(1), 1 / longest)
        free = [x - scale * s for x, s in zip(free, step, strict=True)]
    return mpmath.fsum(mpmath.exp(x) for x in free) + mpmath.exp(whole - mpmath.fsum(free))


def _newton(terms: Sequence[mpmath.mpf], last: mpmath.mpf, slope: Sequence[mpmath.mpf]) -> list[mpmath.mpf]:
    """The Newton step for the Hessian diag(terms) + last 1 1^T, by the Sherman-Morrison formula."""
    plain = [g / e for g, e in zip(slope, terms, strict=True)]
    weight = last * mpmath.fsum(plain) / (1 + last * mpmath.fsum(1 / e for e in terms))
    return [x - weight / e for x, e in zip(plain, terms, strict=True)]


def transform(beta: Sequence[mpmath.mpf]) -> list[mpmath.mpc]:
    """The unitary discrete Fourier transform."""
    size = len(beta)
    return [
        mpmath.fsum(z * mpmath.expjpi(mpmath.mpf(-2 * p * d) / size) for p, z in enumerate(beta)) / mpmath.sqrt(size)
        for d in range(size)
    ]


def diagonal(beta: Sequence[mpmath.mpf], layers: int, rng: random.Random) -> mpmath.mpf:
    """The least |w|^2 of a diagonal network: entry by entry."""
    return mpmath.fsum(least_squares_of_factors(b, layers, rng) for b in beta)


def full(beta: Sequence[mpmath.mpf], layers: int, rng: random.Random) -> mpmath.mpf:
    """The least |w|^2 of a fully connected network: the norms of its layers multiply to at least that of beta."""
    return least_squares_of_factors(mpmath.sqrt(mpmath.fsum(b**2 for b in beta)), layers, rng)


def convolutional(beta: Sequence[mpmath.mpf], layers: int, rng: random.Random) -> mpmath.mpf:
    """The least |w|^2 of a convolutional network: frequency by frequency."""
    return mpmath.fsum(least_squares_of_factors(abs(b), layers, rng) for b in transform(beta))
