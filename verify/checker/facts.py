"""The arithmetic rule: a conclusion as a combination of hypotheses and known facts, an identity of polynomials.

    right - left = sum_i  weight_i  square_i^2  times_i  prod_j fact_ij

Each fact is a quantity that is >= 0, > 0 or = 0; weights are >= 0, and ``times`` (any term) needs a fact that is = 0.
This covers identities, linear (Farkas) steps, sums of squares, and products of hypotheses, with functions, inner
products and sums as atoms.
"""

from fractions import Fraction
from typing import Any

from . import polynomial as poly
from .calculus import reduce_application
from .finite import peel, remainder, split
from .fubini import swap
from .functions import FUNCTION_FACTS, function_fact
from .goals import Goal, Rejected, ensure_defined, evident
from .maps import MAP_FACTS, map_fact
from .normal import Unclear, Vector, combine
from .polynomial import Polynomial
from .reading import listed, read_any, read_term
from .sorts import is_number, is_vector, sort_of
from .sums import coordinates, operator, pick, successor
from .terms import MAX_DIGITS, NUMBER, ONE, ZERO, Malformed, Term

Fact = tuple[Polynomial, str]


def rational(data: Any, path: str) -> Fraction:
    """The rational written in ``data``."""
    if not isinstance(data, str) or len(data) > MAX_DIGITS or not NUMBER.match(data) or data.endswith("/0"):
        raise Malformed(f"proof: expected a rational in quotes, got {data!r:.40} @ {path}")
    try:
        return Fraction(data)
    except ZeroDivisionError:
        raise Malformed(f"proof: {data!r:.40} has denominator 0 @ {path}") from None


def fields(data: Any, required: set[str], optional: set[str], path: str) -> dict[str, Any]:
    """``data`` as an object with exactly these fields."""
    if not isinstance(data, dict) or not required <= set(data) <= required | optional:
        raise Malformed(f"proof: expected an object with fields {sorted(required | optional)} @ {path}")
    return data


def combination(goal: Goal, proof: dict[str, Any], path: str) -> None:
    """Check that the parts add up to the gap of the conclusion, and that they are of the right sign."""
    kind = goal.then[0]
    if kind not in ("le", "lt", "eq"):
        raise Rejected(f"combine: the conclusion is not an inequality or equation but {kind} @ {path}")
    ensure_defined(goal.then, goal, path)
    parts = listed(proof["parts"], f"{path}.parts")
    try:
        if is_vector(sort_of(goal.then[1], goal.scope)):
            return _vectors(goal, parts, path)
        if not is_number(sort_of(goal.then[1], goal.scope)):
            raise Rejected(f"combine: the sides are neither numbers nor vectors @ {path}")
        total, strict = poly.constant(0), False
        for i, part in enumerate(parts):
            value, sign = _part(goal, part, f"{path}.parts[{i}]")
            if kind == "eq" and sign != "eq":
                raise Rejected(f"combine: an equation may use only equations @ {path}.parts[{i}]")
            total, strict = poly.add(total, value), strict or sign == "lt"
        rest = poly.add(goal.gap(goal.then), total, -1)
    except (Unclear, poly.TooLarge, ZeroDivisionError) as error:
        raise Rejected(f"combine: no normal form: {error} @ {path}") from None
    if rest:
        raise Rejected(f"combine: the parts miss the conclusion by {len(rest)} monomials @ {path}")
    if kind == "lt" and not strict:
        raise Rejected(f"combine: a strict conclusion needs a strictly positive part @ {path}")


