"""One claim through its methods, inside a worker; every step is told at once: a crash loses little."""

import re
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from verify.claims.claim import Claim
from verify.engine.job import Job
from verify.engine.toolbox import Toolbox
from verify.evidence.evidence import Evidence, certify, inhabited, observed
from verify.evidence.verdict import FINAL, RIGOROUS, Verdict
from verify.methods.learnt import Learnt, news
from verify.methods.method import Attempt, Budget, Deadline, undecided
from verify.methods.stopping import within

CHECKING_SECONDS = 900.0  # a certificate that takes the checker longer is no use to a reader
QUICK_PART = 0.1  # of the budget, for each method in the first round
USED_UP = 0.8  # of its share: a method that stopped earlier has nothing more to say
EXAMPLE = "example"
STOPPED = "used up its time, and had to be stopped"
ADDRESS = re.compile(r"0x[0-9a-fA-F]+")


@dataclass(frozen=True, slots=True)
class Step:
    """A method's turn: its number among the turns of the claim, and its share of the budget."""

    name: str
    number: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Stage:
    """What begins now, and how long it may take before the worker is stopped. ``index`` counts turns."""

    name: str
    index: int
    limit: float


@dataclass(frozen=True, slots=True)
class Tried:
    """A method that did not conclude, and why."""

    method: str
    why: str


@dataclass(frozen=True, slots=True)
class Slow:
    """A method searched for long; how far it got depends on the machine. ``again``: it gets another turn."""

    method: str
    again: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of the program, one line."""

    text: str


@dataclass(frozen=True, slots=True)
class ExampleChecked:
    """The checker confirmed that the hypotheses can hold."""


@dataclass(frozen=True, slots=True)
class Done:
    """The worker has nothing more to say."""


Message = Stage | Tried | Slow | Fault | ExampleChecked | Evidence | Learnt | Done
Tell = Callable[[Message], None]


def decide(job: Job, toolbox: Toolbox, tell: Tell) -> None:
    """Try the claim's methods in order until one decides it for good. Everything found goes to ``tell``."""
    if job.claim.statement is None:
        return
    if job.example:
        _example(job, toolbox, tell)
        _share(tell)
    if job.prior is not None and _judge(job.claim, job.prior, -1, tell) is not None:
        for name, why in job.tried:
            tell(Tried(name, why))
        return
    _search(job, toolbox, tell)


def _search(job: Job, toolbox: Toolbox, tell: Tell) -> None:
    """Two rounds: a short one over all methods, then the rest of the budget for those that used up their share.

    So a method that searches for as long as it may does not keep a quick one from being asked.
    """
    order, slow = job.order(toolbox), list(job.slow)
    started = time.process_time()
    for step in range(job.begin, len(order) if len(order) == 1 else 2 * len(order)):
        index, again = step % len(order), step >= len(order)
        if again and order[index] not in slow:
            continue
        left = job.budget.seconds - job.spent - (time.process_time() - started)
        if left <= 0:
            if not again:
                tell(Tried(order[index], "not tried: the budget of the claim was spent"))
            continue
        waiting = sum(later in slow for later in order[index:])
        share = left / waiting if again else left if len(order) == 1 else min(left, job.budget.seconds * QUICK_PART)
        before = time.process_time()
        evidence = _attempt(job, toolbox, Step(order[index], step, share), tell)
        _share(tell)
        if _final(evidence):
            return
        # A second turn is long: whether the search or the clock ended it is nothing that two machines agree on.
        if again or time.process_time() - before > USED_UP * share:
            slow.append(order[index])
            tell(Slow(order[index], again=not again and len(order) > 1))


def _share(tell: Tell) -> None:
    """The steps that this process found, for the workers to come."""
    for step in news():
        tell(step)


def _final(evidence: Evidence | None) -> bool:
    return evidence is not None and evidence.verdict in FINAL


def _attempt(job: Job, toolbox: Toolbox, step: Step, tell: Tell) -> Evidence | None:
    method = toolbox.methods.get(step.name)
    if method is None:
        tell(Fault(f"{step.name}: there is no method of this name"))
        return None
    # Methods keep to processor time; the wall clock only ends what hangs: a busy machine must not change verdicts.
    tell(Stage(step.name, step.number, 4 * step.seconds + 1))
    budget, limit = Budget(seconds=step.seconds, seed=job.budget.seed), Deadline(step.seconds).limit
    try:
        found = within(limit, lambda: (method.attempt(job.claim, budget),))
        return _judge(job.claim, found[0] if found else undecided(step.name, STOPPED), step.number, tell)
    except (Exception, SystemExit) as error:
        tell(Fault(f"{step.name}: {described(error)}"))
        return None


def _judge(claim: Claim, attempt: Attempt, index: int, tell: Tell) -> Evidence | None:
    statement = claim.statement
    if statement is None:
        return None
    if Verdict(attempt.verdict) == Verdict.UNDECIDED:
        tell(Tried(attempt.method, str(attempt.how)))
        return None
    if Verdict(attempt.verdict) not in RIGOROUS:
        evidence = observed(statement, attempt, claim=claim.id)
    else:
        tell(Stage(attempt.method, index, CHECKING_SECONDS))
        evidence = certify(statement, attempt, claim=claim.id)
    if evidence.fault:
        tell(Tried(attempt.method, evidence.fault))
        tell(Fault(f"{attempt.method}: {evidence.fault}"))
        return None
    tell(evidence)
    return evidence


def _example(job: Job, toolbox: Toolbox, tell: Tell) -> None:
    """Prove and check the claim's example; a failure is an error of the claim."""
    claim, maker = job.claim, toolbox.example
    if claim.example is None or claim.statement is None or maker is None:
        return
    tell(Stage(EXAMPLE, -1, 2 * job.budget.seconds + 1))
    try:
        data = within(Deadline(job.budget.seconds).limit, lambda: maker(claim, job.budget))
        if data is None:
            tell(Fault(f"{EXAMPLE}: no proof was found that the hypotheses hold there"))
            return
        tell(Stage(EXAMPLE, -1, CHECKING_SECONDS))
        refusal = inhabited(claim.statement, data)
    except (Exception, SystemExit) as error:
        refusal = described(error)
    tell(Fault(f"{EXAMPLE}: {refusal}") if refusal else ExampleChecked())


def described(error: BaseException) -> str:
    """The exception on one line, with its place; without addresses and folders, which differ between runs."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    text = " ".join(ADDRESS.sub("0x...", str(error)).split())
    return f"{type(error).__name__}: {text:.400}{place}"
