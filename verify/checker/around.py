"""The rule for what does not hold almost everywhere: it fails on a whole box."""

from fractions import Fraction

from .goals import Goal, Rejected
from .proving import Proof, prove
from .reading import listed, new_name, read_term
from .terms import Malformed, Sort, Term, negated, num, substitute, value_of


def around(goal: Goal, proof: Proof, path: str) -> None:
    """Not "for almost all": at all values close to those given the formula is defined and fails.

    The numbers in the values ``at`` become new names ``as``, each known to be within ``radius`` of its number.
    """
    if goal.then[0] != "not" or goal.then[1][0] != "ae":
        raise Rejected(f"around: the conclusion does not deny an almost-every statement @ {path}")
    _, names, body = goal.then[1]
    centres, radius = listed(proof["at"], f"{path}.at"), read_term(proof["radius"], {}, "real", f"{path}.radius")
    if radius[0] != "num" or value_of(radius) <= 0:
        raise Rejected(f"around: the radius is not a positive number @ {path}.radius")
    if len(centres) != len(names):
        raise Malformed(f"proof: expected {len(names)} terms @ {path}.at")
    new, scope, facts, values = list(listed(proof["as"], f"{path}.as")), dict(goal.scope), list[Term](), {}
    for i, ((name, sort), data) in enumerate(zip(names, centres, strict=True)):
        if not _made_of_numbers(sort):
            raise Rejected(f"around: no box in the sort {sort!r:.40} @ {path}.at[{i}]")
        centre = read_term(data, {}, sort, f"{path}.at[{i}]")
        values[name] = _moved(centre, value_of(radius), new, scope, facts, f"{path}.as")
    if new:
        raise Malformed(f"proof: more names than numbers @ {path}.as")
    inside = goal.naming({name: sort for name, sort in scope.items() if name not in goal.scope}, path).knowing(*facts)
    prove(inside.to_show(substitute(negated(body), values)), proof["then"], f"{path}.then")


def _made_of_numbers(sort: Sort) -> bool:
    """Whether the values are finitely many real numbers, or a family of such from 0 on."""
    if isinstance(sort, tuple) and sort[0] == "fn" and sort[1] == ("nat",):
        sort = sort[2]
    return sort == "real" or (isinstance(sort, tuple) and sort[0] == "vec" and isinstance(sort[1], int))


def _moved(
    centre: Term, radius: Fraction, new: list[object], scope: dict[str, Sort], facts: list[Term], path: str
) -> Term:
    """The written value with the next new names for its numbers, which are taken into ``scope`` and ``facts``."""
    if centre[0] in ("vec", "table"):
        return (centre[0], *(_moved(part, radius, new, scope, facts, path) for part in centre[1:]))
    if centre[0] != "num":
        raise Rejected(f"around: {centre[0]} is no written number @ {path}")
    if not new:
        raise Malformed(f"proof: more numbers than names @ {path}")
    name = new_name(new.pop(0), scope, path)
    scope[name], at = "real", value_of(centre)
    here: Term = ("var", name)
    facts += [("lt", num(at - radius), here), ("lt", here, num(at + radius))]
    return here
