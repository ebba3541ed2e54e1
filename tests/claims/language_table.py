"""The table of heads in docs/language.md, as the language itself gives it: all but the meanings."""

from typing import Any

from verify.checker.terms import SHAPES


def shown(place: Any) -> str:
    """A place of a shape as the page writes it: ``vec(?d)``, ``fn(real -> ?t)``."""
    if isinstance(place, str):
        return place
    if place[0] == "fn":
        takes = place[1] if isinstance(place[1], str) else ", ".join(map(shown, place[1]))
        return f"fn({takes} -> {shown(place[2])})"
    return f"{place[0]}({', '.join(map(shown, place[1:]))})"


def row(head: str) -> str:
    """The beginning of the head's row: name, places, sort."""
    places, sort = SHAPES[head]
    return f"| `{head}` | {' '.join(f'`{shown(place)}`' for place in places)} | `{shown(sort)}` |"
