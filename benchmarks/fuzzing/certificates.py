"""Certificates with one place changed: what the checker makes of them, also for statements that are false."""

import json
import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from verify.checker.facts import FACTS
from verify.checker.gate import check
from verify.checker.goals import Rejected
from verify.checker.reading import read_statement
from verify.checker.rules import RULES
from verify.checker.terms import Malformed, Statement, negated

Data = Any
Place = tuple[Any, ...]


def answer(statement: Statement, certificate: Data) -> str:
    """The verdict, "rejected" or "malformed"; any other exception is an error of the checker and passes through."""
    try:
        return check(read_statement(statement.to_json()), certificate)
    except Rejected:
        return "rejected"
    except Malformed:
        return "malformed"


def mutant(data: Data, chance: random.Random) -> Data:
    """``data`` with one place changed."""
    places = list(_places(data, ()))
    path, part = chance.choice(places)
    return _with(data, path, _other(part, chance.choice(places)[1], chance))


def kept() -> list[Path]:
    """The certificates of the last full run of the bundled claims."""
    return sorted((Path(__file__).resolve().parents[2] / "reports" / "certificates").glob("*.json"))


def denied(file: Path, chance: random.Random) -> str:
    """What is wrong with the checker's answers to a kept certificate with one place changed; "" when nothing is.

    It is put to its own claim, where only the same verdict may come out, and to the claim with its conclusion denied,
    of which nothing may be proved.
    """
    data = json.loads(file.read_text(encoding="utf-8"))
    statement, changed = read_statement(data["statement"]), mutant(data["certificate"], chance)
    contrary = Statement(statement.let, statement.given, negated(statement.then))
    may = {data["certificate"]["verdict"], "rejected", "malformed"}
    if (found := answer(statement, changed)) not in may:
        return f"{found.upper()} by {json.dumps(changed)[:500]}"
    if "proved" in may and (found := answer(contrary, changed)) not in ("rejected", "malformed"):
        return f"the contrary is {found.upper()} by {json.dumps(changed)[:500]}"
    return ""


def _places(data: Data, path: Place) -> Iterator[tuple[Place, Data]]:
    yield path, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, part in items:
        yield from _places(part, (*path, key))


def _with(data: Data, path: Place, new: Data) -> Data:
    if not path:
        return new
    key, changed = path[0], data.copy()
    changed[key] = _with(data[key], path[1:], new)
    return changed


def _other(part: Data, elsewhere: Data, chance: random.Random) -> Data:
    """Something else in this place: near by, of the same kind, or what stands elsewhere."""
    if chance.random() < 0.2:
        return elsewhere
    if isinstance(part, bool) or part is None:
        return elsewhere
    if isinstance(part, int):
        return part + chance.choice((1, -1, 2, -3))
    if isinstance(part, str):
        return _text(part, elsewhere, chance)
    if isinstance(part, list) and part:
        i = chance.randrange(len(part))
        return chance.choice(([*part[:i], *part[i + 1 :]], [*part[: i + 1], *part[i:]], part[::-1]))
    if isinstance(part, dict) and part:
        gone = chance.choice(list(part))
        return {key: value for key, value in part.items() if key != gone}
    return elsewhere


def _text(part: str, elsewhere: Data, chance: random.Random) -> Data:
    for family in (RULES, FACTS):
        if part in family:
            return chance.choice(list(family))
    try:
        value = Fraction(part)
    except (ValueError, ZeroDivisionError):
        return elsewhere
    return str(chance.choice((value + 1, -value, value / 2, value + Fraction(1, 1000), Fraction(0), value * 10)))
