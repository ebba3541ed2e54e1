"""Losses by name or formula: constants of their hypotheses, found in floats, and proofs for the first checker."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import ceil, inf, isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verify.ballchecker.balls import ball, working
from verify.ballchecker.formula import NAME, Outside
from verify.ballchecker.losses import Bounds, Loss, hypotheses, tail
from verify.ballchecker.ratios import ONE, Ratio, coefficients, power
from verify.checker.gate import check
from verify.checker.goals import Rejected
from verify.checker.terms import Statement, Term, jsonable, num, substitute
from verify.claims.claim import Claim
from verify.claims.formula import read_expression
from verify.claims.printing import text
from verify.errors import InputError
from verify.methods.inequality import Inequality
from verify.methods.method import Attempt, Budget
from verify.numerics.exact_number import shown

Floats = NDArray[np.float64]
SOFTMAX = "softmax"
EVIDENT = {"rule": "assumption"}
NAMES = {"exp": "exp(-u)", "logistic": "log(1 + exp(-u))", "sigmoid": "1/(1 + exp(u))"}
NAMES |= {SOFTMAX: NAMES["logistic"]}
SECONDS = 5.0
PLACES = np.logspace(-9, 9, 1801)
FREE = Bounds(Fraction(0), Fraction(0), Fraction(0), None, None, None)
SPOTS = [Fraction(k, 2) for n in range(1, 41) for k in (-2 * n, -2 * n + 1, 2 * n, 2 * n - 1)]


@dataclass(frozen=True, slots=True)
class Known:
    """A loss whose hypotheses are proved: its formula as plain data, the loss, and its part of a certificate."""

    term: list[Any]
    loss: Loss
    part: dict[str, Any]


@lru_cache(maxsize=64)
def known_loss(name: str) -> Known:
    """The loss of a name or a formula in u. Fails: InputError that says which hypothesis fails, and where."""
    if name not in NAMES and not re.search(r"\bu\b", name):
        raise InputError(f"orbit: unknown loss {shown(name)} — use {', '.join(NAMES)}, or a formula in u")
    term = read_expression(NAMES.get(name, name), [NAME])
    try:
        loss = tail(term, FREE)
        found, proofs = _proved(loss, term)
    except Outside as error:
        raise InputError(
            f"orbit: {str(error).partition(' @ ')[0]}{_not_decreasing(term)} — see docs/orbits.md for the losses"
        ) from None
    part: dict[str, Any] = {key: None if value is None else str(value) for key, value in asdict(found.bounds).items()}
    return Known(jsonable(term), found, part | {"proofs": proofs})


def not_convex_at(loss: Loss) -> str:
    """A place where the loss is certainly not convex, in words; "" when none is found."""
    with working(64):
        for u in SPOTS:
            v = ball(loss.rate * u)
            bend = (-v).exp() * loss.bend.at(loss.base(v)) * ball(loss.size * loss.rate)
            if bend < 0:
                return f"not convex at u = {u}, where l'' = {bend.str(3, radius=False)}"
    return ""


def _proved(loss: Loss, term: Term) -> tuple[Loss, list[Any]]:
    """The loss with bounds that are proved, and all proofs in the checker's order. Fails: InputError, Outside."""
    proofs: dict[str, list[Any]] = {}
    for name, what in (("defined", "is not defined"), ("decreasing", "does not decrease")):
        proofs[name] = [_needed(statement, loss, what, term) for statement in hypotheses(loss)[name]]
    for name, candidates in _candidates(loss):
        for value in candidates:
            trial = replace(loss, bounds=replace(loss.bounds, **{name: value}))  # type: ignore[arg-type]
            found = [_proof(statement) for statement in hypotheses(trial).get(name, [])]
            if all(proof is not None for proof in found):
                loss, proofs[name] = trial, found
                break
        else:
            raise InputError(f'orbit: no bound "{name}" of the loss {text(term)} was proved — write it in another way')
    return loss, [proof for name in hypotheses(loss) for proof in proofs[name]]


