"""The first phase of gradient flow: plain cells from t = 0 on, polynomials in t with small defects."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from flint import arb

from verify.ballchecker.balls import ball, column, total
from verify.ballchecker.cell import Cell, Frame
from verify.errors import InputError
from verify.methods.orbit.march import Accuracy, Found, solved

GRID_BITS = 20
TRIES = 60
ROOM = Fraction(2**GRID_BITS + 1, 2**GRID_BITS)  # the interval of a cell is so much longer than the cell


def first_cells(frame: Frame, accuracy: Accuracy, stops: Sequence[int]) -> Iterator[Found]:
    """Plain cells from t = 0 to the last of the times ``stops``, each of which ends a cell.

    Fails: InputError when no cell, however short, has a defect that is small enough.
    """
    begin, w = Fraction(0), [ball(x) for x in frame.problem.start]
    length, previous = _natural_length(frame, w), None
    for stop in stops:
        while begin < stop:
            for _ in range(TRIES):
                end = _end(begin, min(length, stop - begin), stop)
                cell, texts = _plain(begin, end, w, accuracy)
                found, lost = solved(frame, cell, texts, w, accuracy, previous)
                if found is not None:
                    break
                length = (end - begin) * 3 / 5
            else:
                raise InputError(
                    f"orbit: no polynomial follows the flow near t = {float(begin):.3g} — ask for fewer digits"
                )
            growth = 1.26 * (accuracy.defect / max(lost, 1e-300)) ** (1 / accuracy.degree)
            length = max(length, end - begin) * Fraction(min(4.0, max(0.7, growth)))
            yield found
            begin, previous = end, found.cell
            w = [x.mid() for x in previous.at(previous.clock(previous.end))]


def digits_lost(frame: Frame, cell: Cell) -> float:
    """How many digits are lost until twice the end of a plain cell when the loss is not convex on the way."""
    steepest = frame.problem.loss.bounds.steepest
    curved = frame.eta * total(n * n for n in frame.norms) * (ball(steepest) if steepest else 0)
    return float(curved * cell.clock(cell.end) * 2) * 0.4343


def _natural_length(frame: Frame, w: Sequence[arb]) -> Fraction:
    """A time in which the slopes do not change much."""
    slopes = frame.problem.slopes((frame.rows * column(w)).entries())
    kappa = frame.problem.loss.bounds.kappa
    curved = frame.eta * ball(kappa) * total(n * n * g for n, g in zip(frame.norms, slopes, strict=True))
    mantissa, exponent = (1 / curved).mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** (int(exponent) - 2)


def _end(begin: Fraction, length: Fraction, stop: int) -> Fraction:
    """A dyadic number about ``length`` later, with few bits for its size; ``stop`` when that is near."""
    if begin + length * 11 / 10 >= stop:
        return Fraction(stop)
    unit = Fraction(2) ** (_exponent(length) - GRID_BITS)
    return (begin + length) // unit * unit


def _exponent(value: Fraction) -> int:
    """About the binary logarithm."""
    return value.numerator.bit_length() - value.denominator.bit_length()


def _plain(begin: Fraction, end: Fraction, w: Sequence[arb], accuracy: Accuracy) -> tuple[Cell, tuple[str, str]]:
    centre, half = (begin + end) / 2, (end - begin) / 2 * ROOM
    polynomials = [[x.mid()] + [arb(0)] * accuracy.degree for x in w]
    terms = accuracy.degree * 5 // 4
    cell = Cell(_dyadic(begin), _dyadic(end), ball(centre), ball(half), polynomials, terms, arb(2), 1, plain=True)
    return cell, (str(centre), str(half))


def _dyadic(value: Fraction) -> tuple[int, int]:
    """(m, k) with m 2^k for a fraction whose denominator is a power of 2, k <= 0."""
    return value.numerator, 1 - value.denominator.bit_length()
