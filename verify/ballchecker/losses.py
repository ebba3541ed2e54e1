"""The losses that orbits are certified for, each with the bounds that the rules use.

With z = exp(-u), every loss here has -l'(u) = g(u) = z phi(z), where phi is analytic for |z| < 1 and phi(0) = 1, and

    |l''(u)| <= g(u),    |(log g)'| <= 1,    l''(u) >= 0 wherever z <= ``convex_below``

so that |l''| <= exp(r) g(u) within r of u, and 0 <= l'' <= z where the loss is convex.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flint import arb, arb_series


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss by its parts; balls in, balls out.

    name          as in LOSSES
    value         l(u)
    slope         g(u) = -l'(u)
    factor        phi as a power series, from the series of z; None stands for phi = 1
    factor_bound  an upper bound of |phi| for complex |z| <= the argument, which is below 1
    convex_below  l'' >= 0 wherever z is at most this; None stands for everywhere
    excess        c with |g(u) - z| <= c z^2 for all z >= 0
    steepest      an upper bound of |l''| for all u; None where there is none
    """

    name: str
    value: Callable[[arb], arb]
    slope: Callable[[arb], arb]
    factor: Callable[[arb_series], arb_series] | None
    factor_bound: Callable[[arb], arb]
    convex_below: int | None
    excess: int
    steepest: arb | None


LOSSES: dict[str, Loss] = {
    "exp": Loss(
        name="exp",
        value=lambda u: (-u).exp(),
        slope=lambda u: (-u).exp(),
        factor=None,
        factor_bound=lambda z: arb(1),
        convex_below=None,
        excess=0,
        steepest=None,
    ),
    # log(1 + z): g = z/(1+z), l'' = g (1 - g), z - g = z^2/(1+z).
    "logistic": Loss(
        name="logistic",
        value=lambda u: (-u).exp().log1p(),
        slope=lambda u: 1 / (1 + u.exp()),
        factor=lambda z: 1 / (1 + z),
        factor_bound=lambda z: 1 / (1 - z),
        convex_below=None,
        excess=1,
        steepest=arb(0.25),
    ),
    # z/(1+z): g = z/(1+z)^2, l'' = g (1-z)/(1+z), z - g = z^2 (2+z)/(1+z)^2; |l''| <= sqrt(3)/18 < 1/10.
    "sigmoid": Loss(
        name="sigmoid",
        value=lambda u: 1 / (1 + u.exp()),
        slope=lambda u: 1 / ((1 + u.exp()) * (1 + (-u).exp())),
        factor=lambda z: 1 / ((1 + z) * (1 + z)),
        factor_bound=lambda z: 1 / ((1 - z) * (1 - z)),
        convex_below=1,
        excess=2,
        steepest=arb(0.125),
    ),
}
