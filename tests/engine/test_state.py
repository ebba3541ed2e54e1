"""The state file: whatever happened to it, reading it back is safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.toys import FALSE, claim, tools
from verify.engine.run import Settings, run
from verify.engine.state import StateFile, attempt_of, run_key
from verify.errors import InputError


def filled(folder: Path) -> StateFile:
    """A state file with a proved, a supported and a failed claim, closed."""
    claims = [claim("a"), claim("b", "seeded"), claim("c", "fails")]
    state = StateFile(folder, "key")
    state.open(keep=False)
    run(claims, tools, Settings(seconds=5), state=state)
    state.close(finished=False)
    return state


def test_lines_come_back_as_attempts(tmp_path: Path) -> None:
    """Finished claims are kept with their data; a claim with an error is tried again."""
    found = filled(tmp_path).load()
    assert {"a": "proved", "b": "supported"} == {name: attempt_of(line).verdict for name, line in found.items()}


def test_supported_results_are_kept_as_they_were(tmp_path: Path) -> None:
    """A sampled result is not sampled again."""
    found = filled(tmp_path).load()
    kept = run([claim("b", "seeded")], tools, Settings(seconds=5), earlier=found)["b"]
    assert kept.evidence == run([claim("b", "seeded")], tools, Settings(seconds=5))["b"].evidence


@pytest.mark.parametrize("scrap", ["", "{", '{"claim": "a"}\n{"cla', "[1]\nnull\n7", "\x00\xff"])
def test_a_broken_file_loses_only_its_broken_lines(tmp_path: Path, scrap: str) -> None:
    """A run may end in the middle of a line; lines that say nothing useful are decided afresh."""
    state = filled(tmp_path)
    state.path.write_text(state.path.read_text() + scrap)
    found = state.load()
    assert {"a", "b"} == set(found)
    result = run([claim("a")], tools, Settings(seconds=5), earlier=found)["a"]
    assert "proved" == result.verdict.value


def test_keys_tell_runs_apart() -> None:
    """Another budget, seed, statement or order of methods is another run."""
    keys = {
        run_key([claim("a")], 1, 0),
        run_key([claim("a")], 2, 0),
        run_key([claim("a")], 1, 1),
        run_key([claim("a", about=FALSE)], 1, 0),
        run_key([claim("a", "shy")], 1, 0),
    }
    assert 5 == len(keys)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """One line, before any work."""
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="choose a folder"):
        StateFile(tmp_path / "file" / "x", "key").open(keep=False)


def test_the_folder_hides_from_version_control(tmp_path: Path) -> None:
    """State is nobody's source."""
    filled(tmp_path / "s")
    assert "*\n" == (tmp_path / "s" / ".gitignore").read_text()
