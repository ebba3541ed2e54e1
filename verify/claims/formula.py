"""Formulas that people write, as terms: ``sin(x) < x`` and the conditions it is claimed under.

Nothing is ever evaluated: a whitelist over a syntax tree (``verify.claims.grammar``), numbers exact (0.1 is 1/10), and
limits on length, depth, digits and exponents. Every fault is an InputError that points at its place.
"""

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from verify.checker.reading import read_statement, read_term
from verify.checker.terms import NAME, Malformed, Sort, Statement, Term, free_names
from verify.claims.grammar import RESERVED, Grammar
from verify.claims.quantified import has_words, read_words
from verify.claims.source import prepare
from verify.errors import InputError

Names = tuple[tuple[str, Sort], ...]
SORTS = ("real", "nat")
FIELDS = {"id", "vars", "for", "find", "claim"}
WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
DECLARATION = re.compile(r"\s*([A-Za-z][A-Za-z0-9_ ]*?)\s*(?:\s|:)\s*(real|nat)s?\s*\Z", re.ASCII)
SORT_COLON = re.compile(r":(?=\s*(?:real|nat)s?\s*(?:,|\band\b|\Z))", re.ASCII)
MAX_CONDITIONS, MAX_NAMES = 100, 50


def read_formula(text: str, names: Mapping[str, Sort] | Iterable[str]) -> Term:
    """The formula that ``text`` writes, over ``names`` (all real where only the names are given).

    Exact. Fails (InputError) on anything outside the grammar, an unknown name, or a text that is no condition.
    """
    declared = _declared(names)
    return read_words(text, declared, _comparison, read_expression) if has_words(text) else _comparison(text, declared)


def _comparison(text: str, declared: Mapping[str, Sort]) -> Term:
    """A formula without words that bind."""
    grammar = Grammar(prepare(text), declared)
    term = grammar.read()
    if not grammar.is_formula(term):
        raise grammar.source.fault("this is a number; a formula compares two, such as x**2 >= 0", 0)
    return _sorted(term, declared, "truth", grammar)


def read_expression(text: str, names: Mapping[str, Sort] | Iterable[str]) -> Term:
    """The real number that ``text`` writes, over ``names``. Exact. Fails (InputError) as ``read_formula`` does."""
    declared = _declared(names)
    grammar = Grammar(prepare(text), declared)
    term = grammar.read()
    if grammar.is_formula(term):
        raise grammar.source.fault("this is a condition; a number is expected", 0)
    return _sorted(term, declared, "real", grammar)


def for_text(text: str) -> tuple[Names, tuple[Term, ...]]:
    """Declarations and conditions of a text such as ``"0 < x, x < 1 and n nat"``, as (names, hypotheses).

    Conditions stand between commas or ``and``; ``x real``, ``x, y real``, ``n nat`` and a bare ``x`` only declare.
    A name that occurs in conditions only is a real variable. Fails (InputError) like ``read_formula``.
    """
    sorts, conditions = dict[str, Sort](), list[str]()
    pending = list[str]()
    for piece in _pieces(text):
        if found := DECLARATION.match(piece):
            for name in (*pending, *found[1].split()):
                _declare(name, found[2], sorts)
            pending = []
        elif WORD.fullmatch(piece.strip()):
            pending.append(piece.strip())
        else:  # a sort further on is not that of names before a condition
            conditions.append(piece)
            for name in pending:
                _declare(name, "real", sorts)
            pending = []
    for name in pending:
        _declare(name, "real", sorts)
    for name in (name for condition in conditions for name in _variables(condition)):
        if name == "e" and name not in sorts:  # what holds for every real e need not be what is meant
            raise InputError("formula: the number is written E; for a variable of this name add the condition e real")
        if name not in sorts:
            _declare(name, "real", sorts)
    return tuple(sorts.items()), tuple(read_formula(condition, sorts) for condition in conditions)


def read_claim(formula: str, conditions: str = "", find: str = "") -> Statement:
    """The statement that ``formula`` holds for all values under ``conditions`` (a text for ``for_text``).

    ``find`` names constants, such as "C, n0 nat": the statement is that they exist, the same for all values of the
    other names. Fails (InputError) on a name of the formula that the conditions do not mention.
    """
    constants, facts = for_text(find)
    if facts:
        raise InputError(
            "formula: what is to be found is a list of names, such as C, n0 nat; its conditions are others"
        )
    let, given = for_text(", ".join([*(f"{name} {sort}" for name, sort in constants), conditions]))
    then = read_formula(formula, dict(let))
    return existing([name for name, _ in constants], let, given, then)


def existing(find: Iterable[str], let: Names, given: tuple[Term, ...], then: Term) -> Statement:
    """There are constants ``find`` with the conditions on them alone, such that for all other names the rest holds.

    Without constants: for all names, if ``given``, then ``then``. Fails (InputError) on a constant that is no name.
    """
    chosen, sorts = tuple(find), dict(let)
    if not chosen:
        return _statement(let, given, then)
    if strange := [name for name in chosen if name not in sorts]:
        raise InputError(f"formula: unknown name {strange[0][:40]!r} among those that are to be found")
    others = tuple(pair for pair in let if pair[0] not in chosen)
    own = [fact for fact in given if set() < free_names(fact) <= set(chosen)]
    rest = [fact for fact in given if fact not in own]
    if rest:
        then = ("implies", rest[0] if len(rest) == 1 else ("and", *rest), then)
    if others:
        then = ("forall", others, then)
    then = ("and", *own, then) if own else then
    return _statement((), (), ("exists", tuple((name, sorts[name]) for name in dict.fromkeys(chosen)), then))


