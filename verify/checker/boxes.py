"""Cutting the box of the hypotheses until enclosures, or Taylor polynomials with remainder, decide."""

from typing import Any

from .evaluate import Value
from .facts import fields, rational
from .goals import Goal, Rejected, evident
from .proving import Proof, prove
from .series import MAX_ORDER, Series, signs
from .terms import Malformed, Term, num

MAX_BITS = 10_000


def boxes(goal: Goal, proof: Proof, path: str) -> None:
    """Cut the box of the hypotheses at rationals until, on each piece, enclosures decide (or a proof does)."""
    bits = proof.get("bits", 64)
    if type(bits) is not int or not 16 <= bits <= MAX_BITS:
        raise Malformed(f"boxes: bits must be a whole number from 16 to {MAX_BITS}, got {bits!r:.20} @ {path}")
    todo: list[tuple[dict[str, Value], Any, str]] = [(goal.box(bits), proof["tree"], f"{path}.tree")]
    while todo:
        box, node, at = todo.pop()
        if node == "leaf":
            _leaf(goal, box, bits, at)
        elif isinstance(node, dict) and set(node) == {"by"}:
            prove(goal.knowing(*_sides(goal, box)), node["by"], f"{at}.by")
        elif isinstance(node, dict) and "taylor" in node:
            _taylor(goal, box, node, bits, at)
        else:
            cut_at = fields(node, {"var", "at", "below", "above"}, set(), at)
            name, place = cut_at["var"], rational(cut_at["at"], f"{at}.at")
            if not isinstance(name, str) or name not in box:
                raise Malformed(f"boxes: {name!r:.40} is no number name of the goal @ {at}.var")
            low, high = box[name]
            if (low is not None and place <= low) or (high is not None and place >= high):
                raise Rejected(f"boxes: {place} does not lie inside the range of {name} @ {at}.at")
            todo.append(({**box, name: (low, place)}, cut_at["below"], f"{at}.below"))
            todo.append(({**box, name: (place, high)}, cut_at["above"], f"{at}.above"))


def _leaf(goal: Goal, box: dict[str, Value], bits: int, path: str) -> None:
    evaluator = goal.evaluator(box, bits)
    if evaluator.decide(goal.then) or any(evaluator.decide(fact) is False for fact in goal.given):
        return
    raise Rejected(f"boxes: the conclusion is not certain on this piece @ {path}")


def _taylor(goal: Goal, box: dict[str, Value], node: Any, bits: int, path: str) -> None:
    """Right - left = r (x - c)^k on this piece, by a Taylor polynomial with remainder, and r has the right sign."""
    data = fields(node, {"taylor", "at"}, set(), path)
    order, centre = data["taylor"], data["at"]
    if type(order) is not int or not 1 <= order <= MAX_ORDER or not isinstance(centre, dict) or not centre:
        raise Malformed(f"boxes: a Taylor leaf takes an order from 1 to {MAX_ORDER} and a point @ {path}")
    if goal.then[0] not in ("le", "lt") or not set(centre) <= set(box):
        raise Rejected(f"boxes: a Taylor leaf takes an inequality and names of its box @ {path}")
    point = {name: rational(c, f"{path}.at.{name}") for name, c in centre.items()}
    if any(
        (box[n][0] is not None and c < box[n][0]) or (box[n][1] is not None and c > box[n][1]) for n, c in point.items()
    ):
        raise Rejected(f"boxes: the point does not lie in the piece @ {path}")
    (low, high), k, d = signs(("sub", goal.then[2], goal.then[1]), Series(box, dict(goal.scope), point, order, bits))
    strict = goal.then[0] == "lt"
    if strict and k and not all(evident(("ne", ("var", name), num(c)), goal) for name, c in point.items()):
        raise Rejected(f"boxes: the sides are equal at the point, and nothing shows that it is excluded @ {path}")
    upper = low is not None and (low > 0 or (low == 0 and not strict))
    lower = high is not None and (high < 0 or (high == 0 and not strict))
    even, right, left = k % 2 == 0, d[0] is not None and d[0] >= 0, d[1] is not None and d[1] <= 0
    if not (upper and (even or right)) and not (lower and not even and left):
        raise Rejected(f"boxes: the conclusion is not certain on this piece, of order {order} @ {path}")


def _sides(goal: Goal, box: dict[str, Value]) -> list[Term]:
    """The box as hypotheses."""
    facts: list[Term] = []
    for name, (low, high) in box.items():
        facts += [("le", num(low), ("var", name))] if low is not None else []
        facts += [("le", ("var", name), num(high))] if high is not None else []
    return facts
