"""Watching a search: it tells what it finds, and takes up what an earlier one that was stopped had found."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, SupportsFloat

from verify.ballchecker.balls import ball, scaled
from verify.ballchecker.cell import Cell
from verify.methods.orbit.march import Found

Attempt = tuple[int, float, int]
"""(number, digits more than asked for, spare bits): with what a search begins, each time that it begins."""


class Watch:
    """Hears of a search; this one does nothing. What it hands back saves work and decides nothing."""

    def earlier(self) -> tuple[Attempt | None, Sequence[Mapping[str, Any]]]:
        """(the attempt that was under way, its cells as ``kept`` gives them); (None, ()) when there is none."""
        return None, ()

    def on_attempt(self, attempt: Attempt) -> None:
        """An attempt begins."""

    def on_step(self, step: int, of: int) -> None:
        """One of the first iterations is made."""

    def on_cell(self, found: Found, log_t: SupportsFloat, new: bool) -> None:
        """A cell is found that ends at this log t; it is not ``new`` when an earlier search found it."""


SILENT = Watch()


def kept(found: Found) -> dict[str, Any]:
    """A cell as plain data from which ``restored`` makes the very same one."""
    return found.to_json() | {"next_half": found.next_half}


def restored(data: Mapping[str, Any], begin: tuple[int, int], bits: int) -> Found:
    """The cell that ``kept`` wrote; it begins at this iteration. Fails: KeyError, TypeError, ValueError."""
    m, k = data["until"]
    wholes = [[int(c) for c in row] for row in data["coefficients"]]
    centre, half, ratio = (str(data[name]) for name in ("centre", "half", "ratio"))
    cell = Cell(
        begin=begin,
        end=(int(m), int(k)),
        centre=ball(Fraction(centre)),
        half=ball(Fraction(half)),
        polynomials=[[scaled(c, bits) for c in row] for row in wholes],
        terms=int(data["terms"]),
        ratio=ball(Fraction(ratio)),
        depth=int(data["depth"]),
    )
    return Found(cell, wholes, centre, half, ratio, float(data["next_half"]))
