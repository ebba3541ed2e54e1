"""``verify hunt``: the exit codes, what is printed, and what is kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from verify.claims.claim import Claim
from verify.cli import main
from verify.cli.hunting import _lines, _object
from verify.engine.hunt import Hunted

FALSE = {"id": "false", "vars": ["x"], "for": ["0 < x"], "claim": "x <= x**2"}
TRUE = {"id": "true", "vars": ["x"], "claim": "0 <= x**2"}


def claims_file(folder: Path, *claims: Mapping[str, object]) -> str:
    path = folder / "own.jsonl"
    path.write_text("".join(json.dumps(claim) + "\n" for claim in claims))
    return str(path)


def test_a_file_of_claims(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A false one is refuted, exit code 1; a true one is supported by so many cases; a second hunt goes on."""
    path, keep = claims_file(tmp_path, FALSE, TRUE), str(tmp_path / "kept")
    assert main(["hunt", path, "--for", "2s", "--jobs", "1", "--keep", keep]) == 1
    printed = capsys.readouterr()
    assert "✗ refuted   false  fails at x = 1/2" in printed.out
    assert "≈ supported true  no counterexample in" in printed.out
    assert "100%" in printed.err
    assert main(["hunt", path, "--for", "2s", "--jobs", "1", "--keep", keep, "--json"]) == 1
    false, true = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (false["verdict"], false["counterexample"]) == ("refuted", {"x": "1/2"})
    assert false["certificate"]["values"] == {"x": ["num", "1/2"]}
    assert (true["verdict"], true["rounds"]) == ("supported", 2)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ({"cases": 7, "open": 6}, "supported"),
        ({"cases": 7, "open": 7}, "undecided"),
        ({"cases": 7, "unproved": 1}, "undecided"),
        ({"outside": 7}, "undecided"),
    ],
)
def test_what_supports_a_claim(counts: dict[str, int], verdict: str) -> None:
    """Cases at which the conclusion is seen to hold, and none that looks like a counterexample."""
    claim = Claim(id="own.lemma", paper="own", at="here", kind="inequality", says="It holds.", open="later")
    hunted = Hunted(claim, counts=Counter(counts))
    assert verdict == _object(hunted)["verdict"]
    assert f" {verdict} own.lemma" in _lines(hunted)[0]
    hunted.take({"verdict": "undecided"})
    assert "undecided" == _object(hunted)["verdict"]
    assert "1 of 1 rounds in vain" in _lines(hunted)[0]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["soudry2018.lem-55"], "soudry2018.lem-5"),
        (["nowhere.toml"], "nowhere.toml"),
        (["soudry2018.lem-5", "--for", "soon"], "expected a time"),
        (["soudry2018.lem-5", "--for", "0s"], "expected a time"),
        (["soudry2018.fig-3"], "not stated formally"),
    ],
)
def test_bad_input_is_one_line(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What, where, and how to mend it; exit code 2."""
    assert main(["hunt", *arguments]) == 2
    error = capsys.readouterr().err
    assert (says in error, error.count("\n")) == (True, 1)
