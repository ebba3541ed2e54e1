"""The comparison with other tools: known problems, time that is kept, wrong answers that are counted."""

from __future__ import annotations

import time
from typing import Any

import pytest

from benchmarks import compare
from benchmarks.compare import Row, decided, table
from benchmarks.inequalities.tools import TOOLS, installed, version
from verify.checker.terms import Statement

# From Python 3.12 on a fork beside threads, which the parallel test runner has, is warned of.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
KNOWN: list[tuple[dict[str, Any], str]] = [
    ({"vars": ["x"], "for": ["x > 0"], "claim": "x + 1/x >= 2"}, "proved"),
    ({"vars": ["x"], "for": ["x > 0"], "claim": "x + 1/x > 2"}, "refuted"),
    ({"vars": ["x", "y"], "for": [], "claim": "x**2 + y**2 >= 2*x*y"}, "proved"),
    ({"vars": ["x", "y"], "for": ["x >= 1"], "claim": "x**2*y >= y"}, "refuted"),
    ({"vars": ["x"], "for": ["x >= 0"], "claim": "1/x > 0"}, "refuted"),
    ({"vars": ["x"], "for": [], "claim": "exp(x) >= 1 + x"}, "proved"),
    ({"vars": ["x"], "for": ["0 < x", "x < 1"], "claim": "sin(x) < 9/10*x"}, "refuted"),
    ({"vars": ["x"], "for": ["x >= 3"], "claim": "x**2 >= 9"}, "proved"),
]


@pytest.mark.parametrize("tool", TOOLS)
def test_no_tool_says_the_contrary_of_what_is_known(tool: str) -> None:
    """Each is asked in its own language; each decides some of these, and none wrongly."""
    if not installed(tool):
        pytest.skip(f"{tool} comes with the extra bench")
    found = [(decided(tool, {"id": "p", **problem}, 1.0)[0], known) for problem, known in KNOWN]
    # 1/x at 0: who calls the claim not true there is right, and who only looks where it has a value may differ.
    assert all(verdict in (known, "undecided") for i, (verdict, known) in enumerate(found) if i != 4)
    assert sum(verdict == known for verdict, known in found) >= 2
    assert version(tool) or tool == "marginalia"


def test_a_tool_that_goes_on_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process is stopped when its time is up, also where it does not look at the clock."""

    def endless(statement: Statement, seconds: float) -> str:
        while True:
            pass

    monkeypatch.setitem(TOOLS, "endless", ("verify", endless))
    start = time.monotonic()
    assert ("undecided", 0.2) == decided("endless", {"id": "p", **KNOWN[0][0]}, 0.2)
    assert time.monotonic() - start < 30


def test_a_tool_that_crashes_is_undecided(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """The comparison goes on; the traceback stays on stderr."""

    def broken(statement: Statement, seconds: float) -> str:
        raise RuntimeError("boom")

    monkeypatch.setitem(TOOLS, "broken", ("verify", broken))
    assert "undecided" == decided("broken", {"id": "p", **KNOWN[0][0]}, 0.2)[0]
    assert "boom" in capfd.readouterr().err


def test_the_table_counts_what_is_wrong() -> None:
    """A refuted true problem and a proved false one are wrong; the median is of what was decided."""
    rows = [
        Row("sympy", "true", "a", "proved", 0.1),
        Row("sympy", "true", "b", "refuted", 0.3),
        Row("sympy", "true", "c", "undecided", 9.0),
        Row("sympy", "false", "d", "proved", 0.5),
    ]
    assert [False, True, False, True] == [row.wrong for row in rows]
    _, _, true, false = table(rows, ["sympy"]).splitlines()
    assert true.endswith("| true (3) | 1 | 1 | 1 | 1 | 0.20 |")
    assert false.endswith("| false (1) | 1 | 0 | 0 | 1 | 0.50 |")


def test_a_tool_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is left out of the table with a line that says so."""
    monkeypatch.setitem(TOOLS, "absent", ("no_such_module_here", TOOLS["z3"][1]))
    monkeypatch.setattr("sys.argv", ["compare", "0.1", "--tools", "absent", "--every", "1000"])
    assert 0 == compare.main()
    assert capsys.readouterr().out.startswith("absent is not installed and left out\n| tool |")
