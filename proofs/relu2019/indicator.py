"""The function of a natural number that is 1 at one place and 0 at all others, and what it picks out of a sum."""

from verify.claims.notation import (
    Expr,
    absolute,
    equal,
    for_all,
    implies,
    maximum,
    nats,
    numbers,
    reals,
    term,
    total,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

n, j = nats("n j")
(s,) = reals("s")
y = numbers("y_any")


def one_at(place: Expr, n: Expr) -> Expr:
    """1 where n is the place, 0 at all other naturals."""
    return maximum(0, 1 - absolute(n - place))


ZERO = term(0)


def picked(place: Expr, over: Expr) -> tuple[Expr, Proof]:
    """sum over the set of one_at(place, n) y(n) = y(place), for all y, where it is evident that the place is in it."""
    rest = without(over, Expr(("set", place)))
    whole = total(n, over, one_at(place, n) * y(n))
    others, zeros = total(n, rest, one_at(place, n) * y(n)), total(n, rest, ZERO)
    vanishes = have(equal(one_at(place, j), 0), _away(place), combine(part("1", -1, times=y(j))))
    back = have(equal(one_at(place, j), 0), _away(place), combine(part("-1", -1, times=y(j))))
    ends = combine(part("1", -1), part("1", -2, times=y(place)), part("-1", ["pick", whole, place]))
    below = have(others <= zeros, {"rule": "termwise", "as": "j", "by": vanishes}, AUTO)
    above = have(others >= zeros, {"rule": "termwise", "as": "j", "by": back}, AUTO)
    none = {"rule": "coincide", "le": below, "ge": above}
    return for_all(y, equal(whole, y(place))), intro(
        have(equal(one_at(place, place), 1), AUTO, have(equal(others, 0), none, ends))
    )


def _away(place: Expr) -> Proof:
    """one_at(place, j) = 0, where the last hypothesis says that j is in the set without the place."""
    size = absolute(j - place)
    small = have(for_all(s, implies(s <= 0, maximum(0, s) <= 0)), AUTO, use(-1, [1 - size], AUTO, [AUTO]))
    apart = have(size >= 1, AUTO, {"rule": "coincide", "le": small, "ge": AUTO})
    after = have(j - place >= 1, combine(part("1", ["successor", -1])), apart)
    before = have(place - j >= 1, combine(part("1", ["successor", -1])), apart)
    split: Proof = {"rule": "unfold", "of": -1, "then": {"rule": "alternatives", "of": -1, "parts": [before, after]}}
    return {"rule": "unfold", "of": -1, "then": {"rule": "unfold", "of": -1, "then": split}}
