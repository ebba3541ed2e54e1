"""Cell after cell: polynomials with small defects, found by Newton's method, on cells as long as they may be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, log, log2

from flint import arb, arb_poly, fmpz

from verify.ballchecker.balls import log_of, scaled, total, working
from verify.ballchecker.cell import Cell, Frame, log_slopes, motion, on_circle, taylor
from verify.checker.goals import Rejected
from verify.errors import InputError
from verify.methods.orbit.correction import Linearised, Singular, floats, rough_bits

GRID = 2**20
MAX_NEWTON = 40
STAGE = 130
SMALLEST = 2.0**-10
MAX_DEPTH = 500
RATIOS = ("3/2", "7/4", "2", "5/2", "3", "4", "5", "6", "8")


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What a march works with: bits of balls, degree of polynomials, and the sum of defects that a cell may have."""

    bits: int
    degree: int
    defect: float


@dataclass(frozen=True, slots=True)
class Found:
    """A cell with its polynomials as whole numbers times 2^-bits, and centre, half and ratio as texts.

    ``next_half`` is the half width to try for the cell after it.
    """

    cell: Cell
    wholes: list[list[int]]
    centre: str
    half: str
    ratio: str
    next_half: float

    def to_json(self) -> dict[str, object]:
        """As the certificate has it."""
        return {
            "until": list(self.cell.end),
            "centre": self.centre,
            "half": self.half,
            "coefficients": self.wholes,
            "terms": self.cell.terms,
            "ratio": self.ratio,
            "depth": self.cell.depth,
        }


def march(
    frame: Frame, begin: tuple[int, int], rho: Sequence[arb], accuracy: Accuracy, previous: Found | None = None
) -> Iterator[Found]:
    """Cells without end, from the residual at an iteration on, after the ``previous`` cell if there is one.

    Fails: InputError when no cell, however short, has so small a defect.
    """
    found = previous
    while True:
        half, before = (0.25, None) if found is None else (found.next_half, found.cell)
        found = _longest(frame, begin, rho, accuracy, half, before)
        yield found
        begin = found.cell.end
        rho = [x.mid() for x in found.cell.at(log_of(begin))]


def _longest(
    frame: Frame, begin: tuple[int, int], rho: Sequence[arb], accuracy: Accuracy, half: float, previous: Cell | None
) -> Found:
    """A cell that is good enough."""
    while half > SMALLEST:
        found, loss = _attempt(frame, begin, rho, accuracy, half, previous)
        if found is not None:
            growth = 0.9 * (accuracy.defect / max(loss * max(1.0, 2 * half), 1e-300)) ** (1 / accuracy.degree)
            return replace(found, next_half=half * min(4.0, max(0.7, growth * 1.4)))
        half *= 0.6
    raise InputError(
        f"orbit: no polynomial of degree {accuracy.degree} follows the orbit to {accuracy.defect:.1e} near"
        f" log t = {log_of(begin).str(5, radius=False)} — ask for fewer digits"
    )


def _attempt(
    frame: Frame, begin: tuple[int, int], rho: Sequence[arb], accuracy: Accuracy, half: float, previous: Cell | None
) -> tuple[Found | None, float]:
    """(the cell of this half width, or None when its defect is too large; how large it is).

    The sum over the cell's iterations of its defects is what counts, so that a wide cell may have less of it.
    """
    accuracy = replace(accuracy, defect=accuracy.defect / max(1.0, 2 * half))
    cell, texts = _empty(frame, begin, rho, accuracy, half)
    if cell is None:
        return None, 1.0
    found, lost = solved(frame, cell, texts, rho, accuracy, previous)
    return None if found is None else replace(found, next_half=half), lost


def solved(
    frame: Frame, cell: Cell, texts: tuple[str, str], rho: Sequence[arb], accuracy: Accuracy, previous: Cell | None
) -> tuple[Found | None, float]:
    """(the cell with its polynomials, None when their defect is too large; how large it is)."""
    guess = _newton(frame, _continued(previous, cell), rho, accuracy) if previous is not None else None
    guess = guess or _newton(frame, cell, rho, accuracy)
    if guess is None:
        return None, 1.0
    polynomials, lost = guess
    if not lost <= accuracy.defect:
        return None, lost
    wholes = [[_rounded(c, accuracy.bits) for c in p] for p in polynomials]
    cell = replace(cell, polynomials=[[scaled(c, accuracy.bits) for c in row] for row in wholes])
    terms, ratio = _circle(frame, cell, accuracy)
    if terms > 3 * accuracy.degree:
        return None, 1.0
    top, _, bottom = ratio.partition("/")
    cell = replace(cell, terms=terms, ratio=arb(int(top)) / int(bottom or 1))
    return Found(cell, wholes, *texts, ratio, 0.0), lost


