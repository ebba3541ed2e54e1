"""The statement language: sorts, terms, formulas, statements, digests; walking and substitution.

A term or formula is a nested tuple ``(head, part, ...)``, the same shape as its JSON. A statement reads: for all values
of the names in ``let``, if every formula of ``given`` holds, then ``then`` is defined and holds. A hypothesis that is
undefined does not hold. Sorts: ``"real"``, ``"nat"`` (a nat is also a real), ``"complex"``, ``"set"`` (a finite set of
naturals), ``("vec", d)``, ``("map", d, e)`` (linear, from dimension d to e), ``("fn", (sort, ...), sort)`` and
``("measure", sort)``; a dimension is a number or a declared nat. Names never shadow: a bound name is new where it
is bound. The heads are those of ``docs/language.md``.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from operator import is_
from typing import Any

from .effort import spend

Term = tuple[Any, ...]
Sort = Any
Scope = dict[str, Sort]

MAX_NODES, MAX_DEPTH, MAX_DIGITS, MAX_POWER = 3_000_000, 160, 4_000, 64
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}\Z", re.ASCII)
NUMBER = re.compile(r"-?[0-9]+(/[0-9]+)?\Z", re.ASCII)
CONSTANTS = {"pi": "real", "e": "real", "i": "complex"}
REAL_FUNCTIONS = frozenset(
    [
        "exp",
        "log",
        "sqrt",
        "cbrt",
        "abs",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "floor",
        "Phi",
    ]
)
RELATIONS = frozenset({"le", "lt", "eq", "ne"})
# The language, a head a line: what stands in each place, then the sort of the whole. Places: a sort; "?x" any sort of
# the class that its letter names, the same at every "?x" (a wider number sort wins); "*" repeats the place before it;
# "@nat" a new name of sort nat, "@names" declarations, ">" a part inside their scope; "#" something that is no term.
VEC, MAP, FN = ("vec", "?d"), ("map", "?d", "?e"), ("fn", "?a", "?t")
SQUARE = ("map", "?d", "?d")
FAMILY = ("fn", ("nat",), VEC)
SHAPES: dict[str, tuple[tuple[Any, ...], Sort]] = {
    "num": (("#number",), "?"),
    "var": (("#var",), "?"),
    "const": (("#const",), "?"),
    "add": (("?l", "?l", "*"), "?l"),
    "sub": (("?l", "?l"), "?l"),
    "neg": (("?l",), "?l"),
    "mul": (("?n", "?n", "*"), "?n"),
    "pow": (("?n", "#power"), "?n"),
    "min": (("?r", "*"), "?r"),
    "max": (("?r", "*"), "?r"),
    **dict.fromkeys(REAL_FUNCTIONS, (("real",), "real")),
    "cexp": (("complex",), "complex"),
    **dict.fromkeys(("div", "rpow"), (("real", "real"), "real")),
    **dict.fromkeys(("mod", "monus"), (("nat", "nat"), "nat")),
    "range": (("nat", "nat"), "set"),
    "set": (("nat", "*"), "set"),
    **dict.fromkeys(("setminus", "union"), (("set", "set"), "set")),
    "card": (("set",), "nat"),
    **dict.fromkeys(("re", "im"), (("complex",), "real")),
    "conj": (("complex",), "complex"),
    "scale": (("real", "?m"), "?m"),
    "vec": (("real", "*"), ("vec", "#length")),
    "dot": ((VEC, VEC), "real"),
    "norm": ((VEC,), "real"),
    "entry": ((VEC, "nat"), "real"),
    "matrix": ((VEC, "*"), ("map", "?d", "#length")),
    "ident": (("#dimension",), ("map", "#dimension", "#dimension")),
    **dict.fromkeys(("adjoint", "pinv"), ((MAP,), ("map", "?e", "?d"))),
    "inverse": ((SQUARE,), SQUARE),
    "rank": ((MAP,), "nat"),
    **dict.fromkeys(("trace", "det"), ((SQUARE,), "real")),
    **dict.fromkeys(("sigma_max", "sigma_min"), ((MAP,), "real")),
    "apply": ((MAP, VEC), ("vec", "?e")),
    "compose": ((("map", "?e", "?f"), MAP), ("map", "?d", "?f")),
    "outer": ((("vec", "?e"), VEC), MAP),
    "app": ((FN, "#arguments"), "?t"),
    "lam": (("@names", ">?t"), ("fn", "#names", "?t")),
    "deriv": ((("fn", ("real",), "?t"), "#power"), ("fn", ("real",), "?t")),
    "grad": ((("fn", (VEC,), "real"),), ("fn", (VEC,), VEC)),
    "table": (("?t", "*"), ("fn", ("nat",), "?t")),
    "iterate": (("?a", ("fn", ("?a",), "?a")), ("fn", ("nat",), "?a")),
    "sum": (("@nat", "set", ">?l"), "?l"),
    "prod": (("@nat", "set", ">?n"), "?n"),
    **dict.fromkeys(("minover", "maxover"), (("@nat", "set", ">real"), "real")),
    "where": (("@nat", "set", ">truth"), "set"),
    "integral": (("@real", "real", "real", ">real"), "real"),
    **dict.fromkeys(("inf", "sup"), (("@names", ">truth", ">real"), "real")),
    "expect": (("@names", ("measure", "#law"), ">real"), "real"),
    "probability": (("@names", ("measure", "#law"), ">truth"), "real"),
    **dict.fromkeys(("le", "lt"), (("real", "real"), "truth")),
    **dict.fromkeys(("eq", "ne"), (("?t", "?t"), "truth")),
    **dict.fromkeys(("and", "or"), (("truth", "*"), "truth")),
    **dict.fromkeys(("implies", "iff"), (("truth", "truth"), "truth")),
    "not": (("truth",), "truth"),
    "in": (("nat", "set"), "truth"),
    **dict.fromkeys(("forall", "exists", "ae"), (("@names", ">truth"), "truth")),
    "eventually": (("@nat", ">truth"), "truth"),
    "eventually_real": (("@real", ">truth"), "truth"),
    "tends": (("@nat", ">?l", "?l"), "truth"),
    "tends_real": (("@real", ">?l", "?l"), "truth"),
    "diverges": (("@nat", ">real"), "truth"),
    "diverges_real": (("@real", ">real"), "truth"),
    **dict.fromkeys(("differentiable", "continuous", "integrable"), ((FN,), "truth")),
    "absolutely_continuous": ((("measure", "?t"),), "truth"),
    "separable": ((FAMILY, "set"), "truth"),
    "hard_margin": ((FAMILY, "set", VEC), "truth"),
    "experiment": (("#name", "#settings", ">truth"), "truth"),
}
LEAVES = frozenset({"num", "var", "const", "ident"})
BINDERS = frozenset(h for h, (places, _) in SHAPES.items() if isinstance(places[0], str) and places[0][0] == "@")
# Places that are not terms.
PLAIN = {"pow": (2,), "deriv": (2,), "experiment": (1, 2)}


class Malformed(Exception):
    """A statement or certificate outside the language. The message ends with the path to the fault."""


@dataclass(frozen=True, slots=True)
class Statement:
    """For all ``let``: ``given`` implies ``then``. Exact; ``read_statement`` builds it."""

    let: tuple[tuple[str, Sort], ...]
    given: tuple[Term, ...]
    then: Term

    def to_json(self) -> dict[str, Any]:
        """The statement as plain JSON data; ``read_statement`` reads it back."""
        return {"let": jsonable(self.let), "given": jsonable(self.given), "then": jsonable(self.then)}

    def digest(self) -> str:
        """SHA-256 of the canonical JSON: evidence names the statement that it is about by this."""
        text = json.dumps(self.to_json(), separators=(",", ":"), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def jsonable(data: Any) -> Any:
    """Tuples as lists, all the way down."""
    return [jsonable(part) for part in data] if isinstance(data, (tuple, list)) else data


def num(value: int | Fraction) -> Term:
    """The literal of an exact rational. Fails (Malformed) when it has more digits than Python writes."""
    try:
        return ("num", str(Fraction(value)))
    except ValueError:
        raise Malformed("number: too long to be written out") from None


ZERO, ONE = num(0), num(1)


@lru_cache(maxsize=1 << 12)
def value_of(literal: Term) -> Fraction:
    """The rational that a ``num`` term writes."""
    return Fraction(literal[1])


def negated(part: Term) -> Term:
    """The formula that holds exactly when ``part`` is defined and fails."""
    head = part[0]
    flip = {"le": "lt", "lt": "le"}
    if head in flip:
        return (flip[head], part[2], part[1])
    if head in ("eq", "ne"):
        return ("ne" if head == "eq" else "eq", part[1], part[2])
    if head in ("and", "or"):
        return ("or" if head == "and" else "and", *(negated(p) for p in part[1:]))
    if head == "not":
        return tuple(part[1])
    if head == "implies":
        return ("and", part[1], negated(part[2]))
    if head in ("forall", "exists"):
        return ("exists" if head == "forall" else "forall", part[1], negated(part[2]))
    return ("not", part)


# -- walking, free names, substitution -------------------------------------------------------------------


def bound_names(term: Term) -> tuple[str, ...]:
    """The names that this binder binds; () for any other head."""
    if term[0] not in BINDERS:
        return ()
    return (term[1],) if isinstance(term[1], str) else tuple(name for name, _ in term[1])


def places(term: Term) -> Iterator[int]:
    """Where the direct subterms of ``term`` stand."""
    if term[0] not in LEAVES:
        plain = PLAIN.get(term[0], ())
        yield from (i for i in range(2 if term[0] in BINDERS else 1, len(term)) if i not in plain)


@lru_cache(maxsize=1 << 16)
def free_names(term: Term) -> frozenset[str]:
    """Names that ``term`` speaks of and does not bind, dimensions in its sorts included."""
    spend()
    if term[0] == "var":
        return frozenset((term[1],))
    if term[0] == "ident":
        return frozenset((term[1],)) if isinstance(term[1], str) else frozenset()
    if term[0] not in BINDERS:
        return frozenset[str]().union(*(free_names(term[i]) for i in places(term)))
    beyond = outside(term)
    inside = frozenset[str]().union(*(free_names(term[i]) for i in places(term) if i not in beyond))
    found = (inside - frozenset(bound_names(term))).union(*(free_names(term[i]) for i in places(term) if i in beyond))
    return found if isinstance(term[1], str) else found.union(*(sort_dimensions(sort) for _, sort in term[1]))


@lru_cache(maxsize=1 << 14)
def all_bound(term: Term) -> frozenset[str]:
    """The names that any binder in ``term`` binds."""
    spend()
    return frozenset(bound_names(term)).union(*(all_bound(term[i]) for i in places(term)))


def set_apart(term: Term, scope: Mapping[str, Sort]) -> Term:
    """The same term, binding no name of ``scope``. What a binder gets depends on it and on the scope alone."""
    if scope.keys().isdisjoint(all_bound(term)):
        return term
    for name in bound_names(term):
        if name in scope:
            term = _renamed(term, name, free_names(term) | all_bound(term) | scope.keys())
    inner = set(places(term))
    return tuple(set_apart(part, scope) if i in inner else part for i, part in enumerate(term))


def sort_dimensions(sort: Sort) -> frozenset[str]:
    """The nat names that a sort uses as dimensions."""
    if isinstance(sort, str):
        return frozenset()
    if sort[0] in ("vec", "map"):
        return frozenset(d for d in sort[1:] if isinstance(d, str))
    inner = (*sort[1], sort[2]) if sort[0] == "fn" else sort[1:]
    return frozenset[str]().union(*(sort_dimensions(s) for s in inner))


def substitute(term: Term, values: Mapping[str, Term]) -> Term:
    """``term`` with free names replaced; a bound name that a value speaks of is renamed first."""
    spend()
    head = term[0]
    if head == "var":
        return values.get(term[1], term)
    if head == "ident":
        return ("ident", _dimension(term[1], values))
    if head in LEAVES:
        return term
    if head in BINDERS:
        return _substitute_inside(term, values)
    inner = set(places(term))
    parts = [substitute(part, values) if i in inner else part for i, part in enumerate(term)]
    return term if all(map(is_, parts, term)) else tuple(parts)


def _substitute_inside(term: Term, values: Mapping[str, Term]) -> Term:
    """The same for a binder: what it binds is not replaced, and gives way to what the values speak of."""
    bound, free = bound_names(term), free_names(term)
    values = {name: value for name, value in values.items() if name not in bound and name in free}
    if not values:
        return term
    spoken = frozenset[str]().union(*(free_names(v) for v in values.values()))
    for name in bound:
        if name in spoken:
            term = _renamed(term, name, spoken | free | frozenset(bound))
    inner = set(places(term))
    parts = [substitute(part, values) if i in inner else part for i, part in enumerate(term)]
    if not isinstance(term[1], str):
        parts[1] = tuple((name, substitute_sort(sort, values)) for name, sort in term[1])
    return tuple(parts)


def _renamed(term: Term, name: str, taken: frozenset[str]) -> Term:
    """The binder ``term`` with its bound ``name`` replaced by a name that is not taken."""
    new = next(f"{name}_{k}" for k in range(len(taken) + 1) if f"{name}_{k}" not in taken)
    places_inside = set(places(term)) - outside(term)
    parts = [substitute(p, {name: ("var", new)}) if i in places_inside else p for i, p in enumerate(term)]
    if isinstance(term[1], str):
        parts[1] = new
    else:  # the sorts of later names may use this one as a dimension
        parts[1] = tuple((new if n == name else n, substitute_sort(s, {name: ("var", new)})) for n, s in term[1])
    return tuple(parts)


def outside(term: Term) -> set[int]:
    """The places of a binder that lie outside the scope of its names."""
    return {i for i, place in enumerate(SHAPES[term[0]][0], 1) if not (isinstance(place, str) and place[0] in "@>")}


def substitute_sort(sort: Sort, values: Mapping[str, Term]) -> Sort:
    """``sort`` with its dimensions replaced."""
    if isinstance(sort, str):
        return sort
    if sort[0] in ("vec", "map"):
        return (sort[0], *(_dimension(d, values) for d in sort[1:]))
    if sort[0] == "fn":
        return ("fn", tuple(substitute_sort(s, values) for s in sort[1]), substitute_sort(sort[2], values))
    return (sort[0], substitute_sort(sort[1], values))


def _dimension(d: int | str, values: Mapping[str, Term]) -> int | str:
    value = values.get(d) if isinstance(d, str) else None
    if value is None:
        return d
    if value[0] == "var":
        return str(value[1])
    if value[0] == "num" and value_of(value).denominator == 1:
        return int(value_of(value))
    raise Malformed(f"substitute: {d!r} is a dimension and takes a number or a name, not {value[0]!r}")
