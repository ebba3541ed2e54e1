"""Which constants to try: simple ones at which no trial point refutes the claim, and those near where it begins to."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

from verify.checker.goals import Goal
from verify.checker.terms import Term, num
from verify.methods.existence.form import Clause, Names, Seen, look
from verify.methods.inequality import guide
from verify.methods.inequality.cutting import simplest
from verify.methods.inequality.points import spread
from verify.methods.inequality.short import rounded
from verify.methods.method import Deadline

SIMPLE = tuple(
    Fraction(x) for x in (0, 1, 2, 3, 4, 5, 6, 8, 10, "1/2", -1, -2, "1/4", "1/10", 20, 50, 100, -10, 1000, "1/100")
)
FAR = tuple(Fraction(10) ** k for k in (4, 6, 9, 12, 16, 20, 30, 60, -3, -4, -6, -9))
OTHERS = tuple(Fraction(x) for x in (1, 0, 2, 10, 100, 1000, "1/10"))
PLAIN = 10  # whole numbers up to here are simple enough to be shown as they are
ENOUGH = 3  # values of one constant that serve, as far as points tell
HALVINGS = 40
Serves = Callable[[Fraction], Seen]


def candidates(goal: Goal, found: tuple[Clause, ...], deadline: Deadline) -> Iterator[tuple[Term, ...]]:
    """Values for what the conclusion says exists, simple ones first; those that leave nothing to show come last."""
    names: Names = goal.then[1]
    ends = goal.to_show(goal.then[2]).naming(dict(names), "$")
    box = ends.knowing(*(clause.then for clause in found if not clause.names and not clause.given)).box(64)
    empty: list[tuple[Term, ...]] = []
    tried: set[tuple[Term, ...]] = set()
    for place, others in _places(names):
        if deadline.left <= 0:
            return

        def serves(x: Fraction, place: int = place, others: tuple[Fraction, ...] = others) -> Seen:
            values = dict(zip((name for name, _ in names), _inserted(others, place, x), strict=True))
            return look(found, values, deadline)

        name, sort = names[place]
        for value, seen in _values(serves, _grid(*box[name], whole=sort == "nat"), whole=sort == "nat"):
            chosen = _inserted(others, place, value)
            if deadline.over:
                return
            if chosen not in tried and seen.inhabited:
                yield chosen
            elif chosen not in tried:
                empty.append(chosen)
            tried.add(chosen)
    yield from empty


def _places(names: Names) -> Iterator[tuple[int, tuple[Fraction, ...]]]:
    """The name whose value is looked for, the last one first, and simple values for the others."""
    for place in reversed(range(len(names))):
        lists = [[x for x in OTHERS if _fits(x, sort == "nat")] for i, (_, sort) in enumerate(names) if i != place]
        for chosen in sorted(product(*(range(len(values)) for values in lists)), key=sum):
            yield place, tuple(values[i] for values, i in zip(lists, chosen, strict=True))


def _inserted(others: tuple[Fraction, ...], place: int, x: Fraction) -> tuple[Term, ...]:
    return tuple(map(num, (*others[:place], x, *others[place:])))


def _fits(x: Fraction, whole: bool) -> bool:
    return not whole or (x >= 0 and x.denominator == 1)


def _grid(low: Fraction | None, high: Fraction | None, *, whole: bool) -> list[Fraction]:
    """Values between the ends that conditions on the constant alone give, simple ones first."""
    found = [x for x in (*SIMPLE, *FAR) if (low is None or x >= low) and (high is None or x <= high)]
    if low is not None or high is not None:
        ends = (
            -guide.INF if low is None else guide.to_float(low),
            guide.INF if high is None else guide.to_float(high),
        )
        found += [Fraction(x) for x in spread(*ends)]
    return [x for x in dict.fromkeys(found) if _fits(x, whole)]


def _values(serves: Serves, grid: list[Fraction], *, whole: bool) -> Iterator[tuple[Fraction, Seen]]:
    """Values that serve as far as points tell: a small whole one as it is, others beside where they begin to."""
    failing: list[Fraction] = []
    count = 0
    for x in grid:
        seen = serves(x)
        if not seen.true:
            failing.append(x)
            continue
        if seen.inhabited and not (x.denominator == 1 and abs(x) <= PLAIN):
            for nearer in _nearer(serves, x, failing, whole=whole):
                yield nearer, seen
        yield x, seen
        count += seen.inhabited
        if count >= ENOUGH:
            return


def _nearer(serves: Serves, good: Fraction, failing: list[Fraction], *, whole: bool) -> Iterator[Fraction]:
    """Short numbers between the nearest value below (or above) that fails and one that serves."""
    for bad in (
        max((x for x in failing if x < good), default=None),
        min((x for x in failing if x > good), default=None),
    ):
        if bad is None:
            continue
        inner, outer = good, bad
        for _ in range(HALVINGS):
            middle = _between(inner, outer)
            inner, outer = (middle, outer) if serves(middle).true else (inner, middle)
        short = [simplest(inner, good)] if abs(inner) < 1000 else []
        for x in [*(x for x, _ in reversed(list(rounded(float(inner), good > bad)))), *short]:
            if min(inner, good) <= x <= max(inner, good) and _fits(x, whole):
                yield x


def _between(a: Fraction, b: Fraction) -> Fraction:
    """Half way, of numbers of one sign and of different size in their exponents."""
    low, high = sorted((abs(a), abs(b)))
    if a * b > 0 and high > 4 * low:
        return Fraction(float(low) ** 0.5 * float(high) ** 0.5) * (1 if a > 0 else -1)
    return Fraction(float((a + b) / 2))


__all__ = ["candidates"]
