"""Reading an orbit's certificate: plain data in, cells and limits out, Malformed for anything else."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.ballchecker.balls import ball, scaled
from verify.ballchecker.cell import Cell
from verify.ballchecker.limit import Limit
from verify.ballchecker.losses import Bounds
from verify.checker.facts import fields, rational
from verify.checker.reading import listed
from verify.checker.terms import Malformed

MAX_BITS, MAX_STEPS, MAX_CELLS, MAX_TERMS, MAX_SIZE = 100_000, 10_000_000, 100_000, 5_000, 1_000_000
FINEST = 64


@dataclass(frozen=True, slots=True)
class Parts:
    """A certificate whose balls are made once the precision is set.

    bits         working precision
    hat          the separator
    multipliers  of the separator, as the rule kkt of the checker takes them
    steps        the number of iterations that are replayed one by one; for gradient flow the time at which
                 ``first`` ends
    first        makes the plain cells of gradient flow
    terms        the largest number of Taylor coefficients of a cell
    cells        makes the cells
    limit        makes the limit's data, None when there are none
    """

    bits: int
    hat: list[Fraction]
    multipliers: Any
    steps: int
    first: Callable[[], list[Cell]]
    terms: int
    cells: Callable[[], list[Cell]]
    limit: Callable[[], Limit] | None


def read_certificate(data: Any, count: int, dimension: int, flow: bool = False) -> Parts:
    """The certificate of an orbit on ``count`` samples in this dimension. Fails (Malformed)."""
    fields(data, {"bits", "loss", "margin", "steps", "cells", *(["first"] if flow else [])}, {"limit"}, "$")
    bits, steps = whole(data["bits"], 32, MAX_BITS, "$.bits"), whole(data["steps"], 1, MAX_STEPS, "$.steps")
    margin = fields(data["margin"], {"w", "multipliers"}, set(), "$.margin")
    hat = [rational(x, f"$.margin.w[{j}]") for j, x in enumerate(listed(margin["w"], "$.margin.w"))]
    if len(hat) != dimension:
        raise Malformed(f"orbit: expected {dimension} coordinates @ $.margin.w")
    first, end, most = _cells(data["first"] if flow else [], (0, 0), bits, dimension, plain=True)
    if flow and (end[1] > 0 or end[0] != steps << -end[1]):
        raise Malformed("orbit: the first cells do not end where the others begin @ $.first")
    cells, _, terms = _cells(data["cells"], (steps, 0), bits, dimension, fine=flow)
    limit = _limit(data["limit"], bits, count, dimension) if "limit" in data else None
    return Parts(bits, hat, margin["multipliers"], steps, first, max(terms, most), cells, limit)


def _cells(
    data: Any, begin: tuple[int, int], bits: int, dimension: int, *, plain: bool = False, fine: bool = False
) -> tuple[Callable[[], list[Cell]], tuple[int, int], int]:
    """(what makes the cells, the time at which they end, the largest number of Taylor coefficients).

    ``fine``: whether they may end at times that are no whole numbers.
    """
    path = "$.first" if plain else "$.cells"
    cells = listed(data, path)
    if len(cells) > MAX_CELLS:
        raise Malformed(f"orbit: more than {MAX_CELLS} cells @ {path}")
    makers, terms = [], 1
    for i, item in enumerate(cells):
        least = -MAX_SIZE if plain else -FINEST if fine else 0
        maker, begin, length = _cell(item, begin, bits, dimension, f"{path}[{i}]", least, plain)
        makers.append(maker)
        terms = max(terms, length)
    return lambda: [make() for make in makers], begin, terms


def read_bounds(data: Any) -> tuple[Bounds, list[Any]]:
    """The constants of the loss's hypotheses, and their proofs as the first checker takes them. Fails (Malformed)."""
    part: Any = data.get("loss") if isinstance(data, dict) else None
    constants, ranges = ("kappa", "curvature", "excess"), ("convex", "near", "steepest")
    fields(part, {*constants, *ranges, "proofs"}, set(), "$.loss")
    sizes = {name: rational(part[name], f"$.loss.{name}") for name in constants}
    optional = {name: None if part[name] is None else rational(part[name], f"$.loss.{name}") for name in ranges}
    if not all(value is None or value > 0 for value in optional.values()):
        raise Malformed("orbit: a bound that is not positive @ $.loss")
    bounds = Bounds(sizes["kappa"], sizes["curvature"], sizes["excess"], *(optional[name] for name in ranges))
    return bounds, list(listed(part["proofs"], "$.loss.proofs"))


