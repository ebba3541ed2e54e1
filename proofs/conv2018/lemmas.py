"""Derivations that several pages use: the inequality of the means, and finite sums term by term."""

from collections.abc import Mapping, Sequence
from typing import Any

from verify.claims.notation import (
    Expr,
    Name,
    between,
    both,
    equal,
    exp,
    for_all,
    implies,
    index_sets,
    log,
    name,
    nats,
    numbers,
    reals,
    such_that,
    term,
    total,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, slope, use

k, t, m = nats("k t last")
e, z = reals("e z")
a = numbers("a")


def product(index: Name, over: Expr, body: Expr) -> Expr:
    """The product of body over the index set."""
    return Expr(("prod", index.text, term(over), term(body)))


def rewrite(of: int, then: Mapping[str, Any]) -> Proof:
    """Replace the left side of an equation among the hypotheses by its right side."""
    return {"rule": "rewrite", "of": of, "then": dict(then)}


def keep(of: Sequence[int], then: Mapping[str, Any]) -> Proof:
    """Only these hypotheses, in this order."""
    return {"rule": "keep", "of": list(of), "then": dict(then)}


def induction(name: Name, base: Mapping[str, Any], step: Mapping[str, Any]) -> Proof:
    """For all values of the nat, which is taken as known under its own name."""
    return intro({"rule": "induction", "var": name.text, "base": dict(base), "step": dict(step)}, name.text)


# -- the inequality of the geometric and the arithmetic mean ----------------------------------------------------------

so_far = product(k, between(1, t), a(k))
next_product = product(k, between(1, t + 1), a(k))
sum_so_far = total(k, between(1, t), a(k))
next_sum = total(k, between(1, t + 1), a(k))
TANGENT = for_all(z, 1 + z <= exp(z))
SMALL_EXP = for_all(z, implies(z < 0, exp(z) < 1))


def bound(steps: Expr, added: Expr) -> Expr:
    """n e + exp(-e) S - n."""
    return steps * e + exp(-e) * added - steps


EACH_FACTOR = for_all(t, so_far <= exp(bound(t, sum_so_far)))
gap = exp(-e) * total(k, between(1, m), a(k)) - m
MEANS = for_all(
    m,
    a,
    e,
    implies(
        both(for_all(k, a(k) >= 0), exp(m * e) <= product(k, between(1, m), a(k))),
        m * exp(e) <= total(k, between(1, m), a(k)),
    ),
)


def means(known: int) -> Proof:
    """MEANS, where ``known`` hypotheses are there already: each factor is at most exp(e) exp(a exp(-e) - 1)."""
    tangent = use(
        known + 2,
        [a(t + 1) * exp(-e) - 1],
        combine(part("1", -1, ["exp", e], ["exp", bound(t, sum_so_far)]), part("1", -2, known + 3)),
    )
    step = have(
        equal(next_sum, sum_so_far + a(t + 1)),
        combine(part("-1", ["peel", next_sum])),
        have(
            equal(next_product, so_far * a(t + 1)),
            combine(part("-1", ["peel", next_product])),
            rewrite(-2, rewrite(-1, use(known, [t + 1], tangent))),
        ),
    )
    last = use(
        -2,
        [gap],
        combine(part("1", -1, ["exp", m * e]), part("1", known + 4), part("1", known + 1)),
        [combine(part("1", -1, ["exp", -e]))],
    )
    at_the_end = use(-1, [m], have(SMALL_EXP, AUTO, {"rule": "suppose", "then": last}))
    return intro(have(TANGENT, AUTO, have(EACH_FACTOR, induction(t, AUTO, step), at_the_end)), "last", "a", "e")


# -- finite sums ------------------------------------------------------------------------------------------------------


def by_terms(by: Mapping[str, Any], index: str, back: Mapping[str, Any] | None = None) -> Proof:
    """Two sums over one set are equal because their terms are: ``by`` (and ``back``) at the new index."""
    sides = {"le": by, "ge": by if back is None else back}
    return {"rule": "coincide", **{side: {"rule": "termwise", "as": index, "by": dict(p)} for side, p in sides.items()}}


f = name("f", ("fn", ("nat", "nat"), "real"))
(A,) = index_sets("A")
u, v = nats("u v")


def rows_first(top: Expr) -> Expr:
    """sum_{u = 1..top} sum_{v in A} f(u, v)."""
    return total(u, between(1, top), total(v, A, f(u, v)))


def columns_first(top: Expr) -> Expr:
    """sum_{v in A} sum_{u = 1..top} f(u, v)."""
    return total(v, A, total(u, between(1, top), f(u, v)))


EXCHANGE = for_all(f, A, for_all(t, equal(rows_first(t), columns_first(t))))
one_more = total(v, A, total(u, between(1, t), f(u, v)) + f(t + 1, v))
exchange = intro(
    induction(
        t,
        AUTO,
        have(
            equal(columns_first(t + 1), one_more),
            by_terms(
                combine(part("-1", ["peel", total(u, between(1, t + 1), f(u, k))])),
                "k",
                combine(part("1", ["peel", total(u, between(1, t + 1), f(u, k))])),
            ),
            combine(part("-1", ["peel", rows_first(t + 1)]), part("-1", -1), part("1", -2)),
        ),
    ),
    "f",
    "A",
)

# -- a number where b > 0, and 0 elsewhere ----------------------------------------------------------------------------

b, c = reals("b c")
(o,) = nats("o")


def positive(of: Expr) -> Expr:
    """{1} where the number is positive, and no element elsewhere."""
    return such_that(o, between(1, 1), of > 0)


def where_positive(of: Expr, value: Expr) -> Expr:
    """value where ``of`` is positive, 0 elsewhere (where ``value`` need have no meaning)."""
    return total(u, positive(of), value)


ONE_THERE = for_all(b, implies(b > 0, equal(where_positive(b, term(1)), 1)))
outside = without(between(1, 1), positive(b))
denied = {"rule": "contradiction", "of": -1, "by": {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}}
whole = ["split", total(u, between(1, 1), term(1)), positive(b)]
one_there = intro(
    have(
        total(u, outside, term(1)) <= total(u, outside, term(0)),
        {"rule": "termwise", "as": "k", "by": {"rule": "unfold", "of": -1, "then": denied}},
        have(
            total(u, outside, term(0)) <= total(u, outside, term(1)),
            {"rule": "termwise", "as": "k", "by": AUTO},
            {
                "rule": "coincide",
                "le": combine(part("1", whole), part("1", -1)),
                "ge": combine(part("-1", whole), part("1", -2)),
            },
        ),
    ),
    "b",
)


def nothing_there(of: Expr, value: Expr, index: str = "k", known: int = -1) -> Proof:
    """where_positive(of, value) = 0, hypothesis ``known`` (from the end) saying that of <= 0."""
    absurd = {"rule": "absurd", "by": combine(part("1", -1), part("1", known - 3))}
    nothing = where_positive(of, term(0))
    by = by_terms({"rule": "unfold", "of": -1, "then": absurd}, index)
    return have(equal(where_positive(of, value), nothing), by, combine(part("1", -1)))


# -- small steps ------------------------------------------------------------------------------------------------------

apart: Proof = {"rule": "absurd", "by": AUTO}


def alone(step: Mapping[str, Any]) -> Proof:
    """The one part of a conjunction: it keeps a premise with its conclusion in an induction."""
    return {"rule": "and", "parts": [dict(step)]}


def all_of(*parts: Mapping[str, Any]) -> Proof:
    """A conjunction, part by part."""
    return {"rule": "and", "parts": [dict(by) for by in parts]}


def alternative(number: int, by: Mapping[str, Any]) -> Proof:
    """This part of a disjunction."""
    return {"rule": "or", "part": number, "by": dict(by)}


def with_these(values: Sequence[Expr], by: Mapping[str, Any]) -> Proof:
    """There are such: these."""
    return {"rule": "exists", "at": list(values), "by": dict(by)}


def unfold(of: int | None, then: Mapping[str, Any]) -> Proof:
    """A hypothesis (or the conclusion) by its definition."""
    return {"rule": "unfold", "then": dict(then), **({} if of is None else {"of": of})}


def iff(left: Expr, right: Expr) -> Expr:
    """Both or neither."""
    return Expr(("iff", left, right))


def cases(left: Expr, right: Any, lt: Proof, eq: Proof, gt: Proof) -> Proof:
    """Two numbers compare in one of three ways."""
    return {"rule": "cases", "left": left, "right": term(right), "lt": lt, "eq": eq, "gt": gt}


COUNT = for_all(t, equal(total(k, between(1, t), term(1)), t))
count = induction(t, AUTO, combine(part("-1", ["peel", total(k, between(1, t + 1), term(1))]), part("1", -1)))
"""1 + ... + 1 (t times) = t."""

(x, y, r, s) = reals("x y r s")
LOG_RISES = for_all(x, y, implies(both(x > 0, y > 0), log(x) < log(x + y)))
EXP_RISES = for_all(x, y, implies(y > 0, exp(x) < exp(x + y)))
rises = intro({**slope("y", term(0)), "strict": "slope"})


def steps(*facts: tuple[Expr, Mapping[str, Any]], then: Mapping[str, Any] = AUTO) -> Proof:
    """One fact after the other, each by its proof; then the rest."""
    proof = dict(then)
    for fact, by in reversed(facts):
        proof = have(fact, by, proof)
    return proof
