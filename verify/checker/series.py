"""Taylor leaves: a term on a box by its Taylor polynomial at a rational point and an enclosed remainder.

Along x(t) = c + t d every term is a power series in t whose coefficients are enclosed by interval recurrences, once at
t = 0 (the polynomial) and once over the whole box (the coefficient of the remainder). A term whose series cannot be
enclosed over the whole box raises Undefined; so whatever has a series is defined and smooth on all of the box.
"""

from collections.abc import Mapping
from fractions import Fraction

from . import enclosure
from .enclosure import Interval, Undefined
from .evaluate import Evaluator, exactly
from .sorts import Scope
from .terms import Term, free_names

Coefficients = list[Interval]
Pair = tuple[Coefficients, Coefficients]
NIL, UNITY = exactly(0), exactly(1)
MAX_ORDER = 40
HEADS = frozenset({"add", "sub", "neg", "mul", "div", "exp", "log", "sqrt", "cbrt", "abs", "min", "max"}) | frozenset(
    {"sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"}
)


class Series:
    """Series to order n on ``box`` around ``centre``: (coefficients 0..n-1 at c, coefficients 0..n on the box).

    With one name in ``centre`` the direction is d = 1, so that coefficient k stands before (x - c)^k; with several it
    is the whole x - c, so that the sum of the coefficients encloses the term.
    """

    def __init__(self, box: Mapping[str, Interval], scope: Scope, centre: Mapping[str, Fraction], n: int, bits: int):
        self.n, self.bits, self.centre, self.box = n, bits, centre, box
        self.closed = Evaluator(dict(box), scope, bits)
        self.away = {name: enclosure.plus(box[name], exactly(-c), bits) for name, c in centre.items()}

    def of(self, term: Term) -> Pair:
        """Both series of a number term. Fails (Undefined) where there is none."""
        head, *parts = term
        if not any(name in self.centre for name in free_names(term)):
            return self._constant(self.closed.number(term))
        if head == "var":
            name = parts[0]
            step = UNITY if len(self.centre) == 1 else self.away[name]
            start = exactly(self.centre[name])
            return _start(start, step, self.n), _start(self.box[name], step, self.n + 1)
        if head not in HEADS | {"pow", "rpow"}:
            raise Undefined(f"{head} has no series here")
        if head in ("abs", "min", "max"):
            return self._choice(head, [self.of(part) for part in parts])
        if head == "pow":
            low, high = self.of(parts[0])
            return self._power(low, parts[1]), self._power(high, parts[1])
        if head == "rpow":
            return self.of(("exp", ("mul", parts[1], ("log", parts[0]))))
        pairs = [self.of(part) for part in parts]
        return self._apply(head, [low for low, _ in pairs]), self._apply(head, [high for _, high in pairs])

    def _constant(self, value: Interval) -> Pair:
        return _start(value, NIL, self.n), _start(value, NIL, self.n + 1)

    def _choice(self, head: str, pairs: list[Pair]) -> Pair:
        """|u|, min, max where it is the same part, or sign, on the whole box."""
        if head == "abs":
            low, high = pairs[0][1][0]
            if low is not None and low >= 0:
                return pairs[0]
            if high is not None and high <= 0:
                return self._apply("neg", [pairs[0][0]]), self._apply("neg", [pairs[0][1]])
            raise Undefined("|u| where u may have either sign has no series")
        best = pairs[0]
        for other in pairs[1:]:
            a, b = (best, other) if head == "max" else (other, best)
            gap = enclosure.plus(a[1][0], enclosure.minus(b[1][0]), self.bits)
            if gap[0] is not None and gap[0] >= 0:
                continue
            if gap[1] is None or gap[1] > 0:
                raise Undefined(f"{head} of parts that may be in either order has no series")
            best = other
        return best

    # -- coefficient by coefficient -----------------------------------------------------------------------------------

    def _apply(self, head: str, parts: list[Coefficients]) -> Coefficients:
        u = parts[0]
        if head in ("add", "sub", "neg"):
            total = [enclosure.minus(x) for x in u] if head == "neg" else u
            for v in parts[1:]:
                v = [enclosure.minus(y) for y in v] if head == "sub" else v
                total = [enclosure.plus(x, y, self.bits) for x, y in zip(total, v, strict=True)]
            return total
        if head == "mul":
            for v in parts[1:]:
                u = self._product(u, v)
            return u
        if head == "div":
            return self._quotient(u, parts[1])
        if head in ("exp", "log", "sqrt", "cbrt"):
            return getattr(self, f"_{head}")(u)  # type: ignore[no-any-return]
        if head in ("sin", "cos", "sinh", "cosh"):
            return self._circular(u, head)
        return self._integrated(u, head)

    def _sum(self, terms: list[Interval]) -> Interval:
        live = [term for term in terms if term != NIL]
        total = live[0] if live else NIL
        for term in live[1:]:
            total = enclosure.plus(total, term, self.bits)
        return total

    def _times(self, a: Interval, b: Interval) -> Interval:
        return NIL if NIL in (a, b) else enclosure.times(a, b, self.bits)

    def _product(self, u: Coefficients, v: Coefficients) -> Coefficients:
        live = [j for j, x in enumerate(u) if x != NIL]
        return [self._sum([self._times(u[j], v[k - j]) for j in live if j <= k]) for k in range(len(u))]

    def _power(self, u: Coefficients, n: int) -> Coefficients:
        result = _start(UNITY, NIL, len(u))
        for bit in bin(n)[2:]:
            result = self._product(result, result)
            result = self._product(result, u) if bit == "1" else result
        return [enclosure.power(u[0], n, self.bits), *result[1:]] if u else u

    def _quotient(self, u: Coefficients, v: Coefficients) -> Coefficients:
        found: Coefficients = []
        unit = enclosure.reciprocal(v[0], self.bits) if v else NIL
        for k, x in enumerate(u):
            rest = self._sum([self._times(v[j], found[k - j]) for j in range(1, k + 1)])
            found.append(self._times(enclosure.plus(x, enclosure.minus(rest), self.bits), unit))
        return found

    def _moved(self, u: Coefficients, y: Coefficients, k: int) -> Interval:
        """Coefficient k of the integral of u' y: (1/k) sum of j u_j y_(k-j)."""
        total = self._sum([self._times(exactly(j), self._times(u[j], y[k - j])) for j in range(1, k + 1)])
        return self._times(exactly(Fraction(1, k)), total)

    def _exp(self, u: Coefficients) -> Coefficients:
        found = [enclosure.elementary("exp", x, self.bits) for x in u[:1]]
        for k in range(1, len(u)):
            found.append(self._moved(u, found, k))
        return found

    def _log(self, u: Coefficients) -> Coefficients:
        first = [enclosure.elementary("log", x, self.bits) for x in u[:1]]
        return first + self._integral(u, u, False)

    def _integral(self, u: Coefficients, bottom: Coefficients, minus: bool) -> Coefficients:
        """Coefficients 1, 2, ... of the integral of u' / bottom (negated with ``minus``)."""
        slopes = [self._times(exactly(-j if minus else j), u[j]) for j in range(1, len(u))]
        rates = self._quotient(slopes, bottom[: len(slopes)])
        return [self._times(exactly(Fraction(1, k)), rate) for k, rate in enumerate(rates, 1)]

    def _sqrt(self, u: Coefficients) -> Coefficients:
        return self._root(u, "sqrt", Fraction(1, 2))

    def _cbrt(self, u: Coefficients) -> Coefficients:
        return self._root(u, "cbrt", Fraction(1, 3))

    def _root(self, u: Coefficients, head: str, r: Fraction) -> Coefficients:
        """y = u^r: k u_0 y_k = sum of ((r + 1) j - k) u_j y_(k-j), where u has no zero."""
        found = [enclosure.elementary(head, x, self.bits) for x in u[:1]]
        unit = enclosure.reciprocal(u[0], self.bits) if len(u) > 1 else NIL
        for k in range(1, len(u)):
            terms = [self._times(exactly((r + 1) * j - k), self._times(u[j], found[k - j])) for j in range(1, k + 1)]
            found.append(self._times(exactly(Fraction(1, k)), self._times(self._sum(terms), unit)))
        return found

    def _circular(self, u: Coefficients, head: str) -> Coefficients:
        """sin and cos, or sinh and cosh, together."""
        odd, even = ("sin", "cos") if head in ("sin", "cos") else ("sinh", "cosh")
        s = [enclosure.elementary(odd, x, self.bits) for x in u[:1]]
        c = [enclosure.elementary(even, x, self.bits) for x in u[:1]]
        for k in range(1, len(u)):
            s_k, c_k = self._moved(u, c, k), self._moved(u, s, k)
            s.append(s_k)
            c.append(enclosure.minus(c_k) if odd == "sin" else c_k)
        return s if head == odd else c

    def _integrated(self, u: Coefficients, head: str) -> Coefficients:
        """tan' = 1 + tan^2, tanh' = 1 - tanh^2; atan' = 1/(1 + u^2), asin' = 1/sqrt(1 - u^2), acos' = -asin'."""
        found = [enclosure.elementary(head, x, self.bits) for x in u[:1]]
        one = _start(UNITY, NIL, len(u))
        if head in ("tan", "tanh"):
            for k in range(1, len(u)):
                square = self._power(found, 2)
                rate = self._apply("add" if head == "tan" else "sub", [one[:k], square])
                found.append(self._moved(u, rate, k))
            return found
        square = self._power(u, 2)
        if head == "atan":
            return found + self._integral(u, self._apply("add", [one, square]), False)
        return found + self._integral(u, self._sqrt(self._apply("sub", [one, square])), head == "acos")


def _start(value: Interval, step: Interval, length: int) -> Coefficients:
    return [value, step, *[NIL] * length][:length]


def signs(gap: Term, series: Series) -> tuple[Interval, int, Interval]:
    """(r, k, d) with gap = r d^k on the box: k the order of the exact zero at the centre, d the range of x - c.

    For several centred names k is 0 and d is 0. Fails (Undefined) where there is no series.
    """
    low, high = series.of(gap)
    bits = series.bits
    whole = [*low, high[-1]]
    if len(series.centre) != 1:
        return series._sum(whole), 0, NIL
    ((name, _),) = series.centre.items()
    d = series.away[name]
    k = next((i for i, c in enumerate(low) if c != NIL), series.n)
    value = whole[-1]
    for c in reversed(whole[k:-1]):
        value = enclosure.plus(c, series._times(value, d), bits)
    return value, k, d


__all__ = ["MAX_ORDER", "Series", "signs"]
