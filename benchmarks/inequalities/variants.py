"""A false variant of each problem: a constant is added to the smaller side until the claim fails somewhere.

``python benchmarks/inequalities/variants.py PROBLEMS.jsonl > FALSE.jsonl``. The constant is chosen a little above the
smallest gap that a seeded random search sees, so that the failure is small and confined to a part of the domain.
"""

import json
import random
import re
import sys
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

from verify.claims.formula import read_problem
from verify.methods.inequality.points import Solved
from verify.methods.inequality.refute import Hunt
from verify.methods.method import Deadline

RELATION = re.compile(r"(<=|>=|<|>)")
POINTS = 3000
PART = 0.02  # of the spread of the gap, above its least value


def variant(problem: dict[str, Any], seed: int = 0) -> dict[str, Any] | None:
    """The problem with a constant moved until it fails, or None where no point of its hypotheses is found."""
    statement = read_problem(problem)
    if statement.then[0] not in ("le", "lt") or not statement.let:
        return None
    if len(Solved(statement).free) + sum(fact[0] == "eq" for fact in statement.given) != len(statement.let):
        return None  # an equation that is not solved: random points would not satisfy it
    hunt = Hunt(statement, Deadline(4.0), random.Random(seed))
    hunt.prepare(statement.then)
    values = sorted(v for v in (hunt.height(p) for p in islice(hunt.points(), POINTS)) if v == v and abs(v) < 1e30)
    if len(values) < 3:
        return None
    least, middle = values[0], values[len(values) // 2]
    shift = Fraction(least + PART * max(middle - least, 1e-3 * abs(least), 1e-9)).limit_denominator(10**12)
    left, relation, right = RELATION.split(problem["claim"], maxsplit=1)
    smaller, larger = (left, right) if relation in ("<=", "<") else (right, left)
    claim = f"({smaller.strip()}) + ({shift}) {'<' if '=' not in relation else '<='} {larger.strip()}"
    return {**problem, "id": f"{problem['id']}-false", "claim": claim}


def main(file: str) -> None:
    """Print the variants of a file of problems, a record a line."""
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        found = variant(json.loads(line))
        if found is not None:
            sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
