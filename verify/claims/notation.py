"""The words that pages are written in: names with their sorts, operators, and the notions of the field written out.

A word builds a term of the checker's language; ``Expr`` is such a term with operators, so that a page reads like the
paper: ``w @ x(n) >= 1`` is a margin. Numbers are exact: ints, Fractions, or decimals and fractions in quotes; floats
are refused. Everything that is built goes through ``statement``, which reads it with all names and sorts checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from verify.checker.reading import read_statement
from verify.checker.terms import Sort, Statement, Term, jsonable, num


class Expr(tuple[Any, ...]):
    """A term with operators: + - * / ** @ (inner product), <= < >= >, calling (application). Equality is ``equal``."""

    def __add__(self, other: Any) -> Expr:
        return Expr(("add", self, term(other)))

    def __radd__(self, other: Any) -> Expr:
        return Expr(("add", term(other), self))

    def __sub__(self, other: Any) -> Expr:
        return Expr(("sub", self, term(other)))

    def __rsub__(self, other: Any) -> Expr:
        return Expr(("sub", term(other), self))

    def __neg__(self) -> Expr:
        return Expr(("neg", self))

    def __mul__(self, other: Any) -> Expr:
        return Expr(("mul", self, term(other)))

    def __rmul__(self, other: Any) -> Expr:
        return Expr(("mul", term(other), self))

    def __truediv__(self, other: Any) -> Expr:
        return Expr(("div", self, term(other)))

    def __rtruediv__(self, other: Any) -> Expr:
        return Expr(("div", term(other), self))

    def __pow__(self, other: Any) -> Expr:
        if not isinstance(other, int) or isinstance(other, bool):
            return Expr(("rpow", self, term(other)))
        return Expr(("pow", self, other)) if other >= 0 else 1 / self ** (-other)

    def __matmul__(self, other: Any) -> Expr:
        return Expr(("dot", self, term(other)))

    def __le__(self, other: Any) -> Expr:  # type: ignore[override]
        return Expr(("le", self, term(other)))

    def __lt__(self, other: Any) -> Expr:  # type: ignore[override]
        return Expr(("lt", self, term(other)))

    def __ge__(self, other: Any) -> Expr:  # type: ignore[override]
        return Expr(("le", term(other), self))

    def __gt__(self, other: Any) -> Expr:  # type: ignore[override]
        return Expr(("lt", term(other), self))

    def __call__(self, *arguments: Any) -> Expr:
        return Expr(("app", self, *(term(a) for a in arguments)))


class Name(Expr):
    """A declared name: a term that knows its sort, for ``statement`` and the quantifiers."""

    sort: Sort

    @property
    def text(self) -> str:
        """The name itself."""
        return str(self[1])


def term(value: Any) -> Expr:
    """A term, or the literal of an exact number. Fails (TypeError) on a float: it is not the decimal it prints as."""
    if isinstance(value, tuple):
        return value if isinstance(value, Expr) else Expr(value)
    if isinstance(value, bool) or not isinstance(value, (int, Fraction, str)):
        raise TypeError(f"{value!r} is not an exact number; write '1/10' or Fraction(1, 10)")
    return Expr(num(Fraction(value)))


def name(text: str, sort: Sort) -> Name:
    """A name of this sort."""
    made = Name(("var", text))
    made.sort = sort
    return made


def _names(text: str, sort: Sort) -> tuple[Name, ...]:
    return tuple(name(word, sort) for word in text.split())


def reals(text: str) -> tuple[Name, ...]:
    """Real names."""
    return _names(text, "real")


def nats(text: str) -> tuple[Name, ...]:
    """Natural numbers (from 0)."""
    return _names(text, "nat")


def index_sets(text: str) -> tuple[Name, ...]:
    """Finite sets of indices."""
    return _names(text, "set")


def space(d: Name | int) -> Sort:
    """The sort of vectors of dimension d."""
    return ("vec", d if isinstance(d, int) else d.text)


def vectors(text: str, d: Name | int) -> tuple[Name, ...]:
    """Vectors of dimension d."""
    return _names(text, space(d))


def family(text: str, d: Name | int) -> Name:
    """A family or sequence of vectors: x(n), w(t)."""
    return name(text, ("fn", ("nat",), space(d)))


def numbers(text: str) -> Name:
    """A family or sequence of reals: alpha(n)."""
    return name(text, ("fn", ("nat",), "real"))


def path(text: str, d: Name | int) -> Name:
    """A path in continuous time: w(t) for real t."""
    return name(text, ("fn", ("real",), space(d)))


def scalar_function(text: str) -> Name:
    """A real function of one real: a loss."""
    return name(text, ("fn", ("real",), "real"))


def objective(text: str, d: Name | int) -> Name:
    """A real function of a vector."""
    return name(text, ("fn", (space(d),), "real"))


# -- terms ------------------------------------------------------------------------------------------------------------


def _unary(head: str) -> Callable[[Any], Expr]:
    def build(value: Any) -> Expr:
        return Expr((head, term(value)))

    build.__doc__ = f"{head} of a number (of a vector, for norm; of a set, for card)."
    build.__name__ = head
    return build


exp, log, sqrt, absolute = _unary("exp"), _unary("log"), _unary("sqrt"), _unary("abs")
norm, card, negation = _unary("norm"), _unary("card"), _unary("not")


def maximum(*values: Any) -> Expr:
    """The largest of some numbers."""
    return Expr(("max", *(term(v) for v in values)))


def minimum(*values: Any) -> Expr:
    """The smallest of some numbers."""
    return Expr(("min", *(term(v) for v in values)))


def scale(factor: Any, vector: Any) -> Expr:
    """factor times vector."""
    return Expr(("scale", term(factor), term(vector)))


def vector(*entries: Any) -> Expr:
    """A vector by its entries."""
    return Expr(("vec", *(term(x) for x in entries)))


def table(*values: Any) -> Expr:
    """The family 1, 2, ... -> values; rows may be given as sequences of numbers."""
    return Expr(
        (
            "table",
            *(vector(*v) if isinstance(v, (list, tuple)) and not isinstance(v, Expr) else term(v) for v in values),
        )
    )


def total(index: Name, over: Any, body: Any) -> Expr:
    """The sum of body over the index set."""
    return Expr(("sum", index.text, term(over), term(body)))


def between(low: Any, high: Any) -> Expr:
    """The index set {low, ..., high}."""
    return Expr(("range", term(low), term(high)))


def such_that(index: Name, over: Any, condition: Any) -> Expr:
    """The elements of a set with a property."""
    return Expr(("where", index.text, term(over), condition))


def without(whole: Any, part: Any) -> Expr:
    """The elements of one set that are not in another."""
    return Expr(("setminus", term(whole), term(part)))


def function(*names_and_body: Any) -> Expr:
    """The function names -> body, the body last."""
    *names, body = names_and_body
    return Expr(("lam", tuple((n.text, n.sort) for n in names), term(body)))


def derivative(of: Any, order: int = 1) -> Expr:
    """The derivative of a function of one real, as a function."""
    return Expr(("deriv", term(of), order))


def gradient(of: Any) -> Expr:
    """The gradient of a function of a vector, as a function."""
    return Expr(("grad", term(of)))


# -- formulas ---------------------------------------------------------------------------------------------------------


def equal(left: Any, right: Any) -> Expr:
    """left = right."""
    return Expr(("eq", term(left), term(right)))


def differ(left: Any, right: Any) -> Expr:
    """left != right."""
    return Expr(("ne", term(left), term(right)))


def both(*parts: Any) -> Expr:
    """All of the parts hold."""
    return Expr(("and", *parts))


def either(*parts: Any) -> Expr:
    """One of the parts holds."""
    return Expr(("or", *parts))


def implies(left: Any, right: Any) -> Expr:
    """If left, then right."""
    return Expr(("implies", left, right))


def member(index: Any, over: Any) -> Expr:
    """index is in the set."""
    return Expr(("in", term(index), term(over)))


def _quantified(head: str, names: Iterable[Name], body: Any) -> Expr:
    return Expr((head, tuple((n.text, n.sort) for n in names), body))


def for_all(*names_and_body: Any) -> Expr:
    """For all values of the names: the body, given last."""
    *names, body = names_and_body
    return _quantified("forall", names, body)


def there_is(*names_and_body: Any) -> Expr:
    """There are values of the names with the body, given last."""
    *names, body = names_and_body
    return _quantified("exists", names, body)


def almost_every(*names_and_body: Any) -> Expr:
    """For all values of the names outside a Lebesgue-null set: the body, given last."""
    *names, body = names_and_body
    return _quantified("ae", names, body)


def every(index: Name, over: Any, body: Any) -> Expr:
    """For every element of a set: body."""
    return for_all(index, implies(member(index, over), body))


def some(index: Name, over: Any, body: Any) -> Expr:
    """For some element of a set: body."""
    return there_is(index, both(member(index, over), body))


def eventually(t: Name, body: Any) -> Expr:
    """There is a T such that the body holds for all t >= T."""
    return Expr(("eventually" if t.sort == "nat" else "eventually_real", t.text, body))


def tends(t: Name, body: Any, limit: Any) -> Expr:
    """body -> limit as t -> infinity."""
    return Expr(("tends" if t.sort == "nat" else "tends_real", t.text, term(body), term(limit)))


def diverges(t: Name, body: Any) -> Expr:
    """body -> +infinity as t -> infinity."""
    return Expr(("diverges" if t.sort == "nat" else "diverges_real", t.text, term(body)))


def differentiable(of: Any) -> Expr:
    """The function is differentiable everywhere."""
    return Expr(("differentiable", term(of)))


def big_o(t: Name, quantity: Any, rate: Any, constant: str = "C") -> Expr:
    """|quantity| <= C rate for some C and all t from some T on: quantity = O(rate)."""
    (c,) = reals(constant)
    return there_is(c, eventually(t, absolute(quantity) <= c * term(rate)))


def little_o(t: Name, quantity: Any, rate: Any, small: str = "eps") -> Expr:
    """For every eps > 0, |quantity| <= eps rate from some T on: quantity = o(rate)."""
    (e,) = reals(small)
    return for_all(e, implies(e > 0, eventually(t, absolute(quantity) <= e * term(rate))))


# -- notions of the field ---------------------------------------------------------------------------------------------


def separable(x: Any, over: Any) -> Expr:
    """Some w has w.x(n) > 0 for all n in the set (Assumption 1)."""
    return Expr(("separable", term(x), term(over)))


def hard_margin(x: Any, over: Any, w: Any) -> Expr:
    """w is the unique minimiser of |w|^2 subject to w.x(n) >= 1 for all n in the set."""
    return Expr(("hard_margin", term(x), term(over), term(w)))


def risk(loss: Any, x: Any, over: Any, d: Name | int, n: str = "n", w: str = "u") -> Expr:
    """The function w -> sum_n loss(w.x(n))."""
    (index,), (point,) = nats(n), vectors(w, d)
    return function(point, total(index, over, term(loss)(point @ term(x)(index))))


def lipschitz_gradient(f: Any, beta: Any, d: Name | int, u: str = "u", v: str = "v") -> Expr:
    """|grad f(u) - grad f(v)| <= beta |u - v| for all u, v: f is beta-smooth."""
    a, b = vectors(f"{u} {v}", d)
    return for_all(a, b, norm(gradient(f)(a) - gradient(f)(b)) <= term(beta) * norm(a - b))


def descent(w: Any, eta: Any, f: Any, t: str = "t") -> Expr:
    """w(t + 1) = w(t) - eta grad f(w(t)) for all t (gradient descent)."""
    (s,) = nats(t)
    return for_all(s, equal(term(w)(s + 1), term(w)(s) - scale(eta, gradient(f)(term(w)(s)))))


def kkt(x: Any, over: Any, alpha: Any, w: Any, n: str = "n") -> tuple[Expr, Expr]:
    """(2.6): w = sum alpha_n x_n; each n has alpha_n >= 0 and w.x_n = 1, or alpha_n = 0 and w.x_n > 1."""
    (i,) = nats(n)
    margin = term(w) @ term(x)(i)
    on = both(term(alpha)(i) >= 0, equal(margin, 1))
    off = both(equal(term(alpha)(i), 0), margin > 1)
    return equal(w, total(i, over, scale(term(alpha)(i), term(x)(i)))), every(i, over, either(on, off))


def statement(let: Sequence[Name], given: Sequence[Any], then: Any) -> Statement:
    """For all ``let`` with ``given``: ``then``. Fails (Malformed) on an undeclared name or a wrong sort."""
    names = [[n.text, jsonable(n.sort)] for n in let]
    return read_statement({"let": names, "given": [jsonable(g) for g in given], "then": jsonable(then)})


def plain(expression: Any) -> Term:
    """The expression as a plain term."""
    if isinstance(expression, tuple):
        return tuple(plain(part) for part in expression)
    return expression  # type: ignore[no-any-return]
