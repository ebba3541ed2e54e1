"""Formulas with words: for all x: ..., there is c: ..., for all large t: ..., A implies B, f -> l as t -> infinity.

A word that binds names reaches as far to the right as it can; then bind implies, or, and, not, as in the printed form
of a statement. What is left between the words is read by ``verify.claims.grammar``.
"""

import keyword
import re
from collections.abc import Callable, Iterator, Mapping

from verify.checker.terms import NAME, Sort, Term
from verify.claims.grammar import RESERVED
from verify.claims.source import MAX_BRACKETS, MAX_CHARACTERS, pointing
from verify.errors import InputError

Sorts = Mapping[str, Sort]
Leaf = Callable[[str, Sorts], Term]
Leaves = tuple[Leaf, Leaf]
BINDING = ("for all", "there is", "there are", "exists")
BINDS = re.compile(r"(?:for all( large)?|(there is|there are|exists))\s+([^:]*):", re.ASCII)
WORDS = re.compile(r"\bfor all\b|\bthere is\b|\bthere are\b|\bexists\b|\bimplies\b|->", re.ASCII)
MARKS = re.compile(
    r"[()]|\bfor all\b|\bthere is\b|\bthere are\b|\bexists\b|\bimplies\b|\bor\b|\band\b|\bnot\b", re.ASCII
)
LIMIT = re.compile(r"(.*?)->(.*?)\bas\s+([A-Za-z][A-Za-z0-9_]*)(\s+nat)?\s*->\s*infinity\s*\Z", re.ASCII | re.DOTALL)
SORTED = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]*)(?:\s+(real|nat))?\s*\Z", re.ASCII)


def has_words(text: object) -> bool:
    """Whether the text binds names or speaks of implications or limits."""
    return isinstance(text, str) and WORDS.search(text) is not None


def read_words(text: str, names: Sorts, formula: Leaf, number: Leaf) -> Term:
    """The formula; ``formula`` and ``number`` read the parts without words.

    Exact. Fails (InputError) as they do, on brackets left over, and on a bound name that is taken or has no sort.
    """
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"formula: {len(text):,} characters; at most {MAX_CHARACTERS:,} are read")
    depth = 0
    for place, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if not 0 <= depth <= MAX_BRACKETS:
            raise pointing("a bracket is left over, or too many are open", text, place)
    return _read(text.strip(), names, (formula, number))


def _read(text: str, names: Sorts, leaves: Leaves) -> Term:
    if not has_words(text):
        return leaves[0](text, names)
    if found := BINDS.match(text):
        return _bound(text, found, names, leaves)
    for word, head in (("implies", "implies"), ("or", "or"), ("and", "and")):
        parts = list(_split(text, word))
        if len(parts) > 1:
            if head == "implies" and len(parts) > 2:
                raise pointing("write brackets: A implies (B implies C)", text, len(parts[0]))
            return (head, *(_read(part.strip(), names, leaves) for part in parts))
    if text.startswith("not") and not text[3:4].isalnum():
        return ("not", _read(text[3:].strip(), names, leaves))
    if found := LIMIT.match(text):
        return _limit(text, found, names, leaves)
    if text.startswith("(") and _closes(text) == len(text) - 1:
        return _read(text[1:-1].strip(), names, leaves)
    raise pointing("this is none of: for all x: ..., there is c: ..., A implies B, f -> l as t -> infinity", text, 0)


def _bound(text: str, found: "re.Match[str]", names: Sorts, leaves: Leaves) -> Term:
    """A word that binds, its names, and the rest of the text."""
    declared = _declared(text, found[3], names)
    body = _read(text[found.end() :].strip(), {**names, **declared}, leaves)
    if not found[1]:
        return ("exists" if found[2] else "forall", tuple(declared.items()), body)
    if len(declared) > 1:
        raise pointing("for all large takes one name", text, 0)
    ((name, sort),) = declared.items()
    return ("eventually" if sort == "nat" else "eventually_real", name, body)


def _limit(text: str, found: "re.Match[str]", names: Sorts, leaves: Leaves) -> Term:
    """f -> l as t -> infinity, and f -> infinity as t -> infinity; "as n nat" for a sequence."""
    name, kind = found[3], "" if found[4] else "_real"
    inside = {**names, **_declared(text, f"{name} {'nat' if found[4] else 'real'}", names)}
    body = leaves[1](found[1].strip(), inside)
    if found[2].strip() == "infinity":
        return (f"diverges{kind}", name, body)
    return (f"tends{kind}", name, body, leaves[1](found[2].strip(), names))


def _declared(text: str, names: str, known: Sorts) -> dict[str, Sort]:
    """``x, y real, n nat`` as sorts; a name without one takes that of the next with one, at the end real."""
    found: dict[str, Sort] = {}
    waiting: list[str] = []
    for piece in names.split(","):
        match = SORTED.match(piece)
        if not match or not NAME.match(match[1]):
            raise pointing(f"{piece.strip()[:40]!r} declares no name; write x real, or n nat", text, 0)
        if match[1] in RESERVED or keyword.iskeyword(match[1]):
            raise pointing(f"{match[1]} is a word of the grammar and cannot name a variable", text, 0)
        if match[1] in known or match[1] in found or match[1] in waiting:
            raise pointing(f"the name {match[1]} is taken; bound names are new ones", text, 0)
        waiting.append(match[1])
        if match[2]:
            found.update(dict.fromkeys(waiting, match[2]))
            waiting = []
    return {**found, **dict.fromkeys(waiting, "real")}


def _split(text: str, word: str) -> Iterator[str]:
    """The parts of ``text`` between this word outside brackets, before the first word that binds."""
    depth = start = 0
    for mark in MARKS.finditer(text):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if depth == 0 and mark[0] == word:
            yield text[start : mark.start()]
            start = mark.end()
        elif depth == 0 and mark[0] in BINDING:
            break
    yield text[start:]


def _closes(text: str) -> int:
    """Where the bracket that opens the text closes."""
    depth = 0
    for place, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return place
    return -1
