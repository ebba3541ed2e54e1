"""The whole way with the real methods: from a typed formula to a certificate that replays on its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def typed(folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Exit code and object of a command with --json, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "verify.cli", *arguments, "--json"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, json.loads(done.stdout)


def replays(folder: Path, found: dict[str, Any]) -> bool:
    """Whether the stand-alone checker, with nothing but the standard library, comes to the same verdict."""
    (folder / "c.json").write_text(json.dumps(found["certificate"]))
    command = [sys.executable, "-I", str(ROOT / "verify" / "checker"), str(folder / "c.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.returncode, done.stdout.split()[:1]) == (0, [found["verdict"]])


@pytest.mark.parametrize(
    ("formula", "conditions"),
    [("x**2 + y**2 >= 2*x*y", "x real, y real"), ("x >= 1", "x > 2"), ("x**2 > 1/2", "x > 1"), ("x < 1", "x < 0")],
)
def test_a_true_formula_is_proved(tmp_path: Path, formula: str, conditions: str) -> None:
    """Proved, exit code 0, certificate replayed elsewhere."""
    code, found = typed(tmp_path, "prove", formula, "--for", conditions)
    assert (0, "proved") == (code, found["verdict"])
    assert replays(tmp_path, found)


@pytest.mark.parametrize(
    ("formula", "conditions", "holds"),
    [
        ("x**2 >= x", "x real", lambda x: x**2 >= x),
        ("x*(x - 1)*(x - 3) >= -2", "x >= 0", lambda x: x * (x - 1) * (x - 3) >= -2),
    ],
)
def test_a_false_formula_is_refuted_at_an_exact_point(
    tmp_path: Path, formula: str, conditions: str, holds: Any
) -> None:
    """Refuted, exit code 1; the point is a fraction at which the formula fails, computed here anew."""
    code, found = typed(tmp_path, "prove", formula, "--for", conditions)
    assert (1, "refuted") == (code, found["verdict"])
    assert not holds(Fraction(found["counterexample"]["x"]))
    assert replays(tmp_path, found)


def test_a_refuted_formula_comes_with_the_nearest_true_ones(tmp_path: Path) -> None:
    """In --json each repair has a statement and a certificate that replays alone; --no-repair leaves them out."""
    asked = ("prove", "exp(-x) <= 1 - x + x**2/3", "--for", "x >= 0")
    code, found = typed(tmp_path, *asked)
    assert (1, "refuted") == (code, found["verdict"])
    by_words = {repair["says"]: repair for repair in found["repair"]}
    domain = by_words["for x >= 1.37"]
    assert ("domain", "proved", "at x = 1.36") == (domain["change"], domain["verdict"], domain["edge"])
    assert "for all x real: if 0 <= x and 137/100 <= x then exp(-x) <= 1 - x + x**2/3" == domain["statement"]
    assert "with 2 in place of 3: exp(-x) <= 1 - x + x**2/2" in by_words
    assert all(replays(tmp_path, repair) for repair in found["repair"])
    assert typed(tmp_path, *asked, "--no-repair")[1]["repair"] is None


def test_a_formula_that_is_not_defined_is_bad_input(tmp_path: Path) -> None:
    """Exit code 2 and one line with the point, nothing on stdout; of a file the other claims are decided."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    door = [sys.executable, "-m", "verify.cli"]
    done = subprocess.run(
        [*door, "prove", "1/x >= 0", "--for", "x >= 0"], capture_output=True, text=True, env=surroundings, check=False
    )
    assert (2, "", 1) == (done.returncode, done.stdout, len(done.stderr.splitlines()))
    assert "not defined at x = 0" in done.stderr
    (tmp_path / "c.jsonl").write_text('{"id": "a", "vars": ["x"], "for": [], "claim": "log(x) <= x"}\n')
    done = subprocess.run(
        [*door, "check", str(tmp_path / "c.jsonl"), "--budget", "1"],
        capture_output=True,
        text=True,
        env=surroundings,
        check=False,
    )
    assert (2, 1) == (done.returncode, len(done.stderr.splitlines()))
    assert "undecided a  no method concluded" in done.stdout
    assert "c.jsonl: a: the claim is not defined at x = 0 (it needs 0 < x), which its conditions allow" in done.stderr
