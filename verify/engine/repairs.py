"""The nearest true statements of a refuted claim: suggested by a search, decided and certified like any claim."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from verify.claims.claim import Claim
from verify.engine.pool import Tools
from verify.engine.run import Settings, run
from verify.evidence.evidence import Evidence
from verify.evidence.result import Result
from verify.evidence.verdict import Verdict
from verify.methods.inequality.nearest import Step, Suggestion, ladders
from verify.methods.method import Deadline

ROUNDS = 4  # rungs of a ladder
SEARCH, PROOF = 0.2, 0.25  # parts of the budget: for suggestions, for each proof
MOST_SECONDS = 4.0  # for each of them, however large the budget is
BY = ("inequality",)
LONGEST = 100  # characters of a claim's id that its repairs take over


@dataclass(frozen=True, slots=True)
class Repair:
    """A proved statement near a refuted claim. ``result`` holds the certificate.

    change  what was changed: "domain", "constant", "strictness", "whole numbers"
    says    the change in words
    edge    next steps, in words, at which the checker has confirmed a failure; "" where none is known
    """

    claim: Claim
    result: Result
    change: str
    says: str
    edge: str = ""

    @property
    def line(self) -> str:
        """The change, that it is proved, and where it ends."""
        return f"{self.says} (proved{f'; false {self.edge}' if self.edge else ''})"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a search for the nearest true statements brought: those that were proved, and errors met on the way."""

    repairs: tuple[Repair, ...] = ()
    errors: tuple[str, ...] = ()


def nearest(claim: Claim, evidence: Evidence, tools: Tools, settings: Settings) -> Repaired:
    """The nearest true statements that could be proved, within about the budget of one claim; often none.

    Fails: Interrupted on Ctrl-C.
    """
    if claim.statement is None or evidence.verdict != Verdict.REFUTED or not set(BY) <= set(tools().methods):
        return Repaired()
    seconds = min(MOST_SECONDS, SEARCH * settings.seconds)
    open_ladders = dict(enumerate(ladders(claim.statement, _point(evidence), Deadline(seconds), settings.seed)))
    found: dict[int, Repair] = {}
    left, errors = settings.seconds, list[str]()
    for rung in range(ROUNDS):
        asked = {i: ladder[rung] for i, ladder in open_ladders.items() if i not in found and rung < len(ladder)}
        if not asked or left <= 0:
            break
        results = _decided(claim, asked, rung, tools, settings, left)
        left -= sum(result.seconds for result in results.values()) / settings.jobs
        errors += [f"{name}: {error}" for name, result in results.items() for error in result.errors]
        for i, suggestion in asked.items():
            repair = _repair(claim, i, rung, suggestion, results)
            if repair is not None:
                found[i] = repair
    kept = {repair.result.evidence.digest: repair for _, repair in sorted(found.items(), reverse=True)}
    return Repaired(tuple(reversed(kept.values())), tuple(errors))


def _point(evidence: Evidence) -> Mapping[str, Fraction]:
    """The rational coordinates of the counterexample."""
    values = (evidence.certificate or {}).get("values", {})
    return {name: Fraction(value[1]) for name, value in values.items() if value[0] == "num"}


def _decided(
    claim: Claim, asked: Mapping[int, Suggestion], rung: int, tools: Tools, settings: Settings, left: float
) -> dict[str, Result]:
    """The results of one rung of each ladder, and of the steps beyond, in about the seconds left."""
    claims = []
    for i, suggestion in asked.items():
        claims.append(_named(claim, i, rung, suggestion))
        for n, step in enumerate(suggestion.beyond):
            claims.append(_named(claim, i, rung, step, f"-beyond{n}"))
    seconds = min(MOST_SECONDS, PROOF * settings.seconds, left * settings.jobs / len(claims))
    return run(claims, tools, Settings(seconds=seconds, seed=settings.seed, jobs=settings.jobs))


def _named(claim: Claim, ladder: int, rung: int, what: Suggestion | Step, beyond: str = "") -> Claim:
    """The suggestion, or a step beyond it, as a claim of its own."""
    return Claim(
        id=f"{claim.id[:LONGEST].rstrip('.')}.nearest{ladder}-{rung}{beyond}",
        paper=claim.paper,
        at=claim.at,
        kind=claim.kind,
        says=what.says,
        statement=what.statement,
        by=BY,
        repairs="" if beyond else claim.id,
    )


def _repair(
    claim: Claim, ladder: int, rung: int, suggestion: Suggestion, results: Mapping[str, Result]
) -> Repair | None:
    made = _named(claim, ladder, rung, suggestion)
    result = results[made.id]
    if result.verdict != Verdict.PROVED:
        return None
    steps = ((step, results[f"{made.id}-beyond{n}"]) for n, step in enumerate(suggestion.beyond))
    confirmed = [step.says for step, seen in steps if seen.verdict == Verdict.REFUTED]
    return Repair(made, result, suggestion.change, suggestion.says, " and ".join(confirmed))


__all__ = ["Repair", "Repaired", "nearest"]
