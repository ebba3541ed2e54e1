"""A search that is stopped goes on from its cells, and ends with the same bytes as one that is not."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from flint import arb

from tests.orbit.building import SIX, TILTED, rows_of, task
from verify.methods.orbit.march import Found
from verify.methods.orbit.search import find
from verify.methods.orbit.task import Certified, Task
from verify.methods.orbit.watch import Attempt, Watch, kept


class Recorder(Watch):
    """Keeps what it hears as text, and stops the search after so many new cells."""

    def __init__(self, stop_after: int, text: str = "") -> None:
        self.stop_after, self.new = stop_after, 0
        self.lines = [json.loads(line) for line in text.splitlines()]

    @property
    def text(self) -> str:
        """A line for each attempt and each cell."""
        return "\n".join(map(json.dumps, self.lines))

    def earlier(self) -> tuple[Attempt | None, Sequence[Mapping[str, Any]]]:
        """The last attempt and its cells."""
        begins = [i for i, line in enumerate(self.lines) if isinstance(line, list)]
        if not begins:
            return None, ()
        number, extra, spare = self.lines[begins[-1]]
        return (number, extra, spare), self.lines[begins[-1] + 1 :]

    def on_attempt(self, attempt: Attempt) -> None:
        """Only what is new is written down."""
        if self.earlier()[0] != attempt:
            self.lines.append(list(attempt))

    def on_cell(self, found: Found, log_t: arb, new: bool) -> None:
        """Stop, as Ctrl-C does, when there are enough."""
        if new:
            self.lines.append(kept(found))
            self.new += 1
            if self.new == self.stop_after:
                raise KeyboardInterrupt


def bytes_of(found: Certified) -> str:
    """Statement and certificate as a file holds them."""
    return json.dumps([found.statement, found.certificate], sort_keys=True)


@pytest.mark.parametrize(
    "wanted",
    [
        task(SIX, (1, 12), (1, 1000), digits=20),
        task(TILTED, digits=12, loss="logistic"),
        task(rows_of("1 0", "1 1"), (1, 500), digits=10),
    ],
    ids=["two times", "for all time", "degenerate"],
)
def test_stopped_again_and_again(wanted: Task) -> None:
    """A search that is stopped after every cell ends with the certificate of one that never is."""
    whole, text, stops = find(wanted), "", 0
    while True:
        recorder = Recorder(1, text)
        try:
            found = find(wanted, recorder)
        except KeyboardInterrupt:
            stops, text = stops + 1, recorder.text
        else:
            break
    assert found.cells <= stops and recorder.new == 0
    assert bytes_of(whole) == bytes_of(found)


def test_it_does_not_search_again_for_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """With all cells at hand nothing is searched for."""
    wanted = task(SIX, (1, 30), digits=15)
    first = Recorder(10**6)
    whole = find(wanted, first)
    monkeypatch.setattr("verify.methods.orbit.march._longest", None)
    assert bytes_of(whole) == bytes_of(find(wanted, Recorder(10**6, first.text)))
    with pytest.raises(TypeError):
        find(wanted)
