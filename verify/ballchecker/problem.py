"""Reading what an orbit's statement says: data, loss, step size, start, times, and the claimed intervals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Any, TypeVar

from flint import acb, arb, arb_mat, arb_series, fmpz

from verify.ballchecker.balls import ball, norm_bound
from verify.ballchecker.formula import NAME
from verify.ballchecker.losses import Bounds, Loss, tail
from verify.checker.facts import fields, rational
from verify.checker.reading import listed, measure, read_term
from verify.checker.terms import Malformed, Term

Ball = TypeVar("Ball", arb, acb, arb_series)
TIME = re.compile(r"([1-9][0-9]{0,999})(?:e(0|[1-9][0-9]{0,11}))?\Z", re.ASCII)
DECIMAL = re.compile(r"-?[0-9]{1,20000}(\.[0-9]{1,20000})?(e[+-]?[0-9]{1,4000})?\Z", re.ASCII)
MAX_CELLS_OF_DATA, MAX_CLAIMS = 1_000_000, 10_000
QUANTITIES = frozenset({"w", "rho", "loss", "angle", "gap"})
LIMITS = frozenset({"rho", "direction", "cosine", "gap", "loss"})


@dataclass(frozen=True, slots=True)
class Time:
    """The iteration mantissa * 10^tens, with ``onwards`` all from it on, with ``limit`` the limit as t grows."""

    mantissa: int
    tens: int
    onwards: bool = False
    limit: bool = False

    def log(self) -> arb:
        """A ball that holds the logarithm."""
        return arb(fmpz(self.mantissa)).log() + self.tens * arb.const_log10()

    def clock(self, plain: bool) -> arb:
        """The logarithm, or a ball that holds the time itself."""
        return arb(fmpz(self.mantissa)) * arb(10) ** self.tens if plain else self.log()

    @property
    def small(self) -> int | None:
        """The iteration as a number, None when it has more than 15 digits."""
        return self.mantissa * 10**self.tens if self.tens + len(str(self.mantissa)) <= 15 else None


@dataclass(frozen=True, slots=True)
class Claim:
    """That the named quantities lie in the intervals [middle - radius, middle + radius] at a time, or from it on."""

    time: Time
    intervals: dict[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Problem:
    """Gradient descent w(t+1) = w(t) + eta sum_n G(x_n.w(t)) x_n from w(0) = start, and what is claimed of it.

    Samples, step size and loss are scaled so that the loss has the tail exp(-v) of rate and size 1: x_n = a samples_n,
    eta = A/a times the step size that is stated. With ``flow`` it is gradient flow w' = eta sum_n G(x_n.w) x_n with
    eta = A/a, and t is time. Shapes: samples and rows (N, d), start (d,). Exact.

    With ``groups``, which make up all rows, those of a group share one term of the risk, the loss of their soft minimum
    m = -log sum_k exp(-x_k.w). The loss has rate and root 1 then, so that z = sum_k exp(-x_k.w), and
    G(m) grad m = sum_k exp(-x_k.w) phi(z) x_k.
    """

    samples: list[list[Fraction]]
    rows: list[list[Fraction]]
    start: list[Fraction]
    loss: Loss
    eta: Fraction
    claims: list[Claim]
    flow: bool = False
    groups: tuple[range, ...] = ()

    def joined(self, values: Sequence[Ball]) -> list[Ball]:
        """For each row the sum of the values over its group: of exp(-x_n.w), z of the soft minimum."""
        found = list(values)
        for group in self.groups:
            whole = values[group[0]]
            for n in group[1:]:
                whole = whole + values[n]
            for n in group:
                found[n] = whole
        return found

    def mates(self, row: int) -> Sequence[int]:
        """The rows of its group, itself among them."""
        return next((group for group in self.groups if row in group), [row])

    def one_each(self) -> Sequence[int]:
        """One row of each term of the risk."""
        return [group[0] for group in self.groups] or range(len(self.rows))

    def slopes(self, margins: Sequence[arb]) -> list[arb]:
        """exp(-x_n.w) phi(z) for each row; without groups, G."""
        z = self.joined([self.loss.base(u) for u in margins])
        return [self.loss.pull(u, x) for u, x in zip(margins, z, strict=True)]

    def matrix(self) -> arb_mat:
        """The rows as balls, (N, d), at the precision that is set."""
        return arb_mat(len(self.rows), len(self.rows[0]), [ball(x) for row in self.rows for x in row])

    def row_norms(self) -> list[arb]:
        """Upper bounds of |x_n|."""
        return [norm_bound([ball(x) for x in row]) for row in self.rows]


def scaled_problem(
    samples: list[list[Fraction]],
    start: list[Fraction],
    loss: Loss,
    eta: Fraction | None,
    claims: list[Claim],
    groups: Sequence[int] = (),
) -> Problem:
    """The problem of samples and a step size as they are stated; without step size gradient flow.

    ``groups``: how many rows, one after the other, share a term. Fails (Malformed) for a loss of another rate or root.
    """
    if groups and (loss.rate != 1 or loss.root != 1):
        raise Malformed("orbit: groups need a loss that is a function of exp(-u) with the tail exp(-u) @ $.loss")
    ends = list(accumulate(groups))
    ranges = tuple(range(end - size, end) for end, size in zip(ends, groups, strict=True))
    rows = [[loss.rate * x for x in row] for row in samples]
    speed = Fraction(1) if eta is None else eta
    return Problem(samples, rows, start, loss, speed * loss.size / loss.rate, claims, eta is None, ranges)


def read_problem(data: Any, bounds: Bounds) -> Problem:
    """A statement about an orbit; the bounds of its loss are still to be confirmed. Fails (Malformed) on other data."""
    said = read_setting(data, QUANTITIES, LIMITS)
    return scaled_problem(said.rows, said.start, tail(said.loss, bounds), said.eta, said.claims, said.groups)


@dataclass(frozen=True, slots=True)
class Setting:
    """A statement as it stands: the loss as a term in u, no step size for gradient flow, the sizes of groups if any."""

    rows: list[list[Fraction]]
    start: list[Fraction]
    loss: Term
    eta: Fraction | None
    claims: list[Claim]
    groups: tuple[int, ...] = ()


def read_setting(data: Any, quantities: frozenset[str], limits: frozenset[str]) -> Setting:
    """A statement that claims these quantities at times, and these as limits. Fails (Malformed) on anything else."""
    flow = isinstance(data, dict) and data.get("flow") is True
    fields(data, {"rows", "start", "loss", "flow" if flow else "eta", "claims"}, {"groups"}, "$")
    rows = [_vector(row, f"$.rows[{n}]") for n, row in enumerate(listed(data["rows"], "$.rows"))]
    start = _vector(data["start"], "$.start")
    if not rows or not start or any(len(row) != len(start) for row in rows):
        raise Malformed("orbit: expected rows of the start's length @ $.rows")
    if len(rows) * len(start) > MAX_CELLS_OF_DATA:
        raise Malformed(f"orbit: more than {MAX_CELLS_OF_DATA} coordinates @ $.rows")
    measure(data["loss"], "$.loss")
    loss = read_term(data["loss"], {NAME: "real"}, "real", "$.loss")
    eta = None if flow else rational(data["eta"], "$.eta")
    if eta is not None and eta <= 0:
        raise Malformed("orbit: the step size is not positive @ $.eta")
    claims = listed(data["claims"], "$.claims")
    if not 0 < len(claims) <= MAX_CLAIMS:
        raise Malformed(f"orbit: expected between 1 and {MAX_CLAIMS} claims @ $.claims")
    names = quantities, limits
    said = [_claim(claim, len(start), f"$.claims[{i}]", *names) for i, claim in enumerate(claims)]
    return Setting(rows, start, loss, eta, said, _groups(data, len(rows)))


def _groups(data: Any, count: int) -> tuple[int, ...]:
    """Sizes of groups of rows, at least 1 and ``count`` in all; none without such a field."""
    if "groups" not in data:
        return ()
    sizes = tuple(listed(data["groups"], "$.groups"))
    if not all(type(size) is int and size >= 1 for size in sizes) or sum(sizes) != count:
        raise Malformed("orbit: expected the numbers of rows of the groups, all rows together @ $.groups")
    return sizes


def _vector(data: Any, path: str) -> list[Fraction]:
    return [rational(x, f"{path}[{j}]") for j, x in enumerate(listed(data, path))]


def _claim(data: Any, dimension: int, path: str, quantities: frozenset[str], limits: frozenset[str]) -> Claim:
    """{"t": "1e20", "w": [[middle, radius], ...], ...}, {"from": "1e20", "rho": ...} or {"t": "inf", "rho": ...}."""
    onwards = isinstance(data, dict) and "from" in data
    limit = isinstance(data, dict) and not onwards and data.get("t") == "inf"
    name, known = ("from", {"rho"} & quantities) if onwards else ("t", set(limits if limit else quantities))
    fields(data, {name}, known, path)
    if len(data) < 2:
        raise Malformed(f"orbit: nothing is claimed @ {path}")
    found = TIME.match(data[name]) if isinstance(data[name], str) else None
    if not found and not limit:
        raise Malformed(f"orbit: expected a time such as 250 or 1e1000, got {data[name]!r:.40} @ {path}.{name}")
    intervals = {}
    for quantity in data.keys() - {name}:
        count = dimension if quantity in ("w", "rho") else 1
        items = listed(data[quantity], f"{path}.{quantity}")
        if len(items) != count:
            raise Malformed(f"orbit: expected {count} intervals @ {path}.{quantity}")
        intervals[quantity] = [_interval(item, f"{path}.{quantity}[{i}]") for i, item in enumerate(items)]
    time = Time(int(found[1]), int(found[2] or 0), onwards) if found else Time(1, 0, limit=True)
    return Claim(time, intervals)


def _interval(data: Any, path: str) -> tuple[str, str]:
    """[middle, radius], decimals in quotes."""
    pair = listed(data, path)
    if len(pair) != 2 or not all(isinstance(x, str) and DECIMAL.match(x) for x in pair) or pair[1][0] == "-":
        raise Malformed(f"orbit: expected [middle, radius] in decimals @ {path}")
    return pair[0], pair[1]
