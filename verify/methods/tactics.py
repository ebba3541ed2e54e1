"""From a goal to a proof: take the formula apart, then decide relations by computation, algebra or inequalities.

``solve`` returns a proof or None. Each candidate is replayed through the checker's own rule before it is returned, so
that a caller can build on it; the verdict still comes from the gate alone.
"""

from collections.abc import Callable, Iterator, Mapping

from verify.checker.enclosure import Undefined
from verify.checker.goals import Goal, Rejected
from verify.checker.normal import Unclear
from verify.checker.polynomial import TooLarge
from verify.checker.rules import meaning, prove
from verify.checker.sorts import is_number, is_vector, sort_of
from verify.checker.terms import (
    REAL_FUNCTIONS,
    ZERO,
    Sort,
    Term,
    bound_names,
    free_names,
    jsonable,
    num,
    places,
    substitute,
)
from verify.methods import forward, inequality
from verify.methods.limits import limit
from verify.methods.linear import combination
from verify.methods.margin import data_proof
from verify.methods.method import Deadline, Proof
from verify.methods.multipliers import by_multipliers
from verify.methods.refused import REFUSED
from verify.methods.sdp import semidefinite
from verify.methods.squares import positivity
from verify.methods.stopping import within
from verify.methods.witness import exhibited

PRECISIONS = (64, 256, 1024)
MAX_DEPTH = 24
Tactic = Callable[[Goal, Deadline], Proof | None]


def accepted(goal: Goal, proof: Proof | None) -> bool:
    """Whether the checker's rules accept ``proof`` of ``goal``."""
    if proof is None:
        return False
    try:
        prove(goal, proof, "$")
    except REFUSED:
        return False
    return True


def solve(goal: Goal, deadline: Deadline) -> Proof | None:
    """A proof of the goal, or None when no tactic finds one in time and within ``MAX_DEPTH`` steps down."""
    deadline = deadline.deeper()
    if deadline.over or deadline.depth > MAX_DEPTH:
        return None
    return within(deadline.limit, lambda: _solved(goal, deadline))


def _solved(goal: Goal, deadline: Deadline) -> Proof | None:
    if accepted(goal, {"rule": "assumption"}):
        return {"rule": "assumption"}
    head = goal.then[0]
    if head in STRUCTURE:
        return STRUCTURE[head](goal, deadline)
    if head in ("le", "lt", "eq", "ne"):
        return _relation(goal, deadline)
    return None


def _each(goal: Goal, deadline: Deadline) -> Proof | None:
    """For all elements of a set that is written out, one by one; None when it is not."""
    _, names, body = goal.then
    if len(names) != 1 or body[0] != "implies" or body[1][:2] != ("in", ("var", names[0][0])):
        return None
    try:
        elements = goal.evaluator({}).elements(body[1][2])
    except Undefined:
        return None
    if len(elements) > 200:
        return None
    parts = [solve(goal.to_show(substitute(body[2], {names[0][0]: num(k)})), deadline) for k in elements]
    return {"rule": "each", "parts": parts} if None not in parts else None


def _forall(goal: Goal, deadline: Deadline) -> Proof | None:
    return _each(goal, deadline) or _intro(goal, deadline)


def _intro(goal: Goal, deadline: Deadline) -> Proof | None:
    """forall and implies, with new names where the old ones are taken."""
    names = []
    inner = goal
    if goal.then[0] == "forall":
        values: dict[str, Term] = {}
        scope = dict(goal.scope)
        for name, sort in goal.then[1]:
            new = unused(name, scope, goal)
            scope[new], values[name] = sort, ("var", new)
            names.append(new)
        inner = Goal(scope, goal.given, substitute(goal.then[2], values))
    if inner.then[0] == "implies":
        inner = inner.to_show(inner.then[2]).knowing(inner.then[1])
    then = solve(inner, deadline)
    if then is None:
        return None
    return {"rule": "intro", "then": then, **({"as": names} if names else {})}


def unused(name: str, scope: Mapping[str, Sort], goal: Goal) -> str:
    """``name``, or it with a number, neither in scope nor bound anywhere in the goal."""
    taken = {bound for part in (goal.then, *goal.given) for bound in _bound_somewhere(part)} - {name}
    k, new = 0, name
    while new in scope or new in taken or (k == 0 and _clashes(name, goal)):
        k, new = k + 1, f"{name}{k + 1}"
    return new