def _empty(
    frame: Frame, begin: tuple[int, int], rho: Sequence[arb], accuracy: Accuracy, half: float
) -> tuple[Cell | None, tuple[str, str]]:
    """A cell of this half width whose polynomials are the constant ``rho``; None when no iteration lies in it."""
    start = log_of(begin)
    width = max(int(half * GRID), 16)
    centre = int((start * GRID).floor().unique_fmpz() or 0) + width - 1
    last = arb(centre + width - 2) / GRID
    end = iteration_before(last, fine=frame.problem.flow)
    texts = f"{centre}/{GRID}", f"{width}/{GRID}"
    if not start < log_of(end):
        return None, texts
    gained = float(start / arb.const_log2()) - log2(1 + 1 / half)  # bits, by each further power of y/half
    depth = 1 if frame.problem.flow else min(MAX_DEPTH, ceil(accuracy.bits / max(gained, 0.5)) + 2)
    polynomials = [[x.mid()] + [arb(0)] * accuracy.degree for x in rho]
    cell = Cell(begin, end, arb(centre) / GRID, arb(width) / GRID, polynomials, accuracy.degree * 5 // 4, arb(2), depth)
    return cell, texts


def _continued(previous: Cell, cell: Cell) -> Cell:
    """The cell with the polynomials of the one before continued into it."""
    line = arb_poly([(cell.centre - previous.centre) / previous.half, cell.half / previous.half])
    polynomials = []
    for p, constant in zip(previous.polynomials, cell.polynomials, strict=True):
        found = [c.mid() for c in arb_poly(p)(line).coeffs()]
        polynomials.append(found + [arb(0)] * (len(constant) - len(found)))
    return replace(cell, polynomials=polynomials)


def iteration_before(log_t: arb, *, fine: bool = False) -> tuple[int, int]:
    """An iteration m 2^k, m of at most 64 bits, whose logarithm is at most ``log_t``, and close to it.

    ``fine``: it need not be whole.
    """
    tens = int((log_t / arb.const_log2()).floor().mid().unique_fmpz() or 0)
    power = tens - 63 if fine else max(0, tens - 63)
    mantissa = (log_t - power * arb.const_log2()).exp().lower().floor().unique_fmpz()
    return max(1, int(mantissa or 1)), power


def _newton(frame: Frame, cell: Cell, rho: Sequence[arb], accuracy: Accuracy) -> tuple[list[list[arb]], float] | None:
    """(polynomials, bound of what their defect is on the cell), or None when Newton's method does not converge.

    The first corrections are made at few bits, later ones at more, the last ones at all.
    """
    goal, least = accuracy.defect / 4, rough_bits(cell)
    polynomials, system = cell.polynomials, None
    for bits in range(least, accuracy.bits - STAGE // 2, STAGE):
        depth = min(cell.depth, max(2, cell.depth * bits // accuracy.bits + 1))
        with working(bits, cell.terms):
            rough = replace(cell, depth=depth, polynomials=polynomials)
            found = _corrected(frame, rough, rho, max(goal, 2.0 ** (least - bits - 40)), system)
        if found is None:
            return None
        polynomials, system, _ = found
    found = _corrected(frame, replace(cell, polynomials=polynomials), rho, goal, system)
    return None if found is None else (found[0], found[2])


def _corrected(
    frame: Frame, cell: Cell, rho: Sequence[arb], goal: float, system: Linearised | None
) -> tuple[list[list[arb]], Linearised | None, float] | None:
    """(polynomials, linear system, size of the defect) once what polynomials can mend of it is within the goal."""
    size, moving, best = len(cell.polynomials[0]), motion(frame, cell), 1e300
    start = cell.clock(cell.begin)
    at_start = float(((start - cell.centre) / cell.half).mid())
    for _ in range(MAX_NEWTON):
        exponents = log_slopes(frame, cell)
        defect = taylor(frame, cell, exponents, moving)
        missing = [(r - p).mid() for r, p in zip(rho, cell.at(start), strict=True)]
        inner = max(_size(row[: size - 1]) for row in defect) + _size(missing)
        if inner <= goal:
            return cell.polynomials, system, inner + max(_size(row[size - 1 :]) for row in defect)
        if not inner < 1e100 or inner > best * 4 or (inner > best / 2 and best < 1e-3):
            return None
        try:
            if system is None or inner > best * 1e-4:
                system = Linearised(frame, cell, exponents, at_start)
        except Singular:
            return None
        best = min(best, inner)
        table, unit = floats([[*row[: size - 1], miss] for row, miss in zip(defect, missing, strict=True)])
        step = system.solve(table[:, :-1], table[:, -1])
        moved = [
            [(c + float(s) * unit).mid() for c, s in zip(p, steps, strict=True)]
            for p, steps in zip(cell.polynomials, step, strict=True)
        ]
        cell = replace(cell, polynomials=moved)
    return None


def _size(coefficients: Sequence[arb]) -> float:
    """An upper bound, up to rounding, of the sum of the absolute values."""
    return float(total(abs(c) for c in coefficients).upper())


def _rounded(value: arb, bits: int) -> int:
    """The whole number nearest to value * 2^bits, or next to it."""
    mantissa, exponent = value.mid().man_exp()
    shift = int(exponent) + bits
    return int(mantissa << shift) if shift >= 0 else int(fmpz(mantissa) >> -shift)


def _circle(frame: Frame, cell: Cell, accuracy: Accuracy) -> tuple[int, str]:
    """(number of Taylor coefficients, ratio) such that what Cauchy's bound leaves is small, with the fewest terms."""
    best = (10**9, RATIOS[0])
    with working(64, cell.terms):
        exponents = log_slopes(frame, cell)
        for text in RATIOS:
            top, _, bottom = text.partition("/")
            ratio = int(top) / int(bottom or 1)
            try:
                far = max(on_circle(frame, replace(cell, ratio=arb(ratio)), exponents), key=float)
            except Rejected:
                continue
            if far < arb(2) ** 2000:
                wanted = accuracy.defect * (1 - 1 / ratio) / 8
                terms = ceil(float((far / wanted).log()) / log(ratio)) + 1
                best = min(best, (max(terms, accuracy.degree + 1), text))
    return best
