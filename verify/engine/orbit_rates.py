"""The rates of an orbit: certified constants, certified orbits at several times, and what theory predicts of both."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.engine.orbit import Interval, Orbit, orbit
from verify.engine.orbit_state import OrbitProgress
from verify.methods.orbit.rates import Fitted, Judged, fit_times, fitted, judged
from verify.methods.orbit.request import read_request

TIMES = "1e20,1e1000,1e1000000,1e100000000000,1e200000000000"
DEGENERATE_TIMES = "1e20,1e1000,1e1000000,1e1000000000"
MORE = 25  # digits: log t of the last time is 4.6e11, and its square is divided by


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What ``verify orbit --rates`` tells.

    limit   the certified limits; None on degenerate data, where w(t) - w^ log t has none
    orbits  the certified orbit at ``TIMES`` or ``DEGENERATE_TIMES``; then, where all constants but the loss's are 0, at
            those of the fit
    theory  what theory says, and how far from it the orbits are
    fitted  the exponent of the residual across w^, from the second orbit
    """

    limit: Orbit | None
    orbits: tuple[Orbit, ...]
    theory: Judged
    fitted: Fitted | None

    def constant(self, name: str) -> Interval | None:
        """The certified constant of a rate (loss, direction, cosine, gap); None without a limit."""
        found = getattr(self.limit.moments[-1], name) if self.limit else None
        return (str(found[0]), str(found[1])) if found else None


def rates(
    path: Path | str,
    *,
    digits: int = 20,
    state: Path | None = None,
    resume: bool = False,
    on_progress: Callable[[OrbitProgress], None] | None = None,
    **settings: Any,
) -> Rates:
    """The constants of the rates to so many digits, and orbits beside them. ``settings`` are those of ``orbit``.

    Fails: as ``orbit``.
    """
    keep: dict[str, Any] = {"state": state, "resume": resume, "on_progress": on_progress} | settings
    asked: dict[str, Any] = {"loss": "exp", "eta": "1/10", "steps": TIMES, "digits": digits} | settings
    task = read_request(Path(path), **asked).task
    limit = orbit(path, steps="inf", digits=digits + 5, **keep) if task.has_limit else None
    times, enough = (TIMES, digits + MORE) if limit else (DEGENERATE_TIMES, max(digits, 20) + 5)
    sweep = orbit(path, steps=times, digits=enough, **keep)
    theory = judged(task, sweep.statement["claims"], limit.statement["claims"][-1] if limit else None, digits)
    if not theory.modes:
        return Rates(limit=limit, orbits=(sweep,), theory=theory, fitted=None)
    again = orbit(path, steps=fit_times(theory.modes), digits=digits + MORE, **keep)
    return Rates(limit=limit, orbits=(sweep, again), theory=theory, fitted=fitted(task, again.statement["claims"]))
