"""``verify svm``: the exact hard-margin separator of a data file, or the exact reason why there is none."""

import sys
import time
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import json_option
from verify.cli.printing import coloured, out, out_json

if TYPE_CHECKING:
    from verify.engine.separation import Separation, Separator

DIGITS = 30
LONG = 60  # a fraction of more characters is shown in decimals


@click.command()
@click.argument("data", metavar="DATA.csv", type=click.Path(path_type=Path))
@click.option("--bias", is_flag=True, help="Append a constant coordinate 1, for separators off the origin.")
@click.option("--classes", is_flag=True, help="Labels of any kind: the K-class problem.")
@click.option("--label", help="Header or number of the label column.  [default: label, y, or the last]")
@json_option
def svm(data: Path, bias: bool, classes: bool, label: str | None, as_json: bool) -> int:
    """The exact hard-margin separator of labelled samples, as rationals, with multipliers and margin.

    Or, where there is none, the exact convex combination of the samples (times their labels) that is 0. Either
    answer is replayed by the checker. One row a sample, the label +1 or -1 last; samples count from 1.

    With --classes labels are any numbers or texts, and each class has a vector w_k: those of least sum of |w_k|^2 with
    (w_y - w_k).x >= 1 for every sample and every class k but its own, y. "3 > b" is sample 3 against class b.
    """
    from verify.engine.separation import separation
    from verify.engine.standing import standings
    from verify.report.audit import Entry
    from verify.report.objects import claim_object

    # Exact answers can have thousands of digits; they are this program's own, so their length is no attack.
    sys.set_int_max_str_digits(0)
    started = time.monotonic()
    found = separation(data, bias=bias, label=label, classes=classes)
    result = found.result
    if as_json:
        standing = standings([found.claim], {found.claim.id: result.verdict})[found.claim.id]
        fields = claim_object(Entry(found.claim, result, standing), inline=True, timed=True)
        out_json(fields | {"svm": _object(found), "seconds": round(time.monotonic() - started, 3)})
        return 3 if result.errors else 0
    verdict = result.verdict.value
    facts = [("data", _described(found)), *(("note", note) for note in found.notes), *_facts(found)]
    replayed = f"{verdict} for this data set, certificate replayed"
    facts += [("error", error) for error in result.errors] or [("verdict", coloured(replayed, verdict))]
    for name, value in facts:
        out(f"{name:<13} {value}")
    return 3 if result.errors else 0


def _described(found: "Separation") -> str:
    coordinates = f"{found.dimension} coordinates" + (" and a constant one" if found.bias else "")
    classes = f", {len(found.classes)} classes" if found.classes else ""
    return f"{found.name}: {found.samples} samples, {coordinates}{classes}"


def _names(found: "Separation") -> list[str]:
    """What the rows are called: samples from 1 on, or a sample against a class."""
    if found.classes:
        return [f"{n + 1} > {found.classes[k]}" for n, k in found.pairs]
    return [str(n) for n in range(1, found.samples + 1)]


def _facts(found: "Separation") -> list[tuple[str, str]]:
    """The solution, a fact a line."""
    solution, names = found.separator, _names(found)
    if solution is None:
        what = "(e_y - e_k) (x) sample" if found.classes else "label times sample"
        weights = _listed(names, found.weights)
        return [("separable", "no"), ("because", f"sum of weight times {what} = 0 with {weights}")]
    zero = ", ".join(names[n] for n in solution.always_zero) or "none"
    return [
        ("separable", "yes"),
        *((f"w {name}".strip(), f"({', '.join(map(_shown, w))})") for name, w in _vectors(found, solution)),
        ("margin^2", _shown(solution.margin_squared)),
        ("margin", f"{_root(solution.margin_squared)} (rounded to {DIGITS} digits)"),
        ("support", ", ".join(names[n] for n in solution.support)),
        ("multipliers", _listed(names, solution.multipliers)),
        ("unique", "w: yes; multipliers: " + ("yes" if solution.multipliers_unique else "no")),
        ("always zero", f"multipliers of support vectors that vanish in every solution: {zero}"),
        ("next nearest", "none" if solution.theta is None else f"least w.x off the support: {_shown(solution.theta)}"),
    ]


def _vectors(found: "Separation", solution: "Separator") -> list[tuple[str, tuple[Fraction, ...]]]:
    """w, or the vector of each class with its name."""
    if not found.classes:
        return [("", solution.w)]
    width = len(solution.w) // len(found.classes)
    return [(name, solution.w[k * width : (k + 1) * width]) for k, name in enumerate(found.classes)]


def _object(found: "Separation") -> dict[str, Any]:
    """The solution as plain data: fractions as texts, samples counted from 1."""
    about = {
        "data": found.name,
        "samples": found.samples,
        "dimension": found.dimension,
        "bias": found.bias,
        "notes": list(found.notes),
        "separable": found.separator is not None,
        **({"classes": list(found.classes)} if found.classes else {}),
    }
    names = _names(found)
    if found.separator is None:
        return about | {"weights": _by_name(names, found.weights)}
    vectors = [[str(value) for value in w] for _, w in _vectors(found, found.separator)]
    return about | {"w": vectors if found.classes else vectors[0]} | _separator_object(found.separator, names)


def _separator_object(solution: "Separator", names: Sequence[str]) -> dict[str, Any]:
    numbered: list[int | str] = [int(name) if name.isdigit() else name for name in names]
    return {
        "margin_squared": str(solution.margin_squared),
        "margin": str(_root(solution.margin_squared)),
        "support": [numbered[n] for n in solution.support],
        "multipliers": _by_name(names, solution.multipliers),
        "multipliers_unique": solution.multipliers_unique,
        "always_zero": [numbered[n] for n in solution.always_zero],
        "theta": None if solution.theta is None else str(solution.theta),
        "rank": solution.rank,
        "rank_support": solution.rank_support,
    }


def _by_name(names: Sequence[str], weights: Sequence[Fraction]) -> dict[str, str]:
    return {name: str(weight) for name, weight in zip(names, weights, strict=True) if weight}


def _listed(names: Sequence[str], weights: Sequence[Fraction]) -> str:
    return ", ".join(f"{name}: {_shown(weight)}" for name, weight in zip(names, weights, strict=True) if weight)


def _shown(value: Fraction) -> str:
    """The fraction as it is, or its decimals when it is long."""
    text = str(value)
    if len(text) <= LONG:
        return text
    context = Context(prec=DIGITS)
    return f"{context.divide(Decimal(value.numerator), Decimal(value.denominator))}... ({len(text)} characters)"


def _root(value: Fraction) -> Decimal:
    """The square root to DIGITS digits, rounded."""
    context = Context(prec=DIGITS)
    exact = Context(prec=DIGITS + 10)
    return context.plus(exact.sqrt(exact.divide(Decimal(value.numerator), Decimal(value.denominator))))
