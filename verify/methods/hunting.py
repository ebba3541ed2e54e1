"""The hunt: a long search for a counterexample that says afterwards how many cases, and of which kinds, it saw."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count, islice, takewhile
from typing import Any

from verify.checker.terms import Statement, Term
from verify.claims.claim import Claim
from verify.claims.printing import text
from verify.methods.climbing import climbed
from verify.methods.counterexample import assignments, refutation, seen_to_fail
from verify.methods.drawing import Plan, Values, draws
from verify.methods.looking import Look
from verify.methods.method import Attempt, Budget, Deadline, undecided
from verify.methods.opening import opened
from verify.methods.shrinking import simplest
from verify.methods.steps import AUTO

SIMPLE, DRAWS, CLIMB = 100, 100, 16  # values in a turn of each
DRAWING, CLIMBING = 1.0, 2.0  # seconds of it at most
OPEN_SHARE = 0.2  # of the time, for cases at which floats do not tell whether the conclusion holds
PROVING, SHRINKING = 4.0, 3.0  # seconds for the proof that a case refutes the claim, and for a simpler one
KINDS = 12  # that are told apart; the rest are counted together


class Hunt:
    """Draws cases that satisfy the hypotheses as far as floats tell, climbs towards worse ones, proves what it finds.

    Without a counterexample, and without cases that look like one, the verdict is "supported": sampled, and no more. A
    case is counted when every hypothesis looks true or open, under the sizes it has; cases where the conclusion is open
    are counted apart.
    """

    name = "hunt"

    def attempt(self, claim: Claim, budget: Budget) -> Attempt:
        """Refuted with the first counterexample that can be proved; else supported, with the counts, or undecided."""
        if claim.statement is None:
            return undecided(self.name, "there is no statement")
        inner = opened(claim.statement)
        statement = inner.statement if inner else claim.statement
        failure, deadline, seen = claim.hints.get("failure", AUTO), Deadline(budget.seconds), Seen(statement)
        for values in cases(statement, budget.seed, deadline):
            if not seen.takes(values, may_be_open=deadline.left > (1 - OPEN_SHARE) * budget.seconds):
                continue
            certificate = refutation(statement, values, Deadline(min(PROVING, deadline.left)), failure)
            if certificate is not None:
                values, certificate = _simplified(statement, values, certificate, failure)
                whole = inner.certificate(certificate) if inner else certificate
                return Attempt(
                    method=self.name,
                    verdict="refuted",
                    certificate=whole,
                    scope="the values shown",
                    how=f"the hypotheses hold and the conclusion fails at these values, after {seen.total} cases",
                    counterexample={name: text(value) for name, value in values.items()},
                    figures=seen.figures(),
                )
            seen.unproved += seen.fails
        if not seen.total:
            return undecided(self.name, f"none of {seen.outside} draws satisfied the hypotheses")
        if seen.open == seen.total:
            how = f"at none of {seen.total} cases floats tell whether the conclusion holds"
            return replace(undecided(self.name, how), figures=seen.figures())
        if seen.unproved:
            how = f"{seen.unproved} of {seen.total} cases look like counterexamples, and none could be proved to be one"
            return replace(undecided(self.name, how), figures=seen.figures())
        return Attempt(
            method=self.name,
            verdict="supported",
            scope=f"{seen.total - seen.open} sampled cases",
            how="no counterexample was found",
            figures=seen.figures(),
        )


class Seen:
    """The account of a hunt: cases by their sizes, and what floats say of the conclusion there."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.sizes = [name for name, sort in statement.let if sort == "nat"]
        self.kinds: Counter[str] = Counter()
        self._known: set[tuple[Term, ...]] = set()
        self.total = self.open = self.outside = self.unproved = 0
        self.fails = False  # whether the conclusion looks false at the last case

    def takes(self, values: Values, *, may_be_open: bool) -> bool:
        """Count a new case; whether the conclusion looks false there, or is open and that may be looked into."""
        key = tuple(values.values())
        if key in self._known:
            return False
        self._known.add(key)
        look = Look(values)
        if any(look.likely(fact) is False for fact in self.statement.given):
            self.outside += 1
            return False
        self.total += 1
        self.kinds[", ".join(f"{name} = {text(values[name])}" for name in self.sizes) or "numbers"] += 1
        holds = look.likely(self.statement.then)
        self.open += holds is None
        self.fails = holds is False
        return self.fails or (holds is None and may_be_open)

    def figures(self) -> dict[str, str]:
        """The counts as printed figures; zeros are left out."""
        most = self.kinds.most_common(KINDS)
        rest = self.total - sum(count for _, count in most)
        shown = [f"{kind}: {count}" for kind, count in most] + ([f"others: {rest}"] if rest else [])
        counts = {"cases": self.total, "open": self.open, "outside": self.outside, "unproved": self.unproved}
        return {name: str(count) for name, count in counts.items() if count} | {"kinds": "; ".join(shown)}


def _simplified(
    statement: Statement, values: Values, certificate: dict[str, Any], failure: Mapping[str, Any]
) -> tuple[Values, dict[str, Any]]:
    """A simpler counterexample that is seen to be one and proved; else the one that is there."""
    plan = Plan(statement)
    free = [name for name, _ in statement.let if name not in plan.determined | plan.dimensions]
    conclusion = replace(statement, given=())

    def fails(changed: Values) -> bool:
        settled = plan.settled(changed)
        if settled is None or not seen_to_fail(conclusion, settled):
            return False
        look = Look(settled)  # enclosures do not tell whether data are separable, floats and the exact solver do
        return all(look.likely(fact) for fact in statement.given)

    simple = plan.settled(simplest(values, free, fails, Deadline(SHRINKING), dict(statement.let)))
    if simple is None or simple == values:
        return values, certificate
    shown = refutation(statement, simple, Deadline(PROVING), failure)
    return (values, certificate) if shown is None else (simple, shown)


def cases(statement: Statement, seed: int, deadline: Deadline) -> Iterator[Values]:
    """Simple values, draws and climbs by turns until the time is up. The seed tells which; the clock ends the turns."""
    simple = assignments(statement, seed)
    for turn in count():
        yield from _until(deadline, islice(simple, SIMPLE))
        drawn = draws(statement, seed + turn, _part(deadline, DRAWING), wide=True)
        yield from _until(deadline, (values for values, _ in islice(drawn, DRAWS)))
        yield from _until(deadline, islice(climbed(statement, seed + turn, _part(deadline, CLIMBING)), CLIMB))
        if deadline.over:
            return


def _part(deadline: Deadline, seconds: float) -> Deadline:
    return Deadline(min(seconds, max(0.0, deadline.left)))


def _until(deadline: Deadline, stream: Iterator[Values]) -> Iterator[Values]:
    return takewhile(lambda _: not deadline.over, stream)
