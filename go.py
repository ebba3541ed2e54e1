#!/usr/bin/env python3
"""Set everything up in .venv, then run what was asked. Needs only python3 (3.11 or newer) and pip.

    python3 go.py report          decide every bundled claim and write reports/
    python3 go.py test [ARGS]     the tests (arguments go to pytest; -m slow for the long ones)
    python3 go.py lint            formatting, rules, types
    python3 go.py bench [ARGS]    the benchmarks (arguments go to pytest)
    python3 go.py fuzz [N]        N random claims with known answers against everything (--help explains)
    python3 go.py orbits          certified orbits on random data against closed forms and plain steps (minutes)
    python3 go.py compare         our inequalities beside other tools' (z3, cvc5, SymPy)
    python3 go.py docs            pages for every public name, in docs/_build
    python3 go.py check           lint, test, bench, docs and a recheck of reports/
    python3 go.py verify ...      the command itself, e.g.  python3 go.py verify list

The first start installs the locked packages; later starts begin at once. The exit code is that of the
command; 2 for bad usage of this script, 3 when the set-up fails.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - before the imports below, which an older Python does not have
    have = sys.version.split()[0]
    sys.exit(f"go.py: Python 3.11 or newer is needed, and this is {have}; try: python3.11 go.py")

import contextlib
import hashlib
import importlib.util
import json
import os
import subprocess
import tomllib
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENV = ROOT / ".venv"
BIN = ENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
VERIFY = BIN / ("verify.exe" if os.name == "nt" else "verify")
LOCK = ROOT / "requirements.lock"
STAMP = ENV / "ready.json"
MUTEX = ROOT / ".venv.lock"
SETUP_FAILED = 3


class SetupError(Exception):
    """The environment could not be made: one line for a person, with the remedy."""


# --- the environment ------------------------------------------------------------------------------------


def wanted() -> dict[str, str]:
    """What a ready environment was made from, as digests and paths; compared with the stamp in .venv."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = [pyproject["build-system"], pyproject["project"], pyproject["tool"]["setuptools"]]
    return {
        "packages": hashlib.sha256(LOCK.read_bytes()).hexdigest(),
        "project": hashlib.sha256(json.dumps(installed, sort_keys=True).encode()).hexdigest(),
        "place": str(ROOT),  # scripts in .venv carry absolute paths, so a moved folder needs a new one
        "interpreter": os.path.realpath(PYTHON),  # an upgrade of the system's Python leaves .venv hollow
    }


