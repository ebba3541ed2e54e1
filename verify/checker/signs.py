"""Signs of real polynomials that are evident: from known inequalities by a rational factor, from sums and products."""

from fractions import Fraction
from typing import Any

from . import polynomial as poly
from .polynomial import Polynomial

Known = list[tuple[str, Polynomial]]
"""Facts as (kind, p): p > 0 for "lt", p >= 0 for "le", p != 0 for "ne"."""


def sign_of(p: Polynomial, known: Known) -> int:
    """2: positive; 1: nonnegative; -1, -2: likewise below 0; 0: not evident."""
    best = 0
    for kind, fact in known:
        factor = multiple(p, fact)
        if factor and kind in ("lt", "le"):
            found = (2 if kind == "lt" else 1) * (1 if factor > 0 else -1)
            best = found if abs(found) > abs(best) else best
    if abs(best) == 2:
        return best
    signs = [_monomial_sign(powers, c, known) for (powers, _), c in p.items()]
    if signs and (min(signs) > 0 or max(signs) < 0):
        together = max(signs) if signs[0] > 0 else min(signs)
        best = together if abs(together) > abs(best) else best
    return best


def apart_from_zero(p: Polynomial, known: Known, real: bool = True) -> bool:
    """Whether p != 0 is evident: a multiple of something nonzero, or a product of such; by signs only if p is real."""
    if any(kind == "ne" and multiple(p, fact) for kind, fact in known):
        return True
    if len(p) != 1:
        return False
    atoms = [poly.of_atom(atom) for powers, _ in p for atom, e in powers if e > 0]
    return all((real and abs(sign_of(a, known)) == 2) or (a != p and apart_from_zero(a, known, real)) for a in atoms)


def multiple(p: Polynomial, fact: Polynomial) -> Fraction | None:
    """The rational c with p = c fact, or None."""
    if not p or p.keys() != fact.keys():
        return None
    factors = {p[m] / fact[m] for m in p}
    return factors.pop() if len(factors) == 1 else None


def _monomial_sign(powers: Any, c: Fraction, known: Known) -> int:
    strength, sign = 2, 1 if c > 0 else -1
    for atom, e in powers:
        own = _atom_sign(atom, e, known)
        strength, sign = min(strength, abs(own)), sign * (-1 if own < 0 else 1)
    return strength * sign


def _atom_sign(atom: Any, e: int, known: Known) -> int:
    """The sign of atom^e. What stands in a denominator is not 0, so that a weak sign is a strict one there."""
    own = sign_of(dict(atom[1]), known) if atom[0] == "whole" else _single_sign(atom, known)
    if e < 0 and own:
        own = 2 if own > 0 else -2
    if e % 2 == 0:
        return 2 if e < 0 or abs(own) == 2 else 1
    return own


def _single_sign(atom: Any, known: Known) -> int:
    p = poly.of_atom(atom)
    for kind, fact in known:
        factor = multiple(p, fact)
        if factor and kind == "lt":
            return 2 if factor > 0 else -2
    weak = [factor for kind, fact in known if kind == "le" and (factor := multiple(p, fact))]
    if weak:
        return 1 if weak[0] > 0 else -1
    if atom[0] == "sqrt" and sign_of(dict(atom[1]), known) == 2:
        return 2
    return 1 if atom[0] in ("sqrt", "abs", "card") or (atom[0] == "dot" and len(atom[1]) == 1) else 0
