"""Losses with a tight exponential tail, given by formulas, and the bounds that the rules use.

A formula is read as an exact function of z = exp(-b u); -l'(u) = A z^p phi(z) with phi(0) = 1 gives the rate a = p b of
the tail and its size A. In the scaled margin v = a u, with Z = exp(-v) = z^p and G = -l'/A,

    G = Z phi(z),    -dG/dv = Z psi(z)

where phi = n/d and psi = m/e are rational functions in lowest terms. Descent with step size eta on rows x_n is that of
G with step size eta A/a on rows a x_n. The bounds are hypotheses about polynomials for all z > 0, or all z up to some
bound, and are replayed by ``verify.checker``:

    G > 0,    |dG/dv| <= kappa G,    psi >= 0 for z <= convex,
    psi <= curvature and |phi - 1| <= excess z for z <= near,

and, where there is such a number, |dG/dv| <= steepest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from flint import acb, arb, fmpq_poly

from verify.ballchecker.balls import ball, total
from verify.ballchecker.formula import Form, Formula, Outside, read
from verify.ballchecker.ratios import ONE, Ratio, coefficients, monomial, number, power, ratio
from verify.checker.gate import check
from verify.checker.goals import Rejected
from verify.checker.terms import MAX_POWER, Statement, Term, num

Z: Term = ("var", "z")
MAX_ROOT = 1_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """The constants of the hypotheses; None for ``convex`` and ``near`` stands for all z, for ``steepest`` for none."""

    kappa: Fraction
    curvature: Fraction
    excess: Fraction
    convex: Fraction | None
    near: Fraction | None
    steepest: Fraction | None


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss in the scaled margin v = a u; balls in, balls out.

    rate, size, root  a, A and p
    limits            the parts of l, each of which is 0 at z = 0: a rational function, and c, S for c log(1 + S)
    factor, bend      phi and psi
    """

    formula: Formula
    rate: Fraction
    size: Fraction
    root: int
    rational: Ratio
    logs: tuple[tuple[Fraction, Ratio], ...]
    factor: Ratio
    bend: Ratio
    bounds: Bounds

    def value(self, v: arb) -> arb:
        """The loss l."""
        return self.value_at(self.base(v))

    def value_at(self, z: arb) -> arb:
        """The loss l where exp(-b u) is z."""
        return arb(self.rational.at(z)) + total(ball(c) * arb(s.at(z)).log1p() for c, s in self.logs)

    def slope(self, v: arb) -> arb:
        """G."""
        return self.pull(v, self.base(v))

    def pull(self, v: arb, z: arb) -> arb:
        """exp(-v) phi(z), which is G where z is that of v."""
        return (-v).exp() * self.factor.at(z)

    def base(self, v: arb) -> arb:
        """z."""
        return (-v / self.root).exp()

    def stretch(self, reach: arb) -> arb:
        """An upper bound of |dG/dv| within ``reach`` of a margin over G there, since |(log G)'| <= kappa.

        Also of G there over G, since kappa >= 1: dG/dv over G goes to -1 as v grows.
        """
        kappa = ball(self.bounds.kappa)
        return kappa * (kappa * reach).exp()

    def convex_at(self, z_to_the_p: arb) -> bool:
        """Whether the loss is certainly convex at all margins with exp(-v) up to this."""
        return self.bounds.convex is None or (z_to_the_p <= ball(self.bounds.convex) ** self.root) is True

    def tame_at(self, z_to_the_p: arb) -> bool:
        """Whether, up to this, it is certainly convex, and ``curvature`` and ``excess`` hold."""
        near = self.bounds.near
        return self.convex_at(z_to_the_p) and (near is None or (z_to_the_p <= ball(near) ** self.root) is True)

    def factor_bound(self, z: acb) -> arb:
        """An upper bound of |phi| on a complex ball. Fails with Rejected where phi may have a pole."""
        found = acb(self.factor.at(z))
        if not found.is_finite():
            raise Rejected("orbit: Cauchy's circle leaves the region where the loss is analytic @ $.cells")
        return found.abs_upper()


def tail(term: Term, bounds: Bounds) -> Loss:
    """The loss of a term in u, with bounds that are still to be confirmed.

    Fails with Outside where the formula is of another kind, or does not go to 0 with an exponential tail.
    """
    formula = read(term)
    form, z = formula.form, power(1)
    inner = form.rational.derivative()
    for c, argument in form.logs:
        inner = inner + argument.derivative() / argument * number(c)
    slope = z * inner * number(formula.base) - number(form.linear)
    if slope.is_zero():
        raise Outside("loss: it is constant @ $.loss")
    root, size = slope.order(), slope.leading()
    if not 1 <= root <= MAX_ROOT or size <= 0:
        raise Outside(
            f"loss: no exponential tail: -l'(u) is about {size} exp({-root * formula.base} u) for large u @ $.loss"
        )
    factor = slope / power(root) / number(size)
    bend = factor + z * factor.derivative() * number(Fraction(1, root))
    rational, logs = _limits(form)
    return Loss(formula, root * formula.base, size, root, rational, logs, factor, bend, bounds)


