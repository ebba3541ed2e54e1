"""Random terms of the grammar that people write, in the form that reading gives them."""

from fractions import Fraction

from hypothesis import strategies as st

from verify.checker.terms import REAL_FUNCTIONS, Term, num, value_of

NAMES = {"x": "real", "y": "real", "n": "nat"}
LEAVES = st.one_of(
    st.sampled_from([("var", "x"), ("var", "y"), ("var", "n"), ("const", "pi"), ("const", "e")]),
    st.fractions(-20, 20, max_denominator=30).map(num),
)


def literal(term: Term) -> Fraction | None:
    """The number that a term writes, when it is a literal."""
    return value_of(term) if term[0] == "num" else None


def quotient(top: Term, bottom: Term) -> Term:
    """A quotient as reading makes it: that of two literals is a literal; nothing is divided by zero."""
    above, below = literal(top), literal(bottom)
    if below == 0:
        return ("div", top, ("var", "x"))
    return num(above / below) if above is not None and below is not None else ("div", top, bottom)


def minus(term: Term) -> Term:
    """The opposite as reading makes it."""
    value = literal(term)
    return ("neg", term) if value is None else num(-value)


def total(parts: list[Term]) -> Term:
    """A sum as reading makes it: in three or more parts, a literal's minus is its own."""
    if len(parts) > 2:
        parts = [parts[0], *(minus(p[1]) if p[0] == "neg" else p for p in parts[1:])]
    return ("add", *parts)


def grow(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    """One more level of operators over number terms."""
    several = st.lists(inner, min_size=2, max_size=4)
    return st.one_of(
        several.map(total),
        several.map(lambda parts: ("mul", *parts)),
        st.tuples(st.just("sub"), inner, inner),
        inner.map(minus),
        st.builds(quotient, inner, inner),
        st.tuples(st.just("pow"), inner, st.integers(0, 64)),
        st.tuples(st.just("rpow"), inner, st.sampled_from([("var", "y"), num(Fraction(2, 3)), ("neg", ("var", "n"))])),
        st.tuples(st.sampled_from(sorted(REAL_FUNCTIONS)), inner),
        st.builds(lambda head, parts: (head, *parts), st.sampled_from(["min", "max"]), several),
    )


numbers = st.recursive(LEAVES, grow, max_leaves=8)
relations = st.tuples(st.sampled_from(["le", "lt", "eq", "ne"]), numbers, numbers)
formulas = st.recursive(
    relations,
    lambda inner: st.one_of(
        inner.map(lambda part: ("not", part)),
        st.builds(
            lambda head, parts: (head, *parts),
            st.sampled_from(["and", "or"]),
            st.lists(inner, min_size=2, max_size=3),
        ),
    ),
    max_leaves=4,
)
