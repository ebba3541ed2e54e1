"""The search for a certificate of an orbit: exact steps, cells, and the limit once the orbit is near enough to it."""

from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import Any

from flint import arb

from verify.ballchecker.balls import ball, column, log_of, norm_bound, total, working
from verify.ballchecker.cell import Frame
from verify.ballchecker.early import State, descend
from verify.ballchecker.gate import frame_of
from verify.ballchecker.limit import from_now_on
from verify.ballchecker.problem import Time, scaled_problem
from verify.ballchecker.shadowing import follow
from verify.ballchecker.values import at_infinity, at_iterate, widened
from verify.checker.goals import Rejected
from verify.errors import InputError
from verify.methods.orbit.decimals import interval
from verify.methods.orbit.first import digits_lost, first_cells
from verify.methods.orbit.hypotheses import known_loss, not_convex_at
from verify.methods.orbit.least_squares import find_quadratic, quadratic_term
from verify.methods.orbit.limit import basis_of, limit_near
from verify.methods.orbit.march import Found, march
from verify.methods.orbit.task import Certified, Plan, Spread, Task, TooCoarse, plan, small, whole_number
from verify.methods.orbit.watch import SILENT, Watch, restored

QUANTITIES = ("w", "rho", "loss", "angle", "gap")
FIRST_STEPS, MOST_STEPS = 1_000, 256_000
WORK = 4e7
PAUSES = (1, 4, 16, 64, 256, 1024, 4096)  # times at which plain cells may hand over to those in log t
FAR_BEHIND = -20.0  # in log t a flow turns too sharply while there are such margins
HOPELESS = 60.0  # digits lost in the first phase of a flow
ATTEMPTS = 12
MAX_CELLS = 20_000
PLAIN = 10**6  # iterations below are written as they are
DIVERGED = arb("1e10000")


def find(task: Task, watch: Watch = SILENT, first_steps: int | None = None) -> Certified:
    """A certificate with the digits that are asked for.

    ``first_steps``: how many iterations are made one by one before the first cell, 1,000 unless told; more where the
    map expands.
    Fails: InputError when the step size is too large, or the digits are beyond what can be computed with.
    """
    term = quadratic_term(task.loss)
    if term is not None:
        return find_quadratic(task, term)
    longest = max(float(norm_bound([ball(x) for x in row])) for row in task.rows)
    earlier, cells = watch.earlier()
    first, extra, spare = earlier or (0, 2.0 + log(1 + longest, 10), 0)
    for number in range(first, ATTEMPTS):
        using = plan(task, extra, spare)
        watch.on_attempt((number, extra, spare))
        with working(using.accuracy.bits, 3 * using.accuracy.degree + 10):
            try:
                return _Run(task, using, watch, first_steps or FIRST_STEPS, cells if number == first else ()).result()
            except TooCoarse as coarse:
                extra += coarse.missing + 1
            except Spread as spread:
                spare += spread.bits
    raise InputError(f"orbit: {task.digits} digits were not reached — ask for fewer, or for an earlier time")


