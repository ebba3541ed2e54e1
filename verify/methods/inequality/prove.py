"""Proving relations: take the formula apart, simplify the gap, subdivide, climb down derivatives where that fails."""

from fractions import Fraction

from verify.checker.goals import Goal, evident
from verify.checker.normal import Unclear
from verify.checker.polynomial import Polynomial, TooLarge
from verify.checker.terms import ZERO, free_names, negated, num
from verify.methods.inequality import algebra, guide
from verify.methods.inequality.absolute import absolute, both_signs
from verify.methods.inequality.algebra import Opaque, gap_term, normal_gap
from verify.methods.inequality.change import by_exponential
from verify.methods.inequality.domain import conditions
from verify.methods.inequality.extremes import by_parts
from verify.methods.inequality.forms import forms, looks_signed, signed
from verify.methods.inequality.irrational import Place, named_zeros
from verify.methods.inequality.ladder import by_slope
from verify.methods.inequality.means import by_means
from verify.methods.inequality.otherwise import otherwise
from verify.methods.inequality.peel import peeled
from verify.methods.inequality.prepare import broken, prepared
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.rescue import Rescue
from verify.methods.inequality.right_angles import crooked_ends
from verify.methods.inequality.roots import magnitudes, squared, unsigned
from verify.methods.inequality.sampling import sign_seen
from verify.methods.inequality.several import algebraic, structural
from verify.methods.inequality.tidy import tidied
from verify.methods.inequality.tree import Tree
from verify.methods.inequality.zeros import exact_zeros, exactly_zero
from verify.methods.linear import combination
from verify.methods.method import Deadline, Proof

DEPTH = 6
# Goals that resisted, with the depth and the seconds they were given: the same goal comes up again and again.
FAILED: dict[tuple[object, ...], tuple[int, float]] = {}
ASSUMPTION: Proof = {"rule": "assumption"}


def prove_relation(goal: Goal, deadline: Deadline) -> Proof | None:
    """A proof, accepted by the checker, of a comparison of real terms or an and/or of such; None when none is found."""
    head, *parts = goal.then
    if accepted(goal, ASSUMPTION):
        return ASSUMPTION
    if head == "and":
        proofs = [prove_relation(goal.to_show(part), deadline.share(0.7)) for part in parts]
        return None if None in proofs else {"rule": "and", "parts": proofs}
    if head == "or":
        return _either(goal, deadline)
    if head == "ne":
        return _apart(goal, deadline)
    if head in ("le", "lt"):
        proof = tidied(goal, deadline.share(0.9), prove_relation)
        return proof if accepted(goal, proof) else _checked(goal, prepared(goal, deadline, _inequality))
    return _checked(goal, {"rule": "combine", "parts": []}) if head == "eq" else None


def _checked(goal: Goal, proof: Proof | None) -> Proof | None:
    return proof if accepted(goal, proof) else None


def _either(goal: Goal, deadline: Deadline) -> Proof | None:
    for i, part in enumerate(goal.then[1:], 1):
        by = prove_relation(goal.to_show(part), deadline.share(0.5))
        if by is not None:
            return {"rule": "or", "part": i, "by": by}
    return None


def _apart(goal: Goal, deadline: Deadline) -> Proof | None:
    never: Proof = {"rule": "suppose", "then": {"rule": "boxes", "tree": "leaf"}}
    if accepted(goal, never):
        return never
    left, right = goal.then[1:]
    sign = looks_signed(goal, ("sub", right, left))
    for side, then in (("lt", ("lt", left, right)), ("gt", ("lt", right, left))):
        if sign == (-1 if side == "lt" else 1):
            continue
        by = prove_relation(goal.to_show(then), deadline.share(0.5))
        if by is not None:
            return {"rule": "apart", "side": side, "by": by}
    return None