def _part(goal: Goal, data: Any, path: str) -> Fact:
    """The value of one part and its sign."""
    part = fields(data, {"weight"}, {"square", "times", "facts"}, path)
    weight = rational(part["weight"], f"{path}.weight")
    value, signs = poly.constant(weight), []
    for j, item in enumerate(listed(part.get("facts", ()), f"{path}.facts")):
        fact, sign = known(goal, item, f"{path}.facts[{j}]")
        value = poly.multiply(value, fact)
        signs.append(sign)
    if "square" in part:
        root = _factor(goal, part["square"], f"{path}.square")
        value = poly.multiply(value, poly.multiply(root, root))
        signs.append("le")
    if "times" in part:
        value = poly.multiply(value, _factor(goal, part["times"], f"{path}.times"))
    if "eq" in signs:
        return value, "eq"
    if weight < 0 or "times" in part:
        raise Rejected(f"combine: a weight below 0 or a free factor needs an equation @ {path}")
    return value, "lt" if weight > 0 and "le" not in signs else "le"


def _factor(goal: Goal, data: Any, path: str) -> Polynomial:
    """A number term of a part, defined under the hypotheses."""
    term = read_term(data, goal.scope, "real", path)
    ensure_defined(term, goal, path)
    return goal.normal().number(term)


def _vectors(goal: Goal, parts: Any, path: str) -> None:
    """right - left as a combination of vector equations among the hypotheses."""
    normal = goal.normal()
    total: Vector = combine(normal.vector(goal.then[2]), normal.vector(goal.then[1]), poly.constant(-1))
    for i, data in enumerate(parts):
        at = f"{path}.parts[{i}]"
        part = fields(data, {"weight", "facts"}, {"times"}, at)
        factor = poly.constant(rational(part["weight"], f"{at}.weight"))
        if "times" in part:
            factor = poly.multiply(factor, _factor(goal, part["times"], f"{at}.times"))
        for j, item in enumerate(listed(part["facts"], f"{at}.facts")):
            relation = hypothesis(goal, item, f"{at}.facts[{j}]")
            if relation[0] != "eq" or not is_vector(sort_of(relation[1], goal.scope)):
                raise Rejected(f"combine: expected a vector equation @ {at}.facts[{j}]")
            total = combine(total, goal.known_difference(relation), poly.scale(factor, -1))
    if total:
        raise Rejected(f"combine: the parts miss the conclusion in {len(total)} vectors @ {path}")


def hypothesis(goal: Goal, index: Any, path: str) -> Term:
    """The hypothesis with this number; -1 is the last."""
    if type(index) is not int or not -len(goal.given) <= index < len(goal.given):
        raise Malformed(f"proof: there is no hypothesis {index!r:.20} (of {len(goal.given)}) @ {path}")
    return goal.given[index]


def known(goal: Goal, data: Any, path: str) -> Fact:
    """The quantity that a hypothesis (by number) or a known fact ([name, term, ...]) offers, with its sign."""
    if not isinstance(data, (list, tuple)):
        relation = hypothesis(goal, data, path)
        if relation[0] not in ("le", "lt", "eq") or not is_number(sort_of(relation[1], goal.scope)):
            raise Rejected(f"combine: hypothesis {data} is not an inequality or equation of numbers @ {path}")
        return goal.known_gap(relation), relation[0]
    if not data or not isinstance(data[0], str) or data[0] not in FACTS or len(data) != FACTS[data[0]][0] + 1:
        raise Malformed(f"combine: unknown fact {data!r:.60} @ {path}")
    if data[0] == "along":
        return _along(goal, data, path)
    if data[0] == "split":
        return split(goal, data, path), "eq"
    if data[0] == "pi":
        return goal.normal().number(("sin", ("const", "pi"))), "eq"
    if data[0] == "successor":
        return successor(goal, hypothesis(goal, data[1], f"{path}[1]"), path), "le"
    if data[0] in SUMS:
        return SUMS[data[0]](goal, data, path), FACTS[data[0]][1]
    terms = [read_any(t, goal.scope, f"{path}[{i}]")[0] for i, t in enumerate(data[1:], 1)]
    for i, term in enumerate(terms, 1):
        ensure_defined(term, goal, f"{path}[{i}]")
    if data[0] in MAP_FACTS:
        return map_fact(goal, data[0], terms, path), "eq"
    if data[0] in FUNCTION_FACTS:
        return function_fact(goal, data[0], terms, path), "eq"
    return _instance(goal, data[0], terms, path)


