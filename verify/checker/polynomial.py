"""Exact polynomials over the rationals in opaque atoms, with exponentials kept as one factor a monomial.

A monomial is ``(powers, argument)``: powers is a frozenset of (atom, exponent), argument the frozen polynomial q of a
factor exp(q). So exp(p) exp(q) = exp(p + q) and a / a = 1 hold by construction; whoever uses them has shown that the
terms are defined. Square roots and absolute values reduce by sqrt(p)^2 = p and |p|^2 = p^2. Atoms are nested
tuples of strings, integers and frozen polynomials; ``("mark", k)`` is a bound index.
"""

from fractions import Fraction
from functools import lru_cache
from math import gcd, isqrt, lcm
from typing import Any

from .effort import spend

Frozen = frozenset[Any]
Monomial = tuple[Frozen, Frozen]
Polynomial = dict[Monomial, Fraction]

EMPTY: Frozen = frozenset()
UNIT: Monomial = (EMPTY, EMPTY)
_ONE = Fraction(1)
MAX_TERMS = 20_000
LARGEST = 1 << 65_536


class TooLarge(Exception):
    """A polynomial grew past ``MAX_TERMS`` monomials, or its coefficients past ``LARGEST``."""


def constant(value: Fraction | int) -> Polynomial:
    """The constant polynomial."""
    return {UNIT: _ONE if value == 1 else Fraction(value)} if value else {}


def of_atom(atom: Any, power: int = 1) -> Polynomial:
    """The polynomial atom^power."""
    return {(frozenset({(atom, power)}), EMPTY): _ONE}


def freeze(p: Polynomial) -> Frozen:
    """The polynomial as a hashable key; ``dict`` gives it back."""
    return frozenset(p.items())


def add(p: Polynomial, q: Polynomial, factor: Fraction | int = 1) -> Polynomial:
    """p + factor q."""
    total, once = dict(p), type(factor) is int and factor == 1
    for mono, c in q.items():
        _put(total, mono, c if once else c * factor)
    return total


def _put(total: Polynomial, mono: Monomial, c: Fraction) -> None:
    """Add c times a monomial to ``total``."""
    old = total.get(mono)
    value = c if old is None else old + c
    if value:
        total[mono] = _written(value if type(value) is Fraction else Fraction(value))
    else:
        total.pop(mono, None)


def _written(c: Fraction) -> Fraction:
    """c, when a machine can go on with it. Fails (TooLarge) past ``LARGEST``."""
    if max(abs(c.numerator), c.denominator) > LARGEST:
        raise TooLarge
    return c


def scale(p: Polynomial, k: Fraction | int) -> Polynomial:
    """k p."""
    return {m: c * k for m, c in p.items()} if k else {}


def multiply(p: Polynomial, q: Polynomial) -> Polynomial:
    """p q. Fails (TooLarge) past MAX_TERMS monomials."""
    if len(p) * len(q) > 50 * MAX_TERMS:
        raise TooLarge
    spend(len(p) * len(q))
    total: Polynomial = {}
    for (a, s), c in p.items():
        for (b, t), d in q.items():
            product = d if c is _ONE else c if d is _ONE else c * d
            for mono, e in _times(a, s, b, t).items():
                _put(total, mono, product if e is _ONE else product * e)
    if len(total) > MAX_TERMS:
        raise TooLarge
    return total


def _times(a: Frozen, s: Frozen, b: Frozen, t: Frozen) -> Polynomial:
    argument = freeze(add(dict(s), dict(t))) if s and t else s | t
    if not a or not b:
        return {(a | b, argument): _ONE}
    powers = dict(a)
    for atom, e in b:
        powers[atom] = powers.get(atom, 0) + e
    return tidy(powers, argument)


