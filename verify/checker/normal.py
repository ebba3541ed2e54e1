"""Normal forms: two terms with one normal form are equal wherever both are defined, in every dimension, for every N.

A number becomes a polynomial in atoms; a vector a linear combination of vector atoms with polynomial coefficients;
inner products expand bilinearly to atoms <a, b>; a sum over an index set is linear, takes out what does not depend on
its index, and becomes an atom whose bound index is named by its nesting height, so that equal sums have equal atoms.
Everything else becomes a key that keeps its structure.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import count
from typing import Any

from . import polynomial as poly
from .calculus import NotSmooth, derivative_function, reduce_application, slope_conditions
from .effort import spend
from .polynomial import Monomial, Polynomial
from .signs import sign_of
from .sorts import Scope, binds, is_number, is_vector, sort_of
from .terms import (
    BINDERS,
    SHAPES,
    Sort,
    Term,
    bound_names,
    num,
    outside,
    places,
    substitute,
    substitute_sort,
    value_of,
)

Vector = dict[Any, Polynomial]
MAX_WRITTEN_OUT = 400
_fresh = count()  # made-up names are "#0", "#1", ...: no name of a statement
RANGING = frozenset({"inf", "sup", "probability", "expect"})  # over where a condition holds
# Formulas, and functions as values: x*(1/x) and 1 are equal wherever both are defined, but "x*(1/x) == 1 implies C"
# holds at x = 0, where "1 == 1 implies C" need not. In them nothing is simplified that may be undefined.
OPAQUE = frozenset(head for head, (_, sort) in SHAPES.items() if sort == "truth") | {"lam"}
# Of these the argument and the sign from which on they are defined (``sign_of``: 1 nonnegative, 2 positive).
FROM = {"div": (2, 2), "log": (1, 2), "rpow": (1, 2), "sqrt": (1, 1)}
PARTIAL = RANGING | {"asin", "acos", "tan", "mod", "entry", "inverse", "deriv", "grad", "table", "sigma_min"}
PARTIAL |= {"minover", "maxover", "integral", "experiment"}


class Unclear(Exception):
    """The term has no normal form here: an undefined part, or a table used outside its range."""


class Normal:
    """Normal forms in one scope: the sorts of the free names, and the values of bound ones."""

    def __init__(
        self,
        scope: Mapping[str, Sort],
        bound: Mapping[str, Polynomial] | None = None,
        slopes: list[Term] | None = None,
    ):
        self.scope: Scope = dict(scope)
        self.bound = dict(bound or {})
        # What makes the derivatives right that were worked out: whoever does not know that the terms are defined asks.
        self.slopes: list[Term] = [] if slopes is None else slopes

    def within(self, name: str, value: Polynomial) -> "Normal":
        """The same scope with ``name`` a nat that has this value."""
        return Normal({**self.scope, name: "nat"}, {**self.bound, name: value}, self.slopes)

    # -- numbers ----------------------------------------------------------------------------------------------------

    def number(self, term: Term) -> Polynomial:
        """The polynomial of a number term. Fails (Unclear) on division by an evident zero."""
        try:
            return self._number(term)
        except ZeroDivisionError:
            raise Unclear("a division by zero") from None
        except poly.TooLarge:
            raise Unclear(f"more than {poly.MAX_TERMS} monomials") from None

    def _number(self, term: Term) -> Polynomial:
        spend()
        head, *parts = term
        if head == "num":
            return poly.constant(value_of(term))
        if head == "var":
            return self.bound[parts[0]] if parts[0] in self.bound else poly.of_atom(("var", parts[0]))
        if head in ("add", "sub", "neg"):
            total: Polynomial = {}
            for i, part in enumerate(parts):
                minus = head == "neg" or (head == "sub" and i == 1)
                total = poly.add(total, self._number(part), -1 if minus else 1)
            return total
        if head == "mul":
            product = poly.constant(1)
            for part in parts:
                product = poly.multiply(product, self._number(part))
            return product
        if head == "pow":
            return poly.power(self._number(parts[0]), parts[1])
        if head == "div":
            return poly.multiply(self._number(parts[0]), poly.inverse(self._number(parts[1])))
        if head in UNARY:
            return UNARY[head](self._number(parts[0]))
        if head == "rpow":
            return poly.exponential(poly.multiply(self._number(parts[1]), poly.logarithm(self._number(parts[0]))))
        return self._other_number(term)

    def _other_number(self, term: Term) -> Polynomial:
        head, *parts = term
        if head in ("min", "max"):
            keys = frozenset(poly.freeze(self._number(part)) for part in parts)
            return dict(next(iter(keys))) if len(keys) == 1 else poly.of_atom((head, keys))
        if head == "dot":
            return self.inner(self.vector(parts[0]), self.vector(parts[1]))
        if head == "norm":
            v = self.vector(parts[0])
            return poly.root(self.inner(v, v))
        if head == "entry":
            index = self._number(parts[1])
            if set(index) <= {poly.UNIT}:
                return self.inner(self.vector(parts[0]), {("e", int(index.get(poly.UNIT, 0))): poly.constant(1)})
        if head == "sum":
            return self._sum(term)
        if head == "prod" and (written := self._written_out(parts[1])) is not None:
            product = poly.constant(1)
            for k in written:
                product = poly.multiply(product, self.number(substitute(parts[2], {parts[0]: num(k)})))
            return product
        if head == "app":
            reduced = self._reduced(term)
            if reduced is not None:
                return self._number(reduced)
        return poly.of_atom(self.key_of(term))

    def _reduced(self, term: Term) -> Term | None:
        """One step of f(a) for a written f; notes what makes it right where f is a derivative."""
        reduced = reduce_application(term, self.scope)
        if reduced is not None and term[1][0] in ("deriv", "grad") and term[1][1][0] == "lam":
            try:
                self.slopes.extend(slope_conditions(term, self.scope))
            except NotSmooth:
                self.slopes.append(("differentiable", term[1][1]))
        return reduced

    def _sum(self, term: Term) -> Polynomial:
        _, name, over, body = term
        written = self._written_out(over)
        if written is not None:
            total: Polynomial = {}
            for k in written:
                total = poly.add(total, self.number(substitute(body, {name: num(k)})))
            return total
        mark = ("mark", f"#{next(_fresh)}")
        name, body = self._apart(name, body)
        return self._close(self.key(over), mark, self.within(name, poly.of_atom(mark)).number(body))

    def _apart(self, name: str, body: Term) -> tuple[str, Term]:
        """A bound name and its scope, the name renamed if something outside has it: a dimension may be that one."""
        if name not in self.scope:
            return name, body
        new = f"#{next(_fresh)}"
        return new, substitute(body, {name: ("var", new)})

    def _written_out(self, over: Term) -> list[int] | None:
        """The elements of a range or set with known ends, when there are few."""
        if over[0] not in ("range", "set"):
            return None
        ends = [self._number(part) for part in over[1:]]
        if any(set(end) - {poly.UNIT} for end in ends):
            return None
        values = [int(end.get(poly.UNIT, 0)) for end in ends]
        if over[0] == "set":
            return sorted(set(values))
        return list(range(values[0], values[1] + 1)) if values[1] - values[0] < MAX_WRITTEN_OUT else None

    def _close(self, over: Any, mark: Any, body: Polynomial) -> Polynomial:
        """The sum over ``over`` of ``body``, whose index is ``mark``."""
        total: Polynomial = {}
        for mono, c in body.items():
            free, tied = split(mono, mark)
            if tied == poly.UNIT:
                atom: Any = ("card", over)
            else:
                level = ("mark", height(tied))
                atom = ("sum", over, level, rename(tied, mark, level))
            total = poly.add(total, poly.multiply({free: c}, poly.of_atom(atom)))
        return total

    # -- vectors ----------------------------------------------------------------------------------------------------

    def vector(self, term: Term) -> Vector:
        """The linear combination of a vector term."""
        spend()
        head, *parts = term
        if head == "vec":
            return clean({("e", i): self._number(part) for i, part in enumerate(parts, 1)})
        if head in ("add", "sub", "neg"):
            total: Vector = {}
            for i, part in enumerate(parts):
                minus = head == "neg" or (head == "sub" and i == 1)
                total = combine(total, self.vector(part), poly.constant(-1 if minus else 1))
            return total
        if head == "scale":
            return combine({}, self.vector(parts[1]), self._number(parts[0]))
        if head == "sum":
            return self._vector_sum(term)
        if head == "apply":
            return self._applied(term)
        if head == "app":
            reduced = self._reduced(term)
            if reduced is not None:
                return self.vector(reduced)
        return {self.key_of(term): poly.constant(1)}

    def _applied(self, term: Term) -> Vector:
        """A map applied to a vector: linear in the vector, and in a written-out sum or product of maps."""
        _, operator, argument = term
        head, *parts = operator
        if head == "ident":
            return self.vector(argument)
        if head == "compose":
            return self._applied(("apply", parts[0], ("apply", parts[1], argument)))
        if head == "app" and (reduced := self._reduced(operator)) is not None:
            return self._applied(("apply", reduced, argument))
        if head == "matrix":
            v = self.vector(argument)
            return clean({("e", i): self.inner(self.vector(row), v) for i, row in enumerate(parts, 1)})
        if head == "adjoint" and parts[0][0] == "matrix":
            turned, v = Vector(), self.vector(argument)
            for i, row in enumerate(parts[0][1:], 1):
                turned = combine(turned, self.vector(row), self.inner({("e", i): poly.constant(1)}, v))
            return turned
        if head in ("add", "sub", "neg"):
            return self.vector((head, *(("apply", part, argument) for part in parts)))
        if head == "scale":
            return self.vector(("scale", parts[0], ("apply", parts[1], argument)))
        if head == "adjoint" and parts[0][0] in TURNED:
            return self._applied(("apply", TURNED[parts[0][0]](*parts[0][1:]), argument))
        total: Vector = {}
        key = self.key(operator)
        for atom, c in self.vector(argument).items():
            total = combine(total, {_image(key, atom): poly.constant(1)}, c)
        return total

    def _vector_sum(self, term: Term) -> Vector:
        _, name, over, body = term
        written = self._written_out(over)
        total: Vector = {}
        if written is not None:
            for k in written:
                total = combine(total, self.vector(substitute(body, {name: num(k)})), poly.constant(1))
            return total
        mark, where = ("mark", f"#{next(_fresh)}"), self.key(over)
        name, body = self._apart(name, body)
        for atom, coefficient in self.within(name, poly.of_atom(mark)).vector(body).items():
            if not mentions(atom, mark):
                total = combine(total, {atom: self._close(where, mark, coefficient)}, poly.constant(1))
                continue
            for mono, c in coefficient.items():
                free, tied = split(mono, mark)
                level = ("mark", height((tied, atom)))
                closed = ("vsum", where, level, rename(tied, mark, level), rename(atom, mark, level))
                total = combine(total, {closed: {free: c}}, poly.constant(1))
        return total

    def inner(self, u: Vector, v: Vector) -> Polynomial:
        """<u, v>, expanded bilinearly."""
        total: Polynomial = {}
        for a, c in u.items():
            for b, d in v.items():
                total = poly.add(total, poly.multiply(poly.multiply(c, d), self._pair(a, b)))
        return total

    def _pair(self, a: Any, b: Any) -> Polynomial:
        if b[0] == "vsum" and a[0] != "vsum":
            a, b = b, a
        if a[0] == "vsum":
            _, where, level, tied, inside = a
            mark = ("mark", f"#{next(_fresh)}")
            body = poly.multiply({rename(tied, level, mark): Fraction(1)}, self._pair(rename(inside, level, mark), b))
            return self._close(where, mark, body)
        if a[0] == b[0] == "e":
            return poly.constant(int(a == b))
        return poly.of_atom(("dot", frozenset({a, b})))

    # -- everything else --------------------------------------------------------------------------------------------

    def key(self, term: Term) -> Any:
        """A hashable key of any term: numbers and vectors by normal form, the rest by structure."""
        sort = sort_of(term, self.scope)
        if is_number(sort):
            return poly.freeze(self._number(term))
        if is_vector(sort):  # with its dimension: (1) and (1, 0) have the same entries
            entries = frozenset((a, poly.freeze(c)) for a, c in self.vector(term).items())
            return ("vector", self._dimension(sort[1]), entries)
        return self.key_of(term)

    def _dimension(self, d: int | str) -> Any:
        """The key of a dimension: as the number that it is, so that an index that serves as one is seen."""
        return self.key(num(d) if isinstance(d, int) else ("var", d))

    def _space(self, sort: Sort) -> Any:
        """The key of a sort."""
        if isinstance(sort, str):
            return sort
        if sort[0] in ("vec", "map"):
            return (sort[0], *map(self._dimension, sort[1:]))
        takes = tuple(map(self._space, sort[1])) if sort[0] == "fn" else ()
        return (sort[0], takes, self._space(sort[-1]))

    def key_of(self, term: Term) -> Any:
        """The key by structure."""
        spend()
        head = term[0]
        if head == "var":
            return poly.freeze(self.bound[term[1]]) if term[1] in self.bound else ("var", term[1])
        if head == "ident":
            return ("ident", self._dimension(term[1]))
        if head == "deriv":
            derived = derivative_function(term, self.scope)
            if derived != term:
                if term[1][0] == "lam":  # a value of its own, so that it has to be right everywhere
                    function = term[1] if term[2] == 1 else ("deriv", term[1], term[2] - 1)
                    self.slopes.append(("differentiable", function))
                return self.key_of(derived)
        if head in RANGING or (head in OPAQUE and not self._everywhere(term)):
            return self._written(term)
        if head in BINDERS:
            return self._binder_key(term)
        inner = set(places(term))
        return (head, *(self.key(part) if i in inner else part for i, part in enumerate(term[1:], 1)))

    def _everywhere(self, term: Term) -> bool:
        """Whether it is evident that every part of the term is defined, whatever its names are."""
        head = term[0]
        if head in PARTIAL:
            return False
        here, own = self, binds(term) if head in BINDERS else {}
        if own:  # a name that is bound again is no index any more
            bound = {name: p for name, p in self.bound.items() if name not in own}
            here = Normal({**self.scope, **own}, bound, self.slopes)
        if not all(here._everywhere(term[i]) for i in places(term)):
            return False
        if head not in FROM:
            return True
        place, least = FROM[head]
        naturals = [poly.of_atom(("var", name)) for name, sort in here.scope.items() if sort == "nat"]
        try:
            sign = sign_of(here.number(term[place]), [("le", p) for p in (*naturals, *here.bound.values())])
        except Unclear:
            return False
        return sign >= least or (head == "div" and sign == -2)

    def _written(self, term: Term) -> Any:
        """The key of a part in which nothing may be simplified, since where it is undefined counts: as it is written.

        Indices of sums around it stand there by their values; what is no term, such as a declaration, is text.
        """
        return ("written", self._as_written(term))

    def _as_written(self, term: Term) -> Any:
        if term[0] == "var":
            return ("at", poly.freeze(self.bound[term[1]])) if term[1] in self.bound else term
        inner, parts = set(places(term)), list[Any]()
        for i, part in enumerate(term[1:], 1):
            plain = "" if i in inner else repr(part)
            if any(f"'{name}'" in plain for name in self.bound):
                raise Unclear(f"an index in a dimension, or bound again, inside {term[0]}")
            parts.append(self._as_written(part) if i in inner else plain)
        return (term[0], *parts)

    def _binder_key(self, term: Term) -> Any:
        declared = ((term[1], "real"),) if isinstance(term[1], str) else term[1]
        fresh = {name: f"#{next(_fresh)}" for name in bound_names(term)}
        values: dict[str, Term] = {name: ("var", new) for name, new in fresh.items()}
        inside, spaces = Normal(self.scope, self.bound, self.slopes), []
        for name, sort in declared:
            nat = isinstance(term[1], str) and is_nat_binder(term[0])
            inside.scope[fresh[name]] = "nat" if nat else substitute_sort(sort, values)
            spaces.append(inside._space(inside.scope[fresh[name]]))
        beyond, parts = outside(term), list[Any]()
        for i, part in enumerate(term[2:], 2):
            if isinstance(part, tuple):
                part = self.key(part) if i in beyond else inside.key(substitute(part, values))
            parts.append(part)
        body = (tuple(spaces), *parts)
        low = height(body)
        marks = tuple(("mark", low + i) for i in range(len(declared)))  # kept: a name need not occur in the body
        for (name, _), mark in zip(declared, marks, strict=True):
            body = rename(body, ("var", fresh[name]), mark)
        return (term[0], marks, *body)


# The adjoint of a map that is built of others.
TURNED: dict[str, Callable[..., Term]] = {
    "adjoint": lambda a: a,
    "ident": lambda d: ("ident", d),
    "compose": lambda a, b: ("compose", ("adjoint", b), ("adjoint", a)),
    "add": lambda *parts: ("add", *(("adjoint", a) for a in parts)),
    "sub": lambda a, b: ("sub", ("adjoint", a), ("adjoint", b)),
    "neg": lambda a: ("neg", ("adjoint", a)),
    "scale": lambda c, a: ("scale", c, ("adjoint", a)),
}
UNARY = {"exp": poly.exponential, "log": poly.logarithm, "sqrt": poly.root, "abs": poly.absolute}


def is_nat_binder(head: str) -> bool:
    """Whether the single name that this head binds is a nat."""
    return head not in ("integral", "eventually_real", "tends_real", "diverges_real")


def _image(operator: Any, atom: Any) -> Any:
    """The atom of a map applied to an atom: of a sum, the sum of the images, unless closed indices would mix."""
    if atom[0] == "vsum" and not height(operator):
        *outer, inside = atom
        return (*outer, _image(operator, inside))
    return ("apply", operator, atom)


def split(mono: Monomial, mark: Any) -> tuple[Monomial, Monomial]:
    """The part of a monomial that does not depend on the index, and the part that does."""
    powers, argument = mono
    tied = frozenset(pair for pair in powers if mentions(pair[0], mark))
    held = frozenset(pair for pair in argument if mentions(pair[0], mark))
    return (powers - tied, argument - held), (tied, held)


def mentions(key: Any, mark: Any) -> bool:
    """Whether ``mark`` occurs in ``key``."""
    return key == mark or (isinstance(key, (tuple, frozenset)) and any(mentions(part, mark) for part in key))


def rename(key: Any, old: Any, new: Any) -> Any:
    """``key`` with every ``old`` replaced by ``new``."""
    if key == old:
        return new
    if isinstance(key, tuple):
        return tuple(rename(part, old, new) for part in key)
    return frozenset(rename(part, old, new) for part in key) if isinstance(key, frozenset) else key


def height(key: Any) -> int:
    """One more than the greatest closed index inside ``key``; 0 when there is none."""
    if isinstance(key, tuple) and len(key) == 2 and key[0] == "mark":
        return key[1] + 1 if isinstance(key[1], int) else 0
    return max((height(part) for part in key), default=0) if isinstance(key, (tuple, frozenset)) else 0


def combine(u: Vector, v: Vector, factor: Polynomial) -> Vector:
    """u + factor v."""
    total = dict(u)
    for atom, c in v.items():
        total[atom] = poly.add(total.get(atom, {}), poly.multiply(c, factor))
    return clean(total)


def clean(v: Vector) -> Vector:
    """``v`` without zero coefficients."""
    return {atom: c for atom, c in v.items() if c}
