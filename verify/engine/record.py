"""What the parent knows of a claim while it is being decided, message by message."""

import time
from dataclasses import dataclass, field

from verify.engine.decide import EXAMPLE, STOPPED, ExampleChecked, Fault, Message, Slow, Stage, Tried
from verify.engine.job import Job
from verify.evidence.evidence import Evidence, undecided
from verify.evidence.result import Result
from verify.evidence.verdict import STRENGTH
from verify.methods.learnt import Learnt, learn

SEARCHED = "searched for as long as it may, without a result"
START_SECONDS = 120.0  # where workers do not fork, each imports its solvers first


@dataclass(slots=True)
class Record:
    """The account of one claim. ``stage`` is what its worker was doing when last heard of."""

    job: Job
    started: float = field(default_factory=time.monotonic)
    stage: Stage = field(default_factory=lambda: Stage("start", -1, START_SECONDS))
    deadline: float = field(default_factory=lambda: time.monotonic() + START_SECONDS)
    best: Evidence | None = None
    tried: dict[str, str] = field(default_factory=dict)
    slow: list[str] = field(default_factory=list)
    reached: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    example: str = ""

    def take(self, message: Message) -> None:
        """Note one message of the worker."""
        if isinstance(message, Stage):
            self.stage, self.deadline = message, time.monotonic() + message.limit
        elif isinstance(message, Tried):
            self.tried[message.method] = message.why
            self.reached.pop(message.method, None)
        elif isinstance(message, Slow):
            self._ran_out(message)
        elif isinstance(message, Fault):
            self.errors.append(message.text)
        elif isinstance(message, ExampleChecked):
            self.example = "checked"
        elif isinstance(message, Evidence):
            self._weigh(message)
        elif isinstance(message, Learnt):
            learn(message)  # a forked worker begins with what this process knows

    def restart(self) -> None:
        """A new worker takes over; what the old one was doing is over."""
        self.take(Stage("start", -1, START_SECONDS))

    def died(self, code: int | None) -> None:
        """The worker ended without a word: an error of the claim."""
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        self.errors.append(f"{self.stage.name}: the worker process died ({how})")

    def overran(self) -> None:
        """The worker was stopped for taking too long; for an example that is an error of the claim."""
        if self.stage.index < 0:
            self.errors.append(f"{self.stage.name}: stopped, it did not end within its time")
        else:
            self.tried[self.stage.name] = STOPPED

    def rest(self) -> Job:
        """What is left to do for this claim after its worker has gone."""
        # An example that brought the worker down leaves the budget as it was; a method used its time.
        spent = 0.0 if self.stage.name == EXAMPLE else time.monotonic() - self.started
        return self.job.resumed(self.stage.index + 1, self.job.spent + spent, tuple(self.slow))

    def result(self) -> Result:
        """The account as a result: the strongest evidence, with all that was tried beside it."""
        tried = tuple(self.tried.items())
        if self.best is not None:
            evidence = self.best.after(tried)
        else:
            why = "no method concluded" if self.tried else "no method was tried"
            evidence = undecided(self.job.claim.statement, why, claim=self.job.claim.id, tried=tried)
        return Result(
            evidence=evidence,
            errors=tuple(self.errors),
            example=self.example,
            reached=tuple(self.reached.items()),
            seconds=time.monotonic() - self.started,
        )

    def _ran_out(self, message: Slow) -> None:
        """Where the clock ended a search is no two runs' agreement: it is kept, but apart from the account."""
        if message.again:
            self.slow.append(message.method)
        if message.method in self.tried:
            self.reached[message.method] = self.tried[message.method]
            self.tried[message.method] = SEARCHED

    def _weigh(self, evidence: Evidence) -> None:
        if self.best is None or STRENGTH[evidence.verdict] > STRENGTH[self.best.verdict]:
            self.best = evidence
            self.tried.pop(evidence.method, None)
            self.reached.pop(evidence.method, None)
