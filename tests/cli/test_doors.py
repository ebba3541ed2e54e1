"""The doors together: start-up time, help, quiet pipes, errors inside, and the doors without a bundled claim."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Verify
from verify.claims import catalogue
from verify.report.objects import FIELDS

COMMANDS = ("run", "prove", "check", "svm", "figures", "list", "show", "recheck")
DOOR = (sys.executable, "-m", "verify.cli")
ROOT = Path(__file__).parents[2]


def door(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [*DOOR, *arguments], capture_output=True, text=True, check=False, cwd=cwd, env=surroundings, timeout=120
    )


def test_help_answers_at_once() -> None:
    """No solver is imported before it is needed; the best of three starts is well below half a second."""
    times = []
    for _ in range(3):
        started = time.monotonic()
        done = door("--help")
        times.append(time.monotonic() - started)
    assert all(command in done.stdout for command in COMMANDS)
    assert 0.5 > min(times)


def test_no_heavy_library_comes_with_the_doors() -> None:
    """Importing the command line imports no solver and no template engine."""
    code = "import sys, verify.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "click" in done.stdout.split()
    assert set() == {"numpy", "sympy", "cvxpy", "scipy", "jinja2", "rich", "flint"} & set(done.stdout.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_door_explains_itself(verify: Verify, command: str) -> None:
    """--help of each command goes to stdout with exit code 0."""
    done = verify(command, "--help")
    assert (0, "") == (done.code, done.err)
    assert "Usage: verify" in done.out


@pytest.mark.parametrize("arguments", [("nonsense",), ("--nonsense",), ("prove",), ("check",), ("show",), ("svm",)])
def test_bad_usage_is_one_line(verify: Verify, arguments: tuple[str, ...]) -> None:
    """What is wrong, and where help is."""
    done = verify(*arguments)
    assert (2, "", 1) == (done.code, done.out, len(done.err.splitlines()))
    assert "--help" in done.err


def test_an_error_inside_is_not_a_traceback(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3, one line, and how to see more."""

    def broken() -> None:
        raise ZeroDivisionError("deep\ninside")

    monkeypatch.setattr(catalogue, "load", broken)
    done = verify("list")
    assert (3, "") == (done.code, done.out)
    assert "verify: error inside: ZeroDivisionError: deep inside — VERIFY_TRACE=1 shows where\n" == done.err
    monkeypatch.setenv("VERIFY_TRACE", "1")
    assert "Traceback" in verify("list").err


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """`verify list --json | head -1` says nothing on stderr; the list is longer than what a pipe takes in unread."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*DOOR, "list", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=surroundings
    ) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        said = child.stderr.read()
        child.wait(60)
    assert b"" == said
    assert 141 == child.returncode


def test_colours_need_a_terminal(verify: Verify) -> None:
    """Output into a file or a pipe has no escape sequences."""
    assert "\x1b" not in verify("run", "toy.a").out


def test_lists_and_claims_without_a_report(verify: Verify) -> None:
    """Before the first run there are no verdicts, which is said and is no fault."""
    listed = verify("list")
    assert (0, 7) == (listed.code, len(listed.out.splitlines()))
    shown = verify("show", "toy.a")
    assert 0 == shown.code and "none yet: verify run toy.a" in shown.out
    assert (FIELDS, None) == (tuple(verify("show", "toy.a", "--json").objects[0]), None)
    assert 2 == verify("list", "--reports", "nowhere").code


def test_lists_and_claims_with_a_report(verify: Verify) -> None:
    """The verdicts are those of the report; --undecided leaves the work to do."""
    verify("run")
    assert ["toy.d", "toy.e"] == [line.split()[1] for line in verify("list", "--undecided").out.splitlines()]
    shown = verify("show", "toy.b").out
    for words in ("refuted", "x = 1/2", "certificates/toy.b.json", "toy.b.fix (certified)"):
        assert words in shown
    above = verify("show", "toy.c").out
    for words in (
        "broken at: toy.b",
        "step        toy.b: refuted",
        "toy.b at x = 1/2; repaired: toy.b.fix (certified)",
    ):
        assert words in above
    (found,) = verify("show", "toy.b", "--json").objects
    assert ("refuted", {"x": "1/2"}) == (found["verdict"], found["counterexample"])
    assert "refuted" == verify("list", "toy.b", "--json").objects[0]["verdict"]


def test_recheck(verify: Verify) -> None:
    """Accepted as written; a removed file gives exit code 1, a missing folder 2."""
    verify("run")
    good = verify("recheck", "reports", "-v")
    assert (0, "4 certificates accepted") == (good.code, good.out.splitlines()[-1])
    Path("reports/certificates/toy.a.json").unlink()
    bad = verify("recheck", "reports")
    assert (1, True) == (bad.code, "refused: toy.a: certificates/toy.a.json is missing" in bad.out)
    assert 2 == verify("recheck", "elsewhere").code


@pytest.mark.parametrize(
    ("formula", "conditions", "words"),
    [
        ("x + ", "x real", "formula"),
        ("y > 0", "x real", "unknown name 'y'"),
        ("__import__('os')", "", "formula"),
        ("x" * 5000, "x real", ""),
    ],
)
def test_bad_formulas_are_said_and_nothing_runs(verify: Verify, formula: str, conditions: str, words: str) -> None:
    """A message on stderr, exit code 2, nothing on stdout."""
    done = verify("prove", formula, "--for", conditions)
    assert (2, "") == (done.code, done.out)
    assert words in done.err and "Traceback" not in done.err


def test_prove_prints_the_verdict_and_where_to_look(verify: Verify) -> None:
    """The toy prover shows x >= 0 from x >= 0; --json carries a certificate that replays."""
    done = verify("prove", "x >= 0", "--for", "x >= 0", "--explain")
    assert 0 == done.code
    for words in ("✓ proved", "every x", "shy: not of my kind", "verify.checker", '"rule": "assumption"'):
        assert words in done.out
    (found,) = verify("prove", "x >= 0", "--for", "x >= 0", "--json").objects
    assert (FIELDS, "proved") == (tuple(found), found["verdict"])
    Path("c.json").write_text(json.dumps(found["certificate"]))
    command = [sys.executable, "-m", "verify.checker", "c.json"]
    assert 0 == subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode


@pytest.mark.parametrize("formula", ["-h <= 0", "-x*h - h <= 0", "-(h) <= 0"])
def test_a_formula_may_begin_with_a_minus(verify: Verify, formula: str) -> None:
    """It is read as a formula, not as an option; the toy prover fails at it, which is exit code 3."""
    done = verify("prove", formula, "--for", "-1 < h, x >= 0", "--budget", "1")
    assert 3 == done.code and "statement   for all h real, x real" in done.out
    assert 2 == verify("prove", "h > 0", "--for", "h > 0", "--jsn").code


def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    """The signal ends a proof in search with 130, a word on stderr and no traceback."""
    code = (
        "import sys; from types import SimpleNamespace; from tests.engine.toys import Toolbox, TOOLS;"
        " sys.modules['verify.engine.bundled'] = SimpleNamespace(bundled=lambda: Toolbox(TOOLS.methods, ('forever',)));"
        " from verify.cli import main; sys.exit(main(['prove', 'x > 0', '--for', 'x > 0', '--budget', '60']))"
    )
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=surroundings
    ) as child:
        time.sleep(1.5)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)
    assert (130, b"", b"verify: interrupted") == (child.returncode, out, err.strip())  # perhaps after the ^C's line
