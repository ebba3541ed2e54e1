"""Proofs with open steps, {"rule": "open", ...}, which a search fills one by one."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from verify.checker.goals import Goal, Open, Rejected
from verify.checker.rules import prove
from verify.checker.terms import jsonable
from verify.claims.printing import text
from verify.methods import learnt
from verify.methods.method import Deadline, Proof
from verify.methods.naming import terms_for
from verify.methods.refused import REFUSED

Solve = Callable[[Goal, Deadline], Proof | None]
Step = Callable[[str, Goal, Deadline], Proof | None]
Schema = tuple[list[str], Proof]
SHARE = 0.1  # of the time, for each of the terms tried
REST = "the rest"
# Where a rule hands on to the rest of the proof: that part is filled by itself, so that nothing is replayed twice.
CONTINUES = {
    **dict.fromkeys(("use", "intro", "unfold", "obtain", "rewrite", "suppose", "beyond", "keep"), "then"),
    **dict.fromkeys(("exists", "or"), "by"),
}


def filled(goal: Goal, sketch: Mapping[str, Any], deadline: Deadline, solve: Solve) -> tuple[Proof | None, str]:
    """The sketch with its open steps found by ``solve``, and ""; or None and what could not be shown.

    For a step that leaves a value open too (``steps.found``) terms are tried, one after the other.
    """
    proof: Proof = json.loads(json.dumps(sketch))  # every open step an object of its own
    schemas: dict[str, Schema] = {}
    for i, hole in enumerate(list(open_goals(proof))):
        hole["name"] = f"step {i + 1}"
        if "find" in hole:
            schemas[hole["name"]] = hole.pop("find"), hole.pop("by")

    def step(name: str, left: Goal, time: Deadline) -> Proof | None:
        return _with_values(left, *schemas[name], time, solve) if name in schemas else solve(left, time)

    try:
        fault = _fill(goal, proof, deadline, step)
    except REFUSED as error:
        return None, str(error)
    return (None, fault) if fault else (proof, "")


def _with_values(goal: Goal, names: list[str], by: Proof, deadline: Deadline, solve: Solve) -> Proof | None:
    """There is a value: the first of the terms at hand with which the sketch can be filled."""
    if goal.then[0] != "exists" or len(goal.then[1]) != len(names):
        return None
    for terms in terms_for(goal, names, by):
        if deadline.over:
            return None
        at = jsonable(list(terms))
        sketch = {"rule": "exists", "at": at, "by": placed(by, dict(zip(names, at, strict=True)))}
        proof, _ = filled(goal, sketch, deadline.share(SHARE), solve)
        if proof is not None:
            return proof
    return None


def placed(sketch: Any, values: Mapping[str, Any]) -> Any:
    """A sketch of a proof with the values in the places of the names, as dimensions too."""
    if isinstance(sketch, dict):
        return {field: placed(part, values) for field, part in sketch.items()}
    if isinstance(sketch, (list, tuple)):
        if len(sketch) == 2 and sketch[0] == "var" and sketch[1] in values:
            return values[sketch[1]]
        if sketch and sketch[0] in ("vec", "map", "ident"):
            sketch = [int(values[d][1]) if isinstance(d, str) and d in values else d for d in sketch]
        return [placed(part, values) for part in sketch]
    return sketch


def _fill(goal: Goal, proof: Proof, deadline: Deadline, solve: Step) -> str:
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


def _fill_one_by_one(goal: Goal, proof: Proof, deadline: Deadline, solve: Step) -> tuple[str, Goal | None]:
    """Fill the open steps in the order in which the checker meets them; the goal of the rest, when there is one."""
    while True:
        try:
            prove(goal, proof, "$")
        except Open as left:
            if left.name == REST:
                return "", left.goal
            step = learnt.solved(left.goal, deadline.share(0.5), partial(solve, left.name), REFUSED)
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
