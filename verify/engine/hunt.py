"""A hunt: rounds of search for a counterexample of each claim, shared out to processes, kept as they end.

A round is one job of the method "hunt" with a seed of its own, so that what is found depends on the seed and the number
of rounds, not on the processes. Every round that ended is a line of the claim's file; a hunt that is stopped goes on
after them, and a counterexample that was found is replayed before anything else.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path
from typing import Any

from verify.claims.claim import Claim
from verify.engine.job import Job, claim_seed
from verify.engine.pool import Tools, results
from verify.engine.state import attempt_of, make_folder, result_line
from verify.errors import InputError
from verify.evidence.evidence import Evidence
from verify.evidence.result import Result
from verify.evidence.verdict import Verdict
from verify.methods.method import Attempt, Budget

METHOD = "hunt"
ROUND_SECONDS = 10.0


@dataclass(slots=True)
class Hunted:
    """What is known of one claim: the counts of all rounds, and the counterexample if there is one.

    ``cases`` satisfied the hypotheses as far as floats tell; at ``open`` of them floats do not tell whether the
    conclusion holds; ``outside`` were drawn in vain; ``unproved`` look like counterexamples and could not be proved.
    ``vain`` rounds brought nothing: no case, none that floats tell of, or some that look like counterexamples.
    """

    claim: Claim
    rounds: int = 0
    vain: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    found: Evidence | None = None
    errors: list[str] = field(default_factory=list)

    def take(self, line: dict[str, Any]) -> None:
        """Add the counts of a round."""
        self.rounds += 1
        self.vain += line["verdict"] == Verdict.UNDECIDED.value
        figures = line.get("figures", {})
        for name in ("cases", "open", "outside", "unproved"):
            self.counts[name] += int(figures.get(name, 0))
        for kind in filter(None, figures.get("kinds", "").split("; ")):
            name, _, count = kind.rpartition(": ")
            self.kinds[name] += int(count)


class HuntFile:
    """The rounds of one claim on disk, a line each. Fails: InputError when the folder cannot be written."""

    def __init__(self, folder: Path, claim: Claim) -> None:
        if claim.statement is None:
            raise ValueError(f"hunt: {claim.id} has no statement")
        try:
            make_folder(folder)
        except OSError as error:
            why = (error.strerror or "cannot be written").lower()
            raise InputError(f"{folder}: {why} — choose a folder that can be written") from None
        self.path = folder / f"hunt-{claim.statement.digest()[:24]}.jsonl"

    def lines(self) -> Iterator[dict[str, Any]]:
        """The rounds that ended, in the order in which they did; damaged lines are left out."""
        if not self.path.exists():
            return
        for text in self.path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                line = json.loads(text)
                if isinstance(line, dict) and {"seed", "round", "verdict"} <= line.keys():
                    yield line
            except (ValueError, RecursionError):
                continue  # the line that was being written when the hunt ended

    def add(self, line: dict[str, Any]) -> None:
        """Keep one round."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, sort_keys=True) + "\n")


def hunt(
    claims: Sequence[Claim],
    toolbox: Tools,
    *,
    seconds: float,
    seed: int = 0,
    jobs: int = 2,
    folder: Path,
    on_round: Callable[[Hunted, float], None] | None = None,
) -> dict[str, Hunted]:
    """Hunt all claims for about that many seconds together; those without a statement are left out.

    ``on_round`` hears of each round that ends, with the part of all rounds that is done. Ctrl-C passes through as
    KeyboardInterrupt: what ended is on disk.
    """
    known = {claim.id: Hunted(claim) for claim in claims if claim.statement is not None}
    files = {name: HuntFile(folder, hunted.claim) for name, hunted in known.items()}
    rounds = max(1, ceil(seconds * jobs / ROUND_SECONDS / max(1, len(known))))
    past = {name: _past(known[name], file, seed) for name, file in files.items()}
    priors = {name: _prior(file) for name, file in files.items()}

    def waiting() -> Iterator[Job]:
        for number in range(rounds):
            for name, hunted in known.items():
                fresh = [n for n in range(rounds + len(past[name])) if n not in past[name]]
                if hunted.found is None and number < len(fresh):
                    yield _job(hunted.claim, seed, fresh[number], seconds * jobs, priors[name] if not number else None)

    done, total = 0, rounds * len(known)
    for job, result in results(waiting(), toolbox, jobs):
        hunted, done = known[job.claim.id], done + 1
        _note(hunted, result, seed, job, files[job.claim.id])
        if on_round is not None:
            on_round(hunted, done / total)
    return known


def _job(claim: Claim, seed: int, number: int, most: float, prior: Attempt | None) -> Job:
    budget = Budget(seconds=min(ROUND_SECONDS, most), seed=claim_seed(seed, f"{claim.id} {number}"))
    return Job(claim=replace(claim, by=(METHOD,)), budget=budget, example=False, prior=prior, number=number)


def _past(hunted: Hunted, file: HuntFile, seed: int) -> set[int]:
    """The rounds of this seed that ended earlier, counted in."""
    past: set[int] = set()
    for line in file.lines():
        if line["seed"] == seed and line["round"] not in past:
            past.add(line["round"])
            hunted.take(line)
    return past


def _prior(file: HuntFile) -> Attempt | None:
    """A counterexample that an earlier hunt kept, to be replayed."""
    for line in file.lines():
        if line["verdict"] == Verdict.REFUTED.value:
            try:
                return attempt_of(line)
            except (KeyError, TypeError, ValueError):
                continue  # a damaged line
    return None


def _note(hunted: Hunted, result: Result, seed: int, job: Job, file: HuntFile) -> None:
    """Take a round into the account, and keep it where it is new and without errors."""
    hunted.errors += [error for error in result.errors if error not in hunted.errors]
    if result.verdict == Verdict.REFUTED:
        hunted.found = result.evidence
        if job.prior is not None:
            return  # on disk already
    line = result_line(result) | {"seed": seed, "round": job.number}
    if not result.errors:
        file.add(line)
    hunted.take(line)
