"""Examples in Markdown pages: reading them, running them, comparing what they print with what is shown."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.house.source import ROOT, tracked

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```.*$", re.MULTILINE)
RUN = (
    "verify",
    "cat",
    "head",
    "printf",
    "echo",
)  # other commands (cloning, installing, go.py) are only shown
LEFT_OUT = ("tests", "benchmarks")
TIMEOUT = 300
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Example:
    """One command of a console block and the output shown below it; `...` there stands for anything."""

    line: int
    command: str
    shown: str


def examples(text: str) -> list[Example]:
    """The commands of all console blocks that can be run, in order."""
    found = []
    for block in BLOCK.finditer(text):
        number = text[: block.start(1)].count("\n") + 1
        found += commands(block[1], number)
    return [example for example in found if example.command.split()[0] in RUN]


def commands(block: str, first_line: int) -> list[Example]:
    """Split a block at its prompts: `$ ` begins a command, `> ` continues it, the rest is output."""
    found: list[Example] = []
    for number, line in enumerate(block.splitlines(), first_line):
        if line.startswith("$ "):
            found.append(Example(number, line[2:], ""))
        elif found and line.startswith("> ") and not found[-1].shown:
            found[-1] = Example(found[-1].line, f"{found[-1].command}\n{line[2:]}", "")
        elif found:
            found[-1] = Example(found[-1].line, found[-1].command, f"{found[-1].shown}{line}\n")
    return found


def differences(page: Path, folder: Path) -> list[str]:
    """Run a page's commands in order, in the folder; one text for each that does not do what is shown."""
    found = []
    for example in examples(page.read_text(encoding="utf-8")):
        done = run(example.command, folder)
        # Exit code 1 is an answer (something is refuted), 2 may be shown on purpose, 3 is an error inside.
        broke = done.returncode > 2 or "Traceback (most recent call last)" in done.stderr
        if broke or (example.shown.strip() and not agrees(example.shown, done.stdout or done.stderr)):
            found.append(
                f"{page.name}:{example.line} $ {example.command}  [exit code {done.returncode}]\n"
                f"--- shown\n{example.shown}--- printed\n{done.stdout}{done.stderr}"
            )
    return found


def agrees(shown: str, printed: str) -> bool:
    """Whether the output is as shown, up to blanks at line ends and what `...` leaves open."""
    wanted, got = tidy(shown), tidy(printed)
    pattern = ".*?".join(re.escape(part) for part in wanted.split("..."))
    return re.fullmatch(pattern, got, re.DOTALL) is not None


def tidy(text: str) -> str:
    """The text without blanks at the ends of lines and empty lines at the end."""
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip()


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one line as a reader would, with the installed command on the path and no colours."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    surroundings = {**os.environ, "PATH": path, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100"}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def copy_of_the_repository(folder: Path) -> Path:
    """What a reader has after cloning, without the tests."""
    for path in tracked():
        relative = path.relative_to(ROOT)
        if relative.parts[0] not in LEFT_OUT:
            target = folder / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
    return folder


def python_failures(page: Path) -> list[str]:
    """Run the `>>>` examples of a page in one namespace; the doctest report of each that fails."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))  # an emptied line ends the expected output
    test = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    failures: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=failures.append)
    return failures
