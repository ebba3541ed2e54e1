"""Symbolic differentiation of terms, with the conditions under which it is right; application of written functions."""

from collections.abc import Mapping

from .effort import spend
from .sorts import binds, is_number, is_vector, sort_of
from .terms import BINDERS, ONE, ZERO, Sort, Term, free_names, num, places, substitute, value_of

TWO = num(2)


class NotSmooth(Exception):
    """There is no derivative rule for this head."""


def plus(a: Term, b: Term) -> Term:
    """a + b, without zeros."""
    return b if a == ZERO else a if b == ZERO else ("add", a, b)


def times(a: Term, b: Term) -> Term:
    """a b for numbers, without zeros and ones."""
    if ZERO in (a, b):
        return ZERO
    return b if a == ONE else a if b == ONE else ("mul", a, b)


def _outer(head: str, u: Term, whole: Term) -> Term:
    """The derivative of ``head`` at u."""
    square = ("pow", u, 2)
    table: dict[str, Term] = {
        "exp": whole,
        "log": ("div", ONE, u),
        "sqrt": ("div", ONE, ("mul", TWO, whole)),
        "cbrt": ("div", ONE, ("mul", num(3), ("pow", whole, 2))),
        "abs": ("div", u, whole),
        "sin": ("cos", u),
        "cos": ("neg", ("sin", u)),
        "tan": ("add", ONE, ("pow", whole, 2)),
        "asin": ("div", ONE, ("sqrt", ("sub", ONE, square))),
        "acos": ("neg", ("div", ONE, ("sqrt", ("sub", ONE, square)))),
        "atan": ("div", ONE, ("add", ONE, square)),
        "sinh": ("cosh", u),
        "cosh": ("sinh", u),
        "tanh": ("sub", ONE, ("pow", whole, 2)),
        "Phi": ("div", ("exp", ("neg", ("div", square, TWO))), ("sqrt", ("mul", TWO, ("const", "pi")))),
    }
    if head not in table:
        raise NotSmooth(head)
    return table[head]


def smooth_where(head: str, u: Term) -> list[Term]:
    """What must hold of u, beyond being in the domain, for ``head`` to be differentiable at u."""
    if head in ("abs", "cbrt"):
        return [("ne", u, ZERO)]
    if head == "sqrt":
        return [("lt", ZERO, u)]
    return [("lt", num(-1), u), ("lt", u, ONE)] if head in ("asin", "acos") else []


def differentiate(term: Term, name: str, scope: Mapping[str, Sort], conditions: list[Term]) -> Term:
    """d term / d name for a number or vector term and a real name (``ZERO`` also for the zero vector).

    Appends to ``conditions`` the formulas that make it the derivative wherever ``term`` is defined around the
    point. Fails (NotSmooth) where there is no rule.
    """
    spend()
    if name not in free_names(term):
        return ZERO
    head, *parts = term
    if head == "var":
        return ONE

    def d(part: Term) -> Term:
        return differentiate(part, name, scope, conditions)

    if head in ("add", "sub"):
        total = d(parts[0])
        for part in parts[1:]:
            total = plus(total, d(part)) if head == "add" else plus(total, negative(d(part)))
        return total
    if head == "neg":
        return negative(d(parts[0]))
    if head == "mul":
        rest: Term = parts[1] if len(parts) == 2 else ("mul", *parts[1:])
        return plus(times(d(parts[0]), rest), times(parts[0], d(rest)))
    if head == "pow":
        n = parts[1]
        slope = d(parts[0])
        return times(times(num(n), ("pow", parts[0], n - 1)), slope) if n else ZERO
    if head == "div":
        top, bottom = d(parts[0]), d(parts[1])
        first = ZERO if top == ZERO else ("div", top, parts[1])
        return plus(first, ZERO if bottom == ZERO else ("neg", ("div", times(parts[0], bottom), ("pow", parts[1], 2))))
    if head == "rpow":
        base, exponent = parts
        slope = plus(times(d(exponent), ("log", base)), times(exponent, _ratio(d(base), base)))
        return times(term, slope)
    if head == "scale":
        return plus(_scaled(d(parts[0]), parts[1]), _scaled(parts[0], d(parts[1])))
    if head in ("dot", "norm", "apply", "vec", "sum", "app"):
        return _structured(term, name, scope, conditions)
    outer = _outer(head, parts[0], term)
    conditions.extend(smooth_where(head, parts[0]))
    return times(outer, d(parts[0]))


