"""The worker process: one claim, then the end, so that no claim can disturb the next."""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from verify.engine.decide import Done, Fault, decide, described
from verify.engine.job import Job
from verify.engine.roomy import roomy
from verify.engine.toolbox import Toolbox


def serve(job: Job, toolbox: Callable[[], Toolbox], channel: Connection) -> None:
    """Decide the job's claim and tell the parent every step through ``channel``."""
    _settle()
    try:
        roomy(lambda: decide(job, toolbox(), channel.send))
    except (Exception, SystemExit) as error:
        channel.send(Fault(f"worker: {described(error)}"))
    channel.send(Done())
    channel.close()


def _settle() -> None:
    """A session of its own (the parent handles Ctrl-C and stops the whole family), and no use of stdout."""
    gc.freeze()  # the catalogue stays to the end: not to be walked, nor its shared pages copied, at each collection
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(os, "setsid"):
        with contextlib.suppress(OSError):
            os.setsid()
    with contextlib.suppress(OSError, ValueError):
        os.dup2(2, 1)  # solvers written in C print where they like
    sys.stdout = sys.stderr
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        threading.Thread(target=_end_with, args=(parent.pid,), daemon=True).start()


def _end_with(parent: int) -> None:
    """A worker whose parent was killed has nobody to report to, also when that was before the worker's first step."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)