def _bound_somewhere(term: Term) -> Iterator[str]:
    yield from bound_names(term)
    for i in places(term):
        yield from _bound_somewhere(term[i])


def _clashes(name: str, goal: Goal) -> bool:
    """Whether the name is bound inside a hypothesis or deeper in the conclusion: quoting it would shadow."""
    inside = [*goal.given, *(goal.then[i] for i in places(goal.then))]
    return any(name in _bound_somewhere(part) for part in inside)


def _all_parts(goal: Goal, deadline: Deadline) -> Proof | None:
    parts = [solve(goal.to_show(part), deadline.share(0.9)) for part in goal.then[1:]]
    return {"rule": "and", "parts": parts} if None not in parts else None


def _some_part(goal: Goal, deadline: Deadline) -> Proof | None:
    for i, part in enumerate(goal.then[1:], 1):
        by = solve(goal.to_show(part), deadline.share(0.4))
        if by is not None:
            return {"rule": "or", "part": i, "by": by}
    return None


def _unfolded(goal: Goal, deadline: Deadline) -> Proof | None:
    """A defined formula: by an exact rule on written-out data, else by its meaning."""
    exact = data_proof(goal)
    if exact is not None and accepted(goal, exact):
        return exact
    try:
        means = meaning(goal.then, goal.scope, "$", late="real")
    except Rejected:  # a word without a definition, such as a denied "almost every"
        return None
    then = solve(goal.to_show(means), deadline)
    return None if then is None else {"rule": "unfold", "then": then}


def _limit(goal: Goal, deadline: Deadline) -> Proof | None:
    """By a rate, else by the definition."""
    return limit(goal, deadline.share(0.7), solve) or _unfolded(goal, deadline)


STRUCTURE: dict[str, Tactic] = {
    "forall": _forall,
    "implies": _intro,
    "and": _all_parts,
    "or": _some_part,
    "exists": lambda goal, deadline: by_multipliers(goal, deadline, solve) or exhibited(goal, deadline, solve),
    **dict.fromkeys(("iff", "not", "separable", "hard_margin", "eventually", "eventually_real"), _unfolded),
    **dict.fromkeys(("tends", "tends_real", "diverges", "diverges_real"), _limit),
}


def _relation(goal: Goal, deadline: Deadline) -> Proof | None:
    closed = (_computed, _algebra, _forward, _apart, _coincide)
    opened = (_computed, _algebra, semidefinite, _forward, _squares, _by_inequality, _apart, _coincide, _generalised)
    for tactic in opened if free_names(goal.then) else closed:
        if deadline.over:
            return None
        proof = tactic(goal, deadline)
        if accepted(goal, proof):
            return proof
    return None


def _forward(goal: Goal, deadline: Deadline) -> Proof | None:
    proofs = (step(goal, deadline.share(0.9), solve) for step in forward.STEPS)
    return next((proof for proof in proofs if proof is not None), None)


def _computed(goal: Goal, deadline: Deadline) -> Proof | None:
    """On the box of the hypotheses as it stands; with more bits where nothing varies and the sides are not the same."""
    closed = not free_names(goal.then) and not _sides_agree(goal)
    for bits in PRECISIONS if closed else PRECISIONS[:1]:
        proof: Proof = {"rule": "boxes", "bits": bits, "tree": "leaf"}
        if accepted(goal, proof):
            return proof
    return None


def _sides_agree(goal: Goal) -> bool:
    """Whether both sides have one normal form: then no enclosure tells them apart."""
    try:
        return is_number(sort_of(goal.then[1], goal.scope)) and not goal.gap(goal.then)
    except REFUSED:
        return False


def _algebra(goal: Goal, deadline: Deadline) -> Proof | None:
    if not free_names(goal.then) and not goal.given:
        return {"rule": "combine", "parts": []}
    try:
        return combination(goal, deadline)
    except (Unclear, TooLarge):
        return None


def _squares(goal: Goal, deadline: Deadline) -> Proof | None:
    """Sums of squares, in numbers of every kind: names, inner products, values of functions."""
    return positivity(goal, deadline.share(0.1))