def found() -> dict[str, str]:
    """The stamp of the environment that is there; empty when there is none, or none that was finished."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and PYTHON.exists() else {}


def ensure_environment() -> None:
    """Make or mend .venv unless it is ready. Raises SetupError."""
    if found() == wanted():
        return
    with only_one_at_a_time() as mutex:
        stamp = found()
        want = wanted()
        if stamp == want:  # somebody else made it while this process waited
            return
        STAMP.unlink(missing_ok=True)  # from here until the last line the environment counts as absent
        if {**stamp, "project": ""} != {**want, "project": ""}:
            install_packages(mutex)
        install_project(mutex)
        unfinished = STAMP.with_suffix(".tmp")
        unfinished.write_text(json.dumps(wanted(), indent=1), encoding="utf-8")
        unfinished.replace(STAMP)


@contextlib.contextmanager
def only_one_at_a_time() -> Iterator[int]:
    """Hold the set-up lock; yields its file descriptor. The system frees it when its last holder ends."""
    descriptor = os.open(MUTEX, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not take(descriptor, wait=False):
            say("another go.py is setting up .venv; waiting for it")
            take(descriptor, wait=True)
        yield descriptor
    finally:
        os.close(descriptor)


def take(descriptor: int, *, wait: bool) -> bool:
    """Lock the open file; returns False when somebody else has it and `wait` is off."""
    if sys.platform == "win32":
        import msvcrt

        mode = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK
        while True:
            try:
                msvcrt.locking(descriptor, mode, 1)
                return True
            except OSError:  # LK_LOCK itself gives up after ten seconds
                if not wait:
                    return False
    else:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def install_packages(mutex: int) -> None:
    """A fresh .venv with the locked packages, every one checked against its hash. Raises SetupError."""
    own_pip = importlib.util.find_spec("pip") is None
    if own_pip and importlib.util.find_spec("ensurepip") is None:
        raise SetupError("pip is missing: install it (Debian, Ubuntu: apt-get install python3-pip), try again")
    say("setting up .venv with the locked packages (once, about a minute)")
    venv.create(ENV, with_pip=own_pip, clear=True, symlinks=os.name != "nt")
    pip(mutex, "--require-hashes", "--requirement", str(LOCK), what="the locked packages")


def install_project(mutex: int) -> None:
    """The project itself, editable: packages added to it later are seen at once. Raises SetupError."""
    # "compat" puts this folder on the path, where the default would list the packages of today by name.
    editable = ("--config-settings", "editable_mode=compat", "--editable", str(ROOT))
    pip(mutex, "--no-deps", "--no-build-isolation", "--no-index", *editable, what="the project itself")


def pip(mutex: int, *arguments: str, what: str) -> None:
    """Run `pip install` into .venv, with this Python's pip or, where it has none, .venv's own."""
    outer = importlib.util.find_spec("pip") is not None
    runner = [sys.executable, "-m", "pip", "--python", str(PYTHON)] if outer else [str(PYTHON), "-m", "pip"]
    # A person's habits of installing elsewhere must not lead out of .venv.
    surroundings = {k: v for k, v in os.environ.items() if k not in ("PIP_USER", "PIP_TARGET", "PIP_PREFIX")}
    # pip holds the set-up lock too, so that nobody clears .venv under a pip whose go.py was killed.
    kept = () if os.name == "nt" else (mutex,)
    command = [*runner, "install", "--quiet", "--disable-pip-version-check", *arguments]
    code = subprocess.run(command, env=surroundings, cwd=ROOT, check=False, pass_fds=kept).returncode
    if code != 0:
        hint = "look at pip's message above (network? pip older than 22.3? disk full?) and try again"
        raise SetupError(f"installing {what} failed with pip's exit code {code}: {hint}")


# --- the commands ---------------------------------------------------------------------------------------


def run(*command: str | Path, cwd: Path | None = ROOT) -> int:
    """Run one command to its end and return its exit code, 128 + n after signal n."""
    child = subprocess.Popen([str(part) for part in command], cwd=cwd)
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:  # the child got it as well, and closes in its own way
            continue
        return code if code >= 0 else 128 - code


def worst(*codes: int) -> int:
    """The first exit code that is not 0, after everything has run."""
    return next((code for code in codes if code), 0)


def test(arguments: list[str]) -> int:
    chosen = [] if "-m" in arguments else ["-m", "not slow"]
    return run(PYTHON, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", *chosen, *arguments)


def lint(arguments: list[str]) -> int:
    return worst(
        run(PYTHON, "-m", "ruff", "format", "--check", *arguments),
        run(PYTHON, "-m", "ruff", "check", *arguments),
        run(PYTHON, "-m", "mypy", *arguments),
    )


def bench(arguments: list[str]) -> int:
    return run(PYTHON, "-m", "pytest", "-q", "benchmarks", "--benchmark-only", *arguments)


def fuzz(arguments: list[str]) -> int:
    return run(PYTHON, "-m", "benchmarks.fuzz", *arguments)


def orbits(arguments: list[str]) -> int:
    return run(PYTHON, "-m", "benchmarks.orbits", *arguments)


def compare(arguments: list[str]) -> int:
    return run(PYTHON, "-m", "benchmarks.compare", *arguments)


def docs(arguments: list[str]) -> int:
    return run(PYTHON, "-m", "pdoc", "--output-directory", "docs/_build", *arguments, "verify", "proofs")


def report(arguments: list[str]) -> int:
    return run(VERIFY, "run", *arguments)


def verify(arguments: list[str]) -> int:
    return run(VERIFY, *arguments, cwd=None)  # file names on the command line are the caller's


def check(arguments: list[str]) -> int:
    recheck = run(VERIFY, "recheck", "reports") if (ROOT / "reports").is_dir() else 0
    return worst(lint([]), test(arguments), bench([]), docs([]), recheck)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    f.__name__: f for f in (report, test, lint, bench, fuzz, orbits, compare, docs, check, verify)
}


def say(line: str) -> None:
    print(f"go.py: {line}", file=sys.stderr, flush=True)


def in_own_environment() -> bool:
    """Whether this script runs by the Python of .venv, which must not rebuild itself."""
    return Path(sys.prefix) == ENV and sys.prefix != sys.base_prefix


def main(arguments: list[str]) -> int:
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        asked = f"unknown command {arguments[0]!r}" if arguments else "no command given"
        say(f"{asked}: expected one of {', '.join(COMMANDS)}; python3 go.py --help explains them")
        return 2
    if in_own_environment() and found() != wanted():
        return run(getattr(sys, "_base_executable", "python3"), __file__, *arguments, cwd=None)
    try:
        ensure_environment()
    except SetupError as error:
        say(str(error))
        return SETUP_FAILED
    except OSError as error:
        say(f"cannot write the environment: {error}; check the rights and the free space of {ROOT}")
        return SETUP_FAILED
    except KeyboardInterrupt:
        say("interrupted; the set-up starts afresh next time")
        return 130
    return COMMANDS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
