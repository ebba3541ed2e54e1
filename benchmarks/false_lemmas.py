"""False lemmas about the models of the papers, close to true ones: what a hunt has to refute.

Each is a sentence and a statement that is false as it stands; no counterexample is written down here.
``python -m benchmarks.hunts`` hunts them all and prints how long each one takes.
"""

from collections.abc import Iterator

from verify.checker.terms import Statement
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    equal,
    every,
    exp,
    family,
    hard_margin,
    log,
    maximum,
    nats,
    norm,
    numbers,
    reals,
    scale,
    separable,
    statement,
    total,
    vectors,
)

d, N, n, k = nats("d N n k")
x = family("x", d)
w, v, p = vectors("w v p", d)
a, b, c, s, r, eta, beta, lam = reals("a b c s r eta beta lam")
q = numbers("q")
everyone = between(1, N)
DATA = ([d, N, x], [N >= 1, separable(x, everyone)])
MARGIN = ([d, N, x, w], [N >= 1, hard_margin(x, everyone, w)])


def pull(at: Expr) -> Expr:
    """The negative gradient of the exponential risk."""
    return total(k, everyone, scale(exp(-(at @ x(k))), x(k)))


def pull_logistic(at: Expr) -> Expr:
    """The negative gradient of the logistic risk."""
    return total(k, everyone, scale(1 / (1 + exp(at @ x(k))), x(k)))


def risk(at: Expr) -> Expr:
    """The exponential risk."""
    return total(n, everyone, exp(-(at @ x(n))))


def relu(u: Expr) -> Expr:
    """The positive part."""
    return maximum(0, u)


def leaky(u: Expr) -> Expr:
    """A leaky ReLU with slope 1/10 on the left."""
    return maximum(u, u / 10)


def on_data(then: Expr, *more: Expr, also: tuple[Expr, ...] = ()) -> Statement:
    """For all separable data and the further names."""
    return statement([*DATA[0], *also], [*DATA[1], *more], then)


def on_margin(then: Expr, *more: Expr, also: tuple[Expr, ...] = ()) -> Statement:
    """For all separable data and their hard-margin vector w."""
    return statement([*MARGIN[0], *also], [*MARGIN[1], *more], then)


