"""Worker processes, one a claim: a crash or a time limit costs that claim's method and nothing else."""

import contextlib
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from verify.engine.decide import Done
from verify.engine.job import Job
from verify.engine.record import Record
from verify.engine.toolbox import Toolbox
from verify.engine.worker import serve
from verify.evidence.result import Result

# A forked worker starts in milliseconds with every solver imported; elsewhere forking is not safe.
CONTEXT = get_context("fork") if sys.platform == "linux" else get_context("spawn")
Tools = Callable[[], Toolbox]


class Running:
    """A worker at work, with the account of its claim."""

    def __init__(self, record: Record, job: Job, toolbox: Tools) -> None:
        self.record = record
        self.done = False
        self.channel: Connection
        self.channel, theirs = CONTEXT.Pipe(duplex=False)
        self.process = CONTEXT.Process(target=serve, args=(job, toolbox, theirs), daemon=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # forking beside the idle threads of a solver
            self.process.start()
        theirs.close()

    def hear(self) -> bool:
        """Take one message; False when the worker has nothing more to say."""
        try:
            message = self.channel.recv()
        except (EOFError, OSError):
            return False
        self.done = self.done or isinstance(message, Done)
        self.record.take(message)
        return not self.done

    def stop(self) -> None:
        """End the worker and whatever it started; no half-heard message is left behind."""
        pid = self.process.pid
        with contextlib.suppress(OSError):
            if pid is not None and hasattr(os, "killpg") and os.getpgid(pid) == pid:
                os.killpg(pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.join()
        self.channel.close()


def results(jobs: Iterable[Job], toolbox: Tools, count: int) -> Iterator[tuple[Job, Result]]:
    """Decide the jobs with ``count`` workers; yields each with its result as it ends, in no fixed order.

    A job is taken when a worker is free for it: what comes later may depend on what was found.
    """
    waiting = iter(jobs)
    running: list[Running] = []
    try:
        while True:
            for job in islice(waiting, count - len(running)):
                running.append(Running(Record(job), job, toolbox))
            if not running:
                return
            for worker in _ready(running):
                running.remove(worker)
                again = _close(worker, toolbox)
                if again is not None:
                    running.append(again)
                else:
                    yield worker.record.job, worker.record.result()
    finally:
        for worker in running:
            worker.stop()


def _ready(running: list[Running]) -> list[Running]:
    """The workers that have ended or overrun, after waiting for something to happen."""
    timeout = max(0.0, min(worker.record.deadline for worker in running) - time.monotonic())
    heard = wait([worker.channel for worker in running], timeout=min(timeout + 0.01, 1.0))
    ended = [worker for worker in running if worker.channel in heard and not worker.hear()]
    now = time.monotonic()
    return ended + [w for w in running if w.channel not in heard and w.record.deadline < now]


def _close(worker: Running, toolbox: Tools) -> Running | None:
    """Close the account of a worker; a new worker when methods are left that it did not come to."""
    record = worker.record
    overran = not worker.done and record.deadline < time.monotonic()
    if not worker.done and not overran:
        worker.process.join(5.0)
    code = worker.process.exitcode
    worker.stop()
    if worker.done:
        return None
    if overran:
        record.overran()
    else:
        record.died(code)
    rest = record.rest()
    if rest.begin >= 2 * len(rest.order(toolbox())) or record.stage.name == "start":
        return None
    record.restart()
    return Running(record, rest, toolbox)
