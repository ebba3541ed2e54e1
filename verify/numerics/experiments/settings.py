"""The settings of an experiment: texts by name, read with bounds; what is unknown, missing or too large is refused."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from verify.errors import InputError

NUMBER = re.compile(r"-?\d{1,18}(?:/\d{1,18}|(?:\.\d{1,18})?(?:e-?\d{1,3})?)\Z", re.ASCII)
MOST_NUMBERS = 10_000


class Settings:
    """Reads settings one by one; ``finish`` refuses those that nothing has asked for.

    Every method fails (InputError, one line that names the setting) on a text that is missing without a default, that
    cannot be read, or that is out of bounds.
    """

    def __init__(self, texts: Iterable[tuple[str, str]]):
        pairs = tuple(texts)
        self.texts: Mapping[str, str] = dict(pairs)
        self.asked: set[str] = set()
        if len(self.texts) != len(pairs):
            raise InputError("experiment: a setting stands there twice — keep one of them")

    def text(self, name: str, default: str | None = None) -> str:
        """The text itself."""
        self.asked.add(name)
        if name in self.texts:
            return self.texts[name].strip()
        if default is None:
            raise InputError(f"experiment: the setting {name!r} is missing — say it")
        return default

    def choice(self, name: str, options: Iterable[str], default: str | None = None) -> str:
        """One of the options."""
        known, chosen = tuple(options), self.text(name, default)
        if chosen not in known:
            raise InputError(f"experiment: {name} is {chosen!r:.40} — one of {', '.join(known)}")
        return chosen

    def number(self, name: str, low: Fraction, high: Fraction, default: str | None = None) -> Fraction:
        """A rational between ``low`` and ``high``, both included."""
        value = self._rational(name, self.text(name, default))
        if not low <= value <= high:
            raise InputError(f"experiment: {name} is {_short(value)} — between {_short(low)} and {_short(high)}")
        return value

    def whole(self, name: str, low: int, high: int, default: str | None = None) -> int:
        """A whole number between ``low`` and ``high``, both included."""
        value = self.number(name, Fraction(low), Fraction(high), default)
        if value.denominator != 1:
            raise InputError(f"experiment: {name} is {_short(value)} — a whole number")
        return int(value)

    def row(self, name: str, length: int | None, default: str | None = None) -> tuple[Fraction, ...]:
        """Rationals with spaces between them: ``length`` of them, or any number but 0."""
        found = tuple(self._rational(name, word) for word in self.text(name, default).split())
        if not found or len(found) > MOST_NUMBERS or (length is not None and len(found) != length):
            raise InputError(f"experiment: {name} has {len(found)} numbers — {length or 'some'} are wanted")
        return found

    def rows(self, name: str, length: int | None = None) -> tuple[tuple[Fraction, ...], ...]:
        """Rows of equally many rationals, ``length`` where it is given, with commas between the rows."""
        parts: Sequence[str] = self.text(name).split(",")
        rows = tuple(tuple(self._rational(name, word) for word in part.split()) for part in parts)
        if {len(row) for row in rows} != {length or len(rows[0]) or 1} or len(rows) * len(rows[0]) > MOST_NUMBERS:
            raise InputError(f"experiment: {name} — rows of {length or 'equally many'} numbers are wanted, '1 2, 3 4'")
        return rows

    def finish(self) -> None:
        """Refuse settings that nothing has asked for: they would promise what is not done."""
        if unknown := sorted(set(self.texts) - self.asked):
            names, known = ", ".join(map(repr, unknown)), ", ".join(sorted(self.asked))
            raise InputError(f"experiment: unknown setting {names} — known here: {known}")

    def _rational(self, name: str, word: str) -> Fraction:
        if not NUMBER.match(word) or re.search(r"/0+\Z", word):
            raise InputError(f"experiment: {name} holds {word!r:.40}, which is no number — write 3, -1/10, 0.1 or 1e6")
        return Fraction(word)


def _short(value: Fraction) -> str:
    """The number as a person would write it; large ones rounded."""
    return str(value) if len(str(value)) <= 12 else f"{float(value):.4g}"
