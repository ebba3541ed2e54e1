"""Experiments: run what the claim names, and see whether what it says holds of what is observed, with room.

Floating point throughout: the verdict is ``supported`` at best, and nothing is refuted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from verify.checker.evaluate import Evaluator
from verify.checker.terms import Statement, Term, free_names
from verify.claims.claim import Claim
from verify.errors import InputError
from verify.methods.method import Attempt, Budget, Deadline, undecided
from verify.numerics.experiments.procedures import PROCEDURES, Outcome, run
from verify.numerics.experiments.samples import Floats

BITS = 64
NO_EXPERIMENT = "not an experiment"


class TimeIsUp(Exception):
    """The budget is spent before the run has ended."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One experiment that was run: its term, its outcome, and whether its truth holds in each draw (None: open)."""

    term: Term
    outcome: Outcome
    holds: tuple[bool | None, ...]


def experiments(statement: Statement) -> tuple[Term, ...]:
    """The experiments that the statement consists of: one, or several joined by "and"; none for other statements."""
    parts = statement.then[1:] if statement.then[0] == "and" else (statement.then,)
    return tuple(parts) if all(part[0] == "experiment" for part in parts) else ()


def ensure_observed(statement: Statement) -> None:
    """Fails with InputError unless the names of the statement are real numbers that its procedures observe."""
    for term in experiments(statement):
        if term[1] not in PROCEDURES:
            raise InputError(f"experiment: unknown procedure {term[1]!r:.40} — one of {', '.join(PROCEDURES)}")
        known = PROCEDURES[term[1]].observes
        for name, sort in statement.let:
            if name not in known or sort != "real":
                raise InputError(f"experiment: {term[1]} observes no {name!r} — one of {', '.join(known)}, real")


def looked_at(statement: Statement, term: Term, outcome: Outcome) -> Seen:
    """Whether the truth of the experiment holds in each draw, wherever the values lie within their errors."""
    return Seen(term, outcome, tuple(_holds(statement, term, outcome, draw) for draw in range(outcome.draws)))


def _holds(statement: Statement, term: Term, outcome: Outcome, draw: int) -> bool | None:
    box = {}
    for name in free_names(term[3]):
        value, error = (float(part[draw]) for part in outcome.values[name])
        if not np.isfinite(value) or not np.isfinite(error):
            return None
        box[name] = (Fraction(value) - Fraction(error), Fraction(value) + Fraction(error))
    return Evaluator(box, dict(statement.let), BITS).decide(term[3])


def figures(statement: Statement, seen: tuple[Seen, ...]) -> Iterator[tuple[str, str]]:
    """What was observed, for the report: of each experiment the range over the draws, and the largest error."""
    for number, one in enumerate(seen, 1):
        place = f" ({number})" if len(seen) > 1 else ""
        for name, _ in statement.let:
            values, errors = one.outcome.values[name]
            yield f"{name}{place}", ranged(values, errors)


def ranged(values: Floats, errors: Floats) -> str:
    """The range of the values in three figures, with the largest error in one."""
    finite = np.isfinite(values)
    if not finite.any():
        return "not observed"
    low, high = values[finite].min(), values[finite].max()
    missing = "" if finite.all() else f", not observed in {np.count_nonzero(~finite)} of {len(values)} draws"
    span = f"{low:.3g}" if f"{low:.3g}" == f"{high:.3g}" else f"{low:.3g} to {high:.3g}"
    return f"{span} (error {np.nanmax(errors):.0e}){missing}"


def conclusions(seen: tuple[Seen, ...]) -> str:
    """What the experiments show, one after the other, each with the settings that tell it from the others."""
    accounts = {one.outcome.account for one in seen}
    common = set.intersection(*(set(settings(one.term)) for one in seen))
    lines = []
    for number, one in enumerate(seen, 1):
        own = [_named(*pair) for pair in settings(one.term) if pair not in common and pair[0] not in ("plain", "from")]
        about = f"({number}) {', '.join(own)}: " if len(seen) > 1 else ""
        account = f"; {one.outcome.account}" if len(accounts) > 1 else ""
        lines.append(f"{about}{_judged(one)}{account}")
    return "; ".join(lines if len(accounts) > 1 else [*accounts, *lines])


def _named(name: str, value: str) -> str:
    """Words speak for themselves; numbers do not."""
    return value if value.replace(" ", "").isalpha() else f"{name} {value}"


def _judged(seen: Seen) -> str:
    holds, fails, draws = seen.holds.count(True), seen.holds.count(False), seen.outcome.draws
    if holds == draws:
        return f"holds in each of {draws} draws"
    if fails:
        return f"the opposite is seen in {fails} of {draws} draws"
    return f"holds in {holds} of {draws} draws, the others are too close to tell or were not observed"


class Experiment:
    """Supports what experiments show: sampled, in floating point, never more."""

    name = "experiment"

    def attempt(self, claim: Claim, budget: Budget) -> Attempt:
        """Supported where the truth holds in every draw, with room for the errors; else undecided, with what was seen.

        Fails: InputError for an unknown procedure, setting or observation: an error of the claim.
        """
        statement = claim.statement
        if statement is None or not experiments(statement):
            return undecided(self.name, NO_EXPERIMENT)
        if statement.given:
            return undecided(self.name, "an experiment under hypotheses: what is observed cannot be chosen")
        ensure_observed(statement)
        try:
            seen = observe(statement, budget)
        except TimeIsUp:
            return undecided(self.name, "the time was over before the run was")
        shown = dict(figures(statement, seen))
        says = conclusions(seen)
        if all(one.holds.count(True) == one.outcome.draws for one in seen):
            draws = sum(one.outcome.draws for one in seen)
            return Attempt(
                method=self.name,
                verdict="supported",
                scope=f"{draws} runs, in floating point",
                how=says,
                figures=shown,
                trusts=("verify.numerics.experiments",),
            )
        observed = ", ".join(f"{name} {value}" for name, value in shown.items())
        return undecided(self.name, f"{says}; seen: {observed}")


def observe(statement: Statement, budget: Budget) -> tuple[Seen, ...]:
    """Run every experiment of the statement and look. Fails: TimeIsUp, and InputError for faulty settings."""
    deadline = Deadline(budget.seconds)

    def progress() -> None:
        if deadline.over:
            raise TimeIsUp

    return tuple(looked_at(statement, term, run(term[1], settings(term), progress)) for term in experiments(statement))


def settings(term: Term) -> tuple[tuple[str, str], ...]:
    """The settings of an experiment term."""
    return tuple((str(name), str(value)) for name, value in term[2])
