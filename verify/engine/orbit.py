"""A certified orbit of gradient descent on a data file, for ``verify orbit`` and for use from Python."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from verify.engine.orbit_state import OrbitProgress, OrbitState
from verify.evidence.orbits import OrbitEvidence, certify_orbit
from verify.methods.orbit.hypotheses import known_loss
from verify.methods.orbit.request import read_request
from verify.methods.orbit.search import find

Interval = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is certified of one iteration, or of all from it on, as intervals (middle, radius) in decimals.

    t        the iteration, as 250 or 1e1000
    onwards  whether it holds for every iteration from t on; then only ``rho`` is given
    rho      w(t) - w^ log t, (d,);  w (d,), loss, angle (radians) and gap (1/|w^| - min_n x_n.w/|w|): of w(t)

    With t = "inf" they are limits: of rho(t), and of t loss, log t gap, log t |w/|w| - w^/|w^|| (``direction``) and
    log^2 t (1 - cos of the angle) (``cosine``). With a quadratic loss there is no ``rho``, and the
    limit w~ has a ``rate``, a number with |w(t) - w~| <= rate^t |w(0) - w~|.
    """

    t: str
    onwards: bool
    rho: tuple[Interval, ...]
    w: tuple[Interval, ...] = ()
    loss: Interval | None = None
    angle: Interval | None = None
    gap: Interval | None = None
    direction: Interval | None = None
    cosine: Interval | None = None
    rate: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Orbit:
    """A certified orbit: what was asked for, the moments, and the statement with its certificate.

    ``hat`` is the hard-margin separator w^, exact; ``steps`` iterations were computed one by one, ``cells`` hold the
    others. ``flow``: gradient flow, of which ``eta`` says nothing. ``rate`` is a where -l'(u) is about exp(-a u) times
    a constant; the residual is w(t) - (w^/a) log t. A quadratic loss has no ``hat``, but an exact ``limit``. Of softmax
    ``w`` and ``hat`` hold the vectors of the ``classes`` one after the other.
    """

    name: str
    samples: int
    dimension: int
    notes: tuple[str, ...]
    loss: str
    eta: Fraction
    start: tuple[Fraction, ...]
    hat: tuple[Fraction, ...]
    digits: int
    moments: tuple[Moment, ...]
    steps: int
    cells: int
    statement: dict[str, Any]
    certificate: dict[str, Any]
    evidence: OrbitEvidence
    seconds: float
    flow: bool = False
    rate: Fraction = Fraction(1)
    limit: tuple[Fraction, ...] = ()
    classes: tuple[str, ...] = ()


def orbit(
    path: Path | str,
    *,
    loss: str = "exp",
    eta: str = "1/10",
    steps: str = "1e1000",
    digits: int = 30,
    start: str | None = None,
    bias: bool = False,
    label: str | None = None,
    flow: bool = False,
    state: Path | None = None,
    resume: bool = False,
    on_progress: Callable[[OrbitProgress], None] | None = None,
) -> Orbit:
    """The orbit of gradient descent on the labelled samples of a file, at the iterations asked for, certified.

    With ``flow`` it is gradient flow, whatever ``eta``, and ``steps`` are times. Every interval has a radius of at most
    10^-digits, the loss relative to its value. A search that is stopped, or
    takes long, is kept in the folder ``state``; with ``resume`` it goes on from there, to the same bytes.
    Fails: OrbitInterrupted when it is stopped (Ctrl-C, SIGTERM); InputError, one line, for input that cannot be read,
           data that are not separable, a step size that is too large, and digits beyond the budget.
    """
    started = time.monotonic()
    request = read_request(
        Path(path),
        loss=loss,
        eta=eta,
        steps=steps,
        digits=digits,
        start=start,
        bias=bias,
        label=label,
        flow=flow,
        quadratic=True,
    )
    watch = OrbitState(request.task, state, resume, on_progress)
    try:
        found = find(request.task, watch)
        evidence = certify_orbit(found.statement, found.certificate)
    except KeyboardInterrupt:
        raise watch.stopped() from None
    except BaseException:
        watch.finished()  # it would come to the same again
        raise
    watch.finished()
    task, data = request.task, request.data
    rate = known_loss(loss).loss.rate if task.hat else Fraction(1)
    return Orbit(
        name=data.name,
        samples=len(data.points),
        dimension=len(task.start),
        notes=(
            *data.notes,
            *((f"the loss decays like exp(-{rate} u): w^/({rate}) stands for w^ below",) * (rate != 1)),
        ),
        loss=loss,
        eta=task.eta,
        start=tuple(task.start),
        hat=tuple(task.hat),
        digits=digits,
        moments=tuple(_moment(claim) for claim in found.statement["claims"]),
        steps=found.steps,
        cells=found.cells,
        statement=found.statement,
        certificate=found.certificate,
        evidence=evidence,
        seconds=time.monotonic() - started,
        flow=flow,
        rate=rate,
        classes=request.classes,
        limit=() if task.hat else tuple(_limit(task.rows, task.start, found.certificate["combination"])),
    )


def _limit(
    rows: Sequence[Sequence[Fraction]], start: Sequence[Fraction], combination: Sequence[str]
) -> Iterator[Fraction]:
    """The limit of descent on a quadratic loss, coordinate by coordinate."""
    for j, first in enumerate(start):
        yield first + sum((Fraction(c) * row[j] for c, row in zip(combination, rows, strict=True)), Fraction(0))


def _moment(claim: dict[str, Any]) -> Moment:
    found: dict[str, tuple[Interval, ...]] = {
        name: tuple((middle, radius) for middle, radius in values)
        for name, values in claim.items()
        if name not in ("t", "from")
    }
    if "from" in claim:
        return Moment(t=claim["from"], onwards=True, rho=found["rho"])
    scalars = {name: values[0] for name, values in found.items() if name not in ("w", "rho")}
    return Moment(t=claim["t"], onwards=False, rho=found.get("rho", ()), w=found.get("w", ()), **scalars)
