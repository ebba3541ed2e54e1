"""Workers end with the run that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ORPHAN = """
import os, signal, time
from verify.engine import worker
from verify.engine.pool import CONTEXT

def late(parent):
    while os.getppid() == parent:
        time.sleep(0.01)
    worker._settle()
    time.sleep(600)

if __name__ == "__main__":
    CONTEXT.Process(target=late, args=(os.getpid(),)).start()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_worker_that_starts_after_its_parent_was_killed_ends(tmp_path: Path) -> None:
    """It held the terminal's pipe for ever: it took whoever had adopted it for its parent."""
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN)
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, str(script)]
    done = subprocess.run(command, env=surroundings, capture_output=True, check=False, timeout=60)
    # Reading to the end of the pipes means that the worker, which inherited them, is gone.
    assert (-signal.SIGKILL, b"") == (done.returncode, done.stderr)
