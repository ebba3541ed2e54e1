"""Random inequalities that hold by construction.

Terms of a known kind (positive, between 0 and 1, ...) go into the places of known inequalities; then both sides are
multiplied by something positive, put into a rising function, added up, or given away by something that is not negative.
Sums of squares are also written out as polynomials, so that the squares are not to be seen.
"""

import random
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from benchmarks.fuzzing.lemmas import LEMMAS

RISING = ("exp({s})", "atan({s})", "sinh({s})", "tanh({s})", "({s})**3", "2*({s}) + 1", "cbrt({s})", "max({s}, 1)")
SHAPES = (
    "{s} <= {l}",
    "{l} >= {s}",
    "({l}) - ({s}) >= 0",
    "0 <= {l} - ({s})",
    "({s}) - ({l}) <= 0",
    "-({l}) <= -({s})",
)
# kind of the name: the conditions that say so
DOMAINS = {
    "real": ((), ("{n} >= -5", "{n} <= 7/2"), ("abs({n}) < 10",), ("{n} != 0",)),
    "pos": (("{n} > 0",), ("{n} > 0",), ("1/100 <= {n}", "{n} <= 20"), ("{n} >= 1",), ("2 < {n}**2", "{n} > 0")),
    "nonneg": (("{n} >= 0",), ("0 <= {n}", "{n} <= 3")),
    "unit": (("0 < {n}", "{n} < 1"), ("0 < {n}", "{n} <= 1/2")),
    "size": (("-1 <= {n}", "{n} <= 1"), ("abs({n}) <= 1",), ("{n}**2 <= 1",)),
}
KINDS = {  # kind: those that are of this kind too
    "real": ("real", "nonneg", "pos", "unit", "size"),
    "nonneg": ("nonneg", "pos", "unit"),
    "pos": ("pos", "unit"),
    "unit": ("unit",),
    "size": ("size", "unit"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """``small <= large`` (``<`` where ``strict``) under ``given``; ``way`` names how it was made."""

    way: str
    names: tuple[str, ...]
    given: tuple[str, ...]
    small: str
    large: str
    strict: bool = False
    shape: str = SHAPES[0]

    @property
    def formula(self) -> str:
        """The inequality in its shape."""
        text = self.shape.format(s=self.small, l=self.large)
        return text.replace("<=", "<", 1).replace(">=", ">", 1) if self.strict else text

    @property
    def quantified(self) -> str:
        """The whole as one closed formula: for all names, if the conditions hold then so does the inequality."""
        given = " and ".join(f"({text})" for text in self.given)
        given = f"({given})" if len(self.given) > 1 else given
        inner = f"{given} implies ({self.formula})" if given else self.formula
        return f"for all {', '.join(self.names)}: {inner}"

    @property
    def weakened(self) -> str:
        """There is room c >= 0 between the sides everywhere: true when the fact is (c = 0), and false when it is."""
        return f"there is c: c >= 0 and ({replace(self, small=f'{self.small} + c').quantified})"

    @property
    def conditions(self) -> str:
        """A text for ``read_claim``."""
        return ", ".join([*(f"{name} real" for name in self.names), *self.given])


@dataclass(slots=True)
class Maker:
    """Makes facts from one source of chance."""

    chance: random.Random
    kinds: dict[str, str] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)
    loud: bool = False

    def fact(self) -> Fact:
        """A random inequality that holds."""
        self.kinds, self.given, self.loud = {}, [], self.chance.random() < 0.06
        for name in ("x", "y", "z")[: self.chance.choices((1, 2, 3), (6, 3, 1))[0]]:
            self.kinds[name] = self.chance.choice(list(DOMAINS))
            self.given += [text.format(n=name) for text in self.chance.choice(DOMAINS[self.kinds[name]])]
        small, large, strict, way = self.polynomial() if self.chance.random() < 0.15 else self.lemma()
        for _ in range(self.chance.choices((0, 1, 2), (5, 4, 1))[0]):
            small, large, strict, way = self.turned(small, large, strict, way)
        strict = strict and self.chance.random() < 0.6
        shape = self.chance.choice(SHAPES)
        return Fact(way, tuple(self.kinds), tuple(self.given), small, large, strict, shape)

    def lemma(self) -> tuple[str, str, bool, str]:
        """An instance of a known inequality."""
        lemma = self.chance.choice(LEMMAS)
        terms = {
            mark: bracketed(self.term(kind, self.chance.choice((0, 0, 1, 2))))
            for mark, kind in zip("uvw", lemma.places, strict=False)
        }
        return lemma.small.format(**terms), lemma.large.format(**terms), lemma.strict, "lemma"

    def turned(self, small: str, large: str, strict: bool, way: str) -> tuple[str, str, bool, str]:
        """What follows from small <= large."""
        pick = self.chance.randrange(5)
        if pick == 0:
            factor = self.term("pos", 1)
            return f"({factor})*({small})", f"({factor})*({large})", strict, f"{way} times"
        if pick == 1:
            outer = self.chance.choice(RISING)
            keeps = strict and "max" not in outer
            return outer.format(s=small), outer.format(s=large), keeps, f"{way} rising"
        if pick == 2:
            kind = self.chance.choice(("nonneg", "pos"))
            return small, f"{large} + {self.term(kind, 1)}", strict or kind == "pos", f"{way} slack"
        if pick == 3:
            more, most, also, _ = self.lemma()
            return f"{small} + {more}", f"{large} + {most}", strict or also, f"{way} sum"
        common = self.term("real", 1)
        return f"{small} - ({common})", f"{large} - ({common})", strict, f"{way} shifted"

    def polynomial(self) -> tuple[str, str, bool, str]:
        """A sum of squares of polynomials, multiplied out, and perhaps a product with hypotheses that are known."""
        total: dict[tuple[int, ...], Fraction] = {}
        basis = [m for m in product(range(3), repeat=len(self.kinds)) if sum(m) <= 2]
        for _ in range(self.chance.randint(1, 3)):
            root = {m: Fraction(self.chance.randint(-3, 3)) for m in self.chance.sample(basis, min(3, len(basis)))}
            for (a, p), (b, q) in product(root.items(), repeat=2):
                mono = tuple(i + j for i, j in zip(a, b, strict=True))
                total[mono] = total.get(mono, Fraction(0)) + p * q
        constant = Fraction(self.chance.choice((0, 0, 1)), self.chance.randint(1, 9))
        zero = (0,) * len(self.kinds)
        total[zero] = total.get(zero, Fraction(0)) + constant
        minus = {m: -c for m, c in total.items() if c < 0}
        plus = {m: c for m, c in total.items() if c > 0}
        return self._written(minus), self._written(plus), constant > 0, "squares"

    def _written(self, terms: dict[tuple[int, ...], Fraction]) -> str:
        parts = []
        for mono, weight in sorted(terms.items()):
            powers = [f"{n}**{k}" if k > 1 else n for n, k in zip(self.kinds, mono, strict=True) if k]
            parts.append("*".join([f"({weight})", *powers]))
        return " + ".join(parts) or "0"

    def term(self, kind: str, depth: int) -> str:
        """A random term of a kind."""
        names = [name for name, own in self.kinds.items() if own in KINDS[kind]]
        if depth <= 0:
            if names and self.chance.random() < 0.9:
                return self.chance.choice(names)
            return self._leaf(kind)
        return getattr(self, f"_{kind}")(depth - 1)

    def _leaf(self, kind: str) -> str:
        name = self.chance.choice(list(self.kinds))
        return {"real": name, "nonneg": f"{name}**2", "pos": f"exp({name})", "unit": f"1/(1 + exp({name}))"}.get(
            kind, f"sin({name})"
        )

    def number(self) -> str:
        """A positive rational: small, or in some claims beyond the range of floats."""
        if self.loud and self.chance.random() < 0.5:
            return self.chance.choice(("10**30", "10**-30", "10**400", "10**-400", "10**170", "10**-170"))
        return self.chance.choice(("1", "2", "3", "1/2", "1/3", "5/7", "0.1", "10", "3/2"))

    def _real(self, depth: int) -> str:
        a, b = self.term("real", depth), self.term("real", depth)
        forms = ("{a} - ({b})", "({a})*({b})", "{c}*({a}) - {d}", "({a})**2 - {c}", "-({a})", "({a})**3", "sin({a})")
        return self.chance.choice(forms).format(a=a, b=b, c=self.number(), d=self.number())

    def _nonneg(self, depth: int) -> str:
        a, b, n = self.term("real", depth), self.term("real", depth), self.term("nonneg", depth)
        forms = ("({a})**2", "abs({a})", "({a} - ({b}))**2", "{c}*({n})", "sqrt({n})", "({n})*abs({a})", "1 - cos({a})")
        return self.chance.choice(forms).format(a=a, b=b, n=n, c=self.number())

    def _pos(self, depth: int) -> str:
        a, n, p = self.term("real", depth), self.term("nonneg", depth), self.term("pos", depth)
        forms = (
            "exp({a})",
            "{c} + ({n})",
            "({p})*{c}",
            "1/({p})",
            "({p})**2",
            "cosh({a})",
            "({p})/(1 + ({n}))",
            "sqrt({p})",
        )
        return self.chance.choice(forms).format(a=a, n=n, p=p, c=self.number())

    def _unit(self, depth: int) -> str:
        p, u = self.term("pos", depth), self.term("unit", depth)
        return self.chance.choice(("1/(1 + ({p}))", "exp(-({p}))", "({u})**2", "1 - ({u})", "({u})/2")).format(p=p, u=u)

    def _size(self, depth: int) -> str:
        a, s = self.term("real", depth), self.term("size", depth)
        return self.chance.choice(("sin({a})", "cos({a})", "tanh({a})", "-({s})", "({s})**3", "({s})/2")).format(
            a=a, s=s
        )


def bracketed(term: str) -> str:
    """The term as a factor."""
    return term if term.isidentifier() else f"({term})"