def negative(u: Term) -> Term:
    """-u."""
    return ZERO if u == ZERO else ("neg", u)


def _ratio(a: Term, b: Term) -> Term:
    return ZERO if a == ZERO else ("div", a, b)


def _scaled(c: Term, v: Term) -> Term:
    return ZERO if ZERO in (c, v) else v if c == ONE else ("scale", c, v)


def _inner(u: Term, v: Term) -> Term:
    return ZERO if ZERO in (u, v) else ("dot", u, v)


def _structured(term: Term, name: str, scope: Mapping[str, Sort], conditions: list[Term]) -> Term:
    head, *parts = term

    def d(part: Term) -> Term:
        return differentiate(part, name, scope, conditions)

    if head == "dot":
        return plus(_inner(d(parts[0]), parts[1]), _inner(parts[0], d(parts[1])))
    if head == "norm":
        conditions.append(("lt", ZERO, ("dot", parts[0], parts[0])))
        return _ratio(_inner(d(parts[0]), parts[0]), term)
    if head == "apply":
        turned, moved = d(parts[0]), d(parts[1])
        first = ZERO if turned == ZERO else ("apply", turned, parts[1])
        return plus(first, ZERO if moved == ZERO else ("apply", parts[0], moved))
    if head == "vec":
        return ("vec", *(d(part) for part in parts))
    if head == "sum" and name not in free_names(parts[1]) and name != parts[0]:
        inner: list[Term] = []
        body = differentiate(parts[2], name, {**scope, parts[0]: "nat"}, inner)
        conditions.extend(
            ("forall", ((parts[0], "nat"),), ("implies", ("in", ("var", parts[0]), parts[1]), c)) for c in inner
        )
        return ZERO if body == ZERO else ("sum", parts[0], parts[1], body)
    if head == "app":
        return _application(term, name, scope, conditions)
    raise NotSmooth(head)


def _application(term: Term, name: str, scope: Mapping[str, Sort], conditions: list[Term]) -> Term:
    """The chain rule: f(u)' = f'(u) u' for a real u, and <grad f(u), u'> for a vector u."""
    _, function, *arguments = term
    reduced = reduce_application(term, scope)
    if reduced is not None:
        for argument in arguments:  # also one that the body does not speak of has to be defined around the point
            differentiate(argument, name, scope, conditions)
        return differentiate(reduced, name, scope, conditions)
    if len(arguments) != 1 or name in free_names(function):
        raise NotSmooth("app")
    (takes,), gives = sort_of(function, scope)[1:]
    if takes != "real" and not (is_vector(takes) and gives in ("nat", "real")):
        raise NotSmooth("app")  # a function of complex numbers or maps, or from vectors to vectors
    conditions.append(("differentiable", function))
    slope = differentiate(arguments[0], name, scope, conditions)
    if is_vector(takes):
        return _inner(("app", ("grad", function), arguments[0]), slope)
    outer = ("app", ("deriv", function, 1), arguments[0])
    return _scaled(slope, outer) if is_vector(sort_of(term, scope)) else times(outer, slope)


