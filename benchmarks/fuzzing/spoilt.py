"""Inequalities a little beside true ones, each with a point at which it certainly fails or has no value.

The point is found and judged by ``values``, which shares nothing with the project's own enclosures.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from benchmarks.fuzzing.claims import Fact
from benchmarks.fuzzing.values import FALSE, TRUE, UNCLEAR, UNDEFINED, inside, judge
from verify.checker.terms import Statement
from verify.claims.formula import read_claim
from verify.errors import InputError

PLACES = [Fraction(p) for p in (0, 1, -1, 2, "1/2", "-1/2", 3, -2, "1/3", "1/10", "-1/10", 4, "-1/1000", "1/1000", 10)]
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
STEPS = [Fraction(1, 10**k) for k in (1, 2, 3, 4, 6, 9, 12)]
TRIES = 60


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A claim with a point inside its hypotheses; ``truth`` is what its conclusion is there: false or undefined."""

    fact: Fact
    statement: Statement
    point: dict[str, Fraction]
    truth: str


def spoilt(fact: Fact, chance: random.Random) -> Spoilt | None:
    """The fact with one thing changed so that it fails somewhere; None where no failure was found."""
    for way in sorted(WAYS, key=lambda name: chance.random() ** (1 / WEIGHTS[name]), reverse=True)[:4]:
        for changed in islice(WAYS[way](fact, chance), 4):
            found = failing(replace(changed, way=f"{fact.way}: {way}"), chance)
            if found is not None:
                return found
    return None


def failing(fact: Fact, chance: random.Random) -> Spoilt | None:
    """The claim with a point at which it certainly does not hold."""
    try:
        statement = read_claim(fact.formula, fact.conditions)
    except InputError:  # what was changed is no formula any more
        return None
    for point in points(fact.names, chance):
        found = judge(statement.then, point)
        if found in (FALSE, UNDEFINED) and inside(statement.given, point):
            return Spoilt(fact, statement, point, found)
    return None


def inhabitant(statement: Statement, chance: random.Random) -> dict[str, Fraction] | None:
    """A point at which every hypothesis certainly holds."""
    names = tuple(name for name, _ in statement.let)
    return next((point for point in points(names, chance) if inside(statement.given, point)), None)


def points(names: tuple[str, ...], chance: random.Random) -> Iterator[dict[str, Fraction]]:
    """Simple points first (all names alike among them), then random ones."""
    for place in PLACES:
        yield dict.fromkeys(names, place)
    for _ in range(TRIES):
        yield {name: _place(chance) for name in names}


def _place(chance: random.Random) -> Fraction:
    if chance.random() < 0.6:
        return chance.choice(PLACES)
    return Fraction(chance.randint(-600, 600), chance.choice((100, 100, 7, 1000)))


# -- what is changed ---------------------------------------------------------------------------------------------------


def _strict(fact: Fact, chance: random.Random) -> Iterator[Fact]:
    """Strict, although both sides meet somewhere."""
    if not fact.strict:
        yield replace(fact, strict=True)


def _moved(fact: Fact, chance: random.Random) -> Iterator[Fact]:
    """A constant more on the smaller side; from very little on."""
    for step in sorted(chance.sample(STEPS, 3)):
        yield replace(fact, small=f"{fact.small} + {step * chance.randint(1, 9)}")


def _scaled(fact: Fact, chance: random.Random) -> Iterator[Fact]:
    """The larger side a little smaller by a factor."""
    for step in sorted(chance.sample(STEPS, 3)):
        yield replace(fact, large=f"({1 - step})*({fact.large})")


def _number(fact: Fact, chance: random.Random) -> Iterator[Fact]:
    """One number of the inequality a little different."""
    for _ in range(4):
        side = chance.choice(("small", "large"))
        text = getattr(fact, side)
        if found := list(NUMBER.finditer(text)):
            spot = chance.choice(found)
            if text[: spot.start()].rstrip().endswith("**"):
                other = str(int(spot[0]) + chance.choice((1, -1, 2))) if spot[0].isdigit() else spot[0]
            else:
                other = f"({Fraction(spot[0]) + chance.choice((1, -1)) * chance.choice(STEPS)})"
            yield replace(fact, **{side: text[: spot.start()] + other + text[spot.end() :]})


def _wider(fact: Fact, chance: random.Random) -> Iterator[Fact]:
    """One hypothesis left out, or its end moved outwards."""
    for i in chance.sample(range(len(fact.given)), len(fact.given)):
        rest = fact.given[:i], fact.given[i + 1 :]
        ends = re.fullmatch(r"(\w+) (>=?) ([-\d/]+)", fact.given[i])
        if ends and chance.random() < 0.7:
            low = Fraction(ends[3]) - chance.choice(STEPS[:4])
            yield replace(fact, given=(*rest[0], f"{ends[1]} {ends[2]} {low}", *rest[1]))
        yield replace(fact, given=(*rest[0], *rest[1]))


def _exchanged(fact: Fact, chance: random.Random) -> Iterator[Fact]:
    """The two sides exchanged."""
    yield replace(fact, small=fact.large, large=fact.small)


def _operator(fact: Fact, chance: random.Random) -> Iterator[Fact]:
    """One sign or function of one side another one."""
    kin = {"+": "-", "-": "+", "sin": "cos", "cos": "sin", "sinh": "cosh", "tanh": "sin", "atan": "tanh", "log": "sqrt"}
    for _ in range(4):
        side = chance.choice(("small", "large"))
        text = getattr(fact, side)
        spots = [m for m in re.finditer(r"(?<=[\w)] )[+-](?= )|\b[a-z]+(?=\()", text) if m[0] in kin]
        if spots:
            spot = chance.choice(spots)
            yield replace(fact, **{side: text[: spot.start()] + kin[spot[0]] + text[spot.end() :]})


WAYS = {
    "strict": _strict,
    "moved": _moved,
    "scaled": _scaled,
    "number": _number,
    "wider": _wider,
    "exchanged": _exchanged,
    "operator": _operator,
}
WEIGHTS = {"strict": 6.0, "moved": 3.0, "scaled": 2.0, "number": 2.0, "wider": 5.0, "exchanged": 0.2, "operator": 1.0}


def unopposed(statement: Statement, chance: random.Random) -> bool:
    """Whether no point speaks against a statement that should hold: a guard also against mistakes of this program."""
    names = tuple(name for name, _ in statement.let)
    for point in islice(points(names, chance), 30):
        if judge(statement.then, point) not in (TRUE, UNCLEAR) and inside(statement.given, point):
            return False
    return True
