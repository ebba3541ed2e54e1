"""The text of a formula before it is parsed: its limits, its characters, and pointing at a place in it."""

import ast
import re
import warnings
from dataclasses import dataclass

from verify.errors import InputError

MAX_CHARACTERS, MAX_BRACKETS, MAX_DIGITS = 2_000, 60, 60
ALLOWED = re.compile(r"[A-Za-z0-9_+\-*/^(),.<>=!\s]", re.ASCII)
DIGITS = re.compile(r"[0-9]+")
WINDOW = 36
INSTEAD = {
    "≤": "<=", "≥": ">=", "≠": "!=", "−": "-", "–": "-", "·": "*", "×": "*", "÷": "/", "π": "pi", "√": "sqrt(...)",
    "²": "**2", "³": "**3", "∧": "and", "∨": "or", "¬": "not", "|": "abs(...)", "[": "(", "]": ")", "{": "(",
    "}": ")", "&": "and", "~": "not", ";": "a comma",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A formula as it was typed. ``places[i]`` is where character i of ``python`` stands in ``text``."""

    text: str
    python: str
    places: tuple[int, ...]

    def tree(self) -> ast.expr:
        """The syntax tree. Fails (InputError) where the text is no expression."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")  # "1or 2" is a warning today and refused here
                return ast.parse(self.python, mode="eval").body
        except (SyntaxError, Warning) as error:
            offset = getattr(error, "offset", None) or 1
            raise self.fault(self._reason(error), max(0, offset - 1)) from None
        except (ValueError, RecursionError, MemoryError):
            raise self.fault("it is nested too deeply", 0) from None

    def _reason(self, error: Exception) -> str:
        if re.search(r"(?<![<>=!])=(?!=)", self.python):
            return "it is not a formula; an equation is written with =="
        detail = str(getattr(error, "msg", "") or "")
        brackets = "bracket" in detail or "'('" in detail or "')'" in detail or "parenthes" in detail
        return "a bracket is missing or left over" if brackets else "it is not a formula from here on"

    def fault(self, message: str, column: int) -> InputError:
        """An error that points at column ``column`` of ``python``."""
        place = self.places[min(column, len(self.places) - 1)] if self.places else 0
        return pointing(message, self.text, place)


def prepare(text: object) -> Source:
    """``text`` ready to be parsed. Fails (InputError) on what is too long or holds a character of no formula."""
    if not isinstance(text, str):
        raise InputError(f"formula: expected a text, got {type(text).__name__}")
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"formula: {len(text):,} characters; at most {MAX_CHARACTERS:,} are read")
    if not text.strip():
        raise InputError("formula: the text is empty")
    depth = 0
    for place, character in enumerate(text):
        if not ALLOWED.match(character):
            raise pointing(_foreign(character), text, place)
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth > MAX_BRACKETS:
            raise pointing(f"more than {MAX_BRACKETS} brackets inside one another", text, place)
    for run in DIGITS.finditer(text):
        if len(run[0]) > MAX_DIGITS:
            raise pointing(f"a number of {len(run[0])} digits; at most {MAX_DIGITS} are read", text, run.start())
    return _as_python(text)


def _foreign(character: str) -> str:
    instead = f"; write {INSTEAD[character]}" if character in INSTEAD else ""
    return f"the character {character!a} has no meaning in a formula{instead}"


def _as_python(text: str) -> Source:
    """``^`` as ``**`` and white space as blanks, remembering where each character came from."""
    pieces: list[str] = []
    places: list[int] = []
    start = len(text) - len(text.lstrip())  # leading blanks would be read as indentation
    for place, character in enumerate(text.rstrip()):
        if place >= start:
            piece = "**" if character == "^" else " " if character.isspace() else character
            pieces.append(piece)
            places += [place] * len(piece)
    return Source(text, "".join(pieces), tuple(places))


def pointing(message: str, text: str, place: int) -> InputError:
    """``formula: message``, and below it the text around ``place`` with a caret."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    first = max(0, place - WINDOW)
    before, after = "..." * (first > 0), "..." * (place + WINDOW < len(text))
    line = f"{before}{shown[first : place + WINDOW]}{after}"
    return InputError(f"formula: {message}\n  {line}\n  {' ' * (len(before) + place - first)}^")
