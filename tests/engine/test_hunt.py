"""Hunts: rounds with seeds of their own, kept as they end; what was found is replayed first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.engine.toys import FALSE, TRUE
from verify.claims.claim import Claim
from verify.engine.hunt import METHOD, Hunted, hunt
from verify.engine.toolbox import Toolbox
from verify.errors import InputError
from verify.methods.method import Attempt, Budget


def claim(name: str, statement: object) -> Claim:
    return Claim(id=f"own.{name}", paper="own", at="1", kind="inequality", says="It holds.", statement=statement)  # type: ignore[arg-type]


@dataclass
class Scripted:
    """Sees seven cases a round, and the counterexample x = 0 of FALSE in its third round, or its first."""

    name: str = METHOD
    at_once: bool = False

    def attempt(self, claim: Claim, budget: Budget) -> Attempt:
        """Supported, or refuted at x = 0."""
        if claim.statement == FALSE and (self.at_once or budget.seed % 4 == 0):
            values = {"x": ["num", "0"]}
            proof = {"rule": "assumption"}
            refuted = {"verdict": "refuted", "values": values, "given": [proof], "then": proof}
            return Attempt(method=METHOD, verdict="refuted", certificate=refuted, counterexample={"x": "0"})
        figures = {"cases": "7", "outside": "2", "kinds": "N = 1: 5; N = 2: 2"}
        return Attempt(method=METHOD, verdict="supported", scope="7 sampled cases", figures=figures)


def tools(*, at_once: bool = False) -> Toolbox:
    return Toolbox(methods={METHOD: Scripted(at_once=at_once)}, default=(METHOD,))


def at_once() -> Toolbox:
    return tools(at_once=True)


def test_rounds_are_counted_and_go_on(tmp_path: Path) -> None:
    """Three rounds, then three more of the same hunt: other seeds, and the counts of all six."""
    told: list[tuple[int, float]] = []

    def listen(hunted: Hunted, part: float) -> None:
        told.append((hunted.rounds, part))

    first = hunt([claim("true", TRUE)], tools, seconds=30, jobs=1, folder=tmp_path, on_round=listen)["own.true"]
    assert (first.rounds, first.counts["cases"], first.kinds["N = 1"], first.found) == (3, 21, 15, None)
    assert told == [(1, 1 / 3), (2, 2 / 3), (3, 1.0)]
    again = hunt([claim("true", TRUE)], tools, seconds=30, jobs=2, folder=tmp_path)["own.true"]
    assert again.rounds == 9
    (file,) = tmp_path.glob("hunt-*.jsonl")
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert sorted(line["round"] for line in lines) == list(range(9))


def test_a_counterexample_ends_the_hunt_and_is_replayed_the_next_time(tmp_path: Path) -> None:
    """The second hunt finds nothing by itself: its first round replays what is kept."""
    asked = [claim("false", FALSE), claim("true", TRUE)]
    found = hunt(asked, at_once, seconds=40, jobs=1, folder=tmp_path)
    assert found["own.false"].found is not None
    assert (found["own.false"].rounds, found["own.true"].rounds) == (1, 2)
    (kept,) = [f for f in tmp_path.glob("hunt-*.jsonl") if '"refuted"' in f.read_text()]
    before = kept.read_text()
    again = hunt([claim("false", FALSE)], Toolbox, seconds=10, jobs=1, folder=tmp_path)["own.false"]
    assert again.found is not None
    assert dict(again.found.counterexample) == {"x": "0"}
    assert kept.read_text() == before


def test_a_kept_counterexample_is_not_believed(tmp_path: Path) -> None:
    """With another value in the file the checker refuses it: an error, not a refutation."""
    hunt([claim("false", FALSE)], at_once, seconds=10, jobs=1, folder=tmp_path)
    (file,) = tmp_path.glob("hunt-*.jsonl")
    file.write_text(file.read_text().replace('["num", "0"]', '["num", "5"]'))
    again = hunt([claim("false", FALSE)], Toolbox, seconds=10, jobs=1, folder=tmp_path)["own.false"]
    assert again.found is None
    assert again.errors


def test_a_damaged_line_is_left_out(tmp_path: Path) -> None:
    """The line that was being written when a hunt was killed costs its round and nothing else."""
    hunt([claim("true", TRUE)], tools, seconds=20, jobs=1, folder=tmp_path)
    (file,) = tmp_path.glob("hunt-*.jsonl")
    file.write_text(file.read_text()[:-40])
    assert hunt([claim("true", TRUE)], tools, seconds=10, jobs=1, folder=tmp_path)["own.true"].rounds == 2


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """One line says which."""
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="file/keep"):
        hunt([claim("true", TRUE)], tools, seconds=10, jobs=1, folder=tmp_path / "file" / "keep")