def _cell(
    data: Any, begin: tuple[int, int], bits: int, dimension: int, path: str, least: int, plain: bool
) -> tuple[Callable[[], Cell], tuple[int, int], int]:
    """(what makes the cell, the time at which it ends, the number of its Taylor coefficients)."""
    fields(data, {"until", "centre", "half", "coefficients", "terms", "ratio", "depth"}, set(), path)
    until = listed(data["until"], f"{path}.until")
    if len(until) != 2:
        raise Malformed(f"orbit: expected [m, k] for the iteration m 2^k @ {path}.until")
    end = (
        whole(until[0], 1, 2**4096, f"{path}.until[0]"),
        whole(until[1], least, 0 if plain else 2**62, f"{path}.until[1]"),
    )
    centre, half = rational(data["centre"], f"{path}.centre"), rational(data["half"], f"{path}.half")
    ratio = rational(data["ratio"], f"{path}.ratio")
    terms, depth = whole(data["terms"], 2, MAX_TERMS, f"{path}.terms"), whole(data["depth"], 1, 500, f"{path}.depth")
    if half <= 0 or ratio <= 1:
        raise Malformed(f"orbit: expected half > 0 and ratio > 1 @ {path}")
    table = [_wholes(row, f"{path}.coefficients[{i}]") for i, row in enumerate(_table(data, dimension, path))]
    if len({len(row) for row in table}) != 1 or not 2 <= len(table[0]) <= MAX_TERMS:
        raise Malformed(f"orbit: the polynomials have not one length of at least 2 @ {path}.coefficients")

    def make() -> Cell:
        polynomials = [[scaled(c, bits) for c in row] for row in table]
        return Cell(begin, end, ball(centre), ball(half), polynomials, terms, ball(ratio), depth, plain)

    return make, end, terms


def _table(data: Any, dimension: int, path: str) -> Any:
    rows = listed(data["coefficients"], f"{path}.coefficients")
    if len(rows) != dimension:
        raise Malformed(f"orbit: expected {dimension} polynomials @ {path}.coefficients")
    return rows


def _limit(data: Any, bits: int, count: int, dimension: int) -> Callable[[], Limit]:
    fields(data, {"point", "size", "basis"}, set(), "$.limit")
    point = _wholes(data["point"], "$.limit.point")
    size = whole(data["size"], 1, 2**MAX_SIZE, "$.limit.size")
    basis = [whole(n, 0, count - 1, "$.limit.basis") for n in listed(data["basis"], "$.limit.basis")]
    if len(point) != dimension:
        raise Malformed(f"orbit: expected {dimension} coordinates @ $.limit.point")
    return lambda: Limit([scaled(c, bits) for c in point], scaled(size, bits), basis)


def whole(data: Any, least: int, most: int, path: str) -> int:
    """A whole number within these bounds."""
    if type(data) is not int or not least <= data <= most:
        raise Malformed(f"orbit: expected a whole number in its range, got {str(data)[:40]!r} @ {path}")
    return data


def _wholes(data: Any, path: str) -> list[int]:
    row = listed(data, path)
    if not all(type(c) is int and c.bit_length() <= MAX_SIZE for c in row):
        raise Malformed(f"orbit: expected whole numbers @ {path}")
    return list(row)