# Known facts: how many terms each takes, the quantity, its sign. Arguments are defined where the fact is used.
FACTS: dict[str, tuple[int, str]] = {
    "exp": (1, "lt"),  # exp(u) > 0
    "positive": (1, "lt"),  # u > 0, where that is evident
    "sqrt": (1, "le"),  # sqrt(u) >= 0
    "norm": (1, "le"),  # |v| >= 0
    "abs": (1, "le"),  # |u| >= 0
    "own_size": (1, "eq"),  # |u| - u = 0, where u >= 0 is evident
    "abs_above": (1, "le"),  # |u| - u >= 0
    "abs_below": (1, "le"),  # |u| + u >= 0
    "inverse": (1, "eq"),  # u (1/u) - 1 = 0
    "circle": (1, "eq"),  # sin(u)^2 + cos(u)^2 - 1 = 0
    "above": (2, "le"),  # max(..., u, ...) - u >= 0, for the max term and u
    "below": (2, "le"),  # u - min(..., u, ...) >= 0
    "largest": (2, "eq"),  # max(..., u, ...) - u = 0, when every other part is at most u
    "smallest": (2, "eq"),  # u - min(..., u, ...) = 0, when every other part is at least u
    "square": (1, "le"),  # <v, v> >= 0
    "cauchy": (2, "le"),  # <u, u> <v, v> - <u, v>^2 >= 0
    "schwarz": (2, "le"),  # |u| |v| - <u, v> >= 0
    "nat": (1, "le"),  # a nat is >= 0
    "pi": (0, "eq"),  # sin(pi) = 0
    "peel": (1, "eq"),  # sum over range(a, k + 1) = sum over range(a, k) + term at k + 1, when a <= k + 1; products too
    "small": (2, "eq"),  # k mod m = k, when k < m
    "round": (2, "eq"),  # (k + m) mod m = k mod m, when 0 < m
    "monus": (2, "eq"),  # k monus m = k - m, when m <= k
    "split": (2, "eq"),  # sum over A = sum over {n in A: ...} + sum over the rest of A
    "pick": (2, "eq"),  # sum over A = term at a + sum over A minus {a}, for a in A
    "coordinates": (2, "eq"),  # <u, v> = sum of the products of their entries
    "operator": (2, "le"),  # |A u| <= sigma_max(A) |u|
    "successor": (1, "le"),  # b >= a + 1, for naturals a < b by hypothesis
    "swap": (1, "eq"),  # sum over A of sums over B = sum over B of sums over A
    "same": (2, "eq"),  # u - v = 0, for an application and what it reduces to
    "along": (2, "eq"),  # <right - left, v> = 0 for a vector equation among the hypotheses
    **dict.fromkeys(MAP_FACTS, (3, "eq")),  # <left u, v> = <right u, v> for a map and two vectors
    **{name: (places, "eq") for name, places in FUNCTION_FACTS.items()},  # the definitions of elementary functions
}
SUMS = {"pick": pick, "coordinates": coordinates, "operator": operator, "swap": swap}