def _candidates(loss: Loss) -> Iterator[tuple[str, list[Fraction | None]]]:
    """Constants to try for each bound, the best first. Later ones rest on ``near``, which has no proof of its own."""
    phi, psi = loss.factor, loss.bend
    yield "kappa", _above(_sup(psi / phi))
    convex = _first_negative(psi)
    yield "convex", convex
    excess = (phi - ONE) / power(1)
    near = None if _tame(psi) and _tame(excess) else min(Fraction(1), convex[0] or Fraction(1))
    yield "near", [near]
    yield "curvature", _above(_sup(psi, near))
    yield "excess", _above(_sup(excess, near))
    yield "steepest", [*_above(_sup(power(loss.root) * psi)), None]


def _tame(function: Ratio) -> bool:
    """Whether its bound for all z is hardly larger than that for z <= 1."""
    return _sup(function) <= max(1.0, 2 * _sup(function, Fraction(1)))


def _values(function: Ratio, places: Floats) -> Floats:
    with np.errstate(all="ignore"):
        top, bottom = (
            np.polyval([float(c) for c in reversed(coefficients(p))] or [0.0], places)
            for p in (function.num, function.den)
        )
        return np.asarray(top / bottom)


def _sup(function: Ratio, up_to: Fraction | None = None) -> float:
    """About the supremum of the absolute value for 0 < z <= up_to, or all z > 0; infinite when it is unbounded."""
    if up_to is None and function.num.degree() > function.den.degree():
        return inf
    places = PLACES if up_to is None else np.append(PLACES[float(up_to) > PLACES], float(up_to))
    found = np.abs(_values(function, places))
    return float(found[np.isfinite(found)].max(initial=0.0))


def _above(least: float) -> list[Fraction | None]:
    """Round numbers from this one on; none when it is infinite."""
    if not isfinite(least):
        return []
    grid = 8 if least < 2 else 2
    first = ceil(least * grid * (1 - 1e-6))
    return [Fraction(k, grid) for k in (first, first + 1, 2 * first + 1)]


def _first_negative(function: Ratio) -> list[Fraction | None]:
    """z up to which the function is at least 0: all, or a number near its first change of sign."""
    negative = np.flatnonzero(_values(function, PLACES) < 0)
    if not negative.size:
        return [None]
    high = float(PLACES[negative[0]])
    low = high / 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if _values(function, np.array([middle]))[0] < 0 else (middle, high)
    guess = Fraction(low).limit_denominator(1000)
    return [guess, guess * Fraction(999, 1000), guess / 2]


def _needed(statement: Statement, loss: Loss, what: str, term: Term) -> Any:
    """The proof. Fails: InputError with the place where the statement is false, if it is."""
    proof = _proof(statement)
    if proof is None:
        at = _attempt(statement).counterexample.get("z")
        rate = -loss.rate / loss.root
        where = f" where exp({'-' if rate == -1 else f'{rate}*'}u) = {at}" if at else ", or that was not excluded"
        raise InputError(f"orbit: the loss {text(term)} {what}{where} — take another loss")
    return proof


def _proof(statement: Statement) -> Any:
    """A proof that the first checker accepts, None when none is found."""
    try:
        check(statement, {"verdict": "proved", "proof": EVIDENT})
    except Rejected:
        found = _attempt(statement)
        return found.certificate["proof"] if found.verdict == "proved" and found.certificate else None
    return EVIDENT


def _attempt(statement: Statement) -> Attempt:
    claim = Claim(id="loss", paper="own", at="loss", kind="inequality", says="a bound of a loss", statement=statement)
    return Inequality().attempt(claim, Budget(seconds=SECONDS))


def _not_decreasing(term: Term) -> str:
    """Where a loss does not decrease over a unit, in words: one with a tight exponential tail does everywhere."""
    later = substitute(term, {NAME: ("add", ("var", NAME), num(1))})
    found = _attempt(Statement(((NAME, "real"),), (), ("lt", later, term)))
    at = found.counterexample.get(NAME) if found.verdict == "refuted" else None
    return f"; it does not decrease from u = {at} to u + 1" if at else ""
