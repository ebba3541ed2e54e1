"""A counterexample made simpler: entry by entry, as long as it is still seen to be one."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from verify.checker.terms import Term, num
from verify.methods.method import Deadline

Values = dict[str, Term]
SMALL = (0, 1, -1, 2, -2, 3, -3)


def simplest(values: Values, names: Iterable[str], fails: Callable[[Values], bool], deadline: Deadline) -> Values:
    """``values`` with simpler numbers and shorter families in the places of ``names`` while ``fails`` says so."""
    while True:
        step = next((new for new in _shorter(values, names) if deadline.over or fails(new)), None)
        if step is None or deadline.over:
            return values
        values = step


def _shorter(values: Values, names: Iterable[str]) -> Iterator[Values]:
    """The values with one of them simpler."""
    return ({**values, name: value} for name in names for value in _simpler(values[name]))


def _simpler(value: Term) -> Iterator[Term]:
    """The value with one number simpler, or one entry fewer."""
    if value[0] == "num":
        yield from map(num, _numbers(Fraction(value[1])))
    elif value[0] in ("table", "vec", "matrix"):
        if value[0] == "table" and len(value) > 2:
            yield value[:-1]
        for i, part in enumerate(value[1:], 1):
            yield from ((*value[:i], simpler, *value[i + 1 :]) for simpler in _simpler(part))


def _numbers(x: Fraction) -> Iterator[Fraction]:
    """Simpler ones than x: small whole numbers, x without its fraction, half of it, one less, a smaller denominator."""
    tried = [Fraction(k) for k in SMALL]
    tried += [
        Fraction(int(x)),
        Fraction(int(x / 2)),
        x - (1 if x > 0 else -1),
        x.limit_denominator(max(1, x.denominator // 2)),
    ]
    yield from dict.fromkeys(y for y in tried if _weight(y) < _weight(x))


def _weight(x: Fraction) -> tuple[int, int, bool]:
    return x.denominator, abs(x.numerator), x < 0
