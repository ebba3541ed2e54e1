"""The corpus of certificate files: each ends with the exit code of its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checker.fact_cases import FACT_CASES
from tests.checker.rule_cases import CASES
from verify.checker.__main__ import main, replay

CORPUS = Path(__file__).parent / "corpus"
CODES = {"accepted": 0, "rejected": 1, "malformed": 2}
FILES = {f"{folder}/{file.stem}": (file, code) for folder, code in CODES.items() for file in CORPUS.glob(f"{folder}/*")}


@pytest.mark.parametrize(("file", "code"), [pytest.param(*FILES[name], id=name) for name in sorted(FILES)])
def test_exit_code(file: Path, code: int) -> None:
    """Accepted 0, rejected 1, malformed 2, with one line that names the file."""
    found, line = replay(str(file))
    assert code == found, line
    assert str(file) in line
    assert "\n" not in line


def test_every_rule_and_fact_has_a_file() -> None:
    """The corpus covers the rules and facts, accepted and rejected."""
    for folder in ("accepted", "rejected"):
        names = {file.stem for file in (CORPUS / folder).iterdir()}
        wanted = set(CASES) | {"fact-" + name.replace("_", "-") for name in FACT_CASES}
        assert set() == wanted - names


def test_an_accepted_line_holds_verdict_and_digest() -> None:
    """What was established, and of which statement."""
    verdict, digest, _ = replay(str(CORPUS / "accepted" / "combine.json"))[1].split(" ", 2)
    assert "proved" == verdict
    assert 64 == len(digest)


def test_the_worst_file_decides(capsys: pytest.CaptureFixture[str]) -> None:
    """Many files, a line each; the exit code is the worst. No file at all is bad usage."""
    good, bad, worse = (str(CORPUS / folder / "boxes.json") for folder in CODES)
    assert 0 == main([good, good])
    assert 1 == main([good, bad])
    assert 2 == main([worse, good])
    assert 2 == main([])
    assert 2 == main(["no such file"])
    assert 7 == len(capsys.readouterr().out.splitlines())