def _limits(form: Form) -> tuple[Ratio, tuple[tuple[Fraction, Ratio], ...]]:
    """The parts of a form that goes to 0 as z does: multiples of u and log z cancel, since -l' goes to 0.

    With log R = order log z + log of the leading coefficient + log(1 + S). A rational number is no logarithm of another
    one, but 0 of 1. Fails with Outside where the form does not go to 0.
    """
    whole = lcm(*(c.denominator for c, _ in form.logs))
    exponents = [int(c * whole) for c, _ in form.logs]
    if sum(abs(k) for k in exponents) > MAX_ROOT:
        raise Outside("loss: logarithms with factors that are too large @ $.loss")
    product, logs = Fraction(1), []
    for k, (c, argument) in zip(exponents, form.logs, strict=True):
        product *= argument.leading() ** k
        logs.append((c, argument / power(argument.order()) / number(argument.leading()) - ONE))
    if product != 1 or not (form.rational.is_zero() or form.rational.order() >= 1):
        raise Outside("loss: it does not go to 0 as u grows @ $.loss")
    return form.rational, tuple(logs)


def hypotheses(loss: Loss) -> dict[str, list[Statement]]:
    """What has to hold of the formula and each bound: inequalities between polynomials in z, for z > 0.

    Fails with Outside where a divisor of the formula is 0 at z = 1.
    """
    bounds, phi, psi = loss.bounds, loss.factor, loss.bend
    n, d, m, e = phi.num, phi.den, psi.num, psi.den
    kappa, curvature, excess = (_poly(c) for c in (bounds.kappa, bounds.curvature, bounds.excess))
    gap = ratio(n - d, monomial(1)).num
    divisors = [*loss.formula.positive, *(_signed(p) for p in loss.formula.nonzero), d, e]
    found = {
        "defined": [_claim(p, strict=True) for p in divisors],
        "decreasing": [_claim(n, strict=True)],
        "kappa": [_claim(kappa * n * e - m * d), _claim(kappa * n * e + m * d)],
        "convex": [_claim(m, bounds.convex)],
        "curvature": [_claim(curvature * e - m, bounds.near)],
        "excess": [_claim(excess * d - gap, bounds.near), _claim(excess * d + gap, bounds.near)],
        "steepest": [],
    }
    if bounds.steepest is not None:
        steepest, top = _poly(bounds.steepest), monomial(loss.root) * m
        found["steepest"] = [_claim(steepest * e - top), _claim(steepest * e + top)]
    return found


def confirm_loss(loss: Loss, proofs: Sequence[Any]) -> None:
    """Replay the proofs of the hypotheses, one each. Fails with Rejected or Malformed."""
    wanted = [statement for group in hypotheses(loss).values() for statement in group]
    if len(proofs) != len(wanted):
        raise Rejected(f"orbit: expected {len(wanted)} proofs @ $.loss.proofs")
    for i, (statement, proof) in enumerate(zip(wanted, proofs, strict=True)):
        try:
            check(statement, {"verdict": "proved", "proof": proof})
        except Rejected as error:
            raise Rejected(f"orbit: a bound of the loss is not shown: {error} @ $.loss.proofs[{i}]") from None


def _poly(value: Fraction) -> fmpq_poly:
    return number(value).num


def _signed(polynomial: fmpq_poly) -> fmpq_poly:
    """The polynomial or its opposite, positive at 1."""
    at_one = sum(coefficients(polynomial), Fraction(0))
    if at_one == 0:
        raise Outside("loss: a divisor is 0 at u = 0 @ $.loss")
    return polynomial if at_one > 0 else -polynomial


def _claim(polynomial: fmpq_poly, up_to: Fraction | None = None, *, strict: bool = False) -> Statement:
    """For all z > 0, or 0 < z <= up_to: the polynomial is at least 0, or above 0."""
    if polynomial.degree() > MAX_POWER:
        raise Outside(f"loss: a polynomial of degree above {MAX_POWER} @ $.loss")
    given = (("lt", num(0), Z), *((("le", Z, num(up_to)),) if up_to is not None else ()))
    return Statement((("z", "real"),), given, ("lt" if strict else "le", num(0), _term(polynomial)))


def _term(polynomial: fmpq_poly) -> Term:
    parts: list[Term] = []
    for k, c in enumerate(coefficients(polynomial)):
        if c:
            factor: Term = Z if k == 1 else ("pow", Z, k)
            parts.append(num(c) if k == 0 else factor if c == 1 else ("mul", num(c), factor))
    return parts[0] if len(parts) == 1 else ("add", *parts) if parts else num(0)