def elementary(goal: Goal, term: Term) -> bool:
    """Whether a term is built from real and nat names by elementary functions alone."""
    allowed = {"var", "num", "const", "add", "sub", "neg", "mul", "div", "pow", "rpow", "min", "max"}
    allowed |= REAL_FUNCTIONS - {"floor", "Phi"}
    if term[0] == "var":
        return goal.scope.get(term[1]) in ("real", "nat")
    return term[0] in allowed and all(elementary(goal, term[i]) for i in places(term))


def _by_inequality(goal: Goal, deadline: Deadline) -> Proof | None:
    if not all(elementary(goal, part) for part in goal.then[1:]):
        return None
    return inequality.prove_relation(goal, deadline.share(0.8))


def _apart(goal: Goal, deadline: Deadline) -> Proof | None:
    if goal.then[0] != "ne":
        return None
    for side, then in (("lt", ("lt", goal.then[1], goal.then[2])), ("gt", ("lt", goal.then[2], goal.then[1]))):
        by = solve(goal.to_show(then), deadline.share(0.4))
        if by is not None:
            return {"rule": "apart", "side": side, "by": by}
    return None


def _coincide(goal: Goal, deadline: Deadline) -> Proof | None:
    if goal.then[0] != "eq":
        return None
    _, left, right = goal.then
    sort = sort_of(left, goal.scope)
    if is_vector(sort):
        by = solve(goal.to_show(("le", ("dot", ("sub", left, right), ("sub", left, right)), ZERO)), deadline.share(0.5))
        return None if by is None else {"rule": "coincide", "le": by}
    if sort not in ("nat", "real"):
        return None
    sides = [solve(goal.to_show(("le", *pair)), deadline.share(0.5)) for pair in ((left, right), (right, left))]
    return None if None in sides else {"rule": "coincide", "le": sides[0], "ge": sides[1]}


def _generalised(goal: Goal, deadline: Deadline) -> Proof | None:
    """Inner products, sums and applications read as unknown numbers: show the inequality for all such numbers."""
    if goal.then[0] not in ("le", "lt") or all(elementary(goal, part) for part in goal.then[1:]):
        return None
    atoms: dict[Term, str] = {}
    relations = [g for g in goal.given if g[0] in ("le", "lt", "eq") and is_number(sort_of(g[1], goal.scope))]
    then = _abstracted(goal, goal.then, atoms)
    known = [_abstracted(goal, fact, atoms) for fact in relations]
    if not atoms or len(atoms) > 8:
        return None
    names = dict.fromkeys(atoms.values(), "real")
    inner = Goal({**{n: s for n, s in goal.scope.items() if s in ("real", "nat")}, **names}, tuple(known), then)
    by = inequality.prove_relation(inner, deadline.share(0.8))
    if by is None:
        return None
    fact = then
    for premise in reversed(known):
        fact = ("implies", premise, fact)
    lemma = ("forall", tuple(names.items()), fact)
    steps: Proof = {"rule": "keep", "of": list(range(-len(known), 0)), "then": by}  # it may count them from the first
    for _ in known[1:]:
        steps = {"rule": "intro", "then": steps}
    closing = {"rule": "use", "of": len(goal.given), "at": jsonable(list(atoms)), "then": {"rule": "assumption"}}
    closing["premises"] = [{"rule": "assumption"}] * len(known)
    return {"rule": "cut", "fact": jsonable(lemma), "by": {"rule": "intro", "then": steps}, "then": closing}


def _abstracted(goal: Goal, term: Term, atoms: dict[Term, str]) -> Term:
    """``term`` with its non-elementary number subterms replaced by names."""
    if term[0] in ("var", "num", "const") and is_number(sort_of(term, goal.scope)):
        return term
    if term[0] in ("le", "lt", "eq") or elementary(goal, (term[0], *(("num", "0") for _ in places(term)))):
        inner = set(places(term))
        return tuple(_abstracted(goal, part, atoms) if i in inner else part for i, part in enumerate(term))
    if term not in atoms:
        atoms[term] = unused(f"y{len(atoms) + 1}", goal.scope, goal)
    return ("var", atoms[term])
