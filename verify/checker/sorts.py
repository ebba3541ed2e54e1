"""The sort of a term that has been read: cheap, without checking again."""

from collections.abc import Mapping

from .terms import BINDERS, SHAPES, Sort, Term, value_of

Scope = dict[str, Sort]
FIRST = frozenset({"add", "sub", "neg", "mul", "pow", "min", "max"})


def sort_of(term: Term, scope: Mapping[str, Sort]) -> Sort:
    """The sort of ``term``, its free names having the sorts of ``scope``; "truth" for a formula."""
    head = term[0]
    if head == "var":
        return scope[term[1]]
    if head == "num":
        return "nat" if "/" not in term[1] and value_of(term) >= 0 else "real"
    if head in FIRST:
        return _widest([sort_of(part, scope) for part in term[1:] if isinstance(part, tuple)], head)
    if head in BINDERS:
        inside = {**scope, **binds(term)}
        if head == "lam":
            return ("fn", tuple(sort for _, sort in term[1]), sort_of(term[2], inside))
        return sort_of(term[3], inside) if head in ("sum", "prod") else SHAPES[head][1]
    if head == "scale":
        return sort_of(term[2], scope)
    if head == "app":
        return sort_of(term[1], scope)[2]
    if head in ("deriv", "grad"):
        function = sort_of(term[1], scope)
        return function if head == "deriv" else ("fn", function[1], function[1][0])
    if head == "table":
        return ("fn", ("nat",), _widest([sort_of(part, scope) for part in term[1:]], head))
    if head == "iterate":
        return ("fn", ("nat",), sort_of(term[2], scope)[1][0])
    return _of_space(term, scope)


def _of_space(term: Term, scope: Mapping[str, Sort]) -> Sort:
    """Heads whose sort has a dimension in it."""
    head = term[0]
    if head == "vec":
        return ("vec", len(term) - 1)
    if head == "const":
        return "complex" if term[1] == "i" else "real"
    if head == "ident":
        return ("map", term[1], term[1])
    if head == "matrix":
        return ("map", sort_of(term[1], scope)[1], len(term) - 1)
    if head in ("adjoint", "inverse", "pinv"):
        _, source, target = sort_of(term[1], scope)
        return ("map", target, source)
    if head == "apply":
        return ("vec", sort_of(term[1], scope)[2])
    if head == "compose":
        return ("map", sort_of(term[2], scope)[1], sort_of(term[1], scope)[2])
    if head == "outer":
        return ("map", sort_of(term[2], scope)[1], sort_of(term[1], scope)[1])
    return SHAPES[head][1]


def binds(term: Term) -> dict[str, Sort]:
    """The names that a binder binds, with their sorts."""
    if isinstance(term[1], str):
        return {term[1]: SHAPES[term[0]][0][0][1:]}
    return dict(term[1])


def _widest(sorts: list[Sort], head: str) -> Sort:
    order = ["nat", "real", "complex"]
    if sorts[0][0] == "fn":  # of functions that take the same, the one sort that holds what they give
        return ("fn", sorts[0][1], _widest([sort[2] for sort in sorts], "table"))
    if sorts[0] not in order:
        return sorts[0]
    widest = max(sorts, key=order.index)
    return "real" if head in ("sub", "neg") and widest == "nat" else widest


def is_number(sort: Sort) -> bool:
    """Whether ``sort`` is nat, real or complex."""
    return sort in ("nat", "real", "complex")


def is_vector(sort: Sort) -> bool:
    """Whether ``sort`` is a vector space."""
    return isinstance(sort, tuple) and sort[0] == "vec"
