"""A counterexample made simpler: entry by entry, as long as it is still seen to be one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from verify.checker.terms import Sort, Term, num, sort_dimensions
from verify.methods.method import Deadline

Values = dict[str, Term]
SMALL = (0, 1, -1, 2, -2, 3, -3)
COMPOSED = ("table", "vec", "matrix")


def simplest(
    values: Values,
    names: Iterable[str],
    fails: Callable[[Values], bool],
    deadline: Deadline,
    sorts: Mapping[str, Sort] = MappingProxyType({}),
) -> Values:
    """``values`` with simpler numbers and shorter families in the places of ``names`` while ``fails`` says so.

    Where the ``sorts`` of all names are given, samples and coordinates are left out first.
    """
    names = tuple(names)
    while True:
        step = next((new for new in _shorter(values, names, sorts) if deadline.over or fails(new)), None)
        if step is None or deadline.over:
            return values
        values = step


def _shorter(values: Values, names: tuple[str, ...], sorts: Mapping[str, Sort]) -> Iterator[Values]:
    """The values with a sample or a coordinate less, with coarser numbers in one of them, with one number simpler."""
    yield from _smaller(values, names, sorts)
    yield from ({**values, name: value} for name in names for value in _coarser(values[name]))
    yield from ({**values, name: value} for name in names for value in _simpler(values[name]))


def _smaller(values: Values, names: tuple[str, ...], sorts: Mapping[str, Sort]) -> Iterator[Values]:
    """One size less: of a number of samples with one entry less in every family that is as long, or of a dimension."""
    dimensions = frozenset[str]().union(*map(sort_dimensions, sorts.values()))
    for size in (name for name, sort in sorts.items() if sort == "nat" and values[name][0] == "num"):
        most, less = int(values[size][1]), num(int(values[size][1]) - 1)
        for i in range(most, 0 if most > 1 else most, -1):
            if size in dimensions:
                inside = {name for name in names if size in sort_dimensions(sorts[name])}
                yield {name: _without_coordinate(v, i, most) if name in inside else v for name, v in values.items()} | {
                    size: less
                }
            elif size in names:
                long = {
                    name: v for name, v in values.items() if name in names and v[0] == "table" and len(v) == most + 1
                }
                yield {**values, size: less, **{name: (*v[:i], *v[i + 1 :]) for name, v in long.items()}}


def _without_coordinate(value: Term, i: int, dimension: int) -> Term:
    """A vector, or each one of a table, without its i-th entry."""
    if value[0] == "vec" and len(value) == dimension + 1:
        return (*value[:i], *value[i + 1 :])
    return ("table", *(_without_coordinate(part, i, dimension) for part in value[1:])) if value[0] == "table" else value


def _coarser(value: Term) -> Iterator[Term]:
    """The value with all its numbers scaled so that the largest one is small, and rounded."""
    written = list(_written(value))
    largest = max(map(abs, written), default=Fraction(0))
    for scale in (1, 2, 3, 6, 10) if largest and len(written) > 1 else ():
        new = _rounded(value, scale / largest)
        if _weights(new) < _weights(value):
            yield new


def _written(value: Term) -> Iterator[Fraction]:
    """The numbers in a vector, a matrix or a table of them."""
    if value[0] == "num":
        yield Fraction(value[1])
    elif value[0] in COMPOSED:
        for part in value[1:]:
            yield from _written(part)


def _rounded(value: Term, factor: Fraction) -> Term:
    """The value with each of these numbers multiplied and rounded to a whole one."""
    if value[0] == "num":
        return num(round(Fraction(value[1]) * factor))
    return (value[0], *(_rounded(part, factor) for part in value[1:])) if value[0] in COMPOSED else value


def _weights(value: Term) -> tuple[int, int]:
    """Denominators and sizes of the numbers together: less with every step, so that there is an end."""
    written = list(_written(value))
    return sum(x.denominator for x in written), sum(abs(x.numerator) for x in written)


def _simpler(value: Term) -> Iterator[Term]:
    """The value with one number simpler, or one entry fewer."""
    if value[0] == "num":
        yield from map(num, _numbers(Fraction(value[1])))
    elif value[0] in COMPOSED:
        if value[0] == "table" and len(value) > 2:
            yield value[:-1]
        for i, part in enumerate(value[1:], 1):
            yield from ((*value[:i], simpler, *value[i + 1 :]) for simpler in _simpler(part))


def _numbers(x: Fraction) -> Iterator[Fraction]:
    """Simpler ones than x: small whole numbers, x without its fraction, half of it, one less, smaller denominators."""
    tried = [Fraction(k) for k in SMALL]
    tried += [
        Fraction(int(x)),
        Fraction(int(x / 2)),
        x - (1 if x > 0 else -1),
        x.limit_denominator(max(1, x.denominator // 2)),
        Fraction(x.numerator, max(1, x.denominator // 2)),
    ]
    yield from dict.fromkeys(y for y in tried if _weight(y) < _weight(x))


def _weight(x: Fraction) -> tuple[int, int, bool]:
    return x.denominator, abs(x.numerator), x < 0
