"""One cell: how far its polynomial is from an orbit, summed over all iterations of the cell.

For log t in the cell, s = log t = centre + half x with |x| <= 1, the trial orbit is v_t = hat s + P(x). With y = e^-s,
L = log(1+y)/y, l = y L = log(1+1/t), and q_n = exp(-(theta_n - 1) s - x_n.P), its defect d_t = v_{t+1} - T(v_t) is

    e^s d = hat L + sum_{j>=1} P^(j)/j! half^-j L l^(j-1)  -  eta sum_n q_n phi(y q_n) x_n.

The right side is bounded for |x| <= 1 by its first Taylor coefficients and, for the others, Cauchy's bound from a
circle of radius ``ratio`` > 1. On that circle everything is bounded by the sums of the coefficients' absolute values.
Two series are cut: L after ``depth`` powers of y, and the sum over j after ``depth`` terms; both remainders are added.

For gradient flow d_t = v' + grad L(v) is a density: L is 1 in the above, j = 1 the only term, and nothing is cut.
Before its first cell in log t there are plain ones, v_t = P(x) with t = centre + half x, q_n = half exp(-x_n.P), and

    half d = P'  -  eta sum_n q_n phi(q_n/half) x_n.

Where rows are in groups, the argument of phi is the sum over the group of n.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

from flint import acb, arb, arb_mat, arb_poly, arb_series

from verify.ballchecker.balls import around, ball, certainly, log_of, norm_bound, padded, scaled, series, total, working
from verify.ballchecker.problem import Problem
from verify.ballchecker.ratios import ONE
from verify.checker.goals import Rejected

CIRCLE_BITS = 64


@dataclass(frozen=True, slots=True)
class Cell:
    """A polynomial P of x = (s - centre)/half, coefficients (d, degree + 1), and how its defect is to be bounded.

    begin, end  the first iteration, and the one that begins the next cell, as (m, k) for m 2^k
    terms       the number of Taylor coefficients
    ratio       radius of Cauchy's circle
    depth       the number of powers of y and of derivatives of P that are kept
    plain       whether x stands for t and not for log t; only for gradient flow
    """

    begin: tuple[int, int]
    end: tuple[int, int]
    centre: arb
    half: arb
    polynomials: list[list[arb]]
    terms: int
    ratio: arb
    depth: int
    plain: bool = False

    def clock(self, time: tuple[int, int]) -> arb:
        """The time m 2^k on the cell's scale: its logarithm, or itself."""
        return scaled(time[0], -time[1]) if self.plain else log_of(time)

    def at(self, clock: arb) -> list[arb]:
        """P at a time of the cell, (d,)."""
        x = (clock - self.centre) / self.half
        return [arb_poly(p)(x) for p in self.polynomials]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a cell's replay establishes.

    defect  >= |e^s d_t| for every iteration t of the cell; of a plain cell, >= |half d_t|
    slopes  >= q_n for every such t, (N,)
    """

    defect: arb
    slopes: list[arb]


@dataclass(frozen=True, slots=True)
class Frame:
    """What all cells share: the problem in balls, the separator, and theta_n - 1 = x_n.hat - 1 >= 0.

    ``support`` are the rows, counted from 0, whose theta_n is exactly 1; ``norms`` are bounds of |x_n|.
    """

    problem: Problem
    rows: arb_mat
    columns: arb_mat
    hat: list[arb]
    slack: list[arb]
    support: list[int]
    norms: list[arb]
    eta: arb


def defect_bounds(frame: Frame, cell: Cell) -> Bounds:
    """Bounds that hold for all real s of the cell. Fails with Rejected where the circle is too large for the cell."""
    exponents = log_slopes(frame, cell)
    main = taylor(frame, cell, exponents, motion(frame, cell))
    far = on_circle(frame, cell, exponents)
    shrink = (1 / cell.ratio) ** cell.terms / (1 - 1 / cell.ratio)
    cut = _cut(frame, cell)
    parts = [
        total(abs(c) for c in coefficients) + bound * shrink + rest
        for coefficients, bound, rest in zip(main, far, cut, strict=True)
    ]
    slopes = [largest(a, arb(1)).exp().upper() for a in exponents]
    return Bounds(norm_bound(parts), slopes)


def log_slopes(frame: Frame, cell: Cell) -> list[list[arb]]:
    """The coefficients of log q_n = -(theta_n - 1)(centre + half x) - x_n.P(x), (N, degree + 1).

    In a plain cell log q_n = log half - x_n.P(x).
    """
    table = arb_mat(cell.polynomials)
    products = (frame.rows * table).tolist()
    found = []
    for slack, row in zip(frame.slack, products, strict=True):
        a = [-c for c in row]
        if cell.plain:
            a[0] += cell.half.log()
        else:
            a[0] -= slack * cell.centre
            a[1] -= slack * cell.half
        found.append(a)
    return found


@dataclass(frozen=True, slots=True)
class Motion:
    """The series in x that a step of time brings in: y, L, and the weights half^-1 L (l/half)^(j-1), j = 1, 2, ..."""

    y: arb_series
    log_ratio: arb_series
    weights: list[arb_series]


def motion(frame: Frame, cell: Cell) -> Motion:
    """The series to ``terms`` terms, L and the weights to ``depth``; no more weights than P has derivatives.

    In a plain cell 1/half stands in the place of y, and P has no part hat s.
    """
    terms = cell.terms
    if cell.plain:
        return Motion(series([1 / cell.half], terms), series([arb(0)], terms), [series([arb(1)], terms)])
    y = (-series([cell.centre, cell.half], terms)).exp()
    if frame.problem.flow:
        return Motion(y, series([arb(1)], terms), [series([1 / cell.half], terms)])
    log_ratio = series([arb(0)], terms)
    for k in range(cell.depth, -1, -1):
        log_ratio = 1 / arb(k + 1) - log_ratio * y
    step, weights = y * log_ratio / cell.half, [log_ratio / cell.half]
    for _ in range(min(cell.depth, len(cell.polynomials[0]) - 1) - 1):
        weights.append(weights[-1] * step)
    return Motion(y, log_ratio, weights)


def taylor(frame: Frame, cell: Cell, exponents: Sequence[Sequence[arb]], moving: Motion) -> list[list[arb]]:
    """The first Taylor coefficients of the main part of e^s d, (d, terms)."""
    terms, loss = cell.terms, frame.problem.loss
    pulls = [series(a, terms).exp() for a in exponents]
    if loss.factor != ONE:
        if loss.root == 1:
            z = [q * moving.y for q in pulls]
        else:
            z = [(series(log_z(cell, a), terms) / loss.root).exp() for a in exponents]
        pulls = [q * loss.factor.at(x) for q, x in zip(pulls, frame.problem.joined(z), strict=True)]
    slopes = [padded(q, terms) for q in pulls]
    gradient = (frame.columns * arb_mat(slopes)).tolist()
    main = []
    for hat, p, pull in zip(frame.hat, cell.polynomials, gradient, strict=True):
        moved = moving.log_ratio * hat
        for j, weight in enumerate(moving.weights, 1):
            moved += series(derivative(p, j), terms) * weight
        main.append([m - frame.eta * g for m, g in zip(padded(moved, terms), pull, strict=True)])
    return main


def on_circle(frame: Frame, cell: Cell, exponents: Sequence[Sequence[arb]]) -> list[arb]:
    """Upper bounds of the same main part on the circle |x| = ratio, (d,). There |y| <= exp(half ratio - centre).

    Coarse ones, with few bits.
    """
    with working(CIRCLE_BITS, cell.terms):
        return _on_circle(frame, cell, exponents)


def _on_circle(frame: Frame, cell: Cell, exponents: Sequence[Sequence[arb]]) -> list[arb]:
    loss = frame.problem.loss
    z = [(disc(log_z(cell, a), cell.ratio) / loss.root).exp() for a in exponents]
    factors = [loss.factor_bound(x) for x in frame.problem.joined(z)]
    pulls = [largest(a, cell.ratio).exp() * factor for a, factor in zip(exponents, factors, strict=True)]
    log_ratio, weights = _motion_on_circle(frame, cell)
    rows = frame.problem.rows
    found = []
    for i, (hat, p) in enumerate(zip(frame.hat, cell.polynomials, strict=True)):
        shifted = _derivative_bounds(p, cell.ratio)
        moved = abs(hat) * log_ratio + total(shifted[j] * weight for j, weight in enumerate(weights, 1))
        pull = total(abs(ball(row[i])) * q for row, q in zip(rows, pulls, strict=True))
        found.append((moved + frame.eta * pull).upper())
    return found


def _motion_on_circle(frame: Frame, cell: Cell) -> tuple[arb, list[arb]]:
    """Upper bounds of |L| and of the weights on the circle."""
    if not certainly(cell.ratio > 1):
        raise Rejected("orbit: Cauchy's circle is not larger than the cell @ $.cells")
    if cell.plain:
        return arb(0), [arb(1)]
    if frame.problem.flow:
        return arb(1), [1 / cell.half]
    y = (cell.half * cell.ratio - cell.centre).exp().upper()
    if not certainly(y < 1):
        raise Rejected("orbit: Cauchy's circle leaves the region where the defect is analytic @ $.cells")
    log_ratio = 1 / (1 - y)
    step = y * log_ratio / cell.half
    count = min(cell.depth, len(cell.polynomials[0]) - 1)
    return log_ratio, [log_ratio / cell.half * step**j for j in range(count)]


def _cut(frame: Frame, cell: Cell) -> list[arb]:
    """Upper bounds, for real |x| <= 1, of what the two cut series leave out, (d,).

    |L - L_cut| <= y^(depth+1)/(1-y) moves the point where v is taken by at most y times that, hence e^s v by at most
    |L - L_cut| times the slope |hat| + sup|P'|/half; the derivatives left out are those of order above ``depth``.
    """
    if frame.problem.flow:
        return [arb(0)] * len(frame.hat)
    y = (cell.half - cell.centre).exp().upper()
    log_ratio = 1 / (1 - y)
    step = y * log_ratio / cell.half
    lost = y ** (cell.depth + 1) * log_ratio
    found = []
    for hat, p in zip(frame.hat, cell.polynomials, strict=True):
        bounds = _derivative_bounds(p, 1 + step)
        slope = abs(hat) + (bounds[1] if len(bounds) > 1 else arb(0)) / cell.half
        at_one = _derivative_bounds(p, arb(1))
        rest = total(at_one[j] * step ** (j - 1) for j in range(cell.depth + 1, len(p)))
        found.append((lost * slope + rest * log_ratio / cell.half).upper())
    return found


def log_z(cell: Cell, a: Sequence[arb]) -> list[arb]:
    """The coefficients of -x_n.v = log q_n - s, in a plain cell log q_n - log half."""
    if cell.plain:
        return [a[0] - cell.half.log(), *a[1:]]
    return [a[0] - cell.centre, a[1] - cell.half, *a[2:]]


def derivative(p: Sequence[arb], j: int) -> list[arb]:
    """The coefficients of P^(j)/j!."""
    return [p[m] * comb(m, j) for m in range(j, len(p))]


def _derivative_bounds(p: Sequence[arb], radius: arb) -> list[arb]:
    """Upper bounds of |P^(j)/j!| on the disc of the radius, for j = 0, 1, ..., degree."""
    return list(arb_poly([abs(c) for c in p])(arb_poly([radius, 1])).coeffs()) + [arb(0)] * len(p)


def largest(a: Sequence[arb], radius: arb) -> arb:
    """An upper bound of the real part of the polynomial on the disc of the radius."""
    return (a[0] + _spread(a, radius)).upper()


def disc(a: Sequence[arb], radius: arb) -> acb:
    """A ball that holds the values of the polynomial on the disc of the radius."""
    spread = _spread(a, radius)
    return acb(around(a[0], spread), around(arb(0), spread))


def _spread(a: Sequence[arb], radius: arb) -> arb:
    """An upper bound of |p(x) - p(0)| on the disc of the radius."""
    power, found = arb(1), arb(0)
    for c in a[1:]:
        power = power * radius
        found += abs(c) * power
    return found.upper()