def gradient(body: Term, name: str, scope: Mapping[str, Sort]) -> Term:
    """The gradient of a written number term in the vector ``name`` (``ZERO`` for the zero vector).

    Named functions in it are taken to be differentiable (``slope_conditions`` lists them). Fails (NotSmooth) where
    there is no rule.
    """
    if name not in free_names(body):
        return ZERO
    head, *parts = body
    if head in ("add", "sub"):
        total = gradient(parts[0], name, scope)
        for part in parts[1:]:
            slope = gradient(part, name, scope)
            total = plus(total, slope if head == "add" else negative(slope))
        return total
    if head == "neg":
        return negative(gradient(parts[0], name, scope))
    if head == "mul":
        rest: Term = parts[1] if len(parts) == 2 else ("mul", *parts[1:])
        return plus(_scaled(rest, gradient(parts[0], name, scope)), _scaled(parts[0], gradient(rest, name, scope)))
    if head == "pow" and parts[0][0] == "norm" and parts[1] == 2:
        return gradient(("dot", parts[0][1], parts[0][1]), name, scope)
    if head == "pow" and parts[1]:
        return _scaled(times(num(parts[1]), ("pow", parts[0], parts[1] - 1)), gradient(parts[0], name, scope))
    if head == "sum" and name not in free_names(parts[1]) and parts[0] != name:
        slope = gradient(parts[2], name, {**scope, parts[0]: "nat"})
        return ZERO if slope == ZERO else ("sum", parts[0], parts[1], slope)
    if head == "dot":
        left, right = parts
        if left == right == ("var", name):
            return ("scale", TWO, left)
        if ("var", name) in (left, right):
            other = right if left == ("var", name) else left
            if name not in free_names(other):
                return tuple(other)
        return plus(_pulled(left, right, name), _pulled(right, left, name))
    if head == "div":
        first = _scaled(("div", ONE, parts[1]), gradient(parts[0], name, scope))
        bottom = gradient(parts[1], name, scope)
        return plus(first, negative(_scaled(("div", parts[0], ("pow", parts[1], 2)), bottom)))
    if head == "app" and parts[0][0] in ("var", "deriv") and name not in free_names(parts[0]):
        if sort_of(parts[0], scope)[1] != ("real",):
            raise NotSmooth("app")
        return _scaled(("app", ("deriv", parts[0], 1), parts[1]), gradient(parts[1], name, scope))
    if head == "app":
        reduced = reduce_application(body, scope)
        if reduced is not None and not _unread(body, name):
            return gradient(reduced, name, scope)
    if head in ("exp", "log", "sin", "cos", "tanh", "atan"):
        return _scaled(_outer(head, parts[0], body), gradient(parts[0], name, scope))
    raise NotSmooth(head)


def _unread(term: Term, name: str) -> bool:
    """Whether a written function makes nothing of an argument with ``name``, which yet says where it has a value."""
    _, function, *arguments = term
    if function[0] != "lam":
        return False
    bound = [bound for bound, _ in function[1]]
    read = free_names(function[2])
    return any(b not in read and name in free_names(a) for b, a in zip(bound, arguments, strict=True))


def _pulled(moving: Term, fixed: Term, name: str) -> Term:
    """The gradient of <moving, fixed> in the vector ``name``, ``fixed`` held where it is, for an affine ``moving``."""
    if name not in free_names(moving):
        return ZERO
    head, *parts = moving
    if moving == ("var", name):
        return fixed
    if head in ("add", "sub"):
        total = _pulled(parts[0], fixed, name)
        for part in parts[1:]:
            pulled = _pulled(part, fixed, name)
            total = plus(total, pulled if head == "add" else negative(pulled))
        return total
    if head == "neg":
        return negative(_pulled(parts[0], fixed, name))
    if head == "scale" and name not in free_names(parts[0]):
        return _scaled(parts[0], _pulled(parts[1], fixed, name))
    if head == "apply" and name not in free_names(parts[0]):
        return _pulled(parts[1], ("apply", ("adjoint", parts[0]), fixed), name)
    raise NotSmooth(head)