def tidy(powers: dict[Any, int], argument: Frozen) -> Polynomial:
    """The product of atom powers and exp(argument), with roots, absolute values and whole polynomials expanded."""
    plain: dict[Any, int] = {}
    extra: list[Polynomial] = []
    for atom, e in powers.items():
        if atom[0] == "sqrt" and e not in (0, 1):
            extra.append(power(dict(atom[1]), e // 2))
            e %= 2
        elif atom[0] == "abs" and e not in (-1, 0, 1):
            extra.append(power(dict(atom[1]), 2 * (e // 2)))
            e %= 2
        elif atom[0] == "whole" and e > 0:
            extra.append(power(dict(atom[1]), e))
            e = 0
        if e:
            plain[atom] = plain.get(atom, 0) + e
    result: Polynomial = {(frozenset(plain.items()), argument): _ONE}
    for factor in extra:
        result = multiply(result, factor)
    return result


def power(p: Polynomial, n: int) -> Polynomial:
    """p^n, n of either sign. Fails (ZeroDivisionError) on a negative power of 0."""
    if n < 0:
        return power(inverse(p), -n)
    result = constant(1)
    while n:
        if n & 1:
            result = multiply(result, p)
        n >>= 1
        p = multiply(p, p) if n else p
    return result


def inverse(p: Polynomial) -> Polynomial:
    """1 / p: by factors for one monomial, else the atom ("whole", q) to the power -1, p = c m q with q primitive.

    The monomial m holds what all monomials of p share, so that 1/(1/u - 1) and u/(1 - u) have one form.
    """
    if not p:
        raise ZeroDivisionError
    if len(p) > 1:
        shared = _shared_powers(p)
        if shared:
            outside: Polynomial = {(frozenset((a, -e) for a, e in shared.items()), EMPTY): Fraction(1)}
            return multiply(outside, inverse(multiply(p, outside)))
        content, key = primitive(p)
        return scale(of_atom(("whole", key), -1), 1 / content)
    ((powers, argument), c), *_ = p.items()
    flipped = tidy({atom: -e for atom, e in powers}, freeze(scale(dict(argument), -1)))
    return scale(flipped, 1 / c)


def primitive(p: Polynomial) -> tuple[Fraction, Frozen]:
    """(c, q) with p = c q, the coefficients of q coprime integers and its leading one positive."""
    lead = max(p, key=text)
    top, bottom = 0, 1
    for c in p.values():
        top, bottom = gcd(top, c.numerator), lcm(bottom, c.denominator)
    content = Fraction(top, bottom) * (1 if p[lead] > 0 else -1)
    return content, freeze(scale(p, 1 / content))


@lru_cache(maxsize=200_000)
def text(key: Any) -> str:
    """A text that depends on the key alone: a total order that no hash seed changes."""
    if isinstance(key, frozenset):
        return "{" + ",".join(sorted(text(part) for part in key)) + "}"
    if isinstance(key, Fraction):  # not in decimal, which Python writes for short numbers only
        return f"{key.numerator:x}/{key.denominator:x}"
    return "(" + ",".join(text(part) for part in key) + ")" if isinstance(key, tuple) else str(key)


def exponential(p: Polynomial) -> Polynomial:
    """exp(p), with exp(n log a) read as a^n for whole n (log a being defined, a > 0)."""
    result, rest = constant(1), dict(p)
    for (powers, argument), c in p.items():
        if len(powers) == 1 and not argument and c.denominator == 1 and abs(c) <= 64:
            ((atom, e),) = powers
            if atom[0] == "log" and e == 1:
                result = multiply(result, power(dict(atom[1]), int(c)))
                del rest[powers, argument]
    return multiply(result, {(EMPTY, freeze(rest)): Fraction(1)})


def logarithm(p: Polynomial) -> Polynomial:
    """log(p), with log(c exp(q)) = log(c) + q and log(1/m) = -log(m) for one monomial."""
    if len(p) != 1:
        return of_atom(("log", freeze(p)))
    ((powers, argument), c), *_ = p.items()
    rest: Polynomial = {(powers, EMPTY): c}
    if rest == constant(1):
        return dict(argument)
    if (powers and all(e < 0 for _, e in powers) and c > 0) or (not powers and 0 < c < 1):
        return add(dict(argument), of_atom(("log", freeze(inverse(rest)))), -1)
    return add(dict(argument), of_atom(("log", freeze(rest))))


def root(p: Polynomial) -> Polynomial:
    """sqrt(p), taken apart for single monomials with even powers: sqrt(c a^2 exp(q)) = sqrt(c) |a| exp(q/2)."""
    if not p:
        return {}
    if len(p) == 1:
        ((powers, argument), c), *_ = p.items()
        if c > 0 and all(e % 2 == 0 for _, e in powers):
            top, inside = square_part(c.numerator * c.denominator)
            half = freeze(scale(dict(argument), Fraction(1, 2)))
            result: Polynomial = {(EMPTY, half): Fraction(top, c.denominator)}
            if inside > 1:
                result = multiply(result, of_atom(("sqrt", freeze(constant(inside)))))
            for atom, e in powers:
                result = multiply(result, power(absolute(of_atom(atom)), e // 2))
            return result
    shared = _shared_squares(p)
    if shared:
        outside = constant(1)
        for atom, e in shared.items():
            outside = multiply(outside, power(absolute(of_atom(atom)), e // 2))
        rest = multiply(p, tidy({atom: -e for atom, e in shared.items()}, EMPTY))
        return multiply(outside, of_atom(("sqrt", freeze(rest))))
    return of_atom(("sqrt", freeze(p)))


def square_part(n: int) -> tuple[int, int]:
    """(a, b) with n = a^2 b, no square of a prime below 100 dividing b, and b no square itself unless it is 1."""
    a, b = 1, n
    for k in range(2, 100):
        while b % (k * k) == 0:
            a, b = a * k, b // (k * k)
    rest = isqrt(b)
    return (a * rest, 1) if rest * rest == b else (a, b)


def _shared_squares(p: Polynomial) -> dict[Any, int]:
    """The even powers of atoms, of either sign, to take out of a sum: sqrt(a^2 q) = |a| sqrt(q)."""
    return {a: e // 2 * 2 for a, e in _shared_powers(p).items() if e // 2} if len(p) > 1 else {}


def _shared_powers(p: Polynomial) -> dict[Any, int]:
    """The least power, if not 0, of each atom over the monomials of ``p``; no roots, moduli or whole polynomials."""
    least: dict[Any, int] = {}
    for atom in {a for powers, _ in p for a, _ in powers if a[0] not in ("sqrt", "abs", "whole")}:
        least[atom] = min(dict(powers).get(atom, 0) for powers, _ in p)
    return {a: least[a] for a in sorted(least, key=text) if least[a]}


def absolute(p: Polynomial) -> Polynomial:
    """|p|, by factors for one monomial, else the atom of p made primitive."""
    if not p:
        return {}
    if len(p) > 1:
        content, key = primitive(p)
        return scale(of_atom(("abs", key)), abs(content))
    ((powers, argument), c), *_ = p.items()
    result: Polynomial = {(EMPTY, argument): abs(c)}
    for atom, e in powers:
        known = atom[0] in ("sqrt", "abs", "card") or (atom[0] == "dot" and len(atom[1]) == 1) or e % 2 == 0
        result = multiply(result, of_atom(atom, e) if known else power(of_atom(("abs", freeze(of_atom(atom)))), e))
    return result
