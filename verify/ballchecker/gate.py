"""The one gate for orbits: a statement and a certificate in, "certified" out.

    statement    {"rows": [[rational, ...], ...], "start": [...], "loss": term in u, "eta": rational, "claims": [...]}
                 for gradient flow "flow": true in the place of "eta"; with "groups": [2, 2, ...] rows, so many one
                 after the other, share a term: l at -log of the sum of their exp(-row.w)
    claim        {"t": "1e1000", "w": [[middle, radius], ...], "rho": ..., "loss": ..., "angle": ..., "gap": ...}
                 {"from": "1e40", "rho": [[middle, radius], ...]}, for every iteration from that one on
                 {"t": "inf", "rho": ..., "direction": ..., "cosine": ..., "gap": ..., "loss": ...}, the limits of
                 rho, log t |w/|w| - hat/|hat||, log^2 t (1 - cos), log t gap and t loss
    certificate  {"bits": ..., "loss": {...}, "margin": {"w", "multipliers"}, "steps": ..., "cells": [...],
                  "limit": {...}}, for gradient flow also "first": [...]

Statements with a quadratic loss have certificates of their own (``verify.ballchecker.quadratic``).
``docs/orbits.md`` describes the parts.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from flint import arb

from verify.ballchecker.balls import ball, log_of, working
from verify.ballchecker.cell import Cell, Frame
from verify.ballchecker.early import State, descend
from verify.ballchecker.limit import from_now_on
from verify.ballchecker.losses import confirm_loss
from verify.ballchecker.problem import Problem, read_problem
from verify.ballchecker.quadratic import check_quadratic, quadratic_loss
from verify.ballchecker.reading import Parts, read_bounds, read_certificate
from verify.ballchecker.shadowing import follow
from verify.ballchecker.values import at_infinity, at_iterate, confirm, widened
from verify.checker.goals import Goal, Rejected
from verify.checker.margin import kkt
from verify.checker.terms import num

CERTIFIED = "certified"


def check(statement: Any, certificate: Any) -> str:
    """ "certified" when every claim of the statement follows.

    Fails with Rejected when one does not, with Malformed when the data are no statement or no certificate.
    """
    if quadratic_loss(statement):
        with _guarded():
            check_quadratic(statement, certificate)
        return CERTIFIED
    bounds, proofs = read_bounds(certificate)
    problem = read_problem(statement, bounds)
    parts = read_certificate(certificate, len(problem.rows), len(problem.start), problem.flow)
    confirm_loss(problem.loss, proofs)
    ensure_separator(problem, parts)
    with _guarded(), working(parts.bits, parts.terms):
        _replay(problem, parts)
    return CERTIFIED


@contextmanager
def _guarded() -> Iterator[None]:
    """What arithmetic refuses as Rejected."""
    try:
        yield
    except (ArithmeticError, ValueError) as error:
        raise Rejected(f"orbit: {type(error).__name__}: {error} @ $") from None


def ensure_separator(problem: Problem, parts: Parts) -> None:
    """The certificate's w is the hard-margin separator, by the rule of the first checker. Fails with Rejected."""
    points = ("table", *(("vec", *(num(x) for x in row)) for row in problem.samples))
    everyone = ("range", num(1), num(len(problem.samples)))
    goal = Goal({}, (), ("hard_margin", points, everyone, ("vec", *(num(x) for x in parts.hat))))
    kkt(goal, {"multipliers": parts.multipliers}, "$.margin")


def frame_of(problem: Problem, hat: Sequence[Fraction]) -> Frame:
    """The problem in balls at the precision that is set, ``hat`` the separator of the samples as they are stated."""
    hat = [h / problem.loss.rate for h in hat]
    slack = [sum((x * h for x, h in zip(row, hat, strict=True)), Fraction(0)) - 1 for row in problem.rows]
    rows = problem.matrix()
    return Frame(
        problem=problem,
        rows=rows,
        columns=rows.transpose(),
        hat=[ball(h) for h in hat],
        slack=[ball(s) for s in slack],
        support=[n for n, s in enumerate(slack) if s == 0],
        norms=problem.row_norms(),
        eta=ball(problem.eta),
    )


def _replay(problem: Problem, parts: Parts) -> None:
    """Confirm the claims in the order in which the orbit reaches them."""
    frame = frame_of(problem, parts.hat)
    open_claims = dict(enumerate(problem.claims))
    early = {c.time.small: i for i, c in open_claims.items() if not (c.time.onwards or c.time.limit)}

    def settle(i: int, log_t: arb, rho: Sequence[arb]) -> None:
        claim = open_claims.pop(i)
        confirm(claim, at_iterate(problem, frame.hat, log_t, rho, set(claim.intervals)), f"$.claims[{i}]")

    def at_step(t: int, state: State) -> None:
        if t in early:
            settle(early[t], arb(t).log(), _residual(frame, arb(t).log(), state))

    def at_cell(cell: Cell, within: arb) -> None:
        for i, claim in list(open_claims.items()):
            time = claim.time
            clock = time.clock(cell.plain)
            if not (time.onwards or time.limit) and cell.clock(cell.begin) <= clock and clock <= cell.clock(cell.end):
                at = widened(cell.at(clock), within)
                settle(i, time.log(), _less(at, frame.hat, time.log()) if cell.plain else at)

    middle, radius = _first(frame, parts, at_step, at_cell)
    now = arb(parts.steps).log()
    rho = _residual(frame, now, (middle, arb(0)))
    for cell, within in follow(frame, parts.cells(), rho, radius):
        at_cell(cell, within)
        now, radius = log_of(cell.end), within
        rho = cell.at(now)
    if parts.limit is not None:
        box, distance = from_now_on(frame, parts.limit(), now, rho, radius)
        for i, claim in list(open_claims.items()):
            if claim.time.limit:
                found = at_infinity(problem, frame.hat, frame.support, widened(box, distance))
                confirm(open_claims.pop(i), found, f"$.claims[{i}]")
            elif now <= (log_t := claim.time.log()):
                settle(i, log_t, widened(box, distance))
    if open_claims:
        i = min(open_claims)
        raise Rejected(f"orbit: the certificate does not reach the time of the claim @ $.claims[{i}]")


def _first(
    frame: Frame, parts: Parts, at_step: Callable[[int, State], None], at_cell: Callable[[Cell, arb], None]
) -> State:
    """The iterate where the cells begin: after steps one by one, or the plain cells of gradient flow."""
    if not frame.problem.flow:
        return descend(frame.problem, parts.steps, at_step)
    at, radius = [ball(x) for x in frame.problem.start], arb(0)
    for cell, within in follow(frame, parts.first(), at, radius):
        at_cell(cell, within)
        at, radius = cell.at(cell.clock(cell.end)), within
    return at, radius


def _residual(frame: Frame, log_t: arb, state: State) -> list[arb]:
    """w(t) - hat log t, widened by the state's radius."""
    middle, radius = state
    return _less(widened(middle, radius), frame.hat, log_t)


def _less(w: Sequence[arb], hat: Sequence[arb], log_t: arb) -> list[arb]:
    return [x - h * log_t for x, h in zip(w, hat, strict=True)]
