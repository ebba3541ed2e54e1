"""Reading a ledger: what is missing or twice is said."""

import json
from pathlib import Path
from typing import Any

import pytest

from verify.claims.ledger import NOT_YET, read_ledger
from verify.errors import InputError

ENTRY = {
    "id": "p.a", "part": "Main", "at": "(1)", "kind": "identity", "says": "$1=1$", "assumes": "nothing", "uses": [],
    "decide": "look",
}  # fmt: skip


def write(folder: Path, data: Any) -> Path:
    """A ledger file with these contents."""
    file = folder / "ledger.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return file


def test_an_entry_becomes_a_claim_in_words(tmp_path: Path) -> None:
    """Everything the ledger says of a claim is kept."""
    ledger = read_ledger(write(tmp_path, {"notation": ["$x$"], "claims": [ENTRY]}), "p")
    claim = ledger.claims["p.a"]
    assert ("Main", "(1)", "Assumes: nothing", NOT_YET) == (claim.part, claim.at, claim.note, claim.open)
    assert (("$x$",), {"p.a": "look"}) == (ledger.notation, ledger.decide)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("{", "not JSON"),
        ([], "needs the fields"),
        ({"notation": [], "claims": [{"id": "p.a"}]}, "entry 0 needs exactly"),
        ({"notation": [], "claims": [ENTRY | {"id": "q.a"}]}, "does not begin with"),
        ({"notation": [], "claims": [ENTRY, ENTRY]}, "twice: p.a"),
    ],
)
def test_a_broken_ledger_is_refused(tmp_path: Path, data: Any, word: str) -> None:
    """The message says what is wrong and in which paper."""
    with pytest.raises(InputError, match=word):
        read_ledger(write(tmp_path, data), "p")


def test_a_missing_ledger_is_said(tmp_path: Path) -> None:
    """A folder without a ledger is named, without a traceback."""
    with pytest.raises(InputError, match="cannot read"):
        read_ledger(tmp_path / "ledger.json", "p")