def _inequality(goal: Goal, deadline: Deadline) -> Proof | None:
    """Conditions of definedness first, then absolute values, then the search."""
    for condition in conditions(goal.then, goal):
        if not evident(condition, goal):
            condition = signed(condition, goal)
            by = prove_relation(goal.to_show(condition), deadline.share(0.3))
            if by is None:
                return None
            rest = _inequality(goal.knowing(condition), deadline)
            return None if rest is None else algebra.cut(condition, by, rest)
    if goal.then[1][0] == "abs" and next(magnitudes(goal.then[1][1]), None) is None:
        return absolute(goal, deadline, prove_relation)
    for u in magnitudes(goal.then):
        sign = looks_signed(goal, u) if len(free_names(u)) < 2 else sign_seen(goal, u)
        if sign is not None:
            found = unsigned(goal, u, sign, deadline, prove_relation, _inequality)
        else:
            found = both_signs(goal, u, deadline, prove_relation)
        if found is not None:
            return found
        break
    found = by_parts(goal, deadline.share(0.8), prove_relation)
    return found if accepted(goal, found) else positive(goal, deadline, DEPTH)


def positive(goal: Goal, deadline: Deadline, depth: int) -> Proof | None:
    """A proof of 0 R gap: on the gap as it stands, in normal form, and multiplied through by what is positive."""
    if depth < 0 or deadline.over:
        return None
    if accepted(goal, ASSUMPTION):
        return ASSUMPTION
    key = (goal.given, goal.then, tuple(goal.scope.items()))
    tried = FAILED.get(key)
    if tried is not None and tried[0] >= depth and tried[1] > 0.4 * deadline.left:
        return None
    left = deadline.left
    proof = _positive(goal, deadline, depth)
    if accepted(goal, proof):
        return proof
    if len(FAILED) > 2000:
        FAILED.clear()
    FAILED[key] = (depth, left)
    return None


def _positive(goal: Goal, deadline: Deadline, depth: int) -> Proof | None:
    p = normal_gap(goal)
    if p is not None and not p:
        return {"rule": "combine", "parts": []} if goal.then[0] == "le" else None
    several = len(free_names(goal.then)) > 1
    if several and p is not None:
        proof = by_means(goal, p, deadline.share(0.2), prove_relation) if depth == DEPTH else None
        if accepted(goal, proof):
            return proof
        proof = algebraic(goal, p, deadline.share(0.75), prove_relation)
        if accepted(goal, proof):
            return proof
    proof = subdivided(goal, deadline.share(0.15 if several else 0.3), 0)
    if accepted(goal, proof) or p is None:
        return proof
    if not several and depth == DEPTH:
        proof = by_means(goal, p, deadline.share(0.2), prove_relation)
        if accepted(goal, proof):
            return proof
    if several:
        proof = structural(
            goal,
            p,
            deadline.share(0.8 if len(free_names(goal.then)) < 5 else 0.2),
            prove_relation,
            lambda g, d: subdivided(g, d, 0),
        )
        if accepted(goal, proof):
            return proof
    roots_only = not several and algebra.algebraic(p)
    if depth > 1 and roots_only:
        proof = squared(goal, p, deadline.share(0.6), lambda g, d: positive(g, d, depth - 2))
        if accepted(goal, proof):
            return proof
    if depth == DEPTH:
        proof = by_exponential(goal, deadline.share(0.5), prove_relation)
        if accepted(goal, proof):
            return proof
        proof = _peeled(goal, p, deadline.share(0.6))
        if accepted(goal, proof):
            return proof
    found = []
    for form, wrap in forms(goal, p, deadline.share(0.3), depth, positive):
        found.append((form, wrap))
        if accepted(form, ASSUMPTION):
            return wrap(ASSUMPTION)
        q = normal_gap(form) if depth == DEPTH else None
        if q is not None and deadline.left > 0:
            proof = _peeled(form, q, deadline.share(0.3))
            if proof is not None and accepted(form, proof):
                return wrap(proof)
        proof = subdivided(form, deadline.share(0.25 if depth == DEPTH and not several else 0.15), 0)
        if proof is not None and accepted(form, proof):
            return wrap(proof)
    if depth == DEPTH:
        proof = subdivided(goal, deadline.share(0.3), 0, light=True)
        if accepted(goal, proof):
            return proof
    if depth > 1 and not roots_only:
        proof = squared(goal, p, deadline.share(0.3), lambda g, d: positive(g, d, depth - 2))
        if accepted(goal, proof):
            return proof
        for form, wrap in found[-1:] if depth == DEPTH else ():
            q = normal_gap(form)
            proof = squared(form, q or {}, deadline.share(0.3), lambda g, d: positive(g, d, depth - 2))
            if proof is not None and accepted(form, proof):
                return wrap(proof)
    if depth == DEPTH and not several:
        proof = otherwise(goal, p, deadline.share(0.7), prove_relation)
        if accepted(goal, proof):
            return proof
    if depth == DEPTH and len(p) < 12:
        proof = _algebra(goal, deadline.share(0.2))
        if accepted(goal, proof):
            return proof
    if depth <= 0:
        return None
    if len(free_names(goal.then)) > 1:
        proof = sloped(goal, deadline.share(0.7), depth)
        if accepted(goal, proof):
            return proof
    # Slopes: first on the last form (everything cleared), then on the goal as it stands.
    if len(free_names(goal.then)) > 1:
        return subdivided(goal, deadline, DEPTH) if depth == DEPTH else None
    first = depth == DEPTH and found and algebra.isolated(p)
    if first:
        proof = subdivided(goal, deadline.share(0.5), depth)
        if accepted(goal, proof):
            return proof
    for form, wrap in found[-1:] if depth < DEPTH else found[-2:][::-1]:
        proof = subdivided(form, deadline.share(0.5), depth)
        if proof is not None and accepted(form, proof):
            return wrap(proof)
    return subdivided(goal, deadline, depth) if (depth == DEPTH and not first) or not found else None


