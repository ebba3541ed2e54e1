"""Gradient descent on quadratic losses, l(u) = a u^2 + b u + c with a > 0: its exact limit, at a geometric rate.

With K = 2 a eta sum_n x_n x_n^T and a point w~ where the gradient is 0, a step is w(t+1) - w~ = (I - K)(w(t) - w~). The
certificate gives a w~ for which w~ - w(0) is a combination of the rows; there are no two of these, since they would
differ by a vector of the span of the rows that is orthogonal to the rows. All w(t) - w~ lie in that span, and there

    |w(t) - w~| <= rate^t |w(0) - w~|    if    K <= (1 + rate) I    and    (1 - rate) K <= K^2,

that is, if every eigenvalue k of K but 0 has |1 - k| <= rate. Both are shown by elimination in rational numbers.

    claim        {"t": "250", "w": [[middle, radius], ...], "loss": ...}
                 {"t": "inf", "w": ..., "loss": ..., "rate": ...}, the limits, and a rate
    certificate  {"bits": ..., "combination": [rational, ...], "rate": rational}
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, arb_mat, fmpq, fmpq_mat

from verify.ballchecker.balls import around, ball, column, norm_bound, total, working
from verify.ballchecker.formula import NAME
from verify.ballchecker.problem import Setting, Time, read_setting
from verify.ballchecker.ratios import fraction
from verify.ballchecker.reading import MAX_BITS, whole
from verify.ballchecker.values import confirm
from verify.checker.facts import fields, rational
from verify.checker.goals import Rejected
from verify.checker.reading import listed, measure, read_term
from verify.checker.terms import Malformed, Term, value_of

QUANTITIES, LIMITS = frozenset({"w", "loss"}), frozenset({"w", "loss", "rate"})
Coefficients = tuple[Fraction, Fraction, Fraction]
"""(c, b, a) of a u^2 + b u + c."""


@dataclass(frozen=True, slots=True)
class Quadratic:
    """Descent on a quadratic loss, in exact matrices.

    rows      (N, d);  start (d, 1);  step: K, (d, d)
    loss      (c, b, a);  pull: sum_n x_n, (d, 1)
    """

    rows: fmpq_mat
    start: fmpq_mat
    step: fmpq_mat
    pull: fmpq_mat
    loss: Coefficients

    def gradient(self, w: fmpq_mat, eta: Fraction) -> fmpq_mat:
        """eta grad L(w) = K w + eta b sum_n x_n."""
        return self.step * w + self.pull * exact(eta * self.loss[1])

    def value(self, w: fmpq_mat) -> Fraction:
        """sum_n l(x_n.w)."""
        c, b, a = self.loss
        margins = [fraction(u) for u in (self.rows * w).entries()]
        return sum((a * u * u + b * u + c for u in margins), Fraction(0))


def quadratic(term: Term) -> Coefficients | None:
    """(c, b, a) of a term that is a u^2 + b u + c with a > 0 as it is written; None for any other."""
    found = _coefficients(term)
    return found if found is not None and found[2] > 0 else None


def quadratic_loss(statement: Any) -> bool:
    """Whether a statement is about a quadratic loss. Fails (Malformed) for a loss that is no term in u."""
    if not isinstance(statement, dict) or "loss" not in statement:
        return False
    measure(statement["loss"], "$.loss")
    return quadratic(read_term(statement["loss"], {NAME: "real"}, "real", "$.loss")) is not None


def setting_of(said: Setting) -> Quadratic:
    """The matrices of a statement. Fails (Malformed) for another loss, for gradient flow and for groups of rows."""
    loss = quadratic(said.loss)
    if loss is None or said.eta is None or said.groups:
        raise Malformed("orbit: expected descent on a quadratic loss @ $.loss")
    rows = matrix(said.rows)
    ones = fmpq_mat(len(said.rows), 1, [1] * len(said.rows))
    step = rows.transpose() * rows * exact(2 * loss[2] * said.eta)
    return Quadratic(rows, matrix([[x] for x in said.start]), step, rows.transpose() * ones, loss)


def check_quadratic(statement: Any, certificate: Any) -> None:
    """Replay a certificate of descent on a quadratic loss. Fails with Rejected or Malformed."""
    said = read_setting(statement, QUANTITIES, LIMITS)
    problem = setting_of(said)
    fields(certificate, {"bits", "combination", "rate"}, set(), "$")
    bits, rate = whole(certificate["bits"], 32, MAX_BITS, "$.bits"), rational(certificate["rate"], "$.rate")
    weights = [rational(x, "$.combination") for x in listed(certificate["combination"], "$.combination")]
    if len(weights) != len(said.rows):
        raise Malformed(f"orbit: expected {len(said.rows)} weights @ $.combination")
    limit = problem.start + problem.rows.transpose() * matrix([[x] for x in weights])
    if any(x != 0 for x in problem.gradient(limit, said.eta or Fraction(0)).entries()):
        raise Rejected("orbit: the gradient at the limit is not 0 @ $.combination")
    ensure_rate(problem.step, rate)
    with working(bits):
        for i, claim in enumerate(said.claims):
            confirm(claim, values(problem, limit, rate, claim.time), f"$.claims[{i}]")


def ensure_rate(step: fmpq_mat, rate: Fraction) -> None:
    """0 <= rate < 1, and every eigenvalue k of the matrix but 0 has |1 - k| <= rate. Fails with Rejected."""
    if not 0 <= rate < 1:
        raise Rejected("orbit: the rate is not below 1 @ $.rate")
    size = step.nrows()
    identity = fmpq_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])
    for form in (identity * exact(1 + rate) - step, step * step - step * exact(1 - rate)):
        if not semidefinite(form):
            raise Rejected("orbit: the rate is not shown @ $.rate")


def semidefinite(form: fmpq_mat) -> bool:
    """Whether a symmetric rational matrix has no negative eigenvalue, by elimination."""
    table = [[fraction(x) for x in row] for row in form.tolist()]
    while table:
        pivot, *rest = table[0]
        if pivot < 0 or (pivot == 0 and any(rest)):
            return False
        table = [
            [x - row[0] * y / pivot for x, y in zip(row[1:], rest, strict=True)] if pivot else row[1:]
            for row in table[1:]
        ]
    return True


def values(problem: Quadratic, limit: fmpq_mat, rate: Fraction, time: Time) -> dict[str, Sequence[arb]]:
    """w and loss at a time as balls, or their limits with the rate.

    The error w(t) - w~ is computed by squaring I - K for times of up to 15 digits, else bounded by the rate.
    """
    point = [arb(x) for x in limit.entries()]
    least = ball(problem.value(limit))
    if time.limit:
        return {"w": point, "loss": [least], "rate": [ball(rate)]}
    error = problem.start - limit
    if time.small is not None:
        gap = (_power(problem.step, time.small) * arb_mat(error)).entries()
    else:
        reach = (time.log().exp() * ball(rate).log()).exp() if rate else arb(0)
        gap = [around(arb(0), reach * norm_bound([arb(x) for x in error.entries()]))] * len(point)
    squares = total(u * u for u in (arb_mat(problem.rows) * column(gap)).entries())
    return {
        "w": [x + y for x, y in zip(point, gap, strict=True)],
        "loss": [least + ball(problem.loss[2]) * squares.nonnegative_part()],
    }


def _power(step: fmpq_mat, exponent: int) -> arb_mat:
    """(I - K)^exponent."""
    size = step.nrows()
    found = arb_mat(size, size, [arb(int(i == j)) for i in range(size) for j in range(size)])
    factor = found - arb_mat(step)
    while exponent:
        if exponent & 1:
            found = found * factor
        factor, exponent = factor * factor, exponent >> 1
    return found


def _coefficients(term: Term) -> Coefficients | None:
    """(c, b, a) of a polynomial in u of degree up to 2, built of + - * / by numbers and powers; else None."""
    head, *parts = term
    if head == "num":
        return value_of(term), Fraction(0), Fraction(0)
    if head == "var":
        return Fraction(0), Fraction(1), Fraction(0)
    if head == "pow":
        found = _coefficients(parts[0])
        if found is None or parts[1] != 2 or max(x.numerator.bit_length() for x in found) > MAX_BITS:
            return None
        return _product(found, found)
    if head not in ("neg", "add", "sub", "mul", "div"):
        return None
    read = [_coefficients(part) for part in parts]
    polynomials = [p for p in read if p is not None]
    if len(polynomials) < len(read):
        return None
    found = polynomials[0]
    if head == "neg":
        return _times(found, Fraction(-1))
    for other in polynomials[1:]:
        product: Coefficients | None
        if head == "mul":
            product = _product(found, other)
        elif head == "div":
            product = None if any(other[1:]) or not other[0] else _times(found, 1 / other[0])
        else:
            product = _sum(found, other if head == "add" else _times(other, Fraction(-1)))
        if product is None:
            return None
        found = product
    return found


def _sum(one: Coefficients, other: Coefficients) -> Coefficients:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _times(one: Coefficients, by: Fraction) -> Coefficients:
    return by * one[0], by * one[1], by * one[2]


def _product(one: Coefficients, other: Coefficients) -> Coefficients | None:
    """The product; None when its degree is above 2."""
    (c, b, a), (r, q, p) = one, other
    if (a and (q or p)) or (p and b):
        return None
    return c * r, c * q + b * r, c * p + b * q + a * r


def matrix(table: Sequence[Sequence[Fraction]]) -> fmpq_mat:
    """The matrix of these rows."""
    return fmpq_mat(len(table), len(table[0]), [exact(x) for row in table for x in row])


def exact(value: Fraction) -> fmpq:
    """The same number."""
    return fmpq(value.numerator, value.denominator)
