"""The rates of an orbit: constants that the expansion predicts, and what certified orbits say of them.

Everything here is arithmetic in balls on intervals that the ball checker has replayed, and on exact data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, fmpq, fmpq_mat, fmpq_poly

from verify.ballchecker.balls import ball, total, working
from verify.ballchecker.problem import Time
from verify.ballchecker.values import at_iterate
from verify.methods.orbit.decimals import interval
from verify.methods.orbit.expansion import (
    Expansion,
    across,
    added,
    constant_term,
    dot,
    expansion,
    frame_of_task,
    orthogonal,
)
from verify.methods.orbit.task import Task

Interval = tuple[str, str]
Claim = Mapping[str, Sequence[Sequence[str]]]
BITS = 600
FIT_BITS = 20  # an angle must be known to so many bits for a slope


@dataclass(frozen=True, slots=True)
class Seen:
    """A quantity at a time, scaled by its rate: the orbit's, the prediction's, and a bound of how far they are apart.

    ``predicted`` is None where the theory leaves it open.
    """

    t: str
    orbit: Interval
    predicted: Interval | None
    apart: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The residual or a rate: what is predicted, how it was seen at several times.

    free  the two last times with what is of order 1/log t removed, and how far that is from the constant; None
          where there is no constant
    """

    name: str
    seen: tuple[Seen, ...]
    free: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Mode:
    """A power t^-exponent by which the residual may approach its limit, and where it comes from."""

    exponent: Interval
    origin: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """Slopes of log |rho'| against log t, rho' the part of the residual across w^: the last one, how far it is from the
    one before, and the times.
    """

    exponent: str
    error: str
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What theory says of an orbit, beside what was certified.

    exact      the expansion;  point: its w~, () where there is none
    closed     whether w~ solves its equations alone; otherwise it was read off the certified limit
    vanishing  the rates whose constants are exactly 0
    modes      where all three of them vanish, the exponents by which the residual may approach w~
    gap_2      where log t gap tends to 0 alone, the limit of log^2 t gap
    """

    exact: Expansion
    point: tuple[Interval, ...]
    closed: bool
    vanishing: tuple[str, ...]
    modes: tuple[Mode, ...]
    gap_2: Interval | None
    confirmed: tuple[Confirmed, ...]


def judged(task: Task, claims: Sequence[Claim], limits: Claim | None, digits: int) -> Judged:
    """Theory beside certified claims at several times, and, where there are any, beside certified ``limits``."""
    exact = expansion(task)
    zero = vanishing(exact)
    with working(BITS):
        point = constant_term(exact)
        closed = point is not None
        if point is None and limits is not None:
            point = [parsed(pair) for pair in limits["rho"]]
        alone = zero == ("gap",) and limits is not None
        return Judged(
            exact=exact,
            point=tuple(interval(x, digits) for x in point or ()),
            closed=closed,
            vanishing=zero,
            modes=tuple(modes(task, exact, digits)) if "direction" in zero else (),
            gap_2=interval(second_gap(task, limits), digits) if alone and limits is not None else None,
            confirmed=tuple(confirmed(task, exact, point, claims, limits, digits)),
        )


def fit_times(found: Sequence[Mode]) -> str:
    """Times at which the slowest mode has fallen to between 10^-10 and 10^-30."""
    slowest = max(float(found[0].exponent[0]), 1e-9)
    return ",".join(f"1e{max(4, round(digits / slowest))}" for digits in (10, 15, 20, 25, 30))


def parsed(pair: Sequence[str]) -> arb:
    """A ball that holds the interval."""
    return arb(pair[0]) + arb(0, arb(pair[1]).upper())


def scaled(values: Mapping[str, Sequence[arb]], log_t: arb) -> dict[str, arb]:
    """t loss, log t |w/|w| - w^/|w^||, log^2 t (1 - cos) and log t gap, from loss, angle and gap."""
    half = (values["angle"][0] / 2).sin()
    return {
        "loss": values["loss"][0] * log_t.exp(),
        "direction": 2 * half * log_t,
        "cosine": 2 * half * half * log_t * log_t,
        "gap": values["gap"][0] * log_t,
    }


def confirmed(
    task: Task,
    found: Expansion,
    point: Sequence[arb] | None,
    claims: Sequence[Claim],
    limits: Claim | None,
    digits: int,
) -> list[Confirmed]:
    """The residual coordinate by coordinate, the rates, and log^2 t gap, at each claim's time.

    ``point`` is w~; without it there is the residual less w^_2 log log t alone. ``limits`` are the certified limits.
    """
    with working(BITS):
        frame = frame_of_task(task)
        rows: list[tuple[str, arb, dict[str, tuple[arb, arb | None]]]] = []
        for claim in claims:
            log_t = clock(str(claim["t"]))
            mine = {name: [parsed(pair) for pair in claim[name]] for name in ("rho", "loss", "angle", "gap")}
            if point is None:
                growing = residual(found, [arb(0)] * len(found.hat), log_t)
                rest = [a - b for a, b in zip(mine["rho"], growing, strict=True)]
                rows.append((str(claim["t"]), log_t, {f"rho {i + 1}": (x, None) for i, x in enumerate(rest)}))
                continue
            rho = residual(found, point, log_t)
            theory = at_iterate(frame.problem, frame.hat, log_t, rho, {"loss", "angle", "gap"})
            pairs: dict[str, tuple[arb, arb | None]] = {}
            pairs |= {f"rho {i + 1}": pair for i, pair in enumerate(zip(mine["rho"], rho, strict=True))}
            shown = scaled(theory, log_t)
            pairs |= {name: (value, shown[name]) for name, value in scaled(mine, log_t).items()}
            pairs["gap 2"] = (pairs["gap"][0] * log_t, shown["gap"] * log_t)
            rows.append((str(claim["t"]), log_t, pairs))
        return [_confirmed(name, rows, limits, digits) for name in rows[0][2]]


def second_gap(task: Task, limits: Claim) -> arb:
    """The limit of log^2 t gap where that of log t gap is 0: the certified one of log^2 t (1 - cos) over |w^|."""
    frame = frame_of_task(task)
    length = total(h * h for h in frame.hat).sqrt() * ball(frame.problem.loss.rate)
    return parsed(limits["cosine"][0]) / length


def _confirmed(
    name: str, rows: Sequence[tuple[str, arb, Mapping[str, tuple[arb, arb | None]]]], limits: Claim | None, digits: int
) -> Confirmed:
    seen = []
    for t, _, pairs in rows:
        value, theory = pairs[name]
        predicted = None if theory is None else interval(theory, digits)
        seen.append(Seen(t, interval(value, digits), predicted, "" if theory is None else _bound(value, theory)))
    if limits is None or name not in limits or len(rows) < 2:
        return Confirmed(name, tuple(seen), None)
    (_, early, first), (_, late, second) = rows[-2:]
    value = (late * second[name][0] - early * first[name][0]) / (late - early)
    return Confirmed(name, tuple(seen), (interval(value, digits)[0], _bound(value, parsed(limits[name][0]))))


def residual(found: Expansion, point: Sequence[arb], log_t: arb) -> list[arb]:
    """w^_2 log log t + w~."""
    if found.second is None:
        return list(point)
    return [ball(h) * log_t.log() + x for h, x in zip(found.second, point, strict=True)]


def clock(t: str) -> arb:
    """log t, for times such as 250 or 1e1000."""
    mantissa, _, tens = t.partition("e")
    return Time(int(mantissa), int(tens or 0)).log()


def vanishing(found: Expansion) -> tuple[str, ...]:
    """The rates whose constants are exactly 0."""
    if not found.parallel or found.idle:
        return ()
    span = orthogonal([found.rows[n] for n in found.pulling])
    return ("direction", "cosine", "gap") if found.fixed and not any(across(found.start, span)) else ("gap",)


def modes(task: Task, found: Expansion, digits: int) -> list[Mode]:
    """The exponents of the linearised equation where the part of w~ in the span is a multiple of w^, smallest first.

    Then all multipliers may be taken equal, and sum alpha_n x_n x_n^T is rational: its eigenvalues across w^ are
    roots of a rational polynomial, enclosed. The others are theta_n - 1 of the other samples, and 1/p of step and tail.
    """
    with working(BITS):
        found_modes = [(value, "eigenvalue of sum alpha_n x_n x_n^T") for value in eigenvalues(found)]
        for n, row in enumerate(found.rows):
            slack = dot(row, found.hat) - 1
            if slack > 0:
                found_modes.append((ball(slack), f"theta - 1 of sample {n + 1}"))
        root = frame_of_task(task).problem.loss.root
        found_modes.append((ball(Fraction(1, root)), "step size and tail of the loss"))
        found_modes.sort(key=lambda pair: float(pair[0]))
        return [Mode(interval(value, digits), origin) for value, origin in found_modes]


def eigenvalues(found: Expansion) -> list[arb]:
    """Those of sum alpha_n x_n x_n^T in the span of the pulling rows, across w^, with multiplicities."""
    rows = [found.rows[n] for n in found.pulling]
    basis = orthogonal([found.hat, *rows])[1:]
    if not basis:
        return []
    pull = added(rows)
    alpha = dot(found.hat, found.hat) / dot(pull, found.hat)  # equal multipliers: alpha times the sum is w^
    products = [[dot(r, v) for r in rows] for v in basis]
    table = [alpha * dot(p, q) / dot(v, v) for p, v in zip(products, basis, strict=True) for q in products]
    matrix = fmpq_mat(len(basis), len(basis), [fmpq(x.numerator, x.denominator) for x in table])
    polynomial = fmpq_poly(matrix.charpoly())
    values: list[arb] = []
    roots: list[Any] = polynomial.numer().complex_roots()  # real, since the matrix is similar to a symmetric one
    for root, count in roots:
        values += [root.real] * int(count)
    return sorted(values, key=float)


def fitted(task: Task, claims: Sequence[Claim]) -> Fitted | None:
    """The exponent with which rho' falls, from certified residuals; None when fewer than three exclude 0."""
    found = expansion(task)
    with working(BITS):
        points = []
        for claim in claims:
            size, log_t = _across([parsed(pair) for pair in claim["rho"]], found), clock(str(claim["t"]))
            if size > 0 and size.rel_accuracy_bits() > FIT_BITS:
                points.append((str(claim["t"]), log_t, size.log()))
        if len(points) < 3:
            return None
        one, two, three = points[-3:]
        early, late = ((a[2] - b[2]) / (b[1] - a[1]) for a, b in ((one, two), (two, three)))
        error = abs(late - early).upper() + late.rad()
        times = one[0], two[0], three[0]
        return Fitted(late.mid().str(12, radius=False), (error * arb("1.1")).mid().str(2, radius=False), times)


def _across(rho: Sequence[arb], found: Expansion) -> arb:
    """The length of the part of rho across w^."""
    hat = [ball(h) for h in found.hat]
    along = total(h * x for h, x in zip(hat, rho, strict=True)) / total(h * h for h in hat)
    return total((x - along * h) * (x - along * h) for h, x in zip(hat, rho, strict=True)).nonnegative_part().sqrt()


def _bound(one: arb, other: arb) -> str:
    """An upper bound of how far points of two balls are apart, in decimals."""
    gap = abs(one - other).upper()
    return "0" if gap == 0 else (gap * arb("1.1")).mid().str(2, radius=False)