def _instance(goal: Goal, name: str, terms: list[Term], path: str) -> Fact:
    normal, term, sign = goal.normal(), terms[0], FACTS[name][1]
    sort = sort_of(term, goal.scope)
    if not (
        is_vector(sort) if name in ("norm", "square", "cauchy", "schwarz") else is_number(sort) and sort != "complex"
    ):
        raise Malformed(f"combine: the fact {name} does not speak of a term of sort {sort} @ {path}")
    if name in ("cauchy", "schwarz"):
        if sort_of(terms[1], goal.scope) != sort:
            raise Malformed(f"combine: the fact {name} takes two vectors of one space @ {path}")
        u, v = normal.vector(term), normal.vector(terms[1])
        uu, vv, uv = normal.inner(u, u), normal.inner(v, v), normal.inner(u, v)
        if name == "cauchy":
            return poly.add(poly.multiply(uu, vv), poly.multiply(uv, uv), -1), sign
        return poly.add(poly.multiply(poly.root(uu), poly.root(vv)), uv, -1), sign
    if name in ("above", "below", "largest", "smallest"):
        return _extremum(goal, name, terms, path), sign
    if name == "peel":
        return peel(goal, term, path), sign
    if name in ("small", "round", "monus"):
        return remainder(goal, name, terms, path), sign
    if name == "own_size":
        if not evident(("le", ZERO, term), goal) and not evident(("lt", ZERO, term), goal):
            raise Rejected(f"combine: it is not evident that the term is nonnegative @ {path}")
        return poly.add(poly.absolute(normal.number(term)), normal.number(term), -1), sign
    if name == "positive":
        if not evident(("lt", ZERO, term), goal):
            raise Rejected(f"combine: it is not evident that the term is positive @ {path}")
        return normal.number(term), sign
    if name == "same":
        reduced = reduce_application(term, goal.scope) if term[0] == "app" else None
        if reduced != terms[1]:
            raise Rejected(f"combine: the first term does not reduce to the second @ {path}")
    return _simple(goal, name, terms), sign


def _simple(goal: Goal, name: str, terms: list[Term]) -> Polynomial:
    """The facts that are one expression of their terms."""
    u = terms[0]
    quantity: dict[str, Term] = {
        "exp": ("exp", u),
        "sqrt": ("sqrt", u),
        "norm": ("norm", u),
        "abs": ("abs", u),
        "abs_above": ("sub", ("abs", u), u),
        "abs_below": ("add", ("abs", u), u),
        "circle": ("sub", ("add", ("pow", ("sin", u), 2), ("pow", ("cos", u), 2)), ONE),
        "square": ("dot", u, u),
        "nat": u,
        "same": ("sub", u, terms[-1]),
    }
    if name == "inverse":
        ensure_defined(("div", ONE, u), goal, "inverse")
        p = goal.normal().number(u)
        return poly.add(poly.multiply(p, poly.inverse(p)), poly.constant(1), -1)
    if name == "nat" and sort_of(u, goal.scope) != "nat":
        raise Rejected("combine: the fact nat speaks of a nat")
    if name == "sqrt":
        ensure_defined(("sqrt", u), goal, "sqrt")
    return goal.normal().number(quantity[name])


def _extremum(goal: Goal, name: str, terms: list[Term], path: str) -> Polynomial:
    """max(...) - u or u - min(...) for a part u, not negative; 0 where no other part is beyond u, which is evident."""
    whole, part = terms
    normal = goal.normal()
    head = "max" if name in ("above", "largest") else "min"
    if whole[0] != head or part not in whole[1:]:
        raise Rejected(f"combine: expected a {head} and one of its parts @ {path}")
    if name in ("largest", "smallest"):
        for other in whole[1:]:
            order = ("le", other, part) if head == "max" else ("le", part, other)
            if other != part and not evident(order, goal):
                raise Rejected(f"combine: it is not evident that the part is the {name} @ {path}")
    gap = poly.add(normal.number(whole), normal.number(part), -1)
    return gap if head == "max" else poly.scale(gap, -1)


def _along(goal: Goal, data: Any, path: str) -> Fact:
    relation = hypothesis(goal, data[1], f"{path}[1]")
    if relation[0] != "eq" or not is_vector(sort_of(relation[1], goal.scope)):
        raise Rejected(f"combine: hypothesis {data[1]} is not a vector equation @ {path}")
    direction = read_term(data[2], goal.scope, sort_of(relation[1], goal.scope), f"{path}[2]")
    ensure_defined(direction, goal, f"{path}[2]")
    normal = goal.normal()
    return normal.inner(goal.known_difference(relation), normal.vector(direction)), "eq"
