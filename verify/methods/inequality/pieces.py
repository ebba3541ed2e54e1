"""Pieces of a subdivision, and how they are written for a person."""

from collections.abc import Iterator, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from verify.checker.terms import Term, num


def pieces(box: dict[str, Any], node: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """The pieces of a subdivision with what stands at each, from below."""
    if isinstance(node, dict) and "var" in node:
        name, at = node["var"], Fraction(node["at"])
        low, high = box[name]
        yield from pieces({**box, name: (low, at)}, node["below"])
        yield from pieces({**box, name: (at, high)}, node["above"])
    else:
        yield box, node


def leaf_text(leaf: Any) -> str:
    """How a piece is decided."""
    if isinstance(leaf, dict) and "taylor" in leaf:
        point = ", ".join(f"{name} = {at}" for name, at in leaf["at"].items())
        return f"Taylor polynomial at {point}, the derivative of order {leaf['taylor']} enclosed"
    return "decided by enclosures"


def range_text(box: Mapping[str, Any]) -> str:
    """``0 <= x <= 1, y <= 2``: the ends that a piece has."""
    shown = []
    for name, (low, high) in box.items():
        left = "" if low is None else f"{_end(low)} <= "
        right = "" if high is None else f" <= {_end(high)}"
        if left and low == high:
            shown.append(f"{name} = {_end(low)}")
        elif left or right:
            shown.append(f"{left}{name}{right}" if left else f"{name}{right}")
    return ", ".join(shown)


def _end(x: Any) -> str:
    end = Fraction(x)
    if len(str(end)) <= 9:
        return str(end)
    return f"about {Context(prec=9).divide(Decimal(end.numerator), Decimal(end.denominator)).normalize():g}"


def sides(box: dict[str, Any]) -> Iterator[Term]:
    """The piece as hypotheses, in the order in which the checker takes them."""
    for name, (low, high) in box.items():
        if low is not None:
            yield ("le", num(low), ("var", name))
        if high is not None:
            yield ("le", ("var", name), num(high))


__all__ = ["leaf_text", "pieces", "range_text", "sides"]
