"""The exact solution of a separation problem as a claim with certified evidence, for ``verify svm``."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from verify.claims.claim import Claim
from verify.evidence.evidence import certify
from verify.evidence.result import Result
from verify.methods.margin import (
    ClassSet,
    DataSet,
    MaxMargin,
    NotSeparable,
    solution_attempt,
    solved_classes,
    solved_file,
    statement_about,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Separator:
    """The hard-margin separator: w, its margin squared, and what is known of its multipliers. Samples count from 0.

    Shapes: w (d,), multipliers (N,). Exact.
    """

    w: tuple[Fraction, ...]
    margin_squared: Fraction
    support: tuple[int, ...]
    multipliers: tuple[Fraction, ...]
    multipliers_unique: bool
    always_zero: tuple[int, ...]
    theta: Fraction | None
    rank: int
    rank_support: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Separation:
    """What is known of a data file: its size, and either the separator or the weights that show that there is none.

    ``weights`` (N,): of the samples times their labels they make 0; empty when there is a separator. Exact.
    With ``classes`` it is the K-class problem: for each of ``pairs``, (sample, other class), a row (e_y - e_k) (x) x_n
    stands in the place of a sample times its label, and w stacks the weight vectors of the classes.
    """

    name: str
    samples: int
    dimension: int
    bias: bool
    notes: tuple[str, ...]
    separator: Separator | None
    weights: tuple[Fraction, ...]
    claim: Claim
    result: Result
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()


def separation(path: Path, *, bias: bool, label: str | None, classes: bool = False) -> Separation:
    """Solve the labelled samples of a file exactly and have the checker replay the answer.

    With ``classes`` labels are any numbers or texts, and the problem is that of the K-class hard margin.
    A certificate that the checker refuses, for its size as well, gives undecided evidence and an error.
    Fails: InputError for a file that cannot be read as samples.
    """
    started = time.monotonic()
    if classes:
        several, solution = solved_classes(path, bias=bias, label=label)
        return _separation(several, several.rows, solution, (), several.classes, several.pairs, started)
    data, solution = solved_file(path, bias=bias, label=label)
    return _separation(data, data.folded, solution, data.notes, (), (), started)


def _separation(
    data: DataSet | ClassSet,
    points: Sequence[Sequence[Fraction]],
    solution: MaxMargin | NotSeparable,
    notes: tuple[str, ...],
    classes: tuple[str, ...],
    pairs: tuple[tuple[int, int], ...],
    started: float,
) -> Separation:
    """The certified answer about these rows."""
    rows = [list(row) for row in points]
    statement = statement_about(rows, solution)
    claim = Claim(
        id="svm",
        paper="own",
        at=data.name,
        kind="optimisation-value",
        says=f"The {f'{len(classes)}-class ' if classes else ''}hard-margin solution of {data.name}.",
        statement=statement,
    )
    evidence = certify(statement, solution_attempt(rows, solution), claim=claim.id)
    errors = (f"margin: {evidence.fault}",) if evidence.fault else ()
    weights: tuple[Fraction, ...] = ()
    separator = None
    if isinstance(solution, NotSeparable):
        weights = solution.weights
    else:
        separator = Separator(
            w=solution.w,
            margin_squared=solution.margin_squared,
            support=solution.support,
            multipliers=solution.alpha,
            multipliers_unique=solution.alpha_unique,
            always_zero=solution.always_zero,
            theta=solution.theta,
            rank=solution.rank,
            rank_support=solution.rank_support,
        )
    return Separation(
        name=data.name,
        samples=len(data.points),
        dimension=data.dimension,
        bias=data.bias,
        notes=notes,
        separator=separator,
        weights=weights,
        claim=claim,
        result=Result(evidence=evidence, errors=errors, seconds=time.monotonic() - started),
        classes=classes,
        pairs=pairs,
    )
