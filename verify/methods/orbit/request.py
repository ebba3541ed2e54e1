"""What a person asks for, a data file and a few texts, as a task for the search; every fault is one line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from verify.errors import InputError
from verify.methods.orbit.hypotheses import SOFTMAX, known_loss
from verify.methods.orbit.least_squares import quadratic_term
from verify.methods.orbit.task import Task
from verify.numerics.classes import ClassSet, read_classes
from verify.numerics.dataset import DataSet, read_csv
from verify.numerics.exact_number import read_number, shown
from verify.numerics.svm import NotSeparable, max_margin

LIMIT = "inf"
MAX_DIGITS, MAX_TIMES = 1_000, 1_000
TIME = re.compile(r"([0-9]{1,300})(?:(?:e|E|\*10\^)([0-9]{1,12}))?|10(?:\^|\*\*)([0-9]{1,12})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Request:
    """A task with the data set it came from, and the names of the classes of softmax."""

    data: DataSet | ClassSet
    task: Task
    classes: tuple[str, ...] = ()


def read_request(
    path: Path,
    *,
    loss: str,
    eta: str,
    steps: str,
    digits: int,
    start: str | None = None,
    bias: bool = False,
    label: str | None = None,
    flow: bool = False,
    quadratic: bool = False,
) -> Request:
    """The task that the texts describe.

    loss   exp, logistic, sigmoid, or a formula in u such as ``log(1 + exp(-u))``; softmax, the cross-entropy of samples
           with labels of any kind, on the weight vectors of the classes, one after the other
    steps  iterations such as ``250``, ``1e1000`` or ``10^1000``, several with commas between them, or ``inf``
    quadratic  whether a quadratic loss will do, squared or a formula; its data need not be separable
    flow   gradient flow; ``eta`` says nothing then, and ``steps`` are times
    start  the coordinates of w(0) with commas between them; zero without

    Fails: InputError for a file that holds no samples, data that cannot be separated, and texts that are no
           such numbers.
    """
    squared = quadratic_term(loss) is not None
    if squared and (flow or not quadratic):
        raise InputError(
            f"orbit: the loss {shown(loss)} has no exponential tail, hence no w^ and no rates in log t — it is for"
            " descent alone, without --flow, --rates and --plot"
        )
    if not squared:
        known_loss(loss)
    if not 1 <= digits <= MAX_DIGITS:
        raise InputError(f"orbit: {digits} digits — ask for 1 to {MAX_DIGITS}")
    times, rate = read_times(steps), _number("--eta", eta)
    if rate <= 0:
        raise InputError(f"orbit: the step size {eta} is not positive — take a positive --eta")
    data, rows, groups = _samples(path, loss == SOFTMAX, bias, label)
    if squared:
        weights = _start(start, len(rows[0]))
        return Request(data, Task(rows, weights, loss, rate, [], {}, True, times, digits))
    found = max_margin(rows)
    if isinstance(found, NotSeparable):
        command = "verify svm --classes" if groups else "verify svm"
        raise InputError(
            f"{path}: the data are not separable, so that there is no w^ and gradient descent does not diverge"
            f" — `{command}` shows the combination of samples that is 0{'' if bias else '; --bias may help'}"
        )
    task = Task(
        rows=rows,
        start=_start(start, len(rows[0])),
        loss=loss,
        eta=rate,
        hat=found.w,
        multipliers={n: a for n, a in enumerate(found.alpha) if a},
        has_limit=not found.always_zero,
        times=times,
        digits=digits,
        flow=flow,
        groups=groups,
    )
    if not times and found.always_zero:
        names = ", ".join(_named(data, n) for n in found.always_zero)
        raise InputError(
            f"{path}: the multipliers of support vectors {names} are zero in every solution, so that w(t) - w^ log t"
            f" grows like log log t and has no limit — ask for --steps 1e1000, say"
        )
    return Request(data, task, data.classes if isinstance(data, ClassSet) else ())


def _samples(
    path: Path, softmax: bool, bias: bool, label: str | None
) -> tuple[DataSet | ClassSet, Sequence[Sequence[Fraction]], tuple[int, ...]]:
    """(the samples of a file, their rows, how many rows of one after the other share a term of the risk)."""
    if softmax:
        classes = read_classes(path, bias=bias, label=label)
        return classes, classes.rows, classes.groups
    data = read_csv(path, bias=bias, label=label)
    return data, data.folded, ()


def _named(data: DataSet | ClassSet, row: int) -> str:
    """What a row is called: its sample, or its sample against a class."""
    if isinstance(data, DataSet):
        return str(row + 1)
    n, k = data.pairs[row]
    return f"{n + 1} > {data.classes[k]}"


def read_times(text: str) -> tuple[tuple[int, int], ...]:
    """Iterations as (mantissa, tens), in increasing order; () for the limit. Fails with InputError."""
    if text.strip().lower() in (LIMIT, "infinity"):
        return ()
    parts = text.split(",")
    if len(parts) > MAX_TIMES:
        raise InputError(f"orbit: {len(parts)} iterations in --steps — ask for at most {MAX_TIMES}")
    return tuple(sorted({_time(part.strip()) for part in parts}, key=_order))


def _time(text: str) -> tuple[int, int]:
    found = TIME.fullmatch(text)
    mantissa, tens = (
        (1, int(found[3])) if found and found[3] else (int(found[1]), int(found[2] or 0)) if found else (0, 0)
    )
    if mantissa == 0:
        raise InputError(f"orbit: {shown(text)} is no iteration — write 250, 1e1000, 10^1000 or inf in --steps")
    while mantissa % 10 == 0:
        mantissa, tens = mantissa // 10, tens + 1
    return mantissa, tens


def _order(time: tuple[int, int]) -> tuple[int, Fraction]:
    """By size, without writing the number out."""
    digits = len(str(time[0]))
    return time[1] + digits, Fraction(time[0], 10**digits)


def _start(text: str | None, dimension: int) -> Sequence[Fraction]:
    if text is None:
        return [Fraction(0)] * dimension
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != dimension:
        raise InputError(f"orbit: --from has {len(parts)} coordinates, the data have {dimension} — give as many")
    return [_number("--from", part) for part in parts]


def _number(option: str, text: str) -> Fraction:
    try:
        return read_number(text)
    except ValueError as error:
        raise InputError(f"orbit: {option}: {error}") from None
