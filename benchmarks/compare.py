"""Ours beside z3, cvc5 and SymPy on the same problems: ``python3 go.py compare [SECONDS] [--tools a,b] [--every K]``.

The true problems are tests/data/inequalities-dev.jsonl, the false ones benchmarks/inequalities/false.jsonl. Every
problem is decided in a process of its own, which is ended when it has used up its SECONDS of processor time (5 unless
told). A tool that is not installed is left out with a line that says so (they come with the extra ``bench``). The table
is that of docs/inequalities.md; the exit code is 1 when one of our own verdicts is wrong.
"""

import argparse
import multiprocessing
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from statistics import median
from typing import Any

from benchmarks.inequalities.tools import TOOLS, installed, version
from benchmarks.test_inequalities import FALSE, TRUE, problems
from verify.claims.formula import read_problem

NOT_TRUE = {"math-overflow-problem-1"}  # of the true ones: not defined at p = 0
WRONG = {"true": ("refuted",), "false": ("proved",)}
GRACE, SLOW = 1.5, 20.0  # our replay may overdraw the time by this factor; the wall clock ends all at this many times
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Row:
    """One problem by one tool."""

    tool: str
    truth: str
    problem: str
    verdict: str
    seconds: float

    @property
    def wrong(self) -> bool:
        """Whether the verdict contradicts what is known."""
        return self.verdict in WRONG[self.truth]


def decided(tool: str, problem: dict[str, Any], seconds: float) -> tuple[str, float]:
    """(verdict, seconds of processor time) of one tool; a process that crashed or ran out of time is undecided."""
    receive, send = FORK.Pipe(duplex=False)
    child = FORK.Process(target=_child, args=(send, tool, problem, seconds))
    child.start()
    send.close()
    try:
        answer: tuple[str, float] = receive.recv() if receive.poll(SLOW * seconds) else ("undecided", seconds)
    except EOFError:
        answer = ("undecided", seconds)
    if child.is_alive():
        child.join(0.2)
        child.kill()
    child.join()
    return answer


def _child(send: Connection, tool: str, problem: dict[str, Any], seconds: float) -> None:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # which ends the process, also inside a library
    signal.setitimer(signal.ITIMER_PROF, seconds * (GRACE if tool == "marginalia" else 1.0))
    start = time.process_time()
    verdict = TOOLS[tool][1](read_problem(problem), seconds)
    send.send((verdict, time.process_time() - start))


def rows(tools: list[str], seconds: float, every: int) -> Iterator[Row]:
    """Every ``every``-th problem by every tool, with progress on stderr."""
    files = (("true", TRUE), ("false", FALSE))
    asked = [(truth, p) for truth, file in files for p in problems(file)[::every] if p["id"] not in NOT_TRUE]
    start = time.monotonic()
    for done, (truth, problem) in enumerate(asked, 1):
        for tool in tools:
            yield Row(tool, truth, problem["id"], *decided(tool, problem, seconds))
        if done % 10 == 0 or done == len(asked):
            left = (time.monotonic() - start) / done * (len(asked) - done) / 60
            sys.stderr.write(f"compare: {done} of {len(asked)} problems, about {left:.0f} min left\n")


def table(found: list[Row], tools: list[str]) -> str:
    """The rows as a table; the median is of the problems that the tool decided."""
    lines = ["| tool | problems | proved | refuted | undecided | wrong | median s |", "| --- " * 7 + "|"]
    for truth in ("true", "false"):
        for tool in tools:
            mine = [row for row in found if (row.tool, row.truth) == (tool, truth)]
            count = {v: sum(row.verdict == v for row in mine) for v in ("proved", "refuted", "undecided")}
            times = [row.seconds for row in mine if row.verdict != "undecided"]
            middle = f"{median(times):.2f}" if times else "-"
            cells = (f"{tool} {version(tool)}".strip(), f"{truth} ({len(mine)})", *count.values())
            lines.append("| " + " | ".join(map(str, (*cells, sum(row.wrong for row in mine), middle))) + " |")
    return "\n".join(lines)


def main() -> int:
    """The table on stdout; 1 when one of our own verdicts is wrong."""
    parser = argparse.ArgumentParser(prog="compare", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("seconds", nargs="?", type=float, default=5.0)
    parser.add_argument("--tools", default=",".join(TOOLS), help="which, separated by commas")
    parser.add_argument("--every", type=int, default=1, help="only every K-th problem")
    given = parser.parse_args()
    tools = [tool for tool in given.tools.split(",") if tool in TOOLS]
    for tool in [tool for tool in tools if not installed(tool)]:
        tools.remove(tool)
        sys.stdout.write(f"{tool} is not installed and left out\n")
    found = list(rows(tools, given.seconds, given.every))
    sys.stdout.write(table(found, tools) + "\n")
    for row in found:
        if row.wrong:
            sys.stdout.write(f"wrong: {row.tool} says {row.verdict} of {row.problem}\n")
    return int(any(row.wrong and row.tool == "marginalia" for row in found))


if __name__ == "__main__":
    sys.exit(main())
