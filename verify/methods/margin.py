"""Hard margins of written-out rational data: exact optimality, exact separators, exact proofs that there is none."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from verify.checker.goals import Goal, Rejected
from verify.checker.margin import Rows, data_of
from verify.checker.terms import Statement, Term, num
from verify.claims.claim import Claim
from verify.errors import InputError
from verify.methods.method import Attempt, Budget, Proof, undecided
from verify.numerics.classes import ClassSet, read_classes
from verify.numerics.dataset import DataSet, read_csv
from verify.numerics.svm import MaxMargin, NotSeparable, max_margin

__all__ = [
    "ClassSet",
    "DataSet",
    "Margin",
    "MaxMargin",
    "NotSeparable",
    "data_proof",
    "everyone",
    "solution_attempt",
    "solved_classes",
    "solved_file",
    "statement_about",
    "table",
    "weights_json",
]


def data_proof(goal: Goal) -> Proof | None:
    """A proof of a hard_margin, separable or not-separable conclusion about written-out data, or None."""
    formula = goal.then[1] if goal.then[0] == "not" else goal.then
    if formula[0] not in ("hard_margin", "separable"):
        return None
    try:
        rows = data_of(formula, "$")
        solution = max_margin(rows)
    except (Rejected, InputError):
        return None
    if isinstance(solution, NotSeparable):
        return {"rule": "gordan", "weights": weights_json(solution.weights)} if goal.then[0] == "not" else None
    if formula[0] == "hard_margin":
        return {"rule": "kkt", "multipliers": weights_json(solution.alpha)}
    return {"rule": "separator", "w": [str(x) for x in solution.w]} if goal.then[0] == "separable" else None


def weights_json(weights: Sequence[Fraction]) -> dict[str, str]:
    """The nonzero weights, points numbered from 1."""
    return {str(n): str(c) for n, c in enumerate(weights, 1) if c}


def table(rows: Sequence[Sequence[Fraction]]) -> Term:
    """A data set as a term."""
    return ("table", *(("vec", *(num(x) for x in row)) for row in rows))


def everyone(rows: Sequence[Any]) -> Term:
    """The set 1..N of all samples."""
    return ("range", num(1), num(len(rows)))


def solved_file(path: Path, *, bias: bool, label: str | None) -> tuple[DataSet, MaxMargin | NotSeparable]:
    """The samples of a CSV file and their exact solution. Fails: InputError for a file that holds no samples."""
    samples = read_csv(path, bias=bias, label=label)
    return samples, max_margin(samples.folded)


def solved_classes(path: Path, *, bias: bool, label: str | None) -> tuple[ClassSet, MaxMargin | NotSeparable]:
    """The samples of a CSV file with labels of any kind, and the exact solution of their K-class problem.

    Fails: InputError, as ``solved_file``.
    """
    samples = read_classes(path, bias=bias, label=label)
    return samples, max_margin(samples.rows)


def statement_about(rows: Rows, solution: MaxMargin | NotSeparable) -> Statement:
    """What an exact solution says: w^ is the hard-margin vector, or the data are not separable."""
    if isinstance(solution, NotSeparable):
        return Statement((), (), ("not", ("separable", table(rows), everyone(rows))))
    w = ("vec", *(num(x) for x in solution.w))
    return Statement((), (), ("hard_margin", table(rows), everyone(rows), w))


class Margin:
    """Decides statements about the hard margin of written-out rational data, by the exact active-set solution."""

    name = "margin"

    def attempt(self, claim: Claim, budget: Budget) -> Attempt:
        """Proved or refuted with the exact multipliers, undecided for anything but written-out data."""
        statement = claim.statement
        if statement is None or statement.let:
            return undecided(self.name, "not a statement about written-out data")
        proof = data_proof(Goal({}, (), statement.then))
        if proof is None:
            return undecided(self.name, "not a statement about the hard margin of written-out rational data")
        how = {
            "kkt": "the multipliers satisfy the KKT conditions exactly",
            "gordan": "a convex combination of the points is 0",
            "separator": "an exact separating vector",
        }[proof["rule"]]
        return Attempt(
            method=self.name,
            verdict="proved",
            certificate={"verdict": "proved", "proof": proof},
            scope="this data set",
            how=how,
        )


def solution_attempt(rows: Rows, solution: MaxMargin | NotSeparable) -> Attempt:
    """The attempt that ``verify svm`` certifies: the solution's own statement with its multipliers or weights."""
    if isinstance(solution, NotSeparable):
        proof: Proof = {"rule": "gordan", "weights": weights_json(solution.weights)}
    else:
        proof = {"rule": "kkt", "multipliers": weights_json(solution.alpha)}
    return Attempt(
        method="margin",
        verdict="proved",
        certificate={"verdict": "proved", "proof": proof},
        scope="this data set",
        how="exact active-set solution, checked by its multipliers",
    )