def read_problem(data: object) -> Statement:
    """The statement of a record ``{"id", "vars", "for", "claim"}`` as it stands in .toml and .jsonl files.

    ``vars`` are reals (``"x"``) or have a sort (``"n: nat"``); ``for`` is a list of conditions, or one text of them;
    ``find`` lists those of ``vars`` that are said to exist.
    Exact. Fails (InputError) on unknown or missing fields and like ``read_formula``.
    """
    if not isinstance(data, dict):
        raise InputError(f"problem: expected a record with {_listed(FIELDS)}, got {type(data).__name__}")
    where = f"problem {str(data.get('id', ''))[:60]!r}"
    if unknown := sorted(str(key)[:40] for key in set(data) - FIELDS):
        raise InputError(f"{where}: unknown field(s) {', '.join(unknown)}; known: {_listed(FIELDS)}")
    try:
        sorts = _variables_of(data.get("vars", []))
        given = tuple(read_formula(text, sorts) for text in _texts(data.get("for", []), "for", MAX_CONDITIONS))
        if "claim" not in data:
            raise InputError("the field 'claim' is missing; it holds the formula")
        find = _texts(data.get("find", []), "find", MAX_NAMES)
        return existing(find, tuple(sorts.items()), given, read_formula(data["claim"], sorts))
    except InputError as error:
        raise InputError(f"{where}: {error}") from error


def _statement(let: Names, given: tuple[Term, ...], then: Term) -> Statement:
    try:
        return read_statement(Statement(let, given, then).to_json())
    except Malformed as error:
        raise InputError(f"formula: {error}") from error


def _sorted(term: Term, declared: Mapping[str, Sort], wanted: Sort, grammar: Grammar) -> Term:
    """``term`` read by the language's own gate: a vector among numbers is refused here."""
    try:
        return read_term(term, declared, wanted, "formula")
    except Malformed as error:
        raise grammar.source.fault(str(error).split(" @ ")[0], 0) from error


def _declared(names: Mapping[str, Sort] | Iterable[str]) -> dict[str, Sort]:
    found = dict[str, Sort]()
    for name, sort in names.items() if isinstance(names, Mapping) else ((name, "real") for name in names):
        _declare(name, sort, found)
    return found


def _declare(name: object, sort: Sort, sorts: dict[str, Sort]) -> None:
    if not isinstance(name, str) or not NAME.match(name):
        raise InputError(f"formula: {name!r:.40} is not a name; use a letter, then up to 30 letters, digits or _")
    if name in RESERVED or keyword.iskeyword(name):
        raise InputError(f"formula: {name!r} is a word of the grammar and cannot name a variable")
    if name in sorts:
        raise InputError(f"formula: {name!r} is declared twice")
    if len(sorts) >= MAX_NAMES:
        raise InputError(f"formula: more than {MAX_NAMES} variables")
    sorts[name] = sort


def _pieces(text: object) -> Iterator[str]:
    """The parts of ``text`` between commas and ``and`` that no bracket encloses; empty ones are left out."""
    if not isinstance(text, str):
        raise InputError(f"formula: expected a text of conditions, got {type(text).__name__}")
    if not text.strip():
        return
    source, count = prepare(SORT_COLON.sub(" ", text)).text, 0  # of "x: -1 < x" a blank would make x - 1 < x
    for part in _cut(source, ","):
        # "A or B and C" and "A implies B and C" say less than "A or B" and "C": such a part is one condition.
        whole = has_words(_unbracketed(part)) or re.search(r"\bor\b", _unbracketed(part))
        for piece in (part,) if whole else _cut(part, r"\band\b"):
            if piece.strip():
                count += 1
                yield piece
            if count > MAX_CONDITIONS:
                raise InputError(f"formula: more than {MAX_CONDITIONS} conditions")


def _unbracketed(text: str) -> str:
    """The text with blanks for what stands in brackets."""
    depth, found = 0, list[str]()
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        found.append(" " if depth or character == ")" else character)
    return "".join(found)


def _cut(text: str, at: str) -> Iterator[str]:
    """The parts of a text between the matches of a pattern that no bracket encloses."""
    depth, start = 0, 0
    for mark in re.finditer(rf"[()]|{at}", text):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if mark[0] not in "()" and not depth:
            yield text[start : mark.start()]
            start = mark.end()
    yield text[start:]


def _variables(condition: str) -> Iterator[str]:
    """The words of a condition that can be variables: no function, constant or word of the grammar."""
    for found in WORD.finditer(re.sub(r"(?<![A-Za-z0-9_])[0-9.]+[eE][+-]?[0-9]+", " ", condition)):
        called = condition[found.end() :].lstrip().startswith("(")
        if found[0] not in RESERVED and not keyword.iskeyword(found[0]) and not called:
            yield found[0]


def _variables_of(specs: Any) -> dict[str, Sort]:
    """``["x", "n: nat"]`` as sorts by name."""
    sorts = dict[str, Sort]()
    for spec in _texts(specs, "vars", MAX_NAMES):
        name, colon, sort = (part.strip() for part in spec.partition(":"))
        if colon and sort not in SORTS:
            raise InputError(f"formula: {sort[:40]!r} is no sort of a variable; write real or nat")
        _declare(name, sort or "real", sorts)
    return sorts


def _texts(data: Any, field: str, limit: int) -> tuple[str, ...]:
    """A list of texts; for conditions, one text of several will do."""
    if isinstance(data, str):
        data = list(_pieces(data)) if field == "for" else [data]
    if not isinstance(data, list) or not all(isinstance(text, str) for text in data):
        raise InputError(f"the field {field!r} is a list of texts")
    if len(data) > limit:
        raise InputError(f"the field {field!r} has {len(data)} entries; at most {limit} are read")
    return tuple(data)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
