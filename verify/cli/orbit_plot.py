"""``verify orbit --plot``: the orbit at many iterations, each certified, as four panels."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import log, log10, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.errors import InputError

if TYPE_CHECKING:
    from verify.engine.orbit import Moment, Orbit

DIGITS = 10
TITLES = ("norm of w(t)", "loss", "angle to w^ (radians)", "margin gap")
SMALL = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 200, 300, 500, 1000)
STEPS = 40


def plot(path: Path, found: "Orbit", data: Path, settings: dict[str, Any]) -> int:
    """Draw the orbit up to the last iteration of ``found``, and return the number of points.

    Gradient flow is drawn with descent in the same picture, iteration k at the time eta k.

    Fails: InputError when the picture cannot be written.
    """
    from verify.engine.orbit import orbit
    from verify.report.orbit_figure import Panel, draw

    if not found.hat:
        raise InputError("orbit: --plot draws orbits of losses with an exponential tail — leave it out")
    times = ",".join(grid(log10_time(found.moments[-1 if found.moments[-1].t != "inf" else 0])))
    curve = orbit(data, **(settings | {"steps": times, "digits": DIGITS}))
    moments = curve.moments
    x = [log10_time(moment) for moment in moments]
    hat = [float(h / curve.rate) for h in curve.hat]
    eta = 1.0 if curve.flow else float(curve.eta)
    size = sqrt(sum(h * h for h in hat))
    rho = [float(middle) for middle, _ in moments[-1].rho]
    along = sum(h * r for h, r in zip(hat, rho, strict=True)) / size**2
    across = sqrt(sum((r - along * h) ** 2 for h, r in zip(hat, rho, strict=True))) / size
    log_t = [value * log(10) for value in x]
    last = moments[-1].gap
    gap = float(last[0]) * log_t[-1] if last else 0.0
    leading = [
        [_log(size * s) for s in log_t],
        [log10(size**2 / eta) - v for v in x],
        [_log(across / s) if s else float("nan") for s in log_t],
        [_log(gap / s) if s else float("nan") for s in log_t],
    ]
    second = orbit(data, **(settings | {"steps": times, "digits": DIGITS, "flow": False})) if curve.flow else None
    others = _values(second.moments) if second else [[]] * 4
    later = [log10_time(moment) + log10(second.eta) for moment in second.moments] if second else []
    panels = [
        Panel(title, values, terms, (later, other))
        for title, values, terms, other in zip(TITLES, _values(moments), leading, others, strict=True)
    ]
    title = f"{found.name}: gradient {'flow' if second else 'descent'}, {found.loss} loss, step size {found.eta}"
    if second:
        draw(path, title, x, panels, ("flow", "descent, iterations times step size"))
    else:
        draw(path, title, x, panels)
    return len(moments) + len(later)


def _values(moments: "Sequence[Moment]") -> list[list[float]]:
    """log10 of the four quantities at each time."""
    from verify.report.orbit_figure import log10_of

    triples = [(m.loss, m.angle, m.gap) for m in moments]
    scalars = [[log10_of(i) if i else 0.0 for i in row] for row in zip(*triples, strict=True)]
    return [[_norm(m) for m in moments], *scalars]


def grid(last: float) -> Iterator[str]:
    """Iterations up to 10^last: small ones, then powers of ten whose exponents grow in proportion."""
    yield from (str(t) for t in SMALL if log10(t) <= last)
    exponents = {round(4 * (last / 4) ** (k / STEPS)) for k in range(STEPS + 1)} if last >= 4 else set()
    yield from (f"1e{exponent}" for exponent in sorted(exponents))


def log10_time(moment: "Moment") -> float:
    """log10 of the iteration."""
    mantissa, _, tens = moment.t.partition("e")
    return log10(int(mantissa)) + int(tens or 0)


def _norm(moment: "Moment") -> float:
    square = sum(Decimal(middle) ** 2 for middle, _ in moment.w)
    return float(square.log10()) / 2 if square else float("nan")


def _log(value: float) -> float:
    return log10(value) if value > 0 else float("nan")
