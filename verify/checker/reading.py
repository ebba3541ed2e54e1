"""Reading statements and terms from JSON data against the table of shapes: anything else is refused."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from .terms import (
    CONSTANTS,
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_NODES,
    MAX_POWER,
    NAME,
    NUMBER,
    SHAPES,
    Malformed,
    Scope,
    Sort,
    Statement,
    Term,
    sort_dimensions,
)

WIDTH = {"nat": 0, "real": 1, "complex": 2}


def read_statement(data: Any, path: str = "$") -> Statement:
    """``data`` (parsed JSON) as a statement. Fails (Malformed) on anything outside the language."""
    if not isinstance(data, dict) or set(data) != {"let", "given", "then"}:
        raise Malformed(f"statement: expected the fields let, given, then @ {path}")
    measure([data["let"], data["given"], data["then"]], path)
    scope: Scope = {}
    let = read_names(data["let"], scope, f"{path}.let")
    hypotheses = enumerate(listed(data["given"], f"{path}.given"))
    given = tuple(read_term(g, scope, "truth", f"{path}.given[{i}]") for i, g in hypotheses)
    return Statement(let, given, read_term(data["then"], scope, "truth", f"{path}.then"))


def measure(data: Any, path: str) -> None:
    """Refuse data that is too deep or too large to be read safely."""
    level, nodes, depth = [data], 0, 0
    while level:
        nodes, depth = nodes + len(level), depth + 1
        if nodes > MAX_NODES or depth > MAX_DEPTH:
            raise Malformed(f"read: more than {MAX_NODES} parts or {MAX_DEPTH} levels @ {path}")
        level = [part for item in level if isinstance(item, (list, tuple)) for part in item]


def listed(data: Any, path: str) -> list[Any] | tuple[Any, ...]:
    """``data`` as a list."""
    if not isinstance(data, (list, tuple)):
        raise Malformed(f"read: expected a list, got {data!r:.40} @ {path}")
    return data


def read_names(data: Any, scope: Scope, path: str) -> tuple[tuple[str, Sort], ...]:
    """Declarations ``[[name, sort], ...]``, added to ``scope``. Fails on a name that is already in scope."""
    read: list[tuple[str, Sort]] = []
    for i, pair in enumerate(listed(data, path)):
        at = f"{path}[{i}]"
        if len(listed(pair, at)) != 2:
            raise Malformed(f"names: expected [name, sort] @ {at}")
        read.append((new_name(pair[0], scope, at), read_sort(pair[1], scope, at)))
        scope[read[-1][0]] = read[-1][1]
    return tuple(read)


def new_name(name: Any, scope: Mapping[str, Sort], path: str) -> str:
    """A well-formed name that is not in scope."""
    if not isinstance(name, str) or not NAME.match(name):
        raise Malformed(f"names: {name!r:.40} is not a name (a letter, then up to 30 letters, digits, _) @ {path}")
    if name in scope:
        raise Malformed(f"names: {name!r} is already in use here @ {path}")
    return name


def read_sort(data: Any, scope: Mapping[str, Sort], path: str) -> Sort:
    """``data`` as a sort whose dimensions are numbers or nats in scope."""
    if isinstance(data, str) and data in (*WIDTH, "set"):
        return data
    if isinstance(data, (list, tuple)) and data and isinstance(data[0], str):
        if (data[0], len(data)) in (("vec", 2), ("map", 3)):
            return (data[0], *(read_dimension(d, scope, path) for d in data[1:]))
        if (data[0], len(data)) == ("fn", 3) and listed(data[1], path):
            return ("fn", tuple(read_sort(s, scope, path) for s in data[1]), read_sort(data[2], scope, path))
        if (data[0], len(data)) == ("measure", 2):
            return ("measure", read_sort(data[1], scope, path))
    raise Malformed(f"sort: {data!r:.60} is not a sort @ {path}")


def read_dimension(d: Any, scope: Mapping[str, Sort], path: str) -> int | str:
    """A dimension: a whole number from 0 or a nat in scope."""
    if (type(d) is int and 0 <= d <= MAX_NODES) or (isinstance(d, str) and scope.get(d) == "nat"):
        return d
    raise Malformed(f"sort: {d!r:.40} is not a dimension (a number or a declared nat) @ {path}")


def read_term(data: Any, scope: Mapping[str, Sort], wanted: Sort, path: str) -> Term:
    """``data`` as a term of sort ``wanted`` (``"truth"`` for a formula) over ``scope``."""
    term, sort = read_any(data, scope, path)
    unify(wanted, sort, {}, path)
    return term


def read_any(data: Any, scope: Mapping[str, Sort], path: str) -> tuple[Term, Sort]:
    """``data`` as a term or formula, with its sort. The one gate of the language."""
    if not isinstance(data, (list, tuple)) or not data or not isinstance(data[0], str) or data[0] not in SHAPES:
        raise Malformed(f"term: expected a term [head, ...], got {data!r:.60} @ {path}")
    head, inside, found = data[0], dict(scope), dict[str, Sort]()
    places, result = spread(head, len(data) - 1, path)
    read: list[Any] = [head]
    for i, (place, part) in enumerate(zip(places, data[1:], strict=True), 1):
        at = f"{path}[{i}]"
        if isinstance(place, str) and place[0] in "#@":
            read.append(PARTS[place](part, inside, found, at))
            continue
        within = isinstance(place, str) and place[0] == ">"
        term, sort = read_any(part, inside if within else scope, at)
        unify(place[1:] if within else place, sort, found, at)
        read.append(term)
    if head == "app":
        takes = found["?a"]
        if len(takes) != len(data) - 2:
            raise Malformed(f"term: expected {len(takes)} argument(s), got {len(data) - 2} @ {path}")
        arguments = zip(data[2:], takes, strict=True)
        read[2:] = [read_term(part, scope, sort, f"{path}[{i}]") for i, (part, sort) in enumerate(arguments, 2)]
    found["#length"] = len(data) - 1
    sort = "real" if head in ("sub", "neg") and found["?l"] == "nat" else resolve(result, found)
    if sort_dimensions(sort) - scope.keys():
        raise Malformed(f"term: the sort of the {head} depends on a name that it binds @ {path}")
    return tuple(read), sort


def spread(head: str, length: int, path: str) -> tuple[tuple[Any, ...], Sort]:
    """The places of ``head`` for ``length`` parts, and its result."""
    places, result = SHAPES[head]
    if places and places[-1] == "*":
        places = places[:-1] + places[-2:-1] * (length - len(places) + 1)
    if head == "app" and length >= 2:
        places = (places[0], *("#skip",) * (length - 1))
    if len(places) != length:
        raise Malformed(f"term: {head} does not take {length} part(s) @ {path}")
    return places, result


def unify(wanted: Sort, sort: Sort, found: dict[str, Sort], path: str) -> None:
    """Match ``sort`` with the pattern ``wanted``, recording what "?" names stand for."""
    if isinstance(wanted, str) and wanted[0] == "?":
        kind = wanted[1]
        linear = sort in WIDTH or (isinstance(sort, tuple) and sort[0] in ("vec", "map"))
        allowed = {
            "n": sort in WIDTH,
            "r": sort in ("nat", "real"),
            "l": linear,
            "m": linear and sort not in WIDTH,
        }
        if allowed.get(kind, sort != "truth"):
            known = found.setdefault(wanted, sort)
            if known == sort or (sort in WIDTH and known in WIDTH and kind != "a"):
                found[wanted] = max(known, sort, key=lambda s: WIDTH.get(s, 0)) if sort in WIDTH else sort
                return
    elif isinstance(wanted, tuple) and isinstance(sort, tuple) and len(wanted) == len(sort):
        if wanted[0] == sort[0] == "fn" and not isinstance(wanted[1], str) and len(wanted[1]) == len(sort[1]):
            for w, s in zip(wanted[1], sort[1], strict=True):
                exact(w, s, found, path)
            return unify(wanted[2], sort[2], found, path)
        if wanted[0] == sort[0]:
            for w, s in zip(wanted[1:], sort[1:], strict=True):
                exact(w, s, found, path)
            return None
    elif wanted == sort or (sort in WIDTH and wanted in WIDTH and WIDTH[sort] <= WIDTH[wanted]):
        return None
    raise Malformed(f"term: expected {say(resolve(wanted, found))}, got {say(sort)} @ {path}")


def exact(wanted: Sort, sort: Sort, found: dict[str, Sort], path: str) -> None:
    """As ``unify``, with no widening of numbers, at any depth: for dimensions and for what a function takes.

    A function of functions to naturals is none of functions to reals, though every natural is a real.
    """
    if isinstance(wanted, str) and wanted[0] in "?#":
        wanted = found.setdefault(wanted, sort)
    if isinstance(wanted, tuple) and isinstance(sort, tuple) and len(wanted) == len(sort):
        for w, s in zip(wanted, sort, strict=True):
            exact(w, s, found, path)
    elif wanted != sort:
        raise Malformed(f"term: expected {say(wanted)}, got {say(sort)} @ {path}")


def resolve(pattern: Sort, found: Mapping[str, Sort]) -> Sort:
    """The sort that ``pattern`` stands for."""
    if isinstance(pattern, str):
        return found.get(pattern, found.get("?", pattern)) if pattern[0] in "?#" else pattern
    if isinstance(pattern, tuple):
        return tuple(resolve(part, found) for part in pattern)
    return pattern


def say(sort: Sort) -> str:
    """A sort in words for messages."""
    return "a formula" if sort == "truth" else f"a term of sort {sort}"


def _number(text: Any, scope: Scope, found: dict[str, Sort], path: str) -> str:
    if not isinstance(text, str) or len(text) > MAX_DIGITS or not NUMBER.match(text):
        raise Malformed(f"number: expected a rational in quotes such as '1/10', got {text!r:.40} @ {path}")
    top, _, bottom = text.partition("/")
    if bottom and not int(bottom):
        raise Malformed(f"number: {text!r:.40} has denominator 0 @ {path}")
    if str(Fraction(text)) != text:  # rules compare literals: a number has one text
        raise Malformed(f"number: {text!r:.40} is not in lowest terms, without needless signs and zeros @ {path}")
    found["?"] = "nat" if not bottom and int(top) >= 0 else "real"
    return text


def _var(name: Any, scope: Scope, found: dict[str, Sort], path: str) -> str:
    if not isinstance(name, str) or name not in scope:
        raise Malformed(f"term: the name {name!r:.40} is not declared @ {path}")
    found["?"] = scope[name]
    return name


def _const(name: Any, scope: Scope, found: dict[str, Sort], path: str) -> str:
    if not isinstance(name, str) or name not in CONSTANTS:
        raise Malformed(f"term: unknown constant {name!r:.40} @ {path}")
    found["?"] = CONSTANTS[name]
    return name


def _power(exponent: Any, scope: Scope, found: dict[str, Sort], path: str) -> int:
    if type(exponent) is not int or not 0 <= exponent <= MAX_POWER:
        raise Malformed(f"term: expected a whole number from 0 to {MAX_POWER}, got {exponent!r:.20} @ {path}")
    return exponent


def _ident(d: Any, scope: Scope, found: dict[str, Sort], path: str) -> int | str:
    dimension = found["#dimension"] = read_dimension(d, scope, path)
    return dimension


def _names(data: Any, scope: Scope, found: dict[str, Sort], path: str) -> tuple[tuple[str, Sort], ...]:
    declared = read_names(data, scope, path)
    if not declared:
        raise Malformed(f"term: a binder binds at least one name @ {path}")
    found["#names"], found["#law"] = tuple(sort for _, sort in declared), declared[-1][1]
    return declared


def _bound(sort: Sort) -> Callable[[Any, Scope, dict[str, Sort], str], str]:
    def bind(name: Any, scope: Scope, found: dict[str, Sort], path: str) -> str:
        scope[new_name(name, scope, path)] = sort
        return str(name)

    return bind


def _name(name: Any, scope: Scope, found: dict[str, Sort], path: str) -> str:
    if not isinstance(name, str) or not NAME.match(name):
        raise Malformed(f"formula: {name!r:.40} is not the name of a procedure @ {path}")
    return name


def _settings(data: Any, scope: Scope, found: dict[str, Sort], path: str) -> tuple[tuple[str, str], ...]:
    pairs = tuple(tuple(listed(pair, path)) for pair in listed(data, path))
    if not all(len(pair) == 2 and all(isinstance(text, str) for text in pair) for pair in pairs):
        raise Malformed(f"formula: settings are pairs of texts @ {path}")
    return pairs


def _skip(data: Any, scope: Scope, found: dict[str, Sort], path: str) -> None:
    """Arguments of ``app`` are read once the function's sort is known."""


PARTS: dict[str, Callable[[Any, Scope, dict[str, Sort], str], Any]] = {
    "#number": _number, "#var": _var, "#const": _const, "#power": _power, "#dimension": _ident, "#name": _name,
    "#settings": _settings, "#skip": _skip, "@names": _names, "@nat": _bound("nat"), "@real": _bound("real"),
}  # fmt: skip
