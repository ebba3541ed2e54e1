"""Proofs with open steps, {"rule": "open", ...}, which a search fills one by one."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from verify.checker.calculus import NotSmooth
from verify.checker.enclosure import Undefined
from verify.checker.goals import Goal, Open, Rejected
from verify.checker.normal import Unclear
from verify.checker.polynomial import TooLarge
from verify.checker.rules import prove
from verify.checker.terms import Malformed
from verify.claims.printing import text
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
REFUSED = (Rejected, Malformed, Undefined, Unclear, NotSmooth, TooLarge, ZeroDivisionError)
REST = "the rest"
# Where a rule hands on to the rest of the proof: that part is filled by itself, so that nothing is replayed twice.
CONTINUES = {
    **dict.fromkeys(("use", "intro", "unfold", "obtain", "rewrite", "suppose", "beyond", "keep"), "then"),
    **dict.fromkeys(("exists", "or"), "by"),
}


def filled(goal: Goal, sketch: Mapping[str, Any], deadline: Deadline, solve: Solve) -> tuple[Proof | None, str]:
    """The sketch with its open steps found by ``solve``, and ""; or None and what could not be shown."""
    proof: Proof = json.loads(json.dumps(sketch))  # every open step an object of its own
    for i, hole in enumerate(list(open_goals(proof))):
        hole["name"] = f"step {i + 1}"
    try:
        fault = _fill(goal, proof, deadline, solve)
    except REFUSED as error:
        return None, str(error)
    return (None, fault) if fault else (proof, "")


def _fill(goal: Goal, proof: Proof, deadline: Deadline, solve: Solve) -> str:
    """Fill the open steps of ``proof`` in place; what could not be shown, or ""."""
    rule = proof.get("rule")
    if rule == "cut":
        shown = _goal_of(goal, {**proof, "by": {"rule": "open", "name": REST}})
        return _fill(shown, proof["by"], deadline, solve) or _fill(
            goal.knowing(shown.then), proof["then"], deadline, solve
        )
    if rule == "and" and goal.then[0] == "and" and len(proof["parts"]) == len(goal.then) - 1:
        pairs = zip(goal.then[1:], proof["parts"], strict=True)
        return next((fault for part, by in pairs if (fault := _fill(goal.to_show(part), by, deadline, solve))), "")
    if rule in CONTINUES:
        rest = proof[CONTINUES[rule]]
        head = {**proof, CONTINUES[rule]: {"rule": "open", "name": REST}}
        fault, left = _fill_one_by_one(goal, head, deadline, solve)
        proof.update({**head, CONTINUES[rule]: rest})
        return fault or (_fill(left, rest, deadline, solve) if left is not None else "")
    return _fill_one_by_one(goal, proof, deadline, solve)[0]


def _goal_of(goal: Goal, proof: Proof) -> Goal:
    """The goal that ``proof`` leaves to its rest."""
    try:
        prove(goal, proof, "$")
    except Open as left:
        return left.goal
    raise Rejected("derivation: a step that leaves nothing to show")


def _fill_one_by_one(goal: Goal, proof: Proof, deadline: Deadline, solve: Solve) -> tuple[str, Goal | None]:
    """Fill the open steps in the order in which the checker meets them; the goal of the rest, when there is one."""
    while True:
        try:
            prove(goal, proof, "$")
        except Open as left:
            if left.name == REST:
                return "", left.goal
            step = solve(left.goal, deadline.share(0.5))
            if step is None:
                return f"{left.name} is open: {text(left.goal.then):.200}", None
            hole = next(h for h in open_goals(proof) if h["name"] == left.name)
            hole.clear()
            hole.update(step)
        else:
            return "", None


def open_goals(proof: Proof) -> Iterator[Proof]:
    """The holes of a proof, {"rule": "open", ...}, in order."""
    todo: list[object] = [proof]
    while todo:
        item = todo.pop(0)
        if isinstance(item, dict):
            if item.get("rule") == "open":
                yield item
            todo = [*item.values(), *todo]
        elif isinstance(item, (list, tuple)):
            todo = [*item, *todo]