def derivative_function(term: Term, scope: Mapping[str, Sort]) -> Term:
    """``deriv`` of a written function as a written function, of a derivative as a higher one; else ``term`` itself.

    The two are equal wherever ``deriv`` is defined; when that is so, ``goals.ensure_defined`` says.
    """
    _, function, order = term
    if function[0] == "deriv":
        return ("deriv", function[1], order + function[2])
    if function[0] != "lam":
        return term
    ((name, sort),), body = function[1], function[2]
    for _ in range(order):
        try:
            body = differentiate(body, name, {**scope, name: sort}, [])
        except NotSmooth:
            return term
    if body == ZERO and not is_number(sort_of(function[2], {**scope, name: sort})):
        return term  # ``ZERO`` stands for a zero vector, map or function here, which has no term of its own
    return ("lam", ((name, sort),), body)


def slope_conditions(term: Term, scope: Mapping[str, Sort]) -> list[Term]:
    """What must hold, beside f being defined at a, for f'(a) or grad f(a) to exist, for a written f: at a.

    Fails (NotSmooth) where there is no rule.
    """
    (kind, written, *order), arguments = term[1], term[2:]
    values = {name: a for (name, _), a in zip(written[1], arguments, strict=True)}
    (name, body), inside, found = (written[1][0][0], written[2]), {**scope, **dict(written[1])}, list[Term]()
    if kind == "grad":
        gradient(body, name, inside)
        found = named_functions(body, inside)
    for _ in range(order[0] if order else 0):
        body = differentiate(body, name, inside, found)
    return [substitute(condition, values) for condition in found]


def _function_of_reals(sort: Sort) -> bool:
    return isinstance(sort, tuple) and sort[0] == "fn" and "nat" not in sort[1]


def named_functions(body: Term, scope: Mapping[str, Sort]) -> list[Term]:
    """Conditions under which ``gradient`` is right: named functions in ``body`` but the families are differentiable."""
    found: list[Term] = []
    inside = {**scope, **binds(body)} if body[0] in BINDERS else scope
    if body[0] == "app" and body[1][0] != "lam" and "nat" not in sort_of(body[1], scope)[1]:
        found.append(("differentiable", body[1]))
    if body[0] == "var" and _function_of_reals(scope[body[1]]):
        raise NotSmooth(body[1])  # a named function that is not applied here: what is applied elsewhere is not seen
    applied = body[0] == "app" and (body[1][0] == "var" or (body[1][0] in ("deriv", "grad") and body[1][1][0] == "var"))
    for i in places(body) if not applied else [i for i in places(body) if i != 1]:
        found.extend(named_functions(body[i], inside))
    if body[0] in BINDERS and any(free_names(condition) & binds(body).keys() for condition in found):
        raise NotSmooth(body[0])  # a function that depends on a bound name: no hypothesis speaks of it
    return found


def reduce_application(term: Term, scope: Mapping[str, Sort]) -> Term | None:
    """One step of f(a) for a written f: a lam, a table at a literal place, an iterate; None when f is not written."""
    _, function, *arguments = term
    head = function[0]
    if head == "lam":
        return substitute(function[2], {name: a for (name, _), a in zip(function[1], arguments, strict=True)})
    if head == "deriv":
        derived = derivative_function(function, scope)
        return ("app", derived, *arguments) if derived != function else None
    if head == "grad" and function[1][0] == "lam":
        ((name, sort),), body = function[1][1], function[1][2]
        try:
            slope = gradient(body, name, {**scope, name: sort})
        except NotSmooth:
            return None
        return None if slope == ZERO else substitute(slope, {name: arguments[0]})
    place = arguments[0]
    written = value_of(place) if place[0] == "num" else None
    k = int(written) if written is not None and written >= 0 and written.denominator == 1 else None
    if head == "table" and k is not None and 1 <= k < len(function):
        return tuple(function[k])
    if head == "iterate":
        if k == 0:
            return tuple(function[1])
        if k is not None and k <= 64:
            return ("app", function[2], ("app", function, num(k - 1)))
        if place[0] == "add" and len(place) == 3 and place[2] == ONE:
            return ("app", function[2], ("app", function, place[1]))
    return None


__all__ = ["NotSmooth", "derivative_function", "differentiate", "gradient", "reduce_application", "slope_conditions"]