class _Run:
    """One attempt at one precision."""

    def __init__(
        self, task: Task, plan: Plan, watch: Watch, first_steps: int, earlier: Sequence[Mapping[str, Any]]
    ) -> None:
        self.task, self.plan = task, plan
        self.watch, self.first_steps, self.earlier = watch, first_steps, earlier
        rows, start = [list(row) for row in task.rows], list(task.start)
        self.loss = known_loss(task.loss)
        eta = None if task.flow else task.eta
        self.problem = scaled_problem(rows, start, self.loss.loss, eta, [], task.groups)
        self.frame: Frame = frame_of(self.problem, task.hat)
        self.claims: list[dict[str, Any]] = []
        self.open = list(task.times)
        self.first: list[dict[str, object]] = []
        self.cells: list[dict[str, object]] = []
        self.limit: dict[str, object] | None = None

    def result(self) -> Certified:
        """Statement and certificate. Fails: TooCoarse, InputError."""
        task = self.task
        last = small(self.open[-1]) if self.open else None
        if last is not None and not task.flow:
            steps = last
            self._descend(steps)
        else:
            steps, state = self._flow() if task.flow else self._settle()
            self._march(steps, state)
        statement = {
            "rows": [[str(x) for x in row] for row in task.rows],
            "start": [str(x) for x in task.start],
            "loss": self.loss.term,
            **({"groups": list(task.groups)} if task.groups else {}),
            **({"flow": True} if task.flow else {"eta": str(task.eta)}),
            "claims": self.claims,
        }
        multipliers = {str(n + 1): str(a) for n, a in task.multipliers.items()}
        certificate: dict[str, Any] = {
            "bits": self.plan.accuracy.bits,
            "loss": self.loss.part,
            "margin": {"w": [str(x) for x in task.hat], "multipliers": multipliers},
            "steps": steps,
            "cells": self.cells,
            **({"first": self.first} if task.flow else {}),
        }
        if self.limit is not None:
            certificate["limit"] = self.limit
        return Certified(statement, certificate, len(self.first) + len(self.cells), 0 if task.flow else steps)

    def _descend(self, steps: int) -> State:
        soon = {whole_number(t): t for t in self.open}

        def at_step(t: int, state: State) -> None:
            self.watch.on_step(t, steps)
            if not state[1] < 1:
                if not all(abs(w) < DIVERGED for w in state[0]):
                    raise InputError(
                        f"orbit: gradient descent diverges: step {t} leads beyond |w| = 1e10000 — take a smaller --eta"
                    )
                raise Spread(self.plan.accuracy.bits)
            if t in soon:
                log_t = arb(t).log()
                self.open.remove(soon[t])
                self._claim(soon[t], log_t, _residual(self.frame, log_t, state))

        return descend(self.problem, steps, at_step)

    def _settle(self) -> tuple[int, State]:
        """(number of steps, state) after which the map certainly no longer expands."""
        steps, count = self.first_steps, len(self.task.rows) * len(self.task.start)
        while True:
            self.claims, self.open = [], list(self.task.times)
            state = self._descend(steps)
            if not state[1] < self.plan.goal / 16:
                raise Spread(8 + int(float((state[1] / self.plan.goal).log())) * 3 // 2)
            large = max(abs(w).upper() for w in state[0]).log() / arb.const_log2()
            if not large < self.plan.room:
                raise Spread(8 + int(float(large)) - self.plan.room)
            bound = self._curvature(state)
            if bound <= 1.5:
                return steps, state
            steps *= 4
            if steps > MOST_STEPS or steps * count > WORK:
                if not bound.is_finite():
                    raise self._not_convex(f"after {steps // 4} steps")
                raise InputError(
                    f"orbit: the step size {self.task.eta} is too large, or the start too far off: {steps // 4} steps"
                    f" bring eta H to {bound.str(4, radius=False)}, and it has to be at most 2 — take a smaller --eta"
                )

    def _flow(self) -> tuple[int, State]:
        """(time, state) from which on the loss is convex along the flow, by plain cells from t = 0 on."""
        at, radius = [ball(x) for x in self.problem.start], arb(0)
        for found in first_cells(self.frame, self.plan.accuracy, PAUSES):
            cell = found.cell
            try:
                ((cell, radius),) = follow(self.frame, [cell], at, radius)
            except Rejected as fault:
                raise InputError(f"orbit: {fault}") from None
            if not radius < self.plan.goal / 2:
                spread = 0.0 if self._curvature((at, radius)).is_finite() else digits_lost(self.frame, cell)
                if spread > 0 and spread + self._added() > HOPELESS:
                    raise self._not_convex(f"at t = {float(cell.clock(cell.end)):.3g}")
                raise TooCoarse(1 + spread + max(0.0, float((radius / self.plan.goal).log_base(10))))
            self.first.append(found.to_json())
            end = cell.clock(cell.end)
            while self.open and (clock := Time(*self.open[0]).clock(plain=True)) <= end:
                log_t = _log(self.open[0])
                self._claim(self.open.pop(0), log_t, _residual(self.frame, log_t, (cell.at(clock), radius)))
            at = cell.at(end)
            pause = next((t for t in PAUSES if end == t), None)
            if pause is None or not self._curvature((at, radius)).is_finite():
                continue
            if pause == PAUSES[-1] or self._least_margin(at) > FAR_BEHIND:
                return pause, (at, radius)
        raise self._not_convex(f"at t = {PAUSES[-1]}")

    def _least_margin(self, at: Sequence[arb]) -> float:
        return min(float(u.mid()) for u in (self.frame.rows * column(at)).entries())

    def _added(self) -> float:
        """How many digits more than asked for this attempt works with."""
        return -float(self.plan.goal.log_base(10)) - self.task.digits

    def _not_convex(self, when: str) -> InputError:
        return InputError(
            f"orbit: {when} there is a sample where the loss is not certainly convex"
            f" ({not_convex_at(self.problem.loss)}) — begin with --from a w that separates the data"
        )

    def _curvature(self, state: State) -> arb:
        """A bound of eta H near the iterate, infinite where the loss is not certainly convex."""
        margins = (self.frame.rows * column(state[0])).entries()
        loss = self.problem.loss
        if not all(loss.tame_at(z) for z in self.problem.joined([(-u).exp() for u in margins])):
            return arb("inf")
        curved = total(n * n * (-u).exp() for n, u in zip(self.frame.norms, margins, strict=True))
        return self.frame.eta * ball(loss.bounds.curvature) * curved

    def _march(self, steps: int, state: State) -> None:
        """Cells until the last time that is asked for, or until the limit is near enough."""
        now, radius = arb(steps).log(), state[1]
        rho = [w - h * now for w, h in zip(state[0], self.frame.hat, strict=True)]
        basis = basis_of(self.frame) if self.task.has_limit else None
        marching = self._cells((steps, 0), [x.mid() for x in rho])
        while self.open or not self.task.times:
            if basis is not None and self._reaches_limit(basis, now, rho, radius):
                return
            if len(self.cells) >= MAX_CELLS:
                raise InputError(f"orbit: more than {MAX_CELLS} cells are needed — ask for an earlier time")
            found, new = next(marching)
            try:
                ((cell, radius),) = follow(self.frame, [found.cell], rho, radius)
            except Rejected:
                raise TooCoarse(3) from None
            if not radius < 2 * self.plan.goal:
                raise TooCoarse(1)
            self.cells.append(found.to_json())
            self.watch.on_cell(found, log_of(cell.end), new)
            while self.open and (log_t := _log(self.open[0])) <= log_of(cell.end):
                self._claim(self.open.pop(0), log_t, widened(cell.at(log_t), radius))
            now = log_of(cell.end)
            rho = cell.at(now)

    def _cells(self, begin: tuple[int, int], rho: Sequence[arb]) -> Iterator[tuple[Found, bool]]:
        """The cells that an earlier search found, then new ones: (cell, whether it is new)."""
        last = None
        for data in self.earlier:
            last = restored(data, begin, self.plan.accuracy.bits)
            begin = last.cell.end
            yield last, False
        if last is not None:
            rho = [x.mid() for x in last.cell.at(log_of(begin))]
        for found in march(self.frame, begin, rho, self.plan.accuracy, last):
            yield found, True

    def _reaches_limit(self, basis: Sequence[int], now: arb, rho: Sequence[arb], radius: arb) -> bool:
        """Whether from now on the orbit stays as near to its limit as is asked for; then the claims are made."""
        frame, goal = self.frame, self.plan.goal
        pull = [(-u).exp() for n, u in enumerate((frame.rows * column(rho)).entries()) if n in frame.support]
        rows = [frame.rows.tolist()[n] for n in frame.support]
        gap = [
            frame.eta * total(q * row[j] for q, row in zip(pull, rows, strict=True)) - h
            for j, h in enumerate(frame.hat)
        ]
        if not norm_bound(gap) < 1e-3:
            return False
        found = limit_near(frame, basis, rho, self.plan.accuracy.bits)
        if found is None:
            return False
        try:
            box, distance = from_now_on(frame, found[0], now, rho, radius)
        except Rejected:
            return False
        if not distance < 4 * goal:
            return False
        self.limit = found[1]
        for time in self.open:
            self._claim(time, _log(time), widened(box, distance))
        if not self.task.times:
            tens = int((now / arb.const_log10()).floor().unique_fmpz() or 0) + 1
            around = widened(box, distance)
            self._ensure_accurate({"rho": around})
            self.claims.append({"from": f"1e{tens}", "rho": self._intervals(around)})
            limits = at_infinity(self.problem, frame.hat, frame.support, around)
            self._ensure_accurate({name: limits[name] for name in ("direction", "cosine", "gap", "loss")})
            self.claims.append({"t": "inf"} | {name: self._intervals(values) for name, values in limits.items()})
        self.open = []
        return True

    def _claim(self, time: tuple[int, int], log_t: arb, rho: Sequence[arb]) -> None:
        found = at_iterate(self.problem, self.frame.hat, log_t, rho, set(QUANTITIES))
        self._ensure_accurate(found)
        whole = whole_number(time)
        claim: dict[str, Any] = {"t": str(whole) if whole and whole < PLAIN else f"{time[0]}e{time[1]}"}
        for name in QUANTITIES:
            claim[name] = self._intervals(found[name])
        self.claims.append(claim)

    def _intervals(self, values: Sequence[arb]) -> list[list[str]]:
        return [list(interval(value, self.task.digits)) for value in values]

    def _ensure_accurate(self, found: Mapping[str, Sequence[arb]]) -> None:
        """Fails with TooCoarse when a radius exceeds 10^-digits, for the loss 10^-digits times its value."""
        wanted, worst = arb(10) ** -self.task.digits, arb(0)
        for name, values in found.items():
            for value in values:
                unit = abs(value.mid()) if name == "loss" else arb(1)
                worst = worst.max((value.rad() / unit).upper())
        if not worst < wanted * arb("0.9"):
            excess = float((worst / wanted).log_base(10)) if worst.is_finite() else 10.0
            raise TooCoarse(max(excess, 1.0))


def _residual(frame: Frame, log_t: arb, state: State) -> list[arb]:
    return [w - h * log_t for w, h in zip(widened(state[0], state[1]), frame.hat, strict=True)]


def _log(time: tuple[int, int]) -> arb:
    return Time(time[0], time[1]).log()
