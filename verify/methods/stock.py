"""Values of each sort to draw from, simple ones more often: sizes, numbers, data, losses, maps, sequences, spectra."""

import random
from collections.abc import Mapping
from fractions import Fraction

from verify.checker.terms import Sort, Term, num
from verify.methods.values import few

REALS = tuple(num(Fraction(c)) for c in ("1", "2", "1/2", "1/4", "3", "1/10", "10", "0", "-1", "1/100", "-2"))
SIZES = (1, 1, 2, 2, 2, 3, 0)
LONGEST = 4  # entries of a table


def drawn(sort: Sort, sizes: Mapping[str, Term], rng: random.Random, argument: str = "u") -> Term | None:
    """A value of a sort without names in it; families are as long as the largest of the sizes. None for other sorts."""
    if sort == "real":
        return _simple(REALS, rng)
    if sort == "nat":
        return num(rng.choice(SIZES))
    if sort == "set":
        return ("range", num(1), num(rng.choice((1, 2, 3))))
    if sort[0] == "vec":
        return _vector(int(sort[1]), rng)
    if sort[0] == "map":
        return _matrix(sort, rng)
    if sort[0] == "fn" and sort[1] == ("nat",):
        return _family(sort[2], sizes, rng, argument)
    if sort[0] == "fn" and sort[2] == "real":
        known = few(sort, argument) + (_sizes(sort[1][0], argument) if sort[1][0][0] == "vec" else [])
        return rng.choice(known) if known else None
    if sort[0] == "fn" and len(sort[1]) == 1 and sort[1][0][0] == sort[2][0] == "vec":
        return _map(sort[1][0], int(sort[2][1]), rng, argument)
    return None


def _simple(values: tuple[Term, ...] | list[Term], rng: random.Random) -> Term:
    """One of the values, the first ones more often."""
    return values[int(len(values) * rng.random() ** 2)]


def _vector(d: int, rng: random.Random) -> Term:
    """A unit vector, 0, small entries, or larger ones."""
    kind = rng.random()
    if kind < 0.3:
        at = rng.randrange(d)
        return ("vec", *(num(int(j == at)) for j in range(d)))
    most = 0 if kind < 0.45 else 3 if kind < 0.85 else 12
    return ("vec", *(num(rng.randint(-most, most)) for _ in range(d)))


def _matrix(sort: Sort, rng: random.Random) -> Term:
    """0, 1 in one place, the identity or its like, or ones."""
    zero: Term = ("matrix", *(("vec", *(num(0) for _ in range(int(sort[1])))) for _ in range(int(sort[2]))))
    return zero if rng.random() < 0.25 else rng.choice(few(sort))


def _family(entry: Sort, sizes: Mapping[str, Term], rng: random.Random, argument: str) -> Term | None:
    """A table, the same value for ever or, of vectors, n or log(1 + n) times it, or a sequence of numbers."""
    kind, at = rng.random(), ("var", argument)
    if entry == "real" and kind < 0.5:
        return _sequence(rng, argument)
    if entry == "set":
        return ("lam", ((argument, "nat"),), ("range", num(1), num(max(1, *_whole(sizes)))))
    value = drawn(entry, sizes, rng, argument)
    if value is None or at == value:
        return None
    if kind < 0.25 or entry[0] == "map":
        growing = (at, ("log", ("add", num(1), at)))[int(kind < 0.05)] if entry[0] == "vec" and kind < 0.1 else None
        return ("lam", ((argument, "nat"),), value if growing is None else ("scale", growing, value))
    length = min(LONGEST, max(1, *_whole(sizes)))
    if kind < 0.4:
        return ("table", *(value for _ in range(length)))
    rest = [drawn(entry, sizes, rng, argument) for _ in range(length - 1)]
    return ("table", value, *(other for other in rest if other is not None))


def _whole(sizes: Mapping[str, Term]) -> list[int]:
    return [0, *(int(value[1]) for value in sizes.values() if value[0] == "num" and value[1].isdigit())]


def _sequence(rng: random.Random, argument: str) -> Term:
    """c, c/(1 + n), the first unit vector, a halving and an alternating sequence."""
    at: Term = ("var", argument)
    now = (("z" if argument != "z" else "u"), "real")
    state: Term = ("var", now[0])
    one: Term = ("neg", num(-1))  # a real number
    kind, c = rng.randrange(5), num(rng.choice((1, 2, 3)))
    if kind < 2:
        return ("lam", ((argument, "nat"),), c if kind else ("div", c, ("add", num(1), at)))
    step = (("neg", num(0)), ("div", state, num(2)), ("neg", state))[kind - 2]
    return ("iterate", one, ("lam", (now,), step))


def _sizes(point: Sort, argument: str) -> list[Term]:
    """The norm and twice the norm."""
    norm: Term = ("norm", ("var", argument))
    return [("lam", ((argument, point),), body) for body in (norm, ("mul", num(2), norm))]


def _map(source: Sort, target: int, rng: random.Random, argument: str) -> Term:
    """Entry by entry: a coordinate, its square, their sum, a product of two coordinates, a sum of two, 0."""
    point: Term = ("var", argument)

    def entry() -> Term:
        one, other = (("entry", point, num(rng.randint(1, int(source[1])))) for _ in range(2))
        square: Term = ("pow", one, 2)
        forms: list[Term] = [one, square, ("add", one, square), ("mul", one, other), ("add", one, other), num(0)]
        return _simple(forms, rng)

    return ("lam", ((argument, source),), ("vec", *(entry() for _ in range(target))))