def _peeled(goal: Goal, p: Polynomial, deadline: Deadline) -> Proof | None:
    try:
        return peeled(goal, p, deadline, prove_relation)
    except Opaque:
        return None


def sloped(goal: Goal, deadline: Deadline, depth: int) -> Proof | None:
    """A slope in one of several names, from a finite end of its range."""
    box = goal.box(64)
    for name in sorted(free_names(goal.then)):
        if name not in box or deadline.over:
            continue
        low, high = box[name]
        proof = by_slope(goal, name, low, high, (), positive, deadline.share(0.5), min(depth, 3) - 1)
        if proof is not None:
            return proof
    return None


def _algebra(goal: Goal, deadline: Deadline) -> Proof | None:
    """A combination of hypotheses and known facts, straight or by contradiction."""
    try:
        straight = combination(goal, deadline)
        if straight is not None:
            return straight
        wrong = goal.knowing(negated(goal.then)).to_show(("lt", ZERO, ZERO))
        by = combination(wrong, deadline)
    except (Unclear, TooLarge):
        return None
    return None if by is None else {"rule": "suppose", "then": by}


def subdivided(goal: Goal, deadline: Deadline, depth: int, light: bool = False) -> Proof | None:
    """A ``boxes`` proof; pieces that resist are tried by slopes (``depth`` > 0) or simpler forms (``light``)."""
    gap = gap_term(goal)
    try:
        guide.compiled(gap)
    except guide.Lost:
        return None
    box = goal.box(64)
    names = sorted(free_names(gap))
    zeros: tuple[Fraction, ...] = ()
    named: tuple[Place, ...] = ()
    breaks: dict[str, tuple[Fraction, ...]] = {}
    if len(names) == 1 and names[0] in box:
        zeros = exact_zeros(gap, names[0], *box[names[0]])
        named = (*named_zeros(gap, names[0], *box[names[0]]), *((num(z), z) for z in zeros))
        breaks[names[0]] = broken(goal, gap, names[0])
    several = len(names) > 1
    if light and several:
        return None  # single pieces are taken up in one name only
    limit = (30000 if several and depth else 12000 if several else 4000) if depth in (0, DEPTH) else 300
    blurred = () if len(names) != 1 else tuple(z for z in zeros if not exactly_zero(goal, gap, names[0], z))
    special = (() if light else blurred) + (() if len(names) != 1 else crooked_ends(goal, names[0]))
    if blurred and not depth:
        limit = 24  # no leaf reaches a zero whose value is no exact 0 to the checker
    rescue = None
    if names and (depth > 0 or light or named):
        rescue = Rescue(goal, names[0], zeros, named, light, depth, positive, prove_relation, subdivided)
    for careful in (False, True):
        tree = Tree(
            goal, gap, deadline, zeros, rescue, limit, careful, special, tuple(near for _, near in named), breaks
        )
        tree.patience = 1.0 if depth == DEPTH else 0.34
        node = tree.grow()
        proof: Proof | None = None if node is None else {"rule": "boxes", "bits": tree.bits, "tree": node}
        if accepted(goal, proof) or proof is None:
            return proof
        finer: Proof = {**proof, "bits": 192}
        if accepted(goal, finer):
            return finer
    return None
