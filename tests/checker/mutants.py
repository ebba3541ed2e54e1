"""Machine-made mutants of JSON data: one leaf or one list changed at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from verify.checker.facts import FACTS
from verify.checker.rules import RULES
from verify.checker.terms import SHAPES

Data = Any
RATIONAL = re.compile(r"-?[0-9]+(/[1-9][0-9]*)?\Z")
KIN = [
    ["le", "lt", "eq", "ne"],
    ["add", "sub", "mul", "div"],
    ["min", "max"],
    ["sin", "cos", "exp", "abs", "sqrt", "neg", "log"],
    ["and", "or", "implies"],
    ["sum", "prod"],
    ["forall", "exists"],
    ["real", "nat", "complex"],
    ["dot", "norm"],
    ["separable", "hard_margin"],
    ["eventually", "diverges"],
    ["lt", "gt", "eq"],
    ["proved", "refuted", "vacuous", "certified"],
    ["leaf", "open"],
]


def mutants(data: Data, names: list[str]) -> Iterator[tuple[str, Data]]:
    """(kind, mutant) for every change of one place of ``data``; ``names`` are the names to swap for one another."""
    yield from _here(data, names)
    if isinstance(data, list):
        for i, part in enumerate(data):
            for kind, changed in mutants(part, names):
                yield kind, [*data[:i], changed, *data[i + 1 :]]
    elif isinstance(data, dict):
        for key, part in data.items():
            for kind, changed in mutants(part, names):
                yield kind, {**data, key: changed}


def _here(data: Data, names: list[str]) -> Iterator[tuple[str, Data]]:
    if isinstance(data, bool) or data is None:
        return
    if isinstance(data, int):
        yield from (("index", data + step) for step in (1, -1, 2))
    elif isinstance(data, str):
        yield from _text(data, names)
    elif isinstance(data, list):
        for i in range(len(data)):
            yield "drop", [*data[:i], *data[i + 1 :]]
            yield "duplicate", [*data[: i + 1], *data[i:]]
        for i in range(len(data) - 1):
            if data[i] != data[i + 1]:
                yield "swap", [*data[:i], data[i + 1], data[i], *data[i + 2 :]]
    elif isinstance(data, dict):
        yield from (("drop", {k: v for k, v in data.items() if k != key}) for key in data)


def _text(text: str, names: list[str]) -> Iterator[tuple[str, str]]:
    if RATIONAL.match(text):
        value = Fraction(text)
        for other in {value + 1, value - 1, -value, Fraction(0), value + Fraction(1, 1000)} - {value}:
            yield "number", str(other)
    if text in names:
        yield from (("name", other) for other in [*names, "q"] if other != text)
    if text in RULES:
        yield from (("rule", other) for other in RULES if other != text)
    if text in FACTS:
        yield from (("fact", other) for other in FACTS if other != text)
    for family in KIN:
        if text in family:
            yield from (("head", other) for other in family if other != text)
    if text in SHAPES or text in names:
        yield "name", "nobody"
