"""Refutations of almost-every statements: hypotheses and failure shown for all data of a box around drawn ones."""

from collections.abc import Mapping, Sequence
from typing import Any

from verify.checker.terms import Term, jsonable, negated, substitute
from verify.methods.derivation import fill
from verify.methods.drawing import Plan, Values
from verify.methods.holes import placed
from verify.methods.method import Deadline, Proof
from verify.methods.nearby import boxes
from verify.methods.opening import Opened
from verify.methods.tactics import solve

SHARE = 0.4  # of the time left, for the hypotheses


def refuted_close(
    inner: Opened,
    values: Values,
    wanted: Sequence[Term],
    failure: Mapping[str, Any],
    sketches: Mapping[int, Any],
    deadline: Deadline,
) -> dict[str, Any] | None:
    """The refutation of an almost-every statement at all values close to these; None where none is found.

    ``wanted`` are facts that have to hold in the whole box; ``failure`` and ``sketches`` say why the conclusion fails
    and the hypotheses hold, in the names of the statement.
    """
    found = boxes(Plan(inner.statement, wanted), values, inner.almost, wanted)
    if found is None:
        return None
    box, close = found
    given = [substitute(fact, close) for fact in inner.statement.given]
    outer = [substitute(fact, values) for fact in inner.closed.given]
    here, alone, plain = box.goal(outer), box.goal(()), {name: jsonable(value) for name, value in close.items()}
    time, shown = deadline.share(SHARE), dict[int, Proof]()
    for i in sorted(range(len(given)), key=lambda i: (i not in sketches, i)):
        # The hypotheses of the statement itself are shown before there is a box.
        goal = (alone if i < inner.own else here).to_show(given[i])
        proof = fill(goal, placed(sketches[i], plain), time)[0] if i in sketches else solve(goal, time)
        if proof is None:
            return None
        shown[i] = proof
    then, _ = fill(here.to_show(negated(substitute(inner.statement.then, close))), placed(failure, plain), deadline)
    if then is None:
        return None
    plain = {name: jsonable(value) for name, value in {**close, **_own(inner, values)}.items()}
    return inner.certificate({"values": plain, "given": [shown[i] for i in range(len(given))], "then": then}, box)


def _own(inner: Opened, values: Values) -> Values:
    """The values of the names that the statement declares itself."""
    return {name: values[name] for name, _ in inner.closed.let}
