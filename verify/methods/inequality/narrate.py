"""A certificate in lines that a person can follow: step by step for a proof, both sides enclosed for a refutation.

A rule that has no words here is named, with the number of steps below it. Nothing is left out silently.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from verify.checker.calculus import NotSmooth, differentiate
from verify.checker.enclosure import Undefined
from verify.checker.gate import instantiate
from verify.checker.goals import Goal
from verify.checker.sorts import sort_of
from verify.checker.terms import ZERO, Statement, Term, free_names, negated, num, substitute
from verify.claims.printing import text
from verify.methods.inequality.decimals import bracket
from verify.methods.inequality.pieces import leaf_text, pieces, range_text, sides
from verify.methods.inequality.replay import accepted
from verify.methods.method import Proof

MOST = 60  # lines
PIECES = 8  # of a subdivision that are listed
Lines = Iterator[str]
FALSE: Term = ("lt", ZERO, ZERO)


def narrated(statement: Statement, certificate: dict[str, Any]) -> list[str]:
    """The lines, at most 60; a last one says how many are missing."""
    verdict = certificate["verdict"]
    if verdict == "refuted":
        lines = list(_refutation(statement, certificate))
    elif verdict in ("proved", "vacuous"):
        then = statement.then if verdict == "proved" else FALSE
        goal = Goal(dict(statement.let), (), then).knowing(*statement.given)
        lines = list(_step(goal, certificate["proof"]))
    else:
        return []
    return lines if len(lines) <= MOST else [*lines[: MOST - 1], f"... {len(lines) - MOST + 1} more lines"]


# -- refutations ------------------------------------------------------------------------------------------------------


def _refutation(statement: Statement, certificate: dict[str, Any]) -> Lines:
    values = certificate["values"]
    closed = instantiate(statement, values, "$")
    if values:
        yield "at " + ", ".join(f"{name} = {text(termed(value))}" for name, value in values.items())
    for before, after in zip(statement.given, closed.given, strict=True):
        yield f"  {text(before)} holds{_sides(after)}"
    yield f"  {text(statement.then)} fails{_sides(closed.then)}"


def _sides(fact: Term) -> str:
    """Both sides of a closed comparison, enclosed; of anything else nothing."""
    if fact[0] not in ("le", "lt", "eq", "ne") or not all(sort_of(side, {}) in ("real", "nat") for side in fact[1:]):
        return ""
    return ": left " + ", right ".join(_enclosed(side) for side in fact[1:])


def _enclosed(term: Term) -> str:
    try:
        low, high = Goal({}, (), FALSE).evaluator({}, 256).number(term)
    except (Undefined, ZeroDivisionError, OverflowError):
        return "not a number"
    return bracket(low, high)


# -- proofs -----------------------------------------------------------------------------------------------------------


def _step(goal: Goal, proof: Proof) -> Lines:
    rule = str(proof["rule"])
    if rule in WORDS:
        yield from WORDS[rule](goal, proof)
    else:
        yield f"{text(goal.then)}: by {rule} ({_count(proof)} steps below)"


def _below(lines: Lines) -> Lines:
    return (f"  {line}" for line in lines)


def _count(item: Any) -> int:
    if isinstance(item, dict):
        return ("rule" in item) + sum(_count(part) for part in item.values())
    return sum(_count(part) for part in item) if isinstance(item, list) else 0


def _assumption(goal: Goal, proof: Proof) -> Lines:
    yield f"{text(goal.then)}: a hypothesis, or plain from the signs and ranges"


def _combine(goal: Goal, proof: Proof) -> Lines:
    parts = [_part(goal, part) for part in proof["parts"]]
    if goal.then[0] in ("le", "lt", "eq"):
        yield f"{text(goal.then)}: right - left = {' + '.join(parts) or '0'}, multiplied out"
    else:
        yield f"{text(goal.then)}: multiplied out"


def _part(goal: Goal, part: dict[str, Any]) -> str:
    """weight * square**2 * times * facts, a fact written as the quantity that it says is at least 0."""
    factors = [] if part["weight"] == "1" else [text(num(Fraction(part["weight"])))]
    factors += [f"({text(termed(part['square']))})**2"] if "square" in part else []
    factors += [f"({text(termed(part['times']))})"] if "times" in part else []
    factors += [_fact(goal, fact) for fact in part.get("facts", ())]
    return "*".join(factors) or "1"


def _fact(goal: Goal, fact: Any) -> str:
    if isinstance(fact, int):
        known = goal.given[fact]
        if known[0] in ("le", "lt", "eq"):
            return f"[{text(known[2])}]" if known[1] == ZERO else f"[{text(('sub', known[2], known[1]))}]"
        return f"[{text(known)}]"
    return f"[{fact[0]} of {', '.join(text(termed(t)) if isinstance(t, list) else str(t) for t in fact[1:])}]"


def _cut(goal: Goal, proof: Proof) -> Lines:
    fact = termed(proof["fact"])
    yield f"first {text(fact)}:"
    yield from _below(_step(goal.to_show(fact), proof["by"]))
    yield from _step(goal.knowing(fact), proof["then"])


def _cases(goal: Goal, proof: Proof) -> Lines:
    left, right = termed(proof["left"]), termed(proof["right"])
    for head, side in (("lt", ("lt", left, right)), ("eq", ("eq", left, right)), ("gt", ("lt", right, left))):
        yield f"case {text(side)}:"
        yield from _below(_step(goal.knowing(side), proof[head]))


def _alternatives(goal: Goal, proof: Proof) -> Lines:
    for case, by in zip(goal.given[proof["of"]][1:], proof["parts"], strict=True):
        yield f"case {text(case)}:"
        yield from _below(_step(goal.knowing(case), by))


def _both(goal: Goal, proof: Proof) -> Lines:
    for part, by in zip(goal.then[1:], proof["parts"], strict=True):
        yield from _step(goal.to_show(part), by)


def _either(goal: Goal, proof: Proof) -> Lines:
    yield from _step(goal.to_show(goal.then[proof["part"]]), proof["by"])


def _apart(goal: Goal, proof: Proof) -> Lines:
    left, right = goal.then[1:] if proof["side"] == "lt" else goal.then[:0:-1]
    yield from _step(goal.to_show(("lt", left, right)), proof["by"])


def _suppose(goal: Goal, proof: Proof) -> Lines:
    wrong = negated(goal.then)
    yield f"suppose {text(wrong)}; then 0 < 0:"
    yield from _below(_step(goal.knowing(wrong).to_show(FALSE), proof["then"]))


def _absurd(goal: Goal, proof: Proof) -> Lines:
    yield "the hypotheses known here contradict each other:"
    yield from _below(_step(goal.to_show(FALSE), proof["by"]))


def _induction(goal: Goal, proof: Proof) -> Lines:
    yield f"{text(goal.then)}: by induction on {proof['var']}"


def _rewrite(goal: Goal, proof: Proof) -> Lines:
    fact = goal.given[proof["of"]]
    old, new = (fact[2], fact[1]) if proof.get("back") else (fact[1], fact[2])
    yield f"put {text(new)} for {text(old)}:"
    if old[0] == "var":
        yield from _below(_step(goal.to_show(substitute(goal.then, {old[1]: new})), proof["then"]))
    else:
        yield f"  ({_count(proof['then'])} steps)"


def _use(goal: Goal, proof: Proof) -> Lines:
    fact = goal.given[proof["of"]]
    at = [termed(term) for term in proof.get("at", ())]
    if fact[0] == "forall":
        fact = substitute(fact[2], {name: term for (name, _), term in zip(fact[1], at, strict=True)})
    for premise in proof.get("premises", ()):
        yield from _step(goal.to_show(fact[1]), premise)
        fact = fact[2]
    yield f"so {text(fact)}"
    yield from _step(goal.knowing(fact), proof["then"])


def _intro(goal: Goal, proof: Proof) -> Lines:
    then, scope = goal.then, dict(goal.scope)
    if then[0] == "forall":
        named = dict(zip((name for name, _ in then[1]), proof.get("as", [n for n, _ in then[1]]), strict=True))
        scope |= {named[name]: sort for name, sort in then[1]}
        then = substitute(then[2], {name: ("var", new) for name, new in named.items()})
    inner = Goal(scope, goal.given, then)
    if then[0] == "implies":
        inner = inner.to_show(then[2]).knowing(then[1])
    yield from _step(inner, proof["then"])


def _slope(goal: Goal, proof: Proof) -> Lines:
    name, c = proof["var"], termed(proof["from"])
    gap: Term = ("sub", goal.then[2], goal.then[1])
    yield f"{text(goal.then)}: by the sign of the derivative of right - left in {name}, from {name} = {text(c)}"
    here = goal.without(name)
    strict = proof.get("strict", "at" if goal.then[0] == "lt" else "no")
    start: Term = ("lt" if strict == "at" else "le", ZERO, substitute(gap, {name: c}))
    yield from _below(_step(here.to_show(start), proof["at"]))
    try:
        slope = differentiate(gap, name, goal.scope, [])
    except NotSmooth:
        slope = None
    x: Term = ("var", name)
    rises = "lt" if strict == "slope" else "le"
    for field, side, signs in (("up", ("lt", c, x), (ZERO, slope)), ("down", ("lt", x, c), (slope, ZERO))):
        if proof.get(field) is not None and slope is not None:
            yield f"  where {text(side)}:"
            yield from _below(_below(_on_segment(goal, here, side, (rises, *signs), proof[field])))


def _on_segment(goal: Goal, here: Goal, side: Term, then: Term, proof: Proof) -> Lines:
    """The step with the hypotheses that hold from the start on: which those are is seen by what the rules accept."""
    names = free_names(side)
    of_x = tuple(fact for fact in goal.given if fact not in here.given)
    kept = tuple(fact for fact in of_x if fact[0] in ("le", "lt") and any(part[0] == "var" for part in fact[1:]))
    for more in (of_x, kept, ()):
        inner = Goal(goal.scope, here.given + more, then).knowing(side)
        if accepted(inner, proof):
            yield from _step(inner, proof)
            return
    yield f"{text(then)}: by {proof['rule']} ({_count(proof)} steps in {', '.join(sorted(names))})"


# -- subdivisions -----------------------------------------------------------------------------------------------------


def _boxes(goal: Goal, proof: Proof) -> Lines:
    found = list(pieces(goal.box(proof.get("bits", 64)), proof["tree"]))
    inner = [piece for piece in found if isinstance(piece[1], dict) and "by" in piece[1]]
    if len(found) == 1:
        yield f"{text(goal.then)}: {leaf_text(found[0][1])} on {range_text(found[0][0]) or 'the whole range'}"
    else:
        yield f"{text(goal.then)}: on {len(found)} pieces of the range"
        shown = [piece for piece in found if piece not in inner][:PIECES]
        yield from (f"  {range_text(box)}: {leaf_text(leaf)}" for box, leaf in shown)
        rest = len(found) - len(inner) - len(shown)
        if rest:
            yield f"  ... {rest} more such pieces"
    for box, leaf in inner:
        facts = list(sides(box))
        yield f"  {range_text(box)}:"
        yield from _below(_below(_step(goal.knowing(*facts), leaf["by"])))


def termed(data: Any) -> Any:
    """Lists as tuples, all the way down."""
    return tuple(termed(part) for part in data) if isinstance(data, (list, tuple)) else data


WORDS: dict[str, Callable[[Goal, Proof], Lines]] = {
    "assumption": _assumption,
    "combine": _combine,
    "cut": _cut,
    "cases": _cases,
    "alternatives": _alternatives,
    "and": _both,
    "or": _either,
    "apart": _apart,
    "suppose": _suppose,
    "absurd": _absurd,
    "induction": _induction,
    "rewrite": _rewrite,
    "use": _use,
    "intro": _intro,
    "slope": _slope,
    "boxes": _boxes,
}

__all__ = ["narrated", "termed"]
