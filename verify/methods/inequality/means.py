"""Weighted means and Young's inequality: sums of products of powers against one of them, by tangents of exp.

With M = exp(L) for each product of powers, exp(L_i - L_j) >= 1 + L_i - L_j. So C_i M_i >= C_i M_j (1 + L_i - L_j) for
C_i >= 0, and 0 <= sum of all C_i M_i follows from 0 <= C_j + sum of C_i (1 + L_i - L_j).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from verify.checker import polynomial as poly
from verify.checker.goals import Goal, evident
from verify.checker.polynomial import Monomial, Polynomial
from verify.checker.terms import ONE, ZERO, Term, jsonable
from verify.methods.inequality.algebra import Atom, Opaque, cut, of_atom, split_by, written
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.sampling import seems
from verify.methods.linear import combination
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
MOST = 6  # products of powers
SECONDS = 0.5
ASSUMPTION: Proof = {"rule": "assumption"}
NOTHING: Proof = {"rule": "combine", "parts": []}
LEAF: Proof = {"rule": "boxes", "tree": "leaf"}


@dataclass(frozen=True, slots=True)
class Product:
    """A product of powers: its logarithm, and what it is multiplied by in the gap."""

    log: Polynomial
    factor: Polynomial


def by_means(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of 0 R p through the tangents at one of its products of powers, or None."""
    inside = {base for atom in _atoms(p) for base in _inside_log(atom)}
    every = {atom for powers, _ in p for atom, _ in powers if atom[0] == "var"} | inside
    try:
        for bases in [inside, every] if inside and every != inside else [every]:
            products = _products(p, {base for base in bases if evident(("lt", ZERO, of_atom(base)), goal)})
            for core in products if 2 <= len(products) <= MOST else ():
                others = [other for other in products if other is not core]
                if all(_likely(goal, other.factor) for other in others) and not deadline.over:
                    proof = _at(goal, core, others, deadline.share(0.8), solve)
                    if proof is not None:
                        return proof
    except (Opaque, poly.TooLarge, ZeroDivisionError):
        return None
    return None


def _likely(goal: Goal, p: Polynomial) -> bool:
    """Whether points do not speak against 0 <= p; with equations among the hypotheses none are looked at."""
    return any(fact[0] == "eq" for fact in goal.given) or seems(goal, written(p))


def _products(p: Polynomial, bases: set[Atom]) -> list[Product]:
    """A polynomial by products of powers of these atoms, each with the rest of its monomials as a factor."""
    for base in sorted((base for base in bases if base[0] == "whole"), key=poly.text):
        p = _by_line(p, base)
    found: dict[Monomial, Polynomial] = {}
    for (powers, argument), c in p.items():
        held = frozenset((atom, e) for atom, e in powers if atom in bases or atom[0] == "line")
        rest = (powers - held, poly.EMPTY)
        found[held, argument] = poly.add(found.get((held, argument), {}), {rest: c})
    return [Product(_logarithm(mono), factor) for mono, factor in found.items()]


def _atoms(p: Polynomial) -> Iterator[Atom]:
    """The atoms of a polynomial, those of its exponents too."""
    for powers, argument in p:
        yield from (atom for atom, _ in powers)
        yield from _atoms(dict(argument))


def _inside_log(atom: Atom) -> Iterator[Atom]:
    if atom[0] == "log":
        inside = dict(atom[1])
        if len(inside) == 1:
            ((powers, _),) = inside
            yield from (base for base, _ in powers)
        elif inside:
            yield ("whole", poly.primitive(inside)[1])


def _by_line(p: Polynomial, base: Atom) -> Polynomial:
    """p with the name x of a base a x + b as (base - b)/a, where x has no other place than in powers."""
    line = dict(base[1])
    terms = [(atom, c) for (powers, argument), c in line.items() for atom, _ in powers if not argument]
    if len(terms) != 1:
        return p
    ((name, a),) = terms
    b = line.get(poly.UNIT, Fraction(0))
    if line != {poly.UNIT: b, (frozenset({(name, 1)}), poly.EMPTY): a} or name[0] != "var":
        return p
    powers = split_by(p, name)
    if min(powers) < 0:
        return p
    total: Polynomial = {}
    root = poly.add(poly.scale(poly.of_atom(("line", base)), 1 / a), poly.constant(-b / a))
    for e, part in powers.items():
        total = poly.add(total, poly.multiply(part, poly.power(root, e)))
    return total


def _logarithm(mono: Monomial) -> Polynomial:
    powers, argument = mono
    total = dict(argument)
    for atom, e in powers:
        inside = dict(atom[1][1]) if atom[0] == "line" else poly.of_atom(atom)
        total = poly.add(total, poly.logarithm(inside), e)
    return total


def _at(goal: Goal, core: Product, others: list[Product], deadline: Deadline, solve: Solve) -> Proof | None:
    """The proof with the tangents at one product."""
    rest = core.factor
    for other in others:
        away = poly.add(poly.add(other.log, core.log, -1), poly.constant(1))
        rest = poly.add(rest, poly.multiply(other.factor, away))
    if not _likely(goal, rest):
        return None
    last: Term = (goal.then[0], ZERO, written(rest))
    facts = [*(("le", ZERO, written(other.factor)) for other in others), last]
    shown, equations = [], any(fact[0] == "eq" for fact in goal.given)
    for fact in facts:
        wanted = goal.to_show(fact)
        by = next((proof for proof in (NOTHING, ASSUMPTION) if accepted(wanted, proof)), None)
        by = combination(wanted, Deadline(SECONDS)) if by is None else by
        if not accepted(wanted, by):
            by = None if equations else solve(wanted, deadline.share(0.5))
        if by is None:
            return None
        shown.append(by)
    proof = _closing(core, others)
    for other in reversed(others):
        at = [written(core.log), written(poly.add(other.log, core.log, -1))]
        proof = {"rule": "use", "of": len(goal.given) + len(facts), "at": jsonable(at), "then": proof}
    proof = cut(*tangent(goal), proof)
    for k in reversed(range(len(facts))):
        alone: Proof = {"rule": "keep", "of": list(range(len(goal.given))), "then": shown[k]}
        proof = cut(facts[k], alone, proof)
    return proof if accepted(goal, proof) else None


def tangent(goal: Goal) -> tuple[Term, Proof]:
    """For all m and s, exp(m) (1 + s) <= exp(m + s), with its proof."""
    m, s = [n for n in (f"e{k}" for k in range(1000)) if n not in goal.scope][:2]
    x: Term = ("var", s)
    start: Term = ("var", m)
    line: Term = ("le", ("add", ONE, x), ("exp", x))
    slope: Proof = {"rule": "slope", "var": s, "from": jsonable(ZERO), "at": NOTHING, "up": LEAF, "down": LEAF}
    times: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1, ["exp", jsonable(start)]]}]}
    then: Term = ("le", ("mul", ("exp", start), ("add", ONE, x)), ("exp", ("add", start, x)))
    return ("forall", ((m, "real"), (s, "real")), then), {"rule": "intro", "then": cut(line, slope, times)}


def _closing(core: Product, others: list[Product]) -> Proof:
    """Each tangent times its factor, and what is left times the product at which they are taken."""
    n = len(others)
    parts: list[Proof] = [{"weight": "1", "facts": [-n - 2, ["exp", jsonable(written(core.log))]]}]
    parts += [{"weight": "1", "facts": [k - 2 * n - 2, k - n]} for k in range(n)]
    return {"rule": "combine", "parts": parts}


__all__ = ["by_means", "tangent"]