LEMMAS: dict[str, tuple[str, Statement]] = {
    # gradient descent on separable data
    "margins-rise": (
        "A gradient step on the exponential risk lowers no margin.",
        on_data(every(n, everyone, pull(w) @ x(n) >= 0), also=(w,)),
    ),
    "margins-rise-logistic": (
        "A gradient step on the logistic risk lowers no margin.",
        on_data(every(n, everyone, pull_logistic(w) @ x(n) >= 0), also=(w,)),
    ),
    "margins-rise-from-0": (
        "The first gradient step from 0 lowers no margin.",
        on_data(every(n, everyone, total(k, everyone, x(k)) @ x(n) >= 0)),
    ),
    "step-1-descends": (
        "A step of size 1 does not raise the exponential risk.",
        on_data(risk(w + pull(w)) <= risk(w), also=(w,)),
    ),
    "small-step-descends": (
        "A step of size 1/10 does not raise the exponential risk.",
        on_data(risk(w + scale("1/10", pull(w))) <= risk(w), also=(w,)),
    ),
    "norm-grows": ("A gradient step does not shorten the iterate.", on_data(norm(w + pull(w)) >= norm(w), also=(w,))),
    "towards-every-separator": (
        "The gradient step has an inner product of at least 1 with every vector of margin 1.",
        on_data(pull(w) @ v >= 1, every(n, everyone, v @ x(n) >= 1), also=(w, v)),
    ),
    "risk-below-N": ("The risk is at most N.", on_data(risk(w) <= N, also=(w,))),
    "sum-separates": (
        "The sum of the samples separates them.",
        on_data(every(n, everyone, total(k, everyone, x(k)) @ x(n) > 0)),
    ),
    "close-samples": ("Samples of separable data have no negative inner product.", on_data(x(1) @ x(N) >= 0)),
    "few-samples": ("There are at most d separable samples.", on_data(N <= d)),
    "near-separator": (
        "What is within the length of a separator of it separates.",
        on_data(every(n, everyone, v @ x(n) > 0), every(n, everyone, w @ x(n) > 0), norm(v - w) < norm(w), also=(w, v)),
    ),
    # the hard-margin vector
    "margin-short": ("The hard-margin vector is no longer than 1.", on_margin(norm(w) <= 1)),
    "margin-long": ("The hard-margin vector is at least as long as 1/4.", on_margin(norm(w) >= "1/4")),
    "all-support": ("All samples are support vectors.", on_margin(every(n, everyone, w @ x(n) <= 1))),
    "first-supports": ("The first sample is a support vector.", on_margin(equal(w @ x(1), 1))),
    "margin-below-sum": (
        "It is no longer than the sum of the samples.",
        on_margin(norm(w) <= norm(total(k, everyone, x(k)))),
    ),
    "margin-beats": (
        "Its inner product with a vector v of margin 1 is at least |v|^2.",
        on_margin(w @ v >= v @ v, every(n, everyone, v @ x(n) >= 1), also=(v,)),
    ),
    "margin-in-sum": (
        "It has a nonnegative inner product with v - x_1 for every v of margin 1.",
        on_margin(w @ (v - x(1)) >= 0, every(n, everyone, v @ x(n) >= 1), also=(v,)),
    ),
    # optimisers
    "least-squares-step": (
        "A step of size 1 on (w.x - 1)^2/2 does not raise it.",
        statement([d, w, v], [], (((w - scale(w @ v - 1, v)) @ v - 1) ** 2) <= (w @ v - 1) ** 2),
    ),
    "heavy-ball": (
        "Heavy ball with 0 < beta < 1 and 0 < eta < 2 does not move away from the minimum of s^2/2.",
        statement(
            [s, eta, beta],
            [0 < eta, eta < 2, 0 < beta, beta < 1],
            ((1 - eta) * (s - eta * s) - beta * eta * s) ** 2 <= (s - eta * s) ** 2,
        ),
    ),
    "sign-step": (
        "A step of size eta along the unit gradient of |w| does not lengthen w.",
        statement([d, w, eta], [0 < eta, norm(w) > 0], norm(w - scale(eta / norm(w), w)) <= norm(w)),
    ),
    "steps-commute": (
        "Two steps of SGD on least squares may change places.",
        statement(
            [a, b, s],
            [],
            equal(
                (s - a * (a * s - 1)) - b * (b * (s - a * (a * s - 1)) - 1),
                (s - b * (b * s - 1)) - a * (a * (s - b * (b * s - 1)) - 1),
            ),
        ),
    ),
    "average-of-squares": (
        "The mean of the squares is at most the square of the mean.",
        statement([a, b], [], (a**2 + b**2) / 2 <= ((a + b) / 2) ** 2),
    ),
    "early-stopping": (
        "After three steps of size eta < 1 gradient flow's linear prediction 3 eta is reached.",
        statement([eta], [0 < eta, eta < 1], 1 - (1 - eta) ** 3 >= 3 * eta),
    ),
    "ridge-falls": (
        "The ridge filter b/(b^2 + lam) falls in b.",
        statement([a, b, lam], [0 < a, a < b, 0 < lam], b / (b**2 + lam) <= a / (a**2 + lam)),
    ),
    # ReLU
    "relu-adds": ("The positive part is additive.", statement([a, b], [], equal(relu(a + b), relu(a) + relu(b)))),
    "relu-superadds": (
        "A neuron is superadditive in its weights.",
        statement([d, w, v, p], [], relu((w + v) @ p) >= relu(w @ p) + relu(v @ p)),
    ),
    "leaky-multiplies": (
        "A leaky ReLU is multiplicative.",
        statement([a, b], [], equal(leaky(a * b), leaky(a) * leaky(b))),
    ),
    "relu-network-convex": (
        "Two neurons with output weights 1 and -1 are convex in the input.",
        statement(
            [a, b, s, r],
            [],
            relu(a * (s + r) / 2) - relu(b * (s + r) / 2)
            <= (relu(a * s) - relu(b * s) + relu(a * r) - relu(b * r)) / 2,
        ),
    ),
    "relu-margin": (
        "A neuron that is positive on all samples has the larger margin of two.",
        on_data(
            every(n, everyone, relu(w @ x(n)) >= relu(v @ x(n))),
            every(n, everyone, w @ x(n) > 0),
            norm(v) <= norm(w),
            also=(w, v),
        ),
    ),
    # linear networks
    "two-layers-convex": (
        "(ab - 1)^2 is convex.",
        statement(
            [a, b, s, r], [], (((a + s) / 2) * ((b + r) / 2) - 1) ** 2 <= ((a * b - 1) ** 2 + (s * r - 1) ** 2) / 2
        ),
    ),
    "balance-kept": (
        "A gradient step on (ab - 1)^2/2 keeps a^2 - b^2.",
        statement(
            [a, b, eta],
            [0 < eta],
            equal((a - eta * b * (a * b - 1)) ** 2 - (b - eta * a * (a * b - 1)) ** 2, a**2 - b**2),
        ),
    ),
    "depth-3-norm": (
        "For positive layers a^3 + b^3 + c^3 >= (31/10) abc.",
        statement([a, b, c], [0 < a, 0 < b, 0 < c], a**3 + b**3 + c**3 >= 31 * a * b * c / 10),
    ),
    "depth-2-norm": ("a^2 + b^2 >= (21/10) ab.", statement([a, b], [], a**2 + b**2 >= 21 * a * b / 10)),
    "convolution-norm": (
        "A circular cross-correlation of two filters is no longer than the product of their lengths.",
        statement([a, b, s, r], [], (a * s + b * r) ** 2 + (a * r + b * s) ** 2 <= (a**2 + b**2) * (s**2 + r**2)),
    ),
    "diagonal-homogeneous": (
        "Doubling both layers of a two-layer network at most doubles its output.",
        statement([d, w, v], [w @ v > 0], scale(2, w) @ scale(2, v) <= 2 * (w @ v)),
    ),
    # losses
    "exp-below-parabola": ("exp(-u) <= 1 - u + u^2/2.", statement([s], [], exp(-s) <= 1 - s + s**2 / 2)),
    "logistic-tail": (
        "log(1 + exp(-u)) >= exp(-u) - exp(-2u)/4 for u > 0.",
        statement([s], [s > 0], log(1 + exp(-s)) >= exp(-s) - exp(-2 * s) / 4),
    ),
    "log-sum-exp": (
        "A sum of N >= 2 exponentials is at most N - 1 times the largest.",
        statement(
            [N, q, s], [N >= 2, every(n, everyone, q(n) <= s)], total(n, everyone, exp(q(n))) <= (N - 1) * exp(s)
        ),
    ),
    "lengths-add": (
        "The sum of the samples is as long as their lengths together.",
        on_data(norm(total(k, everyone, x(k))) >= total(k, everyone, norm(x(k)))),
    ),
    "strict-cauchy": (
        "(u.v)^2 < |u|^2 |v|^2.",
        statement([d, w, v], [norm(w) > 0, norm(v) > 0], (w @ v) ** 2 < (w @ w) * (v @ v)),
    ),
    "reverse-triangle": (
        "|u - v| <= |u| - |v| where |v| <= |u|.",
        statement([d, w, v], [norm(v) <= norm(w)], norm(w - v) <= norm(w) - norm(v)),
    ),
}


def claims() -> Iterator[Claim]:
    """The lemmas as claims."""
    for name, (says, what) in LEMMAS.items():
        yield Claim(id=f"false.{name}", paper="false", at="", kind="inequality", says=says, statement=what)
